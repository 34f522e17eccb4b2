#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "city/city.h"
#include "service/places/place_shelf.h"

namespace yiwang {

/// A road, estate, building, address or named place as the library knows it. `road` and `estate` are codes.
struct PlaceRecord {
  std::string kind;                        // road, estate, building, address, poi
  std::string code;
  std::string name;
  std::string area;                        // the lowest area known
  std::string road, number, estate, building;
  std::string category;                    // of a named place: school, pharmacy, ...
  int floors = 0;                          // 0: not said
  std::optional<LonLat> point;
  std::vector<LonLat> line;                // of a road
  std::vector<std::string> aliases;        // on the way in only; kept apart (PlaceAliasRow)
  bool operator==(const PlaceRecord&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlaceRecord, (), (kind, code, name, area, road, number, estate, building, category, floors, point, line, aliases))

/// Kinds that share one list of a City: buildings are addresses there.
inline std::string_view group_of(std::string_view kind) { return kind == "building" ? std::string_view("address") : kind; }
bool known_place_kind(std::string_view kind);

PlaceRecord record_of(const Road& road);
PlaceRecord record_of(const Estate& estate);
PlaceRecord record_of(const Address& address);
PlaceRecord record_of(const Element& element);
/// What the city (laid over or not) has under that code; `kind` by its group.
std::optional<PlaceRecord> find_place(const City& city, std::string_view kind, std::string_view code);
/// "云锦路88号望江花园3栋", "望江花园", "兰汀大道".
std::string say_place(const City& city, const PlaceRecord& record);

/// A version to be kept, without number, times and source.
PlaceEntryRow entry_of(const PlaceRecord& record);
/// Throws std::runtime_error when the row is not ours.
PlaceRecord record_of(const PlaceEntryRow& row);

/// Text to compare names by: normalised, without blanks.
std::string name_key(std::string_view name);
/// Metres from a point to a polyline (one point: to it); infinite when it is empty.
double metres_to_line(LonLat point, const std::vector<LonLat>& line);

}  // namespace yiwang
