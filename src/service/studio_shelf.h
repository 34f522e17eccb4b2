#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace yiwang {

/// A document of the city while somebody works on it (studio/). `tests` and `checks` are JSON texts; empty texts mean none.
struct StudioDraftRow {
  std::uint64_t id = 0;                    // given by the shelf
  std::uint32_t revision = 0;              // 1 when made, counts changes
  std::string kind, code, name, base_version, text, tests, note;
  std::string state;                       // draft, checked, tested, in_review, approved, published
  std::string author, submitted_by, reviewer, decision_reason, published_version;
  std::string checks;
  std::int64_t created_ms = 0, updated_ms = 0;
  bool operator==(const StudioDraftRow&) const = default;
};

/// A version of a document that was published, or that came with the city's folder before the first one was (then `by` is empty and the times are 0).
struct StudioEditionRow {
  std::uint64_t number = 0;                // given by the shelf; order of publishing
  std::string kind, code, version, name, text, tests;
  std::string by, author, reviewer, note, override_reason;
  bool rolled_back = false;
  std::string state;                       // scheduled, applied, failed
  std::string fault;                       // why it failed
  std::int64_t published_ms = 0, effective_ms = 0, applied_ms = 0;
  bool operator==(const StudioEditionRow&) const = default;
};

/// Where drafts and published versions are kept. Durable when a call returns; from any thread; throws std::runtime_error when the machinery is broken.
class StudioShelf {
 public:
  virtual ~StudioShelf() = default;

  virtual std::uint64_t add_draft(const StudioDraftRow& draft) = 0;
  virtual std::optional<StudioDraftRow> find_draft(std::uint64_t id) = 0;
  /// Newest change first, without `text` and `tests`.
  virtual std::vector<StudioDraftRow> drafts() = 0;
  /// Writes all but id, kind, code and creation with `revision` + 1; false (and nothing written) when the kept revision is not `draft.revision`.
  virtual bool change_draft(const StudioDraftRow& draft) = 0;
  /// Only state and findings of that revision, which stays; false when there is a newer one.
  virtual bool note_checks(const StudioDraftRow& draft) = 0;
  virtual bool drop_draft(std::uint64_t id, std::uint32_t revision) = 0;

  /// Adds an edition; with `published`, that draft is changed in the same transaction. 0 (and nothing written) when its revision is not the kept one.
  virtual std::uint64_t add_edition(const StudioEditionRow& edition, const StudioDraftRow* published = nullptr) = 0;
  /// State, fault and time of application.
  virtual void change_edition(const StudioEditionRow& edition) = 0;
  /// Newest first, without `text` and `tests`; of one document, or with an empty kind of all.
  virtual std::vector<StudioEditionRow> editions(const std::string& kind, const std::string& code) = 0;
  /// The newest edition of that version, whole.
  virtual std::optional<StudioEditionRow> find_edition(const std::string& kind, const std::string& code, const std::string& version) = 0;
  /// Scheduled ones whose time has come, the earliest first, whole.
  virtual std::vector<StudioEditionRow> due_editions(std::int64_t until_ms) = 0;
};

}  // namespace yiwang
