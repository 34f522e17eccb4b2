#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/cipher.h"
#include "city/load.h"
#include "rehearse/city_maker.h"

namespace yiwang {
namespace {

namespace fs = std::filesystem;

const fs::path kCatalogue = fs::path(YIWANG_SOURCE_DIR) / "catalogue";

std::vector<Matter> catalogue_matters() {
  std::vector<CityFault> faults;
  return read_matters(kCatalogue / "base", faults);
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

TEST(MadeCity, IsTheSameForTheSameSeed) {
  const auto matters = catalogue_matters();
  EXPECT_EQ(make_city(3, matters), make_city(3, matters));
  EXPECT_NE(make_city(3, matters).at("roads.csv"), make_city(4, matters).at("roads.csv"));
}

TEST(MadeCity, OfTheDefaultSeedIsTheDemoThatShips) {
  const auto files = make_city(kDemoSeed, catalogue_matters());
  std::size_t shipped = 0;
  for (const auto& entry : fs::directory_iterator(kCatalogue / "demo")) {
    if (entry.path().filename() == "knowledge") continue;      // articles are written by people, not made
    ++shipped;
    EXPECT_TRUE(files.contains(entry.path().filename().string())) << entry.path();
  }
  EXPECT_EQ(shipped, files.size());
  for (const auto& [name, bytes] : files) {
    EXPECT_EQ(to_hex(sha256(read_file(kCatalogue / "demo" / name))), to_hex(sha256(bytes)))
        << name << " is stale: build/release/yiwang city make --seed " << kDemoSeed << " --out catalogue/demo";
  }
}

TEST(MadeCity, StaysSmallEnoughToShip) {
  std::size_t bytes = 0;
  for (const auto& [name, text] : make_city(kDemoSeed, catalogue_matters())) bytes += text.size();
  EXPECT_LT(bytes, 6u << 20);
}

class AnySeed : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(AnySeed, MakesASoundCity) {
  const auto folder = fs::temp_directory_path() / ("yiwang-made-" + std::to_string(GetParam()));
  fs::remove_all(folder);
  fs::create_directories(folder / "city");
  fs::copy(kCatalogue / "base", folder / "base", fs::copy_options::recursive);
  for (const auto& [name, bytes] : make_city(GetParam(), catalogue_matters())) std::ofstream(folder / "city" / name, std::ios::binary) << bytes;
  const auto loaded = load_city(folder / "city", true);
  std::string text;
  for (const auto& fault : loaded.faults) text += to_text(fault) + "\n";
  EXPECT_TRUE(loaded.faults.empty()) << text;
  ASSERT_NE(loaded.city, nullptr);
  EXPECT_EQ(loaded.city->addresses.size(), 20000u);
  EXPECT_EQ(loaded.city->elements.size(), 3000u);
  fs::remove_all(folder);
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnySeed, ::testing::Values(1, 2, 3, 42, 20261121));

}  // namespace
}  // namespace yiwang
