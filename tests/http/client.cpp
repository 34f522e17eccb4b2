#include "http/client.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <stdexcept>

#include "base/text.h"

namespace yiwang::testing {

json::Value Heard::value() const {
  auto parsed = json::parse_text(body);
  return parsed ? *parsed : json::Value{};
}

std::string Heard::text(const std::string& pointer) const {
  const auto whole = value();
  boost::json::error_code error;
  const auto* found = whole.find_pointer(pointer, error);
  if (found == nullptr || found->is_null()) return {};
  return found->is_string() ? std::string(found->get_string()) : boost::json::serialize(*found);
}

Client::Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in where{};
  where.sin_family = AF_INET;
  where.sin_port = htons(port);
  where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval patience{10, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&where), sizeof where) != 0) throw std::runtime_error("cannot connect");
}

Client::~Client() { ::close(socket_); }

void Client::send(const std::string& bytes) {
  for (std::size_t sent = 0; sent < bytes.size();) {
    const auto n = ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (n <= 0) return;                    // the server may have answered and closed already
    sent += static_cast<std::size_t>(n);
  }
}

bool Client::more() {
  char piece[64 * 1024];
  const auto n = ::recv(socket_, piece, sizeof piece, 0);
  if (n <= 0) return false;
  got_.append(piece, static_cast<std::size_t>(n));
  return true;
}

std::string Client::read_until(const std::string& until) {
  while (got_.find(until) == std::string::npos) {
    if (!more()) break;
  }
  return got_;
}

Heard Client::hear(bool head_only) {
  Heard out;
  std::size_t end = 0;
  while ((end = got_.find("\r\n\r\n")) == std::string::npos) {
    if (!more()) return out;
  }
  std::from_chars(got_.data() + 9, got_.data() + 12, out.status);
  for (const auto line : split(std::string_view(got_).substr(0, end), '\n')) {
    const auto colon = line.find(": ");
    if (colon == std::string_view::npos) continue;
    std::string name;
    for (const char c : line.substr(0, colon)) name += static_cast<char>(std::tolower(c));
    out.headers[name] += std::string(trim(line.substr(colon + 2)));
  }
  std::size_t length = 0;
  if (const auto found = out.headers.find("content-length"); found != out.headers.end() && !head_only) length = std::stoul(found->second);
  while (got_.size() < end + 4 + length) {
    if (!more()) break;
  }
  out.body = got_.substr(end + 4, length);
  got_.erase(0, end + 4 + length);
  return out;
}

std::string request_text(const std::string& method, const std::string& path, const Headers& headers, const std::string& body) {
  std::string out = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n";
  for (const auto& [name, value] : headers) out += name + ": " + value + "\r\n";
  if (!body.empty() || method == "POST" || method == "PUT" || method == "PATCH") out += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return out + "\r\n" + body;
}

Heard ask(std::uint16_t port, const std::string& method, const std::string& path, const Headers& headers, const std::string& body) {
  Client client(port);
  client.send(request_text(method, path, headers, body));
  return client.hear(method == "HEAD");
}

}  // namespace yiwang::testing
