#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dispatch/dispatcher.h"

namespace yiwang {
namespace {

// Two districts; one has two streets with a grid each. Units of the city, of the districts, of the streets.
std::shared_ptr<City> small_city() {
  auto city = std::make_shared<City>();
  city->version = "test";
  city->areas = {{"C", "云城", "", AreaKind::city, "", "territorial", {}},
                 {"D1", "江北区", "", AreaKind::district, "C", "territorial", {}},
                 {"D2", "江南区", "", AreaKind::district, "C", "territorial", {}},
                 {"S1", "湖滨街道", "", AreaKind::street, "D1", "territorial", {}},
                 {"S2", "柳港街道", "", AreaKind::street, "D1", "territorial", {}},
                 {"G1", "一格", "", AreaKind::grid, "S1", "territorial", {}},
                 {"G2", "二格", "", AreaKind::grid, "S2", "territorial", {}},
                 {"G3", "三格", "", AreaKind::grid, "D2", "territorial", {}}};
  city->units = {{"water", "水务局", "", "water", "", "C", ""},         {"cm", "城管局", "", "city_management", "", "C", ""},
                 {"cm1", "江北城管", "", "city_management", "cm", "D1", ""}, {"cm2", "江南城管", "", "city_management", "cm", "D2", ""},
                 {"st1", "湖滨街道办", "", "street", "", "S1", ""},      {"st2", "柳港街道办", "", "street", "", "S2", ""},
                 {"env", "环境局", "", "environment", "", "C", ""},      {"house", "住建局", "", "housing", "", "C", ""}};
  const auto duty = [&](std::uint32_t row, std::string matter, std::string area, std::string condition, std::string lead, std::vector<std::string> assist = {}) {
    city->duties.push_back({row, std::move(matter), std::move(area), std::move(condition), std::move(lead), std::move(assist), "basis " + std::to_string(row)});
  };
  duty(2, "02", "", "", "@environment");
  duty(3, "0201", "", "", "@city_management", {"@street"});
  duty(4, "020101", "", "time=22:00-06:00", "env");
  duty(5, "020101", "", "word=工地|施工;time=22:00-06:00", "house", {"cm"});
  duty(6, "020101", "", "", "@city_management");
  duty(7, "0301", "", "", "@street");
  duty(8, "030102", "S2", "", "st2");
  duty(9, "030102", "D1", "", "cm1");
  duty(10, "030102", "", "", "@water");
  duty(11, "04", "", "", "@nobody");
  duty(12, "0501", "G1", "", "st1");
  duty(13, "05", "", "", "@water");
  duty(14, "0501", "", "word=KTV", "@environment");
  city->index();
  return city;
}

const Instant kNoon = from_local({std::chrono::local_days{std::chrono::year{2026} / 3 / 2}, std::chrono::hours{12}}, minutes{480});
const Instant kNight = from_local({std::chrono::local_days{std::chrono::year{2026} / 3 / 2}, std::chrono::hours{23}}, minutes{480});

struct Asked {
  std::vector<MatterGuess> matters;
  std::string area = {};
  double place_confidence = 1;
  Instant at = kNoon;
  std::string words = {};
};

Dispatching ask(const Asked& asked) {
  static const Dispatcher dispatcher(small_city());
  Understanding understanding;
  understanding.matters = asked.matters;
  Location location;
  location.area = asked.area;
  location.confidence = asked.place_confidence;
  DispatchQuestion question;
  question.understanding = &understanding;
  question.location = &location;
  question.at = asked.at;
  question.normalised_words = asked.words;
  return dispatcher.dispatch(question);
}

TEST(Dispatch, the_most_specific_row_wins) {
  struct Case {
    Asked asked;
    std::string unit;
    int row;
  };
  const std::vector<Case> table = {
      {{{{"020999", 1}}, "G1"}, "env", 2},                                   // class row
      {{{{"020199", 1}}, "G1"}, "cm1", 3},                                   // group before class; the district's bureau before the city's
      {{{{"020199", 1}}, "G3"}, "cm2", 3},
      {{{{"020101", 1}}, "G1", 1, kNoon, ""}, "cm1", 6},                     // no condition holds
      {{{{"020101", 1}}, "G1", 1, kNight, ""}, "env", 4},                    // time
      {{{{"020101", 1}}, "G1", 1, kNight, "小区外工地太吵"}, "house", 5},      // two conditions before one
      {{{{"020101", 1}}, "G1", 1, kNoon, "小区外工地太吵"}, "cm1", 6},         // both must hold
      {{{{"030102", 1}}, "G2"}, "st2", 8},                                   // deepest area
      {{{{"030102", 1}}, "G1"}, "cm1", 9},
      {{{{"030102", 1}}, "G3"}, "water", 10},
      {{{{"030199", 1}}, "G1"}, "st1", 7},
      {{{{"050101", 1}}, "G1", 1, kNoon, "ktv"}, "st1", 12},                 // area before condition
      {{{{"050101", 1}}, "G2", 1, kNoon, "楼下ktv"}, "env", 14},              // words are matched without regard to case
      {{{{"050101", 1}}, "G2", 1, kNoon, ""}, "water", 13},
  };
  for (const auto& one : table) {
    const auto said = ask(one.asked);
    EXPECT_EQ(said.unit, one.unit) << one.asked.matters[0].matter << " " << one.asked.area << " " << one.asked.words;
    EXPECT_EQ(said.duty_row, one.row) << one.asked.matters[0].matter;
    EXPECT_EQ(said.basis, "basis " + std::to_string(one.row));
    EXPECT_NEAR(said.confidence, 1, 1e-9);
  }
}

TEST(Dispatch, a_city_wide_unit_needs_no_place) {
  const auto said = ask({{{"020999", 0.9}}, "", 0});
  EXPECT_EQ(said.unit, "env");
  EXPECT_NEAR(said.confidence, 0.9, 1e-9);
}

TEST(Dispatch, confidence_in_the_place_counts_only_where_the_place_decides) {
  EXPECT_NEAR(ask({{{"020999", 0.9}}, "G1", 0.7}).confidence, 0.9, 1e-9);
  EXPECT_NEAR(ask({{{"020199", 0.9}}, "G1", 0.7}).confidence, 0.63, 1e-9);
  EXPECT_NEAR(ask({{{"020199", 0.9}}, "D1", 0.7}).confidence, 0.63, 1e-9);   // every street of the district has the same bureau
}

TEST(Dispatch, without_a_place_the_city_unit_is_named_and_doubted) {
  const auto said = ask({{{"020199", 0.9}}, "", 0});
  EXPECT_EQ(said.unit, "cm");
  EXPECT_LT(said.confidence, 0.5);
}

TEST(Dispatch, a_street_is_never_guessed) {
  const auto said = ask({{{"030199", 1}}, "D1", 0.95});
  EXPECT_EQ(said.unit, "");
  EXPECT_EQ(said.confidence, 0);
  EXPECT_EQ(said.duty_row, 7);
  EXPECT_THAT(said.evidence, testing::Contains(testing::Field(&Evidence::text, "place_needed")));
}

TEST(Dispatch, a_place_below_the_citys_threshold_is_not_used) {
  EXPECT_EQ(ask({{{"020199", 0.9}}, "G1", 0.4}).unit, "cm");
}

TEST(Dispatch, guesses_that_lead_to_one_unit_add_up) {
  const auto said = ask({{{"020999", 0.4}, {"020998", 0.3}, {"030102", 0.2}}, "G1"});
  EXPECT_EQ(said.unit, "env");
  EXPECT_NEAR(said.confidence, 0.7, 1e-9);
  EXPECT_EQ(said.otherwise, "cm1 row 9 matter=030102");
}

TEST(Dispatch, it_says_what_another_decision_would_have_taken) {
  EXPECT_EQ(ask({{{"020101", 1}}, "G1", 1, kNoon, ""}).otherwise, "house row 5 word=工地|施工;time=22:00-06:00");
  EXPECT_EQ(ask({{{"030102", 1}}, "G1"}).otherwise, "water row 10");
}

TEST(Dispatch, assisting_units_are_resolved_and_never_the_lead) {
  EXPECT_THAT(ask({{{"020199", 1}}, "G1"}).assist, testing::ElementsAre("st1"));
  EXPECT_THAT(ask({{{"020199", 1}}, "G3"}).assist, testing::IsEmpty());
}

TEST(Dispatch, a_functional_grid_holds_a_place_by_its_point) {
  auto city = small_city();
  const MultiPolygon square{Polygon{{{120.0, 30.0}, {120.1, 30.0}, {120.1, 30.1}, {120.0, 30.1}}, {}}};
  city->areas.push_back({"Q1", "保洁一区", "", AreaKind::grid, "S1", "cleaning", square});
  city->units.push_back({"clean1", "保洁一队", "", "sanitation", "", "Q1", ""});
  city->units.push_back({"clean", "环卫中心", "", "sanitation", "", "C", ""});
  city->duties.push_back({20, "060101", "Q1", "", "cm1", {}, ""});
  city->duties.push_back({21, "060101", "", "", "cm", {}, ""});
  city->duties.push_back({22, "0602", "", "", "@sanitation", {}, ""});
  city->index();
  const Dispatcher dispatcher(city);
  const auto at = [&](std::string_view matter, std::optional<LonLat> point) {
    Location location;
    location.area = "G1";
    location.point = point;
    location.confidence = 1;
    return dispatcher.dispatch({nullptr, &location, matter, "", kNoon});
  };
  EXPECT_EQ(at("060101", LonLat{120.05, 30.05}).unit, "cm1");
  EXPECT_NEAR(at("060101", LonLat{120.05, 30.05}).confidence, 1, 1e-9);
  EXPECT_EQ(at("060101", LonLat{120.5, 30.05}).unit, "cm");
  EXPECT_EQ(at("060101", std::nullopt).unit, "cm");
  EXPECT_EQ(at("060299", LonLat{120.05, 30.05}).unit, "clean1");
  EXPECT_EQ(at("060299", LonLat{120.5, 30.05}).unit, "clean");
}

TEST(Dispatch, a_person_s_matter_replaces_the_guesses) {
  const Dispatcher dispatcher(small_city());
  Understanding understanding;
  understanding.matters = {{"020999", 0.9}};
  Location location;
  location.area = "G2";
  location.confidence = 1;
  DispatchQuestion question{&understanding, &location, "030199", "", kNoon};
  EXPECT_EQ(dispatcher.dispatch(question).unit, "st2");
  EXPECT_NEAR(dispatcher.dispatch(question).confidence, 1, 1e-9);
}

TEST(Dispatch, nothing_known_gives_nobody_and_says_why) {
  EXPECT_EQ(ask({{}, "G1"}).unit, "");
  EXPECT_EQ(ask({{{"990101", 1}}, "G1"}).unit, "");
  EXPECT_EQ(ask({{{"040101", 1}}, "G1"}).unit, "");       // nobody of the kind anywhere
  EXPECT_THAT(ask({{{"990101", 1}}, "G1"}).evidence, testing::Contains(testing::Field(&Evidence::text, "no_duty")));
}

}  // namespace
}  // namespace yiwang
