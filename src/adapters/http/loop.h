#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <thread>

#include "adapters/http/door.h"

namespace yiwang {

/// One thread that speaks with its share of the callers: an io_context with an accepting socket of its own (SO_REUSEPORT), so that no lock lies between
/// threads. Times: a head within 10 s of its first byte, a body at 8 KiB/s or better, 75 s idle between requests, 60 s for an answer to be taken. All Beast
/// and Asio code stands behind this interface.
class Loop {
 public:
  Loop(Door& door, Metrics& metrics, std::size_t most_connections);
  ~Loop();
  /// Throws when somebody else listens there already, which sharing the port among our own threads would hide.
  static void check_free(const std::string& address, std::uint16_t port);
  /// Throws std::runtime_error. Port 0: any free one; the answer is the port taken.
  std::uint16_t listen(const std::string& address, std::uint16_t port);
  void start();
  /// No new connections; idle ones end, streams end, running calls may finish.
  void begin_stop();
  /// Ends what is left.
  void end();

 private:
  struct Parts;
  std::shared_ptr<Parts> parts_;
  std::thread thread_;
};

}  // namespace yiwang
