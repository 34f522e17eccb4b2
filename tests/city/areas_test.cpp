#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "city/areas/apply.h"
#include "city/areas/at_time.h"
#include "city/areas/mapping.h"
#include "city/areas/redraw.h"
#include "city/areas/shapes.h"
#include "city/areas/topology.h"
#include "city/small_city.h"

// Borders of the little city: one street of two communities, the first with two grids side by side, the second with one; a functional grid lies over all three.

namespace yiwang::test {
namespace {

constexpr const char* kA1 = "990101001001001";
constexpr const char* kA2 = "990101001001002";
constexpr const char* kB1 = "990101001002001";
constexpr const char* kA = "990101001001";
constexpr const char* kB = "990101001002";

std::shared_ptr<const City> small() {
  static const auto city = load_city(std::string(YIWANG_SOURCE_DIR) + "/tests/city/small").city;
  return city;
}

MultiPolygon box(double west, double south, double east, double north) { return {{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}}}; }

AreaChange change(std::string kind) {
  AreaChange out;
  out.kind = std::move(kind);
  return out;
}
AreaChange split_by(std::string area, Line line, std::vector<std::string> names = {}) {
  auto out = change("split");
  out.area = std::move(area);
  out.line = std::move(line);
  out.names = std::move(names);
  return out;
}
AreaChange merge_of(std::vector<std::string> areas, std::string name) {
  auto out = change("merge");
  out.areas = std::move(areas);
  out.name = std::move(name);
  return out;
}
AreaChange moved(std::string kind, std::string from, std::string to, MultiPolygon shape) {
  auto out = change(std::move(kind));
  out.from = std::move(from);
  out.to = std::move(to);
  out.shape = std::move(shape);
  return out;
}

AreaOutcome made(std::vector<AreaChange> changes, const City& city = *small()) { return apply_plan({"试", std::nullopt, std::move(changes), {}}, city); }

std::string why(const AreaOutcome& outcome, std::size_t step = 0) {
  const auto& refused = outcome.steps.at(step).refused;
  if (!refused) return "fits";
  for (const auto& [key, value] : refused->facts) {
    if (key == "why") return value;
  }
  return std::string(code_of(refused->reason)) + " " + refused->field;
}

double share(const AreaOutcome& outcome, const std::string& before, const std::string& after) {
  for (const auto& shift : outcome.shifts) {
    if (shift.before == before && shift.after == after) return shift.share;
  }
  return 0;
}

void expect_no_errors(const std::vector<Area>& areas) {
  for (const auto& fault : check_topology(areas, "territorial")) EXPECT_FALSE(fault.error) << fault.rule << " " << fault.m2 << " m2 " << (fault.areas.empty() ? "" : fault.areas.front());
}

TEST(AreaPlan, splits_a_grid_by_a_line_into_new_codes_and_ends_the_old_one) {
  const auto out = made({split_by(kB1, {{110.0149, 29.99}, {110.0151, 30.02}}, {"乙一东", "乙一西"})});
  ASSERT_EQ(why(out), "fits");
  ASSERT_EQ(out.after.size(), 2u);
  EXPECT_EQ(out.after[0].code, "990101001002002");
  EXPECT_EQ(out.after[1].code, "990101001002003");
  // The line runs north: on its left lies the west.
  EXPECT_EQ(out.after[0].name, "乙一东");
  EXPECT_LT(centroid(out.after[0].shape).lon, 110.015);
  EXPECT_TRUE(out.has_ended(kB1));
  EXPECT_NEAR(share(out, kB1, "990101001002002") + share(out, kB1, "990101001002003"), 1, 1e-9);
  expect_no_errors(areas_after(*small(), out));
}

TEST(AreaPlan, does_not_cut_with_what_lies_beyond_the_ends_of_a_line) {
  // A line that ends inside does not part anything.
  EXPECT_EQ(why(made({split_by(kB1, {{110.015, 29.99}, {110.015, 30.005}})})), "does_not_cross");
  EXPECT_EQ(why(made({split_by(kB1, {{110.03, 29.99}, {110.03, 30.02}})})), "does_not_cross");
  // A horseshoe: a line across one leg leaves the other whole, though it goes on straight through it.
  const MultiPolygon horseshoe = {{{{110, 30}, {110.03, 30}, {110.03, 30.03}, {110.02, 30.03}, {110.02, 30.01}, {110.01, 30.01}, {110.01, 30.03}, {110, 30.03}, {110, 30}}, {}}};
  const auto pieces = pieces_by(horseshoe, {{109.999, 30.02}, {110.015, 30.02}});
  ASSERT_EQ(pieces.size(), 2u);
  EXPECT_NEAR(area_m2(pieces[0]) + area_m2(pieces[1]), area_m2(horseshoe), 0.5);
  EXPECT_NEAR(std::min(area_m2(pieces[0]), area_m2(pieces[1])), area_m2(box(110, 30.02, 110.01, 30.03)), 1.0);
}

RC_GTEST_PROP(AreaPlan, split_and_merge_is_the_identity_to_a_millimetre, ()) {
  const auto at = [](int low, int high) { return static_cast<double>(*rc::gen::inRange(low, high)) * 1e-6; };
  // Through the grid from its southern to its northern side, with a bend.
  const Line line{{110.01 + at(500, 9500), 29.999}, {110.01 + at(500, 9500), 30.0 + at(2000, 8000)}, {110.01 + at(500, 9500), 30.011}};
  const auto out = made({split_by(kB1, line), merge_of({"990101001002002", "990101001002003"}, "乙一")});
  RC_ASSERT(why(out) == "fits" && why(out, 1) == "fits");
  const auto* again = out.find("990101001002004");
  RC_ASSERT(again != nullptr);
  const auto& before = small()->area(kB1)->shape;
  const auto lost = outside_of(before, again->shape), won = outside_of(again->shape, before);
  // A strip of a millimetre along the whole border would be four square metres.
  RC_ASSERT((lost.empty() ? 0 : area_m2(lost)) + (won.empty() ? 0 : area_m2(won)) < 0.5);
  for (const auto& corner : before.front().outer) {
    double nearest = 1e9;
    for (const auto& other : again->shape.front().outer) nearest = std::min(nearest, metres_between(corner, other));
    RC_ASSERT(nearest < 0.001);
  }
  RC_ASSERT(std::abs(share(out, kB1, "990101001002004") - 1) < 1e-9);
  // The same plan makes the same areas to the bit.
  const auto twice = made({split_by(kB1, line), merge_of({"990101001002002", "990101001002003"}, "乙一")});
  RC_ASSERT(fine_geojson(twice.find("990101001002004")->shape) == fine_geojson(again->shape));
}

RC_GTEST_PROP(AreaPlan, shares_add_up_and_children_fill_their_parents_whatever_border_moves, ()) {
  const auto at = [](int low, int high) { return static_cast<double>(*rc::gen::inRange(low, high)) * 1e-6; };
  // A strip east of the communities' common border, of any height.
  const double south = 30.0 + at(0, 5000), north = south + at(500, 6000), east = 110.01 + at(200, 8000);
  const auto out = made({moved("move_border", kB1, kA2, box(110.009, south, east, north))});
  RC_ASSERT(why(out) == "fits");
  std::map<std::string, double> sums;
  for (const auto& shift : out.shifts) sums[shift.before] += shift.share;
  for (const auto& [code, sum] : sums) RC_ASSERT(std::abs(sum - 1) < 1e-9);
  // Both communities moved with their grids, the street stayed.
  RC_ASSERT(out.find(kA) != nullptr && out.find(kB) != nullptr && out.find("990101001000") == nullptr);
  for (const auto& fault : check_topology(areas_after(*small(), out), "territorial")) RC_ASSERT(!fault.error);
}

TEST(AreaPlan, moves_the_border_of_communities_with_the_grids_below) {
  const auto out = made({moved("move_border", kB, kA, box(110.01, 30, 110.015, 30.01))});
  ASSERT_EQ(why(out), "fits");
  // Half of B's only grid goes to the grid of A it lies beside.
  ASSERT_NE(out.find(kA2), nullptr);
  EXPECT_NEAR(area_m2(out.find(kA2)->shape) / area_m2(small()->area(kA2)->shape), 2, 0.01);
  EXPECT_NEAR(share(out, kB1, kA2), 0.5, 0.001);
  expect_no_errors(areas_after(*small(), out));
}

TEST(AreaPlan, moves_a_whole_grid_below_another_community_under_a_code_of_it) {
  auto other = change("reparent");
  other.area = kA2;
  other.parent = kB;
  const auto out = made({other});
  ASSERT_EQ(why(out), "fits");
  ASSERT_NE(out.find("990101001002002"), nullptr);
  EXPECT_TRUE(out.has_ended(kA2));
  EXPECT_EQ(share(out, kA2, "990101001002002"), 1);
  expect_no_errors(areas_after(*small(), out));
}

TEST(AreaPlan, gives_a_piece_that_does_not_touch_only_as_an_enclave) {
  const auto inner = box(110.016, 30.004, 110.018, 30.006);
  EXPECT_EQ(why(made({moved("move_border", kB1, kA1, inner)})), "not_adjacent");
  const auto out = made({moved("enclave", kB1, kA1, inner)});
  ASSERT_EQ(why(out), "fits");
  EXPECT_EQ(out.find(kA1)->shape.size(), 2u);
  EXPECT_EQ(out.find(kB1)->shape.front().holes.size(), 1u);
  const auto faults = check_topology(areas_after(*small(), out), "territorial");
  EXPECT_TRUE(std::any_of(faults.begin(), faults.end(), [](const AreaFault& one) { return one.rule == "enclave" && !one.error && one.areas == std::vector<std::string>{kA1}; }));
  expect_no_errors(areas_after(*small(), out));
}

TEST(AreaPlan, splits_a_community_with_its_grids) {
  const auto out = made({split_by(kA, {{109.99, 30.005}, {110.011, 30.005}}, {"甲北", "甲南"})});
  ASSERT_EQ(why(out), "fits");
  EXPECT_TRUE(out.has_ended(kA) && out.has_ended(kA1) && out.has_ended(kA2));
  ASSERT_NE(out.find("990101001003"), nullptr);
  ASSERT_NE(out.find("990101001004002"), nullptr);
  EXPECT_EQ(out.find("990101001004002")->parent, "990101001004");
  EXPECT_NEAR(share(out, kA1, "990101001003001"), 0.5, 0.001);
  expect_no_errors(areas_after(*small(), out));
}

TEST(AreaPlan, refuses_what_cannot_be_and_goes_on_with_the_rest) {
  auto draw = change("draw");
  auto rename = change("rename");
  rename.area = kA1;
  rename.name = "甲第一网格";
  const auto out = made({merge_of({kA1, "QJ1"}, "合"), merge_of({kA1, kA}, "合"), split_by("nowhere", {{1, 1}, {2, 2}}), moved("move_border", kA1, kA2, box(0, 0, 1, 1)), moved("move_border", kA1, kA2, box(109, 29, 111, 31)), draw, rename});
  EXPECT_EQ(why(out, 0), "different_layers");
  EXPECT_EQ(why(out, 1), "different_levels");
  EXPECT_EQ(why(out, 2), "unknown_area area");
  EXPECT_EQ(why(out, 3), "nothing_there");
  EXPECT_EQ(why(out, 4), "whole_area");
  EXPECT_EQ(why(out, 5), "missing_field name");
  EXPECT_EQ(why(out, 6), "fits");
  ASSERT_EQ(out.after.size(), 1u);
  EXPECT_EQ(out.after[0].name, "甲第一网格");
}

TEST(AreaPlan, draws_a_functional_grid_that_takes_its_ground) {
  auto draw = change("draw");
  draw.layer = "cleaning";
  draw.parent = "990101001000";
  draw.name = "保洁二区";
  draw.shape = box(110.003, 30, 110.008, 30.01);
  draw.take = true;
  const auto out = made({draw});
  ASSERT_EQ(why(out), "fits");
  ASSERT_NE(out.find("QJ2"), nullptr);
  EXPECT_NEAR(area_m2(out.find("QJ1")->shape) + area_m2(out.find("QJ2")->shape), area_m2(small()->area("QJ1")->shape), 1);
  EXPECT_EQ(out.find(kA1), nullptr);
}

TEST(AreaPlan, survives_being_written_and_read) {
  AreaPlan plan{"甲网格拆分", AreaRule::follow_all, {split_by(kA1, {{110.001, 30}, {110.002, 30.01}}, {"东", "西"}), moved("enclave", kA2, kB1, box(110.006, 30.001, 110.007, 30.002))}, {}};
  const auto text = to_text(plan);
  const auto back = read_plan(text);
  ASSERT_TRUE(back);
  EXPECT_EQ(to_text(*back), text);
  for (const auto* bad : {"[]", R"({"changes":[{"kind":"explode"}]})", R"({"changes":[{"kind":"split","colour":1}]})", R"({"changes":[{"kind":"split","line":{"type":"Point","coordinates":[1,2]}}]})", R"({"changes":[{"area":"1"}]})",
                          R"({"open_cases":"maybe"})", R"({"changes":[{"kind":"draw","shape":{"type":"Polygon","coordinates":[[[0,0],[1,1],[0,1],[1,0],[0,0]]]}}]})"}) {
    EXPECT_FALSE(read_plan(bad)) << bad;
  }
}

TEST(Topology, finds_gaps_overlaps_slivers_and_what_reaches_out_with_its_ground) {
  auto areas = small()->areas;
  const auto set = [&](const char* code, MultiPolygon shape) {
    for (auto& area : areas) {
      if (area.code == code) area.shape = std::move(shape);
    }
  };
  EXPECT_TRUE(check_topology(areas, "territorial").empty());
  set(kA1, box(110.0, 30.0, 110.0055, 30.008));          // overlaps A2 in the east, leaves the north out
  const auto faults = check_topology(areas, "territorial");
  ASSERT_EQ(faults.size(), 2u);
  EXPECT_EQ(faults[0].rule, "gap");
  EXPECT_NEAR(faults[0].m2, area_m2(box(110, 30.008, 110.005, 30.01)), 1);
  EXPECT_EQ(faults[0].areas, std::vector<std::string>{kA});
  EXPECT_EQ(faults[1].rule, "overlap");
  EXPECT_EQ(faults[1].areas, (std::vector<std::string>{kA1, kA2}));
  EXPECT_TRUE(faults[0].error && faults[1].error);
  set(kA1, box(110.0, 30.0, 110.005001, 30.01));         // ten centimetres too far
  const auto narrow = check_topology(areas, "territorial");
  ASSERT_EQ(narrow.size(), 1u);
  EXPECT_EQ(narrow[0].rule, "sliver");
  EXPECT_FALSE(narrow[0].error);
  set(kA1, box(109.999, 30.0, 110.005, 30.01));
  const auto beyond = check_topology(areas, "territorial");
  ASSERT_EQ(beyond.size(), 1u);
  EXPECT_EQ(beyond[0].rule, "outside_parent");
}

TEST(Mapping, says_how_much_of_one_grid_lies_in_another_both_ways) {
  const auto found = map_layers(*small(), {"cleaning", "territorial", {}, {}, {}});
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].to->code, kA2);                     // 110.003 to 110.015: 2, 5 and 5 of 12
  EXPECT_NEAR(found[2].share_of_from, 2.0 / 12, 0.001);
  EXPECT_NEAR(found[2].share_of_to, 0.4, 0.001);
  EXPECT_EQ(found[2].addresses, 1u);
  EXPECT_NEAR(*found[2].address_share_of_to, 0.5, 1e-9);
  EXPECT_FALSE(found[0].address_share_of_to.has_value());
}

TEST(Redraw, rewrites_the_tables_keeps_the_history_and_can_be_taken_back) {
  const SmallCity files("areas-redraw");
  files.append("people.csv", "grid2,赵,jd-1,grid_worker,990101001001001|990101001001002,\n");
  files.append("duties.csv", "010101,990101001001001,,jd-1,,\n");
  const auto before = load_city(files.folder());
  ASSERT_TRUE(before.city) << all_of(before.faults);
  const auto noon = *parse_instant("2026-12-01T00:00:00+08:00");
  const auto out = made({split_by(kA1, {{110.003, 29.99}, {110.003, 30.02}}, {"甲一西", "甲一东"})}, *before.city);
  ASSERT_EQ(why(out), "fits");
  const auto counts = redraw(files.folder(), *before.city, out, {"plan-1", "甲一拆分", noon});
  EXPECT_EQ(counts.at("addresses.csv"), 2u);
  EXPECT_EQ(counts.at("people.csv"), 2u);

  const auto after = load_city(files.folder(), true);
  ASSERT_TRUE(after.city) << all_of(after.faults);
  const auto& city = *after.city;
  const std::string west = "990101001001003", east = "990101001001004";
  EXPECT_EQ(city.area(kA1), nullptr);
  EXPECT_EQ(city.address("A1")->area, west);
  EXPECT_EQ(city.address("A2")->area, east);
  EXPECT_EQ(city.person("grid1")->areas, (std::vector{west, east}));
  EXPECT_EQ(city.person("grid2")->areas, (std::vector{west, east, std::string(kA2)}));
  EXPECT_EQ(std::count_if(city.duties.begin(), city.duties.end(), [&](const Duty& one) { return one.area == west || one.area == east; }), 2);
  // The old code has a name, a place in the tree and an answer for today.
  ASSERT_NE(city.area_ever(kA1), nullptr);
  EXPECT_EQ(city.area_ever(kA1)->name, "甲一");
  EXPECT_EQ(city.chain(kA1).size(), 5u);
  const auto today = city.area_history->today(kA1, city);
  ASSERT_EQ(today.size(), 2u);
  EXPECT_EQ(today[0].code, west);
  EXPECT_NEAR(today[0].share, 0.6, 0.001);
  // Whoever was bound to the old code sees the new ones, whoever has the new ones what stayed in the old.
  EXPECT_TRUE(city.area_within(west, kA1));
  EXPECT_TRUE(city.area_within(kA1, east));
  EXPECT_TRUE(city.area_within(kA1, kA));
  EXPECT_FALSE(city.area_within(kA1, kB));
  EXPECT_FALSE(city.area_within(kA2, kA1));
  EXPECT_EQ(with_lineage(city, {kA1}), (std::vector{std::string(kA1), west, east}));
  // As it was on a day.
  EXPECT_EQ(areas_at_time(city, "territorial", noon - hours{1}).size(), areas_at_time(*before.city, "territorial", {}).size());
  EXPECT_EQ(versions_of(city, kA1).front().until, noon);
  const auto changes = difference(*before.city, city);
  EXPECT_TRUE(std::any_of(changes.begin(), changes.end(), [&](const CityChange& one) { return one.table == "area_history" && one.what == "added" && one.detail == "split 60 % by plan-1 甲一拆分"; }));

  // Codes are never used again: the next split goes on counting.
  EXPECT_EQ(made({split_by(kA2, {{110.007, 29.99}, {110.007, 30.02}})}, city).after.front().code, "990101001001005");

  // And back: the old grid takes back its ground and its code.
  const auto undone = apply_plan({"撤回", std::nullopt, {}, "plan-1"}, city);
  ASSERT_EQ(why(undone), "fits");
  redraw(files.folder(), city, undone, {"plan-1", "撤回", noon + hours{24}});
  const auto back = load_city(files.folder(), true);
  ASSERT_TRUE(back.city) << all_of(back.faults);
  EXPECT_EQ(fine_geojson(back.city->area(kA1)->shape), fine_geojson(before.city->area(kA1)->shape));
  EXPECT_EQ(back.city->address("A2")->area, kA1);
  EXPECT_EQ(back.city->area_history->today(west, *back.city).front().code, kA1);
  EXPECT_EQ(versions_of(*back.city, kA1).size(), 2u);
  EXPECT_EQ(why(apply_plan({"再撤", std::nullopt, {}, "plan-1"}, *back.city)), "nothing_there");
}

TEST(Redraw, does_not_take_back_what_was_changed_again_since) {
  const SmallCity files("areas-since");
  const auto first = load_city(files.folder());
  redraw(files.folder(), *first.city, made({split_by(kA1, {{110.003, 29.99}, {110.003, 30.02}})}, *first.city), {"plan-1", "一", *parse_instant("2026-12-01")});
  const auto second = load_city(files.folder());
  ASSERT_TRUE(second.city) << all_of(second.faults);
  redraw(files.folder(), *second.city, made({merge_of({"990101001001003", kA2}, "合")}, *second.city), {"plan-2", "二", *parse_instant("2026-12-02")});
  const auto third = load_city(files.folder());
  ASSERT_TRUE(third.city) << all_of(third.faults);
  EXPECT_EQ(why(apply_plan({"撤", std::nullopt, {}, "plan-1"}, *third.city)), "changed_since");
  EXPECT_EQ(why(apply_plan({"撤", std::nullopt, {}, "plan-2"}, *third.city)), "fits");
  // Lineage over two changes.
  const auto today = third.city->area_history->today(kA1, *third.city);
  ASSERT_EQ(today.size(), 2u);
  EXPECT_NEAR(today[0].share + today[1].share, 1, 1e-6);
}

}  // namespace
}  // namespace yiwang::test
