#include "service/knowledge/article_base.h"

#include "base/json.h"

namespace yiwang {

bool ArticleEntry::review_due(std::string_view day) const { return in_force() && !force->content.review_on.empty() && force->content.review_on <= day; }

std::string ArticleEntry::state(std::string_view day) const {
  if (out_of_use()) return "retired";
  if (in_force()) return review_due(day) ? "review_due" : "in_force";
  return work ? work->row.state : "retired";
}

ArticleVersion read_version(ArticleVersionRow row) {
  auto content = json::from_text<ArticleContent>(row.content, false);
  if (!content) throw std::runtime_error("version " + std::to_string(row.version) + " of article " + std::to_string(row.article) + " cannot be read");
  row.content.clear();
  return {std::move(row), std::move(*content)};
}

ArticleBase::ArticleBase(KnowledgeShelf& shelf, const City& city, std::shared_ptr<const Synonyms> synonyms) : city_version_(city.version) {
  // Read first: a change in between makes the next round read again, never less.
  change_number_ = shelf.change_number();
  for (auto& row : shelf.articles()) {
    by_code_[row.code] = row.id;
    entries_[row.id].row = std::move(row);
  }
  for (auto& row : shelf.present_versions()) {
    const auto it = entries_.find(row.article);
    if (it == entries_.end()) continue;
    auto version = std::make_shared<const ArticleVersion>(read_version(std::move(row)));
    if (version->row.version == it->second.row.force) it->second.force = version;
    if (version->row.version == it->second.row.work) it->second.work = version;
  }
  std::erase_if(entries_, [](const auto& entry) { return !entry.second.force && !entry.second.work; });
  std::vector<IndexedArticle> list;
  for (const auto& [id, entry] : entries_) {
    if (entry.out_of_use()) continue;
    const auto& c = entry.shown().content;
    std::string matters;
    for (const auto& code : c.matters) {
      if (const auto* matter = city.matter(code)) matters += matter->name + "\n";
    }
    list.push_back({id, c.title, c.title_en, c.questions, c.keywords, c.answer, std::move(matters)});
  }
  index_ = std::make_unique<const KnowledgeIndex>(std::move(list), std::move(synonyms));
}

const ArticleEntry* ArticleBase::find(std::uint64_t id) const {
  const auto it = entries_.find(id);
  return it == entries_.end() ? nullptr : &it->second;
}

const ArticleEntry* ArticleBase::find_code(std::string_view code) const {
  const auto it = by_code_.find(code);
  return it == by_code_.end() ? nullptr : find(it->second);
}

}  // namespace yiwang
