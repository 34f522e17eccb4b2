#include "geo/mend/mend.h"

#include <cmath>
#include <numbers>

#include "geo/mend/clean.h"
#include "geo/mend/judge.h"
#include "geo/mend/rings.h"
#include "geo/overlay.h"

namespace yiwang {

using namespace mending;

namespace {

constexpr double kSliverM2 = 0.01;

double rough_m2(const SpotRing& ring) {
  constexpr double kMetres = 111'195.0 / kLattice;
  return std::abs(static_cast<double>(twice_area(ring))) / 2 * kMetres * kMetres * std::cos(static_cast<double>(ring.front().y) / kLattice * std::numbers::pi / 180);
}

Ring closed_ring(const SpotRing& ring) {
  Ring out;
  out.reserve(ring.size() + 1);
  for (const auto& spot : ring) out.push_back(to_lonlat(spot));
  if (!out.empty()) out.push_back(out.front());
  return out;
}

MultiPolygon to_shape(const std::vector<SpotPolygon>& parts) {
  MultiPolygon shape;
  for (const auto& part : parts) {
    Polygon polygon{closed_ring(part.outer), {}};
    for (const auto& hole : part.holes) polygon.holes.push_back(closed_ring(hole));
    shape.push_back(std::move(polygon));
  }
  return shape;
}

/// The shape's own places, only closed, turned, and without doubles.
MultiPolygon tidied(const MultiPolygon& shape) {
  const auto tidy = [](Ring ring, bool hole) -> Ring {
    if (ring.empty()) return ring;
    if (ring.front() != ring.back()) ring.push_back(ring.front());
    ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
    SpotRing spots;
    for (const auto& p : ring) spots.push_back({std::llround(p.lon * kLattice), std::llround(p.lat * kLattice)});
    spots.pop_back();
    const auto area = twice_area(spots);
    if (area == 0) return {};
    if (hole ? area > 0 : area < 0) std::reverse(ring.begin(), ring.end());
    return ring;
  };
  MultiPolygon out;
  for (const auto& polygon : shape) {
    Polygon made{tidy(polygon.outer, false), {}};
    if (made.outer.size() < 4) continue;
    for (const auto& hole : polygon.holes) {
      if (auto ring = tidy(hole, true); ring.size() >= 4) made.holes.push_back(std::move(ring));
    }
    out.push_back(std::move(made));
  }
  return out;
}

void drop_slivers(std::vector<SpotPolygon>& parts, Notes& notes) {
  const auto sliver = [&](const SpotRing& ring) {
    if (rough_m2(ring) >= kSliverM2) return false;
    notes.add(ShapeFault::sliver, to_lonlat(ring.front()), 0, 0);
    return true;
  };
  std::erase_if(parts, [&](const SpotPolygon& part) { return sliver(part.outer); });
  for (auto& part : parts) std::erase_if(part.holes, sliver);
}

Result<std::vector<SpotPolygon>> joined_parts(const std::vector<SpotPolygon>& parts, const MendChoice& choice) {
  std::vector<bool> is_hole;
  auto split = split_where_they_meet(sides_of(parts, is_hole), choice);
  if (!split) return tl::unexpected(split.error());
  // Turns of holes count against those of outer rings.
  return polygons_of(*split, std::vector<bool>(is_hole.size(), false), Inside::joined);
}

/// One polygon by its rule. Each hole is first made into what it goes around, whichever way, so that two of them cannot undo each other.
Result<std::vector<SpotPolygon>> rebuilt(const SpotPolygon& part, Inside rule, const MendChoice& choice) {
  std::vector<bool> is_hole;
  auto sides = sides_of({{part.outer, {}}}, is_hole);
  for (const auto& hole : part.holes) {
    std::vector<bool> alone;
    auto split = split_where_they_meet(sides_of({{hole, {}}}, alone), choice);
    if (!split) return tl::unexpected(split.error());
    std::vector<bool> rings;
    auto around = sides_of(polygons_of(*split, alone, Inside::nonzero), rings);
    for (auto& side : around) side.ring += static_cast<std::uint32_t>(is_hole.size());
    is_hole.insert(is_hole.end(), rings.size(), true);
    sides.insert(sides.end(), around.begin(), around.end());
  }
  auto split = split_where_they_meet(std::move(sides), choice);
  if (!split) return tl::unexpected(split.error());
  return polygons_of(*split, is_hole, rule);
}

}  // namespace

std::string code_of(ShapeFault fault) {
  constexpr const char* kCodes[] = {"not_closed",   "duplicate_point", "wrong_turn",        "too_few_points", "spike",  "self_crossing",
                                    "self_touch",   "hole_outside",    "overlapping_parts", "dateline",       "sliver", "split_inside"};
  return kCodes[static_cast<std::size_t>(fault)];
}

Result<Mended> mend(const MultiPolygon& shape, const MendChoice& choice) {
  Notes notes;
  auto cleaned = clean(shape, choice, notes);
  if (!cleaned) return tl::unexpected(cleaned.error());
  const auto sound = is_sound(*cleaned, choice, notes);
  if (!sound) return tl::unexpected(sound.error());
  Mended out;
  out.m2_before = area_m2(shape);
  if (*sound && !cleaned->cut) {
    out.shape = notes.empty() ? shape : tidied(shape);
  } else {
    std::vector<SpotPolygon> parts;
    for (const auto& part : cleaned->parts) {
      auto made = rebuilt(part, choice.rule == FillRule::even_odd ? Inside::even_odd : Inside::nonzero, choice);
      if (!made) return tl::unexpected(made.error());
      for (auto& one : *made) parts.push_back(std::move(one));
    }
    if (parts.size() > 1) {
      auto together = joined_parts(parts, choice);
      if (!together) return tl::unexpected(together.error());
      parts = std::move(*together);
    }
    drop_slivers(parts, notes);
    out.shape = to_shape(parts);
  }
  out.findings = notes.take();
  out.m2_after = area_m2(out.shape);
  return out;
}

Result<std::vector<ShapeFinding>> examine(const MultiPolygon& shape, const MendChoice& choice) {
  Notes notes;
  const auto cleaned = clean(shape, choice, notes);
  if (!cleaned) return tl::unexpected(cleaned.error());
  if (auto sound = is_sound(*cleaned, choice, notes); !sound) return tl::unexpected(sound.error());
  return notes.take();
}

}  // namespace yiwang
