#pragma once
#include <vector>

#include "base/random.h"
#include "rehearse/city_maker_plane.h"

namespace yiwang::maker {

/// Polygons that share vertices by number, so that borders fit exactly whatever the numbers are rounded to. Rings turn left.
struct Mesh {
  using Ring = std::vector<int>;
  std::vector<Spot> points;
  std::vector<Ring> rings;

  int add(Spot at) {
    points.push_back(snap(at));
    return static_cast<int>(points.size()) - 1;
  }
  Spot at(int point) const { return points[static_cast<std::size_t>(point)]; }
  Line line(const Ring& ring) const;
  double area(std::size_t ring) const { return ring_area(line(rings[ring])); }
  /// Cuts a ring in two across its long axis near the middle; the new half is the last ring. Gives the cut, end points included.
  Ring split(std::size_t ring, Random& random);

 private:
  struct Hit {
    std::size_t edge;
    double along;
    Spot at;
  };
  int point_on_edge(const Ring& ring, const Hit& hit);
};

/// The loops around a set of rings: those turning left are outer borders, those turning right holes.
std::vector<Mesh::Ring> outline(const Mesh& mesh, const std::vector<std::size_t>& rings);

}  // namespace yiwang::maker
