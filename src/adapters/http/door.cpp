#include "adapters/http/door.h"

#include <spdlog/spdlog.h>

#include "adapters/http/live_feed.h"
#include "adapters/http/problem.h"
#include "base/text.h"

namespace yiwang {
namespace {

constexpr std::uint64_t kJsonLimit = 1 << 20;
constexpr std::uint64_t kDocumentLimit = 24 << 20;
constexpr std::uint64_t kNoBody = 4096;    // some clients send an empty object where nothing is asked for

bool unsafe(Method method) { return method == Method::post || method == Method::put || method == Method::patch || method == Method::delete_; }

bool same_secret(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) difference |= static_cast<unsigned char>(a[i] ^ b[i]);
  return difference == 0;
}

std::string caller_address(const Request& request, bool trust_proxy) {
  if (!trust_proxy) return request.address;
  const auto forwarded = request.header("x-forwarded-for");
  if (forwarded.empty()) return request.address;
  // The last one was written by the proxy we trust; those before it by anybody.
  const auto last = trim(forwarded.substr(forwarded.rfind(',') == std::string_view::npos ? 0 : forwarded.rfind(',') + 1));
  return last.empty() || last.size() > 45 ? request.address : std::string(last);
}

Refusal wait(int how_long) { return {Reason::too_many_requests, {{"retry_after_s", std::to_string(how_long)}}}; }

}  // namespace

std::function<void(const CallPtr&)> plain(std::function<Answer(Request&)> handler) {
  return [handler = std::move(handler)](const CallPtr& call) {
    auto answer = handler(call->request);
    call->answer(answer ? std::move(*answer) : problem(answer.error(), call->request));
  };
}

Door::Door(Site& site) : site_(site), files_(site.options.web_root) {
  const auto seed = stable_hash(std::to_string(site.started.time_since_epoch().count()), reinterpret_cast<std::uintptr_t>(this));
  id_prefix_ = to_hex(std::string_view(reinterpret_cast<const char*>(&seed), 4)) + "-";
}

std::string Door::next_request_id() { return id_prefix_ + std::to_string(next_id_.fetch_add(1, std::memory_order_relaxed)); }

Response Door::refusal(const Refusal& refusal, Call& call) { return problem(refusal, call.request); }

std::optional<Response> Door::admit(Call& call, std::uint64_t& body_limit) {
  auto& request = call.request;
  body_limit = kNoBody;
  request.now = site_.office.now();
  request.address = caller_address(request, site_.options.trust_proxy);
  const auto found = site_.routes.find(request);
  call.route = found.route;
  if (found.route < 0) {
    if (!found.allowed.empty()) {
      auto response = problem({Reason::method_not_allowed}, request);
      std::string allow;
      for (const auto method : found.allowed) allow += (allow.empty() ? "" : ", ") + std::string(name_of(method)) + (method == Method::get ? ", HEAD" : "");
      response.headers.emplace_back("Allow", allow);
      return response;
    }
    const bool api = !request.segments.empty() && request.segments.front() == "api";
    if (api || !files_.any()) return problem({Reason::not_found}, request);
    if (request.method != Method::get && request.method != Method::head) {
      auto response = problem({Reason::method_not_allowed}, request);
      response.headers.emplace_back("Allow", "GET, HEAD");
      return response;
    }
    return std::nullopt;
  }
  const auto& route = site_.routes.at(found.route);
  bool by_cookie = false;
  const auto token = session_token(request, by_cookie);
  if (!token.empty() && route.caller != Caller::anybody) {
    if (auto known = site_.sign_ins.known(token, request.now)) {
      known->by_cookie = by_cookie;
      request.signed_in = std::move(known);
    }
  }
  // Only a session that is known counts for itself; else made-up tokens would each have their own bucket.
  if (const int how_long = site_.requests.take(request.signed_in ? std::string_view(token) : std::string_view(request.address), call.started, route.cost)) return problem(wait(how_long), request);

  // Nobody sends twenty megabytes to be told to sign in.
  if (token.empty() && route.caller != Caller::anybody) return problem({Reason::not_signed_in}, request);
  if (route.body == Body::json) body_limit = kJsonLimit;
  if (route.body == Body::document) body_limit = kDocumentLimit;
  if (route.body == Body::file) body_limit = static_cast<std::uint64_t>(site_.office.city()->settings.attachment_bytes);
  return std::nullopt;
}

Done Door::check_caller(const CallPtr& call, const Route& route) {
  const auto& request = call->request;
  const auto& in = *request.signed_in;
  if (in.by_cookie && unsafe(request.method) && !same_secret(request.header("x-csrf-token"), in.csrf)) return refuse(Reason::bad_csrf);
  if (route.roles.empty()) return done();
  for (const auto role : route.roles) {
    if (in.who.has(role)) return done();
  }
  return refuse(Reason::not_permitted);
}

void Door::run(const CallPtr& call, const Route& route) {
  try {
    if (route.caller != Caller::anybody) {
      if (auto ok = check_caller(call, route); !ok) return call->answer(problem(ok.error(), call->request));
    }
    route.handler(call);
  } catch (const std::exception& fault) {
    call->answer(broken(fault.what(), call->request));
  }
}

void Door::handle(const CallPtr& call) {
  const auto busy = [&] { call->answer(problem({Reason::busy, {{"retry_after_s", "1"}}}, call->request)); };
  if (call->route < 0) {
    const bool taken = site_.readers.run([this, call] {
      try {
        call->answer(files_.serve(call->request));
      } catch (const std::exception& fault) {
        call->answer(broken(fault.what(), call->request));
      }
    });
    return taken ? void() : busy();
  }
  const auto& route = site_.routes.at(call->route);
  auto& request = call->request;
  if (route.body == Body::json || route.body == Body::document) {
    const auto type = request.header("content-type");
    const auto plain_type = trim(type.substr(0, type.find(';')));
    if (plain_type != "application/json") return call->answer(problem({Reason::unsupported_type, {{"accepted", "application/json"}}}, request));
  }
  if (route.caller == Caller::anybody || request.signed_in) {
    if (route.runs == Runs::on_loop) return run(call, route);
    auto& pool = route.runs == Runs::on_slow ? site_.slow : site_.readers;
    return pool.run([this, call, &route] { run(call, route); }) ? void() : busy();
  }
  bool by_cookie = false;
  auto token = session_token(request, by_cookie);
  if (token.empty() || token.size() > 200) return call->answer(problem({Reason::not_signed_in}, request));
  const bool taken = site_.readers.run([this, call, &route, by_cookie, token = std::move(token)] {
    try {
      auto in = site_.sign_ins.look_up(token, call->request.now);
      if (!in) return call->answer(problem(in.error(), call->request));
      in->by_cookie = by_cookie;
      call->request.signed_in = std::move(*in);
    } catch (const std::exception& fault) {
      return call->answer(broken(fault.what(), call->request));
    }
    if (route.runs != Runs::on_slow) return run(call, route);
    if (!site_.slow.run([this, call, &route] { run(call, route); })) call->answer(problem({Reason::busy, {{"retry_after_s", "1"}}}, call->request));
  });
  if (!taken) busy();
}

void Door::finish(const Call& call, Response& response) {
#define YIWANG_SAFE "X-Content-Type-Options: nosniff\r\nReferrer-Policy: same-origin\r\nX-Frame-Options: DENY\r\n"
  static constexpr std::string_view kAnswer = YIWANG_SAFE "Cache-Control: no-store\r\nContent-Security-Policy: default-src 'none'; frame-ancestors 'none'; sandbox\r\n";
  static constexpr std::string_view kKeepable = YIWANG_SAFE;
  // Map tiles are drawn by a worker made from a blob; the component library writes its styles while running.
  static constexpr std::string_view kPage = YIWANG_SAFE
      "Content-Security-Policy: default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
      "worker-src 'self' blob:; child-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'\r\n"
      "Cross-Origin-Opener-Policy: same-origin\r\nPermissions-Policy: geolocation=(self), camera=(self), microphone=(), payment=()\r\n";
#undef YIWANG_SAFE
  response.fixed_headers = response.page ? kPage : response.cacheable ? kKeepable : kAnswer;
  response.headers.emplace_back("X-Request-Id", call.request.id);
  if (response.page && !response.cacheable) response.headers.emplace_back("Cache-Control", "no-store");
  if (site_.options.secure_cookies) response.headers.emplace_back("Strict-Transport-Security", "max-age=31536000");
  site_.metrics->count(call.route, response.status, std::chrono::duration<double>(std::chrono::steady_clock::now() - call.started).count());
}

}  // namespace yiwang
