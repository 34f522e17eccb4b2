#include "insight/indicators.h"

#include <gtest/gtest.h>

#include <set>

namespace yiwang {
namespace {

Indicator find(const CubeCounts& counts, std::string_view code) {
  for (const auto& i : indicators(counts)) {
    if (i.code == code) return i;
  }
  ADD_FAILURE() << "no indicator " << code;
  return {};
}

TEST(Indicators, show_numerator_denominator_and_share) {
  CubeCounts n;
  n.closed = 8;
  n.closed_on_time = 6;
  n.dispatches = 10;
  n.auto_dispatched = 9;
  n.returns = 1;
  n.handled = 4;
  n.handling_ms = 1000;
  const auto on_time = find(n, "on_time_rate");
  EXPECT_EQ(on_time.numerator, 6);
  EXPECT_EQ(on_time.denominator, 8);
  EXPECT_DOUBLE_EQ(on_time.value.value(), 0.75);
  EXPECT_DOUBLE_EQ(find(n, "automation_rate").value.value(), 0.9);
  EXPECT_DOUBLE_EQ(find(n, "return_rate").value.value(), 0.1);
  EXPECT_DOUBLE_EQ(find(n, "mean_handling_ms").value.value(), 250.0);
}

TEST(Indicators, have_no_value_when_there_is_nothing_to_divide_by) {
  const auto rate = find(CubeCounts{}, "satisfaction_rate");
  EXPECT_EQ(rate.denominator, 0);
  EXPECT_FALSE(rate.value);
  EXPECT_DOUBLE_EQ(find(CubeCounts{}, "closed").value.value(), 0.0);
  EXPECT_FALSE(find(CubeCounts{}, "closed").denominator);
}

TEST(Indicators, have_codes_of_their_own) {
  std::set<std::string_view> codes;
  for (const auto& rule : indicator_rules()) EXPECT_TRUE(codes.insert(rule.code).second) << rule.code;
}

TEST(CubeCounts, add_every_member) {
  CubeCounts one;
  boost::mp11::mp_for_each<boost::describe::describe_members<CubeCounts, boost::describe::mod_public>>([&](auto member) { one.*member.pointer = 3; });
  CubeCounts sum = one;
  sum += one;
  boost::mp11::mp_for_each<boost::describe::describe_members<CubeCounts, boost::describe::mod_public>>([&](auto member) { EXPECT_EQ(sum.*member.pointer, 6) << member.name; });
}

}  // namespace
}  // namespace yiwang
