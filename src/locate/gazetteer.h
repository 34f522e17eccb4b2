#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "city/city.h"
#include "locate/name_trie.h"

namespace yiwang {

enum class PlaceKind : std::uint8_t { area, road, estate, element };

/// What a name stands for: a row of one of the city's lists. `shortened`: the name without its 街道, 区, 社区, which people use in addresses.
struct NamedPlace {
  PlaceKind kind;
  std::uint32_t row;
  bool shortened = false;
};

/// A door number on a road that was found or worked out.
struct DoorNumber {
  LonLat point;
  std::vector<const Address*> addresses;   // the buildings behind that number; none: worked out between its neighbours
};

/// The names and addresses of one city version, ready for looking up. Immutable after making.
class Gazetteer {
 public:
  explicit Gazetteer(std::shared_ptr<const City> city);
  const City& city() const { return *city_; }
  const NameTrie& names() const { return names_; }
  const std::vector<NamedPlace>& places(std::uint32_t name) const { return places_[name]; }

  /// The buildings with that number, else a point between the numbers next to it on the same side; nothing beyond the ends of the road's numbers.
  std::optional<DoorNumber> door(std::uint32_t road, const std::string& number) const;
  const Address* building(std::uint32_t estate, const std::string& key) const;
  /// The building whose middle is nearest, at most `within_m` away.
  const Address* nearest(LonLat point, double within_m) const;
  /// The lowest area that holds the whole estate.
  const std::string& area_of_estate(std::uint32_t estate) const { return estate_areas_[estate]; }
  /// The lowest area that holds all of these; empty when nothing does.
  std::string common_area(const std::vector<std::string>& areas) const;
  std::uint32_t row_of(const Road& road) const { return static_cast<std::uint32_t>(&road - city_->roads.data()); }
  std::uint32_t row_of(const Estate& estate) const { return static_cast<std::uint32_t>(&estate - city_->estates.data()); }

 private:
  struct NumberedDoor {
    int number;
    std::uint32_t address;
  };
  void add_name(const std::string& name, NamedPlace place);
  void read_names();
  void read_addresses();

  std::shared_ptr<const City> city_;
  NameTrie names_;
  std::vector<std::vector<NamedPlace>> places_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> doors_;   // hash of road and number -> addresses
  std::unordered_map<std::uint64_t, std::uint32_t> buildings_;        // hash of estate and building -> address
  std::vector<std::vector<NumberedDoor>> numbers_;                    // by road, ascending
  std::vector<std::string> estate_areas_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> cells_;
};

}  // namespace yiwang
