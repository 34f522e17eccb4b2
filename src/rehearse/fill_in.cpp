#include "rehearse/fill_in.h"

#include <algorithm>
#include <cstdio>

#include "base/text.h"

namespace yiwang {
namespace {

constexpr int kRounds = 4;                  // conditions that lead to further conditions

std::string day_text(std::chrono::local_days day) {
  const std::chrono::year_month_day d{day};
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(d.year()), static_cast<unsigned>(d.month()), static_cast<unsigned>(d.day()));
  return text;
}

std::string word(const json::Object& schema, std::string_view key) {
  const auto* found = schema.if_contains(key);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string{};
}

json::Value answer(const json::Object& schema, Random& random, std::chrono::local_days today) {
  for (const auto* key : {"oneOf", "enum"}) {
    const auto* choices = schema.if_contains(key);
    if (choices == nullptr || !choices->is_array() || choices->get_array().empty()) continue;
    const auto& one = choices->get_array()[random.below(choices->get_array().size())];
    const auto* fixed = one.is_object() ? one.get_object().if_contains("const") : nullptr;
    return fixed != nullptr ? *fixed : one;
  }
  const auto type = word(schema, "type");
  if (type == "boolean") return random.chance(0.7);
  if (type == "integer" || type == "number") {
    const auto* least = schema.if_contains("minimum");
    return (least == nullptr ? 0 : least->to_number<std::int64_t>()) + static_cast<std::int64_t>(random.below(4));
  }
  if (type == "array") {
    const auto* items = schema.if_contains("items");
    return items != nullptr && items->is_object() ? json::Array{answer(items->get_object(), random, today)} : json::Array{};
  }
  if (word(schema, "format") == "date") return json::Value(day_text(today));
  const auto* most = schema.if_contains("maxLength");
  return json::Value(shorten("情况属实，已按要求办理", most == nullptr ? 100 : static_cast<std::size_t>(most->to_number<std::int64_t>())));
}

}  // namespace

json::Value fill_in(const forms::Form& form, Random& random, std::chrono::local_days today) {
  json::Object data;
  const auto& schema = form.schema().document().get_object();
  const auto* properties = schema.if_contains("properties");
  if (properties == nullptr) return data;
  const auto give = [&](const std::string& name) {
    const auto* property = properties->get_object().if_contains(name);
    if (property != nullptr && property->is_object()) data[name] = answer(property->get_object(), random, today);
  };
  for (int round = 0; round < kRounds; ++round) {
    const auto problems = form.validate(data);
    if (problems.empty()) break;
    for (const auto& problem : problems) {
      const auto property = std::find_if(problem.facts.begin(), problem.facts.end(), [](const auto& fact) { return fact.first == "property"; });
      if (problem.keyword == "required" && property != problem.facts.end()) give(property->second);
      else if (problem.keyword == "false" && problem.at.size() > 1) data.erase(problem.at.substr(1));
    }
  }
  return data;
}

}  // namespace yiwang
