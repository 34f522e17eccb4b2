#include "city/areas/mapping.h"

#include <algorithm>
#include <map>

#include "city/areas/shapes.h"
#include "geo/index/area_index.h"

namespace yiwang {
namespace {

struct Side {
  std::vector<const Area*> areas;
  std::vector<Box> boxes;
  std::vector<double> m2;
  std::vector<std::size_t> addresses;
};

Side side_of(const City& city, const std::string& layer, std::optional<AreaKind> kind) {
  Side out;
  if (!kind) {
    for (const auto& area : city.areas) {
      if (area.layer == layer && !area.shape.empty() && (!kind || area.kind > *kind)) kind = area.kind;
    }
  }
  if (!kind) return out;
  for (const auto& area : city.areas) {
    if (area.layer != layer || area.shape.empty() || area.kind != *kind) continue;
    out.areas.push_back(&area);
    out.boxes.push_back(bounds(area.shape));
    out.m2.push_back(area_m2(area.shape));
  }
  out.addresses.resize(out.areas.size());
  return out;
}

AreaIndex index_of(const Side& side) {
  std::vector<std::pair<std::uint32_t, MultiPolygon>> shapes;
  for (std::size_t i = 0; i < side.areas.size(); ++i) shapes.emplace_back(static_cast<std::uint32_t>(i), side.areas[i]->shape);
  return AreaIndex(std::move(shapes));
}

std::optional<double> share(std::size_t part, std::size_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

std::vector<AreaOverlap> map_layers(const City& city, const MappingQuestion& question) {
  auto from = side_of(city, question.from, question.from_kind), to = side_of(city, question.to, question.to_kind);
  if (from.areas.empty() || to.areas.empty()) return {};
  const auto from_index = index_of(from), to_index = index_of(to);
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> both;
  for (const auto& address : city.addresses) {
    const auto a = from_index.find(address.point), b = to_index.find(address.point);
    if (a != AreaIndex::kNone) ++from.addresses[a];
    if (b != AreaIndex::kNone) ++to.addresses[b];
    if (a != AreaIndex::kNone && b != AreaIndex::kNone) ++both[{a, b}];
  }
  std::vector<AreaOverlap> out;
  for (std::size_t a = 0; a < from.areas.size(); ++a) {
    const bool inside = question.area.empty() || city.area_within(from.areas[a]->code, question.area);
    for (std::size_t b = 0; b < to.areas.size(); ++b) {
      if (!boxes_touch(from.boxes[a], to.boxes[b]) || (!inside && !city.area_within(to.areas[b]->code, question.area))) continue;
      const auto common = common_part(from.areas[a]->shape, to.areas[b]->shape);
      const double m2 = common.empty() ? 0 : area_m2(common);
      AreaOverlap one{from.areas[a], to.areas[b], m2, m2 / from.m2[a], m2 / to.m2[b], 0, {}, {}};
      if (m2 < 1 || (one.share_of_from < 0.001 && one.share_of_to < 0.001)) continue;
      if (const auto found = both.find({static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b)}); found != both.end()) one.addresses = found->second;
      one.address_share_of_from = share(one.addresses, from.addresses[a]);
      one.address_share_of_to = share(one.addresses, to.addresses[b]);
      out.push_back(one);
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const AreaOverlap& x, const AreaOverlap& y) {
    if (x.from->code != y.from->code) return x.from->code < y.from->code;
    return x.share_of_from > y.share_of_from;
  });
  return out;
}

}  // namespace yiwang
