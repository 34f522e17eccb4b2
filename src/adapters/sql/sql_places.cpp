#include "adapters/sql/sql_places.h"

#include <algorithm>
#include <limits>

#include "adapters/sql/connection.h"

namespace yiwang {
namespace {

#define YIWANG_ENTRY "kind, code, version, state, name, parts, source, import_id, by_login, reason, from_ms, to_ms"
constexpr Sql kPresent{"present places", "SELECT " YIWANG_ENTRY " FROM place_entry WHERE to_ms = 0 ORDER BY kind, code"};
constexpr Sql kHistory{"history of a place", "SELECT " YIWANG_ENTRY " FROM place_entry WHERE kind = ?1 AND code = ?2 ORDER BY version DESC"};
constexpr Sql kOfImport{"places of an import", "SELECT " YIWANG_ENTRY " FROM place_entry WHERE import_id = ?1 AND source = 'import' ORDER BY kind, code, version"};
constexpr Sql kEnd{"end a version", "UPDATE place_entry SET to_ms = ?4 WHERE kind = ?1 AND code = ?2 AND version < ?3 AND to_ms = 0"};
constexpr Sql kAdd{"add a version", "INSERT INTO place_entry (" YIWANG_ENTRY ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 0)"};
#undef YIWANG_ENTRY

#define YIWANG_ALIAS "alias, kind, code, words, state, source, import_id, support, against, evidence, decided_by, reason, first_ms, last_ms"
constexpr Sql kAliases{"aliases", "SELECT " YIWANG_ALIAS " FROM place_alias ORDER BY alias, kind, code"};
constexpr Sql kPutAlias{"put alias", "INSERT INTO place_alias (" YIWANG_ALIAS
                                     ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) ON CONFLICT (alias, kind, code) DO UPDATE SET words = excluded.words, "
                                     "state = excluded.state, source = excluded.source, import_id = excluded.import_id, support = excluded.support, against = excluded.against, "
                                     "evidence = excluded.evidence, decided_by = excluded.decided_by, reason = excluded.reason, first_ms = excluded.first_ms, last_ms = excluded.last_ms"};
#undef YIWANG_ALIAS
constexpr Sql kDropAlias{"drop alias", "DELETE FROM place_alias WHERE alias = ?1 AND kind = ?2 AND code = ?3"};

#define YIWANG_IMPORT "id, state, file, digest, format, options, counts, report, chosen, by_login, library_number, made_ms, applied_ms, undone_ms"
constexpr Sql kFindImport{"find import", "SELECT " YIWANG_IMPORT " FROM place_import WHERE id = ?1"};
constexpr Sql kImports{"imports", "SELECT " YIWANG_IMPORT " FROM place_import WHERE id < ?1 ORDER BY id DESC LIMIT ?2"};
constexpr Sql kPutImport{"put import", "INSERT INTO place_import (" YIWANG_IMPORT
                                       ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) ON CONFLICT (id) DO UPDATE SET state = excluded.state, file = excluded.file, "
                                       "digest = excluded.digest, format = excluded.format, options = excluded.options, counts = excluded.counts, report = excluded.report, chosen = excluded.chosen, "
                                       "library_number = excluded.library_number, applied_ms = excluded.applied_ms, undone_ms = excluded.undone_ms"};
#undef YIWANG_IMPORT
constexpr Sql kDropLines{"drop import lines", "DELETE FROM place_import_line WHERE import_id = ?1"};
constexpr Sql kAddLine{"add import line", "INSERT INTO place_import_line (import_id, place, line, verdict, record, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"};
constexpr Sql kLines{"import lines", "SELECT place, line, verdict, record, detail FROM place_import_line WHERE import_id = ?1 AND place > ?2 ORDER BY place LIMIT ?3"};
constexpr Sql kLinesOf{"import lines of a verdict", "SELECT place, line, verdict, record, detail FROM place_import_line WHERE import_id = ?1 AND verdict = ?4 AND place > ?2 ORDER BY place LIMIT ?3"};

constexpr Sql kStep{"step counter", "UPDATE counter SET value = value + 1 WHERE name = ?1"};
constexpr Sql kRead{"read counter", "SELECT value FROM counter WHERE name = ?1"};
constexpr Sql kSetLearnt{"set learnt up to", "UPDATE counter SET value = ?1 WHERE name = 'place_learnt'"};

PlaceEntryRow read_entry_row(Query& q) {
  PlaceEntryRow e;
  int column = 0;
  e.kind = q.text(column++);
  e.code = q.text(column++);
  e.version = q.number<std::uint32_t>(column++);
  for (auto* text : {&e.state, &e.name, &e.parts, &e.source}) *text = q.text(column++);
  e.import_id = q.number<std::uint64_t>(column++);
  e.by = q.text(column++);
  e.reason = q.text(column++);
  e.from_ms = q.number(column++);
  e.to_ms = q.number(column++);
  return e;
}

PlaceAliasRow read_alias_row(Query& q) {
  PlaceAliasRow a;
  int column = 0;
  for (auto* text : {&a.alias, &a.kind, &a.code, &a.words, &a.state, &a.source}) *text = q.text(column++);
  a.import_id = q.number<std::uint64_t>(column++);
  a.support = q.number(column++);
  a.against = q.number(column++);
  for (auto* text : {&a.evidence, &a.decided_by, &a.reason}) *text = q.text(column++);
  a.first_ms = q.number(column++);
  a.last_ms = q.number(column++);
  return a;
}

PlaceImportRow read_import_row(Query& q) {
  PlaceImportRow i;
  int column = 0;
  i.id = q.number<std::uint64_t>(column++);
  for (auto* text : {&i.state, &i.file, &i.digest, &i.format, &i.options, &i.counts, &i.report, &i.chosen, &i.by}) *text = q.text(column++);
  i.library_number = q.number<std::uint64_t>(column++);
  for (auto* number : {&i.made_ms, &i.applied_ms, &i.undone_ms}) *number = q.number(column++);
  return i;
}

PlaceImportLine read_line_row(Query& q) { return {q.number<std::uint64_t>(0), q.number<std::uint64_t>(1), q.text(2), q.text(3), q.text(4)}; }

template <class Row, class Read, class... Values>
std::vector<Row> all(ConnectionPool& readers, Read read, const Sql& sql, const Values&... values) {
  auto on = readers.take();
  Query q(*on, sql, values...);
  std::vector<Row> out;
  while (q.next()) out.push_back(read(q));
  return out;
}

std::uint64_t counter(Connection& on, std::string_view name) {
  Query q(on, kRead, name);
  return q.next() ? q.number<std::uint64_t>(0) : 0;
}

void put_import(Connection& on, const PlaceImportRow& i) {
  run(on, kPutImport, i.id, i.state, i.file, i.digest, i.format, i.options, i.counts, i.report, i.chosen, i.by, i.library_number, i.made_ms, i.applied_ms, i.undone_ms);
}

std::int64_t bounded(std::uint64_t number) { return static_cast<std::int64_t>(std::min<std::uint64_t>(number, std::numeric_limits<std::int64_t>::max())); }

}  // namespace

std::vector<PlaceEntryRow> SqlPlaces::present() { return all<PlaceEntryRow>(readers_, read_entry_row, kPresent); }
std::vector<PlaceEntryRow> SqlPlaces::history(const std::string& kind, const std::string& code) { return all<PlaceEntryRow>(readers_, read_entry_row, kHistory, kind, code); }
std::vector<PlaceEntryRow> SqlPlaces::of_import(std::uint64_t import_id) { return all<PlaceEntryRow>(readers_, read_entry_row, kOfImport, import_id); }
std::vector<PlaceAliasRow> SqlPlaces::aliases() { return all<PlaceAliasRow>(readers_, read_alias_row, kAliases); }
std::uint64_t SqlPlaces::change_number() { return counter(*readers_.take(), "place_change"); }
std::uint64_t SqlPlaces::learnt_up_to() { return counter(*readers_.take(), "place_learnt"); }

bool SqlPlaces::change(std::uint64_t expected, const PlaceChange& change) {
  bool done = false;
  write_([&](Connection& on) {
    if (counter(on, "place_change") != expected) return;
    for (const auto& e : change.entries) run(on, kEnd, e.kind, e.code, e.version, e.from_ms);
    const auto& entries = change.entries;
    on.write_many(kAdd, entries.size(), [&](Values& to, std::size_t i) {
      const auto& e = entries[i];
      hand_over(to, e.kind);
      hand_over(to, e.code);
      hand_over(to, e.version);
      for (const auto* text : {&e.state, &e.name, &e.parts, &e.source}) hand_over(to, *text);
      hand_over(to, e.import_id);
      hand_over(to, e.by);
      hand_over(to, e.reason);
      hand_over(to, e.from_ms);
    });
    for (const auto& a : change.dropped) run(on, kDropAlias, a.alias, a.kind, a.code);
    for (const auto& a : change.aliases) {
      run(on, kPutAlias, a.alias, a.kind, a.code, a.words, a.state, a.source, a.import_id, a.support, a.against, a.evidence, a.decided_by, a.reason, a.first_ms, a.last_ms);
    }
    if (change.import) put_import(on, *change.import);
    if (change.learnt_up_to) run(on, kSetLearnt, *change.learnt_up_to);
    // What was only read further, without a new name, changes nothing for readers.
    const bool seen = !change.entries.empty() || !change.aliases.empty() || !change.dropped.empty();
    if (seen) run(on, kStep, std::string_view("place_change"));
    done = true;
  });
  return done;
}

std::uint64_t SqlPlaces::add_import(const PlaceImportRow& row) {
  auto kept = row;
  write_([&](Connection& on) {
    run(on, kStep, std::string_view("place_import"));
    kept.id = counter(on, "place_import");
    put_import(on, kept);
  });
  return kept.id;
}

void SqlPlaces::save_import(const PlaceImportRow& row, const std::vector<PlaceImportLine>* lines) {
  write_([&](Connection& on) {
    put_import(on, row);
    if (lines == nullptr) return;
    run(on, kDropLines, row.id);
    on.write_many(kAddLine, lines->size(), [&](Values& to, std::size_t i) {
      const auto& l = (*lines)[i];
      hand_over(to, row.id);
      hand_over(to, l.place);
      hand_over(to, l.line);
      for (const auto* text : {&l.verdict, &l.record, &l.detail}) hand_over(to, *text);
    });
  });
}

std::optional<PlaceImportRow> SqlPlaces::find_import(std::uint64_t id) {
  auto found = all<PlaceImportRow>(readers_, read_import_row, kFindImport, bounded(id));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<PlaceImportRow> SqlPlaces::imports(std::uint64_t before, std::size_t most) {
  return all<PlaceImportRow>(readers_, read_import_row, kImports, bounded(before), bounded(most));
}

std::vector<PlaceImportLine> SqlPlaces::lines(std::uint64_t import_id, const std::string& verdict, std::uint64_t after, std::size_t most) {
  if (verdict.empty()) return all<PlaceImportLine>(readers_, read_line_row, kLines, import_id, bounded(after), bounded(most));
  return all<PlaceImportLine>(readers_, read_line_row, kLinesOf, import_id, bounded(after), bounded(most), verdict);
}

}  // namespace yiwang
