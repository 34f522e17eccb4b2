#include "understand/call_judge.h"

#include <algorithm>

#include "base/text.h"
#include "understand/call/digits.h"

namespace yiwang::testing {
namespace {

json::Array listed(const json::Value& value) { return value.is_array() ? value.get_array() : json::Array{value}; }

std::u32string replaced(std::u32string text, std::u32string_view from, std::u32string_view to) {
  for (auto at = text.find(from); at != std::u32string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
  return text;
}

std::u32string plain(std::string_view text) {
  static const std::u32string_view kDropped = U" ,.。，、;；:：!！?？“”\"'‘’（）()《》<>·-";
  std::u32string out;
  for (const char32_t c : to_codepoints(normalise(text))) {
    if (kDropped.find(c) == std::u32string_view::npos) out += c;
  }
  std::u32string numbered;
  for (std::size_t i = 0; i < out.size();) {
    const bool digit = spoken_digit(out[i]) >= 0 || out[i] == U'十';
    const auto read = digit && !(out[i] >= U'0' && out[i] <= U'9') ? read_count(out, i) : std::nullopt;
    if (read && read->to > i) {
      bool unit = false;
      for (auto k = i; k < read->to; ++k) unit = unit || spoken_digit(out[k]) < 0;
      if (unit) {
        for (const char c : std::to_string(read->value)) numbered += static_cast<char32_t>(c);
      } else {
        for (auto k = i; k < read->to; ++k) numbered += static_cast<char32_t>(U'0' + spoken_digit(out[k]));
      }
      i = read->to;
    } else {
      numbered += out[i++];
    }
  }
  numbered = replaced(replaced(numbered, U"星期", U"周"), U"礼拜", U"周");
  return replaced(numbered, U"周天", U"周日");
}

bool holds(const std::u32string& text, const json::Value& part) {
  const auto any = listed(part);
  return std::any_of(any.begin(), any.end(), [&](const json::Value& one) { return text.find(plain(std::string_view(one.as_string()))) != std::u32string::npos; });
}

std::size_t longest(const std::string& field) {
  if (field == "name") return 6;
  if (field == "recurs" || field == "subject" || field == "callback_time") return 24;
  return field == "place" ? 40 : 60;
}

bool text_fits(const std::string& field, const json::Value& gold, const std::string& value) {
  if (count_codepoints(value) > longest(field)) return false;
  for (const char* filler : {"嗯", "呃", "那个", "就是说"}) {
    if (field != "summary" && value.find(filler) != std::string::npos) return false;
  }
  const auto text = plain(value);
  for (const auto& one : listed(gold)) {
    if (one.is_string()) {
      if (plain(std::string_view(one.get_string())) == text) return true;
      continue;
    }
    const auto& object = one.as_object();
    bool fits = true;
    if (const auto* must = object.if_contains("must")) {
      for (const auto& part : must->as_array()) fits = fits && holds(text, part);
    }
    if (const auto* avoid = object.if_contains("not")) {
      for (const auto& part : avoid->as_array()) fits = fits && !holds(text, part);
    }
    if (fits) return true;
  }
  return false;
}

bool time_fits(const json::Value& gold, const std::string& value) {
  const bool timed = value.find('T') != std::string::npos;
  const auto cut = [&](std::string_view text) { return std::string(text.substr(0, timed ? 16 : 10)); };
  for (const auto& one : listed(gold)) {
    const std::string_view whole = one.as_string();
    const auto slash = whole.find('/');
    const auto first = whole.substr(0, slash), last = slash == std::string_view::npos ? first : whole.substr(slash + 1);
    if ((first.find('T') != std::string_view::npos) == timed && cut(first) <= cut(value) && cut(value) <= cut(last)) return true;
  }
  return false;
}

bool fits(const std::string& field, const json::Value& gold, const json::Value& value) {
  if (field == "matter") {
    for (const auto& matter : value.as_array()) {
      for (const auto& prefix : listed(gold)) {
        if (std::string_view(matter.at("code").as_string()).starts_with(std::string_view(prefix.as_string()))) return true;
      }
    }
    return false;
  }
  const auto any = listed(gold);
  if (value.is_bool()) return std::any_of(any.begin(), any.end(), [&](const json::Value& one) { return one == value; });
  const std::string text(value.as_string());
  if (field == "happened_at") return time_fits(gold, text);
  if (field == "earlier_case") return std::any_of(any.begin(), any.end(), [&](const json::Value& one) { return one.is_string() && plain(std::string_view(one.get_string())) == plain(text); });
  if (field == "phone" || field == "kind") return std::any_of(any.begin(), any.end(), [&](const json::Value& one) { return one == value; });
  return text_fits(field, gold, text);
}

}  // namespace

Verdict judge(const std::string& field, const json::Value& gold, const json::Value& given) {
  Verdict out;
  out.stated = gold.is_null() ? 0 : 1;
  out.filled = given.is_null() || (given.is_array() && given.get_array().empty()) ? 0 : 1;
  if (given.is_bool() && !given.get_bool() && !(gold.is_bool() && !gold.get_bool())) out.filled = 0;
  if (out.stated != 0 && out.filled != 0) out.right = fits(field, gold, given) ? 1 : 0;
  return out;
}

}  // namespace yiwang::testing
