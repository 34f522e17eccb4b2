#include <algorithm>

#include "base/text.h"
#include "cases/decide_parts.h"
#include "cases/promise.h"
#include "cases/stage_table.h"
#include "city/stage_order.h"
#include "flow/process/plan.h"
#include "flow/process/view.h"

// How a process and its case keep step: the process hears what was decided, the case is carried to where the process leads.

namespace yiwang {
namespace {

/// Every way the loader lets a drawing ask for is one that the stage table has, in one event or in two.
constexpr bool can_be_gone(Stage from, Stage to) {
  for (const auto& first : kStageMoves) {
    if ((first.from & bit(from)) == 0) continue;
    if (first.to == to) return true;
    for (const auto& second : kStageMoves) {
      if (second.to == to && (second.from & bit(first.to)) != 0) return true;
    }
  }
  return false;
}
constexpr bool every_step_can_be_gone() {
  for (const auto& step : kStageSteps) {
    if (!can_be_gone(step.from, step.to)) return false;
  }
  return true;
}
static_assert(every_step_can_be_gone(), "src/city/stage_order.h lets a drawing lead where no event takes a case");

constexpr int kMostRounds = 8;              // of things asked for that lead to further things

bool happened(const std::vector<Event>& events, std::size_t from, std::size_t to, EventKind kind) {
  return std::any_of(events.begin() + static_cast<std::ptrdiff_t>(from), events.begin() + static_cast<std::ptrdiff_t>(to), [&](const Event& e) { return kind_of(e) == kind; });
}

std::string text_of(const json::Value& given, std::string_view key) {
  const auto* object = given.if_object();
  const auto* found = object == nullptr ? nullptr : object->if_contains(key);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string{};
}

}  // namespace

void Course::hear(std::size_t from) {
  if (!runs() || !ready()) return;
  const auto* known = drawn();
  if (known == nullptr || known->hears.empty()) return;
  const auto until = draft_.events.size();
  for (std::size_t i = from; i < until; ++i) {
    const auto kind = kind_of(draft_.events[i]);
    if (!known->hears.contains(code_of(kind)) || !state_->running()) continue;
    const CityHost host(draft_.after, draft_.context);
    const auto waits = process::awaited(*plan_, *state_, host);
    if (std::none_of(waits.begin(), waits.end(), [&](const auto& w) { return w.kind == "signal" && w.name == code_of(kind); })) continue;
    process::Signal signal;
    signal.name = code_of(kind);
    auto said = facts();
    std::visit(
        [&](const auto& event) {
          const auto fields = json::parse_text(json::to_text(event));
          if (!fields || !fields->is_object()) return;
          for (const auto& [key, value] : fields->get_object()) {
            if (!value.is_object() && !value.is_array()) said.set(std::string_view(key), feel::from_json(value));
          }
        },
        draft_.events[i]);
    tell(signal.variables, std::move(said));
    if (move(signal)) heard_.insert(kind);
  }
}

Done Course::follow_events(const Case& before, Operation operation, std::size_t made) {
  const auto& c = draft_.after;
  const auto& events = draft_.events;
  const auto told = [&](EventKind kind) { return happened(events, 0, made, kind); };
  const auto finished = [&](Result<Stage> led) -> Done { return led ? done() : tl::unexpected(led.error()); };
  // Where people take the case against the drawn way, and the drawing does not say what then, the process begins anew at the step for that stage.
  const auto anew = [&]() -> Done {
    if (begin(c.stage)) return done();
    return refuse(Reason::leads_nowhere, {{"stage", std::string(code_of(before.stage))}, {"to", std::string(code_of(c.stage))}});
  };
  if (told(EventKind::matter_corrected)) {
    const auto* procedure = draft_.context.city.procedure(c.promise.procedure);
    if (procedure != nullptr && procedure->code != before.promise.procedure && procedure->process != state_->process) {
      if (procedure->process.empty()) over("matter_corrected");
      else (void)begin(c.stage);               // a process without a step for this stage is left to the next opening
      return done();
    }
  }
  if (told(EventKind::case_reopened)) return heard_.contains(EventKind::case_reopened) ? done() : anew();
  if (told(EventKind::unit_assigned)) {
    if (heard_.contains(EventKind::unit_assigned)) return done();
    return before.stage == Stage::received ? finished(finish(operation, code_of(EventKind::unit_assigned))) : anew();
  }
  if (told(EventKind::case_returned)) return heard_.contains(EventKind::case_returned) ? done() : anew();
  if (told(EventKind::case_accepted)) return finished(finish(operation, code_of(EventKind::case_accepted)));
  if (told(EventKind::citizen_contacted) && c.stage != before.stage) return finished(finish(operation, code_of(EventKind::citizen_contacted)));
  if (told(EventKind::assist_finished)) {
    const auto unit = std::get<AssistFinished>(*std::find_if(events.begin(), events.end(), [](const Event& e) { return kind_of(e) == EventKind::assist_finished; })).unit;
    const auto steps = steps_;
    for (const auto& step : steps) {
      if (step.who != unit) continue;
      if (auto led = finish(step.id, code_of(EventKind::assist_finished), {}, {}); !led) return tl::unexpected(led.error());
    }
  }
  if (told(EventKind::unit_added) && operation == Operation::add_unit && plan_->allows("add_signer")) {
    for (std::size_t i = 0; i < made; ++i) {
      const auto* added = std::get_if<UnitAdded>(&events[i]);
      const auto many = std::find_if(steps_.begin(), steps_.end(), [&](const Activity& step) {
        const int node = plan_->find(step.element);
        return node >= 0 && plan_->node(node).loop.kind == process::LoopPlan::Kind::parallel && !step.who.empty();
      });
      if (added == nullptr || many == steps_.end()) continue;
      if (auto ok = move(process::AddSigner{many->id, added->unit, added->note}); !ok) return ok;
    }
  }
  return done();
}

Done Course::follow(const Case& before, Operation operation) {
  auto& c = draft_.after;
  const auto made = draft_.events.size();
  asked_in_ = before.stage;
  if (!c.open()) {
    over(draft_.events.empty() ? std::string_view("closed") : code_of(kind_of(draft_.events.back())));
    return done();
  }
  if (!runs()) {
    // A case that began without a process goes on without one until it is opened again.
    if (!before.id || before.version == 0 || (!before.process && happened(draft_.events, 0, made, EventKind::case_reopened))) (void)begin(c.stage);
  } else {
    // What only adds words to the case does not touch the process, nor need its drawing.
    const auto* known = draft_.context.city.process(c.process ? c.process->code : state_->process, c.process ? c.process->version : state_->version);
    const bool concerns = moved_ || c.stage != before.stage || c.unit != before.unit || c.suspended != before.suspended || c.tasks != before.tasks ||
                          c.promise.procedure != before.promise.procedure || c.reopened != before.reopened || (known != nullptr && !known->hears.empty());
    if (!concerns) return done();
    if (auto ok = ready(); !ok) return ok;
    hear(0);
    if (!led_) {
      if (auto ok = follow_events(before, operation, made); !ok) return ok;
    }
  }
  for (int round = 0; round < kMostRounds && c.open() && runs() && state_; ++round) {
    if (auto ok = carry({}, "process"); !ok) return ok;
    if (!c.open() || asked_.empty()) break;
    const auto from = draft_.events.size();
    do_asked();
    hear(from);
  }
  if (!c.open()) {
    over("closed");
    return done();
  }
  if (!state_ || !state_->running()) return done();
  if (state_->suspended.has_value() != c.suspended.has_value()) {
    if (auto ok = c.suspended ? move(process::Suspend{"suspended"}) : move(process::Resume{}); !ok) return ok;
  }
  keep_units(before);
  write_down();
  return done();
}

void Course::do_asked() {
  const auto asked = std::move(asked_);
  asked_.clear();
  for (const auto& a : asked) {
    const int node = plan_->find(a.element);
    const auto name = node >= 0 ? plan_->node(node).name : a.element;
    if (a.service == "remind") draft_.add(CaseReminded{name});
    else if (a.service == "supervise") draft_.add(CaseSupervised{Card::notice, name});
    else if (a.service == "supervise_yellow") draft_.add(CaseSupervised{Card::yellow, name});
    else if (a.service == "supervise_red") draft_.add(CaseSupervised{Card::red, name});
    else if (a.service == "comment") draft_.add(CommentAdded{name});
  }
}

/// Units that have a step of their own work on the case, and are done when it is.
void Course::keep_units(const Case& before) {
  const auto& c = draft_.after;
  const auto& city = draft_.context.city;
  const auto has_step = [&](const std::string& unit) { return std::any_of(steps_.begin(), steps_.end(), [&](const Activity& a) { return a.who == unit; }); };
  if (before.process) {
    for (const auto& old : before.process->activities) {
      const auto* task = old.who.empty() || has_step(old.who) ? nullptr : c.open_task(old.who);
      if (task != nullptr && task->role == TaskRole::assist) draft_.add(AssistFinished{old.who, old.name});
    }
  }
  if (c.stage != Stage::dispatched && c.stage != Stage::accepted && c.stage != Stage::handling) return;
  for (const auto& step : steps_) {
    if (city.unit(step.who) != nullptr && c.open_task(step.who) == nullptr) draft_.add(UnitAdded{step.who, step.name});
  }
}

Done Course::carry(const json::Value& given, std::string_view why) {
  if (!state_) return done();
  for (int steps = 0; steps < kMostRounds && draft_.after.open(); ++steps) {
    const auto to = lead();
    if (to == draft_.after.stage || to_ == to) return done();
    if (auto ok = carry_step(to, given, why); !ok) return ok;
  }
  return done();
}

Done Course::carry_step(Stage to, const json::Value& given, std::string_view why) {
  auto& c = draft_.after;
  const auto nowhere = [&] { return refuse(Reason::leads_nowhere, {{"stage", std::string(code_of(c.stage))}, {"to", std::string(code_of(to))}}); };
  const auto hand_on = [&]() -> Done {
    const bool by_person = draft_.context.actor.role != Role::system;
    auto result = text_of(given, "result");
    if (by_person) {
      if (auto ok = may_hand_in(draft_, result, "data.result"); !ok) return ok;
    } else if (result.empty()) {
      result = plan_->name();
    }
    hand_in(draft_, result, text_of(given, "measures"), {}, to);
    return done();
  };
  switch (c.stage) {
    case Stage::received: {
      if (to != Stage::dispatched) return nowhere();
      const auto unit = text_of(given, "unit");
      if (unit.empty()) return refuse(Reason::missing_field, {}, "data.unit");
      if (auto ok = known_unit(draft_.context.city, unit, "data.unit"); !ok) return ok;
      draft_.assign(unit, {}, draft_.context.actor.role == Role::system ? "engine" : "dispatcher", {});
      return done();
    }
    case Stage::dispatched:
      if (to == Stage::received) break;
      if (to != Stage::accepted && to != Stage::handling) return nowhere();
      draft_.add(CaseAccepted{});
      draft_.meet(ClockKind::accept);
      return done();
    case Stage::accepted:
      if (to == Stage::received) break;
      if (to == Stage::handling) {
        draft_.cancel(ClockKind::contact, EventKind::process_moved);
        to_ = Stage::handling;
        return done();
      }
      [[fallthrough]];
    case Stage::handling:
      if (to == Stage::dispatched) {
        draft_.assign(c.unit, {}, "sent_back", std::string(why));
        return done();
      }
      if (to == Stage::resolved || to == Stage::called_back || to == Stage::closed) return hand_on();
      return nowhere();
    case Stage::resolved:
      if (to == Stage::handling) back_to_unit(draft_, std::string(why));
      else if (to == Stage::called_back) draft_.add(CaseReviewed{true, {}, Stage::called_back});
      else if (to == Stage::closed) {
        draft_.add(CaseReviewed{true, {}, Stage::resolved});
        draft_.add(CaseClosed{"resolved"});
      } else {
        return nowhere();
      }
      return done();
    case Stage::called_back:
      if (to == Stage::closed) draft_.add(CaseClosed{"process"});
      else if (to == Stage::handling) {
        draft_.add(CaseReopened{std::string(why), false, Stage::handling, make_promise(draft_.context.city, c.matter, c.urgency())});
        draft_.start(ClockKind::resolve, EventKind::case_reopened);
      } else {
        return nowhere();
      }
      return done();
    default: return nowhere();
  }
  // dispatched or accepted back to received
  if (c.dispute) return refuse(Reason::dispute_open);
  draft_.resume({});
  draft_.cancel(ClockKind::accept, EventKind::case_returned);
  draft_.cancel(ClockKind::contact, EventKind::case_returned);
  draft_.add(CaseReturned{c.unit, std::string(why)});
  draft_.queue("returned");
  return done();
}

}  // namespace yiwang
