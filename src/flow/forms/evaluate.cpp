#include "flow/forms/evaluate.h"

#include <algorithm>
#include <cmath>

#include "flow/forms/equal.h"
#include "flow/forms/formats.h"

namespace yiwang::forms::detail {
namespace {

constexpr int kDeepest = 400;
constexpr std::size_t kMostWork = 300'000;

void merge(std::vector<char>& into, const std::vector<char>& from) {
  if (into.size() < from.size()) into.resize(from.size(), 0);
  for (std::size_t at = 0; at < from.size(); ++at) into[at] = static_cast<char>(into[at] | from[at]);
}

bool has_type(const Value& data, std::string_view type) {
  if (type == "string") return data.is_string();
  if (type == "object") return data.is_object();
  if (type == "array") return data.is_array();
  if (type == "boolean") return data.is_bool();
  if (type == "null") return data.is_null();
  if (type == "number") return data.is_number();
  return type == "integer" && is_integer(data);
}

bool is_multiple(const feel::Decimal& value, const feel::Decimal& of) {
  const auto quotient = divide(value, of);
  // Beyond 34 digits every quotient looks whole; there the remainder of the doubles, which is exact, decides.
  const auto reach = feel::Decimal::parse("1e33");
  if (!quotient || quotient->abs() > *reach) return std::fmod(value.to_double(), of.to_double()) == 0;
  return quotient->is_whole();
}

std::string text_of(const Value& value) {
  return value.is_string() ? std::string(std::string_view(value.get_string())) : boost::json::serialize(value);
}

}  // namespace

std::size_t length_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void Seen::take(const Seen& other) {
  merge(members, other.members);
  merge(items, other.items);
}

bool Run::wrong(const Value& schema, std::string keyword, std::vector<std::pair<std::string, std::string>> facts) {
  if (quiet_ > 0 || problems_.size() >= registry_.options.most_problems) return false;
  const auto known = registry_.pointer_of.find(&schema);
  problems_.push_back({at_, std::move(keyword), known == registry_.pointer_of.end() ? std::string{} : known->second, std::move(facts)});
  return false;
}

bool Run::holds(const Value& schema, const Value& data, Seen& seen) {
  ++quiet_;
  const bool fits = check(schema, data, seen);
  --quiet_;
  return fits;
}

bool Run::below(const Value& schema, const Value& data, const std::string& token) {
  const auto size = at_.size();
  at_ += '/';
  at_ += escaped(token);
  Seen seen;
  const bool fits = check(schema, data, seen);
  at_.resize(size);
  return fits;
}

bool Run::check(const Value& schema, const Value& data, Seen& seen) {
  if (schema.is_bool()) return schema.get_bool() || wrong(schema, "false");
  if (!schema.is_object()) return true;
  if (++work_ > kMostWork || depth_ >= kDeepest) {
    exhausted_ = true;
    return wrong(schema, depth_ >= kDeepest ? "too_deep" : "too_much");
  }
  ++depth_;
  const auto* resource = registry_.resource(schema);
  const bool enters = resource != nullptr && (scope_.empty() || scope_.back() != resource);
  if (enters) scope_.push_back(resource);
  Seen own;
  const bool fits = keywords(schema, schema.get_object(), data, own);
  if (enters) scope_.pop_back();
  --depth_;
  // Annotations of what failed do not count.
  if (fits) seen.take(own);
  return fits;
}

bool Run::keywords(const Value& schema, const Object& object, const Value& data, Seen& seen) {
  bool fits = references(schema, data, seen);
  fits = any_type(schema, object, data) && fits;
  if (data.is_number()) fits = numbers(schema, object, data) && fits;
  if (data.is_string()) fits = strings(schema, object, data) && fits;
  fits = combined(schema, object, data, seen) && fits;
  fits = conditional(object, data, seen) && fits;
  if (data.is_array()) fits = arrays(schema, object, data, seen) && fits;
  if (data.is_object()) fits = objects(schema, object, data, seen) && fits;
  // Where something failed already, what it looked at is not known, and to call the rest unevaluated would be noise.
  return fits && unevaluated(object, data, seen);
}

bool Run::references(const Value& schema, const Value& data, Seen& seen) {
  bool fits = true;
  if (const auto found = registry_.references.find(&schema); found != registry_.references.end()) fits = check(*found->second, data, seen);
  const auto found = registry_.dynamic_references.find(&schema);
  if (found == registry_.dynamic_references.end()) return fits;
  const auto* target = found->second.first;
  if (!found->second.name.empty()) {
    for (const auto* resource : scope_) {
      const auto anchor = resource->dynamic_anchors.find(found->second.name);
      if (anchor == resource->dynamic_anchors.end()) continue;
      target = anchor->second;
      break;
    }
  }
  return check(*target, data, seen) && fits;
}

bool Run::any_type(const Value& schema, const Object& object, const Value& data) {
  bool fits = true;
  if (const auto* type = object.if_contains("type")) {
    bool one = false;
    std::string wanted;
    if (type->is_array()) {
      for (const auto& name : type->get_array()) {
        one = one || has_type(data, text_of(name));
        wanted += (wanted.empty() ? "" : " ") + text_of(name);
      }
    } else {
      wanted = text_of(*type);
      one = has_type(data, wanted);
    }
    if (!one) fits = wrong(schema, "type", {{"wanted", wanted}});
  }
  if (const auto* wanted = object.if_contains("const"); wanted != nullptr && !equal(*wanted, data)) {
    fits = wrong(schema, "const", {{"wanted", text_of(*wanted)}});
  }
  if (const auto* list = object.if_contains("enum"); list != nullptr && list->is_array()) {
    const auto& all = list->get_array();
    if (std::none_of(all.begin(), all.end(), [&](const auto& one) { return equal(one, data); })) fits = wrong(schema, "enum");
  }
  return fits;
}

bool Run::numbers(const Value& schema, const Object& object, const Value& data) {
  bool fits = true;
  const auto value = number_of(data);
  if (!value) return true;
  const auto limit = [&](const char* keyword, auto holds_for) {
    const auto* given = object.if_contains(keyword);
    const auto bound = given != nullptr ? number_of(*given) : std::nullopt;
    if (bound && !holds_for(*value, *bound)) fits = wrong(schema, keyword, {{"limit", bound->to_text()}});
  };
  limit("minimum", [](const auto& a, const auto& b) { return a >= b; });
  limit("maximum", [](const auto& a, const auto& b) { return a <= b; });
  limit("exclusiveMinimum", [](const auto& a, const auto& b) { return a > b; });
  limit("exclusiveMaximum", [](const auto& a, const auto& b) { return a < b; });
  limit("multipleOf", is_multiple);
  return fits;
}

bool Run::strings(const Value& schema, const Object& object, const Value& data) {
  bool fits = true;
  const std::string_view text = data.get_string();
  const auto size = [&](const char* keyword) {
    const auto* given = object.if_contains(keyword);
    return given != nullptr ? number_of(*given) : std::nullopt;
  };
  const auto length = feel::Decimal(static_cast<std::int64_t>(length_of(text)));
  if (const auto least = size("minLength"); least && length < *least) fits = wrong(schema, "minLength", {{"limit", least->to_text()}});
  if (const auto most = size("maxLength"); most && length > *most) fits = wrong(schema, "maxLength", {{"limit", most->to_text()}});
  if (const auto* pattern = object.if_contains("pattern")) {
    const auto found = registry_.patterns.find(pattern);
    if (found != registry_.patterns.end() && !found->second.found_in(text)) fits = wrong(schema, "pattern", {{"pattern", text_of(*pattern)}});
  }
  if (!registry_.options.assert_formats) return fits;
  if (const auto* format = object.if_contains("format"); format != nullptr && format->is_string()) {
    if (!fits_format(std::string_view(format->get_string()), text)) fits = wrong(schema, "format", {{"format", text_of(*format)}});
  }
  return fits;
}

bool Run::combined(const Value& schema, const Object& object, const Value& data, Seen& seen) {
  bool fits = true;
  const auto list = [&](const char* keyword) {
    const auto* given = object.if_contains(keyword);
    return given != nullptr && given->is_array() ? &given->get_array() : nullptr;
  };
  if (const auto* all = list("allOf")) {
    for (const auto& one : *all) fits = check(one, data, seen) && fits;
  }
  if (const auto* any = list("anyOf")) {
    bool found = false;
    for (const auto& one : *any) found = holds(one, data, seen) || found;
    if (!found) fits = wrong(schema, "anyOf");
  }
  if (const auto* exactly = list("oneOf")) {
    std::size_t matching = 0;
    for (const auto& one : *exactly) matching += holds(one, data, seen) ? 1 : 0;
    if (matching != 1) fits = wrong(schema, "oneOf", {{"matching", std::to_string(matching)}});
  }
  if (const auto* never = object.if_contains("not")) {
    Seen ignored;
    if (holds(*never, data, ignored)) fits = wrong(schema, "not");
  }
  return fits;
}

bool Run::conditional(const Object& object, const Value& data, Seen& seen) {
  const auto* when = object.if_contains("if");
  if (when == nullptr) return true;
  const auto* then = object.if_contains(holds(*when, data, seen) ? "then" : "else");
  return then == nullptr || check(*then, data, seen);
}

}  // namespace yiwang::forms::detail
