#include "adapters/sql/sql_shelf.h"

#include "adapters/sql/connection.h"

namespace yiwang {
namespace {

#define YIWANG_DRAFT_END "note, state, author, submitted_by, reviewer, decision_reason, published_version, checks, created_ms, updated_ms"
constexpr Sql kNextDraft{"next draft", "UPDATE counter SET value = value + 1 WHERE name = 'studio_draft'"};
constexpr Sql kDraftNumber{"draft number", "SELECT value FROM counter WHERE name = 'studio_draft'"};
constexpr Sql kAddDraft{"add draft", "INSERT INTO studio_draft (id, revision, kind, code, name, base_version, text, tests, " YIWANG_DRAFT_END
                                     ") VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)"};
constexpr Sql kFindDraft{"find draft", "SELECT id, revision, kind, code, name, base_version, text, tests, " YIWANG_DRAFT_END " FROM studio_draft WHERE id = ?1"};
constexpr Sql kDrafts{"drafts", "SELECT id, revision, kind, code, name, base_version, '', '', " YIWANG_DRAFT_END " FROM studio_draft ORDER BY updated_ms DESC, id DESC"};
#undef YIWANG_DRAFT_END
constexpr Sql kChangeDraft{"change draft",
                           "UPDATE studio_draft SET revision = ?2 + 1, name = ?3, base_version = ?4, text = ?5, tests = ?6, note = ?7, state = ?8, author = ?9, submitted_by = ?10, reviewer = ?11, "
                           "decision_reason = ?12, published_version = ?13, checks = ?14, updated_ms = ?15 WHERE id = ?1 AND revision = ?2"};
constexpr Sql kNoteChecks{"note checks", "UPDATE studio_draft SET state = ?3, checks = ?4 WHERE id = ?1 AND revision = ?2"};
constexpr Sql kDropDraft{"drop draft", "DELETE FROM studio_draft WHERE id = ?1 AND revision = ?2"};

#define YIWANG_EDITION_END "by_login, author, reviewer, note, override_reason, rolled_back, state, fault, published_ms, effective_ms, applied_ms"
#define YIWANG_EDITION "number, kind, code, version, name, text, tests, " YIWANG_EDITION_END
#define YIWANG_EDITION_BARE "number, kind, code, version, name, '', '', " YIWANG_EDITION_END
constexpr Sql kNextEdition{"next edition", "SELECT coalesce(max(number), 0) + 1 FROM studio_edition"};
constexpr Sql kAddEdition{"add edition", "INSERT INTO studio_edition (" YIWANG_EDITION ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)"};
constexpr Sql kChangeEdition{"change edition", "UPDATE studio_edition SET state = ?2, fault = ?3, applied_ms = ?4 WHERE number = ?1"};
constexpr Sql kEditionsOf{"editions of a document", "SELECT " YIWANG_EDITION_BARE " FROM studio_edition WHERE kind = ?1 AND code = ?2 ORDER BY number DESC"};
constexpr Sql kEditions{"editions", "SELECT " YIWANG_EDITION_BARE " FROM studio_edition ORDER BY number DESC"};
constexpr Sql kFindEdition{"find edition", "SELECT " YIWANG_EDITION " FROM studio_edition WHERE kind = ?1 AND code = ?2 AND version = ?3 ORDER BY number DESC LIMIT 1"};
constexpr Sql kDueEditions{"due editions", "SELECT " YIWANG_EDITION " FROM studio_edition WHERE state = 'scheduled' AND effective_ms <= ?1 ORDER BY effective_ms, number"};
#undef YIWANG_EDITION_BARE
#undef YIWANG_EDITION
#undef YIWANG_EDITION_END

StudioDraftRow read_draft(Query& q) {
  StudioDraftRow d;
  d.id = q.number<std::uint64_t>(0);
  d.revision = q.number<std::uint32_t>(1);
  std::string* texts[] = {&d.kind, &d.code, &d.name, &d.base_version, &d.text, &d.tests, &d.note, &d.state, &d.author, &d.submitted_by, &d.reviewer, &d.decision_reason, &d.published_version, &d.checks};
  int column = 2;
  for (auto* text : texts) *text = q.text(column++);
  d.created_ms = q.number(column++);
  d.updated_ms = q.number(column);
  return d;
}

StudioEditionRow read_edition(Query& q) {
  StudioEditionRow e;
  e.number = q.number<std::uint64_t>(0);
  std::string* texts[] = {&e.kind, &e.code, &e.version, &e.name, &e.text, &e.tests, &e.by, &e.author, &e.reviewer, &e.note, &e.override_reason};
  int column = 1;
  for (auto* text : texts) *text = q.text(column++);
  e.rolled_back = q.flag(column++);
  e.state = q.text(column++);
  e.fault = q.text(column++);
  e.published_ms = q.number(column++);
  e.effective_ms = q.number(column++);
  e.applied_ms = q.number(column);
  return e;
}

bool change(Connection& on, const StudioDraftRow& d) {
  return run(on, kChangeDraft, d.id, d.revision, d.name, d.base_version, d.text, d.tests, d.note, d.state, d.author, d.submitted_by, d.reviewer, d.decision_reason, d.published_version, d.checks,
             d.updated_ms) == 1;
}

}  // namespace

std::uint64_t SqlShelf::add_draft(const StudioDraftRow& d) {
  std::uint64_t id = 0;
  write_([&](Connection& on) {
    run(on, kNextDraft);
    {
      Query q(on, kDraftNumber);
      if (q.next()) id = q.number<std::uint64_t>(0);
    }
    run(on, kAddDraft, id, d.kind, d.code, d.name, d.base_version, d.text, d.tests, d.note, d.state, d.author, d.submitted_by, d.reviewer, d.decision_reason, d.published_version, d.checks, d.created_ms,
        d.updated_ms);
  });
  return id;
}

std::optional<StudioDraftRow> SqlShelf::find_draft(std::uint64_t id) {
  auto on = readers_.take();
  Query q(*on, kFindDraft, id);
  if (!q.next()) return std::nullopt;
  return read_draft(q);
}

std::vector<StudioDraftRow> SqlShelf::drafts() {
  auto on = readers_.take();
  Query q(*on, kDrafts);
  std::vector<StudioDraftRow> out;
  while (q.next()) out.push_back(read_draft(q));
  return out;
}

bool SqlShelf::change_draft(const StudioDraftRow& d) {
  bool changed = false;
  write_([&](Connection& on) { changed = change(on, d); });
  return changed;
}

bool SqlShelf::note_checks(const StudioDraftRow& d) {
  bool noted = false;
  write_([&](Connection& on) { noted = run(on, kNoteChecks, d.id, d.revision, d.state, d.checks) == 1; });
  return noted;
}

bool SqlShelf::drop_draft(std::uint64_t id, std::uint32_t revision) {
  bool dropped = false;
  write_([&](Connection& on) { dropped = run(on, kDropDraft, id, revision) == 1; });
  return dropped;
}

std::uint64_t SqlShelf::add_edition(const StudioEditionRow& e, const StudioDraftRow* published) {
  std::uint64_t number = 0;
  write_([&](Connection& on) {
    if (published != nullptr && !change(on, *published)) return;
    {
      Query q(on, kNextEdition);
      if (q.next()) number = q.number<std::uint64_t>(0);
    }
    run(on, kAddEdition, number, e.kind, e.code, e.version, e.name, e.text, e.tests, e.by, e.author, e.reviewer, e.note, e.override_reason, e.rolled_back, e.state, e.fault, e.published_ms, e.effective_ms,
        e.applied_ms);
  });
  return number;
}

void SqlShelf::change_edition(const StudioEditionRow& e) {
  write_([&](Connection& on) { run(on, kChangeEdition, e.number, e.state, e.fault, e.applied_ms); });
}

std::vector<StudioEditionRow> SqlShelf::editions(const std::string& kind, const std::string& code) {
  auto on = readers_.take();
  std::vector<StudioEditionRow> out;
  const auto read = [&](Query&& q) {
    while (q.next()) out.push_back(read_edition(q));
  };
  if (kind.empty()) read(Query(*on, kEditions));
  else read(Query(*on, kEditionsOf, kind, code));
  return out;
}

std::optional<StudioEditionRow> SqlShelf::find_edition(const std::string& kind, const std::string& code, const std::string& version) {
  auto on = readers_.take();
  Query q(*on, kFindEdition, kind, code, version);
  if (!q.next()) return std::nullopt;
  return read_edition(q);
}

std::vector<StudioEditionRow> SqlShelf::due_editions(std::int64_t until_ms) {
  auto on = readers_.take();
  Query q(*on, kDueEditions, until_ms);
  std::vector<StudioEditionRow> out;
  while (q.next()) out.push_back(read_edition(q));
  return out;
}

}  // namespace yiwang
