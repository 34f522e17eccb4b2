#include "geo/codes/beidou.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>

#include "base/csv.h"
#include "support/data_folder.h"

namespace yiwang {
namespace {

double degrees(double d, double m, double s) { return d + m / 60 + s / 3600; }

LonLat any_point() {
  // Hundred-millionths of a degree, so that round numbers and lines between cells come up.
  const double unit = *rc::gen::element(1e-8, 1e-3, 1.0 / 60, 0.5);
  const auto lon = *rc::gen::resize(100, rc::gen::inRange<std::int64_t>(static_cast<std::int64_t>(-179.9 / unit), static_cast<std::int64_t>(179.9 / unit)));
  const auto lat = *rc::gen::resize(100, rc::gen::inRange<std::int64_t>(static_cast<std::int64_t>(-87.9 / unit), static_cast<std::int64_t>(87.9 / unit)));
  return {static_cast<double>(lon) * unit, static_cast<double>(lat) * unit};
}

TEST(Beidou, gives_the_example_of_the_standard) {
  const LonLat point{degrees(116, 18, 45.37), degrees(39, 59, 35.38)};
  EXPECT_EQ(beidou_code(point).value(), "N50J47539B8255346152");
  EXPECT_EQ(beidou_code(point, 1).value(), "N50J");
  EXPECT_EQ(beidou_code(point, 6).value(), "N50J47539B82");
}

TEST(Beidou, the_other_hemispheres_mirror_the_north_east) {
  const auto north_east = beidou_code({1.3, 2.7}).value();
  for (const auto& [point, hemisphere, column] : {std::tuple{LonLat{-1.3, 2.7}, 'N', "30"}, {LonLat{1.3, -2.7}, 'S', "31"}, {LonLat{-1.3, -2.7}, 'S', "30"}}) {
    const auto code = beidou_code(point).value();
    EXPECT_EQ(code.substr(3), north_east.substr(3));
    EXPECT_EQ(code[0], hemisphere);
    EXPECT_EQ(code.substr(1, 2), column);
  }
}

TEST(Beidou, the_ends_of_the_world) {
  EXPECT_EQ(beidou_code({180, 0}, 1).value(), "N60A");
  EXPECT_EQ(beidou_code({-180, 0}, 1).value(), "N01A");
  EXPECT_EQ(beidou_code({0, 0}, 2).value(), "N31A00");
  EXPECT_EQ(beidou_code({118, 87.999}, 1).value(), "N50V");
  for (const double lat : {88.0, -88.0, 90.0}) EXPECT_EQ(beidou_code({118, lat}).error(), (Refusal{Reason::bad_point, {{"polar", "true"}}, ""})) << lat;
  EXPECT_EQ(beidou_code({32, 118}).error().facts.at(0).first, "swapped");
  EXPECT_EQ(beidou_code({118, 32}, 0).error().reason, Reason::out_of_range);
  EXPECT_EQ(beidou_code({118, 32}, 11).error().reason, Reason::out_of_range);
}

TEST(Beidou, refuses_what_is_no_code) {
  for (const auto* code : {"", "N", "N50", "X50J", "N00J", "N61J", "N5AJ", "N50W", "N50j", "N50JC0", "N50J08", "N50J476", "N50J475F0", "N50J4753A", "N50J47539B824",
                           "N50J47539B8255346159", "N50J47539B8255346152 "}) {
    EXPECT_FALSE(beidou_cell(code)) << code;
  }
}

RC_GTEST_PROP(Beidou, a_cell_holds_its_point_and_a_prefix_holds_the_cell, ()) {
  const auto point = any_point();
  const int level = *rc::gen::resize(100, rc::gen::inRange(1, kBeidouLevels + 1));
  const auto code = beidou_code(point, level).value();
  RC_ASSERT(beidou_level(code) == level);
  RC_ASSERT(beidou_code(point).value().starts_with(code));
  const auto cell = beidou_cell(code).value();
  constexpr double kSlack = 1e-9;
  RC_ASSERT(cell.low.lon - kSlack <= point.lon && point.lon <= cell.high.lon + kSlack);
  RC_ASSERT(cell.low.lat - kSlack <= point.lat && point.lat <= cell.high.lat + kSlack);
}

RC_GTEST_PROP(Beidou, code_and_cell_belong_together, ()) {
  const int level = *rc::gen::resize(100, rc::gen::inRange(1, kBeidouLevels + 1));
  const auto code = beidou_code(any_point(), level).value();
  const auto cell = beidou_cell(code).value();
  RC_ASSERT(beidou_code({(cell.low.lon + cell.high.lon) / 2, (cell.low.lat + cell.high.lat) / 2}, level).value() == code);
  // The corner nearest to the equator and the prime meridian belongs to the cell.
  const LonLat corner{code.substr(1, 2) <= "30" ? cell.high.lon : cell.low.lon, code[0] == 'S' ? cell.high.lat : cell.low.lat};
  if (corner.lon != 0 && corner.lat != 0) RC_ASSERT(beidou_code(corner, level).value() == code);
}

TEST(Beidou, agrees_with_an_independent_implementation) {
  const auto folder = support::data_folder();
  if (folder.empty()) GTEST_SKIP() << support::kNoData;
  std::ifstream in(folder / "beidou" / "vectors.csv");
  CsvReader reader(in);
  const auto lon = static_cast<std::size_t>(reader.column("lon_deg")), lat = static_cast<std::size_t>(reader.column("lat_deg"));
  const auto level = static_cast<std::size_t>(reader.column("level")), code = static_cast<std::size_t>(reader.column("code"));
  int rows = 0;
  for (std::vector<std::string> cells; reader.next(cells); ++rows) {
    EXPECT_EQ(beidou_code({std::stod(cells[lon]), std::stod(cells[lat])}, std::stoi(cells[level])).value(), cells[code]) << "line " << reader.line();
  }
  EXPECT_GT(rows, 500);
}

}  // namespace
}  // namespace yiwang
