#include "rehearse/city_maker_blocks.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/text.h"

namespace yiwang::maker {

namespace {

constexpr double kHomeMetres = 105;        // of floor space a household takes, stairs and walls included

struct Trade {
  std::string_view kind, word;
  int least, most;                         // people working there
};
constexpr std::array<Trade, 14> kShops{{{"restaurant", "面馆", 2, 6},
                                        {"restaurant", "小吃店", 1, 4},
                                        {"restaurant", "饭庄", 6, 28},
                                        {"retail", "便利店", 1, 4},
                                        {"retail", "百货店", 2, 8},
                                        {"retail", "水果店", 1, 3},
                                        {"retail", "药房", 2, 6},
                                        {"retail", "五金店", 1, 3},
                                        {"service", "理发店", 1, 5},
                                        {"service", "洗衣店", 1, 3},
                                        {"service", "汽修店", 2, 9},
                                        {"service", "快递驿站", 1, 4},
                                        {"service", "打印社", 1, 3},
                                        {"lodging", "旅馆", 3, 15}}};
constexpr std::array<Trade, 6> kOffices{{{"office", "科技有限公司", 8, 160},
                                         {"office", "商贸有限公司", 4, 40},
                                         {"office", "物业服务公司", 10, 80},
                                         {"office", "设计事务所", 5, 45},
                                         {"office", "会计事务所", 6, 60},
                                         {"office", "文化传播公司", 4, 35}}};
constexpr std::array<Trade, 4> kWorks{{{"factory", "机械厂", 40, 420}, {"factory", "食品厂", 30, 260}, {"factory", "包装厂", 20, 140}, {"factory", "建材厂", 25, 180}}};
constexpr std::array<std::string_view, 16> kGiven{"瑞禾", "明川", "安澜", "百顺", "新禾", "嘉言", "和畅", "四时", "青梧", "远舟", "恒屿", "知微", "万穗", "朴石", "晨川", "长汀"};

struct House {
  std::string code, road, estate, building;
  double metres = 0;                       // of one floor
  int floors = 1;
};

std::vector<House> houses_of(const std::string& table) {
  std::vector<House> out;
  bool head = true;
  for (const auto line : split(table, '\n')) {
    if (std::exchange(head, false) || line.empty()) continue;
    const auto cells = split(line, ',');
    const auto size = split(cells[8], ' ');
    const auto number = [](std::string_view text) {
      int value = 0;
      std::from_chars(text.data(), text.data() + text.size(), value);
      return value;
    };
    out.push_back({std::string(cells[0]), std::string(cells[2]), std::string(cells[4]), std::string(cells[5]), static_cast<double>(number(size[0])) * number(size[1]), number(cells[9])});
  }
  return out;
}

class Settler {
 public:
  explicit Settler(Town& town) : town_(town), random_(town.seed ^ 0xb10c5ULL) {
    for (const auto& road : town_.roads) roads_.emplace(road.code, road.name);
    for (const auto& place : town_.places) places_.emplace(place.code, &place);
  }

  void make() {
    for (const auto& house : houses_of(town_.files["addresses.csv"])) settle(house);
    town_.files["dwellings.csv"] = std::move(dwellings_);
    town_.files["firms.csv"] = std::move(firms_);
  }

 private:
  void settle(const House& house) {
    const auto place = places_.find(house.estate);
    if (place == places_.end()) return along_street(house);
    switch (place->second->kind) {
      case PlaceKind::housing:
        homes(house, house.floors, 0.93);
        if (random_.chance(0.06)) shop(house);
        return;
      case PlaceKind::village:
        if (random_.chance(0.9)) people(house, 1 + static_cast<int>(random_.below(static_cast<std::uint64_t>(std::max(1, std::min(house.floors, 3))))));
        if (random_.chance(0.05)) shop(house);
        return;
      case PlaceKind::mall:
      case PlaceKind::market:
        for (auto n = 2 + random_.below(9); n > 0; --n) shop(house);
        return;
      case PlaceKind::office:
        for (auto n = 1 + random_.below(static_cast<std::uint64_t>(1 + house.floors / 2)); n > 0; --n) trade(house, kOffices[random_.below(kOffices.size())]);
        return;
      case PlaceKind::works: return trade(house, kWorks[random_.below(kWorks.size())]);
      case PlaceKind::school: return institution(house, *place->second, "school", 30, 180);
      case PlaceKind::hospital: return institution(house, *place->second, "hospital", 40, 600);
      case PlaceKind::park: return institution(house, *place->second, "public", 3, 20);
    }
  }

  /// Shops below, homes above; tall ones by the main roads are offices.
  void along_street(const House& house) {
    if (house.floors >= 12 && random_.chance(0.5)) {
      for (auto n = 1 + random_.below(static_cast<std::uint64_t>(house.floors) / 3); n > 0; --n) trade(house, kOffices[random_.below(kOffices.size())]);
      return;
    }
    const bool below = random_.chance(0.45);
    if (below) {
      for (auto n = 1 + random_.below(house.metres > 250 ? 3 : 2); n > 0; --n) shop(house);
    }
    if (house.floors > (below ? 1 : 0) && random_.chance(0.7)) homes(house, house.floors - (below ? 1 : 0), 0.85);
  }

  void homes(const House& house, int floors, double share) {
    int households = 0;
    for (int n = floors * std::max(1, static_cast<int>(house.metres / kHomeMetres)); n > 0; --n) households += random_.chance(share) ? 1 : 0;
    if (households > 0) people(house, households);
  }

  void people(const House& house, int households) {
    constexpr std::array<double, 6> kSizes{0.25, 0.30, 0.24, 0.12, 0.06, 0.03};    // of households of 1, 2, ... people
    int count = 0;
    for (int i = 0; i < households; ++i) {
      double at = random_.unit();
      int size = 1;
      for (const double share : kSizes) {
        at -= share;
        if (at <= 0 || size == 6) break;
        ++size;
      }
      count += size;
    }
    dwellings_ += house.code + "," + std::to_string(households) + "," + std::to_string(count) + "\n";
  }

  void shop(const House& house) { trade(house, kShops[random_.below(kShops.size())]); }

  void trade(const House& house, const Trade& trade) {
    std::string given(kGiven[random_.below(kGiven.size())]);
    const auto road = roads_.find(house.road);
    // A name of its own, sometimes with the street's before it.
    if (road != roads_.end() && random_.chance(0.35)) given = road->second + given;
    firm(house, given + std::string(trade.word), trade.kind, trade.least, trade.most);
  }

  /// One body for all houses of a place, booked at the first of them.
  void institution(const House& house, const MadePlace& place, std::string_view kind, int least, int most) {
    if (!booked_.insert(place.code).second) return;
    firm(house, place.name, kind, least, most);
  }

  void firm(const House& house, const std::string& name, std::string_view kind, int least, int most) {
    const auto serial = std::to_string(++made_);
    const double share = random_.unit();
    const int count = least + static_cast<int>(share * share * (most - least));    // small ones are common
    firms_ += "F" + std::string(5 - std::min<std::size_t>(5, serial.size()), '0') + serial + "," + name + "," + std::string(kind) + "," + house.code + "," + std::to_string(count) + "\n";
  }

  Town& town_;
  Random random_;
  std::unordered_map<std::string, std::string> roads_;
  std::unordered_map<std::string, const MadePlace*> places_;
  std::set<std::string> booked_;
  std::string dwellings_ = "address,households,people\n", firms_ = "code,name,kind,address,people\n";
  std::size_t made_ = 0;
};

}  // namespace

void make_dwellings_and_firms(Town& town) { Settler(town).make(); }

}  // namespace yiwang::maker
