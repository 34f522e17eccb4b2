#pragma once
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/cipher.h"
#include "relate/groups/outbreaks.h"
#include "service/office.h"

namespace yiwang {

/// What a person decided about a group.
struct GroupDecision {
  std::uint64_t group = 0;
  std::string state;                       // taken, dismissed
  std::string by;                          // login
  Instant at;
  std::string reason;
  std::uint32_t people = 0;                // it had then
  std::uint64_t into = 0;                  // the case it was taken as
  bool operator==(const GroupDecision&) const = default;
};
BOOST_DESCRIBE_STRUCT(GroupDecision, (), (group, state, by, at, reason, people, into))

/// A group with what was decided about it.
struct SeenGroup {
  Outbreak outbreak;
  std::string state;                       // open, taken, dismissed
  std::optional<GroupDecision> decision;   // stays with a dismissed group that came back
  std::string area;                        // the smallest that holds most of its reports
  std::string matter;                      // the most frequent
};

/// The alarm: many people within days, or a dismissed group that grew. No words of any report but the group's name.
struct GroupAlert {
  std::uint64_t group = 0;
  std::string name;
  std::uint32_t people = 0;
  bool burst = true;
  std::vector<std::string> areas;          // where its reports lie
};

/// Roles agent, dispatcher, supervisor, leader and admin.
bool may_see_groups(const Identity& who);

struct GroupQuery {
  std::string state = "open";              // open, taken, dismissed, all
  std::string pace;                        // burst, lasting; empty: both
  std::string area, matter;
  std::size_t from = 0, most = 20;
};
struct GroupPage {
  std::vector<SeenGroup> groups;
  std::size_t total = 0;
  bool up_to_date = true;
};

/// Follows the ledger, keeps the groups of many people about one thing, and what was decided about them (requirement B5). A restart goes on from the snapshot and the
/// ledger's tail and comes to the same groups. From any thread; `round` from one.
class GroupDesk {
 public:
  /// A dismissed group is open again with half as many people again, and three at least.
  static std::uint32_t comes_back_at(std::uint32_t people) { return people + std::max<std::uint32_t>(3, people / 2); }

  explicit GroupDesk(Office& office, OutbreakOptions options = {});
  ~GroupDesk();

  /// Reads on in the ledger, at most `most` entries; saves a snapshot now and then. Returns how many were read. Throws when the store does.
  std::size_t round(Instant now, std::size_t most = 2000);
  void catch_up(Instant now) {
    while (round(now) > 0) {}
  }
  void save();
  /// Called on the thread of `round`; must be short and not call back in. Alerts of what is older than a day are not given.
  void on_alert(std::function<void(const GroupAlert&)> listener) {
    const std::lock_guard lock(mutex_);
    alerted_ = std::move(listener);
  }

  // --- for those who may see groups: agent, dispatcher, supervisor, leader, admin; within their areas
  Result<GroupPage> list(const Identity& who, const GroupQuery& query, Instant now);
  /// `not_found` also for one outside the person's areas.
  Result<SeenGroup> find(const Identity& who, std::uint64_t group, Instant now);
  /// The group of a case that the person may see; nothing when there is none.
  Result<std::optional<SeenGroup>> of_case(const Identity& who, CaseId id, Instant now);

  // --- for dispatchers and supervisors
  static bool may_decide(const Identity& who) { return who.has(Role::dispatcher) || who.has(Role::supervisor); }
  Result<SeenGroup> dismiss(const Identity& who, std::uint64_t group, const std::string& reason, const Asking& asking);
  struct Taken {
    SeenGroup group;
    std::vector<CaseId> merged;
    std::vector<std::pair<CaseId, Reason>> refused;
  };
  /// Merges `cases` of the group (all its open ones when empty) into `into`, each by the ordinary command. Waits for the writer: not for its threads or the loop's.
  Result<Taken> take(const Identity& who, std::uint64_t group, CaseId into, std::vector<CaseId> cases, const std::string& reason, const Asking& asking);

 private:
  struct Kept;
  void load();
  void feed(const LedgerRow& row, const City& city, Instant now);
  SeenGroup seen(Outbreak outbreak) const;
  Done decide(GroupDecision decision);

  Office& office_;
  OutbreakOptions options_;
  std::function<void(const GroupAlert&)> alerted_;
  mutable std::mutex mutex_;
  Outbreaks outbreaks_;
  std::uint64_t seq_ = 0, saved_seq_ = 0;
  bool loaded_ = false, up_to_date_ = false;
  std::map<std::uint64_t, GroupDecision> decisions_;
  std::map<std::uint64_t, std::uint64_t> into_;   // of groups found to be the same, what they went into
};

}  // namespace yiwang
