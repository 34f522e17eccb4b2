#include "flow/feel/pattern.h"

#include <vector>

namespace yiwang::feel::detail {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Walks the pattern once. XPath knows fewer constructs than ICU (no look-around, no `\b`, no inline flags), and some mean something else.
class Translator {
 public:
  Translator(std::string pattern, bool dot_all, bool many_lines) : in_(std::move(pattern)), dot_all_(dot_all), many_lines_(many_lines) {}

  bool run() {
    while (at_ < in_.size()) {
      if (!atom()) return false;
    }
    return open_.empty();
  }
  std::string take() { return std::move(out_); }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < in_.size() ? in_[at_ + ahead] : '\0'; }

  bool atom() {
    const char c = in_[at_];
    switch (c) {
      case '\\': return escape(false);
      case '[': return char_class();
      case '.':
        out_ += dot_all_ ? "." : "[^\\n\\r]";
        break;
      case '$':
        out_ += many_lines_ ? "$" : "\\z";
        break;
      case '(':
        if (peek(1) == '?') {
          if (peek(2) != ':') return false;
          out_ += "(?:";
          at_ += 3;
          open_.push_back(0);
          return true;
        }
        closed_.push_back(false);
        open_.push_back(closed_.size());
        out_ += c;
        break;
      case ')':
        if (open_.empty()) return false;
        if (open_.back() != 0) closed_[open_.back() - 1] = true;
        open_.pop_back();
        out_ += c;
        break;
      case '*':
      case '+':
      case '?':
        out_ += c;
        if (peek(1) == '+') return false;  // ICU's possessive quantifier
        break;
      case '{': return quantity();
      case '}':
      case ']': return false;
      default: out_ += c;
    }
    ++at_;
    return true;
  }

  bool quantity() {
    const auto end = in_.find('}', at_);
    if (end == std::string::npos || end == at_ + 1) return false;
    const auto inside = in_.substr(at_ + 1, end - at_ - 1);
    if (!is_digit(inside[0]) || inside.find_first_not_of("0123456789,") != std::string::npos || inside.find(',') != inside.rfind(',')) return false;
    if (inside.size() > 12) return false;
    out_ += in_.substr(at_, end - at_ + 1);
    at_ = end + 1;
    return peek() != '+';
  }

  bool escape(bool in_class) {
    const char c = peek(1);
    at_ += 2;
    switch (c) {
      case 's': out_ += in_class ? " \\t\\n\\r" : "[ \\t\\n\\r]"; return true;
      case 'S': out_ += "[^ \\t\\n\\r]"; return true;
      case 'w': out_ += "[^\\p{P}\\p{Z}\\p{C}]"; return true;
      case 'W': out_ += "[\\p{P}\\p{Z}\\p{C}]"; return true;
      case 'i': out_ += "[_:\\p{L}\\p{Nl}]"; return true;
      case 'I': out_ += "[^_:\\p{L}\\p{Nl}]"; return true;
      case 'c': out_ += "[-._:\\p{L}\\p{N}\\p{M}]"; return true;
      case 'C': out_ += "[^-._:\\p{L}\\p{N}\\p{M}]"; return true;
      case 'd':
      case 'D':
      case 'n':
      case 'r':
      case 't':
        out_ += '\\';
        out_ += c;
        return true;
      case 'p':
      case 'P': return property(c);
      default: break;
    }
    if (is_digit(c)) return !in_class && back_reference(c);
    if (c > ' ' && c < 0x7f && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z')) {
      out_ += '\\';
      out_ += c;
      return true;
    }
    return false;
  }

  bool back_reference(char first) {
    std::size_t group = static_cast<std::size_t>(first - '0');
    if (group == 0) return false;
    while (is_digit(peek()) && group * 10 + static_cast<std::size_t>(peek() - '0') <= closed_.size()) {
      group = group * 10 + static_cast<std::size_t>(peek() - '0');
      ++at_;
    }
    if (group > closed_.size() || !closed_[group - 1]) return false;
    out_ += "(?:\\" + std::to_string(group) + ")";
    return true;
  }

  bool property(char kind) {
    if (peek() != '{') return false;
    const auto end = in_.find('}', at_);
    if (end == std::string::npos) return false;
    auto name = in_.substr(at_ + 1, end - at_ - 1);
    if (name.empty() || name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos) return false;
    if (name.starts_with("Is")) name = "blk=" + name.substr(2);
    else if (name.size() > 2) return false;
    out_ += std::string("\\") + kind + "{" + name + "}";
    at_ = end + 1;
    return true;
  }

  bool char_class() {
    if (++nesting_ > 20) return false;
    ++at_;
    const auto start = out_.size();
    out_ += '[';
    if (peek() == '^') {
      out_ += '^';
      ++at_;
    }
    bool first = true;
    while (at_ < in_.size()) {
      const char c = in_[at_];
      if (c == ']') {
        if (first) return false;
        out_ += ']';
        ++at_;
        --nesting_;
        return true;
      }
      if (c == '-' && peek(1) == '[') {
        // Subtraction closes the class: `[a-z-[aeiou]]`.
        if (first) return false;
        ++at_;
        out_ += ']';
        out_.insert(start, "[");
        out_ += "--";
        if (!char_class() || peek() != ']') return false;
        out_ += ']';
        ++at_;
        --nesting_;
        return true;
      }
      if (c == '[') return false;
      first = false;
      if (c == '\\') {
        if (!escape(true)) return false;
        continue;
      }
      if (c == '-' && (peek(1) == ']' || out_.back() == '[' || out_.back() == '^')) {
        out_ += "\\-";  // at an end it stands for itself
      } else if (c == '&' || c == ' ' || c == '#') {
        out_ += '\\';
        out_ += c;
      } else {
        out_ += c;
      }
      ++at_;
    }
    return false;
  }

  std::string in_;
  bool dot_all_;
  bool many_lines_;
  std::size_t at_ = 0;
  std::string out_;
  std::vector<std::size_t> open_;  // groups that are open: their number, 0 for `(?:`
  std::vector<bool> closed_;
  int nesting_ = 0;
};

/// The flag `x`: white space outside classes goes, also after a backslash and inside `\p{...}`.
std::string without_space(std::string_view pattern) {
  std::string out;
  int depth = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (space && depth == 0) continue;
    if (c == '\\' && i + 1 < pattern.size() && depth > 0) {
      out += c;
      out += pattern[++i];
      continue;
    }
    const bool escaped = !out.empty() && out.back() == '\\' && (out.size() < 2 || out[out.size() - 2] != '\\');
    if (!escaped && c == '[') ++depth;
    if (!escaped && c == ']' && depth > 0) --depth;
    out += c;
  }
  return out;
}

}  // namespace

std::optional<Pattern> translate_pattern(std::string_view pattern, std::string_view flags) {
  Pattern out;
  bool dot_all = false;
  bool spaced = false;
  for (const char flag : flags) {
    switch (flag) {
      case 's': dot_all = true; break;
      case 'm': out.many_lines = true; break;
      case 'i': out.ignore_case = true; break;
      case 'x': spaced = true; break;
      default: return std::nullopt;
    }
  }
  Translator translator(spaced ? without_space(pattern) : std::string(pattern), dot_all, out.many_lines);
  if (!translator.run()) return std::nullopt;
  out.icu = translator.take();
  return out;
}

}  // namespace yiwang::feel::detail
