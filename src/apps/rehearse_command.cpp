#include <unistd.h>

#include <chrono>
#include <iostream>

#include "apps/commands.h"
#include "apps/house.h"
#include "rehearse/run.h"
#include "service/verify.h"

namespace yiwang {
namespace {

struct Options {
  HouseOptions house;
  RehearseOptions rehearse;
  std::string start = "2026-03-02T00:00:00+08:00";
  bool as_json = false, keep = false;
};

void print_json(const RehearseResult& r, const VerifyResult& v, double seconds, double faster) {
  std::string out = "{\"reports\":" + std::to_string(r.reports) + ",\"acknowledged\":" + std::to_string(r.acknowledged) + ",\"refused\":" + std::to_string(r.refused) +
                    ",\"cases\":" + std::to_string(v.cases) + ",\"joined\":" + std::to_string(r.joined) + ",\"closed\":" + std::to_string(r.closed) + ",\"entries\":" + std::to_string(r.entries) +
                    ",\"commands\":" + std::to_string(r.staff.commands) + ",\"commands_refused\":" + std::to_string(r.staff.refused) + ",\"auto_dispatched\":" + std::to_string(r.staff.auto_dispatched) +
                    ",\"auto_right\":" + std::to_string(r.staff.auto_right) + ",\"by_dispatcher\":" + std::to_string(r.staff.by_dispatcher) + ",\"invariants_broken\":" + std::to_string(r.broken_count) +
                    ",\"verify_faults\":" + std::to_string(v.fault_count) + ",\"hash\":\"" + r.hash + "\",\"seconds\":";
  json::write(out, seconds);
  out += ",\"times_faster_than_life\":";
  json::write(out, faster);
  std::cout << out << "}\n";
}

int run(Options o) {
  const auto start = parse_instant(o.start);
  if (!start) {
    std::cerr << "--start is not a time: " << o.start << '\n';
    return 1;
  }
  o.rehearse.start = *start;
  const bool temporary = o.house.data.empty();
  if (temporary) o.house.data = std::filesystem::temp_directory_path() / ("yiwang-rehearsal-" + std::to_string(getpid()));
  o.house.quiet = true;
  // The key follows from the seed, so that sealed fields, and with them the ledger's hash, are the same in every run.
  const auto key = sha256("rehearsal " + std::to_string(o.rehearse.seed));
  o.house.key.assign(reinterpret_cast<const char*>(key.data()), key.size());

  SetClock clock(*start);
  RehearseResult result;
  VerifyResult verified;
  double seconds = 0;
  {
    House house(o.house, clock);
    ReportMaker maker(house.city(), o.rehearse.seed);
    Staff staff(house.office(), maker, o.rehearse.seed);
    Watch watch(staff);
    house.writer().on_change([&](const Change& change) { watch(change); });
    const bool live = isatty(STDERR_FILENO) != 0 && !o.as_json;
    const auto began = std::chrono::steady_clock::now();
    result = rehearse(house.office(), house.errands(), clock, o.rehearse, maker, staff, [&](int day) {
      if (live) std::cerr << "\rday " << day << " of " << o.rehearse.days << std::flush;
    });
    seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    if (live) std::cerr << '\r';
    result.opened = watch.opened;
    result.closed = watch.closed;
    result.broken = watch.broken;
    result.broken_count = watch.broken_count;
    verified = verify(house.store(), house.city()->offset);
  }
  if (temporary) std::filesystem::remove_all(o.house.data);

  const double faster = o.rehearse.days * 86400.0 / seconds;
  const bool good = result.broken_count == 0 && verified.clean() && result.acknowledged == result.reports && verified.reports == result.acknowledged;
  if (o.as_json) {
    print_json(result, verified, seconds, faster);
    return good ? 0 : 1;
  }
  for (const auto& fault : result.broken) std::cout << "invariant broken: " << fault << '\n';
  for (const auto& fault : verified.faults) std::cout << "verify: " << fault.what << " case " << fault.case_id << ": " << fault.detail << '\n';
  for (const auto& [what, count] : result.staff.refusals) std::cout << "refused " << count << " x " << what << '\n';
  std::cout << o.rehearse.days << " days, seed " << o.rehearse.seed << ": " << result.reports << " reports told, " << result.acknowledged << " acknowledged, " << verified.cases << " cases ("
            << result.joined << " reports joined one), " << result.closed << " settled, " << result.entries << " entries\n"
            << "dispatched by the engine " << result.staff.auto_dispatched << " (right unit " << result.staff.auto_right << "), by people " << result.staff.by_dispatcher << "; commands "
            << result.staff.commands << ", refused " << result.staff.refused << '\n'
            << "ledger hash " << result.hash << '\n'
            << (good ? "every invariant held" : "INVARIANTS BROKEN") << "; " << seconds << " s, " << static_cast<long long>(faster) << " times faster than life\n";
  return good ? 0 : 1;
}

}  // namespace

void add_rehearse(CLI::App& app, int& exit_code) {
  auto o = std::make_shared<Options>();
  auto* sub = app.add_subcommand("rehearse", "Let a city live for some days on a virtual clock and check every invariant");
  sub->add_option("--seed", o->rehearse.seed, "same seed, same ledger")->capture_default_str();
  sub->add_option("--days", o->rehearse.days, "days to live")->capture_default_str()->check(CLI::Range(1, 3660));
  sub->add_option("--reports-a-day", o->rehearse.reports_a_day, "mean number of reports a day")->capture_default_str()->check(CLI::Range(1.0, 1e6));
  sub->add_option("--start", o->start, "when the first day begins")->capture_default_str();
  sub->add_option("--city", o->house.city, "the city's folder; the demo city when left out");
  sub->add_option("--data", o->house.data, "keep the data folder here; a temporary one when left out");
  sub->add_option("--store", o->house.store, "a PostgreSQL connection string instead of SQLite");
  sub->add_option("--threads", o->house.threads, "writer threads; the ledger is the same with any number")->capture_default_str()->check(CLI::Range(1, 64));
  sub->add_flag("--json", o->as_json, "print one JSON object");
  sub->callback([o, &exit_code] { exit_code = run(*o); });
}

}  // namespace yiwang
