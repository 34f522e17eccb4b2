#include <libpq-fe.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <memory>
#include <stdexcept>

#include "apps/bench_tiles.h"
#include "apps/temporary_postgres.h"

namespace yiwang {
namespace {

struct Free {
  void operator()(PGresult* result) const { PQclear(result); }
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
using Connection = std::unique_ptr<PGconn, Free>;
using Rows = std::unique_ptr<PGresult, Free>;

Rows checked(PGresult* given) {
  Rows rows(given);
  const auto status = PQresultStatus(rows.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_IN) throw std::runtime_error(PQresultErrorMessage(rows.get()));
  return rows;
}

/// Processor time of the server's process for this connection.
double spent(PGconn* connection) {
  std::ifstream in("/proc/" + std::to_string(PQbackendPID(connection)) + "/schedstat");
  double nanoseconds = 0;
  return in >> nanoseconds ? nanoseconds / 1e9 : std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::string corners(const std::vector<LonLat>& line, bool closed) {
  std::string out;
  const auto put = [&](LonLat p) {
    char text[64];
    std::snprintf(text, sizeof text, "%s%.9f %.9f", out.empty() ? "" : ",", p.lon, p.lat);
    out += text;
  };
  for (const auto p : line) put(p);
  if (closed && !(line.front() == line.back())) put(line.front());
  return out;
}

void copy(PGconn* db, const std::vector<std::string>& lines) {
  checked(PQexec(db, "COPY loading FROM STDIN"));
  for (const auto& line : lines) PQputCopyData(db, (line + "\n").c_str(), static_cast<int>(line.size() + 1));
  PQputCopyEnd(db, nullptr);
  while (auto* more = PQgetResult(db)) checked(more);
}

void load(PGconn* db, const City& city) {
  checked(PQexec(db, "CREATE EXTENSION postgis; SET max_parallel_workers_per_gather = 0; SET jit = off; CREATE TABLE loading(code text, name text, n int, least int, t text)"));
  const auto table = [&](const std::string& name, const std::vector<std::string>& lines) {
    checked(PQexec(db, "TRUNCATE loading"));
    copy(db, lines);
    checked(PQexec(db, ("CREATE TABLE " + name + " AS SELECT code, name, n, least, ST_Transform(ST_GeomFromText(t, 4326), 3857) AS g FROM loading; CREATE INDEX ON " + name + " USING gist(g)").c_str()));
    checked(PQexec(db, ("VACUUM ANALYZE " + name).c_str()));
  };
  std::vector<std::string> roads, buildings, labels;
  constexpr int kRoadFrom[] = {0, 0, 9, 12};
  for (const auto& r : city.roads) roads.push_back(r.code + "\t" + r.name + "\t" + std::to_string(road_rank(r.name)) + "\t" + std::to_string(kRoadFrom[road_rank(r.name)]) + "\tLINESTRING(" + corners(r.line, false) + ")");
  for (const auto& a : city.addresses) {
    if (const auto ring = building_ring(a); !ring.empty()) buildings.push_back(a.code + "\t" + building_name(city, a) + "\t" + std::to_string(a.floors) + "\t14\tPOLYGON((" + corners(ring, true) + "))");
  }
  for (const auto& e : city.estates) labels.push_back(e.code + "\t" + e.name + "\t0\t14\tPOINT(" + corners({e.point}, false) + ")");
  table("road", roads);
  table("building", buildings);
  table("place_label", labels);
}

}  // namespace

TileFigures postgis_tiles(const City& city, const std::vector<TileId>& tiles, double for_seconds) {
  const TemporaryPostgres server;
  const Connection db(PQconnectdb(server.where().c_str()));
  if (PQstatus(db.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(db.get()));
  load(db.get(), city);
  std::string sql;
  for (const std::string layer : {"road", "building", "place_label"}) {
    sql += (sql.empty() ? "SELECT " : " || ") + ("(SELECT coalesce(ST_AsMVT(q, '" + layer + "', 4096, 'm'), '') FROM (SELECT code, name, n, ST_AsMVTGeom(g, ST_TileEnvelope($1::int, $2::int, $3::int), 4096, 64, true) AS m FROM " + layer +
           " WHERE least <= $1::int AND g && ST_TileEnvelope($1::int, $2::int, $3::int, margin => 64.0 / 4096)) q WHERE m IS NOT NULL)");
  }
  checked(PQprepare(db.get(), "tile", sql.c_str(), 3, nullptr));
  TileFigures out{"base by PostGIS ST_AsMVT (roads, buildings, labels)", {}, 0};
  const double end = spent(db.get()) + for_seconds;
  for (const auto& id : tiles) {
    const double from = spent(db.get());
    if (from > end) break;
    const std::string values[]{std::to_string(id.z), std::to_string(id.x), std::to_string(id.y)};
    const char* texts[]{values[0].c_str(), values[1].c_str(), values[2].c_str()};
    const auto rows = checked(PQexecPrepared(db.get(), "tile", 3, texts, nullptr, nullptr, 1));
    out.bytes += static_cast<std::size_t>(PQgetlength(rows.get(), 0, 0));
    out.seconds.push_back(spent(db.get()) - from);
  }
  return out;
}

}  // namespace yiwang
