#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

#include "flow/diagram/model.h"
#include "flow/diagram/rules.h"

namespace yiwang::bpmn {
namespace {

using tests::around;
using tests::file_of;
using tests::process_of;
using tests::rules_broken;

struct Broken {
  std::string rule;
  std::string text;
};

std::vector<Broken> broken_models() {
  std::ifstream in(std::string(YIWANG_SOURCE_DIR) + "/tests/flow/diagram/broken.txt");
  std::vector<Broken> out;
  std::string where;
  std::string inside;
  const auto finish = [&] {
    if (!out.empty()) out.back().text = where == "P" ? process_of(inside) : where == "T" ? around(inside) : file_of(inside);
  };
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("#") || (out.empty() && !line.starts_with("=="))) continue;
    if (!line.starts_with("== ")) {
      inside += line;
      continue;
    }
    finish();
    const auto blank = line.find(' ', 3);
    out.push_back({line.substr(3, blank == std::string::npos ? blank : blank - 3), {}});
    where = blank == std::string::npos ? "" : line.substr(blank + 1);
    inside.clear();
  }
  finish();
  return out;
}

TEST(Rules, EachIsFoundInASmallModelThatBreaksIt) {
  const auto models = broken_models();
  ASSERT_GT(models.size(), 100u);
  for (const auto& model : models) EXPECT_THAT(rules_broken(model.text), testing::Contains(model.rule)) << model.text;
}

TEST(Rules, AllHaveASentenceAndAdviceAndACodeOfTheirOwn) {
  std::set<std::string_view> codes;
  for (const auto& rule : rules()) {
    EXPECT_TRUE(codes.insert(rule.code).second) << rule.code;
    EXPECT_FALSE(rule.holds.empty()) << rule.code;
    EXPECT_FALSE(rule.advice.empty()) << rule.code;
  }
  EXPECT_GT(codes.size(), 150u);
}

TEST(Rules, AllStandInTheManual) {
  std::ifstream in(std::string(YIWANG_SOURCE_DIR) + "/docs/flow-diagram.md");
  const std::string page{std::istreambuf_iterator<char>(in), {}};
  for (const auto& rule : rules()) EXPECT_NE(page.find("| " + std::string(rule.code) + " |"), std::string::npos) << rule.code;
}

TEST(Rules, WhatModelersWriteIsAccepted) {
  EXPECT_THAT(rules_broken(around(R"(<userTask id="n"/>)")), testing::IsEmpty());
  // A message without an item, links paired by name, a condition without xsi:type that is FEEL, a timer from a variable.
  EXPECT_THAT(rules_broken(file_of(R"(<message id="m" name="m"/><process id="p" isExecutable="true"><startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="c"/>
    <intermediateCatchEvent id="c"><messageEventDefinition messageRef="m"/></intermediateCatchEvent><sequenceFlow id="g" sourceRef="c" targetRef="x"/>
    <exclusiveGateway id="x" default="h"/><sequenceFlow id="h" sourceRef="x" targetRef="e"/><sequenceFlow id="i" sourceRef="x" targetRef="l">
    <conditionExpression>amount &gt; 5</conditionExpression></sequenceFlow><intermediateThrowEvent id="l"><linkEventDefinition name="back"/></intermediateThrowEvent>
    <intermediateCatchEvent id="k"><linkEventDefinition name="back"/></intermediateCatchEvent><sequenceFlow id="j" sourceRef="k" targetRef="t"/>
    <intermediateCatchEvent id="t"><timerEventDefinition><timeDate xsi:type="tFormalExpression">=deadline</timeDate></timerEventDefinition></intermediateCatchEvent>
    <sequenceFlow id="n" sourceRef="t" targetRef="e"/><endEvent id="e"/></process>)")),
              testing::IsEmpty());
  EXPECT_THAT(rules_broken(around(R"(<userTask id="n"><multiInstanceLoopCharacteristics camunda:collection="units" camunda:elementVariable="unit"/></userTask>)")),
              testing::IsEmpty());
}

TEST(Rules, PlainlyFormalExpressionsNeedNotSaySo) {
  const auto loop = [](const std::string& condition) {
    return rules_broken(around("<task id=\"n\"><standardLoopCharacteristics><loopCondition>" + condition + "</loopCondition></standardLoopCharacteristics></task>"));
  };
  EXPECT_THAT(loop("counter &lt; 3"), testing::IsEmpty());
  EXPECT_THAT(loop("while it rains"), testing::Contains("EXT.012"));
  EXPECT_THAT(loop("something"), testing::Contains("EXT.012"));
  EXPECT_THAT(rules_broken(around("<task id=\"n\"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></task>")),
              testing::IsEmpty());
}

TEST(Rules, DataDrawnByAModelerAreAccepted) {
  EXPECT_THAT(rules_broken(process_of(R"(<startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="n"/><task id="n"><property id="pr" name="__targetRef_placeholder"/>
    <dataInputAssociation id="i"><sourceRef>r</sourceRef><targetRef>pr</targetRef></dataInputAssociation><dataOutputAssociation id="o"><targetRef>r</targetRef>
    </dataOutputAssociation></task><dataObjectReference id="r" name="通知书" dataObjectRef="d"/><dataObject id="d"/><sequenceFlow id="f2" sourceRef="n" targetRef="e"/><endEvent id="e"/>)")),
              testing::IsEmpty());
}

TEST(Rules, DrawingsMayLeaveDataUnfinished) {
  const auto text = [](const char* executable) {
    return file_of(std::string(R"(<itemDefinition id="i" isCollection="true"/><process id="p" isExecutable=")") + executable + R"("><dataObject id="d" itemSubjectRef="i"/></process>)");
  };
  EXPECT_THAT(rules_broken(text("false")), testing::IsEmpty());
  EXPECT_THAT(rules_broken(text("true")), testing::Contains("EXT.077"));
}

TEST(Rules, AKnownProcessOfAnotherFileMayBeCalled) {
  const auto document = read(around(R"(<callActivity id="n" calledElement="supervision"/>)"));
  ASSERT_TRUE(document);
  const Callable none;
  const auto alone = check(*document, none);
  ASSERT_EQ(alone.size(), 1u);
  EXPECT_EQ(alone[0].rule, "REF.called");
  EXPECT_EQ(alone[0].severity, Severity::not_executed);
  EXPECT_FALSE(refuses(alone, false));
  EXPECT_TRUE(refuses(alone, true));
  const Callable known = {"supervision"};
  EXPECT_TRUE(check(*document, known).empty());
  EXPECT_TRUE(check(*document).empty());
}

TEST(Faults, NameTheElementTheLineAndWhatToDo) {
  const auto document = read(file_of("<process id=\"p\">\n<task id=\"a\"/>\n<task id=\"b\" startQuantity=\"0\"/></process>"));
  ASSERT_TRUE(document);
  const auto faults = check(*document);
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].rule, "EXT.037");
  EXPECT_EQ(faults[0].element, "b");
  EXPECT_EQ(faults[0].line, 7);
  EXPECT_FALSE(faults[0].advice.empty());
}

}  // namespace
}  // namespace yiwang::bpmn
