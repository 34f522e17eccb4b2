#pragma once
#include <string_view>
#include <vector>

#include "understand/call/call_text.h"

namespace yiwang {

/// What a seat's line asks for; several at once are joined by `|`.
enum Ask : std::uint32_t {
  kAskName = 1,
  kAskPhone = 2,
  kAskConfidential = 4,
  kAskCallback = 8,
  kAskCallbackTime = 16,
  kAskWhen = 32,
  kAskWhere = 64,
  kAskSubject = 128,
  kAskAppeal = 256,
  kAskEarlier = 512,
  kAskEarlierNumber = 1024,
  kAskOther = 2048,
  kAskWhat = 4096,                         // what it is about
};

/// The whole talk so far: lines, what each seat's line asks, what each citizen's line therefore answers.
struct Talk {
  std::vector<CallText> lines;
  std::vector<std::uint32_t> asks;         // of seat lines; 0 for a citizen's
  std::vector<std::uint32_t> pending;      // of citizen lines: what was asked last and may be answered here

  bool by_seat(std::size_t i) const { return lines[i].speaker == Speaker::seat; }
  bool answers(std::size_t i, std::uint32_t ask) const { return !by_seat(i) && (pending[i] & ask) != 0; }
  /// Only this was asked, so a bare answer belongs to it.
  bool answers_only(std::size_t i, std::uint32_t ask) const { return !by_seat(i) && pending[i] != 0 && (pending[i] & ~ask) == 0; }
  /// The citizen's next line after a seat's; `lines.size()` when there is none.
  std::size_t reply_line(std::size_t seat) const;
  /// What the citizen said to a seat's line.
  Reply reply_to(std::size_t seat) const;
  /// True when the citizen contradicts the seat's line.
  bool denied(std::size_t seat) const;
};

Talk make_talk(std::span<const CallText> lines);
std::uint32_t asks_of(const CallText& line);

}  // namespace yiwang
