#include "locate/library/standardiser.h"

#include <algorithm>

#include "base/text.h"
#include "locate/crossing_point.h"
#include "locate/library/address_text.h"
#include "locate/library/text_reading.h"

namespace yiwang {
namespace {

constexpr auto kNone = AddressLibrary::kNone;
constexpr double kSureEnough = 0.97;       // below, the text is read once more with names by sound and with slips

/// What the text says of the inside of a building.
struct Inside {
  std::string unit, floor, room;
};

Inside inside_of(const AddressText& text) {
  Inside out;
  std::vector<std::string> bare;
  for (const auto& number : text.numbers) {
    const auto parts = split(number.key, '-');
    switch (number.kind) {
      case NumberKind::unit: out.unit = std::string(parts.back()); break;
      case NumberKind::floor: out.floor = number.key; break;
      case NumberKind::room:
        out.room = std::string(parts.back());
        if (parts.size() >= 2 && out.unit.empty()) out.unit = std::string(parts[parts.size() - 2]);
        break;
      case NumberKind::bare:
        // 3-2-401 after an estate, 2-401 after a building, 401 at the end.
        if (parts.size() == 3) out.unit = std::string(parts[1]), out.room = std::string(parts[2]);
        else if (parts.size() == 2 && parts[1].size() >= 3) out.unit = std::string(parts[0]), out.room = std::string(parts[1]);
        else if (parts.size() == 1 && number.key.size() >= 3 && number.to == text.text.size() && text.numbers.size() > 1) out.room = number.key;
        break;
      case NumberKind::door:
      case NumberKind::building:
      case NumberKind::metres: break;
    }
  }
  return out;
}

class Writing {
 public:
  Writing(const AddressLibrary& library, const AddressText& text) : l_(library), t_(text), inside_(inside_of(text)) {}

  StandardPlace write(const TextReading& r, double confidence) const {
    StandardPlace out;
    out.level = r.level;
    out.decided_by = r.decided_by;
    out.confidence = confidence;
    out.point = r.point;
    out.text = areas(r.area, out);
    if (r.road != kNone) {
      out.road = l_.street(r.road).code;
      out.text += l_.street(r.road).name;
    }
    if (r.second_road != kNone) {
      out.second_road = l_.street(r.second_road).code;
      out.text += "与" + l_.street(r.second_road).name + "交叉口";
    }
    const auto* row = r.row == kNone ? nullptr : &l_.row(r.row);
    if (row != nullptr && row->number != kNone && row->road != kNone) out.number = l_.terms().text(row->number);
    else if (row == nullptr && r.number != kNone) out.number = l_.terms().key_text(r.number);
    else if (r.level == PlaceLevel::between) out.number = said_number();
    if (!out.number.empty()) out.text += out.number + (out.number.ends_with("号") || r.road == kNone ? "" : "号");
    if (r.estate != kNone) {
      out.estate = l_.compound(r.estate).code;
      out.text += l_.compound(r.estate).name;
    }
    if (row != nullptr && row->road == kNone && row->number != kNone) {
      out.number = l_.terms().text(row->number);
      out.text += out.number + "号";
    }
    if (row != nullptr && row->building != kNone) {
      out.building = l_.terms().text(row->building);
      out.text += out.building;
    }
    if (r.element != kNone) {
      const auto& element = l_.city().elements[l_.thing(r.element).source];
      out.element = element.code;
      out.text += element.name;
    }
    if (row != nullptr) write_inside(*row, out);
    out.code = row != nullptr                    ? std::string(l_.code(*row))
               : r.element != kNone              ? out.element
               : r.level == PlaceLevel::crossing ? out.road + "+" + out.second_road
               : r.level == PlaceLevel::door || r.level == PlaceLevel::between ? out.road + "#" + out.number
               : r.level == PlaceLevel::estate   ? out.estate
               : r.level == PlaceLevel::road     ? out.road
                                                 : out.area;
    move(r, out);
    if (out.point) {
      const auto* grid = l_.city().grid_at(*out.point);
      if (grid != nullptr) out.grid = grid->code;
    }
    parts(r, out);
    return out;
  }

 private:
  std::string areas(std::uint32_t area, StandardPlace& out) const {
    std::string text;
    if (area != kNone) out.area = l_.area(area).code;
    for (auto at = area; at != kNone; at = l_.division(at).parent) {
      if (l_.division(at).kind != AreaKind::grid) text = l_.area(at).name + text;
    }
    return text;
  }

  std::string said_number() const {
    for (const auto& number : t_.numbers) {
      if (number.kind == NumberKind::door || number.kind == NumberKind::bare) return number.key;
    }
    return {};
  }

  void write_inside(const AddressLibrary::Row& row, StandardPlace& out) const {
    const auto* inner = l_.inner(row);
    out.unit = inner != nullptr && !inner->unit.empty() ? inner->unit : inside_.unit;
    out.floor = inner != nullptr && !inner->floor.empty() ? inner->floor : inside_.floor;
    out.room = inner != nullptr && !inner->room.empty() ? inner->room : inside_.room;
    if (!out.unit.empty()) out.text += out.unit + "单元";
    if (!out.floor.empty()) out.text += out.floor + "层";
    if (!out.room.empty()) out.text += out.room + "室";
    if (inner != nullptr) out.text += inner->name;
    // A room on the 33rd floor of a house of six.
    const auto storey = [&](const std::string& said) { return said.empty() || said.size() > 4 ? 0 : std::atoi(said.c_str()); };
    const int floor = !out.floor.empty() ? storey(out.floor) : out.room.size() >= 3 ? storey(out.room.substr(0, out.room.size() - 2)) : 0;
    if (row.floors > 0 && floor > row.floors) out.contradicting.emplace_back("floor");
  }

  void move(const TextReading& r, StandardPlace& out) const {
    if (!t_.moved || !out.point || (t_.east_m == 0 && t_.north_m == 0)) return;
    if (r.level == PlaceLevel::road || r.level == PlaceLevel::area) return;
    out.point = moved(*out.point, t_.east_m, t_.north_m);
    out.decided_by = DecidedBy::distance;
  }

  void parts(const TextReading& r, StandardPlace& out) const {
    constexpr std::array<std::pair<AreaKind, const char*>, 3> kNamed{{{AreaKind::district, "district"}, {AreaKind::street, "street"}, {AreaKind::community, "community"}}};
    const auto says = [&](auto&& fits) {
      return std::any_of(t_.names.begin(), t_.names.end(), [&](const NamedStretch& name) { return std::any_of(name.meanings.begin(), name.meanings.end(), fits); });
    };
    for (const auto& [kind, word] : kNamed) {
      std::uint32_t own = r.area;
      while (own != kNone && l_.division(own).kind > kind) own = l_.division(own).parent;
      const bool right = own != kNone && l_.division(own).kind == kind && says([&, own = own](const Meaning& m) { return m.ref.kind == LibraryKind::area && m.ref.row == own; });
      if (right) continue;
      const bool other = std::any_of(t_.names.begin(), t_.names.end(), [&, kind = kind](const NamedStretch& name) {
        const auto& m = name.meanings.front();
        return m.ref.kind == LibraryKind::area && m.quality > 0.7f && l_.division(m.ref.row).kind == kind && !l_.within(m.ref.row, r.area);
      });
      if (other) out.contradicting.emplace_back(word);
      else if (own != kNone && l_.division(own).kind == kind) out.missing.emplace_back(word);
    }
    if (r.road != kNone && !says([&](const Meaning& m) { return m.ref.kind == LibraryKind::road && m.ref.row == r.road; })) out.missing.emplace_back("road");
    if (r.estate != kNone && !says([&](const Meaning& m) { return m.ref.kind == LibraryKind::estate && m.ref.row == r.estate; })) out.missing.emplace_back("estate");
    if (r.number_missed) out.contradicting.emplace_back("number");
    else if (!out.number.empty() && !r.number_found) out.missing.emplace_back("number");
    if (r.building_missed) out.contradicting.emplace_back("building");
    else if (!out.building.empty() && !r.building_found) out.missing.emplace_back("building");
    if (t_.unknown.road) out.contradicting.emplace_back("road");
    if (t_.unknown.estate) out.contradicting.emplace_back("estate");
    if (t_.unknown.area) out.contradicting.emplace_back("area");
  }

  const AddressLibrary& l_;
  const AddressText& t_;
  Inside inside_;
};

}  // namespace

std::string_view code_of(PlaceLevel level) {
  constexpr std::array<std::string_view, 8> kCodes{"address", "door", "between", "element", "crossing", "estate", "road", "area"};
  return kCodes[static_cast<std::size_t>(level)];
}
std::string_view code_of(DecidedBy part) {
  constexpr std::array<std::string_view, 9> kCodes{"road_number", "estate_building", "estate_number", "poi", "intersection", "distance", "estate", "road", "area"};
  return kCodes[static_cast<std::size_t>(part)];
}

Standardiser::Standardiser(std::shared_ptr<const AddressLibrary> library) : library_(std::move(library)), version_("standardise-1/" + library_->version()) {}

Understood understand(const AddressLibrary& library, std::string_view words, const StandardiseOptions& options) {
  Understood out;
  // Nobody's address is longer; what follows a broken character is dropped with it.
  constexpr std::size_t kMostBytes = 1200;
  words = words.substr(0, kMostBytes);
  words = words.substr(0, broken_utf8_at(words));
  if (words.empty()) return out;
  out.text = read_address_text(library, words, false);
  out.readings = read_places_of(library, out.text, options);
  const double best = out.readings.empty() ? 0 : confidence_of(confidence_parts(library, out.text, out.readings, 0));
  if (best >= kSureEnough) {
    // A coarse answer beside letters nobody knows may be a fine one with a slip.
    const auto& first = out.readings.front();
    if (first.level <= PlaceLevel::crossing || (out.text.unknown.letters == 0 && !first.number_missed && !first.building_missed)) return out;
  }
  Understood more;
  more.text = read_address_text(library, words, true);
  more.readings = read_places_of(library, more.text, options);
  const double other = more.readings.empty() ? 0 : confidence_of(confidence_parts(library, more.text, more.readings, 0));
  // A slip is believed only where it explains more.
  const bool finer = !more.readings.empty() && !out.readings.empty() && more.readings.front().score > out.readings.front().score + 0.5;
  return out.readings.empty() || other > best || finer ? more : out;
}

std::vector<StandardPlace> Standardiser::standardise(std::string_view text, const StandardiseOptions& options) const {
  std::vector<StandardPlace> out;
  if (options.most == 0) return out;
  const auto& l = *library_;
  const auto understood = understand(l, text, options);
  const Writing writing(l, understood.text);
  for (std::size_t i = 0; i < understood.readings.size() && out.size() < options.most; ++i) {
    out.push_back(writing.write(understood.readings[i], confidence_of(confidence_parts(l, understood.text, understood.readings, i))));
  }
  return out;
}

}  // namespace yiwang
