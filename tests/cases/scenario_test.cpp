#include "cases/scenario.h"

#include <gtest/gtest.h>

#include "cases/world.h"

namespace yiwang::testing {
namespace {

std::string name_of(const ::testing::TestParamInfo<std::filesystem::path>& i) {
  auto name = i.param.stem().string();
  for (auto& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return name;
}

void play(const std::filesystem::path& file, const City& city) {
  const auto result = play_scenario(file, city);
  EXPECT_GT(result.steps, 0) << "an empty scenario proves nothing";
  for (const auto& fault : result.faults) ADD_FAILURE() << fault;
}

class Scenario : public ::testing::TestWithParam<std::filesystem::path> {};
TEST_P(Scenario, plays_as_written) { play(GetParam(), small_city()); }
TEST_P(Scenario, plays_the_same_on_the_standard_process) { play(GetParam(), drawn_city()); }
INSTANTIATE_TEST_SUITE_P(of, Scenario, ::testing::ValuesIn(scenario_files()), name_of);

class ProcessScenario : public ::testing::TestWithParam<std::filesystem::path> {};
TEST_P(ProcessScenario, plays_as_written) { play(GetParam(), drawn_city()); }
INSTANTIATE_TEST_SUITE_P(of, ProcessScenario, ::testing::ValuesIn(scenario_files("scenarios/processes")), name_of);

TEST(Scenarios, together_do_and_refuse_every_operation_and_raise_every_event) {
  ScenarioResult all;
  auto files = scenario_files();
  const auto drawn = scenario_files("scenarios/processes");
  files.insert(files.end(), drawn.begin(), drawn.end());
  for (const auto& file : files) {
    auto one = play_scenario(file, drawn_city());
    all.done.merge(one.done);
    all.refused.merge(one.refused);
    all.events.merge(one.events);
    all.reasons.merge(one.reasons);
  }
  for (std::size_t i = 0; i < kOperations.size(); ++i) {
    EXPECT_TRUE(all.done.contains(static_cast<Operation>(i))) << kOperations[i].code << " is never done in tests/cases/scenarios";
    EXPECT_TRUE(all.refused.contains(static_cast<Operation>(i))) << kOperations[i].code << " is never refused in tests/cases/scenarios";
  }
  for (std::size_t i = 0; i < kEventKinds.size(); ++i) {
    EXPECT_TRUE(all.events.contains(static_cast<EventKind>(i))) << kEventKinds[i].code << " never happens in tests/cases/scenarios";
  }
  for (const auto reason : {Reason::unknown_field, Reason::missing_field, Reason::wrong_type, Reason::out_of_range, Reason::unknown_value, Reason::outside_scope,
                            Reason::reason_required, Reason::unknown_report, Reason::unknown_matter, Reason::unknown_unit, Reason::unknown_area, Reason::unknown_task,
                            Reason::wrong_stage, Reason::case_merged, Reason::already_done, Reason::already_suspended, Reason::not_suspended,
                            Reason::suspend_reason_not_allowed, Reason::no_more_returns, Reason::no_more_extensions, Reason::extension_pending,
                            Reason::no_extension_pending, Reason::dispute_open, Reason::no_dispute_open, Reason::assist_open, Reason::unit_already_on_case,
                            Reason::contact_first, Reason::evidence_required, Reason::cannot_merge, Reason::cannot_split, Reason::question_open,
                            Reason::no_question_open, Reason::process_forbids, Reason::unknown_activity, Reason::bad_form}) {
    EXPECT_TRUE(all.reasons.contains(reason)) << code_of(reason) << " never refuses in tests/cases/scenarios";
  }
}

}  // namespace
}  // namespace yiwang::testing
