#include <gtest/gtest.h>

#include "http/http_house.h"
#include "http/schema.h"
#include "service/areas/area_follower.h"

namespace yiwang::testing {
namespace {

struct AreasHttp : ::testing::Test {
  HttpHouse house{"areas"};
  Contract contract;

  Heard as_promised(const std::string& who, const std::string& method, const std::string& template_path, const std::string& path, int status, const json::Value& body = nullptr, Headers headers = {}) {
    const auto heard = house.call(who, method, path, body.is_null() ? std::string{} : boost::json::serialize(body), std::move(headers));
    EXPECT_EQ(heard.status, status) << method << " " << path << "\n" << heard.body.substr(0, 800);
    if (heard.status != 204) {
      std::string wrong;
      for (const auto& line : contract.check(method, template_path, heard.status, heard.value())) wrong += "  " + line + "\n";
      EXPECT_EQ(wrong, "") << method << " " << path;
    }
    return heard;
  }
  std::string reason(const std::string& who, const std::string& method, const std::string& path, const json::Value& body = nullptr, Headers headers = {}) {
    const auto heard = house.call(who, method, path, body.is_null() ? std::string{} : boost::json::serialize(body), std::move(headers));
    return std::to_string(heard.status) + " " + heard.text("/reason") + (heard.text("/field").empty() ? "" : " " + heard.text("/field"));
  }
  static json::Value cut() {
    return json::parse_text(R"([{"kind":"split","area":"990101001001001","line":{"type":"LineString","coordinates":[[110.003,29.9],[110.003,30.1]]},"names":["甲一西","甲一东"]}])").value();
  }
};

TEST_F(AreasHttp, a_plan_is_drawn_tried_approved_published_followed_and_taken_back) {
  const auto tried = as_promised("dispatcher", "POST", "/areas/preview", "/areas/preview", 200, json::Object{{"changes", cut()}});
  EXPECT_EQ(tried.text("/steps/0/refused"), "");
  EXPECT_EQ(tried.text("/after/features/0/properties/change"), "new");
  EXPECT_EQ(tried.text("/gone/features/0/properties/code"), "990101001001001");
  EXPECT_EQ(tried.text("/touched/addresses"), "2");
  EXPECT_EQ(tried.text("/touched/people"), "1");

  const auto made = as_promised("dispatcher", "POST", "/areas/plans", "/areas/plans", 201, json::Object{{"name", "甲一拆分"}, {"changes", cut()}, {"open_cases", "follow"}});
  const auto path = "/areas/plans/" + made.text("/id");
  EXPECT_EQ(made.headers.at("etag"), "\"1\"");
  EXPECT_EQ(reason("dispatcher", "PUT", path, json::Object{{"name", "x"}}, {{"If-Match", "\"9\""}}), "412 stale_version");
  as_promised("dispatcher", "PUT", "/areas/plans/{id}", path, 200, json::Object{{"note", "人口过多"}}, {{"If-Match", "\"1\""}});
  as_promised("supervisor", "GET", "/areas/plans", "/areas/plans", 200);
  as_promised("supervisor", "GET", "/areas/plans/{id}/preview", path + "/preview", 200);
  EXPECT_EQ(as_promised("dispatcher", "POST", "/areas/plans/{id}/check", path + "/check", 200).text("/publishable"), "true");
  as_promised("dispatcher", "POST", "/areas/plans/{id}/submit", path + "/submit", 200, json::Object{{"note", "请审核"}});
  EXPECT_EQ(reason("dispatcher", "POST", path + "/decision", json::Object{{"approve", true}}), "403 not_permitted");
  EXPECT_EQ(reason("admin", "POST", path + "/publish", json::Object{}), "409 wrong_state");
  as_promised("admin", "POST", "/areas/plans/{id}/decision", path + "/decision", 200, json::Object{{"approve", true}});
  const auto published = as_promised("admin", "POST", "/areas/plans/{id}/publish", path + "/publish", 200, json::Object{});
  EXPECT_EQ(published.text("/published/0/state"), "in_use");
  AreaFollower follower(house.office);
  for (int i = 0; i < 10 && follower.round(house.house.clock.now()); ++i) {}
  EXPECT_EQ(as_promised("dispatcher", "GET", "/areas/plans/{id}", path, 200).text("/published/0/follow/state"), "done");

  const auto history = as_promised("agent", "GET", "/areas/{code}/history", "/areas/990101001001001/history", 200);
  EXPECT_EQ(history.text("/in_use"), "false");
  EXPECT_EQ(history.text("/after/0/change"), "split");
  EXPECT_EQ(history.text("/today/0/code"), "990101001001003");
  as_promised("agent", "GET", "/areas", "/areas?kind=grid&at=2026-03-01T00:00:00Z", 200);
  EXPECT_NE(house.call("agent", "GET", "/areas?kind=grid&at=2026-03-01T00:00:00Z").body.find("990101001001001"), std::string::npos);
  EXPECT_EQ(house.call("agent", "GET", "/areas?kind=grid").body.find("\"990101001001001\""), std::string::npos);
  EXPECT_NE(house.call("agent", "GET", "/areas/export?format=history").body.find("plan-1,甲一拆分"), std::string::npos);

  as_promised("admin", "POST", "/areas/plans/{id}/rollback", path + "/rollback", 200, json::Object{{"reason", "居民反对"}});
  EXPECT_NE(house.call("agent", "GET", "/areas?kind=grid").body.find("\"990101001001001\""), std::string::npos);
  // The studio's own lists do not show plans.
  EXPECT_EQ(reason("dispatcher", "GET", "/studio/drafts/" + made.text("/id")), "404 unknown_draft");
  EXPECT_EQ(reason("dispatcher", "POST", "/studio/drafts", json::Object{{"kind", "areas"}, {"code", "plan-9"}, {"text", "{}"}}), "422 unknown_value /kind");
}

TEST_F(AreasHttp, layers_mapping_check_and_files_are_there_for_those_who_may_read_them) {
  const auto layers = as_promised("agent", "GET", "/areas/layers", "/areas/layers", 200);
  EXPECT_EQ(layers.text("/items/0/layer"), "territorial");
  EXPECT_EQ(layers.text("/items/1/layer"), "cleaning");
  EXPECT_EQ(layers.text("/open_cases_rule"), "follow");
  const auto mapping = as_promised("agent", "GET", "/areas/mapping", "/areas/mapping?from=cleaning", 200);
  EXPECT_EQ(mapping.text("/items/0/from/code"), "QJ1");
  EXPECT_NE(house.call("agent", "GET", "/areas/mapping?from=cleaning&format=csv").body.find("QJ1,保洁一区"), std::string::npos);
  as_promised("dispatcher", "GET", "/areas/check", "/areas/check", 200);
  EXPECT_EQ(reason("agent", "GET", "/areas/check"), "403 not_permitted");
  EXPECT_NE(house.call("agent", "GET", "/areas/export?format=csv&layer=cleaning").body.find("QJ1"), std::string::npos);
  EXPECT_EQ(reason("agent", "GET", "/areas?layer=nowhere"), "422 unknown_value layer");
  EXPECT_EQ(reason("agent", "GET", "/areas/nowhere/history"), "404 not_found");
  EXPECT_EQ(reason("agent", "POST", "/areas/preview", json::Object{{"changes", json::Array{}}}), "403 not_permitted");
  EXPECT_EQ(reason("agent", "GET", "/areas/plans"), "403 not_permitted");
}

TEST_F(AreasHttp, half_a_drawing_is_tried_and_nonsense_is_refused_with_its_place) {
  const auto half = as_promised("dispatcher", "POST", "/areas/preview", "/areas/preview", 200,
                                json::parse_text(R"({"changes":[{"kind":"merge","areas":["990101001001001"]},{"kind":"rename","area":"990101001001002","name":"甲二网格"}]})").value());
  EXPECT_EQ(half.text("/steps/0/refused/reason"), "missing_field");
  EXPECT_EQ(half.text("/after/features/0/properties/change"), "renamed");
  // Taking a piece out of the parent's middle without giving it to anybody: the gap is drawn.
  const auto gap = as_promised("dispatcher", "POST", "/areas/preview", "/areas/preview", 200, json::parse_text(R"({"changes":[{"kind":"retire","area":"990101001001002"}]})").value());
  EXPECT_EQ(gap.text("/faults/features/0/properties/rule"), "gap");
  EXPECT_EQ(gap.text("/faults/features/0/properties/severity"), "error");
  EXPECT_EQ(gap.text("/faults/features/0/geometry/type"), "Polygon");
  EXPECT_EQ(reason("dispatcher", "POST", "/areas/preview", json::parse_text(R"({"changes":[{"kind":"explode"}]})").value()), "422 unknown_value /changes/0/kind");
  EXPECT_EQ(reason("dispatcher", "POST", "/areas/plans", json::Object{{"name", ""}}), "422 missing_field /name");
  EXPECT_EQ(reason("dispatcher", "POST", "/areas/plans", json::Object{{"name", "x"}, {"open_cases", "maybe"}}), "422 unknown_value /open_cases");
}

}  // namespace
}  // namespace yiwang::testing
