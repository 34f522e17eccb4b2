#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cases/case.h"
#include "service/places/place_reading.h"

namespace yiwang {

/// What a dispatcher's correction says of a name: these words of the report meant that place.
struct LearnedName {
  std::string alias;                       // name_key of the words
  std::string words;
  std::string kind, code;
  bool operator==(const LearnedName&) const = default;
};

/// Tells words that would name too much from names: generic ones (小区, 菜市场门口), parts of many names, names of areas, numbers.
class CommonWords {
 public:
  explicit CommonWords(const City& city);
  bool too_common(const std::string& key) const;

 private:
  std::set<std::string> areas_;
  std::string all_;                        // every name of roads, estates and named places, one a line
};

/// The words of a report's address that nobody could place, and the road, estate or address the dispatcher chose. None when the address was empty, its names
/// are known already, or the words are too common.
std::optional<LearnedName> name_from_correction(const PlaceNames& names, const CommonWords& common, const std::string& address_as_told, const Location& corrected);

/// Whether that many agreeing corrections make a name of use: at least `enough` for it, and four times as many as for other places.
inline bool agreed(std::int64_t support, std::int64_t against, std::int64_t enough) { return support >= enough && support >= 4 * against; }

}  // namespace yiwang
