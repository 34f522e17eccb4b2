#include <algorithm>

#include "rehearse/city_maker_cameras.h"
#include "rehearse/city_maker_noise.h"
#include "rehearse/city_maker_town.h"

namespace yiwang::maker {

namespace {

struct ElementPlan {
  std::string_view kind, word, object_class;
  std::size_t count;
  double beside;      // metres from the middle of a street
};
constexpr std::array<ElementPlan, 7> kPlans{{{"lamp", "路灯", "03001", 960, 9},
                                             {"manhole", "井盖", "06001", 720, 3},
                                             {"camera", "摄像头", "05001", 380, 10},
                                             {"bin", "垃圾箱", "03002", 430, 11},
                                             {"hydrant", "消火栓", "03003", 250, 11},
                                             {"bus_stop", "公交站", "04001", 236, 12},
                                             {"bridge", "桥", "04002", 24, 0}}};

std::string digits(std::size_t number, std::size_t places) {
  const auto text = std::to_string(number);
  return std::string(places > text.size() ? places - text.size() : 0, '0') + text;
}

class ElementMaker {
 public:
  explicit ElementMaker(Town& town) : town_(town), cameras_(town) {
    for (const auto& road : town_.roads) {
      const double whole = length(road.line);
      lengths_.push_back(whole);
      // Busy streets in the middle carry more of everything.
      const double weight = whole * town_.liveliness(walk(road.line, whole / 2).at);
      sums_.push_back((sums_.empty() ? 0 : sums_.back()) + weight);
    }
  }

  void make() {
    text_ = "code,kind,name,area,lon,lat\n";
    std::size_t bridges = make_bridges();
    for (const auto& plan : kPlans) {
      std::size_t wanted = plan.count;
      if (plan.kind == "bridge") continue;
      if (plan.kind == "lamp") wanted += kPlans.back().count - bridges;   // fewer bridges, more lamps: the sum stays
      for (std::size_t made = 0; made < wanted;) made += make_one(plan, made + 1) ? 1 : 0;
    }
    town_.files["elements.csv"] = std::move(text_);
  }

 private:
  /// Where a main road meets the river or the stream.
  std::size_t make_bridges() {
    std::size_t made = 0;
    for (std::size_t r = 0; r < town_.roads.size() && made < kPlans.back().count; ++r) {
      const auto& road = town_.roads[r];
      if (road.level > RoadLevel::artery) continue;
      double wet_from = -1;
      for (double along = 0; along <= lengths_[r]; along += 10) {
        const bool wet = (town_.raster.at(walk(road.line, along).at) & kWater) != 0;
        if (wet && wet_from < 0) wet_from = along;
        if (wet || wet_from < 0) continue;
        const auto middle = walk(road.line, (wet_from + along) / 2).at;
        const double width = along - wet_from;
        wet_from = -1;
        if (width < 30 || town_.ring_at(middle) == Town::npos || made >= kPlans.back().count) continue;
        ++made;
        const auto base = road.name.substr(0, road.name.size() - 3);
        const auto name = width < 150 ? (made_small_++ == 0 ? std::string("青溪桥") : base + "桥") : base + "大桥";
        write(kPlans.back(), made, road.level == RoadLevel::express ? "环城快速路" + std::string(width < 150 ? "桥" : "大桥") : name, middle);
      }
    }
    return made;
  }

  bool make_one(const ElementPlan& plan, std::size_t serial) {
    const double at = town_.random.unit() * sums_.back();
    const auto r = static_cast<std::size_t>(std::lower_bound(sums_.begin(), sums_.end(), at) - sums_.begin());
    const auto& road = town_.roads[r];
    if (road.level == RoadLevel::express && plan.kind != "lamp" && plan.kind != "camera") return false;
    if (plan.kind == "bus_stop" && (road.level == RoadLevel::lane || lengths_[r] < 300)) return false;
    const double along = lengths_[r] * town_.random.unit();
    const auto step = walk(road.line, along);
    const double wide = road.level <= RoadLevel::artery ? plan.beside * 1.7 : road.level == RoadLevel::lane ? plan.beside * 0.5 : plan.beside;
    auto spot = snap(step.at + left_of(step.ahead) * (town_.random.chance(0.5) ? wide : -wide));
    if (town_.ring_at(spot) == Town::npos || (town_.raster.at(spot) & kWater) != 0) return false;
    const auto block = 1 + static_cast<std::size_t>(along / 200);
    std::string name;
    if (plan.kind == "bus_stop") {
      name = road.name + (stops_[road.name]++ == 0 ? "" : std::to_string(block)) + std::string(plan.word);
    } else {
      name = road.name + std::string(plan.word) + digits(++per_road_[road.name + std::string(plan.kind)], 2) + "号";
    }
    if (plan.kind == "camera") spot = cameras_.settle(r, spot, step.ahead);
    const auto code = write(plan, serial, name, spot);
    if (plan.kind == "camera") cameras_.write(code);
    return true;
  }

  std::string write(const ElementPlan& plan, std::size_t serial, const std::string& name, Spot spot) {
    const auto& grid = town_.grid_codes[town_.ring_at(spot)];
    // Element code: 15 digits of the grid, 11 of the building (none), 5 of the class, 5 of the number.
    const auto code = grid + "00000000000" + std::string(plan.object_class) + digits(serial, 5);
    text_ += code + "," + std::string(plan.kind) + "," + name + "," + grid + "," + lonlat_text(spot, ',') + "\n";
    return code;
  }

  Town& town_;
  CameraMaker cameras_;
  std::string text_;
  std::vector<double> lengths_, sums_;
  std::map<std::string, std::size_t> stops_, per_road_;
  std::size_t made_small_ = 0;
};

}  // namespace

void make_elements(Town& town) { ElementMaker(town).make(); }

}  // namespace yiwang::maker
