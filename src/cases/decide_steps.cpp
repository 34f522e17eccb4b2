#include <algorithm>

#include "base/text.h"
#include "cases/decide_parts.h"
#include "cases/possible.h"
#include "flow/forms/form.h"

// What people do on the steps of a process.

namespace yiwang {
namespace {

constexpr std::size_t kMostProcessText = 200;   // bytes; longer words are kept in the event and are no data of the process

/// Whether the actor may speak for a step that is meant for somebody.
bool meant_for(const Context& context, const std::string& who) {
  const auto& actor = context.actor;
  if (who.empty() || who == actor.login) return true;
  if (actor.role != Role::handler && actor.role != Role::grid_worker) return true;
  return who == actor.unit || context.city.unit_within(who, actor.unit) || context.city.unit_within(actor.unit, who);
}

Result<const Activity*> find_step(const Draft& draft, int id) {
  const auto* step = draft.after.activity(id);
  if (step == nullptr) return refuse(Reason::unknown_activity, {{"activity", std::to_string(id)}}, "activity");
  return step;
}

/// A login or a unit of the city.
Done known_who(const City& city, const std::string& who, const std::string& field) {
  if (city.unit(who) != nullptr || city.person(who) != nullptr) return done();
  return refuse(Reason::unknown_unit, {{"unit", shorten(who, 60)}}, field);
}

process::Variables variables_of(const json::Value& data) {
  process::Variables out;
  if (const auto* object = data.if_object()) {
    for (const auto& [key, value] : *object) {
      if (value.is_string() && value.get_string().size() > kMostProcessText) continue;
      out.set(std::string_view(key), feel::from_json(value));
    }
  }
  return out;
}

Done steer(Draft& draft, Operation how, const process::Command& command, const Activity* at, const std::string& to, const std::string& reason) {
  const std::string element = at == nullptr ? std::string{} : at->element;
  const std::string name = at == nullptr ? std::string{} : at->name;
  if (auto ok = draft.course.steer(command); !ok) return ok;
  draft.add(ProcessSteered{how, element, name, to, reason});
  return draft.course.carry({}, reason.empty() ? std::string_view(code_of(how)) : std::string_view(reason));
}

}  // namespace

Done fits_form(const City& city, const std::string& form, const json::Value& data) {
  const auto* sheet = form.empty() ? nullptr : city.form(form);
  if (sheet == nullptr || !sheet->form) return done();
  const auto problems = sheet->form->validate(data.is_null() ? json::Value(json::Object{}) : data);
  if (problems.empty()) return done();
  const auto& first = problems.front();
  std::string field = "data" + first.at;
  std::replace(field.begin(), field.end(), '/', '.');
  std::vector<std::pair<std::string, std::string>> facts{{"fault", first.keyword}};
  for (const auto& [key, value] : first.facts) {
    // A missing field is pointed at by its own name, as everywhere.
    if (first.keyword == "required" && key == "property") field += "." + value;
    else facts.emplace_back(key, value);
  }
  return refuse(Reason::bad_form, std::move(facts), std::move(field));
}

Done act(Draft& draft, const CompleteActivity& command) {
  auto found = find_step(draft, command.activity);
  if (!found) return tl::unexpected(found.error());
  const Activity step = **found;
  const auto& actor = draft.context.actor;
  if (!permits(step, draft.after.stage, Operation::complete_activity)) return refuse(Reason::process_forbids, {{"activities", step.element}});
  std::string by;
  for (const auto& signer : step.signers) {
    if (signer == actor.login || (meant_for(draft.context, signer) && by.empty())) by = signer;
  }
  const bool mine = step.signers.empty() ? meant_for(draft.context, step.who) : !by.empty();
  if (!mine) return refuse(Reason::outside_scope, {{"who", step.who}});
  if (auto ok = fits_form(draft.context.city, step.form, command.data); !ok) return ok;
  auto led = draft.course.finish(step.id, command.outcome, variables_of(command.data), by);
  if (!led) return tl::unexpected(led.error());
  const auto data = command.data.is_null() ? std::string{} : boost::json::serialize(command.data);
  draft.add(ActivityCompleted{step.id, step.element, step.name, !by.empty() ? by : actor.unit, command.outcome, data, command.note});
  return draft.course.carry(command.data, !command.note.empty() ? std::string_view(command.note) : std::string_view(step.name));
}

Done act(Draft& draft, const SendBack& command) {
  return steer(draft, Operation::send_back, process::ReturnTo{command.to, command.reason}, nullptr, command.to, command.reason);
}

Done act(Draft& draft, const Jump& command) {
  const auto& open = draft.after.process->activities;
  const int id = command.activity == 0 && open.size() == 1 ? open.front().id : command.activity;
  auto step = find_step(draft, id);
  if (!step) return tl::unexpected(step.error());
  const Activity from = **step;
  return steer(draft, Operation::jump, process::Jump{id, command.to, command.reason}, &from, command.to, command.reason);
}

Done named(const Case&, const AddSigner& command, const Context& context) { return known_who(context.city, command.who, "who"); }
Done named(const Case&, const Delegate& command, const Context& context) { return known_who(context.city, command.to, "to"); }
Done named(const Case&, const Transfer& command, const Context& context) { return known_who(context.city, command.to, "to"); }

Done act(Draft& draft, const AddSigner& command) {
  auto step = find_step(draft, command.activity);
  if (!step) return tl::unexpected(step.error());
  const Activity at = **step;
  return steer(draft, Operation::add_signer, process::AddSigner{at.id, command.who, command.reason}, &at, command.who, command.reason);
}

Done act(Draft& draft, const RemoveSigner& command) {
  auto step = find_step(draft, command.activity);
  if (!step) return tl::unexpected(step.error());
  const Activity at = **step;
  return steer(draft, Operation::remove_signer, process::RemoveSigner{at.id, command.who, command.reason}, &at, command.who, command.reason);
}

Done act(Draft& draft, const Delegate& command) {
  auto step = find_step(draft, command.activity);
  if (!step) return tl::unexpected(step.error());
  const Activity at = **step;
  return steer(draft, Operation::delegate, process::Delegate{at.id, command.to, command.reason}, &at, command.to, command.reason);
}

Done act(Draft& draft, const Transfer& command) {
  auto step = find_step(draft, command.activity);
  if (!step) return tl::unexpected(step.error());
  const Activity at = **step;
  return steer(draft, Operation::transfer, process::Transfer{at.id, command.to, command.reason}, &at, command.to, command.reason);
}

Done act(Draft& draft, const Withdraw& command) {
  const auto& actor = draft.context.actor;
  // Supervisors may take back what a unit did; a unit only its own.
  process::Withdraw withdraw;
  withdraw.element = command.element;
  withdraw.reason = command.reason;
  if (actor.role == Role::handler || actor.role == Role::grid_worker) withdraw.by = actor.unit;
  return steer(draft, Operation::withdraw, withdraw, nullptr, command.element, command.reason);
}

Done act(Draft& draft, const Retry& command) {
  return steer(draft, Operation::retry, process::Retry{command.incident, variables_of(command.data)}, nullptr, std::to_string(command.incident), {});
}

Done act(Draft& draft, const Skip& command) {
  return steer(draft, Operation::skip, process::Skip{command.incident, variables_of(command.data), command.reason}, nullptr, std::to_string(command.incident), command.reason);
}

}  // namespace yiwang
