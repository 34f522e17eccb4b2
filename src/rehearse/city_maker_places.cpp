#include "rehearse/city_maker_places.h"

#include <algorithm>
#include <cmath>

#include "rehearse/city_maker_noise.h"

namespace yiwang::maker {

namespace {

struct KindShare {
  PlaceKind kind;
  double inner, outer;   // how often, in the middle and at the edge of the city
};
constexpr std::array<KindShare, 9> kShares{{{PlaceKind::housing, 0.56, 0.16},
                                            {PlaceKind::village, 0.00, 0.46},
                                            {PlaceKind::school, 0.11, 0.10},
                                            {PlaceKind::hospital, 0.05, 0.03},
                                            {PlaceKind::market, 0.06, 0.07},
                                            {PlaceKind::park, 0.06, 0.03},
                                            {PlaceKind::mall, 0.07, 0.01},
                                            {PlaceKind::works, 0.01, 0.12},
                                            {PlaceKind::office, 0.08, 0.02}}};

PlaceKind draw_kind(double inner, Random& random) {
  double at = random.unit();
  for (const auto& share : kShares) {
    at -= share.outer + (share.inner - share.outer) * inner;
    if (at <= 0) return share.kind;
  }
  return PlaceKind::housing;
}

template <std::size_t N>
std::string pick(const std::array<std::string_view, N>& from, Random& random) {
  return std::string(from[random.below(N)]);
}

const std::string& han_number(std::size_t number) {
  static const std::array<std::string, 21> words{"",     "第一", "第二",   "第三",   "第四",   "第五",   "第六",   "第七",   "第八",   "第九", "第十",
                                                 "第十一", "第十二", "第十三", "第十四", "第十五", "第十六", "第十七", "第十八", "第十九", "第二十"};
  return words[std::min(number, words.size() - 1)];
}

/// Names a place of its kind; schools and hospitals of the city are numbered, the rest carry invented words.
class Namer {
 public:
  explicit Namer(Town& town) : town_(town) {}

  MadePlace name(PlaceKind kind, const Cell& cell) {
    static constexpr std::array<std::string_view, 10> housing{"花园", "苑", "小区", "家园", "府", "里", "雅居", "新村", "名邸", "公馆"};
    static constexpr std::array<std::string_view, 4> works{"工业园", "物流园", "产业园", "机械厂"};
    static constexpr std::array<std::string_view, 4> office{"大厦", "科技园", "国际中心", "商务楼"};
    static constexpr std::array<std::string_view, 3> mall{"广场", "购物中心", "商业街"};
    static constexpr std::array<std::string_view, 3> market{"农贸市场", "菜市场", "综合市场"};
    static constexpr std::array<std::string_view, 16> families{"陈家", "李家", "周家", "何家", "罗家", "田家", "石桥", "古井", "大塘", "上坪", "下坪", "竹园", "樟树", "枣林", "双溪", "白马"};
    static constexpr std::array<std::string_view, 5> hamlets{"湾", "坳", "村", "庄", "屋场"};
    auto& random = town_.random;
    MadePlace place;
    place.kind = kind;
    switch (kind) {
      case PlaceKind::housing:
        place.name = known_.empty() ? fresh() + pick(housing, random) : take(known_);
        if (random.chance(0.2)) place.alias = place.name + (random.chance(0.5) ? "一期" : "A区");
        break;
      case PlaceKind::village: place.name = unique(cell.name, pick(families, random) + pick(hamlets, random)); break;
      case PlaceKind::school:
        if (random.chance(0.4) && ++schools_ <= 20) place.name = std::string(kCityName) + han_number(schools_) + "中学", place.alias = "云澜" + std::to_string(schools_) + "中";
        else place.name = unique(cell.name, random.chance(0.7) ? "小学" : "幼儿园");
        break;
      case PlaceKind::hospital:
        if (hospitals_ < 6) place.name = std::string(kCityName) + han_number(++hospitals_) + "人民医院", place.alias = hospitals_ == 1 ? "市一医院" : "";
        else place.name = unique(cell.name, "社区卫生服务中心");
        break;
      case PlaceKind::market: place.name = unique(cell.name, pick(market, random)); break;
      case PlaceKind::park: place.name = unique(cell.name, random.chance(0.6) ? "公园" : "口袋公园"); break;
      case PlaceKind::mall: place.name = fresh() + pick(mall, random); break;
      case PlaceKind::works: place.name = fresh() + pick(works, random); break;
      case PlaceKind::office: place.name = fresh() + pick(office, random); break;
    }
    return place;
  }

 private:
  std::string fresh() { return town_.names.next().han; }
  static std::string take(std::vector<std::string>& list) {
    auto name = list.back();
    list.pop_back();
    return name;
  }
  /// A second market of one community gets a name of its own.
  std::string unique(const std::string& base, const std::string& rest) {
    if (used_.insert(base + rest).second) return base + rest;
    return fresh() + rest;
  }

  Town& town_;
  std::size_t schools_ = 0, hospitals_ = 0;
  std::set<std::string> used_;
  std::vector<std::string> known_ = {"银杏湾小区", "云栖里小区", "锦澜苑", "望江花园"};
};

/// How the houses of a place stand.
struct Layout {
  int columns, rows;
  double width, depth, step_x, step_y;   // of a house; from house to house
  int low, high;                         // floors
};

Layout layout_of(PlaceKind kind, double lively, Random& random) {
  const auto n = [&](int least, int most) { return least + static_cast<int>(random.below(static_cast<std::uint64_t>(most - least + 1))); };
  switch (kind) {
    case PlaceKind::housing: return lively > 0.5 ? Layout{n(2, 4), n(3, 6), 44, 15, 62, 46, 11, 33} : Layout{n(2, 5), n(3, 7), 46, 13, 60, 34, 5, 18};
    case PlaceKind::village: return {n(5, 9), n(5, 9), 12, 10, 23, 24, 1, 4};
    case PlaceKind::school: return {2, n(2, 3), 55, 15, 75, 42, 3, 6};
    case PlaceKind::hospital: return {2, n(1, 3), 50, 20, 70, 48, 3, 16};
    case PlaceKind::market: return {n(1, 2), 2, 48, 24, 62, 40, 1, 3};
    case PlaceKind::mall: return {n(1, 2), n(1, 2), 70, 45, 90, 66, 4, 8};
    case PlaceKind::works: return {n(2, 3), n(2, 4), 62, 30, 82, 54, 1, 4};
    case PlaceKind::office: return {n(1, 3), n(1, 2), 38, 28, 62, 52, 8, 32};
    case PlaceKind::park: return {0, 0, 0, 0, 0, 0, 0, 0};
  }
  return {};
}

std::string building_name(PlaceKind kind, std::size_t number) {
  static constexpr std::array<std::string_view, 6> school{"教学楼", "综合楼", "实验楼", "食堂", "宿舍楼", "体育馆"};
  static constexpr std::array<std::string_view, 6> hospital{"门诊楼", "住院楼", "医技楼", "急诊楼", "行政楼", "后勤楼"};
  if (kind == PlaceKind::school && number <= school.size()) return std::string(school[number - 1]);
  if (kind == PlaceKind::hospital && number <= hospital.size()) return std::string(hospital[number - 1]);
  return std::to_string(number) + (kind == PlaceKind::works ? "号厂房" : kind == PlaceKind::market ? "号馆" : kind == PlaceKind::office || kind == PlaceKind::mall ? "座" : "栋");
}

/// The way "east" runs where the streets lean.
Spot east_at(const Town& town, const Cell& cell) {
  return unit(from_lattice(town.seed, cell.column + 0.8, cell.row + 0.5) - from_lattice(town.seed, cell.column + 0.2, cell.row + 0.5));
}

class PlaceMaker {
 public:
  PlaceMaker(Town& town, std::vector<MadeBuilding>& buildings) : town_(town), buildings_(buildings), namer_(town) {}

  void make() {
    while (town_.places.size() < kPlaces) {
      // Each community gets three places first, the middle of the city the rest.
      const auto turn = town_.places.size();
      std::size_t k = turn % town_.cells.size();
      if (turn >= 3 * town_.cells.size()) {
        do k = town_.random.below(town_.cells.size());
        while (town_.cells[k].score > 0.75);
      }
      make_one(k);
    }
  }

 private:
  void make_one(std::size_t k) {
    const auto& cell = town_.cells[k];
    const double inner = std::clamp(1.25 - 1.25 * cell.score, 0.0, 1.0);
    for (int attempt = 0; attempt < 400; ++attempt) {
      // Where a large place finds no room, a small one is tried in the end.
      const auto kind = attempt < 300 ? draw_kind(inner, town_.random) : PlaceKind::market;
      const auto ring = cell.rings[town_.random.below(cell.rings.size())];
      const auto at = spot_in(ring);
      if (town_.ring_at(at) != ring) continue;
      if (kind == PlaceKind::park ? try_park(k, ring, at) : try_houses(k, at, kind)) return;
    }
    // Nowhere free: a place that is only a name, such as an old quarter.
    auto place = namer_.name(PlaceKind::park, cell);
    place.cell = k;
    place.at = snap(spot_in(cell.rings[0]));
    while (town_.ring_at(place.at) == Town::npos || town_.cell_of_ring[town_.ring_at(place.at)] != k) place.at = snap(spot_in(cell.rings[0]));
    place.radius = 20;
    town_.places.push_back(std::move(place));
  }

  Spot spot_in(std::size_t ring) {
    const auto shape = town_.mesh.line(town_.mesh.rings[ring]);
    Spot low = shape[0], high = shape[0];
    for (const auto& spot : shape) {
      low = {std::min(low.x, spot.x), std::min(low.y, spot.y)};
      high = {std::max(high.x, spot.x), std::max(high.y, spot.y)};
    }
    return {low.x + (high.x - low.x) * town_.random.unit(), low.y + (high.y - low.y) * town_.random.unit()};
  }

  bool try_park(std::size_t k, std::size_t ring, Spot at) {
    const double radius = 60 + 90 * town_.random.unit();
    if (!town_.raster.is_free(at, {1, 0}, 2.2 * radius, 2.2 * radius)) return false;
    (void)ring;
    auto place = namer_.name(PlaceKind::park, town_.cells[k]);
    place.cell = k;
    place.at = snap(at);
    place.radius = radius;
    town_.raster.mark(at, {1, 0}, 2 * radius, 2 * radius, kPark);
    town_.places.push_back(std::move(place));
    return true;
  }

  bool try_houses(std::size_t k, Spot at, PlaceKind kind) {
    const auto& cell = town_.cells[k];
    const auto layout = layout_of(kind, town_.liveliness(at), town_.random);
    const auto east = east_at(town_, cell);
    std::vector<MadeBuilding> made;
    const double loose = kind == PlaceKind::village ? 5 : 0;
    for (int j = layout.rows - 1; j >= 0; --j) {
      for (int i = 0; i < layout.columns; ++i) {
        const Spot wobble{loose * (2 * town_.random.unit() - 1), loose * (2 * town_.random.unit() - 1)};
        const auto middle = at + east * (layout.step_x * (i - (layout.columns - 1) / 2.0)) + left_of(east) * (layout.step_y * (j - (layout.rows - 1) / 2.0)) + wobble;
        if (!town_.raster.is_free(middle, east, layout.width + 4, layout.depth + 4)) continue;
        const auto ring = town_.ring_at(middle);
        if (ring == Town::npos || town_.cell_of_ring[ring] != k) continue;
        MadeBuilding house;
        house.at = snap(middle);
        house.ahead = east;
        house.width = layout.width, house.depth = layout.depth;
        house.floors = layout.low + static_cast<int>(town_.random.below(static_cast<std::uint64_t>(layout.high - layout.low + 1)));
        made.push_back(house);
      }
    }
    const auto planned = static_cast<std::size_t>(layout.columns * layout.rows);
    if (made.empty() || made.size() * 10 < planned * 7) return false;
    auto place = namer_.name(kind, cell);
    place.cell = k;
    place.at = snap(at);
    std::size_t number = 0;
    const int floors = made.front().floors;
    for (auto& house : made) {
      house.place = town_.places.size();
      if (kind == PlaceKind::housing) house.floors = floors;   // an estate is built at one time
      ++number;
      if (kind == PlaceKind::village) house.number = std::to_string(number);
      else house.building = building_name(kind, number);
      town_.raster.mark(house.at, house.ahead, house.width, house.depth, kBuilt);
    }
    // The yard stays free of houses that belong to the road.
    town_.raster.mark(at, east, layout.step_x * layout.columns, layout.step_y * layout.rows, kBuilt);
    buildings_.insert(buildings_.end(), made.begin(), made.end());
    town_.places.push_back(std::move(place));
    return true;
  }

  Town& town_;
  std::vector<MadeBuilding>& buildings_;
  Namer namer_;
};

}  // namespace

void make_places(Town& town, std::vector<MadeBuilding>& buildings) {
  PlaceMaker(town, buildings).make();
  auto& text = town.files["estates.csv"];
  text = "code,name,aliases,community,lon,lat\n";
  for (std::size_t k = 0; k < town.places.size(); ++k) {
    auto& place = town.places[k];
    const auto serial = std::to_string(k + 1);
    place.code = "E" + std::string(4 - serial.size(), '0') + serial;
    text += place.code + "," + place.name + "," + place.alias + "," + town.cells[place.cell].code + "," + lonlat_text(place.at, ',') + "\n";
  }
}

}  // namespace yiwang::maker
