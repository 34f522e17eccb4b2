#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "dispatch/learned/route_shape.h"

namespace yiwang {

/// A case's crosses and words as hashes, ready to be counted or looked up.
struct RouteKeys {
  std::uint64_t ground = 0;
  std::vector<std::uint64_t> crosses;      // one a cross of the shape
  std::vector<std::uint64_t> words;        // each word with what the case is about, then each alone; sorted, each once
};

/// Throws std::invalid_argument when the facts do not have one value a field.
RouteKeys route_keys(const RouteShape& shape, const RouteFacts& facts);
/// Latin words and numbers in lower case, Han text as pairs of characters; each once, sorted.
std::vector<std::string> route_words(const std::string& text);
/// "type=Pothole, district=07", for people.
std::string describe(const RouteShape& shape, const RouteCross& cross, const RouteFacts& facts);

}  // namespace yiwang
