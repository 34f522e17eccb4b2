#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "city/city.h"
#include "geo/index/segment_index.h"
#include "geo/index/view.h"
#include "service/space/within.h"

namespace yiwang {

/// A row of the city that has a place: an element, an address, an estate or a unit.
struct Thing {
  enum class Table : std::uint8_t { element, address, estate, unit };
  Table table = Table::element;
  std::uint32_t row = 0;                   // in the city's list of that table
  LonLat point;
};
struct FoundThing {
  Thing thing;
  double metres = 0;
};

/// What is known about a place. Pointers live as long as the Space.
struct PlaceAnswer {
  LonLat point;
  std::string beidou;                      // level 10; empty where the grid has no code
  std::vector<const Area*> areas;          // one a layer, territorial first
  const Address* building = nullptr;       // whose footprint holds the place
  std::optional<FoundThing> address, estate;
  const Road* road = nullptr;
  NearLine road_at;
  std::vector<FoundThing> elements;        // near, nearest first
  std::vector<FoundThing> cameras;         // that see it, nearest first
};

/// One version of a city as a place to ask questions in. Made once (about a second for a million addresses), then read by any number of threads.
class Space {
 public:
  explicit Space(std::shared_ptr<const City> city);
  const City& city() const { return *city_; }

  PlaceAnswer at(LonLat point) const;
  /// Kinds of elements, `address`, `estate`, `unit`, with how many there are.
  const std::map<std::string, std::size_t>& kinds() const { return counts_; }
  /// Kinds a word stands for: `element` is every kind of element. Empty for a word that is none.
  std::vector<std::string> kinds_of(std::string_view word) const;
  /// Things of one kind, nearest first, ties by row. `unknown_area` for an area's code; an area without a shape is the union of those below it.
  Result<std::vector<FoundThing>> find(const std::string& kind, const Within& within) const;
  /// The ground of an area, its own or of the drawn ones below it.
  MultiPolygon ground(const Area& area) const;

  std::string_view kind_of(const Thing& thing) const;
  const std::string& code_of(const Thing& thing) const;
  std::string name_of(const Thing& thing) const;
  /// What an element of kind camera sees; null when nobody said.
  const Camera* sight(const Element& element) const;

  std::vector<FoundThing> seeing(LonLat point) const;
  /// Empty when the camera's view is not known.
  MultiPolygon view_of(const Camera& camera) const;

 private:
  std::vector<FoundThing> things(const std::vector<Near>& found) const;

  std::shared_ptr<const City> city_;
  std::vector<Thing> things_;
  std::map<std::string, PointIndex, std::less<>> by_kind_;   // keys are places in things_
  std::map<std::string, std::size_t> counts_;
  PointIndex elements_;
  SegmentIndex roads_;
  ShapeIndex footprints_;                  // keys are rows of addresses
  ViewIndex views_;                        // keys are rows of cameras
  std::vector<std::uint32_t> element_of_camera_;
  std::map<std::string_view, std::uint32_t> camera_of_;
};

/// The four corners of a building; empty when its footprint is not known.
MultiPolygon footprint_of(const Address& address);

}  // namespace yiwang
