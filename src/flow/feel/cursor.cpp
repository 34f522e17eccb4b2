#include "flow/feel/cursor.h"

#include <algorithm>

namespace yiwang::feel::detail {

bool is_keyword(std::string_view word) {
  for (const std::string_view keyword : {"and", "or", "in", "between", "then", "else", "return", "satisfies", "instance"}) {
    if (word == keyword) return true;
  }
  return false;
}

bool Cursor::skip() {
  while (!done()) {
    const auto c = codepoint();
    if (is_space(c)) {
      next_codepoint(text_, at_);
    } else if (c == '/' && byte(1) == '/') {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (c == '/' && byte(1) == '*') {
      const auto end = text_.find("*/", at_ + 2);
      if (end == std::string_view::npos) return false;
      at_ = end + 2;
    } else {
      break;
    }
  }
  return true;
}

bool Cursor::take(std::string_view symbol) {
  skip();
  if (text_.substr(at_, symbol.size()) != symbol) return false;
  at_ += symbol.size();
  return true;
}

bool Cursor::at_word(std::string_view word) const { return text_.substr(at_, word.size()) == word && !is_name_part(peek(text_, at_ + word.size())); }

bool Cursor::take_word(std::string_view word) {
  skip();
  if (!at_word(word)) return false;
  at_ += word.size();
  return true;
}

std::string_view Cursor::word() {
  if (done() || !is_name_start(codepoint())) return {};
  const auto from = at_;
  do {
    next_codepoint(text_, at_);
  } while (!done() && is_name_part(codepoint()));
  return text_.substr(from, at_ - from);
}

std::string_view Cursor::number() {
  const auto from = at_;
  auto at = at_;
  const auto digits = [&] {
    const auto start = at;
    while (at < text_.size() && is_digit(static_cast<unsigned char>(text_[at]))) ++at;
    return at > start;
  };
  const bool whole = digits();
  if (at < text_.size() && text_[at] == '.' && at + 1 < text_.size() && is_digit(static_cast<unsigned char>(text_[at + 1]))) {
    ++at;
    digits();
  } else if (!whole) {
    return {};
  }
  if (at < text_.size() && (text_[at] == 'e' || text_[at] == 'E')) {
    const auto back = at;
    ++at;
    if (at < text_.size() && (text_[at] == '+' || text_[at] == '-')) ++at;
    if (!digits()) at = back;
  }
  at_ = at;
  return text_.substr(from, at - from);
}

std::optional<std::string> Cursor::string() {
  std::string out;
  ++at_;
  const auto hex = [&](std::size_t count) -> std::optional<char32_t> {
    if (at_ + count > text_.size()) return std::nullopt;
    char32_t value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const char c = text_[at_ + i];
      const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
      if (digit < 0) return std::nullopt;
      value = value * 16 + static_cast<char32_t>(digit);
    }
    return value;
  };
  while (!done()) {
    const char c = text_[at_++];
    if (c == '"') return out;
    if (c != '\\' || done()) {
      out += c;
      continue;
    }
    const char escaped = text_[at_++];
    switch (escaped) {
      case 'n': out += '\n'; break;
      case 'r': out += '\r'; break;
      case 't': out += '\t'; break;
      case '"': out += '"'; break;
      case '\'': out += '\''; break;
      case '\\': out += '\\'; break;
      case 'u':
      case 'U': {
        const std::size_t count = escaped == 'u' ? 4 : 6;
        auto value = hex(count);
        if (value) at_ += count;
        // A surrogate pair is one character.
        if (value && *value >= 0xd800 && *value < 0xdc00 && byte() == '\\' && byte(1) == 'u') {
          const auto back = at_;
          at_ += 2;
          const auto low = hex(4);
          if (low && *low >= 0xdc00 && *low < 0xe000) {
            at_ += 4;
            value = 0x10000 + ((*value - 0xd800) << 10) + (*low - 0xdc00);
          } else {
            at_ = back;
          }
        }
        if (!value) {
          out += '\\';
          out += escaped;
        } else {
          append_codepoint(out, *value > 0x10ffff || (*value >= 0xd800 && *value < 0xe000) ? 0xfffd : *value);
        }
        break;
      }
      default:  // `\s` and the like are left for regular expressions
        out += '\\';
        out += escaped;
    }
  }
  return std::nullopt;
}

}  // namespace yiwang::feel::detail
