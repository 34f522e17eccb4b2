#include "service/space/search.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "geo/codes/beidou_cover.h"
#include "geo/index/area_index.h"

namespace yiwang {
namespace {

constexpr double kWider = 1.01;            // the cover measures on the mean sphere, up to 0.6 % off the ellipsoid
constexpr double kFarthest = 50000;        // metres: where the search for the nearest cases ends
constexpr int kPage = 1000;

/// The ranges of codes that hold a shape, and the exact question.
using Placed = Result<CasesPlaced>;

Placed disc(LonLat centre, double metres) {
  const auto cover = beidou_cover(Disc{centre, metres * kWider + 1});
  if (!cover) return tl::unexpected(cover.error());
  return CasesPlaced{beidou_ranges(cover->codes), [centre, metres](LonLat p) { return ground_metres(centre, p) <= metres; }};
}

Placed shape(const MultiPolygon& ground) {
  if (ground.empty()) return CasesPlaced{{}, [](LonLat) { return false; }};
  const auto cover = beidou_cover(ground);
  if (!cover) return tl::unexpected(cover.error());
  const auto index = std::make_shared<const AreaIndex>(std::vector<std::pair<std::uint32_t, MultiPolygon>>{{0, ground}});
  return CasesPlaced{beidou_ranges(cover->codes), [index](LonLat p) { return index->find(p) == 0; }};
}

/// Discs strung along the line, each about as wide as it is long.
Placed corridor(const AlongLine& along) {
  double whole = 0;
  for (std::size_t i = 1; i < along.line.size(); ++i) whole += ground_metres(along.line[i - 1], along.line[i]);
  const double step = std::max({along.metres, whole / 60, 10.0});
  std::set<std::string> codes;
  const auto places = detail::in_short_pieces(along.line, step);
  LonLat last{1e9, 1e9};
  for (std::size_t i = 0; i < places.size(); ++i) {
    // Lines with many corners close by need no disc at each.
    if (i != 0 && i + 1 != places.size() && ground_metres(last, places[i]) < step / 2) continue;
    last = places[i];
    const auto cover = beidou_cover(Disc{places[i], (along.metres + step) * kWider + 1}, {7, 60, false});
    if (!cover) return tl::unexpected(cover.error());
    codes.insert(cover->codes.begin(), cover->codes.end());
  }
  std::vector<std::string> apart;          // without those that lie in another
  for (const auto& code : codes) {
    if (apart.empty() || !code.starts_with(apart.back())) apart.push_back(code);
  }
  return CasesPlaced{beidou_ranges(apart), [along](LonLat p) { return !PointIndex({{0, p}}).along(along.line, along.metres).empty(); }};
}

struct Cases {
  std::vector<CaseRow> rows;
  bool cut = false;
};

Result<Cases> placed_cases(Office& office, const Identity& who, const SpaceSearch& wanted, CasesPlaced placed) {
  Cases out;
  CaseQuery query;
  query.placed = std::move(placed);
  query.limit = kPage;
  for (;;) {
    auto page = office.list(who, query);
    if (!page) return tl::unexpected(page.error());
    for (auto& row : page->rows) {
      if (!wanted.open || row.closed_ms == 0) out.rows.push_back(std::move(row));
    }
    out.cut = !page->next.empty() && out.rows.size() >= kMostCasesInSpace;
    if (page->next.empty() || out.cut) return out;
    query.after = page->next;
  }
}

/// Where distances are measured to, other than along a line.
LonLat origin_of(const Within& within, const MultiPolygon& ground) {
  if (const auto* circle = std::get_if<InCircle>(&within.shape)) return circle->centre;
  if (const auto* nearest = std::get_if<NearestTo>(&within.shape)) return nearest->point;
  if (within.from) return *within.from;
  const auto box = bounds(ground);
  return {(box.low.lon + box.high.lon) / 2, (box.low.lat + box.high.lat) / 2};
}

Result<Cases> find_cases(Office& office, const Identity& who, const SpaceSearch& wanted, const MultiPolygon& ground) {
  const auto ask = [&](Placed placed) -> Result<Cases> {
    if (!placed) return refuse(placed.error().reason, placed.error().facts, "within");
    return placed_cases(office, who, wanted, std::move(*placed));
  };
  if (const auto* circle = std::get_if<InCircle>(&wanted.within.shape)) return ask(disc(circle->centre, circle->metres));
  if (const auto* line = std::get_if<AlongLine>(&wanted.within.shape)) return ask(corridor(*line));
  if (const auto* nearest = std::get_if<NearestTo>(&wanted.within.shape)) {
    for (double metres = 500;; metres = std::min(metres * 4, kFarthest)) {
      auto found = ask(disc(nearest->point, metres));
      if (!found || found->rows.size() >= nearest->k || metres >= kFarthest) return found;
    }
  }
  return ask(shape(ground));
}

bool has_tags(const Space& space, const Thing& thing, const std::vector<std::string>& tags) {
  if (tags.empty()) return true;
  const auto* camera = thing.table == Thing::Table::element ? space.sight(space.city().elements[thing.row]) : nullptr;
  return camera != nullptr && std::all_of(tags.begin(), tags.end(), [&](const std::string& tag) {
    return std::find(camera->tags.begin(), camera->tags.end(), tag) != camera->tags.end();
  });
}

bool before(const FoundItem& a, const FoundItem& b) {
  if (a.metres != b.metres) return a.metres < b.metres;
  return std::tie(a.kind, a.code) < std::tie(b.kind, b.code);
}

}  // namespace

Result<SpaceResult> search(const Space& space, Office& office, const Identity& who, const SpaceSearch& wanted) {
  if (who.roles.empty()) return refuse(Reason::not_permitted);
  std::set<std::string> kinds;
  bool cases = false;
  for (std::size_t i = 0; i < wanted.kinds.size(); ++i) {
    const auto meant = space.kinds_of(wanted.kinds[i]);
    if (wanted.kinds[i] == "case") cases = true;
    else if (meant.empty() && wanted.kinds[i] != "element") return refuse(Reason::unknown_value, {{"value", wanted.kinds[i].substr(0, 40)}}, "kinds[" + std::to_string(i) + "]");
    kinds.insert(meant.begin(), meant.end());
  }
  MultiPolygon ground;
  if (const auto* drawn = std::get_if<InShape>(&wanted.within.shape)) ground = drawn->shape;
  if (const auto* in = std::get_if<InArea>(&wanted.within.shape)) {
    const auto* area = space.city().area(in->code);
    if (area == nullptr) return refuse(Reason::unknown_area, {{"area", in->code.substr(0, 40)}}, "within.area");
    ground = space.ground(*area);
  }
  Within within = wanted.within;
  if (std::holds_alternative<InArea>(within.shape)) within.shape = InShape{ground};
  SpaceResult out;
  const auto* nearest = std::get_if<NearestTo>(&within.shape);
  for (const auto& kind : kinds) {
    // Of the nearest with a tag nobody knows how many come before.
    Within asked = within;
    if (nearest != nullptr && !wanted.tags.empty()) asked.shape = NearestTo{nearest->point, space.kinds().at(kind)};
    const auto found = space.find(kind, asked);
    if (!found) return tl::unexpected(found.error());
    for (const auto& one : *found) {
      if (has_tags(space, one.thing, wanted.tags)) out.items.push_back({kind, space.code_of(one.thing), one.thing.point, one.metres, one.thing, {}});
    }
  }
  if (cases) {
    auto found = find_cases(office, who, wanted, ground);
    if (!found) return tl::unexpected(found.error());
    out.cases_cut = found->cut;
    const auto* line = std::get_if<AlongLine>(&within.shape);
    for (auto& row : found->rows) {
      const LonLat point{row.lon, row.lat};
      const auto along = line == nullptr ? std::vector<Near>{} : PointIndex({{0, point}}).along(line->line, line->metres);
      const double metres = line == nullptr ? ground_metres(origin_of(within, ground), point) : along.empty() ? line->metres : along.front().metres;
      out.items.push_back({"case", row.number, point, metres, {}, std::move(row)});
    }
  }
  // To the millimetre, which is as well as lines and coordinates are known: below it the order would be that of roundings.
  for (auto& one : out.items) one.metres = std::round(one.metres * 1000) / 1000;
  std::sort(out.items.begin(), out.items.end(), before);
  if (nearest != nullptr && out.items.size() > nearest->k) out.items.resize(nearest->k);
  std::map<std::string, std::size_t> counts;
  for (const auto& one : out.items) ++counts[one.kind];
  out.counts.assign(counts.begin(), counts.end());
  std::stable_sort(out.counts.begin(), out.counts.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  return out;
}

}  // namespace yiwang
