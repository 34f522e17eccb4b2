#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace yiwang {

/// A piece of text that was read, and where reading goes on.
struct ReadPart {
  std::string value;
  std::size_t end = 0;
};

/// `88`, `88-2`, `八十八` as digits; at most five of them. Expects normalised text.
std::optional<ReadPart> read_number(std::u32string_view text, std::size_t from);
/// A door number: `88号`, `八十八号`, `88-2号`; a bare `88` only when `bare` is allowed. Not `3号楼` (a building), not `2号线` (a metro line).
std::optional<ReadPart> read_door(std::u32string_view text, std::size_t from, bool bare);
/// A building: `3栋`, `三幢`, `g2座`, `3号楼`, `12#`. The value is `3`, `g2`, `12`.
std::optional<ReadPart> read_building(std::u32string_view text, std::size_t from);
/// The value of `read_building` for what stands in addresses.csv; the whole when it has another shape.
std::string building_key(std::u32string_view building);

}  // namespace yiwang
