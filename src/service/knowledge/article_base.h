#pragma once
#include <map>
#include <memory>

#include "respond/knowledge_index.h"
#include "respond/article.h"
#include "service/knowledge/shelf.h"

namespace yiwang {

/// One version in memory, its words read.
struct ArticleVersion {
  ArticleVersionRow row;                   // `content` left empty
  ArticleContent content;
};

/// An article with its present versions.
struct ArticleEntry {
  ArticleRow row;
  std::shared_ptr<const ArticleVersion> force, work;

  /// The version in force, else the one being worked on; never null.
  const ArticleVersion& shown() const { return force ? *force : *work; }
  bool in_force() const { return force != nullptr && !row.retired; }
  /// Retired, and nobody is bringing it back.
  bool out_of_use() const { return row.retired && !(force && work); }
  /// draft, in_review, in_force, review_due or retired, on that local day.
  std::string state(std::string_view day) const;
  bool review_due(std::string_view day) const;
};

/// All articles at one moment with the index over them. Immutable.
class ArticleBase {
 public:
  ArticleBase(KnowledgeShelf& shelf, const City& city, std::shared_ptr<const Synonyms> synonyms);
  const ArticleEntry* find(std::uint64_t id) const;
  const ArticleEntry* find_code(std::string_view code) const;
  const std::map<std::uint64_t, ArticleEntry>& all() const { return entries_; }
  /// Over every article that is not retired, by the words of `shown()`.
  const KnowledgeIndex& index() const { return *index_; }
  std::uint64_t change_number() const { return change_number_; }
  const std::string& city_version() const { return city_version_; }

 private:
  std::map<std::uint64_t, ArticleEntry> entries_;
  std::map<std::string, std::uint64_t, std::less<>> by_code_;
  std::unique_ptr<const KnowledgeIndex> index_;
  std::uint64_t change_number_ = 0;
  std::string city_version_;
};

ArticleVersion read_version(ArticleVersionRow row);

}  // namespace yiwang
