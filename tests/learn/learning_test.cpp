#include <gmock/gmock.h>

#include "learn/learn_house.h"

namespace yiwang::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct LearningTest : ::testing::Test {
  Folder folder{"learning"};
  LearnHouse house{folder.path() / "a"};

  void live(int from, int to, bool swapped = false) {
    for (int i = from; i < to; ++i) house.decided(i, swapped);
  }
  std::optional<LearnCase> known(std::uint64_t id) {
    house.learning->catch_up();
    return house.house.store.models().find_case(id);
  }
};

TEST_F(LearningTest, a_case_is_followed_from_guess_to_outcome) {
  const auto corrected = house.told(1), returned = house.told(3), sent_on = house.told(4);
  const auto guess = house.see(corrected)->matter;
  house.command(corrected, CorrectMatter{guess == "010101" ? "010102" : "010101"});
  EXPECT_EQ(known(corrected)->state, "corrected");
  EXPECT_EQ(known(corrected)->guess, guess);
  EXPECT_EQ(known(corrected)->decided_by, "dispatcher");
  EXPECT_EQ(known(returned)->state, "open");
  EXPECT_NE(known(returned)->model, "");
  for (const auto id : {returned, sent_on}) {
    if (house.see(id)->stage == Stage::received) house.command(id, AssignUnit{"chengguan", {}, {}});
  }
  house.command(returned, Return{"不属于本单位职责"}, Role::handler, house.see(returned)->unit);
  EXPECT_EQ(known(returned)->returns, 1);
  house.command(returned, CorrectMatter{"010102"});
  EXPECT_THAT(known(returned)->state, ::testing::AnyOf("corrected", "confirmed"));
  EXPECT_EQ(known(returned)->matter, "010102");
}

TEST_F(LearningTest, words_stay_in_the_ledger_and_a_data_set_only_names_their_place) {
  live(0, 30);
  const auto made = house.learning->make_dataset(house.admin(), "第一批", house.asking());
  ASSERT_TRUE(made);
  EXPECT_EQ(made->get_object().at("learn").to_number<int>() + made->get_object().at("held_out").to_number<int>() + made->get_object().at("left_out").to_number<int>(), 30);
  const auto bytes = house.house.store.load_snapshot("dataset/1")->bytes;
  EXPECT_EQ(bytes.find("路灯"), std::string::npos);
  EXPECT_EQ(bytes.find(LearnHouse::words(2, true).substr(0, 12)), std::string::npos);
  const auto set = load_dataset(house.house.store, 1);
  ASSERT_TRUE(set);
  EXPECT_EQ(words_at(house.house.store, set->items.front().told_seq), LearnHouse::words(0, true));
}

TEST_F(LearningTest, a_case_never_changes_sides) {
  live(0, 40);
  ASSERT_TRUE(house.learning->make_dataset(house.admin(), {}, house.asking()));
  live(40, 80);
  ASSERT_TRUE(house.learning->make_dataset(house.admin(), {}, house.asking()));
  const auto first = load_dataset(house.house.store, 1), second = load_dataset(house.house.store, 2);
  std::map<std::uint64_t, int> side;
  for (const auto& item : second->items) side[item.case_id] = item.side;
  int held_out = 0;
  for (const auto& item : first->items) {
    EXPECT_EQ(item.side, side.at(item.case_id));
    held_out += item.side == 2 ? 1 : 0;
  }
  EXPECT_GT(held_out, 0);
  EXPECT_EQ(second->row.parent, 1u);
  EXPECT_LE(second->row.from_seq, first->row.to_seq);
}

TEST(Sides, what_nearly_repeats_a_text_stands_on_its_side) {
  std::vector<SidedText> texts;
  for (std::uint64_t i = 1; i <= 200; ++i) texts.push_back({i, LearnHouse::words(static_cast<int>(i * 7), i % 2 == 0), Side::none});
  auto again = texts;
  for (auto& text : again) texts.push_back({text.case_id + 1000, "再次反映：" + text.text + "第" + std::to_string(text.case_id) + "次", Side::none});
  give_sides(texts);
  std::map<std::uint64_t, Side> side;
  int held_out = 0;
  for (const auto& text : texts) {
    side[text.case_id] = text.side;
    held_out += text.side == Side::held_out ? 1 : 0;
  }
  EXPECT_GT(held_out, 20);
  for (std::uint64_t i = 1; i <= 200; ++i) {
    if (side[i + 1000] != Side::left_out && side[i] != Side::left_out) {
      EXPECT_EQ(side[i], side[i + 1000]) << i;
    }
  }
  auto reversed = texts;
  for (auto& text : reversed) text.side = Side::none;
  std::reverse(reversed.begin(), reversed.end());
  give_sides(reversed);
  for (const auto& text : reversed) EXPECT_EQ(text.side, side[text.case_id]) << "the order of the list says nothing";
}

TEST_F(LearningTest, the_same_history_gives_the_same_model_and_the_same_figures) {
  LearnHouse other(folder.path() / "b");
  live(0, 40);
  for (int i = 0; i < 40; ++i) other.decided(i);
  const auto one = house.train("一"), two = other.train("一");
  EXPECT_EQ(house.model(one).version, other.model(two).version);
  EXPECT_EQ(house.model(one).metrics, other.model(two).metrics);
  EXPECT_NE(house.model(one).version, house.model(1).version);
  EXPECT_EQ(house.model(one).parent, 1u);
  EXPECT_EQ(house.model(one).why, "一");
}

TEST_F(LearningTest, a_promoted_model_reads_new_reports_only_and_still_does_after_a_restart) {
  live(0, 60);
  const auto before = house.told(1001);
  const auto old_version = house.see(before)->understanding.version;
  const auto candidate = house.train();
  const auto hash = house.hash();
  EXPECT_FALSE(house.learning->promote(house.admin(), candidate, " ", {}, house.asking())) << "without a reason";
  const auto promoted = house.learning->promote(house.admin(), candidate, "三月的纠正", {}, house.asking());
  ASSERT_TRUE(promoted) << code_of(promoted.error().reason);
  EXPECT_EQ(house.hash(), hash) << "the ledger knows nothing of it";
  EXPECT_EQ(house.see(before)->understanding.version, old_version);
  const auto after = house.told(1003);
  EXPECT_THAT(house.see(after)->understanding.version, HasSubstr(house.model(candidate).version));
  EXPECT_EQ(house.model(1).state, "past");
  const auto turn = house.house.store.models().turns().front();
  EXPECT_EQ(turn.by, "admin");
  EXPECT_EQ(turn.reason, "三月的纠正");
  EXPECT_EQ(turn.before, 1u);
  EXPECT_EQ(house.house.store.audit_before(UINT64_MAX, 1).front().what, "model_promote");

  Registry again(house.house.store);
  EXPECT_EQ(again.reader_in_use(small_city(), nine())->model().version(), house.model(candidate).version);

  ASSERT_TRUE(house.learning->roll_back(house.admin(), 1, "误判太多", house.asking()));
  const auto later = house.told(1005);
  EXPECT_EQ(house.see(later)->understanding.version, old_version);
  EXPECT_EQ(house.house.store.models().turns().front().what, "rolled_back");
  const auto never = house.train();
  EXPECT_EQ(house.learning->roll_back(house.admin(), never, "x", house.asking()).error().reason, Reason::wrong_state);
}

TEST_F(LearningTest, a_model_whose_bytes_are_gone_is_made_again_from_its_data_set) {
  live(0, 40);
  const auto candidate = house.train();
  ASSERT_TRUE(house.learning->promote(house.admin(), candidate, "理由", {}, house.asking()));
  const auto version = house.model(candidate).version;
  house.house.store.save_snapshot("model/" + std::to_string(candidate), {0, {}});
  Registry again(house.house.store);
  EXPECT_EQ(again.reader_in_use(small_city(), nine())->model().version(), version);
}

TEST_F(LearningTest, a_worse_model_is_refused_unless_somebody_says_why) {
  live(0, 40, true);
  const auto poisoned = house.train();
  live(1000, 1400);
  const auto good = house.train();
  ASSERT_TRUE(house.learning->promote(house.admin(), good, "改正之后", {}, house.asking()));
  const auto refused = house.learning->promote(house.admin(), poisoned, "试试", {}, house.asking());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, Reason::model_worse);
  EXPECT_EQ(refused.error().field, "override_reason");
  EXPECT_EQ(house.model(good).state, "in_use");
  const auto forced = house.learning->promote(house.admin(), poisoned, "试试", "演练需要", house.asking());
  ASSERT_TRUE(forced);
  EXPECT_EQ(house.house.store.models().turns().front().override_reason, "演练需要");
  EXPECT_EQ(house.learning->promote(house.admin(), poisoned, "再来", {}, house.asking()).error().reason, Reason::already_done);
  EXPECT_EQ(house.learning->promote(house.admin(), 99, "再来", {}, house.asking()).error().reason, Reason::unknown_model);
}

TEST_F(LearningTest, a_shadow_answers_and_leaves_no_trace_in_the_ledger) {
  LearnHouse other(folder.path() / "b");
  live(0, 40);
  for (int i = 0; i < 40; ++i) other.decided(i);
  const auto candidate = house.train();
  ASSERT_TRUE(house.learning->shadow(house.admin(), candidate, true, house.asking()));
  EXPECT_EQ(house.learning->shadow(house.admin(), candidate, true, house.asking()).error().reason, Reason::already_done);
  for (int i = 40; i < 60; ++i) {
    house.decided(i);
    other.decided(i);
    house.learning->round(nine());
  }
  EXPECT_EQ(house.hash(), other.hash());
  const auto seen = house.learning->model(candidate)->get_object().at("shadow").get_object();
  EXPECT_EQ(seen.at("count").to_number<int>(), 20) << "only what came since";
  EXPECT_EQ(seen.at("decided").to_number<int>(), 20);
  EXPECT_GE(seen.at("right").to_number<int>(), seen.at("right_in_use").to_number<int>());
  ASSERT_TRUE(house.learning->shadow(house.admin(), candidate, false, house.asking()));
  house.decided(60);
  house.learning->round(nine());
  EXPECT_EQ(house.learning->model(candidate)->get_object().at("shadow").get_object().at("count").to_number<int>(), 20);
}

TEST_F(LearningTest, a_comparison_shows_where_two_models_differ_without_personal_data) {
  live(0, 60);
  const auto candidate = house.train();
  const auto seen = house.learning->compare(1, candidate, 50);
  ASSERT_TRUE(seen);
  const auto& o = seen->get_object();
  EXPECT_EQ(o.at("count").to_number<int>(), o.at("both_right").to_number<int>() + o.at("only_a").to_number<int>() + o.at("only_b").to_number<int>() + o.at("neither").to_number<int>());
  EXPECT_GE(o.at("only_b").to_number<int>(), o.at("only_a").to_number<int>());
  EXPECT_EQ(boost::json::serialize(o).find("1000100"), std::string::npos);
  EXPECT_EQ(house.learning->compare(1, 99, 1).error().reason, Reason::unknown_model);
}

TEST_F(LearningTest, by_night_it_learns_what_the_day_corrected_and_takes_over_when_it_is_not_worse) {
  auto& clock = house.house.clock;
  house.learning->round(clock.now());
  live(0, 60);
  clock.set(*parse_instant("2026-03-03T02:59:00+08:00"));
  house.learning->round(clock.now());
  EXPECT_EQ(house.house.store.models().models().size(), 1u) << "not before three";
  clock.set(*parse_instant("2026-03-03T03:00:30+08:00"));
  house.learning->round(clock.now());
  house.learning->round(clock.now());
  ASSERT_EQ(house.house.store.models().models().size(), 2u);
  EXPECT_EQ(house.model(2).why, "night");
  EXPECT_EQ(house.model(2).state, "in_use");
  const auto after = house.told(2001);
  EXPECT_THAT(house.see(after)->understanding.version, HasSubstr(house.model(2).version));
  clock.set(*parse_instant("2026-03-04T03:00:30+08:00"));
  house.learning->round(clock.now());
  EXPECT_EQ(house.house.store.models().models().size(), 2u) << "nothing new was decided";
}

TEST_F(LearningTest, where_the_city_wants_a_person_to_decide_it_waits_in_the_shadow) {
  auto city = std::make_shared<City>(*house.house.office.city());
  ASSERT_TRUE(city->settings.set("learn_promote", "manual"));
  EXPECT_FALSE(city->settings.set("learn_promote", "perhaps"));
  auto advisers = house.house.office.advisers();
  advisers.city = city;
  house.house.writer->use(advisers);
  auto& clock = house.house.clock;
  house.learning->round(clock.now());
  live(0, 30);
  clock.set(*parse_instant("2026-03-03T03:00:30+08:00"));
  house.learning->round(clock.now());
  EXPECT_EQ(house.model(1).state, "in_use");
  EXPECT_EQ(house.model(2).state, "shadow");
}

TEST_F(LearningTest, rehearsed_cases_teach_only_as_long_as_there_is_no_real_one) {
  LearnHouse made_up(folder.path() / "b", true);
  for (int i = 0; i < 20; ++i) made_up.decided(i);
  const auto first = made_up.learning->make_dataset(made_up.admin(), {}, made_up.asking());
  ASSERT_TRUE(first);
  EXPECT_EQ(first->get_object().at("rehearsal").get_bool(), true);
  made_up.rehearsal = false;
  made_up.decided(501);
  const auto second = made_up.learning->make_dataset(made_up.admin(), {}, made_up.asking());
  ASSERT_TRUE(second);
  const auto& o = second->get_object();
  EXPECT_EQ(o.at("rehearsal").get_bool(), false);
  EXPECT_EQ(o.at("learn").to_number<int>() + o.at("held_out").to_number<int>(), 1);
}

TEST_F(LearningTest, with_nothing_decided_there_is_nothing_to_learn) {
  house.told(1);
  EXPECT_EQ(house.learning->train(house.admin(), std::nullopt, {}, house.asking()).error().reason, Reason::too_few_cases);
  EXPECT_EQ(house.learning->make_dataset(house.admin(), {}, house.asking()).error().reason, Reason::too_few_cases);
  EXPECT_EQ(house.learning->train(house.admin(), 7, {}, house.asking()).error().reason, Reason::unknown_dataset);
}

TEST_F(LearningTest, calls_are_counted_by_model_unit_and_channel) {
  live(0, 5);
  house.learning->count_advice({"li", "li", "rexian", {Role::agent}, {}}, house.model(1).version, nine());
  house.learning->count_advice({"li", "li", "rexian", {Role::agent}, {}}, house.model(1).version, nine());
  house.learning->round(nine());
  const auto day = local_day(nine(), minutes{480});
  const auto seen = house.learning->calls(day, day).get_object();
  EXPECT_EQ(seen.at("total").to_number<int>(), 7);
  std::map<std::string, int> by_channel;
  for (const auto& item : seen.at("items").get_array()) by_channel[std::string(item.get_object().at("channel").get_string())] += item.get_object().at("count").to_number<int>();
  EXPECT_EQ(by_channel["hotline"], 5);
  EXPECT_EQ(by_channel["advice"], 2);
}

TEST(LearnJobs, one_runs_and_what_waits_can_be_stopped) {
  LearnJobs jobs;
  std::mutex gate;
  std::unique_lock hold(gate);
  const auto first = jobs.begin("li", nine(), [&](LearnJob& job) {
    const std::lock_guard wait(gate);
    job.made(7);
  });
  const auto second = jobs.begin("li", nine(), [](LearnJob& job) { job.made(8); });
  ASSERT_TRUE(jobs.cancel(*second));
  hold.unlock();
  const auto state = [&](std::uint64_t id) { return std::string(jobs.look(id)->get_object().at("state").get_string()); };
  while (state(*first) == "running" || state(*second) == "running") std::this_thread::yield();
  EXPECT_EQ(state(*first), "done");
  EXPECT_EQ(state(*second), "cancelled");
  EXPECT_EQ(jobs.look(99).error().reason, Reason::not_found);
  const auto third = jobs.begin("li", nine(), [](LearnJob&) { throw std::runtime_error("the disk is full"); }, true);
  EXPECT_EQ(state(*third), "failed");
  EXPECT_EQ(jobs.look(*third)->get_object().at("fault"), "the disk is full");
}

}  // namespace
}  // namespace yiwang::testing
