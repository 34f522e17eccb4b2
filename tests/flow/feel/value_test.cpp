#include "flow/feel/value.h"

#include <gtest/gtest.h>

#include <thread>

#include "flow/feel/expression.h"
#include "flow/feel/type.h"

namespace yiwang::feel {
namespace {

Value value(std::string_view text) { return Expression::parse(text)->evaluate(Scope{}); }

TEST(Values, TextReadsBackAsTheSameValue) {
  for (const char* text : {"null", "true", "-1.5", "\"a\\\"b\\\\n\\n\"", "@\"2026-11-21\"", "@\"10:00:00+08:00\"", "@\"2026-11-21T10:00:00@Asia/Shanghai\"", "@\"P1Y2M\"", "@\"-P1DT0.5S\"",
                           "[1, [\"x\"]]", "{a: 1, \"b c\": {\"\": null}}", "[1..5)", "(< 5)", "(>= 5)", "(= 5)", "(!= 5)", "(<= null)", "\"一个超过二十二个字节的字符串\""}) {
    const auto once = value(text);
    EXPECT_EQ(value(once.to_text()), once) << text;
    EXPECT_EQ(value(once.to_text()).to_text(), once.to_text());
  }
}

TEST(Values, JsonComesAndGoes) {
  const auto in = *json::parse_text(R"({"n":1,"d":0.1,"s":"噪声","l":[true,null],"big":12345678901234567})");
  EXPECT_EQ(boost::json::serialize(to_json(from_json(in))), boost::json::serialize(in));
  EXPECT_EQ(boost::json::serialize(to_json(value("[@\"2026-01-01\", @\"PT1H\", [1..2], 1.50, 2.0]"))), R"(["2026-01-01","PT1H","[1..2]",1.5E0,2])");
}

TEST(Values, AreSmallAndKeepShortStringsInside) {
  EXPECT_EQ(sizeof(Value), 24u);
  const auto copy = value("\"twenty-two bytes long.\"");
  const auto other = copy;
  EXPECT_NE(static_cast<const void*>(copy.as_string().data()), static_cast<const void*>(other.as_string().data()));
  const auto longer = value("\"twenty-three bytes long\"");
  const auto shared = longer;
  EXPECT_EQ(static_cast<const void*>(longer.as_string().data()), static_cast<const void*>(shared.as_string().data()));
}

TEST(Values, NestingIsLimited) {
  Value nested = Value::make_list({});
  int levels = 1;
  while (!nested.is_null()) {
    nested = Value::make_list({nested});
    ++levels;
  }
  EXPECT_EQ(levels, kMaxValueDepth + 1);
}

TEST(Contexts, FindAmongManyNames) {
  Context many;
  for (int i = 0; i < 200; ++i) many.put("name " + std::to_string(i * 7919 % 200), Value::make_number(i));
  for (int i = 0; i < 200; ++i) EXPECT_EQ(many.find("name " + std::to_string(i * 7919 % 200))->as_number(), Decimal(i));
  EXPECT_EQ(many.find("name"), nullptr);
  many.put("name 5", Value{});
  EXPECT_EQ(many.size(), 200u);
  EXPECT_TRUE(many.remove("name 5"));
  EXPECT_EQ(many.find("name 5"), nullptr);
  EXPECT_NE(many.find("name 199"), nullptr);
}

TEST(Types, ConvertAsTheStandardSays) {
  const auto number = Type::built_in("number");
  const auto numbers = Type::list_of(number);
  Notes notes;
  EXPECT_EQ(coerce(value("[5]"), *number), value("5"));
  EXPECT_EQ(coerce(value("5"), *numbers), value("[5]"));
  EXPECT_EQ(coerce(value("[5]"), *numbers), value("[5]"));
  EXPECT_EQ(coerce(value("@\"2026-01-01\""), *Type::built_in("dateTime")), value("@\"2026-01-01T00:00:00Z\""));
  EXPECT_TRUE(coerce(value("null"), *number, &notes).is_null());
  EXPECT_TRUE(notes.empty());
  EXPECT_TRUE(coerce(value("\"a\""), *number, &notes).is_null());
  EXPECT_EQ(notes.problems()[0].code, "wrong_type");
  EXPECT_TRUE(coerce(value("[1, 2]"), *number).is_null());
  EXPECT_TRUE(coerce(value("[\"a\"]"), *number).is_null());
}

TEST(Types, AllowedValuesBindValuesButNotInstanceOf) {
  const auto small = Type::restricted(Type::built_in("number"), [](const Value& v) { return v.as_number() < Decimal(10); });
  EXPECT_FALSE(conforms(value("10"), *small));
  EXPECT_TRUE(conforms(value("9"), *small));
  EXPECT_TRUE(conforms(value("null"), *small));
  EXPECT_TRUE(instance_of(value("10"), *small));
  EXPECT_TRUE(conforms(value("[1, 2]"), *Type::list_of(small)));
  EXPECT_FALSE(conforms(value("[1, 20]"), *Type::list_of(small)));
}

TEST(Types, NamedOnesAreKnownToExpressions) {
  Names names;
  names.add_type("t Person", Type::context_of({{"full name", Type::built_in("string")}}));
  names.add("who", names.type_named("t Person"));
  Scope scope(names);
  scope.set("who", value("{full name: \"张三\"}"));
  EXPECT_TRUE(Expression::parse("who instance of t Person and who.full name = \"张三\"", names)->evaluate(scope).is_true());
  EXPECT_TRUE(Expression::parse("[who] instance of list<t Person>", names)->evaluate(scope).is_true());
}

TEST(Scopes, SlotsAreHintsOnly) {
  Names names;
  names.add("a");
  names.add("b");
  const auto sum = *Expression::parse("a - b + c", names);
  EXPECT_EQ(sum.free_names(), (std::vector<std::string>{"a", "b", "c"}));
  Scope outer;
  outer.set("c", value("100"));
  Scope by_slot(names, &outer);
  by_slot.set(0, value("5"));
  by_slot.set(1, value("3"));
  EXPECT_EQ(sum.evaluate(by_slot), value("102"));
  EXPECT_EQ(sum.evaluate(Scope(value("{b: 3, c: 100, a: 5}"))), value("102"));
  Names grown = names;
  grown.add("c");
  EXPECT_EQ(names.slots().size(), 2u);
}

TEST(Functions, OfTheHostAreCalledWithTheirTypesAndLimits) {
  Scope scope;
  scope.set("double it", make_host_function({{"n", Type::built_in("number")}}, [](std::span<const Value> in, feel::Run&) { return Value::make_number(*add(in[0].as_number(), in[0].as_number())); }));
  Names names;
  names.add("double it");
  EXPECT_EQ(Expression::parse("double it(21)", names)->evaluate(scope), value("42"));
  EXPECT_EQ(Expression::parse("double it(n: [4])", names)->evaluate(scope), value("8"));
  EXPECT_TRUE(Expression::parse("double it(\"a\")", names)->evaluate(scope).is_null());
  EXPECT_TRUE(Expression::parse("double it(1, 2)", names)->evaluate(scope).is_null());
}

TEST(Functions, OutliveTheScopeTheyWereMadeIn) {
  Value made;
  {
    Scope scope;
    scope.set("k", value("7"));
    made = Expression::parse("function(x) x * k")->evaluate(scope);
  }
  feel::Run run;
  const Value six[] = {value("6")};
  EXPECT_EQ(call(made, six, run), value("42"));
}

TEST(Functions, MayCallThemselvesByTheNameTheyAreGiven) {
  const auto made = Expression::parse("function(n) if n = 0 then 1 else n * fac(n - 1)", {}, "fac")->evaluate(Scope{});
  feel::Run run;
  const Value five[] = {value("5")};
  EXPECT_EQ(call(made, five, run), value("120"));
}

TEST(Expressions, AreSharedBetweenThreads) {
  const auto expression = *Expression::parse("count(for i in 1..200 return {a: i, f: function(x) x + i}.f(i)) + count(split(text, \",\")) + (if matches(text, \"^a\") then 1 else 0)");
  Scope scope;
  scope.set("text", value("\"a,b,c and some more words to live outside\""));
  const auto wanted = expression.evaluate(scope);
  EXPECT_EQ(wanted, value("204"));
  std::vector<std::thread> threads;
  std::atomic<int> same{0};
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i) same += expression.evaluate(scope) == wanted ? 1 : 0;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(same.load(), 80);
}

}  // namespace
}  // namespace yiwang::feel
