#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "adapters/sql/store.h"
#include "city/load.h"
#include "rehearse/run.h"
#include "service/verify.h"

namespace yiwang {
namespace {

struct NoBlobs final : Blobs {
  void put(const std::string&, std::string_view) override {}
  std::optional<std::string> get(const std::string&) override { return std::nullopt; }
};
struct NoSink final : NoticeSink {
  bool send(const Notice&) override { return true; }
};

struct Lived {
  RehearseResult result;
  VerifyResult verified;
  std::vector<std::string> broken;
};

/// Half a day of the demo city on a folder of its own.
Lived live(std::uint64_t seed, int threads) {
  static const auto advisers = make_advisers(load_city(std::filesystem::path(YIWANG_SOURCE_DIR) / "catalogue/demo").city);
  const auto folder = std::filesystem::temp_directory_path() / ("yiwang-rehearse-test-" + std::to_string(getpid()));
  std::filesystem::remove_all(folder);
  Lived lived;
  {
    const auto start = *parse_instant("2026-03-02T00:00:00+08:00");
    const auto store = open_store(folder.string());
    const auto cipher = std::make_shared<const Cipher>(std::string(32, 'k'));
    SetClock clock(start);
    NoBlobs blobs;
    NoSink sink;
    Live updates;
    Writer writer(*store, advisers, cipher, {.threads = threads});
    Accounts accounts(*store, [](std::size_t n) { return std::string(n, 'r'); }, 12);
    Office office({*store, blobs, writer, accounts, updates, cipher, clock});
    Errands errands(*store, writer, sink, clock);
    ReportMaker maker(advisers.city, seed);
    Staff staff(office, maker, seed);
    Watch watch(staff);
    writer.on_change([&](const Change& change) { watch(change); });
    RehearseOptions options;
    options.seed = seed;
    options.days = 1;
    options.reports_a_day = 60;
    options.start = start;
    lived.result = rehearse(office, errands, clock, options, maker, staff);
    lived.verified = verify(*store, minutes{480});
    lived.broken = watch.broken;
  }
  std::filesystem::remove_all(folder);
  return lived;
}

TEST(Rehearsal, gives_the_same_ledger_for_the_same_seed_with_one_thread_and_with_three) {
  const auto once = live(7, 1);
  const auto again = live(7, 3);
  const auto other = live(8, 1);
  EXPECT_GT(once.result.entries, 60u);
  EXPECT_EQ(once.result.hash, again.result.hash);
  EXPECT_NE(once.result.hash, other.result.hash);
}

TEST(Rehearsal, loses_no_report_and_breaks_no_invariant) {
  const auto lived = live(11, 2);
  EXPECT_GT(lived.result.reports, 20u);
  EXPECT_EQ(lived.result.acknowledged, lived.result.reports);
  EXPECT_EQ(lived.verified.reports, lived.result.reports);
  EXPECT_TRUE(lived.verified.clean());
  EXPECT_EQ(lived.broken, std::vector<std::string>{});
}

}  // namespace
}  // namespace yiwang
