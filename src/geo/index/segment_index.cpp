#include "geo/index/segment_index.h"

#include <algorithm>
#include <cmath>

namespace yiwang {

namespace {
constexpr double kPiece = 200;                 // metres; its arc rises less than a millimetre over its chord
}

SegmentIndex::SegmentIndex(const std::vector<KeyedLine>& lines) {
  std::vector<LonLat> all;
  for (const auto& one : lines) all.insert(all.end(), one.line.begin(), one.line.end());
  frame_ = GroundFrame(detail::middle_of(all));
  std::vector<Piece> pieces;
  std::vector<std::uint32_t> keys;
  std::vector<FlatBox> boxes;
  for (const auto& one : lines) {
    const auto corners = detail::in_short_pieces(one.line, kPiece);
    for (std::size_t i = 1; i < corners.size(); ++i) {
      pieces.push_back({frame_.to_frame(corners[i - 1]), frame_.to_frame(corners[i])});
      keys.push_back(one.key);
      FlatBox box;
      box.add(pieces.back().a.x, pieces.back().a.y);
      box.add(pieces.back().b.x, pieces.back().b.y);
      boxes.push_back(box);
    }
  }
  std::vector<std::uint32_t> order;
  tree_.build(boxes, order);
  for (const auto at : order) {
    pieces_.push_back(pieces[at]);
    keys_.push_back(keys[at]);
  }
}

std::vector<NearLine> SegmentIndex::nearest(LonLat from, std::size_t k, double within_m) const {
  struct Found {
    std::uint32_t key;
    double square;
    std::uint32_t piece;
    double along;
  };
  std::vector<Found> found;                // by square, then key; short
  if (k == 0 || !(within_m >= 0)) return {};
  const auto here = frame_.to_frame(from);
  const double straight = straight_from_ground(within_m);
  double bound = straight * straight;
  const auto before = [](const Found& a, const Found& b) { return a.square != b.square ? a.square < b.square : a.key < b.key; };
  tree_.nearest(
      here.x, here.y,
      [&](std::uint32_t i, std::uint32_t to) {
        for (; i < to; ++i) {
          const auto foot = detail::foot_on(pieces_[i].a, pieces_[i].b, here);
          if (foot.square > bound) continue;
          const Found one{keys_[i], foot.square, i, foot.along};
          const auto known = std::find_if(found.begin(), found.end(), [&](const Found& f) { return f.key == one.key; });
          if (known != found.end()) {
            if (!before(one, *known)) continue;
            found.erase(known);
          }
          found.insert(std::upper_bound(found.begin(), found.end(), one, before), one);
          if (found.size() > k) found.pop_back();
          if (found.size() == k) bound = std::min(bound, found.back().square);
        }
      },
      [&] { return bound; });
  std::vector<NearLine> out;
  for (const auto& f : found) {
    const auto& [a, b] = pieces_[f.piece];
    out.push_back({f.key, ground_from_straight(std::sqrt(f.square)), frame_.to_place(a.x + (b.x - a.x) * f.along, a.y + (b.y - a.y) * f.along)});
  }
  return out;
}

}  // namespace yiwang
