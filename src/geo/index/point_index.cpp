#include "geo/index/point_index.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "geo/index/area_index.h"
#include "geo/index/crossing.h"

namespace yiwang {

namespace detail {

constexpr std::size_t kMostPieces = 1000000;   // of one side; none on earth needs more

std::vector<LonLat> in_short_pieces(const std::vector<LonLat>& line, double most) {
  std::vector<LonLat> out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (i != 0) {
      const LonLat a = line[i - 1], b = line[i];
      // A degree is nowhere longer than 111.7 km; most sides need no closer look.
      const bool is_short = (std::abs(b.lon - a.lon) + std::abs(b.lat - a.lat)) * 111700 <= most;
      const auto pieces = is_short ? std::size_t{1} : static_cast<std::size_t>(std::clamp(std::ceil(ground_metres(a, b) / most), 1.0, static_cast<double>(kMostPieces)));
      for (std::size_t p = 1; p < pieces; ++p) {
        const double t = static_cast<double>(p) / static_cast<double>(pieces);
        out.push_back({a.lon + (b.lon - a.lon) * t, a.lat + (b.lat - a.lat) * t});
      }
    }
    out.push_back(line[i]);
  }
  return out;
}

Foot foot_on(const Spot3& a, const Spot3& b, const Spot3& p) {
  const Spot3 d{b.x - a.x, b.y - a.y, b.z - a.z};
  const double whole = d.x * d.x + d.y * d.y + d.z * d.z;
  double t = 0;
  if (whole > 0) t = std::clamp(((p.x - a.x) * d.x + (p.y - a.y) * d.y + (p.z - a.z) * d.z) / whole, 0.0, 1.0);
  return {t, square_between(p, {a.x + d.x * t, a.y + d.y * t, a.z + d.z * t})};
}

LonLat middle_of(const std::vector<LonLat>& points) {
  FlatBox box;
  for (const auto p : points) box.add(p.lon, p.lat);
  return points.empty() ? LonLat{} : LonLat{(box.west + box.east) / 2, (box.south + box.north) / 2};
}

}  // namespace detail

namespace {

constexpr double kPiece = 200;                 // metres; its arc rises less than a millimetre over its chord

/// The k best so far by square distance and key; the worst on top once full.
class Best {
 public:
  Best(std::size_t k, double bound) : k_(k), bound_(bound) { found_.reserve(std::min<std::size_t>(k, 64)); }
  double bound() const { return bound_; }
  void offer(std::uint32_t key, double square) {
    if (square > bound_) return;
    const Near one{key, square};
    if (found_.size() == k_) {
      if (!nearer(one, found_.front())) return;
      std::pop_heap(found_.begin(), found_.end(), nearer);
      found_.back() = one;
    } else {
      found_.push_back(one);
    }
    std::push_heap(found_.begin(), found_.end(), nearer);
    if (found_.size() == k_) bound_ = std::min(bound_, found_.front().metres);
  }
  std::vector<Near> take() { return std::move(found_); }

 private:
  std::size_t k_;
  double bound_;
  std::vector<Near> found_;                // `metres` holds the square of the straight distance until the end
};

void finish(std::vector<Near>& found) {
  for (auto& one : found) one.metres = ground_from_straight(std::sqrt(one.metres));
  std::sort(found.begin(), found.end(), nearer);
}

}  // namespace

PointIndex::PointIndex(const std::vector<KeyedPoint>& points) {
  std::vector<LonLat> all;
  for (const auto& one : points) all.push_back(one.point);
  frame_ = GroundFrame(detail::middle_of(all));
  std::vector<Spot3> spots;
  std::vector<FlatBox> boxes;
  for (const auto& one : points) {
    spots.push_back(frame_.to_frame(one.point));
    boxes.push_back({spots.back().x, spots.back().y, spots.back().x, spots.back().y});
  }
  std::vector<std::uint32_t> order;
  tree_.build(boxes, order);
  for (const auto at : order) {
    spots_.push_back(spots[at]);
    keys_.push_back(points[at].key);
    places_.push_back(points[at].point);
  }
}

std::vector<Near> PointIndex::nearest(LonLat from, std::size_t k, double within_m, const Wanted& wanted) const {
  if (k == 0) return {};
  const auto here = frame_.to_frame(from);
  const double straight = straight_from_ground(within_m);
  Best best(k, within_m >= kEarthRadiusMetres * 3.2 ? std::numeric_limits<double>::infinity() : straight * straight);
  tree_.nearest(
      here.x, here.y,
      [&](std::uint32_t i, std::uint32_t to) {
        for (; i < to; ++i) {
          const double square = square_between(spots_[i], here);
          if (square <= best.bound() && (!wanted || wanted(keys_[i]))) best.offer(keys_[i], square);
        }
      },
      [&] { return best.bound(); });
  auto found = best.take();
  finish(found);
  return found;
}

std::vector<Near> PointIndex::in_circle(LonLat centre, double metres) const {
  std::vector<Near> found;
  if (!(metres >= 0)) return found;
  const auto here = frame_.to_frame(centre);
  const double straight = straight_from_ground(metres), most = straight * straight;
  tree_.nearest(
      here.x, here.y,
      [&](std::uint32_t i, std::uint32_t to) {
        for (; i < to; ++i) {
          if (const double square = square_between(spots_[i], here); square <= most) found.push_back({keys_[i], square});
        }
      },
      [&] { return most; });
  finish(found);
  return found;
}

std::vector<Near> PointIndex::along(const std::vector<LonLat>& line, double metres) const {
  std::vector<Near> found;                 // first with places in the tree instead of keys
  if (line.empty() || !(metres >= 0)) return found;
  std::vector<Spot3> spots;
  for (const auto p : detail::in_short_pieces(line, kPiece)) spots.push_back(frame_.to_frame(p));
  const double straight = straight_from_ground(metres), most = straight * straight;
  for (std::size_t s = 0; s + 1 < spots.size() || s == 0; ++s) {
    const auto& a = spots[s];
    const auto& b = spots[std::min(s + 1, spots.size() - 1)];
    FlatBox box;
    box.add(a.x, a.y);
    box.add(b.x, b.y);
    tree_.overlapping(box.wider(straight), [&](std::uint32_t i, std::uint32_t to, bool) {
      for (; i < to; ++i) {
        if (const double square = detail::foot_on(a, b, spots_[i]).square; square <= most) found.push_back({i, square});
      }
    });
  }
  std::sort(found.begin(), found.end(), [](const Near& a, const Near& b) { return a.key != b.key ? a.key < b.key : a.metres < b.metres; });
  found.erase(std::unique(found.begin(), found.end(), [](const Near& a, const Near& b) { return a.key == b.key; }), found.end());
  for (auto& one : found) one.key = keys_[one.key];
  finish(found);
  return found;
}

std::vector<Near> PointIndex::in_polygon(const MultiPolygon& shape) const {
  std::vector<Near> found;
  // Sides are straight in lon and lat and so bend a little in the frame, the more the longer they are and the nearer to the poles.
  FlatBox box;
  for (const auto& polygon : shape) {
    Ring ring = polygon.outer;
    if (!ring.empty()) ring.push_back(ring.front());
    for (const auto p : detail::in_short_pieces(ring, 5000)) {
      const auto spot = frame_.to_frame(p);
      box.add(spot.x, spot.y);
    }
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> stretches;
  std::size_t candidates = 0;
  tree_.overlapping(box.wider(10), [&](std::uint32_t from, std::uint32_t to, bool) {
    stretches.emplace_back(from, to);
    candidates += to - from;
  });
  const auto gather = [&](auto holds) {
    for (const auto& [from, to] : stretches) {
      for (auto i = from; i < to; ++i) {
        if (holds(places_[i])) found.push_back({keys_[i], 0});
      }
    }
  };
  const auto sides = crossings(shape);
  // A raster is worth building only when much would be tried otherwise.
  if (candidates * sides.size() < 200000) {
    gather([&](LonLat p) { return contains(sides, p); });
  } else {
    const AreaIndex index({{0, shape}});
    gather([&](LonLat p) { return index.find(p) == 0; });
  }
  std::sort(found.begin(), found.end(), nearer);
  return found;
}

}  // namespace yiwang
