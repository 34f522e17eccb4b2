#include <gtest/gtest.h>

#include "respond/settled.h"

namespace yiwang::testing {
namespace {

SettledFacts facts(const std::string& matter, double usefulness = 0.5, const std::string& area = "990101001001") {
  SettledFacts out;
  out.matter = matter;
  out.area = area;
  out.usefulness = usefulness;
  out.answered = true;
  return out;
}

std::vector<std::uint64_t> found(const SettledIndex& index, const SettledFacts& asked, const std::string& words, std::size_t most = 5) {
  std::vector<std::uint64_t> out;
  for (const auto& match : index.find(999, asked, sketch_of(words), most, [](const SettledMatch&, const SettledFacts&) { return true; })) out.push_back(match.case_id);
  return out;
}

TEST(Sketches, likeness_is_one_for_the_same_words_and_near_nothing_for_others) {
  const std::string lamp = "云锦路门口的路灯坏了三天没人修", noise = "隔壁工地半夜打桩吵得睡不着觉";
  EXPECT_DOUBLE_EQ(likeness(sketch_of(lamp), sketch_of(lamp)), 1.0);
  EXPECT_LT(likeness(sketch_of(lamp), sketch_of(noise)), 0.05);
  EXPECT_GT(likeness(sketch_of(lamp), sketch_of("云锦路的路灯坏了没人修")), 0.4);
  EXPECT_DOUBLE_EQ(likeness(sketch_of(""), sketch_of(lamp)), 0.0);
  EXPECT_DOUBLE_EQ(likeness(sketch_of("😀😀"), sketch_of("😀😀")), 0.0);
  EXPECT_EQ(sketch_from(sketch_bytes(sketch_of(lamp))), sketch_of(lamp));
}

TEST(SettledIndex, the_same_matter_well_settled_comes_before_the_same_matter_badly_settled) {
  SettledIndex index;
  index.put(1, facts("010104", 0.9), sketch_of("路灯不亮"));
  index.put(2, facts("010104", 0.1), sketch_of("路灯不亮"));
  index.put(3, facts("020401", 0.9), sketch_of("施工噪声太大"));
  EXPECT_EQ(found(index, facts("010104"), "路灯不亮了"), (std::vector<std::uint64_t>{1, 2}));
}

TEST(SettledIndex, like_words_are_found_under_another_matter_too) {
  SettledIndex index;
  index.put(1, facts("020401"), sketch_of("云锦路工地半夜打桩吵得睡不着"));
  EXPECT_EQ(found(index, facts(""), "云锦路工地半夜打桩吵得睡不着觉"), std::vector<std::uint64_t>{1});
  EXPECT_TRUE(found(index, facts(""), "图书馆空调太冷").empty());
}

TEST(SettledIndex, a_case_is_never_like_itself_and_gone_when_it_was_opened_again) {
  SettledIndex index;
  index.put(999, facts("010104"), sketch_of("路灯不亮"));
  index.put(5, facts("010104"), sketch_of("路灯不亮"));
  EXPECT_EQ(found(index, facts("010104"), "路灯不亮"), std::vector<std::uint64_t>{5});
  index.drop(5);
  index.drop(77);
  EXPECT_TRUE(found(index, facts("010104"), "路灯不亮").empty());
  EXPECT_EQ(index.size(), 1u);
}

TEST(SettledIndex, a_corrected_matter_moves_a_case) {
  SettledIndex index;
  index.put(5, facts("010104"), sketch_of("灯"));
  index.put(5, facts("020401"), sketch_of("灯"));
  EXPECT_EQ(index.size(), 1u);
  EXPECT_EQ(found(index, facts("020401"), "别的"), std::vector<std::uint64_t>{5});
  EXPECT_TRUE(found(index, facts("010104"), "别的").empty());
}

TEST(SettledIndex, made_up_cases_are_shown_only_beside_made_up_ones) {
  SettledIndex index;
  auto made_up = facts("010104");
  made_up.rehearsal = true;
  index.put(5, made_up, sketch_of("路灯不亮"));
  EXPECT_TRUE(found(index, facts("010104"), "路灯不亮").empty());
  EXPECT_EQ(found(index, made_up, "路灯不亮"), std::vector<std::uint64_t>{5});
}

TEST(SettledIndex, the_order_of_putting_does_not_matter) {
  SettledIndex a, b;
  for (std::uint64_t id = 1; id <= 50; ++id) a.put(id, facts(id % 2 ? "010104" : "010103", 0.01 * static_cast<double>(id % 7)), sketch_of("路灯不亮" + std::to_string(id)));
  for (std::uint64_t id = 50; id >= 1; --id) b.put(id, facts(id % 2 ? "010104" : "010103", 0.01 * static_cast<double>(id % 7)), sketch_of("路灯不亮" + std::to_string(id)));
  EXPECT_EQ(found(a, facts("010104"), "路灯不亮", 20), found(b, facts("010104"), "路灯不亮", 20));
}

TEST(Usefulness, what_the_citizen_said_counts_most) {
  Case c;
  c.reports.emplace_back();
  c.stage = Stage::closed;
  Case::Resolution done;
  done.result = "已安排维修人员更换灯具并恢复照明，后续将加强巡查频次。";
  c.resolution = done;
  Case content = c, angry = c, returned = c;
  content.rating = Case::Opinion{Satisfaction::satisfied, true, {}, {}};
  angry.rating = Case::Opinion{Satisfaction::unsatisfied, false, {}, {}};
  returned.returns = 2;
  EXPECT_GT(usefulness_of(content), usefulness_of(c));
  EXPECT_GT(usefulness_of(c), usefulness_of(returned));
  EXPECT_GT(usefulness_of(returned), usefulness_of(angry));
  EXPECT_TRUE(is_settled(content));
  content.merged_into = CaseId{7};
  EXPECT_FALSE(is_settled(content));
}

}  // namespace
}  // namespace yiwang::testing
