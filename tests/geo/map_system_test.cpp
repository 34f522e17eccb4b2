#include "geo/map_system.h"

#include <geodesic.h>
#include <gtest/gtest.h>
#include <proj.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "geo/overlay.h"
#include "geo/read_degrees.h"

namespace yiwang {
namespace {

double between(int low, int high, double step) { return *rc::gen::resize(100, rc::gen::inRange(low, high)) * step; }

/// PROJ asked by the names of the EPSG list where its database is there: another way to the same answer than the definitions the engine writes.
class Epsg {
 public:
  explicit Epsg(int code) : context_(proj_context_create()) {
    proj_log_level(context_, PJ_LOG_NONE);
    const auto crs = "EPSG:" + std::to_string(code);
    auto* raw = proj_create_crs_to_crs(context_, "EPSG:4326", crs.c_str(), nullptr);
    transformation_ = raw == nullptr ? nullptr : proj_normalize_for_visualization(context_, raw);
    proj_destroy(raw);
  }
  ~Epsg() {
    proj_destroy(transformation_);
    proj_context_destroy(context_);
  }
  bool known() const { return transformation_ != nullptr; }
  MapPoint operator()(LonLat p) const {
    const auto out = proj_trans(transformation_, PJ_FWD, proj_coord(p.lon, p.lat, 0, 0));
    return {out.xy.x, out.xy.y};
  }

 private:
  PJ_CONTEXT* context_;
  PJ* transformation_ = nullptr;
};

TEST(MapSystem, agrees_with_the_epsg_list_of_proj) {
  struct Pair {
    const char* name;
    int epsg;
    double meridian;
  };
  int known = 0;
  for (const auto& pair : {Pair{"gk3:39", 4527, 117}, Pair{"gk3:40", 4528, 120}, Pair{"gk3:117e", 4548, 117}, Pair{"gk6:20", 4498, 117}, Pair{"gk6:117e", 4509, 117}, Pair{"utm50n", 32650, 117},
                           Pair{"utm50s", 32750, 117}, Pair{"webmercator", 3857, 117}}) {
    const Epsg epsg(pair.epsg);
    if (!epsg.known()) continue;
    ++known;
    const auto system = read_map_system(pair.name).value();
    for (double east = -2.9; east < 3; east += 0.37) {
      for (double lat = pair.epsg == 32750 ? -50.0 : 3.0; lat < (pair.epsg == 32750 ? -3 : 54); lat += 2.3) {
        const LonLat place{pair.meridian + east, lat};
        const auto wanted = epsg(place);
        const auto got = from_wgs84(system, place).value();
        // Surveyors' systems of the list give north first; the library was asked for east first.
        EXPECT_NEAR(got.x, wanted.x, 0.001) << pair.name << " " << to_text(place);
        EXPECT_NEAR(got.y, wanted.y, 0.001) << pair.name << " " << to_text(place);
      }
    }
  }
  if (known == 0) GTEST_SKIP() << "PROJ's database is not installed";
}

RC_GTEST_PROP(MapSystem, goes_there_and_back, ()) {
  const auto* name = *rc::gen::element("wgs84", "cgcs2000", "gcj02", "bd09", "webmercator", "utm50n", "gk3:39", "gk3:117e", "gk6:20", "gk6:117e");
  const auto system = read_map_system(name).value();
  const LonLat place{between(115'000, 119'000, 0.001), between(5'000, 53'000, 0.001)};
  const auto there = from_wgs84(system, place).value();
  const auto back = to_wgs84(system, there).value();
  RC_ASSERT(metres_between(back, place) < 0.002);
}

TEST(MapSystem, refuses_with_what_to_do) {
  const auto gk = read_map_system("gk3:39").value();
  const auto place = from_wgs84(gk, {118.78, 32.04}).value();
  EXPECT_GT(place.x, 39'000'000);
  const auto swapped = to_wgs84(gk, {place.y, place.x});
  ASSERT_FALSE(swapped);
  EXPECT_EQ(swapped.error().facts.at(0), (std::pair<std::string, std::string>{"swapped", "true"}));
  EXPECT_EQ(to_wgs84(gk, {118.78, 32.04}).error().facts.at(0).first, "looks_like");
  EXPECT_FALSE(to_wgs84(gk, {place.x - 39'000'000, place.y})) << "the zone is missing";
  EXPECT_FALSE(from_wgs84(gk, {100, 32})) << "too far from the meridian";
  EXPECT_EQ(to_wgs84(read_map_system("gcj02").value(), {32.04, 118.78}).error().facts.at(0).first, "swapped");
  for (const auto* name : {"", "wgs", "gk3:23", "gk3:47", "gk6:12", "gk3:116e", "gk6:114e", "gk3:", "gk3:39x", "utm61n", "utm50", "utmn", "gk4:20"}) EXPECT_FALSE(read_map_system(name)) << name;
}

RC_GTEST_PROP(Measures, distances_are_within_what_is_stated_of_the_ellipsoid, ()) {
  const LonLat a{between(73'000, 135'000, 0.001), between(4'000, 53'000, 0.001)};
  const LonLat b{a.lon + between(-2'000, 2'000, 0.001), a.lat + between(-2'000, 2'000, 0.001)};
  geod_geodesic earth;
  geod_init(&earth, 6378137, 1 / 298.257223563);
  double wanted = 0;
  geod_inverse(&earth, a.lat, a.lon, b.lat, b.lon, &wanted, nullptr, nullptr);
  RC_ASSERT(std::abs(metres_between(a, b) - wanted) <= 0.006 * wanted + 1e-6);
}

RC_GTEST_PROP(Measures, areas_are_within_what_is_stated_of_the_geodesic_ones, ()) {
  // A ring of some kilometres, as blocks, grids and communities are.
  const LonLat centre{between(73'000, 135'000, 0.001), between(4'000, 53'000, 0.001)};
  Ring ring;
  const int corners = *rc::gen::resize(100, rc::gen::inRange(3, 20));
  for (int i = 0; i < corners; ++i) {
    const double angle = 6.2831853 * i / corners, far = between(5, 40, 0.001);
    ring.push_back({centre.lon + far * std::cos(angle), centre.lat + far * std::sin(angle)});
  }
  geod_geodesic earth;
  geod_init(&earth, 6378137, 1 / 298.257223563);
  geod_polygon polygon;
  geod_polygon_init(&polygon, 0);
  // Sides are straight in longitude and latitude, geodesics are not: in short pieces they are the same line.
  constexpr int kPieces = 200;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto a = ring[i], b = ring[(i + 1) % ring.size()];
    for (int k = 0; k < kPieces; ++k) geod_polygon_addpoint(&earth, &polygon, a.lat + (b.lat - a.lat) * k / kPieces, a.lon + (b.lon - a.lon) * k / kPieces);
  }
  double wanted = 0;
  geod_polygon_compute(&earth, &polygon, 0, 1, &wanted, nullptr);
  RC_ASSERT(std::abs(area_m2({{ring, {}}}) - std::abs(wanted)) <= 1e-4 * std::abs(wanted) + 1);
}

TEST(ReadDegrees, reads_what_people_write) {
  EXPECT_EQ(read_degrees("116.3126"), 116.3126);
  EXPECT_EQ(read_degrees("-0.5"), -0.5);
  EXPECT_EQ(read_degrees("116°18'45\"E"), 116.3125);
  EXPECT_EQ(read_degrees("W116°18′45″"), -116.3125);
  EXPECT_EQ(read_degrees("116:18:45"), 116.3125);
  EXPECT_EQ(read_degrees("东经116度18分45秒"), 116.3125);
  EXPECT_EQ(read_degrees("南纬30分"), -30.0) << "a single number is degrees";
  EXPECT_EQ(read_degrees("39 59 35.38 N"), (39 * 3600 + 59 * 60 + 35.38) / 3600);
  for (const auto* wrong : {"", "E", "abc", "116°60'", "1 2 3 4", "1.5 30", "116°18'45\"EE", "-5W", "1e5", "nan", "--5"}) EXPECT_FALSE(read_degrees(wrong)) << wrong;
}

}  // namespace
}  // namespace yiwang
