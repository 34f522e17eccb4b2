#include "studio/walk.h"

#include <algorithm>

#include "flow/process/view.h"
#include "studio/findings.h"

namespace yiwang {
namespace {

constexpr std::size_t kMostSteps = 500;
constexpr int kMostTimers = 2000;
constexpr std::size_t kMostLines = 5000;

json::Value time_or_null(const std::optional<Instant>& at) { return at ? json::Value(to_text(*at)) : json::Value(nullptr); }

}  // namespace

Walk::Walk(std::shared_ptr<const process::Plan> plan, std::shared_ptr<const City> city, Instant start_at) : plan_(std::move(plan)), host_(std::move(city), start_at) {}

void Walk::note(const std::vector<process::Happening>& trace) {
  for (const auto& happening : trace) {
    if (trace_.size() < kMostLines) trace_.push_back({steps_, host_.now, happening});
  }
}

void Walk::begin(const json::Value& variables) {
  auto move = process::start(*plan_, process::variables_from_json(variables), host_.now, host_);
  if (!move) {
    refused_ = move.error();
    return;
  }
  begun_ = true;
  state_ = std::move(move->after);
  note(move->trace);
}

void Walk::go(const json::Value& steps) {
  const auto* list = steps.if_array();
  if (list == nullptr) return;
  for (const auto& each : *list) {
    if (refused_ || !step(each)) return;
  }
}

bool Walk::step(const json::Value& step) {
  ++steps_;
  const auto before_now = host_.now;
  const auto* object = step.if_object();
  const auto taken = !begun_ ? Done(refuse(Reason::wrong_state)) : object == nullptr ? Done(refuse(Reason::wrong_type, {{"wanted", "object"}})) : static_cast<std::size_t>(steps_) > kMostSteps ? Done(refuse(Reason::out_of_range, {{"most", std::to_string(kMostSteps)}})) : take(*object);
  if (taken) return true;
  host_.now = before_now;
  refused_ = taken.error();
  refused_at_ = steps_;
  return false;
}

Done Walk::carry_out(const process::Command& command) {
  auto move = process::step(*plan_, state_, command, host_.now, host_);
  if (!move) return tl::unexpected(move.error());
  state_ = std::move(move->after);
  note(move->trace);
  return done();
}

Done Walk::pass_time(const json::Object& step) {
  auto until = process::next_timer(state_);
  if (const auto* given = step.if_contains("until"); given != nullptr && !given->is_null()) {
    Instant at;
    if (auto ok = json::read(*given, at, "until"); !ok) return ok;
    if (at < host_.now) return refuse(Reason::out_of_range, {{"least", to_text(host_.now)}}, "until");
    until = at;
  }
  if (!until) return refuse(Reason::not_found, {{"why", "no timer waits; name a time"}}, "until");
  for (int fired = 0; fired < kMostTimers; ++fired) {
    const auto next = process::next_timer(state_);
    if (!next || *next > *until) break;
    host_.now = std::max(host_.now, *next);
    if (auto ok = carry_out(process::FireTimers{}); !ok) return ok;
  }
  host_.now = std::max(host_.now, *until);
  return done();
}

Done Walk::take(const json::Object& step) {
  const auto* word = step.if_contains("command");
  if (word == nullptr || !word->is_string()) return refuse(Reason::missing_field, {}, "command");
  if (word->get_string() == "pass_time") return pass_time(step);
  if (word->get_string() == "fire_timers") return refuse(Reason::unknown_value, {{"value", "fire_timers"}}, "command");
  auto command = process::command_from_json(step);
  if (!command) return tl::unexpected(command.error());
  const auto tasks = process::open_tasks(*plan_, state_, host_);
  const auto* element = step.if_contains("element");
  const auto resolved = std::visit(
      [&](auto& each) -> Done {
        using C = std::remove_cvref_t<decltype(each)>;
        if constexpr (requires { each.incident; }) {
          if (each.incident == 0 && state_.incidents.size() == 1) each.incident = state_.incidents.front().id;
        } else if constexpr (requires { each.task; } && !std::is_same_v<C, process::ReturnTo>) {
          if (each.task != 0) return done();
          if (!std::is_same_v<C, process::Jump> && element != nullptr && element->is_string()) {
            // Of several open at one element (several sign) the first.
            const auto named = std::find_if(tasks.begin(), tasks.end(), [&](const auto& task) { return task.element == std::string_view(element->get_string()); });
            each.task = named == tasks.end() ? 0 : named->id;
            if (each.task == 0) return refuse(Reason::unknown_task, {{"element", std::string(element->get_string())}}, "element");
          } else if (tasks.size() == 1) {
            each.task = tasks.front().id;
          } else {
            return refuse(Reason::missing_field, {}, "task");
          }
        }
        return done();
      },
      *command);
  if (!resolved) return resolved;
  return carry_out(*command);
}

std::vector<std::string> Walk::tasks_opened() const {
  std::vector<std::string> out;
  for (const auto& line : trace_) {
    if (line.happening.what == process::What::task_opened) out.push_back(line.happening.element);
  }
  return out;
}

std::optional<Instant> Walk::due_of(const std::string& element) const {
  if (!begun_) return std::nullopt;
  for (const auto& task : process::open_tasks(*plan_, state_, host_)) {
    if (task.element == element) return task.due;
  }
  return std::nullopt;
}

json::Object Walk::summary() const {
  json::Array activities_done, tasks;
  for (const auto& each : tasks_opened()) activities_done.push_back(json::Value(each));
  if (begun_) {
    for (const auto& task : process::open_tasks(*plan_, state_, host_)) tasks.push_back(json::Value(task.element));
  }
  json::Object out{{"activities", activities_done}, {"ended", ended()}, {"tasks", tasks}, {"variables", begun_ && !state_.scopes.empty() ? process::to_json(state_.variables()) : json::Value(json::Object{})}};
  if (refused_) out["refused"] = json::Object{{"step", refused_at_}, {"reason", code_of(refused_->reason)}};
  return out;
}

json::Value Walk::show_state() const {
  if (!begun_) return nullptr;
  json::Array tokens, tasks, timers, waiting, incidents;
  for (const auto& token : process::tokens_at(*plan_, state_, host_)) tokens.push_back(json::Object{{"element", token.element}, {"count", token.count}});
  for (const auto& task : process::open_tasks(*plan_, state_, host_)) {
    json::Array signers;
    for (const auto& signer : task.signers) signers.push_back(json::Object{{"who", signer.who}, {"done", signer.done}});
    tasks.push_back(json::Object{{"number", task.id},
                                 {"element", task.element},
                                 {"name", or_null(task.name)},
                                 {"kind", task.kind},
                                 {"stage", or_null(task.stage)},
                                 {"operations", json::Array(task.operations.begin(), task.operations.end())},
                                 {"form", or_null(task.form)},
                                 {"assigned", or_null(task.assigned)},
                                 {"owner", or_null(task.owner)},
                                 {"signers", signers},
                                 {"due_at", time_or_null(task.due)},
                                 {"index", task.index > 0 ? json::Value(task.index) : json::Value(nullptr)}});
  }
  for (const auto& awaited : process::awaited(*plan_, state_, host_)) {
    if (awaited.kind == "timer") timers.push_back(json::Object{{"element", awaited.element}, {"due_at", time_or_null(awaited.due)}});
    else waiting.push_back(json::Object{{"element", awaited.element}, {"kind", awaited.kind}, {"name", awaited.name}, {"correlation", or_null(awaited.correlation)}});
  }
  for (const auto& incident : process::open_incidents(*plan_, state_, host_)) {
    incidents.push_back(json::Object{{"number", incident.id}, {"element", incident.element}, {"name", or_null(incident.name)}, {"cause", incident.cause}, {"detail", incident.detail}});
  }
  return json::Object{{"ended", ended()}, {"suspended", state_.suspended.has_value()}, {"tokens", tokens}, {"tasks", tasks}, {"timers", timers}, {"waiting", waiting}, {"incidents", incidents},
                      {"variables", state_.scopes.empty() ? json::Value(json::Object{}) : process::to_json(state_.variables())}};
}

json::Array Walk::show_possible() const {
  json::Array out;
  if (!begun_ || ended()) return out;
  if (state_.suspended) {
    out.push_back(json::Object{{"command", "resume"}});
    return out;
  }
  for (const auto& task : process::open_tasks(*plan_, state_, host_)) {
    out.push_back(json::Object{{"command", "complete"}, {"task", task.id}, {"element", task.element}, {"name", task.name.empty() ? task.element : task.name}});
  }
  if (const auto next = process::next_timer(state_)) out.push_back(json::Object{{"command", "pass_time"}, {"until", to_text(*next)}});
  for (const auto& awaited : process::awaited(*plan_, state_, host_)) {
    if (awaited.kind == "message") out.push_back(json::Object{{"command", "deliver"}, {"message", awaited.name}, {"element", awaited.element}});
    if (awaited.kind == "signal") out.push_back(json::Object{{"command", "signal"}, {"name", awaited.name}, {"element", awaited.element}});
  }
  for (const auto& incident : process::open_incidents(*plan_, state_, host_)) {
    for (const auto* word : {"retry", "skip"}) out.push_back(json::Object{{"command", word}, {"incident", incident.id}, {"element", incident.element}});
  }
  if (plan_->allows("return")) {
    for (const auto& element : process::possible_returns(*plan_, state_, host_)) out.push_back(json::Object{{"command", "return_to"}, {"element", element}});
  }
  return out;
}

json::Object Walk::show() const {
  json::Array trace;
  for (const auto& line : trace_) {
    const auto& h = line.happening;
    trace.push_back(json::Object{{"step", line.step}, {"at", to_text(line.at)}, {"what", code_of(h.what)}, {"element", h.element}, {"name", or_null(h.name)}, {"detail", yiwang::to_json(h.facts)}});
  }
  json::Value refused = nullptr;
  if (refused_) refused = json::Object{{"step", refused_at_}, {"reason", code_of(refused_->reason)}, {"facts", yiwang::to_json(refused_->facts)}};
  return json::Object{{"faults", json::Array{}}, {"refused", refused}, {"now", to_text(host_.now)}, {"trace", trace}, {"state", show_state()}, {"possible", show_possible()}};
}

}  // namespace yiwang
