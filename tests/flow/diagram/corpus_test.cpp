#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "flow/diagram/compare.h"
#include "flow/diagram/model.h"
#include "support/data_folder.h"

namespace yiwang::bpmn {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> models(const fs::path& folder, const std::string& except = "-") {
  std::vector<fs::path> out;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".bpmn" && entry.path().string().find(except) == std::string::npos) out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class LentModels : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = support::data_folder();
    if (folder_.empty() || !fs::exists(folder_ / "bpmn-exec")) GTEST_SKIP() << support::kNoData;
  }
  fs::path folder_;
};

TEST_F(LentModels, AllButAFewInvalidOnesAreRefused) {
  std::size_t refused = 0;
  const auto files = models(folder_ / "bpmn-exec" / "bpmn_constraints");
  for (const auto& file : files) refused += tests::rules_broken(text_of(file)).empty() ? 0 : 1;
  EXPECT_GE(refused * 100, files.size() * 98) << refused << " of " << files.size();
}

TEST_F(LentModels, NoExecutableOneIsRefused) {
  for (const auto& file : models(folder_ / "bpmn-exec", "bpmn_constraints")) {
    // These two are there to be refused.
    if (file.filename() == "Token_CompletionQuantity_Zero.bpmn" || file.filename() == "Token_StartQuantity_Zero.bpmn") continue;
    EXPECT_EQ(tests::rules_broken(text_of(file)), std::set<std::string>{}) << file;
  }
}

TEST_F(LentModels, NothingIsLostOnTheWayThrough) {
  for (const auto* part : {"bpmn-miwg", "bpmn-exec"}) {
    for (const auto& file : models(folder_ / part)) {
      const auto first = read(text_of(file));
      ASSERT_TRUE(first) << file;
      const auto second = read(write(*first));
      ASSERT_TRUE(second) << file;
      EXPECT_EQ(canonical(*second), canonical(*first)) << file;
      EXPECT_TRUE(compare(*first, *second).empty()) << file;
    }
  }
}

}  // namespace
}  // namespace yiwang::bpmn
