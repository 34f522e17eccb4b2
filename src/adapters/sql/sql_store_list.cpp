#include <algorithm>

#include "adapters/sql/list_query.h"
#include "adapters/sql/rows.h"
#include "adapters/sql/sql_store.h"
#include "adapters/sql/statements.h"

namespace yiwang {
namespace {

constexpr std::int64_t kMostCounted = 10'000;
constexpr std::int64_t kMostSorted = 20'000;       // cases in a shape that are read and sorted rather than met on the way
constexpr std::int64_t kMostLookedAt = 100'000;   // about a tenth of a second; a page does not wait longer for its total

Statement& prepared(Connection& on, const ListSql& sql, std::string_view name) {
  auto& statement = on.prepare_once({name, sql.text});
  for (const auto& value : sql.values) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) statement.number(*number);
    else statement.text(std::get<std::string>(value));
  }
  return statement;
}

OpenedDays opened_days(Connection& on, const CaseQuery& query) {
  if (query.reporter_key.empty()) return {};
  Query span(on, sql::kOpenedSpan);
  return span.next() ? OpenedDays{span.number(0) / kDayMs, span.number(1) / kDayMs} : OpenedDays{};
}

/// Whether the cases in the query's ranges are few enough to be sorted; of many, a page is found sooner by walking in the page's order.
bool few_placed(Connection& on, const CaseQuery& query) {
  if (!query.placed) return false;
  CaseQuery only;
  only.placed = query.placed;
  const auto composed = compose_count(only, plan_count(only).front(), kMostSorted + 1, 0, {}, on.dialect());
  Query rows(prepared(on, composed, "count cases placed"));
  return rows.next() && rows.number(0) <= kMostSorted;
}

/// Merged over all branches, in order; at most `most` rows, more may follow.
std::vector<CaseRow> read_page(Connection& on, const CaseQuery& query, const std::vector<Branch>& plan, const std::optional<ListCursor>& after, std::size_t most) {
  const auto days = opened_days(on, query);
  std::vector<CaseRow> found;
  int phase = 0;
  for (const auto& branch : plan) {
    if (branch.phase != phase && found.size() >= most) break;
    phase = branch.phase;
    const auto composed = compose_page(query, branch, after, static_cast<int>(most), days, on.dialect());
    if (!composed) continue;
    Query rows(prepared(on, *composed, "list cases"));
    while (rows.next()) found.push_back(read_case(rows));
  }
  std::sort(found.begin(), found.end(), [&](const CaseRow& a, const CaseRow& b) { return comes_before(a, b, query.sort); });
  if (found.size() > most) found.resize(most);
  return found;
}

}  // namespace

CasePage SqlStore::list_cases(const CaseQuery& query) {
  std::optional<ListCursor> after;
  if (!query.after.empty()) after = read_cursor(query.after, query.sort);
  const auto wanted = static_cast<std::size_t>(std::max(query.limit, 1));
  CasePage page;
  {
    auto on = reader();
    const auto plan = plan_list(query, few_placed(*on, query));
    // The ranges of a shape hold a little more than the shape, so that a page may need a second look.
    const auto at_once = query.placed ? wanted + wanted / 2 + 16 : wanted + 1;
    while (page.rows.size() <= wanted) {
      auto rows = read_page(*on, query, plan, after, at_once);
      const bool last = rows.size() < at_once;
      if (!rows.empty()) after = ListCursor{query.sort, sort_value(rows.back(), query.sort), rows.back().id};
      for (auto& row : rows) {
        if (!query.placed || query.placed->holds({row.lon, row.lat})) page.rows.push_back(std::move(row));
      }
      if (last) break;
    }
  }
  if (page.rows.size() > wanted) {
    page.rows.resize(wanted);
    page.next = write_cursor({query.sort, sort_value(page.rows.back(), query.sort), page.rows.back().id});
  }
  if (query.count) page.total = count(query, kMostLookedAt);
  return page;
}

std::optional<std::int64_t> SqlStore::count(const CaseQuery& query, std::int64_t most_looked_at) {
  auto on = reader();
  const auto days = opened_days(*on, query);
  std::int64_t total = 0;
  bool whole = true;
  for (const auto& branch : plan_count(query, few_placed(*on, query))) {
    if (total >= kMostCounted) break;
    std::int64_t after_id = 0;
    if (branch.broad) {
      Query newest(*on, sql::kNewestCase);
      if (newest.next()) after_id = std::max<std::int64_t>(newest.number(0) - most_looked_at, 0);
      whole = after_id == 0;
    }
    if (query.placed) {
      const auto composed = compose_points(query, branch, after_id, days, (*on).dialect());
      Query points(prepared(*on, composed, "count cases placed"));
      while (total < kMostCounted && points.next()) total += query.placed->holds({points.real(0), points.real(1)}) ? 1 : 0;
      continue;
    }
    const auto composed = compose_count(query, branch, kMostCounted - total, after_id, days, (*on).dialect());
    Query rows(prepared(*on, composed, "count cases"));
    if (rows.next()) total += rows.number(0);
  }
  if (!whole && total < kMostCounted) return std::nullopt;
  return total;
}

std::int64_t SqlStore::count_cases(const CaseQuery& query) { return count(query, INT64_MAX).value_or(0); }

std::optional<std::uint64_t> SqlStore::find_number(const std::string& number) {
  // The number ends with the id, so no index is kept for it; it must still be the whole number.
  const auto id = id_in_number(number);
  const auto row = id ? find_case(id) : std::nullopt;
  if (!row || row->number != number) return std::nullopt;
  return id;
}

}  // namespace yiwang
