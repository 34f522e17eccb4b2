#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <unordered_set>

#include "adapters/http/door.h"

namespace yiwang::detail {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
// The executor is named, not erased: that alone is worth half of the speed (no allocation and no virtual call a step).
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using SteadyTimer = asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;
using Time = std::chrono::steady_clock::time_point;
using Code = boost::system::error_code;

/// A connection as its loop sees it. Called on the loop's thread only.
class Spoken {
 public:
  virtual ~Spoken() = default;
  virtual void check_time(Time now) = 0;
  /// Ends when idle or streaming, else after the answer under way.
  virtual void stop_softly() = 0;
  virtual void close() = 0;
};

/// What a loop and its connections share; lives until the last of them is gone.
struct LoopParts {
  LoopParts(Door& the_door, Metrics& the_metrics, std::size_t most) : door(the_door), metrics(the_metrics), most_connections(most), io(1), acceptor(io), ticker(io) {}

  Door& door;
  Metrics& metrics;
  std::size_t most_connections;
  asio::io_context io;
  Acceptor acceptor;
  SteadyTimer ticker;
  std::unordered_set<std::shared_ptr<Spoken>> connections;         // each lives until it is closed
  bool stopping = false, ended = false;
};

/// Starts to speak with a caller who was let in.
void begin_connection(std::shared_ptr<LoopParts> loop, Socket socket);

}  // namespace yiwang::detail
