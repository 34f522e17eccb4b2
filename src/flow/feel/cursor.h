#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "flow/feel/characters.h"

namespace yiwang::feel::detail {

/// Reads a text from left to right. What a name is depends on the names known, so there is no separate pass for tokens.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  std::size_t at() const { return at_; }
  void go(std::size_t at) { at_ = at; }
  std::string_view text() const { return text_; }
  bool done() const { return at_ >= text_.size(); }
  char byte(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  char32_t codepoint() const { return peek(text_, at_); }

  /// Moves past white space and comments; false when a comment never ends.
  bool skip();
  /// Takes exactly these characters (after white space).
  bool take(std::string_view symbol);
  /// Takes a keyword: the word must end there.
  bool take_word(std::string_view word);
  bool at_word(std::string_view word) const;

  /// One plain word: a name start and name parts. Empty when none stands here.
  std::string_view word();
  /// A number literal; empty when none stands here.
  std::string_view number();
  /// The text of a string literal, escapes undone; nullopt when it never ends.
  std::optional<std::string> string();

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

bool is_keyword(std::string_view word);

}  // namespace yiwang::feel::detail
