#include "locate/match/plain_address.h"

#include <array>
#include <string>

#include "base/folded.h"
#include "base/utf8.h"

namespace yiwang {
namespace {

constexpr std::u32string_view kHanDigits = U"〇一二三四五六七八九";

int han_digit(char32_t c) {
  if (c == U'零') return 0;
  const auto at = kHanDigits.find(c);
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}
char32_t at_or_zero(const std::u32string& text, std::size_t at) { return at < text.size() ? text[at] : 0; }
bool is_code(char32_t c) { return is_digit(c) || is_latin(c); }

/// Ⅱ, ⅱ and ② as digits, before folding makes letters of them.
std::string without_number_signs(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto from = at;
    const char32_t c = next_codepoint(text, at);
    const char32_t first = c >= 0x2160 && c <= 0x216b ? 0x2160 : c >= 0x2170 && c <= 0x217b ? 0x2170 : c >= 0x2460 && c <= 0x2473 ? 0x2460 : 0;
    if (first != 0) out += std::to_string(c - first + 1);
    else out += text.substr(from, at - from);
  }
  return out;
}

void append_number(std::u32string& out, int value) {
  for (const char c : std::to_string(value)) out += static_cast<char32_t>(c);
}

/// Blanks and dots away, marks to one form.
std::u32string with_one_form_of_marks(const std::u32string& text) {
  std::u32string out;
  for (const char32_t c : text) {
    if (c <= U' ' || c == U'·' || c == U'・' || c == U'•' || c == U'.' || c == U'"' || c == U'\'' || c == 0xfffd) continue;
    if (c == U'（' || c == U'[' || c == U'【' || c == U'{' || c == U'〔' || c == U'<' || c == U'《') {
      out += U'(';
    } else if (c == U'）' || c == U']' || c == U'】' || c == U'}' || c == U'〕' || c == U'>' || c == U'》') {
      out += U')';
    } else if (c == U'，' || c == U'、' || c == U'丶' || c == U';' || c == U'；' || c == U'。' || c == U':' || c == U'：' || c == U'/' || c == U'|') {
      out += U',';
    } else if (c == U'—' || c == U'–' || c == U'－' || c == U'_' || c == U'~' || c == U'～' || c == U'―') {
      out += U'-';
    } else if (c == U'＃') {
      out += U'#';
    } else {
      out += c;
    }
  }
  return out;
}

/// `十二` 12, `二十` 20, `三八一八` 3818; a `第` before a number is dropped. `3一5` is a slip for `3-5`.
std::u32string with_digits(const std::u32string& text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = text[i];
    if (c == U'一' && i > 0 && is_digit(text[i - 1]) && is_digit(at_or_zero(text, i + 1))) {
      out += U'-';
      ++i;
      continue;
    }
    if (c == U'第' && (is_digit(at_or_zero(text, i + 1)) || han_digit(at_or_zero(text, i + 1)) >= 0 || at_or_zero(text, i + 1) == U'十')) {
      ++i;
      continue;
    }
    if (han_digit(c) < 0 && c != U'十') {
      out += c;
      ++i;
      continue;
    }
    std::size_t end = i;
    bool tens = false;
    for (; end < text.size() && (han_digit(text[end]) >= 0 || text[end] == U'十'); ++end) tens = tens || text[end] == U'十';
    if (!tens) {
      for (; i < end; ++i) out += static_cast<char32_t>(U'0' + static_cast<char32_t>(han_digit(text[i])));
      continue;
    }
    int value = 0, last = -1;
    for (; i < end; ++i) {
      if (text[i] == U'十') {
        value += 10 * (last < 0 ? 1 : last);
        last = -1;
      } else {
        last = han_digit(text[i]);
      }
    }
    append_number(out, value + (last < 0 ? 0 : last));
  }
  return out;
}

struct Rewrite {
  std::u32string_view from, to;
  bool after_code;                         // only behind a digit or a letter
};
// The longer ones first.
constexpr std::array kRewrites = {
    Rewrite{U"交叉路口", U"交叉口", false}, Rewrite{U"交汇处", U"交叉口", false}, Rewrite{U"交汇口", U"交叉口", false}, Rewrite{U"交界处", U"交叉口", false},
    Rewrite{U"交叉处", U"交叉口", false},   Rewrite{U"交界口", U"交叉口", false}, Rewrite{U"十字路口", U"交叉口", false}, Rewrite{U"交叉口", U"交叉口", false},
    Rewrite{U"交口", U"交叉口", false},     Rewrite{U"交界", U"交叉口", false},   Rewrite{U"交汇", U"交叉口", false},   Rewrite{U"交叉", U"交叉口", false},
    Rewrite{U"街道办事处", U"街道", false}, Rewrite{U"镇办事处", U"镇", false},   Rewrite{U"街道办", U"街道", false},   Rewrite{U"街办", U"街道", false},
    Rewrite{U"有限责任公司", U"公司", false}, Rewrite{U"股份有限公司", U"公司", false}, Rewrite{U"有限公司", U"公司", false}, Rewrite{U"居民委员会", U"居委会", false},
    Rewrite{U"村民委员会", U"村委会", false}, Rewrite{U"徳", U"德", false},
    Rewrite{U"#楼", U"栋", true},           Rewrite{U"#栋", U"栋", true},         Rewrite{U"#幢", U"栋", true},         Rewrite{U"号楼", U"栋", true},
    Rewrite{U"号栋", U"栋", true},          Rewrite{U"号幢", U"栋", true},        Rewrite{U"#", U"号", true},           Rewrite{U"幢", U"栋", true},
    Rewrite{U"座", U"栋", true},            Rewrite{U"棟", U"栋", true},          Rewrite{U"楼", U"层", true},          Rewrite{U"房间", U"室", true},
    Rewrite{U"号房", U"室", true},          Rewrite{U"号室", U"室", true},        Rewrite{U"房", U"室", true},          Rewrite{U"号单元", U"单元", true},
    Rewrite{U"号院", U"号", true},          Rewrite{U"号门", U"门", true},        Rewrite{U"号口", U"门", true},        Rewrite{U"组团", U"区", true},
};

}  // namespace

std::u32string plain_address(std::string_view source) {
  const auto text = with_digits(with_one_form_of_marks(folded(without_number_signs(source))));
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    const bool code_before = !out.empty() && is_code(out.back());
    const Rewrite* fits = nullptr;
    for (const auto& rewrite : kRewrites) {
      if (text[i] == rewrite.from[0] && (!rewrite.after_code || code_before) && text.compare(i, rewrite.from.size(), rewrite.from) == 0) {
        fits = &rewrite;
        break;
      }
    }
    if (fits != nullptr) {
      out += fits->to;
      i += fits->from.size();
      continue;
    }
    const bool dash = text[i] == U'之' || text[i] == U'-';
    if (dash && code_before && is_code(at_or_zero(text, i + 1))) {
      out += U'-';
      ++i;
      continue;
    }
    // `5号之1`, `37号-5`: one number
    if ((text[i] == U'号') && code_before && (at_or_zero(text, i + 1) == U'之' || at_or_zero(text, i + 1) == U'-') && is_digit(at_or_zero(text, i + 2))) {
      out += U'-';
      i += 2;
      while (i < text.size() && is_code(text[i])) out += text[i++];
      out += U'号';
      if (at_or_zero(text, i) == U'号') ++i;
      continue;
    }
    if (text[i] == U'f' && code_before && is_digit(out.back()) && !is_code(at_or_zero(text, i + 1))) {
      out += U'层';
      ++i;
      continue;
    }
    out += text[i++];
  }
  return out;
}

}  // namespace yiwang
