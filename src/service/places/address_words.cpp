#include <algorithm>

#include "base/text.h"
#include "locate/numerals.h"
#include "service/places/place_reading.h"

namespace yiwang {
namespace {

constexpr std::size_t kLongestName = 16;
constexpr std::size_t kLongestRoad = 10;

/// The longest name of `look` that begins at `from`; length 0 when none does.
template <class Look>
std::size_t longest(std::u32string_view text, std::size_t from, Look look) {
  for (auto length = std::min(kLongestName, text.size() - from); length >= 2; --length) {
    if (look(to_utf8(text.substr(from, length))) != nullptr) return length;
  }
  return 0;
}

/// Length of what reads like a road's name at `from`: a few characters and 路, 街, 大道, 巷, 弄, 胡同, followed by a door number or the end.
std::size_t road_like(std::u32string_view text, std::size_t from) {
  for (std::size_t i = from + 1; i < text.size() && i < from + kLongestRoad; ++i) {
    const auto c = text[i];
    if (!is_han(c) && !(c >= U'0' && c <= U'9')) return 0;
    const bool ends = c == U'路' || c == U'街' || c == U'巷' || c == U'弄' || c == U'道' || (c == U'同' && text[i - 1] == U'胡');
    if (!ends) continue;
    // 街道办, 道口: the word goes on.
    const bool over = i + 1 >= text.size();
    if (over || read_door(text, i + 1, true)) return i + 1 - from;
  }
  return 0;
}

/// Length of an administrative word nobody here knows: 江南省, 云山市, 西湖区, ... at the beginning.
std::size_t division_like(std::u32string_view text, std::size_t from) {
  for (std::size_t i = from + 1; i < text.size() && i < from + 8; ++i) {
    if (!is_han(text[i])) return 0;
    if (text[i] == U'省' || text[i] == U'市' || text[i] == U'县' || text[i] == U'镇' || text[i] == U'乡') return i + 1 - from;
    if (text[i] == U'道' && text[i - 1] == U'街' && !read_door(text, i + 1, true)) return i + 1 - from;
    if (text[i] == U'区' && text[i - 1] != U'小' && text[i - 1] != U'社') return i + 1 - from;
    if (text[i] == U'区' && text[i - 1] == U'社') return i + 1 - from;
  }
  return 0;
}

}  // namespace

AddressWords read_address_words(const PlaceNames& names, std::string_view text) {
  AddressWords out;
  const auto words = to_codepoints(name_key(text));
  std::size_t at = 0;
  const auto look_area = [&](const std::string& name) { return names.areas(name); };
  const auto look_road = [&](const std::string& name) { return names.roads(name); };
  const auto look_estate = [&](const std::string& name) { return names.estates(name); };
  while (at < words.size()) {
    const auto road = longest(words, at, look_road), estate = longest(words, at, look_estate), area = longest(words, at, look_area);
    if (area > road && area > estate) {
      out.areas.push_back(names.areas(to_utf8(words.substr(at, area)))->front());
      at += area;
      continue;
    }
    if (road > 0 || estate > 0) break;
    // 新市路 is a road, 云山市白塔路 a city and a road.
    const auto division = division_like(words, at);
    static constexpr std::u32string_view kGoesOn = U"路街道巷弄大中东西南北场民政";
    if (division == 0 || at + division >= words.size() || kGoesOn.find(words[at + division]) != std::u32string_view::npos) break;
    at += division;
  }
  if (const auto known = longest(words, at, look_road); known > 0 && known >= longest(words, at, look_estate)) {
    out.road = to_utf8(std::u32string_view(words).substr(at, known));
  } else if (longest(words, at, look_estate) == 0) {
    out.road = to_utf8(std::u32string_view(words).substr(at, road_like(words, at)));
  }
  at += count_codepoints(out.road);
  if (!out.road.empty() && at < words.size()) {
    if (const auto door = read_door(words, at, true)) {
      out.number = door->value;
      at = door->end;
    }
  }
  // What is left up to a building is the estate.
  std::size_t estate_end = words.size();
  for (auto i = at; i < words.size(); ++i) {
    if (const auto building = read_building(words, i)) {
      // The digits before: 13栋 is no 3栋.
      out.building = to_utf8(std::u32string_view(words).substr(i, building->end - i));
      estate_end = i;
      out.rest = to_utf8(std::u32string_view(words).substr(building->end));
      break;
    }
  }
  const auto known = at < words.size() ? longest(words, at, look_estate) : 0;
  const auto length = known > 0 ? known : estate_end - at;
  auto estate = std::u32string_view(words).substr(std::min(at, words.size()), length);
  if (known > 0 && out.building.empty()) out.rest = to_utf8(std::u32string_view(words).substr(at + length));
  const bool named = count_codepoints(to_utf8(estate)) >= 2 && is_han(estate.front());
  if (named) out.estate = to_utf8(estate);
  return out;
}

}  // namespace yiwang
