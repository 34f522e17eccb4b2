#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "locate/gazetteer.h"

namespace yiwang {

/// A name that stands in a text, with what follows it.
struct Mention {
  std::uint32_t name = 0;
  std::size_t from = 0, to = 0;            // code points of the normalised text
  std::string door;                        // after a road: "88"
  std::string building;                    // after an estate or a door number: "3"
  double east_m = 0, north_m = 0;          // 往东200米
  bool near = false;                       // 附近, 对面: not the place itself
};

/// All names from left to right, the longest where several begin, none over another. `whole` when the text is an address and nothing else: then
/// shortened area names and bare door numbers are taken, too.
std::vector<Mention> read_mentions(const Gazetteer& gazetteer, std::u32string_view text, bool whole);
/// True when two road mentions say a crossing: A路与B路交叉口, A路B路路口, A路(近B路).
bool say_crossing(std::u32string_view text, const Mention& first, const Mention& second);

}  // namespace yiwang
