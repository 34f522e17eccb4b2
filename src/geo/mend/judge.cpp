#include "geo/mend/judge.h"

#include <numeric>

#include "geo/mend/sweep.h"

namespace yiwang::mending {
namespace {

constexpr std::uint32_t kNone = 0xffffffff;

/// An edge and the rings that use it: one with its inside above, one with its inside below.
struct Uses {
  std::uint32_t above = kNone, below = kNone;
  bool doubled = false;                    // two rings use it in the same direction
};

class Judge {
 public:
  Judge(const Cleaned& cleaned, Notes& notes) : cleaned_(cleaned), notes_(notes) {
    for (std::uint32_t part = 0; part < cleaned.parts.size(); ++part) {
      part_of_.push_back(part);
      outer_.push_back(true);
      for (std::size_t hole = 0; hole < cleaned.parts[part].holes.size(); ++hole) {
        part_of_.push_back(part);
        outer_.push_back(false);
      }
    }
  }

  enum class Verdict { sound, unsound, ask_again };

  /// `ask_again`: parts share a border with different places on it; sides must be split first.
  Verdict run(const std::vector<Side>& sides) {
    merge(sides);
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      const auto& uses = uses_[i];
      const bool twice = uses.above != kNone && uses.below != kNone && part_of_[uses.above] == part_of_[uses.below];
      if (!twice && !uses.doubled) continue;
      const auto ring = uses.above != kNone ? uses.above : uses.below;
      if (uses.doubled) note(ShapeFault::overlapping_parts, edges_[i].left, ring);
      else note(uses.above == uses.below ? ShapeFault::spike : ShapeFault::hole_outside, edges_[i].left, ring);
      return Verdict::unsound;
    }
    if (!places(sides)) return Verdict::unsound;
    above_.assign(edges_.size(), 0);
    hole_done_.assign(part_of_.size(), false);
    verdict_ = Verdict::sound;
    const auto begin = [&](std::uint32_t edge, std::int64_t below) { begins(edge, below); };
    const auto neighbours = [&](std::uint32_t a, std::uint32_t b) { return may_be_neighbours(a, b); };
    Sweep sweep(edges_, begin, neighbours);
    sweep.run();
    if (verdict_ == Verdict::sound && wrong_ != kNone) verdict_ = Verdict::unsound;
    if (verdict_ == Verdict::sound && !touches_make_no_circle()) verdict_ = Verdict::unsound;
    return verdict_;
  }

 private:
  void note(ShapeFault fault, const Spot& at, std::uint32_t ring) { notes_.add(fault, to_lonlat(at), cleaned_.from[ring].first, cleaned_.from[ring].second); }

  void merge(const std::vector<Side>& sides) {
    std::vector<std::uint32_t> order(sides.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto ends = [&](std::uint32_t i) { return std::pair(std::min(sides[i].a, sides[i].b), std::max(sides[i].a, sides[i].b)); };
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return ends(a) < ends(b); });
    edges_.clear();
    uses_.clear();
    for (const auto i : order) {
      const auto [left, right] = ends(i);
      if (edges_.empty() || edges_.back().left != left || edges_.back().right != right) {
        edges_.push_back({left, right, 0, 0});
        uses_.emplace_back();
      }
      auto& user = sides[i].a < sides[i].b ? uses_.back().above : uses_.back().below;
      if (user != kNone) uses_.back().doubled = true;
      user = sides[i].ring;
    }
  }

  /// No ring comes to a place twice; where rings of one polygon meet is kept.
  bool places(const std::vector<Side>& sides) {
    std::vector<std::pair<Spot, std::uint32_t>> all;
    all.reserve(sides.size());
    for (const auto& side : sides) all.emplace_back(side.a, side.ring);
    std::sort(all.begin(), all.end());
    for (std::size_t i = 1; i < all.size(); ++i) {
      if (all[i].first != all[i - 1].first) continue;
      if (all[i].second == all[i - 1].second) {
        note(ShapeFault::self_touch, all[i].first, all[i].second);
        return false;
      }
      if (part_of_[all[i].second] == part_of_[all[i - 1].second]) touches_.push_back({all[i].first, all[i - 1].second, all[i].second});
    }
    return true;
  }

  void begins(std::uint32_t edge, std::int64_t below) {
    const auto& uses = uses_[edge];
    const int low = below < 0 ? 0 : above_[static_cast<std::size_t>(below)];
    above_[edge] = low + (uses.above != kNone ? 1 : 0) - (uses.below != kNone ? 1 : 0);
    if (wrong_ != kNone) return;
    const int wanted = uses.below != kNone ? 1 : 0;
    if (low != wanted) {
      wrong_ = edge;
      const auto ring = uses.above != kNone ? uses.above : uses.below;
      note(low < wanted ? ShapeFault::hole_outside : ShapeFault::overlapping_parts, edges_[edge].left, ring);
      return;
    }
    // The first edge of a hole from the west: what lies below it must be its own polygon.
    const auto ring = uses.below;
    if (ring == kNone || outer_[ring] || hole_done_[ring]) return;
    hole_done_[ring] = true;
    const auto owner = below < 0 ? kNone : uses_[static_cast<std::size_t>(below)].above;
    if (owner == kNone || part_of_[owner] != part_of_[ring]) {
      wrong_ = edge;
      note(ShapeFault::hole_outside, edges_[edge].left, ring);
    }
  }

  bool may_be_neighbours(std::uint32_t i, std::uint32_t j) {
    const auto& a = edges_[i];
    const auto& b = edges_[j];
    const auto how = meeting(a.left, a.right, b.left, b.right);
    if (how == Meet::apart || how == Meet::in_ends) return true;
    const auto rings = [](const Uses& u) { return std::array{u.above, u.below}; };
    bool same_ring = false, same_part = false;
    for (const auto r : rings(uses_[i])) {
      for (const auto s : rings(uses_[j])) {
        if (r == kNone || s == kNone) continue;
        same_ring |= r == s;
        same_part |= part_of_[r] == part_of_[s];
        if (r != s && part_of_[r] == part_of_[s] && how == Meet::touch) touches_.push_back({touching(a, b), r, s});
      }
    }
    const auto ring = uses_[i].above != kNone ? uses_[i].above : uses_[i].below;
    if (how == Meet::touch) {
      if (!same_ring) return true;
      note(ShapeFault::self_touch, touching(a, b), ring);
    } else if (how == Meet::overlap && !same_part) {
      verdict_ = Verdict::ask_again;
      return false;
    } else {
      note(same_ring ? ShapeFault::self_crossing : same_part ? ShapeFault::hole_outside : ShapeFault::overlapping_parts, how == Meet::overlap ? std::max(a.left, b.left) : crossing(a, b), ring);
    }
    verdict_ = Verdict::unsound;
    return false;
  }

  static Spot touching(const Edge& a, const Edge& b) {
    for (const auto& end : {b.left, b.right}) {
      if (side_of(a.left, a.right, end) == 0 && between(a.left, a.right, end)) return end;
    }
    return side_of(b.left, b.right, a.left) == 0 ? a.left : a.right;
  }
  static Spot crossing(const Edge& a, const Edge& b) {
    const auto c = static_cast<double>(turn(a.left, a.right, b.left)), d = static_cast<double>(turn(a.left, a.right, b.right));
    const double part = c / (c - d);
    return {b.left.x + static_cast<std::int64_t>(part * static_cast<double>(b.right.x - b.left.x)), b.left.y + static_cast<std::int64_t>(part * static_cast<double>(b.right.y - b.left.y))};
  }

  /// Rings of a polygon that hang together in a circle of touching places cut its inside in two.
  bool touches_make_no_circle() {
    if (touches_.empty()) return true;
    std::sort(touches_.begin(), touches_.end());
    std::vector<std::uint32_t> root(part_of_.size());
    std::iota(root.begin(), root.end(), 0U);
    const auto find = [&](std::uint32_t i) {
      while (root[i] != i) i = root[i] = root[root[i]];
      return i;
    };
    // Rings that meet in one place are a star around it; a new place that joins what hung together already closes a circle.
    for (std::size_t i = 0; i < touches_.size();) {
      std::vector<std::uint32_t> here;
      const auto at = touches_[i].at;
      const auto part = part_of_[touches_[i].a];
      for (; i < touches_.size() && touches_[i].at == at && part_of_[touches_[i].a] == part; ++i) {
        here.push_back(touches_[i].a);
        here.push_back(touches_[i].b);
      }
      std::sort(here.begin(), here.end());
      here.erase(std::unique(here.begin(), here.end()), here.end());
      for (std::size_t k = 1; k < here.size(); ++k) {
        const auto a = find(here[0]), b = find(here[k]);
        if (a == b) {
          note(ShapeFault::split_inside, at, here[k]);
          return false;
        }
        root[b] = a;
      }
    }
    return true;
  }

  struct Touch {
    Spot at;
    std::uint32_t a, b;
    auto operator<=>(const Touch&) const = default;
  };

  const Cleaned& cleaned_;
  Notes& notes_;
  std::vector<std::uint32_t> part_of_;
  std::vector<bool> outer_, hole_done_;
  std::vector<Edge> edges_;
  std::vector<Uses> uses_;
  std::vector<int> above_;
  std::vector<Touch> touches_;
  std::uint32_t wrong_ = kNone;
  Verdict verdict_ = Verdict::sound;
};

}  // namespace

std::vector<Side> sides_of(const std::vector<SpotPolygon>& parts, std::vector<bool>& is_hole) {
  std::vector<Side> sides;
  const auto add = [&](const SpotRing& ring, bool hole) {
    const auto number = static_cast<std::uint32_t>(is_hole.size());
    is_hole.push_back(hole);
    for (std::size_t i = 0; i < ring.size(); ++i) sides.push_back({ring[i], ring[i + 1 == ring.size() ? 0 : i + 1], number});
  };
  for (const auto& part : parts) {
    add(part.outer, false);
    for (const auto& hole : part.holes) add(hole, true);
  }
  return sides;
}

Result<bool> is_sound(const Cleaned& cleaned, const MendChoice& choice, Notes& notes) {
  std::vector<bool> is_hole;
  auto sides = sides_of(cleaned.parts, is_hole);
  auto verdict = Judge(cleaned, notes).run(sides);
  if (verdict == Judge::Verdict::ask_again) {
    auto split = split_where_they_meet(std::move(sides), choice);
    if (!split) return tl::unexpected(split.error());
    verdict = Judge(cleaned, notes).run(*split);
  }
  return verdict == Judge::Verdict::sound;
}

}  // namespace yiwang::mending
