#include <gtest/gtest.h>

#include "http/http_house.h"
#include "http/schema.h"

namespace yiwang::testing {
namespace {

struct PlacesHttp : ::testing::Test {
  HttpHouse house{"places"};
  Contract contract;

  Heard as_promised(const std::string& who, const std::string& method, const std::string& template_path, const std::string& path, int status, const std::string& body = {}, Headers headers = {}) {
    const auto heard = house.call(who, method, path, body, headers);
    EXPECT_EQ(heard.status, status) << method << " " << path << "\n" << heard.body.substr(0, 800);
    std::string wrong;
    for (const auto& line : contract.check(method, template_path, heard.status, heard.value())) wrong += "  " + line + "\n";
    EXPECT_EQ(wrong, "") << method << " " << path;
    return heard;
  }
  std::string bring(const std::string& csv) {
    const auto taken = as_promised("dispatcher", "POST", "/places/imports", "/places/imports", 202, csv, {{"Content-Type", "application/octet-stream"}, {"X-File-Name", "places.csv"}});
    house.places->wait();
    return "/places/imports/" + taken.text("/id");
  }
};

TEST_F(PlacesHttp, a_file_is_compared_applied_found_and_taken_back) {
  const auto path = bring("name,kind,lon,lat\n春晓苑,estate,110.0072,30.0061\n望江花园,estate,110.0043,30.006\n飞地,poi,99,30\n");
  const auto seen = as_promised("supervisor", "GET", "/places/imports/{id}", path, 200);
  EXPECT_EQ(seen.text("/state"), "previewed");
  EXPECT_EQ(seen.text("/counts/new"), "1");
  EXPECT_EQ(seen.text("/counts/changed"), "1");
  EXPECT_EQ(seen.text("/counts/outside_city"), "1");
  EXPECT_EQ(seen.text("/mapping/lon"), "lon");
  const auto rows = as_promised("supervisor", "GET", "/places/imports/{id}/rows", path + "/rows?verdict=changed", 200);
  EXPECT_EQ(rows.text("/items/0/fields/0/field"), "point");
  EXPECT_NE(house.call("supervisor", "GET", path + "/report").body.find("春晓苑"), std::string::npos);
  EXPECT_EQ(as_promised("dispatcher", "POST", "/places/imports/{id}/apply", path + "/apply", 200, R"({"verdicts":["new","changed"]})").text("/state"), "applied");
  const auto found = as_promised("supervisor", "GET", "/places/library", "/places/library?q=%E6%98%A5%E6%99%93%E8%8B%91", 200);
  ASSERT_EQ(found.text("/total"), "1") << found.body;
  EXPECT_EQ(found.text("/items/0/source"), "import");
  EXPECT_EQ(as_promised("supervisor", "GET", "/places/library/{kind}/{code}/history", "/places/library/estate/E1/history", 200).text("/items/0/version"), "1");
  EXPECT_EQ(as_promised("admin", "POST", "/places/imports/{id}/undo", path + "/undo", 200, R"({"reason":"试用"})").text("/state"), "undone");
  EXPECT_EQ(as_promised("supervisor", "GET", "/places/library", "/places/library?q=%E6%98%A5%E6%99%93%E8%8B%91", 200).text("/total"), "0");
  EXPECT_EQ(as_promised("supervisor", "GET", "/places/imports", "/places/imports", 200).text("/items/0/state"), "undone");
}

TEST_F(PlacesHttp, an_entry_is_corrected_under_its_version) {
  const auto one = as_promised("dispatcher", "GET", "/places/library/{kind}/{code}", "/places/library/estate/E1", 200);
  EXPECT_EQ(one.text("/version"), "0");
  const std::string patch = R"({"name":"望江花园一期","reason":"更名"})";
  EXPECT_EQ(house.call("dispatcher", "PATCH", "/places/library/estate/E1", patch).text("/reason"), "version_required");
  const auto changed = as_promised("dispatcher", "PATCH", "/places/library/{kind}/{code}", "/places/library/estate/E1", 200, patch, {{"If-Match", "\"0\""}});
  EXPECT_EQ(changed.text("/name"), "望江花园一期");
  EXPECT_EQ(house.call("dispatcher", "PATCH", "/places/library/estate/E1", patch, {{"If-Match", "\"0\""}}).text("/reason"), "stale_version");
  as_promised("admin", "POST", "/places/library/{kind}/{code}/remove", "/places/library/estate/E1/remove", 200, R"({"reason":"已拆除"})", {{"If-Match", "\"1\""}});
  as_promised("admin", "POST", "/places/library", "/places/library", 201, R"({"kind":"poi","name":"春晓药店","point":{"lon":110.007,"lat":30.006},"reason":"新开业"})");
  EXPECT_EQ(house.call("admin", "POST", "/places/library", R"({"kind":"poi","name":"天边","point":{"lon":10,"lat":30},"reason":"测试"})").text("/reason"), "outside_city");
}

TEST_F(PlacesHttp, names_are_given_and_decided_and_only_by_those_who_may) {
  as_promised("dispatcher", "POST", "/places/aliases", "/places/aliases", 201, R"({"words":"老纺织厂宿舍","kind":"estate","code":"E1"})");
  EXPECT_EQ(as_promised("supervisor", "GET", "/places/aliases", "/places/aliases?state=in_use", 200).text("/items/0/words"), "老纺织厂宿舍");
  as_promised("dispatcher", "POST", "/places/aliases/decide", "/places/aliases/decide", 200, R"({"alias":"老纺织厂宿舍","kind":"estate","code":"E1","accept":false})");
  EXPECT_EQ(house.call("supervisor", "POST", "/places/aliases", R"({"words":"某某大院","kind":"estate","code":"E1"})").text("/reason"), "not_permitted");
  EXPECT_EQ(house.call("cleaner", "GET", "/places/library").text("/reason"), "not_permitted");
  EXPECT_EQ(house.call("dispatcher", "POST", "/places/aliases", R"({"words":"小区门口","kind":"estate","code":"E1"})").text("/reason"), "does_not_fit");
  EXPECT_EQ(house.call("dispatcher", "GET", "/places/imports/999").status, 404);
}

}  // namespace
}  // namespace yiwang::testing
