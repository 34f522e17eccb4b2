#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "studio/studio_house.h"

namespace yiwang::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

TEST(StudioDrafts, a_draft_begins_with_the_text_in_use) {
  StudioHouse h("begin");
  const auto made = h.studio->make_draft(h.chen(), {DocumentKind::duties, "duties", {}, {}, {}}, h.asking());
  ASSERT_TRUE(made);
  EXPECT_EQ(made->text, duties_with(""));
  EXPECT_EQ(made->base_version, edition_of(duties_with("")));
  EXPECT_EQ(made->state, "draft");
  EXPECT_EQ(made->name, "职责清单");
  EXPECT_THAT(h.audit(), ElementsAre("chen studio_draft"));
}

TEST(StudioDrafts, what_is_not_there_cannot_be_drafted_without_a_text) {
  StudioHouse h("unknown");
  EXPECT_EQ(h.studio->make_draft(h.li(), {DocumentKind::process, "noise", {}, {}, {}}, h.asking()).error().reason, Reason::unknown_document);
  EXPECT_EQ(h.studio->make_draft(h.li(), {DocumentKind::process, "../etc", {}, "x", {}}, h.asking()).error().reason, Reason::bad_text);
  EXPECT_EQ(h.studio->make_draft(h.li(), {DocumentKind::duties, "duties", "ffffffffffff", {}, {}}, h.asking()).error().reason, Reason::unknown_edition);
  EXPECT_EQ(h.studio->draft(99).error().reason, Reason::unknown_draft);
}

TEST(StudioDrafts, of_two_who_change_one_revision_the_second_is_told_the_present_one) {
  StudioHouse h("two");
  const auto made = h.draft(DocumentKind::duties, "duties", duties_with(""));
  Studio::Change mine;
  mine.text = duties_with("010101,,,chengguan,,\n");
  EXPECT_EQ(h.studio->change_draft(h.li(), made.id, 0, mine, h.asking()).error().reason, Reason::version_required);
  const auto changed = h.studio->change_draft(h.li(), made.id, 1, mine, h.asking());
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->revision, 2u);
  const auto late = h.studio->change_draft(h.chen(), made.id, 1, mine, h.asking());
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error(), (Refusal{Reason::stale_version, {{"version", "2"}}}));
}

TEST(StudioDrafts, a_changed_text_must_be_checked_and_reviewed_again) {
  StudioHouse h("again");
  const auto approved = h.approved(DocumentKind::duties, "duties", duties_with("010101,,,chengguan,,\n"));
  Studio::Change rename;
  rename.name = "新名称";
  const auto renamed = h.studio->change_draft(h.li(), approved.id, approved.revision, rename, h.asking());
  ASSERT_TRUE(renamed);
  EXPECT_EQ(renamed->state, "approved") << "a name is no text";
  Studio::Change other;
  other.text = duties_with("010102,,,chengguan,,\n");
  const auto changed = h.studio->change_draft(h.li(), approved.id, renamed->revision, other, h.asking());
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->state, "draft");
  EXPECT_EQ(changed->reviewer, "");
  EXPECT_EQ(changed->checks, "");
}

TEST(StudioDrafts, the_author_cannot_approve_nor_can_anyone_who_wrote_at_it_or_handed_it_in) {
  StudioHouse h("second");
  const auto made = h.draft(DocumentKind::duties, "duties", duties_with("010101,,,chengguan,,\n"));
  Studio::Change more;
  more.text = duties_with("010101,,,jd-1,,\n");
  ASSERT_TRUE(h.studio->change_draft(h.wang(), made.id, 1, more, h.asking()));
  ASSERT_TRUE(h.studio->submit(h.chen(), made.id, "请审核", h.asking()));
  for (const auto& who : {h.li(), h.wang(), h.chen()}) EXPECT_EQ(h.studio->decide(who, made.id, true, {}, h.asking()).error().reason, Reason::needs_second_person) << who.login;
  const Identity zhao{"zhao", "赵", "rexian", {Role::admin}, {}};
  EXPECT_EQ(h.studio->decide(zhao, made.id, false, " ", h.asking()).error().reason, Reason::reason_required);
  const auto back = h.studio->decide(zhao, made.id, false, "请补充依据", h.asking());
  ASSERT_TRUE(back);
  EXPECT_EQ(back->state, "draft");
  EXPECT_EQ(back->decision_reason, "请补充依据");
  EXPECT_EQ(h.studio->decide(zhao, made.id, true, {}, h.asking()).error().reason, Reason::wrong_state);
  EXPECT_THAT(h.audit(), Contains("zhao studio_give_back"));
}

TEST(StudioDrafts, what_cannot_be_loaded_cannot_be_handed_in_and_the_fault_names_its_line) {
  StudioHouse h("faults");
  const auto made = h.draft(DocumentKind::duties, "duties", duties_with("010101,,,nobody,,\n"));
  const auto refused = h.studio->submit(h.li(), made.id, "请审核", h.asking());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, Reason::has_faults);
  EXPECT_THAT(refused.error().facts, Contains(std::pair<std::string, std::string>("line", "4")));
  const auto checks = h.studio->check_draft(h.li(), made.id, h.asking());
  ASSERT_TRUE(checks);
  ASSERT_EQ(checks->faults.size(), 1u);
  EXPECT_EQ(checks->faults[0].rule, "unknown_unit");
  EXPECT_EQ(checks->faults[0].line, 4);
  EXPECT_EQ(h.studio->draft(made.id)->state, "draft");
}

TEST(StudioDrafts, tests_are_run_on_the_city_as_it_would_be) {
  StudioHouse h("tests");
  const auto made = h.draft(DocumentKind::duties, "duties", duties_with("010102,,word=瓜摊,jd-1,,\n"));
  Studio::Change change;
  change.tests = json::parse_text(R"([{"name":"瓜摊","matter":"010102","area":"一街道","at":"2026-03-02T10:00:00+08:00","words":"路边瓜摊占道","expect":{"lead":"jd-1","row":4}},
                                      {"name":"夜市","matter":"010102","area":"一街道","at":"2026-03-02T23:00:00+08:00","words":"瓜摊","expect":{"lead":"jd-1"}}])")->get_array();
  const auto changed = h.studio->change_draft(h.li(), made.id, 1, change, h.asking());
  ASSERT_TRUE(changed) << code_of(changed.error().reason) << changed.error().field;
  const auto checks = h.studio->check_draft(h.li(), made.id, h.asking());
  ASSERT_TRUE(checks);
  ASSERT_EQ(checks->tests.size(), 2u);
  EXPECT_TRUE(checks->tests[0].passed) << boost::json::serialize(checks->tests[0].got);
  EXPECT_FALSE(checks->tests[1].passed) << "at night the street's own row is more specific";
  EXPECT_EQ(h.studio->draft(made.id)->state, "checked");
  EXPECT_EQ(h.studio->submit(h.li(), made.id, "请审核", h.asking()).error(), (Refusal{Reason::tests_failed, {{"failed", "1"}}}));
}

TEST(StudioDrafts, only_its_author_or_an_administrator_throws_a_draft_away) {
  StudioHouse h("drop");
  const auto made = h.draft(DocumentKind::duties, "duties", duties_with(""));
  EXPECT_EQ(h.studio->drop_draft(h.chen(), made.id, h.asking()).error().reason, Reason::not_permitted);
  EXPECT_TRUE(h.studio->drop_draft(h.wang(), made.id, h.asking()));
  EXPECT_TRUE(h.studio->drafts().empty());
}

}  // namespace
}  // namespace yiwang::testing
