#include "flow/rules/cover_sweep.h"

namespace yiwang::dmn::detail {
namespace {

std::uint64_t mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

struct Border {
  std::uint32_t at;
  std::int32_t row;  // index into the rows alive, -1 the domain itself
  bool opens;
};

bool meet(const Cell& a, const Cell& b) {
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (std::max(a[i].from, b[j].from) <= std::min(a[i].to, b[j].to)) return true;
    if (a[i].to < b[j].to) ++i;
    else ++j;
  }
  return false;
}

std::uint32_t first_common(const Cell& a, const Cell& b) {
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const auto from = std::max(a[i].from, b[j].from);
    if (from <= std::min(a[i].to, b[j].to)) return from;
    if (a[i].to < b[j].to) ++i;
    else ++j;
  }
  return UINT32_MAX;
}

struct Opening {
  std::uint32_t at, to, row;
};

std::vector<Opening> openings_of(const std::vector<Box>& rows, const std::vector<std::uint32_t>& live, std::size_t dimension) {
  std::vector<Opening> out;
  for (const auto r : live) {
    for (const auto& piece : rows[r][dimension]) out.push_back({piece.from, piece.to, r});
  }
  std::sort(out.begin(), out.end(), [](const Opening& a, const Opening& b) { return std::pair(a.at, a.row) < std::pair(b.at, b.row); });
  return out;
}

/// How many pairs meet in this dimension, near enough.
std::uint64_t pairs_in(const std::vector<Opening>& openings) {
  std::vector<std::uint32_t> ends;
  ends.reserve(openings.size());
  for (const auto& o : openings) ends.push_back(o.to);
  std::sort(ends.begin(), ends.end());
  std::uint64_t pairs = 0;
  std::size_t closed = 0;
  for (std::size_t i = 0; i < openings.size(); ++i) {
    while (closed < ends.size() && ends[closed] < openings[i].at) ++closed;
    pairs += i - closed;
  }
  return pairs;
}

}  // namespace

GapSweep::GapSweep(const std::vector<Box>& rows, const Box& domain, std::vector<std::uint32_t> order, const CoverLimits& limits)
    : rows_(rows), domain_(domain), order_(std::move(order)), limits_(limits), clean_(order_.size()), path_(domain) {}

std::vector<Box> GapSweep::run(std::span<const std::uint32_t> rows) {
  if (std::any_of(domain_.begin(), domain_.end(), [](const Cell& cell) { return cell.empty(); })) return {};
  full_from_.assign(rows_.size(), 0);
  std::vector<std::uint32_t> alive;
  for (const auto r : rows) {
    bool meets = true;
    for (std::size_t depth = 0; depth < order_.size() && meets; ++depth) {
      const auto d = order_[depth];
      meets = meet(rows_[r][d], domain_[d]);
      if (intersect(rows_[r][d], domain_[d]) != domain_[d]) full_from_[r] = static_cast<std::uint32_t>(depth) + 1;
    }
    if (meets) alive.push_back(r);
  }
  const bool covered = std::any_of(alive.begin(), alive.end(), [&](auto r) { return full_from_[r] == 0; });
  if (alive.empty()) report(0);
  else if (!covered) clean(0, alive);
  return std::move(found_);
}

void GapSweep::report(std::size_t depth) {
  Box box = domain_;
  for (std::size_t i = 0; i < depth; ++i) box[order_[i]] = path_[order_[i]];
  found_.push_back(std::move(box));
  ++count_;
}

std::vector<GapSweep::Class> GapSweep::split(std::size_t depth, const std::vector<std::uint32_t>& alive) {
  const auto d = order_[depth];
  std::vector<Border> borders;
  for (std::size_t i = 0; i < alive.size(); ++i) {
    for (const auto& piece : rows_[alive[i]][d]) {
      borders.push_back({piece.from, static_cast<std::int32_t>(i), true});
      borders.push_back({piece.to + 1, static_cast<std::int32_t>(i), false});
    }
  }
  for (const auto& piece : domain_[d]) {
    borders.push_back({piece.from, -1, true});
    borders.push_back({piece.to + 1, -1, false});
  }
  std::sort(borders.begin(), borders.end(), [](const Border& a, const Border& b) { return a.at < b.at; });
  steps_ += borders.size();

  std::vector<Class> classes;
  std::unordered_map<Name, std::size_t, NameHash> index;
  std::vector<std::uint64_t> live((alive.size() + 63) / 64, 0);
  Name name;
  std::size_t settled = 0;  // rows alive here that accept all that is left
  bool inside = false;
  for (std::size_t i = 0; i < borders.size();) {
    const auto at = borders[i].at;
    for (; i < borders.size() && borders[i].at == at; ++i) {
      const auto& border = borders[i];
      if (border.row < 0) {
        inside = border.opens;
        continue;
      }
      const auto r = alive[static_cast<std::size_t>(border.row)];
      live[static_cast<std::size_t>(border.row) / 64] ^= std::uint64_t{1} << (border.row % 64);
      name.a ^= mix(2 * std::uint64_t{r});
      name.b ^= mix(2 * std::uint64_t{r} + 1);
      if (full_from_[r] <= depth + 1) settled += border.opens ? 1 : std::size_t(-1);
    }
    if (!inside || settled > 0 || i == borders.size()) continue;
    const Atoms piece{at, borders[i].at - 1};
    const auto [known, made] = index.try_emplace(name, classes.size());
    if (!made) {
      classes[known->second].atoms.push_back(piece);
      continue;
    }
    if (clean_[depth].contains(name)) {
      classes.push_back({{}, {}, name});  // known to leave nothing open
      continue;
    }
    Class fresh{{piece}, {}, name};
    for (std::size_t word = 0; word < live.size(); ++word) {
      for (auto bits = live[word]; bits != 0; bits &= bits - 1) fresh.alive.push_back(alive[word * 64 + static_cast<std::size_t>(__builtin_ctzll(bits))]);
    }
    steps_ += live.size();
    classes.push_back(std::move(fresh));
  }
  return classes;
}

bool GapSweep::clean(std::size_t depth, const std::vector<std::uint32_t>& alive) {
  if (depth == order_.size()) return true;
  bool all_clean = true;
  for (auto& each : split(depth, alive)) {
    if (count_ >= limits_.findings) return false;
    if (steps_ > limits_.steps) {
      gave_up_ = true;
      return false;
    }
    if (clean_[depth].contains(each.name)) continue;
    path_[order_[depth]] = tidy(std::move(each.atoms));
    if (each.alive.empty()) {
      report(depth + 1);
      all_clean = false;
    } else if (clean(depth + 1, each.alive)) {
      clean_[depth].insert(each.name);
    } else {
      all_clean = false;
    }
  }
  return all_clean;
}

void PairSweep::run(const std::function<bool(std::uint32_t, std::uint32_t)>& visit) {
  std::vector<std::uint32_t> live;
  for (std::uint32_t r = 0; r < rows_.size(); ++r) {
    if (std::none_of(rows_[r].begin(), rows_[r].end(), [](const Cell& cell) { return cell.empty(); })) live.push_back(r);
  }
  if (dimensions_ == 0) {
    for (std::size_t i = 0; i < live.size(); ++i) {
      for (std::size_t j = i + 1; j < live.size(); ++j) {
        if (!visit(live[i], live[j])) return;
      }
    }
    return;
  }
  std::vector<Opening> best;
  std::size_t chosen = 0;
  std::uint64_t least = UINT64_MAX;
  for (std::size_t d = 0; d < dimensions_; ++d) {
    auto openings = openings_of(rows_, live, d);
    const auto pairs = pairs_in(openings);
    if (pairs >= least) continue;
    least = pairs;
    chosen = d;
    best = std::move(openings);
  }
  std::vector<Opening> active;
  for (const auto& opening : best) {
    std::erase_if(active, [&](const Opening& o) { return o.to < opening.at; });
    for (const auto& other : active) {
      if (steps_left_-- == 0) {
        gave_up_ = true;
        return;
      }
      if (other.row == opening.row) continue;
      bool meets = true;
      for (std::size_t d = 0; d < dimensions_ && meets; ++d) {
        if (d != chosen) meets = meet(rows_[opening.row][d], rows_[other.row][d]);
      }
      // Rows of several pieces may meet more than once; only their first common atom counts.
      if (meets && first_common(rows_[opening.row][chosen], rows_[other.row][chosen]) == opening.at && !visit(other.row, opening.row)) return;
    }
    active.push_back(opening);
  }
}

}  // namespace yiwang::dmn::detail
