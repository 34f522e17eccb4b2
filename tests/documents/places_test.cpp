#include <gmock/gmock.h>
#include <unistd.h>
#include <zip.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "adapters/documents/open_places.h"
#include "adapters/documents/place_readers.h"
#include "adapters/documents/write_table.h"
#include "geo/geojson.h"

namespace yiwang {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::HasSubstr;

constexpr const char* kGeoJson =
    R"({"type":"FeatureCollection","features":[)"
    R"({"type":"Feature","properties":{"name":"桂花苑","kind":"estate","floors":6},"geometry":{"type":"Point","coordinates":[110.007,30.006]}},)"
    R"({"type":"Feature","properties":{"name":"白塔路","level":2.5,"note":null},"geometry":{"type":"LineString","coordinates":[[110.001,30.002],[110.009,30.002]]}}]})";

constexpr const char* kOsm =
    R"(<?xml version="1.0" encoding="UTF-8"?><osm version="0.6" generator="hand">)"
    R"(<node id="1" lat="30.001" lon="110.001" version="1"/><node id="2" lat="30.001" lon="110.009" version="1"/>)"
    R"(<node id="3" lat="30.004" lon="110.004" version="1"><tag k="amenity" v="pharmacy"/><tag k="name" v="春晓药店"/></node>)"
    R"(<node id="4" lat="30.006" lon="110.006" version="1"/><node id="5" lat="30.006" lon="110.007" version="1"/><node id="6" lat="30.007" lon="110.007" version="1"/>)"
    R"(<way id="10" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/><tag k="name" v="白塔路"/><tag k="old_name" v="塔前街"/></way>)"
    R"(<way id="11" version="1"><nd ref="4"/><nd ref="5"/><nd ref="6"/><nd ref="4"/><tag k="building" v="yes"/><tag k="addr:street" v="白塔路"/><tag k="addr:housenumber" v="12"/></way></osm>)";

bool has_gdal() { return detail::run_child({"ogr2ogr", "--version"}, {}, 20).exit_code == 0; }

class PlaceFiles : public testing::Test {
 protected:
  PlaceFiles() {
    folder_ = fs::temp_directory_path() / ("yiwang_place_files_" + std::to_string(getpid()) + "_" + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
  }
  ~PlaceFiles() override { fs::remove_all(folder_); }
  std::string file(const std::string& name, const std::string& text) {
    const auto path = (folder_ / name).string();
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
  std::string converted(const std::string& format, const std::string& name, std::vector<std::string> more = {}) {
    const auto source = file("source.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"桂花苑"},"geometry":{"type":"Point","coordinates":[110.007,30.006]}}]})");
    const auto target = (folder_ / name).string();
    std::vector<std::string> arguments = {"ogr2ogr", "-f", format};
    arguments.insert(arguments.end(), more.begin(), more.end());
    arguments.insert(arguments.end(), {target, source});
    EXPECT_EQ(detail::run_child(arguments, {}, 60).exit_code, 0);
    return target;
  }
  struct Read {
    PlaceRows opened;
    std::vector<std::map<std::string, std::string>> rows;
  };
  static Read all(Result<PlaceRows> opened) {
    Read out;
    EXPECT_TRUE(opened) << (opened ? "" : code_of(opened.error().reason));
    if (!opened) return out;
    out.opened = std::move(*opened);
    auto& source = *out.opened.rows;
    for (std::vector<std::string> cells; source.next(cells);) {
      std::map<std::string, std::string> row;
      for (std::size_t i = 0; i < cells.size() && i < source.header().size(); ++i) row[source.header()[i]] = cells[i];
      out.rows.push_back(std::move(row));
    }
    EXPECT_FALSE(source.fault());
    return out;
  }
  fs::path folder_;
};

TEST_F(PlaceFiles, CsvIsReadInUtf8GbkAndUtf16) {
  const std::string gbk = "\xc3\xfb\xb3\xc6,\xb5\xd8\xd6\xb7\r\n\xb9\xf0\xbb\xa8\xd4\xb7,\xb0\xd7\xcb\xfe\xc2\xb7" "12\xba\xc5\r\n";
  std::string utf16 = "\xff\xfe";
  for (const char16_t c : std::u16string_view(u"名称,地址\n桂花苑,白塔路12号\n")) {
    utf16 += static_cast<char>(c & 0xff);
    utf16 += static_cast<char>(c >> 8);
  }
  for (const auto& [name, text] : {std::pair<std::string, std::string>{"utf8.csv", "名称,地址\n桂花苑,白塔路12号\n"}, {"gbk.csv", gbk}, {"utf16.csv", utf16}}) {
    const auto read = all(open_places(file(name, text), name, ""));
    EXPECT_EQ(read.opened.format, "csv") << name;
    ASSERT_EQ(read.rows.size(), 1u) << name;
    EXPECT_EQ(read.rows[0].at("名称"), "桂花苑") << name;
    EXPECT_EQ(read.rows[0].at("地址"), "白塔路12号") << name;
  }
}

TEST_F(PlaceFiles, XlsxIsReadAsCells) {
  const auto path = (folder_ / "a.xlsx").string();
  auto table = write_xlsx(path, {{"名称"}, {"经度", TableColumn::Kind::number}});
  table->row({std::string("桂花苑"), 110.007});
  table->finish();
  const auto read = all(open_places(path, "a.xlsx", ""));
  EXPECT_EQ(read.opened.format, "xlsx");
  ASSERT_EQ(read.rows.size(), 1u);
  EXPECT_EQ(read.rows[0].at("经度"), "110.007");
}

TEST_F(PlaceFiles, GeoJsonGivesPropertiesAndGeometryAsOneFileOrAFeatureALine) {
  const auto read = all(open_places(file("a.geojson", kGeoJson), "a.geojson", ""));
  EXPECT_EQ(read.opened.format, "geojson");
  ASSERT_EQ(read.rows.size(), 2u);
  EXPECT_EQ(read.rows[0].at("floors"), "6");
  EXPECT_EQ(read.rows[0].at("level"), "");
  EXPECT_THAT(read.rows[1].at(std::string(kGeometryColumn)), HasSubstr("LineString"));
  const auto lines = all(open_places(file("b.geojsonl", "\x1e{\"type\":\"Feature\",\"properties\":{\"name\":\"甲\"},\"geometry\":null}\n{\"type\":\"Feature\",\"properties\":{\"code\":\"2\"},\"geometry\":null}\n"), "b.geojsonl", ""));
  ASSERT_EQ(lines.rows.size(), 2u);
  EXPECT_EQ(lines.rows[1].at("code"), "2");
}

TEST_F(PlaceFiles, WhatIsDamagedIsRefusedWithAReason) {
  const std::string geojson = kGeoJson;
  const auto cut = open_places(file("cut.geojson", geojson.substr(0, geojson.size() / 2)), "cut.geojson", "");
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().reason, Reason::malformed);
  const auto zip = open_places(file("cut.zip", std::string("PK\x03\x04", 4) + std::string(200, 'x')), "cut.zip", "");
  ASSERT_FALSE(zip);
  EXPECT_EQ(zip.error().reason, Reason::malformed);
  std::string wide = "a";
  for (int i = 0; i < 5000; ++i) wide += ",c" + std::to_string(i);
  const auto columns = open_places(file("wide.csv", wide + "\n"), "wide.csv", "");
  ASSERT_FALSE(columns);
  EXPECT_EQ(columns.error().reason, Reason::too_large);
  const auto other = open_places(file("a.pdf", "%PDF-1.7"), "a.pdf", "");
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().reason, Reason::unsupported_type);
  const auto projected = open_places(file("p.geojson", R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:3857"}},"features":[]})"), "p.geojson", "");
  ASSERT_FALSE(projected);
  EXPECT_EQ(projected.error().reason, Reason::malformed);
}

TEST_F(PlaceFiles, WithoutTheProgramTheRefusalNamesThePackage) {
  PlaceFileLimits limits;
  limits.ogr2ogr = limits.ogrinfo = "no-such-program-anywhere";
  const auto refused = open_places(file("a.osm", kOsm), "a.osm", "", limits);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, Reason::unavailable);
  EXPECT_THAT(refused.error().facts, Contains(std::pair<std::string, std::string>("package", "gdal-bin")));
}

TEST_F(PlaceFiles, AChildIsEndedWhenItTakesTooLongOrWritesTooMuch) {
  const auto late = detail::run_child({"sleep", "30"}, {}, 0);
  EXPECT_TRUE(late.late);
  EXPECT_NE(late.exit_code, 0);
  const auto big = file("big", std::string(100, 'x'));
  EXPECT_TRUE(detail::run_child({"sleep", "30"}, {}, 60, big, 10).too_much);
}

TEST_F(PlaceFiles, ShapefileAndGeoPackageAreReadInWhateverSystemTheyAre) {
  if (!has_gdal()) GTEST_SKIP() << "gdal-bin is not installed";
  const auto shp = converted("ESRI Shapefile", "places.shp", {"-t_srs", "EPSG:4547", "-lco", "ENCODING=GBK"});
  auto zipped = zip_shapefile(shp);
  ASSERT_TRUE(zipped);
  const auto archive = file("places.zip", *zipped);
  const auto read = all(open_places(archive, "places.zip", ""));
  EXPECT_EQ(read.opened.format, "shapefile");
  ASSERT_EQ(read.rows.size(), 1u);
  EXPECT_EQ(read.rows[0].at("name"), "桂花苑");
  const auto point = read_point(*json::parse_text(read.rows[0].at(std::string(kGeometryColumn))));
  ASSERT_TRUE(point);
  EXPECT_LT(metres_between(*point, {110.007, 30.006}), 0.1);
  const auto cut = open_places(file("cut.zip", zipped->substr(0, zipped->size() - 60)), "cut.zip", "");
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().reason, Reason::malformed);

  const auto gpkg = converted("GPKG", "places.gpkg", {"-nln", "小区"});
  EXPECT_EQ(all(open_places(gpkg, "places.gpkg", "")).rows.size(), 1u);
  ASSERT_EQ(detail::run_child({"ogr2ogr", "-f", "GPKG", "-update", "-nln", "道路", gpkg, (folder_ / "source.geojson").string()}, {}, 60).exit_code, 0);
  const auto several = open_places(gpkg, "places.gpkg", "");
  ASSERT_FALSE(several);
  EXPECT_EQ(several.error().reason, Reason::missing_field);
  EXPECT_THAT(several.error().facts, Contains(std::pair<std::string, std::string>("layers", "小区\n道路")));
  EXPECT_EQ(all(open_places(gpkg, "places.gpkg", "道路")).rows.size(), 1u);
  EXPECT_FALSE(open_places(gpkg, "places.gpkg", "没有"));
}

TEST_F(PlaceFiles, OpenStreetMapGivesRoadsHousesAndNamedPlaces) {
  if (!has_gdal()) GTEST_SKIP() << "gdal-bin is not installed";
  const auto read = all(open_places(file("a.osm", kOsm), "a.osm", ""));
  EXPECT_TRUE(read.opened.osm);
  std::set<std::string> seen;
  for (const auto& row : read.rows) {
    const auto at = [&](const char* name) { return row.contains(name) ? row.at(name) : std::string{}; };
    if (at("highway") == "residential") seen.insert("road " + at("name") + " " + at("old_name"));
    if (at("amenity") == "pharmacy") seen.insert("poi " + at("name"));
    if (!at("addr:housenumber").empty()) seen.insert("house " + at("addr:street") + " " + at("addr:housenumber"));
  }
  EXPECT_EQ(seen, (std::set<std::string>{"house 白塔路 12", "poi 春晓药店", "road 白塔路 塔前街"}));
}

TEST_F(PlaceFiles, OpenStreetMapIsReadAsPbfToo) {
  if (!has_gdal()) GTEST_SKIP() << "gdal-bin is not installed";
  const auto read = all(open_places(std::string(YIWANG_SOURCE_DIR) + "/tests/documents/tiny.osm.pbf", "tiny.osm.pbf", ""));
  EXPECT_TRUE(read.opened.osm);
  ASSERT_EQ(read.rows.size(), 1u);
  EXPECT_EQ(read.rows[0].at("name"), "春晓药店");
  EXPECT_EQ(read.rows[0].at("amenity"), "pharmacy");
}

}  // namespace
}  // namespace yiwang
