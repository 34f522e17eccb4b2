#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.h"
#include "base/text.h"
#include "city/small_city.h"

namespace yiwang::test {
namespace {

const std::vector<std::string> kFiles = {"city.toml",  "areas.csv",     "areas.geojson", "roads.csv",    "estates.csv",    "addresses.csv", "elements.csv", "cameras.csv", "units.csv",
                                         "people.csv", "calendars.csv", "holidays.csv",  "matters.csv", "procedures.csv", "examples.csv",  "duties.csv",   "lexicons.csv"};

/// One spoiled text: a byte changed, a stretch cut out, doubled, or the end lost.
std::string spoil(std::string text, Random& random) {
  static constexpr std::string_view kNasty = "\",|;@\n\r{}[]-0e:.\xff\0\xe4";
  const auto at = random.below(text.size());
  const auto some = 1 + random.below(std::min<std::size_t>(40, text.size() - at));
  switch (random.below(4)) {
    case 0: text[at] = kNasty[random.below(kNasty.size())]; break;
    case 1: text.erase(at, some); break;
    case 2: text.insert(at, text.substr(at, some)); break;
    default: text.resize(at); break;
  }
  return text;
}

class SpoiledFile : public ::testing::TestWithParam<std::string> {};

TEST_P(SpoiledFile, NeverBreaksTheLoaderAndNeverGivesAHalfCity) {
  const auto& file = GetParam();
  const SmallCity small("spoiled-" + file);
  const auto whole = read_file(small.folder() / file);
  Random random(stable_hash(file));
  for (int round = 0; round < 40; ++round) {
    auto text = spoil(whole, random);
    if (random.chance(0.3) && !text.empty()) text = spoil(text, random);
    small.write(file, text);
    const auto loaded = load_city(small.folder(), true);
    const bool fatal = std::any_of(loaded.faults.begin(), loaded.faults.end(), [](const CityFault& fault) { return fault.fatal; });
    ASSERT_EQ(loaded.city == nullptr, fatal) << all_of(loaded.faults) << text;
    for (const auto& fault : loaded.faults) {
      ASSERT_FALSE(fault.file.empty()) << to_text(fault);
      ASSERT_LE(fault.line, 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 15) << to_text(fault);
    }
    if (!loaded.city) continue;
    for (const auto& person : loaded.city->people) ASSERT_NE(loaded.city->unit(person.unit), nullptr);
    for (const auto& duty : loaded.city->duties) ASSERT_NE(loaded.city->matter(duty.matter), nullptr);
    for (const auto& area : loaded.city->areas) ASSERT_FALSE(loaded.city->chain(area.code).empty());
    for (const auto& matter : loaded.city->matters) ASSERT_NE(loaded.city->calendars.count(loaded.city->procedure_of(matter.code).calendar), 0u);
  }
}

INSTANTIATE_TEST_SUITE_P(Files, SpoiledFile, ::testing::ValuesIn(kFiles), [](const auto& test) {
  auto name = test.param;
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
});

}  // namespace
}  // namespace yiwang::test
