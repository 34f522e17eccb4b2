#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <unordered_map>

#include "base/text.h"
#include "locate/library/address_library.h"
#include "locate/library/address_numbers.h"
#include "locate/library/place_words.h"

namespace yiwang {

/// Fills a library: areas first (places refer to them), then streets and estates, then rows, then names.
class LibraryMaker {
 public:
  explicit LibraryMaker(AddressLibrary& library) : l_(library), city_(*library.city_) {}

  void make(std::span<const LibraryAddress> more, std::span<const LibraryName> names) {
    order_areas();
    read_tables();
    read_rows(more);
    sort_rows();
    name_all(names);
    l_.version_ = "library-1/" + city_.version + "/" + hex_of(more, names);
  }

 private:
  static constexpr std::uint32_t kNone = AddressLibrary::kNone;

  static std::string hex_of(std::span<const LibraryAddress> more, std::span<const LibraryName> names) {
    std::uint64_t hash = 0;
    for (const auto& one : more) hash = stable_hash(one.code + '\t' + one.road + '\t' + one.number + '\t' + one.estate + '\t' + one.building + '\t' + one.name + to_text(one.point), hash);
    for (const auto& one : names) hash = stable_hash(one.code + '\t' + one.name, hash + static_cast<std::uint64_t>(one.kind));
    static constexpr char kHex[] = "0123456789abcdef";
    std::string out;
    for (int shift = 60; shift >= 0; shift -= 4) out += kHex[hash >> shift & 15];
    return more.empty() && names.empty() ? "city" : out;
  }

  void order_areas() {
    const auto& areas = city_.areas;
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> below;
    std::vector<std::uint32_t> tops;
    for (std::uint32_t i = 0; i < areas.size(); ++i) {
      if (areas[i].layer != "territorial") continue;
      if (areas[i].parent.empty() || city_.area(areas[i].parent) == nullptr) tops.push_back(i);
      else below[areas[i].parent].push_back(i);
    }
    l_.division_of_.assign(areas.size(), kNone);
    const auto visit = [&](auto&& self, std::uint32_t source, std::uint32_t parent) -> void {
      const auto at = static_cast<std::uint32_t>(l_.divisions_.size());
      l_.divisions_.push_back({source, parent, at, areas[source].kind});
      l_.division_of_[source] = at;
      if (const auto it = below.find(areas[source].code); it != below.end()) {
        for (const auto child : it->second) self(self, child, at);
      }
      l_.divisions_[at].last = static_cast<std::uint32_t>(l_.divisions_.size() - 1);
    };
    for (const auto top : tops) visit(visit, top, kNone);
  }

  void read_tables() {
    for (std::uint32_t i = 0; i < city_.roads.size(); ++i) {
      const auto& road = city_.roads[i];
      AddressLibrary::Street street{road.code, road.name, i, {}, 0, 0};
      for (const auto& area : road.areas) {
        if (const auto at = l_.find_area(area); at != kNone) street.areas.push_back(at);
      }
      l_.streets_.push_back(std::move(street));
    }
    for (const auto& estate : city_.estates) l_.compounds_.push_back({estate.code, estate.name, l_.find_area(estate.community), estate.point, 0, 0});
    for (std::uint32_t i = 0; i < city_.elements.size(); ++i) l_.things_.push_back({i, l_.find_area(city_.elements[i].area)});
    for (std::uint32_t i = 0; i < l_.streets_.size(); ++i) street_by_.emplace(l_.streets_[i].code, i);
    for (std::uint32_t i = 0; i < l_.compounds_.size(); ++i) estate_by_.emplace(l_.compounds_[i].code, i);
  }

  std::uint32_t district_of(std::uint32_t area) const {
    while (area != kNone && l_.divisions_[area].kind > AreaKind::district) area = l_.divisions_[area].parent;
    return area;
  }

  /// A code known, else the name of a road or estate the city lacks: one a district.
  template <class Make>
  static std::uint32_t resolve(std::unordered_map<std::string, std::uint32_t>& known, const std::string& text, std::uint32_t district, Make&& make) {
    if (text.empty()) return kNone;
    if (const auto it = known.find(text); it != known.end()) return it->second;
    const auto [it, fresh] = known.try_emplace(text + '\n' + std::to_string(district), 0);
    if (fresh) it->second = make();
    return it->second;
  }

  void add_row(const std::string& code, std::uint32_t area, std::uint32_t road, const std::string& number, std::uint32_t estate, const std::string& building, LonLat point, int floors,
               std::uint32_t inner) {
    AddressLibrary::Row row{};
    row.code = static_cast<std::uint32_t>(l_.codes_.size());
    l_.codes_ += code;
    l_.codes_ += '\0';
    row.area = area;
    row.road = road;
    row.estate = estate;
    row.number = number.empty() ? kNone : l_.terms_.add(number, number_key(number));
    row.building = building.empty() ? kNone : l_.terms_.add(building, house_key(building));
    row.inner = inner;
    row.lon = static_cast<std::int32_t>(std::lround(point.lon * 1e7));
    row.lat = static_cast<std::int32_t>(std::lround(point.lat * 1e7));
    row.floors = static_cast<std::uint16_t>(std::clamp(floors, 0, 65535));
    l_.rows_.push_back(row);
  }

  void read_rows(std::span<const LibraryAddress> more) {
    std::unordered_map<std::string_view, const LibraryAddress*> replaced;
    for (const auto& one : more) {
      if (city_.address(one.code) != nullptr) replaced.emplace(one.code, &one);
    }
    l_.rows_.reserve(city_.addresses.size() + more.size());
    for (const auto& address : city_.addresses) {
      if (replaced.contains(address.code)) continue;
      const auto road = street_by_.find(address.road);
      const auto estate = estate_by_.find(address.estate);
      add_row(address.code, l_.find_area(address.area), road == street_by_.end() ? kNone : road->second, address.number, estate == estate_by_.end() ? kNone : estate->second,
              address.building, address.point, address.floors, kNone);
    }
    for (const auto& one : more) {
      if (one.code.empty() || !check_point(one.point)) continue;
      auto area = l_.find_area(one.area);
      if (area == kNone) {
        if (const auto* grid = city_.grid_at(one.point)) area = l_.find_area(grid->code);
      }
      const auto district = district_of(area);
      const auto road = resolve(street_by_, one.road, district, [&] {
        l_.streets_.push_back({one.road, one.road, kNone, area == kNone ? std::vector<std::uint32_t>{} : std::vector{area}, 0, 0});
        return static_cast<std::uint32_t>(l_.streets_.size() - 1);
      });
      const auto estate = resolve(estate_by_, one.estate, district, [&] {
        l_.compounds_.push_back({one.estate, one.estate, area, one.point, 0, 0});
        return static_cast<std::uint32_t>(l_.compounds_.size() - 1);
      });
      if (road == kNone && estate == kNone && one.name.empty()) continue;
      std::uint32_t inner = kNone;
      if (!one.unit.empty() || !one.floor.empty() || !one.room.empty() || !one.name.empty()) {
        inner = static_cast<std::uint32_t>(l_.inners_.size());
        l_.inners_.push_back({one.unit, one.floor, one.room, one.name});
      }
      add_row(one.code, area, road, one.number, estate, one.building, one.point, 0, inner);
    }
  }

  void sort_rows() {
    const auto& terms = l_.terms_;
    const auto number = [&](const AddressLibrary::Row& row) {
      if (row.number == kNone) return std::pair(kNone, kNone);
      const auto key = terms.key(row.number);
      return std::pair(terms.leading(key), key);
    };
    std::sort(l_.rows_.begin(), l_.rows_.end(), [&](const auto& a, const auto& b) {
      if (a.road != b.road) return a.road < b.road;
      return std::tuple(number(a), a.estate, a.building, a.code) < std::tuple(number(b), b.estate, b.building, b.code);
    });
    for (std::uint32_t i = 0; i < l_.rows_.size(); ++i) {
      const auto& row = l_.rows_[i];
      l_.by_code_.push_back(i);
      if (row.estate != kNone) l_.by_estate_.push_back(i);
      if (row.road == kNone) continue;
      auto& street = l_.streets_[row.road];
      if (street.to == 0) street.from = i;
      street.to = i + 1;
    }
    std::sort(l_.by_estate_.begin(), l_.by_estate_.end(), [&](std::uint32_t a, std::uint32_t b) {
      const auto& x = l_.rows_[a];
      const auto& y = l_.rows_[b];
      return std::tuple(x.estate, l_.estate_key(x), a) < std::tuple(y.estate, l_.estate_key(y), b);
    });
    for (std::uint32_t i = 0; i < l_.by_estate_.size(); ++i) {
      auto& estate = l_.compounds_[l_.rows_[l_.by_estate_[i]].estate];
      if (estate.to == 0) estate.from = i;
      estate.to = i + 1;
    }
    std::sort(l_.by_code_.begin(), l_.by_code_.end(), [&](std::uint32_t a, std::uint32_t b) { return l_.code(l_.rows_[a]) < l_.code(l_.rows_[b]); });
    l_.by_estate_.shrink_to_fit();
    l_.by_code_.shrink_to_fit();
    l_.codes_.shrink_to_fit();
    // The area of an estate nobody said is what its rows share; a road the city does not place lies where its doors are.
    for (auto& estate : l_.compounds_) {
      for (std::uint32_t i = estate.from; i < estate.to && estate.area == kNone; ++i) estate.area = l_.rows_[l_.by_estate_[i]].area;
    }
  }

  static std::u32string folded(std::string_view name) {
    std::u32string out;
    for (const auto c : to_codepoints(normalise(name))) {
      if (c != U' ' && c != U'·' && c != U'(' && c != U')') out += c;
    }
    return out;
  }

  /// Without the word that says what sort of area it is; empty when less than two characters remain.
  static std::u32string short_area(std::u32string_view name) {
    const auto cut = word_before_end(area_words(), name, 2);
    return cut == 0 ? std::u32string{} : std::u32string(name.substr(0, name.size() - cut));
  }

  void add_stem(std::u32string_view name, std::span<const std::u32string_view> words, LibraryKind kind, std::uint32_t row) {
    if (const auto cut = word_before_end(words, name, 2); cut != 0) l_.names_.add(name.substr(0, name.size() - cut), {kind, NameForm::stem, row});
  }

  /// 云澜市第三中学: 三中, 云澜三中, 市三中; 第一人民医院: 一医院, 市一医院.
  void add_numbered(std::u32string_view name, std::uint32_t row) {
    const auto at = name.find(U'第');
    if (at == std::u32string_view::npos) return;
    static constexpr std::u32string_view kHan = U"一二三四五六七八九十";
    std::u32string number;
    auto end = at + 1;
    while (end < name.size() && kHan.find(name[end]) != std::u32string_view::npos) number += name[end++];
    const auto rest = name.substr(end);
    std::u32string brief;
    if (rest == U"中学") brief = number + U"中";
    else if (rest == U"小学") brief = number + U"小";
    else if (rest == U"人民医院") brief = number + U"医院";
    else return;
    const NameRef ref{LibraryKind::estate, NameForm::alias, row};
    l_.names_.add(brief, ref);
    l_.names_.add(U"市" + brief, ref);
    l_.names_.add(std::u32string(name.substr(at)), ref);
    l_.names_.add(U"市" + std::u32string(name.substr(at)), ref);
    if (at >= 3) l_.names_.add(std::u32string(name.substr(0, at - 1)) + brief, ref);
  }

  void name_estate(std::uint32_t row) {
    const auto& estate = l_.compounds_[row];
    const auto name = folded(estate.name);
    l_.names_.add(name, {LibraryKind::estate, NameForm::full, row});
    add_stem(name, estate_words(), LibraryKind::estate, row);
    add_numbered(name, row);
    for (auto area = estate.area; area != kNone; area = l_.divisions_[area].parent) {
      const auto own = folded(l_.area(area).name);
      for (const auto& prefix : {own, short_area(own)}) {
        if (prefix.size() >= 2 && name.starts_with(prefix) && name.size() >= prefix.size() + 2) {
          l_.names_.add(name.substr(prefix.size()), {LibraryKind::estate, NameForm::local, row});
          break;
        }
      }
    }
  }

  void name_all(std::span<const LibraryName> names) {
    for (std::uint32_t i = 0; i < l_.divisions_.size(); ++i) {
      // Grids are named for those who work there: 第三网格 is in every community.
      if (l_.divisions_[i].kind == AreaKind::grid) continue;
      const auto name = folded(l_.area(i).name);
      l_.names_.add(name, {LibraryKind::area, NameForm::full, i});
      if (const auto brief = short_area(name); !brief.empty()) l_.names_.add(brief, {LibraryKind::area, NameForm::shortened, i});
    }
    for (std::uint32_t i = 0; i < l_.streets_.size(); ++i) {
      const auto name = folded(l_.streets_[i].name);
      l_.names_.add(name, {LibraryKind::road, NameForm::full, i});
      add_stem(name, road_words(), LibraryKind::road, i);
      if (l_.streets_[i].source == kNone) continue;
      for (const auto& alias : city_.roads[l_.streets_[i].source].aliases) l_.names_.add(folded(alias), {LibraryKind::road, NameForm::alias, i});
    }
    for (std::uint32_t i = 0; i < l_.compounds_.size(); ++i) {
      name_estate(i);
      if (i >= city_.estates.size()) continue;
      for (const auto& alias : city_.estates[i].aliases) l_.names_.add(folded(alias), {LibraryKind::estate, NameForm::alias, i});
    }
    for (std::uint32_t i = 0; i < l_.things_.size(); ++i) l_.names_.add(folded(city_.elements[l_.things_[i].source].name), {LibraryKind::element, NameForm::full, i});
    for (std::uint32_t i = 0; i < l_.rows_.size(); ++i) {
      if (const auto* inner = l_.inner(l_.rows_[i]); inner != nullptr && !inner->name.empty()) l_.names_.add(folded(inner->name), {LibraryKind::address, NameForm::full, i});
    }
    for (const auto& one : names) add_learned(one);
    l_.names_.finish();
    for (std::uint32_t term = 0; term < l_.terms_.size(); ++term) {
      const auto text = folded(l_.terms_.text(term));
      if (text.size() < 2 || (text[0] >= U'0' && text[0] <= U'9') || (text[0] >= U'a' && text[0] <= U'z')) continue;
      const auto word = l_.building_words_.add(text);
      if (word >= l_.building_word_keys_.size()) l_.building_word_keys_.resize(word + 1, kNone);
      l_.building_word_keys_[word] = l_.terms_.key(term);
    }
  }

  void add_learned(const LibraryName& one) {
    std::uint32_t row = kNone;
    switch (one.kind) {
      case LibraryKind::area: row = l_.find_area(one.code); break;
      case LibraryKind::road:
        if (const auto it = street_by_.find(one.code); it != street_by_.end()) row = it->second;
        break;
      case LibraryKind::estate:
        if (const auto it = estate_by_.find(one.code); it != estate_by_.end()) row = it->second;
        break;
      case LibraryKind::address: row = l_.find(one.code); break;
      case LibraryKind::element:
        for (std::uint32_t i = 0; i < l_.things_.size() && row == kNone; ++i) {
          if (city_.elements[l_.things_[i].source].code == one.code) row = i;
        }
        break;
    }
    if (row != kNone) l_.names_.add(folded(one.name), {one.kind, NameForm::alias, row});
  }

  AddressLibrary& l_;
  const City& city_;
  std::unordered_map<std::string, std::uint32_t> street_by_, estate_by_;
};

AddressLibrary::AddressLibrary(std::shared_ptr<const City> city, std::span<const LibraryAddress> more, std::span<const LibraryName> names) : city_(std::move(city)) {
  LibraryMaker(*this).make(more, names);
}

}  // namespace yiwang
