#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/random.h"
#include "city/city.h"

namespace yiwang {

/// What a made address is about, as exactly as its words say.
struct AddressTruth {
  enum class Level { address, door, estate, road, crossing, element, area, nowhere } level = Level::address;
  bool exists = true;                      // false: a number, building, estate or road the city does not have; what is filled is what may be answered
  const Address* address = nullptr;        // null when the words are coarser than one
  const Road* road = nullptr;
  const Road* second_road = nullptr;
  const Estate* estate = nullptr;
  const Element* element = nullptr;
  std::string number;
  std::string area;                        // lowest that holds it
  std::optional<LonLat> point;             // of crossings and what lies so many metres from something
};

struct NoisyAddress {
  std::string text;
  std::vector<std::string_view> kinds;     // what was done to it; codes such as `typo`, `homophone`
  AddressTruth truth;
};

/// Makes addresses as people write and say them out of a city's own: parts left out, shortened, wrong, twice, in another order; numbers and buildings written in all
/// ways; slips of hand and ear; crossings, distances, talk around it; one in twenty that does not exist. Written without looking at how they are read. Same
/// city and seed, same addresses. A slip that happens to spell another name of the city is drawn again: nobody could tell.
class AddressNoise {
 public:
  /// `held`: each address gets at least one of the kinds kept apart: Latin letters, another word for the sort of place, a letter too many, two slips, hearing mistakes
  /// between n and l or z and zh, numbers in series.
  AddressNoise(std::shared_ptr<const City> city, std::uint64_t seed, bool held = false);
  NoisyAddress next();
  std::size_t redrawn() const { return redrawn_; }

 private:
  /// A text in pieces while it is worked on.
  struct Piece {
    enum class Kind { city, district, street, community, road, number, estate, building, unit, floor, room, talk } kind;
    std::string text;
  };
  using Pieces = std::vector<Piece>;

  const Area* above(std::string_view area, AreaKind kind) const;
  void add_divisions(Pieces& pieces, std::string_view area, std::string_view strip_community);
  NoisyAddress address();
  NoisyAddress crossing();
  NoisyAddress away();
  NoisyAddress element();
  NoisyAddress only_name();
  NoisyAddress absent();
  void add_inside(Pieces& pieces, const Address& address);
  void disturb(Pieces& pieces, NoisyAddress& out);
  bool disturb_once(Pieces& pieces, NoisyAddress& out);
  bool disturb_held(Pieces& pieces, NoisyAddress& out);
  Piece* find(Pieces& pieces, Piece::Kind kind);
  Piece* named(Pieces& pieces);
  bool replace_name(Piece& piece, std::string text);
  std::string write(const Pieces& pieces);
  std::string spoken_number(const std::string& number);
  std::string building_words(const std::string& building);
  std::string fresh_name();
  template <class List>
  const auto& pick(const List& list) {
    return list[random_.below(list.size())];
  }

  std::shared_ptr<const City> city_;
  Random random_;
  bool held_;
  std::size_t redrawn_ = 0;
  std::unordered_set<std::string> names_;
  std::unordered_map<std::string, std::vector<const Address*>> doors_;     // road + number
  std::unordered_map<std::string, std::pair<int, int>> ends_;              // least and most number by road
  std::unordered_map<std::string, int> at_estate_;                         // how many rows
  std::vector<std::pair<const Road*, const Road*>> crossings_;
  std::vector<LonLat> meets_;
};

}  // namespace yiwang
