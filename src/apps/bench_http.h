#pragma once
#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace yiwang {

/// What a load of requests did.
struct LoadResult {
  std::uint64_t answered = 0, refused = 0, broken = 0;     // 2xx; other statuses; lost connections
  double seconds = 0;
  std::vector<float> took_ms;              // of those answered 2xx, sorted
  int first_refusal = 0;                   // status of the first other answer
};

/// Sends `count` requests over so many keep-alive connections on loopback, each with one request under way, from one thread. `make` gives a whole HTTP request.
LoadResult send_load(std::uint16_t port, std::uint64_t count, std::size_t connections, const std::function<std::string(std::uint64_t)>& make);

/// Reports as JSON bodies to POST /api/v1/reports with a bearer token.
LoadResult post_reports(std::uint16_t port, const std::string& token, std::uint64_t count, std::size_t connections, bool minimal, const std::function<std::string()>& make_body);

/// `yiwang bench http`: synthetic reports through the HTTP door, each answered when durable.
void add_bench_http(CLI::App& bench, int& exit_code);

}  // namespace yiwang
