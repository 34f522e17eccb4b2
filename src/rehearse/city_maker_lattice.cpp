#include <algorithm>
#include <optional>
#include <set>
#include <stdexcept>

#include "rehearse/city_maker_noise.h"
#include "rehearse/city_maker_town.h"

namespace yiwang::maker {

namespace {

constexpr double kHalfWidth = 16500, kHalfHeight = 13500;
constexpr int kPieces = 4, kOuterPieces = 9;

/// Squares grow from the centre outwards, as blocks of a city do.
double widen(double t) { return t * (0.5 + 0.5 * t * t); }

/// Leans the whole city a little and bends its straight lines.
Spot bend(std::uint64_t seed, Spot at) {
  const Spot leaning{at.x * 0.988 - at.y * 0.154, at.x * 0.154 + at.y * 0.988};
  const auto wave = [&](std::uint64_t salt, double size) {
    return smooth_noise(seed + salt, leaning.x / size + 40, leaning.y / size + 40);
  };
  // Whatever runs east, the river above all, swings north and south: a shear, so nothing can fold over.
  const double swing = 1000 * smooth_noise(seed + 5, leaning.x / 4600 + 40, 0.5);
  return {leaning.x + 620 * wave(1, 7000) + 90 * wave(2, 1900), leaning.y + swing + 520 * wave(3, 7000) + 90 * wave(4, 1900)};
}

Spot corner(std::uint64_t seed, int i, int j) {
  const auto jitter = [&](std::uint64_t salt) { return 0.17 * smooth_noise(seed + salt, i * 7.31 + 0.5, j * 5.77 + 0.5); };
  const double u = 2 * (i + jitter(11)) / kColumns - 1, v = 2 * (j + jitter(12)) / kRows - 1;
  return {kHalfWidth * widen(u), kHalfHeight * widen(v)};
}

double score_of(std::uint64_t seed, int column, int row) {
  const double u = 2 * (column + 0.5) / kColumns - 1, v = 2 * (row + 0.5) / kRows - 1;
  return std::sqrt(u * u + v * v * 1.05) + 0.2 * smooth_noise(seed + 21, u * 2.2 + 10, v * 2.2 + 10);
}

/// No square touches the rest only at a corner, and nothing is enclosed.
bool well_shaped(const std::set<std::pair<int, int>>& chosen) {
  const auto has = [&](int c, int r) { return chosen.contains({c, r}); };
  for (int c = -1; c < kColumns; ++c) {
    for (int r = -1; r < kRows; ++r) {
      const bool a = has(c, r), b = has(c + 1, r), d = has(c, r + 1), e = has(c + 1, r + 1);
      if ((a && e && !b && !d) || (b && d && !a && !e)) return false;
    }
  }
  std::set<std::pair<int, int>> outside = {{-1, -1}};
  std::vector<std::pair<int, int>> open = {{-1, -1}};
  while (!open.empty()) {
    const auto [c, r] = open.back();
    open.pop_back();
    for (const auto& [x, y] : {std::pair{c + 1, r}, {c - 1, r}, {c, r + 1}, {c, r - 1}}) {
      if (x < -1 || y < -1 || x > kColumns || y > kRows || has(x, y) || !outside.insert({x, y}).second) continue;
      open.emplace_back(x, y);
    }
  }
  return outside.size() + chosen.size() == static_cast<std::size_t>((kColumns + 2) * (kRows + 2));
}

std::vector<Cell> choose_cells(std::uint64_t seed) {
  for (std::uint64_t attempt = 0; attempt < 200; ++attempt) {
    std::vector<Cell> all;
    for (int c = 0; c < kColumns; ++c) {
      for (int r = 0; r < kRows; ++r) all.push_back({c, r, score_of(seed + attempt * 101, c, r), -1, -1, {}, {}, {}});
    }
    std::stable_sort(all.begin(), all.end(), [](const Cell& a, const Cell& b) { return a.score < b.score; });
    all.resize(kCells);
    std::set<std::pair<int, int>> chosen;
    for (const auto& cell : all) chosen.emplace(cell.column, cell.row);
    if (!well_shaped(chosen)) continue;
    std::sort(all.begin(), all.end(), [](const Cell& a, const Cell& b) { return std::pair(b.row, a.column) < std::pair(a.row, b.column); });
    return all;
  }
  throw std::logic_error("no good outline for this seed");
}

class Lattice {
 public:
  explicit Lattice(Town& town) : town_(town) {}

  void lay() {
    for (std::size_t k = 0; k < town_.cells.size(); ++k) {
      const auto [c, r] = std::pair(town_.cells[k].column, town_.cells[k].row);
      Mesh::Ring ring;
      append(ring, row_edge(c, r), false);
      append(ring, column_edge(c + 1, r), false);
      append(ring, row_edge(c, r + 1), true);
      append(ring, column_edge(c, r), true);
      town_.mesh.rings.push_back(std::move(ring));
      town_.cells[k].rings = {k};
    }
  }

 private:
  bool has(int c, int r) const { return town_.cell_at.contains({c, r}); }
  static void append(Mesh::Ring& ring, const Mesh::Ring& edge, bool backwards) {
    if (backwards) ring.insert(ring.end(), edge.rbegin(), edge.rend() - 1);
    else ring.insert(ring.end(), edge.begin(), edge.end() - 1);
  }
  int corner_point(int i, int j) {
    const auto [known, fresh] = corners_.try_emplace({i, j}, 0);
    if (fresh) known->second = town_.mesh.add(bend(town_.seed, corner(town_.seed, i, j)));
    return known->second;
  }
  Mesh::Ring edge(int i, int j, int to_i, int to_j, bool outer) {
    Mesh::Ring points = {corner_point(i, j)};
    const auto a = corner(town_.seed, i, j), b = corner(town_.seed, to_i, to_j);
    const int pieces = outer ? kOuterPieces : kPieces;
    for (int k = 1; k < pieces; ++k) {
      const double t = static_cast<double>(k) / pieces;
      auto at = between(a, b, t);
      // Rural borders follow ridges and brooks, not lines.
      if (outer) at = at + left_of(b - a) * (0.55 * t * (1 - t) * smooth_noise(town_.seed + 31, i * 3.7 + j * 9.1 + t * 5, to_i * 2.9 + to_j));
      points.push_back(town_.mesh.add(bend(town_.seed, at)));
    }
    points.push_back(corner_point(to_i, to_j));
    return points;
  }
  const Mesh::Ring& row_edge(int i, int j) {
    const auto [known, fresh] = row_edges_.try_emplace({i, j});
    if (fresh) {
      const bool inner = has(i, j) && has(i, j - 1);
      known->second = edge(i, j, i + 1, j, !inner);
      if (inner) town_.rows[{i, j}] = town_.mesh.line(known->second);
    }
    return known->second;
  }
  const Mesh::Ring& column_edge(int i, int j) {
    const auto [known, fresh] = column_edges_.try_emplace({i, j});
    if (fresh) {
      const bool inner = has(i, j) && has(i - 1, j);
      known->second = edge(i, j, i, j + 1, !inner);
      if (inner) town_.columns[{i, j}] = town_.mesh.line(known->second);
    }
    return known->second;
  }

  Town& town_;
  std::map<std::pair<int, int>, int> corners_;
  std::map<std::pair<int, int>, Mesh::Ring> row_edges_, column_edges_;
};

/// Cuts each square into its grids, always the largest piece next.
void cut_cells(Town& town) {
  for (std::size_t k = 0; k < town.cells.size(); ++k) {
    auto& rings = town.cells[k].rings;
    while (rings.size() < kGridsPerCell) {
      const auto largest = *std::max_element(rings.begin(), rings.end(), [&](auto a, auto b) { return town.mesh.area(a) < town.mesh.area(b); });
      const auto cut = town.mesh.split(largest, town.random);
      rings.push_back(town.mesh.rings.size() - 1);
      town.cuts.push_back(town.mesh.line(cut));
      town.cell_of_cut.push_back(k);
    }
  }
}

}  // namespace

Spot from_lattice(std::uint64_t seed, double column, double row) {
  const double u = 2 * column / kColumns - 1, v = 2 * row / kRows - 1;
  return bend(seed, {kHalfWidth * widen(u), kHalfHeight * widen(v)});
}

void lay_lattice(Town& town) {
  town.cells = choose_cells(town.seed);
  for (std::size_t k = 0; k < town.cells.size(); ++k) town.cell_at[{town.cells[k].column, town.cells[k].row}] = k;
  Lattice(town).lay();
  cut_cells(town);
  town.cell_of_ring.resize(town.mesh.rings.size());
  std::vector<std::pair<std::uint32_t, MultiPolygon>> shapes;
  for (std::size_t k = 0; k < town.cells.size(); ++k) {
    for (const auto ring : town.cells[k].rings) town.cell_of_ring[ring] = k;
  }
  for (std::size_t ring = 0; ring < town.mesh.rings.size(); ++ring) {
    Ring outer;
    for (const auto& spot : town.mesh.line(town.mesh.rings[ring])) outer.push_back(to_lonlat(spot));
    outer.push_back(outer.front());
    shapes.emplace_back(static_cast<std::uint32_t>(ring), MultiPolygon{{std::move(outer), {}}});
  }
  town.grids = AreaIndex(std::move(shapes));
}

std::size_t Town::ring_at(Spot at) const {
  const auto found = grids.find(to_lonlat(at));
  return found == AreaIndex::kNone ? npos : found;
}

double Town::liveliness(Spot at) const {
  const double far = length(at) / 9000;
  return 1 / (1 + 2.2 * far * far);
}

}  // namespace yiwang::maker
