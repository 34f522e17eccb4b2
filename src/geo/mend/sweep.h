#pragma once
#include <set>
#include <vector>

#include "geo/mend/lattice.h"

namespace yiwang::mending {

/// A side of the picture, from its western (southern) end to the other.
struct Edge {
  Spot left, right;
  int outer = 0;                           // what crossing it from below adds to the turns of outer rings...
  int hole = 0;                            // ...and of holes
};

/// Goes from west to east over edges that meet in ends only and keeps which edges a line from south to north meets, in order. Exact; n log n.
/// `Below` (edge, edge below or -1) is called for each edge when it begins, lower ones of one beginning first. `Neighbours` (edge, edge) is called for each two that come to lie
/// next to each other; when it returns false the sweep ends there and `run` returns false.
template <class Below, class Neighbours>
class Sweep {
 public:
  Sweep(const std::vector<Edge>& edges, Below below, Neighbours neighbours) : edges_(edges), below_(below), neighbours_(neighbours), line_(Lower{&edges}), where_(edges.size(), line_.end()) {}

  bool run() {
    std::vector<Happening> all;
    all.reserve(edges_.size() * 2);
    for (std::uint32_t i = 0; i < edges_.size(); ++i) {
      all.push_back({edges_[i].left, true, i});
      all.push_back({edges_[i].right, false, i});
    }
    std::sort(all.begin(), all.end(), [](const Happening& a, const Happening& b) {
      if (a.at != b.at) return a.at < b.at;
      return a.begins != b.begins ? b.begins : a.edge < b.edge;
    });
    std::vector<std::uint32_t> group;
    for (std::size_t i = 0; i < all.size();) {
      for (; i < all.size() && !all[i].begins; ++i) {
        if (!end(all[i].edge)) return false;
      }
      group.clear();
      const auto at = i < all.size() ? all[i].at : Spot{};
      for (; i < all.size() && all[i].begins && all[i].at == at; ++i) group.push_back(all[i].edge);
      const Lower lower{&edges_};
      std::sort(group.begin(), group.end(), lower);
      for (const auto edge : group) {
        if (!begin(edge)) return false;
      }
      for (const auto edge : group) {
        const auto it = where_[edge];
        below_(edge, it == line_.begin() ? -1 : static_cast<std::int64_t>(*std::prev(it)));
      }
    }
    return true;
  }

 private:
  struct Happening {
    Spot at;
    bool begins;
    std::uint32_t edge;
  };
  struct Lower {
    const std::vector<Edge>* edges;
    bool operator()(std::uint32_t i, std::uint32_t j) const {
      if (i == j) return false;
      const auto& a = (*edges)[i];
      const auto& b = (*edges)[j];
      int side = 0;
      if (a.left == b.left) {
        side = side_of(a.left, a.right, b.right);
      } else if (a.left < b.left) {
        side = side_of(a.left, a.right, b.left);
        if (side == 0) side = side_of(a.left, a.right, b.right);
      } else {
        side = -side_of(b.left, b.right, a.left);
        if (side == 0) side = -side_of(b.left, b.right, a.right);
      }
      return side != 0 ? side > 0 : i < j;
    }
  };
  using Line = std::set<std::uint32_t, Lower>;

  bool begin(std::uint32_t edge) {
    const auto it = line_.insert(edge).first;
    where_[edge] = it;
    if (it != line_.begin() && !neighbours_(*std::prev(it), edge)) return false;
    return std::next(it) == line_.end() || neighbours_(edge, *std::next(it));
  }

  bool end(std::uint32_t edge) {
    const auto it = where_[edge];
    const bool first = it == line_.begin();
    const auto after = std::next(it);
    if (!first && after != line_.end() && !neighbours_(*std::prev(it), *after)) return false;
    line_.erase(it);
    return true;
  }

  const std::vector<Edge>& edges_;
  Below below_;
  Neighbours neighbours_;
  Line line_;
  std::vector<typename Line::iterator> where_;
};

}  // namespace yiwang::mending
