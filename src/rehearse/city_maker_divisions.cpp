#include <algorithm>
#include <stdexcept>

#include "rehearse/city_maker_partition.h"
#include "rehearse/city_maker_town.h"

namespace yiwang::maker {

namespace {

constexpr int kSplitColumn = 7;   // between the two districts north of the river
const std::array<Name, 3> kDistrictNames{{{"锦川", "Jinchuan"}, {"栖霞湖", "Qixiahu"}, {"澜南", "Lannan"}}};

std::string digits(std::size_t number, std::size_t places) {
  auto text = std::to_string(number);
  return std::string(places > text.size() ? places - text.size() : 0, '0') + text;
}

std::vector<std::vector<std::size_t>> neighbours(const Town& town) {
  std::vector<std::vector<std::size_t>> near(town.cells.size());
  for (std::size_t k = 0; k < town.cells.size(); ++k) {
    const auto& cell = town.cells[k];
    for (const auto& [c, r] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
      if (const auto other = town.cell_at.find({cell.column + c, cell.row + r}); other != town.cell_at.end()) near[k].push_back(other->second);
    }
  }
  return near;
}

void make_districts_and_streets(Town& town) {
  for (std::size_t d = 0; d < 3; ++d) {
    town.districts.push_back({"9901" + digits(d + 1, 2) + "000000", kDistrictNames[d], {}, -1});
  }
  for (std::size_t k = 0; k < town.cells.size(); ++k) {
    auto& cell = town.cells[k];
    cell.district = cell.row < Town::kRiverRow ? 2 : cell.column < kSplitColumn ? 0 : 1;
    town.districts[static_cast<std::size_t>(cell.district)].cells.push_back(k);
  }
  const auto near = neighbours(town);
  for (std::size_t d = 0; d < 3; ++d) {
    auto parts = partition(town.districts[d].cells, near, 6, town.random);
    std::sort(parts.begin(), parts.end());
    for (std::size_t s = 0; s < parts.size(); ++s) {
      const auto index = static_cast<int>(town.streets.size());
      for (const auto k : parts[s]) town.cells[k].street = index;
      town.streets.push_back({"9901" + digits(d + 1, 2) + digits(s + 1, 3) + "000", {}, std::move(parts[s]), static_cast<int>(d)});
    }
  }
}

void name_streets(Town& town) {
  // The street office in the middle and the one by the lake have names that the sentences of the catalogue know.
  const auto nearest = [&](Spot to) {
    std::size_t best = 0;
    double least = 1e18;
    for (std::size_t k = 0; k < town.cells.size(); ++k) {
      const double far = length(from_lattice(town.seed, town.cells[k].column + 0.5, town.cells[k].row + 0.5) - to);
      if (far < least && town.streets[static_cast<std::size_t>(town.cells[k].street)].name.han.empty()) least = far, best = k;
    }
    return static_cast<std::size_t>(town.cells[best].street);
  };
  town.streets[nearest({0, 0})].name = {"云锦", "Yunjin"};
  town.streets[nearest(from_lattice(town.seed, 9.5, 7.5))].name = {"湖滨", "Hubin"};
  town.streets[nearest(from_lattice(town.seed, 6.5, 4.5))].name = {"望江", "Wangjiang"};
  for (auto& street : town.streets) {
    if (street.name.han.empty()) street.name = town.names.next();
  }
}

void add_row(Town& town, const std::string& code, const std::string& name, const std::string& english, std::string_view kind, const std::string& parent,
             std::string_view layer = "territorial") {
  town.area_rows.push_back(code + "," + name + "," + english + "," + std::string(kind) + "," + parent + "," + std::string(layer));
}

std::string ring_text(const Mesh& mesh, const Mesh::Ring& ring) {
  std::string text = "[";
  for (std::size_t i = 0; i <= ring.size(); ++i) {
    text += (i > 0 ? ",[" : "[") + lonlat_text(mesh.at(ring[i % ring.size()]), ',') + "]";
  }
  return text + "]";
}

void add_feature(Town& town, const std::string& code, const std::vector<std::size_t>& rings) {
  std::vector<Mesh::Ring> outer, holes;
  for (auto& loop : outline(town.mesh, rings)) (ring_area(town.mesh.line(loop)) > 0 ? outer : holes).push_back(std::move(loop));
  std::string polygons;
  for (const auto& loop : outer) {
    polygons += (polygons.empty() ? "[" : ",[") + ring_text(town.mesh, loop);
    const auto line = town.mesh.line(loop);
    for (const auto& hole : holes) {
      if (inside(line, between(town.mesh.at(hole[0]), town.mesh.at(hole[1]), 0.5))) polygons += "," + ring_text(town.mesh, hole);
    }
    polygons += "]";
  }
  auto& text = town.files["areas.geojson"];
  text += text.empty() ? "{\"type\":\"FeatureCollection\",\"features\":[\n" : ",\n";
  text += "{\"type\":\"Feature\",\"properties\":{\"code\":\"" + code + "\"},\"geometry\":{\"type\":\"";
  text += outer.size() == 1 ? "Polygon\",\"coordinates\":" + polygons : "MultiPolygon\",\"coordinates\":[" + polygons + "]";
  text += "}}";
}

std::vector<std::size_t> rings_of(const Town& town, const std::vector<std::size_t>& cells) {
  std::vector<std::size_t> rings;
  for (const auto k : cells) rings.insert(rings.end(), town.cells[k].rings.begin(), town.cells[k].rings.end());
  return rings;
}

/// Names of the villages at the edge that the catalogue's sentences speak of.
Name community_name(Town& town, std::size_t rank) {
  if (rank == 0) return {"青石桥", "Qingshiqiao"};
  if (rank == 1) return {"丰禾", "Fenghe"};
  if (rank == 2) return {"柳塘", "Liutang"};
  return town.names.next();
}

}  // namespace

void make_divisions(Town& town) {
  for (const auto* name : {"云锦", "湖滨", "望江", "霁月", "松涛", "麓泉", "沐云", "兰汀", "槐园", "锦澜", "云栖", "银杏", "青石", "青溪", "丰禾", "柳塘", "锦川", "澜南"}) {
    town.names.reserve(name);
  }
  make_districts_and_streets(town);
  name_streets(town);
  town.grid_codes.resize(town.mesh.rings.size());

  std::vector<std::size_t> from_edge(town.cells.size());
  for (std::size_t k = 0; k < from_edge.size(); ++k) from_edge[k] = k;
  std::stable_sort(from_edge.begin(), from_edge.end(), [&](auto a, auto b) { return town.cells[a].score > town.cells[b].score; });
  std::vector<Name> cell_names(town.cells.size());
  std::vector<bool> is_village(town.cells.size());
  for (std::size_t rank = 0; rank < from_edge.size(); ++rank) {
    cell_names[from_edge[rank]] = community_name(town, rank);
    is_village[from_edge[rank]] = rank < 24;
  }

  add_row(town, std::string(kCityCode), std::string(kCityName), "Yunlan", "city", "");
  std::vector<std::size_t> all(town.mesh.rings.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  add_feature(town, std::string(kCityCode), all);
  for (const auto& district : town.districts) {
    add_row(town, district.code, district.name.han + "区", district.name.latin + " District", "district", std::string(kCityCode));
    add_feature(town, district.code, rings_of(town, district.cells));
  }
  for (const auto& street : town.streets) {
    add_row(town, street.code, street.name.han + "街道", street.name.latin + " Street", "street", town.districts[static_cast<std::size_t>(street.parent)].code);
    add_feature(town, street.code, rings_of(town, street.cells));
  }
  for (const auto& street : town.streets) {
    for (std::size_t n = 0; n < street.cells.size(); ++n) {
      auto& cell = town.cells[street.cells[n]];
      const auto& name = cell_names[street.cells[n]];
      const bool village = is_village[street.cells[n]];
      cell.code = street.code.substr(0, 9) + digits((village ? 201 : 1) + n, 3);
      cell.name = name.han;
      add_row(town, cell.code, name.han + (village ? "村" : "社区"), name.latin + (village ? " Village" : " Community"), "community", street.code);
      add_feature(town, cell.code, cell.rings);
      for (std::size_t g = 0; g < cell.rings.size(); ++g) {
        const auto code = cell.code + digits(g + 1, 3);
        town.grid_codes[cell.rings[g]] = code;
        add_row(town, code, name.han + (village ? "村" : "社区") + "第" + std::to_string(g + 1) + "网格", name.latin + " Grid " + std::to_string(g + 1), "grid", cell.code);
        add_feature(town, code, {cell.rings[g]});
      }
    }
  }
}

void make_functional_grids(Town& town) {
  std::vector<std::vector<std::size_t>> near(town.mesh.rings.size());
  std::map<std::pair<int, int>, std::size_t> edge_of;
  for (std::size_t ring = 0; ring < town.mesh.rings.size(); ++ring) {
    const auto& points = town.mesh.rings[ring];
    for (std::size_t i = 0; i < points.size(); ++i) edge_of[{points[i], points[(i + 1) % points.size()]}] = ring;
  }
  for (const auto& [edge, ring] : edge_of) {
    if (const auto other = edge_of.find({edge.second, edge.first}); other != edge_of.end()) near[ring].push_back(other->second);
  }
  for (auto& list : near) std::sort(list.begin(), list.end()), list.erase(std::unique(list.begin(), list.end()), list.end());

  // 60 cleaning areas: four in the six streets with most grids, three in the others.
  std::vector<std::size_t> by_size(town.streets.size());
  for (std::size_t s = 0; s < by_size.size(); ++s) by_size[s] = s;
  std::stable_sort(by_size.begin(), by_size.end(), [&](auto a, auto b) { return town.streets[a].cells.size() > town.streets[b].cells.size(); });
  std::vector<std::size_t> parts_of(town.streets.size(), 3);
  for (std::size_t i = 0; i < 6; ++i) parts_of[by_size[i]] = 4;
  static constexpr std::array<std::string_view, 4> kNumbers{"一", "二", "三", "四"};
  std::size_t serial = 0;
  for (std::size_t s = 0; s < town.streets.size(); ++s) {
    auto parts = partition(rings_of(town, town.streets[s].cells), near, parts_of[s], town.random);
    std::sort(parts.begin(), parts.end());
    for (std::size_t p = 0; p < parts.size(); ++p) {
      const auto code = "QJ" + digits(++serial, 4);
      const auto& name = town.streets[s].name;
      add_row(town, code, name.han + "保洁" + std::string(kNumbers[p]) + "区", name.latin + " Cleaning Area " + std::to_string(p + 1), "grid", town.streets[s].code, "cleaning");
      add_feature(town, code, parts[p]);
    }
  }
  town.files["areas.geojson"] += "\n]}\n";
  auto& text = town.files["areas.csv"];
  text = "code,name,name_en,kind,parent,layer\n";
  for (const auto& row : town.area_rows) text += row + "\n";
}

}  // namespace yiwang::maker
