#include <gtest/gtest.h>

#include "geo/tiles/z_order.h"
#include "service/blocks/block_book.h"
#include "service/blocks/small_counts.h"
#include "service/small_house.h"

namespace yiwang::testing {
namespace {

/// The little city with people and firms at its two addresses.
std::shared_ptr<const City> lived_in() {
  auto city = std::make_shared<City>(*small_city());
  city->dwellings = {{"A1", 1, 3}, {"A2", 40, 96}};
  city->firms = {{"F1", "青梧面馆", "restaurant", "A1", 4}, {"F2", "=新禾打印社", "service", "A2", 12}};
  city->index();
  return city;
}

/// One open case at each address and one closed a year ago.
CasePoints three_cases(const City& city, Instant now) {
  CasePoints out;
  out.words = {"", "chengguan", "990101001001001", "010102"};
  auto rows = std::make_shared<std::vector<CasePoint>>();
  const auto minute = static_cast<std::int32_t>(now.time_since_epoch().count() / 60'000);
  for (std::uint64_t i = 0; i < 3; ++i) {
    CasePoint p;
    p.id = i + 1;
    p.key = z_order(to_world(city.addresses[i % 2].point));
    p.opened_min = i == 2 ? minute - 400 * 24 * 60 : minute - 60;
    p.closed_min = i == 2 ? p.opened_min + 60 : -1;
    p.unit = 1, p.area = 2, p.matter = 3;
    p.placed = true;
    rows->push_back(p);
  }
  std::sort(rows->begin(), rows->end(), [](const CasePoint& a, const CasePoint& b) { return std::pair(a.key, a.id) < std::pair(b.key, b.id); });
  out.replaced.assign(rows->size(), false);
  out.settled = rows;
  return out;
}

struct BlockTest : ::testing::Test {
  std::shared_ptr<const City> city = lived_in();
  BlockBook book{city};
  CasePoints points = three_cases(*city, nine());
  Block measure(Ground ground, const Identity& who) {
    CaseFilter all;
    all.from_min = 0;
    CaseLook look(all, CaseScope(who, *city), *city, points);
    return book.measure(ground, points, look, nine());
  }
};

TEST_F(BlockTest, an_area_counts_its_people_houses_firms_elements_and_cases) {
  const auto block = measure(Ground(*city, "990100000000", {}), somebody(Role::leader));
  EXPECT_EQ(block.addresses.size(), city->addresses.size());
  EXPECT_EQ(block.houses, 2);
  EXPECT_EQ(block.people, 99);
  EXPECT_EQ(block.households, 41);
  EXPECT_EQ(block.firms_by_kind.at("restaurant").people, 4);
  EXPECT_EQ(block.elements.at("lamp"), 1);
  EXPECT_EQ(block.cases.open, 2);
  EXPECT_EQ(block.cases.recent, 2);
  EXPECT_EQ(block.by_class.at("01").open, 2);
  EXPECT_EQ(block.most_cases(10).size(), 2u);
}

TEST_F(BlockTest, a_shape_counts_what_lies_in_it_and_only_within_the_limits_of_the_person) {
  const auto& at = city->addresses[0].point;
  const MultiPolygon around{{{{at.lon - 1e-4, at.lat - 1e-4}, {at.lon + 1e-4, at.lat - 1e-4}, {at.lon + 1e-4, at.lat + 1e-4}, {at.lon - 1e-4, at.lat + 1e-4}}, {}}};
  EXPECT_EQ(measure(Ground(*city, around, {}), somebody(Role::leader)).people, 3);
  EXPECT_EQ(measure(Ground(*city, around, {city->addresses[0].area}), somebody(Role::leader)).people, 3);
  EXPECT_EQ(measure(Ground(*city, around, {"990101001002"}), somebody(Role::leader)).people, 0);
  EXPECT_TRUE(Ground(*city, "990101001001", {"990101001000"}).check());
  EXPECT_EQ(Ground(*city, "990101001001", {"990101001002"}).check().error().reason, Reason::outside_scope);
}

TEST_F(BlockTest, cases_are_those_of_the_scope) {
  const auto block = measure(Ground(*city, "990100000000", {}), somebody(Role::handler, "rexian"));
  EXPECT_EQ(block.people, 99);
  EXPECT_EQ(block.cases.open, 0);
}

TEST_F(BlockTest, fewer_than_five_people_are_not_shown_to_those_without_business_there) {
  EXPECT_FALSE(sees_small_counts(somebody(Role::leader)));
  EXPECT_TRUE(sees_small_counts(somebody(Role::grid_worker)));
  EXPECT_EQ(shown_count(3, true), 3);
  EXPECT_EQ(shown_count(3, false), std::nullopt);
  EXPECT_EQ(shown_count(0, false), 0);
  EXPECT_EQ(shown_count(5, false), 5);
}

TEST_F(BlockTest, the_file_masks_small_counts_and_disarms_formulas) {
  const auto block = measure(Ground(*city, "990100000000", {}), somebody(Role::leader));
  const auto masked = block_csv(book, block, false), clear = block_csv(book, block, true);
  EXPECT_NE(masked.find("<5"), std::string::npos);
  EXPECT_EQ(clear.find("<5"), std::string::npos);
  EXPECT_NE(clear.find("\"'=新禾打印社\""), std::string::npos) << clear;
  EXPECT_EQ(static_cast<std::size_t>(std::count(clear.begin(), clear.end(), '\n')), city->addresses.size() + 1);
}

}  // namespace
}  // namespace yiwang::testing
