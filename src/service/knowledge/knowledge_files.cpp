#include <algorithm>

#include "service/knowledge/knowledge.h"

namespace yiwang {

std::string Knowledge::export_as(const std::string& format) const {
  std::vector<FiledArticle> list;
  const auto now = base();
  for (const auto& [id, entry] : now->all()) {
    if (entry.in_force()) list.push_back({entry.row.code, entry.row.kind, entry.force->content, 0});
  }
  std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.code < b.code; });
  return format == "csv" ? write_articles_csv(list) : write_articles_markdown(list);
}

Result<Knowledge::TakenIn> Knowledge::take_in(const Identity& who, const std::string& format, const std::string& text, bool check_only, const Asking& asking) {
  if (!who.has(Role::admin) && !who.has(Role::dispatcher) && !who.has(Role::supervisor)) return refuse(Reason::not_permitted);
  auto read = format == "csv" ? read_articles_csv(text) : read_articles_markdown(text);
  TakenIn out;
  out.faults = std::move(read.faults);
  const auto city = office_.city();
  for (const auto& each : read.articles) {
    if (auto ok = check_article(each.content, *city); !ok) out.faults.push_back({each.line, each.code, ok.error()});
  }
  constexpr std::size_t kMostFaults = 200;
  if (out.faults.size() > kMostFaults) out.faults.resize(kMostFaults);
  if (!out.faults.empty()) return out;
  const std::lock_guard lock(changing_);
  catch_up();
  const auto present = base();
  auto& shelf = office_.store().knowledge();
  const auto at = asking.now.time_since_epoch().count();
  for (const auto& each : read.articles) {
    const auto* known = present->find_code(each.code);
    if (known != nullptr && (known->work ? known->work->content : known->force->content) == each.content) {
      ++out.same;
      continue;
    }
    known == nullptr ? ++out.made : ++out.changed;
    if (check_only) continue;
    ArticleVersionRow version;
    version.state = "draft";
    version.content = json::to_text(each.content);
    version.author = who.login;
    version.made_ms = at;
    if (known == nullptr) {
      ArticleRow row;
      row.code = each.code;
      row.kind = each.kind;
      row.work = row.newest = version.version = 1;
      row.created_ms = row.updated_ms = at;
      shelf.add_article(row, version);
      continue;
    }
    auto row = known->row;
    row.updated_ms = at;
    if (known->work) {
      const auto content = version.content;
      version = known->work->row;
      version.content = content;
      version.state = "draft";
      version.submitted_by.clear();
      if (version.author != who.login) version.author += (version.author.empty() ? "" : ",") + who.login;
    } else {
      version.article = row.id;
      version.version = row.work = ++row.newest;
    }
    shelf.change_article(row, {version});
  }
  if (!check_only && out.made + out.changed > 0) {
    office_.audit(who.login, "articles_import", std::to_string(out.made + out.changed), format, asking);
    refresh();
  }
  return out;
}

}  // namespace yiwang
