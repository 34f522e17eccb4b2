#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/random.h"
#include "sql/places.h"

namespace yiwang {
namespace {

// A child process commits batch after batch and tells the number of each one through a pipe as soon as `commit` has returned; it is killed with SIGKILL at
// some moment. Whatever it told must be there after reopening, whole, and at most one batch that it had no time to tell.

constexpr std::uint64_t kBatch = 17;
constexpr int kRounds = 10;

[[noreturn]] void commit_until_killed(const std::string& where, int told) {
  auto store = open_store(where);
  auto at = store->last_entry().seq;
  while (true) {
    Batch batch;
    for (std::uint64_t i = 0; i < kBatch; ++i, ++at) add_to(batch, a_new_case(at + 1, at + 1));
    store->commit(batch);
    if (::write(told, &at, sizeof at) != sizeof at) ::_exit(1);
  }
}

/// The last number told by a child that was killed after `acknowledged` more commits and a little while.
std::uint64_t last_told(const std::string& where, int acknowledged, useconds_t then_us) {
  int ends[2];
  EXPECT_EQ(::pipe(ends), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    commit_until_killed(where, ends[1]);
  }
  ::close(ends[1]);
  std::uint64_t told = 0, last = 0;
  while (acknowledged-- > 0 && ::read(ends[0], &told, sizeof told) == sizeof told) last = told;
  ::usleep(then_us);                                   // so that the blow falls anywhere inside a commit
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  while (::read(ends[0], &told, sizeof told) == sizeof told) last = told;
  ::close(ends[0]);
  return last;
}

using Crash = StoreContract;
YIWANG_ON_EVERY_STORE(Crash);

TEST_P(Crash, EveryAcknowledgedBatchSurvivesAKillAndNoneIsTorn) {
  store.reset();
  Random random(20261121);
  for (int round = 0; round < kRounds; ++round) {
    const auto told = last_told(place->where(), 1 + static_cast<int>(random.below(12)), static_cast<useconds_t>(random.below(4000)));
    ASSERT_GT(told, 0u) << "the child never got to commit";
    for (int attempt = 0; !store; ++attempt) {
      // A database server needs a moment to notice that its client died.
      try {
        store = open_store(place->where());
      } catch (const std::runtime_error&) {
        ASSERT_LT(attempt, 100);
        ::usleep(20'000);
      }
    }
    const auto last = store->last_entry().seq;
    ASSERT_GE(last, told) << "an acknowledged batch is gone, round " << round;
    ASSERT_LE(last, told + kBatch) << "round " << round;
    ASSERT_EQ(last % kBatch, 0u) << "a batch is torn, round " << round;
    EXPECT_EQ(store->entries_after(0, 1'000'000).size(), last);
    EXPECT_EQ(store->case_rows_after(0, 1'000'000).size(), last);
    EXPECT_EQ(store->last_report_id(), 1000 + last);
    EXPECT_EQ(store->find_case(last), a_case(last));
    EXPECT_TRUE(store->find_intake("web/" + std::to_string(last)));
    std::int64_t counted = 0;
    for (const auto& [key, counts] : store->cubes(0, 100'000)) counted += counts.reports;
    EXPECT_EQ(counted, static_cast<std::int64_t>(last));
    store.reset();
  }
}

}  // namespace
}  // namespace yiwang
