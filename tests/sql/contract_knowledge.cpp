#include <gmock/gmock.h>

#include "sql/places.h"

namespace yiwang {
namespace {

using KnowledgeContract = StoreContract;
YIWANG_ON_EVERY_STORE(KnowledgeContract);

ArticleRow an_article(const std::string& code) {
  ArticleRow row;
  row.code = code;
  row.kind = "article";
  row.work = row.newest = 1;
  row.created_ms = row.updated_ms = 1000;
  return row;
}

ArticleVersionRow a_version(std::uint32_t number, const std::string& state) {
  ArticleVersionRow row;
  row.version = number;
  row.state = state;
  row.content = "{\"title\":\"社保卡 '补办' 😀\"}";
  row.author = "li.na";
  row.made_ms = 1000;
  return row;
}

TEST_P(KnowledgeContract, AnArticleIsKeptWithItsVersionsAndItsCodeIsTakenOnce) {
  auto& shelf = store->knowledge();
  EXPECT_EQ(shelf.change_number(), 0u);
  const auto id = shelf.add_article(an_article("sbk"), a_version(1, "draft"));
  ASSERT_NE(id, 0u);
  EXPECT_EQ(shelf.add_article(an_article("sbk"), a_version(1, "draft")), 0u);
  EXPECT_EQ(shelf.change_number(), 1u);
  reopen();
  auto kept = store->knowledge().find_article(id);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->revision, 1u);
  EXPECT_EQ(kept->code, "sbk");
  auto version = a_version(1, "draft");
  version.article = id;
  EXPECT_EQ(store->knowledge().find_version(id, 1), version);
  EXPECT_FALSE(store->knowledge().find_version(id, 2));
  EXPECT_FALSE(store->knowledge().find_article(id + 1));
}

TEST_P(KnowledgeContract, AChangeOfAnOlderRevisionWritesNothing) {
  auto& shelf = store->knowledge();
  const auto id = shelf.add_article(an_article("sbk"), a_version(1, "draft"));
  auto row = *shelf.find_article(id);
  row.force = 1;
  row.work = 0;
  row.retired = true;
  row.retire_reason = "废止";
  auto version = a_version(1, "in_force");
  version.article = id;
  EXPECT_TRUE(shelf.change_article(row, {version}));
  auto second = version;
  second.version = 2;
  EXPECT_FALSE(shelf.change_article(row, {second})) << "that revision is past";
  EXPECT_EQ(shelf.versions_of(id).size(), 1u);
  const auto kept = shelf.find_article(id);
  EXPECT_EQ(kept->revision, 2u);
  EXPECT_TRUE(kept->retired);
  EXPECT_EQ(shelf.find_version(id, 1)->state, "in_force");
  EXPECT_EQ(shelf.change_number(), 2u);
}

TEST_P(KnowledgeContract, OnlyPastVersionsAreNotPresent) {
  auto& shelf = store->knowledge();
  const auto id = shelf.add_article(an_article("sbk"), a_version(1, "in_force"));
  auto row = *shelf.find_article(id);
  auto past = a_version(1, "past"), force = a_version(2, "in_force"), draft = a_version(3, "draft");
  past.article = force.article = draft.article = id;
  ASSERT_TRUE(shelf.change_article(row, {past, force, draft}));
  const auto present = shelf.present_versions();
  ASSERT_EQ(present.size(), 2u);
  EXPECT_EQ(present[0].version, 2u);
  EXPECT_EQ(present[1].version, 3u);
  EXPECT_EQ(shelf.versions_of(id).front().version, 3u);
}

TEST_P(KnowledgeContract, UsesAddUpAndChangeNothingElse) {
  auto& shelf = store->knowledge();
  const auto id = shelf.add_article(an_article("sbk"), a_version(1, "in_force"));
  shelf.count({{id, 3, 1, 2, 1, 1}, {999, 1, 1, 1, 1, 1}});
  shelf.count({{id, 1, 0, 0, 0, 0}});
  shelf.count({});
  const auto kept = *shelf.find_article(id);
  EXPECT_EQ(kept.shown, 4);
  EXPECT_EQ(kept.used, 1);
  EXPECT_EQ(kept.helped, 2);
  EXPECT_EQ(kept.not_helped, 1);
  EXPECT_EQ(kept.deflected, 1);
  EXPECT_EQ(kept.revision, 1u);
  EXPECT_EQ(shelf.change_number(), 1u);
}

TEST_P(KnowledgeContract, SettledCasesAreKeptWithHowFarTheLedgerWasRead) {
  auto& shelf = store->knowledge();
  EXPECT_EQ(shelf.settled_up_to(), 0u);
  const std::string sketch("\x00\x01\xff\x80 any bytes", 14);
  shelf.settle({{1, 10, "{}", sketch}, {2, 20, "{\"matter\":\"010101\"}", {}}, {3, 30, "{}", sketch}}, {}, 77);
  shelf.settle({{2, 25, "{}", sketch}}, {1, 99}, 80);
  reopen();
  EXPECT_EQ(store->knowledge().settled_up_to(), 80u);
  EXPECT_EQ(store->knowledge().settled(10), (std::vector<SettledRow>{{2, 25, "{}", sketch}, {3, 30, "{}", sketch}}));
  EXPECT_EQ(store->knowledge().settled(1), (std::vector<SettledRow>{{3, 30, "{}", sketch}}));
}

}  // namespace
}  // namespace yiwang
