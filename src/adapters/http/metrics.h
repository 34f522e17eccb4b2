#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

namespace yiwang {

/// Counts of requests by route and status, and how long they took. Lock-free; told in Prometheus text format 0.0.4 by `system`.
class Metrics {
 public:
  explicit Metrics(std::size_t routes) : count_(routes + 1), rows_(std::make_unique<Row[]>(routes + 1)) {}
  /// `route` -1: none matched. `took` in seconds, from the first byte read to the answer handed over.
  void count(int route, int status, double took) {
    auto& row = rows_[static_cast<std::size_t>(route + 1)];
    row.by_class[static_cast<std::size_t>(status / 100 % 6)].fetch_add(1, std::memory_order_relaxed);
    std::size_t bucket = 0;
    while (bucket < kBounds.size() && took > kBounds[bucket]) ++bucket;
    row.buckets[bucket].fetch_add(1, std::memory_order_relaxed);
    row.micros.fetch_add(static_cast<std::uint64_t>(took * 1e6), std::memory_order_relaxed);
  }

  static constexpr std::array<double, 11> kBounds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5};
  struct Row {
    std::array<std::atomic<std::uint64_t>, 6> by_class{};
    std::array<std::atomic<std::uint64_t>, kBounds.size() + 1> buckets{};
    std::atomic<std::uint64_t> micros{0};
  };
  const Row& row(int route) const { return rows_[static_cast<std::size_t>(route + 1)]; }
  std::size_t size() const { return count_ - 1; }
  std::atomic<std::int64_t> connections{0}, streams{0}, in_flight{0};

 private:
  std::size_t count_;
  std::unique_ptr<Row[]> rows_;
};

}  // namespace yiwang
