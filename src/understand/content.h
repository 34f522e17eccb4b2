#pragma once
#include <string>
#include <vector>

#include "base/folded.h"

namespace yiwang {

/// What a text is about, for counting grams: only Han and Latin characters, without function words, numbers, marks and coded place names (A3区). So a
/// message as typed and one whose stop words somebody dropped before look alike.
struct Content {
  std::u32string text;
  std::vector<std::uint32_t> at;           // position in the folded text
};

void keep_content(const Folded& folded, Content& out);

}  // namespace yiwang
