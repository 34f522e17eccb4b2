#include "understand/scrub.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/utf8.h"
#include "base/folded.h"
#include "understand/scrub_line.h"

namespace yiwang {
namespace detail {

PlainLine::PlainLine(std::string_view source) {
  for (std::size_t at = 0; at < source.size();) {
    byte.push_back(at);
    char32_t c = next_codepoint(source, at);
    if (c >= 0xff01 && c <= 0xff5e) c -= 0xfee0;
    if (c >= U'A' && c <= U'Z') c += 32;
    text.push_back(c);
  }
  byte.push_back(source.size());
}

bool PlainLine::says_before(std::size_t at, std::size_t reach, const std::vector<std::u32string_view>& words) const {
  std::size_t from = at;
  constexpr std::u32string_view kEnds = U",。;!?、\n";
  while (from > 0 && at - from < reach && kEnds.find(text[from - 1]) == std::u32string_view::npos) --from;
  const std::u32string_view part(text.data() + from, at - from);
  return std::any_of(words.begin(), words.end(), [&](std::u32string_view word) { return part.find(word) != std::u32string_view::npos; });
}

bool is_latin_or_digit(char32_t c) { return is_digit(c) || is_latin(c); }

int digit_value(char32_t c) {
  if (c >= U'0' && c <= U'9') return static_cast<int>(c - U'0');
  if (c < 0x2460) return -1;
  if (c <= 0x2468) return static_cast<int>(c - 0x2460) + 1;
  if (c == 0x24ea) return 0;
  constexpr std::array<std::u32string_view, 10> kWritten = {U"零〇洞", U"一幺壹", U"二两贰", U"三叁", U"四肆", U"五伍", U"六陆", U"七拐柒", U"八捌", U"九玖"};
  for (std::size_t value = 0; value < kWritten.size(); ++value) {
    if (kWritten[value].find(c) != std::u32string_view::npos) return static_cast<int>(value);
  }
  return -1;
}

}  // namespace detail

namespace {

std::string masked(PersonalPiece::Kind kind, std::string_view piece) {
  using Kind = PersonalPiece::Kind;
  const detail::PlainLine line(piece);
  std::u32string kept;
  for (const char32_t c : line.text) {
    if (kind == Kind::plate ? detail::is_latin_or_digit(c) || is_han(c) : detail::is_latin_or_digit(c) || detail::digit_value(c) >= 0) {
      const int digit = kind == Kind::plate ? -1 : detail::digit_value(c);
      kept.push_back(digit >= 0 ? static_cast<char32_t>(U'0' + digit) : c);
    }
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
    case Kind::email: return "***@***";
    case Kind::wechat:
    case Kind::qq: return "***";
    case Kind::mobile: return shown(kept.size() > 8 ? kept.size() - 8 : 0, 4);
    case Kind::landline: return kept.size() > 8 ? shown(3, 2) : shown(0, 2);
    case Kind::identity_number: return shown(1, 0);
    case Kind::passport: return shown(1, 0);
    case Kind::bank_card: return shown(0, 4);
    case Kind::plate: return shown(2, 1);
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
  const detail::PlainLine line(text);
  std::vector<PersonalPiece> all;
  detail::find_mail(line, all);
  detail::find_documents(line, all);
  detail::find_accounts(line, all);
  detail::find_plates(line, all);
  detail::find_numbers(line, all);
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
