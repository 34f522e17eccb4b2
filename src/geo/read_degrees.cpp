#include "geo/read_degrees.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string>

namespace yiwang {
namespace {

constexpr std::array<std::pair<std::string_view, double>, 12> kSides{{{"东经", 1}, {"西经", -1}, {"北纬", 1}, {"南纬", -1}, {"E", 1}, {"W", -1}, {"N", 1}, {"S", -1}, {"e", 1}, {"w", -1}, {"n", 1}, {"s", -1}}};
constexpr std::array<std::string_view, 15> kMarks{"°", "º", "度", "'", "′", "’", "分", "\"", "″", "”", "秒", ":", "：", " ", "d"};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

}  // namespace

std::optional<double> read_degrees(std::string_view text) {
  text = trimmed(text);
  double sign = 1;
  bool sided = false;
  for (const auto& [word, side] : kSides) {
    const bool before = text.starts_with(word), after = text.ends_with(word);
    if (!before && !after) continue;
    if (before) text.remove_prefix(word.size());
    else text.remove_suffix(word.size());
    sign = side;
    sided = true;
    break;
  }
  text = trimmed(text);
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    if (sided) return std::nullopt;
    if (text.front() == '-') sign = -1;
    text.remove_prefix(1);
  }
  // Up to three numbers with marks between them; only the last may have a fraction.
  std::array<double, 3> parts{};
  std::size_t count = 0;
  bool fraction = false;
  while (!text.empty()) {
    if (count == 3 || fraction || text.front() < '0' || text.front() > '9') return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), parts[count], std::chars_format::fixed);
    if (error != std::errc{}) return std::nullopt;
    const auto used = static_cast<std::size_t>(end - text.data());
    fraction = text.substr(0, used).find('.') != std::string_view::npos;
    text.remove_prefix(used);
    ++count;
    for (bool more = true; more;) {
      more = false;
      for (const auto mark : kMarks) {
        if (!text.starts_with(mark)) continue;
        text.remove_prefix(mark.size());
        more = true;
      }
    }
  }
  if (count == 0 || (count > 1 && (parts[1] >= 60 || parts[2] >= 60))) return std::nullopt;
  if (count == 1) return sign * parts[0];
  return sign * (parts[0] * 3600 + parts[1] * 60 + parts[2]) / 3600;
}

}  // namespace yiwang
