#include <algorithm>

#include "flow/forms/equal.h"
#include "flow/forms/evaluate.h"

namespace yiwang::forms::detail {
namespace {

std::optional<feel::Decimal> limit_of(const Object& object, const char* keyword) {
  const auto* given = object.if_contains(keyword);
  return given != nullptr ? number_of(*given) : std::nullopt;
}

feel::Decimal whole(std::size_t size) { return {static_cast<std::int64_t>(size)}; }

}  // namespace

bool Run::arrays(const Value& schema, const Object& object, const Value& data, Seen& seen) {
  bool fits = true;
  const auto& list = data.get_array();
  if (const auto least = limit_of(object, "minItems"); least && whole(list.size()) < *least) fits = wrong(schema, "minItems", {{"limit", least->to_text()}});
  if (const auto most = limit_of(object, "maxItems"); most && whole(list.size()) > *most) fits = wrong(schema, "maxItems", {{"limit", most->to_text()}});
  if (const auto* unique = object.if_contains("uniqueItems"); unique != nullptr && unique->is_bool() && unique->get_bool()) {
    bool twice = false;
    for (std::size_t a = 0; a < list.size() && !twice; ++a) {
      for (std::size_t b = a + 1; b < list.size(); ++b) {
        work_ += 1;
        if (!equal(list[a], list[b])) continue;
        twice = true;
        fits = wrong(schema, "uniqueItems", {{"first", std::to_string(a)}, {"second", std::to_string(b)}});
        break;
      }
    }
  }
  seen.items.resize(std::max(seen.items.size(), list.size()), 0);
  std::size_t next = 0;
  if (const auto* prefix = object.if_contains("prefixItems"); prefix != nullptr && prefix->is_array()) {
    for (const auto& one : prefix->get_array()) {
      if (next == list.size()) break;
      fits = below(one, list[next], std::to_string(next)) && fits;
      seen.items[next++] = 1;
    }
  }
  if (const auto* rest = object.if_contains("items")) {
    for (; next < list.size(); ++next) {
      fits = below(*rest, list[next], std::to_string(next)) && fits;
      seen.items[next] = 1;
    }
  }
  return contains(schema, object, data, seen) && fits;
}

bool Run::contains(const Value& schema, const Object& object, const Value& data, Seen& seen) {
  const auto* wanted = object.if_contains("contains");
  if (wanted == nullptr) return true;
  const auto& list = data.get_array();
  std::size_t found = 0;
  for (std::size_t at = 0; at < list.size(); ++at) {
    Seen ignored;
    if (!holds(*wanted, list[at], ignored)) continue;
    ++found;
    seen.items[at] = 1;
  }
  const auto least = limit_of(object, "minContains").value_or(feel::Decimal(1));
  if (whole(found) < least) return wrong(schema, object.contains("minContains") ? "minContains" : "contains", {{"limit", least.to_text()}});
  if (const auto most = limit_of(object, "maxContains"); most && whole(found) > *most) return wrong(schema, "maxContains", {{"limit", most->to_text()}});
  return true;
}

bool Run::objects(const Value& schema, const Object& object, const Value& data, Seen& seen) {
  bool fits = true;
  const auto& given = data.get_object();
  if (const auto least = limit_of(object, "minProperties"); least && whole(given.size()) < *least) {
    fits = wrong(schema, "minProperties", {{"limit", least->to_text()}});
  }
  if (const auto most = limit_of(object, "maxProperties"); most && whole(given.size()) > *most) {
    fits = wrong(schema, "maxProperties", {{"limit", most->to_text()}});
  }
  if (const auto* required = object.if_contains("required"); required != nullptr && required->is_array()) {
    for (const auto& name : required->get_array()) {
      if (name.is_string() && !given.contains(name.get_string())) fits = wrong(schema, "required", {{"property", std::string(name.get_string())}});
    }
  }
  seen.members.resize(std::max(seen.members.size(), given.size()), 0);
  fits = members(schema, object, given, seen) && fits;
  return dependent(schema, object, data, seen) && fits;
}

bool Run::members(const Value& schema, const Object& object, const Object& data, Seen& seen) {
  bool fits = true;
  const auto* properties = object.if_contains("properties");
  const auto* known = properties != nullptr && properties->is_object() ? &properties->get_object() : nullptr;
  const auto* patterns = object.if_contains("patternProperties");
  const auto by_pattern = patterns != nullptr ? registry_.pattern_properties.find(patterns) : registry_.pattern_properties.end();
  const auto* others = object.if_contains("additionalProperties");
  const auto* names = object.if_contains("propertyNames");
  std::size_t at = 0;
  for (const auto& [key, value] : data) {
    const std::string name(key);
    bool matched = false;
    if (const auto* one = known != nullptr ? known->if_contains(key) : nullptr) {
      matched = true;
      fits = below(*one, value, name) && fits;
    }
    if (by_pattern != registry_.pattern_properties.end()) {
      for (const auto& [one, pattern] : by_pattern->second) {
        if (!pattern.found_in(name)) continue;
        matched = true;
        fits = below(*one, value, name) && fits;
      }
    }
    if (!matched && others != nullptr) {
      matched = true;
      if (others->is_bool() && !others->get_bool()) fits = wrong(schema, "additionalProperties", {{"property", name}});
      else fits = below(*others, value, name) && fits;
    }
    if (names != nullptr) {
      Seen ignored;
      if (!holds(*names, Value(key), ignored)) fits = wrong(schema, "propertyNames", {{"property", name}});
    }
    if (matched) seen.members[at] = 1;
    ++at;
  }
  return fits;
}

bool Run::dependent(const Value& schema, const Object& object, const Value& data, Seen& seen) {
  bool fits = true;
  const auto& given = data.get_object();
  if (const auto* map = object.if_contains("dependentRequired"); map != nullptr && map->is_object()) {
    for (const auto& [key, names] : map->get_object()) {
      if (!given.contains(key) || !names.is_array()) continue;
      for (const auto& name : names.get_array()) {
        if (!name.is_string() || given.contains(name.get_string())) continue;
        fits = wrong(schema, "dependentRequired", {{"property", std::string(name.get_string())}, {"because_of", std::string(key)}});
      }
    }
  }
  if (const auto* map = object.if_contains("dependentSchemas"); map != nullptr && map->is_object()) {
    for (const auto& [key, one] : map->get_object()) {
      if (given.contains(key)) fits = check(one, data, seen) && fits;
    }
  }
  return fits;
}

bool Run::unevaluated(const Object& object, const Value& data, Seen& seen) {
  bool fits = true;
  if (const auto* rest = object.if_contains("unevaluatedItems"); rest != nullptr && data.is_array()) {
    const auto& list = data.get_array();
    seen.items.resize(std::max(seen.items.size(), list.size()), 0);
    for (std::size_t at = 0; at < list.size(); ++at) {
      if (seen.items[at] != 0) continue;
      fits = below(*rest, list[at], std::to_string(at)) && fits;
      seen.items[at] = 1;
    }
  }
  if (const auto* rest = object.if_contains("unevaluatedProperties"); rest != nullptr && data.is_object()) {
    const auto& given = data.get_object();
    seen.members.resize(std::max(seen.members.size(), given.size()), 0);
    std::size_t at = 0;
    for (const auto& [key, value] : given) {
      if (seen.members[at] == 0) {
        fits = below(*rest, value, std::string(key)) && fits;
        seen.members[at] = 1;
      }
      ++at;
    }
  }
  return fits;
}

}  // namespace yiwang::forms::detail
