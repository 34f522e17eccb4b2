#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/http/rehearsal_port.h"
#include "service/office.h"
#include "service/table.h"

namespace yiwang {

class GroupDesk;
class GuardedModel;
class Learning;
class Knowledge;
class PlaceLibrary;
class SettledCases;
class Studio;

struct HttpOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;                  // 0: any free one
  int threads = 2;                         // loops that speak with callers, each with its own accepting socket
  int readers = 3;                         // threads that wait for the store
  std::string web_root;                    // folder of the built front end; empty: only the API
  bool secure_cookies = false;             // behind TLS
  bool trust_proxy = false;                // believe X-Forwarded-For
  std::optional<int> requests_per_minute;  // instead of the city's setting; 0: no limits at all (measurements)
  std::size_t connections = 10'000;        // more are closed at once
  std::string version = "0.1.0";
  /// Makes a file of a list (adapters/documents); without it exports are told `unavailable`.
  std::function<std::unique_ptr<TableWriter>(TableFormat, const std::string& path, std::vector<TableColumn>, TableWords)> write_table;
  /// Where the city changes what it draws itself; without it those paths answer `unavailable`. Outlives the server.
  Studio* studio = nullptr;
  /// The knowledge base and the settled cases; without them those paths answer `unavailable` and advice names no articles. Outlive the server.
  Knowledge* knowledge = nullptr;
  SettledCases* settled = nullptr;
  /// The city's models; without it their paths answer `unavailable`. Outlives the server.
  Learning* learning = nullptr;
  /// The groups of many people about one thing; without it those paths answer `unavailable`. Outlives the server.
  GroupDesk* groups = nullptr;
  /// The library of places; without it those paths answer `unavailable`. Outlives the server.
  PlaceLibrary* places = nullptr;
  /// The configured model service; null when there is none.
  std::shared_ptr<GuardedModel> model = nullptr;
  /// GeoJSON text of the map's background, `water` or `green`; empty text when the city gave none. Asked from several threads.
  std::function<std::string(std::string_view kind)> background;
};

/// The HTTP door: translates between requests and the office, knows no rule of the house. Every path of contract/openapi.yaml, the front end's files, /health,
/// /metrics, the API's description and its page.
class HttpServer {
 public:
  HttpServer(Office& office, RehearsalControl rehearsal, HttpOptions options);
  ~HttpServer();                           // stops
  /// Throws std::runtime_error when the port is taken.
  void start();
  /// Takes no new calls, lets the running ones finish (at most ten seconds), ends streams.
  void stop();
  std::uint16_t port() const;
  /// What is served besides the front end: method and path pattern, in the order of the table.
  std::vector<std::pair<std::string, std::string>> routes() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace yiwang
