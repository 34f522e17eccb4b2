#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "understand/call/call_form.h"
#include "understand/call/pattern.h"
#include "base/folded.h"

namespace yiwang {

/// One line made ready to be read: folded, without the sounds people make while they think, every mark and pause one blank. Knows where each character came from.
struct CallText {
  Speaker speaker = Speaker::citizen;
  std::uint32_t line = 0;                  // counted from 1
  Folded folded;                           // as said, for answers such as 嗯
  std::u32string text;
  std::vector<std::uint32_t> at;           // for each character of `text`, the code point of the line
  bool asks = false;                       // a mark says it is a question

  SaidAt said(std::size_t from, std::size_t to) const;
  /// The line's own characters for a piece of `text`, as they were written.
  std::u32string_view piece(std::size_t from, std::size_t to) const { return std::u32string_view(text).substr(from, to - from); }
};

/// A line of a call as one text. Long ones are cut at `kMostRead` characters: nobody speaks so long without a pause.
CallText make_call_text(const CallLine& line, std::uint32_t number);
inline constexpr std::size_t kMostRead = 500;

/// How somebody answers a question of yes or no.
enum class Reply : std::uint8_t { none, yes, no };
/// By how the line begins: 对对对, 嗯, 是的, 要 against 不, 不用, 没有, 不是. `none` when it says neither.
Reply reply_of(const CallText& line);

/// Grammar pieces all patterns share: numbers, digits, how a clause ends.
const Pattern::Macros& call_grammar();
/// A pattern with these pieces.
Pattern grammar(std::string_view source);

/// A clause of a line: between two blanks.
struct Clause {
  std::size_t from, to;
};
std::vector<Clause> clauses_of(const CallText& line);

}  // namespace yiwang
