#include "city/areas/new_codes.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "city/areas/history.h"

namespace yiwang {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number_in(const std::string& code, std::size_t from, std::size_t count) { return code.size() >= from + count ? std::atoi(code.substr(from, count).c_str()) : 0; }

}  // namespace

std::size_t child_digits(const Area& area) {
  if (area.layer != "territorial" || area.code.size() != 12 || !all_digits(area.code)) return 0;
  switch (area.kind) {
    case AreaKind::city: return 4;
    case AreaKind::district: return 6;
    case AreaKind::street: return 9;
    case AreaKind::community: return 12;
    default: return 0;
  }
}

NewCodes::NewCodes(const City& city) : city_(city) {
  for (const auto& area : city.areas) used_.insert(area.code);
  if (city.area_history == nullptr) return;
  for (const auto& past : city.area_history->past()) used_.insert(past.area.code);
  for (const auto& step : city.area_history->steps()) used_.insert({step.before, step.after});
}

std::string NewCodes::numbered(const std::string& prefix, int digits, const std::string& suffix, int least, int most, const std::set<std::string>& given) const {
  int last = least - 1;
  const auto look = [&](const std::string& code) {
    if (code.size() != prefix.size() + static_cast<std::size_t>(digits) + suffix.size() || !code.starts_with(prefix)) return;
    const auto middle = code.substr(prefix.size(), static_cast<std::size_t>(digits));
    if (!all_digits(middle)) return;
    if (const int number = std::atoi(middle.c_str()); number >= least && number <= most) last = std::max(last, number);
  };
  for (const auto& code : used_) look(code);
  for (const auto& code : given) look(code);
  const auto made = [&](int number) {
    auto text = std::to_string(number);
    text.insert(0, static_cast<std::size_t>(digits) - std::min(text.size(), static_cast<std::size_t>(digits)), '0');
    return prefix + text + suffix;
  };
  for (int number = last + 1; number <= most; ++number) {
    if (auto code = made(number); !used_.contains(code) && !given.contains(code)) return code;
  }
  for (int number = least; number <= last; ++number) {
    if (auto code = made(number); !used_.contains(code) && !given.contains(code)) return code;
  }
  return {};
}

std::string NewCodes::next(AreaKind kind, const std::string& layer, const std::string& parent, const Area* like, const std::set<std::string>& given) const {
  const auto is_code = [](const std::string& code) { return code.size() == 12 && all_digits(code); };
  if (layer == "territorial" && is_code(parent)) {
    switch (kind) {
      case AreaKind::grid: return numbered(parent, 3, "", 1, 999, given);
      case AreaKind::community: {
        const bool village = like != nullptr && like->kind == AreaKind::community && number_in(like->code, 9, 3) >= 200;
        return numbered(parent.substr(0, 9), 3, "", village ? 201 : 1, village ? 399 : 199, given);
      }
      case AreaKind::street: return numbered(parent.substr(0, 6), 3, "000", 1, 399, given);
      case AreaKind::district: return numbered(parent.substr(0, 4), 2, "000000", 1, 99, given);
      default: break;
    }
  }
  const Area* pattern = like != nullptr && like->layer == layer ? like : nullptr;
  for (const auto& area : city_.areas) {
    if (pattern == nullptr && area.layer == layer && area.kind == kind) pattern = &area;
  }
  if (pattern != nullptr) {
    const auto last = pattern->code.find_last_not_of("0123456789");
    const auto digits = pattern->code.size() - (last == std::string::npos ? 0 : last + 1);
    if (digits > 0 && digits < 8) return numbered(pattern->code.substr(0, pattern->code.size() - digits), static_cast<int>(digits), "", 1, digits >= 6 ? 999999 : static_cast<int>(std::pow(10, digits)) - 1, given);
  }
  return numbered((layer == "territorial" ? parent : layer) + "-", 4, "", 1, 9999, given);
}

}  // namespace yiwang
