#include "adapters/http/loop.h"

#include <spdlog/spdlog.h>

#include <boost/asio/post.hpp>

#include "adapters/http/loop_parts.h"

namespace yiwang {

using namespace detail;

struct Loop::Parts : LoopParts {
  using LoopParts::LoopParts;
};

Loop::Loop(Door& door, Metrics& metrics, std::size_t most_connections) : parts_(std::make_shared<Parts>(door, metrics, most_connections)) {}

Loop::~Loop() { end(); }

namespace {

void open(Acceptor& acceptor, const std::string& address, std::uint16_t port, bool shared) {
  Code error;
  const auto ip = asio::ip::make_address(address, error);
  if (error) throw std::runtime_error("not an address to listen on: " + address);
  const tcp::endpoint where(ip, port);
  acceptor.open(where.protocol());
  acceptor.set_option(asio::socket_base::reuse_address(true));
  using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;
  if (shared) acceptor.set_option(ReusePort(true));
  acceptor.bind(where, error);
  if (!error) acceptor.listen(1024, error);
  if (error) throw std::runtime_error("cannot listen on " + address + ":" + std::to_string(port) + ": " + error.message());
}

void accept(const std::shared_ptr<LoopParts>& parts) {
  parts->acceptor.async_accept([parts](Code error, Socket socket) {
    if (parts->stopping || error == asio::error::operation_aborted) return;
    if (!error && parts->connections.size() < parts->most_connections) begin_connection(parts, std::move(socket));
    if (error) spdlog::warn("accept: {}", error.message());
    accept(parts);
  });
}

/// All times are looked at twice a second: far cheaper than a timer a connection that moves with every request.
void tick(const std::shared_ptr<LoopParts>& parts) {
  parts->ticker.expires_after(std::chrono::milliseconds{500});
  parts->ticker.async_wait([parts](Code error) {
    if (error || parts->ended) return;
    const auto now = std::chrono::steady_clock::now();
    const std::vector present(parts->connections.begin(), parts->connections.end());
    for (const auto& connection : present) connection->check_time(now);
    tick(parts);
  });
}

}  // namespace

void Loop::check_free(const std::string& address, std::uint16_t port) {
  asio::io_context io;
  Acceptor acceptor(io);
  open(acceptor, address, port, false);
}

std::uint16_t Loop::listen(const std::string& address, std::uint16_t port) {
  open(parts_->acceptor, address, port, true);
  return parts_->acceptor.local_endpoint().port();
}

void Loop::start() {
  accept(parts_);
  tick(parts_);
  thread_ = std::thread([parts = parts_] {
    while (true) {
      try {
        parts->io.run();
        return;
      } catch (const std::exception& fault) {
        spdlog::error("loop: {}", fault.what());
      }
    }
  });
}

void Loop::begin_stop() {
  asio::post(parts_->io, [parts = parts_] {
    parts->stopping = true;
    Code ignored;
    parts->acceptor.close(ignored);
    const std::vector present(parts->connections.begin(), parts->connections.end());
    for (const auto& connection : present) connection->stop_softly();
  });
}

void Loop::end() {
  if (!thread_.joinable()) return;
  asio::post(parts_->io, [parts = parts_] {
    Code ignored;
    parts->ended = true;
    parts->ticker.cancel();
    parts->acceptor.close(ignored);
    const std::vector present(parts->connections.begin(), parts->connections.end());
    for (const auto& connection : present) connection->close();
    // Handlers of closed sockets still have to run; then nothing is left to do and the thread ends by itself.
  });
  thread_.join();
}

}  // namespace yiwang
