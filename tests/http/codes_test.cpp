#include <gtest/gtest.h>

#include "http/http_house.h"
#include "http/schema.h"

namespace yiwang::testing {
namespace {

struct CodesTest : ::testing::Test {
  HttpHouse house{"codes"};
  Contract contract;
  Heard ask(const std::string& who, const std::string& method, const std::string& template_path, const std::string& path, int status = 200, const std::string& body = {}) {
    const auto heard = house.call(who, method, path, body);
    EXPECT_EQ(heard.status, status) << path << "\n" << heard.body.substr(0, 500);
    for (const auto& wrong : contract.check(method, template_path, heard.status, heard.value())) ADD_FAILURE() << path << ": " << wrong;
    return heard;
  }
};

TEST_F(CodesTest, a_place_has_its_beidou_code_and_a_code_its_cell) {
  const auto code = ask("agent", "GET", "/codes/beidou", "/codes/beidou?lon=116.312602777777&lat=39.993161111111");
  EXPECT_EQ(code.text("/code"), "N50J47539B8255346152");
  EXPECT_EQ(ask("agent", "GET", "/codes/beidou", "/codes/beidou?lon=116.3126&lat=39.9931&level=4").text("/code"), "N50J47539");
  const auto cell = ask("agent", "GET", "/codes/beidou/{code}", "/codes/beidou/N50J47539");
  EXPECT_EQ(cell.text("/level"), "4");
  EXPECT_NEAR(cell.value().at("height_m").as_double(), 1853, 2);
  EXPECT_EQ(ask("agent", "GET", "/codes/beidou/{code}", "/codes/beidou/N50J4753ZZ", 422).text("/field"), "code");
  EXPECT_EQ(ask("agent", "GET", "/codes/beidou", "/codes/beidou?lon=39.9&lat=116.3", 422).text("/reason"), "bad_point");
  EXPECT_EQ(ask("agent", "GET", "/codes/beidou", "/codes/beidou?lon=118&lat=89", 422).text("/reason"), "bad_point");
  ask("agent", "GET", "/codes/beidou", "/codes/beidou?lon=118&lat=32&level=11", 422);
  ask("nobody", "GET", "/codes/beidou", "/codes/beidou?lon=118&lat=32", 401);
}

TEST_F(CodesTest, an_element_code_is_explained_or_refused_with_its_place) {
  const auto code = ask("agent", "GET", "/codes/element/{code}", "/codes/element/990101001001002000000000000300100001");
  EXPECT_EQ(code.text("/class"), "municipal");
  EXPECT_EQ(code.text("/serial"), "1");
  EXPECT_NE(code.text("/area_name"), "");
  EXPECT_EQ(code.text("/building"), "");
  EXPECT_EQ(ask("agent", "GET", "/codes/element/{code}", "/codes/element/990101001001002000000000000900100001", 422).text("/field"), "code");
}

TEST_F(CodesTest, cases_are_found_near_in_a_box_and_in_a_shape_and_only_those_one_may_see) {
  const auto id = std::to_string(house.report("one", "云锦路1号门口的路灯坏了"));
  const auto whole = house.call("agent", "GET", "/cases/" + id);
  const auto lon = std::stod(whole.text("/place/point/lon")), lat = std::stod(whole.text("/place/point/lat"));
  const auto at = [&](double east, double north) { return std::to_string(lon + east) + "," + std::to_string(lat + north); };
  const auto total = [&](const std::string& who, const std::string& query) { return ask(who, "GET", "/cases", "/cases?" + query).text("/total"); };
  EXPECT_EQ(total("agent", "near=" + at(0.001, 0) + ",200"), "1");
  EXPECT_EQ(total("agent", "near=" + at(0.01, 0) + ",200"), "0");
  EXPECT_EQ(total("agent", "bbox=" + at(-0.001, -0.001) + "," + at(0.001, 0.001)), "1");
  EXPECT_EQ(total("agent", "bbox=" + at(0.001, -0.001) + "," + at(0.002, 0.001)), "0");
  const auto shape = [&](double from, double to) {
    return R"({"shape":{"type":"Polygon","coordinates":[[[)" + at(from, from) + "],[" + at(to, from) + "],[" + at(to, to) + "],[" + at(from, to) + "],[" + at(from, from) + "]]]}}";
  };
  EXPECT_EQ(ask("agent", "POST", "/cases/within", "/cases/within?queue=all", 200, shape(-0.01, 0.01)).text("/total"), "1");
  EXPECT_EQ(ask("agent", "POST", "/cases/within", "/cases/within", 200, shape(0.001, 0.01)).text("/total"), "0");
  EXPECT_EQ(ask("stranger", "POST", "/cases/within", "/cases/within", 200, shape(-0.01, 0.01)).text("/total"), house.call("stranger", "GET", "/cases").text("/total"));
  EXPECT_EQ(ask("agent", "POST", "/cases/within", "/cases/within", 422, R"({"shape":{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}})").text("/reason"), "bad_polygon");
  ask("agent", "POST", "/cases/within", "/cases/within", 422, R"({"shape":{"type":"Point","coordinates":[0,0]}})");
  ask("agent", "POST", "/cases/within", "/cases/within", 422, R"({})");
  for (const auto* wrong : {"near=1,2", "near=1,2,x", "near=1,2,-5", "near=1,2,60000", "near=30,118,100", "near=110,30,50&bbox=109,29,111,31", "bbox=1,2,3"}) ask("agent", "GET", "/cases", std::string("/cases?") + wrong, 422);
}

}  // namespace
}  // namespace yiwang::testing
