#pragma once
#include <functional>

#include "adapters/sql/pool.h"
#include "service/knowledge/shelf.h"

namespace yiwang {

/// The shelf of the knowledge base in SQL both dialects share; part of a store, whose connections it uses.
class SqlKnowledge final : public KnowledgeShelf {
 public:
  using Work = std::function<void(Connection&)>;
  /// `write` runs its work in one transaction of the store's writer.
  SqlKnowledge(std::function<void(const Work&)> write, ConnectionPool& readers) : write_(std::move(write)), readers_(readers) {}

  std::vector<ArticleRow> articles() override;
  std::optional<ArticleRow> find_article(std::uint64_t id) override;
  std::vector<ArticleVersionRow> versions_of(std::uint64_t id) override;
  std::optional<ArticleVersionRow> find_version(std::uint64_t id, std::uint32_t version) override;
  std::vector<ArticleVersionRow> present_versions() override;
  std::uint64_t add_article(const ArticleRow& article, const ArticleVersionRow& first) override;
  bool change_article(const ArticleRow& article, const std::vector<ArticleVersionRow>& versions) override;
  void count(const std::vector<ArticleUse>& uses) override;
  std::uint64_t change_number() override;

  void settle(const std::vector<SettledRow>& rows, const std::vector<std::uint64_t>& reopened, std::uint64_t seq) override;
  std::uint64_t settled_up_to() override;
  std::vector<SettledRow> settled(std::size_t most) override;

 private:
  std::function<void(const Work&)> write_;
  ConnectionPool& readers_;
};

}  // namespace yiwang
