#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "adapters/sql/connection.h"
#include "adapters/sql/list_plan.h"

namespace yiwang {

/// Where a page ended: the sort it was made for, the last row's sort value and its id.
struct ListCursor {
  std::string sort;
  std::int64_t value = 0;
  std::uint64_t id = 0;
};
std::string write_cursor(const ListCursor& cursor);
/// Throws std::invalid_argument when it is not one of ours or was made for another sort.
ListCursor read_cursor(const std::string& text, const std::string& sort);

/// A composed statement: text with ?1.. and the values for them.
struct ListSql {
  std::string text;
  std::vector<std::variant<std::int64_t, std::string>> values;
};
/// Days (since 1970, UTC) between which all cases were opened; only read for lists of one reporter.
struct OpenedDays {
  std::int64_t first = 0, last = 0;
};
/// None when the cursor lies behind all rows of the branch.
std::optional<ListSql> compose_page(const CaseQuery& query, const Branch& branch, const std::optional<ListCursor>& after, int limit, const OpenedDays& days, Dialect dialect);
/// Counts matches with an id above `after_id`, up to `most`.
ListSql compose_count(const CaseQuery& query, const Branch& branch, std::int64_t most, std::int64_t after_id, const OpenedDays& days, Dialect dialect);
/// The points of the matches, for what only the shape itself can tell.
ListSql compose_points(const CaseQuery& query, const Branch& branch, std::int64_t after_id, const OpenedDays& days, Dialect dialect);

/// The column a list is sorted by; 0 in `due` means none and comes last.
std::int64_t sort_value(const CaseRow& row, const std::string& sort);
bool comes_before(const CaseRow& a, const CaseRow& b, const std::string& sort);

/// The id that a case number ends with (cases/case.h case_number), or 0.
std::uint64_t id_in_number(std::string_view number);

}  // namespace yiwang
