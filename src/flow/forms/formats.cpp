#include "flow/forms/formats.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "flow/forms/pattern.h"

namespace yiwang::forms::detail {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool hex(char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; }
bool letter_or_digit(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 && static_cast<unsigned char>(c) < 0x80; }

/// Fits a pattern where 9 stands for a digit.
bool like(std::string_view text, std::string_view pattern) {
  return text.size() == pattern.size() && std::equal(text.begin(), text.end(), pattern.begin(), [](char c, char p) { return p == '9' ? digit(c) : c == p; });
}

int two(std::string_view text) { return (text[0] - '0') * 10 + (text[1] - '0'); }

bool is_date(std::string_view text) {
  if (!like(text, "9999-99-99")) return false;
  const int year = two(text) * 100 + two(text.substr(2));
  const int month = two(text.substr(5));
  const int day = two(text.substr(8));
  constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1) return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= days[static_cast<std::size_t>(month) - 1] + (month == 2 && leap ? 1 : 0);
}

/// RFC 3339 full-time; a leap second only where UTC has one.
bool is_time(std::string_view text) {
  if (text.size() < 9 || !like(text.substr(0, 8), "99:99:99")) return false;
  const int hour = two(text);
  const int minute = two(text.substr(3));
  const int second = two(text.substr(6));
  text.remove_prefix(8);
  if (text.starts_with('.')) {
    std::size_t at = 1;
    while (at < text.size() && digit(text[at])) ++at;
    if (at == 1) return false;
    text.remove_prefix(at);
  }
  int offset = 0;
  if (text.size() == 6 && (text[0] == '+' || text[0] == '-') && like(text.substr(1), "99:99")) {
    const int hours = two(text.substr(1));
    const int minutes = two(text.substr(4));
    if (hours > 23 || minutes > 59) return false;
    offset = (hours * 60 + minutes) * (text[0] == '+' ? 1 : -1);
  } else if (text != "Z" && text != "z") {
    return false;
  }
  if (hour > 23 || minute > 59 || second > 60) return false;
  return second < 60 || ((hour * 60 + minute - offset) % 1440 + 1440) % 1440 == 1439;
}

bool is_date_time(std::string_view text) {
  return text.size() > 11 && (text[10] == 'T' || text[10] == 't') && is_date(text.substr(0, 10)) && is_time(text.substr(11));
}

/// Digits followed by the letters, in order and without a gap, as the grammar of RFC 3339 appendix A has it.
bool is_duration_part(std::string_view text, std::string_view letters) {
  std::size_t last = std::string_view::npos;
  while (!text.empty()) {
    std::size_t at = 0;
    while (at < text.size() && digit(text[at])) ++at;
    if (at == 0 || at == text.size()) return false;
    const auto found = letters.find(text[at]);
    if (found == std::string_view::npos || (last != std::string_view::npos && found != last + 1)) return false;
    last = found;
    text.remove_prefix(at + 1);
  }
  return last != std::string_view::npos;
}

bool is_duration(std::string_view text) {
  if (!text.starts_with('P')) return false;
  text.remove_prefix(1);
  if (text.ends_with('W')) return is_duration_part(text, "W");
  const auto t = text.find('T');
  if (t == std::string_view::npos) return is_duration_part(text, "YMD");
  return (t == 0 || is_duration_part(text.substr(0, t), "YMD")) && is_duration_part(text.substr(t + 1), "HMS");
}

bool is_ipv4(std::string_view text) {
  int groups = 0;
  while (true) {
    const auto dot = text.find('.');
    const auto part = text.substr(0, dot);
    if (part.empty() || part.size() > 3 || !std::all_of(part.begin(), part.end(), digit) || (part.size() > 1 && part[0] == '0')) return false;
    int value = 0;
    for (const char c : part) value = value * 10 + (c - '0');
    if (value > 255) return false;
    ++groups;
    if (dot == std::string_view::npos) return groups == 4;
    text.remove_prefix(dot + 1);
  }
}

bool is_ipv6(std::string_view text) {
  int groups = 0;
  bool gap = false;
  if (text.starts_with(':') && !text.starts_with("::")) return false;
  if (text.ends_with(':') && !text.ends_with("::")) return false;
  while (!text.empty()) {
    if (text.starts_with("::")) {
      if (gap) return false;
      gap = true;
      text.remove_prefix(2);
      continue;
    }
    if (text.starts_with(':')) text.remove_prefix(1);
    const auto end = text.find(':');
    const auto part = text.substr(0, end);
    if (part.find('.') != std::string_view::npos) {
      if (end != std::string_view::npos || !is_ipv4(part)) return false;
      groups += 2;
      break;
    }
    if (part.empty() || part.size() > 4 || !std::all_of(part.begin(), part.end(), hex)) return false;
    ++groups;
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end);
  }
  return gap ? groups < 8 : groups == 8;
}

bool is_hostname(std::string_view text) {
  if (text.empty() || text.size() > 253) return false;
  while (true) {
    const auto dot = text.find('.');
    const auto label = text.substr(0, dot);
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
    if (!std::all_of(label.begin(), label.end(), [](char c) { return letter_or_digit(c) || c == '-'; })) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

bool is_email(std::string_view text) {
  const auto at = text.rfind('@');
  if (at == std::string_view::npos || at == 0) return false;
  const auto local = text.substr(0, at);
  const auto domain = text.substr(at + 1);
  if (local.size() > 2 && local.front() == '"' && local.back() == '"') {
    for (const char c : local.substr(1, local.size() - 2)) {
      if (static_cast<unsigned char>(c) < 0x20 || c == '"') return false;
    }
  } else {
    if (local.front() == '.' || local.back() == '.' || local.find("..") != std::string_view::npos) return false;
    constexpr std::string_view extra = "!#$%&'*+-/=?^_`{|}~.";
    if (!std::all_of(local.begin(), local.end(), [&](char c) { return letter_or_digit(c) || extra.find(c) != std::string_view::npos; })) return false;
  }
  if (domain.starts_with('[') && domain.ends_with(']')) {
    const auto address = domain.substr(1, domain.size() - 2);
    return address.starts_with("IPv6:") ? is_ipv6(address.substr(5)) : is_ipv4(address);
  }
  return is_hostname(domain);
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool dash = at == 8 || at == 13 || at == 18 || at == 23;
    if (dash ? text[at] != '-' : !hex(text[at])) return false;
  }
  return true;
}

bool has_uri_characters(std::string_view text, bool international) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c == '%') {
      if (at + 2 >= text.size() || !hex(text[at + 1]) || !hex(text[at + 2])) return false;
    } else if (c <= ' ' || c == 0x7F || std::string_view("<>\"{}|\\^`").find(static_cast<char>(c)) != std::string_view::npos || (c >= 0x80 && !international)) {
      return false;
    }
  }
  return std::count(text.begin(), text.end(), '#') <= 1;
}

bool has_good_authority(std::string_view text) {
  const auto from = text.find("//");
  if (from == std::string_view::npos) return true;
  auto authority = text.substr(from + 2);
  authority = authority.substr(0, authority.find_first_of("/?#"));
  if (const auto at = authority.rfind('@'); at != std::string_view::npos) {
    if (authority.substr(0, at).find_first_of("[]") != std::string_view::npos) return false;
    authority = authority.substr(at + 1);
  }
  const auto close = authority.rfind(']');
  const auto colon = authority.rfind(':');
  if (colon != std::string_view::npos && (close == std::string_view::npos || colon > close)) {
    const auto port = authority.substr(colon + 1);
    if (!std::all_of(port.begin(), port.end(), digit)) return false;
    authority = authority.substr(0, colon);
  }
  if (authority.find(':') != std::string_view::npos && !authority.starts_with('[')) return false;
  return !authority.starts_with('[') || (authority.ends_with(']') && is_ipv6(authority.substr(1, authority.size() - 2)));
}

bool has_scheme(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || std::isalpha(static_cast<unsigned char>(text[0])) == 0) return false;
  const auto scheme = text.substr(0, colon);
  return std::all_of(scheme.begin(), scheme.end(), [](char c) { return letter_or_digit(c) || c == '+' || c == '-' || c == '.'; });
}

bool is_uri(std::string_view text, bool international) { return has_scheme(text) && has_uri_characters(text, international) && has_good_authority(text); }

bool is_pointer(std::string_view text) {
  if (!text.empty() && text[0] != '/') return false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '~' && (at + 1 == text.size() || (text[at + 1] != '0' && text[at + 1] != '1'))) return false;
  }
  return true;
}

bool is_relative_pointer(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && digit(text[at])) ++at;
  if (at == 0 || (at > 1 && text[0] == '0')) return false;
  const auto rest = text.substr(at);
  return rest == "#" || is_pointer(rest);
}

bool is_template(std::string_view text) {
  bool open = false;
  for (const char c : text) {
    if (c == '{' && open) return false;
    if (c == '}' && !open) return false;
    if (c == '{') open = true;
    if (c == '}') open = false;
  }
  return !open;
}

}  // namespace

bool fits_format(std::string_view format, std::string_view text) {
  if (format == "date") return is_date(text);
  if (format == "time") return is_time(text);
  if (format == "date-time") return is_date_time(text);
  if (format == "duration") return is_duration(text);
  if (format == "email") return is_email(text);
  if (format == "idn-email") return text.find('@') != std::string_view::npos && text.front() != '@' && text.back() != '@';
  if (format == "hostname") return is_hostname(text);
  if (format == "ipv4") return is_ipv4(text);
  if (format == "ipv6") return is_ipv6(text);
  if (format == "uuid") return is_uuid(text);
  if (format == "uri") return is_uri(text, false);
  if (format == "iri") return is_uri(text, true);
  if (format == "uri-reference") return has_uri_characters(text, false) && has_good_authority(text);
  if (format == "iri-reference") return has_uri_characters(text, true) && has_good_authority(text);
  if (format == "uri-template") return is_template(text);
  if (format == "json-pointer") return is_pointer(text);
  if (format == "relative-json-pointer") return is_relative_pointer(text);
  if (format == "regex") return Pattern::compile(text).has_value();
  return true;
}

}  // namespace yiwang::forms::detail
