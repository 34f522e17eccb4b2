#include "respond/answer_template.h"

#include <algorithm>

namespace yiwang {
namespace {

std::string day_in_words(Instant at, minutes offset) {
  const std::chrono::year_month_day day{to_local(at, offset).date};
  return std::to_string(static_cast<int>(day.year())) + "年" + std::to_string(static_cast<unsigned>(day.month())) + "月" + std::to_string(static_cast<unsigned>(day.day())) + "日";
}

}  // namespace

FilledTemplate fill_template(std::string_view text, const std::map<std::string, std::string>& values) {
  FilledTemplate out;
  while (!text.empty()) {
    const auto open = text.find('{');
    out.text += text.substr(0, open);
    if (open == std::string_view::npos) break;
    text.remove_prefix(open);
    const auto close = text.find('}');
    const auto name = close == std::string_view::npos ? std::string_view{} : text.substr(1, close - 1);
    const bool is_name = !name.empty() && name.size() <= 20 && std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
    if (!is_name) {
      out.text += '{';
      text.remove_prefix(1);
      continue;
    }
    if (const auto it = values.find(std::string(name)); it != values.end() && !it->second.empty()) {
      out.text += it->second;
    } else {
      out.text += text.substr(0, close + 1);
      if (std::find(out.missing.begin(), out.missing.end(), name) == out.missing.end()) out.missing.emplace_back(name);
    }
    text.remove_prefix(close + 1);
  }
  return out;
}

std::map<std::string, std::string> template_values(const Case& c, const City& city, Instant now) {
  std::map<std::string, std::string> out;
  out["place"] = c.place.label;
  const auto* unit = city.unit(c.unit);
  if (unit != nullptr) out["unit"] = unit->name;
  out["date"] = day_in_words(c.opened_at, city.offset);
  out["today"] = day_in_words(now, city.offset);
  if (const auto due = c.due()) out["due"] = day_in_words(*due, city.offset);
  out["number"] = c.number;
  if (const auto* matter = city.matter(c.matter)) out["matter"] = matter->name;
  out["what"] = c.understanding.summary;
  for (const auto& tag : c.understanding.tags) {
    if (tag.kind != TagKind::subject) continue;
    out["subject"] = tag.canonical.empty() ? tag.word : tag.canonical;
    break;
  }
  return out;
}

}  // namespace yiwang
