#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "locate/locator.h"

namespace yiwang {
namespace {

MultiPolygon square(double lon, double lat, double size) { return {Polygon{{{lon, lat}, {lon + size, lat}, {lon + size, lat + size}, {lon, lat + size}}, {}}}; }

// Two districts side by side, a street and a community each; the west has two grids. 建设路 is two roads of one name; 云锦路 runs through both.
std::shared_ptr<City> small_city() {
  auto city = std::make_shared<City>();
  city->version = "test";
  city->centre = {120.01, 30.005};
  city->areas = {{"990100000000", "云城市", "", AreaKind::city, "", "territorial", {}},
                 {"990101000000", "江北区", "", AreaKind::district, "990100000000", "territorial", {}},
                 {"990102000000", "江南区", "", AreaKind::district, "990100000000", "territorial", {}},
                 {"990101001000", "湖滨街道", "", AreaKind::street, "990101000000", "territorial", {}},
                 {"990102001000", "柳港街道", "", AreaKind::street, "990102000000", "territorial", {}},
                 {"990101001001", "望湖社区", "", AreaKind::community, "990101001000", "territorial", {}},
                 {"990102001001", "朝阳社区", "", AreaKind::community, "990102001000", "territorial", {}},
                 {"990101001001001", "望湖一格", "", AreaKind::grid, "990101001001", "territorial", square(120.00, 30.00, 0.01)},
                 {"990101001001002", "望湖二格", "", AreaKind::grid, "990101001001", "territorial", square(120.00, 30.01, 0.01)},
                 {"990102001001001", "朝阳一格", "", AreaKind::grid, "990102001001", "territorial", square(120.01, 30.00, 0.01)}};
  city->roads = {{"R1", "云锦路", {"老云锦路"}, {"990101001001001", "990102001001001"}, {{120.001, 30.005}, {120.019, 30.005}}},
                 {"R2", "湖滨路", {}, {"990101001001001"}, {{120.004, 30.001}, {120.004, 30.009}}},
                 {"R3", "建设路", {}, {"990101001001002"}, {{120.002, 30.015}, {120.008, 30.015}}},
                 {"R4", "建设路", {}, {"990102001001001"}, {{120.012, 30.002}, {120.018, 30.002}}}};
  city->estates = {{"E1", "望江花园", {"望江苑"}, "990101001001", {120.006, 30.007}},
                   {"E2", "阳光小区", {}, "990101001001", {120.002, 30.012}},
                   {"E3", "阳光小区", {}, "990102001001", {120.015, 30.008}}};
  const auto address = [&](std::string code, std::string area, std::string road, std::string number, std::string estate, std::string building, LonLat point) {
    city->addresses.push_back({std::move(code), std::move(area), std::move(road), std::move(number), std::move(estate), std::move(building), point, 10, 10, 0, 6});
  };
  address("A1", "990101001001001", "R1", "10", "", "", {120.002, 30.0052});
  address("A2", "990101001001001", "R1", "30", "", "", {120.008, 30.0052});
  address("A3", "990101001001001", "R1", "20", "E1", "1栋", {120.005, 30.0071});
  address("A4", "990101001001001", "R1", "20", "E1", "2栋", {120.0055, 30.0071});
  address("A5", "990102001001001", "R1", "88", "", "", {120.015, 30.0052});
  address("A6", "990101001001001", "", "", "E1", "3号楼", {120.006, 30.0072});
  city->elements = {{"B1", "bridge", "青溪桥", "990102001001001", {120.017, 30.007}}};
  city->index();
  return city;
}

const Locator& locator() {
  static const Locator made(small_city());
  return made;
}

Location by_text(std::string_view text) { return locator().locate({{}, text, {}, std::nullopt}); }
Location by_address(std::string_view address) { return locator().locate({{}, {}, address, std::nullopt}); }

TEST(Locate, words_are_read_from_the_finest_to_the_coarsest) {
  struct Case {
    std::string_view text;
    std::string_view area, road, estate, address;
    double at_least, at_most;
  };
  const std::vector<Case> table = {
      {"云锦路88号门前的路灯坏了", "990102001001001", "R1", "", "A5", 0.90, 0.96},
      {"云锦路８８號门前的路灯坏了", "990102001001001", "R1", "", "A5", 0.90, 0.96},
      {"雲錦路八十八号门前积水", "990102001001001", "R1", "", "A5", 0.90, 0.96},
      {"老云锦路 88 号", "990102001001001", "R1", "", "A5", 0.90, 0.96},
      {"云锦路26号楼下有人摆摊", "990101001001001", "R1", "", "", 0.80, 0.86},      // at number 26, not a building 26
      {"云锦路16号有人摆摊", "990101001001001", "R1", "", "", 0.80, 0.86},           // between 10 and 20
      {"望江花园3号楼电梯停了", "990101001001001", "", "E1", "A6", 0.90, 0.96},
      {"望江苑二栋漏水", "990101001001001", "R1", "E1", "A4", 0.90, 0.96},
      {"望江花园的垃圾没人收", "990101001001001", "", "E1", "", 0.85, 0.93},
      {"云锦路与湖滨路交叉口红绿灯坏了", "990101001001001", "R1", "", "", 0.80, 0.86},
      {"云锦路湖滨路路口", "990101001001001", "R1", "", "", 0.80, 0.86},
      {"青溪桥护栏断了", "990102001001001", "", "", "", 0.80, 0.90},
      {"湖滨路上太吵", "990101001001001", "R2", "", "", 0.50, 0.62},
      {"云锦路上太吵", "990100000000", "R1", "", "", 0.45, 0.55},
      {"江南区云锦路上太吵", "990102001001001", "R1", "", "", 0.60, 0.80},
      {"湖滨街道没人管", "990101001000", "", "", "", 0.80, 0.92},
      {"江北区湖滨街道望湖社区没人管", "990101001001", "", "", "", 0.80, 0.92},
      {"江南区建设路有坑", "990102001001001", "R4", "", "", 0.60, 0.80},
      {"江北区阳光小区停水", "990101001001002", "", "E2", "", 0.85, 0.94},
      {"阳光小区停水", "990100000000", "", "", "", 0.60, 0.80},                       // two of the name, no telling which
      {"社保卡怎么办", "", "", "", "", 0, 0},
      {"", "", "", "", "", 0, 0},
  };
  for (const auto& one : table) {
    const auto found = by_text(one.text);
    EXPECT_EQ(found.area, one.area) << one.text;
    EXPECT_EQ(found.road, one.road) << one.text;
    EXPECT_EQ(found.estate, one.estate) << one.text;
    EXPECT_EQ(found.address, one.address) << one.text;
    EXPECT_GE(found.confidence, one.at_least) << one.text;
    EXPECT_LE(found.confidence, one.at_most) << one.text;
  }
}

TEST(Locate, a_number_that_several_buildings_share_gives_the_place_but_no_single_building) {
  const auto found = by_text("云锦路20号的下水道堵了");
  EXPECT_EQ(found.address, "");
  EXPECT_EQ(found.estate, "E1");
  EXPECT_EQ(found.area, "990101001001001");
  EXPECT_GE(found.confidence, 0.9);
  EXPECT_EQ(by_text("云锦路20号2栋的下水道堵了").address, "A4");
}

TEST(Locate, the_label_says_the_street_then_the_road_then_the_house) {
  EXPECT_EQ(by_text("云锦路88号").label, "柳港街道 云锦路 88号");
  EXPECT_EQ(by_text("云锦路20号2栋").label, "湖滨街道 云锦路 20号 望江花园 2栋");
  EXPECT_EQ(by_text("望江花园").label, "湖滨街道 望江花园");
  EXPECT_EQ(by_text("江北区湖滨街道").label, "江北区 湖滨街道");
}

TEST(Locate, the_address_field_counts_more_than_the_text) {
  const auto found = locator().locate({"", "我家在望江花园，这里说的是别处", "云锦路88号", std::nullopt});
  EXPECT_EQ(found.address, "A5");
  const auto coarse = locator().locate({"", "青溪桥护栏断了", "江北区", std::nullopt});
  EXPECT_EQ(coarse.area, "990101000000");                   // the bridge lies in the other district, so it is not what the address means
  const auto finer = locator().locate({"", "望江花园3号楼电梯停了", "江北区湖滨", std::nullopt});
  EXPECT_EQ(finer.address, "A6");
}

TEST(Locate, a_point_decides_the_area_and_words_name_what_is_there) {
  const LonLat point{120.0061, 30.0071};
  const auto found = locator().locate({"", "望江花园垃圾没人收", "", point});
  EXPECT_EQ(found.area, "990101001001001");
  EXPECT_EQ(found.estate, "E1");
  EXPECT_EQ(found.point, point);
  EXPECT_NEAR(found.confidence, 0.98, 1e-9);
  const auto elsewhere = locator().locate({"", "青溪桥附近的阳光小区", "", LonLat{120.002, 30.0121}});
  EXPECT_EQ(elsewhere.estate, "E2");                        // the namesake that is near
  const auto contradicted = locator().locate({"", "云锦路88号", "", LonLat{120.001, 30.018}});
  EXPECT_EQ(contradicted.area, "990101001001002");
  EXPECT_EQ(contradicted.address, "");
}

TEST(Locate, a_point_at_a_door_finds_the_address_without_words) {
  EXPECT_EQ(locator().locate({"", "", "", LonLat{120.01501, 30.00521}}).address, "A5");
}

TEST(Locate, a_point_outside_the_city_is_said_to_be_outside) {
  const auto found = locator().locate({"", "云锦路88号", "", LonLat{121, 31}});
  EXPECT_EQ(found.confidence, 0);
  EXPECT_EQ(found.area, "");
  EXPECT_THAT(found.evidence, testing::Contains(testing::Field(&Evidence::text, "outside_city")));
}

TEST(Locate, metres_and_a_direction_move_the_point_and_lower_the_confidence) {
  const auto at = by_text("云锦路与湖滨路交叉口往北600米有积水");
  ASSERT_TRUE(at.point);
  EXPECT_NEAR(at.point->lat, 30.0104, 0.0002);
  EXPECT_EQ(at.area, "990101001001002");
  EXPECT_LT(at.confidence, 0.8);
}

TEST(Locate, typing_completes_to_places) {
  const auto codes = [](const std::vector<PlaceMatch>& found) {
    std::vector<std::string> out;
    for (const auto& match : found) out.push_back(match.code);
    return out;
  };
  EXPECT_THAT(codes(locator().search("云锦", 3)), testing::ElementsAre("R1", "A1", "A2"));
  EXPECT_THAT(codes(locator().search("望江花园", 1)), testing::ElementsAre("E1"));
  EXPECT_THAT(codes(locator().search("望江花园 3号楼", 5)), testing::ElementsAre("A6"));
  EXPECT_THAT(codes(locator().search("雲錦路88", 5)), testing::ElementsAre("A5"));
  EXPECT_THAT(codes(locator().search("云锦路八十八号", 5)), testing::ElementsAre("A5"));
  EXPECT_THAT(locator().search("", 5), testing::IsEmpty());
  EXPECT_THAT(locator().search("不存在的地方", 5), testing::IsEmpty());
  EXPECT_THAT(locator().search("云锦", 0), testing::IsEmpty());
}

TEST(Locate, broken_and_odd_texts_are_survived) {
  for (const std::string_view text : {"号号号", "云锦路", "云锦路号", "云锦路99999999999号", "\xff\xfe云锦路", "云锦路-", "路路路路", "云锦路一二三四五六七八九十百千号"}) {
    EXPECT_LE(by_text(text).confidence, 1) << text;
    EXPECT_LE(by_address(text).confidence, 1) << text;
  }
}

}  // namespace
}  // namespace yiwang
