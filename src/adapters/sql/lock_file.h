#pragma once
#include <string>

namespace yiwang {

/// Keeps one writer to a folder: an exclusive flock on `<folder>/yiwang.lock`, let go when the process ends in whatever way. Throws
/// std::runtime_error naming the process that holds it.
class LockFile {
 public:
  explicit LockFile(const std::string& folder);
  ~LockFile();
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;

 private:
  int file_ = -1;
};

}  // namespace yiwang
