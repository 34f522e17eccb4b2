#include "apps/bpmn_world.h"

#include <algorithm>

namespace yiwang {

using namespace process;

Done ProcessWorld::start(const std::shared_ptr<const Plan>& plan, Variables variables, std::string_view at) {
  auto instance = std::make_unique<Instance>();
  instance->plan = plan;
  std::vector<Happening> trace;
  std::vector<Sent> sent;
  if (auto ok = begin(*plan, instance->state, std::move(variables), now_, host_, at, &trace, &sent); !ok) return ok;
  auto* here = instances_.emplace_back(std::move(instance)).get();
  told(*here, trace, std::move(sent), here);
  return done();
}

Done ProcessWorld::command(std::size_t which, const Command& command) {
  auto& instance = *instances_[which];
  std::vector<Happening> trace;
  std::vector<Sent> sent;
  if (auto ok = advance(*instance.plan, instance.state, command, now_, host_, &trace, &sent); !ok) return ok;
  told(instance, trace, std::move(sent), &instance);
  return done();
}

void ProcessWorld::told(Instance& instance, const std::vector<Happening>& trace, std::vector<Sent> sent, const Instance* from) {
  if (listener_) listener_(instance, now_, trace);
  for (const auto& one : sent) bring(one, from);
}

void ProcessWorld::bring(const Sent& sent, const Instance* from) {
  const bool message = sent.kind == Sent::Kind::message;
  if (message && sent.name.empty()) return;
  const auto count = instances_.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (instances_[i].get() == from || instances_[i]->state.ended) continue;
    const auto ok = message ? command(i, Deliver{sent.name, sent.correlation, sent.variables}) : command(i, Signal{sent.name, sent.variables});
    if (message && ok) return;
  }
  for (const auto& plan : plans_) {
    for (const auto& node : plan->nodes()) {
      const auto& starts = plan->starts();
      const int number = static_cast<int>(&node - plan->nodes().data());
      bool begins = std::find(starts.begin(), starts.end(), number) != starts.end();
      for (const int flow : node.incoming) {
        const auto& gateway = plan->node(plan->flow(flow).source);
        begins = begins || (gateway.act == Act::event_gateway && gateway.instantiate);
      }
      if (!begins) continue;
      bool fits = message && node.act == Act::receive && node.message == sent.name;
      for (const auto& event : node.events) {
        fits = fits || (event.kind == (message ? bpmn::EventKind::message : bpmn::EventKind::signal) && event.name == sent.name);
      }
      if (!fits) continue;
      const auto ok = start(plan, sent.variables, node.id);
      if (message && ok) return;
    }
  }
}

std::optional<Instant> ProcessWorld::next_timer() const {
  std::optional<Instant> first;
  for (const auto& instance : instances_) {
    const auto due = process::next_timer(instance->state);
    if (due && (!first || *due < *first)) first = due;
  }
  return first;
}

void ProcessWorld::pass_to(Instant at) {
  now_ = std::max(now_, at);
  for (std::size_t i = 0; i < instances_.size(); ++i) {
    const auto due = process::next_timer(instances_[i]->state);
    if (due && *due <= now_) (void)command(i, FireTimers{});
  }
}

}  // namespace yiwang
