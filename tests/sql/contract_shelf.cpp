#include <gmock/gmock.h>

#include "sql/places.h"

namespace yiwang {
namespace {

using ShelfContract = StoreContract;
YIWANG_ON_EVERY_STORE(ShelfContract);

StudioDraftRow a_draft(const std::string& code, std::int64_t at) {
  StudioDraftRow d;
  d.kind = "process";
  d.code = code;
  d.name = "流程 " + code;
  d.base_version = "0123456789ab";
  d.text = "<definitions 名=\"值\"/>\n" + std::string(70'000, 'x');
  d.tests = "[]";
  d.state = "draft";
  d.author = "li.na";
  d.created_ms = d.updated_ms = at;
  return d;
}

StudioEditionRow an_edition(const std::string& code, const std::string& version, std::int64_t effective) {
  StudioEditionRow e;
  e.kind = "duties";
  e.code = code;
  e.version = version;
  e.text = "matter,area\n" + version;
  e.by = "admin";
  e.author = "li.na";
  e.state = "scheduled";
  e.published_ms = 10;
  e.effective_ms = effective;
  return e;
}

TEST_P(ShelfContract, ADraftIsKeptWholeAndListedWithoutItsText) {
  auto& shelf = store->shelf();
  auto first = a_draft("noise", 10);
  first.id = shelf.add_draft(first);
  first.revision = 1;
  auto second = a_draft("lamp", 20);
  second.id = shelf.add_draft(second);
  EXPECT_NE(first.id, second.id);
  reopen();
  EXPECT_EQ(store->shelf().find_draft(first.id), first);
  const auto all = store->shelf().drafts();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].code, "lamp") << "the newest change first";
  EXPECT_EQ(all[0].text, "");
  EXPECT_FALSE(store->shelf().find_draft(99));
}

TEST_P(ShelfContract, OfTwoWhoChangeOneRevisionTheSecondIsTold) {
  auto& shelf = store->shelf();
  auto draft = a_draft("noise", 10);
  draft.id = shelf.add_draft(draft);
  draft.revision = 1;
  auto mine = draft, yours = draft;
  mine.text = "mine";
  mine.state = "tested";
  yours.text = "yours";
  EXPECT_TRUE(shelf.change_draft(mine));
  EXPECT_FALSE(shelf.change_draft(yours));
  const auto kept = shelf.find_draft(draft.id);
  EXPECT_EQ(kept->text, "mine");
  EXPECT_EQ(kept->revision, 2u);
  draft.state = "checked";
  draft.checks = "{}";
  EXPECT_FALSE(shelf.note_checks(draft)) << "findings of an older text";
  draft.revision = 2;
  EXPECT_TRUE(shelf.note_checks(draft));
  EXPECT_EQ(shelf.find_draft(draft.id)->checks, "{}");
  EXPECT_EQ(shelf.find_draft(draft.id)->revision, 2u);
  EXPECT_FALSE(shelf.drop_draft(draft.id, 1));
  EXPECT_TRUE(shelf.drop_draft(draft.id, 2));
  EXPECT_FALSE(shelf.find_draft(draft.id));
  EXPECT_GT(shelf.add_draft(draft), draft.id) << "numbers are not given out twice";
}

TEST_P(ShelfContract, AnEditionAndItsDraftAreWrittenTogetherOrNotAtAll) {
  auto& shelf = store->shelf();
  auto draft = a_draft("noise", 10);
  draft.id = shelf.add_draft(draft);
  draft.revision = 1;
  draft.state = "published";
  auto stale = draft;
  stale.revision = 7;
  EXPECT_EQ(shelf.add_edition(an_edition("duties", "aaaaaaaaaaaa", 5), &stale), 0u);
  EXPECT_TRUE(shelf.editions("duties", "duties").empty());
  EXPECT_EQ(shelf.add_edition(an_edition("duties", "aaaaaaaaaaaa", 5), &draft), 1u);
  EXPECT_EQ(shelf.find_draft(draft.id)->state, "published");
  EXPECT_EQ(shelf.editions("duties", "duties").size(), 1u);
}

TEST_P(ShelfContract, EditionsAreFoundByVersionAndHandedOutWhenTheirTimeHasCome) {
  auto& shelf = store->shelf();
  auto one = an_edition("duties", "aaaaaaaaaaaa", 50);
  one.number = shelf.add_edition(one);
  auto two = an_edition("duties", "bbbbbbbbbbbb", 20);
  two.number = shelf.add_edition(two);
  shelf.add_edition(an_edition("matters", "cccccccccccc", 900));
  reopen();
  auto& again = store->shelf();
  EXPECT_EQ(again.find_edition("duties", "duties", "aaaaaaaaaaaa"), one);
  EXPECT_FALSE(again.find_edition("matters", "duties", "aaaaaaaaaaaa"));
  EXPECT_EQ(again.editions("duties", "duties")[0].version, "bbbbbbbbbbbb");
  EXPECT_EQ(again.editions("", "").size(), 3u);
  auto due = again.due_editions(60);
  ASSERT_EQ(due.size(), 2u);
  EXPECT_EQ(due[0].version, "bbbbbbbbbbbb") << "the earliest first";
  EXPECT_EQ(due[0].text, two.text);
  due[0].state = "applied";
  due[0].applied_ms = 61;
  again.change_edition(due[0]);
  due[1].state = "failed";
  due[1].fault = "duties.csv:3: unknown_unit";
  again.change_edition(due[1]);
  EXPECT_TRUE(again.due_editions(60).empty());
  EXPECT_EQ(again.find_edition("duties", "duties", "aaaaaaaaaaaa")->fault, "duties.csv:3: unknown_unit");
}

}  // namespace
}  // namespace yiwang
