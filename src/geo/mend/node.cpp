#include "geo/mend/node.h"

#include <cmath>

namespace yiwang::mending {
namespace {

constexpr int kMostRounds = 12;

struct Cut {
  std::uint32_t side;
  Spot at;
};

Spot crossing(const Side& s, const Side& t) {
  const auto c = turn(s.a, s.b, t.a), d = turn(s.a, s.b, t.b);
  const auto part = static_cast<long double>(c) / (static_cast<long double>(c) - static_cast<long double>(d));
  return {t.a.x + static_cast<std::int64_t>(std::llround(part * static_cast<long double>(t.b.x - t.a.x))),
          t.a.y + static_cast<std::int64_t>(std::llround(part * static_cast<long double>(t.b.y - t.a.y)))};
}

/// Sides by the squares of a net they pass through; only sides of one square are compared.
class Net {
 public:
  explicit Net(const std::vector<Side>& sides) : sides_(sides) {
    low_ = high_ = sides.front().a;
    for (const auto& s : sides) {
      for (const auto& p : {s.a, s.b}) {
        low_ = {std::min(low_.x, p.x), std::min(low_.y, p.y)};
        high_ = {std::max(high_.x, p.x), std::max(high_.y, p.y)};
      }
    }
    const auto n = static_cast<double>(sides.size());
    squares_ = std::clamp<std::int64_t>(static_cast<std::int64_t>(std::sqrt(n)), 1, 4096);
    double across = 0, up = 0;
    for (const auto& s : sides) {
      across += std::abs(static_cast<double>(s.b.x - s.a.x));
      up += std::abs(static_cast<double>(s.b.y - s.a.y));
    }
    // Not so fine that long sides pass through far more squares than there are sides.
    const double share = across / (static_cast<double>(high_.x - low_.x) + 1) + up / (static_cast<double>(high_.y - low_.y) + 1);
    while (squares_ > 1 && share * static_cast<double>(squares_) > 8 * n + 1000) squares_ /= 2;
    width_ = static_cast<double>(high_.x - low_.x + 1) / static_cast<double>(squares_);
    height_ = static_cast<double>(high_.y - low_.y + 1) / static_cast<double>(squares_);
    fill();
  }

  std::size_t pairs() const {
    std::size_t all = 0;
    for (std::size_t i = 0; i + 1 < start_.size(); ++i) {
      const std::size_t k = start_[i + 1] - start_[i];
      all += k * (k - 1) / 2;
    }
    return all;
  }

  template <class Found>
  void each_pair(Found found) const {
    for (std::size_t square = 0; square + 1 < start_.size(); ++square) {
      for (auto i = start_[square]; i < start_[square + 1]; ++i) {
        for (auto j = i + 1; j < start_[square + 1]; ++j) found(in_[i], in_[j]);
      }
    }
  }

 private:
  std::int64_t column(double x) const { return std::clamp<std::int64_t>(static_cast<std::int64_t>((x - static_cast<double>(low_.x)) / width_), 0, squares_ - 1); }
  std::int64_t row(double y) const { return std::clamp<std::int64_t>(static_cast<std::int64_t>((y - static_cast<double>(low_.y)) / height_), 0, squares_ - 1); }

  template <class Put>
  void squares_of(const Side& s, Put put) const {
    const auto& left = s.a.x <= s.b.x ? s.a : s.b;
    const auto& right = s.a.x <= s.b.x ? s.b : s.a;
    const double x1 = static_cast<double>(left.x), y1 = static_cast<double>(left.y), x2 = static_cast<double>(right.x), y2 = static_cast<double>(right.y);
    const auto first = column(x1), last = column(x2);
    const double slope = x2 > x1 ? (y2 - y1) / (x2 - x1) : 0;
    for (auto c = first; c <= last; ++c) {
      // The stretch within the column, and a little more against rounding.
      const double from = std::max(x1, static_cast<double>(low_.x) + static_cast<double>(c) * width_ - 2), to = std::min(x2, static_cast<double>(low_.x) + static_cast<double>(c + 1) * width_ + 2);
      double a = first == last ? y1 : y1 + slope * (from - x1), b = first == last ? y2 : y1 + slope * (to - x1);
      if (a > b) std::swap(a, b);
      for (auto r = row(a - 2), top = row(b + 2); r <= top; ++r) put(static_cast<std::size_t>(c * squares_ + r));
    }
  }

  void fill() {
    start_.assign(static_cast<std::size_t>(squares_ * squares_) + 1, 0);
    for (const auto& s : sides_) squares_of(s, [&](std::size_t square) { ++start_[square + 1]; });
    for (std::size_t i = 1; i < start_.size(); ++i) start_[i] += start_[i - 1];
    in_.resize(start_.back());
    auto next = start_;
    for (std::uint32_t i = 0; i < sides_.size(); ++i) squares_of(sides_[i], [&](std::size_t square) { in_[next[square]++] = i; });
  }

  const std::vector<Side>& sides_;
  Spot low_, high_;
  std::int64_t squares_ = 1;
  double width_ = 1, height_ = 1;
  std::vector<std::size_t> start_;
  std::vector<std::uint32_t> in_;
};

void find_cuts(const std::vector<Side>& sides, std::uint32_t i, std::uint32_t j, std::vector<Cut>& cuts) {
  const auto& s = sides[i];
  const auto& t = sides[j];
  if (std::max(s.a.x, s.b.x) < std::min(t.a.x, t.b.x) || std::max(t.a.x, t.b.x) < std::min(s.a.x, s.b.x) || std::max(s.a.y, s.b.y) < std::min(t.a.y, t.b.y) ||
      std::max(t.a.y, t.b.y) < std::min(s.a.y, s.b.y)) {
    return;
  }
  const int c = side_of(s.a, s.b, t.a), d = side_of(s.a, s.b, t.b);
  if (c * d > 0) return;
  const int e = side_of(t.a, t.b, s.a), f = side_of(t.a, t.b, s.b);
  if (e * f > 0) return;
  if (c * d < 0 && e * f < 0) {
    const auto at = crossing(s, t);
    if (at != s.a && at != s.b) cuts.push_back({i, at});
    if (at != t.a && at != t.b) cuts.push_back({j, at});
    return;
  }
  const auto on = [&](std::uint32_t which, const Side& side, const Spot& p, int zero) {
    if (zero == 0 && p != side.a && p != side.b && between(side.a, side.b, p)) cuts.push_back({which, p});
  };
  on(i, s, t.a, c);
  on(i, s, t.b, d);
  on(j, t, s.a, e);
  on(j, t, s.b, f);
}

std::vector<Side> with_cuts(const std::vector<Side>& sides, std::vector<Cut>& cuts) {
  std::sort(cuts.begin(), cuts.end(), [](const Cut& a, const Cut& b) { return a.side != b.side ? a.side < b.side : a.at < b.at; });
  cuts.erase(std::unique(cuts.begin(), cuts.end(), [](const Cut& a, const Cut& b) { return a.side == b.side && a.at == b.at; }), cuts.end());
  std::vector<Side> out;
  out.reserve(sides.size() + cuts.size());
  std::size_t next = 0;
  std::vector<Spot> on;
  for (std::uint32_t i = 0; i < sides.size(); ++i) {
    const auto& side = sides[i];
    on.clear();
    for (; next < cuts.size() && cuts[next].side == i; ++next) on.push_back(cuts[next].at);
    // Along the side; a crossing moved to the lattice may lie a hair beside it.
    const auto along = [&](const Spot& p) {
      return static_cast<Wide>(p.x - side.a.x) * (side.b.x - side.a.x) + static_cast<Wide>(p.y - side.a.y) * (side.b.y - side.a.y);
    };
    std::sort(on.begin(), on.end(), [&](const Spot& p, const Spot& q) { return along(p) < along(q); });
    auto from = side.a;
    for (const auto& p : on) {
      if (p != from) out.push_back({from, p, side.ring});
      from = p;
    }
    if (from != side.b) out.push_back({from, side.b, side.ring});
  }
  return out;
}

tl::unexpected<Refusal> tangled(const char* what, std::size_t count, std::size_t limit) {
  return refuse(Reason::bad_polygon, {{"fault", "too_tangled"}, {what, std::to_string(count)}, {"limit", std::to_string(limit)}});
}

}  // namespace

Meet meeting(const Spot& a, const Spot& b, const Spot& c, const Spot& d) {
  const int s1 = side_of(a, b, c), s2 = side_of(a, b, d);
  if (s1 * s2 > 0) return Meet::apart;
  if (s1 == 0 && s2 == 0) {
    auto a1 = std::min(a, b), b1 = std::max(a, b), c1 = std::min(c, d), d1 = std::max(c, d);
    const auto low = std::max(a1, c1), high = std::min(b1, d1);
    return low < high ? Meet::overlap : low == high ? Meet::in_ends : Meet::apart;
  }
  const int s3 = side_of(c, d, a), s4 = side_of(c, d, b);
  if (s3 * s4 > 0) return Meet::apart;
  if (s1 * s2 < 0 && s3 * s4 < 0) return Meet::cross;
  return a == c || a == d || b == c || b == d ? Meet::in_ends : Meet::touch;
}

Result<std::vector<Side>> split_where_they_meet(std::vector<Side> sides, const MendChoice& choice) {
  std::vector<Cut> cuts;
  for (int round = 0; round < kMostRounds; ++round) {
    if (sides.empty()) return sides;
    const Net net(sides);
    if (const auto pairs = net.pairs(); pairs > choice.most_pairs) return tangled("pairs", pairs, choice.most_pairs);
    cuts.clear();
    const auto most = choice.most_crossings * 8;
    bool too_many = false;
    net.each_pair([&](std::uint32_t i, std::uint32_t j) {
      if (cuts.size() < most) find_cuts(sides, i, j, cuts);
      else too_many = true;
    });
    if (too_many) return tangled("crossings", cuts.size(), choice.most_crossings);
    if (cuts.empty()) return sides;
    sides = with_cuts(sides, cuts);
    if (sides.size() > choice.most_points * 2 + choice.most_crossings * 2) return tangled("sides", sides.size(), choice.most_points * 2 + choice.most_crossings * 2);
  }
  return tangled("rounds", kMostRounds, kMostRounds);
}

}  // namespace yiwang::mending
