#include "city/import_areas.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "geo/index/area_index.h"
#include "geo/overlay.h"
#include "support/data_folder.h"

namespace yiwang::test {
namespace {

AreaFile file_of(const std::string& name, const std::string& text) { return {name, boost::json::parse(text)}; }

std::string square(double lon, double lat, double size) {
  const auto p = [](double x, double y) { return "[" + std::to_string(x) + "," + std::to_string(y) + "]"; };
  return R"({"type":"Polygon","coordinates":[[)" + p(lon, lat) + "," + p(lon + size, lat) + "," + p(lon + size, lat + size) + "," + p(lon, lat + size) + "," + p(lon, lat) + "]]}";
}
std::string feature(const std::string& code, const std::string& name, const std::string& geometry) {
  return R"({"type":"Feature","properties":{"adcode":)" + code + R"(,"name":")" + name + R"("},"geometry":)" + geometry + "}";
}

TEST(ImportAreas, makes_areas_and_their_city) {
  const auto made = import_areas({file_of("a.json", "[" + feature("990101", "东区", square(110.1, 30, 0.1)) + "," + feature("990102", "西区", square(110, 30, 0.1)) + "]")}, {}, "小城").value();
  ASSERT_EQ(made.areas.size(), 3u);
  EXPECT_EQ(made.areas[0].code, "990100000000");
  EXPECT_EQ(made.areas[0].name, "小城");
  EXPECT_EQ(made.areas[1].code, "990101000000");
  EXPECT_EQ(made.areas[1].kind, AreaKind::district);
  EXPECT_EQ(made.areas[1].parent, "990100000000");
  EXPECT_TRUE(made.faults.empty());
  EXPECT_NEAR(area_m2(made.areas[0].shape), area_m2(made.areas[1].shape) + area_m2(made.areas[2].shape), 1);
  EXPECT_EQ(areas_csv(made.areas).substr(0, 72), "code,name,name_en,kind,parent,layer\n990100000000,小城,,city,,territori");
}

TEST(ImportAreas, reports_overlaps_and_gaps_and_mends) {
  const auto ring = [](double x) { return R"({"type":"Polygon","coordinates":[[[)" + std::to_string(x) + ",30],[110.1,30],[110.1,30.1],[" + std::to_string(x) + ",30.1]]]}"; };
  const auto made = import_areas({file_of("a.json", "[" + feature("990101", "东区", square(110.05, 30, 0.1)) + "," + feature("990102", "西区", ring(110)) + "]")}, {}, "小城").value();
  ASSERT_EQ(made.faults.size(), 1u);
  EXPECT_EQ(made.faults[0].substr(0, 51), "overlap area=990102000000 with=990101000000 at=110.");
  ASSERT_FALSE(made.notes.empty());
  EXPECT_NE(made.notes[0].find("mended not_closed"), std::string::npos);
  // Four around an empty middle.
  std::string around;
  int code = 990101;
  for (const auto& [lon, lat, w, h] : {std::tuple{110.0, 30.0, 0.3, 0.1}, {110.0, 30.2, 0.3, 0.1}, {110.0, 30.1, 0.1, 0.1}, {110.2, 30.1, 0.1, 0.1}}) {
    const auto p = [](double x, double y) { return "[" + std::to_string(x) + "," + std::to_string(y) + "]"; };
    around += (around.empty() ? "" : ",") + feature(std::to_string(code++), "区", R"({"type":"Polygon","coordinates":[[)" + p(lon, lat) + "," + p(lon + w, lat) + "," + p(lon + w, lat + h) + "," + p(lon, lat + h) + "," + p(lon, lat) + "]]}");
  }
  const auto holed = import_areas({file_of("a.json", "[" + around + "]")}, {}, "小城").value();
  ASSERT_EQ(holed.faults.size(), 1u);
  EXPECT_EQ(holed.faults[0].substr(0, 21), "gap area=990100000000");
}

TEST(ImportAreas, refuses_with_file_and_feature) {
  const auto field = [](const std::string& text) { return import_areas({file_of("a.json", text)}, {}, "城").error().field; };
  EXPECT_EQ(field("{}"), "a.json");
  EXPECT_EQ(field("[{}]"), "a.json:features[0].properties");
  EXPECT_EQ(field("[" + feature("12", "区", square(110, 30, 1)) + "]"), "a.json:features[0].properties.code");
  EXPECT_EQ(field("[" + feature("990101", "", square(110, 30, 1)) + "]"), "a.json:features[0].properties.name");
  EXPECT_EQ(field("[" + feature("990101", "区", square(30, 110, 1)) + "]"), "a.json:features[0].geometry");
}

TEST(ImportAreas, puts_the_lent_districts_where_they_lie) {
  const auto folder = support::data_folder();
  if (folder.empty() || !std::filesystem::exists(folder / "geo-nanjing")) GTEST_SKIP() << support::kNoData;
  std::vector<AreaFile> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "geo-nanjing")) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream in(entry.path());
    files.push_back({entry.path().filename().string(), boost::json::parse(std::string(std::istreambuf_iterator<char>(in), {}))});
  }
  const auto made = import_areas(files, read_map_system("gcj02").value(), "南京市").value();
  ASSERT_EQ(made.areas.size(), 12u);
  const auto& city = made.areas.front();
  std::vector<std::pair<std::uint32_t, MultiPolygon>> shapes;
  double sum = 0;
  for (std::uint32_t i = 1; i < made.areas.size(); ++i) {
    shapes.emplace_back(i, made.areas[i].shape);
    sum += area_m2(made.areas[i].shape);
    EXPECT_LT(area_m2(remainder(made.areas[i].shape, {&city.shape})), 1e-4 * area_m2(made.areas[i].shape)) << made.areas[i].name;
  }
  // Published: 6,587 square kilometres.
  EXPECT_NEAR(sum / 1e6, 6587, 40);
  const AreaIndex index(std::move(shapes));
  const auto district = [&](LonLat place) {
    const auto found = index.find(place);
    return found == AreaIndex::kNone ? std::string("none") : made.areas[found].name;
  };
  // Well-known places by their WGS84 coordinates.
  EXPECT_EQ(district({118.8446, 32.0583}), "玄武区") << "the mausoleum on the Purple Mountain";
  EXPECT_EQ(district({118.7777, 32.0140}), "秦淮区") << "the Gate of China";
  EXPECT_EQ(district({118.7930, 32.0870}), "玄武区") << "the railway station by the lake";
  EXPECT_EQ(district({118.7930, 31.9700}), "雨花台区") << "the South railway station";
  EXPECT_EQ(district({118.8620, 31.7420}), "江宁区") << "the airport";
}

}  // namespace
}  // namespace yiwang::test
