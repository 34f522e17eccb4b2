#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "city/load.h"

namespace yiwang {
namespace {

namespace fs = std::filesystem;

/// The little city with two more tables.
struct BlockTables : ::testing::Test {
  BlockTables() : folder(fs::temp_directory_path() / ("yiwang-blocks-" + std::to_string(::getpid()) + ::testing::UnitTest::GetInstance()->current_test_info()->name())) {
    fs::remove_all(folder);
    fs::copy(fs::path(YIWANG_SOURCE_DIR) / "tests/city/small", folder, fs::copy_options::recursive);
  }
  ~BlockTables() override { fs::remove_all(folder); }
  LoadedCity with(const std::string& dwellings, const std::string& firms) {
    std::ofstream(folder / "dwellings.csv") << dwellings;
    std::ofstream(folder / "firms.csv") << firms;
    return load_city(folder);
  }
  std::vector<std::string> faults(const LoadedCity& loaded) {
    std::vector<std::string> out;
    for (const auto& fault : loaded.faults) {
      if (fault.file == "dwellings.csv" || fault.file == "firms.csv") out.push_back(fault.file + ":" + std::to_string(fault.line) + " " + fault.what);
    }
    return out;
  }
  fs::path folder;
};

TEST_F(BlockTables, rows_that_name_a_known_address_are_taken) {
  const auto loaded = with("address,households,people\nA1,2,5\nA2,1,3\n", "code,name,kind,address,people\nF1,青梧面馆,restaurant,A1,4\n");
  ASSERT_TRUE(loaded.city);
  ASSERT_EQ(loaded.city->dwellings.size(), 2u);
  EXPECT_EQ(loaded.city->dwellings[0].people, 5);
  ASSERT_EQ(loaded.city->firms.size(), 1u);
  EXPECT_EQ(loaded.city->firms[0].name, "青梧面馆");
  EXPECT_TRUE(faults(loaded).empty());
}

TEST_F(BlockTables, faults_are_told_with_file_and_line) {
  const auto loaded = with("address,households,people\nA1,2,5\nA9,1,3\nA1,1,1\nA2,5,3\nA2,x,3\n", "code,name,kind,address\nF1,青梧面馆,restaurant,A9\nF2,,retail,A1\n");
  EXPECT_FALSE(loaded.city);
  const auto found = faults(loaded);
  for (const auto* wanted : {"dwellings.csv:3 unknown_address", "dwellings.csv:4 duplicate_code", "dwellings.csv:5 empty_households", "dwellings.csv:6 bad_number", "firms.csv:2 unknown_address", "firms.csv:3 missing_value"}) {
    EXPECT_NE(std::find(found.begin(), found.end(), wanted), found.end()) << wanted;
  }
}

TEST_F(BlockTables, a_city_without_them_is_sound) {
  const auto loaded = load_city(folder);
  ASSERT_TRUE(loaded.city);
  EXPECT_TRUE(loaded.city->dwellings.empty());
  EXPECT_TRUE(faults(loaded).empty());
}

TEST_F(BlockTables, what_changed_in_them_is_told) {
  const auto before = with("address,households,people\nA1,2,5\n", "code,name,kind,address\nF1,青梧面馆,restaurant,A1\n");
  const auto after = with("address,households,people\nA1,2,6\n", "code,name,kind,address\nF1,青梧饭庄,restaurant,A1\n");
  ASSERT_TRUE(before.city && after.city);
  EXPECT_NE(before.city->version, after.city->version);
  EXPECT_EQ(difference(*before.city, *after.city).size(), 2u);
}

}  // namespace
}  // namespace yiwang
