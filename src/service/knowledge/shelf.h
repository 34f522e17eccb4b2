#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace yiwang {

/// An article of the knowledge base: which of its versions is in use and which is being worked on. The words are in its versions.
struct ArticleRow {
  std::uint64_t id = 0;                    // given by the shelf
  std::uint32_t revision = 0;              // 1 when made, counts changes
  std::string code;                        // stable, the city's own; unique
  std::string kind;                        // article, template
  std::uint32_t force = 0;                 // version in force; 0 none
  std::uint32_t work = 0;                  // version drafted or in review; 0 none
  std::uint32_t newest = 0;                // highest version number given out
  bool retired = false;
  std::string retired_by, retire_reason;
  std::int64_t retired_ms = 0;
  std::int64_t reminded_ms = 0;            // the review date the owner was last reminded of
  std::int64_t created_ms = 0, updated_ms = 0;
  std::int64_t shown = 0, used = 0, helped = 0, not_helped = 0, deflected = 0;
  bool operator==(const ArticleRow&) const = default;
};

/// One version of an article. `content` is the JSON of respond/article.h.
struct ArticleVersionRow {
  std::uint64_t article = 0;
  std::uint32_t version = 0;
  std::string state;                       // draft, in_review, in_force, past
  std::string content;
  std::string author, submitted_by, approver, note, decision_reason;
  std::int64_t made_ms = 0, submitted_ms = 0, approved_ms = 0;
  bool operator==(const ArticleVersionRow&) const = default;
};

/// How often an article was shown and used since it was last asked; added to what is kept.
struct ArticleUse {
  std::uint64_t article = 0;
  std::int64_t shown = 0, used = 0, helped = 0, not_helped = 0, deflected = 0;
};

/// What is remembered of a settled case to find it by: no words, only hashes of them (respond/settled.h).
struct SettledRow {
  std::uint64_t case_id = 0;
  std::int64_t closed_ms = 0;
  std::string facts;                       // JSON: matter, area, units, how well it was settled
  std::string sketch;                      // bytes
  bool operator==(const SettledRow&) const = default;
};

/// Where the knowledge base is kept. Durable when a call returns; from any thread; throws std::runtime_error when the machinery is broken.
class KnowledgeShelf {
 public:
  virtual ~KnowledgeShelf() = default;

  virtual std::vector<ArticleRow> articles() = 0;                                    // by id
  virtual std::optional<ArticleRow> find_article(std::uint64_t id) = 0;
  virtual std::vector<ArticleVersionRow> versions_of(std::uint64_t id) = 0;          // newest first
  virtual std::optional<ArticleVersionRow> find_version(std::uint64_t id, std::uint32_t version) = 0;
  /// Versions in force and those being worked on, of all articles.
  virtual std::vector<ArticleVersionRow> present_versions() = 0;
  /// Adds an article with its first version; 0 (and nothing written) when the code is taken.
  virtual std::uint64_t add_article(const ArticleRow& article, const ArticleVersionRow& first) = 0;
  /// Writes all but id, code, kind, creation and counts with `revision` + 1, and each of `versions` (new or changed), in one transaction. False (and nothing
  /// written) when the kept revision is not `article.revision`.
  virtual bool change_article(const ArticleRow& article, const std::vector<ArticleVersionRow>& versions) = 0;
  virtual void count(const std::vector<ArticleUse>& uses) = 0;
  /// Grows with every change of an article, not with counts: what a reader in memory goes by.
  virtual std::uint64_t change_number() = 0;

  /// Writes rows (anew when known), forgets cases that are no longer settled, and remembers up to where the ledger was read; one transaction.
  virtual void settle(const std::vector<SettledRow>& rows, const std::vector<std::uint64_t>& reopened, std::uint64_t seq) = 0;
  virtual std::uint64_t settled_up_to() = 0;
  /// The last `most` by case id, in order of id.
  virtual std::vector<SettledRow> settled(std::size_t most) = 0;
};

}  // namespace yiwang
