#include <gmock/gmock.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sql/places.h"

namespace yiwang {
namespace {

void let_files_grow_to(rlim_t bytes) {
  rlimit limit{};
  ::getrlimit(RLIMIT_FSIZE, &limit);
  limit.rlim_cur = bytes;
  ::setrlimit(RLIMIT_FSIZE, &limit);
}

/// 0 when all went as it should; else the number of the step that did not.
int live_through_a_full_disk(const std::string& where) {
  auto store = open_store(where);
  store->commit(new_cases(3));
  Batch large;
  for (std::uint64_t id = 4; id <= 3000; ++id) add_to(large, a_new_case(id, id));
  ::signal(SIGXFSZ, SIG_IGN);
  let_files_grow_to(512 << 10);
  try {
    store->commit(large);
    return 1;
  } catch (const std::runtime_error& e) {
    if (std::string(e.what()).find("disk") == std::string::npos) return 2;
  }
  if (store->last_entry().seq != 3 || store->find_case(4)) return 3;
  let_files_grow_to(RLIM_INFINITY);
  store->commit(large);
  if (store->last_entry().seq != 3000) return 4;
  store.reset();
  store = open_store(where);
  return store->case_rows_after(0, 10'000).size() == 3000 ? 0 : 5;
}

// A limit on file size stands for a disk without room; in a process of its own, because it holds for every file the process writes.
TEST(FullDisk, ACommitThatFindsNoRoomLeavesNothingAndTheNextOneGoesThrough) {
  const auto place = Place::make("sqlite");
  const pid_t child = ::fork();
  if (child == 0) {
    int step = 9;
    try {
      step = live_through_a_full_disk(place->where());
    } catch (...) {
    }
    ::_exit(step);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0) << "see live_through_a_full_disk for the step";
}

}  // namespace
}  // namespace yiwang
