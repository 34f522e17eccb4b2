#include "locate/locator.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "locate/gazetteer.h"
#include "locate/hypotheses.h"
#include "locate/place_search.h"

namespace yiwang {
namespace {

constexpr double kPointInside = 0.98;      // a phone's or a map click's point is seldom in the wrong grid
constexpr double kWordsOnly = 0.97;        // words of the text name places that are not the place, too; the address field does not
constexpr double kGoodEnough = 0.5;        // from here the address field decides alone
constexpr double kSamePlace = 600;         // metres between the point and what the words name
constexpr double kAtTheDoor = 45;

bool finer(const Hypothesis& a, const Hypothesis& b) {
  if (a.confidence != b.confidence) return a.confidence > b.confidence;
  return a.point.has_value() && !b.point.has_value();
}

}  // namespace

struct Locator::Parts {
  std::shared_ptr<const City> city;
  Gazetteer gazetteer;
  PlaceSearch completion;
  std::string version;

  explicit Parts(std::shared_ptr<const City> whole) : city(whole), gazetteer(whole), completion(*whole), version("locate-1/" + whole->version) {}

  /// An area named together with something finer only confirms it; alone it is the answer.
  std::optional<Hypothesis> best_of(const std::vector<Hypothesis>& all) const {
    std::optional<Hypothesis> fine, area;
    for (const auto& h : all) {
      if (h.area.empty()) continue;
      if (h.kind != "area") {
        if (!fine || finer(h, *fine)) fine = h;
      } else if (!area || (city->area_within(h.area, area->area) && h.area != area->area)) {
        area = h;
      }
    }
    if (!fine) return area;
    if (!area || fine->confidence >= kGoodEnough) return fine;
    return finer(*area, *fine) ? area : fine;
  }

  void fill(Location& out, const Hypothesis& h) const {
    out.point = h.point;
    out.area = h.area;
    out.confidence = h.confidence;
    name(out, h);
  }
  void name(Location& out, const Hypothesis& h) const {
    if (h.address != nullptr) out.address = h.address->code;
    if (h.road != nullptr) out.road = h.road->code;
    if (h.estate != nullptr) out.estate = h.estate->code;
    out.label = place_label(*city, out.area, h.road, h.number, h.estate, h.building);
    out.evidence.push_back({h.kind, h.text, h.confidence});
  }

  Location by_point(const LocateQuestion& question, LonLat point) const {
    Location out;
    out.point = point;
    out.version = version;
    const auto* grid = city->grid_at(point);
    if (grid == nullptr) {
      out.evidence.push_back({"point", "outside_city", 0});
      return out;
    }
    out.area = grid->code;
    out.confidence = kPointInside;
    out.evidence.push_back({"point", grid->code, kPointInside});
    std::optional<Hypothesis> best;
    for (const auto& [text, whole] : {std::pair(question.address, true), std::pair(question.title, false), std::pair(question.text, false)}) {
      const auto read = read_places(gazetteer, text, whole);
      for (auto& h : hypotheses(gazetteer, read, {}, point)) {
        const bool fine = h.road != nullptr || h.estate != nullptr;
        // A road goes on for kilometres: that it passes through here is all the words say.
        const bool near = h.point ? metres_between(point, *h.point) <= kSamePlace : h.kind == "road" && city->area_within(out.area, h.area);
        if (fine && near && (!best || finer(h, *best))) best = std::move(h);
      }
      if (best && best->confidence >= kGoodEnough) break;
    }
    if (best) {
      name(out, *best);
    } else if (const auto* door = gazetteer.nearest(point, kAtTheDoor)) {
      Hypothesis h;
      h.address = door;
      h.road = city->road(door->road);
      h.estate = city->estate(door->estate);
      h.number = door->number;
      h.building = door->building;
      h.kind = "address";
      h.text = std::to_string(std::lround(metres_between(point, door->point))) + " m";
      h.confidence = 0.8;
      name(out, h);
    } else {
      out.label = place_label(*city, out.area, nullptr, {}, nullptr, {});
    }
    return out;
  }

  Location by_words(const LocateQuestion& question) const {
    Location out;
    out.version = version;
    const auto address = read_places(gazetteer, question.address, true);
    auto areas = mentioned_areas(gazetteer, address);
    std::optional<Hypothesis> best;
    if (!address.mentions.empty()) best = best_of(hypotheses(gazetteer, address, areas, std::nullopt));
    if (!best || best->confidence < kGoodEnough || best->kind == "area" || best->kind == "road") {
      std::string both(question.title);
      if (!both.empty()) both += '\n';
      both += question.text;
      const auto text = read_places(gazetteer, both, false);
      auto more = mentioned_areas(gazetteer, text);
      // What the address field names limits what the text may mean.
      if (best) {
        std::erase_if(more, [&](const MentionedArea& m) { return !city->area_within(m.area->code, best->area) && !city->area_within(best->area, m.area->code); });
      }
      areas.insert(areas.end(), more.begin(), more.end());
      auto all = hypotheses(gazetteer, text, areas, std::nullopt);
      for (auto& h : all) h.confidence *= kWordsOnly;
      auto other = best_of(all);
      const bool within = !best || (other && (city->area_within(other->area, best->area) || best->confidence < kGoodEnough));
      if (other && within && (!best || best->kind == "area" || finer(*other, *best))) best = std::move(other);
    }
    if (best) fill(out, *best);
    return out;
  }
};

Locator::Locator(std::shared_ptr<const City> city) : parts_(std::make_unique<Parts>(std::move(city))) {}
Locator::~Locator() = default;
const std::string& Locator::version() const { return parts_->version; }

Location Locator::locate(const LocateQuestion& question) const {
  if (question.point && check_point(*question.point)) return parts_->by_point(question, *question.point);
  return parts_->by_words(question);
}

std::vector<PlaceMatch> Locator::search(std::string_view words, std::size_t most) const {
  auto found = parts_->completion.find(words, most);
  if (!found.empty() || most == 0) return found;
  // Nothing holds it as it was typed: read it as an address.
  auto place = parts_->by_words({{}, {}, words, std::nullopt});
  if (const auto* road = parts_->city->road(place.road); road != nullptr && !place.point && !road->line.empty()) place.point = road->line[road->line.size() / 2];
  if (place.confidence < kGoodEnough || !place.point) return {};
  const bool exact = !place.address.empty();
  return {{exact                   ? "address"
           : !place.estate.empty() ? "estate"
           : !place.road.empty()   ? "road"
                                   : "area",
           exact                   ? place.address
           : !place.estate.empty() ? place.estate
           : !place.road.empty()   ? place.road
                                   : place.area,
           place.label, *place.point, place.area}};
}

}  // namespace yiwang
