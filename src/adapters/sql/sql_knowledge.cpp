#include "adapters/sql/sql_knowledge.h"

#include <algorithm>

#include "adapters/sql/connection.h"
#include "base/cipher.h"

namespace yiwang {
namespace {

#define YIWANG_ARTICLE "id, revision, code, kind, force_version, work_version, newest_version, retired, retired_by, retire_reason, retired_ms, reminded_ms, created_ms, updated_ms, shown, used, helped, not_helped, deflected"
constexpr Sql kArticles{"articles", "SELECT " YIWANG_ARTICLE " FROM knowledge_article ORDER BY id"};
constexpr Sql kFindArticle{"find article", "SELECT " YIWANG_ARTICLE " FROM knowledge_article WHERE id = ?1"};
constexpr Sql kFindCode{"find article by code", "SELECT id FROM knowledge_article WHERE code = ?1"};
constexpr Sql kAddArticle{"add article", "INSERT INTO knowledge_article (" YIWANG_ARTICLE
                                         ") VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)"};
#undef YIWANG_ARTICLE
constexpr Sql kChangeArticle{"change article",
                             "UPDATE knowledge_article SET revision = ?2 + 1, force_version = ?3, work_version = ?4, newest_version = ?5, retired = ?6, retired_by = ?7, retire_reason = ?8, "
                             "retired_ms = ?9, reminded_ms = ?10, updated_ms = ?11 WHERE id = ?1 AND revision = ?2"};
constexpr Sql kCount{"count uses", "UPDATE knowledge_article SET shown = shown + ?2, used = used + ?3, helped = helped + ?4, not_helped = not_helped + ?5, deflected = deflected + ?6 WHERE id = ?1"};

#define YIWANG_VERSION "article, version, state, content, author, submitted_by, approver, note, decision_reason, made_ms, submitted_ms, approved_ms"
constexpr Sql kVersions{"versions of an article", "SELECT " YIWANG_VERSION " FROM knowledge_version WHERE article = ?1 ORDER BY version DESC"};
constexpr Sql kFindVersion{"find version", "SELECT " YIWANG_VERSION " FROM knowledge_version WHERE article = ?1 AND version = ?2"};
constexpr Sql kPresent{"present versions", "SELECT " YIWANG_VERSION " FROM knowledge_version WHERE state <> 'past' ORDER BY article, version"};
constexpr Sql kPutVersion{"put version", "INSERT INTO knowledge_version (" YIWANG_VERSION
                                         ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT (article, version) DO UPDATE SET state = excluded.state, content = excluded.content, "
                                         "author = excluded.author, submitted_by = excluded.submitted_by, approver = excluded.approver, note = excluded.note, "
                                         "decision_reason = excluded.decision_reason, made_ms = excluded.made_ms, submitted_ms = excluded.submitted_ms, approved_ms = excluded.approved_ms"};
#undef YIWANG_VERSION

constexpr Sql kNextArticle{"next article", "UPDATE counter SET value = value + 1 WHERE name = 'knowledge_article'"};
constexpr Sql kArticleNumber{"article number", "SELECT value FROM counter WHERE name = 'knowledge_article'"};
constexpr Sql kChanged{"knowledge changed", "UPDATE counter SET value = value + 1 WHERE name = 'knowledge_change'"};
constexpr Sql kChangeNumber{"knowledge change number", "SELECT value FROM counter WHERE name = 'knowledge_change'"};

constexpr Sql kPutSettled{"put settled case", "INSERT INTO settled_case (case_id, closed_ms, facts, sketch) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (case_id) DO UPDATE SET "
                                              "closed_ms = excluded.closed_ms, facts = excluded.facts, sketch = excluded.sketch"};
constexpr Sql kDropSettled{"drop settled case", "DELETE FROM settled_case WHERE case_id = ?1"};
constexpr Sql kSettledSeq{"settled up to", "SELECT value FROM counter WHERE name = 'settled_seq'"};
constexpr Sql kSetSettledSeq{"set settled up to", "UPDATE counter SET value = ?1 WHERE name = 'settled_seq'"};
constexpr Sql kSettled{"settled cases", "SELECT case_id, closed_ms, facts, sketch FROM settled_case ORDER BY case_id DESC LIMIT ?1"};

ArticleRow read_article(Query& q) {
  ArticleRow a;
  int column = 0;
  a.id = q.number<std::uint64_t>(column++);
  a.revision = q.number<std::uint32_t>(column++);
  a.code = q.text(column++);
  a.kind = q.text(column++);
  a.force = q.number<std::uint32_t>(column++);
  a.work = q.number<std::uint32_t>(column++);
  a.newest = q.number<std::uint32_t>(column++);
  a.retired = q.flag(column++);
  a.retired_by = q.text(column++);
  a.retire_reason = q.text(column++);
  for (auto* number : {&a.retired_ms, &a.reminded_ms, &a.created_ms, &a.updated_ms, &a.shown, &a.used, &a.helped, &a.not_helped, &a.deflected}) *number = q.number(column++);
  return a;
}

ArticleVersionRow read_version_row(Query& q) {
  ArticleVersionRow v;
  int column = 0;
  v.article = q.number<std::uint64_t>(column++);
  v.version = q.number<std::uint32_t>(column++);
  for (auto* text : {&v.state, &v.content, &v.author, &v.submitted_by, &v.approver, &v.note, &v.decision_reason}) *text = q.text(column++);
  for (auto* number : {&v.made_ms, &v.submitted_ms, &v.approved_ms}) *number = q.number(column++);
  return v;
}

void put_version(Connection& on, const ArticleVersionRow& v) {
  run(on, kPutVersion, v.article, v.version, v.state, v.content, v.author, v.submitted_by, v.approver, v.note, v.decision_reason, v.made_ms, v.submitted_ms, v.approved_ms);
}

template <class Row, class Read, class... Values>
std::vector<Row> all(ConnectionPool& readers, Read read, const Sql& sql, const Values&... values) {
  auto on = readers.take();
  Query q(*on, sql, values...);
  std::vector<Row> out;
  while (q.next()) out.push_back(read(q));
  return out;
}

template <class Row, class Read, class... Values>
std::optional<Row> one(ConnectionPool& readers, Read read, const Sql& sql, const Values&... values) {
  auto on = readers.take();
  Query q(*on, sql, values...);
  if (!q.next()) return std::nullopt;
  return read(q);
}

std::uint64_t read_number(Query& q) { return q.number<std::uint64_t>(0); }

}  // namespace

std::vector<ArticleRow> SqlKnowledge::articles() { return all<ArticleRow>(readers_, read_article, kArticles); }
std::optional<ArticleRow> SqlKnowledge::find_article(std::uint64_t id) { return one<ArticleRow>(readers_, read_article, kFindArticle, id); }
std::vector<ArticleVersionRow> SqlKnowledge::versions_of(std::uint64_t id) { return all<ArticleVersionRow>(readers_, read_version_row, kVersions, id); }
std::vector<ArticleVersionRow> SqlKnowledge::present_versions() { return all<ArticleVersionRow>(readers_, read_version_row, kPresent); }
std::optional<ArticleVersionRow> SqlKnowledge::find_version(std::uint64_t id, std::uint32_t version) { return one<ArticleVersionRow>(readers_, read_version_row, kFindVersion, id, version); }
std::uint64_t SqlKnowledge::change_number() { return one<std::uint64_t>(readers_, read_number, kChangeNumber).value_or(0); }
std::uint64_t SqlKnowledge::settled_up_to() { return one<std::uint64_t>(readers_, read_number, kSettledSeq).value_or(0); }

std::uint64_t SqlKnowledge::add_article(const ArticleRow& a, const ArticleVersionRow& first) {
  std::uint64_t id = 0;
  write_([&](Connection& on) {
    {
      Query taken(on, kFindCode, a.code);
      if (taken.next()) return;
    }
    run(on, kNextArticle);
    {
      Query q(on, kArticleNumber);
      if (q.next()) id = q.number<std::uint64_t>(0);
    }
    run(on, kAddArticle, id, a.code, a.kind, a.force, a.work, a.newest, a.retired, a.retired_by, a.retire_reason, a.retired_ms, a.reminded_ms, a.created_ms, a.updated_ms, a.shown, a.used, a.helped,
        a.not_helped, a.deflected);
    auto version = first;
    version.article = id;
    put_version(on, version);
    run(on, kChanged);
  });
  return id;
}

bool SqlKnowledge::change_article(const ArticleRow& a, const std::vector<ArticleVersionRow>& versions) {
  bool changed = false;
  write_([&](Connection& on) {
    changed = run(on, kChangeArticle, a.id, a.revision, a.force, a.work, a.newest, a.retired, a.retired_by, a.retire_reason, a.retired_ms, a.reminded_ms, a.updated_ms) == 1;
    if (!changed) return;
    for (const auto& version : versions) put_version(on, version);
    run(on, kChanged);
  });
  return changed;
}

void SqlKnowledge::count(const std::vector<ArticleUse>& uses) {
  if (uses.empty()) return;
  write_([&](Connection& on) {
    for (const auto& use : uses) run(on, kCount, use.article, use.shown, use.used, use.helped, use.not_helped, use.deflected);
  });
}

void SqlKnowledge::settle(const std::vector<SettledRow>& rows, const std::vector<std::uint64_t>& reopened, std::uint64_t seq) {
  write_([&](Connection& on) {
    for (const auto& row : rows) run(on, kPutSettled, row.case_id, row.closed_ms, row.facts, to_base64(row.sketch));
    for (const auto id : reopened) run(on, kDropSettled, id);
    run(on, kSetSettledSeq, seq);
  });
}

std::vector<SettledRow> SqlKnowledge::settled(std::size_t most) {
  auto out = all<SettledRow>(
      readers_,
      [](Query& q) {
        SettledRow row{q.number<std::uint64_t>(0), q.number(1), q.text(2), {}};
        if (auto bytes = from_base64(q.text(3))) row.sketch = std::move(*bytes);
        return row;
      },
      kSettled, static_cast<std::int64_t>(most));
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace yiwang
