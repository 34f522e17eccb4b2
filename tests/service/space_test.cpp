#include "service/space/search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/codes/beidou.h"
#include "service/space/space_shelf.h"
#include "small_house.h"

namespace yiwang::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// The little city with a crossing: two cameras on the road, one of which looks at a tall block that hides what lies behind, and a few things about.
std::shared_ptr<const City> town() {
  auto city = std::make_shared<City>(*small_city());
  city->elements.push_back({"C1", "camera", "东摄像头", "990101001001002", {110.007, 30.005}});
  city->elements.push_back({"C2", "camera", "西摄像头", "990101001001001", {110.001, 30.005}});
  city->elements.push_back({"C3", "camera", "旧摄像头", "990101001001001", {110.0012, 30.005}});
  city->elements.push_back({"M1", "manhole", "井盖", "990101001001002", {110.0072, 30.005}});
  city->cameras.push_back({"C1", 270, 60, 200, 6, {"crossing"}});
  city->cameras.push_back({"C2", 90, 60, 200, 6, {"crossing", "traffic"}});
  Address block;
  block.code = "A9";
  block.area = "990101001001001";
  block.road = "R1";
  block.number = "9";
  block.point = {110.0015, 30.005};
  block.width_m = 10, block.depth_m = 40, block.floors = 6;
  city->addresses.push_back(block);
  city->index();
  return city;
}

std::vector<std::string> codes(const Space& space, const std::vector<FoundThing>& things) {
  std::vector<std::string> out;
  for (const auto& one : things) out.push_back(space.code_of(one.thing));
  return out;
}

TEST(Space, knows_the_areas_of_all_layers_the_building_the_road_and_the_things_near) {
  const Space space(town());
  const auto known = space.at({110.004, 30.006});
  ASSERT_EQ(known.areas.size(), 2u);
  EXPECT_EQ(known.areas[0]->code, "990101001001001");
  EXPECT_EQ(known.areas[1]->code, "QJ1");
  ASSERT_NE(known.building, nullptr);
  EXPECT_EQ(known.building->code, "A2");
  EXPECT_EQ(space.name_of(known.address->thing), "云锦路2号望江花园1栋");
  EXPECT_EQ(space.code_of(known.estate->thing), "E1");
  ASSERT_NE(known.road, nullptr);
  EXPECT_EQ(known.road->code, "R1");
  EXPECT_NEAR(known.road_at.metres, 110.9, 0.2);
  EXPECT_NEAR(known.road_at.at.lat, 30.005, 1e-7);
  EXPECT_EQ(beidou_level(known.beidou), 10);
  EXPECT_THAT(codes(space, space.at({110.00715, 30.005}).elements), ElementsAre("M1", "L1", "C1"));
}

TEST(Space, a_footprint_turns_counter_clockwise_from_east) {
  Address address;
  address.point = {110, 30};
  address.width_m = 100, address.depth_m = 2, address.turn_deg = 30;
  const auto shape = footprint_of(address);
  const GroundFrame frame(address.point);
  double farthest_north = 0, there = 0;
  for (const auto corner : shape[0].outer) {
    const auto spot = frame.to_frame(corner);
    if (spot.y > farthest_north) farthest_north = spot.y, there = spot.x;
  }
  EXPECT_NEAR(farthest_north, 25.87, 0.01);
  EXPECT_NEAR(there, 42.8, 0.1);
}

TEST(Space, cameras_see_what_is_before_them_and_not_what_a_building_hides) {
  const Space space(town());
  EXPECT_THAT(codes(space, space.seeing({110.0062, 30.005})), ElementsAre("C1"));
  EXPECT_THAT(codes(space, space.seeing({110.0011, 30.005})), ElementsAre("C2"));
  EXPECT_THAT(codes(space, space.seeing({110.002, 30.005})), IsEmpty()) << "behind the block";
  EXPECT_THAT(codes(space, space.seeing({110.0075, 30.005})), IsEmpty()) << "behind the camera";
  EXPECT_EQ(space.sight(*space.city().element("C3")), nullptr) << "nobody said what it sees";
}

struct SpaceSearchTest : ::testing::Test {
  Folder folder{"space"};
  SmallHouse house{folder.path()};
  Space space{town()};
  SpaceSearch wanted;

  std::vector<std::string> found(Role role = Role::dispatcher, const std::string& unit = "rexian") {
    const auto result = search(space, house.office, somebody(role, unit), wanted);
    EXPECT_TRUE(result) << code_of(result.error().reason);
    std::vector<std::string> out;
    for (const auto& one : result->items) out.push_back(one.code);
    return out;
  }
};

TEST_F(SpaceSearchTest, finds_in_a_circle_along_a_line_in_a_shape_in_an_area_and_the_nearest) {
  wanted.kinds = {"element", "address"};
  wanted.within.shape = InCircle{{110.007, 30.005}, 30};
  EXPECT_THAT(found(), ElementsAre("C1", "L1", "M1"));
  wanted.within.shape = AlongLine{{{110.0, 30.0048}, {110.003, 30.0048}}, 30};
  EXPECT_THAT(found(), ::testing::UnorderedElementsAre("A9", "C2", "C3")) << "all as far but for roundings";
  wanted.within.shape = InShape{{Polygon{{{110.0, 30.004}, {110.0011, 30.004}, {110.0011, 30.006}, {110.0, 30.006}}, {}}}};
  EXPECT_THAT(found(), ElementsAre("C2"));
  wanted.within.shape = InArea{"990101001001002"};
  wanted.within.from = LonLat{110.0072, 30.005};
  EXPECT_THAT(found(), ElementsAre("M1", "C1", "L1"));
  wanted.within.shape = NearestTo{{110.0012, 30.005}, 2};
  EXPECT_THAT(found(), ElementsAre("C3", "C2"));
}

TEST_F(SpaceSearchTest, an_area_that_is_not_drawn_is_the_union_of_those_below) {
  wanted.kinds = {"manhole"};
  wanted.within.shape = InArea{"990101000000"};
  EXPECT_THAT(found(), ElementsAre("M1"));
}

TEST_F(SpaceSearchTest, tags_are_those_of_cameras_also_among_the_nearest) {
  wanted.kinds = {"camera"};
  wanted.tags = {"traffic"};
  wanted.within.shape = NearestTo{{110.007, 30.005}, 1};
  EXPECT_THAT(found(), ElementsAre("C2"));
}

TEST_F(SpaceSearchTest, says_which_word_is_no_kind_and_which_code_no_area) {
  wanted.kinds = {"camera", "dragon"};
  wanted.within.shape = InCircle{{110, 30}, 10};
  const auto kind = search(space, house.office, somebody(Role::dispatcher), wanted);
  ASSERT_FALSE(kind);
  EXPECT_EQ(kind.error().reason, Reason::unknown_value);
  EXPECT_EQ(kind.error().field, "kinds[1]");
  wanted.kinds = {"camera"};
  wanted.within.shape = InArea{"77"};
  const auto area = search(space, house.office, somebody(Role::dispatcher), wanted);
  ASSERT_FALSE(area);
  EXPECT_EQ(area.error().reason, Reason::unknown_area);
  EXPECT_EQ(area.error().field, "within.area");
}

TEST_F(SpaceSearchTest, cases_are_found_by_every_shape_and_only_by_who_may_see_them) {
  auto raw = lamp_report(1);
  raw.text = "云锦路1号门口的路灯坏了";
  const auto told = house.tell(std::move(raw));
  ASSERT_TRUE(told);
  const auto c = house.office.see(somebody(Role::supervisor), told->case_id);
  ASSERT_TRUE(c);
  ASSERT_TRUE(c->c->place.point) << "the report names a door of the city";
  const auto at = *c->c->place.point;
  const auto number = c->c->number;
  wanted.kinds = {"case"};
  const std::vector<std::variant<InCircle, AlongLine, InShape, InArea, NearestTo>> shapes{
      InCircle{at, 5}, AlongLine{{{at.lon - 0.003, at.lat}, {at.lon + 0.01, at.lat}}, 5},
      InShape{{Polygon{{{at.lon - 1e-4, at.lat - 1e-4}, {at.lon + 1e-4, at.lat - 1e-4}, {at.lon + 1e-4, at.lat + 1e-4}, {at.lon - 1e-4, at.lat + 1e-4}}, {}}}},
      InArea{"990101001001"}, NearestTo{{at.lon + 0.02, at.lat}, 3}};
  for (const auto& shape : shapes) {
    wanted.within = {shape, {}};
    EXPECT_THAT(found(), ElementsAre(number)) << "shape " << shape.index();
    EXPECT_THAT(found(Role::handler, "jd-1"), IsEmpty()) << "shape " << shape.index();
  }
  wanted.within = {InCircle{{at.lon + 0.001, at.lat}, 90}, {}};
  EXPECT_THAT(found(), IsEmpty()) << "95 m away";
}

TEST(SpaceShelf, makes_a_space_once_for_each_version_of_the_city) {
  SpaceShelf shelf;
  const auto city = town(), other = town();
  const auto first = shelf.of(city);
  EXPECT_EQ(shelf.of(city), first);
  EXPECT_NE(shelf.of(other), first);
  EXPECT_EQ(&shelf.of(other)->city(), other.get());
}

}  // namespace
}  // namespace yiwang::testing
