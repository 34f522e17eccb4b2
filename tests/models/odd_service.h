#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace yiwang {

/// A model service on loopback that answers whatever a test hands it, byte for byte, well-behaved or not. One connection at a time.
class OddService {
 public:
  /// `manner` gets the whole request and the socket to answer on.
  using Manner = std::function<void(const std::string& request, int socket)>;

  explicit OddService(Manner manner) : manner_(std::move(manner)), door_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof where;
    if (::bind(door_, reinterpret_cast<sockaddr*>(&where), size) != 0 || ::listen(door_, 16) != 0) throw std::runtime_error("no port on loopback");
    ::getsockname(door_, reinterpret_cast<sockaddr*>(&where), &size);
    port_ = ntohs(where.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~OddService() {
    closing_ = true;
    ::shutdown(door_, SHUT_RDWR);
    ::close(door_);
    thread_.join();
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/v1"; }
  std::vector<std::string> requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
  }
  bool closing() const { return closing_; }

  static void say(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  static void answer(int socket, std::string_view body, std::string_view status = "200 OK", std::string_view more = "") {
    say(socket, "HTTP/1.1 " + std::string(status) + "\r\nContent-Type: application/json\r\nConnection: close\r\n" + std::string(more) + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body));
  }
  /// Until the other side gives up.
  static void hold(int socket) {
    char byte;
    while (::recv(socket, &byte, 1, 0) > 0) {
    }
  }

 private:
  void serve() {
    while (!closing_) {
      const int socket = ::accept4(door_, nullptr, nullptr, SOCK_CLOEXEC);
      if (socket < 0) return;
      auto request = read(socket);
      {
        const std::lock_guard lock(mutex_);
        requests_.push_back(request);
      }
      manner_(request, socket);
      ::close(socket);
    }
  }
  static std::string read(int socket) {
    std::string in;
    char buffer[4096];
    while (true) {
      const auto end = in.find("\r\n\r\n");
      if (end != std::string::npos) {
        const auto at = in.find("Content-Length: ");
        if (at == std::string::npos || in.size() >= end + 4 + std::stoul(in.substr(at + 16))) return in;
      }
      const auto got = ::recv(socket, buffer, sizeof buffer, 0);
      if (got <= 0) return in;
      in.append(buffer, static_cast<std::size_t>(got));
    }
  }

  Manner manner_;
  int door_;
  std::uint16_t port_ = 0;
  std::atomic<bool> closing_{false};
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::thread thread_;
};

}  // namespace yiwang
