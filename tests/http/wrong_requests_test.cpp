#include <gtest/gtest.h>
#include <zip.h>

#include <fstream>

#include "base/text.h"
#include "http/http_house.h"
#include "service/verify.h"

namespace yiwang::testing {
namespace {

struct Wrong {
  std::string title, who, method, path, body, reason, field;
  Headers headers;
  int status = 0;
  std::size_t line = 0;
};

std::vector<Wrong> read_table() {
  std::ifstream in(std::string(YIWANG_SOURCE_DIR) + "/tests/http/wrong_requests.txt");
  std::vector<Wrong> out;
  std::string text;
  for (std::size_t line = 1; std::getline(in, text); ++line) {
    if (text.starts_with("## ")) {
      out.push_back({});
      out.back().title = text.substr(3);
      out.back().line = line;
      continue;
    }
    if (out.empty() || text.empty()) continue;
    auto& wrong = out.back();
    std::istringstream words(text);
    std::string word;
    if (wrong.method.empty()) {
      words >> wrong.who >> wrong.method >> wrong.path;
    } else if (text.starts_with("> ")) {
      const auto colon = text.find(": ");
      wrong.headers.emplace_back(text.substr(2, colon - 2), text.substr(colon + 2));
    } else if (text.starts_with("=> ")) {
      words >> word >> wrong.status >> wrong.reason >> wrong.field;
    } else {
      wrong.body += text;
    }
  }
  return out;
}

/// An archive of a few hundred bytes that would become 64 MB.
std::string zip_bomb(const std::filesystem::path& folder) {
  const auto path = (folder / "bomb.zip").string();
  const std::string zeros(64 << 20, '\0');
  int error = 0;
  auto* zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  zip_file_add(zip, "zeros", zip_source_buffer(zip, zeros.data(), zeros.size(), 0), ZIP_FL_OVERWRITE);
  zip_close(zip);
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct WrongRequests : ::testing::Test {
  WrongRequests() {
    house.report("taken");
    ours = house.dispatched("ours");
    const auto told = house.call("nobody", "POST", "/public/reports", R"({"text":"云锦路9号的路灯坏了","phone":"10000000002","idempotency_key":"citizen-key-1"})");
    EXPECT_EQ(told.status, 201) << told.body;
    version = std::to_string(house.version(ours));
    number = house.call("agent", "GET", "/cases/" + std::to_string(ours)).text("/number");
    const auto in = house.accounts.sign_in("agent", HttpHouse::kPassword, house.house.clock.now());
    cookie = in->token;
  }

  std::string filled(std::string text) const {
    const auto replace = [&](const std::string& what, const std::string& by) {
      for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) text.replace(at, what.size(), by);
    };
    replace("{case}", std::to_string(ours));
    replace("{version}", version);
    replace("{number}", number);
    if (text.find("@zipbomb()") != std::string::npos) replace("@zipbomb()", zip_bomb(house.folder.path()));
    for (auto at = text.find("@repeat("); at != std::string::npos; at = text.find("@repeat(")) {
      const auto comma = text.find(',', at), end = text.find(')', comma);
      const auto piece = text.substr(at + 8, comma - at - 8);
      std::string many;
      for (auto n = std::stoul(text.substr(comma + 1, end - comma - 1)); n > 0; --n) many += piece;
      text.replace(at, end - at + 1, many);
    }
    for (auto at = text.find("@hex("); at != std::string::npos; at = text.find("@hex(")) {
      const auto end = text.find(')', at);
      std::string bytes;
      for (auto i = at + 5; i < end; i += 2) bytes += static_cast<char>(std::stoi(text.substr(i, 2), nullptr, 16));
      text.replace(at, end - at + 1, bytes);
    }
    return text;
  }

  Heard send(const Wrong& wrong) const {
    Headers headers;
    for (const auto& [name, value] : wrong.headers) headers.emplace_back(name, filled(value));
    const auto body = filled(wrong.body);
    const auto has = [&](const std::string& name) { return std::any_of(headers.begin(), headers.end(), [&](const auto& h) { return h.first == name; }); };
    if (!body.empty() && !has("Content-Type")) headers.emplace_back("Content-Type", "application/json");
    if (wrong.who.starts_with("cookie:")) headers.emplace_back("Cookie", "theme=dark; yw_session=" + cookie);
    else if (wrong.who != "nobody") headers.emplace_back("Authorization", "Bearer " + house.tokens.at(wrong.who));
    const auto path = wrong.path.starts_with("//") ? wrong.path.substr(1) : "/api/v1" + wrong.path;
    return ask(house.port(), wrong.method, filled(path), headers, body);
  }

  HttpHouse house{"wrong"};
  std::int64_t ours = 0;
  std::string version, number, cookie;
};

TEST_F(WrongRequests, each_gets_the_refusal_that_the_table_names_and_nothing_is_lost) {
  const auto table = read_table();
  ASSERT_GE(table.size(), 60u);
  house.house.writer->drain();
  const auto before = verify(house.house.store, minutes{480});
  for (const auto& wrong : table) {
    SCOPED_TRACE("wrong_requests.txt:" + std::to_string(wrong.line) + " " + wrong.title);
    const auto heard = send(wrong);
    const auto told = std::to_string(heard.status) + " " + heard.text("/reason") + (wrong.field.empty() ? "" : " " + heard.text("/field"));
    EXPECT_EQ(told, std::to_string(wrong.status) + " " + wrong.reason + (wrong.field.empty() ? "" : " " + wrong.field)) << heard.body.substr(0, 300);
    EXPECT_EQ(heard.text("/type"), "/problems/" + heard.text("/reason"));
    EXPECT_EQ(heard.text("/status"), std::to_string(heard.status));
    ASSERT_TRUE(heard.headers.contains("x-request-id"));
    EXPECT_EQ(heard.text("/request_id"), heard.headers.at("x-request-id"));
    EXPECT_EQ(heard.headers.at("content-type"), "application/problem+json");
  }
  house.house.writer->drain();
  const auto after = verify(house.house.store, minutes{480});
  EXPECT_TRUE(after.clean());
  EXPECT_EQ(after.reports, before.reports);
  EXPECT_EQ(after.entries, before.entries);
  EXPECT_EQ(after.hash, before.hash);
  EXPECT_EQ(ask(house.port(), "GET", "/health").status, 200);
}

TEST_F(WrongRequests, strange_words_are_kept_as_they_are_and_told_as_plain_json) {
  const std::vector<std::string> words{
      "'; DROP TABLE case_event; -- 路灯坏了", "<script>alert('路灯')</script><img src=x onerror=alert(1)>", "路灯坏了 😀👨‍👩‍👧‍👦 急急急", "𠮷野家门口𠀀𪚥路灯坏了",
      "門口的路燈壞了，請儘快修復", "=HYPERLINK(\"http://evil\",\"路灯\")", "路灯\u202e坏了 %s %n ${jndi:ldap://x} {{7*7}}", "第一行\n第二行\t缩进 路灯坏了"};
  for (const auto& text : words) {
    const auto id = house.report("strange-" + std::to_string(stable_hash(text)), text);
    const auto seen = house.call("agent", "GET", "/cases/" + std::to_string(id));
    EXPECT_EQ(seen.status, 200);
    // Reports about one thing may have been joined; the words stand in one of them.
    const auto whole = seen.value();
    bool kept = false;
    for (const auto& report : whole.at("reports").as_array()) kept = kept || report.at("text").as_string() == text;
    EXPECT_TRUE(kept) << text;
    EXPECT_EQ(seen.headers.at("content-type"), "application/json; charset=utf-8");
    EXPECT_EQ(seen.headers.at("x-content-type-options"), "nosniff");
  }
  house.house.writer->drain();
  EXPECT_TRUE(verify(house.house.store, minutes{480}).clean());
}

TEST_F(WrongRequests, broken_heads_are_answered_and_end_the_connection) {
  const auto raw = [&](const std::string& bytes) {
    Client client(house.port());
    client.send(bytes);
    return client.hear().status;
  };
  EXPECT_EQ(raw("HELLO\r\n\r\n"), 400);
  EXPECT_EQ(raw("GET / HTTP/9.9\r\n\r\n"), 400);
  EXPECT_EQ(raw("GET /health HTTP/1.1\r\nBad Header: x\r\n\r\n"), 400);
  EXPECT_EQ(raw("POST /api/v1/reports HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400);
  EXPECT_EQ(raw("POST /api/v1/reports HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"), 400);
  EXPECT_EQ(raw("POST /api/v1/reports HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n"), 400);
  EXPECT_EQ(raw("GET http://other/health HTTP/1.1\r\n\r\n"), 400);
  EXPECT_EQ(raw("\r\n\r\n\x01\x02\x03\r\n\r\n"), 400);
}

TEST_F(WrongRequests, a_session_that_has_ended_is_told_so) {
  house.house.clock.set(nine() + hours{13});
  const auto heard = house.call("agent", "GET", "/queues");
  EXPECT_EQ(heard.status, 401);
  EXPECT_EQ(heard.text("/reason"), "session_expired");
}

TEST_F(WrongRequests, too_many_failed_sign_ins_lock_the_login) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(house.call("nobody", "POST", "/session", R"({"login":"leader","password":"wrong wrong"})").status, 401);
  const auto heard = house.call("nobody", "POST", "/session", R"({"login":"leader","password":"a good long password"})");
  EXPECT_EQ(heard.status, 429);
  EXPECT_EQ(heard.text("/reason"), "locked_out");
  EXPECT_NE(heard.headers.at("retry-after"), "");
}

TEST(RateLimits, who_asks_too_often_is_told_when_to_come_again) {
  HttpHouse house("often", 60);
  int refused = 0;
  Heard last;
  for (int i = 0; i < 30; ++i) {
    last = house.call("agent", "GET", "/queues");
    refused += last.status == 429;
  }
  EXPECT_GT(refused, 10);
  EXPECT_EQ(last.text("/reason"), "too_many_requests");
  EXPECT_EQ(last.headers.at("retry-after"), "1");
}

}  // namespace
}  // namespace yiwang::testing
