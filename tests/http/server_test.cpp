#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "adapters/documents/open_rows.h"
#include "http/http_house.h"

namespace yiwang::testing {
namespace {

struct ServerTest : ::testing::Test {
  ServerTest() : site(std::filesystem::temp_directory_path() / ("yiwang-site-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(site / "assets");
    std::ofstream(site / "index.html") << "<!doctype html><title>一网</title>";
    std::ofstream(site / "assets" / "app-1a2b.js") << "console.log('" << std::string(2000, 'x') << "')";
    std::ofstream(site.string() + "-secret.txt") << "secret";
    std::filesystem::create_symlink(site.string() + "-secret.txt", site / "assets" / "link.txt");
    house = std::make_unique<HttpHouse>("server", 0, site.string());
  }
  ~ServerTest() override {
    house.reset();
    std::filesystem::remove_all(site);
    std::filesystem::remove(site.string() + "-secret.txt");
  }
  std::filesystem::path site;
  std::unique_ptr<HttpHouse> house;
};

TEST_F(ServerTest, pages_of_the_front_end_fall_back_to_its_index_and_assets_are_kept) {
  for (const auto* path : {"/", "/cases/12", "/wall"}) {
    const auto heard = ask(house->port(), "GET", path);
    EXPECT_EQ(heard.status, 200);
    EXPECT_EQ(heard.headers.at("content-type"), "text/html; charset=utf-8");
    EXPECT_EQ(heard.headers.at("cache-control"), "no-cache");
    EXPECT_NE(heard.headers.at("content-security-policy").find("script-src 'self'"), std::string::npos);
    EXPECT_EQ(heard.headers.at("x-frame-options"), "DENY");
  }
  const auto script = ask(house->port(), "GET", "/assets/app-1a2b.js");
  EXPECT_EQ(script.headers.at("cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(script.body.size(), 2015u);
  const auto packed = ask(house->port(), "GET", "/assets/app-1a2b.js", {{"Accept-Encoding", "br, gzip"}});
  EXPECT_EQ(packed.headers.at("content-encoding"), "gzip");
  EXPECT_LT(packed.body.size(), 200u);
  EXPECT_EQ(ask(house->port(), "GET", "/assets/app-1a2b.js", {{"If-None-Match", script.headers.at("etag")}}).status, 304);
  EXPECT_EQ(ask(house->port(), "GET", "/assets/gone.js").status, 404);
  EXPECT_EQ(ask(house->port(), "GET", "/assets/link.txt").status, 404) << "a link that leaves the folder is not followed";
  const auto secret = "/assets/..%2f..%2f" + site.filename().string() + "-secret.txt";
  EXPECT_EQ(ask(house->port(), "GET", secret).status, 404);
  EXPECT_EQ(ask(house->port(), "GET", "/../" + site.filename().string() + "-secret.txt").status, 404);
  EXPECT_EQ(ask(house->port(), "POST", "/").status, 405);
}

TEST_F(ServerTest, several_requests_go_over_one_connection_also_when_sent_at_once) {
  Client client(house->port());
  const auto one = request_text("GET", "/health", {}, {});
  client.send(one + one + request_text("GET", "/nothing.txt", {}, {}) + one);
  EXPECT_EQ(client.hear().status, 200);
  EXPECT_EQ(client.hear().status, 200);
  EXPECT_EQ(client.hear().status, 404);
  EXPECT_EQ(client.hear().status, 200);
  client.send(request_text("HEAD", "/health", {}, {}));
  const auto head = client.hear(true);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.headers.at("content-length"), "15");
  client.send(one);
  EXPECT_EQ(client.hear().body, R"({"status":"ok"})");
}

TEST_F(ServerTest, a_body_may_come_in_pieces_and_after_being_asked_for) {
  const std::string body = R"({"channel":"hotline","external_id":"pieces","text":"路灯坏了"})";
  Client client(house->port());
  const auto text = request_text("POST", "/api/v1/reports", {{"Authorization", "Bearer " + house->tokens["agent"]}, {"Content-Type", "application/json"}, {"Expect", "100-continue"}}, body);
  client.send(text.substr(0, text.size() - body.size()));
  EXPECT_EQ(client.hear().status, 100);
  client.send(body.substr(0, 20));
  client.send(body.substr(20));
  EXPECT_EQ(client.hear().status, 201);
  Client chunked(house->port());
  chunked.send("POST /api/v1/reports HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + house->tokens["agent"] + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
  chunked.send("5\r\n" + body.substr(0, 5) + "\r\n3b\r\n" + body.substr(5, 59) + "\r\n");
  char rest[16];
  std::snprintf(rest, sizeof rest, "%zx", body.size() - 64);
  chunked.send(std::string(rest) + "\r\n" + body.substr(64) + "\r\n0\r\n\r\n");
  EXPECT_EQ(chunked.hear().status, 200) << "the same report again";
}

TEST_F(ServerTest, an_unchanged_case_is_not_sent_again) {
  const auto id = house->report("etag");
  const auto path = "/cases/" + std::to_string(id);
  const auto first = house->call("agent", "GET", path);
  EXPECT_EQ(house->call("agent", "GET", path, {}, {{"If-None-Match", first.headers.at("etag")}}).status, 304);
  house->call("agent", "POST", path + "/commands", R"({"operation":"comment","text":"看过"})", {{"If-Match", first.headers.at("etag")}});
  const auto second = house->call("agent", "GET", path, {}, {{"If-None-Match", first.headers.at("etag")}});
  EXPECT_EQ(second.status, 200);
  EXPECT_NE(second.headers.at("etag"), first.headers.at("etag"));
}

TEST_F(ServerTest, who_follows_hears_of_changes_in_scope_and_resumes_where_he_left) {
  const auto follow = [&](Client& client, const std::string& who, Headers headers = {}) {
    headers.emplace_back("Authorization", "Bearer " + house->tokens[who]);
    client.send(request_text("GET", "/api/v1/events", headers, {}));
  };
  Client agent(house->port()), street(house->port());
  follow(agent, "agent");
  follow(street, "street");
  EXPECT_NE(agent.read_until("event: hello").find("text/event-stream"), std::string::npos);
  street.read_until("event: counts");
  const auto id = house->dispatched("live");
  const auto mark = "data: {\"id\":" + std::to_string(id);
  const auto heard = agent.read_until(mark);
  EXPECT_NE(heard.find("event: case"), std::string::npos);
  // Another unit hears nothing of it; its own next case comes through the same stream.
  const auto version = std::to_string(house->version(id));
  EXPECT_EQ(house->call("dispatcher", "POST", "/cases/" + std::to_string(id) + "/commands", R"({"operation":"assign_unit","unit":"jd-1"})", {{"If-Match", version}}).status, 200);
  const auto own = street.read_until("\"unit\":\"jd-1\"");
  EXPECT_EQ(own.find("\"unit\":\"chengguan\""), std::string::npos);
  Client again(house->port());
  follow(again, "agent", {{"Last-Event-ID", "1"}});
  EXPECT_NE(again.read_until("\"unit\":\"jd-1\"").find("event: case"), std::string::npos);
}

TEST_F(ServerTest, a_list_is_exported_as_csv_and_xlsx_with_words_of_the_language_asked_for) {
  house->report("export", "=云锦路8号门口的路灯坏了");
  const auto csv = house->call("supervisor", "GET", "/export/cases?format=csv&queue=all");
  EXPECT_EQ(csv.status, 200);
  EXPECT_TRUE(csv.body.starts_with("\xef\xbb\xbf案件编号,环节,标题")) << csv.body.substr(0, 60);
  EXPECT_NE(csv.body.find("热线"), std::string::npos);
  EXPECT_EQ(csv.body.find("\r\n="), std::string::npos);
  const auto xlsx = house->call("supervisor", "GET", "/export/cases?format=xlsx&language=en");
  EXPECT_NE(xlsx.headers.at("content-disposition").find("cases-2026-03-02.xlsx"), std::string::npos);
  const auto path = (house->folder.path() / "out.xlsx").string();
  std::ofstream(path, std::ios::binary) << xlsx.body;
  auto rows = open_rows(path);
  ASSERT_TRUE(rows);
  EXPECT_EQ((*rows)->header()[0], "Number");
  std::vector<std::string> cells;
  ASSERT_TRUE((*rows)->next(cells));
  EXPECT_EQ(cells[13], "2026-03-02 09:00:00");
}

TEST_F(ServerTest, pages_of_cases_follow_each_other_without_gap_or_repeat) {
  const char* const words[] = {"路灯坏了", "早市把人行道占满了", "路灯杆漏电", "摆摊的把路口堵住", "路灯一直闪"};
  for (int i = 0; i < 11; ++i) house->report("page-" + std::to_string(i), "云锦路" + std::to_string(i * 7 + 1) + "号" + words[i % 5] + std::string(static_cast<std::size_t>(i), '.'));
  for (const std::string sort : {"-opened_at", "opened_at", "due_at", "-updated_at", "-urgency"}) {
    std::set<std::string> seen;
    std::string cursor;
    std::size_t rows = 0, total = 0;
    do {
      const auto page = house->call("supervisor", "GET", "/cases?limit=3&sort=" + sort + (cursor.empty() ? "" : "&cursor=" + cursor));
      ASSERT_EQ(page.status, 200) << page.body;
      const auto whole = page.value();
      for (const auto& item : whole.at("items").as_array()) {
        ++rows;
        seen.insert(boost::json::serialize(item.at("id")));
      }
      total = whole.at("total").to_number<std::size_t>();
      cursor = page.text("/next_cursor");
    } while (!cursor.empty());
    EXPECT_EQ(rows, seen.size()) << sort;
    EXPECT_EQ(seen.size(), total) << sort;
  }
}

TEST_F(ServerTest, the_description_its_page_and_the_figures_are_served) {
  const auto api = ask(house->port(), "GET", "/api/openapi.json");
  EXPECT_EQ(api.text("/openapi"), "3.1.0");
  const auto page = ask(house->port(), "GET", "/api/docs");
  EXPECT_NE(page.body.find("/api/docs.js"), std::string::npos);
  EXPECT_EQ(page.body.find("http://"), std::string::npos) << "no outside resource";
  EXPECT_EQ(page.body.find("https://"), std::string::npos);
  EXPECT_EQ(ask(house->port(), "GET", "/api/docs.js").status, 200);
  house->report("metric");
  const auto metrics = ask(house->port(), "GET", "/metrics");
  EXPECT_NE(metrics.body.find("yiwang_requests_total{method=\"POST\",route=\"/api/v1/reports\",status=\"2xx\"} 1\n"), std::string::npos) << metrics.body;
  EXPECT_NE(metrics.body.find("yiwang_writer_broken 0\n"), std::string::npos);
}

TEST_F(ServerTest, a_taken_port_is_told_and_stopping_ends_streams) {
  HttpOptions same;
  same.port = house->port();
  HttpServer second(house->office, {}, same);
  EXPECT_THROW(second.start(), std::runtime_error);
  Client follower(house->port());
  follower.send(request_text("GET", "/api/v1/events", {{"Authorization", "Bearer " + house->tokens["agent"]}}, {}));
  follower.read_until("event: hello");
  house->server->stop();
  follower.read_until("this never comes");
  EXPECT_THROW(Client late(house->port()), std::runtime_error);
}

}  // namespace
}  // namespace yiwang::testing
