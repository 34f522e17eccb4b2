#include "geo/mend/rings.h"

#include <map>
#include <numeric>
#include <unordered_map>

#include "geo/mend/sweep.h"

namespace yiwang::mending {
namespace {

constexpr std::uint32_t kNone = 0xffffffff;

struct SpotHash {
  std::size_t operator()(const Spot& s) const { return static_cast<std::size_t>(s.x) * 0x9e3779b97f4a7c15ULL ^ (static_cast<std::size_t>(s.y) + 0x7f4a7c15ULL) * 0xc2b2ae3d27d4eb4fULL; }
};

/// Sides between the same two places become one edge.
std::vector<Edge> edges_of(const std::vector<Side>& sides, const std::vector<bool>& is_hole) {
  std::vector<Edge> edges;
  edges.reserve(sides.size());
  for (const auto& side : sides) {
    Edge edge{std::min(side.a, side.b), std::max(side.a, side.b), 0, 0};
    // Going east the inside lies to the left: above.
    (is_hole[side.ring] ? edge.hole : edge.outer) = side.a < side.b ? 1 : -1;
    edges.push_back(edge);
  }
  std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) { return a.left != b.left ? a.left < b.left : a.right < b.right; });
  std::size_t last = 0;
  for (std::size_t i = 1; i < edges.size(); ++i) {
    if (edges[i].left == edges[last].left && edges[i].right == edges[last].right) {
      edges[last].outer += edges[i].outer;
      edges[last].hole += edges[i].hole;
    } else {
      edges[++last] = edges[i];
    }
  }
  if (!edges.empty()) edges.resize(last + 1);
  std::erase_if(edges, [](const Edge& e) { return e.outer == 0 && e.hole == 0; });
  return edges;
}

struct Turns {
  int outer = 0, hole = 0;
};

bool inside(const Turns& t, Inside rule) {
  if (rule == Inside::joined) return t.outer > 0;
  return t.hole == 0 && (rule == Inside::even_odd ? t.outer % 2 != 0 : t.outer != 0);
}

/// A border of the result, with the inside on its left.
struct Border {
  Spot from, to;
  std::uint32_t below = kNone;             // the border below its western end
};

class Tracer {
 public:
  explicit Tracer(std::vector<Border> borders) : borders_(std::move(borders)), loop_of_(borders_.size(), kNone), order_(borders_.size()) {
    std::iota(order_.begin(), order_.end(), 0U);
    std::sort(order_.begin(), order_.end(), [&](auto a, auto b) { return borders_[a].from != borders_[b].from ? borders_[a].from < borders_[b].from : borders_[a].to < borders_[b].to; });
  }

  std::vector<SpotPolygon> run() {
    std::vector<bool> used(borders_.size(), false);
    for (const auto first : order_) {
      if (used[first]) continue;
      std::vector<std::uint32_t> way;
      for (auto at = first; !used[at]; at = next(at)) {
        used[at] = true;
        way.push_back(at);
      }
      untie(way);
    }
    return gather();
  }

 private:
  struct Loop {
    SpotRing ring;
    std::uint32_t lowest = kNone;          // its border that begins at its westernmost place and is the lower one there
    bool hole = false;
    std::uint32_t owner = kNone;
  };

  /// The border that goes on: the first one clockwise from where this one came from, which keeps the same piece of the inside on the left.
  std::uint32_t next(std::uint32_t at) const {
    const auto& here = borders_[at];
    auto it = std::lower_bound(order_.begin(), order_.end(), here.to, [&](auto i, const Spot& s) { return borders_[i].from < s; });
    auto best = *it;
    for (++it; it != order_.end() && borders_[*it].from == here.to; ++it) {
      if (sooner(here.to, here.from, borders_[*it].to, borders_[best].to)) best = *it;
    }
    return best;
  }

  /// Whether going clockwise around `centre` from `back`, p comes before q.
  static bool sooner(const Spot& centre, const Spot& back, const Spot& p, const Spot& q) {
    const auto half = [&](const Spot& s) {
      const int side = side_of(centre, back, s);
      if (side != 0) return side < 0 ? 0 : 2;
      const bool same = static_cast<Wide>(s.x - centre.x) * (back.x - centre.x) + static_cast<Wide>(s.y - centre.y) * (back.y - centre.y) > 0;
      return same ? 3 : 1;
    };
    const int hp = half(p), hq = half(q);
    if (hp != hq) return hp < hq;
    return side_of(centre, p, q) < 0;
  }

  /// Cuts a way into loops wherever it comes back to a place.
  void untie(const std::vector<std::uint32_t>& way) {
    std::vector<std::uint32_t> open;
    std::unordered_map<Spot, std::size_t, SpotHash> seen;
    for (const auto border : way) {
      open.push_back(border);
      seen.emplace(borders_[border].from, open.size() - 1);
      const auto back = seen.find(borders_[border].to);
      if (back == seen.end()) continue;
      const auto from = back->second;
      add_loop({open.begin() + static_cast<std::ptrdiff_t>(from), open.end()});
      for (auto i = from; i < open.size(); ++i) seen.erase(borders_[open[i]].from);
      open.resize(from);
    }
  }

  void add_loop(const std::vector<std::uint32_t>& way) {
    Loop loop;
    const auto number = static_cast<std::uint32_t>(loops_.size());
    for (const auto border : way) {
      loop.ring.push_back(borders_[border].from);
      loop_of_[border] = number;
    }
    loop.hole = twice_area(loop.ring) < 0;
    const auto west = *std::min_element(loop.ring.begin(), loop.ring.end());
    for (const auto border : way) {
      const auto& b = borders_[border];
      if (b.from != west && b.to != west) continue;
      if (loop.lowest == kNone) loop.lowest = border;
      else if (side_of(west, other(borders_[loop.lowest], west), other(b, west)) < 0) loop.lowest = border;
    }
    loops_.push_back(std::move(loop));
  }
  static Spot other(const Border& b, const Spot& end) { return b.from == end ? b.to : b.from; }

  std::vector<SpotPolygon> gather() {
    std::vector<std::uint32_t> by_west(loops_.size());
    std::iota(by_west.begin(), by_west.end(), 0U);
    const auto west = [&](std::uint32_t i) { return std::min(borders_[loops_[i].lowest].from, borders_[loops_[i].lowest].to); };
    std::sort(by_west.begin(), by_west.end(), [&](auto a, auto b) {
      if (west(a) != west(b)) return west(a) < west(b);
      return loops_[a].hole != loops_[b].hole ? !loops_[a].hole : a < b;
    });
    std::vector<SpotPolygon> out;
    for (const auto i : by_west) {
      auto& loop = loops_[i];
      if (!loop.hole) {
        loop.owner = static_cast<std::uint32_t>(out.size());
        out.push_back({std::move(loop.ring), {}});
      }
    }
    for (const auto i : by_west) {
      if (!loops_[i].hole) continue;
      const auto owner = owner_of(i);
      if (owner != kNone) out[owner].holes.push_back(std::move(loops_[i].ring));
    }
    return out;
  }

  /// Below a hole's westernmost place lies the inside, and below that a border of the same polygon: its outer ring, or a hole that begins as far west or further, and so on.
  std::uint32_t owner_of(std::uint32_t loop) {
    std::vector<std::uint32_t> way;
    auto owner = kNone;
    for (auto at = loop; at != kNone;) {
      if (loops_[at].owner != kNone) {
        owner = loops_[at].owner;
        break;
      }
      way.push_back(at);
      auto below = borders_[loops_[at].lowest].below;
      while (below != kNone && loop_of_[below] == at) below = borders_[below].below;
      at = below == kNone ? kNone : loop_of_[below];
    }
    for (const auto each : way) loops_[each].owner = owner;
    return owner;
  }

  std::vector<Border> borders_;
  std::vector<std::uint32_t> loop_of_, order_;
  std::vector<Loop> loops_;
};

}  // namespace

std::vector<SpotPolygon> polygons_of(const std::vector<Side>& sides, const std::vector<bool>& is_hole, Inside rule) {
  const auto edges = edges_of(sides, is_hole);
  std::vector<Turns> above(edges.size());
  std::vector<std::uint32_t> border_of(edges.size(), kNone), under(edges.size(), kNone);
  std::vector<Border> borders;
  const auto begin = [&](std::uint32_t edge, std::int64_t below) {
    const auto low = below < 0 ? Turns{} : above[static_cast<std::size_t>(below)];
    above[edge] = {low.outer + edges[edge].outer, low.hole + edges[edge].hole};
    if (below >= 0) under[edge] = border_of[static_cast<std::size_t>(below)] != kNone ? border_of[static_cast<std::size_t>(below)] : under[static_cast<std::size_t>(below)];
    const bool in_below = inside(low, rule), in_above = inside(above[edge], rule);
    if (in_below == in_above) return;
    border_of[edge] = static_cast<std::uint32_t>(borders.size());
    borders.push_back(in_above ? Border{edges[edge].left, edges[edge].right, under[edge]} : Border{edges[edge].right, edges[edge].left, under[edge]});
  };
  Sweep sweep(edges, begin, [](std::uint32_t, std::uint32_t) { return true; });
  sweep.run();
  return Tracer(std::move(borders)).run();
}

}  // namespace yiwang::mending
