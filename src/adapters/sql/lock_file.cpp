#include "adapters/sql/lock_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace yiwang {

LockFile::LockFile(const std::string& folder) {
  const auto path = folder + "/yiwang.lock";
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
  if (file_ < 0) throw std::runtime_error("the data folder " + folder + " cannot be written: " + std::strerror(errno));
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    char holder[32] = {};
    const auto read = ::pread(file_, holder, sizeof holder - 1, 0);
    ::close(file_);
    throw std::runtime_error("the data folder " + folder + " is in use by another process" + (read > 0 ? " (" + std::string(holder) + ")" : std::string()) +
                             "; only one may write to it");
  }
  const auto self = std::to_string(::getpid());
  // Only a help for people; the lock itself is what counts.
  if (::ftruncate(file_, 0) != 0 || ::pwrite(file_, self.data(), self.size(), 0) < 0) errno = 0;
}

LockFile::~LockFile() { ::close(file_); }

}  // namespace yiwang
