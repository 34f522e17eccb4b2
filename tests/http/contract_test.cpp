#include <gtest/gtest.h>

#include <set>

#include "http/http_house.h"
#include "http/schema.h"

namespace yiwang::testing {
namespace {

std::string lines(const std::vector<std::string>& wrong) {
  std::string out;
  for (const auto& each : wrong) out += "  " + each + "\n";
  return out;
}

struct ContractTest : ::testing::Test {
  HttpHouse house{"contract"};
  Contract contract;

  /// Asks, expects the status, and holds the answer against the contract.
  Heard as_promised(const std::string& who, const std::string& method, const std::string& template_path, const std::string& path, int status, const std::string& body = {}, Headers headers = {}) {
    const auto heard = house.call(who, method, path, body, std::move(headers));
    EXPECT_EQ(heard.status, status) << method << " " << path << "\n" << heard.body.substr(0, 500);
    const auto wrong = contract.check(method, template_path, heard.status, heard.value());
    EXPECT_TRUE(wrong.empty()) << method << " " << path << "\n" << lines(wrong);
    return heard;
  }
  Heard read(const std::string& who, const std::string& path) { return as_promised(who, "GET", path.substr(0, path.find('?')), path, 200); }
  Heard command(const std::string& who, std::int64_t id, const std::string& body) {
    return as_promised(who, "POST", "/cases/{id}/commands", "/cases/" + std::to_string(id) + "/commands", 200, body, {{"If-Match", "\"" + std::to_string(house.version(id)) + "\""}});
  }
};

TEST_F(ContractTest, every_path_of_the_contract_is_served_and_every_route_is_in_the_contract) {
  std::set<std::pair<std::string, std::string>> promised, served;
  for (const auto& [method, path] : contract.operations()) promised.emplace(method, "/api/v1" + path);
  for (const auto& [method, path] : house.server->routes()) {
    if (path.starts_with("/api/v1/")) served.emplace(method, path);
  }
  EXPECT_EQ(served, promised);
}

TEST_F(ContractTest, reading_answers_have_the_promised_shape) {
  house.report("one");
  house.dispatched("two");
  for (const auto* path : {"/queues", "/cases", "/cases?queue=all&sort=due_at&limit=1", "/cases?sort=-urgency&limit=1", "/cases?kind=complaint&q=路灯", "/overview?period=today", "/overview?period=7d",
                           "/overview?period=30d", "/overview/points?bbox=109,29,111,31", "/city", "/city/areas", "/city/areas?kind=grid", "/city/areas.geojson?kind=grid", "/city/roads.geojson",
                           "/city/buildings.geojson?bbox=109,29,111,31", "/city/places?q=云锦路", "/city/places?lon=110.002&lat=30.005", "/city/matters", "/city/matters?q=路灯", "/city/units",
                           "/city/procedures", "/city/duties", "/city/duties?matter=010102", "/city/calendars", "/session", "/rehearsal"}) {
    read("agent", path);
  }
  for (const auto* path : {"/people?limit=2", "/audit", "/system"}) read("admin", path);
  read("nobody", "/public/city");
}

TEST_F(ContractTest, a_case_keeps_its_promised_shape_from_the_first_word_to_the_rating) {
  const auto photo = as_promised("agent", "POST", "/attachments", "/attachments", 201, "\xff\xd8\xff\xe0 a picture", {{"Content-Type", "image/jpeg"}, {"X-File-Name", "%E8%B7%AF%E7%81%AF.jpg"}});
  const auto told = as_promised("nobody", "POST", "/public/reports", "/public/reports", 201,
                                R"({"text":"云锦路8号门口的路灯坏了","name":"林芳","phone":"10000000001","idempotency_key":"one-key-1","attachments":[")" + photo.text("/id") + "\"]}");
  const auto number = told.text("/number"), code = told.text("/tracking_code");
  const auto found = as_promised("agent", "GET", "/cases/by-number/{number}", "/cases/by-number/" + number, 200);
  const auto id = std::stoll(found.text("/id"));
  const auto path = "/cases/" + std::to_string(id);
  if (found.text("/unit/code") != "chengguan") command("dispatcher", id, R"({"operation":"assign_unit","unit":"chengguan","note":"请处理"})");
  command("cleaner", id, R"({"operation":"accept"})");
  command("cleaner", id, R"({"operation":"contact","reached":true,"note":"电话说明"})");
  command("cleaner", id, R"({"operation":"ask_citizen","question":"是几号灯杆？"})");
  const auto track = "/public/reports/" + number + "?code=" + code;
  EXPECT_EQ(as_promised("nobody", "GET", "/public/reports/{number}", track, 200).text("/may_reply"), "true");
  as_promised("nobody", "POST", "/public/reports/{number}/reply", "/public/reports/" + number + "/reply", 200, R"({"code":")" + code + R"(","text":"三号"})");
  command("cleaner", id, R"({"operation":"request_extension","days":2,"reason":"等待灯具到货"})");
  command("supervisor", id, R"({"operation":"decide_extension","approve":true})");
  command("cleaner", id, R"({"operation":"add_unit","units":["rexian"]})");
  command("street", id, R"({"operation":"finish_assist","note":"已配合"})");
  command("stranger", id, R"({"operation":"finish_assist","note":"已配合"})");
  command("supervisor", id, R"({"operation":"supervise","card":"yellow","reason":"请加快"})");
  command("cleaner", id, R"({"operation":"resolve","result":"已更换三号灯杆的灯具，夜间照明已恢复","measures":"现场更换","attachments":[")" + photo.text("/id") + "\"]}");
  for (int i = 0; i < 3; ++i) {
    const auto stage = house.call("supervisor", "GET", path).text("/stage");
    if (stage == "resolved") command("supervisor", id, R"({"operation":"review","pass":true})");
  }
  const auto rated = as_promised("nobody", "POST", "/public/reports/{number}/rating", "/public/reports/" + number + "/rating", 200,
                                 R"({"code":")" + code + R"(","satisfaction":"satisfied","solved":true,"words":"谢谢"})");
  EXPECT_EQ(rated.text("/stage"), "closed");
  const auto whole = as_promised("agent", "GET", "/cases/{id}", path, 200);
  EXPECT_EQ(whole.text("/extension/state"), "granted");
  EXPECT_EQ(whole.text("/question/answer"), "三号");
  EXPECT_EQ(whole.text("/cards/0/card"), "yellow");
  EXPECT_EQ(whole.text("/resolution/by/login"), "cleaner");
  EXPECT_EQ(whole.text("/rating/words"), "谢谢");
  EXPECT_EQ(whole.text("/reporter/phone"), "100****0001");
  as_promised("agent", "GET", "/cases/{id}/related", path + "/related", 200);
  const auto trail = as_promised("agent", "GET", "/cases/{id}/trail", path + "/trail", 200);
  for (const auto* inner : {"sealed", "tracking_hash", "10000000001", "林芳"}) {
    EXPECT_EQ(trail.body.find(inner), std::string::npos) << inner;
    EXPECT_EQ(whole.body.find(inner), std::string::npos) << inner;
  }
  const auto revealed = as_promised("agent", "POST", "/cases/{id}/reveal", path + "/reveal", 200, R"({"reason":"回访核实情况"})");
  EXPECT_EQ(revealed.text("/items/0/phone"), "10000000001");
  const auto audited = house.call("admin", "GET", "/audit?action=reveal");
  EXPECT_EQ(audited.text("/items/0/who"), "agent");
  EXPECT_EQ(audited.text("/items/0/reason"), "回访核实情况");
  const auto file = house.call("agent", "GET", "/attachments/" + photo.text("/id") + "?case=" + std::to_string(id));
  EXPECT_EQ(file.status, 200);
  EXPECT_EQ(file.headers.at("content-type"), "image/jpeg");
  EXPECT_NE(file.headers.at("content-disposition").find("%E8%B7%AF%E7%81%AF.jpg"), std::string::npos);
  EXPECT_NE(file.headers.at("content-security-policy").find("sandbox"), std::string::npos);
}

TEST_F(ContractTest, intake_by_a_seat_answers_the_report_the_case_and_the_steps) {
  const std::string body = R"({"channel":"hotline","external_id":"seat-1","text":"云锦路8号门口的路灯坏了","reporter":{"name":"林芳","phone":"10000000001"}})";
  const auto first = as_promised("agent", "POST", "/reports", "/reports", 201, body);
  EXPECT_EQ(first.text("/outcome"), "opened");
  EXPECT_EQ(first.value().at("trail").as_array().size(), 5u);
  const auto again = as_promised("agent", "POST", "/reports", "/reports", 200, body);
  EXPECT_EQ(again.text("/outcome"), "already");
  EXPECT_EQ(again.text("/report/id"), first.text("/report/id"));
  const auto brief = house.call("agent", "POST", "/reports", R"({"channel":"hotline","external_id":"seat-2","text":"早市把人行道占满了"})", {{"Prefer", "return=minimal"}});
  EXPECT_EQ(brief.status, 201);
  EXPECT_NE(brief.text("/case/number"), "");
  EXPECT_EQ(brief.text("/case/text"), "");
  as_promised("agent", "POST", "/advice", "/advice", 200, R"({"text":"云锦路8号门口的路灯又坏了","phone":"10000000001"})");
  as_promised("nobody", "POST", "/public/advice", "/public/advice", 200, R"({"text":"云锦路8号门口的路灯又坏了"})");
}

TEST_F(ContractTest, a_session_by_cookie_needs_its_csrf_token_and_ends_on_sign_out) {
  const auto in = as_promised("nobody", "POST", "/session", "/session", 200, R"({"login":"agent","password":"a good long password"})");
  const auto cookie = in.headers.at("set-cookie");
  EXPECT_NE(cookie.find("HttpOnly"), std::string::npos);
  EXPECT_NE(cookie.find("SameSite=Lax"), std::string::npos);
  const Headers plain{{"Cookie", cookie.substr(0, cookie.find(';'))}};
  EXPECT_EQ(house.call("nobody", "GET", "/session", {}, plain).status, 200);
  auto with_csrf = plain;
  with_csrf.emplace_back("X-CSRF-Token", in.text("/csrf"));
  EXPECT_EQ(house.call("nobody", "DELETE", "/session", {}, plain).status, 403);
  EXPECT_EQ(house.call("nobody", "DELETE", "/session", {}, with_csrf).status, 204);
  EXPECT_EQ(house.call("nobody", "GET", "/session", {}, plain).status, 401);
}

TEST_F(ContractTest, people_are_added_changed_and_shut_out) {
  const auto added = as_promised("admin", "POST", "/people", "/people", 201, R"({"login":"new.one","name":"新人","unit":"rexian","roles":["agent"],"areas":["990101000000"],"password":"long enough 12"})");
  EXPECT_EQ(added.text("/areas/0/code"), "990101000000");
  const auto in = house.call("nobody", "POST", "/session", R"({"login":"new.one","password":"long enough 12","token":true})");
  ASSERT_EQ(in.status, 200);
  const Headers bearer{{"Authorization", "Bearer " + in.text("/token")}};
  EXPECT_EQ(house.call("nobody", "GET", "/queues", {}, bearer).status, 200);
  as_promised("admin", "PATCH", "/people/{login}", "/people/new.one", 200, R"({"active":false,"name":"旧人"})");
  EXPECT_EQ(house.call("nobody", "GET", "/queues", {}, bearer).status, 401);
  as_promised("admin", "POST", "/people/{login}/password", "/people/new.one/password", 204, R"({"password":"another long one"})");
}

}  // namespace
}  // namespace yiwang::testing
