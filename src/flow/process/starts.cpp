#include "flow/process/starts.h"

#include "flow/process/engine.h"

namespace yiwang::process {

namespace {

StartWay way_of(const Node& node) {
  StartWay out{node.id, "none", {}};
  if (node.act == Act::receive) {
    out.kind = "message";
    out.name = node.message;
  } else if (node.events.size() > 1) {
    out.kind = "multiple";
  } else if (!node.events.empty()) {
    out.kind = std::string(code_of(node.events.front().kind));
    out.name = node.events.front().name;
  }
  return out;
}

}  // namespace

std::vector<StartWay> start_ways(const Plan& plan) {
  std::vector<StartWay> out;
  for (const int start : plan.starts()) {
    const auto& node = plan.node(start);
    if (node.act != Act::event_gateway) {
      out.push_back(way_of(node));
      continue;
    }
    for (const int flow : node.outgoing) out.push_back(way_of(plan.node(plan.flow(flow).target)));
  }
  return out;
}

std::optional<Instant> next_start(const Plan& plan, std::string_view element, Instant began, Instant after_then, const Host& host) {
  const int number = plan.find(element);
  if (number < 0) return std::nullopt;
  const auto& node = plan.node(number);
  std::optional<Instant> first;
  for (std::size_t i = 0; i < node.events.size(); ++i) {
    if (node.events[i].kind != bpmn::EventKind::timer) continue;
    // An instance that is thrown away knows how to reckon.
    State state;
    state.scopes.push_back({1, 0, 0, 0, 0, false, false, {}});
    Engine engine(plan, state, began, host, nullptr, nullptr);
    if (!engine.set_timer(0, 1, number, static_cast<int>(i)) || state.timers.empty()) continue;
    std::optional<Instant> due = state.timers.front().due;
    for (int turns = 0; due && *due <= after_then && turns < 1'000'000; ++turns) {
      const auto was = *due;
      due = engine.renew(0);
      if (due && *due <= was) due.reset();
    }
    if (due && (!first || *due < *first)) first = due;
  }
  return first;
}

bool start_holds(const Plan& plan, std::string_view element, const Variables& variables, Instant now, const Host& host) {
  const int number = plan.find(element);
  if (number < 0) return false;
  State state;
  state.scopes.push_back({1, 0, 0, 0, 0, false, false, variables});
  Engine engine(plan, state, now, host, nullptr, nullptr);
  for (const auto& event : plan.node(number).events) {
    if (event.kind != bpmn::EventKind::conditional) continue;
    const auto held = engine.truth(event.condition, 1, 0);
    if (held && *held) return true;
  }
  return false;
}

}  // namespace yiwang::process
