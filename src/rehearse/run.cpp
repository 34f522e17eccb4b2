#include "rehearse/run.h"

#include <atomic>
#include <cmath>

#include "cases/invariants.h"

namespace yiwang {
namespace {
constexpr std::size_t kKeptFaults = 100;
constexpr auto kStep = minutes{1};
}  // namespace

void Watch::operator()(const Change& change) {
  if (!change.before) ++opened;
  if (!change.after->open() && (!change.before || change.before->open())) ++closed;
  for (const auto& fault : broken_invariants(*change.after)) {
    ++broken_count;
    if (broken.size() < kKeptFaults) broken.push_back(change.after->number + ": " + fault);
  }
  // A deadline moves only by an event that says so (requirement C1).
  if (change.before) {
    bool told = false;
    for (const auto kind : change.events) {
      told = told || kind == EventKind::deadline_set || kind == EventKind::deadline_near || kind == EventKind::deadline_missed || kind == EventKind::deadline_met || kind == EventKind::deadline_cancelled;
    }
    bool moved = change.before->deadlines.size() != change.after->deadlines.size();
    for (std::size_t i = 0; !moved && i < change.before->deadlines.size(); ++i) {
      const auto& a = change.before->deadlines[i];
      const auto& b = change.after->deadlines[i];
      moved = a.due != b.due || a.state != b.state;
    }
    if (moved && !told) {
      ++broken_count;
      if (broken.size() < kKeptFaults) broken.push_back(change.after->number + ": a deadline moved without an event");
    }
  }
  staff_.observe(change);
}

RehearseResult rehearse(Office& office, Errands& errands, SetClock& clock, const RehearseOptions& options, ReportMaker& maker, Staff& staff,
                        const std::function<void(int)>& progress) {
  RehearseResult result;
  Random random(options.seed * 7919 + 17);
  std::atomic<std::uint64_t> acknowledged{0}, joined{0}, refused{0};
  const auto offset = office.city()->offset;
  const Actor door{Role::system, "rehearsal", {}};
  const auto steps = options.days * 24 * 60;
  for (int step = 0; step < steps; ++step) {
    const auto now = options.start + kStep * (step + 1);
    clock.set(now);
    const auto local = to_local(now, offset);
    const double wanted = options.reports_a_day / (24 * 60) * ReportMaker::busyness(static_cast<int>(local.since_midnight / hours{1}));
    // Arrivals of a minute follow a Poisson law (Knuth's product method; the mean is small).
    const double limit = std::exp(-wanted);
    for (double product = random.unit(); product > limit; product *= random.unit()) {
      ++result.reports;
      office.writer().receive(maker.next(now), door, now, [&](const Result<ReceiveOutcome>& outcome) {
        if (!outcome) ++refused;
        else {
          ++acknowledged;
          if (outcome->outcome == "joined") ++joined;
        }
      });
    }
    office.writer().drain();
    while (staff.work(now) > 0) office.writer().drain();
    errands.round();
    office.writer().drain();
    if (progress && (step + 1) % (24 * 60) == 0) progress((step + 1) / (24 * 60));
  }
  result.acknowledged = acknowledged;
  result.joined = joined;
  result.refused = refused;
  result.staff = staff.tally();
  const auto status = office.writer().status();
  result.entries = status.seq;
  result.hash = status.hash;
  return result;
}

}  // namespace yiwang
