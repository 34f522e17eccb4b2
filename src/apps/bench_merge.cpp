#include "apps/bench_merge.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <iostream>

#include "apps/house.h"
#include "base/json.h"
#include "rehearse/report_maker.h"

namespace yiwang {
namespace {

using Steady = std::chrono::steady_clock;
namespace fs = std::filesystem;

struct Options {
  std::uint64_t reports = 100'000, merges = 2000, seed = 1;
  bool as_json = false;
};

constexpr milliseconds kApart{2900};

struct Took {
  std::vector<double> ms;
  std::uint64_t refused = 0;
  boost::json::object to_json() {
    std::sort(ms.begin(), ms.end());
    const auto at = [&](double share) { return ms.empty() ? 0.0 : std::round(ms[static_cast<std::size_t>(share * static_cast<double>(ms.size() - 1))] * 1e3) / 1e3; };
    return {{"done", ms.size()}, {"refused", refused}, {"p50_ms", at(0.5)}, {"p99_ms", at(0.99)}, {"max_ms", at(1)}};
  }
};

/// Hands over one command and waits until it is on disk, as a person at a desk does.
std::shared_ptr<const Case> does(Writer& writer, CaseId id, Command command, Instant at, Took& took) {
  std::promise<Result<std::shared_ptr<const Case>>> answer;
  const auto began = Steady::now();
  writer.command(id, std::move(command), {Role::dispatcher, "bench", {}}, 0, at, [&](auto outcome) { answer.set_value(std::move(outcome)); });
  auto outcome = answer.get_future().get();
  if (!outcome) {
    ++took.refused;
    return nullptr;
  }
  took.ms.push_back(std::chrono::duration<double, std::milli>(Steady::now() - began).count());
  return *outcome;
}

int run(const Options& o) {
  const auto scratch = fs::temp_directory_path() / ("yiwang-bench-merge-" + std::to_string(getpid()));
  HouseOptions options;
  options.data = scratch / "data";
  options.quiet = true;
  options.key.assign(32, 'k');
  const auto start = *parse_instant("2026-01-05T00:00:00+08:00");
  SetClock clock(start);
  boost::json::object out;
  {
    House house(options, clock);
    ReportMaker maker(house.city(), o.seed, 4);
    auto at = start;
    for (std::uint64_t i = 0; i < o.reports; ++i) {
      at += kApart;
      house.writer().receive(maker.next(at), {Role::system, "bench", {}}, at, [](const auto&) {});
    }
    house.writer().drain();
    clock.set(at);
    out["reports"] = o.reports;
    out["cases"] = house.store().last_case_id();
    // Two neighbours become one, and its second report becomes a case again.
    const auto last = house.store().last_case_id();
    Took merging, splitting;
    for (std::uint64_t i = 0; i < o.merges && 2 * i + 2 <= last; ++i) {
      const CaseId from{last - 2 * i}, into{last - 2 * i - 1};
      const auto before = does(house.writer(), from, Merge{into}, at, merging);
      if (before) does(house.writer(), into, Split{before->reports.back().id, {}}, at, splitting);
    }
    out["merge"] = merging.to_json();
    out["split"] = splitting.to_json();
  }
  fs::remove_all(scratch);
  if (o.as_json) {
    std::cout << boost::json::serialize(out) << '\n';
    return 0;
  }
  std::cout << o.reports << " reports, " << out.at("cases") << " cases\nmerge " << boost::json::serialize(out.at("merge")) << "\nsplit " << boost::json::serialize(out.at("split")) << '\n';
  return 0;
}

}  // namespace

void add_bench_merge(CLI::App& bench, int& exit_code) {
  auto o = std::make_shared<Options>();
  auto* sub = bench.add_subcommand("merge", "Merge and split cases through the writer, each answered after it is on disk, with many cases in the window (docs/relating.md)");
  sub->add_option("--reports", o->reports, "reports taken before")->capture_default_str();
  sub->add_option("--merges", o->merges, "merges, each split again")->capture_default_str();
  sub->add_option("--seed", o->seed, "same seed, same reports")->capture_default_str();
  sub->add_flag("--json", o->as_json, "one JSON object on standard output");
  sub->callback([o, &exit_code] { exit_code = run(*o); });
}

}  // namespace yiwang
