#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "locate/library/standardiser.h"
#include "standardise_city.h"

namespace yiwang {
namespace {

const Standardiser& standardiser() {
  static const Standardiser made(std::make_shared<const AddressLibrary>(standardise_city()));
  return made;
}

struct Case {
  std::string_view text, code, standard;
};

std::string first_code(std::string_view text) {
  const auto places = standardiser().standardise(text);
  return places.empty() ? "-" : places.front().code;
}

void check(std::initializer_list<Case> cases) {
  for (const auto& c : cases) {
    const auto places = standardiser().standardise(c.text);
    ASSERT_FALSE(places.empty()) << c.text;
    EXPECT_EQ(places.front().code, c.code) << c.text << " -> " << places.front().text;
    if (!c.standard.empty()) { EXPECT_EQ(places.front().text, c.standard) << c.text; }
  }
}

TEST(Standardise, what_is_missing_is_completed_from_the_division_tree_and_the_library) {
  check({{"云锦路10号", "A1", "云城市江北区湖滨街道望湖社区云锦路10号"},
         {"望江花园2栋", "A4", "云城市江北区湖滨街道望湖社区云锦路20号望江花园2栋"},
         {"望江花园12栋3单元501室", "A5", "云城市江北区湖滨街道望湖社区云锦路20号望江花园12栋3单元501室"},
         {"云锦路20号", "R1#20", "云城市江北区湖滨街道望湖社区云锦路20号望江花园"},
         {"李家湾7号", "A10", "云城市江南区柳港街道梧风村梧风李家湾7号"},
         {"翠屏大厦A座1805", "A16", "云城市江南区柳港街道梧风村榉树街6号翠屏大厦A座1805室"},
         {"云锦路与松涛大道交叉口", "R1+R2", "云城市江北区湖滨街道望湖社区云锦路与松涛大道交叉口"},
         {"青溪桥", "L1", "云城市江南区柳港街道梧风村青溪桥"},
         {"湖滨街道", "990101001000", "云城市江北区湖滨街道"}});
}

TEST(Standardise, numbers_are_one_however_they_are_written) {
  check({{"云锦路十号", "A1", {}},         {"云锦路１０号", "A1", {}},      {"云锦路010号", "A1", {}},       {"云锦路 10 号", "A1", {}},     {"云锦路10", "A1", {}},
         {"云锦路八十八号", "A6", {}},     {"云锦路88-2号", "A7", {}},      {"云锦路88号之2", "A7", {}},     {"云锦路88号-2", "A7", {}},     {"云锦路88号附2号", "A7", {}},
         {"云锦路八十八之二号", "A7", {}}, {"云锦路88－2号", "A7", {}},     {"榉树街299弄12号", "A14", {}},  {"榉树街二百九十九弄15号", "A15", {}}, {"榉树街299弄15号302室", "A15", {}},
         {"望江花园2幢", "A4", {}},        {"望江花园二栋", "A4", {}},      {"望江花园2号楼", "A4", {}},     {"望江花园2#", "A4", {}},       {"望江花园2#楼", "A4", {}},
         {"望江花园2座", "A4", {}},        {"望江花园2号", "A4", {}},       {"望江花园2-3-401", "A4", {}},   {"望江花园十二栋", "A5", {}},   {"望江花园2栋二单元", "A4", {}},
         {"翠屏大厦b座", "A17", {}},       {"翠屏大厦Ｂ座12楼", "A17", {}}, {"云锦路一零号", "A1", {}}});
}

TEST(Standardise, divisions_may_be_left_out_shortened_said_twice_or_wrong) {
  check({{"云城市江北区湖滨街道望湖社区云锦路10号", "A1", {}},
         {"江北湖滨云锦路10号", "A1", {}},
         {"云城市云城市江北区江北区云锦路10号", "A1", {}},
         {"江南区云锦路10号", "A1", {}},
         {"柳港街道望江花园2栋", "A4", {}},
         {"江北区建设路5号", "A8", {}},
         {"江南区建设路5号", "A9", {}},
         {"湖滨街道办事处望湖社区居委会云锦路30号", "A2", {}},
         {"柳港建设路5号", "A9", {}}});
}

TEST(Standardise, the_order_of_parts_and_talk_around_them_do_not_matter) {
  check({{"云锦路10号江北区湖滨街道", "A1", {}},
         {"2栋望江花园江北区", "A4", {}},
         {"我家住在望江花园那个2栋附近", "A4", {}},
         {"嗯就是云锦路啊10号", "A1", {}},
         {"地址：云锦路（近松涛大道）10号", "A1", {}},
         {"云锦路10号老李面馆", "A1", {}},
         {"麻烦到云锦路的10号门口", "A1", {}},
         {"云锦路10号对面", "A1", {}},
         {"云锦路,10号", "A1", {}}});
}

TEST(Standardise, slips_of_hand_and_ear_are_forgiven) {
  check({{"云景路10号", "A1", {}},     {"雲錦路10號", "A1", {}},       {"云锦路10號", "A1", {}},      {"望江花圆2栋", "A4", {}},     {"望江园2栋", "A4", {}},
         {"江望花园2栋", "A4", {}},    {"望望江花园2栋", "A4", {}},    {"松淘大道101号食堂", "A13", {}}, {"望港花园12栋", "A5", {}}, {"望江小区2栋", "A4", {}},
         {"云锦大道10号", "A1", {}},   {"松涛路101号教学楼", "A12", {}}, {"梧峰李家湾16号", "A11", {}}});
}

TEST(Standardise, places_of_interest_and_other_names_lead_to_their_address) {
  check({{"三中食堂", "A13", {}}, {"云城三中教学楼", "A12", {}}, {"市第三中学食堂", "A13", {}}, {"望江苑2栋", "A4", {}}, {"老云锦路10号", "A1", {}}, {"梧风村李家湾16号", "A11", {}}});
}

TEST(Standardise, a_crossing_with_a_distance_moves_the_point) {
  const auto places = standardiser().standardise("云锦路与松涛大道交叉口往东200米");
  ASSERT_FALSE(places.empty());
  EXPECT_EQ(places.front().level, PlaceLevel::crossing);
  EXPECT_EQ(places.front().decided_by, DecidedBy::distance);
  ASSERT_TRUE(places.front().point);
  EXPECT_NEAR(metres_between(*places.front().point, {120.004, 30.005}), 200, 5);
  EXPECT_GT(places.front().point->lon, 120.004);
  for (const auto* text : {"云锦路松涛大道路口", "松涛大道和云锦路口", "云锦路、松涛大道交汇处"}) EXPECT_EQ(standardiser().standardise(text).front().level, PlaceLevel::crossing) << text;
}

TEST(Standardise, a_number_the_road_lacks_gives_no_address) {
  const auto beyond = standardiser().standardise("云锦路980号");
  ASSERT_FALSE(beyond.empty());
  EXPECT_EQ(beyond.front().level, PlaceLevel::road);
  EXPECT_THAT(beyond.front().contradicting, testing::Contains("number"));
  const auto between = standardiser().standardise("云锦路26号");
  ASSERT_FALSE(between.empty());
  EXPECT_EQ(between.front().level, PlaceLevel::between);
  EXPECT_EQ(between.front().number, "26");
  ASSERT_TRUE(between.front().point);
  const auto building = standardiser().standardise("望江花园45栋");
  ASSERT_FALSE(building.empty());
  EXPECT_EQ(building.front().level, PlaceLevel::estate);
  EXPECT_THAT(building.front().contradicting, testing::Contains("building"));
}

TEST(Standardise, another_citys_address_is_not_taken) {
  for (const auto* text : {"北陵市解放路18号", "云海省北陵市城关区云锦路10号", "翰墨嘉园3栋", "昆仑大街77号"}) {
    for (const auto& place : standardiser().standardise(text)) EXPECT_LT(place.confidence, Standardiser::kAccept) << text << " -> " << place.text;
  }
}

TEST(Standardise, says_which_part_decided_and_what_is_missing_or_contradicts) {
  const auto places = standardiser().standardise("江南区柳港街道云锦路10号");
  ASSERT_FALSE(places.empty());
  EXPECT_EQ(places.front().decided_by, DecidedBy::road_number);
  EXPECT_THAT(places.front().contradicting, testing::IsSupersetOf({"district", "street"}));
  EXPECT_THAT(places.front().missing, testing::Contains("community"));
  EXPECT_EQ(standardiser().standardise("望江花园2栋").front().decided_by, DecidedBy::estate_building);
  EXPECT_EQ(standardiser().standardise("李家湾7号").front().decided_by, DecidedBy::estate_number);
  EXPECT_EQ(standardiser().standardise("青溪桥").front().decided_by, DecidedBy::poi);
  const auto high = standardiser().standardise("云锦路10号3301室");
  ASSERT_FALSE(high.empty());
  EXPECT_THAT(high.front().contradicting, testing::Contains("floor"));
}

TEST(Standardise, a_point_or_an_area_chooses_between_namesakes) {
  StandardiseOptions west, east;
  west.near = LonLat{120.003, 30.008};
  east.within = "990102000000";
  EXPECT_EQ(standardiser().standardise("建设路5号", west).front().code, "A8");
  EXPECT_EQ(standardiser().standardise("建设路5号", east).front().code, "A9");
  EXPECT_LT(standardiser().standardise("建设路5号").front().confidence, Standardiser::kAccept);
}

TEST(Standardise, learned_names_and_imported_rows_are_part_of_the_library) {
  const std::vector<LibraryAddress> more = {{"X1", "", "新港路", "8", "", "", "", "", "", "", {120.012, 30.006}, "import 1"},
                                            {"X2", "", "R1", "50", "", "", "", "", "", "好邻居超市", {120.009, 30.0052}, "import 1"}};
  const std::vector<LibraryName> names = {{LibraryKind::estate, "E1", "老纺织厂宿舍", "learned"}, {LibraryKind::address, "A6", "红楼", "learned"}};
  const Standardiser extended(std::make_shared<const AddressLibrary>(standardise_city(), more, names));
  EXPECT_EQ(extended.standardise("老纺织厂宿舍2栋").front().code, "A4");
  EXPECT_EQ(extended.standardise("红楼").front().code, "A6");
  EXPECT_EQ(extended.standardise("新港路8号").front().code, "X1");
  EXPECT_EQ(extended.standardise("好邻居超市").front().code, "X2");
  EXPECT_NE(extended.version(), standardiser().version());
  EXPECT_EQ(first_code("红楼"), "-");
}

}  // namespace
}  // namespace yiwang
