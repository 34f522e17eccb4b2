#include <gtest/gtest.h>

#include "http/http_house.h"
#include "http/schema.h"

namespace yiwang::testing {
namespace {

struct KnowledgeHttp : ::testing::Test {
  HttpHouse house{"knowledge"};
  Contract contract;

  Heard as_promised(const std::string& who, const std::string& method, const std::string& template_path, const std::string& path, int status, const std::string& body = {}, Headers headers = {}) {
    const auto heard = house.call(who, method, path, body, std::move(headers));
    EXPECT_EQ(heard.status, status) << method << " " << path << "\n" << heard.body.substr(0, 500);
    for (const auto& wrong : contract.check(method, template_path, heard.status, heard.value())) ADD_FAILURE() << method << " " << path << "\n  " << wrong;
    return heard;
  }
  std::string refused(const std::string& who, const std::string& method, const std::string& path, const std::string& body = {}, Headers headers = {}) {
    const auto heard = house.call(who, method, path, body, std::move(headers));
    return std::to_string(heard.status) + " " + heard.text("/reason") + " " + heard.text("/field");
  }
  static std::string lamp(const std::string& code = "lamp") {
    return R"({"code":")" + code +
           R"(","title":"路灯不亮多久修好","title_en":"Lamps","questions":["报修路灯几天能亮"],"keywords":["路灯","报修"],"answer":"单灯故障二十四小时内修复，成片不亮的四小时内到场。","notes":"只给坐席看的话","unit":"chengguan","matters":["010101"],"areas":[],"public":true,"review_on":"2026-06-30"})";
  }
  std::string in_force(const std::string& code = "lamp") {
    const auto made = as_promised("agent", "POST", "/knowledge", "/knowledge", 201, lamp(code));
    const auto path = "/knowledge/" + made.text("/item/id");
    as_promised("agent", "POST", "/knowledge/{id}/submit", path + "/submit", 200, R"({"note":"新增"})");
    EXPECT_EQ(refused("agent", "POST", path + "/approve", R"({"approve":true})"), "403 not_permitted ");
    as_promised("supervisor", "POST", "/knowledge/{id}/approve", path + "/approve", 200, R"({"approve":true})");
    return made.text("/item/id");
  }
};

TEST_F(KnowledgeHttp, an_article_lives_from_draft_to_retirement_in_the_promised_shapes) {
  const auto id = in_force();
  const auto path = "/knowledge/" + id;
  const auto read = as_promised("cleaner", "GET", "/knowledge/{id}", path, 200);
  EXPECT_EQ(read.text("/item/state"), "in_force");
  EXPECT_EQ(read.text("/present/author/login"), "agent");
  EXPECT_EQ(read.text("/present/approver/login"), "supervisor");
  const auto etag = read.headers.at("etag");
  EXPECT_EQ(refused("cleaner", "PATCH", path, R"({"answer":"十二小时内修复"})"), "428 version_required ");
  EXPECT_EQ(refused("cleaner", "PATCH", path, R"({"answer":"十二小时内修复"})", {{"If-Match", "\"1\""}}), "412 stale_version ");
  EXPECT_EQ(refused("street", "PATCH", path, R"({"answer":"十二小时内修复"})", {{"If-Match", etag}}), "403 outside_scope /unit");
  const auto changed = as_promised("cleaner", "PATCH", "/knowledge/{id}", path, 200, R"({"answer":"单灯故障十二小时内修复。","valid_to":null,"note":"提速"})", {{"If-Match", etag}});
  EXPECT_EQ(changed.text("/draft/version"), "2");
  as_promised("cleaner", "POST", "/knowledge/{id}/submit", path + "/submit", 200, R"({"note":"提速","review_on":"2027-01-31"})");
  EXPECT_EQ(refused("cleaner", "POST", path + "/approve", R"({"approve":true})"), "409 needs_second_person ");
  as_promised("supervisor", "POST", "/knowledge/{id}/approve", path + "/approve", 200, R"({"approve":false,"reason":"数字请核实"})");
  as_promised("cleaner", "POST", "/knowledge/{id}/submit", path + "/submit", 200, R"({"note":"已核实"})");
  as_promised("supervisor", "POST", "/knowledge/{id}/approve", path + "/approve", 200, R"({"approve":true})");
  EXPECT_EQ(as_promised("agent", "GET", "/knowledge/{id}/versions", path + "/versions", 200).value().at("items").as_array().size(), 2u);
  const auto difference = as_promised("agent", "GET", "/knowledge/{id}/difference", path + "/difference?from=1", 200);
  EXPECT_EQ(difference.text("/fields/0/field"), "answer");
  EXPECT_EQ(as_promised("agent", "GET", "/knowledge/{id}", path + "?version=1", 200).text("/present/state"), "past");
  as_promised("agent", "POST", "/knowledge/{id}/helpful", path + "/helpful", 204, R"({"helped":true})");
  const auto figures = as_promised("leader", "GET", "/knowledge/figures", "/knowledge/figures", 200);
  EXPECT_EQ(figures.text("/articles"), "1");
  EXPECT_EQ(figures.text("/helped"), "1");
  as_promised("supervisor", "POST", "/knowledge/{id}/retire", path + "/retire", 200, R"({"reason":"政策废止"})");
  EXPECT_EQ(refused("nobody", "GET", "/public" + path), "404 unknown_article ");
}

TEST_F(KnowledgeHttp, search_answers_with_marks_that_lie_in_the_texts) {
  in_force();
  const auto found = as_promised("agent", "GET", "/knowledge", "/knowledge?q=%E8%B7%AF%E7%81%AF%E6%8A%A5%E4%BF%AE&state=in_force&matter=0101&unit=chengguan&kind=article", 200);
  ASSERT_EQ(found.text("/total"), "1");
  EXPECT_EQ(found.text("/items/0/match/title_marks/0/start"), "0");
  EXPECT_EQ(found.text("/items/0/match/title_marks/0/end"), "2");
  EXPECT_EQ(as_promised("agent", "GET", "/knowledge", "/knowledge", 200).text("/items/0/code"), "lamp");
  EXPECT_EQ(as_promised("agent", "GET", "/knowledge", "/knowledge?q=%F0%9F%98%80", 200).text("/total"), "0");
  EXPECT_EQ(refused("agent", "GET", "/knowledge?state=sleeping"), "422 unknown_value state");
  EXPECT_EQ(refused("agent", "GET", "/knowledge?cursor=x"), "400 bad_cursor cursor");
  EXPECT_EQ(refused("agent", "GET", "/knowledge?limit=0"), "422 out_of_range limit");
  std::string longest;
  for (int i = 0; i < 201; ++i) longest += "%E8%B7%AF";
  EXPECT_EQ(refused("agent", "GET", "/knowledge?q=" + longest), "422 out_of_range q");
  EXPECT_EQ(refused("nobody", "GET", "/knowledge"), "401 not_signed_in ");
}

TEST_F(KnowledgeHttp, citizens_find_what_is_open_and_never_the_notes_for_staff) {
  const auto id = in_force();
  const auto found = as_promised("nobody", "GET", "/public/knowledge", "/public/knowledge?q=%E8%B7%AF%E7%81%AF", 200);
  EXPECT_EQ(found.text("/items/0/id"), id);
  const auto read = as_promised("nobody", "GET", "/public/knowledge/{id}", "/public/knowledge/" + id, 200);
  EXPECT_EQ(read.body.find("坐席"), std::string::npos);
  EXPECT_EQ(found.body.find("坐席"), std::string::npos);
  for (int i = 0; i < 2; ++i) as_promised("nobody", "POST", "/public/knowledge/{id}/helpful", "/public/knowledge/" + id + "/helpful", 204, R"({"helped":true,"no_report":true})");
  EXPECT_EQ(house.call("agent", "GET", "/knowledge/" + id).text("/item/counts/deflected"), "1");
  EXPECT_EQ(refused("nobody", "GET", "/public/knowledge/77"), "404 unknown_article ");
  EXPECT_EQ(refused("nobody", "GET", "/public/knowledge/x"), "404 unknown_article ");
  EXPECT_EQ(refused("nobody", "POST", "/public/knowledge/" + id + "/helpful", "{}"), "422 missing_field /helped");
}

TEST_F(KnowledgeHttp, advice_names_the_article_and_an_answer_given_with_it_is_kept_and_counted) {
  const auto id = in_force();
  const auto advice = as_promised("nobody", "POST", "/public/advice", "/public/advice", 200, R"({"text":"路灯坏了多久能修好？"})");
  EXPECT_EQ(advice.text("/articles/0/id"), id);
  EXPECT_EQ(as_promised("agent", "POST", "/advice", "/advice", 200, R"({"text":"路灯坏了多久能修好？"})").text("/articles/0/version"), "1");
  EXPECT_EQ(as_promised("nobody", "POST", "/public/advice", "/public/advice", 200, R"({"text":"😀😀😀"})").value().at("articles").as_array().size(), 0u);
  const auto told = as_promised("agent", "POST", "/reports", "/reports", 201,
                                R"({"channel":"hotline","external_id":"q-1","text":"路灯坏了多久能修好？","answer":"二十四小时内修复。","article":")" + id + R"(@1"})");
  EXPECT_EQ(told.text("/outcome"), "answered");
  EXPECT_NE(house.call("agent", "GET", "/cases/" + told.text("/case/id") + "/trail").body.find(id + "@1"), std::string::npos);
  EXPECT_EQ(house.call("agent", "GET", "/knowledge/" + id).text("/item/counts/used"), "1");
  const auto open = house.report("q-2", "云锦路8号门口的路灯坏了");
  const auto commands = "/cases/" + std::to_string(open) + "/commands";
  const Headers match{{"If-Match", std::to_string(house.version(open))}};
  EXPECT_EQ(refused("dispatcher", "POST", commands, R"({"operation":"answer_at_once","answer":"好","article":"99@1"})", match), "404 unknown_article /article");
  EXPECT_EQ(refused("dispatcher", "POST", commands, R"({"operation":"answer_at_once","answer":"好","article":"one"})", match), "422 wrong_type /article");
  EXPECT_EQ(refused("agent", "POST", "/reports", R"({"channel":"hotline","external_id":"q-3","text":"路灯","article":"1@1"})"), "422 missing_field /answer");
}

TEST_F(KnowledgeHttp, similar_cases_and_answer_templates_have_the_promised_shapes) {
  in_force();
  const auto old = house.dispatched("one");
  const auto path = "/cases/" + std::to_string(old) + "/commands";
  const auto act = [&](const std::string& who, const std::string& body) {
    return house.call(who, "POST", path, body, {{"If-Match", std::to_string(house.version(old))}}).status;
  };
  EXPECT_EQ(act("cleaner", R"({"operation":"accept"})"), 200);
  EXPECT_EQ(act("cleaner", R"({"operation":"contact","reached":true,"note":"已联系"})"), 200);
  (void)act("street", R"({"operation":"finish_assist","note":"已配合"})");      // where the duty list asks the street to assist
  EXPECT_EQ(act("cleaner", R"({"operation":"resolve","result":"已更换三号灯杆的灯具，夜间照明已恢复正常","measures":"现场更换"})"), 200);
  for (int i = 0; i < 2; ++i) {
    const auto stage = house.call("supervisor", "GET", "/cases/" + std::to_string(old)).text("/stage");
    if (stage == "resolved") {
      EXPECT_EQ(act("supervisor", R"({"operation":"review","pass":true})"), 200);
    } else if (stage == "called_back") {
      EXPECT_EQ(act("agent", R"({"operation":"call_back","satisfaction":"satisfied","solved":true})"), 200);
    }
  }
  while (house.settled->follow() != 0) {}
  const auto fresh = house.report("two", "云锦路66号门口的路灯坏了");
  const auto at = "/cases/" + std::to_string(fresh);
  const auto similar = as_promised("supervisor", "GET", "/cases/{id}/similar", at + "/similar", 200);
  ASSERT_EQ(similar.value().at("items").as_array().size(), 1u) << similar.body;
  EXPECT_EQ(similar.text("/items/0/units/0/unit/code"), "chengguan");
  EXPECT_NE(similar.text("/items/0/answer").find("灯具"), std::string::npos);
  const auto templates = as_promised("supervisor", "GET", "/cases/{id}/answer-templates", at + "/answer-templates", 200);
  EXPECT_GE(templates.value().at("items").as_array().size(), 1u);
  EXPECT_EQ(refused("stranger", "GET", "/cases/" + std::to_string(old) + "/similar"), "403 outside_scope ");
  EXPECT_EQ(refused("supervisor", "GET", "/cases/999/similar"), "404 unknown_case ");
  EXPECT_EQ(refused("supervisor", "GET", at + "/similar?limit=99"), "422 out_of_range limit");
}

TEST_F(KnowledgeHttp, a_file_goes_out_and_comes_in) {
  in_force();
  EXPECT_EQ(refused("agent", "GET", "/knowledge/export?format=csv"), "403 not_permitted ");
  const auto csv = house.call("admin", "GET", "/knowledge/export?format=csv");
  EXPECT_EQ(csv.status, 200);
  EXPECT_NE(csv.body.find("lamp,article,路灯不亮多久修好"), std::string::npos);
  EXPECT_NE(house.call("admin", "GET", "/knowledge/export?format=markdown").body.find("code: lamp"), std::string::npos);
  const auto body = boost::json::serialize(json::Object{{"format", "csv"}, {"text", csv.body}});
  EXPECT_EQ(as_promised("admin", "POST", "/knowledge/import", "/knowledge/import", 200, body).text("/same"), "1");
  EXPECT_EQ(as_promised("admin", "POST", "/knowledge/import", "/knowledge/import", 200, R"({"format":"markdown","text":"没有头"})").text("/faults/0/reason"), "malformed");
  EXPECT_EQ(refused("admin", "POST", "/knowledge/import", R"({"format":"pdf","text":"x"})"), "422 unknown_value /format");
}

TEST_F(KnowledgeHttp, what_is_wrong_in_an_article_is_named) {
  EXPECT_EQ(refused("agent", "POST", "/knowledge", R"({"title":"题","answer":"答"})"), "422 missing_field /unit");
  EXPECT_EQ(refused("agent", "POST", "/knowledge", R"({"title":"题","answer":"答","unit":"nowhere"})"), "422 unknown_unit /unit");
  EXPECT_EQ(refused("agent", "POST", "/knowledge", R"({"title":"题","answer":"答","unit":"chengguan","public":"yes"})"), "422 wrong_type /public");
  EXPECT_EQ(refused("agent", "POST", "/knowledge", R"({"title":"题","answer":"答","unit":"chengguan","colour":1})"), "422 unknown_field /colour");
  EXPECT_EQ(refused("agent", "POST", "/knowledge", R"({"title":"题","answer":"答","unit":"chengguan","review_on":"soon"})"), "422 wrong_type /review_on");
  EXPECT_EQ(refused("leader", "POST", "/knowledge", lamp()), "403 not_permitted ");
  EXPECT_EQ(refused("cleaner", "POST", "/knowledge", R"({"title":"题","answer":"答","unit":"rexian"})"), "403 outside_scope /unit");
}

}  // namespace
}  // namespace yiwang::testing
