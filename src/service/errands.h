#pragma once
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "service/ports.h"
#include "service/writer.h"

namespace yiwang {

/// What must happen by itself: deadlines that come near or pass, notices that wait to be sent, the way back after the store broke. One quiet thread that looks once a
/// second; everything it does goes through the writer or the store like anybody else's work.
class Errands {
 public:
  Errands(Store& store, Writer& writer, NoticeSink& sink, const Clock& clock);
  ~Errands();
  /// One more thing to do each round, such as the studio's; before `start`.
  void also(std::function<void(Instant)> errand) { also_.push_back(std::move(errand)); }
  /// One round, for tests and rehearsal (then make no thread: `start` is not called).
  void round();
  void start();

 private:
  void send_notices(Instant now);
  Store& store_;
  Writer& writer_;
  NoticeSink& sink_;
  const Clock& clock_;
  std::vector<std::function<void(Instant)>> also_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopped_ = false;
  std::thread thread_;
};

}  // namespace yiwang
