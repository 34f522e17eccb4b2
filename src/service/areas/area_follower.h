#pragma once
#include <optional>
#include <string>
#include <vector>

#include "service/office.h"
#include "service/studio_shelf.h"

namespace yiwang {

/// How far the open cases have followed one plan of areas that was put to use. Kept in the store as a small fact of the data folder.
struct AreaFollowing {
  std::uint64_t edition = 0;
  AreaRule rule = AreaRule::follow;
  std::int64_t looked_at = 0, area_changed = 0, unit_changed = 0, stayed = 0, failed = 0;
  std::uint64_t code_at = 0;               // of the areas that changed, the one being worked on
  std::string cursor;                      // in its list of cases
  std::int64_t finished_ms = 0;
};
BOOST_DESCRIBE_STRUCT(AreaFollowing, (), (edition, rule, looked_at, area_changed, unit_changed, stayed, failed, code_at, cursor, finished_ms))

/// Lets open cases follow changed borders by the rule of the plan, else of the city: plans in the order in which they were put to use, each case by a command through the
/// writer, some hundred a round. What was done is kept after each batch; after a crash it goes on there, and a case that has followed already is left alone. One errand
/// thread calls `round`; `progress` from any.
class AreaFollower {
 public:
  explicit AreaFollower(Office& office) : office_(office) {}
  /// True while there is more to do.
  bool round(Instant now);
  /// None when the edition was not put to use yet.
  std::optional<AreaFollowing> progress(const StudioEditionRow& edition) const;

 private:
  bool work_on(const StudioEditionRow& edition, AreaFollowing& state, Instant now);
  void keep(const AreaFollowing& state);
  Office& office_;
};

}  // namespace yiwang
