// The indexes of geo/ beside PostGIS on the same ground: another program, written by others, must give the same answers.
#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>

#include "apps/temporary_postgres.h"
#include "base/random.h"
#include "geo/index/layered_area_index.h"
#include "geo/index/segment_index.h"
#include "geo/index/view.h"
#include "geo/overlay.h"

namespace yiwang {
namespace {

struct Free {
  void operator()(PGresult* result) const { PQclear(result); }
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
using Rows = std::unique_ptr<PGresult, Free>;

std::string digits(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.17g", value);
  return text;
}
std::string spot(LonLat p) { return "ST_SetSRID(ST_MakePoint(" + digits(p.lon) + "," + digits(p.lat) + "),4326)"; }
std::string corners(const std::vector<LonLat>& line, bool closed) {
  std::string out;
  for (const auto p : line) out += (out.empty() ? "" : ",") + digits(p.lon) + " " + digits(p.lat);
  if (closed) out += "," + digits(line.front().lon) + " " + digits(line.front().lat);
  return out;
}
std::string polygon(const Ring& ring) { return "'SRID=4326;POLYGON((" + corners(ring, true) + "))'::geometry"; }

constexpr double kWest = 113.5, kSouth = 31.2;
LonLat somewhere(Random& random) { return {kWest + 0.1 * random.unit(), kSouth + 0.1 * random.unit()}; }

/// A temporary server for all tests of this file, with a lattice of areas, points and lines in it.
class BesidePostGis : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    try {
      server_ = std::make_unique<TemporaryPostgres>();
      connection_.reset(PQconnectdb(server_->where().c_str()));
      if (Rows made(PQexec(connection_.get(), "CREATE EXTENSION postgis")); PQresultStatus(made.get()) != PGRES_COMMAND_OK) missing_ = PQerrorMessage(connection_.get());
    } catch (const std::runtime_error& error) {
      missing_ = error.what();
    }
    if (!missing_.empty()) return;
    lay_areas();
    lay_points();
    lay_lines();
  }
  static void TearDownTestSuite() {
    connection_.reset();
    server_.reset();
  }
  void SetUp() override {
    if (!missing_.empty()) GTEST_SKIP() << "no PostGIS here: " << missing_;
  }

  static Rows run(const std::string& sql) {
    Rows rows(PQexec(connection_.get(), sql.c_str()));
    const auto status = PQresultStatus(rows.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw std::runtime_error(PQerrorMessage(connection_.get()) + sql.substr(0, 300));
    return rows;
  }
  static double number(const std::string& sql) { return std::stod(PQgetvalue(run("SELECT " + sql).get(), 0, 0)); }
  /// Key and metres of each row.
  static std::vector<Near> near(const std::string& sql) {
    const auto rows = run(sql);
    std::vector<Near> out;
    for (int i = 0; i < PQntuples(rows.get()); ++i) out.push_back({static_cast<std::uint32_t>(std::stoul(PQgetvalue(rows.get(), i, 0))), std::stod(PQgetvalue(rows.get(), i, 1))});
    return out;
  }
  static std::vector<std::uint32_t> keys(const std::string& sql) {
    const auto rows = run(sql + " ORDER BY 1");
    std::vector<std::uint32_t> out;
    for (int i = 0; i < PQntuples(rows.get()); ++i) out.push_back(static_cast<std::uint32_t>(std::stoul(PQgetvalue(rows.get(), i, 0))));
    return out;
  }

  /// The same rows but for those within `edge` metres of the limit, the same metres within `error`.
  static void expect_same(std::vector<Near> ours, std::vector<Near> theirs, double limit, double edge, double error) {
    std::map<std::uint32_t, double> found, wanted;
    for (const auto& one : ours) found[one.key] = one.metres;
    for (const auto& one : theirs) wanted[one.key] = one.metres;
    for (const auto& [key, metres] : wanted) {
      if (found.contains(key)) {
        EXPECT_NEAR(found[key], metres, error) << key;
      } else {
        EXPECT_NEAR(metres, limit, edge) << "we miss " << key;
      }
    }
    for (const auto& [key, metres] : found) {
      if (wanted.contains(key)) continue;
      EXPECT_NEAR(metres, limit, edge) << "PostGIS misses " << key;
    }
  }

  static void lay_areas() {
    run("CREATE TABLE areas(key int, layer int, g geometry)");
    std::uint32_t key = 0;
    for (const int side : {20, 7}) {
      const double step = 0.1 / side;
      const auto corner = [&](int x, int y) {
        Random random(static_cast<std::uint64_t>(side * 100000 + x * 100 + y));
        return LonLat{kWest + step * (x + 0.7 * (random.unit() - 0.5)), kSouth + step * (y + 0.7 * (random.unit() - 0.5))};
      };
      std::string values;
      auto& layer = layers_.emplace_back();
      for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
          Ring ring{corner(x, y), corner(x + 1, y), corner(x + 1, y + 1), corner(x, y + 1)};
          values += (values.empty() ? "(" : ",(") + std::to_string(key) + "," + std::to_string(side) + "," + polygon(ring) + ")";
          layer.push_back({key++, {Polygon{ring, {}}}});
        }
      }
      run("INSERT INTO areas VALUES " + values);
    }
    run("CREATE INDEX ON areas USING gist(g)");
  }
  static void lay_points() {
    Random random(5);
    std::string values;
    for (std::uint32_t key = 0; key < 5000; ++key) {
      points_.push_back({key, somewhere(random)});
      values += (values.empty() ? "(" : ",(") + std::to_string(key) + "," + spot(points_.back().point) + ")";
    }
    run("CREATE TABLE points(key int, g geometry); INSERT INTO points VALUES " + values + "; ALTER TABLE points ADD e geography; UPDATE points SET e = g::geography");
    run("CREATE INDEX ON points USING gist(e); CREATE INDEX ON points USING gist(g); ANALYZE points");
  }
  static void lay_lines() {
    Random random(6);
    std::string values;
    for (std::uint32_t key = 0; key < 300; ++key) {
      Line line{somewhere(random)};
      for (int i = 0; i < 5; ++i) line.push_back({line.back().lon + 0.004 * (random.unit() - 0.3), line.back().lat + 0.004 * (random.unit() - 0.5)});
      lines_.push_back({key, line});
      values += (values.empty() ? "(" : ",(") + std::to_string(key) + ",'SRID=4326;LINESTRING(" + corners(line, false) + ")'::geography)";
    }
    run("CREATE TABLE lines(key int, e geography); INSERT INTO lines VALUES " + values);
  }

  using Line = std::vector<LonLat>;
  static inline std::unique_ptr<TemporaryPostgres> server_;
  static inline std::unique_ptr<PGconn, Free> connection_;
  static inline std::string missing_;
  static inline std::vector<LayeredAreaIndex::Layer> layers_;
  static inline std::vector<KeyedPoint> points_;
  static inline std::vector<KeyedLine> lines_;
};

TEST_F(BesidePostGis, areas_of_all_layers_at_a_point_also_a_centimetre_off_a_border) {
  const LayeredAreaIndex index(layers_);
  Random random(7);
  std::vector<LonLat> asked;
  for (int i = 0; i < 2000; ++i) asked.push_back({kWest - 0.005 + 0.11 * random.unit(), kSouth - 0.005 + 0.11 * random.unit()});
  for (int i = 0; i < 2000; ++i) {
    // A place on a side, then a centimetre to its left and to its right.
    const auto& layer = layers_[random.below(2)];
    const auto& ring = layer[random.below(layer.size())].second[0].outer;
    const auto side = random.below(4);
    const auto a = ring[side], b = ring[(side + 1) % 4];
    const GroundFrame frame(a);
    const auto end = frame.to_frame(b);
    const double t = 0.05 + 0.9 * random.unit(), length = std::hypot(end.x, end.y);
    const LonLat on{a.lon + (b.lon - a.lon) * t, a.lat + (b.lat - a.lat) * t};
    const GroundFrame here(on);
    for (const double off : {0.01, -0.01}) asked.push_back(here.to_place(-end.y / length * off, end.x / length * off));
  }
  std::string values;
  for (std::size_t i = 0; i < asked.size(); ++i) values += (i == 0 ? "(" : ",(") + std::to_string(i) + "," + spot(asked[i]) + ")";
  const auto rows = run("WITH asked(i, p) AS (VALUES " + values + ") SELECT i, layer, key FROM asked JOIN areas ON ST_Intersects(g, p) ORDER BY 1, 2 DESC");
  std::vector<std::array<std::uint32_t, 2>> wanted(asked.size(), {LayeredAreaIndex::kNone, LayeredAreaIndex::kNone});
  for (int i = 0; i < PQntuples(rows.get()); ++i) {
    wanted[std::stoul(PQgetvalue(rows.get(), i, 0))][std::stoi(PQgetvalue(rows.get(), i, 1)) == 20 ? 0 : 1] = static_cast<std::uint32_t>(std::stoul(PQgetvalue(rows.get(), i, 2)));
  }
  int inside = 0;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    std::array<std::uint32_t, 2> found{};
    index.find(asked[i], found);
    EXPECT_EQ(found, wanted[i]) << i << " at " << digits(asked[i].lon) << " " << digits(asked[i].lat);
    inside += found[0] != LayeredAreaIndex::kNone;
  }
  EXPECT_GT(inside, 4000);
}

TEST_F(BesidePostGis, the_nearest_ten_and_how_far_they_are) {
  const PointIndex index(points_);
  Random random(8);
  for (int i = 0; i < 60; ++i) {
    const auto from = somewhere(random);
    const auto ours = index.nearest(from, 10);
    const auto theirs = near("SELECT key, ST_Distance(e, " + spot(from) + "::geography) FROM points ORDER BY 2, 1 LIMIT 10");   // <-> orders by the sphere
    ASSERT_EQ(ours.size(), theirs.size());
    for (std::size_t k = 0; k < ours.size(); ++k) {
      EXPECT_EQ(ours[k].key, theirs[k].key);
      EXPECT_NEAR(ours[k].metres, theirs[k].metres, 1e-4);
    }
  }
}

TEST_F(BesidePostGis, what_lies_in_a_circle) {
  const PointIndex index(points_);
  Random random(9);
  for (int i = 0; i < 60; ++i) {
    const auto centre = somewhere(random);
    const double metres = 50 + 3000 * random.unit();
    const auto at = spot(centre) + "::geography";
    expect_same(index.in_circle(centre, metres), near("SELECT key, ST_Distance(e, " + at + ") FROM points WHERE ST_DWithin(e, " + at + ", " + digits(metres) + ")"), metres, 1e-4, 1e-4);
  }
}

TEST_F(BesidePostGis, what_lies_along_a_line) {
  const PointIndex index(points_);
  Random random(10);
  std::size_t found = 0;
  for (int i = 0; i < 60; ++i) {
    const auto& line = lines_[random.below(lines_.size())].line;
    const double metres = 20 + 200 * random.unit();
    const auto along = "'SRID=4326;LINESTRING(" + corners(line, false) + ")'::geography";
    const auto ours = index.along(line, metres);
    found += ours.size();
    // PostGIS runs geodesics between corners, we what is straight in lon and lat (RFC 7946): millimetres apart over some hundred metres.
    expect_same(ours, near("SELECT key, ST_Distance(e, " + along + ") FROM points WHERE ST_DWithin(e, " + along + ", " + digits(metres) + ")"), metres, 0.02, 0.02);
  }
  EXPECT_GT(found, 500u);
}

TEST_F(BesidePostGis, what_lies_in_a_polygon_with_a_hole) {
  const PointIndex index(points_);
  Random random(11);
  for (int i = 0; i < 60; ++i) {
    const auto middle = somewhere(random);
    Polygon star;
    auto& hole = star.holes.emplace_back();
    for (int k = 0; k < 40; ++k) {
      const double turn = 6.283185307179586 * k / 40, far = 0.005 + 0.02 * random.unit();
      star.outer.push_back({middle.lon + far * std::cos(turn), middle.lat + far * std::sin(turn)});
      hole.push_back({middle.lon + 0.003 * std::cos(turn), middle.lat + 0.004 * std::sin(turn)});
    }
    std::vector<std::uint32_t> ours;
    for (const auto& one : index.in_polygon({star})) ours.push_back(one.key);
    const auto drawn = "'SRID=4326;POLYGON((" + corners(star.outer, true) + "),(" + corners(hole, true) + "))'::geometry";
    EXPECT_EQ(ours, keys("SELECT key FROM points WHERE ST_Intersects(g, " + drawn + ")"));
  }
}

TEST_F(BesidePostGis, the_nearest_road) {
  const SegmentIndex index(lines_);
  Random random(12);
  for (int i = 0; i < 60; ++i) {
    const auto from = somewhere(random);
    const auto ours = index.nearest(from, 3, 1e5);
    const auto theirs = near("SELECT key, ST_Distance(e, " + spot(from) + "::geography) AS d FROM lines ORDER BY d, key LIMIT 3");
    ASSERT_EQ(ours.size(), theirs.size());
    for (std::size_t k = 0; k < ours.size(); ++k) {
      // PostGIS takes the nearest place on the sphere and measures to it on the ellipsoid, which is a little farther than the nearest place there.
      EXPECT_LT(ours[k].metres, theirs[k].metres + 0.01);
      EXPECT_GT(ours[k].metres, theirs[k].metres * 0.999 - 0.01);
    }
  }
}

TEST_F(BesidePostGis, the_area_of_a_shape) {
  for (const auto& layer : layers_) {
    for (std::size_t i = 0; i < layer.size(); i += 5) {
      const auto& [key, shape] = layer[i];
      const double theirs = number("ST_Area(" + polygon(shape[0].outer) + "::geography)");
      EXPECT_NEAR(area_m2(shape) / theirs, 1, 1e-4) << key;
    }
  }
}

TEST_F(BesidePostGis, what_a_camera_sees_is_its_sector_without_the_shadows_of_buildings) {
  // On a plane at the camera: PostGIS cuts the sector with each building's shadow, drawn as the hull of the building and its image far away.
  Random random(13);
  for (int i = 0; i < 20; ++i) {
    const LonLat from = somewhere(random);
    const GroundFrame frame(from);
    const FieldOfView view{from, 360 * random.unit(), 40 + 100 * random.unit(), 60 + 60 * random.unit(), 6};
    std::vector<Blocker> blockers;
    std::string shadows;
    for (int b = 0; b < 8; ++b) {
      const double x = 160 * (random.unit() - 0.5), y = 160 * (random.unit() - 0.5), w = 5 + 15 * random.unit();
      if (std::abs(x + w / 2) < w && std::abs(y + w / 2) < w) continue;
      Ring ring;
      std::string flat;
      for (const auto& [dx, dy] : {std::pair{0.0, 0.0}, {w, 0.0}, {w, w}, {0.0, w}}) {
        ring.push_back(frame.to_place(x + dx, y + dy));
        for (const double far : {1.0, 400.0}) flat += (flat.empty() ? "" : ",") + digits((x + dx) * far) + " " + digits((y + dy) * far);
      }
      blockers.push_back({{Polygon{ring, {}}}, 18});
      shadows += (shadows.empty() ? "" : ",") + ("ST_ConvexHull('MULTIPOINT(" + flat + ")'::geometry)");
    }
    std::string sector = "0 0";
    for (int k = 0; k <= 200; ++k) {
      const double turn = (view.direction_deg - view.angle_deg / 2 + view.angle_deg * k / 200) * 3.14159265358979323846 / 180;
      sector += "," + digits(view.range_m * std::sin(turn)) + " " + digits(view.range_m * std::cos(turn));
    }
    const std::string drawn = "'POLYGON((" + sector + ",0 0))'::geometry";
    const double theirs = number(shadows.empty() ? "ST_Area(" + drawn + ")" : "ST_Area(ST_Difference(" + drawn + ", ST_Union(ARRAY[" + shadows + "])))");
    EXPECT_NEAR(area_m2(ViewIndex({view}, blockers).visible(0)), theirs, 0.002 * theirs + 3) << i;
  }
}

}  // namespace
}  // namespace yiwang
