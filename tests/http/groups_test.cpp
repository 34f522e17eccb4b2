#include <gtest/gtest.h>

#include "http/http_house.h"
#include "http/schema.h"

namespace yiwang::testing {
namespace {

struct GroupsHttp : ::testing::Test {
  HttpHouse house{"groups"};
  Contract contract;
  int told = 0;

  Heard as_promised(const std::string& who, const std::string& method, const std::string& template_path, const std::string& path, int status, const json::Value& body = nullptr) {
    const auto heard = house.call(who, method, path, body.is_null() ? std::string{} : boost::json::serialize(body));
    EXPECT_EQ(heard.status, status) << method << " " << path << "\n" << heard.body.substr(0, 800);
    std::string wrong;
    for (const auto& line : contract.check(method, template_path, heard.status, heard.value())) wrong += "  " + line + "\n";
    EXPECT_EQ(wrong, "") << method << " " << path;
    return heard;
  }
  std::string reason(const std::string& who, const std::string& method, const std::string& path, const json::Value& body = nullptr) {
    const auto heard = house.call(who, method, path, body.is_null() ? std::string{} : boost::json::serialize(body));
    return std::to_string(heard.status) + " " + heard.text("/reason") + (heard.text("/field").empty() ? "" : " " + heard.text("/field"));
  }
  /// A report by somebody else each time; its case.
  std::int64_t told_by(const std::string& phone, const std::string& text) {
    json::Object body{{"channel", "hotline"}, {"external_id", "G-" + std::to_string(++told)}, {"text", text}, {"reporter", json::Object{{"name", "林芳"}, {"phone", phone}}}};
    const auto heard = house.call("agent", "POST", "/reports", boost::json::serialize(body));
    EXPECT_FALSE(heard.text("/case/id").empty()) << heard.body;
    return std::stoll(heard.text("/case/id"));
  }
  std::vector<std::int64_t> mixer() {
    std::vector<std::int64_t> cases{told_by("10000000001", "翠屏新城小区附近建搅拌站，噪音灰尘严重扰民"), told_by("10000000002", "举报翠屏新城旁边的混凝土搅拌站，粉尘污染，半夜还有噪音"),
                                    told_by("10000000003", "翠屏新城搅拌站每天尘土飞扬，孩子咳嗽，噪音睡不着")};
    house.groups->catch_up(house.house.clock.now());
    return cases;
  }
};

TEST_F(GroupsHttp, a_group_is_listed_seen_and_found_from_its_case) {
  EXPECT_EQ(as_promised("agent", "GET", "/groups", "/groups", 200).text("/total"), "0");
  const auto cases = mixer();
  const auto listed = as_promised("leader", "GET", "/groups", "/groups", 200);
  ASSERT_EQ(listed.text("/total"), "1") << listed.body;
  EXPECT_EQ(listed.text("/items/0/people"), "3");
  EXPECT_EQ(listed.text("/items/0/state"), "open");
  EXPECT_EQ(listed.text("/items/0/reason/pace"), "burst");
  EXPECT_NE(listed.text("/items/0/name").find("翠屏新城"), std::string::npos) << listed.text("/items/0/name");
  EXPECT_EQ(listed.text("/up_to_date"), "true");
  const auto path = "/groups/" + listed.text("/items/0/id");
  const auto seen = as_promised("agent", "GET", "/groups/{id}", path, 200);
  EXPECT_EQ(seen.value().at("cases").as_array().size(), 3u);
  EXPECT_EQ(seen.text("/days/0/people"), "3");
  EXPECT_EQ(seen.text("/may_decide"), "false");
  EXPECT_EQ(as_promised("supervisor", "GET", "/groups/{id}", path, 200).text("/may_decide"), "true");
  EXPECT_EQ(as_promised("agent", "GET", "/cases/{id}/group", "/cases/" + std::to_string(cases[1]) + "/group", 200).text("/group/id"), listed.text("/items/0/id"));
  const auto other = told_by("10000000004", "云锦路8号门口的路灯坏了");
  house.groups->catch_up(house.house.clock.now());
  EXPECT_EQ(as_promised("agent", "GET", "/cases/{id}/group", "/cases/" + std::to_string(other) + "/group", 200).value().at("group"), nullptr);
}

TEST_F(GroupsHttp, lists_are_filtered_and_paged) {
  mixer();
  EXPECT_EQ(as_promised("agent", "GET", "/groups", "/groups?state=dismissed", 200).text("/total"), "0");
  EXPECT_EQ(as_promised("agent", "GET", "/groups", "/groups?pace=lasting", 200).text("/total"), "0");
  EXPECT_EQ(as_promised("agent", "GET", "/groups", "/groups?pace=burst&state=all&limit=1", 200).text("/total"), "1");
  EXPECT_EQ(as_promised("agent", "GET", "/groups", "/groups?cursor=1", 200).value().at("items").as_array().size(), 0u);
  EXPECT_EQ(reason("agent", "GET", "/groups?cursor=x"), "400 bad_cursor cursor");
  EXPECT_EQ(reason("agent", "GET", "/groups?state=gone"), "422 unknown_value state");
  EXPECT_EQ(reason("agent", "GET", "/groups?area=nowhere"), "422 unknown_value area");
  EXPECT_EQ(reason("agent", "GET", "/groups?sort=x"), "422 unknown_field sort");
}

TEST_F(GroupsHttp, is_dismissed_with_a_reason_and_comes_back_when_it_grows) {
  mixer();
  const auto path = "/groups/" + as_promised("agent", "GET", "/groups", "/groups", 200).text("/items/0/id");
  EXPECT_EQ(reason("agent", "POST", path + "/dismiss", json::Object{{"reason", "已公告"}}), "422 out_of_range /reason");
  EXPECT_EQ(reason("agent", "POST", path + "/dismiss", json::Object{{"reason", "检修已公告"}}), "403 not_permitted");
  const auto dismissed = as_promised("dispatcher", "POST", "/groups/{id}/dismiss", path + "/dismiss", 200, json::Object{{"reason", "检修已公告"}});
  EXPECT_EQ(dismissed.text("/state"), "dismissed");
  EXPECT_EQ(dismissed.text("/decision/by/login"), "dispatcher");
  EXPECT_EQ(as_promised("agent", "GET", "/groups", "/groups", 200).text("/total"), "0");
  // Three people dismissed: back with the sixth.
  for (const auto* phone : {"10000000005", "10000000006"}) told_by(phone, std::string("翠屏新城搅拌站噪音灰尘，已是第") + phone + "次");
  house.groups->catch_up(house.house.clock.now());
  EXPECT_EQ(as_promised("agent", "GET", "/groups", "/groups", 200).text("/total"), "0");
  told_by("10000000007", "翠屏新城搅拌站还在生产，灰尘噪音没人管");
  house.groups->catch_up(house.house.clock.now());
  const auto back = as_promised("agent", "GET", "/groups", "/groups", 200);
  EXPECT_EQ(back.text("/total"), "1");
  EXPECT_EQ(back.text("/items/0/decision/state"), "dismissed") << "what was decided stays in sight";
}

TEST_F(GroupsHttp, is_taken_as_one_case_by_the_ordinary_merge) {
  const auto cases = mixer();
  const auto path = "/groups/" + as_promised("agent", "GET", "/groups", "/groups", 200).text("/items/0/id");
  EXPECT_EQ(reason("leader", "POST", path + "/take", json::Object{{"into", cases[0]}}), "403 not_permitted");
  EXPECT_EQ(reason("supervisor", "POST", path + "/take", json::Object{{"into", 999}}), "404 unknown_case /into");
  EXPECT_EQ(reason("supervisor", "POST", path + "/take", json::Object{{"into", 0}}), "422 out_of_range /into");
  EXPECT_EQ(reason("supervisor", "POST", path + "/take", json::Object{{"into", cases[0]}, {"cases", json::Array{12345}}}), "404 unknown_case /cases");
  const auto taken = as_promised("supervisor", "POST", "/groups/{id}/take", path + "/take", 200, json::Object{{"into", cases[0]}, {"reason", "同一搅拌站"}});
  EXPECT_EQ(taken.value().at("merged").as_array().size(), 2u) << taken.body;
  EXPECT_EQ(taken.text("/group/state"), "taken");
  EXPECT_EQ(taken.text("/group/cases/0/reports"), "3");
  EXPECT_EQ(taken.value().at("group").at("cases").as_array().size(), 1u);
  EXPECT_EQ(house.call("agent", "GET", "/cases/" + std::to_string(cases[2])).text("/stage"), "merged");
  EXPECT_EQ(house.call("agent", "GET", "/cases/" + std::to_string(cases[0]) + "/trail").status, 200);
  EXPECT_NE(house.call("admin", "GET", "/audit").body.find("group.take"), std::string::npos);
}

TEST_F(GroupsHttp, nobody_else_sees_groups) {
  mixer();
  EXPECT_EQ(reason("cleaner", "GET", "/groups"), "403 not_permitted");
  EXPECT_EQ(reason("nobody", "GET", "/groups"), "401 not_signed_in");
  EXPECT_EQ(reason("agent", "GET", "/groups/77"), "404 not_found");
  EXPECT_EQ(reason("agent", "GET", "/groups/x"), "404 not_found");
  EXPECT_EQ(reason("agent", "GET", "/cases/999/group"), "404 unknown_case");
}

TEST_F(GroupsHttp, an_alarm_reaches_open_screens_once) {
  Client screen(house.port());
  screen.send(request_text("GET", "/api/v1/events", {{"Authorization", "Bearer " + house.tokens.at("supervisor")}}, {}));
  screen.read_until("event: counts");
  mixer();
  const auto heard = screen.read_until("event: group\ndata: {");
  EXPECT_NE(heard.find("event: group"), std::string::npos);
  EXPECT_NE(screen.read_until("}").find("\"pace\":\"burst\""), std::string::npos);
}

}  // namespace
}  // namespace yiwang::testing
