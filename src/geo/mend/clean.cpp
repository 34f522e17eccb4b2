#include "geo/mend/clean.h"

#include <cmath>

namespace yiwang::mending {
namespace {

constexpr double kFarthest = 540;          // longitudes that only went on beyond the date line

tl::unexpected<Refusal> bad_place(LonLat point, std::size_t part, std::size_t ring, std::size_t i) {
  std::vector<std::pair<std::string, std::string>> facts{{"part", std::to_string(part)}, {"ring", std::to_string(ring)}, {"place", std::to_string(i)}};
  if (std::abs(point.lat) > 90 && std::abs(point.lon) <= 90 && std::abs(point.lat) <= 180) facts.insert(facts.begin(), {"swapped", "true"});
  return refuse(Reason::bad_point, std::move(facts));
}

/// What lies west (or east) of a meridian; sides along it may lie on each other, which the joining undoes.
SpotRing half(const SpotRing& ring, std::int64_t meridian, bool west) {
  SpotRing out;
  const auto kept = [&](const Spot& s) { return west ? s.x <= meridian : s.x >= meridian; };
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto& a = ring[i];
    const auto& b = ring[i + 1 == ring.size() ? 0 : i + 1];
    if (kept(a)) out.push_back(a);
    if (kept(a) != kept(b) && a.x != meridian && b.x != meridian) {
      const auto y = static_cast<long double>(a.y) + static_cast<long double>(b.y - a.y) * static_cast<long double>(meridian - a.x) / static_cast<long double>(b.x - a.x);
      out.push_back({meridian, static_cast<std::int64_t>(std::llround(y))});
    }
  }
  return out;
}

void drop_doubles(SpotRing& ring) {
  ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
  while (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
}

bool flat(const SpotRing& ring) {
  if (ring.size() < 3) return true;
  for (std::size_t i = 2; i < ring.size(); ++i) {
    if (turn(ring[0], ring[1], ring[i]) != 0) return false;
  }
  return true;
}

class Cleaner {
 public:
  Cleaner(const MultiPolygon& shape, Notes& notes) : shape_(shape), notes_(notes) {}

  Result<Cleaned> run() {
    for (std::size_t part = 0; part < shape_.size(); ++part) {
      const auto& polygon = shape_[part];
      std::vector<std::vector<SpotRing>> rings;    // of each given ring the pieces, one for each turn of the world
      for (std::size_t ring = 0; ring <= polygon.holes.size(); ++ring) {
        auto pieces = ring_of(ring == 0 ? polygon.outer : polygon.holes[ring - 1], part, ring);
        if (!pieces) return tl::unexpected(pieces.error());
        rings.push_back(std::move(*pieces));
      }
      for (auto& outer : rings.front()) {
        SpotPolygon made;
        std::vector<std::pair<std::size_t, std::size_t>> from{{part, 0}};
        made.outer = std::move(outer);
        for (std::size_t ring = 1; ring < rings.size(); ++ring) {
          for (const auto& hole : rings[ring]) {
            if (rings.front().size() > 1 && !may_meet(made.outer, hole)) continue;
            made.holes.push_back(hole);
            from.emplace_back(part, ring);
          }
        }
        out_.parts.push_back(std::move(made));
        out_.from.insert(out_.from.end(), from.begin(), from.end());
      }
    }
    return std::move(out_);
  }

 private:
  static bool may_meet(const SpotRing& a, const SpotRing& b) {
    const auto by_x = [](const Spot& l, const Spot& r) { return l.x < r.x; };
    const auto [a1, a2] = std::minmax_element(a.begin(), a.end(), by_x);
    const auto [b1, b2] = std::minmax_element(b.begin(), b.end(), by_x);
    return a1->x < b2->x && b1->x < a2->x;
  }

  /// The ring on the lattice, cut at the date line into pieces; none when it holds no ground.
  Result<std::vector<SpotRing>> ring_of(const Ring& given, std::size_t part, std::size_t number) {
    SpotRing ring;
    ring.reserve(given.size());
    bool around = false;
    std::int64_t shift = 0;
    for (std::size_t i = 0; i < given.size(); ++i) {
      const auto& p = given[i];
      if (!(std::abs(p.lon) <= kFarthest) || !(std::abs(p.lat) <= 90)) return bad_place(p, part, number, i);
      Spot spot{std::llround(p.lon * kLattice), std::llround(p.lat * kLattice)};
      around |= std::abs(spot.x) > kHalfTurn;
      spot.x += shift;
      if (!ring.empty()) {
        // A side longer than half the world goes the other way round.
        while (spot.x - ring.back().x > kHalfTurn) spot.x -= 2 * kHalfTurn, shift -= 2 * kHalfTurn, around = true;
        while (spot.x - ring.back().x < -kHalfTurn) spot.x += 2 * kHalfTurn, shift += 2 * kHalfTurn, around = true;
      }
      ring.push_back(spot);
    }
    const LonLat first = given.empty() ? LonLat{} : given.front();
    const bool closed = given.size() > 1 && given.front() == given.back();
    if (closed && ring.front().x != ring.back().x) return refuse(Reason::bad_polygon, {{"fault", "around_pole"}, {"part", std::to_string(part)}, {"ring", std::to_string(number)}});
    if (!closed && !given.empty() && !(ring.size() > 1 && ring.front() == ring.back())) {
      if (std::abs(ring.front().x - ring.back().x) > kHalfTurn) return refuse(Reason::bad_polygon, {{"fault", "around_pole"}, {"part", std::to_string(part)}, {"ring", std::to_string(number)}});
      notes_.add(ShapeFault::not_closed, given.back(), part, number);
    }
    for (std::size_t i = 0; i + 1 < given.size(); ++i) {
      if (given[i] == given[i + 1]) notes_.add(ShapeFault::duplicate_point, given[i], part, number);
    }
    drop_doubles(ring);
    if (flat(ring)) {
      notes_.add(ShapeFault::too_few_points, first, part, number);
      return std::vector<SpotRing>{};
    }
    const auto area = twice_area(ring);
    if (number == 0 ? area < 0 : area > 0) {
      notes_.add(ShapeFault::wrong_turn, first, part, number);
      std::reverse(ring.begin(), ring.end());
    }
    if (!around) return std::vector<SpotRing>{std::move(ring)};
    notes_.add(ShapeFault::dateline, first, part, number);
    out_.cut = true;
    return cut(ring);
  }

  static std::vector<SpotRing> cut(const SpotRing& ring) {
    std::vector<SpotRing> pieces;
    const auto [low, high] = std::minmax_element(ring.begin(), ring.end());
    const auto turns = [](std::int64_t x) { return (x + kHalfTurn >= 0 ? (x + kHalfTurn) / (2 * kHalfTurn) : -((-(x + kHalfTurn) + 2 * kHalfTurn - 1) / (2 * kHalfTurn))); };
    for (auto k = turns(low->x); k <= turns(high->x); ++k) {
      const auto west = (2 * k - 1) * kHalfTurn, east = (2 * k + 1) * kHalfTurn;
      auto piece = half(half(ring, east, true), west, false);
      for (auto& spot : piece) spot.x -= 2 * k * kHalfTurn;
      drop_doubles(piece);
      if (!flat(piece)) pieces.push_back(std::move(piece));
    }
    return pieces;
  }

  const MultiPolygon& shape_;
  Notes& notes_;
  Cleaned out_;
};

}  // namespace

Result<Cleaned> clean(const MultiPolygon& shape, const MendChoice& choice, Notes& notes) {
  std::size_t points = 0;
  for (const auto& polygon : shape) {
    points += polygon.outer.size();
    for (const auto& hole : polygon.holes) points += hole.size();
  }
  if (points > choice.most_points) return refuse(Reason::too_large, {{"points", std::to_string(points)}, {"limit", std::to_string(choice.most_points)}});
  return Cleaner(shape, notes).run();
}

}  // namespace yiwang::mending
