#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "geo/tiles/mercator.h"
#include "http/http_house.h"
#include "http/schema.h"
#include "support/tile_reader.h"

namespace yiwang::testing {
namespace {

std::string tile_path(const std::string& set, LonLat at, int z) {
  const auto w = to_world(at);
  return "/map/tiles/" + set + "/" + std::to_string(z) + "/" + std::to_string(static_cast<long>(std::ldexp(w.x, z))) + "/" + std::to_string(static_cast<long>(std::ldexp(w.y, z))) + ".mvt";
}
constexpr LonLat kThere{110.002, 30.005};

struct MapTest : ::testing::Test {
  HttpHouse house{"map"};
  Contract contract;
  Heard read(const std::string& who, const std::string& template_path, const std::string& path, int status = 200) {
    const auto heard = house.call(who, "GET", path);
    EXPECT_EQ(heard.status, status) << path << "\n" << heard.body.substr(0, 500);
    for (const auto& wrong : contract.check("GET", template_path, heard.status, heard.value())) ADD_FAILURE() << path << ": " << wrong;
    return heard;
  }
  /// A case of chengguan with a point; the one of `dispatched` is at a number the city does not know and has none.
  std::int64_t at_number_one() {
    const auto id = house.report("one", "云锦路1号门口的路灯坏了");
    const auto seen = house.call("supervisor", "GET", "/cases/" + std::to_string(id));
    EXPECT_NE(seen.text("/place/point/lon"), "") << seen.body.substr(0, 800);
    if (seen.text("/unit/code") == "chengguan") return id;
    const auto done = house.call("dispatcher", "POST", "/cases/" + std::to_string(id) + "/commands", R"({"operation":"assign_unit","unit":"chengguan"})", {{"If-Match", seen.text("/version")}});
    EXPECT_EQ(done.status, 200) << done.body;
    return id;
  }
  std::size_t cases_seen(const std::string& who, const std::string& query = {}) {
    const auto heard = house.call(who, "GET", tile_path("cases", kThere, 10) + query);
    EXPECT_TRUE(heard.status == 200 || heard.status == 204) << heard.status << heard.body;
    const auto tile = read_tile(heard.body);
    const auto* layer = layer_named(tile, "case");
    return layer == nullptr ? 0 : layer->features.size();
  }
};

TEST_F(MapTest, a_base_tile_holds_the_city_and_is_asked_for_again_only_when_it_changed) {
  const auto first = house.call("nobody", "GET", tile_path("base", kThere, 15));
  ASSERT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(first.headers.at("content-type"), "application/vnd.mapbox-vector-tile");
  const auto tile = read_tile(first.body);
  ASSERT_NE(layer_named(tile, "road"), nullptr);
  EXPECT_NE(layer_named(tile, "road")->features[0].text("name"), "");
  const auto again = house.call("nobody", "GET", tile_path("base", kThere, 15), {}, {{"If-None-Match", first.headers.at("etag")}});
  EXPECT_EQ(again.status, 304);
  EXPECT_TRUE(again.body.empty());
  const auto packed = house.call("nobody", "GET", tile_path("base", kThere, 15), {}, {{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(packed.headers.at("content-encoding"), "gzip");
  EXPECT_EQ(packed.headers.at("etag"), first.headers.at("etag"));
  EXPECT_EQ(house.call("nobody", "GET", tile_path("base", {0, 0}, 15)).status, 204);
}

TEST_F(MapTest, a_tile_asked_for_by_the_version_of_its_tilejson_may_be_kept_for_good) {
  const auto about = read("nobody", "/map/tiles/{set}.json", "/map/tiles/base.json");
  const auto version = about.text("/version");
  const auto kept = house.call("nobody", "GET", tile_path("base", kThere, 15) + "?v=" + version);
  EXPECT_NE(kept.headers.at("cache-control").find("immutable"), std::string::npos);
  const auto other = house.call("nobody", "GET", tile_path("base", kThere, 15) + "?v=old");
  EXPECT_EQ(other.headers.at("cache-control").find("immutable"), std::string::npos);
  EXPECT_TRUE(about.text("/tiles/0").starts_with("http://")) << about.text("/tiles/0");
  EXPECT_TRUE(about.text("/tiles/0").ends_with("/api/v1/map/tiles/base/{z}/{x}/{y}.mvt?v=" + version)) << about.text("/tiles/0");
}

TEST_F(MapTest, areas_carry_their_level_and_layer) {
  const auto heard = house.call("nobody", "GET", tile_path("areas", kThere, 13));
  const auto tile = read_tile(heard.body);
  ASSERT_NE(layer_named(tile, "area"), nullptr);
  std::set<std::string> kinds;
  for (const auto& feature : layer_named(tile, "area")->features) kinds.insert(feature.text("kind"));
  EXPECT_TRUE(kinds.contains("grid"));
  EXPECT_TRUE(kinds.contains("community"));
}

TEST_F(MapTest, tiles_that_are_none_are_refused_with_the_number_that_is_wrong) {
  for (const auto& [path, status, field] : std::vector<std::tuple<std::string, int, std::string>>{{"/map/tiles/base/3/8/0.mvt", 422, "x"}, {"/map/tiles/base/3/0/8.mvt", 422, "y"}, {"/map/tiles/base/23/0/0.mvt", 422, "z"},
        {"/map/tiles/base/a/0/0.mvt", 422, "z"}, {"/map/tiles/base/3/0/0.png", 404, ""}, {"/map/tiles/wrong/3/0/0.mvt", 404, ""}, {"/map/tiles/wrong.json", 404, ""}}) {
    const auto heard = house.call("agent", "GET", path);
    EXPECT_EQ(heard.status, status) << path;
    EXPECT_NE(heard.body.find(field.empty() ? "reason" : "\"" + field + "\""), std::string::npos) << path << heard.body;
  }
  EXPECT_EQ(house.call("nobody", "GET", tile_path("cases", kThere, 10)).status, 401);
  EXPECT_EQ(house.call("nobody", "GET", tile_path("elements", kThere, 10)).status, 401);
}

TEST_F(MapTest, everybody_sees_on_the_map_the_cases_of_their_own_scope_as_they_stand) {
  EXPECT_EQ(cases_seen("agent"), 0u);
  const auto before = house.call("agent", "GET", tile_path("cases", kThere, 10)).headers.at("etag");
  const auto id = at_number_one();
  EXPECT_EQ(cases_seen("agent"), 1u);
  EXPECT_EQ(cases_seen("cleaner"), 1u);
  EXPECT_EQ(cases_seen("street"), 0u);
  EXPECT_NE(house.call("agent", "GET", tile_path("cases", kThere, 10)).headers.at("etag"), before);
  const auto tile = read_tile(house.call("agent", "GET", tile_path("cases", kThere, 10)).body);
  const auto& feature = tile.at(0).features.at(0);
  EXPECT_EQ(feature.whole("id"), id);
  EXPECT_EQ(feature.text("number"), house.call("agent", "GET", "/cases/" + std::to_string(id)).text("/number"));
  EXPECT_EQ(feature.text("tone"), "ink");
  EXPECT_EQ(feature.whole("opened"), nine().time_since_epoch().count() / 3'600'000);
  EXPECT_EQ(cases_seen("agent", "?open=false"), 0u);
  EXPECT_EQ(cases_seen("agent", "?from=2026-03-01T00:00:00Z&to=2026-03-03T00:00:00Z"), 1u);
  EXPECT_EQ(cases_seen("agent", "?from=2026-03-03T00:00:00Z"), 0u);
  EXPECT_EQ(cases_seen("agent", "?from=2026-03-03T00:00:00Z&by=alive"), 1u);
  EXPECT_EQ(cases_seen("agent", "?area=990101000000"), 1u);
  EXPECT_EQ(house.call("agent", "GET", tile_path("cases", kThere, 10) + "?area=nowhere").status, 422);
}

TEST_F(MapTest, cases_come_as_columns_too) {
  const auto id = at_number_one();
  const auto heard = read("agent", "/map/cases", "/map/cases");
  EXPECT_EQ(heard.text("/total"), "1");
  EXPECT_EQ(heard.text("/id/0"), std::to_string(id));
  EXPECT_EQ(heard.text("/closed/0"), "-1");
  const auto whole = house.call("agent", "GET", "/cases/" + std::to_string(id));
  const double lon = std::stod(heard.text("/origin/0")) + std::stod(heard.text("/x/0")) * 1e-6;
  EXPECT_NEAR(lon, std::stod(whole.text("/place/point/lon")), 2e-6) << whole.body.substr(0, 800);
  EXPECT_EQ(read("street", "/map/cases", "/map/cases").text("/total"), "0");
  EXPECT_EQ(read("agent", "/map/cases", "/map/cases?open=false").text("/total"), "0");
}

TEST_F(MapTest, the_style_names_only_our_own_tiles_and_layers_that_are_in_them) {
  for (const auto* query : {"?theme=day&lang=zh", "?theme=night&lang=en"}) {
    const auto heard = read("nobody", "/map/style.json", std::string("/map/style.json") + query);
    const auto style = heard.value();
    EXPECT_FALSE(style.as_object().contains("glyphs"));
    EXPECT_FALSE(style.as_object().contains("sprite"));
    for (const auto& layer : style.at("layers").as_array()) {
      if (layer.at("type").as_string() == "background") continue;
      EXPECT_TRUE(style.at("sources").as_object().contains(layer.at("source").as_string())) << boost::json::serialize(layer);
    }
    EXPECT_NE(heard.body.find("fill-extrusion"), std::string::npos);
    EXPECT_EQ(heard.body.find("name_en") != std::string::npos, std::string(query).ends_with("en"));
  }
}

TEST_F(MapTest, ogc_pages_keep_the_contract_and_lead_from_one_to_the_next) {
  house.dispatched("one");
  read("nobody", "/ogc", "/ogc");
  read("nobody", "/ogc/conformance", "/ogc/conformance");
  read("nobody", "/ogc/collections", "/ogc/collections");
  for (const auto* id : {"areas", "roads", "buildings", "estates", "elements", "cameras", "cases"}) {
    const auto path = std::string("/ogc/collections/") + id;
    read("nobody", "/ogc/collections/{id}", path);
    read("nobody", "/ogc/collections/{id}/queryables", path + "/queryables");
    const auto items = read("agent", "/ogc/collections/{id}/items", path + "/items?limit=1&bbox=109,29,111,31");
    const auto matched = std::stoi(items.text("/numberMatched"));
    if (matched == 0) continue;
    EXPECT_EQ(items.text("/numberReturned"), "1");
    EXPECT_EQ(items.body.find("\"next\"") != std::string::npos, matched > 1) << id;
    read("agent", "/ogc/collections/{id}/items/{feature}", path + "/items/" + items.text("/features/0/id"));
    const auto second = read("agent", "/ogc/collections/{id}/items", path + "/items?limit=1&offset=1");
    EXPECT_NE(second.body.find("\"prev\""), std::string::npos) << id;
    EXPECT_NE(second.text("/features/0/id"), items.text("/features/0/id")) << id;
  }
  EXPECT_EQ(house.call("agent", "GET", "/ogc/collections/areas/items?bbox=1,2,3").status, 400);
  EXPECT_EQ(house.call("agent", "GET", "/ogc/collections/areas/items?limit=none").status, 400);
  EXPECT_EQ(house.call("agent", "GET", "/ogc/collections/areas/items?what=ever").status, 400);
  EXPECT_EQ(house.call("agent", "GET", "/ogc/collections/cases/items?datetime=yesterday").status, 400);
  EXPECT_EQ(house.call("agent", "GET", "/ogc/collections/none/items").status, 404);
  EXPECT_EQ(house.call("agent", "GET", "/ogc/collections/areas/items/none").status, 404);
  EXPECT_EQ(house.call("nobody", "GET", "/ogc/collections/areas/items").status, 401);
}

TEST_F(MapTest, ogc_cases_are_those_of_the_scope_by_time_of_opening_and_without_persons) {
  house.dispatched("one");
  const auto all = house.call("agent", "GET", "/ogc/collections/cases/items");
  EXPECT_EQ(all.text("/numberMatched"), "1");
  EXPECT_EQ(all.body.find("林"), std::string::npos);
  EXPECT_EQ(all.body.find("1000000"), std::string::npos);
  EXPECT_EQ(house.call("street", "GET", "/ogc/collections/cases/items").text("/numberMatched"), "0");
  EXPECT_EQ(house.call("agent", "GET", "/ogc/collections/cases/items?datetime=2026-03-01T00:00:00Z/..").text("/numberMatched"), "1");
  EXPECT_EQ(house.call("agent", "GET", "/ogc/collections/cases/items?datetime=../2026-03-01T00:00:00Z").text("/numberMatched"), "0");
  EXPECT_EQ(house.call("street", "GET", "/ogc/collections/cases/items/" + all.text("/features/0/id")).status, 404);
}

TEST_F(MapTest, gdal_reads_the_ogc_api) {
  if (std::system("ogrinfo --formats 2>/dev/null | grep -q OAPIF") != 0) GTEST_SKIP() << "ogrinfo with OAPIF is not here";
  house.dispatched("one");
  const auto out = std::filesystem::temp_directory_path() / ("yiwang-oapif-" + std::to_string(::getpid()) + ".txt");
  const auto run = [&](const std::string& layer) {
    const auto command = "GDAL_HTTP_HEADERS='Authorization: Bearer " + house.tokens.at("agent") + "' ogrinfo -ro -so OAPIF:http://127.0.0.1:" + std::to_string(house.port()) + "/api/v1/ogc " + layer + " > " + out.string() + " 2>&1";
    const int status = std::system(command.c_str());
    std::ifstream file(out);
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    EXPECT_EQ(status, 0) << text;
    return text;
  };
  const auto areas = run("areas"), cases = run("cases");
  std::filesystem::remove(out);
  EXPECT_NE(areas.find("Feature Count: " + house.call("agent", "GET", "/ogc/collections/areas/items").text("/numberMatched")), std::string::npos) << areas;
  EXPECT_NE(areas.find("name_en"), std::string::npos) << areas;
  EXPECT_NE(cases.find("Feature Count: 1"), std::string::npos) << cases;
}

}  // namespace
}  // namespace yiwang::testing
