#include "locate/place_search.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "geo/overlay.h"
#include "locate/hypotheses.h"

namespace yiwang {
namespace {

std::string squeeze(std::string_view words) {
  std::string out;
  for (const char c : normalise(words)) {
    if (c != ' ') out += c;
  }
  return out;
}

}  // namespace

PlaceSearch::PlaceSearch(const City& city) : city_(&city) {
  for (std::size_t i = 0; i < city.areas.size(); ++i) {
    if (city.areas[i].layer == "territorial") add(Kind::area, i, city.areas[i].name);
  }
  for (std::size_t i = 0; i < city.estates.size(); ++i) {
    add(Kind::estate, i, city.estates[i].name);
    for (const auto& alias : city.estates[i].aliases) add(Kind::estate, i, alias);
  }
  for (std::size_t i = 0; i < city.roads.size(); ++i) {
    add(Kind::road, i, city.roads[i].name);
    for (const auto& alias : city.roads[i].aliases) add(Kind::road, i, alias);
  }
  for (std::size_t i = 0; i < city.elements.size(); ++i) add(Kind::element, i, city.elements[i].name);
  for (std::size_t i = 0; i < city.addresses.size(); ++i) {
    const auto& address = city.addresses[i];
    const auto* road = city.road(address.road);
    const auto* estate = city.estate(address.estate);
    if (road == nullptr && estate == nullptr) continue;
    std::string words;
    if (road != nullptr) words += road->name + (address.number.empty() ? "" : address.number + "号");
    if (estate != nullptr) words += estate->name;
    add(Kind::address, i, words + address.building);
  }
}

void PlaceSearch::add(Kind kind, std::size_t row, const std::string& words) {
  const auto squeezed = squeeze(words);
  if (squeezed.empty()) return;
  entries_.push_back({kind, static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(squeezed.size())});
  text_ += squeezed;
  text_ += '\n';
}

std::vector<PlaceMatch> PlaceSearch::find(std::string_view words, std::size_t most) const {
  std::vector<std::string> parts;
  const auto typed = normalise(words);
  for (const auto part : split(typed, ' ')) {
    if (!part.empty()) parts.emplace_back(part);
  }
  if (parts.empty() || most == 0) return {};
  // The longest word is the rarest to be met: one pass for it, the others only where it stands.
  std::stable_sort(parts.begin(), parts.end(), [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  using Rank = std::tuple<int, int, std::uint32_t, std::uint32_t>;
  std::vector<std::pair<Rank, const Entry*>> found;
  const std::string_view all = text_;
  for (auto at = all.find(parts.front()); at != std::string_view::npos;) {
    auto entry = std::upper_bound(entries_.begin(), entries_.end(), at, [](std::size_t offset, const Entry& e) { return offset < e.from; });
    --entry;
    const auto own = all.substr(entry->from, entry->length);
    const bool holds = std::all_of(parts.begin() + 1, parts.end(), [&](const std::string& part) { return own.find(part) != std::string_view::npos; });
    if (holds && (parts.front().find('\n') == std::string::npos)) {
      const int how = own == parts.front() ? 0 : at == entry->from ? 1 : 2;
      found.push_back({{how, static_cast<int>(entry->kind), entry->length, entry->row}, &*entry});
    }
    at = all.find(parts.front(), entry->from + entry->length);
  }
  const auto first = std::min(found.size(), most * 2);
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(first), found.end());
  std::vector<PlaceMatch> out;
  for (std::size_t i = 0; i < first && out.size() < most; ++i) {
    auto place = match(*found[i].second);
    const bool there = std::any_of(out.begin(), out.end(), [&](const PlaceMatch& other) { return other.kind == place.kind && other.code == place.code; });
    if (!there) out.push_back(std::move(place));
  }
  return out;
}

PlaceMatch PlaceSearch::match(const Entry& entry) const {
  const auto& c = *city_;
  const auto grid_or = [&](LonLat point, const std::string& other) {
    const auto* grid = c.grid_at(point);
    return grid == nullptr ? other : grid->code;
  };
  switch (entry.kind) {
    case Kind::area: {
      const auto& area = c.areas[entry.row];
      return {"area", area.code, place_label(c, area.code, nullptr, {}, nullptr, {}), area.shape.empty() ? c.centre : point_inside(area.shape), area.code};
    }
    case Kind::estate: {
      const auto& estate = c.estates[entry.row];
      return {"estate", estate.code, place_label(c, estate.community, nullptr, {}, &estate, {}), estate.point, grid_or(estate.point, estate.community)};
    }
    case Kind::road: {
      const auto& road = c.roads[entry.row];
      const auto area = road.areas.empty() ? std::string{} : road.areas.front();
      return {"road", road.code, place_label(c, road.areas.size() == 1 ? area : std::string{}, &road, {}, nullptr, {}),
              road.line.empty() ? c.centre : road.line[road.line.size() / 2], area};
    }
    case Kind::element: {
      const auto& element = c.elements[entry.row];
      return {"element", element.code, element.name, element.point, element.area};
    }
    case Kind::address: break;
  }
  const auto& address = c.addresses[entry.row];
  return {"address", address.code, place_label(c, address.area, c.road(address.road), address.number, c.estate(address.estate), address.building), address.point, address.area};
}

}  // namespace yiwang
