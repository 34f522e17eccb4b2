#pragma once
#include <functional>

#include "adapters/sql/pool.h"
#include "service/studio_shelf.h"

namespace yiwang {

/// The studio's shelf in SQL both dialects share; part of a store, whose connections it uses.
class SqlShelf final : public StudioShelf {
 public:
  using Work = std::function<void(Connection&)>;
  /// `write` runs its work in one transaction of the store's writer.
  SqlShelf(std::function<void(const Work&)> write, ConnectionPool& readers) : write_(std::move(write)), readers_(readers) {}

  std::uint64_t add_draft(const StudioDraftRow& draft) override;
  std::optional<StudioDraftRow> find_draft(std::uint64_t id) override;
  std::vector<StudioDraftRow> drafts() override;
  bool change_draft(const StudioDraftRow& draft) override;
  bool note_checks(const StudioDraftRow& draft) override;
  bool drop_draft(std::uint64_t id, std::uint32_t revision) override;
  std::uint64_t add_edition(const StudioEditionRow& edition, const StudioDraftRow* published) override;
  void change_edition(const StudioEditionRow& edition) override;
  std::vector<StudioEditionRow> editions(const std::string& kind, const std::string& code) override;
  std::optional<StudioEditionRow> find_edition(const std::string& kind, const std::string& code, const std::string& version) override;
  std::vector<StudioEditionRow> due_editions(std::int64_t until_ms) override;

 private:
  std::function<void(const Work&)> write_;
  ConnectionPool& readers_;
};

}  // namespace yiwang
