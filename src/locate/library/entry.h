#pragma once
#include <cstdint>
#include <string>

#include "geo/place.h"

namespace yiwang {

// What a library of addresses holds beyond the city's own tables: rows of imports and names learned from corrections. Plain rows, so that whoever keeps them
// (SQL, a file) need not know the index, and the index need not know them.

/// What a name or a row stands for.
enum class LibraryKind : std::uint8_t { area, road, estate, address, element };

/// One more name of something known: 老百货 for an estate, 解放大道 for a road renamed since.
struct LibraryName {
  LibraryKind kind = LibraryKind::estate;
  std::string code;                        // of the area, road, estate, address or element; a name of a code nobody knows is passed over
  std::string name;
  std::string source;                      // where it comes from: `city`, an import's id, `learned`
  bool operator==(const LibraryName&) const = default;
};

/// One more standard address. `road` and `estate` are codes of the city; a text that is no code is taken as the name of a road or an estate the city's tables
/// lack, one in each district it occurs in. Empty means not said.
struct LibraryAddress {
  std::string code;                        // unique; a row with the code of an address of the city replaces it
  std::string area;                        // code of the lowest area known; empty: the grid that holds the point
  std::string road;
  std::string number;                      // as written: `88`, `88-2`, `299弄12号`
  std::string estate;
  std::string building;                    // `3栋`, `A座`, `门诊楼`
  std::string unit, floor, room;           // `2`, `5`, `501`
  std::string name;                        // what stands there, a point of interest
  LonLat point;
  std::string source;
  bool operator==(const LibraryAddress&) const = default;
};

}  // namespace yiwang
