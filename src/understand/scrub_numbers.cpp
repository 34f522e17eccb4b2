#include <algorithm>
#include <array>
#include <optional>

#include "base/folded.h"
#include "understand/scrub_line.h"

namespace yiwang::detail {
namespace {

using Kind = PersonalPiece::Kind;

// What makes a number somebody's business but not a person's.
const std::vector<std::u32string_view> kThings = {U"编号", U"工单", U"单号", U"单子", U"订单", U"流水", U"合同", U"型号", U"零件", U"序列", U"条形码", U"条码", U"书号", U"isbn", U"户号", U"学号",
                                                  U"考证", U"电表", U"水表", U"气表", U"编码", U"代码", U"图号", U"回执", U"自编", U"文号", U"案号", U"发票", U"批号", U"货号", U"运单", U"快递"};
const std::vector<std::u32string_view> kPhones = {U"电话", U"座机", U"固话", U"办公室", U"来电", U"致电", U"打到家"};
const std::vector<std::u32string_view> kIdentity = {U"身份证", U"证件号", U"身份号码"};
const std::vector<std::u32string_view> kCards = {U"卡", U"账号", U"帐号", U"户头"};
constexpr std::u32string_view kUnits = U"元万亿块平㎡米户人%";
constexpr std::size_t kReach = 9, kLongest = 24;

bool is_invisible(char32_t c) { return c >= 0x200b && c <= 0x200d; }
bool is_blank(char32_t c) { return c == U' ' || c == 0xa0 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == 0x3000 || is_invisible(c); }
bool is_plain_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool parts_numbers(char32_t c) {
  constexpr std::u32string_view kMarks = U"-—_/.,()";
  return is_blank(c) || kMarks.find(c) != std::u32string_view::npos;
}

/// Digits that follow each other, in groups as they are parted by marks or by a change between 3 and 三.
struct Group {
  std::size_t from, to;
  char32_t mark = 0;                       // before it; 0: a change of writing
};
struct Run {
  std::vector<Group> groups;
  std::size_t to = 0;
};

Run run_at(const PlainLine& line, std::size_t from) {
  Run run;
  std::size_t i = from;
  char32_t mark = 0;
  while (digit_value(line.at(i)) >= 0) {
    const bool plain = is_plain_digit(line.at(i));
    const auto start = i;
    while (digit_value(line.at(i)) >= 0 && is_plain_digit(line.at(i)) == plain) ++i;
    run.groups.push_back({start, i, mark});
    run.to = i;
    mark = 0;
    if (digit_value(line.at(i)) >= 0) continue;
    std::size_t next = i;
    while (next < i + 2 && parts_numbers(line.at(next))) ++next;
    if (next == i || digit_value(line.at(next)) < 0) break;
    mark = is_blank(line.at(i)) ? U' ' : line.at(i);
    i = next;
  }
  return run;
}

struct Candidate {
  std::string digits;
  std::vector<std::size_t> lengths;        // of its groups, those joined by a change of writing put together
  std::vector<char32_t> marks;
  bool spoken = false;                     // has digits in words
  std::size_t from = 0, to = 0;
};

Candidate join(const PlainLine& line, const Run& run, std::size_t first, std::size_t last) {
  Candidate out;
  out.from = run.groups[first].from;
  out.to = run.groups[last].to;
  for (std::size_t g = first; g <= last; ++g) {
    const auto& group = run.groups[g];
    if (g == first || group.mark != 0) {
      if (g != first) out.marks.push_back(group.mark);
      out.lengths.push_back(0);
    }
    for (std::size_t i = group.from; i < group.to; ++i) {
      out.digits += static_cast<char>('0' + digit_value(line.text[i]));
      out.spoken = out.spoken || !is_plain_digit(line.text[i]);
    }
    out.lengths.back() += group.to - group.from;
  }
  return out;
}

using Lengths = std::vector<std::size_t>;
bool grouped_as(const Candidate& c, std::initializer_list<Lengths> ways) {
  if (c.spoken || c.lengths.size() == 1) return true;
  if (std::all_of(c.lengths.begin(), c.lengths.end(), [](std::size_t n) { return n == 1; })) return std::all_of(c.marks.begin(), c.marks.end(), [](char32_t m) { return m == U' ' || m == U'-'; });
  if (std::find(c.marks.begin(), c.marks.end(), U',') != c.marks.end()) return false;
  return std::find(ways.begin(), ways.end(), c.lengths) != ways.end();
}
/// Dots, strokes and slashes also stand in amounts, versions and dates, so they count only in the one usual grouping.
bool strict_marks(const Candidate& c) {
  return std::any_of(c.marks.begin(), c.marks.end(), [](char32_t m) { return m == U'.' || m == U'/' || m == U'_'; });
}

bool is_mobile(const Candidate& c) {
  const auto& d = c.digits;
  if (d.size() != 11 || d[0] != '1' || d[1] < '3') return false;
  if (strict_marks(c)) return c.lengths == Lengths{3, 4, 4};
  return grouped_as(c, {{3, 4, 4}, {3, 8}, {7, 4}, {4, 4, 3}, {3, 3, 5}, {3, 2, 2, 2, 2}});
}

bool is_landline(const Candidate& c, bool foreign) {
  const auto digits = foreign && c.digits[0] != '0' ? "0" + c.digits : c.digits;
  const std::size_t added = digits.size() - c.digits.size();
  if (digits.size() < 10 || digits.size() > 12 || digits[0] != '0' || digits[1] == '0') return false;
  const std::size_t area = (digits[1] == '1' || digits[1] == '2' ? 3U : 4U) - added;
  const std::size_t rest = c.digits.size() - area;
  if (rest != 7 && rest != 8) return false;
  if (strict_marks(c)) return c.lengths == Lengths{area, rest};
  return grouped_as(c, {{area, rest}, {area, 4, rest - 4}, {area, 3, rest - 3}});
}

bool is_identity(const Candidate& c) { return is_identity_number(c.digits) && !strict_marks(c) && grouped_as(c, {{6, 8, 4}, {6, 4, 4, 4}, {3, 3, 4, 4, 4}}); }

/// The fifteen digits used until 1999 have no check digit: only where it is said what they are.
bool is_old_identity(const PlainLine& line, const Candidate& c) {
  if (c.digits.size() != 15 || c.digits[0] == '0' || c.lengths.size() != 1) return false;
  const auto number = [&](std::size_t from) { return (c.digits[from] - '0') * 10 + (c.digits[from + 1] - '0'); };
  return number(8) >= 1 && number(8) <= 12 && number(10) >= 1 && number(10) <= 31 && line.says_before(c.from, kReach, kIdentity);
}

bool is_card(const PlainLine& line, const Candidate& c) {
  const auto& d = c.digits;
  if (d.size() < 13 || d.size() > 19 || !passes_luhn(d) || strict_marks(c)) return false;
  const bool issuer = (d[0] >= '3' && d[0] <= '6') || d.starts_with("9558");
  const bool said = line.says_before(c.from, kReach, kCards);
  if (!said && (!issuer || d.size() < 16)) return false;
  if (c.spoken) return said;
  if (c.lengths.size() == 1 || c.lengths == Lengths{6, d.size() - 6}) return true;
  return std::all_of(c.lengths.begin(), c.lengths.end() - 1, [](std::size_t n) { return n == 4; });
}

bool is_home_number(const PlainLine& line, const Candidate& c) {
  const auto size = c.digits.size();
  if ((size != 7 && size != 8) || c.digits[0] < '2' || c.digits[0] == '9' || strict_marks(c)) return false;
  return grouped_as(c, {{4, size - 4}, {3, size - 3}}) && line.says_before(c.from, 4, kPhones);
}

std::optional<PersonalPiece> judge(const PlainLine& line, Candidate c) {
  const char32_t before = c.from > 0 ? line.text[c.from - 1] : U'\0', after = line.at(c.to);
  if (is_latin(before) || (before == U'.' && c.from > 1 && is_plain_digit(line.text[c.from - 2]))) return std::nullopt;
  if (c.digits.size() == 17 && after == U'x' && !is_latin_or_digit(line.at(c.to + 1)) && is_identity_number(c.digits + 'X')) return line.piece(Kind::identity_number, c.from, c.to + 1);
  if (is_latin(after) || (after == U'.' && is_plain_digit(line.at(c.to + 1)))) return std::nullopt;
  if (is_identity(c) || is_old_identity(line, c)) return line.piece(Kind::identity_number, c.from, c.to);
  if (kUnits.find(after) != std::u32string_view::npos && after != 0) return std::nullopt;
  if (line.says_before(c.from, kReach, kThings)) return std::nullopt;
  const bool foreign = before != 0 && (line.says_before(c.from, 4, {U"+86"}) || line.says_before(c.from, 5, {U"0086"}));
  if (is_mobile(c)) return line.piece(Kind::mobile, c.from, c.to);
  if (is_landline(c, foreign)) return line.piece(Kind::landline, c.from, c.to);
  if (is_card(line, c)) return line.piece(Kind::bank_card, c.from, c.to);
  if (is_home_number(line, c)) return line.piece(Kind::landline, c.from, c.to);
  return std::nullopt;
}

/// +8613800001234 in one piece: the country's digits stay outside.
std::optional<PersonalPiece> without_country(const PlainLine& line, const Run& run, std::size_t g) {
  for (const std::u32string_view country : {std::u32string_view(U"0086"), std::u32string_view(U"86")}) {
    auto shorter = run;
    auto& group = shorter.groups[g];
    if (line.text.compare(group.from, country.size(), country) != 0 || group.to - group.from <= country.size()) continue;
    group.from += country.size();
    for (std::size_t last = g; last < run.groups.size(); ++last) {
      if (auto c = join(line, shorter, g, last); is_mobile(c)) return judge(line, c);
    }
  }
  return std::nullopt;
}

}  // namespace

void find_numbers(const PlainLine& line, std::vector<PersonalPiece>& found) {
  for (std::size_t i = 0; i < line.text.size();) {
    if (digit_value(line.text[i]) < 0) {
      ++i;
      continue;
    }
    const auto run = run_at(line, i);
    for (std::size_t first = 0; first < run.groups.size();) {
      std::optional<PersonalPiece> piece;
      std::size_t after = first + 1, digits = 0;
      for (std::size_t last = first; last < run.groups.size() && digits < kLongest && !piece; ++last) {
        digits += run.groups[last].to - run.groups[last].from;
        if (digits < 7 || digits > kLongest) continue;
        // The longest that means something wins: 0571-60001234 before 60001234, a card before the mobile number in its middle.
        if (auto one = judge(line, join(line, run, first, last))) {
          piece = one;
          after = last + 1;
          for (std::size_t more = last + 1; more < run.groups.size() && more < last + 3; ++more) {
            if (auto longer = judge(line, join(line, run, first, more)); longer && longer->kind != PersonalPiece::Kind::mobile) {
              piece = longer;
              after = more + 1;
            }
          }
        }
      }
      if (!piece) piece = without_country(line, run, first);
      if (piece) found.push_back(*piece);
      first = after;
    }
    i = run.to;
  }
}

}  // namespace yiwang::detail
