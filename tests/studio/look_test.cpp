#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "studio/difference.h"
#include "studio/studio_house.h"
#include "studio/test_case.h"

namespace yiwang::testing {
namespace {

json::Value parsed(const char* text) {
  auto value = json::parse_text(text);
  if (!value) throw std::runtime_error(text);
  return *value;
}

TEST(StudioLook, a_table_is_compared_row_by_row_by_its_key) {
  const std::string before = "matter,area,condition,lead\n01,,,a\n02,,,b\n03,,,c\n";
  const std::string after = "matter,area,condition,lead\n01,,,a\n02,,,x\n04,,time=22:00-06:00,d\n";
  const auto changes = compare_documents(DocumentKind::duties, before, after);
  ASSERT_TRUE(changes);
  EXPECT_EQ(json::Value(*changes),
            parsed(R"([{"element":"02||","row":3,"what":"changed","name":"x","details":[{"field":"lead","before":"b","after":"x"}]},
                       {"element":"04||time=22:00-06:00","row":4,"what":"added","name":"d","details":[{"field":"condition","before":null,"after":"time=22:00-06:00"},{"field":"lead","before":null,"after":"d"},{"field":"matter","before":null,"after":"04"}]},
                       {"element":"03||","row":4,"what":"removed","name":"c","details":[{"field":"lead","before":"c","after":null},{"field":"matter","before":"03","after":null}]}])"));
}

TEST(StudioLook, a_document_is_called_what_is_written_in_it) {
  const auto name = name_of(DocumentKind::process, "noise",
                            "<?xml version=\"1.0\"?><bpmn:definitions xmlns:yiwang=\"urn:yiwang:process:1\" name=\"file\">\n<bpmn:process id=\"noise\"\n name=\"噪声 &amp; 振动\" yiwang:nameEn=\"Noise\">");
  EXPECT_EQ(name.zh, "噪声 & 振动");
  EXPECT_EQ(name.en, "Noise");
  EXPECT_EQ(name_of(DocumentKind::process, "noise", "<definitions>").zh, "noise");
  EXPECT_EQ(name_of(DocumentKind::rule, "grade", "<definitions name=\"定级\">").zh, "定级");
  EXPECT_EQ(name_of(DocumentKind::form, "visit", "{\"title\":\"走访\",\"title_en\":\"Visit\"}").en, "Visit");
  EXPECT_EQ(name_of(DocumentKind::form, "visit", "{broken").zh, "visit");
}

TEST(StudioLook, a_form_is_compared_field_by_field) {
  const auto changes = compare_documents(DocumentKind::form, R"({"title":"回访","properties":{"solved":{"type":"boolean","title":"是否解决"},"old":{"type":"string"}}})",
                                         R"({"title":"回访单","properties":{"solved":{"type":"boolean","title":"已解决？"},"score":{"type":"integer"}}})");
  ASSERT_TRUE(changes);
  std::vector<std::string> seen;
  for (const auto& change : *changes) seen.push_back(std::string(change.at("element").as_string()) + " " + std::string(change.at("what").as_string()));
  EXPECT_THAT(seen, ::testing::UnorderedElementsAre("/title changed", "solved changed", "old removed", "score added"));
  EXPECT_FALSE(compare_documents(DocumentKind::form, "{", "{}"));
}

TEST(StudioLook, an_expectation_fits_what_has_at_least_its_members) {
  EXPECT_TRUE(fits(parsed(R"({"lead":"a"})"), parsed(R"({"lead":"a","row":3})")));
  EXPECT_TRUE(fits(parsed("2"), parsed("2.0")));
  EXPECT_TRUE(fits(parsed(R"({"gone":null})"), parsed("{}")));
  EXPECT_FALSE(fits(parsed(R"({"lead":"a"})"), parsed("null")));
  EXPECT_FALSE(fits(parsed("[1]"), parsed("[1,2]")));
}

TEST(StudioLook, the_duty_list_is_tried_with_an_explanation) {
  StudioHouse h("try");
  const auto tried = h.studio->attempt(parsed(R"({"kind":"duties","input":{"matter":"010102","area":"一街道","at":"2026-03-02T23:00:00+08:00","words":"夜市"}})").as_object(), nine());
  ASSERT_TRUE(tried) << code_of(tried.error().reason) << tried.error().field;
  EXPECT_EQ(tried->at("value").at("lead").as_string(), "chengguan");
  EXPECT_EQ(tried->at("value").at("row").as_int64(), 3);
  EXPECT_EQ(tried->at("matched").as_array().size(), 2u);
  const auto day = h.studio->attempt(parsed(R"({"kind":"duties","input":{"matter":"010102","area":"一街道","at":"2026-03-02T10:00:00+08:00"}})").as_object(), nine());
  ASSERT_TRUE(day);
  EXPECT_EQ(day->at("missed").at(0).at("cell").as_string(), "condition");
  const auto drafted = h.studio->attempt(json::Object{{"kind", "duties"}, {"text", duties_with("010102,,word=夜市,jd-1,,\n")}, {"input", parsed(R"({"matter":"010102","words":"夜市"})")}}, nine());
  ASSERT_TRUE(drafted);
  EXPECT_EQ(drafted->at("value").at("lead").as_string(), "jd-1");
  EXPECT_EQ(h.studio->attempt(parsed(R"({"kind":"duties","input":{"matter":"999999"}})").as_object(), nine()).error(), (Refusal{Reason::unknown_matter, {{"matter", "999999"}}, "input.matter"}));
}

TEST(StudioLook, what_would_change_is_counted_over_earlier_cases) {
  StudioHouse h("impact");
  for (int i = 0; i < 20; ++i) {
    auto raw = lamp_report(i);
    raw.matter = i % 2 ? "010102" : "010101";
    ASSERT_TRUE(h.house.tell(std::move(raw), nine() + minutes{i * 50}));
  }
  h.house.writer->drain();
  h.house.clock.set(nine() + hours{24});
  const auto cases = h.house.store.last_case_id();
  const auto made = h.draft(DocumentKind::duties, "duties", "matter,area,condition,lead,assist,basis\n01,,,chengguan,,\n010101,,,jd-1,,\n");
  const auto job = h.studio->begin_impact(h.chen(), made.id, nine() - hours{1}, nine() + hours{48}, h.asking());
  ASSERT_TRUE(job) << code_of(job.error().reason);
  json::Value seen;
  for (int i = 0; i < 20'000; ++i) {
    seen = *h.studio->job(*job);
    if (seen.at("state").as_string() != "running") break;
    std::this_thread::yield();
  }
  ASSERT_EQ(seen.at("state").as_string(), "done") << boost::json::serialize(seen);
  EXPECT_EQ(seen.at("progress").to_number<double>(), 1);
  const auto& result = seen.at("result");
  EXPECT_EQ(result.at("cases").to_number<std::uint64_t>(), cases);
  const auto elsewhere = result.at("elsewhere").to_number<std::uint64_t>();
  EXPECT_GT(elsewhere, 0u);
  EXPECT_LT(elsewhere, cases);
  const auto& example = result.at("examples").at(0);
  EXPECT_EQ(example.at("after").at("unit").at("code").as_string(), "jd-1");
  EXPECT_EQ(example.at("why").as_string(), "row 2 -> row 3");
  EXPECT_EQ(h.studio->job(99).error().reason, Reason::not_found);
}

TEST(StudioLook, a_shorter_promise_shows_how_many_more_would_have_been_missed) {
  StudioHouse h("promise");
  ASSERT_TRUE(h.house.tell(lamp_report(1), nine()));
  h.house.writer->drain();
  h.house.clock.set(nine() + hours{24 * 3});
  const auto made = h.draft(DocumentKind::procedures, "procedures",
                            "code,name,name_en,calendar,accept_within,contact_within,resolve_within,urgent_resolve_within,returns_allowed,extensions_allowed,suspend_reasons,review,callback,process\n"
                            "standard,一般,Standard,working,PT2H,PT30M,P1D,PT24H,1,1,weather|litigation,no,yes,\n");
  const auto job = h.studio->begin_impact(h.li(), made.id, nine() - hours{1}, nine() + hours{1}, h.asking());
  ASSERT_TRUE(job);
  json::Value seen;
  do {
    seen = *h.studio->job(*job);
    std::this_thread::yield();
  } while (seen.at("state").as_string() == "running");
  EXPECT_EQ(seen.at("result").at("missed_before").to_number<int>(), 0);
  EXPECT_EQ(seen.at("result").at("missed_after").to_number<int>(), 1);
  EXPECT_EQ(seen.at("result").at("examples").at(0).at("what").as_string(), "newly_missed");
}

}  // namespace
}  // namespace yiwang::testing
