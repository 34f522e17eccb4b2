#include <libpq-fe.h>

#include <chrono>
#include <fstream>
#include <memory>
#include <optional>
#include <stdexcept>

#include "apps/bench_geo_world.h"
#include "apps/temporary_postgres.h"

namespace yiwang {
namespace {

struct Free {
  void operator()(PGresult* result) const { PQclear(result); }
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
using Rows = std::unique_ptr<PGresult, Free>;

double now_seconds() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

/// Processor time of one process so far; time on the wall where the system does not say.
double cpu_of(int process) {
  std::ifstream in("/proc/" + std::to_string(process) + "/schedstat");
  double nanoseconds = 0;
  return in >> nanoseconds ? nanoseconds / 1e9 : now_seconds();
}

std::string digits(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.15g", value);
  return text;
}

std::string corners(const std::vector<LonLat>& line, bool closed) {
  std::string out;
  for (const auto p : line) out += (out.empty() ? "" : ",") + digits(p.lon) + " " + digits(p.lat);
  if (closed && !(line.front() == line.back())) out += "," + digits(line.front().lon) + " " + digits(line.front().lat);
  return out;
}
std::string wkt(const MultiPolygon& shape) {
  std::string out;
  for (const auto& polygon : shape) {
    out += (out.empty() ? "((" : ",((") + corners(polygon.outer, true) + ")";
    for (const auto& hole : polygon.holes) out += ",(" + corners(hole, true) + ")";
    out += ")";
  }
  return "MULTIPOLYGON(" + out + ")";
}

class PostGis {
 public:
  explicit PostGis(const std::string& where) : connection_(PQconnectdb(where.c_str())) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection_.get()));
    // As for ours: one processor.
    run("CREATE EXTENSION postgis; SET max_parallel_workers_per_gather = 0; SET jit = off; SET enable_seqscan = off");
  }
  Rows run(const std::string& sql) {
    Rows rows(PQexec(connection_.get(), sql.c_str()));
    check(rows);
    return rows;
  }
  /// What the server spent on this connection so far, of processor time.
  double spent() const { return cpu_of(PQbackendPID(connection_.get())); }
  template <class Row>
  void copy(const std::string& table, std::size_t count, Row row) {
    Rows begun(PQexec(connection_.get(), ("COPY " + table + " FROM STDIN").c_str()));
    for (std::size_t i = 0; i < count; ++i) {
      const std::string line = row(i) + "\n";
      PQputCopyData(connection_.get(), line.data(), static_cast<int>(line.size()));
    }
    PQputCopyEnd(connection_.get(), nullptr);
    Rows rows(PQgetResult(connection_.get()));
    check(rows);
    while (Rows more{PQgetResult(connection_.get())}) {}
  }
  void prepare(const std::string& name, const std::string& sql, int parameters) {
    Rows rows(PQprepare(connection_.get(), name.c_str(), sql.c_str(), parameters, nullptr));
    check(rows);
  }
  double ask(const std::string& name, const std::vector<std::string>& values) {
    std::vector<const char*> texts;
    for (const auto& value : values) texts.push_back(value.c_str());
    Rows rows(PQexecPrepared(connection_.get(), name.c_str(), static_cast<int>(texts.size()), texts.data(), nullptr, nullptr, 0));
    check(rows);
    double sum = 0;
    for (int i = 0; i < PQntuples(rows.get()); ++i) sum += std::stod(PQgetvalue(rows.get(), i, 0));
    return sum;
  }

 private:
  void check(const Rows& rows) {
    const auto status = PQresultStatus(rows.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw std::runtime_error(PQerrorMessage(connection_.get()));
  }
  std::unique_ptr<PGconn, Free> connection_;
};

void load(PostGis& db, const GeoWorld& world) {
  db.run("CREATE TABLE areas(key int, layer int, g geometry(MultiPolygon, 4326)); CREATE TABLE loading(key int, layer int, t text)");
  std::vector<std::tuple<std::uint32_t, std::size_t, const MultiPolygon*>> all;
  for (std::size_t layer = 0; layer < world.layers.size(); ++layer) {
    for (const auto& [key, shape] : world.layers[layer]) all.emplace_back(key, layer, &shape);
  }
  const auto row = [](std::uint32_t key, std::size_t layer, const std::string& text) { return std::to_string(key) + "\t" + std::to_string(layer) + "\t" + text; };
  db.copy("loading", all.size(), [&](std::size_t i) { return row(std::get<0>(all[i]), std::get<1>(all[i]), wkt(*std::get<2>(all[i]))); });
  db.run("INSERT INTO areas SELECT key, layer, ST_GeomFromText(t, 4326) FROM loading; TRUNCATE loading; CREATE INDEX ON areas USING gist(g)");
  db.copy("loading", world.things.size(), [&](std::size_t i) {
    const auto& one = world.things[i];
    return row(one.key, 0, "POINT(" + digits(one.point.lon) + " " + digits(one.point.lat) + ")");
  });
  db.run("CREATE TABLE things AS SELECT key, ST_GeomFromText(t, 4326) AS g, ST_GeogFromText(t) AS e, ST_Transform(ST_GeomFromText(t, 4326), 32650) AS p FROM loading; TRUNCATE loading;"
         "CREATE INDEX ON things USING gist(g); CREATE INDEX ON things USING gist(e); CREATE INDEX ON things USING gist(p)");
  const ViewIndex views(world.cameras, world.buildings);
  std::vector<std::pair<std::uint32_t, std::string>> drawn;
  for (std::uint32_t i = 0; i < world.cameras.size(); ++i) {
    if (auto shape = views.visible(i); !shape.empty()) drawn.emplace_back(i, wkt(shape));
  }
  db.copy("loading", drawn.size(), [&](std::size_t i) { return row(drawn[i].first, 0, drawn[i].second); });
  db.run("CREATE TABLE views AS SELECT key, ST_GeomFromText(t, 4326) AS g FROM loading; CREATE INDEX ON views USING gist(g)");
  for (const auto* table : {"areas", "things", "views"}) db.run(std::string("VACUUM ANALYZE ") + table);
}

std::vector<GeoFigure> ask_all(PostGis& db, const GeoQuestions& q, double for_seconds) {
  std::vector<GeoFigure> out;
  int serial = 0;
  const auto each = [&](const char* what, const char* by, const std::string& sql, std::size_t count, auto values) {
    const auto name = "q" + std::to_string(++serial);
    db.prepare(name, sql, static_cast<int>(values(0).size()));
    GeoFigure figure{what, by, 0, {}};
    for (std::size_t i = 0; i < std::min<std::size_t>(count, 20); ++i) db.ask(name, values(i));   // warm
    const double from = now_seconds(), spent = db.spent();
    while (figure.sums.size() < count && now_seconds() - from < for_seconds) figure.sums.push_back(db.ask(name, values(figure.sums.size())));
    figure.per_second = static_cast<double>(figure.sums.size()) / (db.spent() - spent);
    out.push_back(std::move(figure));
  };
  const auto place = [](LonLat p) { return std::vector<std::string>{digits(p.lon), digits(p.lat)}; };
  const auto near = [&](std::size_t i) { return place(q.near[i]); };
  const std::string point = "ST_SetSRID(ST_MakePoint($1::float8, $2::float8), 4326)";
  each(kGeoAreas, "PostGIS, single queries", "SELECT key FROM areas WHERE ST_Intersects(g, " + point + ")", q.points.size(), [&](std::size_t i) { return place(q.points[i]); });
  each(kGeoNearest, "PostGIS, geography", "SELECT key FROM things ORDER BY e <-> " + point + "::geography LIMIT 10", q.near.size(), near);
  each(kGeoNearest, "PostGIS, on a plane", "SELECT key FROM things ORDER BY p <-> ST_Transform(" + point + ", 32650) LIMIT 10", q.near.size(), near);
  each(kGeoCircle, "PostGIS, geography", "SELECT key FROM things WHERE ST_DWithin(e, " + point + "::geography, 200)", q.near.size(), near);
  each(kGeoCircle, "PostGIS, on a plane", "SELECT key FROM things WHERE ST_DWithin(p, ST_Transform(" + point + ", 32650), 200)", q.near.size(), near);
  each(kGeoLine, "PostGIS, geography", "SELECT key FROM things WHERE ST_DWithin(e, $1::geography, 30)", q.lines.size(),
       [&](std::size_t i) { return std::vector<std::string>{"LINESTRING(" + corners(q.lines[i], false) + ")"}; });
  each(kGeoShape, "PostGIS, single queries", "SELECT key FROM things WHERE ST_Intersects(g, ST_GeomFromText($1, 4326))", q.shapes.size(),
       [&](std::size_t i) { return std::vector<std::string>{wkt(q.shapes[i])}; });
  each(kGeoSeeing, "PostGIS, views drawn beforehand", "SELECT key FROM views WHERE ST_Intersects(g, " + point + ")", q.near.size(), near);

  // The best case of a database: all points in one statement.
  const auto joined = std::min<std::size_t>(q.points.size(), 100000);
  db.run("CREATE TABLE asked(lon float8, lat float8)");
  db.copy("asked", joined, [&](std::size_t i) { return digits(q.points[i].lon) + "\t" + digits(q.points[i].lat); });
  db.run("CREATE TABLE spots AS SELECT ST_SetSRID(ST_MakePoint(lon, lat), 4326) AS g FROM asked");
  db.run("VACUUM ANALYZE spots");
  const double spent = db.spent();
  db.run("SELECT sum(a.key::float8) FROM spots s JOIN areas a ON ST_Intersects(a.g, s.g)");
  out.push_back({kGeoAreas, "PostGIS, one join", static_cast<double>(joined) / (db.spent() - spent), {}});
  return out;
}

}  // namespace

std::vector<GeoFigure> ask_postgis(const GeoWorld& world, const GeoQuestions& questions, double for_seconds, std::string& wrong) {
  try {
    const TemporaryPostgres server;
    PostGis db(server.where());
    load(db, world);
    return ask_all(db, questions, for_seconds);
  } catch (const std::exception& error) {
    wrong = error.what();
    return {};
  }
}

}  // namespace yiwang
