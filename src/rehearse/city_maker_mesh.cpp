#include "rehearse/city_maker_mesh.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>

namespace yiwang::maker {

namespace {

constexpr double kSnapMetres = 45;   // a cut that ends so near a corner ends in it

struct Axes {
  Spot middle, major, minor;
  double reach;   // standard deviation along the long axis
};

Axes axes_of(const Line& ring) {
  Spot middle;
  double weight = 0;
  const auto each_edge = [&](auto visit) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const auto a = ring[i], b = ring[(i + 1) % ring.size()];
      visit(between(a, b, 0.5), length(b - a));
    }
  };
  each_edge([&](Spot at, double l) { middle = middle + at * l, weight += l; });
  middle = middle * (1 / weight);
  double xx = 0, xy = 0, yy = 0;
  each_edge([&](Spot at, double l) {
    const auto d = at - middle;
    xx += d.x * d.x * l, xy += d.x * d.y * l, yy += d.y * d.y * l;
  });
  const double half = (xx - yy) / 2;
  const double largest = (xx + yy) / 2 + std::sqrt(half * half + xy * xy);
  Spot major = std::abs(xy) > 1e-9 ? Spot{xy, largest - xx} : xx >= yy ? Spot{1, 0} : Spot{0, 1};
  major = unit(major);
  return {middle, major, left_of(major), std::sqrt(largest / weight)};
}

}  // namespace

Line Mesh::line(const Ring& ring) const {
  Line line;
  line.reserve(ring.size());
  for (const int point : ring) line.push_back(at(point));
  return line;
}

int Mesh::point_on_edge(const Ring& ring, const Hit& hit) {
  const int a = ring[hit.edge], b = ring[(hit.edge + 1) % ring.size()];
  if (length(at(a) - hit.at) < kSnapMetres) return a;
  if (length(at(b) - hit.at) < kSnapMetres) return b;
  const int made = add(hit.at);
  for (auto& other : rings) {
    for (std::size_t i = 0; i < other.size(); ++i) {
      const int p = other[i], q = other[(i + 1) % other.size()];
      if ((p == a && q == b) || (p == b && q == a)) {
        other.insert(other.begin() + static_cast<std::ptrdiff_t>(i) + 1, made);
        break;
      }
    }
  }
  return made;
}

Mesh::Ring Mesh::split(std::size_t index, Random& random) {
  const auto shape = line(rings[index]);
  const auto axes = axes_of(shape);
  const auto from = axes.middle + axes.major * (axes.reach * 0.35 * (random.unit() * 2 - 1));
  const auto way = unit(axes.minor + axes.major * (0.22 * (random.unit() * 2 - 1)));
  std::optional<Hit> before, after;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const auto a = shape[i], edge = shape[(i + 1) % shape.size()] - a;
    const double slope = cross(way, edge);
    if (std::abs(slope) < 1e-9) continue;
    const double on_edge = cross(a - from, way) / slope;
    const double along = cross(a - from, edge) / slope;
    if (on_edge < 0 || on_edge >= 1) continue;
    const Hit hit{i, along, a + edge * on_edge};
    if (along < 0 && (!before || along > before->along)) before = hit;
    if (along >= 0 && (!after || along < after->along)) after = hit;
  }
  if (!before || !after) throw std::logic_error("a cut missed its polygon");
  const int p = point_on_edge(rings[index], *before);
  // The first insertion may have moved the edges of the ring.
  if (p == static_cast<int>(points.size()) - 1 && after->edge > before->edge) ++after->edge;
  const int q = point_on_edge(rings[index], *after);

  Ring cut = {p};
  const auto chord = at(q) - at(p);
  const double bend = 0.05 * (random.unit() * 2 - 1);
  for (const double t : {0.35, 0.68}) cut.push_back(add(at(p) + chord * t + left_of(chord) * (bend * (t < 0.5 ? 1 : 0.8))));
  cut.push_back(q);

  auto ring = rings[index];
  std::rotate(ring.begin(), std::find(ring.begin(), ring.end(), p), ring.end());
  const auto far = std::find(ring.begin(), ring.end(), q);
  Ring first(ring.begin(), far + 1);          // p .. q, then back along the cut
  first.insert(first.end(), cut.rbegin() + 1, cut.rend() - 1);
  Ring second(far, ring.end());               // q .. p, then forth
  second.insert(second.end(), cut.begin(), cut.end() - 1);
  if (first.size() < 4 || second.size() < 4) throw std::logic_error("a cut ran along an edge");
  rings[index] = std::move(first);
  rings.push_back(std::move(second));
  return cut;
}

std::vector<Mesh::Ring> outline(const Mesh& mesh, const std::vector<std::size_t>& rings) {
  std::set<std::pair<int, int>> edges;
  for (const auto index : rings) {
    const auto& ring = mesh.rings[index];
    for (std::size_t i = 0; i < ring.size(); ++i) edges.emplace(ring[i], ring[(i + 1) % ring.size()]);
  }
  std::multimap<int, int> next;
  for (const auto& [a, b] : edges) {
    if (!edges.contains({b, a})) next.emplace(a, b);
  }
  std::vector<Mesh::Ring> loops;
  while (!next.empty()) {
    Mesh::Ring path = {next.begin()->first};
    while (!path.empty()) {
      const auto step = next.find(path.back());
      if (step == next.end()) break;
      const int to = step->second;
      next.erase(step);
      const auto seen = std::find(path.begin(), path.end(), to);
      if (seen == path.end()) {
        path.push_back(to);
        continue;
      }
      loops.emplace_back(seen, path.end());
      path.erase(seen + 1, path.end());
      if (path.size() == 1) break;
    }
  }
  return loops;
}

}  // namespace yiwang::maker
