#pragma once
#include <vector>

#include "contract/vocabulary.h"
#include "understand/lexicon.h"

namespace yiwang {

struct KindReading {
  RequestKind kind = RequestKind::complaint;
  std::vector<WordHit> cues;               // the words that spoke for it
};

/// What the person wants, by cue words: each different one counts once, twice in the title (everything before `title_end`); question marks speak for a
/// question; a complaint needs no cue.
KindReading read_kind(const Folded& text, std::size_t title_end, const std::vector<WordHit>& hits);

}  // namespace yiwang
