#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <stdexcept>

#include "apps/bench_http.h"

namespace yiwang {
namespace {

using Steady = std::chrono::steady_clock;

struct Line {
  int socket = -1;
  std::string out, in;
  std::size_t sent = 0;
  Steady::time_point began;
  bool waiting = false;
};

int connect_to(std::uint16_t port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in where{};
  where.sin_family = AF_INET;
  where.sin_port = htons(port);
  where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (fd < 0 || ::connect(fd, reinterpret_cast<sockaddr*>(&where), sizeof where) != 0) throw std::runtime_error("cannot connect to port " + std::to_string(port));
  const int on = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  ::fcntl(fd, F_SETFL, O_NONBLOCK);
  return fd;
}

/// The status once a whole answer has arrived, 0 before.
int whole_answer(const std::string& in) {
  const auto end = in.find("\r\n\r\n");
  if (end == std::string::npos || in.size() < 12) return 0;
  std::size_t length = 0;
  if (const auto at = in.find("Content-Length: "); at != std::string::npos && at < end) std::from_chars(in.data() + at + 16, in.data() + end, length);
  if (in.size() < end + 4 + length) return 0;
  int status = 0;
  std::from_chars(in.data() + 9, in.data() + 12, status);
  return status;
}

class Load {
 public:
  Load(std::uint16_t port, std::uint64_t count, std::size_t connections, const std::function<std::string(std::uint64_t)>& make) : count_(count), make_(make), poll_(::epoll_create1(0)) {
    lines_.resize(std::min<std::uint64_t>(connections, count));
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      lines_[i].socket = connect_to(port);
      epoll_event wanted{};
      wanted.events = EPOLLIN;
      wanted.data.u64 = i;
      ::epoll_ctl(poll_, EPOLL_CTL_ADD, lines_[i].socket, &wanted);
    }
  }
  ~Load() {
    for (auto& line : lines_) ::close(line.socket);
    ::close(poll_);
  }

  LoadResult run() {
    result_.took_ms.reserve(count_);
    const auto began = Steady::now();
    for (auto& line : lines_) next(line);
    std::vector<epoll_event> events(lines_.size() + 1);
    while (under_way_ > 0) {
      const int ready = ::epoll_wait(poll_, events.data(), static_cast<int>(events.size()), 30'000);
      if (ready <= 0) {
        result_.broken += under_way_;
        break;
      }
      for (int i = 0; i < ready; ++i) take(lines_[events[static_cast<std::size_t>(i)].data.u64]);
    }
    result_.seconds = std::chrono::duration<double>(Steady::now() - began).count();
    std::sort(result_.took_ms.begin(), result_.took_ms.end());
    return std::move(result_);
  }

 private:
  void next(Line& line) {
    if (made_ == count_) return;
    line.out = make_(made_++);
    line.in.clear();
    line.waiting = true;
    line.began = Steady::now();
    ++under_way_;
    for (std::size_t sent = 0; sent < line.out.size();) {
      const auto n = ::send(line.socket, line.out.data() + sent, line.out.size() - sent, MSG_NOSIGNAL);
      if (n > 0) sent += static_cast<std::size_t>(n);
      else if (n < 0 && errno != EAGAIN) return lost(line);
    }
  }
  void lost(Line& line) {
    line.waiting = false;
    --under_way_;
    ++result_.broken;
    ::epoll_ctl(poll_, EPOLL_CTL_DEL, line.socket, nullptr);
  }
  void take(Line& line) {
    char piece[16 * 1024];
    const auto got = ::recv(line.socket, piece, sizeof piece, 0);
    if (got < 0 && errno == EAGAIN) return;
    if (!line.waiting) return;
    if (got <= 0) return lost(line);
    line.in.append(piece, static_cast<std::size_t>(got));
    const int status = whole_answer(line.in);
    if (status == 0) return;
    line.waiting = false;
    --under_way_;
    if (status / 100 == 2) {
      ++result_.answered;
      result_.took_ms.push_back(std::chrono::duration<float, std::milli>(Steady::now() - line.began).count());
    } else {
      ++result_.refused;
      if (result_.first_refusal == 0) result_.first_refusal = status;
    }
    next(line);
  }

  std::uint64_t count_, made_ = 0, under_way_ = 0;
  const std::function<std::string(std::uint64_t)>& make_;
  int poll_;
  std::vector<Line> lines_;
  LoadResult result_;
};

}  // namespace

LoadResult send_load(std::uint16_t port, std::uint64_t count, std::size_t connections, const std::function<std::string(std::uint64_t)>& make) {
  return Load(port, count, connections, make).run();
}

LoadResult post_reports(std::uint16_t port, const std::string& token, std::uint64_t count, std::size_t connections, bool minimal, const std::function<std::string()>& make_body) {
  const auto head = "POST /api/v1/reports HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\nContent-Type: application/json\r\n" +
                    (minimal ? "Prefer: return=minimal\r\n" : "") + "Content-Length: ";
  return send_load(port, count, connections, [&](std::uint64_t) {
    const auto body = make_body();
    return head + std::to_string(body.size()) + "\r\n\r\n" + body;
  });
}

}  // namespace yiwang
