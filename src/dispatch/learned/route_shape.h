#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/instant.h"

namespace yiwang {

/// Fields whose values are looked at together: "matter here", "channel at this hour". Positions into RouteShape::fields.
struct RouteCross {
  std::vector<std::uint16_t> fields;
  bool recent = false;                     // also counted with old cases fading, for habits that change
};

/// What a city (or a data set) knows of a case when it opens and which combinations are worth counting. The first cross is what the case is about; all others
/// are held against it. `ground` is wider and speaks where the first was never seen.
struct RouteShape {
  std::vector<std::string> fields;
  std::vector<RouteCross> crosses;
  RouteCross ground;
};

/// What is known when a case opens, nothing later. An empty value means unknown and is counted like any other.
struct RouteFacts {
  std::vector<std::string> values;         // one a field of the shape
  std::string words;                       // a title or sentence; may be empty
  Instant at;
};

/// Who worked a case in the end and who had handed it back before. Without a unit it is not settled yet: only what was handed back counts.
struct RoutedCase {
  RouteFacts facts;
  std::string unit;
  std::vector<std::string> returned_by;
};

}  // namespace yiwang
