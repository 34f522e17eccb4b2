#include "flow/forms/form.h"

#include <algorithm>
#include <array>
#include <set>

#include "flow/forms/keywords.h"

namespace yiwang::forms {
namespace {

using detail::text_of;

constexpr int kDeepest = 40;

/// Walks a schema once and says the first thing in it that cannot be meant.
class Reader {
 public:
  explicit Reader(const json::Value& root) : root_(root) {}

  Done schema(const json::Value& value, const std::string& at, int depth) {
    if (value.is_bool()) return done();
    if (depth > kDeepest) return bad(at, "too_deep");
    if (!value.is_object()) return bad(at, "not_a_schema");
    for (const auto& [key, item] : value.get_object()) {
      if (auto ok = keyword(std::string(key), item, at + "/" + std::string(key), depth); !ok) return ok;
    }
    return done();
  }

 private:
  static Done bad(const std::string& at, std::string_view detail) { return refuse(Reason::malformed, {{"at", at}, {"detail", std::string(detail)}}); }

  Done each(const json::Value& map, const std::string& at, int depth) {
    if (!map.is_object()) return bad(at, "wants_object");
    for (const auto& [key, item] : map.get_object()) {
      if (auto ok = schema(item, at + "/" + std::string(key), depth + 1); !ok) return ok;
    }
    return done();
  }
  Done list(const json::Value& items, const std::string& at, int depth) {
    if (!items.is_array() || items.get_array().empty()) return bad(at, "wants_list");
    for (std::size_t i = 0; i < items.get_array().size(); ++i) {
      if (auto ok = schema(items.get_array()[i], at + "/" + std::to_string(i), depth + 1); !ok) return ok;
    }
    return done();
  }

  Done keyword(const std::string& key, const json::Value& item, const std::string& at, int depth) {
    static const std::set<std::string> notes{"$schema", "$id", "$comment", "title", "description", "default", "examples", "readOnly", "writeOnly", "deprecated", "const", "contentMediaType"};
    static const std::set<std::string> numbers{"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"};
    static const std::set<std::string> counts{"minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"};
    if (key.starts_with("x-") || notes.contains(key)) return done();
    if (numbers.contains(key)) return item.is_number() ? done() : bad(at, "wants_number");
    if (counts.contains(key)) return item.is_int64() && item.get_int64() >= 0 ? done() : bad(at, "wants_count");
    if (key == "properties" || key == "$defs") return each(item, at, depth);
    if (key == "allOf" || key == "anyOf" || key == "oneOf") return list(item, at, depth);
    if (key == "items" || key == "not" || key == "if" || key == "then" || key == "else" || key == "additionalProperties" || key == "contains") return schema(item, at, depth + 1);
    if (key == "uniqueItems") return item.is_bool() ? done() : bad(at, "wants_boolean");
    if (key == "enum") return item.is_array() ? done() : bad(at, "wants_list");
    if (key == "required") {
      const bool words = item.is_array() && std::all_of(item.get_array().begin(), item.get_array().end(), [](const auto& w) { return w.is_string(); });
      return words ? done() : bad(at, "wants_words");
    }
    if (key == "type") {
      const auto known = [](const json::Value& w) { return w.is_string() && detail::known_type(text_of(w)); };
      const bool fine = known(item) || (item.is_array() && !item.get_array().empty() && std::all_of(item.get_array().begin(), item.get_array().end(), known));
      return fine ? done() : bad(at, "unknown_type");
    }
    if (key == "format") return item.is_string() ? done() : bad(at, "wants_word");
    if (key == "pattern") return item.is_string() && detail::pattern_compiles(text_of(item)) ? done() : bad(at, "bad_pattern");
    if (key == "$ref") return reference(item, at);
    return bad(at, "unknown_keyword");
  }

  Done reference(const json::Value& item, const std::string& at) {
    std::set<std::string> seen;
    const json::Value* here = &item;
    // A chain of references that never arrives would be followed for ever.
    while (here != nullptr && here->is_string()) {
      const auto name = text_of(*here);
      if (!seen.insert(name).second) return bad(at, "ref_into_itself");
      const auto* target = detail::follow(root_, name);
      if (target == nullptr) return bad(at, "ref_leads_nowhere");
      here = target->is_object() ? target->get_object().if_contains("$ref") : nullptr;
    }
    return done();
  }

  const json::Value& root_;
};

}  // namespace

Result<Form> Form::read(std::string_view text) {
  auto value = json::parse_text(text);
  if (!value) return refuse(Reason::malformed, {{"at", "/"}, {"detail", "not_json"}});
  const auto* object = value->if_object();
  const auto* type = object == nullptr ? nullptr : object->if_contains("type");
  if (type == nullptr || text_of(*type) != "object") return refuse(Reason::malformed, {{"at", "/type"}, {"detail", "wants_object_schema"}});
  if (auto ok = Reader(*value).schema(*value, "", 0); !ok) return tl::unexpected(ok.error());
  Form form;
  if (const auto* title = object->if_contains("title")) form.title_ = text_of(*title);
  if (const auto* title = object->if_contains("x-title-en")) form.title_en_ = text_of(*title);
  if (const auto* properties = object->if_contains("properties")) {
    for (const auto& [key, item] : properties->get_object()) form.fields_.emplace_back(key);
  }
  form.schema_ = std::make_shared<const json::Value>(*std::move(value));
  return form;
}

std::vector<Problem> Form::check(const json::Value& data) const {
  std::vector<Problem> problems;
  detail::Validator(*schema_, problems).check(*schema_, data, "", 0);
  return problems;
}

}  // namespace yiwang::forms
