#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "city/draft.h"
#include "city/stage_order.h"
#include "contract/operations.h"
#include "flow/process/plan.h"

// Whether a drawing speaks the city's words and keeps to the order of stages.

namespace yiwang {
namespace {

using process::Act;
using process::Plan;

/// What a service task may ask of the case machine (docs/city-format.md).
constexpr std::array<std::string_view, 6> kServices{"remind", "supervise", "supervise_yellow", "supervise_red", "comment", "notify"};

class Walk {
 public:
  explicit Walk(const Plan& plan) : plan_(plan) {}

  /// The stages a case can be in next after leaving a step by one of its ways out, with the element that stands for each.
  std::map<Stage, std::string> next_of(int node) {
    found_.clear();
    seen_.clear();
    leave(node);
    for (int around = node; around >= 0; around = plan_.node(around).parent) {
      for (const auto boundary : plan_.node(around).boundary) {
        // What does not interrupt goes on beside the step and leads the case nowhere.
        if (plan_.node(boundary).interrupting) leave(boundary);
      }
    }
    return found_;
  }
  std::map<Stage, std::string> first_of(int start) {
    found_.clear();
    seen_.clear();
    leave(start);
    return found_;
  }

 private:
  void leave(int node) {
    const auto& n = plan_.node(node);
    for (const auto flow : n.outgoing) enter(plan_.flow(flow).target);
    if (n.link_target >= 0) enter(n.link_target);
    // What ends inside a sub-process goes on behind it.
    if (n.outgoing.empty() && n.link_target < 0 && n.parent > 0 && n.act != Act::boundary) leave(n.parent);
  }
  void enter(int node) {
    if (!seen_.insert(node).second) return;
    const auto& n = plan_.node(node);
    if (const auto stage = parse<Stage>(n.stage); stage && (n.act == Act::person || n.act == Act::end)) {
      found_.emplace(*stage, n.id);
      return;
    }
    if (n.act == Act::end && n.parent <= 0) {
      found_.emplace(Stage::closed, n.id);
      return;
    }
    if (!n.starts.empty()) {
      for (const auto start : n.starts) enter(start);
      return;
    }
    leave(node);
  }

  const Plan& plan_;
  std::map<Stage, std::string> found_;
  std::set<int> seen_;
};

}  // namespace

void check_process(CityDraft& draft, const std::string& file, const Plan& plan) {
  const auto fault = [&](std::string_view what, FaultFacts facts) { draft.faults.fatal({file, 0}, what, std::move(facts)); };
  std::set<Stage> stages;
  for (const auto& node : plan.nodes()) {
    if (!node.stage.empty()) {
      const auto stage = parse<Stage>(node.stage);
      if (!stage) fault("unknown_stage", {{"element", node.id}, {"stage", fact_text(node.stage)}});
      else if (node.act == Act::person) stages.insert(*stage);
    }
    if (node.act == Act::person) {
      for (const auto& operation : node.operations) {
        if (!parse<Operation>(operation)) fault("unknown_operation", {{"element", node.id}, {"operation", fact_text(operation)}});
      }
    }
    if (node.act == Act::service && std::find(kServices.begin(), kServices.end(), node.service) == kServices.end()) {
      fault("unknown_service", {{"element", node.id}, {"service", fact_text(node.service)}});
    }
  }
  for (const auto needed : {Stage::received, Stage::dispatched, Stage::handling}) {
    if (!stages.contains(needed)) fault("missing_stage", {{"element", plan.process()}, {"stage", std::string(code_of(needed))}});
  }
  Walk walk(plan);
  std::set<Stage> entries;
  for (const auto start : plan.starts()) {
    for (const auto& [stage, element] : walk.first_of(start)) entries.insert(stage);
  }
  for (const auto needed : {Stage::received, Stage::dispatched, Stage::handling}) {
    if (!entries.contains(needed)) fault("missing_entry", {{"element", plan.process()}, {"stage", std::string(code_of(needed))}});
  }
  for (std::size_t i = 0; i < plan.nodes().size(); ++i) {
    const auto& node = plan.nodes()[i];
    const auto from = parse<Stage>(node.stage);
    if (!from || node.act != Act::person) continue;
    for (const auto& [to, element] : walk.next_of(static_cast<int>(i))) {
      if (may_lead(*from, to)) continue;
      fault("stage_order", {{"element", node.id}, {"stage", node.stage}, {"next", element}, {"to", std::string(code_of(to))}});
    }
  }
}

}  // namespace yiwang
