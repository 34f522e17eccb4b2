#include "apps/living_city.h"

#include <algorithm>
#include <atomic>
#include <iostream>

#include "rehearse/run.h"

namespace yiwang {
namespace {

constexpr auto kBeat = milliseconds{250};
constexpr int kDaysBefore = 4;
constexpr double kReportsADayBefore = 160;
// Staff of a living city does in a minute what takes twenty, or nobody would see a case close.
constexpr double kFaster = 20;

struct NoSink final : NoticeSink {
  bool send(const Notice&) override { return true; }
};

}  // namespace

struct LivingCity::Parts {
  Parts(House& h, const Clock& c)
      : house(h), clock(c), seed(static_cast<std::uint64_t>(c.now().time_since_epoch().count())), maker(h.city(), seed), before(h.office(), maker, seed), staff(h.office(), maker, seed, {kFaster}) {
    house.writer().on_change([this](const Change& change) {
      if (catching_up) before.observe(change);
      else staff.observe(change);
    });
  }

  void run() {
    if (house.store().last_entry().seq == 0 && pace > 0) catch_up();
    house.errands().start();
    double owed = 0;
    std::unique_lock lock(mutex);
    while (!stopped) {
      changed.wait_for(lock, kBeat, [this] { return stopped.load(); });
      if (stopped) break;
      lock.unlock();
      beat(owed);
      lock.lock();
    }
  }

  void catch_up() {
    catching_up = true;
    const auto now = clock.now();
    SetClock then(now);
    NoSink nowhere;
    Errands errands(house.store(), house.writer(), nowhere, then);
    RehearseOptions options;
    options.seed = seed;
    options.days = kDaysBefore;
    options.reports_a_day = kReportsADayBefore;
    options.start = now - hours{24 * kDaysBefore};
    Staff& people = before;
    rehearse(house.office(), errands, then, options, maker, people, [this](int) {
      if (stopped) throw std::runtime_error("stopped");
    });
    made += static_cast<std::int64_t>(kReportsADayBefore * kDaysBefore);
    catching_up = false;
  }

  void beat(double& owed) {
    try {
      const auto now = clock.now();
      owed += pace / 60.0 * static_cast<double>(kBeat.count()) / 1000.0;
      for (; owed >= 1; owed -= 1) {
        ++made;
        house.writer().receive(maker.next(now), {Role::system, "rehearsal", {}}, now, [](const auto&) {});
      }
      if (with_staff) staff.work(now);
    } catch (const std::exception& fault) {
      std::cerr << "rehearsal: " << fault.what() << '\n';
    }
  }

  House& house;
  const Clock& clock;
  const std::uint64_t seed;
  ReportMaker maker;
  Staff before, staff;
  std::atomic<bool> catching_up{false}, with_staff{true}, stopped{false};
  std::atomic<double> pace{0};
  std::atomic<std::int64_t> made{0};
  std::optional<Instant> since;
  std::mutex mutex;
  std::condition_variable changed;
  std::thread thread;
};

LivingCity::LivingCity(House& house, const Clock& clock) : parts_(std::make_unique<Parts>(house, clock)) {}
LivingCity::~LivingCity() { stop(); }

void LivingCity::start(double pace) {
  auto& p = *parts_;
  p.pace = std::max(pace, 0.0);
  p.with_staff = pace > 0;
  p.since = p.clock.now();
  p.thread = std::thread([&p] {
    try {
      p.run();
    } catch (const std::exception& fault) {
      if (!p.stopped) std::cerr << "rehearsal stopped: " << fault.what() << '\n';
    }
  });
}

void LivingCity::stop() {
  auto& p = *parts_;
  p.stopped = true;
  p.changed.notify_all();
  if (p.thread.joinable()) p.thread.join();
}

RehearsalControl LivingCity::control() {
  auto& p = *parts_;
  const auto state = [&p] { return RehearsalControl::State{p.pace.load() > 0 || p.catching_up.load(), p.pace.load(), p.with_staff.load(), p.made.load(), p.since}; };
  return {state, [&p, state](double pace, bool staff) -> Result<RehearsalControl::State> {
            if (!(pace >= 0 && pace <= 600)) return refuse(Reason::out_of_range, {{"least", "0"}, {"most", "600"}}, "pace_per_minute");
            p.pace = pace;
            p.with_staff = staff;
            return state();
          }};
}

}  // namespace yiwang
