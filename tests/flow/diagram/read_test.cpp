#include "flow/diagram/document.h"

#include <gmock/gmock.h>

#include "flow/diagram/kept.h"
#include "flow/diagram/model.h"

namespace yiwang::bpmn {
namespace {

using tests::around;
using tests::file_of;
using tests::process_of;

Definitions definitions_of(const std::string& text) {
  const auto document = read(text);
  EXPECT_TRUE(document.has_value()) << (document ? "" : document.error().facts.back().second);
  return document ? document->definitions() : Definitions{};
}

TEST(ReadingDiagrams, GivesNodesFlowsAndTheirConnections) {
  const auto all = definitions_of(around(R"(<userTask id="n" name="核实"><documentation>看现场</documentation></userTask>)"));
  ASSERT_EQ(all.processes.size(), 1u);
  const auto& body = all.processes[0].body;
  EXPECT_TRUE(all.processes[0].executable);
  ASSERT_EQ(body.nodes.size(), 3u);
  EXPECT_EQ(body.nodes[1].kind, NodeKind::user_task);
  EXPECT_EQ(body.nodes[1].name, "核实");
  EXPECT_EQ(body.nodes[1].documentation, "看现场");
  EXPECT_THAT(body.nodes[1].incoming, testing::ElementsAre("f1"));
  EXPECT_THAT(body.nodes[1].outgoing, testing::ElementsAre("f2"));
}

TEST(ReadingDiagrams, UnderstandsPrefixesOfAnyName) {
  const auto all = definitions_of(R"(<x:definitions xmlns:x="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><x:process id="p"/></x:definitions>)");
  ASSERT_EQ(all.processes.size(), 1u);
  EXPECT_FALSE(all.processes[0].executable);
}

TEST(ReadingDiagrams, CopiesSharedEventDefinitionsIntoTheEvent) {
  const auto all = definitions_of(file_of(R"(<timerEventDefinition id="t"><timeDuration xsi:type="tFormalExpression">P1D</timeDuration></timerEventDefinition>
    <process id="p"><intermediateCatchEvent id="c"><eventDefinitionRef>tns:t</eventDefinitionRef></intermediateCatchEvent></process>)"));
  const auto& event = all.processes[0].body.nodes[0];
  ASSERT_EQ(event.events.size(), 1u);
  EXPECT_EQ(event.events[0].kind, EventKind::timer);
  EXPECT_EQ(event.events[0].duration.text, "P1D");
  EXPECT_TRUE(event.events[0].duration.formal);
  EXPECT_TRUE(event.events[0].shared);
}

TEST(ReadingDiagrams, ReadsLoopsAndMultiInstances) {
  const auto all = definitions_of(around(R"(<userTask id="n"><multiInstanceLoopCharacteristics isSequential="true" behavior="One" oneBehaviorEventRef="x"
    yiwang:collection="units" yiwang:item="unit"><loopCardinality xsi:type="tFormalExpression">3</loopCardinality>
    <completionCondition xsi:type="tFormalExpression">done &gt;= 2</completionCondition></multiInstanceLoopCharacteristics></userTask>)"));
  const auto& task = all.processes[0].body.nodes[1];
  EXPECT_EQ(task.loop.kind, Loop::Kind::multi);
  EXPECT_TRUE(task.loop.sequential);
  EXPECT_EQ(task.loop.behavior, Behavior::one);
  EXPECT_EQ(task.loop.one_event, "x");
  EXPECT_EQ(task.loop.cardinality.text, "3");
  EXPECT_EQ(task.loop.completion.text, "done >= 2");
  EXPECT_EQ(task.extension.collection, "units");
  EXPECT_EQ(task.extension.collection_item, "unit");
}

TEST(ReadingDiagrams, ReadsNestedLanesAndBodies) {
  const auto all = definitions_of(process_of(R"(<laneSet id="ls"><lane id="l1"><flowNodeRef>sub</flowNodeRef><childLaneSet id="c"><lane id="l2"/></childLaneSet></lane></laneSet>
    <subProcess id="sub"><task id="inner"/></subProcess>)"));
  const auto& body = all.processes[0].body;
  ASSERT_EQ(body.lanes.size(), 1u);
  EXPECT_THAT(body.lanes[0].nodes, testing::ElementsAre("sub"));
  EXPECT_EQ(body.lanes[0].lanes[0].id, "l2");
  ASSERT_NE(find_node(body, "inner"), nullptr);
  EXPECT_EQ(find_node(body, "nobody"), nullptr);
}

TEST(ReadingDiagrams, PairsCompensationBoundariesWithTheirHandlers) {
  const auto all = definitions_of(process_of(R"(<task id="t"/><boundaryEvent id="b" attachedToRef="t"><compensateEventDefinition/></boundaryEvent>
    <task id="undo" isForCompensation="true"/><textAnnotation id="note"/><association id="a1" sourceRef="b" targetRef="undo"/><association id="a2" sourceRef="t" targetRef="note"/>)"));
  const auto& links = all.processes[0].body.compensations;
  ASSERT_EQ(links.size(), 1u);
  EXPECT_EQ(links[0].source, "b");
  EXPECT_EQ(links[0].target, "undo");
}

TEST(ReadingExtensions, TakesOursByName) {
  const auto all = definitions_of(file_of(R"(<process id="p" isExecutable="true" yiwang:allow="return jump  add_signer"><userTask id="n" yiwang:stage="handling"
    yiwang:operations="resolve return" yiwang:form="visit" yiwang:assign="unit.lead" yiwang:due="P1D" yiwang:calendar="office" yiwang:colour="red"/></process>)"));
  EXPECT_THAT(all.processes[0].extension.allow, testing::ElementsAre("return", "jump", "add_signer"));
  const auto& mine = all.processes[0].body.nodes[0].extension;
  EXPECT_EQ(mine.stage, "handling");
  EXPECT_THAT(mine.operations, testing::ElementsAre("resolve", "return"));
  EXPECT_EQ(mine.form, "visit");
  EXPECT_EQ(mine.due, "P1D");
  EXPECT_EQ(mine.calendar, "office");
  EXPECT_EQ(mine.others.at("colour"), "red");
  EXPECT_TRUE(all.notes.empty());
}

TEST(ReadingExtensions, UnderstandsOtherToolsAndSaysSo) {
  const auto all = definitions_of(around(R"(<userTask id="n" camunda:assignee="${lead}" camunda:formKey="visit"/>)"));
  const auto& mine = all.processes[0].body.nodes[1].extension;
  EXPECT_EQ(mine.assign, "lead");
  EXPECT_EQ(mine.form, "visit");
  ASSERT_EQ(all.notes.size(), 2u);
  EXPECT_EQ(all.notes[0].element, "n");
  const auto zeebe = definitions_of(around(R"(<businessRuleTask id="n"><extensionElements><zeebe:calledDecision decisionId="d" resultVariable="r"/></extensionElements></businessRuleTask>)"));
  EXPECT_EQ(zeebe.processes[0].body.nodes[1].extension.decision, "d");
  EXPECT_EQ(zeebe.processes[0].body.nodes[1].extension.result, "r");
}

TEST(ReadingExtensions, TranslatesPlainConditionsOnly) {
  const auto condition = [](const std::string& text) {
    const auto all = definitions_of(process_of(R"(<sequenceFlow id="f" sourceRef="a" targetRef="b"><conditionExpression>)" + text + "</conditionExpression></sequenceFlow>"));
    return all.processes[0].body.flows[0].condition.text;
  };
  EXPECT_EQ(condition("${amount == 5 &amp;&amp; kind != 'a'}"), "amount = 5 and kind != \"a\"");
  EXPECT_EQ(condition("= a &gt; 1"), "a > 1");
  EXPECT_EQ(condition("${bean.check(x)}"), "${bean.check(x)}");
  EXPECT_EQ(condition("a &gt; 1"), "a > 1");
}

TEST(ImportedDiagrams, SayWhatIsKeptWithoutMeaningAnything) {
  const auto document = read(file_of(R"(<collaboration id="c"><participant id="x"/><conversation id="v"/></collaboration><process id="p"><group id="g"/>
    <task id="t" yiwang:stage="a"><extensionElements><foo:bar xmlns:foo="urn:foo" foo:x="1"/></extensionElements></task></process>)"));
  ASSERT_TRUE(document);
  const auto kept = kept_only(*document);
  EXPECT_THAT(kept.elements, testing::ElementsAre(testing::Pair("conversation", 1u), testing::Pair("group", 1u)));
  EXPECT_THAT(kept.namespaces, testing::ElementsAre(testing::Pair("urn:foo", 2u)));
}

TEST(WritingDiagrams, GivesEverythingBack) {
  const auto text = file_of(R"(<!-- kept --><process id="p"><extensionElements><foo:bar xmlns:foo="urn:foo" a="1&#10;2">x<![CDATA[<y>]]></foo:bar></extensionElements>
    <task id="t" name="&quot;甲&quot; &lt; 乙"/></process><bpmndi:BPMNDiagram id="d"><bpmndi:BPMNPlane id="pl" bpmnElement="p"><bpmndi:BPMNShape id="sh" bpmnElement="t">
    <dc:Bounds x="1" y="2" width="3" height="4"/></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>)");
  const auto first = read(text);
  ASSERT_TRUE(first);
  const auto written = write(*first);
  EXPECT_NE(written.find("<!-- kept -->"), std::string::npos);
  EXPECT_NE(written.find("<![CDATA[<y>]]>"), std::string::npos);
  EXPECT_NE(written.find("1&#10;2"), std::string::npos);
  const auto second = read(written);
  ASSERT_TRUE(second);
  EXPECT_EQ(write(*second), written);
}

}  // namespace
}  // namespace yiwang::bpmn
