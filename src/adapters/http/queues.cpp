#include "adapters/http/queues.h"

#include <algorithm>
#include <array>

namespace yiwang {
namespace {

constexpr std::array<std::string_view, 12> kQueues{"dispatch", "to_accept", "working", "assist", "review", "call_back", "extensions", "disputes", "near", "overdue", "supervised", "all"};
constexpr bool own(std::string_view queue) { return queue == "to_accept" || queue == "working" || queue == "assist"; }

}  // namespace

std::string queue_outside(std::string_view inside) { return own(inside) ? "mine_" + std::string(inside) : std::string(inside); }

std::optional<std::string> queue_inside(std::string_view outside) {
  constexpr std::string_view kMine = "mine_";
  const auto inside = outside.starts_with(kMine) ? outside.substr(kMine.size()) : outside;
  if (std::find(kQueues.begin(), kQueues.end(), inside) == kQueues.end() || own(inside) != outside.starts_with(kMine)) return std::nullopt;
  return std::string(inside);
}

std::string_view queue_reason(std::string_view inside) { return inside == "off" ? "intake_off" : inside; }

}  // namespace yiwang
