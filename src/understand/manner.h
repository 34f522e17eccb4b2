#pragma once
#include <string_view>
#include <vector>

#include "understand/tags.h"
#include "understand/tone_model.h"

namespace yiwang {

/// Kind of request and urgency, with the stretches of text that decided them.
struct Manner {
  RequestKind kind = RequestKind::complaint;
  Urgency urgency = Urgency::ordinary;
  std::vector<Piece> kind_cues, urgency_reasons;   // at most three each
};

/// What the cue words and the danger words say (request_kind.h, urgency.h) joined with what was learned of short texts (tone_model.h). Up to 120 characters the learned reading
/// leads and the words correct it; of a longer letter it reads the title only, and the words lead.
Manner read_manner(const Folded& text, std::size_t title_end, const std::vector<WordHit>& hits, const Lexicon& lexicon, const ToneModel& tone, std::string_view matter);

}  // namespace yiwang
