#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "flow/forms/form.h"

namespace yiwang::forms::detail {

inline std::string text_of(const json::Value& value) { return value.is_string() ? std::string(value.get_string()) : std::string{}; }
bool known_type(std::string_view word);
bool pattern_compiles(const std::string& pattern);
/// Within 50 ms, else it counts as not matching: a pattern must not hold a desk up.
bool pattern_matches(const std::string& pattern, const std::string& text);
/// `#/$defs/name`, or null.
const json::Value* follow(const json::Value& root, std::string_view reference);
/// date, date-time, time, email, uri; other formats hold for everything.
bool has_format(std::string_view format, const std::string& text);

/// Interprets a schema that Form::read let through.
class Validator {
 public:
  Validator(const json::Value& root, std::vector<Problem>& problems) : root_(root), problems_(problems) {}
  void check(const json::Value& schema, const json::Value& data, const std::string& field, int depth);

 private:
  bool holds(const json::Value& schema, const json::Value& data, const std::string& field, int depth);
  void problem(const std::string& field, std::string_view keyword, const json::Value& wanted);
  void check_text(const json::Object& schema, const std::string& text, const std::string& field);
  void check_number(const json::Object& schema, const json::Value& data, const std::string& field);
  void check_list(const json::Object& schema, const json::Array& list, const std::string& field, int depth);
  void check_object(const json::Object& schema, const json::Object& object, const std::string& field, int depth);
  void check_combined(const json::Object& schema, const json::Value& data, const std::string& field, int depth);

  const json::Value& root_;
  std::vector<Problem>& problems_;
};

}  // namespace yiwang::forms::detail
