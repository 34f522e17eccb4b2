#include "adapters/sql/sql_calls.h"

#include "adapters/sql/connection.h"

namespace yiwang {
namespace {

#define YIWANG_CALL "id, agent, state, caller, case_id, revision, lines, started_ms, updated_ms, closed_ms"
constexpr Sql kNextCall{"next call", "UPDATE counter SET value = value + 1 WHERE name = 'call'"};
constexpr Sql kCallNumber{"call number", "SELECT value FROM counter WHERE name = 'call'"};
constexpr Sql kAddCall{"add call", "INSERT INTO call_now (" YIWANG_CALL ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"};
constexpr Sql kChangeCall{"change call", "UPDATE call_now SET state = ?2, case_id = ?3, revision = ?4, lines = ?5, updated_ms = ?6, closed_ms = ?7 WHERE id = ?1"};
constexpr Sql kFindCall{"find call", "SELECT " YIWANG_CALL " FROM call_now WHERE id = ?1"};
constexpr Sql kCalls{"calls", "SELECT " YIWANG_CALL " FROM call_now ORDER BY id DESC LIMIT ?1"};
constexpr Sql kCallsIn{"calls in a state", "SELECT " YIWANG_CALL " FROM call_now WHERE state = ?1 ORDER BY id DESC LIMIT ?2"};
constexpr Sql kCallsOf{"calls of an agent", "SELECT " YIWANG_CALL " FROM call_now WHERE agent = ?1 ORDER BY id DESC LIMIT ?2"};
constexpr Sql kCallsOfIn{"calls of an agent in a state", "SELECT " YIWANG_CALL " FROM call_now WHERE agent = ?1 AND state = ?2 ORDER BY id DESC LIMIT ?3"};
#undef YIWANG_CALL
constexpr Sql kPutLine{"put call line", "INSERT INTO call_line (call_id, place, speaker, text, at_ms) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (call_id, place) DO UPDATE SET speaker = ?3, text = ?4, at_ms = ?5"};
constexpr Sql kLines{"call lines", "SELECT place, speaker, text, at_ms FROM call_line WHERE call_id = ?1 ORDER BY place"};
constexpr Sql kAddValue{"add call value", "INSERT INTO call_value (call_id, place, field, login, value, machine, at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"};
constexpr Sql kValues{"call values", "SELECT place, field, login, value, machine, at_ms FROM call_value WHERE call_id = ?1 ORDER BY place"};
constexpr Sql kRaiseTally{"raise call tally",
                          "INSERT INTO call_tally (day, field, calls, filled, changed, removed, added) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (day, field) DO UPDATE SET "
                          "calls = call_tally.calls + excluded.calls, filled = call_tally.filled + excluded.filled, changed = call_tally.changed + excluded.changed, "
                          "removed = call_tally.removed + excluded.removed, added = call_tally.added + excluded.added"};
// Sums are cast so that both dialects give whole numbers.
constexpr Sql kTallies{"call tallies",
                       "SELECT field, CAST(sum(calls) AS BIGINT), CAST(sum(filled) AS BIGINT), CAST(sum(changed) AS BIGINT), CAST(sum(removed) AS BIGINT), CAST(sum(added) AS BIGINT) "
                       "FROM call_tally WHERE day >= ?1 AND day <= ?2 GROUP BY field ORDER BY field"};

CallRow read_call(Query& q) {
  CallRow c;
  c.id = q.number<std::uint64_t>(0);
  c.agent = q.text(1);
  c.state = q.text(2);
  c.caller = q.text(3);
  c.case_id = q.number<std::uint64_t>(4);
  c.revision = q.number<std::uint32_t>(5);
  c.lines = q.number<std::uint32_t>(6);
  c.started_ms = q.number(7);
  c.updated_ms = q.number(8);
  c.closed_ms = q.number(9);
  return c;
}

void change(Connection& on, const CallRow& c) { run(on, kChangeCall, c.id, c.state, c.case_id, c.revision, c.lines, c.updated_ms, c.closed_ms); }

}  // namespace

std::uint64_t SqlCalls::add_call(const CallRow& c) {
  std::uint64_t id = 0;
  write_([&](Connection& on) {
    run(on, kNextCall);
    {
      Query q(on, kCallNumber);
      if (q.next()) id = q.number<std::uint64_t>(0);
    }
    run(on, kAddCall, id, c.agent, c.state, c.caller, c.case_id, c.revision, c.lines, c.started_ms, c.updated_ms, c.closed_ms);
  });
  return id;
}

std::optional<CallRow> SqlCalls::find_call(std::uint64_t id) {
  auto on = readers_.take();
  Query q(*on, kFindCall, id);
  if (!q.next()) return std::nullopt;
  return read_call(q);
}

std::vector<CallRow> SqlCalls::calls(const std::string& agent, const std::string& state, std::size_t most) {
  auto on = readers_.take();
  std::vector<CallRow> out;
  const auto read = [&](Query&& q) {
    while (q.next()) out.push_back(read_call(q));
  };
  if (agent.empty() && state.empty()) read(Query(*on, kCalls, most));
  else if (agent.empty()) read(Query(*on, kCallsIn, state, most));
  else if (state.empty()) read(Query(*on, kCallsOf, agent, most));
  else read(Query(*on, kCallsOfIn, agent, state, most));
  return out;
}

void SqlCalls::put_lines(const CallRow& call, const std::vector<CallLineRow>& lines) {
  write_([&](Connection& on) {
    for (const auto& line : lines) run(on, kPutLine, call.id, line.place, line.speaker, line.text, line.at_ms);
    change(on, call);
  });
}

std::vector<CallLineRow> SqlCalls::lines_of(std::uint64_t id) {
  auto on = readers_.take();
  Query q(*on, kLines, id);
  std::vector<CallLineRow> out;
  while (q.next()) out.push_back({q.number<std::uint32_t>(0), q.text(1), q.text(2), q.number(3)});
  return out;
}

void SqlCalls::add_values(const CallRow& call, const std::vector<CallValueRow>& values) {
  write_([&](Connection& on) {
    for (const auto& v : values) run(on, kAddValue, call.id, v.place, v.field, v.login, v.value, v.machine, v.at_ms);
    change(on, call);
  });
}

std::vector<CallValueRow> SqlCalls::values_of(std::uint64_t id) {
  auto on = readers_.take();
  Query q(*on, kValues, id);
  std::vector<CallValueRow> out;
  while (q.next()) out.push_back({q.number<std::uint32_t>(0), q.text(1), q.text(2), q.text(3), q.text(4), q.number(5)});
  return out;
}

void SqlCalls::close_call(const CallRow& call, const std::vector<CallTally>& tallies) {
  write_([&](Connection& on) {
    change(on, call);
    for (const auto& t : tallies) run(on, kRaiseTally, t.day, t.field, t.calls, t.filled, t.changed, t.removed, t.added);
  });
}

std::vector<CallTally> SqlCalls::tallies(std::int32_t from_day, std::int32_t to_day) {
  auto on = readers_.take();
  Query q(*on, kTallies, from_day, to_day);
  std::vector<CallTally> out;
  while (q.next()) out.push_back({0, q.text(0), q.number(1), q.number(2), q.number(3), q.number(4), q.number(5)});
  return out;
}

}  // namespace yiwang
