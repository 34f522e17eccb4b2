#pragma once
#include <map>

#include "geo/mend/lattice.h"
#include "geo/mend/mend.h"

namespace yiwang::mending {

/// Collects findings by fault: how many, and where the first one is.
class Notes {
 public:
  void add(ShapeFault fault, LonLat at, std::size_t part, std::size_t ring, std::size_t times = 1) {
    auto& one = found_.try_emplace(fault, ShapeFinding{fault, 0, at, part, ring}).first->second;
    one.count += times;
  }
  bool has(ShapeFault fault) const { return found_.contains(fault); }
  bool empty() const { return found_.empty(); }
  std::vector<ShapeFinding> take() const {
    std::vector<ShapeFinding> out;
    for (const auto& [fault, one] : found_) out.push_back(one);
    return out;
  }

 private:
  std::map<ShapeFault, ShapeFinding> found_;
};

struct Cleaned {
  std::vector<SpotPolygon> parts;          // open rings, outer counter-clockwise, holes clockwise; nothing of less than three places
  std::vector<std::pair<std::size_t, std::size_t>> from;   // for each ring in order (outer, its holes, the next outer...) the part and ring it was
  bool cut = false;                        // at the date line
};

/// Rings on the lattice, without what needs no thought: double places, missing ends, wrong turns, the date line.
Result<Cleaned> clean(const MultiPolygon& shape, const MendChoice& choice, Notes& notes);

}  // namespace yiwang::mending
