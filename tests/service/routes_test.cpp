#include "service/routes/route_memory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/ledger.h"
#include "small_house.h"

namespace yiwang::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::SizeIs;
using ::testing::StartsWith;

/// Every report a case of its own: made-up ones are alike.
Advisers apart(std::shared_ptr<const RouteMemory> routes = nullptr, bool unsure = false) {
  auto advisers = small_advisers();
  auto city = std::make_shared<City>(*advisers.city);
  city->settings.intake_relate = false;
  if (unsure) city->settings.dispatch_threshold = 1;
  advisers.city = std::move(city);
  advisers.routes = std::move(routes);
  return advisers;
}

struct RoutesTest : ::testing::Test {
  Folder folder{"routes"};
  SmallHouse house{folder.path()};

  RoutesTest() { house.writer->use(apart()); }

  std::shared_ptr<const Case> see(CaseId id) { return house.office.see(somebody(Role::supervisor), id)->c; }
  void command(CaseId id, Command wanted, Role role, const std::string& unit = {}) {
    const auto done = house.ask(somebody(role, unit), id, std::move(wanted), see(id)->version);
    ASSERT_TRUE(done) << code_of(done.error().reason);
  }
  CaseId told(int number, bool rehearsal = false) {
    auto raw = lamp_report(number * 5);
    raw.external_id = "R-" + std::to_string(number) + (rehearsal ? "-r" : "");
    raw.reporter.phone = "1000" + std::to_string(1000000 + number);
    raw.rehearsal = rehearsal;
    return house.tell(std::move(raw))->case_id;
  }
  void send(CaseId id, const std::string& unit) {
    if (see(id)->matter != "010101") command(id, CorrectMatter{"010101"}, Role::dispatcher);
    if (see(id)->unit != unit) command(id, AssignUnit{unit, {}, {}}, Role::dispatcher);
  }
  void settle(CaseId id, const std::string& unit) {
    command(id, Accept{}, Role::handler, unit);
    command(id, Contact{true, "说过了"}, Role::handler, unit);
    const auto before = see(id);
    for (const auto& task : before->tasks) {
      if (task.role == TaskRole::assist && task.open()) command(id, FinishAssist{"配合完成"}, Role::handler, task.unit);
    }
    Resolve done;
    done.result = "已经更换灯泡，现场恢复照明，已告知市民";
    done.measures = "换灯";
    command(id, done, Role::handler, unit);
  }
  CaseId settled(int number, const std::string& unit, bool rehearsal = false) {
    const auto id = told(number, rehearsal);
    send(id, unit);
    settle(id, unit);
    return id;
  }
  CaseId returned(int number, const std::string& by) {
    const auto id = told(number);
    send(id, by);
    command(id, Return{"不属于本单位职责"}, Role::handler, by);
    return id;
  }
};

TEST_F(RoutesTest, an_open_case_teaches_nothing) {
  send(told(1), "chengguan");
  EXPECT_THAT(gather_routes(house.store), IsEmpty());
}

TEST_F(RoutesTest, a_settled_case_becomes_a_row_of_codes_without_words_or_persons) {
  const auto id = settled(1, "chengguan");
  const auto rows = gather_routes(house.store);
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].case_id, id.value);
  EXPECT_EQ(rows[0].unit, "chengguan");
  EXPECT_EQ(rows[0].codes.matter, "010101");
  EXPECT_EQ(rows[0].codes.channel, "hotline");
  EXPECT_THAT(rows[0].returned_by, IsEmpty());
  const auto kept = house.store.load_snapshot("route_history");
  ASSERT_TRUE(kept);
  for (const auto* secret : {"路灯", "林女士", "10001000001", "已经更换"}) EXPECT_THAT(kept->bytes, ::testing::Not(HasSubstr(secret)));
}

TEST_F(RoutesTest, a_return_becomes_a_row_before_the_case_is_settled_and_stays_when_it_is) {
  const auto id = returned(1, "chengguan");
  auto rows = gather_routes(house.store);
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].unit, "");
  EXPECT_THAT(rows[0].returned_by, ElementsAre("chengguan"));
  send(id, "jd-1");
  settle(id, "jd-1");
  rows = gather_routes(house.store);
  ASSERT_THAT(rows, SizeIs(1)) << "one case, one row";
  EXPECT_EQ(rows[0].unit, "jd-1");
  EXPECT_THAT(rows[0].returned_by, ElementsAre("chengguan"));
}

TEST_F(RoutesTest, what_a_dispatcher_corrected_counts_and_not_the_first_guess) {
  const auto id = told(1);
  command(id, CorrectMatter{"010102"}, Role::dispatcher);
  if (see(id)->unit != "jd-1") command(id, AssignUnit{"jd-1", {}, {}}, Role::dispatcher);
  settle(id, "jd-1");
  const auto rows = gather_routes(house.store);
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].codes.matter, "010102");
  EXPECT_EQ(rows[0].unit, "jd-1");
}

TEST_F(RoutesTest, gathering_goes_on_where_it_stopped) {
  settled(1, "chengguan");
  EXPECT_THAT(gather_routes(house.store), SizeIs(1));
  const auto seq = house.store.load_snapshot("route_history")->seq;
  EXPECT_EQ(seq, house.store.last_entry().seq);
  settled(2, "jd-1");
  EXPECT_THAT(gather_routes(house.store), SizeIs(2));
  house.store.save_snapshot("route_history", {0, "spoilt"});
  EXPECT_THAT(gather_routes(house.store), SizeIs(2)) << "what cannot be read is gathered anew";
}

TEST_F(RoutesTest, rehearsed_cases_teach_only_while_there_is_no_real_one) {
  settled(1, "chengguan", true);
  EXPECT_THAT(gather_routes(house.store), SizeIs(1));
  settled(2, "jd-1");
  const auto rows = gather_routes(house.store);
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].unit, "jd-1");
}

TEST_F(RoutesTest, too_few_cases_say_nothing) {
  RouteMemory memory;
  settled(1, "chengguan");
  memory.learn(house.store, *house.office.city());
  EXPECT_EQ(memory.now(), nullptr);
  EXPECT_THAT(memory.evidence({"010101", "990101001000", "", "", "hotline", "complaint", nine()}, *house.office.city(), {}), IsEmpty());
}

/// With a city's history: lamps went to the street office, three came back from city management.
struct LearntRoutes : RoutesTest {
  std::shared_ptr<RouteMemory> memory = std::make_shared<RouteMemory>();
  RouteCodes asked{"010101", "990101001000", "", "", "hotline", "complaint", nine()};

  LearntRoutes() {
    for (int i = 0; i < 30; ++i) settled(i, i % 10 == 9 ? "chengguan" : "jd-1");
    for (int i = 30; i < 33; ++i) returned(i, "chengguan");
    memory->learn(house.store, *house.office.city());
  }
  std::vector<std::string> texts(const std::vector<Evidence>& lines) {
    std::vector<std::string> out;
    for (const auto& line : lines) {
      EXPECT_EQ(line.kind, "history");
      out.push_back(line.text);
    }
    return out;
  }
};

TEST_F(LearntRoutes, evidence_says_how_many_went_where_and_how_many_came_back) {
  Dispatching sure;
  sure.unit = "chengguan";
  sure.confidence = 0.95;
  const auto lines = memory->evidence(asked, *house.office.city(), sure);
  EXPECT_THAT(texts(lines), ElementsAre(MatchesRegex("jd-1 2[0-9]/[23][0-9] 0"), StartsWith("routes-1/"))) << "one unit where the duty list is sure, and what said so";
  EXPECT_GT(lines[0].weight, 0.6);
  const auto open = memory->evidence(asked, *house.office.city(), {});
  EXPECT_THAT(texts(open), ElementsAre(MatchesRegex("jd-1 2[0-9]/[23][0-9] 0"), MatchesRegex("chengguan 3/[23][0-9] 3"), StartsWith("routes-1/"))) << "all there are where it names none";
}

TEST_F(LearntRoutes, a_unit_that_handed_this_very_case_back_is_not_named) {
  const std::vector<std::string> back{"jd-1"};
  EXPECT_THAT(texts(memory->evidence(asked, *house.office.city(), {}, back)), ElementsAre(MatchesRegex("chengguan 3/[23][0-9] 3"), StartsWith("routes-1/")));
}

TEST_F(LearntRoutes, the_duty_list_decides_and_history_is_told_beside_it) {
  const auto plain = see(told(100));
  house.writer->use(apart(memory));
  const auto c = see(told(101));
  EXPECT_EQ(c->unit, plain->unit) << "the law stays the law";
  EXPECT_EQ(c->dispatching.unit, plain->dispatching.unit);
  EXPECT_EQ(c->dispatching.confidence, plain->dispatching.confidence);
  const auto& lines = c->dispatching.evidence;
  EXPECT_TRUE(std::any_of(lines.begin(), lines.end(), [](const Evidence& e) { return e.kind == "history" && e.text.starts_with("jd-1 2"); }));
  // What was said stands in the ledger: telling it again asks nobody.
  EXPECT_EQ(replay(house.store.entries_of(c->id.value)), *c);
}

TEST_F(LearntRoutes, learning_again_without_news_keeps_the_version_and_the_trees) {
  const auto before = memory->now()->version();
  const auto trees = house.store.load_snapshot("route_trees")->bytes;
  RouteMemory again;
  again.learn(house.store, *house.office.city());
  EXPECT_EQ(again.now()->version(), before);
  EXPECT_EQ(house.store.load_snapshot("route_trees")->bytes, trees);
}

TEST_F(LearntRoutes, the_night_learns_what_the_day_returned) {
  const auto city = house.office.city();
  const auto at = [](const char* text) { return *parse_instant(text); };
  EXPECT_FALSE(memory->round(house.store, *city, at("2026-03-02T23:00:00+08:00"))) << "the start counts for its day";
  for (int i = 40; i < 46; ++i) returned(i, "jd-1");
  EXPECT_FALSE(memory->round(house.store, *city, at("2026-03-03T02:59:00+08:00")));
  EXPECT_THAT(texts(memory->evidence(asked, *city, {})).front(), MatchesRegex("jd-1 .* 0"));
  EXPECT_TRUE(memory->round(house.store, *city, at("2026-03-03T03:00:00+08:00")));
  EXPECT_THAT(texts(memory->evidence(asked, *city, {})).front(), MatchesRegex("jd-1 .* 6"));
  EXPECT_FALSE(memory->round(house.store, *city, at("2026-03-03T03:00:01+08:00"))) << "once a night";
}

TEST_F(LearntRoutes, units_that_are_gone_are_not_named) {
  auto city = std::make_shared<City>(*house.office.city());
  std::erase_if(city->units, [](const Unit& unit) { return unit.code == "jd-1"; });
  city->index();
  memory->learn(house.store, *city);
  for (const auto& text : texts(memory->evidence(asked, *city, {}))) EXPECT_THAT(text, ::testing::Not(StartsWith("jd-1")));
}

}  // namespace
}  // namespace yiwang::testing
