#include <gmock/gmock.h>

#include "sql/places.h"

namespace yiwang {
namespace {

using ModelContract = StoreContract;
YIWANG_ON_EVERY_STORE(ModelContract);

LearnCase a_case(std::uint64_t id, const std::string& state, double margin, bool rehearsal = false) {
  LearnCase c;
  c.case_id = id;
  c.told_seq = id * 10;
  c.at_ms = static_cast<std::int64_t>(id) * 1000;
  c.day = static_cast<std::int32_t>(100 + id);
  c.rehearsal = rehearsal;
  c.channel = "hotline";
  c.unit = "rexian";
  c.model = "m1-0123456789abcdef+w12345678";
  c.guess = c.matter = id % 2 == 0 ? "010101" : "020101";
  c.confidence = 0.7;
  c.margin = margin;
  c.to_dispatcher = id % 3 == 0;
  c.state = state;
  return c;
}

std::vector<std::uint64_t> ids(const std::vector<LearnCase>& cases) {
  std::vector<std::uint64_t> out;
  for (const auto& c : cases) out.push_back(c.case_id);
  return out;
}

TEST_P(ModelContract, WhatIsKnownOfCasesIsKeptAndChanged) {
  auto& shelf = store->models();
  EXPECT_EQ(shelf.followed(), 0u);
  EXPECT_FALSE(shelf.any_real_case());
  const auto first = a_case(1, "open", 0.3), second = a_case(2, "corrected", 0.1);
  shelf.follow({first, second, a_case(3, "settled", 0.2), a_case(4, "open", 0.05, true)}, {}, {{100, "m", "u", "web", 2}}, 40);
  shelf.follow({}, {}, {{100, "m", "u", "web", 3}}, 41);
  reopen();
  auto& again = store->models();
  EXPECT_EQ(again.followed(), 41u);
  EXPECT_TRUE(again.any_real_case());
  EXPECT_EQ(again.find_case(1), first);
  EXPECT_EQ(ids(again.cases(LearnPick::decided, false, 10)), std::vector<std::uint64_t>{2});
  EXPECT_EQ(ids(again.cases(LearnPick::settled, false, 10)), std::vector<std::uint64_t>{3});
  EXPECT_EQ(ids(again.cases(LearnPick::to_label, false, 10)), (std::vector<std::uint64_t>{3, 1})) << "the least sure first";
  EXPECT_EQ(ids(again.cases(LearnPick::to_label, true, 10)), std::vector<std::uint64_t>{4});
  EXPECT_THAT(again.calls(100, 100), ::testing::ElementsAre(ModelCall{100, "m", "u", "web", 5}));
}

TEST_P(ModelContract, FollowingDoesNotUndoWhatLabelsAndDataSetsSaid) {
  auto& shelf = store->models();
  shelf.follow({a_case(1, "open", 0.3)}, {}, {}, 10);
  shelf.set_sides({{1, 2}});
  shelf.set_sides({{1, 1}});
  const auto number = shelf.add_label({0, 1, "li", "010101", "matter", false, 5, false}, "010101", "labelled");
  auto changed = a_case(1, "corrected", 0.3);
  changed.matter = "020101";
  shelf.follow({changed}, {}, {}, 20);
  const auto kept = shelf.find_case(1);
  EXPECT_EQ(kept->state, "corrected");
  EXPECT_EQ(kept->label, "010101");
  EXPECT_EQ(kept->side, 2) << "a side is given once";
  shelf.undo_label(number, "", "");
  EXPECT_EQ(shelf.find_case(1)->label_state, "");
  EXPECT_TRUE(shelf.find_label(number)->undone);
  EXPECT_TRUE(shelf.labels(10).empty());
  EXPECT_EQ(shelf.labels_of(1).size(), 1u);
}

TEST_P(ModelContract, DaysAreCountedByClass) {
  auto& shelf = store->models();
  std::vector<LearnCase> cases;
  for (std::uint64_t id = 1; id <= 6; ++id) {
    cases.push_back(a_case(id, id == 2 ? "corrected" : "settled", 0.5));
    cases.back().day = 100;
    cases.back().returns = id == 3 ? 2 : 0;
  }
  shelf.follow(cases, {}, {}, 10);
  const auto days = shelf.days(100, 100, false);
  ASSERT_EQ(days.size(), 2u);
  EXPECT_EQ(days[0], (ModelDay{100, "01", 3, 1, 3, 1, 0, 2.1}));
  EXPECT_EQ(days[1], (ModelDay{100, "02", 3, 1, 3, 0, 1, 2.1}));
  EXPECT_TRUE(shelf.days(101, 120, false).empty());
}

TEST_P(ModelContract, TheRegistryKeepsModelsAndTheirTurnsTogether) {
  auto& shelf = store->models();
  ModelRow row;
  row.version = "m1-a";
  row.state = "in_use";
  row.made_ms = 5;
  row.by = "li";
  row.why = "因为";
  row.metrics = "{}";
  row.number = shelf.add_model(row);
  auto next = row;
  next.state = "candidate";
  next.number = shelf.add_model(next);
  EXPECT_GT(next.number, row.number);
  row.state = "past";
  next.state = "in_use";
  const ModelTurn turn{0, 9, "wang", "promoted", next.number, row.number, "更准", ""};
  shelf.change_models({row, next}, &turn);
  reopen();
  auto& again = store->models();
  EXPECT_EQ(again.model_in("in_use"), next);
  EXPECT_FALSE(again.model_in("shadow"));
  EXPECT_EQ(again.find_model(row.number), row);
  ASSERT_EQ(again.turns().size(), 1u);
  EXPECT_EQ(again.turns().front().before, row.number);
  EXPECT_EQ(again.models().front().number, next.number);

  DatasetRow set;
  set.by = "li";
  set.note = "一";
  set.counts = "{}";
  set.rehearsal = true;
  set.learn = 3;
  set.number = again.add_dataset(set);
  EXPECT_EQ(again.find_dataset(set.number), set);
  EXPECT_FALSE(again.find_dataset(99));
  EXPECT_EQ(again.datasets().size(), 1u);
}

TEST_P(ModelContract, ShadowAnswersStandBesideTheCaseAsItIsNow) {
  auto& shelf = store->models();
  shelf.follow({a_case(1, "open", 0.3), a_case(2, "open", 0.3)}, {{7, 1, "010101", 0.5}, {7, 2, "020101", 0.25}, {8, 2, "", 0}}, {}, 10);
  auto changed = a_case(2, "corrected", 0.3);
  shelf.follow({changed}, {}, {}, 20);
  const auto seen = shelf.shadows(7, 10);
  ASSERT_EQ(seen.size(), 2u);
  EXPECT_EQ(seen[0].first, (ShadowRow{7, 2, "020101", 0.25}));
  EXPECT_EQ(seen[0].second, changed);
  EXPECT_EQ(shelf.shadows(7, 1).size(), 1u);
}

}  // namespace
}  // namespace yiwang
