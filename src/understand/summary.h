#pragma once
#include <string>
#include <vector>

#include "cases/advice.h"
#include "understand/lexicon.h"
#include "understand/source_text.h"

namespace yiwang {

/// One sentence that stands in the text, at most 60 code points: the title when it says something, else the sentence that holds most of what matters.
/// Greetings and fillers at its start are dropped; nothing is made up.
std::string summarise(const Folded& text, std::size_t title_end, const SourceText& source, const std::vector<WordHit>& hits, const std::vector<Tag>& tags,
                      const std::vector<Evidence>& evidence);

}  // namespace yiwang
