#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace yiwang {

/// What a piece of an address is.
enum class PlacePart : std::uint8_t { area, road, number, site, phase, building, unit, floor, room, side };

struct PlacePiece {
  PlacePart part;
  std::size_t from = 0, to = 0;            // in the text
  bool corrected = false;                  // said after 不对: it takes the place of what was said before
};

/// The pieces of addresses in a text, from left to right: 安平区, 幸福路, 28号, 滨江锦苑, 二期, 7栋, 2单元, 东门对面. By shape alone; `known` are stretches that are names of
/// the city (roads, estates, areas), by position.
struct KnownPlace {
  std::size_t from, to;
};
std::vector<PlacePiece> find_place_pieces(std::u32string_view text, const std::vector<KnownPlace>& known = {});

}  // namespace yiwang
