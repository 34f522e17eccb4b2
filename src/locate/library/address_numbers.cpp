#include "locate/library/address_numbers.h"

#include <array>

#include "base/text.h"
#include "locate/numerals.h"

namespace yiwang {
namespace {

char32_t look(std::u32string_view text, std::size_t at) { return at < text.size() ? text[at] : 0; }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_letter(char32_t c) { return c >= U'a' && c <= U'z'; }
bool starts(std::u32string_view text, std::size_t at, std::u32string_view word) { return at < text.size() && text.substr(at).starts_with(word); }
bool one_of(char32_t c, std::u32string_view list) { return c != 0 && list.find(c) != std::u32string_view::npos; }

/// Digits or Han numerals without the `-` part; leading zeros go.
std::optional<ReadPart> plain(std::u32string_view text, std::size_t from) {
  auto at = from;
  std::string value;
  while (is_digit(look(text, at))) value += static_cast<char>(text[at++]);
  if (value.empty()) {
    auto han = read_number(text, from);
    if (!han || han->value.find('-') != std::string::npos) return std::nullopt;
    return han;
  }
  if (value.size() > 5) return std::nullopt;
  const auto first = value.find_first_not_of('0');
  value.erase(0, first == std::string::npos ? value.size() - 1 : first);
  return ReadPart{value, at};
}

bool is_dash(std::u32string_view text, std::size_t at) { return look(text, at) == U'-' || look(text, at) == U'之'; }

/// Words after a number that make it no part of an address.
bool is_other_count(std::u32string_view text, std::size_t at) {
  static constexpr std::array<std::u32string_view, 20> kOther{U"号线", U"期", U"岁", U"年", U"月", U"日", U"点", U"时", U"分", U"元", U"块", U"个", U"次", U"天", U"人", U"户人", U"周", U"路车", U"路公交", U"组"};
  for (const auto word : kOther) {
    if (starts(text, at, word)) return true;
  }
  return false;
}

struct LaneWord {
  std::u32string_view word;
  const char* mark;
};
constexpr std::array<LaneWord, 6> kLanes{{{U"支弄", "支"}, {U"弄", "弄"}, {U"巷", "巷"}, {U"胡同", "巷"}, {U"条", "条"}, {U"里弄", "弄"}}};

/// The tail of a door number: -2, 之二, 附3, 甲.
std::size_t read_tail(std::u32string_view text, std::size_t at, std::string& key) {
  const auto begun = at;
  if (is_dash(text, at) || look(text, at) == U'附') {
    if (const auto more = plain(text, at + 1)) {
      key += '-';
      key += more->value;
      return more->end;
    }
    return begun;
  }
  static constexpr std::u32string_view kStems = U"甲乙丙丁";
  if (one_of(look(text, at), kStems)) {
    key += to_utf8(text.substr(at, 1));
    return at + 1;
  }
  return at;
}

bool says_building(std::u32string_view text, std::size_t at, std::size_t& length) {
  static constexpr std::array<std::u32string_view, 12> kWords{U"号楼", U"号厂房", U"号馆", U"号大楼", U"栋", U"幢", U"座", U"#楼", U"#栋", U"#", U"号栋", U"号幢"};
  for (const auto word : kWords) {
    if (!starts(text, at, word)) continue;
    // 26号楼下, 26号楼上: what is below and above number 26.
    if (word == U"号楼" && one_of(look(text, at + 2), U"下上顶前后道")) return false;
    length = word.size();
    return true;
  }
  return false;
}

std::optional<AddressNumber> read_lettered(std::u32string_view text, std::size_t from) {
  AddressNumber out;
  out.from = from;
  std::string letters;
  auto at = from;
  while (is_letter(look(text, at)) && at - from < 2) letters += static_cast<char>(text[at++]);
  if (letters.empty() || is_letter(look(text, at))) return std::nullopt;
  if (const auto number = plain(text, at); number && is_digit(look(text, at))) {
    letters += number->value;
    at = number->end;
  }
  std::size_t length = 0;
  if (!says_building(text, at, length)) return std::nullopt;
  out.kind = NumberKind::building;
  out.key = letters;
  out.to = at + length;
  return out;
}

}  // namespace

std::optional<AddressNumber> read_address_number(std::u32string_view text, std::size_t from) {
  if (is_letter(look(text, from))) return read_lettered(text, from);
  const auto first = plain(text, from);
  if (!first) return std::nullopt;
  AddressNumber out;
  out.from = from;
  std::string key = first->value;
  std::size_t at = first->end;
  const auto done = [&](NumberKind kind, std::size_t to) {
    out.kind = kind;
    out.key = key;
    out.to = to;
    return out;
  };
  if (is_other_count(text, at)) return std::nullopt;
  std::size_t length = 0;
  if (says_building(text, at, length)) return done(NumberKind::building, at + length);
  if (starts(text, at, U"单元")) return done(NumberKind::unit, at + 2);
  if (starts(text, at, U"门") && !starts(text, at, U"门口") && !starts(text, at, U"门诊")) return done(NumberKind::unit, at + 1);
  if (one_of(look(text, at), U"室房户") && !starts(text, at, U"户人")) return done(NumberKind::room, at + 1);
  if (one_of(look(text, at), U"楼层") || (look(text, at) == U'f' && !is_letter(look(text, at + 1)))) return done(NumberKind::floor, at + 1);
  for (const auto& [word, metres] : {std::pair(std::u32string_view(U"公里"), 1000), std::pair(std::u32string_view(U"千米"), 1000), std::pair(std::u32string_view(U"km"), 1000),
                                     std::pair(std::u32string_view(U"多米"), 1), std::pair(std::u32string_view(U"来米"), 1), std::pair(std::u32string_view(U"米"), 1),
                                     std::pair(std::u32string_view(U"m"), 1)}) {
    if (!starts(text, at, word)) continue;
    key = std::to_string(std::stol(key) * metres);
    return done(NumberKind::metres, at + word.size());
  }
  // Lanes: 299弄12号, 299弄3支弄12号, 3巷7号.
  bool lane = false;
  for (bool more = true; more;) {
    more = false;
    for (const auto& [word, mark] : kLanes) {
      if (!starts(text, at, word)) continue;
      key += mark;
      at += word.size();
      lane = more = true;
      if (const auto next = plain(text, at)) {
        const auto after = look(text, next->end);
        std::size_t unused = 0;
        if (after == U'号' && !says_building(text, next->end, unused)) {
          key += next->value;
          at = next->end;
          more = false;
        } else if (starts(text, next->end, U"支弄") || after == U'弄' || after == U'巷' || after == U'条') {
          key += next->value;
          at = next->end;
        } else {
          more = false;
        }
      } else {
        more = false;
      }
      break;
    }
  }
  if (lane && look(text, at) != U'号') return done(NumberKind::door, at);
  if (!lane) at = read_tail(text, at, key);
  if (look(text, at) == U'号') {
    std::size_t unused = 0;
    if (says_building(text, at, unused)) return done(NumberKind::building, at + unused);
    ++at;
    if (!lane || key.find('-') == std::string::npos) {
      // 88号之2, 88号-2, 88号甲, 88号附3号; not 88号-3栋.
      auto longer = key;
      const auto to = read_tail(text, at, longer);
      if (to != at && !says_building(text, to, unused) && !starts(text, to, U"单元") && !one_of(look(text, to), U"室楼层-")) {
        key = longer;
        at = to + (look(text, to) == U'号' ? 1 : 0);
      }
    }
    return done(NumberKind::door, at);
  }
  if (says_building(text, at, length)) return done(NumberKind::building, at + length);
  // 3-2-401 is taken apart by whoever knows what stands before it.
  while (look(text, at) == U'-' && is_digit(look(text, at + 1))) {
    const auto more = plain(text, at + 1);
    if (!more) break;
    key += '-';
    key += more->value;
    at = more->end;
  }
  if (starts(text, at, U"单元")) return done(NumberKind::unit, at + 2);
  if (one_of(look(text, at), U"室房")) return done(NumberKind::room, at + 1);
  if (is_letter(look(text, at)) || is_other_count(text, at)) return std::nullopt;
  return done(NumberKind::bare, at);
}

std::string number_key(std::string_view number) {
  const auto text = to_codepoints(normalise(number));
  const auto read = read_address_number(text, 0);
  return read && read->to == text.size() ? read->key : to_utf8(text);
}

std::string house_key(std::string_view building) {
  const auto text = to_codepoints(normalise(building));
  const auto read = read_address_number(text, 0);
  if (read && read->to == text.size()) return read->key;
  // A座 as a bare letter, A3.
  return to_utf8(text);
}

std::string coarser_number(std::string_view key) {
  if (const auto dash = key.rfind('-'); dash != std::string_view::npos) return std::string(key.substr(0, dash));
  auto text = to_codepoints(key);
  while (!text.empty() && is_digit(text.back())) text.pop_back();
  if (text.empty()) return {};
  auto out = to_utf8(text);
  if (out == key) {
    // 88甲 to 88, 299弄3支 to 299弄, 299弄 to nothing.
    text.pop_back();
    if (one_of(text.empty() ? 0 : text.back(), U"0123456789")) {
      const bool stem = one_of(to_codepoints(key).back(), U"甲乙丙丁");
      if (stem) return to_utf8(text);
      while (!text.empty() && is_digit(text.back())) text.pop_back();
    }
    return to_utf8(text);
  }
  return out;
}

}  // namespace yiwang
