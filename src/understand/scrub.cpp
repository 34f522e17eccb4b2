#include "understand/scrub.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "understand/folded.h"

namespace yiwang {
namespace {

constexpr std::u32string_view kProvinces = U"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
constexpr std::size_t kLongestNumber = 19;

// A text folded character by character, with the byte where each stands.
struct Line {
  std::u32string text;
  std::vector<std::size_t> byte;           // one more than characters

  explicit Line(std::string_view source) {
    for (std::size_t at = 0; at < source.size();) {
      byte.push_back(at);
      const char32_t c = next_codepoint(source, at);
      text.push_back(plain(c));
    }
    byte.push_back(source.size());
  }
  // Full-width forms and capitals; nothing else matters for numbers and addresses.
  static char32_t plain(char32_t c) {
    if (c >= 0xff01 && c <= 0xff5e) c -= 0xfee0;
    if (c >= U'A' && c <= U'Z') c += 32;
    return c;
  }
};

bool is_word(char32_t c) { return is_digit(c) || is_latin(c); }

// A run of digits that may be parted by single blanks or hyphens: the digits, and where each stands.
struct Number {
  std::string digits;
  std::vector<std::size_t> at;
  std::size_t to = 0;
};
Number number_at(const Line& line, std::size_t from) {
  Number number;
  for (std::size_t i = from; i < line.text.size(); ++i) {
    const char32_t c = line.text[i];
    if (is_digit(c)) {
      number.digits.push_back(static_cast<char>(c));
      number.at.push_back(i);
      number.to = i + 1;
      continue;
    }
    const bool parts = (c == U' ' || c == U'-') && i + 1 < line.text.size() && is_digit(line.text[i + 1]);
    if (!parts) break;
  }
  return number;
}

bool is_mobile(std::string_view digits) { return digits.size() == 11 && digits[0] == '1' && digits[1] >= '3'; }

// Area code 0xx or 0xxx and seven or eight digits.
bool is_landline(std::string_view digits) { return digits.size() >= 10 && digits.size() <= 12 && digits[0] == '0' && digits[1] != '0'; }

void find_numbers(const Line& line, std::vector<PersonalPiece>& found) {
  using Kind = PersonalPiece::Kind;
  for (std::size_t i = 0; i < line.text.size();) {
    if (!is_digit(line.text[i]) || (i > 0 && is_word(line.text[i - 1]))) {
      ++i;
      continue;
    }
    const auto number = number_at(line, i);
    const auto piece = [&](Kind kind, std::size_t to) { found.push_back({kind, line.byte[i], line.byte[to]}); };
    std::string_view digits = number.digits;
    const bool x = number.to < line.text.size() && line.text[number.to] == U'x';
    if (digits.starts_with("86") && is_mobile(digits.substr(2))) digits.remove_prefix(2);
    if (digits.size() == 17 && x && is_identity_number(number.digits + 'X')) {
      piece(Kind::identity_number, number.to + 1);
    } else if (is_identity_number(digits)) {
      piece(Kind::identity_number, number.to);
    } else if (is_mobile(digits)) {
      piece(Kind::mobile, number.to);
    } else if (is_landline(digits)) {
      piece(Kind::landline, number.to);
    } else if (digits.size() >= 13 && digits.size() <= kLongestNumber && passes_luhn(digits)) {
      piece(Kind::bank_card, number.to);
    }
    i = number.to + (x ? 1 : 0);
  }
}

// 苏A12345, 苏A·D12345: a province, a letter, five or six letters and digits with at least two digits.
void find_plates(const Line& line, std::vector<PersonalPiece>& found) {
  for (std::size_t i = 0; i + 6 < line.text.size(); ++i) {
    if (kProvinces.find(line.text[i]) == std::u32string_view::npos || !is_latin(line.text[i + 1])) continue;
    std::size_t at = i + 2;
    if (line.text[at] == U'·' || line.text[at] == U'.' || line.text[at] == U' ' || line.text[at] == U'-') ++at;
    std::size_t to = at, digits = 0;
    while (to < line.text.size() && is_word(line.text[to])) digits += is_digit(line.text[to++]) ? 1 : 0;
    if (to - at < 5 || to - at > 6 || digits < 2) continue;
    found.push_back({PersonalPiece::Kind::plate, line.byte[i], line.byte[to]});
    i = to - 1;
  }
}

void find_mail(const Line& line, std::vector<PersonalPiece>& found) {
  const auto name = [](char32_t c) { return is_word(c) || c == U'.' || c == U'_' || c == U'-' || c == U'+'; };
  for (std::size_t i = 1; i + 1 < line.text.size(); ++i) {
    if (line.text[i] != U'@') continue;
    std::size_t from = i, to = i + 1;
    while (from > 0 && name(line.text[from - 1])) --from;
    bool dot = false;
    for (; to < line.text.size() && (is_word(line.text[to]) || line.text[to] == U'-' || line.text[to] == U'.'); ++to) dot = dot || line.text[to] == U'.';
    while (to > i && line.text[to - 1] == U'.') --to;
    if (from < i && dot) found.push_back({PersonalPiece::Kind::email, line.byte[from], line.byte[to]});
  }
}

std::string masked(PersonalPiece::Kind kind, std::string_view piece) {
  using Kind = PersonalPiece::Kind;
  if (kind == Kind::email) return "***@***";
  const std::u32string text = Line(piece).text;
  std::u32string kept;
  for (const char32_t c : text) {
    if (is_word(c) || (c > 0x7f && kept.empty())) kept.push_back(c);
  }
  const auto shown = [&](std::size_t head, std::size_t tail) {
    std::string out;
    for (std::size_t i = 0; i < kept.size(); ++i) {
      if (i < head || i + tail >= kept.size()) append_codepoint(out, is_latin(kept[i]) ? kept[i] - 32 : kept[i]);
      else out += '*';
    }
    return out;
  };
  switch (kind) {
    case Kind::mobile: return shown(kept.size() - 8, 4);
    case Kind::landline: return shown(3, 2);
    case Kind::identity_number: return shown(1, 0);
    case Kind::bank_card: return shown(0, 4);
    case Kind::plate: return shown(2, 1);
    case Kind::email: break;
  }
  return "***";
}

}  // namespace

bool passes_luhn(std::string_view digits) {
  int sum = 0;
  bool twice = false;
  for (std::size_t i = digits.size(); i-- > 0; twice = !twice) {
    if (digits[i] < '0' || digits[i] > '9') return false;
    const int value = (digits[i] - '0') * (twice ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return !digits.empty() && sum % 10 == 0 && digits.find_first_not_of('0') != std::string_view::npos;
}

bool is_identity_number(std::string_view digits) {
  static constexpr std::array<int, 17> kFactors = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  static constexpr std::string_view kChecks = "10X98765432";
  if (digits.size() != 18) return false;
  int sum = 0;
  for (std::size_t i = 0; i < 17; ++i) {
    if (digits[i] < '0' || digits[i] > '9') return false;
    sum += (digits[i] - '0') * kFactors[i];
  }
  const auto number = [&](std::size_t from, std::size_t length) {
    int value = 0;
    for (std::size_t i = from; i < from + length; ++i) value = value * 10 + (digits[i] - '0');
    return value;
  };
  const int year = number(6, 4), month = number(10, 2), day = number(12, 2);
  return year >= 1850 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 && day <= 31 && digits[0] != '0' && digits[17] == kChecks[static_cast<std::size_t>(sum % 11)];
}

std::vector<PersonalPiece> find_personal(std::string_view text) {
  const Line line(text);
  std::vector<PersonalPiece> all;
  find_mail(line, all);
  find_plates(line, all);
  find_numbers(line, all);
  std::stable_sort(all.begin(), all.end(), [](const PersonalPiece& a, const PersonalPiece& b) { return a.from < b.from; });
  std::vector<PersonalPiece> found;
  for (const auto& piece : all) {
    if (found.empty() || piece.from >= found.back().to) found.push_back(piece);
    else found.back().to = std::max(found.back().to, piece.to);
  }
  return found;
}

std::string scrub(std::string_view text) {
  std::string out;
  std::size_t at = 0;
  for (const auto& piece : find_personal(text)) {
    out += text.substr(at, piece.from - at);
    out += masked(piece.kind, text.substr(piece.from, piece.to - piece.from));
    at = piece.to;
  }
  out += text.substr(at);
  return out;
}

}  // namespace yiwang
