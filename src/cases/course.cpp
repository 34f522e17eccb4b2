#include "cases/course.h"

#include <algorithm>

#include "cases/decide_parts.h"
#include "cases/possible.h"
#include "flow/process/plan.h"
#include "flow/process/step.h"
#include "flow/process/view.h"

namespace yiwang {
namespace {

using process::What;

constexpr std::size_t kMostTrace = 80;      // lines of one move that are kept

/// What tells why; the rest can be read from the drawing, the open steps and the state. Every byte here stands in the ledger of every case.
bool worth_keeping(const process::Happening& h) {
  // Where a process begins follows from the stage, which stands in the events before.
  if (std::any_of(h.facts.begin(), h.facts.end(), [](const auto& f) { return f.first == "=entry"; })) return false;
  switch (h.what) {
    case What::started:
    case What::task_opened:
    case What::entered:
    case What::left:
    case What::joined:
    case What::waiting:
    case What::timer_set:
    case What::timer_cancelled:
    case What::variables_set: return false;
    case What::taken: return std::any_of(h.facts.begin(), h.facts.end(), [](const auto& f) { return f.first == "why" && f.second != "only" && f.second != "all"; });
    default: return true;
  }
}

TraceLine line_of(const process::Happening& h) {
  TraceLine line{std::string(code_of(h.what)), h.element, h.name, {}};
  for (const auto& [key, value] : h.facts) {
    if (key.starts_with('=')) line.facts.push_back(key.substr(1) + " = " + value);
    else if (key == "condition") line.facts.push_back(value);
    else if (key != "why" && key != "task" && !(key == "outcome" && value.empty())) line.facts.push_back(key + "=" + value);
  }
  return line;
}

/// Reasons of the engine in the words of cases.
Refusal in_words_of_cases(Refusal refusal, const process::Command& command) {
  switch (refusal.reason) {
    case Reason::unknown_task:
    case Reason::not_found: refusal.reason = Reason::unknown_activity; break;
    case Reason::not_permitted: refusal = {Reason::process_forbids, {{"move", std::string(word_of(command))}}}; break;
    default: break;
  }
  return refusal;
}

}  // namespace

std::string named_unit(const City& city, const Case& c, const std::string& who) {
  if (!who.starts_with('@')) return who;
  const auto* unit = city.unit_serving(std::string_view(who).substr(1), c.place.area);
  return unit == nullptr ? std::string{} : unit->code;
}

bool Course::runs() const { return draft_.after.process.has_value() || (state_ && state_->running()); }

const DrawnProcess* Course::drawn() const {
  const auto& code = state_ ? state_->process : draft_.after.process->code;
  const auto& version = state_ ? state_->version : draft_.after.process->version;
  return draft_.context.city.process(code, version);
}

Done Course::ready() {
  if (state_) return done();
  const auto& p = *draft_.after.process;
  const auto* found = draft_.context.city.process(p.code, p.version);
  if (found == nullptr || !found->plan) return refuse(Reason::process_misses, {{"process", p.code}, {"version", p.version}});
  auto state = process::from_text(p.state);
  if (!state) return refuse(Reason::process_misses, {{"process", p.code}, {"version", p.version}});
  plan_ = found->plan;
  state_ = *std::move(state);
  steps_ = p.activities;
  return done();
}

Done Course::move(const process::Command& command) {
  if (auto ok = ready(); !ok) return ok;
  const auto now = draft_.context.now;
  const CityHost host(draft_.after, draft_.context);
  auto after = *state_;
  std::vector<process::Happening> trace;
  // The case's own suspension decides what may be done while it lasts; the engine only has to keep its timers still.
  if (after.suspended && !std::holds_alternative<process::Resume>(command)) (void)process::advance(*plan_, after, process::Resume{}, now, host);
  if (auto ok = process::advance(*plan_, after, command, now, host, &trace); !ok) return tl::unexpected(in_words_of_cases(ok.error(), command));
  state_ = std::move(after);
  moved_ = true;
  for (const auto& h : trace) {
    if (worth_keeping(h) && trace_.size() < kMostTrace) trace_.push_back(line_of(h));
  }
  asked_.insert(asked_.end(), host.asked.begin(), host.asked.end());
  steps_ = open_steps();
  return done();
}

bool Course::begin(Stage at) {
  const auto& city = draft_.context.city;
  const auto* procedure = city.procedure(draft_.after.promise.procedure);
  const auto* found = procedure == nullptr || procedure->process.empty() ? nullptr : city.process(procedure->process);
  if (found == nullptr || !found->plan) return false;
  const auto kept = std::move(state_);
  const auto kept_plan = plan_;
  plan_ = found->plan;
  state_.emplace();
  state_->process = found->code;
  state_->version = found->version;
  process::Variables variables;
  auto said = facts();
  said.set("entry", feel::Value::make_string(code_of(at)));
  if (kept) {
    for (const auto& [name, value] : kept->variables()) variables.set(name, value);
  }
  tell(variables, std::move(said));
  const CityHost host(draft_.after, draft_.context);
  auto begun = process::start(*plan_, std::move(variables), draft_.context.now, host);
  if (!begun || !begun->after.running()) {
    state_ = kept;
    plan_ = kept_plan;
    return false;
  }
  state_ = std::move(begun->after);
  steps_ = open_steps();
  if (standing().value_or(at) != at) {
    state_ = kept;
    plan_ = kept_plan;
    if (state_) steps_ = open_steps();
    return false;
  }
  for (const auto& h : begun->trace) {
    if (worth_keeping(h) && trace_.size() < kMostTrace) trace_.push_back(line_of(h));
  }
  asked_.insert(asked_.end(), host.asked.begin(), host.asked.end());
  moved_ = true;
  return true;
}

void Course::over(std::string_view why) {
  if (!draft_.after.process && !state_) return;
  ProcessMoved moved;
  moved.trace = std::move(trace_);
  moved.trace.push_back({"ended", {}, {}, {"how=" + std::string(why)}});
  draft_.add(std::move(moved));
  state_.reset();
  moved_ = false;
}

process::Variables Course::facts() const {
  const auto& c = draft_.after;
  const auto text = [](std::string_view value) { return feel::Value::make_string(value); };
  const auto truth = [](bool value) { return feel::Value::make_bool(value); };
  process::Variables said;
  said.set("matter", text(c.matter));
  said.set("urgency", text(code_of(c.urgency())));
  said.set("grade", text(code_of(c.grade)));
  said.set("channel", text(code_of(c.first().channel)));
  said.set("lead", text(c.unit));
  feel::List units;
  for (const auto& task : c.tasks) {
    if (task.open()) units.push_back(text(task.unit));
  }
  said.set("units", feel::Value::make_list(std::move(units)));
  said.set("review", truth(c.promise.review));
  said.set("callback", truth(c.promise.callback && c.can_be_called()));
  said.set("reachable", truth(c.can_be_called()));
  said.set("reopened", feel::Value::make_number(std::int64_t{c.reopened}));
  said.set("reopened_by_citizen", feel::Value::make_number(std::int64_t{c.reopened_by_citizen}));
  const auto* resolve = c.running(ClockKind::resolve);
  said.set("overdue", truth(resolve != nullptr && resolve->due < draft_.context.now));
  return said;
}

/// Only what the drawing looks at, so that the state stays small.
void Course::tell(process::Variables& to, process::Variables said) const {
  const auto* known = drawn();
  for (const auto& [name, value] : said) {
    if (known == nullptr || known->reads_all || known->reads.contains(name)) to.set(name, value);
  }
}

Result<Stage> Course::finish(int activity, std::string_view outcome, process::Variables said, const std::string& by) {
  if (auto ok = ready(); !ok) return tl::unexpected(ok.error());
  process::CompleteTask complete;
  complete.task = activity;
  complete.outcome = outcome;
  const auto* step = draft_.after.activity(activity);
  complete.by = !by.empty() || (step != nullptr && !step->signers.empty()) ? by : draft_.context.actor.unit;
  tell(complete.variables, facts());
  tell(complete.variables, std::move(said));
  // What an earlier step was finished with must not decide behind this one.
  if (outcome.empty() && state_->variables().find("outcome") != nullptr) complete.variables.set("outcome", {});
  if (auto ok = move(complete); !ok) return tl::unexpected(ok.error());
  led_ = true;
  return lead();
}

const Activity* Course::step_for(Operation operation) const {
  const auto stage = asked_in_.value_or(draft_.after.stage);
  const auto& unit = draft_.context.actor.unit;
  const Activity* best = nullptr;
  int best_fit = 0;
  for (const auto& step : steps_) {
    if (!step.stage.empty() && step.stage != code_of(stage)) continue;
    const bool named = permits(step, stage, operation);
    if (!named && step.stage.empty()) continue;
    const int fit = 1 + (named ? 4 : 0) + (!step.stage.empty() ? 2 : 0) + (!unit.empty() && step.who == unit ? 1 : 0);
    if (fit > best_fit) best = &step;
    best_fit = std::max(fit, best_fit);
  }
  return best;
}

Result<Stage> Course::finish(Operation operation, std::string_view outcome, process::Variables said) {
  if (auto ok = ready(); !ok) return tl::unexpected(ok.error());
  const auto* step = step_for(operation);
  if (step == nullptr) return refuse(Reason::process_forbids, {{"activities", ""}});
  return finish(step->id, outcome, std::move(said), {});
}

Done Course::steer(const process::Command& command) {
  if (auto ok = move(command); !ok) return ok;
  led_ = true;
  return done();
}

std::vector<Activity> Course::open_steps() const {
  std::vector<Activity> steps;
  if (!state_ || !state_->running()) return steps;
  const CityHost host(draft_.after, draft_.context);
  for (auto& task : process::open_tasks(*plan_, *state_, host)) {
    Activity a;
    a.id = task.id;
    a.element = std::move(task.element);
    a.name = std::move(task.name);
    a.stage = std::move(task.stage);
    a.operations = std::move(task.operations);
    a.form = std::move(task.form);
    a.who = named_unit(draft_.context.city, draft_.after, task.assigned);
    for (const auto& signer : task.signers) {
      if (!signer.done) a.signers.push_back(named_unit(draft_.context.city, draft_.after, signer.who));
    }
    a.due = task.due;
    steps.push_back(std::move(a));
  }
  return steps;
}

std::optional<Stage> Course::standing() const {
  std::optional<Stage> least;
  for (const auto& step : steps_) {
    const auto stage = parse<Stage>(step.stage);
    if (stage && (!least || *stage < *least)) least = *stage;
  }
  return least;
}

Stage Course::lead() const {
  if (state_ && !state_->running()) return Stage::closed;
  return standing().value_or(draft_.after.stage);
}

void Course::write_down() {
  if (!moved_ || !state_) return;
  const CityHost host(draft_.after, draft_.context);
  ProcessMoved moved;
  moved.code = state_->process;
  moved.version = state_->version;
  moved.state = process::to_text(*state_);
  moved.activities = std::move(steps_);
  for (auto& incident : process::open_incidents(*plan_, *state_, host)) {
    moved.stuck.push_back({incident.id, std::move(incident.element), std::move(incident.name), std::move(incident.cause), std::move(incident.detail)});
  }
  moved.timer = process::next_timer(*state_);
  for (std::size_t i = 0; i < kOperations.size(); ++i) {
    const auto word = move_word(static_cast<Operation>(i));
    if (!word.empty() && plan_->allows(word)) moved.allow.emplace_back(word);
  }
  if (plan_->allows("return") || plan_->allows("withdraw")) moved.back = process::possible_returns(*plan_, *state_, host);
  moved.trace = std::move(trace_);
  moved.to = to_;
  draft_.add(std::move(moved));
  moved_ = false;
}

}  // namespace yiwang
