#include <algorithm>

#include "adapters/sql/list_query.h"
#include "adapters/sql/rows.h"
#include "adapters/sql/sql_store.h"
#include "adapters/sql/statements.h"

namespace yiwang {
namespace {

constexpr std::int64_t kMostCounted = 10'000;
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

}  // namespace

CasePage SqlStore::list_cases(const CaseQuery& query) {
  std::optional<ListCursor> after;
  if (!query.after.empty()) after = read_cursor(query.after, query.sort);
  const auto limit = std::max(query.limit, 1);
  const auto wanted = static_cast<std::size_t>(limit);
  CasePage page;
  {
    auto on = reader();
    const auto days = opened_days(*on, query);
    int phase = 0;
    for (const auto& branch : plan_list(query)) {
      if (branch.phase != phase && page.rows.size() > wanted) break;
      phase = branch.phase;
      const auto composed = compose_page(query, branch, after, limit + 1, days, (*on).dialect());
      if (!composed) continue;
      Query rows(prepared(*on, *composed, "list cases"));
      while (rows.next()) page.rows.push_back(read_case(rows));
    }
  }
  std::sort(page.rows.begin(), page.rows.end(), [&](const CaseRow& a, const CaseRow& b) { return comes_before(a, b, query.sort); });
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
  for (const auto& branch : plan_count(query)) {
    if (total >= kMostCounted) break;
    std::int64_t after_id = 0;
    if (branch.broad) {
      Query newest(*on, sql::kNewestCase);
      if (newest.next()) after_id = std::max<std::int64_t>(newest.number(0) - most_looked_at, 0);
      whole = after_id == 0;
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
