#include <algorithm>

#include "base/folded.h"
#include "understand/scrub_line.h"

// What is known by its shape or by the word before it: plates, mail, passports and permits, accounts.

namespace yiwang::detail {
namespace {

using Kind = PersonalPiece::Kind;
constexpr std::u32string_view kProvinces = U"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
constexpr std::u32string_view kServices = U"警学挂领港澳";
constexpr std::u32string_view kAfterCounts = U"元万亿人名平米号个辆户";

bool is_ascii_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_account(char32_t c) { return is_latin_or_digit(c) || c == U'_' || c == U'-'; }

/// Past 号, 号码, 是, 为, 叫, marks and blanks: to where a value begins.
std::size_t value_after(const PlainLine& line, std::size_t at) {
  constexpr std::u32string_view kBetween = U"号码是为叫：:. ，,no";
  while (at < line.text.size() && kBetween.find(line.text[at]) != std::u32string_view::npos) {
    if ((line.text[at] == U'n' || line.text[at] == U'o') && !line.text.substr(at).starts_with(U"no") && !(at > 0 && line.text[at - 1] == U'n')) break;
    if (line.text[at] == U'n' && line.at(at + 1) != U'o') break;
    ++at;
  }
  return at;
}

template <class Found>
void each_word(const PlainLine& line, std::initializer_list<std::u32string_view> words, Found&& found) {
  for (const auto word : words) {
    for (auto at = line.text.find(word); at != std::u32string::npos; at = line.text.find(word, at + 1)) found(at, at + word.size());
  }
}

}  // namespace

// 苏A12345, 苏A·D12345, 苏A1234警, 使014578 (GA 36): a province, a letter, five or six letters and digits with at least two digits.
void find_plates(const PlainLine& line, std::vector<PersonalPiece>& found) {
  for (std::size_t i = 0; i + 5 < line.text.size(); ++i) {
    if (line.text[i] == U'使') {
      std::size_t to = i + 1;
      while (is_ascii_digit(line.at(to))) ++to;
      if (to == i + 7 && line.text[i + 1] <= U'3' && kAfterCounts.find(line.at(to) == 0 ? U' ' : line.at(to)) == std::u32string_view::npos) found.push_back(line.piece(Kind::plate, i, to));
      continue;
    }
    if (kProvinces.find(line.text[i]) == std::u32string_view::npos) continue;
    std::size_t letter = i + 1;
    if (line.at(letter) == U' ') ++letter;
    if (!is_latin(line.at(letter))) continue;
    std::size_t at = letter + 1;
    constexpr std::u32string_view kMarks = U"·.• -";
    if (at < line.text.size() && kMarks.find(line.text[at]) != std::u32string_view::npos) ++at;
    std::size_t to = at, digits = 0;
    while (to < line.text.size() && is_latin_or_digit(line.text[to])) digits += is_ascii_digit(line.text[to++]) ? 1 : 0;
    const bool service = to - at == 4 && line.at(to) != 0 && kServices.find(line.at(to)) != std::u32string_view::npos;
    if (service) ++to;
    if (to - at < 5 || to - at > 6 || digits < 2) continue;
    found.push_back(line.piece(Kind::plate, i, to));
    i = to - 1;
  }
}

void find_mail(const PlainLine& line, std::vector<PersonalPiece>& found) {
  const auto in_name = [](char32_t c) { return is_latin_or_digit(c) || c == U'.' || c == U'_' || c == U'-' || c == U'+'; };
  const auto blank = [&](std::size_t i) { return line.at(i) == U' '; };
  for (std::size_t i = 1; i + 1 < line.text.size(); ++i) {
    const bool sign = line.text[i] == U'@';
    const bool word = line.text[i] == U'a' && line.text[i + 1] == U't' && blank(i - 1) && blank(i + 2);
    if (!sign && !word) continue;
    std::size_t from = i, to = i + (sign ? 1 : 2);
    if (blank(from - 1)) --from;
    if (blank(to)) ++to;
    const auto name_end = from;
    while (from > 0 && in_name(line.text[from - 1])) --from;
    const auto domain = to;
    std::size_t dots = 0;
    for (; to < line.text.size(); ++to) {
      const char32_t c = line.text[to];
      const bool dot = (c == U'.' || c == 0x3002) && is_latin_or_digit(line.at(to + 1));
      if (!dot && !is_latin_or_digit(c) && c != U'-') break;
      dots += dot ? 1 : 0;
    }
    if (from < name_end && dots > 0 && to > domain) found.push_back(line.piece(Kind::email, from, to));
  }
}

void find_documents(const PlainLine& line, std::vector<PersonalPiece>& found) {
  each_word(line, {U"护照", U"passport", U"回乡证", U"通行证", U"台胞证", U"签证"}, [&](std::size_t, std::size_t after) {
    const auto from = value_after(line, after);
    std::size_t at = from;
    while (at < from + 2 && is_latin(line.at(at))) ++at;
    const auto letters = at - from;
    while (is_ascii_digit(line.at(at))) ++at;
    const auto digits = at - from - letters;
    if (is_latin_or_digit(line.at(at)) || digits < 7 || digits > 10 || (letters == 0 && digits != 8)) return;
    found.push_back(line.piece(Kind::passport, from, at));
  });
}

void find_accounts(const PlainLine& line, std::vector<PersonalPiece>& found) {
  each_word(line, {U"微信", U"薇信", U"vx", U"wx"}, [&](std::size_t begin, std::size_t after) {
    if (begin > 0 && is_latin(line.text[begin - 1])) return;
    const auto from = value_after(line, after);
    std::size_t to = from;
    while (is_account(line.at(to))) ++to;
    if (to - from < 6 || to - from > 20 || !is_latin(line.at(from))) return;
    const bool asked = line.at(after) == U'号' || (begin > 0 && line.text[begin - 1] == U'加');
    const bool own = std::any_of(line.text.begin() + static_cast<std::ptrdiff_t>(from), line.text.begin() + static_cast<std::ptrdiff_t>(to), [](char32_t c) { return !is_latin(c); });
    if (asked || own) found.push_back(line.piece(Kind::wechat, from, to));
  });
  each_word(line, {U"qq", U"扣扣"}, [&](std::size_t begin, std::size_t after) {
    if (begin > 0 && is_latin_or_digit(line.text[begin - 1])) return;
    const auto from = value_after(line, after);
    std::size_t to = from;
    while (is_ascii_digit(line.at(to))) ++to;
    if (to - from >= 5 && to - from <= 11 && !is_latin_or_digit(line.at(to)) && line.at(to) != U'.' && line.text[from] != U'0') found.push_back(line.piece(Kind::qq, from, to));
  });
}

}  // namespace yiwang::detail
