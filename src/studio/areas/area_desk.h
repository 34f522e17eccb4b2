#pragma once
#include "city/areas/apply.h"
#include "studio/studio.h"

namespace yiwang {

/// Plans of areas as drafts of the studio, in terms of changes instead of texts: what the doors call. Drafts, checks, the second person, publishing with a date and the
/// audit are the studio's own. Thread-safe like it.
class AreaDesk {
 public:
  AreaDesk(Office& office, Studio& studio) : office_(office), studio_(studio) {}

  struct Wanted {
    std::optional<std::string> name, note;
    std::optional<std::vector<AreaChange>> changes;
    std::optional<std::optional<AreaRule>> open_cases;
  };
  Result<StudioDraftRow> make(const Identity& who, const Wanted& wanted, const Asking& asking);
  /// `unknown_draft` also for drafts of other kinds.
  Result<StudioDraftRow> plan(std::uint64_t id) const;
  /// Without the texts of their changes.
  std::vector<StudioDraftRow> plans() const;
  Result<StudioDraftRow> change(const Identity& who, std::uint64_t id, std::uint32_t revision, const Wanted& wanted, const Asking& asking);
  Result<StudioDraftRow> publish(const Identity& who, std::uint64_t id, std::optional<Instant> effective, const Asking& asking);
  /// Takes a published plan back: one whose time has not come is called off, one in use is undone by a plan of its own. `wrong_state` before it was published.
  Result<StudioDraftRow> roll_back(const Identity& who, std::uint64_t id, const std::string& reason, std::optional<Instant> effective, const Asking& asking);
  /// The times it was put to use or is to be, newest first, with texts.
  std::vector<StudioEditionRow> published(const StudioDraftRow& plan) const;

 private:
  Office& office_;
  Studio& studio_;
};

}  // namespace yiwang
