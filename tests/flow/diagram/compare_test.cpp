#include "flow/diagram/compare.h"

#include <gtest/gtest.h>

#include "flow/diagram/model.h"

namespace yiwang::bpmn {
namespace {

std::string picture(const std::string& x) {
  return R"(<bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement="p"><bpmndi:BPMNShape id="sh" bpmnElement="a"><dc:Bounds x=")" + x +
         R"(" y="2" width="3" height="4"/></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>)";
}

std::string file(const std::string& inside, const std::string& x = "1") { return tests::file_of("<process id=\"p\">" + inside + "</process>" + picture(x)); }

std::string told(const std::string& before, const std::string& after) {
  std::string out;
  for (const auto& change : compare(*read(before), *read(after))) {
    out += std::string(code_of(change.what)) + " " + change.element + " " + change.kind;
    if (!change.name.empty()) out += " " + change.name;
    for (const auto& detail : change.details) out += " [" + detail.field + ": " + detail.before + " -> " + detail.after + "]";
    out += "\n";
  }
  return out;
}

TEST(ComparingVersions, SameFilesHaveNoDifference) {
  const auto text = file(R"(<task id="a" name="甲"/>)");
  EXPECT_EQ(told(text, text), "");
}

TEST(ComparingVersions, WhiteSpacePrefixesAndFlowListsDoNotCount) {
  EXPECT_EQ(told(file(R"(<task id="a" name="甲"/>)"), file("\n   <x:task xmlns:x=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" name=\"甲\" id=\"a\"><x:incoming>f</x:incoming></x:task>\n")), "");
}

TEST(ComparingVersions, NamesWhatWasAddedRemovedAndChanged) {
  EXPECT_EQ(told(file(R"(<task id="a" name="甲"/><task id="b"/>)"), file(R"(<userTask id="a" name="乙" yiwang:due="P1D"/><task id="c" name="丙"/>)")),
            "changed a userTask 乙 [kind: task -> userTask] [name: 甲 -> 乙] [yiwang:due:  -> P1D]\n"
            "added c task 丙\n"
            "removed b task\n");
}

TEST(ComparingVersions, ShowsConditionsAndExtensions) {
  const auto flow = [](const std::string& condition) {
    return file(R"(<task id="a"/><sequenceFlow id="f" sourceRef="a" targetRef="a"><conditionExpression xsi:type="tFormalExpression">)" + condition +
                "</conditionExpression></sequenceFlow>");
  };
  EXPECT_EQ(told(flow("x = 1"), flow("x = 2")), "changed f sequenceFlow [conditionExpression: x = 1 -> x = 2]\n");
}

TEST(ComparingVersions, TellsAMoveFromAChange) {
  EXPECT_EQ(told(file(R"(<task id="a"/>)", "1"), file(R"(<task id="a"/>)", "9")), "moved a task [position: 1,2,3,4 -> 9,2,3,4]\n");
  EXPECT_EQ(told(file(R"(<task id="a"/><subProcess id="s"/>)"), file(R"(<subProcess id="s"><task id="a"/></subProcess>)")), "moved a task [parent: p -> s]\n");
}

}  // namespace
}  // namespace yiwang::bpmn
