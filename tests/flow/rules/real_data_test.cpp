#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "flow/rules/prove.h"
#include "flow/rules/tables.h"
#include "support/data_folder.h"

namespace yiwang::dmn {
namespace {

std::string slurp(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

TEST(RealData, the_five_hundred_rules_answer_all_four_thousand_inputs_rightly) {
  const auto folder = support::data_folder() / "flow-bench";
  if (!std::filesystem::exists(folder / "dispatch500.dmn")) GTEST_SKIP() << support::kNoData;
  const auto model = Model::from_xml(slurp(folder / "dispatch500.dmn"));
  ASSERT_TRUE(model.has_value());
  EXPECT_TRUE((*model)->faults().empty());
  const auto cases = boost::json::parse(slurp(folder / "dispatch_inputs.json"));
  std::size_t wrong = 0;
  for (const auto& each : cases.get_array()) {
    const auto outcome = (*model)->evaluate("dispatch500", feel::from_json(each.at("input")));
    wrong += outcome->value == feel::from_json(each.at("expect")) ? 0 : 1;
  }
  EXPECT_EQ(wrong, 0u) << "of " << cases.get_array().size();
  for (const auto& finding : prove(*(*model)->definitions().table("dispatch500")).findings) EXPECT_EQ(finding.kind, Finding::Kind::gap);
}

}  // namespace
}  // namespace yiwang::dmn
