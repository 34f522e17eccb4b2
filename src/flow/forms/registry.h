#pragma once
#include <deque>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "flow/forms/pattern.h"
#include "flow/forms/schema.h"

namespace yiwang::forms::detail {

using Value = json::Value;
using Object = json::Object;

/// One schema resource: a document, or a part with an $id of its own.
struct Resource {
  std::string uri;
  const Value* root = nullptr;
  std::unordered_map<std::string, const Value*> anchors;
  std::unordered_map<std::string, const Value*> dynamic_anchors;
};

/// What a $dynamicRef leads to before the dynamic scope is asked.
struct DynamicTarget {
  const Value* first = nullptr;
  std::string name;  ///< empty: it behaves like $ref
};

/// A schema with everything that its keywords refer to found beforehand.
struct Registry {
  Options options;
  std::deque<Value> documents;  ///< the schema first; addresses stay
  std::deque<Resource> resources;
  std::unordered_map<std::string, Resource*> by_uri;
  std::unordered_map<const Value*, Resource*> resource_of;  ///< of every subschema
  std::unordered_map<const Value*, std::string> pointer_of;
  std::unordered_map<const Value*, const Value*> references;       ///< by the schema that holds $ref
  std::unordered_map<const Value*, DynamicTarget> dynamic_references;
  std::unordered_map<const Value*, Pattern> patterns;              ///< by the value of `pattern`
  std::unordered_map<const Value*, std::vector<std::pair<const Value*, Pattern>>> pattern_properties;  ///< by the object of patternProperties

  const Resource* resource(const Value& schema) const;
};

/// Fills the registry from its first document. `malformed` when a reference leads nowhere or a pattern is none.
Done fill(Registry& registry);

/// Members by pointer, without the leading #; null when there is none.
const Value* at_pointer(const Value& root, std::string_view pointer);
std::string escaped(std::string_view token);

}  // namespace yiwang::forms::detail
