#include "flow/rules/read.h"

#include <gtest/gtest.h>

#include "flow/rules/tables.h"

namespace yiwang::dmn {
namespace {

using testing::file_of;

std::string why(const Result<Definitions>& result) {
  if (result) return "read";
  for (const auto& [key, value] : result.error().facts) {
    if (key == "detail") return value;
  }
  return std::string(code_of(result.error().reason));
}

TEST(Read, refuses_a_document_type_so_that_no_entity_is_ever_expanded) {
  EXPECT_EQ(why(read("<!DOCTYPE a [<!ENTITY x \"y\">]><definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\"/>")), "doctype");
  EXPECT_EQ(why(read("<!DOCTYPE definitions SYSTEM \"file:///etc/passwd\"><definitions/>")), "doctype");
}

TEST(Read, refuses_what_is_not_xml_or_not_dmn) {
  EXPECT_EQ(why(read("")), "not_xml");
  EXPECT_EQ(why(read("hello")), "not_xml");
  EXPECT_EQ(why(read("<definitions")), "not_xml");
  EXPECT_EQ(why(read("<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>")), "not_dmn");
}

TEST(Read, refuses_boxes_in_boxes_without_end) {
  std::string open, close;
  for (int i = 0; i < 100; ++i) {
    open += "<list>";
    close += "</list>";
  }
  EXPECT_EQ(why(read(file_of("<decision name=\"d\">" + open + close + "</decision>"))), "too_deep");
}

TEST(Read, knows_the_versions_by_their_namespace_and_any_prefix) {
  const auto version = [](const std::string& space) {
    return read("<dmn:definitions xmlns:dmn=\"" + space + "\" name=\"n\" namespace=\"s\"><dmn:inputData name=\"a\"/></dmn:definitions>")->version;
  };
  EXPECT_EQ(version("http://www.omg.org/spec/DMN/20151101/dmn.xsd"), "1.1");
  EXPECT_EQ(version("http://www.omg.org/spec/DMN/20180521/MODEL/"), "1.2");
  EXPECT_EQ(version("https://www.omg.org/spec/DMN/20191111/MODEL/"), "1.3");
  EXPECT_EQ(version("https://www.omg.org/spec/DMN/20211108/MODEL/"), "1.4");
  EXPECT_EQ(version("https://www.omg.org/spec/DMN/20230324/MODEL/"), "1.5");
}

TEST(Read, takes_a_table_as_dmn_js_writes_it) {
  const auto file = read(file_of(R"(<decision id="D" name="Dispatch"><decisionTable id="T" hitPolicy="COLLECT" aggregation="SUM">
    <input id="I" label="Matter"><inputExpression id="E" typeRef="string"><text>matter</text></inputExpression><inputValues><text>"a","b"</text></inputValues></input>
    <output id="O" name="hours" typeRef="number"/><annotation name="why"/>
    <rule id="R"><description>first</description><inputEntry id="x"><text></text></inputEntry><outputEntry id="y"><text>4</text></outputEntry>
      <annotationEntry><text>law 7</text></annotationEntry></rule></decisionTable></decision>)"));
  ASSERT_TRUE(file.has_value());
  const auto* table = file->table("Dispatch");
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(mark_of(table->hit_policy, table->aggregation), "C+");
  EXPECT_EQ(table->inputs[0].title(), "Matter");
  EXPECT_EQ(table->inputs[0].values, "\"a\",\"b\"");
  EXPECT_EQ(table->rules[0].inputs, std::vector<std::string>{""});
  EXPECT_EQ(table->rules[0].annotations, std::vector<std::string>{"law 7"});
  EXPECT_EQ(table->rules[0].description, "first");
  EXPECT_EQ(file->table("D"), table);
}

}  // namespace
}  // namespace yiwang::dmn
