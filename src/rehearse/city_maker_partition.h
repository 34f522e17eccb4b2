#pragma once
#include <cstddef>
#include <vector>

#include "base/random.h"

namespace yiwang::maker {

/// Divides members of a graph into connected parts of nearly equal size, grown from seeds far apart. Each part sorted.
std::vector<std::vector<std::size_t>> partition(const std::vector<std::size_t>& members, const std::vector<std::vector<std::size_t>>& neighbours,
                                                std::size_t parts, Random& random);

}  // namespace yiwang::maker
