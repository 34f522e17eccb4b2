#include "service/cases_placed.h"

#include <algorithm>

#include "geo/index/area_index.h"
#include "service/case_row.h"

namespace yiwang {
namespace {

// Neighbouring codes become one range, so these are some dozen ranges: about as many as a database likes to look up for a list.
constexpr CoverChoice kChoice{kPlaceCodeLevel, 400, false};

}  // namespace

Result<CasesPlaced> cases_in(const MultiPolygon& shape) {
  const auto cover = beidou_cover(shape, kChoice);
  if (!cover) return tl::unexpected(cover.error());
  auto index = std::make_shared<const AreaIndex>(std::vector<std::pair<std::uint32_t, MultiPolygon>>{{0, shape}});
  return CasesPlaced{beidou_ranges(cover->codes), [index](LonLat point) { return index->find(point) == 0; }};
}

Result<CasesPlaced> cases_in(const Box& box) {
  // A hair wider, for a box may be a line or a single place, which is no shape to cover.
  constexpr double kHair = 1e-9;
  const double west = std::max(box.low.lon - kHair, -180.0), east = std::min(box.high.lon + kHair, 180.0);
  // Beyond this there are no codes, and a map of the world asks for all of it.
  constexpr double kPole = 88 - 1e-6;
  const double south = std::clamp(box.low.lat - kHair, -kPole, kPole), north = std::clamp(box.high.lat + kHair, -kPole, kPole);
  const auto cover = beidou_cover(MultiPolygon{{{{west, south}, {east, south}, {east, north}, {west, north}}, {}}}, kChoice);
  if (!cover) return tl::unexpected(cover.error());
  return CasesPlaced{beidou_ranges(cover->codes),
                     [box](LonLat p) { return p.lon >= box.low.lon && p.lon <= box.high.lon && p.lat >= box.low.lat && p.lat <= box.high.lat; }};
}

Result<CasesPlaced> cases_near(const Disc& disc) {
  const auto cover = beidou_cover(disc, kChoice);
  if (!cover) return tl::unexpected(cover.error());
  return CasesPlaced{beidou_ranges(cover->codes), [disc](LonLat point) { return metres_between(disc.centre, point) <= disc.metres; }};
}

}  // namespace yiwang
