#include "flow/forms/schema.h"

#include <gtest/gtest.h>

namespace yiwang::forms {
namespace {

std::string told(const std::string& schema_text, const std::string& data_text, const Options& options = {}) {
  const auto schema = Schema::parse(schema_text, options);
  if (!schema) {
    std::string out = "no schema";
    for (const auto& [name, value] : schema.error().facts) {
      if (name == "keyword" || name == "at") out += " " + value;
    }
    return out;
  }
  const auto data = json::parse_text(data_text);
  std::string out;
  for (const auto& problem : schema->validate(*data)) {
    out += (out.empty() ? "" : "; ") + problem.at + " " + problem.keyword;
    for (const auto& [name, value] : problem.facts) out += " " + name + "=" + value;
  }
  return out;
}

TEST(Schemas, SayWhereAndWhyDataDoNotFit) {
  const std::string form = R"({"type":"object","required":["name","kind"],"properties":{"name":{"type":"string","minLength":2},"age":{"type":"integer","minimum":0,"maximum":150},
    "kind":{"enum":["噪音","占道"]},"tags":{"type":"array","items":{"type":"string"},"uniqueItems":true,"maxItems":2}},"additionalProperties":false})";
  EXPECT_EQ(told(form, R"({"name":"李雷","kind":"噪音","age":3})"), "");
  EXPECT_EQ(told(form, R"({"name":"李","age":151.0,"x":1})"),
            " required property=kind; /name minLength limit=2; /age maximum limit=150;  additionalProperties property=x");
  EXPECT_EQ(told(form, R"({"name":"李雷","kind":"其他","tags":["a","a","b"]})"), "/kind enum; /tags maxItems limit=2; /tags uniqueItems first=0 second=1");
  EXPECT_EQ(told(form, R"({"name":5,"kind":"噪音","age":1.5})"), "/name type wanted=string; /age type wanted=integer");
  EXPECT_EQ(told(form, "7"), " type wanted=object");
}

TEST(Schemas, PointersEscapeSlashAndTilde) { EXPECT_EQ(told(R"({"properties":{"a/b~c":{"type":"string"}}})", R"({"a/b~c":1})"), "/a~1b~0c type wanted=string"); }

TEST(Schemas, NumbersAreExact) {
  EXPECT_EQ(told(R"({"multipleOf":0.01})", "19.99"), "");
  EXPECT_EQ(told(R"({"multipleOf":0.0001})", "0.00751"), " multipleOf limit=0.0001");
  EXPECT_EQ(told(R"({"multipleOf":0.123456789})", "1e308"), " multipleOf limit=0.123456789");
  EXPECT_EQ(told(R"({"multipleOf":0.5})", "1e308"), "");
  EXPECT_EQ(told(R"({"const":1})", "1.0"), "");
  EXPECT_EQ(told(R"({"enum":[true]})", "1"), " enum");
  EXPECT_EQ(told(R"({"maximum":9007199254740992})", "9007199254740993"), " maximum limit=9007199254740992");
}

TEST(Schemas, LengthsCountCharacters) { EXPECT_EQ(told(R"({"maxLength":2,"minLength":2})", "\"\xF0\x9F\x98\x80中\""), ""); }

TEST(Schemas, ChooseByConditions) {
  const std::string schema = R"({"if":{"properties":{"kind":{"const":"noise"}},"required":["kind"]},"then":{"required":["hour"]},"else":{"not":{"required":["hour"]}}})";
  EXPECT_EQ(told(schema, R"({"kind":"noise","hour":3})"), "");
  EXPECT_EQ(told(schema, R"({"kind":"noise"})"), " required property=hour");
  EXPECT_EQ(told(schema, R"({"hour":3})"), " not");
  EXPECT_EQ(told(R"({"oneOf":[{"minimum":1},{"minimum":2}]})", "3"), " oneOf matching=2");
  EXPECT_EQ(told(R"({"anyOf":[{"type":"string"},{"minimum":2}]})", "1"), " anyOf");
  EXPECT_EQ(told(R"({"dependentRequired":{"a":["b"]},"dependentSchemas":{"a":{"minProperties":3}}})", R"({"a":1})"),
            " dependentRequired property=b because_of=a;  minProperties limit=3");
}

TEST(Schemas, FollowReferencesWithinTheDocument) {
  EXPECT_EQ(told(R"({"$defs":{"名":{"$anchor":"n","type":"string"}},"properties":{"a":{"$ref":"#/$defs/%E5%90%8D"},"b":{"$ref":"#n"}}})", R"({"a":1,"b":2})"),
            "/a type wanted=string; /b type wanted=string");
  EXPECT_EQ(told(R"({"properties":{"children":{"type":"array","items":{"$ref":"#"}}},"additionalProperties":false})", R"({"children":[{"children":[{"x":1}]}]})"),
            "/children/0/children/0 additionalProperties property=x");
  EXPECT_EQ(told(R"({"$ref":"#/$defs/none"})", "1"), "no schema  $ref");
  EXPECT_EQ(told(R"({"$ref":"http://example.org/x"})", "1"), "no schema  $ref");
  Options options;
  options.documents.emplace("http://example.org/x", json::Value{{"type", "string"}});
  EXPECT_EQ(told(R"({"$ref":"http://example.org/x"})", "1", options), " type wanted=string");
}

TEST(Schemas, ResolveDynamicReferencesFromTheOutside) {
  // The tree example of the specification: the extended schema tightens what the tree's own nodes allow.
  const std::string schema = R"({"$id":"http://x/strict","$dynamicAnchor":"node","$ref":"tree","unevaluatedProperties":false,
    "$defs":{"tree":{"$id":"tree","$dynamicAnchor":"node","type":"object","properties":{"data":true,"children":{"type":"array","items":{"$dynamicRef":"#node"}}}}}})";
  EXPECT_EQ(told(schema, R"({"children":[{"data":1}]})"), "");
  EXPECT_EQ(told(schema, R"({"children":[{"daat":1}]})"), "/children/0/daat false");
  EXPECT_EQ(told(R"({"$id":"http://x/t","$dynamicAnchor":"node","type":"object","properties":{"children":{"type":"array","items":{"$dynamicRef":"#node"}}}})", R"({"children":[{"daat":1}]})"), "");
}

TEST(Schemas, KnowWhatWasNotLookedAt) {
  const std::string schema = R"({"allOf":[{"properties":{"a":true}}],"anyOf":[{"properties":{"b":{"const":1}},"required":["b"]},{"properties":{"c":true},"required":["c"]}],
    "if":{"required":["d"]},"then":{"properties":{"d":true}},"unevaluatedProperties":false})";
  EXPECT_EQ(told(schema, R"({"a":1,"b":1,"d":1})"), "");
  EXPECT_EQ(told(schema, R"({"a":1,"b":2,"c":1})"), "/b false");
  EXPECT_EQ(told(R"({"prefixItems":[true],"contains":{"type":"string"},"unevaluatedItems":false})", R"([1,"a","b"])"), "");
  EXPECT_EQ(told(R"({"prefixItems":[true],"contains":{"type":"string"},"unevaluatedItems":false})", R"([1,"a",2])"), "/2 false");
  EXPECT_EQ(told(R"({"not":{"properties":{"a":true},"required":["a"]},"unevaluatedProperties":false})", R"({"b":1})"), "/b false");
}

TEST(Schemas, FormatsRefuseUnlessToldNotTo) {
  EXPECT_EQ(told(R"({"format":"date"})", "\"2025-02-29\""), " format format=date");
  EXPECT_EQ(told(R"({"format":"date"})", "\"2025-02-29\"", {.assert_formats = false}), "");
  EXPECT_EQ(told(R"({"format":"something else"})", "\"x\""), "");
}

TEST(Schemas, PatternsAreSearchedAndMeanAscii) {
  EXPECT_EQ(told(R"({"pattern":"^1[3-9]\\d{9}$"})", "\"13800000001\""), "");
  EXPECT_EQ(told(R"({"pattern":"^1[3-9]\\d{9}$"})", "\"13800000001\\n\""), " pattern pattern=^1[3-9]\\d{9}$");
  EXPECT_EQ(told(R"({"pattern":"^\\d$"})", "\"٣\""), " pattern pattern=^\\d$");
  EXPECT_EQ(told(R"({"pattern":"("})", "\"x\""), "no schema /pattern format");
}

TEST(Schemas, AreThemselvesChecked) {
  EXPECT_EQ(told(R"({"type":"text"})", "1"), "no schema /type anyOf");
  EXPECT_EQ(told(R"({"properties":{"a":{"minLength":-1}}})", "1"), "no schema /properties/a/minLength minimum");
  EXPECT_EQ(told("[]", "1"), "no schema  type");
}

TEST(HostileSchemas, EndlessOnesAreStopped) {
  EXPECT_EQ(told(R"({"$ref":"#"})", "1"), " too_deep");
  EXPECT_EQ(told(R"({"not":{"$ref":"#"}})", "1"), " not");
  std::string wide = R"({"$defs":{"x0":true)";
  for (int i = 1; i < 30; ++i) {
    const auto below = "{\"$ref\":\"#/$defs/x" + std::to_string(i - 1) + "\"}";
    wide += ",\"x" + std::to_string(i) + "\":{\"allOf\":[" + below + "," + below + "]}";
  }
  EXPECT_EQ(told(wide + R"(},"$ref":"#/$defs/x29"})", "1").substr(0, 9), " too_much");
  // A pattern that would take for ever does not match.
  EXPECT_EQ(told(R"({"pattern":"^(a+)+$"})", "\"" + std::string(40, 'a') + "b\"").substr(0, 8), " pattern");
}

}  // namespace
}  // namespace yiwang::forms
