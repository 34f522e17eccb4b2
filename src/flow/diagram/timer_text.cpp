#include "flow/diagram/timer_text.h"

#include <algorithm>
#include <cctype>

#include "flow/diagram/tree.h"

namespace yiwang::bpmn::detail {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

/// Fits a pattern where 9 stands for a digit.
bool fits(std::string_view text, std::string_view pattern) {
  return text.size() == pattern.size() &&
         std::equal(text.begin(), text.end(), pattern.begin(), [](char c, char p) { return p == '9' ? digit(c) : c == p; });
}

bool is_date(std::string_view text) { return fits(text, "9999-99-99") || fits(text, "99999999"); }

bool is_zone(std::string_view text) {
  if (text.empty() || text == "Z") return true;
  return (text[0] == '+' || text[0] == '-') && (fits(text.substr(1), "99:99") || fits(text.substr(1), "99") || fits(text.substr(1), "9999"));
}

bool is_time(std::string_view text) {
  if (const auto named = text.find('@'); named != std::string_view::npos) text = text.substr(0, named);
  if (const auto zone = text.find_first_of("Z+-"); zone != std::string_view::npos) {
    if (!is_zone(text.substr(zone))) return false;
    text = text.substr(0, zone);
  }
  if (const auto part = text.find('.'); part != std::string_view::npos) {
    const auto rest = text.substr(part + 1);
    if (rest.empty() || !std::all_of(rest.begin(), rest.end(), digit)) return false;
    text = text.substr(0, part);
  }
  return fits(text, "99:99:99") || fits(text, "99:99") || fits(text, "999999");
}

/// Numbers each followed by one of the letters, in their order.
bool parts(std::string_view text, std::string_view letters, bool& any) {
  std::size_t next = 0;
  while (!text.empty()) {
    std::size_t at = 0;
    while (at < text.size() && (digit(text[at]) || text[at] == '.')) ++at;
    if (at == 0 || at == text.size()) return false;
    const auto found = letters.find(text[at], next);
    if (found == std::string_view::npos) return false;
    next = found + 1;
    any = true;
    text.remove_prefix(at + 1);
  }
  return true;
}

}  // namespace

bool is_iso_date_time(std::string_view text) {
  text = trim(text);
  const auto t = text.find('T');
  return t == std::string_view::npos ? is_date(text) : is_date(text.substr(0, t)) && is_time(text.substr(t + 1));
}

bool is_iso_duration(std::string_view text) {
  text = trim(text);
  if (text.starts_with('-')) text.remove_prefix(1);
  if (!text.starts_with('P')) return false;
  text.remove_prefix(1);
  const auto t = text.find('T');
  bool any = false;
  if (!parts(text.substr(0, t), "YMWD", any)) return false;
  if (t == std::string_view::npos) return any;
  bool time = false;
  return parts(text.substr(t + 1), "HMS", time) && time;
}

bool is_iso_cycle(std::string_view text) {
  text = trim(text);
  if (!text.starts_with('R')) return is_iso_duration(text);
  const auto slash = text.find('/');
  const auto times = text.substr(1, slash == std::string_view::npos ? slash : slash - 1);
  if (slash == std::string_view::npos || !std::all_of(times.begin(), times.end(), digit)) return false;
  const auto rest = text.substr(slash + 1);
  const auto second = rest.find('/');
  if (second == std::string_view::npos) return is_iso_duration(rest);
  const auto one = rest.substr(0, second);
  const auto two = rest.substr(second + 1);
  return (is_iso_date_time(one) && (is_iso_duration(two) || is_iso_date_time(two))) || (is_iso_duration(one) && is_iso_date_time(two));
}

bool is_timer_expression(std::string_view text) {
  text = trim(text);
  if (text.starts_with("=") || text.starts_with("${") || text.starts_with("#{")) return true;
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x80 && std::isalnum(c) == 0 && c != '_'; }) && !digit(text.front());
}

}  // namespace yiwang::bpmn::detail
