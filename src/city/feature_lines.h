#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace yiwang {

/// The line each feature of a GeoJSON FeatureCollection starts on, in order. The text must be valid JSON already.
std::vector<std::size_t> feature_lines(std::string_view text);

}  // namespace yiwang
