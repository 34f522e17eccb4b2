#include "apps/dispatch_bound.h"

#include <algorithm>
#include <functional>
#include <map>

namespace yiwang {
namespace {

struct Twins {
  std::map<std::string, std::size_t> all, in_test;
};

DispatchBound bound(std::string name, const RequestFile& train, const RequestFile& test, const std::function<std::string(const PastRequest&)>& key) {
  std::map<std::string, Twins> groups;
  for (const auto& request : train.requests) ++groups[key(request)].all[request.routed.unit];
  for (const auto& request : test.requests) {
    auto& twins = groups[key(request)];
    ++twins.all[request.routed.unit];
    ++twins.in_test[request.routed.unit];
  }
  double rows = 0, right = 0, pairs = 0, apart = 0;
  for (const auto& [alike, twins] : groups) {
    double size = 0, same = 0, tested = 0, most = 0;
    for (const auto& [unit, count] : twins.all) {
      size += static_cast<double>(count);
      same += static_cast<double>(count) * static_cast<double>(count - 1);
    }
    for (const auto& [unit, count] : twins.in_test) {
      tested += static_cast<double>(count);
      most = std::max(most, static_cast<double>(count));
    }
    if (size < 2 || tested < 1) continue;
    rows += tested;
    right += most;
    // Each row counts once, by the share of its twins that went elsewhere.
    pairs += tested;
    apart += tested * (1 - same / (size * (size - 1)));
  }
  return {std::move(name), rows / static_cast<double>(test.requests.size()), pairs > 0 ? apart / pairs : 0, rows > 0 ? right / rows : 1};
}

}  // namespace

std::vector<DispatchBound> dispatch_bounds(const RequestFile& train, const RequestFile& test) {
  const auto join = [](const std::vector<std::string>& values, std::size_t upto) {
    std::string out;
    for (std::size_t k = 0; k < std::min(upto, values.size()); ++k) out += values[k] + '\x1f';
    return out;
  };
  const auto plain = test.plain_fields;
  return {bound("everything but the moment", train, test, [&](const PastRequest& r) { return join(r.routed.facts.values, plain) + r.routed.facts.words + '\x1f' + r.address; }),
          bound("what, quarter, way, words", train, test, [&](const PastRequest& r) { return join(r.coarse, r.coarse.size()) + r.routed.facts.words; })};
}

}  // namespace yiwang
