#include "adapters/http/routes.h"

#include <algorithm>

#include "base/text.h"

namespace yiwang {

void Routes::add(Route route) {
  auto path = route.path;
  path.remove_prefix(1);
  parts_.push_back(path.empty() ? std::vector<std::string_view>{} : split(path, '/'));
  routes_.push_back(std::move(route));
}

Found Routes::find(Request& request) const {
  Found out;
  const auto method = request.method == Method::head ? Method::get : request.method;
  bool literal = false;                    // a literal path hides a captured one: /cases/by-number before /cases/{id}
  std::vector<std::string> captures;
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    const auto& parts = parts_[i];
    if (parts.size() != request.segments.size()) continue;
    captures.clear();
    bool fits = true;
    for (std::size_t k = 0; k < parts.size() && fits; ++k) {
      if (parts[k].starts_with('{')) captures.push_back(request.segments[k]);
      else fits = parts[k] == request.segments[k];
    }
    if (!fits || (literal && !captures.empty())) continue;
    literal = literal || captures.empty();
    if (routes_[i].method == method) {
      out.route = static_cast<int>(i);
      out.allowed.clear();
      request.captures = captures;
      if (captures.empty()) return out;
    } else if (out.route < 0) {
      out.allowed.push_back(routes_[i].method);
    }
  }
  return out;
}

}  // namespace yiwang
