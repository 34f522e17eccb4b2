#include "locate/library/text_reading.h"

#include <algorithm>
#include <cmath>

#include "locate/crossing_point.h"

namespace yiwang {
namespace {

constexpr auto kNone = AddressLibrary::kNone;
constexpr double kMeetWithin = 120;        // roads drawn to the kerb do not quite touch
constexpr std::size_t kMostReadings = 200;
constexpr std::size_t kMostSought = 24;    // of one name's meanings

/// A number that may be a door, a building or a room, and what it was called.
struct Sought {
  std::uint32_t key;
  bool partly;
  std::size_t number;                      // index in the text's numbers
};

class Reader {
 public:
  Reader(const AddressLibrary& library, const AddressText& text, const StandardiseOptions& options) : l_(library), t_(text), o_(options) {
    within_ = options.within.empty() ? kNone : l_.find_area(options.within);
    for (const auto& number : t_.numbers) {
      says_building_ = says_building_ || number.kind == NumberKind::building;
      says_door_ = says_door_ || number.kind == NumberKind::door;
    }
  }

  std::vector<TextReading> all() {
    for (std::size_t i = 0; i < t_.names.size(); ++i) {
      for (std::size_t k = 0; k < std::min(kMostSought, t_.names[i].meanings.size()) && out_.size() < kMostReadings; ++k) {
        const auto& meaning = t_.names[i].meanings[k];
        switch (meaning.ref.kind) {
          case LibraryKind::road: road(i, meaning); break;
          case LibraryKind::estate: estate(i, meaning); break;
          case LibraryKind::element: element(meaning); break;
          case LibraryKind::address: row(meaning.ref.row, DecidedBy::poi); break;
          case LibraryKind::area: area(meaning); break;
        }
      }
    }
    for (std::size_t i = 0; i + 1 < t_.names.size(); ++i) crossings(i);
    for (auto& reading : out_) score(reading);
    std::stable_sort(out_.begin(), out_.end(), [](const TextReading& a, const TextReading& b) { return a.score > b.score; });
    return std::move(out_);
  }

 private:
  static bool is(const NamedStretch& stretch, LibraryKind kind) {
    return std::any_of(stretch.meanings.begin(), stretch.meanings.end(), [&](const Meaning& m) { return m.ref.kind == kind && m.quality > 0.5f; });
  }

  /// Where the numbers of a name end: at the next road or estate.
  std::size_t reach(std::size_t name) const {
    for (std::size_t i = name + 1; i < t_.names.size(); ++i) {
      if (is(t_.names[i], LibraryKind::road) || is(t_.names[i], LibraryKind::estate)) return t_.names[i].from;
    }
    return t_.text.size();
  }

  void seek(std::string key, std::size_t number, std::vector<Sought>& out) const {
    for (bool partly = false; !key.empty(); partly = true, key = coarser_number(key)) {
      if (const auto known = l_.terms().find_key(key); known != TermTable::kNone) out.push_back({known, partly, number});
    }
  }

  /// Numbers of those kinds, the name's own first; others of the text only when it has none and they say what they are.
  std::vector<Sought> numbers_of(std::size_t name, std::initializer_list<NumberKind> kinds, bool others = true) const {
    std::vector<Sought> out;
    const auto& stretch = t_.names[name];
    const auto end = reach(name);
    const auto wanted = [&](NumberKind kind) { return std::find(kinds.begin(), kinds.end(), kind) != kinds.end(); };
    for (std::size_t i = 0; i < t_.numbers.size(); ++i) {
      const auto& number = t_.numbers[i];
      if (number.from < stretch.to || number.from >= end || !wanted(number.kind)) continue;
      // A bare number belongs to what stands right before it.
      if (number.kind == NumberKind::bare && number.from > stretch.to + 1) continue;
      seek(number.key, i, out);
    }
    if (!out.empty() || !others) return out;
    for (std::size_t i = 0; i < t_.numbers.size(); ++i) {
      const auto& number = t_.numbers[i];
      if ((number.from < stretch.to || number.from >= end) && number.kind != NumberKind::bare && wanted(number.kind)) seek(number.key, i, out);
    }
    return out;
  }

  /// The buildings the text names, as keys.
  std::vector<std::uint32_t> buildings() const {
    std::vector<std::uint32_t> out;
    for (const auto& number : t_.numbers) {
      if (number.kind != NumberKind::building) continue;
      if (const auto key = l_.terms().find_key(number.key); key != TermTable::kNone) out.push_back(key);
    }
    return out;
  }

  std::uint32_t area_of_road(std::uint32_t road) const {
    std::uint32_t area = kNone;
    for (const auto one : l_.street(road).areas) area = l_.common(area, one);
    // Of the areas it passes the one the text names.
    for (const auto& name : t_.names) {
      for (const auto& meaning : name.meanings) {
        if (meaning.ref.kind != LibraryKind::area) continue;
        const auto named = meaning.ref.row;
        for (const auto one : l_.street(road).areas) {
          if (l_.within(one, named) && l_.within(named, area)) area = named;
          else if (l_.within(named, one) && l_.within(named, area)) area = named;
        }
      }
    }
    return area;
  }

  void keep(TextReading reading) {
    for (const auto& other : out_) {
      if (reading.level == PlaceLevel::crossing && other.second_road == reading.road && other.road == reading.second_road) return;
      if (other.level == reading.level && other.row == reading.row && other.road == reading.road && other.second_road == reading.second_road && other.estate == reading.estate &&
          other.element == reading.element && other.area == reading.area && other.number == reading.number)
        return;
    }
    out_.push_back(reading);
  }

  TextReading of_row(std::uint32_t at, DecidedBy by) const {
    const auto& row = l_.row(at);
    TextReading reading;
    reading.level = PlaceLevel::address;
    reading.decided_by = by;
    reading.row = at;
    reading.road = row.road;
    reading.estate = row.estate;
    reading.area = row.area;
    reading.number = row.number == kNone ? kNone : l_.terms().key(row.number);
    reading.point = row.point();
    return reading;
  }
  void row(std::uint32_t at, DecidedBy by) { keep(of_row(at, by)); }

  void road(std::size_t name, const Meaning& meaning) {
    const auto at = meaning.ref.row;
    TextReading alone;
    alone.level = PlaceLevel::road;
    alone.decided_by = DecidedBy::road;
    alone.road = at;
    alone.area = area_of_road(at);
    keep(alone);
    for (const auto& sought : numbers_of(name, {NumberKind::door, NumberKind::bare})) {
      const auto rows = l_.at_number(at, sought.key);
      if (rows.empty()) continue;
      door(at, rows, sought);
      return;
    }
    // Not there: between two that are?
    for (const auto& number : t_.numbers) {
      if (number.kind != NumberKind::door && number.kind != NumberKind::bare) continue;
      if (number.from < t_.names[name].to || number.from >= reach(name)) continue;
      std::uint32_t leading = 0;
      for (const char c : number.key) {
        if (c < '0' || c > '9') break;
        leading = leading * 10 + static_cast<std::uint32_t>(c - '0');
      }
      if (leading == 0) break;
      const auto [below, above] = l_.around(at, leading);
      if (below == nullptr) break;
      const double low = l_.terms().leading(l_.terms().key(below->number)), high = l_.terms().leading(l_.terms().key(above->number));
      const double share = high > low ? (leading - low) / (high - low) : 0.5;
      auto between = alone;
      between.level = PlaceLevel::between;
      between.decided_by = DecidedBy::road_number;
      const auto a = below->point(), b = above->point();
      between.point = LonLat{a.lon + (b.lon - a.lon) * share, a.lat + (b.lat - a.lat) * share};
      between.area = l_.common(below->area, above->area);
      keep(between);
      break;
    }
  }

  void door(std::uint32_t road, std::span<const AddressLibrary::Row> rows, const Sought& sought) {
    const auto named = buildings();
    auto area = rows.front().area;
    auto estate = rows.front().estate;
    std::vector<const AddressLibrary::Row*> fitting;
    for (const auto& row : rows) {
      area = l_.common(area, row.area);
      if (row.estate != estate) estate = kNone;
      if (row.building != kNone && std::find(named.begin(), named.end(), l_.terms().key(row.building)) != named.end()) fitting.push_back(&row);
    }
    TextReading reading;
    reading.level = PlaceLevel::door;
    reading.decided_by = DecidedBy::road_number;
    reading.road = road;
    reading.number = sought.key;
    reading.number_found = true;
    reading.partly = sought.partly;
    if (rows.size() == 1) {
      reading = of_row(l_.index_of(rows.front()), DecidedBy::road_number);
      reading.number_found = true;
      reading.partly = sought.partly;
      reading.building_found = !fitting.empty();
      keep(reading);
      return;
    }
    for (const auto* row : fitting) {
      auto exact = of_row(l_.index_of(*row), DecidedBy::road_number);
      exact.number_found = exact.building_found = true;
      exact.partly = sought.partly;
      keep(exact);
    }
    reading.area = area;
    reading.estate = estate;
    reading.point = estate != kNone ? l_.compound(estate).point : rows.front().point();
    keep(reading);
  }

  void estate(std::size_t name, const Meaning& meaning) {
    const auto at = meaning.ref.row;
    const auto& compound = l_.compound(at);
    TextReading alone;
    alone.level = PlaceLevel::estate;
    alone.decided_by = DecidedBy::estate;
    alone.estate = at;
    alone.area = compound.area;
    alone.point = compound.point;
    auto area = kNone;
    for (const auto i : l_.all_in_estate(at)) area = l_.common(area, l_.row(i).area);
    if (area != kNone && (compound.area == kNone || l_.within(area, compound.area))) alone.area = area;
    keep(alone);
    const auto try_all = [&](const std::vector<Sought>& list) {
      for (const auto& sought : list) {
        const auto rows = l_.in_estate(at, sought.key);
        if (rows.empty() || sought.partly) continue;
        for (const auto i : rows.subspan(0, std::min<std::size_t>(rows.size(), 6))) {
          const auto& row = l_.row(i);
          auto exact = of_row(i, row.building != kNone ? DecidedBy::estate_building : DecidedBy::estate_number);
          exact.building_found = true;
          exact.number_found = row.building == kNone || (row.number != kNone && says_number(l_.terms().key(row.number)));
          keep(exact);
        }
        return true;
      }
      return false;
    };
    if (try_all(numbers_of(name, {NumberKind::building}))) return;
    if (try_all(numbers_of(name, {NumberKind::bare, NumberKind::door}, !says_building_))) return;
    // 望江花园3-2-401: building, unit, room.
    for (const auto& number : t_.numbers) {
      if ((number.kind != NumberKind::bare && number.kind != NumberKind::room && number.kind != NumberKind::unit) || number.from < t_.names[name].to || number.from > t_.names[name].to + 1) continue;
      const auto dash = number.key.find('-');
      if (dash == std::string::npos) continue;
      std::vector<Sought> first;
      seek(number.key.substr(0, dash), 0, first);
      if (try_all(first)) return;
    }
  }

  bool says_number(std::uint32_t key) const {
    return std::any_of(t_.numbers.begin(), t_.numbers.end(), [&](const AddressNumber& n) {
      return (n.kind == NumberKind::door || n.kind == NumberKind::bare) && n.key == l_.terms().key_text(key);
    });
  }

  void element(const Meaning& meaning) {
    TextReading reading;
    reading.level = PlaceLevel::element;
    reading.decided_by = DecidedBy::poi;
    reading.element = meaning.ref.row;
    reading.area = l_.thing(meaning.ref.row).area;
    reading.point = l_.city().elements[l_.thing(meaning.ref.row).source].point;
    keep(reading);
  }

  void area(const Meaning& meaning) {
    TextReading reading;
    reading.level = PlaceLevel::area;
    reading.decided_by = DecidedBy::area;
    reading.area = meaning.ref.row;
    keep(reading);
  }

  void crossings(std::size_t i) {
    // Two roads one after the other, no number behind the first.
    const auto& first = t_.names[i];
    if (!is(first, LibraryKind::road)) return;
    auto j = i + 1;
    while (j < t_.names.size() && !is(t_.names[j], LibraryKind::road)) ++j;
    if (j >= t_.names.size() || t_.names[j].from > first.to + 8) return;
    const auto& second = t_.names[j];
    for (const auto& number : t_.numbers) {
      if (number.from >= first.to && number.from < second.from && number.kind != NumberKind::metres) return;
    }
    std::size_t tried = 0;
    for (const auto& a : first.meanings) {
      if (a.ref.kind != LibraryKind::road || a.quality < 0.45f) continue;
      for (const auto& b : second.meanings) {
        if (b.ref.kind != LibraryKind::road || b.quality < 0.45f || a.ref.row == b.ref.row || ++tried > 48) continue;
        const auto x = l_.street(a.ref.row).source, y = l_.street(b.ref.row).source;
        if (x == kNone || y == kNone) continue;
        const auto point = crossing_point(l_.city().roads[x].line, l_.city().roads[y].line, kMeetWithin);
        if (!point) continue;
        TextReading reading;
        reading.level = PlaceLevel::crossing;
        reading.decided_by = DecidedBy::intersection;
        reading.road = a.ref.row;
        reading.second_road = b.ref.row;
        reading.point = point;
        const auto* grid = l_.city().grid_at(*point);
        reading.area = grid == nullptr ? kNone : l_.find_area(grid->code);
        keep(reading);
      }
    }
  }

  // ---- scoring

  /// How well a reading explains a name: the best meaning that fits it.
  const Meaning* explains(const NamedStretch& name, const TextReading& r) const {
    for (const auto& m : name.meanings) {
      switch (m.ref.kind) {
        case LibraryKind::road:
          if (m.ref.row == r.road || m.ref.row == r.second_road) return &m;
          break;
        case LibraryKind::estate:
          if (m.ref.row == r.estate) return &m;
          break;
        case LibraryKind::element:
          if (m.ref.row == r.element) return &m;
          break;
        case LibraryKind::address:
          if (m.ref.row == r.row) return &m;
          break;
        case LibraryKind::area:
          if (l_.within(r.area, m.ref.row)) return &m;
          break;
      }
    }
    return nullptr;
  }

  /// A road of the text that passes the estate, though the library gives the estate's houses no number on it.
  bool passes(const NamedStretch& name, const TextReading& r) const {
    if (r.level == PlaceLevel::road || r.level == PlaceLevel::area || !r.point) return false;
    for (const auto& m : name.meanings) {
      if (m.ref.kind == LibraryKind::area && r.area == kNone) return true;
      if (m.ref.kind != LibraryKind::road) continue;
      for (const auto area : l_.street(m.ref.row).areas) {
        auto street = area;
        if (l_.within(r.area, street)) return true;
      }
    }
    return false;
  }

  void score(TextReading& r) const {
    constexpr double kArea[5]{0.4, 1.0, 1.5, 2.0, 2.0};
    double plus = 0, minus = 0;
    for (const auto& name : t_.names) {
      const auto* best = name.meanings.empty() ? nullptr : &name.meanings.front();
      if (best == nullptr) continue;
      if (const auto* m = explains(name, r)) {
        if (m->ref.kind == LibraryKind::area) {
          const auto kind = l_.division(m->ref.row).kind;
          plus += kArea[static_cast<std::size_t>(kind)] * m->quality + (r.level == PlaceLevel::area && m->ref.row == r.area ? 1.5 * m->quality : 0.0);
          if (kind != AreaKind::city && r.area != m->ref.row) ++r.areas_agree;
        } else {
          plus += 4.5 * m->quality * (0.8 + 0.06 * static_cast<double>(std::min<std::size_t>(name.to - name.from, 8))) - 0.35 * std::log2(static_cast<double>(m->namesakes));
          r.worst = std::min(r.worst, m->quality);
          r.namesakes = std::max<int>(r.namesakes, m->namesakes);
        }
        continue;
      }
      if (best->ref.kind == LibraryKind::area) {
        // Coarser readings are held by finer areas that lie within them: no contradiction.
        const bool holds = std::any_of(name.meanings.begin(), name.meanings.end(), [&](const Meaning& m) { return m.ref.kind == LibraryKind::area && l_.within(m.ref.row, r.area); });
        if (holds) {
          minus += 0.2;
          continue;
        }
        minus += (0.4 + 0.5 * kArea[static_cast<std::size_t>(l_.division(best->ref.row).kind)]) * best->quality;
        ++r.areas_against;
      } else {
        const bool by = passes(name, r);
        minus += (by ? 0.6 : 2.2) * best->quality * (r.level == PlaceLevel::crossing ? 1.2 : 1.0);
        if (!by && best->quality > 0.6f) ++r.names_against;
      }
    }
    if (r.worst == 1 && r.level == PlaceLevel::area) {
      r.worst = 0;
      for (const auto& name : t_.names) {
        for (const auto& m : name.meanings) {
          if (m.ref.kind == LibraryKind::area && m.ref.row == r.area) r.worst = std::max(r.worst, m.quality);
        }
      }
    }
    const bool fine = r.level != PlaceLevel::area;
    if (r.number_found) plus += r.partly ? 2.0 : 3.5;
    if (r.building_found) plus += 3.0;
    if (says_door_ && !r.number_found && fine) {
      const bool elsewhere = r.row != kNone && r.number != kNone && says_number(r.number);
      const bool cannot = r.level == PlaceLevel::element || (r.estate != kNone && r.road == kNone);
      if (elsewhere) plus += 2.0;
      else minus += r.level == PlaceLevel::between ? 0.6 : r.level == PlaceLevel::crossing ? 3.5 : r.row != kNone && r.number != kNone ? 2.6 : cannot ? 0.8 : 1.6;
      r.number_missed = !elsewhere && !cannot;
    }
    if (says_building_ && !r.building_found && fine) {
      const bool has_none = r.row != kNone && l_.row(r.row).building == kNone;
      minus += has_none ? 0.5 : r.level == PlaceLevel::road || r.level == PlaceLevel::crossing ? 1.0 : 1.4;
      r.building_missed = !has_none;
    }
    if (r.level == PlaceLevel::crossing) plus += t_.says_crossing ? 1.5 : 0.2;
    else if (t_.says_crossing && r.level == PlaceLevel::road) minus += 0.5;
    if (t_.unknown.road && r.decided_by != DecidedBy::road_number) minus += 1.0;
    if (t_.unknown.estate && (r.estate == kNone || r.worst < 0.75f)) minus += r.level <= PlaceLevel::estate ? 1.0 : 0.5;
    if (t_.unknown.area) minus += 1.5;
    if (within_ != kNone && !l_.within(r.area, within_) && !l_.within(within_, r.area)) minus += 3;
    if (o_.near && r.point) plus += 1.5 * std::exp(-metres_between(*o_.near, *r.point) / 1000);
    r.for_it = plus;
    r.against = minus;
    r.score = plus - minus + 0.05 * (7 - static_cast<int>(r.level));
  }

  const AddressLibrary& l_;
  const AddressText& t_;
  const StandardiseOptions& o_;
  std::uint32_t within_ = kNone;
  bool says_building_ = false, says_door_ = false;
  std::vector<TextReading> out_;
};

}  // namespace

bool compatible(const AddressLibrary& library, const TextReading& a, const TextReading& b) {
  if (a.level == PlaceLevel::area || b.level == PlaceLevel::area) {
    return library.within(a.area, b.area) || library.within(b.area, a.area);
  }
  if (a.row != AddressLibrary::kNone && b.row != AddressLibrary::kNone) return a.row == b.row;
  if (a.element != b.element) return false;
  const auto holds = [](const TextReading& fine, const TextReading& coarse) {
    if (coarse.level == PlaceLevel::road) return fine.road == coarse.road || fine.second_road == coarse.road;
    if (coarse.level == PlaceLevel::estate) return fine.estate == coarse.estate;
    if (coarse.level == PlaceLevel::door) return fine.road == coarse.road && fine.number == coarse.number;
    return false;
  };
  return holds(a, b) || holds(b, a);
}

std::vector<TextReading> read_places_of(const AddressLibrary& library, const AddressText& text, const StandardiseOptions& options) {
  return Reader(library, text, options).all();
}

}  // namespace yiwang
