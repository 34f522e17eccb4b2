#pragma once
#include "adapters/http/site.h"
#include "adapters/http/static_files.h"

namespace yiwang {

/// What happens to every request, whatever it asks for: route, limits, who asks, then the handler; and to every answer: request id, security headers, counting.
class Door {
 public:
  Door(Site& site);

  /// After the head was read, on the loop: finds the route and refuses what needs no body to be refused. `body_limit` is set for what is let through.
  std::optional<Response> admit(Call& call, std::uint64_t& body_limit);
  /// With the body, on the loop. The call will be answered, now or later.
  void handle(const CallPtr& call);
  /// Completes a response: headers that all carry, counts.
  void finish(const Call& call, Response& response);
  std::string next_request_id();
  /// A refusal before there was a readable head.
  Response refusal(const Refusal& refusal, Call& call);

 private:
  Done check_caller(const CallPtr& call, const Route& route);
  void run(const CallPtr& call, const Route& route);
  Site& site_;
  StaticFiles files_;
  std::string id_prefix_;
  std::atomic<std::uint64_t> next_id_{1};
};

}  // namespace yiwang
