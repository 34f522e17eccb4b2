#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include "adapters/documents/place_readers.h"

namespace yiwang::detail {
namespace {

constexpr std::size_t kMostOutput = 64 << 10;

struct Pipe {
  int ends[2] = {-1, -1};
  Pipe() {
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe to be had");
  }
  ~Pipe() {
    for (const int end : ends) {
      if (end >= 0) ::close(end);
    }
  }
  void close_end(int which) {
    ::close(ends[which]);
    ends[which] = -1;
  }
};

}  // namespace

ChildResult run_child(const std::vector<std::string>& arguments, const std::vector<std::pair<std::string, std::string>>& environment, int seconds, const std::string& watched, std::uint64_t most_bytes) {
  ChildResult out;
  Pipe pipe;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, pipe.ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, pipe.ends[1], STDERR_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  // Signals are blocked in our threads; the child must be endable, with all it starts.
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);

  // Only what it needs to find itself; no secret of ours.
  std::vector<std::string> kept;
  for (const char* name : {"PATH", "HOME", "LANG", "TMPDIR", "GDAL_DATA", "PROJ_LIB", "LD_LIBRARY_PATH"}) {
    if (const char* value = std::getenv(name)) kept.push_back(std::string(name) + "=" + value);
  }
  for (const auto& [name, value] : environment) kept.push_back(name + "=" + value);
  std::vector<char*> argv, envp;
  auto words = arguments;
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  for (auto& line : kept) envp.push_back(line.data());
  envp.push_back(nullptr);
  pid_t child = 0;
  const int failed = ::posix_spawnp(&child, argv[0], &actions, &attributes, argv.data(), envp.data());
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (failed != 0) {
    out.exit_code = 127;
    return out;
  }
  pipe.close_end(1);
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  // Ends when the child has closed its output, which it does by ending.
  for (char piece[4096];;) {
    pollfd waiting{pipe.ends[0], POLLIN, 0};
    const int ready = ::poll(&waiting, 1, 200);
    if (ready > 0) {
      const auto got = ::read(pipe.ends[0], piece, sizeof piece);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) break;
      if (out.output.size() < kMostOutput) out.output.append(piece, static_cast<std::size_t>(got));
    }
    out.late = std::chrono::steady_clock::now() > until;
    std::error_code error;
    out.too_much = !watched.empty() && most_bytes > 0 && std::filesystem::exists(watched, error) && std::filesystem::file_size(watched, error) > most_bytes;
    if (out.late || out.too_much) {
      ::kill(-child, SIGKILL);
      break;
    }
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {}
  out.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return out;
}

}  // namespace yiwang::detail
