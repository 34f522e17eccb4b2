#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "understand/labelled_text.h"

namespace yiwang {

/// Which texts nearly repeat each other (about a third of their 4-grams or more in common), by 24 minimum hashes: the number of a group for each. For honest
/// cross-validation; compares all pairs, so for some ten thousand texts at most.
std::vector<std::uint32_t> near_groups(std::span<const LabelledText> texts);

}  // namespace yiwang
