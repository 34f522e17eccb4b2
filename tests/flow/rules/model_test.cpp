#include "flow/rules/model.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "flow/rules/read.h"
#include "flow/rules/tables.h"

namespace yiwang::dmn {
namespace {

using testing::feel_value;
using testing::file_of;

std::shared_ptr<const Definitions> file(const std::string& elements, const std::string& name_space = "urn:test") {
  auto out = read(file_of(elements, name_space));
  EXPECT_TRUE(out.has_value());
  return std::make_shared<const Definitions>(std::move(*out));
}

std::string told(const Result<Outcome>& outcome) {
  if (!outcome) return std::string(code_of(outcome.error().reason));
  auto out = outcome->value.to_text();
  for (const auto& problem : outcome->problems) out += " [" + problem.element + ": " + problem.code + "]";
  return out;
}

std::string ask(const std::string& elements, const std::string& what, const std::string& input = "{}") {
  const auto model = Model::compile(file(elements));
  return told((*model)->evaluate(what, feel_value(input)));
}

std::string literal(const std::string& text) { return "<literalExpression><text>" + text + "</text></literalExpression>"; }
std::string input(const std::string& name, const std::string& type = "Any") {
  return "<inputData id=\"" + name + "\" name=\"" + name + "\"><variable name=\"" + name + "\" typeRef=\"" + type + "\"/></inputData>";
}
std::string decision(const std::string& name, const std::string& logic, const std::vector<std::string>& inputs = {}, const std::vector<std::string>& decisions = {},
                     const std::vector<std::string>& knowledge = {}, const std::string& type = "Any") {
  std::string out = "<decision id=\"" + name + "\" name=\"" + name + "\"><variable name=\"" + name + "\" typeRef=\"" + type + "\"/>";
  for (const auto& each : inputs) out += "<informationRequirement><requiredInput href=\"#" + each + "\"/></informationRequirement>";
  for (const auto& each : decisions) out += "<informationRequirement><requiredDecision href=\"#" + each + "\"/></informationRequirement>";
  for (const auto& each : knowledge) out += "<knowledgeRequirement><requiredKnowledge href=\"#" + each + "\"/></knowledgeRequirement>";
  return out + logic + "</decision>";
}
std::string knowledge(const std::string& name, const std::string& parameters, const std::string& body, const std::string& kind = "FEEL") {
  return "<businessKnowledgeModel id=\"" + name + "\" name=\"" + name + "\"><variable name=\"" + name + "\"/><encapsulatedLogic kind=\"" + kind + "\">" + parameters + body +
         "</encapsulatedLogic></businessKnowledgeModel>";
}

TEST(Model, works_a_decision_out_from_the_decisions_and_inputs_it_requires) {
  const auto model = input("a", "number") + decision("twice", literal("a * 2"), {"a"}) + decision("more", literal("twice + 1"), {}, {"twice"});
  EXPECT_EQ(ask(model, "more", "{a: 4}"), "9");
  EXPECT_EQ(ask(model, "nothing"), "not_found");
}

TEST(Model, an_element_is_seen_only_where_it_is_required) {
  const auto model = input("a", "number") + decision("blind", literal("a"));
  EXPECT_EQ(ask(model, "blind", "{a: 4}").substr(0, 4), "null");
}

TEST(Model, a_name_declared_nowhere_is_taken_from_the_input) { EXPECT_EQ(ask(decision("d", literal("undeclared + 1")), "d", "{undeclared: 4}"), "5"); }

TEST(Model, an_absent_input_is_null_and_a_wrong_one_too_with_a_problem) {
  const auto model = input("a", "number") + decision("d", literal("a = null"), {"a"});
  EXPECT_EQ(ask(model, "d"), "true");
  EXPECT_EQ(ask(model, "d", "{a: \"x\"}"), "true [d: wrong_type]");
}

TEST(Model, a_result_of_the_wrong_type_is_null) {
  EXPECT_EQ(ask(decision("d", literal("\"x\""), {}, {}, {}, "number"), "d"), "null [d: wrong_type]");
  EXPECT_EQ(ask(decision("d", literal("[7]"), {}, {}, {}, "number"), "d"), "7");
}

TEST(Model, item_definitions_check_members_and_allowed_values) {
  const std::string items = R"(<itemDefinition name="tGrade"><typeRef>string</typeRef><allowedValues><text>"A","B"</text></allowedValues></itemDefinition>
    <itemDefinition name="tGrades" isCollection="true"><typeRef>tGrade</typeRef></itemDefinition>
    <itemDefinition name="tPupil"><itemComponent name="name"><typeRef>string</typeRef></itemComponent><itemComponent name="best grade"><typeRef>tGrade</typeRef></itemComponent></itemDefinition>
    <itemDefinition name="tFew" isCollection="true"><typeRef>number</typeRef><typeConstraint><text>count(?) &lt; 3</text></typeConstraint></itemDefinition>)";
  const auto model = items + input("p", "tPupil") + input("g", "tGrades") + input("f", "tFew") + decision("d", literal("p.best grade"), {"p"}) +
                     decision("e", literal("count(g)"), {"g"}) + decision("h", literal("f"), {"f"});
  EXPECT_EQ(ask(model, "d", "{p: {name: \"x\", \"best grade\": \"A\"}}"), "\"A\"");
  EXPECT_EQ(ask(model, "d", "{p: {name: \"x\", \"best grade\": \"Z\"}}").substr(0, 20), "null [d: wrong_type]");
  EXPECT_EQ(ask(model, "e", "{g: [\"A\", \"B\"]}"), "2");
  EXPECT_EQ(ask(model, "e", "{g: [\"A\", \"Q\"]}").substr(0, 4), "null");
  EXPECT_EQ(ask(model, "h", "{f: [1, 2]}"), "[1, 2]");
  EXPECT_EQ(ask(model, "h", "{f: [1, 2, 3]}"), "null [h: wrong_type]");
}

TEST(Model, knowledge_is_called_as_a_function_and_by_invocation) {
  const auto add = knowledge("add", R"(<formalParameter name="x" typeRef="number"/><formalParameter name="y" typeRef="number"/>)", literal("x + y"));
  EXPECT_EQ(ask(add + decision("d", literal("add(1, 2) + add(y: 10, x: 20)"), {}, {}, {"add"}), "d"), "33");
  const std::string call = "<invocation>" + literal("add") + "<binding><parameter name=\"y\"/>" + literal("1") + "</binding><binding><parameter name=\"x\"/>" + literal("2") +
                           "</binding></invocation>";
  EXPECT_EQ(ask(add + decision("d", call, {}, {}, {"add"}), "d"), "3");
  EXPECT_EQ(ask(add + decision("d", literal("add(\"a\", 2)"), {}, {}, {"add"}), "d").substr(0, 4), "null");
}

TEST(Model, two_parameters_of_one_name_share_a_place) {
  const std::string twice = R"(<formalParameter name="x"/><formalParameter name="x"/>)";
  EXPECT_EQ(ask(knowledge("k", twice, literal("x")) + decision("d", literal("k(1, 2)"), {}, {}, {"k"}), "d"), "2");
  EXPECT_EQ(ask(knowledge("k", "", "<functionDefinition>" + twice + literal("x") + "</functionDefinition>") + decision("d", literal("k()(1, 2)"), {}, {}, {"k"}), "d"), "2");
}

TEST(Model, knowledge_may_call_itself_and_stops_when_it_never_ends) {
  const auto factorial = knowledge("factorial", R"(<formalParameter name="n" typeRef="number"/>)", literal("if n &lt;= 1 then 1 else n * factorial(n - 1)"));
  EXPECT_EQ(ask(factorial + decision("d", literal("factorial(20)"), {}, {}, {"factorial"}), "d"), "2432902008176640000");
  const auto endless = knowledge("endless", R"(<formalParameter name="n"/>)", literal("endless(n + 1)"));
  EXPECT_NE(ask(endless + decision("d", literal("endless(1)"), {}, {}, {"endless"}), "d").find("too_deep"), std::string::npos);
}

TEST(Model, java_and_pmml_are_refused_and_named) {
  const auto model = Model::compile(file(knowledge("math", R"(<formalParameter name="x"/>)", literal("1"), "Java") + decision("d", literal("math(1)"), {}, {}, {"math"})));
  ASSERT_EQ((*model)->faults().size(), 1u);
  EXPECT_EQ((*model)->faults()[0].rule, "unsupported_java");
  EXPECT_EQ(told((*model)->evaluate("d", feel::Value{})), "null [d: unsupported_java]");
}

TEST(Model, a_service_decides_from_its_own_inputs_only) {
  const auto model = input("a", "number") + decision("rate", literal("7")) + decision("price", literal("a * rate"), {"a"}, {"rate"}) +
                     R"(<decisionService id="s" name="s"><variable name="s"/><outputDecision href="#price"/><inputDecision href="#rate"/><inputData href="#a"/></decisionService>)" +
                     decision("outside", literal("[s(2, 3), s(rate: 5, a: 1), rate, a]"), {"a"}, {"rate"}, {"s"});
  EXPECT_EQ(ask(model, "outside", "{a: 100}"), "[6, 5, 7, 100]");
  EXPECT_EQ(ask(model, "s", "{a: 2, rate: 10}"), "20");
  EXPECT_EQ(ask(model, "price", "{a: 2}"), "14");
}

TEST(Model, boxes_within_boxes) {
  const std::string context = "<context><contextEntry><variable name=\"base price\"/>" + literal("10") + "</contextEntry><contextEntry><variable name=\"twice\"/>" +
                              "<functionDefinition><formalParameter name=\"n\"/>" + literal("n * 2 + base price") + "</functionDefinition></contextEntry><contextEntry>" +
                              literal("twice(base price)") + "</contextEntry></context>";
  EXPECT_EQ(ask(decision("d", context), "d"), "30");
  EXPECT_EQ(ask(decision("d", "<relation><column name=\"a\"/><column name=\"b\"/><row>" + literal("1") + literal("2") + "</row><row>" + literal("3") + literal("4") + "</row></relation>"), "d"),
            "[{a: 1, b: 2}, {a: 3, b: 4}]");
  EXPECT_EQ(ask(decision("d", "<list>" + literal("1") + "<list>" + literal("2") + "</list></list>"), "d"), "[1, [2]]");
}

TEST(Model, boxed_loops_filters_and_choices) {
  const auto in = "<in>" + literal("[1, 2, 3]") + "</in>";
  EXPECT_EQ(ask(decision("d", "<for iteratorVariable=\"x\">" + in + "<return>" + literal("x + count(partial)") + "</return></for>"), "d"), "[1, 3, 5]");
  EXPECT_EQ(ask(decision("d", "<some iteratorVariable=\"x\">" + in + "<satisfies>" + literal("x > 2") + "</satisfies></some>"), "d"), "true");
  EXPECT_EQ(ask(decision("d", "<every iteratorVariable=\"x\">" + in + "<satisfies>" + literal("x > 2") + "</satisfies></every>"), "d"), "false");
  EXPECT_EQ(ask(decision("d", "<filter>" + in + "<match>" + literal("item > 1") + "</match></filter>"), "d"), "[2, 3]");
  EXPECT_EQ(ask(decision("d", "<conditional><if>" + literal("1 > 2") + "</if><then>" + literal("\"a\"") + "</then><else>" + literal("\"b\"") + "</else></conditional>"), "d"), "\"b\"");
}

TEST(Model, a_function_keeps_what_it_was_made_with) {
  const auto maker = knowledge("adder", R"(<formalParameter name="n"/>)", "<functionDefinition><formalParameter name=\"m\"/>" + literal("n + m") + "</functionDefinition>");
  EXPECT_EQ(ask(maker + decision("five", literal("adder(5)"), {}, {}, {"adder"}) + decision("d", literal("five(2)"), {}, {"five"}), "d"), "7");
}

TEST(Model, imported_elements_stand_under_the_name_of_the_import) {
  const auto lower = file(R"(<itemDefinition name="tAge"><typeRef>number</typeRef></itemDefinition>)" + input("name") +
                              knowledge("hello", R"(<formalParameter name="who"/>)", literal("\"hello \" + who")) + decision("greeting", literal("\"dear \" + name"), {"name"}), "urn:lower");
  const std::string import = R"(<import namespace="urn:lower" name="low er" importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/>)";
  const auto upper = file(import + R"(<inputData id="age" name="age"><variable name="age" typeRef="low er.tAge"/></inputData><decision id="d" name="d"><variable name="d"/>
    <informationRequirement><requiredInput href="#age"/></informationRequirement><informationRequirement><requiredDecision href="urn:lower#greeting"/></informationRequirement>
    <knowledgeRequirement><requiredKnowledge href="urn:lower#hello"/></knowledgeRequirement>)" + literal("low er.hello(low er.greeting) + string(age)") + "</decision>");
  const std::vector<std::shared_ptr<const Definitions>> others = {lower};
  const auto model = Model::compile(upper, others);
  ASSERT_TRUE(model.has_value());
  EXPECT_TRUE((*model)->faults().empty());
  EXPECT_EQ(told((*model)->evaluate("d", feel_value("{age: 7, name: \"Li\"}"))), "\"hello dear Li7\"");
  EXPECT_EQ(told((*model)->evaluate("d", feel_value("{age: 7, \"low er\": {name: \"Wu\"}}"))), "\"hello dear Wu7\"");
  EXPECT_FALSE(Model::compile(upper).has_value());
}

TEST(Model, an_import_without_a_name_puts_its_elements_among_ones_own) {
  const auto lower = file(knowledge("hello", R"(<formalParameter name="who"/>)", literal("\"hello \" + who")), "urn:lower");
  const auto upper = file(R"(<import namespace="urn:lower" name="" importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/><decision id="d" name="d">
    <knowledgeRequirement><requiredKnowledge href="urn:lower#hello"/></knowledgeRequirement>)" + literal("hello(\"you\")") + "</decision>");
  const std::vector<std::shared_ptr<const Definitions>> others = {lower};
  EXPECT_EQ(told((*Model::compile(upper, others))->evaluate("d", feel::Value{})), "\"hello you\"");
}

TEST(Model, decisions_that_need_each_other_are_a_fault_and_do_not_hang) {
  const auto model = Model::compile(file(decision("a", literal("b"), {}, {"b"}) + decision("b", literal("a"), {}, {"a"})));
  ASSERT_EQ((*model)->faults().size(), 1u);
  EXPECT_EQ((*model)->faults()[0].rule, "cycle");
  EXPECT_EQ(told((*model)->evaluate("a", feel::Value{})).substr(0, 4), "null");
}

TEST(Model, a_chain_of_thousands_of_decisions_is_stopped_and_not_a_crash) {
  std::string elements = decision("d0", literal("1"));
  for (int i = 1; i < 3000; ++i) elements += decision("d" + std::to_string(i), literal("d" + std::to_string(i - 1)), {}, {"d" + std::to_string(i - 1)});
  EXPECT_NE(ask(elements, "d2999").find("too_deep"), std::string::npos);
}

TEST(Model, names_what_does_not_read_and_where) {
  const auto model = Model::compile(file(decision("d", R"(<literalExpression id="x"><text>1 +</text></literalExpression>)", {"missing"}, {}, {}, "tUnknown")));
  std::vector<std::string> rules;
  for (const auto& fault : (*model)->faults()) rules.push_back(fault.rule + " " + fault.element);
  EXPECT_EQ(rules, (std::vector<std::string>{"unknown_type d", "unknown_reference d", "bad_expression d"}));
}

TEST(Model, cells_in_another_language_are_refused_and_not_run_as_feel) {
  const auto model = Model::compile(file(decision("d", R"(<decisionTable><input><inputExpression expressionLanguage="https://www.omg.org/spec/DMN/20191111/FEEL/"><text>a</text></inputExpression></input>
    <output/><rule><inputEntry id="c" expressionLanguage="javascript"><text>1</text></inputEntry><outputEntry><text>2</text></outputEntry></rule></decisionTable>)")));
  ASSERT_EQ((*model)->faults().size(), 1u);
  EXPECT_EQ((*model)->faults()[0].rule + " " + (*model)->faults()[0].id, "unsupported_language c");
  EXPECT_EQ(told((*model)->evaluate("d", feel_value("{a: 1}"))), "null [d: unsupported_language]");
}

TEST(Model, many_threads_may_ask_at_once) {
  const auto model = Model::compile(file(input("a", "number") + knowledge("twice", R"(<formalParameter name="x"/>)", literal("x * 2")) +
                                         decision("d", literal("twice(a) + count(for i in 1..10 return twice(i))"), {"a"}, {}, {"twice"})));
  std::vector<std::jthread> threads;
  std::atomic<int> wrong = 0;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 200; ++i) {
        const auto asked = feel::Value::make_context({{"a", feel::Value::make_number(t * 1000 + i)}});
        if ((*model)->evaluate("d", asked)->value != feel::Value::make_number(2 * (t * 1000 + i) + 10)) ++wrong;
      }
    });
  }
  threads.clear();
  EXPECT_EQ(wrong, 0);
}

TEST(Model, texts_are_read_as_dates_and_times_only_where_the_model_says_so) {
  const std::string items = R"(<itemDefinition name="tStay"><itemComponent name="from"><typeRef>date</typeRef></itemComponent><itemComponent name="nights" isCollection="true"><typeRef>date</typeRef></itemComponent></itemDefinition>)";
  const auto model = Model::compile(file(items + input("stay", "tStay") + input("word", "string") +
                                         decision("d", literal("[stay.from.year, stay.nights[1].day, word]"), {"stay", "word"}) +
                                         decision("t", R"(<decisionTable><input><inputExpression typeRef="time"><text>at</text></inputExpression></input><output/>
                                           <rule><inputEntry><text>&lt; time("12:00:00")</text></inputEntry><outputEntry><text>"morning"</text></outputEntry></rule></decisionTable>)")));
  const auto asked = feel_value(R"({stay: {from: "2026-03-01", nights: ["2026-03-02"]}, word: "2026-01-01", at: "09:00:00"})");
  EXPECT_EQ(told((*model)->evaluate("d", asked)), "[2026, 2, \"2026-01-01\"]");
  EXPECT_EQ(told((*model)->evaluate("t", asked)), "\"morning\"");
  EXPECT_NE(told((*model)->evaluate("d", asked, {.read_texts = false})).find("wrong_type"), std::string::npos);
}

TEST(Model, people_answer_a_decision_without_logic) {
  EXPECT_EQ(ask(decision("opinion", ""), "opinion", "{opinion: \"yes\"}"), "\"yes\"");
  EXPECT_EQ(ask(decision("opinion", ""), "opinion"), "null");
}

}  // namespace
}  // namespace yiwang::dmn
