#pragma once
#include <string_view>
#include <vector>

#include "contract/vocabulary.h"
#include "understand/lexicon.h"

namespace yiwang {

/// How a word stands in its sentence.
enum class Standing : std::uint8_t { happening, feared, past, denied };
Standing standing_of(const Folded& text, const WordHit& hit);

struct UrgencyReading {
  Urgency urgency = Urgency::ordinary;
  std::vector<WordHit> reasons;            // the words that raised it, strongest first
};

/// Danger words and the urgency words of the judged matter, as they stand: happening now -> emergency or urgent, feared -> pressing, past or denied -> nothing.
/// A long letter that names a danger once in passing is pressing at most: its title, or a second mention, must bear it out.
UrgencyReading read_urgency(const Folded& text, std::size_t title_end, const std::vector<WordHit>& hits, const Lexicon& lexicon, std::string_view matter);

}  // namespace yiwang
