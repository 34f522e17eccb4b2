#include <gtest/gtest.h>

#include <random>

#include "flow/diagram/compare.h"
#include "flow/diagram/model.h"

namespace yiwang::bpmn {
namespace {

const std::string kSeed = tests::file_of(R"(<message id="m" name="m"/><error id="er" errorCode="1"/>
<process id="p" isExecutable="true"><startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="g"/><exclusiveGateway id="g" default="f3"/>
<sequenceFlow id="f2" sourceRef="g" targetRef="t"><conditionExpression xsi:type="tFormalExpression">a &gt; 1</conditionExpression></sequenceFlow>
<sequenceFlow id="f3" sourceRef="g" targetRef="sub"/><userTask id="t" name="甲" yiwang:stage="handling"><multiInstanceLoopCharacteristics><loopCardinality
xsi:type="tFormalExpression">3</loopCardinality></multiInstanceLoopCharacteristics></userTask><boundaryEvent id="b" attachedToRef="t"><timerEventDefinition id="ti">
<timeDuration xsi:type="tFormalExpression">P1D</timeDuration></timerEventDefinition></boundaryEvent><sequenceFlow id="f4" sourceRef="b" targetRef="e"/>
<sequenceFlow id="f5" sourceRef="t" targetRef="e"/><subProcess id="sub"><startEvent id="s2"/><sequenceFlow id="f6" sourceRef="s2" targetRef="e2"/><endEvent id="e2">
<errorEventDefinition id="ed" errorRef="er"/></endEvent></subProcess><sequenceFlow id="f7" sourceRef="sub" targetRef="e"/><endEvent id="e"/></process>)");

/// One small piece of damage, as a careless editor or a hostile sender would do it.
std::string damaged(std::string text, std::mt19937& random) {
  const auto below = [&](std::size_t n) { return n == 0 ? 0 : static_cast<std::size_t>(random()) % n; };
  const auto at = below(text.size());
  switch (below(6)) {
    case 0: text[at] = static_cast<char>(below(256)); break;
    case 1: text.erase(at, 1 + below(40)); break;
    case 2: text.insert(at, text.substr(below(text.size()), 1 + below(60))); break;
    case 3: text.insert(at, std::string(1 + below(3), "<>&\"'/=\0"[below(8)])); break;
    case 4: {
      const auto from = text.find('<', at);
      const auto to = text.find('>', at + below(200));
      if (from != std::string::npos && to != std::string::npos && to > from) text.erase(from, to - from + 1);
      break;
    }
    default: {
      const auto from = text.find("=\"", at);
      if (from != std::string::npos) text.replace(from + 2, 1 + below(4), std::to_string(below(1000)));
    }
  }
  return text;
}

TEST(DamagedFiles, AreReadOrRefusedButNeverCrashAndWhatIsReadWritesBack) {
  std::mt19937 random(20261121);
  std::size_t read_again = 0;
  for (int round = 0; round < 4000; ++round) {
    auto text = kSeed;
    for (int hits = 1 + round % 4; hits > 0; --hits) text = damaged(std::move(text), random);
    const auto document = read(text);
    if (!document) continue;
    (void)check(*document);
    const auto again = read(write(*document));
    ASSERT_TRUE(again) << text;
    ASSERT_EQ(canonical(*again), canonical(*document)) << text;
    ++read_again;
  }
  EXPECT_GT(read_again, 300u);
}

TEST(DamagedFiles, TheSeedItselfIsFine) { EXPECT_EQ(tests::rules_broken(kSeed), std::set<std::string>{}); }

}  // namespace
}  // namespace yiwang::bpmn
