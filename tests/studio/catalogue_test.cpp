#include <gtest/gtest.h>

#include "city/load.h"
#include "dispatch/duty_proof.h"
#include "flow/rules/model.h"
#include "flow/rules/prove.h"
#include "studio/document.h"
#include "studio/run_test.h"

namespace yiwang::testing {
namespace {

const LoadedCity& demo() {
  static const auto loaded = load_city(std::filesystem::path(YIWANG_SOURCE_DIR) / "catalogue/demo");
  return loaded;
}

TEST(Catalogue, every_document_that_ships_passes_its_own_tests) {
  ASSERT_TRUE(demo().city) << to_text(demo().faults.front());
  std::size_t run = 0, processes = 0;
  for (const auto& document : CityFolder(std::filesystem::path(YIWANG_SOURCE_DIR) / "catalogue/demo").all()) {
    processes += document.kind == DocumentKind::process ? 1 : 0;
    const auto tests = read_tests(document.tests);
    ASSERT_TRUE(tests) << document.code << " " << tests.error().field;
    const TestRunner runner(demo().city, document.kind, document.code);
    for (const auto& test : *tests) {
      const auto result = runner.run(test);
      EXPECT_TRUE(result.passed) << document.code << ": " << result.name << "\n  expected " << boost::json::serialize(result.expected) << "\n  got      " << boost::json::serialize(result.got);
      ++run;
    }
  }
  EXPECT_GE(processes, 6u);
  EXPECT_GE(run, 20u);
}

TEST(Catalogue, its_duty_list_and_rules_leave_no_hole) {
  ASSERT_TRUE(demo().city);
  for (const auto& finding : prove_duties(*demo().city).findings) EXPECT_FALSE(finding.open()) << to_text(finding, *demo().city);
  for (const auto& rule : demo().city->rules) {
    for (const auto& decision : rule.model->definitions().decisions) {
      const auto* table = dmn::table_of(decision.logic);
      if (table == nullptr) continue;
      for (const auto& finding : dmn::prove(*table).findings) {
        std::string example;
        for (const auto& [title, value] : finding.example) example += " " + title + "=" + value;
        EXPECT_EQ(finding.kind, dmn::Finding::Kind::unreachable) << rule.code << " " << decision.name << ": " << dmn::code_of(finding.kind) << example;
      }
    }
  }
}

}  // namespace
}  // namespace yiwang::testing
