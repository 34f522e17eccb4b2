#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "city/load.h"
#include "flow/process/plan.h"

namespace yiwang {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

/// A copy of what catalogue/base draws, to be spoilt.
class Drawn : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("yiwang-drawn-" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    const fs::path base = fs::path(YIWANG_SOURCE_DIR) / "catalogue" / "base";
    for (const auto* part : {"processes", "rules", "forms", "tests"}) fs::copy(base / part, folder_ / part, fs::copy_options::recursive);
    for (const auto* table : {"calendars.csv", "holidays.csv"}) fs::copy_file(base / table, folder_ / table);
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& file, const std::string& text) {
    fs::create_directories((folder_ / file).parent_path());
    std::ofstream(folder_ / file, std::ios::binary) << text;
  }
  void change(const std::string& file, const std::string& from, const std::string& to) {
    auto text = read_file(folder_ / file);
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    // Nodes may list their flows again; a changed flow would contradict the lists, and they may be left out.
    write(file, std::regex_replace(text, std::regex("<bpmn:(incoming|outgoing)>[^<]*</bpmn:(incoming|outgoing)>\\s*"), ""));
  }
  /// All fatal faults as text.
  std::string fault() {
    City city;
    std::string all;
    for (const auto& found : read_drawn(folder_, city)) {
      if (found.fatal) all += to_text(found) + "\n";
    }
    return all;
  }
  void expect_fault(const std::string& words) {
    const auto got = fault();
    EXPECT_NE(got.find(words), std::string::npos) << "wanted " << words << "\ngot    " << got;
  }

  fs::path folder_;
};

TEST_F(Drawn, catalogue_loads_without_a_fault_and_every_process_has_both_names) {
  City city;
  for (const auto& found : read_drawn(folder_, city)) EXPECT_FALSE(found.fatal) << to_text(found);
  city.index();
  EXPECT_EQ(city.processes.size(), 7u);
  for (const auto& drawn : city.processes) {
    EXPECT_FALSE(drawn.name.empty()) << drawn.code;
    EXPECT_FALSE(drawn.name_en.empty()) << drawn.code;
    EXPECT_EQ(city.process(drawn.code), &drawn);
    EXPECT_EQ(city.process(drawn.code, drawn.version), &drawn);
  }
  ASSERT_NE(city.form("site-check"), nullptr);
  EXPECT_EQ(city.form("site-check")->name_en, "Inspection on site");
  ASSERT_NE(city.rule("dv-grade"), nullptr);
  EXPECT_TRUE(city.rule("dv-grade")->model);
}

TEST_F(Drawn, process_is_told_only_what_its_expressions_look_at) {
  City city;
  read_drawn(folder_, city);
  city.index();
  EXPECT_TRUE(city.process("standard")->reads.contains("callback"));
  EXPECT_FALSE(city.process("standard")->reads.contains("matter"));
  EXPECT_TRUE(city.process("supervision")->hears.contains("deadline_missed"));
}

TEST_F(Drawn, words_nobody_knows_are_named_with_their_element) {
  change("processes/standard.bpmn", "yiwang:stage=\"handling\"", "yiwang:stage=\"working\"");
  expect_fault("standard.bpmn");
  expect_fault("element=handle stage=working");
}

TEST_F(Drawn, operation_nobody_knows_is_a_fault) {
  change("processes/joint.bpmn", "yiwang:operations=\"resolve contact", "yiwang:operations=\"finish contact");
  expect_fault("unknown_operation element=conclude operation=finish");
}

TEST_F(Drawn, service_the_case_machine_does_not_offer_is_a_fault) {
  change("processes/quick-10-30-24.bpmn", "yiwang:service=\"remind\"", "yiwang:service=\"telephone\"");
  expect_fault("unknown_service element=urge_accept service=telephone");
}

TEST_F(Drawn, step_that_leads_where_no_case_can_go_is_a_fault) {
  change("processes/standard.bpmn", "sourceRef=\"dispatch\" targetRef=\"accept\"", "sourceRef=\"dispatch\" targetRef=\"check\"");
  expect_fault("stage_order element=dispatch stage=received next=check to=resolved");
}

TEST_F(Drawn, process_that_a_case_cannot_enter_at_a_stage_is_a_fault) {
  change("processes/standard.bpmn", "sourceRef=\"entry\" targetRef=\"handle\"", "sourceRef=\"entry\" targetRef=\"contact\"");
  expect_fault("missing_entry element=standard stage=handling");
}

TEST_F(Drawn, form_or_rule_or_calendar_that_is_not_there_is_a_fault_of_the_process) {
  fs::remove(folder_ / "forms/site-check.json");
  expect_fault("flexible-enforcement.bpmn");
  expect_fault("site-check");
}

TEST_F(Drawn, rule_that_is_not_there_is_a_fault_of_the_process) {
  fs::remove(folder_ / "rules/dv-grade.dmn");
  expect_fault("dv-grade");
}

TEST_F(Drawn, file_is_named_after_its_process) {
  fs::rename(folder_ / "processes/standard.bpmn", folder_ / "processes/usual.bpmn");
  expect_fault("wrong_process_id id=standard wanted=usual");
}

TEST_F(Drawn, broken_texts_are_faults_of_their_files) {
  write("processes/standard.bpmn", "<bpmn");
  expect_fault("standard.bpmn");
}

TEST_F(Drawn, broken_form_says_where) {
  write("forms/site-check.json", R"({"type":"object","properties":{"a":{"type":"word"}}})");
  expect_fault("bad_form");
}

TEST_F(Drawn, earlier_version_is_found_by_its_version_and_is_not_the_newest) {
  const auto before = read_file(folder_ / "processes/standard.bpmn");
  const auto version = process::Plan::version_of(before);
  write("processes/past/standard@" + version + ".bpmn", before);
  change("processes/standard.bpmn", "承办办理", "办理");
  City city;
  for (const auto& found : read_drawn(folder_, city)) EXPECT_FALSE(found.fatal) << to_text(found);
  city.index();
  ASSERT_NE(city.process("standard", version), nullptr);
  EXPECT_TRUE(city.process("standard", version)->past);
  EXPECT_NE(city.process("standard")->version, version);
  EXPECT_FALSE(city.process("standard")->past);
}

TEST_F(Drawn, past_file_must_bear_its_version) {
  write("processes/past/standard@000000000000.bpmn", read_file(folder_ / "processes/standard.bpmn"));
  expect_fault("wrong_process_id");
}

}  // namespace
}  // namespace yiwang
