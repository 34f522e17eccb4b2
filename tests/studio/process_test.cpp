#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "studio/studio_house.h"

namespace yiwang::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

json::Value parsed(const char* text) {
  auto value = json::parse_text(text);
  if (!value) throw std::runtime_error(text);
  return *value;
}

/// Between dispatching and handling: urgent ones by one way, the others wait an hour first.
const std::string kFork =
    "    <sequenceFlow id=\"f2\" sourceRef=\"accept\" targetRef=\"fork\"/>\n"
    "    <exclusiveGateway id=\"fork\" default=\"f4\"><incoming>f2</incoming><outgoing>f3</outgoing><outgoing>f4</outgoing></exclusiveGateway>\n"
    "    <sequenceFlow id=\"f3\" sourceRef=\"fork\" targetRef=\"join\"><conditionExpression xsi:type=\"tFormalExpression\">urgency = \"urgent\"</conditionExpression></sequenceFlow>\n"
    "    <sequenceFlow id=\"f4\" sourceRef=\"fork\" targetRef=\"wait\"/>\n"
    "    <intermediateCatchEvent id=\"wait\"><incoming>f4</incoming><outgoing>f5</outgoing><timerEventDefinition id=\"t1\"><timeDuration xsi:type=\"tFormalExpression\">PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>\n"
    "    <sequenceFlow id=\"f5\" sourceRef=\"wait\" targetRef=\"join\"/>\n"
    "    <exclusiveGateway id=\"join\"><incoming>f3</incoming><incoming>f5</incoming><outgoing>f9</outgoing></exclusiveGateway>\n"
    "    <sequenceFlow id=\"f9\" sourceRef=\"join\" targetRef=\"handle\"/>\n";

std::string faults_in(const StudioChecks& checks) {
  std::string out;
  for (const auto& fault : checks.faults) out += fault.rule + " " + fault.element + ": " + fault.advice + "\n";
  return out;
}

TEST(StudioProcess, a_sound_process_has_no_faults_and_its_tests_run_on_the_engine) {
  StudioHouse h("sound");
  const auto tests = parsed(R"([{"name":"紧急","variables":{"urgency":"urgent"},"steps":[{"command":"complete","element":"receive"},{"command":"complete","element":"accept"},{"command":"complete","element":"handle"}],
                                  "expect":{"activities":["receive","accept","handle"],"ended":true}},
                                {"name":"一般要等一小时","variables":{"urgency":"ordinary"},"start_at":"2026-03-02T01:00:00Z","steps":[{"command":"complete","element":"receive"},{"command":"complete","element":"accept"},
                                  {"command":"pass_time","until":"2026-03-02T01:59:00Z"}],"expect":{"tasks":[],"ended":false}},
                                {"name":"写错的期望","steps":[],"expect":{"ended":true}}])");
  const auto checks = h.studio->check_text(DocumentKind::process, "noise", process_text("noise", kFork), tests.get_array(), nine());
  ASSERT_TRUE(checks);
  EXPECT_FALSE(checks->fatal()) << faults_in(*checks);
  ASSERT_EQ(checks->tests.size(), 3u);
  EXPECT_TRUE(checks->tests[0].passed) << boost::json::serialize(checks->tests[0].got);
  EXPECT_TRUE(checks->tests[1].passed) << boost::json::serialize(checks->tests[1].got);
  EXPECT_FALSE(checks->tests[2].passed);
}

TEST(StudioProcess, faults_name_the_element) {
  StudioHouse h("element");
  const auto text = [](const std::string& from, const std::string& to) {
    auto whole = process_text("noise", kFork);
    whole.replace(whole.find(from), from.size(), to);
    return whole;
  };
  const auto element_of = [&](const std::string& drawn) {
    const auto checks = h.studio->check_text(DocumentKind::process, "noise", drawn, {}, nine());
    EXPECT_TRUE(checks && checks->fatal());
    std::vector<std::string> out;
    for (const auto& fault : checks->faults) out.push_back(fault.element);
    return out;
  };
  EXPECT_THAT(element_of(text("targetRef=\"wait\"", "targetRef=\"nowhere\"")), Contains("f4"));
  EXPECT_THAT(element_of(text("yiwang:stage=\"handling\"", "yiwang:stage=\"sleeping\"")), Contains("handle"));
  EXPECT_THAT(element_of(text("urgency = \"urgent\"", "urgency = = 1")), Contains(::testing::AnyOf("f3", "fork")));
}

TEST(StudioProcess, publishing_keeps_the_version_before_for_what_runs_on_it) {
  StudioHouse h("versions");
  const auto first = h.approved(DocumentKind::process, "noise", process_text("noise"));
  const auto one = h.studio->publish(h.li(), first.id, {}, {}, h.asking());
  ASSERT_TRUE(one) << code_of(one.error().reason) << (one.error().facts.empty() ? "" : one.error().facts[0].second);
  const auto second = h.approved(DocumentKind::process, "noise", process_text("noise", kFork));
  const auto two = h.studio->publish(h.li(), second.id, {}, {}, h.asking());
  ASSERT_TRUE(two);
  const auto city = h.house.writer->advisers().city;
  ASSERT_NE(city->process("noise"), nullptr);
  EXPECT_EQ(city->process("noise")->version, two->row.version);
  ASSERT_NE(city->process("noise", one->row.version), nullptr) << "a case that began on it ends on it";
  const auto changed = h.studio->difference(DocumentKind::process, "noise", one->row.version, {});
  ASSERT_TRUE(changed);
  std::vector<std::string> added;
  for (const auto& change : changed->at("changes").as_array()) {
    if (change.at("what").as_string() == "added") added.emplace_back(change.at("element").as_string());
  }
  EXPECT_THAT(added, ::testing::IsSupersetOf({"fork", "wait", "join"}));
  const auto back = h.studio->roll_back(h.li(), DocumentKind::process, "noise", one->row.version, "先恢复原流程", {}, h.asking());
  ASSERT_TRUE(back) << code_of(back.error().reason);
  const auto restored = h.house.writer->advisers().city;
  EXPECT_EQ(restored->process("noise")->version, one->row.version);
  EXPECT_NE(restored->process("noise", two->row.version), nullptr);
}

TEST(StudioProcess, a_walk_tells_where_it_stands_why_and_what_may_come_next) {
  StudioHouse h("walk");
  const auto walk = [&](const char* steps) {
    const auto walked = h.studio->walk(json::Object{{"text", process_text("noise", kFork)}, {"start_at", "2026-03-02T01:00:00Z"}, {"variables", parsed(R"({"urgency":"ordinary"})")}, {"steps", parsed(steps)}}, nine());
    EXPECT_TRUE(walked);
    return *walked;
  };
  const auto waiting = walk(R"([{"command":"complete","task":0,"element":"receive"},{"command":"complete"}])");
  EXPECT_TRUE(waiting.at("refused").is_null()) << boost::json::serialize(waiting.at("refused"));
  EXPECT_EQ(waiting.at("state").at("tokens").at(0).at("element").as_string(), "wait");
  EXPECT_EQ(waiting.at("state").at("timers").at(0).at("due_at").as_string(), "2026-03-02T02:00:00Z");
  EXPECT_EQ(waiting.at("possible").at(0).at("command").as_string(), "pass_time");
  bool told = false;
  for (const auto& line : waiting.at("trace").as_array()) told = told || (line.at("element").as_string() == "f4" && line.at("what").as_string() == "taken");
  EXPECT_TRUE(told);
  const auto later = walk(R"([{"command":"complete"},{"command":"complete"},{"command":"pass_time"},{"command":"complete"}])");
  EXPECT_EQ(later.at("now").as_string(), "2026-03-02T02:00:00Z");
  EXPECT_TRUE(later.at("state").at("ended").as_bool());
  const auto refused = walk(R"([{"command":"complete"},{"command":"pass_time","until":"2026-03-01T00:00:00Z"},{"command":"complete"}])");
  EXPECT_EQ(refused.at("refused").at("step").as_int64(), 2);
  EXPECT_EQ(refused.at("state").at("tasks").at(0).at("element").as_string(), "accept") << "it stands where it stood";
}

TEST(StudioProcess, a_case_ends_on_the_version_it_began_on_and_a_draft_is_measured_against_it) {
  StudioHouse h("life");
  const auto first = h.approved(DocumentKind::process, "noise", process_text("noise"));
  const auto one = h.studio->publish(h.li(), first.id, {}, {}, h.asking());
  ASSERT_TRUE(one);
  const auto procedures = h.approved(DocumentKind::procedures, "procedures",
                                     "code,name,name_en,calendar,accept_within,contact_within,resolve_within,urgent_resolve_within,returns_allowed,extensions_allowed,suspend_reasons,review,callback,process\n"
                                     "standard,一般,Standard,working,PT2H,PT30M,P5D,PT24H,1,1,weather|litigation,no,yes,noise\n");
  ASSERT_TRUE(h.studio->publish(h.li(), procedures.id, {}, {}, h.asking()));

  auto raw = lamp_report(1);
  raw.matter = "010101";
  const auto told = h.house.tell(std::move(raw));
  ASSERT_TRUE(told);
  const auto id = told->case_id;
  const auto now = [&] { return h.house.office.see(somebody(Role::supervisor), id)->c; };
  if (now()->stage == Stage::received) {
    ASSERT_TRUE(h.house.ask(somebody(Role::dispatcher), id, AssignUnit{"chengguan", {}, {}}, now()->version));
  }
  ASSERT_TRUE(now()->process) << "its procedure names the process";
  EXPECT_EQ(now()->process->version, one->row.version);

  const auto draft = h.approved(DocumentKind::process, "noise", process_text("noise", kFork));
  ASSERT_TRUE(h.house.ask(somebody(Role::handler, "chengguan"), id, Accept{}, now()->version, nine() + minutes{5}));
  ASSERT_TRUE(now()->process);
  EXPECT_EQ(now()->process->activities.at(0).element, "handle");
  const auto contacted = h.house.ask(somebody(Role::handler, "chengguan"), id, Contact{true, "电话"}, now()->version, nine() + minutes{10});
  ASSERT_TRUE(contacted) << code_of(contacted.error().reason);
  const auto helped = now();
  for (const auto& task : helped->tasks) {
    if (task.role == TaskRole::assist && task.open()) {
      ASSERT_TRUE(h.house.ask(somebody(Role::handler, task.unit), id, FinishAssist{"已配合"}, now()->version, nine() + minutes{15}));
    }
  }
  const auto resolved = h.house.ask(somebody(Role::handler, "chengguan"), id, Resolve{"已更换灯具，夜间照明已经恢复", {}, {}}, now()->version, nine() + minutes{20});
  ASSERT_TRUE(resolved) << code_of(resolved.error().reason);

  h.house.clock.set(nine() + hours{1});
  const auto job = h.studio->begin_impact(h.li(), draft.id, {}, {}, h.asking());
  ASSERT_TRUE(job);
  json::Value seen;
  do {
    seen = *h.studio->job(*job);
    std::this_thread::yield();
  } while (seen.at("state").as_string() == "running");
  ASSERT_EQ(seen.at("state").as_string(), "done") << boost::json::serialize(seen);
  EXPECT_EQ(seen.at("result").at("cases").to_number<int>(), 1);
  EXPECT_EQ(seen.at("result").at("unfit").to_number<int>(), 1) << "the draft waits an hour before anybody may handle it: " << boost::json::serialize(seen.at("result"));
  EXPECT_EQ(seen.at("result").at("examples").at(0).at("why").as_string(), "no open task at handle when it was done");
}

constexpr const char* kRule = R"(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="紧急程度" namespace="urn:test">
  <inputData id="hour" name="hour"><variable name="hour" typeRef="number"/></inputData>
  <decision id="grade" name="grade">
    <variable name="grade" typeRef="string"/>
    <informationRequirement><requiredInput href="#hour"/></informationRequirement>
    <decisionTable hitPolicy="UNIQUE">
      <input id="i1" label="hour"><inputExpression typeRef="number"><text>hour</text></inputExpression></input>
      <output id="o1" name="grade" typeRef="string"/>
      <rule id="r1"><inputEntry><text>&lt; 6</text></inputEntry><outputEntry><text>"urgent"</text></outputEntry></rule>
      <rule id="r2"><inputEntry><text>[6..22]</text></inputEntry><outputEntry><text>"ordinary"</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>
)";

TEST(StudioRule, a_gap_is_shown_with_an_example_and_a_trial_names_the_row) {
  StudioHouse h("rule");
  const auto tests = parsed(R"([{"name":"夜里","decision":"grade","input":{"hour":3},"expect":"urgent"},{"name":"深夜","decision":"grade","input":{"hour":23},"expect":"urgent"}])");
  const auto checks = h.studio->check_text(DocumentKind::rule, "grade", kRule, tests.get_array(), nine());
  ASSERT_TRUE(checks);
  EXPECT_FALSE(checks->fatal()) << faults_in(*checks);
  ASSERT_EQ(checks->proofs.size(), 1u);
  EXPECT_EQ(checks->proofs[0].kind, "gap");
  EXPECT_EQ(checks->gaps, 1u);
  ASSERT_EQ(checks->tests.size(), 2u);
  EXPECT_TRUE(checks->tests[0].passed) << boost::json::serialize(checks->tests[0].got);
  EXPECT_FALSE(checks->tests[1].passed) << "that is the gap";
  const auto tried = h.studio->attempt(json::Object{{"text", kRule}, {"input", parsed(R"({"hour":12})")}}, nine());
  ASSERT_TRUE(tried);
  EXPECT_EQ(tried->at("value").as_string(), "ordinary");
  EXPECT_EQ(tried->at("matched").at(0).at("rule").as_string(), "r2");
  EXPECT_EQ(tried->at("missed").at(0).at("cell").as_string(), "hour");
}

TEST(StudioForm, data_that_do_not_fit_name_their_fields) {
  StudioHouse h("form");
  const std::string form = R"({"$schema":"https://json-schema.org/draft/2020-12/schema","title":"回访","type":"object","required":["solved"],
    "properties":{"solved":{"type":"boolean","title":"是否解决","x-yiwang":{"title_en":"Solved","order":1}},"score":{"type":"integer","minimum":1,"maximum":5,"title":"评分","x-yiwang":{"title_en":"Score","order":2}}}})";
  const auto tests = parsed(R"([{"name":"好","input":{"solved":true},"expect":{"valid":true}},{"name":"太高","input":{"score":9},"expect":{"valid":false,"fields":["score","solved"]}}])");
  const auto checks = h.studio->check_text(DocumentKind::form, "call_back", form, tests.get_array(), nine());
  ASSERT_TRUE(checks);
  EXPECT_FALSE(checks->fatal()) << faults_in(*checks);
  ASSERT_EQ(checks->tests.size(), 2u);
  EXPECT_TRUE(checks->tests[0].passed) << boost::json::serialize(checks->tests[0].got);
  auto fields = checks->tests[1].got.at("fields").as_array();
  std::vector<std::string> named;
  for (const auto& field : fields) named.emplace_back(field.as_string());
  EXPECT_THAT(named, ::testing::UnorderedElementsAre("score", "solved"));
  EXPECT_TRUE(h.studio->check_text(DocumentKind::form, "call_back", R"({"type":"object","properties":{"a":{"type":"nothing"}}})", {}, nine())->fatal());
}

}  // namespace
}  // namespace yiwang::testing
