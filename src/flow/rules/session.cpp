#include "flow/rules/session.h"

#include "flow/rules/read_texts.h"

namespace yiwang::dmn::detail {
namespace {

using feel::Scope;
using feel::Value;

/// How many decisions may wait for one another; each takes room on the stack.
constexpr int kDeepestChain = 400;

Value fitted(const Value& value, const feel::TypePtr& type, feel::Run& run) {
  if (!type || feel::conforms(value, *type)) return value;
  return feel::coerce(value, *type, run.notes);
}

}  // namespace

Session::Session(const std::shared_ptr<const House>& house, const std::shared_ptr<Record>& record, feel::Run& run, const Value* input, bool read_texts)
    : house_(house), record_(record), run_(run), input_(input), read_texts_(read_texts), inputs_(house->inputs.size()), decisions_(house->decisions.size()) {}

void Session::give_input(std::uint32_t index, Value value) { inputs_[index] = {State::done, std::move(value)}; }
void Session::give_decision(std::uint32_t index, Value value) { decisions_[index] = {State::done, std::move(value)}; }

const Value* Session::given(const std::string& name, std::uint32_t file) const {
  if (input_ == nullptr || !input_->is(feel::Kind::context)) return nullptr;
  const auto& context = input_->as_context();
  if (file != 0) {
    if (const auto* found = context.find(house_->files[file].definitions->name_space + "#" + name)) return found;
    for (const auto& import : house_->files[0].imports) {
      if (import.file != file) continue;
      const auto* under = context.find(import.name);
      if (under == nullptr || !under->is(feel::Kind::context)) continue;
      if (const auto* found = under->as_context().find(name)) return found;
    }
  }
  if (const auto* found = context.find(name)) return found;
  const auto plain = feel::normalise_name(name);
  return plain == name ? nullptr : context.find(plain);
}

Value Session::input(std::uint32_t index) {
  auto& slot = inputs_[index];
  if (slot.state == State::done) return slot.value;
  const auto& at = house_->inputs[index];
  const auto* found = given(at.name, at.file);
  if (found == nullptr && at.element != at.name) found = given(at.element, at.file);
  slot = {State::done, found == nullptr ? Value{} : taken(*found, at.type)};
  return slot.value;
}

Value Session::taken(const Value& value, const feel::TypePtr& type) {
  return fitted(read_texts_ && type ? read_texts(value, *type) : value, type, run_);
}

Value Session::of(const Need& need) {
  switch (need.what) {
    case Need::What::input: return input(need.index);
    case Need::What::decision: return decision(need.index);
    default: return function_of(house_, record_, need);
  }
}

Value Session::decision(std::uint32_t index) {
  auto& slot = decisions_[index];
  if (slot.state == State::done) return slot.value;
  const auto& at = house_->decisions[index];
  if (slot.state == State::open) {
    note("cycle", at.name, {});
    return {};
  }
  if (run_.depth >= kDeepestChain) {
    note("too_deep", at.name, {});
    return {};
  }
  slot.state = State::open;
  ++run_.depth;
  auto* outer = run_.notes;
  feel::Notes notes;
  run_.notes = &notes;
  auto value = fitted(worked_out(index), at.type, run_);
  run_.notes = outer;
  --run_.depth;
  for (const auto& each : notes.problems()) {
    if (outer != nullptr) outer->add(each.code, each.at, each.detail);
    problems_.push_back({each.code, at.name, each.detail, each.at});
  }
  slot = {State::done, std::move(value)};
  return slot.value;
}

Value Session::worked_out(std::uint32_t index) {
  const auto& at = house_->decisions[index];
  if (!at.logic) {
    // A decision that people take: its answer may be handed in.
    const auto* found = given(at.name, at.file);
    return found == nullptr ? Value{} : *found;
  }
  const auto& around = *at.around;
  Scope scope(around.names);
  for (const auto& each : around.bound) scope.set(each.slot, of(each.need));
  for (const auto& each : around.gathered) {
    feel::Context members;
    for (const auto& [name, need] : each.members) members.put(name, of(need));
    scope.set(each.slot, Value::make_context(std::move(members)));
  }
  for (const auto& each : around.loose) {
    if (const auto* found = given(each.name, 0)) scope.set(each.slot, read_texts_ && each.type ? read_texts(*found, *each.type) : *found);
  }
  Walk walk{run_, house_, record_, at.name};
  return at.logic->value(scope, walk);
}

Value Session::outputs_of(const ServiceAt& service) {
  Value out;
  if (service.outputs.size() == 1) {
    out = decision(service.outputs[0]);
  } else {
    feel::Context parts;
    for (const auto each : service.outputs) parts.put(feel::normalise_name(house_->decisions[each].name), decision(each));
    out = Value::make_context(std::move(parts));
  }
  auto value = fitted(out, service.result, run_);
  if (value.is_null() && !out.is_null()) note("wrong_type", service.name, "the service's result is not " + service.result->to_text());
  return value;
}

Value Session::service(std::uint32_t index) {
  const auto& at = house_->services[index];
  for (const auto each : at.input_decisions) {
    const auto& wanted = house_->decisions[each];
    const auto* found = given(wanted.name, wanted.file);
    give_decision(each, found == nullptr ? Value{} : taken(*found, wanted.type));
  }
  return outputs_of(at);
}

Value Session::service(std::uint32_t index, std::span<const Value> arguments) {
  const auto& at = house_->services[index];
  std::size_t next = 0;
  const auto argument = [&] { return next < arguments.size() ? arguments[next++] : Value{}; };
  for (const auto each : at.inputs) give_input(each, argument());
  for (const auto each : at.input_decisions) give_decision(each, argument());
  return outputs_of(at);
}

Value function_of(const std::shared_ptr<const House>& house, const std::shared_ptr<Record>& record, const Need& need) {
  if (need.what == Need::What::service) {
    const auto& at = house->services[need.index];
    auto call = [house, record, index = need.index](std::span<const Value> arguments, feel::Run& run) {
      Session session(house, record, run, nullptr);
      return session.service(index, arguments);
    };
    return feel::make_host_function(at.parameters, std::move(call), at.result);
  }
  const auto& at = house->knowledge[need.index];
  auto call = [house, record, index = need.index](std::span<const Value> arguments, feel::Run& run) {
    const auto& model = house->knowledge[index];
    Scope around(model.around->names);
    for (const auto& each : model.around->bound) around.set(each.slot, function_of(house, record, each.need));
    for (const auto& each : model.around->gathered) {
      feel::Context members;
      for (const auto& [name, member] : each.members) members.put(name, function_of(house, record, member));
      around.set(each.slot, Value::make_context(std::move(members)));
    }
    Scope inner(*model.parameter_names, &around);
    const auto& slots = model.parameter_slots;
    for (std::size_t i = 0; i < arguments.size() && i < slots.size(); ++i) inner.set(slots[i], arguments[i]);
    Walk walk{run, house, record, model.name};
    return fitted(model.body->value(inner, walk), model.result, run);
  };
  return feel::make_host_function(at.parameters, std::move(call), at.result);
}

}  // namespace yiwang::dmn::detail
