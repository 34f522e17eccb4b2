#include <gtest/gtest.h>

#include "http/http_house.h"
#include "http/schema.h"

namespace yiwang::testing {
namespace {

struct CallsHttp : ::testing::Test {
  HttpHouse house{"calls"};
  Contract contract;

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
  std::string opened(const std::string& caller = "10000000001") {
    return "/calls/" + as_promised("agent", "POST", "/calls", "/calls", 201, json::Object{{"caller", caller}, {"started_at", "2026-11-18T15:20:00+08:00"}}).text("/id");
  }
  static json::Value lines(std::initializer_list<std::pair<const char*, const char*>> said) {
    json::Array out;
    for (const auto& [speaker, text] : said) out.push_back(json::Object{{"speaker", speaker}, {"text", text}});
    return json::Object{{"lines", std::move(out)}};
  }
  Heard say(const std::string& path, std::initializer_list<std::pair<const char*, const char*>> said) {
    return as_promised("agent", "POST", "/calls/{id}/lines", path + "/lines", 200, lines(said));
  }
};

TEST_F(CallsHttp, the_form_fills_while_the_two_speak_and_corrects_itself) {
  const auto path = opened();
  auto form = say(path, {{"seat", "您好请问有什么可以帮您"}, {"citizen", "我要投诉云锦路88号工地昨天晚上十点还在施工"}});
  EXPECT_EQ(form.text("/form/fields/happened_at/value"), "2026-11-17T22:00:00+08:00");
  EXPECT_EQ(form.text("/form/fields/place/value"), "云锦路88号");
  EXPECT_EQ(form.text("/form/fields/phone"), "");
  form = say(path, {{"seat", "您的电话"}, {"citizen", "幺三八 零零零零 幺二三四"}});
  EXPECT_EQ(form.text("/form/fields/phone/value"), "13800001234");
  EXPECT_EQ(form.text("/form/fields/phone/said/0/line"), "4");
  form = say(path, {{"seat", "13800001234对吗"}, {"citizen", "不对 是幺二三五"}});
  EXPECT_EQ(form.text("/form/fields/phone/value"), "13800001235");
  EXPECT_EQ(form.text("/line_count"), "6");
  const auto better = as_promised("agent", "POST", "/calls/{id}/lines", path + "/lines", 200,
                                  json::Object{{"lines", json::Array{json::Object{{"speaker", "citizen"}, {"text", "我要投诉云锦路98号工地昨天晚上十点还在施工"}, {"replaces", 2}}}}});
  EXPECT_EQ(better.text("/form/fields/place/value"), "云锦路98号");
  EXPECT_EQ(better.text("/line_count"), "6");
  const auto whole = as_promised("agent", "GET", "/calls/{id}", path + "?after_line=4", 200);
  EXPECT_EQ(whole.value().at("lines").as_array().size(), 2u);
  EXPECT_EQ(whole.text("/caller"), "10000000001");
}

TEST_F(CallsHttp, what_the_agent_puts_in_wins_until_it_is_given_back) {
  const auto path = opened();
  say(path, {{"seat", "您贵姓"}, {"citizen", "我叫章文华"}});
  auto form = as_promised("agent", "PATCH", "/calls/{id}/form", path + "/form", 200, json::Object{{"set", json::Object{{"name", "张文华"}, {"urgent", true}, {"phone", nullptr}, {"matter", "010101"}}}});
  EXPECT_EQ(form.text("/form/fields/name/value"), "张文华");
  EXPECT_EQ(form.text("/form/fields/name/machine"), "章文华");
  EXPECT_EQ(form.text("/form/fields/name/by/login"), "agent");
  EXPECT_EQ(form.text("/form/fields/matter/value/0/code"), "010101");
  form = say(path, {{"seat", "电话呢"}, {"citizen", "章文华 电话幺三八零零零零幺二三四"}});
  EXPECT_EQ(form.text("/form/fields/name/value"), "张文华");
  EXPECT_EQ(form.value().at("form").at("fields").at("phone").at("value"), nullptr) << "emptied stays empty";
  EXPECT_EQ(form.text("/form/fields/phone/machine"), "13800001234");
  form = as_promised("agent", "PATCH", "/calls/{id}/form", path + "/form", 200, json::Object{{"undo", json::Array{"name", "phone"}}});
  EXPECT_EQ(form.text("/form/fields/name/value"), "章文华");
  EXPECT_EQ(form.text("/form/fields/phone/value"), "13800001234");
  EXPECT_EQ(reason("agent", "PATCH", path + "/form", json::Object{{"set", json::Object{{"urgent", "yes"}}}}), "422 wrong_type /set/urgent");
  EXPECT_EQ(reason("agent", "PATCH", path + "/form", json::Object{{"set", json::Object{{"matter", "999999"}}}}), "422 unknown_matter /set/matter");
  EXPECT_EQ(reason("agent", "PATCH", path + "/form", json::Object{{"set", json::Object{{"colour", "red"}}}}), "422 unknown_field /set/colour");
}

TEST_F(CallsHttp, calls_are_seen_by_their_agent_and_with_a_reason_by_supervisors) {
  const auto path = opened();
  say(path, {{"citizen", "我叫章文华 路灯坏了"}});
  EXPECT_EQ(reason("dispatcher", "GET", path), "404 unknown_call");
  EXPECT_EQ(reason("dispatcher", "POST", path + "/lines", lines({{"citizen", "不相干"}})), "404 unknown_call");
  EXPECT_EQ(reason("supervisor", "GET", path), "422 reason_required reason");
  as_promised("supervisor", "GET", "/calls/{id}", path + "?reason=" + std::string("%E6%8A%BD%E6%9F%A5%E8%B4%A8%E9%87%8F"), 200);
  const auto audited = house.call("admin", "GET", "/audit?action=see_call");
  EXPECT_EQ(audited.text("/items/0/who"), "supervisor");
  EXPECT_EQ(reason("dispatcher", "GET", "/calls"), "403 not_permitted");
  EXPECT_EQ(as_promised("agent", "GET", "/calls", "/calls", 200).value().at("items").as_array().size(), 1u);
  const auto all = as_promised("supervisor", "GET", "/calls", "/calls?state=all", 200);
  EXPECT_EQ(all.value().at("items").as_array().size(), 1u);
  EXPECT_EQ(all.body.find("章文华"), std::string::npos) << "lists hold no words";
  EXPECT_EQ(reason("dispatcher", "POST", "/calls", json::Object{}), "403 not_permitted");
  EXPECT_EQ(as_promised("admin", "POST", "/calls", "/calls", 201, json::Object{{"agent", "agent"}}).text("/agent/login"), "agent");
}

TEST_F(CallsHttp, a_closed_call_keeps_its_form_and_what_was_changed_is_counted) {
  const auto path = opened();
  say(path, {{"seat", "您贵姓"}, {"citizen", "我叫章文华 我要投诉云锦路88号门口的路灯坏了"}});
  as_promised("agent", "PATCH", "/calls/{id}/form", path + "/form", 200, json::Object{{"set", json::Object{{"name", "张文华"}, {"confidential", true}}}});
  const auto id = house.report("one");
  const auto closed = as_promised("agent", "POST", "/calls/{id}/close", path + "/close", 200, json::Object{{"case", id}});
  EXPECT_EQ(closed.text("/state"), "closed");
  EXPECT_EQ(closed.text("/case/id"), std::to_string(id));
  EXPECT_EQ(reason("agent", "POST", path + "/lines", lines({{"citizen", "还有"}})), "409 call_closed");
  EXPECT_EQ(reason("agent", "PATCH", path + "/form", json::Object{{"set", json::Object{{"name", "王"}}}}), "409 call_closed");
  EXPECT_EQ(reason("agent", "POST", path + "/close", json::Object{}), "409 call_closed");
  const auto kept = as_promised("agent", "GET", "/calls/{id}", path, 200);
  EXPECT_EQ(kept.text("/form/fields/name/machine"), "章文华");
  EXPECT_EQ(kept.text("/form/fields/name/value"), "张文华");
  const auto numbers = as_promised("supervisor", "GET", "/calls/accuracy", "/calls/accuracy?days=7", 200);
  std::map<std::string, json::Object> row;
  const auto told = numbers.value();
  for (const auto& item : told.at("items").as_array()) row[std::string(item.at("field").as_string())] = item.as_object();
  EXPECT_EQ(row["name"]["changed"].to_number<int>(), 1);
  EXPECT_EQ(row["confidential"]["added"].to_number<int>(), 1);
  EXPECT_EQ(row["place"]["filled"].to_number<int>(), 1);
  EXPECT_EQ(row["place"]["changed"].to_number<int>(), 0);
  EXPECT_EQ(reason("agent", "GET", "/calls/accuracy"), "403 not_permitted");
}

TEST_F(CallsHttp, what_cannot_be_taken_is_refused_by_name) {
  const auto path = opened();
  EXPECT_EQ(reason("agent", "POST", path + "/lines", json::Object{{"lines", json::Array{}}}), "422 missing_field /lines");
  EXPECT_EQ(reason("agent", "POST", path + "/lines", lines({{"robot", "喂"}})), "422 unknown_value /lines/0/speaker");
  const std::string long_line(6003, 'x');
  EXPECT_EQ(reason("agent", "POST", path + "/lines", lines({{"citizen", long_line.c_str()}})), "422 out_of_range /lines/0/text");
  EXPECT_EQ(reason("agent", "POST", path + "/lines", json::Object{{"lines", json::Array{json::Object{{"speaker", "seat"}, {"text", "喂"}, {"replaces", 4}}}}}), "422 out_of_range /lines/0/replaces");
  EXPECT_EQ(reason("agent", "GET", "/calls/99"), "404 unknown_call");
  EXPECT_EQ(reason("agent", "GET", "/calls/abc"), "404 unknown_call");
  EXPECT_EQ(reason("nobody", "GET", path), "401 not_signed_in");
}

TEST_F(CallsHttp, nothing_of_what_was_said_lies_in_the_open) {
  const auto path = opened("10000000077");
  say(path, {{"citizen", "我叫章文华 电话幺三八零零零零幺二三四"}});
  as_promised("agent", "PATCH", "/calls/{id}/form", path + "/form", 200, json::Object{{"set", json::Object{{"name", "章文桦"}}}});
  const auto id = std::stoull(path.substr(path.rfind('/') + 1));
  auto& shelf = house.office.store().calls();
  const auto row = shelf.find_call(id);
  ASSERT_TRUE(row);
  std::string all = row->caller;
  for (const auto& line : shelf.lines_of(id)) all += line.text;
  for (const auto& value : shelf.values_of(id)) all += value.value + value.machine;
  for (const auto* plain : {"章文", "10000000077", "1380000", "幺三八"}) EXPECT_EQ(all.find(plain), std::string::npos) << plain;
  EXPECT_GT(all.size(), 100u);
}

}  // namespace
}  // namespace yiwang::testing
