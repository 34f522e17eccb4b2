#pragma once
#include <functional>
#include <string_view>
#include <vector>

#include "adapters/http/exchange.h"

namespace yiwang {

/// Who may call: anybody, who is signed in, or who has one of `roles` (finer rules are the office's).
enum class Caller { anybody, signed_in, with_role };

/// Where a handler runs: on the loop (must not wait), on the readers (waits for the store), or on the slow threads (passwords, files).
enum class Runs { on_loop, on_readers, on_slow };

/// What a request carries; `document` is JSON with a whole document of the city inside.
enum class Body { none, json, document, file };

struct Route {
  Method method;
  std::string_view path;                   // `/api/v1/cases/{id}`
  Caller caller = Caller::signed_in;
  std::function<void(const CallPtr&)> handler;
  Runs runs = Runs::on_readers;
  Body body = Body::none;
  std::vector<Role> roles = {};
  double cost = 1;                         // against the requests a session may make a minute; less for what a screen asks many of at once
};

/// What a request's path and method lead to.
struct Found {
  int route = -1;
  std::vector<Method> allowed;             // of the path, when the method does not fit
};

/// The route table: an ordered list that can be read aloud. Fixed once made.
class Routes {
 public:
  void add(Route route);
  /// Fills the request's captures.
  Found find(Request& request) const;
  const Route& at(int route) const { return routes_[static_cast<std::size_t>(route)]; }
  std::size_t size() const { return routes_.size(); }

 private:
  std::vector<Route> routes_;
  std::vector<std::vector<std::string_view>> parts_;
};

}  // namespace yiwang
