#pragma once
#include "understand/call/hearing.h"
#include "understand/reader.h"

namespace yiwang {

/// What a call is about, apart from who calls and how to reach them: the clauses that tell it, in order.
struct Story {
  struct Part {
    std::size_t line;
    std::size_t from, to;                  // in the line's text
  };
  std::vector<Part> parts;
  bool wishes = false;                     // something is to be done
  bool misdialled = false;                 // somebody else was meant to be called
  std::string text;                        // all of it, clauses parted by commas: what the matter's machine reads
};
Story make_story(const Talk& talk);

/// Nothing when the call has no story (a wrong number).
Heard hear_kind(const Talk& talk, const Story& story, bool urgent);
/// One sentence of what was said, with the place when it is known and fits.
Heard hear_summary(const Talk& talk, const Story& story, const MatterReading& matter, const Heard& place);

}  // namespace yiwang
