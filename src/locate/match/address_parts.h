#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace yiwang {

enum class PartKind : std::uint8_t {
  province, city, district, town, village, road, road_number, lane, phase, zone, building, unit, floor, room, gate, group, distance, near, crossing, name, bracket
};
constexpr std::size_t kPartKinds = 21;

/// Characters [from, to) of a plain address are of this kind. `value` is what is compared: of a number only the number (`3-2`), of words the words.
struct AddressPart {
  PartKind kind = PartKind::name;
  std::size_t from = 0, to = 0;
  std::u32string value;
  bool bracketed = false;
};

/// An address (in the form of plain_address.h) cut into parts by rules alone: the characters that end each kind (省, 区, 镇, 路, 号, 栋...) and where they may stand. No list of
/// names, so that it reads every city alike; what no rule knows is a `name`. Quick (2 microseconds) and rough: whoever compares must bear a wrong cut. Parts ascend.
std::vector<AddressPart> cut_address(std::u32string_view plain);

}  // namespace yiwang
