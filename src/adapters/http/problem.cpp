#include "adapters/http/problem.h"

#include <spdlog/spdlog.h>

#include <charconv>

#include "adapters/http/json_out.h"
#include "base/text.h"

namespace yiwang {
namespace {

/// Members of bodies are told as JSON pointers; headers begin with a capital and stay as they are.
std::string pointer(std::string_view field) {
  if (field.empty() || field.front() == '/' || (field.front() >= 'A' && field.front() <= 'Z')) return std::string(field);
  std::string out = "/";
  for (const char c : field) {
    if (c == '.' || c == '[') out += '/';
    else if (c != ']') out += c;
  }
  return out;
}

/// Facts are texts inside; whole numbers go out as numbers.
void put_fact(JsonOut& out, const std::string& key, const std::string& value) {
  std::int64_t whole = 0;
  const auto* end = value.data() + value.size();
  const auto read = std::from_chars(value.data(), end, whole);
  const bool number = read.ec == std::errc{} && read.ptr == end && value.size() < 16 && (value.size() == 1 || value.front() != '0');
  if (number) out(key, whole);
  else out(key, shorten(value, 300));
}

}  // namespace

Response problem(const Refusal& refusal, const Request& request) {
  const auto& about = info(refusal.reason);
  const bool has_body = request.method == Method::post || request.method == Method::put || request.method == Method::patch;
  JsonOut out;
  out.begin()("type", "/problems/" + std::string(about.code))("title", about.what)("status", about.status)("reason", about.code);
  const bool in_query = request.parameter(refusal.field) != nullptr;
  out.text("field", has_body && !in_query ? pointer(refusal.field) : refusal.field);
  out.begin("facts");
  std::string retry;
  for (const auto& [key, value] : refusal.facts) {
    if (broken_utf8_at(key) != std::string_view::npos || broken_utf8_at(value) != std::string_view::npos) continue;
    put_fact(out, key, value);
    if (key == "retry_after_s") retry = value;
  }
  out.end()("request_id", request.id).end();
  Response response = json_response(out.take(), about.status);
  response.type = "application/problem+json";
  if (!retry.empty() || about.status == 429 || about.status == 503) response.headers.emplace_back("Retry-After", retry.empty() ? "1" : retry);
  return response;
}

Response broken(const std::string& what, const Request& request) {
  spdlog::error("request {} {} {}: {}", request.id, name_of(request.method), request.target, what);
  return problem({Reason::unavailable, {{"retry_after_s", "5"}}}, request);
}

}  // namespace yiwang
