#include "rehearse/wide_city.h"

#include <map>

#include "base/random.h"
#include "base/text.h"

namespace yiwang {
namespace {

constexpr std::u32string_view kLetters = U"安柏宝北碧长常春川翠达大德东端方芳飞丰福富高观光广贵海浩和红宏花华焕惠吉佳嘉建江金锦景静九康克兰乐丽联良林龙隆茂梅美民明南宁平普齐启千庆秋泉仁荣瑞山尚胜盛石时顺思松泰堂天田同万旺文五西祥新鑫星兴秀旭学雅阳怡益银永友玉裕元远月云泽正志中忠珠紫祖";

/// Stems (the first two characters) renamed the same way throughout a copy, so that 梧风村 and 梧风李家村 stay together.
class Renamer {
 public:
  explicit Renamer(std::uint64_t copy) : random_(copy * 7919 + 17) {}
  std::string name(const std::string& old) {
    const auto text = to_codepoints(old);
    if (text.size() < 3) return old;
    const auto stem = std::u32string(text.substr(0, 2));
    auto [it, fresh] = stems_.try_emplace(stem);
    if (fresh) {
      if (random_.chance(0.1)) it->second = stem;          // shared with the first city and with other copies
      else for (int i = 0; i < 3; ++i) it->second += kLetters[random_.below(kLetters.size())];
    }
    return to_utf8(it->second + text.substr(2));
  }

 private:
  Random random_;
  std::map<std::u32string, std::u32string> stems_;
};

}  // namespace

std::shared_ptr<const City> wide_city(const City& city, std::size_t addresses) {
  auto wide = std::make_shared<City>();
  wide->code = city.code;
  wide->name = city.name;
  wide->centre = city.centre;
  wide->version = city.version + "-wide";
  for (std::size_t copy = 0; wide->addresses.size() < addresses; ++copy) {
    Renamer renamer(copy);
    const auto tag = copy == 0 ? std::string{} : "-" + std::to_string(copy);
    const auto code = [&](const std::string& old) { return old.empty() ? old : old + tag; };
    const auto name = [&](const std::string& old) { return copy == 0 ? old : renamer.name(old); };
    const double east = 0.35 * static_cast<double>(copy % 8), north = 0.3 * static_cast<double>(copy / 8);
    const auto at = [&](LonLat p) { return LonLat{p.lon + east, p.lat + north}; };
    std::string top;
    for (const auto& area : city.areas) {
      if (area.kind == AreaKind::city) top = area.code;
    }
    for (const auto& area : city.areas) {
      if (area.layer != "territorial" || (copy > 0 && area.kind == AreaKind::city)) continue;
      auto made = area;
      if (area.kind != AreaKind::city) made.code = code(area.code);
      made.name = area.kind == AreaKind::city ? area.name : name(area.name);
      made.parent = area.parent == top ? area.parent : code(area.parent);
      made.shape.clear();                  // where a point lies is measured elsewhere
      wide->areas.push_back(std::move(made));
    }
    for (const auto& road : city.roads) {
      auto made = road;
      made.code = code(road.code);
      made.name = name(road.name);
      made.aliases.clear();
      for (auto& area : made.areas) area = area == top ? area : code(area);
      for (auto& point : made.line) point = at(point);
      wide->roads.push_back(std::move(made));
    }
    for (const auto& estate : city.estates) {
      auto made = estate;
      made.code = code(estate.code);
      made.name = name(estate.name);
      for (auto& alias : made.aliases) alias = name(alias);
      made.community = code(estate.community);
      made.point = at(estate.point);
      wide->estates.push_back(std::move(made));
    }
    for (const auto& address : city.addresses) {
      if (wide->addresses.size() >= addresses) break;
      auto made = address;
      made.code = code(address.code);
      made.area = code(address.area);
      made.road = code(address.road);
      made.estate = code(address.estate);
      made.point = at(address.point);
      wide->addresses.push_back(std::move(made));
    }
    for (const auto& element : city.elements) {
      auto made = element;
      made.code = code(element.code);
      made.name = name(element.name);
      made.area = code(element.area);
      made.point = at(element.point);
      wide->elements.push_back(std::move(made));
    }
  }
  wide->index();
  return wide;
}

}  // namespace yiwang
