#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "flow/forms/schema.h"

namespace yiwang::forms {
namespace {

namespace fs = std::filesystem;
using json::Object;
using json::Value;

/// Debian's package of the JSON Schema test suite ends at draft 7. What its tests say holds in 2020-12 too once the renamed keywords are renamed.
class Renamer {
 public:
  static Value schema(const Value& old) {
    if (!old.is_object()) return old;
    Object out;
    const auto& from = old.get_object();
    const bool refers = from.contains("$ref") && from.at("$ref").is_string();
    for (const auto& [key, value] : from) {
      const std::string name(key);
      // Beside $ref draft 7 looked at nothing else.
      if (refers && name != "$ref" && name != "definitions") continue;
      member(name, value, from, out);
    }
    return out;
  }

 private:
  static Value map(const Value& old) {
    if (!old.is_object()) return old;
    Object out;
    for (const auto& [key, value] : old.get_object()) out[key] = schema(value);
    return out;
  }
  static Value list(const Value& old) {
    json::Array out;
    for (const auto& one : old.get_array()) out.push_back(schema(one));
    return out;
  }
  static std::string reference(std::string text) {
    for (const auto& [was, is] : {std::pair{"http://json-schema.org/draft-07/schema#", "https://json-schema.org/draft/2020-12/schema"},
                                  std::pair{"definitions/", "$defs/"}, std::pair{"#/items/", "#/prefixItems/"}}) {
      if (const auto at = text.find(was); at != std::string::npos) text.replace(at, std::string_view(was).size(), is);
    }
    return text;
  }
  static void member(const std::string& name, const Value& value, const Object& from, Object& out) {
    if (name == "$schema") return;
    if (name == "$ref" && value.is_string()) out["$ref"] = reference(std::string(value.get_string()));
    else if (name == "definitions") out["$defs"] = map(value);
    else if (name == "$id" && value.is_string() && value.get_string().starts_with("#")) out["$anchor"] = value.get_string().subview(1);
    else if (name == "items" && value.is_array()) {
      if (!value.get_array().empty()) out["prefixItems"] = list(value);
    } else if (name == "additionalItems") {
      if (from.contains("items") && from.at("items").is_array()) out["items"] = schema(value);
    } else if (name == "dependencies") {
      Object required;
      Object schemas;
      for (const auto& [key, one] : value.get_object()) {
        if (one.is_array()) required[key] = one;
        else schemas[key] = schema(one);
      }
      out["dependentRequired"] = required;
      out["dependentSchemas"] = schemas;
    } else if (name == "properties" || name == "patternProperties") out[name] = map(value);
    else if ((name == "allOf" || name == "anyOf" || name == "oneOf") && value.is_array()) out[name] = list(value);
    else if (name == "not" || name == "if" || name == "then" || name == "else" || name == "contains" || name == "propertyNames" || name == "additionalProperties" || name == "items") {
      out[name] = schema(value);
    } else {
      out[name] = value;
    }
  }
};

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(JsonSchemaTestSuite, EveryRequiredCaseOfDraft7HoldsInItsNewWords) {
  const fs::path folder = "/usr/share/json-schema-test-suite/tests/draft7";
  if (!fs::is_directory(folder)) GTEST_SKIP() << "needs the package json-schema-test-suite";
  std::size_t cases = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    // Remote schemas are handed in, never fetched; content* only annotates.
    if (entry.path().extension() != ".json" || entry.path().filename() == "refRemote.json") continue;
    const auto suite = json::parse_text(text_of(entry.path()));
    ASSERT_TRUE(suite) << entry.path();
    for (const auto& group : suite->get_array()) {
      const auto& object = group.get_object();
      const auto schema = Schema::compile(Renamer::schema(object.at("schema")), {.assert_formats = false});
      ASSERT_TRUE(schema) << entry.path() << object.at("description");
      for (const auto& test : object.at("tests").get_array()) {
        ++cases;
        EXPECT_EQ(schema->validate(test.get_object().at("data")).empty(), test.get_object().at("valid").get_bool())
            << entry.path().filename() << ' ' << object.at("description") << ' ' << test.get_object().at("description");
      }
    }
  }
  EXPECT_GT(cases, 350u);
}

}  // namespace
}  // namespace yiwang::forms
