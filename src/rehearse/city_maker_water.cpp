#include "rehearse/city_maker_noise.h"
#include "rehearse/city_maker_town.h"

namespace yiwang::maker {

namespace {

/// A closed shore around a place, roughly round. The circle comes from halving chords, so that no library sine is needed.
Line blob(std::uint64_t seed, Spot middle, double radius, double rough, int halvings = 4) {
  Line round = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
  for (int k = 0; k < halvings; ++k) {
    Line finer;
    for (std::size_t i = 0; i < round.size(); ++i) {
      finer.push_back(round[i]);
      finer.push_back(unit(round[i] + round[(i + 1) % round.size()]));
    }
    round = std::move(finer);
  }
  Line shore;
  for (const auto& way : round) {
    const double r = radius * (1 + rough * smooth_noise(seed, way.x * 1.6 + 20, way.y * 1.6 + 20) + 0.25 * rough * smooth_noise(seed + 1, way.x * 5 + 20, way.y * 5 + 20));
    shore.push_back(snap(middle + Spot{way.x * r * 1.15, way.y * r * 0.9}));
  }
  return shore;
}

/// A band of changing width along a line.
Line band(std::uint64_t seed, const Line& middle, double half_width, double rough) {
  Line left, right;
  for (std::size_t i = 0; i < middle.size(); ++i) {
    const auto ahead = unit(middle[std::min(i + 1, middle.size() - 1)] - middle[i > 0 ? i - 1 : 0]);
    const double a = half_width * (1 + rough * smooth_noise(seed, static_cast<double>(i) * 0.35, 3.5));
    const double b = half_width * (1 + rough * smooth_noise(seed + 1, static_cast<double>(i) * 0.35, 7.5));
    left.push_back(snap(middle[i] + left_of(ahead) * a));
    right.push_back(snap(middle[i] - left_of(ahead) * b));
  }
  left.insert(left.end(), right.rbegin(), right.rend());
  return left;
}

std::string features(const std::vector<MadeArea>& areas) {
  std::string text = "{\"type\":\"FeatureCollection\",\"features\":[";
  bool first = true;
  for (const auto& area : areas) {
    text += first ? "\n" : ",\n";
    first = false;
    text += "{\"type\":\"Feature\",\"properties\":{\"name\":\"" + area.name + "\",\"kind\":\"" + area.kind + "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[";
    for (std::size_t i = 0; i <= area.ring.size(); ++i) text += (i > 0 ? ",[" : "[") + lonlat_text(area.ring[i % area.ring.size()], ',') + "]";
    text += "]]}}";
  }
  return text + "\n]}\n";
}


/// The river keeps to the border of its two districts: the very edges of the lattice, prolonged beyond the city.
Line river_line(const Town& town) {
  Line line;
  int first = kColumns, last = -1;
  for (const auto& [key, edge] : town.rows) {
    if (key.second == Town::kRiverRow) first = std::min(first, key.first), last = std::max(last, key.first);
  }
  for (int i = first; i <= last; ++i) {
    const auto edge = town.rows.find({i, Town::kRiverRow});
    if (edge == town.rows.end()) continue;
    line.insert(line.end(), edge->second.begin() + (line.empty() ? 0 : 1), edge->second.end());
  }
  const auto out_west = unit(line.front() - line[2]), out_east = unit(line.back() - line[line.size() - 3]);
  line.insert(line.begin(), {line.front() + out_west * 6000 + left_of(out_west) * 900, line.front() + out_west * 2600});
  const auto end = line.back();
  line.push_back(end + out_east * 2400);
  line.push_back(end + out_east * 6000 - left_of(out_east) * 1200);
  return line;
}

}  // namespace

void make_water(Town& town) {
  town.water.push_back({"澜江", "river", band(town.seed + 51, river_line(town), 145, 0.3)});
  // The stream comes from the hills in the north and meets the river.
  Line stream;
  for (int j = kRows; j >= Town::kRiverRow; --j) {
    const auto edge = town.columns.find({Town::kStreamColumn, j});
    if (edge == town.columns.end()) continue;
    const Line down(edge->second.rbegin(), edge->second.rend());
    stream.insert(stream.end(), down.begin() + (stream.empty() ? 0 : 1), down.end());
  }
  if (stream.size() > 2) {
    stream.insert(stream.begin(), stream.front() + unit(stream.front() - stream[1]) * 3500);
    town.water.push_back({"青溪", "stream", band(town.seed + 52, stream, 26, 0.25)});
  }
  town.water.push_back({"栖霞湖", "lake", blob(town.seed + 53, from_lattice(town.seed, 9.5, 7.45), 620, 0.3)});
  town.water.push_back({"月影湖", "lake", blob(town.seed + 54, from_lattice(town.seed, 4.45, 3.5), 300, 0.35)});
  town.water.push_back({"柳塘水库", "reservoir", blob(town.seed + 55, from_lattice(town.seed, 12.4, 8.6), 760, 0.45)});
  for (std::uint64_t k = 0; k < 9; ++k) {
    const auto at = from_lattice(town.seed, 1.5 + 12 * town.random.unit(), 1.5 + 9 * town.random.unit());
    if (length(at) < 4500 || town.ring_at(at) == Town::npos) continue;
    town.water.push_back({"", "pond", blob(town.seed + 60 + k, at, 90 + 110 * town.random.unit(), 0.4, 3)});
  }
  for (const auto& area : town.water) town.raster.mark_ring(area.ring, kWater);
  town.files["water.geojson"] = features(town.water);
}

void make_greens(Town& town) {
  // Hills and woods around the city, without buildings on them already.
  static constexpr std::array<std::pair<double, double>, 6> kHills{{{2.4, 8.6}, {7.4, 10.4}, {13.0, 5.6}, {2.0, 2.6}, {8.4, 0.9}, {11.6, 2.0}}};
  static constexpr std::array<std::string_view, 6> kNames{"松涛岭", "鹤鸣山", "东屏山", "西麓林场", "南屏山", "桑园林地"};
  for (std::size_t k = 0; k < kHills.size(); ++k) {
    town.green.push_back({std::string(kNames[k]), "forest", blob(town.seed + 80 + k, from_lattice(town.seed, kHills[k].first, kHills[k].second), 1500, 0.4)});
  }
  const auto river = river_line(town);
  for (const double side : {1.0, -1.0}) {
    const Line middle(river.begin() + 6, river.end() - 6);
    town.green.push_back({side > 0 ? "澜江北岸绿带" : "澜江南岸绿带", "riverside", band(town.seed + 90, beside(middle, 195 * side), 28, 0.3)});
  }
  town.green.push_back({"栖霞湖公园", "park", blob(town.seed + 53, from_lattice(town.seed, 9.5, 7.45), 800, 0.3)});
  town.green.push_back({"月影湖公园", "park", blob(town.seed + 54, from_lattice(town.seed, 4.45, 3.5), 420, 0.35)});
  for (const auto& area : town.green) town.raster.mark_ring(area.ring, kPark);
}

void write_greens(Town& town) {
  std::uint64_t salt = 0;
  for (const auto& place : town.places) {
    if (place.kind == PlaceKind::park) town.green.push_back({place.name, "park", blob(town.seed + 200 + salt++, place.at, place.radius, 0.15, 2)});
  }
  town.files["green.geojson"] = features(town.green);
}

}  // namespace yiwang::maker
