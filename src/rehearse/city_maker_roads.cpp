#include <algorithm>
#include <set>

#include "rehearse/city_maker_noise.h"
#include "rehearse/city_maker_town.h"

namespace yiwang::maker {

namespace {

double half_width(RoadLevel level) {
  switch (level) {
    case RoadLevel::express: return 22;
    case RoadLevel::main: return 20;
    case RoadLevel::artery: return 15;
    case RoadLevel::street: return 9;
    case RoadLevel::lane: return 4;
  }
  return 9;
}

/// The longest stretch that stays dry, in the line's own points and its two cut ends.
Line dry_part(const Town& town, const Line& line) {
  Line best, now;
  double best_length = 0;
  const auto finish = [&] {
    if (now.size() > 1 && length(now) > best_length) best_length = length(now), best = now;
    now.clear();
  };
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const double whole = length(line[i + 1] - line[i]);
    const int pieces = std::max(1, static_cast<int>(whole / 20));
    for (int k = 0; k <= pieces; ++k) {
      const auto at = between(line[i], line[i + 1], static_cast<double>(k) / pieces);
      const bool wet = !town.raster.is_free(at, {1, 0}, 40, 40, kWater);
      if (wet) finish();
      else if (k == 0 || k == pieces || now.empty()) now.push_back(at);
      else if (const auto ahead = between(line[i], line[i + 1], static_cast<double>(k + 1) / pieces); !town.raster.is_free(ahead, {1, 0}, 40, 40, kWater)) now.push_back(at);
    }
  }
  finish();
  Line tidy;
  for (const auto& spot : best) {
    if (tidy.empty() || length(spot - tidy.back()) > 1) tidy.push_back(spot);
  }
  return tidy;
}

class RoadMaker {
 public:
  explicit RoadMaker(Town& town) : town_(town) {}

  void make() {
    for (int j = 1; j < kRows; ++j) {
      if (j == Town::kRiverRow) make_bank_roads();
      else make_long_road(town_.rows, true, j);
    }
    for (int i = 1; i < kColumns; ++i) make_long_road(town_.columns, false, i);
    make_ring();
    make_streets();
    make_lanes();
    for (std::size_t k = 0; k < town_.roads.size(); ++k) {
      auto& road = town_.roads[k];
      const auto serial = std::to_string(k + 1);
      road.code = "R" + std::string(4 - serial.size(), '0') + serial;
      for (auto& spot : road.line) spot = snap(spot);
      town_.raster.mark(road.line, half_width(road.level), kRoad);
    }
  }

 private:
  void add(std::string name, RoadLevel level, Line line, std::vector<std::string> aliases = {}) {
    if (line.size() > 1 && length(line) > 60) town_.roads.push_back({{}, std::move(name), std::move(aliases), level, std::move(line)});
  }

  /// A whole line of the lattice, cut into stretches of some kilometres which have names of their own.
  void make_long_road(const std::map<std::pair<int, int>, Line>& edges, bool is_row, int at) {
    std::vector<Line> run;
    const auto finish = [&] {
      if (!run.empty()) name_run(run, is_row, at);
      run.clear();
    };
    for (int k = 0; k < std::max(kColumns, kRows); ++k) {
      const auto edge = edges.find(is_row ? std::pair{k, at} : std::pair{at, k});
      const bool stream = !is_row && at == Town::kStreamColumn && k >= Town::kRiverRow;
      if (edge == edges.end() || stream) finish();
      else run.push_back(edge->second);
    }
    finish();
  }

  static Line join(const std::vector<Line>& run, std::size_t from, std::size_t to) {
    Line line;
    for (std::size_t k = from; k < to; ++k) line.insert(line.end(), run[k].begin() + (line.empty() ? 0 : 1), run[k].end());
    return line;
  }

  void name_run(const std::vector<Line>& run, bool is_row, int at) {
    const bool main = is_row ? (at == 6 || at == 3 || at == 9) : (at == 7 || at == 4 || at == 12);
    const auto level = main ? RoadLevel::main : RoadLevel::artery;
    if (run.size() < 3) return add(fresh(level, is_row), level, join(run, 0, run.size()));
    // Main roads keep one name over three stretches; the others change it half-way.
    if (main) {
      const auto base = known_main(is_row, at);
      const auto a = run.size() / 3, b = run.size() - run.size() / 3;
      // 云锦西路, but 澜锦大道西段.
      const auto part = [&](std::string_view way) {
        return base.ends_with("大道") ? base + std::string(way) + "段" : base.substr(0, 6) + std::string(way) + base.substr(6);
      };
      add(part(is_row ? "西" : "南"), level, join(run, 0, a));
      add(base, level, join(run, a, b), {part("中")});
      add(part(is_row ? "东" : "北"), level, join(run, b, run.size()));
      return;
    }
    const auto half = run.size() / 2 + (town_.random.chance(0.5) ? 1 : 0);
    add(fresh(level, is_row), level, join(run, 0, half));
    add(fresh(level, is_row), level, join(run, half, run.size()));
  }

  std::string known_main(bool is_row, int at) {
    if (is_row && at == 6) return "云锦路";
    if (is_row && at == 9) return "霁月路";
    if (!is_row && at == 7) return "沐云街";
    if (!is_row && at == 4) return "松涛路";
    return town_.names.next().han + "大道";
  }
  std::string fresh(RoadLevel level, bool is_row) {
    if (level == RoadLevel::artery && !known_.empty()) {
      auto name = known_.back();
      known_.pop_back();
      return name;
    }
    return town_.names.next().han + (is_row || town_.random.chance(0.5) ? "路" : "街");
  }

  void make_bank_roads() {
    std::vector<Line> run;
    for (int i = 0; i < kColumns; ++i) {
      if (const auto edge = town_.rows.find({i, Town::kRiverRow}); edge != town_.rows.end()) run.push_back(edge->second);
    }
    const auto whole = join(run, 0, run.size());
    const auto half = run.size() / 2;
    const auto west = join(run, 0, half), east = join(run, half, run.size());
    add("滨江北路", RoadLevel::artery, dry_part(town_, beside(west, 232)), {"江北沿江路"});
    add("望江路", RoadLevel::artery, dry_part(town_, beside(east, 232)));
    add("滨江南路", RoadLevel::artery, dry_part(town_, beside(west, -232)), {"江南沿江路"});
    add("澜岸路", RoadLevel::artery, dry_part(town_, beside(east, -232)));
    Line stream;
    for (int j = Town::kRiverRow; j < kRows; ++j) {
      const auto edge = town_.columns.find({Town::kStreamColumn, j});
      if (edge != town_.columns.end()) stream.insert(stream.end(), edge->second.begin() + (stream.empty() ? 0 : 1), edge->second.end());
    }
    if (stream.size() < 2) return;
    add("青溪西路", RoadLevel::artery, dry_part(town_, beside(stream, 62)));
    add("青溪东路", RoadLevel::artery, dry_part(town_, beside(stream, -62)));
  }

  /// The express way around the inner city: a circle of the lattice, by t -> ((1-t^2)/(1+t^2), 2t/(1+t^2)).
  void make_ring() {
    Line circle;
    const auto quarter = [](int k) {
      const double t = static_cast<double>(k) / 8;
      return Spot{(1 - t * t) / (1 + t * t), 2 * t / (1 + t * t)};
    };
    for (int turn = 0; turn < 4; ++turn) {
      for (int k = 0; k < 8; ++k) {
        auto way = quarter(k);
        for (int q = 0; q < turn; ++q) way = left_of(way);
        circle.push_back(from_lattice(town_.seed, kColumns / 2.0 + 4.9 * way.x, kRows / 2.0 + 3.9 * way.y));
      }
    }
    circle.push_back(circle.front());
    add("环城快速路", RoadLevel::express, circle, {"环城高架", "绕城快速路"});
  }

  void make_streets() {
    std::set<std::size_t> named;
    for (std::size_t k = 0; k < town_.cuts.size(); ++k) {
      const auto& cell = town_.cells[town_.cell_of_cut[k]];
      // Far out a border between grids is often just a field path.
      if (cell.score > 0.95 && town_.random.chance(0.35)) continue;
      const bool first = named.insert(town_.cell_of_cut[k]).second;
      const auto base = first ? cell.name : town_.names.next().han;
      add(base + (town_.random.chance(0.55) ? "路" : "街"), RoadLevel::street, dry_part(town_, town_.cuts[k]));
    }
  }

  /// Dead ends into the larger grids of the inner city.
  void make_lanes() {
    std::size_t made = 0;
    for (std::size_t ring = 0; ring < town_.mesh.rings.size() && made < 110; ++ring) {
      const auto& cell = town_.cells[town_.cell_of_ring[ring]];
      if (cell.score > 0.6 || !town_.random.chance(0.55)) continue;
      const auto shape = town_.mesh.line(town_.mesh.rings[ring]);
      std::size_t longest = 0;
      for (std::size_t i = 0; i < shape.size(); ++i) {
        if (length(shape[(i + 1) % shape.size()] - shape[i]) > length(shape[(longest + 1) % shape.size()] - shape[longest])) longest = i;
      }
      const auto a = shape[longest], b = shape[(longest + 1) % shape.size()];
      const auto from = between(a, b, 0.4 + 0.2 * town_.random.unit());
      const double reach = std::sqrt(town_.mesh.area(ring)) * (0.35 + 0.25 * town_.random.unit());
      const auto inward = left_of(unit(b - a));
      const Line line = {from, from + inward * (reach * 0.5) + unit(b - a) * 8, from + inward * reach};
      if (town_.ring_at(line.back()) != ring) continue;
      const auto dry = dry_part(town_, line);
      if (dry.size() < 2 || length(dry) < 80) continue;
      add(town_.names.next().han + (town_.random.chance(0.6) ? "巷" : "里"), RoadLevel::lane, dry);
      ++made;
    }
  }

  Town& town_;
  std::vector<std::string> known_ = {"槐园路", "麓泉街", "兰汀大道"};
};

/// The lowest areas that hold a road: communities while there are few, streets for the long ones.
std::string areas_of(const Town& town, const MadeRoad& road) {
  std::set<std::string> communities, streets;
  const double whole = length(road.line);
  const int steps = std::max(2, static_cast<int>(whole / 60));
  for (int k = 0; k <= steps; ++k) {
    const auto step = walk(road.line, whole * k / steps);
    for (const double side : {25.0, -25.0}) {
      const auto ring = town.ring_at(step.at + left_of(step.ahead) * side);
      if (ring == Town::npos) continue;
      const auto& cell = town.cells[town.cell_of_ring[ring]];
      communities.insert(cell.code);
      streets.insert(town.streets[static_cast<std::size_t>(cell.street)].code);
    }
  }
  std::string text;
  for (const auto& code : communities.size() <= 4 ? communities : streets) text += (text.empty() ? "" : "|") + code;
  return text;
}

}  // namespace

void make_roads(Town& town) {
  RoadMaker(town).make();
  auto& text = town.files["roads.csv"];
  text = "code,name,aliases,area,line\n";
  for (const auto& road : town.roads) {
    text += road.code + "," + road.name + ",";
    for (std::size_t k = 0; k < road.aliases.size(); ++k) text += (k > 0 ? "|" : "") + road.aliases[k];
    text += "," + areas_of(town, road) + ",";
    for (std::size_t k = 0; k < road.line.size(); ++k) text += (k > 0 ? ";" : "") + lonlat_text(road.line[k], ' ');
    text += "\n";
  }
}

}  // namespace yiwang::maker
