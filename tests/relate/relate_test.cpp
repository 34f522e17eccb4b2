#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "base/text.h"
#include "relate/relater.h"

namespace yiwang {
namespace {

const Instant kStart = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + std::chrono::hours{9};

/// A report as a test draws it.
struct Told {
  std::string words;
  std::string who = {};
  std::string matter = "020101";
  double hours_later = 0;
  std::string estate = {}, road = {}, area = {}, subject = {};
  std::optional<LonLat> point = {};
};

class Town {
 public:
  explicit Town(RelateOptions options = {}) : relater(options) {}
  template <class Use>
  auto with(const Told& told, Use&& use) const {
    const auto print = fingerprint(normalise(told.words));
    RelateQuestion q;
    q.at = kStart + std::chrono::milliseconds{static_cast<long long>(told.hours_later * 3600000)};
    q.reporter_key = told.who;
    q.matter = told.matter;
    q.estate = told.estate;
    q.road = told.road;
    q.area = told.area;
    q.subject = told.subject;
    q.point = told.point;
    q.words = &print;
    return use(q);
  }
  void add(std::uint64_t id, const Told& told, bool again = false) {
    with(told, [&](const RelateQuestion& q) { relater.add(CaseId{id}, q, again); });
  }
  std::vector<Relation> find(const Told& told) const {
    return with(told, [&](const RelateQuestion& q) { return relater.find(q).relations; });
  }
  Relater relater;
};

Instant after(double hours) { return kStart + std::chrono::milliseconds{static_cast<long long>(hours * 3600000)}; }

const std::string kBarbecue = "望江花园3栋楼下的烧烤店每天半夜油烟直排到居民家里，老人小孩被呛得整夜睡不着觉，多次找老板沟通没有结果";
const std::string kBarbecueAgain = "望江花园楼下烧烤店油烟太大了，半夜还在排烟，家里老人被呛得睡不着，找老板也没有用";
const std::string kLamp = "滨江北路沿线的路灯已经坏了一个多星期，晚上出行一片漆黑，希望尽快派人维修";

TEST(Relate, the_four_kinds_are_told_apart) {
  Town town;
  town.add(1, {kBarbecue, "wang", "020101", 0, "E1"});
  const auto by_one = town.find({kBarbecueAgain, "wang", "020101", 30, "E1"});
  ASSERT_EQ(by_one.size(), 1u);
  EXPECT_EQ(by_one[0].kind, DuplicateKind::repeat_by_one);
  EXPECT_EQ(by_one[0].case_id, CaseId{1});
  EXPECT_GT(by_one[0].probability, 0.93);

  const auto by_many = town.find({kBarbecueAgain, "li", "020101", 2, "E1"});
  ASSERT_EQ(by_many.size(), 1u);
  EXPECT_EQ(by_many[0].kind, DuplicateKind::many_about_one);
  EXPECT_GT(by_many[0].probability, 0.8);

  const auto one_place = town.find({"小区里饭馆的排烟管道对着二楼窗户，味道很重", "li", "020101", 24 * 12, "E1"});
  ASSERT_EQ(one_place.size(), 1u);
  EXPECT_EQ(one_place[0].kind, DuplicateKind::one_place_again);

  town.relater.closed(CaseId{1}, after(48));
  const auto again = town.find({kBarbecueAgain, "wang", "020101", 24 * 10, "E1"});
  ASSERT_EQ(again.size(), 1u);
  EXPECT_EQ(again[0].kind, DuplicateKind::again_after_closing);
  EXPECT_TRUE(town.find({kBarbecueAgain, "wang", "020101", 24 * 70, "E1"}).empty()) << "thirty days after closing it is a new matter";
  town.relater.reopened(CaseId{1});
  EXPECT_EQ(town.find({kBarbecueAgain, "wang", "020101", 24 * 10, "E1"})[0].kind, DuplicateKind::repeat_by_one);
}

TEST(Relate, what_is_another_matter_or_another_place_is_not_related) {
  Town town;
  town.add(1, {kBarbecue, "wang", "020101", 0, "E1", "", "990101001001001", "", LonLat{120.0, 30.0}});
  EXPECT_THAT(town.find({kLamp, "wang", "010401", 1}), testing::IsEmpty());
  EXPECT_THAT(town.find({kLamp, "li", "010401", 1, "E1"}), testing::IsEmpty());
  // The same complaint from another estate three kilometres off.
  EXPECT_THAT(town.find({"湖畔名邸楼下烧烤店半夜油烟太大，老人睡不着", "li", "020101", 1, "E2", "", "990101001002001", "", LonLat{120.03, 30.0}}), testing::IsEmpty());
}

TEST(Relate, anonymous_reporters_are_never_the_same_person) {
  Town town;
  town.add(1, {kBarbecue, "", "020101", 0, "E1"});
  const auto found = town.find({kBarbecue, "", "020101", 1, "E1"});
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].kind, DuplicateKind::many_about_one);
}

TEST(Relate, copied_words_of_many_people_within_a_day_join_without_a_place) {
  Town town;
  for (std::uint64_t i = 1; i <= 300; ++i) {
    const Told told{kBarbecue, "person" + std::to_string(i), "020101", static_cast<double>(i) * 0.05};
    if (i > 1) {
      const auto found = town.find(told);
      ASSERT_FALSE(found.empty()) << i;
      EXPECT_EQ(found[0].kind, DuplicateKind::many_about_one);
      EXPECT_GE(found[0].probability, 0.93) << i;
    }
    town.add(i, told);
  }
}

TEST(Relate, many_about_one_stays_below_the_merging_threshold_unless_words_and_place_agree) {
  Town town;
  town.add(1, {kBarbecue, "wang", "020101", 0, "E1"});
  for (const auto& told : {Told{kBarbecueAgain, "li", "020101", 1}, Told{kBarbecueAgain, "li", "020101", 1, "", "", "990101001001"}, Told{"油烟扰民", "li", "020101", 0.1, "E1"},
                           Told{kBarbecue, "li", "020101", 0.1, "E2"}, Told{kBarbecue, "li", "020101", 24 * 5}}) {
    for (const auto& relation : town.find(told)) EXPECT_LT(relation.probability, 0.93) << told.words << " " << told.estate;
  }
  const auto strong = town.find({kBarbecue.substr(0, kBarbecue.size() - 30), "li", "020101", 0.5, "E1"});
  ASSERT_FALSE(strong.empty());
  EXPECT_GE(strong[0].probability, 0.93);
  // Short words are the same by chance: 路灯不亮 is said everywhere.
  town.add(2, {"路灯不亮", "wang", "010401", 0});
  EXPECT_THAT(town.find({"路灯不亮", "li", "010401", 0.5}), testing::IsEmpty());
  EXPECT_FALSE(town.find({"路灯不亮", "wang", "010401", 0.5}).empty());
}

TEST(Relate, the_same_point_and_matter_join_reports_in_other_words) {
  Town town;
  town.add(1, {"解放碑地铁口边上有个井盖没了，太危险", "wang", "010201", 0, "", "", "990101001001001", "", LonLat{120.00010, 30.0}});
  const auto found = town.find({"人行道上井盖缺失，差点摔跤", "li", "010201", 2, "", "", "990101001001001", "", LonLat{120.00020, 30.0}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_GE(found[0].probability, 0.6);
  EXPECT_LT(found[0].probability, 0.93);
  EXPECT_THAT(found[0].evidence, testing::Contains(testing::AllOf(testing::Field(&Evidence::kind, "place"), testing::Field(&Evidence::text, "10 m"))));
}

TEST(Relate, a_case_is_not_related_to_itself_before_it_is_added) {
  Town town;
  EXPECT_TRUE(town.find({kBarbecue, "wang"}).empty());
  town.add(1, {kBarbecue, "wang"});
  EXPECT_EQ(town.find({kBarbecue, "wang"}).size(), 1u);
  EXPECT_EQ(town.relater.size(), 1u);
}

TEST(Relate, a_case_that_is_not_known_changes_nothing) {
  Town town;
  town.add(0, {kBarbecue, "wang"});
  town.add(1, {kBarbecue, "wang"});
  for (const auto id : {CaseId{}, CaseId{99}}) {
    town.relater.closed(id, after(1));
    town.relater.reopened(id);
    town.relater.merged(id, CaseId{1});
    town.relater.corrected(id, "010101", "990101", LonLat{120, 30});
  }
  town.relater.merged(CaseId{1}, CaseId{1});
  EXPECT_EQ(town.relater.size(), 1u);
  const auto found = town.find({kBarbecue, "wang"});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].case_id, CaseId{1});
  EXPECT_EQ(found[0].kind, DuplicateKind::repeat_by_one);
}

TEST(Relate, a_merged_case_answers_with_the_one_it_went_into) {
  Town town;
  town.add(1, {kLamp, "wang", "010401"});
  town.add(2, {kBarbecue, "li", "020101", 0, "E1"});
  town.relater.merged(CaseId{2}, CaseId{1});
  const auto found = town.find({kBarbecue, "zhao", "020101", 1, "E1"});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].case_id, CaseId{1});
  EXPECT_THAT(town.relater.search("烧烤店油烟", 5), testing::ElementsAre(CaseId{1}));
  town.relater.merged(CaseId{1}, CaseId{2});   // a circle in broken data must not hang
  town.find({kBarbecue, "zhao", "020101", 1, "E1"});
}

TEST(Relate, a_further_report_finds_its_case_by_its_own_words_and_place) {
  Town town;
  town.add(7, {kBarbecue, "wang", "020101", 0, "E1"});
  town.add(7, {"夜市摊贩占道经营，楼上住户深受其扰，味道难闻，孩子无法学习", "li", "020101", 1, "E1"}, true);
  EXPECT_EQ(town.relater.size(), 1u);
  const auto found = town.find({"夜市摊贩占道经营，楼上住户深受其扰，味道难闻", "li", "020101", 2});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].case_id, CaseId{7});
  EXPECT_EQ(found[0].kind, DuplicateKind::repeat_by_one);
}

TEST(Relate, a_corrected_place_and_matter_are_looked_for_where_they_are_now) {
  Town town;
  const LonLat wrong{120.1, 30.1}, right{120.2, 30.2};
  town.add(1, {"井盖没了，太危险", "wang", "020101", 0, "", "", "990101001001001", "", wrong});
  town.relater.corrected(CaseId{1}, "010201", "990102001001001", right);
  EXPECT_THAT(town.find({"人行道上井盖缺失", "li", "010201", 2, "", "", "990101001001001", "", wrong}), testing::IsEmpty());
  EXPECT_EQ(town.find({"人行道上井盖缺失", "li", "010201", 2, "", "", "990102001001001", "", right}).size(), 1u);
}

TEST(Relate, search_finds_all_typed_words_newest_first) {
  Town town;
  town.add(1, {kBarbecue});
  town.add(2, {kLamp});
  town.add(3, {"烧烤店门口的路灯坏了，G2栋居民出行不便"});
  EXPECT_THAT(town.relater.search("烧烤店", 10), testing::ElementsAre(CaseId{3}, CaseId{1}));
  EXPECT_THAT(town.relater.search("路灯 烧烤", 10), testing::ElementsAre(CaseId{3}));
  EXPECT_THAT(town.relater.search("路燈", 10), testing::ElementsAre(CaseId{3}, CaseId{2}));
  EXPECT_THAT(town.relater.search("g2栋", 10), testing::ElementsAre(CaseId{3}));
  EXPECT_THAT(town.relater.search("烧烤店", 1), testing::ElementsAre(CaseId{3}));
  EXPECT_THAT(town.relater.search("没有这回事吧", 10), testing::IsEmpty());
  EXPECT_THAT(town.relater.search("", 10), testing::IsEmpty());
}

TEST(Relate, cases_leave_the_window_but_open_ones_stay_known) {
  Town town;
  town.add(1, {kBarbecue, "wang", "020101", 0, "E1"});
  town.add(2, {kLamp, "li", "010401", 0, "", "R1"});
  town.relater.closed(CaseId{1}, after(5));
  town.add(3, {"小区门禁坏了", "zhao", "030101", 24 * 100});
  town.relater.forget_before(after(24 * 100));
  EXPECT_EQ(town.relater.size(), 2u);
  EXPECT_THAT(town.find({kBarbecue, "wang", "020101", 24 * 100, "E1"}), testing::IsEmpty());
  const auto old = town.find({kLamp, "li", "010401", 24 * 100, "", "R1"});
  ASSERT_EQ(old.size(), 1u);
  EXPECT_EQ(old[0].kind, DuplicateKind::repeat_by_one);
  for (int day = 101; day < 400; day += 7) town.relater.forget_before(after(24.0 * day));
  EXPECT_EQ(town.relater.size(), 2u);
  town.relater.closed(CaseId{2}, after(24 * 400));
  town.relater.closed(CaseId{3}, after(24 * 400));
  town.relater.forget_before(after(24 * 401));
  EXPECT_EQ(town.relater.size(), 0u);
}

TEST(Relate, memory_stops_growing_when_the_window_is_full) {
  RelateOptions options;
  options.window_days = 2;
  Town town(options);
  std::size_t half = 0;
  for (std::uint64_t i = 1; i <= 24000; ++i) {
    std::string words;
    for (std::uint64_t k = 0; k < 12; ++k) words += to_utf8(std::u32string(1, static_cast<char32_t>(0x4e00 + (i * 7919 + k * k * 104729) % 9000)));
    town.add(i, {words, "p" + std::to_string(i), "020101", static_cast<double>(i) * 0.02, "E" + std::to_string(i)});
    town.relater.closed(CaseId{i}, after(static_cast<double>(i) * 0.02 + 1));
    if (i == 12000) half = town.relater.bytes();
  }
  EXPECT_LT(town.relater.bytes(), half * 5 / 4);
  EXPECT_NEAR(static_cast<double>(town.relater.size()), 48 / 0.02, 70);
}

// Two hundred reports of forty events by thirty people, some closed and merged on the way.
void live(Town& town, std::vector<std::vector<Relation>>* answers) {
  for (std::uint64_t i = 1; i <= 200; ++i) {
    const auto event = (i * 7919) % 40;
    const Told told{"第" + std::to_string(event) + "幢旁边" + (event % 2 == 0 ? kBarbecue : kLamp) + std::string(event % 3 == 0 ? "请尽快处理" : "非常困扰居民生活"),
                    "p" + std::to_string(i * 31 % 30), event % 2 == 0 ? "020101" : "010401", static_cast<double>(i) * 3, "E" + std::to_string(event % 11)};
    const auto found = town.find(told);
    if (answers != nullptr) answers->push_back(found);
    town.add(i, told);
    if (i % 5 == 0) town.relater.closed(CaseId{i - 3}, after(static_cast<double>(i) * 3));
    if (i % 17 == 0) town.relater.merged(CaseId{i}, CaseId{i - 1});
    if (i % 50 == 0) town.relater.forget_before(after(static_cast<double>(i) * 3 + 24 * 75));
  }
}

TEST(Relate, the_same_history_gives_the_same_answers_and_the_same_bytes) {
  Town one, other;
  std::vector<std::vector<Relation>> first, second;
  live(one, &first);
  live(other, &second);
  EXPECT_EQ(first, second);
  EXPECT_EQ(one.relater.save(), other.relater.save());
  EXPECT_TRUE(std::any_of(first.begin(), first.end(), [](const auto& found) { return !found.empty(); }));
}

TEST(Relate, a_snapshot_answers_like_the_original_and_goes_on_like_it) {
  Town one, other;
  live(one, nullptr);
  const auto bytes = one.relater.save();
  ASSERT_TRUE(other.relater.load(bytes));
  EXPECT_EQ(other.relater.size(), one.relater.size());
  EXPECT_EQ(other.relater.save(), bytes);
  for (std::uint64_t i = 0; i < 60; ++i) {
    const Told told{"第" + std::to_string(i) + "幢旁边" + kBarbecue, "p" + std::to_string(i), "020101", 620 + static_cast<double>(i), "E" + std::to_string(i % 11)};
    EXPECT_EQ(one.find(told), other.find(told)) << i;
    one.add(1000 + i, told);
    other.add(1000 + i, told);
  }
  EXPECT_EQ(one.relater.save(), other.relater.save());
}

TEST(Relate, a_damaged_or_foreign_snapshot_is_refused_and_leaves_nothing) {
  Town town;
  live(town, nullptr);
  auto bytes = town.relater.save();
  Town other;
  for (const std::size_t at : {std::size_t{0}, std::size_t{9}, std::size_t{40}, bytes.size() / 2, bytes.size() - 1}) {
    auto damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x20);
    EXPECT_FALSE(other.relater.load(damaged)) << at;
    EXPECT_EQ(other.relater.size(), 0u);
  }
  EXPECT_FALSE(other.relater.load(""));
  EXPECT_FALSE(other.relater.load(std::string_view(bytes).substr(0, bytes.size() - 5)));
  other.add(1, {kBarbecue, "wang"});
  EXPECT_EQ(other.find({kBarbecue, "wang"}).size(), 1u);
}

TEST(Fingerprint, is_sorted_distinct_and_blind_to_marks_and_courtesy) {
  const auto print = fingerprint(normalise("烧烤店，烧烤店！你好，请问我们的 88888888888"));
  EXPECT_TRUE(std::is_sorted(print.grams.begin(), print.grams.end()));
  EXPECT_EQ(std::adjacent_find(print.grams.begin(), print.grams.end()), print.grams.end());
  EXPECT_EQ(fingerprint(normalise("烧烤店。烧烤店")).grams, fingerprint(normalise("燒烤店")).grams);
  EXPECT_TRUE(fingerprint("").grams.empty());
  EXPECT_TRUE(fingerprint("13800000001 。。。").grams.empty());
  EXPECT_TRUE(fingerprint(normalise("我们的")).grams.empty());
  EXPECT_NE(fingerprint("3栋漏水").grams, fingerprint("5栋漏水").grams);
  std::string endless;
  for (int i = 0; i < 20000; ++i) endless += to_utf8(std::u32string(1, static_cast<char32_t>(0x4e00 + i)));
  EXPECT_LE(fingerprint(endless).grams.size(), 1501u);
}

}  // namespace
}  // namespace yiwang
