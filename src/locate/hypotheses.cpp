#include "locate/hypotheses.h"

#include <algorithm>

#include "base/text.h"
#include "locate/crossing_point.h"

namespace yiwang {
namespace {

// What each sort of reading is worth; see the README of this room.
constexpr double kExactAddress = 0.95, kEstate = 0.90, kBetweenDoors = 0.85, kCrossing = 0.85, kElement = 0.88, kRoadNarrowed = 0.75, kWholeArea = 0.90, kShortArea = 0.60,
                 kNamesakes = 0.80, kContradicted = 0.60, kNear = 0.95, kMoved = 0.85;
constexpr double kMeetWithin = 120;        // roads drawn to the kerb do not quite touch

/// Keeps those of the namesakes that lie within an area the text names; all when it names none that helps.
template <class Row, class AreaOf>
std::vector<const Row*> choose(const City& city, std::vector<const Row*> rows, const std::vector<MentionedArea>& areas, AreaOf area_of, bool& agreed, bool& contradicted) {
  bool any_area = false;
  for (const auto& mentioned : areas) {
    if (mentioned.area->kind == AreaKind::city) continue;
    any_area = true;
    std::vector<const Row*> inside;
    for (const auto* row : rows) {
      const auto& code = area_of(*row);
      if (city.area_within(code, mentioned.area->code) || city.area_within(mentioned.area->code, code)) inside.push_back(row);
    }
    if (inside.empty()) continue;
    agreed = true;
    rows = std::move(inside);
  }
  contradicted = any_area && !agreed;
  return rows;
}

template <class Row>
std::vector<const Row*> rows_of(const std::vector<Row>& list, const std::vector<NamedPlace>& places, PlaceKind kind) {
  std::vector<const Row*> out;
  for (const auto& place : places) {
    if (place.kind == kind) out.push_back(&list[place.row]);
  }
  return out;
}

template <class Row, class PointOf>
void keep_nearest(std::vector<const Row*>& rows, std::optional<LonLat> near, PointOf point_of) {
  if (!near || rows.size() < 2) return;
  const auto best =
      std::min_element(rows.begin(), rows.end(), [&](const Row* a, const Row* b) { return metres_between(*near, point_of(*a)) < metres_between(*near, point_of(*b)); });
  rows = {*best};
}

double road_distance(LonLat from, const Road& road) {
  double best = 1e12;
  for (const auto point : road.line) best = std::min(best, metres_between(from, point));
  return best;
}

class Reading {
 public:
  Reading(const Gazetteer& gazetteer, const ReadPlaces& read, const std::vector<MentionedArea>& areas, std::optional<LonLat> near)
      : g_(gazetteer), city_(gazetteer.city()), read_(read), areas_(areas), near_(near) {}

  std::vector<Hypothesis> all() {
    for (std::size_t i = 0; i < read_.mentions.size(); ++i) {
      const auto& mention = read_.mentions[i];
      const auto& places = g_.places(mention.name);
      if (i + 1 < read_.mentions.size() && say_crossing(read_.text, mention, read_.mentions[i + 1]) && crossing(mention, read_.mentions[i + 1])) continue;
      if (auto estates = rows_of(city_.estates, places, PlaceKind::estate); !estates.empty()) estate(mention, std::move(estates));
      if (auto roads = rows_of(city_.roads, places, PlaceKind::road); !roads.empty()) road(mention, std::move(roads));
      if (auto elements = rows_of(city_.elements, places, PlaceKind::element); !elements.empty()) element(mention, std::move(elements));
    }
    for (const auto& mentioned : areas_) {
      Hypothesis h;
      h.area = mentioned.area->code;
      h.confidence = mentioned.confidence;
      h.kind = "area";
      h.text = mentioned.text;
      out_.push_back(std::move(h));
    }
    return std::move(out_);
  }

 private:
  std::string words(const Mention& m) const { return to_utf8(std::u32string_view(read_.text).substr(m.from, m.to - m.from)); }

  void finish(Hypothesis h, const Mention& mention, bool contradicted) {
    if (contradicted) h.confidence *= kContradicted;
    if (mention.near) h.confidence *= kNear;
    if ((mention.east_m != 0 || mention.north_m != 0) && h.point) {
      h.point = moved(*h.point, mention.east_m, mention.north_m);
      h.confidence *= kMoved;
      h.address = nullptr;
      if (const auto* grid = city_.grid_at(*h.point)) h.area = grid->code;
    }
    out_.push_back(std::move(h));
  }

  void set_address(Hypothesis& h, const Address& address) {
    h.address = &address;
    h.point = address.point;
    h.area = address.area;
    h.confidence = kExactAddress;
    h.kind = "address";
    if (h.road == nullptr) h.road = city_.road(address.road);
    if (h.estate == nullptr) h.estate = city_.estate(address.estate);
    h.number = address.number;
    h.building = address.building;
  }

  /// Of several buildings behind one number the one that is named; else what they share.
  void set_door(Hypothesis& h, const DoorNumber& door, const std::string& building) {
    const Address* named = door.addresses.size() == 1 ? door.addresses.front() : nullptr;
    const auto* place = city_.estate(door.addresses.front()->estate);
    if (!building.empty() && place != nullptr) {
      if (const auto* address = g_.building(g_.row_of(*place), building)) named = address;
    }
    if (named != nullptr) return set_address(h, *named);
    std::vector<std::string> areas;
    bool one_estate = true;
    for (const auto* address : door.addresses) {
      areas.push_back(address->area);
      one_estate = one_estate && address->estate == door.addresses.front()->estate;
    }
    h.kind = "address";
    h.point = one_estate && place != nullptr ? place->point : door.point;
    h.area = g_.common_area(areas);
    h.estate = one_estate ? place : nullptr;
    h.number = door.addresses.front()->number;
    h.confidence = kExactAddress;
  }

  void estate(const Mention& mention, std::vector<const Estate*> rows) {
    bool agreed = false, contradicted = false;
    rows = choose(city_, std::move(rows), areas_, [](const Estate& e) -> const std::string& { return e.community; }, agreed, contradicted);
    keep_nearest(rows, near_, [](const Estate& e) { return e.point; });
    Hypothesis h;
    h.kind = "estate";
    h.text = words(mention);
    if (rows.size() > 1) {
      std::vector<std::string> areas;
      for (const auto* row : rows) areas.push_back(row->community);
      h.area = g_.common_area(areas);
      h.confidence = kEstate * kNamesakes;
      return finish(std::move(h), mention, contradicted);
    }
    h.estate = rows.front();
    h.point = h.estate->point;
    h.area = g_.area_of_estate(g_.row_of(*h.estate));
    h.confidence = kEstate + (agreed ? 0.03 : 0);
    h.building = mention.building;
    if (!mention.building.empty()) {
      if (const auto* address = g_.building(g_.row_of(*h.estate), mention.building)) set_address(h, *address);
    }
    finish(std::move(h), mention, contradicted);
  }

  void road(const Mention& mention, std::vector<const Road*> rows) {
    // A road in several areas is one row; namesakes are several rows. Both are narrowed by the areas the text names.
    bool agreed = false, contradicted = false;
    rows = choose(
        city_, std::move(rows), areas_, [](const Road& r) -> const std::string& { return r.areas.empty() ? kNowhere() : r.areas.front(); }, agreed, contradicted);
    if (near_ && rows.size() > 1) {
      rows = {*std::min_element(rows.begin(), rows.end(), [&](const Road* a, const Road* b) { return road_distance(*near_, *a) < road_distance(*near_, *b); })};
    }
    Hypothesis h;
    h.kind = "road";
    h.text = words(mention);
    if (!mention.door.empty()) {
      for (const auto* row : rows) {
        const auto door = g_.door(g_.row_of(*row), mention.door);
        if (!door) continue;
        h.road = row;
        if (!door->addresses.empty()) set_door(h, *door, mention.building);
        else if (const auto* grid = city_.grid_at(door->point)) {
          h.point = door->point;
          h.area = grid->code;
          h.number = mention.door;
          h.confidence = kBetweenDoors;
        }
        if (rows.size() > 1) h.confidence *= kNamesakes;
        if (!h.area.empty()) return finish(std::move(h), mention, contradicted && rows.size() > 1);
      }
    }
    std::vector<std::string> areas;
    for (const auto* row : rows) areas.insert(areas.end(), row->areas.begin(), row->areas.end());
    std::vector<std::string> named;
    bool narrowed = false;
    for (const auto& mentioned : areas_) {
      if (mentioned.area->kind == AreaKind::city) continue;
      std::vector<std::string> inside;
      for (const auto& area : areas) {
        if (city_.area_within(area, mentioned.area->code)) inside.push_back(area);
        else if (city_.area_within(mentioned.area->code, area)) inside.push_back(mentioned.area->code);
      }
      if (inside.empty()) continue;
      areas = std::move(inside);
      narrowed = true;
    }
    h.area = g_.common_area(areas);
    h.road = rows.size() == 1 ? rows.front() : nullptr;
    h.number = mention.door;
    h.confidence = narrowed ? kRoadNarrowed : road_alone(h.area);
    // No point: the middle of a road is a place nobody meant, and two such would look like one place.
    finish(std::move(h), mention, contradicted && !narrowed);
  }

  /// The smaller the area that holds all of the road, the more we claim by naming it; the whole city is no claim and no help.
  double road_alone(const std::string& area) const {
    const auto* held = city_.area(area);
    if (held == nullptr || held->kind == AreaKind::city) return 0.50;
    return held->kind == AreaKind::district ? 0.75 : held->kind == AreaKind::street ? 0.70 : 0.60;
  }

  bool crossing(const Mention& first, const Mention& second) {
    const auto a = rows_of(city_.roads, g_.places(first.name), PlaceKind::road);
    const auto b = rows_of(city_.roads, g_.places(second.name), PlaceKind::road);
    for (const auto* one : a) {
      for (const auto* other : b) {
        if (one == other) continue;
        const auto point = crossing_point(one->line, other->line, kMeetWithin);
        const auto* grid = point ? city_.grid_at(*point) : nullptr;
        if (grid == nullptr) continue;
        Hypothesis h;
        h.kind = "crossing";
        h.text = to_utf8(std::u32string_view(read_.text).substr(first.from, second.to - first.from));
        h.point = point;
        h.area = grid->code;
        h.road = one;
        h.confidence = kCrossing;
        finish(std::move(h), second, false);
        return true;
      }
    }
    return false;
  }

  void element(const Mention& mention, std::vector<const Element*> rows) {
    bool agreed = false, contradicted = false;
    rows = choose(city_, std::move(rows), areas_, [](const Element& e) -> const std::string& { return e.area; }, agreed, contradicted);
    keep_nearest(rows, near_, [](const Element& e) { return e.point; });
    Hypothesis h;
    h.kind = "element";
    h.text = words(mention);
    if (rows.size() > 1) {
      std::vector<std::string> areas;
      for (const auto* row : rows) areas.push_back(row->area);
      h.area = g_.common_area(areas);
      h.confidence = kElement * kNamesakes * kNamesakes;
    } else {
      h.point = rows.front()->point;
      h.area = rows.front()->area;
      h.confidence = kElement;
    }
    finish(std::move(h), mention, contradicted);
  }

  static const std::string& kNowhere() {
    static const std::string nowhere;
    return nowhere;
  }

  const Gazetteer& g_;
  const City& city_;
  const ReadPlaces& read_;
  const std::vector<MentionedArea>& areas_;
  std::optional<LonLat> near_;
  std::vector<Hypothesis> out_;
};

}  // namespace

ReadPlaces read_places(const Gazetteer& gazetteer, std::string_view text, bool whole) {
  ReadPlaces read;
  if (text.empty()) return read;
  read.text = to_codepoints(normalise(text));
  read.mentions = read_mentions(gazetteer, read.text, whole);
  return read;
}

std::vector<MentionedArea> mentioned_areas(const Gazetteer& gazetteer, const ReadPlaces& read) {
  std::vector<MentionedArea> out;
  const auto& city = gazetteer.city();
  for (const auto& mention : read.mentions) {
    std::vector<std::string> codes;
    bool shortened = false;
    for (const auto& place : gazetteer.places(mention.name)) {
      if (place.kind != PlaceKind::area || city.areas[place.row].layer != "territorial") continue;
      codes.push_back(city.areas[place.row].code);
      shortened = place.shortened;
    }
    if (codes.empty()) continue;
    const double confidence = shortened ? kShortArea : kWholeArea;
    // Of namesakes (朝阳社区 in two streets) the one within an area named before; else all we know is what they share.
    std::vector<std::string> inside;
    for (const auto& code : codes) {
      if (std::any_of(out.begin(), out.end(), [&](const MentionedArea& known) { return known.area->kind != AreaKind::city && city.area_within(code, known.area->code); })) {
        inside.push_back(code);
      }
    }
    if (inside.empty()) inside = codes;
    const auto area = inside.size() == 1 ? inside.front() : gazetteer.common_area(inside);
    if (const auto* found = city.area(area)) {
      out.push_back({found, confidence * (inside.size() == 1 ? 1 : kNamesakes), to_utf8(std::u32string_view(read.text).substr(mention.from, mention.to - mention.from))});
    }
  }
  return out;
}

std::vector<Hypothesis> hypotheses(const Gazetteer& gazetteer, const ReadPlaces& read, const std::vector<MentionedArea>& areas, std::optional<LonLat> near) {
  return Reading(gazetteer, read, areas, near).all();
}

std::string place_label(const City& city, std::string_view area, const Road* road, std::string_view number, const Estate* estate, std::string_view building) {
  std::string label;
  const auto add = [&](std::string_view part) {
    if (part.empty()) return;
    if (!label.empty()) label += ' ';
    label += part;
  };
  const bool fine = road != nullptr || estate != nullptr;
  const auto chain = city.chain(area);
  for (auto it = chain.rbegin(); it != chain.rend(); ++it) {
    const auto kind = (*it)->kind;
    // With a road or an estate the street says enough; without, say the way down from the district.
    if (kind == AreaKind::city ? chain.size() == 1 : !fine || kind == AreaKind::street || (kind == AreaKind::district && chain.front()->kind == AreaKind::district))
      add((*it)->name);
  }
  if (road != nullptr) {
    add(road->name);
    if (!number.empty()) add(std::string(number) + "号");
  }
  if (estate != nullptr) add(estate->name);
  if (!building.empty()) {
    const char last = building.back();
    add(std::string(building) + (static_cast<unsigned char>(last) < 0x80 ? "栋" : ""));
  }
  return label;
}

}  // namespace yiwang
