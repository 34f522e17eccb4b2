#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "locate/library/address_library.h"

namespace yiwang {

/// How exact an answer is, finest first. `door`: a number several buildings share; `between`: a number the street lacks, between two it has.
enum class PlaceLevel : std::uint8_t { address, door, between, element, crossing, estate, road, area };
/// Which part of the text decided.
enum class DecidedBy : std::uint8_t { road_number, estate_building, estate_number, poi, intersection, distance, estate, road, area };
std::string_view code_of(PlaceLevel level);
std::string_view code_of(DecidedBy part);

/// One standard place a text may mean.
struct StandardPlace {
  PlaceLevel level = PlaceLevel::area;
  /// Of the address, estate, road, element or area; `R0012#88` for a number of a street, `R0012+R0034` for a crossing.
  std::string code;
  std::string text;                        // 云澜市锦川区湖滨街道望江社区云锦路88号望江花园3栋2单元501室
  std::optional<LonLat> point;             // none for roads and areas
  std::string grid;                        // holding the point; empty when none does
  std::string area;                        // the lowest area that holds the place
  std::string road, second_road, number, estate, building, unit, floor, room, element;
  double confidence = 0;                   // that it is right as far as it goes
  DecidedBy decided_by = DecidedBy::area;
  /// Of road, number, estate, building, district, street, community: what the place has and the text lacks; what the text says otherwise.
  std::vector<std::string> missing, contradicting;
};

struct StandardiseOptions {
  std::size_t most = 5;
  std::optional<LonLat> near;              // of namesakes the nearer one
  std::string_view within;                 // an area code: places outside are unlikely
};

/// Free words of an address -> standard places of a library, best first (requirement F3). Immutable, shared by all threads; the library must outlive it.
/// Never fails: broken UTF-8, empty and absurd texts give no candidate.
class Standardiser {
 public:
  /// From here on an answer is taken without a person looking: on made samples less than one in a hundred was wrong.
  static constexpr double kAccept = 0.80;

  explicit Standardiser(std::shared_ptr<const AddressLibrary> library);
  std::vector<StandardPlace> standardise(std::string_view text, const StandardiseOptions& options = {}) const;
  const AddressLibrary& library() const { return *library_; }
  /// What an answer cites: the library and the rules.
  const std::string& version() const { return version_; }

 private:
  std::shared_ptr<const AddressLibrary> library_;
  std::string version_;
};

}  // namespace yiwang
