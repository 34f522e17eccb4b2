#include <gtest/gtest.h>

#include "learn/learn_house.h"

namespace yiwang::testing {
namespace {

struct LabellingTest : ::testing::Test {
  Folder folder{"labelling"};
  LearnHouse house{folder.path()};
  Labelling& desk = house.learning->labelling();

  std::uint64_t id_of(const json::Value& item) { return item.is_null() ? 0 : item.get_object().at("case").get_object().at("id").to_number<std::uint64_t>(); }
  std::string why(const json::Value& item) { return item.is_null() ? "" : std::string(item.get_object().at("why").get_string()); }
  std::string judge(const Identity& who, std::uint64_t id, const std::string& matter) {
    const auto done = desk.judge(who, id, matter.empty() ? "unsure" : "matter", matter, nine());
    return done ? std::string(done->get_object().at("state").get_string()) : std::string(code_of(done.error().reason));
  }
  /// A told case of which two judgements are wanted, or not.
  std::uint64_t told(bool twice, int from = 0) {
    for (int i = from;; ++i) {
      const auto id = house.told(i);
      if (Labelling::judged_twice(id) == twice) {
        house.learning->catch_up();
        return id;
      }
    }
  }
  LearnCase known(std::uint64_t id) { return *house.house.store.models().find_case(id); }
};

TEST_F(LabellingTest, the_least_sure_comes_first_and_two_people_are_not_given_the_same) {
  for (int i = 0; i < 30; ++i) house.told(i);
  house.learning->catch_up();
  const auto li = house.dispatcher("li"), wang = house.dispatcher("wang");
  const auto first = desk.next(li, nine());
  EXPECT_EQ(why(first), "least_sure");
  EXPECT_EQ(id_of(desk.next(li, nine())), id_of(first)) << "it stays theirs";
  const auto other = desk.next(wang, nine());
  EXPECT_NE(id_of(other), id_of(first));
  double least = 2;
  for (const auto& c : house.house.store.models().cases(LearnPick::to_label, false, 100)) least = std::min(least, c.margin);
  EXPECT_DOUBLE_EQ(known(id_of(first)).margin, least);
  EXPECT_EQ(id_of(desk.next(wang, nine() + minutes{11})), id_of(first)) << "after ten minutes it is anybody's";
}

TEST_F(LabellingTest, the_text_shown_has_no_telephone_number) {
  RawReport raw;
  raw.channel = Channel::hotline;
  raw.text = "小区东门外头高杆灯熄灭，我的电话是13912345678请回电";
  ASSERT_TRUE(house.house.tell(raw));
  house.learning->catch_up();
  const auto item = boost::json::serialize(desk.next(house.dispatcher("li"), nine()));
  EXPECT_EQ(item.find("13912345678"), std::string::npos);
  EXPECT_NE(item.find("139****5678"), std::string::npos);
}

TEST_F(LabellingTest, one_judgement_settles_most_cases_and_becomes_a_row_to_learn_from) {
  const auto id = told(false);
  const auto li = house.dispatcher("li");
  EXPECT_EQ(judge(li, id, "010102"), "labelled");
  EXPECT_EQ(judge(li, id, "010101"), "already_labelled");
  EXPECT_EQ(known(id).label, "010102");
  const auto made = house.learning->make_dataset(house.admin(), {}, house.asking());
  ASSERT_TRUE(made);
  EXPECT_EQ(made->get_object().at("sources").get_object().at("labelled").to_number<int>(), 1);
  EXPECT_NE(house.see(id)->understanding.version, "") << "the case itself is as it was";
  EXPECT_FALSE(house.see(id)->matter_by_person);
}

TEST_F(LabellingTest, of_two_who_disagree_a_third_decides_by_number) {
  const auto id = told(true);
  const auto li = house.dispatcher("li"), wang = house.dispatcher("wang"), chen = house.dispatcher("chen");
  EXPECT_EQ(judge(li, id, "010101"), "wants_second");
  EXPECT_EQ(why(desk.next(li, nine())), "least_sure") << "not one's own again";
  const auto second = desk.next(wang, nine());
  EXPECT_EQ(id_of(second), id);
  EXPECT_EQ(why(second), "second_opinion");
  EXPECT_TRUE(second.get_object().at("verdicts").get_array().empty()) << "they do not see the first answer";
  EXPECT_EQ(judge(wang, id, "010102"), "disputed");
  EXPECT_EQ(known(id).label_state, "disputed");
  const auto third = desk.next(chen, nine());
  EXPECT_EQ(why(third), "disputed");
  EXPECT_EQ(third.get_object().at("verdicts").get_array().size(), 2u);
  EXPECT_EQ(judge(chen, id, "010102"), "labelled");
  EXPECT_EQ(known(id).label, "010102");
}

TEST_F(LabellingTest, a_supervisor_settles_a_dispute_also_against_the_number) {
  const auto id = told(true);
  judge(house.dispatcher("li"), id, "010101");
  judge(house.dispatcher("wang"), id, "010102");
  EXPECT_EQ(judge(house.supervisor(), id, "010101"), "labelled");
  EXPECT_EQ(known(id).label, "010101");
}

TEST_F(LabellingTest, a_label_against_the_desk_that_decided_is_a_dispute) {
  const auto id = told(false);
  house.command(id, CorrectMatter{"010102"});
  house.learning->catch_up();
  EXPECT_EQ(judge(house.dispatcher("li"), id, "010101"), "disputed");
  EXPECT_EQ(judge(house.dispatcher("wang"), id, "010102"), "labelled");
  EXPECT_EQ(known(id).label, "010102");
}

TEST_F(LabellingTest, a_judgement_can_be_taken_back_and_then_counts_no_more) {
  const auto id = told(true);
  const auto li = house.dispatcher("li"), wang = house.dispatcher("wang");
  judge(li, id, "010101");
  judge(wang, id, "010102");
  ASSERT_TRUE(desk.undo(wang, id));
  EXPECT_EQ(known(id).label_state, "labelled");
  EXPECT_EQ(known(id).label, "010101");
  EXPECT_FALSE(desk.undo(wang, id));
  ASSERT_TRUE(desk.undo(li, id));
  EXPECT_EQ(known(id).label_state, "");
  EXPECT_EQ(judge(li, id, "010102"), "wants_second") << "and may be made anew";
}

TEST_F(LabellingTest, unsure_and_skipped_cases_go_to_somebody_else) {
  for (int i = 0; i < 4; ++i) house.told(i);
  house.learning->catch_up();
  const auto li = house.dispatcher("li"), wang = house.dispatcher("wang");
  const auto id = id_of(desk.next(li, nine()));
  EXPECT_EQ(judge(li, id, ""), "open");
  EXPECT_NE(id_of(desk.next(li, nine())), id);
  EXPECT_EQ(desk.judge(wang, id, "poem", {}, nine()).error().reason, Reason::unknown_value);
  EXPECT_EQ(desk.judge(wang, id, "matter", {}, nine()).error().reason, Reason::missing_field);
  EXPECT_EQ(desk.judge(wang, id, "matter", "0101", nine()).error().reason, Reason::unknown_matter);
  EXPECT_EQ(desk.judge(wang, 999, "unsure", {}, nine()).error().reason, Reason::unknown_case);
  const auto seen = desk.progress(li, nine()).get_object();
  EXPECT_EQ(seen.at("mine_today").to_number<int>(), 1);
  EXPECT_EQ(seen.at("by_person").get_array().at(0).get_object().at("unsure").to_number<int>(), 1);
  EXPECT_EQ(seen.at("to_label").to_number<int>(), 4);
}

TEST_F(LabellingTest, judgements_spread_over_matters) {
  for (int i = 0; i < 60; ++i) house.told(i);
  house.learning->catch_up();
  const auto li = house.dispatcher("li");
  std::map<std::string, int> guesses;
  for (int i = 0; i < 20; ++i) {
    const auto id = id_of(desk.next(li, nine()));
    ++guesses[known(id).guess];
    judge(li, id, known(id).guess.empty() ? "010101" : known(id).guess);
  }
  EXPECT_GE(guesses["010101"], 4);
  EXPECT_GE(guesses["010102"], 4);
}

}  // namespace
}  // namespace yiwang::testing
