#pragma once
#include <string>
#include <utility>
#include <vector>

namespace yiwang::dmn::detail {

struct RowText {
  std::string id;
  std::vector<std::string> cells;
};

/// Which row became which, sorted by the place after: by id, then by equal cells, then the likest of those left over nearby (at least half of the cells equal).
std::vector<std::pair<std::size_t, std::size_t>> pair_rows(const std::vector<RowText>& before, const std::vector<RowText>& after);

/// For each pair whether it belongs to the longest run that kept its order; the others were moved.
std::vector<bool> those_in_order(const std::vector<std::pair<std::size_t, std::size_t>>& pairs);

}  // namespace yiwang::dmn::detail
