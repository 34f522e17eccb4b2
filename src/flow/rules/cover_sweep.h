#pragma once
#include <functional>
#include <unordered_set>

#include "flow/rules/cover.h"

namespace yiwang::dmn::detail {

/// Finds boxes of `domain` that no row accepts. Goes dimension by dimension; within one, sweeps over the borders of the rows still alive, so that atoms which the
/// same rows accept are one step, and remembers by a 128-bit name which sets of rows leave no gap below.
class GapSweep {
 public:
  GapSweep(const std::vector<Box>& rows, const Box& domain, std::vector<std::uint32_t> order, const CoverLimits& limits);
  std::vector<Box> run(std::span<const std::uint32_t> rows);
  bool gave_up() const { return gave_up_; }
  std::uint64_t steps() const { return steps_; }
  bool incomplete() const { return gave_up_ || count_ >= limits_.findings; }

 private:
  struct Name {
    std::uint64_t a = 0, b = 0;
    bool operator==(const Name&) const = default;
  };
  struct NameHash {
    std::size_t operator()(const Name& n) const { return n.a; }
  };
  struct Class {
    Cell atoms;
    std::vector<std::uint32_t> alive;
    Name name;
  };
  /// True when the rows alive leave no gap from this depth on.
  bool clean(std::size_t depth, const std::vector<std::uint32_t>& alive);
  std::vector<Class> split(std::size_t depth, const std::vector<std::uint32_t>& alive);
  void report(std::size_t depth);

  const std::vector<Box>& rows_;
  const Box& domain_;
  std::vector<std::uint32_t> order_;
  CoverLimits limits_;
  /// For a row, from which depth on it accepts the whole domain.
  std::vector<std::uint32_t> full_from_;
  std::vector<std::unordered_set<Name, NameHash>> clean_;
  Box path_;
  std::vector<Box> found_;
  std::size_t count_ = 0;
  std::uint64_t steps_ = 0;
  bool gave_up_ = false;
};

/// Every pair of rows that share a point, once each.
class PairSweep {
 public:
  PairSweep(const std::vector<Box>& rows, std::size_t dimensions, std::uint64_t steps) : rows_(rows), dimensions_(dimensions), steps_left_(steps) {}
  /// Calls `visit(a, b)` until it returns false.
  void run(const std::function<bool(std::uint32_t, std::uint32_t)>& visit);
  bool gave_up() const { return gave_up_; }

 private:
  const std::vector<Box>& rows_;
  std::size_t dimensions_;
  std::uint64_t steps_left_;
  bool gave_up_ = false;
};

}  // namespace yiwang::dmn::detail
