#include <gtest/gtest.h>

#include <fstream>

#include "city/areas/history.h"
#include "city/load.h"
#include "service/areas/area_follower.h"
#include "studio/areas/area_desk.h"
#include "studio/studio_house.h"

// Plans of areas from draft to use, and what open cases do then. Two grids of the first community lie side by side; the border at 110.005 is moved or the eastern one cut.

namespace yiwang::testing {
namespace {

constexpr const char* kA1 = "990101001001001";
constexpr const char* kA2 = "990101001001002";
constexpr const char* kB1 = "990101001002001";

MultiPolygon box(double west, double south, double east, double north) { return {{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}}}; }

/// The eastern half of A2 goes to B1, across the communities' border.
AreaChange to_the_east() {
  AreaChange out;
  out.kind = "move_border";
  out.from = kA2;
  out.to = kB1;
  out.shape = box(110.0075, 29.9, 110.02, 30.1);
  return out;
}
AreaChange cut_a1() {
  AreaChange out;
  out.kind = "split";
  out.area = kA1;
  out.line = {{110.003, 29.9}, {110.003, 30.1}};
  out.names = {"甲一西", "甲一东"};
  return out;
}

struct AreaHouse : StudioHouse {
  explicit AreaHouse(const std::string& name) : StudioHouse("areas-" + name) {
    // The east gets an office of its own for lamps, from the next version of the city on.
    const auto city = folder.path() / "data" / "city" / "first";
    std::ofstream(city / "units.csv", std::ios::app) << "sq-b,乙社区服务站,,street,,990101001002,\n";
    std::ofstream(city / "duties.csv", std::ios::app) << "010101,990101001002,,sq-b,,\n";
  }

  std::uint64_t told(LonLat point, const std::string& words = "路灯不亮") {
    RawReport raw;
    raw.channel = Channel::web;
    raw.external_id = "W-" + std::to_string(++count);
    raw.text = words + std::to_string(count);
    raw.matter = "010101";
    raw.unit = "chengguan";
    raw.point = point;
    const auto out = house.tell(raw);
    if (!out) throw std::runtime_error("not taken: " + std::string(code_of(out.error().reason)));
    return out->case_id.value;
  }
  void accept(std::uint64_t id) {
    const Identity handler{"chengguan1", "李丽", "chengguan", {Role::handler}, {}};
    const auto seen = house.office.see(li(), CaseId{id});
    if (!house.ask(handler, CaseId{id}, Accept{}, (*seen).c->version)) throw std::runtime_error("not accepted");
  }
  Case at(std::uint64_t id) { return *house.office.see(li(), CaseId{id})->c; }

  StudioDraftRow approved_plan(std::vector<AreaChange> changes, std::optional<AreaRule> rule) {
    AreaDesk::Wanted wanted;
    wanted.name = "东片调整";
    wanted.changes = std::move(changes);
    wanted.open_cases.emplace(rule);
    const auto made = desk.make(li(), wanted, asking());
    if (!made) throw std::runtime_error("no plan: " + std::string(code_of(made.error().reason)));
    const auto submitted = studio->submit(li(), made->id, "因为需要", asking());
    if (!submitted) throw std::runtime_error("not submitted: " + std::string(code_of(submitted.error().reason)));
    if (!studio->decide(wang(), made->id, true, {}, asking())) throw std::runtime_error("not approved");
    return *desk.plan(made->id);
  }
  std::vector<std::string> trail(std::uint64_t id) {
    std::vector<std::string> out;
    const auto entries = house.office.trail(li(), CaseId{id});
    for (const auto& entry : *entries) {
      for (const auto& event : entry.events) out.emplace_back(code_of(kind_of(event)));
    }
    return out;
  }
  bool has(std::uint64_t id, std::string_view event) {
    const auto all = trail(id);
    return std::find(all.begin(), all.end(), event) != all.end();
  }
  AreaFollowing followed(const StudioDraftRow& plan) { return follower.progress(desk.published(plan).front()).value(); }
  void follow_all() {
    for (int i = 0; i < 50 && follower.round(house.clock.now()); ++i) {}
  }

  int count = 0;
  AreaDesk desk{house.office, *studio};
  AreaFollower follower{house.office};
};

TEST(AreaPlans, go_by_a_second_person_and_change_the_tables_when_published) {
  AreaHouse h("use");
  AreaDesk::Wanted wanted;
  wanted.name = "甲一拆分";
  wanted.changes = {cut_a1()};
  const auto made = h.desk.make(h.li(), wanted, h.asking());
  ASSERT_TRUE(made) << code_of(made.error().reason);
  EXPECT_EQ(made->code, "plan-1");
  const auto checks = h.studio->check_draft(h.li(), made->id, h.asking());
  ASSERT_TRUE(checks);
  EXPECT_FALSE(checks->fatal()) << (checks->faults.empty() ? "" : checks->faults.front().rule + checks->faults.front().advice);
  ASSERT_TRUE(h.studio->submit(h.li(), made->id, "人口太多", h.asking()));
  EXPECT_EQ(h.studio->decide(h.li(), made->id, true, {}, h.asking()).error().reason, Reason::needs_second_person);
  ASSERT_TRUE(h.studio->decide(h.wang(), made->id, true, {}, h.asking()));
  EXPECT_NE(h.house.office.city()->area(kA1), nullptr);
  const auto out = h.desk.publish(h.wang(), made->id, {}, h.asking());
  ASSERT_TRUE(out) << code_of(out.error().reason);
  EXPECT_EQ(out->state, "published");
  const auto city = h.house.office.city();
  EXPECT_EQ(city->area(kA1), nullptr);
  ASSERT_NE(city->area("990101001001003"), nullptr);
  EXPECT_EQ(city->area_ever(kA1)->name, "甲一");
  EXPECT_EQ(city->person("grid1")->areas, (std::vector<std::string>{"990101001001003", "990101001001004"}));
  EXPECT_EQ(city->address("A1")->area, "990101001001003");
  // What is told from now on lies in the new grid.
  EXPECT_EQ(h.at(h.told({110.002, 30.002})).place.area, "990101001001003");
  // The next plan has the next number; a plan that changes nothing, or does what cannot be, is not handed in.
  EXPECT_EQ(h.desk.make(h.li(), wanted, h.asking())->code, "plan-2");
  const auto stale = h.studio->submit(h.li(), 2, "再拆一次", h.asking());
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error().reason, Reason::has_faults);
}

TEST(AreaPlans, take_effect_on_their_day_and_not_before_or_twice) {
  AreaHouse h("date");
  const auto plan = h.approved_plan({cut_a1()}, AreaRule::follow);
  const auto id = h.told({110.002, 30.002});
  const auto day = nine() + hours{24 * 7};
  ASSERT_TRUE(h.desk.publish(h.wang(), plan.id, day, h.asking()));
  h.studio->round(nine() + hours{24});
  h.follow_all();
  EXPECT_NE(h.house.office.city()->area(kA1), nullptr);
  EXPECT_EQ(h.at(id).place.area, kA1);
  EXPECT_FALSE(h.follower.progress(h.desk.published(plan).front()));
  h.house.clock.set(day + seconds{1});
  h.studio->round(h.house.clock.now());
  h.studio->round(h.house.clock.now());
  const auto city = h.house.office.city();
  EXPECT_EQ(city->area(kA1), nullptr);
  EXPECT_EQ(city->area_history->steps().size(), 2u);
  EXPECT_EQ(city->area_history->steps().front().from, day);
  h.follow_all();
  EXPECT_EQ(h.at(id).place.area, "990101001001003");
  EXPECT_EQ(h.followed(plan).area_changed, 1);
}

TEST(AreaPlans, called_off_before_their_day_change_nothing) {
  AreaHouse h("off");
  const auto plan = h.approved_plan({cut_a1()}, AreaRule::follow);
  ASSERT_TRUE(h.desk.publish(h.wang(), plan.id, nine() + hours{24}, h.asking()));
  ASSERT_TRUE(h.desk.roll_back(h.wang(), plan.id, "街道要求推迟", {}, h.asking()));
  h.house.clock.set(nine() + hours{48});
  h.studio->round(h.house.clock.now());
  EXPECT_NE(h.house.office.city()->area(kA1), nullptr);
  EXPECT_EQ(h.desk.published(plan).front().state, "failed");
}

struct RuleCase {
  AreaRule rule;
  const char* area;                        // of cases that lie in what moved
  const char* waiting_unit;                // of the one nobody signed for
  const char* signed_unit;
  int changed, units, stayed;
};
class OpenCases : public ::testing::TestWithParam<RuleCase> {};

TEST_P(OpenCases, follow_the_rule_of_the_plan) {
  const auto& want = GetParam();
  AreaHouse h(std::string("rule-") + std::string(code_of(want.rule)));
  const auto waiting = h.told({110.008, 30.002}), signed_for = h.told({110.009, 30.006}), west = h.told({110.006, 30.004}, "灯杆歪了"), east = h.told({110.015, 30.004}, "灯罩破了");
  h.accept(signed_for);
  ASSERT_EQ(h.at(waiting).place.area, kA2);
  const auto plan = h.approved_plan({to_the_east()}, want.rule);
  ASSERT_TRUE(h.desk.publish(h.wang(), plan.id, {}, h.asking()));
  h.follow_all();
  EXPECT_EQ(h.at(waiting).place.area, want.area);
  EXPECT_EQ(h.at(signed_for).place.area, want.area);
  EXPECT_EQ(h.at(waiting).unit, want.waiting_unit);
  EXPECT_EQ(h.at(signed_for).unit, want.signed_unit);
  EXPECT_EQ(h.at(west).place.area, kA2);
  EXPECT_EQ(h.at(east).place.area, kB1);
  EXPECT_FALSE(h.has(west, "area_followed") || h.has(east, "area_followed"));
  EXPECT_EQ(h.has(waiting, "area_followed"), want.changed > 0);
  const auto done = h.followed(plan);
  EXPECT_EQ(done.looked_at, 4);
  EXPECT_EQ(done.area_changed, want.changed);
  EXPECT_EQ(done.unit_changed, want.units);
  EXPECT_EQ(done.stayed, want.stayed);
  EXPECT_EQ(done.failed, 0);
  EXPECT_NE(done.finished_ms, 0);
}
INSTANTIATE_TEST_SUITE_P(each, OpenCases,
                         ::testing::Values(RuleCase{AreaRule::stay, kA2, "chengguan", "chengguan", 0, 0, 4}, RuleCase{AreaRule::follow, kB1, "sq-b", "chengguan", 2, 1, 2},
                                           RuleCase{AreaRule::follow_all, kB1, "sq-b", "sq-b", 2, 2, 2}),
                         [](const auto& one) { return std::string(code_of(one.param.rule)); });

TEST(AreaPlans, are_taken_back_with_the_cases_that_followed) {
  AreaHouse h("back");
  const auto id = h.told({110.002, 30.002});
  const auto plan = h.approved_plan({cut_a1()}, AreaRule::follow);
  EXPECT_EQ(h.desk.roll_back(h.wang(), plan.id, "试", {}, h.asking()).error().reason, Reason::wrong_state);
  ASSERT_TRUE(h.desk.publish(h.wang(), plan.id, {}, h.asking()));
  h.follow_all();
  ASSERT_EQ(h.at(id).place.area, "990101001001003");
  h.house.clock.advance(hours{1});
  const auto back = h.desk.roll_back(h.wang(), plan.id, "居民反对", {}, h.asking());
  ASSERT_TRUE(back) << code_of(back.error().reason);
  h.follow_all();
  EXPECT_NE(h.house.office.city()->area(kA1), nullptr);
  EXPECT_EQ(h.at(id).place.area, kA1);
  EXPECT_EQ(h.desk.published(plan).size(), 2u);
  EXPECT_TRUE(h.desk.published(plan).front().rolled_back);
  EXPECT_EQ(h.desk.roll_back(h.wang(), plan.id, "再退", {}, h.asking()).error().reason, Reason::already_done);
}

TEST(AreaPlans, go_on_after_a_crash_between_the_new_city_and_its_mark_and_in_the_middle_of_the_cases) {
  AreaHouse h("crash");
  std::vector<std::uint64_t> ids;
  for (int i = 0; i < 5; ++i) ids.push_back(h.told({110.001 + i * 0.0003, 30.002}, "灯" + std::string(static_cast<std::size_t>(i) + 1, 'x')));
  const auto plan = h.approved_plan({cut_a1()}, AreaRule::follow);
  ASSERT_TRUE(h.desk.publish(h.wang(), plan.id, {}, h.asking()));
  // As if the process had died right after the new folder was the present one: the edition still waits. Doing it again changes nothing.
  auto edition = h.desk.published(plan).front();
  const auto version = h.house.store.current_city()->version;
  edition.state = "scheduled";
  h.house.store.shelf().change_edition(edition);
  Studio again(h.house.office, Publisher::Parts{h.house.store, *h.house.writer, h.folder.path() / "data", [](std::shared_ptr<const City> city) { return make_advisers(std::move(city)); }});
  again.round(h.house.clock.now());
  EXPECT_EQ(h.house.store.current_city()->version, version);
  EXPECT_EQ(h.house.office.city()->area_history->steps().size(), 2u);
  // Two cases have followed, the count of them was lost with the process: the others follow, those are left alone.
  for (int i = 0; i < 2; ++i) {
    h.house.writer->command(CaseId{ids[static_cast<std::size_t>(i)]}, FollowArea{"990101001001003", plan.code, "东片调整", AreaRule::follow, {}}, Actor{Role::system, "engine", {}}, 0, h.house.clock.now(), [](auto) {});
  }
  h.house.writer->drain();
  AreaFollower fresh(h.house.office);
  for (int i = 0; i < 20 && fresh.round(h.house.clock.now()); ++i) {}
  for (const auto id : ids) {
    EXPECT_EQ(h.at(id).place.area, "990101001001003");
    const auto all = h.trail(id);
    EXPECT_EQ(std::count(all.begin(), all.end(), "area_followed"), 1);
  }
  EXPECT_FALSE(fresh.round(h.house.clock.now()));
}

TEST(AreaPlans, leave_persons_bound_to_an_old_grid_their_sight_of_what_it_became) {
  AreaHouse h("scope");
  const auto stayed = h.told({110.002, 30.002});
  const auto plan = h.approved_plan({cut_a1()}, AreaRule::stay);
  ASSERT_TRUE(h.desk.publish(h.wang(), plan.id, {}, h.asking()));
  h.follow_all();
  ASSERT_EQ(h.at(stayed).place.area, kA1);
  const auto fresh = h.told({110.004, 30.002});
  // An account that still names the old grid, one that names a new one, one of the other side.
  const Identity old_grid{"chen", "陈", "rexian", {Role::dispatcher}, {kA1}}, new_grid{"chen", "陈", "rexian", {Role::dispatcher}, {"990101001001004"}}, other{"chen", "陈", "rexian", {Role::dispatcher}, {kB1}};
  for (const auto id : {stayed, fresh}) {
    EXPECT_TRUE(h.house.office.see(old_grid, CaseId{id})) << id;
    EXPECT_TRUE(h.house.office.see(new_grid, CaseId{id})) << id;
    EXPECT_FALSE(h.house.office.see(other, CaseId{id})) << id;
  }
  EXPECT_EQ(h.house.office.list(old_grid, {})->rows.size(), 2u);
  EXPECT_EQ(h.house.office.list(new_grid, {})->rows.size(), 2u);
  EXPECT_EQ(h.house.office.list(other, {})->rows.size(), 0u);
}

}  // namespace
}  // namespace yiwang::testing
