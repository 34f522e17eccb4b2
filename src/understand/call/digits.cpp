#include "understand/call/digits.h"

#include "understand/call/call_text.h"

namespace yiwang {
namespace {

bool is_unit(char32_t c) { return c == U'十' || c == U'百' || c == U'千' || c == U'万' || c == U'亿'; }
// Heard for 幺 and believed only among digits.
bool sounds_like_one(char32_t c) { return c == U'妖' || c == U'腰' || c == U'吆' || c == U'么' || c == U'要'; }

// What follows a number that counts something.
const Pattern& counted_things() {
  static const Pattern pattern(
      "(?:年|月|日|号楼|号线|号|点|块|元|个|人|楼|栋|幢|座|单元|室|岁|次|回|米|路|天|小时|分钟|分|秒|层|度|斤|公里|家|条|辆|平|种|位|户|倍|折|届|班|排|级|期|周|星期|礼拜|弄|巷|村|组|区|中|小|医院|厘米|毫升|来|多|几|点钟|钟头|钱|毛|角|张|只|头|棵|盏|遍|步|边|侧|下|上|里)");
  return pattern;
}

}  // namespace

int spoken_digit(char32_t c) {
  if (c >= U'0' && c <= U'9') return static_cast<int>(c - U'0');
  switch (c) {
    case U'零': case U'〇': case U'○': case U'洞': return 0;
    case U'一': case U'幺': case U'壹': return 1;
    case U'二': case U'两': case U'贰': return 2;
    case U'三': return 3;
    case U'四': return 4;
    case U'五': return 5;
    case U'六': return 6;
    case U'七': case U'拐': return 7;
    case U'八': return 8;
    case U'九': case U'勾': return 9;
    default: return -1;
  }
}

std::vector<DigitPiece> read_digits(std::u32string_view text) {
  std::vector<DigitPiece> out;
  const auto digit_at = [&](std::size_t i) { return i < text.size() ? spoken_digit(text[i]) : -1; };
  for (std::size_t i = 0; i < text.size();) {
    if (digit_at(i) < 0) {
      ++i;
      continue;
    }
    DigitPiece piece;
    piece.from = i;
    std::size_t j = i;
    while (j < text.size()) {
      const int d = digit_at(j);
      if (d >= 0) {
        // 三个八, 4个0
        if (j + 2 < text.size() && text[j + 1] == U'个' && digit_at(j + 2) >= 0 && d >= 2 && (j + 3 >= text.size() || !is_unit(text[j + 3]))) {
          piece.digits.append(static_cast<std::size_t>(d), static_cast<char>('0' + digit_at(j + 2)));
          j += 3;
          continue;
        }
        piece.digits += static_cast<char>('0' + d);
        ++j;
        continue;
      }
      const bool among = j > i && digit_at(j + 1) >= 0;
      if (sounds_like_one(text[j]) && among) {
        piece.digits += '1';
        ++j;
      } else if ((text[j] == U'-' || text[j] == U'杠') && among) {
        ++j;
      } else {
        break;
      }
    }
    piece.to = j;
    const bool quantity = (j < text.size() && is_unit(text[j])) || (i > 0 && is_unit(text[i - 1]));
    // A long number is read aloud whatever follows: 13800001234这个号.
    const bool counts = piece.digits.size() <= 4 && j < text.size() && counted_things().at(text, j).has_value() && !Pattern("(?:位|个[零一二三四五六七八九0-9幺])").at(text, j);
    const bool ordinal = i > 0 && text[i - 1] == U'第';
    // A word such as 一下, 一直, 三更 is no digit.
    static const Pattern word("(?:一(?:下|直|些|样|般|起|定|点|共|切|旦|会|声|边|趟|听|看|说|到|早|家|楼|天|块|半|辈|句|律|块|遍|开)|两(?:边|头)|三轮|二维|二手|二次|三更|五金|七七八八|万一|九成|八成)");
    const bool in_word = piece.digits.size() == 1 && (word.at(text, i).has_value() || (i > 0 && (text[i - 1] == U'万' || text[i - 1] == U'统' || text[i - 1] == U'唯')));
    if (!quantity && !counts && !ordinal && !in_word) out.push_back(std::move(piece));
    i = j;
  }
  return out;
}

std::optional<CountedNumber> read_count(std::u32string_view text, std::size_t from) {
  std::size_t i = from;
  if (i < text.size() && is_digit(text[i])) {
    int value = 0;
    for (int n = 0; i < text.size() && is_digit(text[i]); ++i, ++n) {
      if (n >= 8) return std::nullopt;
      value = value * 10 + static_cast<int>(text[i] - U'0');
    }
    return CountedNumber{value, i};
  }
  int total = 0, digit = -1, digits = 0, last_unit = 10;
  bool unit = false;
  std::string read;                        // 二零二六, 幺零三
  for (; i < text.size(); ++i) {
    const char32_t c = text[i];
    const int d = is_digit(c) ? -1 : spoken_digit(c);
    if (d >= 0) {
      read += static_cast<char>('0' + d);
      digit = d;
      ++digits;
      continue;
    }
    const int size = c == U'十' ? 10 : c == U'百' ? 100 : c == U'千' ? 1000 : 0;
    if (size == 0 || (digits > 1 && !unit)) break;
    total += (digit < 0 || (digit == 0 && size == 10) ? 1 : digit) * size;
    digit = -1;
    unit = true;
    last_unit = size;
  }
  if (i == from) return std::nullopt;
  if (!unit) {
    if (read.size() > 8) return std::nullopt;
    return CountedNumber{std::stoi(read), i};
  }
  if (digit > 0) {
    // 一百二 is 120, 一百零二 is 102.
    const bool short_form = last_unit > 10 && spoken_digit(text[i - 1]) > 0 && !(i >= 2 && spoken_digit(text[i - 2]) == 0);
    total += short_form ? digit * last_unit / 10 : digit;
  }
  return CountedNumber{total, i};
}

std::optional<int> count_of(std::u32string_view piece) {
  const auto read = read_count(piece, 0);
  if (!read || read->to != piece.size()) return std::nullopt;
  return read->value;
}

std::u32string with_arabic(std::u32string_view text) {
  static const Pattern unit_after("(?:号楼|号门|号店|号院|号|栋|幢|座|单元|层|楼|室|房|组|队|弄|期|区|米|公里|路(?:公交|车)?口?站?|-|杠)");
  static const Pattern only_after_count("(?:路|区|期|队|组)");
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto read = spoken_digit(text[i]) >= 0 || text[i] == U'十' ? read_count(text, i) : std::nullopt;
    const bool after_word = i > 0 && (text[i - 1] == U'第' || text[i - 1] == U'初' || text[i - 1] == U'星');
    if (!read || after_word) {
      out += text[i++];
      continue;
    }
    const auto rest = text.substr(read->to);
    const bool counts = unit_after.at(text, read->to).has_value() && !only_after_count.at(text, read->to);
    // A room number or a phase at the end: 5号楼 幺零三.
    const bool at_end = rest.empty() && read->to - i >= 3;
    const bool phase = !rest.empty() && rest[0] == U'期' && read->to - i == 1;
    if (is_digit(text[i]) || (!counts && !at_end) || phase) {
      out += text.substr(i, read->to - i);
    } else {
      bool spelled = true;                 // 幺零三 keeps its zeros in front
      for (std::size_t k = i; k < read->to; ++k) spelled = spelled && spoken_digit(text[k]) >= 0;
      if (spelled) {
        for (std::size_t k = i; k < read->to; ++k) out += static_cast<char32_t>(U'0' + spoken_digit(text[k]));
      } else {
        for (const char c : std::to_string(read->value)) out += static_cast<char32_t>(c);
      }
    }
    i = read->to;
  }
  return out;
}

}  // namespace yiwang
