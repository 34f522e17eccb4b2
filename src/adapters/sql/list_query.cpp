#include "adapters/sql/list_query.h"

#include <limits>

#include "adapters/sql/statements.h"

namespace yiwang {
namespace {

std::string like_pattern(std::string_view part) {
  std::string pattern = "%";
  for (const char c : part) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

class Composer {
 public:
  Composer(std::string_view columns, const CaseQuery& query, const Branch& branch, Dialect dialect) : dialect_(dialect) {
    sql_.text = "SELECT " + std::string(columns) + " FROM ";
    // SQLite looks ranges up one after another only when they are rows to join with; written as OR it reads the whole index and tries each range on each row.
    if (dialect == Dialect::sqlite && branch.index == "case_place" && !query.placed->ranges.empty()) {
      std::string rows;
      for (const auto& [from, to] : query.placed->ranges) rows += (rows.empty() ? "(" : ", (") + bind(from) + ", " + bind(to) + ")";
      sql_.text += "(VALUES " + rows + ") AS placed CROSS JOIN ";
    }
    sql_.text += "case_now";
    // SQLite keeps no statistics here, so it is told which index the plan means; PostgreSQL chooses by its own.
    if (dialect == Dialect::sqlite) sql_.text += branch.index.empty() ? " NOT INDEXED" : " INDEXED BY " + std::string(branch.index);
  }

  ListSql finish(const std::string& tail) {
    sql_.text += tail;
    return std::move(sql_);
  }

  void add(const std::string& condition) {
    sql_.text += (first_ ? " WHERE " : " AND ") + condition;
    first_ = false;
  }

  std::string bind(std::variant<std::int64_t, std::string> value) {
    sql_.values.push_back(std::move(value));
    return "?" + std::to_string(sql_.values.size());
  }

  void filters(const CaseQuery& query, const Branch& branch, const OpenedDays& days) {
    if (!query.ids.empty()) ids(query.ids);
    if (!query.number.empty()) {
      add("id = " + bind(static_cast<std::int64_t>(id_in_number(query.number))));
      add("number = " + bind(query.number));
    }
    if (branch.openness != Openness::any) add(branch.openness == Openness::open ? "is_open = 1" : "is_open = 0");
    const auto& queue = queue_rule(query.queue);
    if (!queue.where.empty()) add(std::string(queue.where));
    if (branch.index == "case_watch") add("(extension = 1 OR dispute = 1 OR supervised = 1 OR clock = 'near' OR clock = 'overdue')");
    if (queue.code == "assist") assist(query.units);
    one_of("unit", branch.units);
    one_of("stage", branch.stages);
    if (!query.reporter_key.empty()) reporter(query.reporter_key, days);
    const auto area = area_prefix(query.area);
    if (area.size() >= kStreetDigits) add("substr(area, 1, 9) = " + bind(area.substr(0, kStreetDigits)));
    below("area", area);
    inside(query.within);
    below("matter", query.matter);
    one_of("channel", query.channels);
    one_of("urgency", query.urgencies);
    if (query.opened_from_ms) add("opened_ms >= " + bind(query.opened_from_ms));
    if (query.opened_to_ms) add("opened_ms < " + bind(query.opened_to_ms));
    if (query.placed) placed(*query.placed, branch);
    if (!query.with_rehearsal) add("rehearsal = 0");
    if (!query.text.empty()) {
      const std::string like = dialect_ == Dialect::sqlite ? " LIKE " : " ILIKE ";
      const auto pattern = bind(like_pattern(query.text));
      add("(title" + like + pattern + " ESCAPE '\\' OR place" + like + pattern + " ESCAPE '\\')");
    }
  }

 private:
  void ids(const std::vector<std::uint64_t>& all) {
    std::string list;
    for (const auto id : all) list += (list.empty() ? "" : ", ") + std::to_string(static_cast<std::int64_t>(id));
    add("id IN (" + list + ")");
  }

  /// Every day by itself, so that the index is entered once a day instead of being read through.
  void reporter(const std::string& key, const OpenedDays& days) {
    std::string list;
    for (auto day = days.first; day <= days.last; ++day) list += (list.empty() ? "" : ", ") + std::to_string(day);
    add("reporter_key <> '' AND opened_ms / 86400000 IN (" + list + ") AND substr(reporter_key, 1, 12) = " + bind(key.substr(0, kReporterDigits)));
    // Written so, because SQLite puts the value of a plain equality into the substr() before it and then no longer knows the index.
    add("reporter_key || '' = " + bind(key));
  }

  void one_of(const std::string& column, const std::vector<std::string>& codes) {
    if (codes.empty()) return;
    if (codes.size() == 1) return add(column + " = " + bind(codes.front()));
    add(column + " IN (" + bound(codes) + ")");
  }

  std::string bound(const std::vector<std::string>& codes) {
    std::string list;
    for (const auto& code : codes) list += (list.empty() ? "" : ", ") + bind(code);
    return list;
  }

  std::string range(const std::string& column, const std::string& prefix) {
    auto end = prefix;
    ++end.back();
    return column + " >= " + bind(prefix) + " AND " + column + " < " + bind(end);
  }

  void below(const std::string& column, const std::string& prefix) {
    if (!prefix.empty()) add(range(column, prefix));
  }

  /// A person's scope. An area without a code would let everything through, so it lets nothing through.
  void inside(const std::vector<std::string>& areas) {
    if (areas.empty()) return;
    std::string any = "area = ''";
    for (const auto& area : areas) {
      if (!area.empty()) any += " OR (" + range("area", area_prefix(area)) + ")";
    }
    add("(" + any + ")");
  }

  /// Only for a walk over the places: on other ways each row is asked by its point, which costs less than so many comparisons of text.
  void placed(const CasesPlaced& where, const Branch& branch) {
    add("place_code <> ''");               // as the index says it
    if (where.ranges.empty()) return add("1 = 0");
    if (branch.index != "case_place") return;
    if (dialect_ == Dialect::sqlite) return add("place_code >= placed.column1 AND place_code < placed.column2");
    std::string any;
    for (const auto& [from, to] : where.ranges) any += (any.empty() ? "" : " OR ") + ("(place_code >= " + bind(from) + " AND place_code < " + bind(to) + ")");
    add("(" + any + ")");
  }

  void assist(const std::vector<std::string>& units) {
    const auto whose = units.empty() ? std::string() : " AND unit IN (" + bound(units) + ")";
    add("id IN (SELECT case_id FROM task WHERE role = 'assist' AND finished_ms = 0" + whose + ")");
  }

  Dialect dialect_;
  ListSql sql_;
  bool first_ = true;
};

}  // namespace

std::optional<ListSql> compose_page(const CaseQuery& query, const Branch& branch, const std::optional<ListCursor>& after, int limit, const OpenedDays& days,
                                    Dialect dialect) {
  const auto& sort = sort_rule(query.sort);
  const bool by_due = sort.code == "due";
  const bool undated = branch.phase == 1;
  if (by_due && !undated && after && after->value == 0) return std::nullopt;
  Composer composer(sql::kCaseColumns, query, branch, dialect);
  composer.filters(query, branch, days);
  const std::string column(sort.column);
  if (by_due) composer.add(undated ? "due_ms = 0" : "due_ms > 0");
  if (after && undated && after->value == 0) composer.add("id > " + composer.bind(static_cast<std::int64_t>(after->id)));
  if (after && !undated) {
    const auto value = composer.bind(after->value);
    composer.add("(" + column + ", id) " + (sort.down ? "<" : ">") + " (" + value + ", " + composer.bind(static_cast<std::int64_t>(after->id)) + ")");
  }
  const std::string direction = sort.down ? " DESC" : "";
  const auto order = undated ? "id" : column + direction + ", id" + direction;
  return composer.finish(" ORDER BY " + order + " LIMIT " + std::to_string(limit));
}

ListSql compose_count(const CaseQuery& query, const Branch& branch, std::int64_t most, std::int64_t after_id, const OpenedDays& days, Dialect dialect) {
  Composer composer("1", query, branch, dialect);
  if (after_id > 0) composer.add("id > " + std::to_string(after_id));
  composer.filters(query, branch, days);
  auto inner = composer.finish(" LIMIT " + std::to_string(most));
  inner.text = "SELECT count(*) FROM (" + inner.text + ") AS matches";
  return inner;
}

ListSql compose_points(const CaseQuery& query, const Branch& branch, std::int64_t after_id, const OpenedDays& days, Dialect dialect) {
  Composer composer("lon, lat", query, branch, dialect);
  if (after_id > 0) composer.add("id > " + std::to_string(after_id));
  composer.filters(query, branch, days);
  return composer.finish({});
}

std::int64_t sort_value(const CaseRow& row, const std::string& sort) {
  if (sort == "due") return row.due_ms;
  return sort == "-updated" ? row.updated_ms : row.opened_ms;
}

bool comes_before(const CaseRow& a, const CaseRow& b, const std::string& sort) {
  const auto rank = [&](const CaseRow& row) {
    const auto value = sort_value(row, sort);
    return sort == "due" && value == 0 ? std::numeric_limits<std::int64_t>::max() : value;
  };
  const auto left = rank(a), right = rank(b);
  if (sort_rule(sort).down) return left != right ? left > right : a.id > b.id;
  return left != right ? left < right : a.id < b.id;
}

}  // namespace yiwang
