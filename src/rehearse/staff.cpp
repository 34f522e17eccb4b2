#include "rehearse/staff.h"

#include <cmath>

#include "cases/possible.h"
#include "flow/forms/form.h"
#include "rehearse/fill_in.h"

namespace yiwang {
namespace {

Identity person(const char* login, Role role) { return {login, login, {}, {role}, {}}; }
const Identity& dispatcher() {
  static const Identity who = person("rehearsal-dispatcher", Role::dispatcher);
  return who;
}
const Identity& supervisor() {
  static const Identity who = person("rehearsal-supervisor", Role::supervisor);
  return who;
}
const Identity& agent() {
  static const Identity who = person("rehearsal-agent", Role::agent);
  return who;
}

minutes between(Random& random, int least, int most) { return minutes{least + static_cast<int>(random.below(static_cast<std::uint64_t>(most - least + 1)))}; }

}  // namespace

Staff::Staff(Office& office, const ReportMaker& maker, std::uint64_t seed, StaffPace pace) : office_(office), maker_(maker), seed_(seed), pace_(pace) {
  const auto city = office_.city();
  for (const auto& p : city->people) {
    for (const auto role : p.roles) {
      if (role == Role::handler) handlers_.try_emplace(p.unit, &p);
    }
  }
}

void Staff::observe(const Change& change) {
  if (!change.after->rehearsal) return;
  const std::lock_guard lock(mutex_);
  seen_.emplace_back(change.after->updated_at, change.after);
  for (const auto kind : change.events) {
    if (kind != EventKind::unit_assigned) continue;
    if (change.after->assigned_how != "engine") {
      ++tally_.by_dispatcher;
    } else {
      ++tally_.auto_dispatched;
      const auto* known = truth(*change.after);
      if (known != nullptr && right_unit(*change.after) == change.after->unit) ++tally_.auto_right;
    }
  }
}

const Truth* Staff::truth(const Case& c) const { return maker_.truth(c.first().external_id); }

std::string Staff::right_unit(const Case& c) const {
  const auto* known = truth(c);
  if (known == nullptr) return c.unit;
  Location place;
  place.area = known->grid;
  place.confidence = 1;
  DispatchQuestion question;
  question.location = &place;
  question.matter = known->matter;
  question.at = c.opened_at;
  const auto unit = office_.advisers().dispatcher->dispatch(question).unit;
  return unit.empty() ? c.unit : unit;
}

Identity Staff::handler_of(const std::string& unit) const {
  if (const auto it = handlers_.find(unit); it != handlers_.end()) return {it->second->login, it->second->name, unit, {Role::handler}, {}};
  return {"rehearsal-" + unit, unit, unit, {Role::handler}, {}};
}

/// When somebody will next lay hands on the case as it stands.
Instant Staff::when(const Case& c, Instant now, Random& random) const {
  minutes wait{0};
  if (c.extension || c.dispute) wait = between(random, 20, 240);
  else if (c.suspended) wait = between(random, 24 * 60, 4 * 24 * 60);
  else if (c.question) wait = between(random, 30, 600);
  else {
    switch (c.stage) {
      case Stage::received: wait = between(random, 2, 25); break;
      case Stage::dispatched: wait = between(random, 3, 80); break;
      case Stage::accepted: wait = between(random, 4, 35); break;
      case Stage::handling: wait = between(random, 60, 3 * 24 * 60); break;
      case Stage::resolved: wait = between(random, 20, 360); break;
      case Stage::called_back: wait = between(random, 30, 1200); break;
      default: wait = minutes{0};
    }
  }
  return now + milliseconds{static_cast<std::int64_t>(std::llround(static_cast<double>(milliseconds{wait}.count()) / pace_.faster))};
}

std::size_t Staff::work(Instant now) {
  std::vector<Plan> due;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [at, c] : seen_) {
      if (const auto it = plan_of_.find(c->id.value); it != plan_of_.end()) {
        plans_.erase(it->second);
        plan_of_.erase(it);
      }
      if (!c->open()) continue;
      Random random(seed_ ^ (c->id.value * 0x9e3779b97f4a7c15ULL) ^ c->version);
      plan_of_[c->id.value] = plans_.emplace(when(*c, at, random), Plan{c->id, c->version});
    }
    seen_.clear();
    while (!plans_.empty() && plans_.begin()->first <= now) {
      const auto plan = plans_.begin()->second;
      plan_of_.erase(plan.id.value);
      plans_.erase(plans_.begin());
      due.push_back(plan);
    }
  }
  for (const auto& plan : due) act(plan, now);
  return due.size();
}

void Staff::send(const Identity& who, const Case& c, Command command, Instant now) {
  {
    const std::lock_guard lock(mutex_);
    ++tally_.commands;
  }
  const auto code = std::string(code_of(operation_of(command)));
  office_.command(who, c.id, std::move(command), c.version, {"rehearsal", "local", now}, [this, code](const Result<SeenCase>& outcome) {
    if (outcome) return;
    const std::lock_guard lock(mutex_);
    ++tally_.refused;
    ++tally_.refusals[code + " " + std::string(code_of(outcome.error().reason))];
  });
}

void Staff::act(const Plan& plan, Instant now) {
  const auto seen = office_.see(supervisor(), plan.id);
  if (!seen || seen->c->version != plan.version) return;
  const auto& c = *seen->c;
  Random random(seed_ + plan.id.value * 1000003 + plan.version);
  const auto handler = handler_of(c.unit);
  if (c.dispute) return send(supervisor(), c, Arbitrate{right_unit(c), "按职责清单裁定"}, now);
  if (c.extension) return send(supervisor(), c, DecideExtension{random.chance(0.8), c.extension->days, "情况属实"}, now);
  if (c.suspended) return send(handler, c, Resume{"条件已具备"}, now);
  if (c.question) return send(agent(), c, Reply{"市民补充：情况就是早上说的那样，就在门口。"}, now);
  if (work_step(c, random, now)) return;
  const auto may = [&](Operation operation) { return possible(c, operation); };
  switch (c.stage) {
    case Stage::received: {
      const auto* known = truth(c);
      if (known != nullptr && c.matter != known->matter) return send(dispatcher(), c, CorrectMatter{known->matter}, now);
      if (random.chance(0.03)) return send(dispatcher(), c, AnswerAtOnce{"您好，您反映的事项属于咨询类，相关政策已通过短信发送，请查收。"}, now);
      return send(dispatcher(), c, AssignUnit{right_unit(c), {}, {}}, now);
    }
    case Stage::dispatched:
      if (right_unit(c) != c.unit && random.chance(0.8)) {
        if (may(Operation::return_)) return send(handler, c, Return{"不属于本单位职责范围"}, now);
        return send(handler, c, RaiseDispute{"不属于本单位职责范围", right_unit(c)}, now);
      }
      return send(handler, c, Accept{}, now);
    case Stage::accepted: return send(handler, c, Contact{random.chance(0.93), "已与市民联系，说明处理安排"}, now);
    case Stage::handling:
      if (!c.contacted && c.contacts_tried < 3) return send(handler, c, Contact{random.chance(0.7), "再次联系市民"}, now);
      if (may(Operation::request_extension) && random.chance(0.05)) return send(handler, c, RequestExtension{2, "需要协调第三方施工"}, now);
      if (may(Operation::suspend) && random.chance(0.02)) return send(handler, c, Suspend{c.promise.suspend_reasons.front(), "现场条件不具备"}, now);
      if (c.replies.empty() && random.chance(0.04)) return send(handler, c, AskCitizen{"请问具体是在哪个位置？方便提供照片吗？"}, now);
      if (!may(Operation::resolve)) return;
      return send(handler, c, Resolve{"经现场核查，问题属实，已安排人员处理完毕，并向市民说明了情况。", "现场处理并加强巡查", {}}, now);
    case Stage::resolved: return send(supervisor(), c, Review{random.chance(0.95), "已核实"}, now);
    case Stage::called_back: {
      const auto luck = random.unit();
      const auto said = luck < 0.80 ? Satisfaction::satisfied : luck < 0.92 ? Satisfaction::basically : luck < 0.96 ? Satisfaction::unsatisfied : Satisfaction::unreachable;
      return send(agent(), c, CallBack{said, said != Satisfaction::unsatisfied, "回访"}, now);
    }
    default: return;
  }
}

bool Staff::work_step(const Case& c, Random& random, Instant now) {
  if (!c.process || c.suspended) return false;
  std::vector<const Activity*> waiting;
  for (const auto& step : c.process->activities) {
    if (permits(step, c.stage, Operation::complete_activity)) waiting.push_back(&step);
  }
  if (waiting.empty()) return false;
  const auto& step = *waiting[random.below(waiting.size())];
  // Beside a step that time finishes as well, people now and then let it.
  if (c.process->timer && step.form.empty() && random.chance(0.5)) return true;
  const auto city = office_.city();
  const auto* sheet = step.form.empty() ? nullptr : city->form(step.form);
  CompleteActivity done{step.id, {}, sheet == nullptr ? json::Value{} : fill_in(*sheet->form, random, to_local(now, city->offset).date), {}};
  const bool by_supervisor = step.who.empty() && step.stage.empty();
  send(by_supervisor ? supervisor() : handler_of(step.who.empty() ? c.unit : step.who), c, std::move(done), now);
  return true;
}

Staff::Tally Staff::tally() const {
  const std::lock_guard lock(mutex_);
  return tally_;
}

}  // namespace yiwang
