#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "adapters/sql/sqlite_connection.h"

namespace yiwang {

/// Moves SQLite's log into the database beside the writer, so that no commit pays for it. Most of the log is moved while the writer goes on; only for the
/// tail that came meanwhile is the writer held, so that the log can start anew and does not grow without end.
class Checkpointer {
 public:
  Checkpointer(const std::string& file, std::shared_ptr<std::mutex> writing);
  ~Checkpointer();                         // stops; SQLite itself moves the rest when the last connection closes
  /// After a commit, with the log's length in pages.
  void committed(int log_pages);

 private:
  void work();

  SqliteConnection connection_;
  std::shared_ptr<std::mutex> writing_;
  std::mutex mutex_;
  std::condition_variable woken_;
  bool wanted_ = false, stop_ = false;
  std::thread thread_;
};

}  // namespace yiwang
