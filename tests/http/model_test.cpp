#include <gtest/gtest.h>

#include "http/http_house.h"
#include "http/schema.h"

namespace yiwang::testing {
namespace {

struct ModelHttp : ::testing::Test {
  HttpHouse house{"models"};
  Contract contract;

  Heard as_promised(const std::string& who, const std::string& method, const std::string& template_path, const std::string& path, int status, const json::Value& body = nullptr) {
    const auto heard = house.call(who, method, path, body.is_null() ? std::string{} : boost::json::serialize(body));
    EXPECT_EQ(heard.status, status) << method << " " << path << "\n" << heard.body.substr(0, 800);
    if (heard.status != 204) {
      std::string wrong;
      for (const auto& line : contract.check(method, template_path, heard.status, heard.value())) wrong += "  " + line + "\n";
      EXPECT_EQ(wrong, "") << method << " " << path;
    }
    return heard;
  }
  std::string reason(const std::string& who, const std::string& method, const std::string& path, const json::Value& body = nullptr) {
    const auto heard = house.call(who, method, path, body.is_null() ? std::string{} : boost::json::serialize(body));
    return std::to_string(heard.status) + " " + heard.text("/reason") + (heard.text("/field").empty() ? "" : " " + heard.text("/field"));
  }
  /// A report whose matter the dispatcher corrects to the other of the two.
  std::int64_t corrected(int number) {
    static const char* const kWords[] = {"门口的路灯坏了三天", "早市把人行道占满了", "晚上整条街都是黑的", "摆摊的把路口堵住了", "灯杆歪了线头露在外面", "烧烤摊油烟很大"};
    const auto id = house.report("m-" + std::to_string(number), std::string(kWords[number % 6]) + "，第" + std::string(static_cast<std::size_t>(number / 6 + 1), '.') + "回");
    const auto seen = house.call("supervisor", "GET", "/cases/" + std::to_string(id));
    const auto other = seen.text("/matter/code") == "010101" ? "010102" : "010101";
    house.call("dispatcher", "POST", "/cases/" + std::to_string(id) + "/commands", std::string(R"({"operation":"correct_matter","matter":")") + other + "\"}", {{"If-Match", seen.text("/version")}});
    return id;
  }
};

TEST_F(ModelHttp, a_model_is_trained_compared_watched_and_put_to_use) {
  EXPECT_EQ(as_promised("dispatcher", "GET", "/models", "/models", 200).text("/in_use"), "1");
  EXPECT_EQ(reason("admin", "POST", "/models/train", json::Object{}), "409 too_few_cases");
  for (int i = 0; i < 6; ++i) corrected(i);
  const auto set = as_promised("admin", "POST", "/datasets", "/datasets", 201, json::Object{{"note", "第一批"}});
  EXPECT_EQ(set.text("/note"), "第一批");
  as_promised("supervisor", "GET", "/datasets", "/datasets", 200);
  const auto begun = as_promised("admin", "POST", "/models/train", "/models/train", 202, json::Object{{"dataset", 1}, {"note", "试训"}});
  const auto job = "/models/jobs/" + begun.text("/job");
  const auto seen = as_promised("dispatcher", "GET", "/models/jobs/{id}", job, 200);
  EXPECT_EQ(seen.text("/state"), "done");
  const auto candidate = "/models/" + seen.text("/model");
  as_promised("admin", "DELETE", "/models/jobs/{id}", job, 204);
  const auto model = as_promised("supervisor", "GET", "/models/{id}", candidate, 200);
  EXPECT_EQ(model.text("/why"), "试训");
  EXPECT_EQ(model.text("/by/login"), "admin");
  EXPECT_EQ(model.text("/parent"), "1");
  EXPECT_EQ(as_promised("admin", "POST", "/models/{id}/shadow", candidate + "/shadow", 200, json::Object{{"on", true}}).text("/state"), "shadow");
  corrected(6);
  house.learning->catch_up();
  EXPECT_EQ(as_promised("admin", "GET", "/models/{id}", candidate, 200).text("/shadow/count"), "1");
  as_promised("dispatcher", "GET", "/models/compare", "/models/compare?a=1&b=2", 200);
  EXPECT_EQ(reason("admin", "POST", candidate + "/promote", json::Object{{"reason", " "}}), "422 reason_required /reason");
  const auto put = as_promised("admin", "POST", "/models/{id}/promote", candidate + "/promote", 200, json::Object{{"reason", "试训合格"}, {"override_reason", "演示"}});
  EXPECT_EQ(put.text("/state"), "in_use");
  EXPECT_EQ(put.text("/turns/0/reason"), "试训合格");
  EXPECT_EQ(as_promised("dispatcher", "GET", "/models", "/models", 200).text("/in_use"), seen.text("/model"));
  EXPECT_EQ(as_promised("admin", "POST", "/models/{id}/rollback", "/models/1/rollback", 200, json::Object{{"reason", "退回"}}).text("/turns/0/what"), "rolled_back");
  as_promised("dispatcher", "GET", "/models/drift", "/models/drift", 200);
  EXPECT_EQ(as_promised("dispatcher", "GET", "/models/calls", "/models/calls", 200).text("/total"), "7");
  EXPECT_EQ(house.call("admin", "GET", "/audit?action=model_promote").text("/items/0/who"), "admin");
}

TEST_F(ModelHttp, a_dispatcher_labels_cases_and_takes_it_back) {
  const auto id = std::to_string(house.report("one", "路口的灯不亮，我的电话13912345678"));
  house.learning->catch_up();
  const auto next = as_promised("dispatcher", "GET", "/labelling/next", "/labelling/next", 200);
  EXPECT_EQ(next.text("/item/case/id"), id);
  EXPECT_EQ(next.body.find("13912345678"), std::string::npos);
  as_promised("dispatcher", "POST", "/labelling/{id}", "/labelling/" + id, 200, json::Object{{"verdict", "matter"}, {"matter", "010101"}});
  EXPECT_EQ(reason("dispatcher", "POST", "/labelling/" + id, json::Object{{"verdict", "skip"}}), "409 already_labelled");
  EXPECT_EQ(as_promised("dispatcher", "GET", "/labelling/progress", "/labelling/progress", 200).text("/mine_today"), "1");
  as_promised("dispatcher", "DELETE", "/labelling/{id}", "/labelling/" + id, 204);
  EXPECT_EQ(reason("dispatcher", "DELETE", "/labelling/" + id), "404 not_found");
  EXPECT_EQ(as_promised("dispatcher", "GET", "/labelling/progress", "/labelling/progress", 200).text("/labelled"), "0");
}

TEST_F(ModelHttp, wrong_requests_are_told_what_is_wrong) {
  EXPECT_EQ(reason("nobody", "GET", "/models"), "401 not_signed_in");
  EXPECT_EQ(reason("agent", "GET", "/models"), "403 not_permitted");
  EXPECT_EQ(reason("cleaner", "GET", "/labelling/next"), "403 not_permitted");
  for (const auto* path : {"/models/train", "/datasets", "/models/1/promote", "/models/1/rollback", "/models/1/shadow"}) EXPECT_EQ(reason("dispatcher", "POST", path, json::Object{}), "403 not_permitted") << path;
  EXPECT_EQ(reason("admin", "GET", "/models/9"), "404 unknown_model");
  EXPECT_EQ(reason("admin", "GET", "/models/nine"), "404 unknown_model");
  EXPECT_EQ(reason("admin", "GET", "/models/jobs/9"), "404 not_found");
  EXPECT_EQ(reason("admin", "POST", "/models/train", json::Object{{"dataset", 9}}), "404 unknown_dataset /dataset");
  EXPECT_EQ(reason("admin", "POST", "/models/train", json::Object{{"dataset", -1}}), "404 unknown_dataset /dataset");
  EXPECT_EQ(reason("admin", "POST", "/models/train", json::Object{{"colour", 1}}), "422 unknown_field /colour");
  EXPECT_EQ(reason("admin", "GET", "/models/compare?a=1"), "422 missing_field b");
  EXPECT_EQ(reason("admin", "GET", "/models/compare?a=1&b=0"), "422 out_of_range b");
  EXPECT_EQ(reason("admin", "GET", "/models/compare?a=1&b=9"), "404 unknown_model");
  EXPECT_EQ(reason("admin", "GET", "/models?colour=1"), "422 unknown_field colour");
  EXPECT_EQ(reason("admin", "POST", "/models/1/promote", json::Object{{"reason", "x"}}), "409 already_done");
  EXPECT_EQ(reason("admin", "POST", "/models/1/rollback", json::Object{{"reason", "x"}}), "409 already_done");
  EXPECT_EQ(reason("admin", "POST", "/models/1/shadow", json::Object{{"on", true}}), "409 already_done");
  EXPECT_EQ(reason("admin", "POST", "/models/1/shadow", json::Object{}), "422 missing_field /on");
  EXPECT_EQ(reason("dispatcher", "POST", "/labelling/77", json::Object{{"verdict", "unsure"}}), "404 unknown_case");
  EXPECT_EQ(reason("dispatcher", "POST", "/labelling/77", json::Object{{"verdict", "poem"}}), "422 unknown_value /verdict");
}

}  // namespace
}  // namespace yiwang::testing
