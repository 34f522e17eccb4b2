#include "flow/forms/meta.h"

#include <stdexcept>

namespace yiwang::forms::detail {
namespace {

constexpr std::string_view kText = R"({
"$schema": "https://json-schema.org/draft/2020-12/schema",
"$id": "https://json-schema.org/draft/2020-12/schema",
"$dynamicAnchor": "meta",
"type": ["object", "boolean"],
"$defs": {
  "anchor": {"type": "string", "pattern": "^[A-Za-z_][-A-Za-z0-9._]*$"},
  "reference": {"type": "string", "format": "uri-reference"},
  "count": {"type": "integer", "minimum": 0},
  "words": {"type": "array", "items": {"type": "string"}, "uniqueItems": true},
  "schema": {"$dynamicRef": "#meta"},
  "schemas": {"type": "array", "minItems": 1, "items": {"$dynamicRef": "#meta"}},
  "map": {"type": "object", "additionalProperties": {"$dynamicRef": "#meta"}},
  "kind": {"enum": ["array", "boolean", "integer", "null", "number", "object", "string"]}
},
"properties": {
  "$id": {"type": "string", "format": "uri-reference", "pattern": "^[^#]*#?$"},
  "$schema": {"type": "string", "format": "uri"},
  "$ref": {"$ref": "#/$defs/reference"},
  "$anchor": {"$ref": "#/$defs/anchor"},
  "$dynamicRef": {"$ref": "#/$defs/reference"},
  "$dynamicAnchor": {"$ref": "#/$defs/anchor"},
  "$vocabulary": {"type": "object", "propertyNames": {"type": "string", "format": "uri"}, "additionalProperties": {"type": "boolean"}},
  "$comment": {"type": "string"},
  "$defs": {"$ref": "#/$defs/map"},
  "definitions": {"$ref": "#/$defs/map"},
  "prefixItems": {"$ref": "#/$defs/schemas"},
  "items": {"$ref": "#/$defs/schema"},
  "contains": {"$ref": "#/$defs/schema"},
  "additionalProperties": {"$ref": "#/$defs/schema"},
  "properties": {"$ref": "#/$defs/map"},
  "patternProperties": {"type": "object", "additionalProperties": {"$dynamicRef": "#meta"}, "propertyNames": {"format": "regex"}},
  "dependentSchemas": {"$ref": "#/$defs/map"},
  "propertyNames": {"$ref": "#/$defs/schema"},
  "if": {"$ref": "#/$defs/schema"},
  "then": {"$ref": "#/$defs/schema"},
  "else": {"$ref": "#/$defs/schema"},
  "allOf": {"$ref": "#/$defs/schemas"},
  "anyOf": {"$ref": "#/$defs/schemas"},
  "oneOf": {"$ref": "#/$defs/schemas"},
  "not": {"$ref": "#/$defs/schema"},
  "unevaluatedItems": {"$ref": "#/$defs/schema"},
  "unevaluatedProperties": {"$ref": "#/$defs/schema"},
  "type": {"anyOf": [{"$ref": "#/$defs/kind"}, {"type": "array", "items": {"$ref": "#/$defs/kind"}, "minItems": 1, "uniqueItems": true}]},
  "enum": {"type": "array"},
  "multipleOf": {"type": "number", "exclusiveMinimum": 0},
  "maximum": {"type": "number"},
  "exclusiveMaximum": {"type": "number"},
  "minimum": {"type": "number"},
  "exclusiveMinimum": {"type": "number"},
  "maxLength": {"$ref": "#/$defs/count"},
  "minLength": {"$ref": "#/$defs/count"},
  "pattern": {"type": "string", "format": "regex"},
  "maxItems": {"$ref": "#/$defs/count"},
  "minItems": {"$ref": "#/$defs/count"},
  "uniqueItems": {"type": "boolean"},
  "maxContains": {"$ref": "#/$defs/count"},
  "minContains": {"$ref": "#/$defs/count"},
  "maxProperties": {"$ref": "#/$defs/count"},
  "minProperties": {"$ref": "#/$defs/count"},
  "required": {"$ref": "#/$defs/words"},
  "dependentRequired": {"type": "object", "additionalProperties": {"$ref": "#/$defs/words"}},
  "title": {"type": "string"},
  "description": {"type": "string"},
  "deprecated": {"type": "boolean"},
  "readOnly": {"type": "boolean"},
  "writeOnly": {"type": "boolean"},
  "examples": {"type": "array"},
  "format": {"type": "string"},
  "contentEncoding": {"type": "string"},
  "contentMediaType": {"type": "string"},
  "contentSchema": {"$ref": "#/$defs/schema"}
}
})";

}  // namespace

const json::Value& meta_schema() {
  static const json::Value made = [] {
    auto read = json::parse_text(kText);
    if (!read) throw std::logic_error("the meta-schema is no JSON");
    return std::move(*read);
  }();
  return made;
}

}  // namespace yiwang::forms::detail
