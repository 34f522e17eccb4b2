#pragma once
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "cases/report.h"
#include "base/result.h"

namespace yiwang {

/// Files that were uploaded and not yet named by a report or command: a form names them by id only. Kept a day, 20,000 at most (the oldest go first);
/// lost when the server restarts, then `unknown_attachment` asks for the upload again. Thread-safe.
class Uploads {
 public:
  void remember(const Attachment& attachment, Instant now);
  Result<Attachment> find(const std::string& id, Instant now) const;
  Result<std::vector<Attachment>> find_all(const std::vector<std::string>& ids, const std::string& field, Instant now) const;

 private:
  struct Kept {
    Attachment attachment;
    Instant at;
  };
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Kept> kept_;
};

}  // namespace yiwang
