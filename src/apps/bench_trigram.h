#pragma once
#include <cstddef>
#include <functional>
#include <span>
#include <string>

namespace yiwang {

/// A question of the measurement: an edited copy and the row it was made from.
struct CopyAsked {
  std::string words;
  std::size_t row = 0;
};

/// PostgreSQL's pg_trgm on the same texts: a GIN index, the five most similar of those that share enough (its own threshold, 0.3).
struct TrigramLine {
  std::size_t rows = 0, asked = 0;
  double load_s = 0, index_s = 0, per_s = 0, p50_ms = 0, p99_ms = 0, recall = 0, index_bytes_a_row = 0;
};
/// Starts a PostgreSQL of its own, unless `where` names one; `text(i)` gives row i. Gives up asking after `most_seconds`.
TrigramLine measure_trigram(const std::string& where, std::size_t rows, const std::function<std::string(std::size_t)>& text, std::span<const CopyAsked> asked, double most_seconds);

}  // namespace yiwang
