#pragma once
#include <string>
#include <vector>

#include "rehearse/city_maker_town.h"

namespace yiwang::maker {

/// Puts cameras where cities have them, at crossings, gates and beside roads, and writes what each sees. Draws from a generator of its own, so that what is made
/// after it does not depend on it.
class CameraMaker {
 public:
  explicit CameraMaker(Town& town);
  /// Where a camera that was to stand at `spot` beside a road, looking along it, had better stand: at the nearest crossing of that road, at a gate near, else there.
  Spot settle(std::size_t road, Spot spot, Spot ahead);
  /// Writes what the camera just settled sees.
  void write(const std::string& element);

 private:
  struct Crossing {
    Spot at, along, across;
    std::size_t first, second;             // roads
    int cameras = 0;
  };
  struct Gate {
    Spot at;
    Spot inward;
    PlaceKind kind;
    std::size_t cell;
    bool taken = false;
  };
  void find_crossings();
  void find_gates();
  bool free(Spot spot) const;
  bool at_crossing(std::size_t road, Spot spot);
  bool at_gate(Spot spot);
  void look(Spot at, Spot towards, int angle, int range, int height, std::string tags);

  Town& town_;
  Random random_;
  std::vector<Crossing> crossings_;
  std::vector<Gate> gates_;
  int settled_ = 0;
  Spot at_;
  std::string row_;
};

}  // namespace yiwang::maker
