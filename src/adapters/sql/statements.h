#pragma once
#include "adapters/sql/sql.h"

/// Every fixed statement of the store, in both dialects. Lists are composed in list_query.cpp from the same columns.
namespace yiwang::sql {

// --- ledger
inline constexpr Sql kAddEntry{"add ledger entry", "INSERT INTO case_event (seq, case_id, version, at_ms, actor, command, events, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"};
#define YIWANG_EVENT_COLUMNS "seq, case_id, version, at_ms, actor, command, events, hash"
inline constexpr Sql kLastEntry{"last ledger entry", "SELECT " YIWANG_EVENT_COLUMNS " FROM case_event ORDER BY seq DESC LIMIT 1"};
inline constexpr Sql kEntriesOf{"entries of a case", "SELECT " YIWANG_EVENT_COLUMNS " FROM case_event WHERE case_id = ?1 ORDER BY version"};
inline constexpr Sql kEntriesAfter{"entries after", "SELECT " YIWANG_EVENT_COLUMNS " FROM case_event WHERE seq > ?1 ORDER BY seq LIMIT ?2"};
#undef YIWANG_EVENT_COLUMNS
inline constexpr Sql kLastCase{"last case id", "SELECT coalesce(max(case_id), 0) FROM case_event"};

// --- cases
#define YIWANG_CASE_COLUMNS \
  "id, number, version, stage, queue, grade, urgency, kind, channel, title, matter, unit, area, place, lon, lat, " \
  "reporter_key, masked_name, opened_ms, updated_ms, closed_ms, due_ms, timer_ms, clock, rehearsal, suspended, extension, " \
  "dispute, supervised, reports, merged_into, confidence, place_code"
#define YIWANG_CASE_SET \
  "number = ?2, version = ?3, stage = ?4, queue = ?5, grade = ?6, urgency = ?7, kind = ?8, channel = ?9, title = ?10, " \
  "matter = ?11, unit = ?12, area = ?13, place = ?14, lon = ?15, lat = ?16, reporter_key = ?17, masked_name = ?18, " \
  "opened_ms = ?19, updated_ms = ?20, closed_ms = ?21, due_ms = ?22, timer_ms = ?23, clock = ?24, rehearsal = ?25, " \
  "suspended = ?26, extension = ?27, dispute = ?28, supervised = ?29, reports = ?30, merged_into = ?31, confidence = ?32, " \
  "place_code = ?33, is_open = ?34"
inline constexpr std::string_view kCaseColumns = YIWANG_CASE_COLUMNS;
#define YIWANG_ADD_CASE \
  "INSERT INTO case_now (" YIWANG_CASE_COLUMNS ", is_open) VALUES (" \
  "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, " \
  "?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34)"
inline constexpr Sql kAddCase{"add case", YIWANG_ADD_CASE};
inline constexpr Sql kChangeCase{"change case", "UPDATE case_now SET " YIWANG_CASE_SET " WHERE id = ?1"};
inline constexpr Sql kPutCase{"put case", YIWANG_ADD_CASE " ON CONFLICT (id) DO UPDATE SET " YIWANG_CASE_SET};
inline constexpr Sql kFindCase{"find case", "SELECT " YIWANG_CASE_COLUMNS " FROM case_now WHERE id = ?1"};
inline constexpr Sql kCasesAfter{"cases after", "SELECT " YIWANG_CASE_COLUMNS " FROM case_now WHERE id > ?1 ORDER BY id LIMIT ?2"};
#undef YIWANG_ADD_CASE
#undef YIWANG_CASE_SET
#undef YIWANG_CASE_COLUMNS
inline constexpr Sql kDueTimers{"due timers", "SELECT id FROM case_now WHERE timer_ms > 0 AND timer_ms <= ?1 ORDER BY timer_ms, id LIMIT ?2"};
inline constexpr Sql kOpenedSpan{"span of opening times", "SELECT coalesce((SELECT min(opened_ms) FROM case_now), 0), coalesce((SELECT max(opened_ms) FROM case_now), 0)"};
inline constexpr Sql kNewestCase{"newest case", "SELECT coalesce(max(id), 0) FROM case_now"};
inline constexpr Sql kPointsAfter{"points of cases after", "SELECT id, lon, lat FROM case_now WHERE id > ?1 ORDER BY id LIMIT ?2"};
inline constexpr Sql kPutPlaceCode{"put place code", "UPDATE case_now SET place_code = ?2 WHERE id = ?1"};
inline constexpr Sql kClearCases{"clear cases", "DELETE FROM case_now"};

// --- tasks
inline constexpr Sql kAddTask{"add task", "INSERT INTO task (case_id, place, unit, role, given_ms, accepted_ms, finished_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"};
inline constexpr Sql kPutTask{"put task",
                              "INSERT INTO task (case_id, place, unit, role, given_ms, accepted_ms, finished_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (case_id, place) "
                              "DO UPDATE SET unit = ?3, role = ?4, given_ms = ?5, accepted_ms = ?6, finished_ms = ?7"};
inline constexpr Sql kTasksOf{"tasks of a case", "SELECT case_id, place, unit, role, given_ms, accepted_ms, finished_ms FROM task WHERE case_id = ?1 ORDER BY place"};
inline constexpr Sql kClearTasks{"clear tasks", "DELETE FROM task"};

// --- intake
inline constexpr Sql kAddIntake{"add intake key", "INSERT INTO intake_key (key, report_id, case_id, digest) VALUES (?1, ?2, ?3, ?4)"};
inline constexpr Sql kPutIntake{"put intake key",
                                "INSERT INTO intake_key (key, report_id, case_id, digest) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (key) DO UPDATE SET report_id = ?2, case_id = ?3, digest = ?4"};
inline constexpr Sql kFindIntake{"find intake key", "SELECT key, report_id, case_id, digest FROM intake_key WHERE key = ?1"};
inline constexpr Sql kReadCounter{"read counter", "SELECT value FROM counter WHERE name = ?1"};
inline constexpr Sql kRaiseCounter{"raise counter", "UPDATE counter SET value = ?2 WHERE name = ?1 AND value < ?2"};

// --- outbox
inline constexpr Sql kAddNotice{"add notice", "INSERT INTO outbox (case_id, key, addressee, what, due_ms, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"};
#define YIWANG_UNSENT "SELECT id, case_id, key, addressee, what, due_ms, body FROM outbox WHERE sent_ms = 0 AND due_ms <= ?1 ORDER BY due_ms, id LIMIT ?2"
inline constexpr Sql kUnsent{"unsent notices", YIWANG_UNSENT};
inline constexpr Sql kUnsentPostgres{"unsent notices", YIWANG_UNSENT " FOR UPDATE SKIP LOCKED"};
#undef YIWANG_UNSENT
inline constexpr Sql kMarkSent{"mark sent", "UPDATE outbox SET sent_ms = ?2 WHERE id = ?1 AND sent_ms = 0"};
// What was sent long ago goes, the lowest numbers first, so that each call looks at a few rows only.
inline constexpr Sql kForgetSent{"forget sent notices", "DELETE FROM outbox WHERE id < (SELECT coalesce(min(id), 0) + ?2 FROM outbox) AND sent_ms > 0 AND sent_ms < ?1"};

// --- cubes
#define YIWANG_COUNTS \
  "reports, opened, joined, auto_dispatched, dispatches, first_dispatches_kept, returns, redispatches, closed, " \
  "closed_on_time, answered, refused, reopened, called_back, reached, satisfied, solved, overdue, handling_ms, handled, " \
  "repeats, first_closed, contacts_due, contacts_on_time"
#define YIWANG_COUNTS_ADDED \
  "reports = cube.reports + excluded.reports, opened = cube.opened + excluded.opened, " \
  "joined = cube.joined + excluded.joined, auto_dispatched = cube.auto_dispatched + excluded.auto_dispatched, " \
  "dispatches = cube.dispatches + excluded.dispatches, " \
  "first_dispatches_kept = cube.first_dispatches_kept + excluded.first_dispatches_kept, " \
  "returns = cube.returns + excluded.returns, redispatches = cube.redispatches + excluded.redispatches, " \
  "closed = cube.closed + excluded.closed, closed_on_time = cube.closed_on_time + excluded.closed_on_time, " \
  "answered = cube.answered + excluded.answered, refused = cube.refused + excluded.refused, " \
  "reopened = cube.reopened + excluded.reopened, called_back = cube.called_back + excluded.called_back, " \
  "reached = cube.reached + excluded.reached, satisfied = cube.satisfied + excluded.satisfied, " \
  "solved = cube.solved + excluded.solved, overdue = cube.overdue + excluded.overdue, " \
  "handling_ms = cube.handling_ms + excluded.handling_ms, handled = cube.handled + excluded.handled, " \
  "repeats = cube.repeats + excluded.repeats, first_closed = cube.first_closed + excluded.first_closed, " \
  "contacts_due = cube.contacts_due + excluded.contacts_due, contacts_on_time = cube.contacts_on_time + excluded.contacts_on_time"
inline constexpr Sql kAddCube{"add to cube",
                              "INSERT INTO cube (day, unit, matter, area, channel, " YIWANG_COUNTS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, "
                              "?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29) "
                              "ON CONFLICT (day, unit, matter, area, channel) DO UPDATE SET " YIWANG_COUNTS_ADDED};
inline constexpr Sql kReadCubes{"read cubes",
                                "SELECT day, unit, matter, area, channel, " YIWANG_COUNTS " FROM cube WHERE day >= ?1 AND day <= ?2 "
                                "ORDER BY day, unit, matter, area, channel"};
#undef YIWANG_COUNTS_ADDED
#undef YIWANG_COUNTS
inline constexpr Sql kClearCubes{"clear cubes", "DELETE FROM cube"};

// --- snapshots: parts of a generation; part 0 is written last and holds the ledger position, so half a snapshot never counts
inline constexpr Sql kAddPart{"add snapshot part", "INSERT INTO snapshot (name, generation, part, bytes) VALUES (?1, ?2, ?3, ?4)"};
inline constexpr Sql kSnapshotGeneration{"snapshot generation", "SELECT coalesce(max(generation), 0) FROM snapshot WHERE name = ?1 AND part = 0"};
inline constexpr Sql kAnyGeneration{"any snapshot generation", "SELECT coalesce(max(generation), 0) FROM snapshot WHERE name = ?1"};
inline constexpr Sql kReadParts{"read snapshot parts", "SELECT part, bytes FROM snapshot WHERE name = ?1 AND generation = ?2 ORDER BY part"};
inline constexpr Sql kDropOtherParts{"drop old snapshot parts", "DELETE FROM snapshot WHERE name = ?1 AND generation <> ?2"};

// --- accounts, sessions, audit, facts
inline constexpr Sql kPutAccount{"put account",
                                 "INSERT INTO account (login, password_hash, name, unit, roles, areas, disabled, failures, locked_until_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (login) "
                                 "DO UPDATE SET password_hash = ?2, name = ?3, unit = ?4, roles = ?5, areas = ?6, disabled = ?7, failures = ?8, locked_until_ms = ?9"};
#define YIWANG_ACCOUNT "SELECT login, password_hash, name, unit, roles, areas, disabled, failures, locked_until_ms FROM account "
inline constexpr Sql kFindAccount{"find account", YIWANG_ACCOUNT "WHERE login = ?1"};
inline constexpr Sql kAccounts{"accounts", YIWANG_ACCOUNT "ORDER BY login"};
#undef YIWANG_ACCOUNT
inline constexpr Sql kPutSession{"put session",
                                 "INSERT INTO session (token_hash, login, csrf, created_ms, expires_ms) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (token_hash) DO UPDATE SET login = ?2, csrf = ?3, created_ms = ?4, "
                                 "expires_ms = ?5"};
inline constexpr Sql kFindSession{"find session", "SELECT token_hash, login, csrf, created_ms, expires_ms FROM session WHERE token_hash = ?1"};
inline constexpr Sql kEndSession{"end session", "DELETE FROM session WHERE token_hash = ?1"};
inline constexpr Sql kDropOldSessions{"drop old sessions", "DELETE FROM session WHERE expires_ms < ?1"};
inline constexpr Sql kAddAudit{"add audit row", "INSERT INTO audit (seq, at_ms, login, what, target, reason, request_id, address, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"};
inline constexpr Sql kLastAudit{"last audit row", "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1"};
inline constexpr Sql kAuditBefore{"audit before",
                                  "SELECT seq, at_ms, login, what, target, reason, request_id, address, hash FROM audit WHERE seq < ?1 ORDER BY seq DESC LIMIT ?2"};
inline constexpr Sql kCurrentCity{"current city", "SELECT version, path, loaded_ms FROM city_version ORDER BY number DESC LIMIT 1"};
inline constexpr Sql kAddCity{"add city version", "INSERT INTO city_version (number, version, path, loaded_ms) SELECT coalesce(max(number), 0) + 1, ?1, ?2, ?3 FROM city_version"};
inline constexpr Sql kFact{"read fact", "SELECT value FROM fact WHERE key = ?1"};
inline constexpr Sql kPutFact{"put fact", "INSERT INTO fact (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2"};

}  // namespace yiwang::sql
