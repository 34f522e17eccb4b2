#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"

namespace yiwang::testing {

struct Heard {
  int status = 0;                          // 0: the connection ended without an answer
  std::map<std::string, std::string> headers;      // names in lower case
  std::string body;
  json::Value value() const;               // of the body; null when it is not JSON
  std::string text(const std::string& pointer) const;      // a member by JSON pointer as text, empty when absent
};

/// One connection to a server on loopback, blocking, ten seconds at most for an answer.
class Client {
 public:
  explicit Client(std::uint16_t port);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  void send(const std::string& bytes);
  Heard hear(bool head_only = false);
  /// Until `until` has been seen, for streams.
  std::string read_until(const std::string& until);

 private:
  bool more();
  int socket_ = -1;
  std::string got_;
};

using Headers = std::vector<std::pair<std::string, std::string>>;
std::string request_text(const std::string& method, const std::string& path, const Headers& headers, const std::string& body);
Heard ask(std::uint16_t port, const std::string& method, const std::string& path, const Headers& headers = {}, const std::string& body = {});

}  // namespace yiwang::testing
