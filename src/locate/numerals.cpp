#include "locate/numerals.h"

#include "base/text.h"

namespace yiwang {
namespace {

constexpr std::u32string_view kDigits = U"零一二三四五六七八九";

int digit_of(char32_t c) {
  if (c == U'〇') return 0;
  if (c == U'两') return 2;
  if (c == U'幺') return 1;                // how a one is said on the telephone
  const auto at = kDigits.find(c);
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_letter(char32_t c) { return c >= U'a' && c <= U'z'; }
char32_t at_or_zero(std::u32string_view text, std::size_t at) { return at < text.size() ? text[at] : 0; }

std::optional<ReadPart> read_han_number(std::u32string_view text, std::size_t from) {
  long total = 0;
  long last = -1;
  bool units = false;
  std::string plain;
  auto at = from;
  for (; at < text.size() && at - from < 8; ++at) {
    const char32_t c = text[at];
    const long unit = c == U'十' ? 10 : c == U'百' ? 100 : c == U'千' ? 1000 : 0;
    if (unit != 0) {
      total += (last < 0 ? 1 : last) * unit;
      last = -1;
      units = true;
    } else if (const int digit = digit_of(c); digit >= 0) {
      last = digit;
      plain += static_cast<char>('0' + digit);
    } else {
      break;
    }
  }
  if (at == from) return std::nullopt;
  if (!units) return ReadPart{plain, at};   // 一二八号 is said digit by digit
  return ReadPart{std::to_string(total + std::max(0L, last)), at};
}

}  // namespace

std::optional<ReadPart> read_number(std::u32string_view text, std::size_t from) {
  auto at = from;
  std::string value;
  while (is_digit(at_or_zero(text, at))) value += static_cast<char>(text[at++]);
  if (value.empty()) return read_han_number(text, from);
  if (value.size() > 5) return std::nullopt;
  if (at_or_zero(text, at) == U'-' && is_digit(at_or_zero(text, at + 1))) {
    value += '-';
    ++at;
    while (is_digit(at_or_zero(text, at)) && value.size() < 12) value += static_cast<char>(text[at++]);
  }
  return ReadPart{value, at};
}

std::optional<ReadPart> read_door(std::u32string_view text, std::size_t from, bool bare) {
  while (at_or_zero(text, from) == U' ') ++from;
  auto number = read_number(text, from);
  if (!number) return std::nullopt;
  auto after_number = number->end;
  while (at_or_zero(text, after_number) == U' ') ++after_number;
  const auto next = at_or_zero(text, after_number);
  if (next == U'号') {
    static constexpr std::u32string_view kAtTheBuilding = U"下上顶前后道里";   // 26号楼下 is below what stands at number 26
    const auto after = at_or_zero(text, after_number + 1);
    const auto then = at_or_zero(text, after_number + 2);
    if (after == U'线' || (after == U'楼' && (then == 0 || kAtTheBuilding.find(then) == std::u32string_view::npos))) return std::nullopt;
    number->end = after_number + 1;
    return number;
  }
  const bool other = next == U'栋' || next == U'幢' || next == U'座' || next == U'#' || next == U'米' || next == U'm' || next == U'路' || next == U'年' || next == U'月';
  if (!bare || other || !is_digit(text[from])) return std::nullopt;
  return number;
}

std::optional<ReadPart> read_building(std::u32string_view text, std::size_t from) {
  while (at_or_zero(text, from) == U' ') ++from;
  std::string letter;
  auto at = from;
  if (is_letter(at_or_zero(text, at))) letter += static_cast<char>(text[at++]);
  ReadPart part{letter, at};
  if (auto number = read_number(text, at)) part = {letter + number->value, number->end};
  else if (letter.empty()) return std::nullopt;
  const auto next = at_or_zero(text, part.end);
  if (next == U'栋' || next == U'幢' || next == U'座' || next == U'#') ++part.end;
  else if (next == U'号' && at_or_zero(text, part.end + 1) == U'楼') part.end += 2;
  else return std::nullopt;
  return part;
}

std::string building_key(std::u32string_view building) {
  const auto part = read_building(building, 0);
  return part ? part->value : to_utf8(building);
}

}  // namespace yiwang
