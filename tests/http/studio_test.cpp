#include <gtest/gtest.h>

#include <thread>

#include "http/http_house.h"
#include "http/schema.h"
#include "studio/studio_house.h"

namespace yiwang::testing {
namespace {

struct StudioHttp : ::testing::Test {
  HttpHouse house{"studio"};
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
  std::string draft(const std::string& lines, const std::string& who = "dispatcher") {
    const auto made = as_promised(who, "POST", "/studio/drafts", "/studio/drafts", 201, json::Object{{"kind", "duties"}, {"code", "duties"}, {"text", duties_with(lines)}});
    EXPECT_EQ(made.headers.at("etag"), "\"1\"");
    return "/studio/drafts/" + made.text("/id");
  }
};

TEST_F(StudioHttp, a_table_goes_from_draft_to_use_and_back) {
  const auto path = draft("010101,,,jd-1,,\n");
  as_promised("supervisor", "GET", "/studio/documents", "/studio/documents", 200);
  const auto listed = as_promised("dispatcher", "GET", "/studio/documents", "/studio/documents?kind=duties", 200);
  EXPECT_EQ(listed.text("/items/0/draft_id"), path.substr(path.rfind('/') + 1));
  const auto original = listed.text("/items/0/version");

  const json::Value tests = json::Array{json::Object{{"name", "路灯"}, {"matter", "010101"}, {"area", "一街道"}, {"expect", json::Object{{"lead", "jd-1"}}}}};
  EXPECT_EQ(reason("dispatcher", "PUT", path, json::Object{{"tests", tests}}), "428 version_required");
  const auto changed = as_promised("dispatcher", "PUT", "/studio/drafts/{id}", path, 200, json::Object{{"tests", tests}, {"note", "路灯改由街道先到场"}}, {{"If-Match", "\"1\""}});
  EXPECT_EQ(changed.headers.at("etag"), "\"2\"");
  EXPECT_EQ(reason("admin", "PUT", path, json::Object{{"note", "x"}}, {{"If-Match", "\"1\""}}), "412 stale_version");

  const auto checks = as_promised("dispatcher", "POST", "/studio/drafts/{id}/check", path + "/check", 200);
  EXPECT_EQ(checks.text("/publishable"), "true");
  EXPECT_EQ(checks.text("/tests/passed"), "1");
  EXPECT_EQ(as_promised("dispatcher", "GET", "/studio/drafts/{id}", path, 200).text("/state"), "tested");
  const auto difference = as_promised("dispatcher", "GET", "/studio/drafts/{id}/difference", path + "/difference", 200);
  EXPECT_EQ(difference.text("/changes/0/what"), "added");

  EXPECT_EQ(reason("dispatcher", "POST", path + "/submit", json::Object{}), "422 missing_field /note");
  as_promised("dispatcher", "POST", "/studio/drafts/{id}/submit", path + "/submit", 200, json::Object{{"note", "请审核"}});
  EXPECT_EQ(reason("admin", "POST", path + "/publish", json::Object{}), "409 wrong_state");
  EXPECT_EQ(reason("dispatcher", "POST", path + "/decision", json::Object{{"approve", true}}), "403 not_permitted");
  EXPECT_EQ(reason("admin", "POST", path + "/decision", json::Object{{"approve", false}}), "422 reason_required /reason");
  as_promised("admin", "POST", "/studio/drafts/{id}/decision", path + "/decision", 200, json::Object{{"approve", true}});
  EXPECT_EQ(reason("dispatcher", "POST", path + "/publish", json::Object{}), "403 not_permitted");
  const auto published = as_promised("admin", "POST", "/studio/drafts/{id}/publish", path + "/publish", 200, json::Object{});
  EXPECT_EQ(published.text("/state"), "in_use");
  EXPECT_EQ(house.call("agent", "GET", "/city/duties?matter=010101").text("/items/0/lead"), "jd-1") << "views follow the city in use";

  const auto document = as_promised("supervisor", "GET", "/studio/documents/{kind}/{code}", "/studio/documents/duties/duties", 200);
  EXPECT_EQ(document.text("/versions/0/reviewer/login"), "admin");
  EXPECT_EQ(document.text("/versions/1/version"), original);
  EXPECT_EQ(document.text("/tests/0/name"), "路灯");
  as_promised("supervisor", "GET", "/studio/documents/{kind}/{code}", "/studio/documents/duties/duties?version=" + original, 200);
  as_promised("supervisor", "GET", "/studio/documents/{kind}/{code}/difference", "/studio/documents/duties/duties/difference?from=" + original, 200);

  const auto rollback = std::string("/studio/documents/duties/duties/rollback");
  EXPECT_EQ(reason("admin", "POST", rollback, json::Object{{"version", original}}), "422 reason_required /reason");
  EXPECT_EQ(reason("dispatcher", "POST", rollback, json::Object{{"version", original}, {"reason", "退回"}}), "403 not_permitted");
  const auto back = as_promised("admin", "POST", "/studio/documents/{kind}/{code}/rollback", rollback, 200, json::Object{{"version", original}, {"reason", "街道无力承接"}});
  EXPECT_EQ(back.text("/rolled_back"), "true");
  EXPECT_EQ(as_promised("admin", "GET", "/studio/drafts", "/studio/drafts?state=published", 200).text("/items/0/published_version"), published.text("/version"));
  const auto audited = house.call("admin", "GET", "/audit?action=studio_publish");
  EXPECT_EQ(audited.text("/items/0/who"), "admin");
}

TEST_F(StudioHttp, the_author_is_told_to_find_a_second_person) {
  const auto path = draft("010101,,,jd-1,,\n", "admin");
  as_promised("admin", "POST", "/studio/drafts/{id}/submit", path + "/submit", 200, json::Object{{"note", "请审核"}});
  EXPECT_EQ(reason("admin", "POST", path + "/decision", json::Object{{"approve", true}}), "409 needs_second_person");
  as_promised("second", "POST", "/studio/drafts/{id}/decision", path + "/decision", 200, json::Object{{"approve", true}});
}

TEST_F(StudioHttp, a_gap_is_shown_and_needs_a_reason) {
  const auto text = std::string("matter,area,condition,lead,assist,basis\n010101,,time=06:00-22:00,chengguan,,\n010102,,,chengguan,,\n");
  const auto seen = as_promised("dispatcher", "POST", "/studio/check", "/studio/check", 200, json::Object{{"kind", "duties"}, {"code", "duties"}, {"text", text}});
  EXPECT_EQ(seen.text("/gaps"), "1");
  EXPECT_EQ(seen.text("/proofs/0/kind"), "no_lead");
  EXPECT_EQ(seen.text("/proofs/0/example/matter"), "010101");
  EXPECT_EQ(seen.text("/proofs/0/example/at"), "22:00");
  const auto made = house.call("dispatcher", "POST", "/studio/drafts", boost::json::serialize(json::Object{{"kind", "duties"}, {"code", "duties"}, {"text", text}}));
  const auto path = "/studio/drafts/" + made.text("/id");
  house.call("dispatcher", "POST", path + "/submit", R"({"note":"请审核"})");
  house.call("admin", "POST", path + "/decision", R"({"approve":true})");
  EXPECT_EQ(reason("admin", "POST", path + "/publish", json::Object{}), "409 needs_override /override_reason");
  const auto out = as_promised("admin", "POST", "/studio/drafts/{id}/publish", path + "/publish", 200, json::Object{{"override_reason", "下月补齐"}, {"effective_at", "2026-03-02T09:00:00+08:00"}});
  EXPECT_EQ(out.text("/override_reason"), "下月补齐");
}

TEST_F(StudioHttp, a_process_is_walked_without_being_kept) {
  const auto walked = as_promised("dispatcher", "POST", "/studio/walk", "/studio/walk", 200,
                                  json::Object{{"text", process_text("noise")}, {"start_at", "2026-03-02T01:00:00Z"}, {"variables", json::Object{{"urgency", "ordinary"}}},
                                               {"steps", json::Array{json::Object{{"command", "complete"}, {"element", "receive"}}}}});
  EXPECT_EQ(walked.text("/state/tasks/0/element"), "accept");
  EXPECT_EQ(walked.text("/possible/0/command"), "complete");
  EXPECT_EQ(walked.text("/state/variables/urgency"), "ordinary");
  const auto refused = as_promised("dispatcher", "POST", "/studio/walk", "/studio/walk", 200,
                                   json::Object{{"text", process_text("noise")}, {"steps", json::Array{json::Object{{"command", "complete"}, {"task", 99}}}}});
  EXPECT_EQ(refused.text("/refused/step"), "1");
  EXPECT_EQ(refused.text("/refused/reason"), "unknown_task");
  const auto broken = as_promised("dispatcher", "POST", "/studio/walk", "/studio/walk", 200, json::Object{{"text", "<definitions"}});
  EXPECT_EQ(broken.text("/state"), "");
  EXPECT_NE(broken.text("/faults/0/rule"), "");
  EXPECT_EQ(reason("dispatcher", "POST", "/studio/walk", json::Object{}), "422 missing_field /text");
  EXPECT_EQ(reason("dispatcher", "POST", "/studio/walk", json::Object{{"code", "nothing"}}), "404 unknown_document");
  EXPECT_EQ(reason("dispatcher", "POST", "/studio/walk", json::Object{{"code", "x"}, {"colour", 1}}), "422 unknown_field /colour");
}

TEST_F(StudioHttp, a_trial_says_what_matched_and_what_did_not) {
  const auto tried = as_promised("dispatcher", "POST", "/studio/try", "/studio/try", 200,
                                 json::Object{{"kind", "duties"}, {"input", json::Object{{"matter", "010102"}, {"area", "一街道"}, {"at", "2026-03-02T23:00:00+08:00"}}}});
  EXPECT_EQ(tried.text("/value/lead"), "chengguan");
  EXPECT_EQ(reason("dispatcher", "POST", "/studio/try", json::Object{{"kind", "duties"}, {"input", json::Object{{"matter", "9"}}}}), "422 unknown_matter /input/matter");
  EXPECT_EQ(reason("dispatcher", "POST", "/studio/try", json::Object{{"kind", "process"}, {"input", json::Object{}}}), "422 unknown_value /kind");
}

TEST_F(StudioHttp, what_would_change_is_a_job_that_can_be_asked_after_and_stopped) {
  house.dispatched("one");
  const auto path = draft("010101,,,jd-1,,\n");
  EXPECT_EQ(reason("dispatcher", "POST", path + "/impact", json::Object{{"from", "2026-03-03T00:00:00Z"}, {"to", "2026-03-01T00:00:00Z"}}), "422 out_of_range /from");
  const auto begun = as_promised("dispatcher", "POST", "/studio/drafts/{id}/impact", path + "/impact", 202, json::Object{{"to", "2026-04-01T00:00:00Z"}});
  const auto job = "/studio/jobs/" + begun.text("/job");
  Heard seen;
  do {
    seen = as_promised("dispatcher", "GET", "/studio/jobs/{id}", job, 200);
    std::this_thread::yield();
  } while (seen.text("/state") == "running");
  EXPECT_EQ(seen.text("/state"), "done");
  EXPECT_EQ(seen.text("/result/elsewhere"), "1");
  as_promised("dispatcher", "DELETE", "/studio/jobs/{id}", job, 204);
  EXPECT_EQ(reason("dispatcher", "GET", "/studio/jobs/77"), "404 not_found");
}

TEST_F(StudioHttp, forms_and_processes_are_read_by_whoever_works_by_them_and_nothing_else_is) {
  EXPECT_EQ(reason("cleaner", "GET", "/studio/documents/form/no_such_form"), "404 unknown_document");
  EXPECT_EQ(reason("agent", "GET", "/studio/documents/duties/duties"), "403 not_permitted");
  EXPECT_EQ(reason("agent", "GET", "/studio/documents/process/no_such_process"), "404 unknown_document");
  EXPECT_EQ(reason("agent", "GET", "/studio/documents/rule/no_such_rule"), "403 not_permitted");
}

TEST_F(StudioHttp, wrong_requests_are_told_what_is_wrong) {
  EXPECT_EQ(reason("agent", "GET", "/studio/documents"), "403 not_permitted");
  EXPECT_EQ(reason("cleaner", "POST", "/studio/drafts", json::Object{{"kind", "duties"}, {"code", "duties"}}), "403 not_permitted");
  EXPECT_EQ(reason("nobody", "GET", "/studio/drafts"), "401 not_signed_in");
  EXPECT_EQ(reason("admin", "GET", "/studio/documents?kind=poem"), "422 unknown_value kind");
  EXPECT_EQ(reason("admin", "GET", "/studio/documents/poem/x"), "404 unknown_document");
  EXPECT_EQ(reason("admin", "GET", "/studio/documents/process/..%2f..%2fkey"), "404 unknown_document");
  EXPECT_EQ(reason("admin", "GET", "/studio/documents/duties/duties?version=ffffffffffff"), "404 unknown_edition");
  EXPECT_EQ(reason("admin", "GET", "/studio/documents/duties/duties/difference"), "422 missing_field from");
  EXPECT_EQ(reason("admin", "GET", "/studio/drafts?state=sleeping"), "422 unknown_value state");
  EXPECT_EQ(reason("admin", "POST", "/studio/drafts", json::Object{{"kind", "poem"}, {"code", "x"}}), "422 unknown_value /kind");
  EXPECT_EQ(reason("admin", "POST", "/studio/drafts", json::Object{{"kind", "process"}, {"code", "Big Name"}, {"text", "x"}}), "422 bad_text /code");
  EXPECT_EQ(reason("admin", "POST", "/studio/drafts", json::Object{{"kind", "process"}, {"code", "nothing"}}), "404 unknown_document");
  EXPECT_EQ(reason("admin", "GET", "/studio/drafts/9"), "404 unknown_draft");
  EXPECT_EQ(reason("admin", "GET", "/studio/drafts/nine"), "404 unknown_draft");
  EXPECT_EQ(reason("admin", "DELETE", "/studio/drafts/9"), "404 unknown_draft");
  const auto path = draft("");
  EXPECT_EQ(reason("admin", "PUT", path, json::Object{{"tests", json::Array{json::Object{{"expect", 1}}}}}, {{"If-Match", "\"1\""}}), "422 missing_field /tests/0/name");
  EXPECT_EQ(reason("admin", "PUT", path, json::Object{{"tests", json::Array{json::Object{{"name", "x"}, {"expect", 1}, {"colour", 2}}}}}, {{"If-Match", "\"1\""}}), "422 unknown_field /tests/0/colour");
  EXPECT_EQ(reason("admin", "PUT", path, json::Object{{"text", " "}}, {{"If-Match", "\"1\""}}), "422 missing_field /text");
  EXPECT_EQ(reason("dispatcher", "POST", path + "/submit", json::Object{{"note", "没有变化"}}), "409 already_done");
  EXPECT_EQ(reason("supervisor", "DELETE", path), "403 not_permitted");
  as_promised("dispatcher", "DELETE", "/studio/drafts/{id}", path, 204);
  EXPECT_EQ(reason("dispatcher", "GET", path), "404 unknown_draft");
}

}  // namespace
}  // namespace yiwang::testing
