#pragma once
#include <map>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "base/random.h"
#include "rehearse/report_maker.h"
#include "service/office.h"

namespace yiwang {

/// How quickly the simulated staff works: 1 is life; 30 does in a minute what takes half an hour.
struct StaffPace {
  double faster = 1;
};

/// Simulated dispatchers, handlers, supervisors and agents. They watch what changes, take their time and use the same office and the same permissions as
/// people at desks; now and then they return, dispute, ask, extend, suspend or send back. Deterministic: what they do follows from seed and ledger alone.
class Staff {
 public:
  Staff(Office& office, const ReportMaker& maker, std::uint64_t seed, StaffPace pace = {});

  /// Called with every change in ledger order; only remembers. Safe from the commit thread.
  void observe(const Change& change);
  /// Does what is due by `now`, in order. Returns how many commands were handed over. Commands are answered later; what the machine refuses is counted.
  std::size_t work(Instant now);
  struct Tally {
    std::uint64_t commands = 0, refused = 0, auto_dispatched = 0, auto_right = 0, by_dispatcher = 0;
    std::map<std::string, std::uint64_t> refusals;
  };
  Tally tally() const;

 private:
  struct Plan {
    CaseId id;
    std::uint32_t version;
  };
  Instant when(const Case& c, Instant now, Random& random) const;
  void act(const Plan& plan, Instant now);
  /// Works on a step of the case's process that waits to be finished; false when there is none for which it is time.
  bool work_step(const Case& c, Random& random, Instant now);
  Identity handler_of(const std::string& unit) const;
  std::string right_unit(const Case& c) const;
  const Truth* truth(const Case& c) const;
  void send(const Identity& who, const Case& c, Command command, Instant now);

  Office& office_;
  const ReportMaker& maker_;
  std::uint64_t seed_;
  StaffPace pace_;
  mutable std::mutex mutex_;
  std::vector<std::pair<Instant, std::shared_ptr<const Case>>> seen_;   // not planned yet
  std::multimap<Instant, Plan> plans_;
  std::unordered_map<std::uint64_t, std::multimap<Instant, Plan>::iterator> plan_of_;
  std::unordered_map<std::string, const Person*> handlers_;
  Tally tally_;
};

}  // namespace yiwang
