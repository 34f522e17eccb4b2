#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "city/small_city.h"

namespace yiwang::test {
namespace {

struct Expected {
  std::string what, file, edits;
  std::size_t line = 0;
  bool fatal = true;
  std::size_t table_line = 0;
};

/// tests/city/faults.txt, a case a line.
std::vector<Expected> read_table() {
  std::ifstream in(std::string(YIWANG_SOURCE_DIR) + "/tests/city/faults.txt");
  std::vector<Expected> cases;
  std::string text;
  for (std::size_t at = 1; std::getline(in, text); ++at) {
    const auto arrow = text.find("<= ");
    if (text.empty() || text[0] == '#' || arrow == std::string::npos) continue;
    std::istringstream words(text.substr(0, arrow));
    Expected one;
    std::string place;
    words >> one.what >> place;
    one.fatal = one.what[0] == '!';
    one.what.erase(0, 1);
    one.file = place.substr(0, place.find(':'));
    one.line = std::stoul(place.substr(place.find(':') + 1));
    one.edits = text.substr(arrow + 3);
    one.table_line = at;
    cases.push_back(std::move(one));
  }
  return cases;
}

void PrintTo(const Expected& one, std::ostream* out) { *out << "faults.txt:" << one.table_line << " " << one.what; }

class BrokenCity : public ::testing::TestWithParam<Expected> {};

TEST_P(BrokenCity, HasItsFaultAtTheRightFileAndLine) {
  const auto& wanted = GetParam();
  const SmallCity small("fault" + std::to_string(wanted.table_line));
  small.edit(wanted.edits);
  const auto loaded = load_city(small.folder(), true);
  const auto found = std::find_if(loaded.faults.begin(), loaded.faults.end(), [&](const CityFault& fault) {
    return fault.what == wanted.what && fault.file == wanted.file && fault.line == wanted.line;
  });
  ASSERT_NE(found, loaded.faults.end()) << "wanted " << wanted.file << ":" << wanted.line << ": " << wanted.what << "\nfound\n" << all_of(loaded.faults);
  EXPECT_EQ(found->fatal, wanted.fatal) << to_text(*found);
  EXPECT_EQ(loaded.city == nullptr, wanted.fatal) << all_of(loaded.faults);
}

INSTANTIATE_TEST_SUITE_P(Table, BrokenCity, ::testing::ValuesIn(read_table()), [](const auto& test) {
  return test.param.what + "_line" + std::to_string(test.param.table_line);
});

TEST(CityFaults, NoneInTheSmallCity) {
  const SmallCity small("whole");
  const auto loaded = load_city(small.folder(), true);
  EXPECT_TRUE(loaded.faults.empty()) << all_of(loaded.faults);
  ASSERT_NE(loaded.city, nullptr);
}

TEST(CityFaults, AllAreCollectedNotOnlyTheFirst) {
  const SmallCity small("many");
  small.edit("units.csv:3 = chengguan,城管局,CM,cleaners,,990100000000, ;; people.csv:3 = chengguan1,李丽,nobody,handler,, ;; "
             "duties.csv:3 = 020101,,time=night,chengguan,,");
  const auto loaded = load_city(small.folder());
  const auto text = all_of(loaded.faults);
  for (const auto* wanted : {"units.csv:3: unknown_kind kind=cleaners", "people.csv:3: unknown_unit unit=nobody", "duties.csv:3: unknown_matter matter=020101",
                             "duties.csv:3: bad_condition condition=time=night"}) {
    EXPECT_NE(text.find(wanted), std::string::npos) << "wanted " << wanted << "\nfound\n" << text;
  }
}

TEST(CityFaults, SayHowMuchOverlapsAndWhere) {
  const SmallCity small("overlap");
  small.edit(
      R"(areas.geojson:5 = {"type":"Feature","properties":{"code":"990101001001002"},"geometry":{"type":"Polygon","coordinates":[[[110.004,30],[110.01,30],[110.01,30.01],[110.004,30.01],[110.004,30]]]}},)");
  const auto text = all_of(load_city(small.folder(), true).faults);
  EXPECT_NE(text.find("overlap area=990101001001002 with=990101001001001 at=110.00"), std::string::npos) << text;
  EXPECT_NE(text.find("percent=20.0"), std::string::npos) << text;
  EXPECT_TRUE(load_city(small.folder(), false).faults.empty()) << "geometry is left out unless asked for";
}

TEST(CityFaults, OfAnExtendedFolderNameItsFile) {
  const SmallCity base("base"), city("child");
  base.edit("matters.csv:4 = 010101,路灯不亮,Lamps,0109,路灯故障,city_management,standard,漏电,");
  city.remove("matters.csv");
  city.set_line("city.toml", 1, "code = \"990100000000\"\nextends = \"../" + base.folder().filename().string() + "\"");
  const auto text = all_of(load_city(city.folder()).faults);
  EXPECT_NE(text.find("../" + base.folder().filename().string() + "/matters.csv:4: unknown_matter parent=0109"), std::string::npos) << text;
}

}  // namespace
}  // namespace yiwang::test
