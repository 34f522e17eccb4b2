#include "adapters/files/disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace yiwang {
namespace {

struct File {
  int number;
  ~File() {
    if (number >= 0) ::close(number);
  }
};

[[noreturn]] void fail(const std::filesystem::path& path, int error) {
  throw std::runtime_error((error == ENOSPC ? "the disk is full: " : "the disk failed: ") + path.string() + ": " + std::strerror(error));
}

}  // namespace

void write_synced(const std::filesystem::path& path, std::string_view bytes) {
  const File file{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640)};
  if (file.number < 0) fail(path, errno);
  const auto give_up = [&] {
    const int error = errno;
    ::unlink(path.c_str());
    fail(path, error);
  };
  while (!bytes.empty()) {
    const auto written = ::write(file.number, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) give_up();
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(file.number) != 0) give_up();
}

void sync_folder(const std::filesystem::path& folder) {
  const File file{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (file.number < 0 || ::fsync(file.number) != 0) fail(folder, errno);
}

std::optional<std::string> read_whole(const std::filesystem::path& path) {
  const File file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.number < 0 && errno == ENOENT) return std::nullopt;
  struct stat about {};
  if (file.number < 0 || ::fstat(file.number, &about) != 0) fail(path, errno);
  std::string bytes(static_cast<std::size_t>(about.st_size), '\0');
  std::size_t have = 0;
  while (have < bytes.size()) {
    const auto got = ::read(file.number, bytes.data() + have, bytes.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail(path, errno);
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  bytes.resize(have);
  return bytes;
}

}  // namespace yiwang
