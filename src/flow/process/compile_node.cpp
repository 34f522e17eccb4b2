#include <algorithm>

#include "flow/process/compiler.h"

namespace yiwang::process {

using bpmn::NodeKind;

void Compiler::body(const bpmn::Body& from, int container) {
  for (const auto& item : from.data) {
    const bool declared = item.kind == bpmn::DataKind::object || item.kind == bpmn::DataKind::property;
    if (declared) plan_->nodes_[static_cast<std::size_t>(container)].data.push_back(data_names_[item.id]);
  }
  for (const auto& node : from.nodes) {
    const int number = add(node, container);
    if (bpmn::has_body(node.kind)) body(node.body, number);
  }
}

int Compiler::add(const bpmn::Node& from, int parent) {
  const int number = static_cast<int>(plan_->nodes_.size());
  if (from.id.empty() || !plan_->by_id_.emplace(from.id, number).second) {
    unclear_ = true;
    refuse("RUN.id", from.id, "Give every element an id of its own.");
  }
  plan_->nodes_[static_cast<std::size_t>(parent)].children.push_back(number);
  Node to;
  to.kind = from.kind;
  to.id = from.id;
  to.name = from.name;
  to.parent = parent;
  to.parallel_multiple = from.parallel_multiple;
  to.interrupting = from.interrupting;
  to.instantiate = from.instantiate;
  to.for_compensation = from.for_compensation;
  to.calendar = from.extension.calendar.empty() ? plan_->nodes_.front().calendar : from.extension.calendar;
  if (resources_.calendars != nullptr && !to.calendar.empty() && !resources_.calendars->contains(to.calendar)) {
    refuse("RUN.calendar", from.id, "Name a calendar that exists.", {{"calendar", to.calendar}});
  }
  if (bpmn::is_event(from.kind)) event(from, to);
  else if (bpmn::is_gateway(from.kind)) gateway(from, to);
  else activity(from, to);
  for (const auto& one : from.events) {
    if (one.kind == bpmn::EventKind::compensate && !one.refers_to.empty()) compensated_.emplace_back(number, one.refers_to);
  }
  const bool throws = to.act == Act::throw_event || to.act == Act::end;
  to.speaks = to.act == Act::send || (throws && std::any_of(to.events.begin(), to.events.end(), [](const Event& one) {
                return one.kind == bpmn::EventKind::message || one.kind == bpmn::EventKind::signal;
              }));
  plan_->nodes_.push_back(std::move(to));
  return number;
}

void Compiler::event(const bpmn::Node& from, Node& to) {
  bool catches = true;
  switch (from.kind) {
    case NodeKind::start_event: to.act = Act::start; break;
    case NodeKind::end_event: to.act = Act::end; catches = false; break;
    case NodeKind::intermediate_catch_event: to.act = Act::catch_event; break;
    case NodeKind::intermediate_throw_event: to.act = Act::throw_event; catches = false; break;
    default: to.act = Act::boundary; break;
  }
  for (const auto& one : from.events) to.events.push_back(definition(one, from, catches));
  if (to.act == Act::catch_event && to.events.empty()) refuse("RUN.event", from.id, "Give the catching event a message, signal, timer, condition or link to wait for.");
  data(from, to);
}

Event Compiler::definition(const bpmn::EventDefinition& from, const bpmn::Node& owner, bool catches) {
  Event to;
  to.kind = from.kind;
  const auto pick = [&](const bpmn::Named* named) { return named == nullptr ? from.refers_to : named->name.empty() ? named->id : named->name; };
  switch (from.kind) {
    case bpmn::EventKind::message: {
      const auto* named = definitions_.message(from.refers_to);
      to.name = pick(named);
      if (to.name.empty() && catches) refuse("RUN.message", owner.id, "Name the message (messageRef) that the event waits for.");
      const auto& own = owner.extension.correlation;
      const auto& text = !own.empty() ? own : named != nullptr ? named->extension.correlation : own;
      if (!text.empty()) to.correlation = formula(owner.id, text, "correlation");
      break;
    }
    case bpmn::EventKind::signal:
      to.name = pick(definitions_.signal(from.refers_to));
      if (to.name.empty()) refuse("RUN.signal", owner.id, "Name the signal (signalRef).");
      break;
    case bpmn::EventKind::error: {
      const auto* named = definitions_.error(from.refers_to);
      to.code = named == nullptr ? from.refers_to : named->code.empty() ? named->id : named->code;
      break;
    }
    case bpmn::EventKind::escalation: {
      const auto* named = definitions_.escalation(from.refers_to);
      to.code = named == nullptr ? from.refers_to : named->code.empty() ? named->id : named->code;
      break;
    }
    case bpmn::EventKind::timer: timer(from, owner, to); break;
    case bpmn::EventKind::conditional:
      plan_->conditional_ = true;
      to.condition = formula(owner.id, from.condition.text, "condition");
      if (!to.condition) refuse("RUN.condition", owner.id, "Give the conditional event a condition in FEEL.");
      break;
    case bpmn::EventKind::compensate: to.wait = from.wait_for_completion; break;
    case bpmn::EventKind::link: to.name = from.link_name; break;
    default: break;
  }
  return to;
}

void Compiler::gateway(const bpmn::Node& from, Node& to) {
  switch (from.kind) {
    case NodeKind::exclusive_gateway: to.act = Act::exclusive; break;
    case NodeKind::parallel_gateway: to.act = Act::parallel; break;
    case NodeKind::inclusive_gateway: to.act = Act::inclusive; break;
    case NodeKind::event_based_gateway:
      to.act = Act::event_gateway;
      to.waits_all = from.event_gateway_parallel;
      if (to.waits_all && !from.instantiate) refuse("RUN.event_gateway", from.id, "A parallel event gateway can only begin a process: use one catching event per branch after a parallel gateway.");
      break;
    default:
      to.act = Act::complex;
      to.activation = formula(from.id, from.activation, "activationCondition");
      break;
  }
}

void Compiler::data(const bpmn::Node& from, Node& to) {
  const auto name_in = [](const std::vector<bpmn::DataItem>& items, const std::string& id) -> std::string {
    for (const auto& item : items) {
      if (item.id == id) return item.name.empty() ? item.id : item.name;
    }
    return id;
  };
  for (const auto& association : from.data_in) {
    for (const auto& source : association.sources) {
      if (auto name = variable_of(source); !name.empty()) to.data_reads.push_back(std::move(name));
    }
  }
  for (const auto& association : from.data_out) {
    auto name = variable_of(association.target);
    if (name.empty()) continue;
    to.data_writes.push_back(name);
    for (const auto& source : association.sources) to.data_out.emplace_back(name_in(from.io.outputs, source), name);
  }
}

std::string Compiler::variable_of(const std::string& data_id) const {
  const auto at = data_names_.find(data_id);
  return at == data_names_.end() ? std::string() : at->second;
}

void Compiler::flows(const bpmn::Body& from, int container) {
  for (const auto& flow : from.flows) {
    const int source = plan_->find(flow.source), target = plan_->find(flow.target);
    if (source < 0 || target < 0 || plan_->node(source).parent != container || plan_->node(target).parent != container) {
      refuse("RUN.flow", flow.id, "Let the sequence flow join two elements of the same process or sub-process.", {{"source", flow.source}, {"target", flow.target}});
      continue;
    }
    const int number = static_cast<int>(plan_->flows_.size());
    Flow to;
    to.id = flow.id;
    to.name = flow.name;
    to.source = source;
    to.target = target;
    auto& begin = plan_->nodes_[static_cast<std::size_t>(source)];
    auto& end = plan_->nodes_[static_cast<std::size_t>(target)];
    // Conditions after parallel and event gateways and events do not count (BPMN 2.0, 8.3.13 and 10.6.4).
    const bool counts = begin.act != Act::parallel && begin.act != Act::event_gateway && !bpmn::is_event(begin.kind);
    if (counts) to.condition = formula(flow.id, flow.condition, "conditionExpression");
    to.joined_at = static_cast<int>(end.incoming.size());
    begin.outgoing.push_back(number);
    end.incoming.push_back(number);
    plan_->flows_.push_back(std::move(to));
  }
  for (const auto& node : from.nodes) {
    const int number = plan_->find(node.id);
    if (!node.default_flow.empty()) {
      auto& to = plan_->nodes_[static_cast<std::size_t>(number)];
      for (const int flow : to.outgoing) {
        if (plan_->flow(flow).id == node.default_flow) to.default_flow = flow;
      }
      if (to.default_flow < 0) refuse("RUN.default", node.id, "Let the default flow be one of the element's outgoing flows.", {{"flow", node.default_flow}});
    }
    if (bpmn::has_body(node.kind)) flows(node.body, number);
  }
}

void Compiler::links(const bpmn::Body& from, int container) {
  for (const auto& node : from.nodes) {
    const int number = plan_->find(node.id);
    auto& to = plan_->nodes_[static_cast<std::size_t>(number)];
    if (to.act == Act::boundary) {
      const int host = plan_->find(node.attached_to);
      if (host < 0 || plan_->node(host).parent != container || !bpmn::is_activity(plan_->node(host).kind)) {
        refuse("RUN.boundary", node.id, "Attach the boundary event to an activity of the same level.", {{"attached_to", node.attached_to}});
        continue;
      }
      to.attached_to = host;
      const bool compensates = !to.events.empty() && to.events.front().kind == bpmn::EventKind::compensate;
      if (compensates) {
        for (const auto& link : from.compensations) {
          if (link.source == node.id) plan_->nodes_[static_cast<std::size_t>(host)].compensation = plan_->find(link.target);
        }
        const int handler = plan_->node(host).compensation;
        if (handler >= 0 && (plan_->node(handler).parent != container || !bpmn::is_activity(plan_->node(handler).kind))) {
          plan_->nodes_[static_cast<std::size_t>(host)].compensation = -1;
        }
        if (plan_->node(host).compensation < 0) refuse("RUN.compensation", node.id, "Join the compensation event to its handler by an association.");
      } else {
        plan_->nodes_[static_cast<std::size_t>(host)].boundary.push_back(number);
      }
    } else if (to.act == Act::throw_event && !to.events.empty() && to.events.front().kind == bpmn::EventKind::link) {
      for (const auto& other : from.nodes) {
        const int caught = plan_->find(other.id);
        const auto& target = plan_->node(caught);
        if (target.act != Act::catch_event || target.events.empty() || target.events.front().kind != bpmn::EventKind::link) continue;
        const bool named = target.events.front().name == to.events.front().name;
        const bool pointed = !other.events.front().id.empty() && node.events.front().link_target == other.events.front().id;
        if (named || pointed) to.link_target = caught;
      }
      if (to.link_target < 0) refuse("RUN.link", node.id, "Add a catching link event of the same name on the same level.", {{"link", to.events.front().name}});
    }
    if (bpmn::has_body(node.kind)) links(node.body, number);
  }
}

void Compiler::entries(const bpmn::Body& from, int container) {
  std::vector<int> none, others, instantiating, loose;
  for (const auto& node : from.nodes) {
    const int number = plan_->find(node.id);
    const auto& to = plan_->node(number);
    if (bpmn::has_body(node.kind)) entries(node.body, number);
    if (to.act == Act::event_sub_process) {
      for (const int start : plan_->node(number).starts) {
        plan_->nodes_[static_cast<std::size_t>(start)].interrupting = plan_->node(start).interrupting;
        const auto& events = plan_->node(start).events;
        if (!events.empty() && events.front().kind == bpmn::EventKind::compensate) plan_->nodes_[static_cast<std::size_t>(container)].compensation_start = start;
        else plan_->nodes_[static_cast<std::size_t>(container)].event_starts.push_back(start);
      }
      continue;
    }
    if (to.act == Act::start) (to.events.empty() ? none : others).push_back(number);
    else if (to.incoming.empty() && to.act != Act::boundary && !to.for_compensation) {
      const bool link = to.act == Act::catch_event && !to.events.empty() && to.events.front().kind == bpmn::EventKind::link;
      if (link) continue;
      if (to.instantiate && container == 0) instantiating.push_back(number);
      else loose.push_back(number);
    }
  }
  auto& to = plan_->nodes_[static_cast<std::size_t>(container)];
  if (to.act == Act::ad_hoc) to.starts = loose;
  else if (to.act == Act::event_sub_process) to.starts = others;
  else if (container != 0) to.starts = !none.empty() ? none : !others.empty() ? others : loose;
  else if (!none.empty() || !others.empty() || !instantiating.empty()) {
    to.starts = none;
    to.starts.insert(to.starts.end(), others.begin(), others.end());
    to.starts.insert(to.starts.end(), instantiating.begin(), instantiating.end());
  } else {
    to.starts = loose;
  }
  if (to.starts.empty()) {
    if (to.act == Act::event_sub_process) refuse("RUN.start", to.id, "Give the event sub-process a start event that says what triggers it.");
    else if (!to.children.empty()) refuse("RUN.start", to.id, "Add a start event.");
    else if (container == 0) refuse("RUN.start", to.id, "Draw something: the process is empty.");
  }
}

/// Marks what can be compensated, innermost first.
void Compiler::finish(int container) {
  auto& to = plan_->nodes_[static_cast<std::size_t>(container)];
  for (const int child : to.children) {
    finish(child);
    const auto& inner = plan_->node(child);
    if (inner.compensation >= 0 || inner.has_compensation || inner.compensation_start >= 0) plan_->nodes_[static_cast<std::size_t>(container)].has_compensation = true;
  }
}

/// From which nodes each incoming flow of a join can be reached without passing it, boundary events and links included.
void Compiler::reach(int gateway) {
  const auto& nodes = plan_->nodes_;
  std::vector<std::vector<bool>> out;
  for (const int flow : nodes[static_cast<std::size_t>(gateway)].incoming) {
    std::vector<bool> seen(nodes.size(), false);
    std::vector<int> open;
    const auto visit = [&](int node) {
      if (node < 0 || node == gateway || seen[static_cast<std::size_t>(node)]) return;
      seen[static_cast<std::size_t>(node)] = true;
      open.push_back(node);
    };
    visit(plan_->flow(flow).source);
    while (!open.empty()) {
      const auto& node = nodes[static_cast<std::size_t>(open.back())];
      const int number = open.back();
      open.pop_back();
      for (const int in : node.incoming) visit(plan_->flow(in).source);
      if (node.act == Act::boundary) visit(node.attached_to);
      if (node.act == Act::catch_event) {
        for (std::size_t i = 0; i < nodes.size(); ++i) {
          if (nodes[i].link_target == number) visit(static_cast<int>(i));
        }
      }
    }
    out.push_back(std::move(seen));
  }
  plan_->nodes_[static_cast<std::size_t>(gateway)].reach = std::move(out);
}

}  // namespace yiwang::process
