#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace yiwang {

/// What a number in an address counts.
enum class NumberKind : std::uint8_t { door, building, unit, floor, room, metres, bare };

/// A number of an address as it stands in a folded text. The keys are one however they are written: `88-2` for 88号之2, 88附2号 and 八十八－二号; `299弄12` for a
/// house in a lane, `299弄3支12` in a branch of it; `3` for 3栋, 三幢, 3号楼, 3#; `a` for A座.
struct AddressNumber {
  NumberKind kind = NumberKind::bare;
  std::string key;
  std::size_t from = 0, to = 0;            // code points
};

/// The number that begins at `from`, with the word that says what it counts; none when no number begins there, or one that belongs to something else (2号线,
/// 3期, 20岁, 13800000000). Expects normalised text without blanks.
std::optional<AddressNumber> read_address_number(std::u32string_view text, std::size_t from);

/// Keys of what stands in a library's columns. `number_key("88号") == "88"`, `house_key("三幢") == "3"`, `house_key("门诊楼") == "门诊楼"`.
std::string number_key(std::string_view number);
std::string house_key(std::string_view building);
/// The next coarser key: 299弄3支12, 299弄3支, 299弄; 88-2, 88; empty after the last.
std::string coarser_number(std::string_view key);

}  // namespace yiwang
