#include "flow/forms/keywords.h"

#include <unicode/regex.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/instant.h"
#include "base/text.h"

namespace yiwang::forms::detail {
namespace {

constexpr int kDeepest = 60;
constexpr int kPatternMs = 50;

bool is_whole(const json::Value& value) {
  if (value.is_int64() || value.is_uint64()) return true;
  return value.is_double() && std::floor(value.get_double()) == value.get_double();
}

bool is_type(std::string_view word, const json::Value& value) {
  if (word == "object") return value.is_object();
  if (word == "array") return value.is_array();
  if (word == "string") return value.is_string();
  if (word == "boolean") return value.is_bool();
  if (word == "null") return value.is_null();
  if (word == "number") return value.is_number();
  return is_whole(value);
}

bool digits(std::string_view text, std::size_t from, std::size_t count) {
  return text.size() >= from + count && std::all_of(text.begin() + static_cast<std::ptrdiff_t>(from), text.begin() + static_cast<std::ptrdiff_t>(from + count),
                                                    [](char c) { return c >= '0' && c <= '9'; });
}
int number_at(std::string_view text, std::size_t from, std::size_t count) { return std::stoi(std::string(text.substr(from, count))); }

bool is_date(std::string_view text) {
  if (text.size() != 10 || !digits(text, 0, 4) || text[4] != '-' || !digits(text, 5, 2) || text[7] != '-' || !digits(text, 8, 2)) return false;
  const std::chrono::year_month_day day{std::chrono::year(number_at(text, 0, 4)), std::chrono::month(static_cast<unsigned>(number_at(text, 5, 2))),
                                        std::chrono::day(static_cast<unsigned>(number_at(text, 8, 2)))};
  return day.ok();
}

bool is_time(std::string_view text) {
  if (text.size() < 8 || !digits(text, 0, 2) || text[2] != ':' || !digits(text, 3, 2) || text[5] != ':' || !digits(text, 6, 2)) return false;
  return number_at(text, 0, 2) < 24 && number_at(text, 3, 2) < 60 && number_at(text, 6, 2) <= 60;
}

std::string inside(const std::string& field, std::string_view key) { return field.empty() ? std::string(key) : field + "." + std::string(key); }

const json::Value* member(const json::Object& object, std::string_view key) { return object.if_contains(key); }

}  // namespace

bool known_type(std::string_view word) {
  static constexpr std::array<std::string_view, 7> words{"object", "array", "string", "boolean", "null", "number", "integer"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool pattern_compiles(const std::string& pattern) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::RegexMatcher matcher(icu::UnicodeString::fromUTF8(pattern), 0, status);
  return U_SUCCESS(status) != 0;
}

bool pattern_matches(const std::string& pattern, const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  icu::RegexMatcher matcher(icu::UnicodeString::fromUTF8(pattern), 0, status);
  if (U_FAILURE(status)) return false;
  matcher.setTimeLimit(kPatternMs, status);
  const auto words = icu::UnicodeString::fromUTF8(text);
  matcher.reset(words);
  const bool found = matcher.find(status) != 0;
  return found && U_SUCCESS(status);
}

const json::Value* follow(const json::Value& root, std::string_view reference) {
  constexpr std::string_view kStart = "#/$defs/";
  if (reference == "#") return &root;
  if (!reference.starts_with(kStart) || !root.is_object()) return nullptr;
  const auto* defs = root.get_object().if_contains("$defs");
  return defs == nullptr || !defs->is_object() ? nullptr : defs->get_object().if_contains(reference.substr(kStart.size()));
}

bool has_format(std::string_view format, const std::string& text) {
  if (format == "date") return is_date(text);
  if (format == "time") return is_time(text);
  if (format == "date-time") return parse_instant(text).has_value();
  if (format == "email") return pattern_matches(R"(^[^@\s]+@[^@\s]+$)", text);
  if (format == "uri") return pattern_matches(R"(^[A-Za-z][A-Za-z0-9+.-]*:\S+$)", text);
  return true;
}

void Validator::problem(const std::string& field, std::string_view keyword, const json::Value& wanted) {
  problems_.push_back({field, std::string(keyword), wanted.is_string() ? text_of(wanted) : shorten(boost::json::serialize(wanted), 100)});
}

bool Validator::holds(const json::Value& schema, const json::Value& data, const std::string& field, int depth) {
  std::vector<Problem> found;
  Validator(root_, found).check(schema, data, field, depth + 1);
  return found.empty();
}

void Validator::check(const json::Value& schema, const json::Value& data, const std::string& field, int depth) {
  if (schema.is_bool()) {
    if (!schema.get_bool()) problem(field, "false", "absent");
    return;
  }
  if (depth > kDeepest) return problem(field, "depth", kDeepest);
  const auto& s = schema.get_object();
  if (const auto* reference = member(s, "$ref")) {
    if (const auto* target = follow(root_, text_of(*reference))) check(*target, data, field, depth + 1);
  }
  if (const auto* type = member(s, "type")) {
    const auto fits = [&](const json::Value& word) { return is_type(text_of(word), data); };
    const bool fine = type->is_array() ? std::any_of(type->get_array().begin(), type->get_array().end(), fits) : fits(*type);
    // The rest would only repeat that it is something else.
    if (!fine) return problem(field, "type", *type);
  }
  if (const auto* only = member(s, "const"); only != nullptr && *only != data) problem(field, "const", *only);
  if (const auto* words = member(s, "enum"); words != nullptr && std::find(words->get_array().begin(), words->get_array().end(), data) == words->get_array().end()) {
    problem(field, "enum", *words);
  }
  if (data.is_string()) check_text(s, text_of(data), field);
  if (data.is_number()) check_number(s, data, field);
  if (data.is_array()) check_list(s, data.get_array(), field, depth);
  if (data.is_object()) check_object(s, data.get_object(), field, depth);
  check_combined(s, data, field, depth);
}

void Validator::check_text(const json::Object& s, const std::string& text, const std::string& field) {
  const auto length = static_cast<std::int64_t>(count_codepoints(text));
  if (const auto* least = member(s, "minLength"); least != nullptr && length < least->to_number<std::int64_t>()) problem(field, "minLength", *least);
  if (const auto* most = member(s, "maxLength"); most != nullptr && length > most->to_number<std::int64_t>()) problem(field, "maxLength", *most);
  if (const auto* pattern = member(s, "pattern"); pattern != nullptr && !pattern_matches(text_of(*pattern), text)) problem(field, "pattern", *pattern);
  if (const auto* format = member(s, "format"); format != nullptr && !has_format(text_of(*format), text)) problem(field, "format", *format);
}

void Validator::check_number(const json::Object& s, const json::Value& data, const std::string& field) {
  const double value = data.to_number<double>();
  const auto bound = [&](const char* keyword, auto breaks) {
    if (const auto* limit = member(s, keyword); limit != nullptr && breaks(limit->to_number<double>())) problem(field, keyword, *limit);
  };
  bound("minimum", [&](double limit) { return value < limit; });
  bound("maximum", [&](double limit) { return value > limit; });
  bound("exclusiveMinimum", [&](double limit) { return value <= limit; });
  bound("exclusiveMaximum", [&](double limit) { return value >= limit; });
  // Steps such as 0.1 have no exact double; a millionth of a step is nobody's intention.
  bound("multipleOf", [&](double step) { return step > 0 && std::abs(value / step - std::round(value / step)) > 1e-6; });
}

void Validator::check_list(const json::Object& s, const json::Array& list, const std::string& field, int depth) {
  const auto size = static_cast<std::int64_t>(list.size());
  if (const auto* least = member(s, "minItems"); least != nullptr && size < least->to_number<std::int64_t>()) problem(field, "minItems", *least);
  if (const auto* most = member(s, "maxItems"); most != nullptr && size > most->to_number<std::int64_t>()) problem(field, "maxItems", *most);
  if (const auto* unique = member(s, "uniqueItems"); unique != nullptr && unique->get_bool()) {
    for (auto one = list.begin(); one != list.end(); ++one) {
      if (std::find(list.begin(), one, *one) != one) return problem(field, "uniqueItems", *unique);
    }
  }
  const auto* contains = member(s, "contains");
  bool has = contains == nullptr;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto at = field + "[" + std::to_string(i) + "]";
    if (const auto* items = member(s, "items")) check(*items, list[i], at, depth + 1);
    has = has || holds(*contains, list[i], at, depth);
  }
  if (!has) problem(field, "contains", *contains);
}

void Validator::check_object(const json::Object& s, const json::Object& object, const std::string& field, int depth) {
  if (const auto* required = member(s, "required")) {
    for (const auto& name : required->get_array()) {
      if (!object.contains(text_of(name))) problem(inside(field, text_of(name)), "required", true);
    }
  }
  const auto size = static_cast<std::int64_t>(object.size());
  if (const auto* least = member(s, "minProperties"); least != nullptr && size < least->to_number<std::int64_t>()) problem(field, "minProperties", *least);
  if (const auto* most = member(s, "maxProperties"); most != nullptr && size > most->to_number<std::int64_t>()) problem(field, "maxProperties", *most);
  const auto* properties = member(s, "properties");
  const auto* others = member(s, "additionalProperties");
  for (const auto& [key, value] : object) {
    const auto* own = properties == nullptr ? nullptr : properties->get_object().if_contains(key);
    if (own != nullptr) check(*own, value, inside(field, key), depth + 1);
    else if (others != nullptr) check(*others, value, inside(field, key), depth + 1);
  }
}

void Validator::check_combined(const json::Object& s, const json::Value& data, const std::string& field, int depth) {
  const auto fits = [&](const json::Value& each) { return holds(each, data, field, depth); };
  if (const auto* all = member(s, "allOf")) {
    for (const auto& each : all->get_array()) check(each, data, field, depth + 1);
  }
  if (const auto* any = member(s, "anyOf"); any != nullptr && std::none_of(any->get_array().begin(), any->get_array().end(), fits)) problem(field, "anyOf", "one of them");
  if (const auto* one = member(s, "oneOf"); one != nullptr && std::count_if(one->get_array().begin(), one->get_array().end(), fits) != 1) problem(field, "oneOf", "exactly one of them");
  if (const auto* never = member(s, "not"); never != nullptr && fits(*never)) problem(field, "not", *never);
  if (const auto* condition = member(s, "if")) {
    const auto* then = member(s, fits(*condition) ? "then" : "else");
    if (then != nullptr) check(*then, data, field, depth + 1);
  }
}

}  // namespace yiwang::forms::detail
