#include "apps/bench_intake.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <iostream>

#include "adapters/sql/bare_rate.h"
#include "apps/house.h"
#include "rehearse/report_maker.h"

namespace yiwang {
namespace {

using Steady = std::chrono::steady_clock;
namespace fs = std::filesystem;

struct Options {
  HouseOptions house;
  std::uint64_t reports = 200'000, before = 0, seed = 1;
  std::size_t outstanding = 512;
  int sentences = 4;
  bool as_json = false;
};

// One report each 2.9 s: Beijing's 10.9 million cases of 2023 spread over the year (requirement G1).
constexpr milliseconds kApart{2900};

class Flight {
 public:
  explicit Flight(std::size_t most) : most_(most) {}
  void start() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return under_way_ < most_; });
    ++under_way_;
  }
  void done(Steady::time_point began, bool fine) {
    const auto took = Steady::now() - began;
    const std::lock_guard lock(mutex_);
    --under_way_;
    if (fine) took_.push_back(std::chrono::duration<float, std::milli>(took).count());
    else ++failed_;
    changed_.notify_one();
  }
  std::vector<float>& took() { return took_; }
  std::uint64_t failed() const { return failed_; }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t most_, under_way_ = 0;
  std::vector<float> took_;
  std::uint64_t failed_ = 0;
};

double percentile(std::vector<float>& sorted, double share) {
  return sorted.empty() ? 0 : static_cast<double>(sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(share * static_cast<double>(sorted.size())))]);
}

double feed(House& house, ReportMaker& maker, Instant& at, std::uint64_t count, Flight& flight, std::uint64_t& characters) {
  const auto began = Steady::now();
  for (std::uint64_t i = 0; i < count; ++i) {
    at += kApart;
    auto raw = maker.next(at);
    characters += raw.text.size();
    flight.start();
    house.writer().receive(std::move(raw), {Role::system, "bench", {}}, at, [&flight, start = Steady::now()](const auto& outcome) { flight.done(start, outcome.has_value()); });
  }
  house.writer().drain();
  return std::chrono::duration<double>(Steady::now() - began).count();
}

std::uintmax_t bytes_in(const fs::path& folder) {
  std::uintmax_t total = 0;
  for (const auto& item : fs::recursive_directory_iterator(folder)) {
    const auto name = item.path().filename().string();
    if (item.is_regular_file() && name.find(".db") != std::string::npos) total += item.file_size();
  }
  return total;
}

int run(Options o) {
  const bool temporary = o.house.data.empty();
  const auto scratch = fs::temp_directory_path() / ("yiwang-bench-" + std::to_string(getpid()));
  if (temporary) o.house.data = scratch / "data";
  o.house.quiet = true;
  o.house.key.assign(32, 'k');
  const auto start = *parse_instant("2026-01-05T00:00:00+08:00");
  SetClock clock(start);
  double seconds = 0;
  std::uint64_t cases = 0, failed = 0, characters = 0, in_window = 0;
  std::vector<float> took;
  Writer::Status status;
  {
    House house(o.house, clock);
    clock.set(start + hours{24 * 366});
    ReportMaker maker(house.city(), o.seed, o.sentences);
    auto at = start;
    std::uint64_t ignored = 0;
    Flight warm(o.outstanding);
    feed(house, maker, at, o.before, warm, ignored);
    Flight flight(o.outstanding);
    flight.took().reserve(o.reports);
    seconds = feed(house, maker, at, o.reports, flight, characters);
    took = std::move(flight.took());
    failed = flight.failed();
    status = house.writer().status();
    cases = house.store().last_case_id();
    in_window = status.cases_in_window;
  }
  std::sort(took.begin(), took.end());
  const double rate = static_cast<double>(took.size()) / seconds;
  const auto on_disk = o.house.store.empty() ? bytes_in(o.house.data) : 0;
  const double a_case = cases == 0 ? 0 : static_cast<double>(on_disk) / static_cast<double>(cases);
  const double bare = bare_sqlite_rate((scratch / "bare").string(), std::min<std::uint64_t>(o.reports, 200'000), static_cast<std::size_t>(a_case > 0 ? a_case : 1500));
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  fs::remove_all(scratch);

  const double p50 = percentile(took, 0.5), p99 = percentile(took, 0.99);
  if (o.as_json) {
    std::string out = "{\"reports\":" + std::to_string(took.size()) + ",\"failed\":" + std::to_string(failed) + ",\"seconds\":";
    const auto put = [&](const char* key, double value) {
      out += std::string(",\"") + key + "\":";
      json::write(out, value);
    };
    json::write(out, seconds);
    put("reports_per_s", rate);
    put("p50_ms", p50);
    put("p99_ms", p99);
    put("bytes_per_case", a_case);
    put("text_bytes_per_report", static_cast<double>(characters) / static_cast<double>(o.reports));
    put("peak_memory_mb", static_cast<double>(used.ru_maxrss) / 1024);
    put("bare_sqlite_per_s", bare);
    put("ratio_to_bare", rate / bare);
    out += ",\"cases\":" + std::to_string(cases) + ",\"cases_in_window\":" + std::to_string(in_window) + ",\"batches\":" + std::to_string(status.batches) + ",\"hash\":\"" + status.hash + "\"";
    std::cout << out << "}\n";
  } else {
    std::cout << took.size() << " reports in " << seconds << " s: " << static_cast<long>(rate) << " reports/s, p50 " << p50 << " ms, p99 " << p99 << " ms with " << o.outstanding << " outstanding\n"
              << static_cast<long>(a_case) << " bytes a case on disk, " << cases << " cases, " << in_window << " in the window, peak memory " << used.ru_maxrss / 1024 << " MB\n"
              << "bare batched SQLite inserts of the same bytes: " << static_cast<long>(bare) << " rows/s; ratio " << rate / bare << "\nledger hash " << status.hash << '\n';
  }
  return failed == 0 ? 0 : 1;
}

}  // namespace

void add_bench_intake(CLI::App& bench, int& exit_code) {
  auto o = std::make_shared<Options>();
  auto* sub = bench.add_subcommand("intake", "Full pipeline, durable, with group commit, against bare SQLite inserts of the same bytes");
  sub->add_option("--reports", o->reports, "reports to take")->capture_default_str()->check(CLI::Range(1, 100'000'000));
  sub->add_option("--before", o->before, "reports taken before measuring, to fill the window")->capture_default_str();
  sub->add_option("--outstanding", o->outstanding, "reports handed over and not yet answered")->capture_default_str()->check(CLI::Range(1, 8000));
  sub->add_option("--sentences", o->sentences, "sentences a report has")->capture_default_str()->check(CLI::Range(1, 50));
  sub->add_option("--seed", o->seed, "same seed, same reports, same ledger hash")->capture_default_str();
  sub->add_option("--threads", o->house.threads, "writer threads")->capture_default_str()->check(CLI::Range(1, 64));
  sub->add_option("--data", o->house.data, "keep the data folder here; a temporary one when left out");
  sub->add_option("--city", o->house.city, "the city's folder; the demo city when left out");
  sub->add_option("--store", o->house.store, "a PostgreSQL connection string instead of SQLite");
  sub->add_flag("--json", o->as_json, "print one JSON object");
  sub->callback([o, &exit_code] { exit_code = run(*o); });
}

}  // namespace yiwang
