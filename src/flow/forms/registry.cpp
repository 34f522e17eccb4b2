#include "flow/forms/registry.h"

#include <array>

#include "flow/forms/meta.h"
#include "flow/forms/uri.h"

namespace yiwang::forms::detail {
namespace {

constexpr std::array kSingle = {"additionalProperties", "propertyNames",    "items", "contains", "not",          "if", "then", "else",
                                "unevaluatedItems",     "unevaluatedProperties", "contentSchema"};
constexpr std::array kLists = {"allOf", "anyOf", "oneOf", "prefixItems"};
constexpr std::array kMaps = {"properties", "patternProperties", "$defs", "definitions", "dependentSchemas"};

tl::unexpected<Refusal> wrong(std::string at, std::string keyword, std::string detail) {
  return refuse(Reason::malformed, {{"at", std::move(at)}, {"keyword", std::move(keyword)}, {"detail", std::move(detail)}});
}

const json::Value* member(const Object& object, std::string_view name) { return object.if_contains(name); }

std::string text_of(const Object& object, std::string_view name) {
  const auto* found = member(object, name);
  return found != nullptr && found->is_string() ? std::string(std::string_view(found->get_string())) : std::string{};
}

struct Filler {
  Registry& table;
  struct Waiting {
    const Value* schema;
    Resource* resource;
  };
  std::vector<Waiting> waiting = {};

  Resource* add_resource(std::string uri, const Value& root) {
    auto& made = table.resources.emplace_back();
    made.uri = std::move(uri);
    made.root = &root;
    table.by_uri.emplace(made.uri, &made);
    return &made;
  }

  Done walk(const Value& schema, Resource* resource, const std::string& pointer, int depth) {
    if (depth > 100) return wrong(pointer, "", "too deep");
    if (table.resource_of.contains(&schema)) return done();
    if (!schema.is_object()) {
      table.resource_of.emplace(&schema, resource);
      table.pointer_of.emplace(&schema, pointer);
      return done();
    }
    const auto& object = schema.get_object();
    if (const auto id = text_of(object, "$id"); !id.empty() && &schema != resource->root) {
      resource = add_resource(split_fragment(resolve(resource->uri, id)).first, schema);
    }
    table.resource_of.emplace(&schema, resource);
    table.pointer_of.emplace(&schema, pointer);
    if (const auto anchor = text_of(object, "$anchor"); !anchor.empty()) resource->anchors.emplace(anchor, &schema);
    if (const auto anchor = text_of(object, "$dynamicAnchor"); !anchor.empty()) {
      resource->anchors.emplace(anchor, &schema);
      resource->dynamic_anchors.emplace(anchor, &schema);
    }
    if (object.contains("$ref") || object.contains("$dynamicRef")) waiting.push_back({&schema, resource});
    if (auto ok = patterns(object, pointer); !ok) return ok;
    return walk_inside(object, resource, pointer, depth);
  }

  Done walk_inside(const Object& object, Resource* resource, const std::string& pointer, int depth) {
    for (const auto* name : kSingle) {
      if (const auto* inside = member(object, name)) {
        if (auto ok = walk(*inside, resource, pointer + "/" + name, depth + 1); !ok) return ok;
      }
    }
    for (const auto* name : kLists) {
      const auto* list = member(object, name);
      if (list == nullptr || !list->is_array()) continue;
      std::size_t index = 0;
      for (const auto& inside : list->get_array()) {
        if (auto ok = walk(inside, resource, pointer + "/" + name + "/" + std::to_string(index++), depth + 1); !ok) return ok;
      }
    }
    for (const auto* name : kMaps) {
      const auto* map = member(object, name);
      if (map == nullptr || !map->is_object()) continue;
      for (const auto& [key, inside] : map->get_object()) {
        if (auto ok = walk(inside, resource, pointer + "/" + name + "/" + escaped(key), depth + 1); !ok) return ok;
      }
    }
    return done();
  }

  Done patterns(const Object& object, const std::string& pointer) {
    if (const auto* pattern = member(object, "pattern"); pattern != nullptr && pattern->is_string()) {
      auto made = Pattern::compile(std::string_view(pattern->get_string()));
      if (!made) return wrong(pointer, "pattern", "not a regular expression");
      table.patterns.emplace(pattern, std::move(*made));
    }
    if (const auto* map = member(object, "patternProperties"); map != nullptr && map->is_object()) {
      auto& list = table.pattern_properties[map];
      for (const auto& [key, inside] : map->get_object()) {
        auto made = Pattern::compile(std::string_view(key));
        if (!made) return wrong(pointer, "patternProperties", "not a regular expression");
        list.emplace_back(&inside, std::move(*made));
      }
    }
    return done();
  }

  /// The resource of that URI, taking in a handed document or the meta-schema when first asked for.
  Result<Resource*> resource_at(const std::string& uri) {
    if (const auto known = table.by_uri.find(uri); known != table.by_uri.end()) return known->second;
    const auto handed = table.options.documents.find(uri);
    if (handed != table.options.documents.end()) table.documents.push_back(handed->second);
    else if (uri == kMetaUri) table.documents.push_back(meta_schema());
    else return refuse(Reason::malformed, {{"detail", "reference to a schema that is not here"}, {"uri", uri.substr(0, 200)}});
    auto* made = add_resource(uri, table.documents.back());
    if (table.documents.back().is_object()) {
      if (const auto id = text_of(table.documents.back().get_object(), "$id"); !id.empty()) {
        made->uri = split_fragment(resolve(uri, id)).first;
        table.by_uri.emplace(made->uri, made);
      }
    }
    if (auto ok = walk(table.documents.back(), made, "", 0); !ok) return tl::unexpected(ok.error());
    return made;
  }

  Result<const Value*> target(const Resource& from, const std::string& reference, std::string* dynamic_name) {
    const auto [uri, raw] = split_fragment(resolve(from.uri, reference));
    const auto resource = resource_at(uri);
    if (!resource) return tl::unexpected(resource.error());
    const auto fragment = unescape(raw);
    const auto nowhere = [&] { return refuse(Reason::malformed, {{"detail", "reference leads nowhere"}, {"reference", reference.substr(0, 200)}}); };
    if (fragment.empty()) return (*resource)->root;
    if (fragment[0] != '/') {
      const auto found = (*resource)->anchors.find(fragment);
      if (found == (*resource)->anchors.end()) return nowhere();
      if (dynamic_name != nullptr && (*resource)->dynamic_anchors.contains(fragment)) *dynamic_name = fragment;
      return found->second;
    }
    const auto* found = at_pointer(*(*resource)->root, fragment);
    if (found == nullptr) return nowhere();
    // A pointer may lead below a keyword that is not known; what stands there is taken as a schema of this resource.
    if (!table.resource_of.contains(found)) {
      if (auto ok = walk(*found, *resource, fragment, 0); !ok) return tl::unexpected(ok.error());
    }
    return found;
  }

  Done resolve_all() {
    for (std::size_t at = 0; at < waiting.size(); ++at) {
      const auto [schema, resource] = waiting[at];
      const auto& object = schema->get_object();
      const auto pointer = table.pointer_of[schema];
      const auto place = [&](const Refusal& why, const char* keyword) {
        auto facts = why.facts;
        facts.emplace_back("at", pointer);
        facts.emplace_back("keyword", keyword);
        return refuse(Reason::malformed, std::move(facts));
      };
      if (const auto reference = text_of(object, "$ref"); object.contains("$ref")) {
        const auto found = target(*resource, reference, nullptr);
        if (!found) return place(found.error(), "$ref");
        table.references.emplace(schema, *found);
      }
      if (const auto reference = text_of(object, "$dynamicRef"); object.contains("$dynamicRef")) {
        DynamicTarget made;
        const auto found = target(*resource, reference, &made.name);
        if (!found) return place(found.error(), "$dynamicRef");
        made.first = *found;
        table.dynamic_references.emplace(schema, std::move(made));
      }
    }
    return done();
  }
};

}  // namespace

const Resource* Registry::resource(const Value& schema) const {
  const auto found = resource_of.find(&schema);
  return found == resource_of.end() ? nullptr : found->second;
}

Done fill(Registry& table) {
  Filler filler{table};
  const auto& root = table.documents.front();
  const auto id = root.is_object() ? text_of(root.get_object(), "$id") : std::string{};
  auto* resource = filler.add_resource(split_fragment(resolve("", id)).first, root);
  if (auto ok = filler.walk(root, resource, "", 0); !ok) return ok;
  return filler.resolve_all();
}

const Value* at_pointer(const Value& root, std::string_view pointer) {
  const auto* at = &root;
  while (!pointer.empty()) {
    if (pointer[0] != '/') return nullptr;
    const auto end = pointer.find('/', 1);
    std::string token;
    for (std::size_t i = 1; i < std::min(end, pointer.size()); ++i) {
      if (pointer[i] == '~' && i + 1 < pointer.size()) token += pointer[++i] == '1' ? '/' : '~';
      else token += pointer[i];
    }
    pointer = end == std::string_view::npos ? std::string_view{} : pointer.substr(end);
    if (at->is_object()) {
      at = at->get_object().if_contains(token);
    } else if (at->is_array()) {
      std::size_t index = 0;
      const auto [stop, error] = std::from_chars(token.data(), token.data() + token.size(), index);
      const bool whole = error == std::errc{} && stop == token.data() + token.size();
      at = whole && index < at->get_array().size() ? &at->get_array()[index] : nullptr;
    } else {
      at = nullptr;
    }
    if (at == nullptr) return nullptr;
  }
  return at;
}

std::string escaped(std::string_view token) {
  std::string out;
  for (const char c : token) {
    if (c == '~') out += "~0";
    else if (c == '/') out += "~1";
    else out += c;
  }
  return out;
}

}  // namespace yiwang::forms::detail
