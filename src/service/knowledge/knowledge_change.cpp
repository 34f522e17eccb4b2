#include <algorithm>

#include "base/text.h"
#include "service/knowledge/knowledge.h"

namespace yiwang {
namespace {

bool anywhere(const Identity& who) { return who.has(Role::admin) || who.has(Role::dispatcher) || who.has(Role::supervisor); }

/// Everybody who put a hand to a version, parted by commas: none of them may approve it.
bool wrote(const std::string& authors, const std::string& login) {
  const auto list = split(authors, ',');
  return std::find(list.begin(), list.end(), login) != list.end();
}

void sign(std::string& authors, const std::string& login) {
  if (!wrote(authors, login)) authors += (authors.empty() ? "" : ",") + login;
}

void take(ArticleContent& c, const ArticlePatch& p) {
  const auto put = [](auto& to, const auto& from) {
    if (from) to = *from;
  };
  put(c.title, p.title);
  put(c.title_en, p.title_en);
  put(c.questions, p.questions);
  put(c.keywords, p.keywords);
  put(c.answer, p.answer);
  put(c.notes, p.notes);
  put(c.unit, p.unit);
  put(c.matters, p.matters);
  put(c.areas, p.areas);
  put(c.open, p.open);
  put(c.valid_from, p.valid_from);
  put(c.valid_to, p.valid_to);
  put(c.review_on, p.review_on);
}

}  // namespace

bool Knowledge::owns(const Identity& who, const std::string& unit) const { return who.has(Role::handler) && !who.unit.empty() && office_.city()->unit_within(unit, who.unit); }

Done Knowledge::may_write(const Identity& who, const std::string& unit) const {
  if (anywhere(who) || who.has(Role::agent) || owns(who, unit)) return done();
  return who.has(Role::handler) ? refuse(Reason::outside_scope, {}, "unit") : refuse(Reason::not_permitted);
}

std::vector<std::string> Knowledge::may(const Identity& who, const ArticleEntry& entry) const {
  std::vector<std::string> out;
  const auto& unit = entry.shown().content.unit;
  if (may_write(who, unit)) {
    out.emplace_back("change");
    if (!entry.out_of_use() && (entry.work ? entry.work->row.state == "draft" : entry.in_force())) out.emplace_back("submit");
  }
  const bool decides = anywhere(who) || owns(who, unit);
  if (decides && !entry.out_of_use() && entry.work && entry.work->row.state == "in_review" && !wrote(entry.work->row.author, who.login) && entry.work->row.submitted_by != who.login) out.emplace_back("approve");
  if (decides && !entry.row.retired) out.emplace_back("retire");
  return out;
}

Result<ArticleEntry> Knowledge::kept(ArticleRow row, std::vector<ArticleVersionRow> versions) {
  const auto id = row.id;
  if (!office_.store().knowledge().change_article(row, versions)) {
    const auto present = office_.store().knowledge().find_article(id);
    return refuse(Reason::stale_version, {{"version", std::to_string(present ? present->revision : 0)}});
  }
  refresh();
  return article(id);
}

Result<ArticleEntry> Knowledge::make(const Identity& who, const NewArticle& wanted, const Asking& asking) {
  ArticleContent content;
  take(content, wanted.content);
  if (auto ok = check_article(content, *office_.city()); !ok) return tl::unexpected(ok.error());
  if (auto ok = may_write(who, content.unit); !ok) return tl::unexpected(ok.error());
  ArticleRow row;
  row.code = wanted.code;
  row.kind = wanted.kind.empty() ? "article" : wanted.kind;
  row.work = row.newest = 1;
  row.created_ms = row.updated_ms = asking.now.time_since_epoch().count();
  if (row.code.empty()) row.code = "k-" + std::to_string(row.created_ms) + "-" + std::to_string(stable_hash(content.title) % 1000);
  if (!is_article_code(row.code)) return refuse(Reason::wrong_type, {{"wanted", "code"}}, "code");
  if (row.kind != "article" && row.kind != "template") return refuse(Reason::unknown_value, {{"value", shorten(row.kind, 40)}}, "kind");
  ArticleVersionRow version;
  version.version = 1;
  version.state = "draft";
  version.content = json::to_text(content);
  version.author = who.login;
  version.note = wanted.content.note;
  version.made_ms = row.created_ms;
  const std::lock_guard lock(changing_);
  const auto id = office_.store().knowledge().add_article(row, version);
  if (id == 0) return refuse(Reason::taken, {{"code", row.code}}, "code");
  audit(who, "article_make", row, wanted.content.note, asking);
  refresh();
  return article(id);
}

Result<ArticleEntry> Knowledge::change(const Identity& who, std::uint64_t id, std::uint32_t revision, const ArticlePatch& patch, const Asking& asking) {
  const std::lock_guard lock(changing_);
  catch_up();
  auto entry = article(id);
  if (!entry) return tl::unexpected(entry.error());
  if (revision == 0) return refuse(Reason::version_required);
  if (auto ok = may_write(who, entry->shown().content.unit); !ok) return tl::unexpected(ok.error());
  if (revision != entry->row.revision) return refuse(Reason::stale_version, {{"version", std::to_string(entry->row.revision)}});
  auto row = entry->row;
  ArticleVersionRow version;
  ArticleContent content = entry->shown().content;
  if (entry->work) {
    version = entry->work->row;
    content = entry->work->content;
  } else {
    version.article = id;
    version.version = ++row.newest;
    version.made_ms = asking.now.time_since_epoch().count();
    row.work = version.version;
  }
  if (!entry->force) {
    // It was never in force: nothing but a draft that somebody takes up again.
    row.retired = false;
    row.retired_by.clear();
    row.retire_reason.clear();
    row.retired_ms = 0;
  }
  take(content, patch);
  if (auto ok = check_article(content, *office_.city()); !ok) return tl::unexpected(ok.error());
  if (auto ok = may_write(who, content.unit); !ok) return tl::unexpected(ok.error());
  version.state = "draft";
  version.content = json::to_text(content);
  sign(version.author, who.login);
  version.submitted_by.clear();
  version.submitted_ms = 0;
  if (!patch.note.empty()) version.note = patch.note;
  row.updated_ms = asking.now.time_since_epoch().count();
  auto out = kept(row, {version});
  if (out) audit(who, "article_change", row, patch.note, asking);
  return out;
}

Result<ArticleEntry> Knowledge::submit(const Identity& who, std::uint64_t id, const std::string& note, std::optional<std::string> review_on, const Asking& asking) {
  const std::lock_guard lock(changing_);
  catch_up();
  auto entry = article(id);
  if (!entry) return tl::unexpected(entry.error());
  if (auto ok = may_write(who, entry->shown().content.unit); !ok) return tl::unexpected(ok.error());
  if (entry->out_of_use()) return refuse(Reason::wrong_state, {{"state", "retired"}});
  auto row = entry->row;
  ArticleVersionRow version;
  ArticleContent content;
  if (entry->work) {
    if (entry->work->row.state != "draft") return refuse(Reason::wrong_state, {{"state", entry->work->row.state}});
    version = entry->work->row;
    content = entry->work->content;
  } else {
    // Nothing to change: the owner says that it still holds, and until when.
    if (!entry->in_force()) return refuse(Reason::wrong_state, {{"state", entry->state(today())}});
    if (!review_on) return refuse(Reason::missing_field, {}, "review_on");
    version.article = id;
    version.version = ++row.newest;
    version.author = who.login;
    version.made_ms = asking.now.time_since_epoch().count();
    row.work = version.version;
    content = entry->force->content;
  }
  if (review_on) content.review_on = *review_on;
  if (auto ok = check_article(content, *office_.city()); !ok) return tl::unexpected(ok.error());
  version.content = json::to_text(content);
  version.state = "in_review";
  version.submitted_by = who.login;
  version.submitted_ms = asking.now.time_since_epoch().count();
  version.note = note;
  version.decision_reason.clear();
  row.updated_ms = version.submitted_ms;
  auto out = kept(row, {version});
  if (out) audit(who, "article_submit", row, note, asking);
  return out;
}

Result<ArticleEntry> Knowledge::decide(const Identity& who, std::uint64_t id, bool approve, const std::string& reason, const Asking& asking) {
  const std::lock_guard lock(changing_);
  catch_up();
  auto entry = article(id);
  if (!entry) return tl::unexpected(entry.error());
  if (!anywhere(who) && !owns(who, entry->shown().content.unit)) return refuse(who.has(Role::handler) ? Reason::outside_scope : Reason::not_permitted);
  if (entry->out_of_use() || !entry->work || entry->work->row.state != "in_review") return refuse(Reason::wrong_state, {{"state", entry->state(today())}});
  if (wrote(entry->work->row.author, who.login) || entry->work->row.submitted_by == who.login) return refuse(Reason::needs_second_person);
  if (!approve && trim(reason).empty()) return refuse(Reason::reason_required, {}, "reason");
  auto row = entry->row;
  auto version = entry->work->row;
  version.content = json::to_text(entry->work->content);
  version.decision_reason = reason;
  row.updated_ms = asking.now.time_since_epoch().count();
  std::vector<ArticleVersionRow> versions;
  if (approve) {
    version.state = "in_force";
    version.approver = who.login;
    version.approved_ms = row.updated_ms;
    if (entry->force) {
      auto past = entry->force->row;
      past.content = json::to_text(entry->force->content);
      past.state = "past";
      versions.push_back(std::move(past));
    }
    row.force = version.version;
    row.work = 0;
    row.retired = false;
    row.retired_by.clear();
    row.retire_reason.clear();
    row.retired_ms = 0;
  } else {
    version.state = "draft";
  }
  versions.push_back(std::move(version));
  auto out = kept(row, std::move(versions));
  if (out) audit(who, approve ? "article_approve" : "article_give_back", row, reason, asking);
  return out;
}

Result<ArticleEntry> Knowledge::retire(const Identity& who, std::uint64_t id, const std::string& reason, const Asking& asking) {
  const std::lock_guard lock(changing_);
  catch_up();
  auto entry = article(id);
  if (!entry) return tl::unexpected(entry.error());
  if (!anywhere(who) && !owns(who, entry->shown().content.unit)) return refuse(who.has(Role::handler) ? Reason::outside_scope : Reason::not_permitted);
  if (entry->row.retired) return refuse(Reason::already_done);
  if (count_codepoints(trim(reason)) < 2) return refuse(Reason::reason_required, {{"least", "2"}}, "reason");
  auto row = entry->row;
  row.retired = true;
  row.retired_by = who.login;
  row.retire_reason = reason;
  row.retired_ms = row.updated_ms = asking.now.time_since_epoch().count();
  // A draft goes with it: it stays among the versions, and a later change begins anew from what was in force.
  std::vector<ArticleVersionRow> versions;
  if (entry->work && entry->force) {
    auto past = entry->work->row;
    past.content = json::to_text(entry->work->content);
    past.state = "past";
    versions.push_back(std::move(past));
    row.work = 0;
  }
  auto out = kept(row, std::move(versions));
  if (out) audit(who, "article_retire", row, reason, asking);
  return out;
}

}  // namespace yiwang
