#include "flow/rules/cover.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace yiwang::dmn {
namespace {

struct Problem {
  std::vector<std::uint32_t> sizes;
  std::vector<Box> rows;
};

Problem any_problem() {
  Problem out;
  const auto dimensions = *rc::gen::inRange(1, 4);
  for (int d = 0; d < dimensions; ++d) out.sizes.push_back(*rc::gen::inRange<std::uint32_t>(1, 6));
  const auto rows = *rc::gen::inRange(0, 9);
  for (int r = 0; r < rows; ++r) {
    Box row;
    for (const auto size : out.sizes) {
      Cell cell;
      for (std::uint32_t atom = 0; atom < size; ++atom) {
        if (*rc::gen::inRange(0, 10) < 6) cell.push_back({atom, atom});
      }
      row.push_back(tidy(cell));
    }
    out.rows.push_back(row);
  }
  return out;
}

bool holds(const Box& box, const std::vector<std::uint32_t>& point) {
  for (std::size_t d = 0; d < box.size(); ++d) {
    if (intersect(box[d], {{point[d], point[d]}}).empty()) return false;
  }
  return true;
}

template <class Visit>
void each_point(const std::vector<std::uint32_t>& sizes, Visit visit) {
  std::vector<std::uint32_t> point(sizes.size(), 0);
  for (;;) {
    visit(point);
    std::size_t d = 0;
    while (d < sizes.size() && ++point[d] == sizes[d]) point[d++] = 0;
    if (d == sizes.size()) return;
  }
}

Cover make(const Problem& problem) {
  Cover cover(problem.sizes);
  for (const auto& row : problem.rows) cover.add(row);
  return cover;
}

RC_GTEST_PROP(Cover, finds_exactly_the_points_that_no_row_accepts, ()) {
  const auto problem = any_problem();
  const auto gaps = make(problem).gaps({.findings = 100'000});
  each_point(problem.sizes, [&](const auto& point) {
    const bool covered = std::any_of(problem.rows.begin(), problem.rows.end(), [&](const Box& row) { return holds(row, point); });
    const auto named = std::count_if(gaps.begin(), gaps.end(), [&](const Box& gap) { return holds(gap, point); });
    RC_ASSERT(named == (covered ? 0 : 1));
  });
}

RC_GTEST_PROP(Cover, stops_at_the_limit_with_true_gaps, ()) {
  const auto problem = any_problem();
  const auto cover = make(problem);
  const auto all = cover.gaps({.findings = 100'000});
  const auto few = cover.gaps({.findings = 2});
  RC_ASSERT(few.size() == std::min<std::size_t>(all.size(), 2));
  RC_ASSERT(cover.incomplete() == (all.size() >= 2));
}

RC_GTEST_PROP(Cover, finds_every_pair_of_rows_that_share_a_point, ()) {
  const auto problem = any_problem();
  std::set<std::pair<std::size_t, std::size_t>> wanted;
  each_point(problem.sizes, [&](const auto& point) {
    for (std::size_t a = 0; a < problem.rows.size(); ++a) {
      for (std::size_t b = a + 1; b < problem.rows.size(); ++b) {
        if (holds(problem.rows[a], point) && holds(problem.rows[b], point)) wanted.emplace(a, b);
      }
    }
  });
  const auto found = make(problem).overlaps({}, {.findings = 100'000});
  std::set<std::pair<std::size_t, std::size_t>> got;
  for (const auto& each : found) {
    RC_ASSERT(got.emplace(each.first, each.second).second);
    for (const auto& cell : each.where) RC_ASSERT(!cell.empty());
  }
  RC_ASSERT(got == wanted);
}

RC_GTEST_PROP(Cover, finds_the_rows_that_earlier_rows_hide, ()) {
  const auto problem = any_problem();
  std::vector<bool> wins(problem.rows.size(), false), accepts(problem.rows.size(), false);
  each_point(problem.sizes, [&](const auto& point) {
    bool taken = false;
    for (std::size_t r = 0; r < problem.rows.size(); ++r) {
      if (!holds(problem.rows[r], point)) continue;
      accepts[r] = true;
      if (!taken) wins[r] = true;
      taken = true;
    }
  });
  const auto cover = make(problem);
  const auto masked = cover.masked([](std::size_t a, std::size_t b) { return a < b; });
  const auto empty = cover.empty_rows();
  for (std::size_t r = 0; r < problem.rows.size(); ++r) {
    RC_ASSERT((std::count(masked.begin(), masked.end(), r) == 1) == (accepts[r] && !wins[r]));
    RC_ASSERT((std::count(empty.begin(), empty.end(), r) == 1) == !accepts[r]);
  }
}

RC_GTEST_PROP(Cover, an_ordered_axis_keeps_what_an_interval_means, (std::vector<int> keys, int low, bool low_in, int high, bool high_in, int probe)) {
  OrderedAxis<int> axis;
  for (const auto key : keys) axis.add(key);
  axis.add(low);
  axis.add(high);
  axis.add(probe);
  axis.freeze();
  const bool inside = (low_in ? probe >= low : probe > low) && (high_in ? probe <= high : probe < high);
  RC_ASSERT(!intersect(axis.between(low, low_in, high, high_in), axis.equal_to(probe)).empty() == inside);
}

TEST(Cover, says_nothing_about_what_lies_outside_the_domain) {
  Cover cover({3, 2}, {{{0, 1}}, {{0, 1}}});
  cover.add({{{0, 0}}, {{0, 1}}});
  cover.add({{{1, 1}}, {{0, 0}}});
  const auto gaps = cover.gaps();
  ASSERT_EQ(gaps.size(), 1u);
  EXPECT_EQ(gaps[0], (Box{{{1, 1}}, {{1, 1}}}));
}

TEST(Cover, takes_every_word_that_is_not_named_as_one) {
  WordAxis axis;
  axis.add("a");
  axis.add("b");
  EXPECT_EQ(axis.size(), 3u);
  EXPECT_FALSE(axis.word(2).has_value());
  EXPECT_EQ(axis.other_than(std::vector<std::string>{"a"}), (Cell{{1, 2}}));
}

TEST(Cover, answers_for_ten_thousand_rows_of_four_dimensions) {
  constexpr std::uint32_t matters = 500, areas = 10, hours = 24;
  Cover cover({matters, areas, hours * 2 + 1, 2});
  for (std::uint32_t m = 0; m < matters; ++m) {
    for (std::uint32_t a = 0; a < areas; ++a) {
      const auto cut = (m * 7 + a * 3) % hours * 2 + 1;
      cover.add({{{m, m}}, {{a, a}}, {{0, cut}}, {{0, 1}}});
      if (m != 123 || a != 4) cover.add({{{m, m}}, {{a, a}}, {{cut + 1, hours * 2}}, {{0, 1}}});
    }
  }
  EXPECT_EQ(cover.gaps().size(), 1u);
  EXPECT_TRUE(cover.overlaps().empty());
  EXPECT_TRUE(cover.masked([](std::size_t a, std::size_t b) { return a < b; }).empty());
}

}  // namespace
}  // namespace yiwang::dmn
