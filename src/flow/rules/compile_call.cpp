#include <algorithm>

#include "flow/rules/compile_logic.h"

namespace yiwang::dmn::detail {
namespace {

using feel::Names;
using feel::Scope;
using feel::Value;

/// A function written in a box. Its value keeps what it uses from around it, since it may outlive that.
class FunctionBox final : public Logic {
 public:
  /// `slots`: where each parameter goes; two of one name share a slot.
  FunctionBox(std::vector<feel::Parameter> parameters, std::vector<std::size_t> slots, std::shared_ptr<Names> names, LogicPtr body)
      : parameters_(std::move(parameters)), slots_(std::move(slots)), names_(std::move(names)), body_(std::move(body)) {
    std::vector<std::string> inside;
    for (const auto& each : parameters_) inside.push_back(each.name);
    needs_without(*body_, inside, closed_over_);
  }
  void needs(std::vector<std::string>& names) const override { names.insert(names.end(), closed_over_.begin(), closed_over_.end()); }

 private:
  Value run(const Scope& scope, Walk& walk) const override {
    feel::Context kept;
    for (const auto& name : closed_over_) {
      if (const auto* value = scope.find(name)) kept.put(name, *value);
    }
    auto call = [around = Value::make_context(std::move(kept)), slots = slots_, names = names_, body = body_, house = walk.house, record = walk.record,
                 element = std::string(walk.element)](std::span<const Value> arguments, feel::Run& run) {
      const Scope outer(around);
      Scope inner(*names, &outer);
      for (std::size_t i = 0; i < arguments.size() && i < slots.size(); ++i) inner.set(slots[i], arguments[i]);
      Walk inside{run, house, record, element};
      return body->value(inner, inside);
    };
    return feel::make_host_function(parameters_, std::move(call), body_->type());
  }
  std::vector<feel::Parameter> parameters_;
  std::vector<std::size_t> slots_;
  std::shared_ptr<Names> names_;
  LogicPtr body_;
  std::vector<std::string> closed_over_;
};

class InvocationBox final : public Logic {
 public:
  struct Argument {
    std::string name;
    LogicPtr logic;
    feel::TypePtr type;
  };
  InvocationBox(LogicPtr called, std::vector<Argument> arguments, std::optional<feel::Expression> as_text, std::shared_ptr<Names> text_names)
      : called_(std::move(called)), arguments_(std::move(arguments)), as_text_(std::move(as_text)), text_names_(std::move(text_names)) {}
  void needs(std::vector<std::string>& names) const override {
    called_->needs(names);
    for (const auto& each : arguments_) each.logic->needs(names);
  }

 private:
  Value run(const Scope& scope, Walk& walk) const override {
    std::vector<Value> values;
    values.reserve(arguments_.size());
    for (const auto& each : arguments_) {
      values.push_back(each.logic->value(scope, walk));
      if (each.type) values.back() = feel::coerce(values.back(), *each.type, walk.run.notes);
    }
    if (as_text_) {
      Scope inner(*text_names_, &scope);
      for (std::size_t i = 0; i < values.size(); ++i) inner.set(i, std::move(values[i]));
      return as_text_->evaluate(inner, walk.run);
    }
    const auto called = called_->value(scope, walk);
    if (!called.is(feel::Kind::function)) {
      walk.run.note("not_a_function", 0, called.to_text());
      return {};
    }
    const auto& wanted = called.as_function()->parameters();
    std::vector<Value> ordered(wanted.size());
    for (std::size_t i = 0; i < arguments_.size(); ++i) {
      const auto at = std::find_if(wanted.begin(), wanted.end(), [&](const feel::Parameter& p) { return p.name == arguments_[i].name; });
      if (at == wanted.end()) {
        walk.run.note("unknown_parameter", 0, arguments_[i].name);
        return {};
      }
      ordered[static_cast<std::size_t>(at - wanted.begin())] = std::move(values[i]);
    }
    return feel::call(called, ordered, walk.run);
  }
  LogicPtr called_;
  std::vector<Argument> arguments_;
  std::optional<feel::Expression> as_text_;
  std::shared_ptr<Names> text_names_;
};

/// Built-in functions are called as text, because which of their forms is meant follows from the names of the arguments.
std::optional<feel::Expression> built_in_call(const Invocation& invocation, const Names& names, std::shared_ptr<Names>& inner) {
  const auto* literal = invocation.called ? std::get_if<Literal>(&invocation.called->logic) : nullptr;
  if (literal == nullptr || literal->text.empty()) return std::nullopt;
  const auto name = feel::normalise_name(literal->text);
  for (const Names* at = &names; at != nullptr; at = at->outer()) {
    if (at->slot(name) >= 0) return std::nullopt;
  }
  const auto plain = feel::Expression::parse(literal->text, names);
  if (!plain || !plain->free_names().empty()) return std::nullopt;
  inner = std::make_shared<Names>(&names);
  std::string text = literal->text + "(";
  for (std::size_t i = 0; i < invocation.bindings.size(); ++i) {
    const auto place = "argument_of_call_" + std::to_string(i);
    inner->add(place);
    text += (i == 0 ? "" : ", ") + invocation.bindings[i].parameter.name + ": " + place;
  }
  auto parsed = feel::Expression::parse(text + ")", *inner);
  if (!parsed) return std::nullopt;
  return std::move(*parsed);
}

}  // namespace

LogicPtr compile_function(const FunctionDefinition& function, const std::string& id, const Names& names, Compiling& with) {
  if (function.kind != "FEEL" && !function.kind.ends_with("FEEL")) {
    const auto code = function.kind == "Java" || function.kind == "PMML" ? "unsupported_" + std::string(function.kind == "Java" ? "java" : "pmml")
                                                                         : std::string("unsupported_language");
    with.fault(code, id, function.kind);
    return nothing(code, function.kind);
  }
  auto inner = std::make_shared<Names>(&names);
  std::vector<feel::Parameter> parameters;
  std::vector<std::size_t> slots;
  for (const auto& each : function.parameters) {
    auto type = with.types.type(each.type_ref, with.element);
    slots.push_back(inner->add(each.name, type));
    parameters.push_back({feel::normalise_name(each.name), std::move(type)});
  }
  auto body = compile_boxed(function.body, *inner, with);
  return std::make_shared<FunctionBox>(std::move(parameters), std::move(slots), std::move(inner), std::move(body));
}

LogicPtr compile_invocation(const Invocation& invocation, const std::string& id, const Names& names, Compiling& with) {
  if (!invocation.called) {
    with.fault("nothing_called", id, {});
    return nothing("nothing_called");
  }
  std::vector<InvocationBox::Argument> arguments;
  for (const auto& binding : invocation.bindings) {
    arguments.push_back({feel::normalise_name(binding.parameter.name), compile_boxed(binding.value, names, with),
                         with.types.type(binding.parameter.type_ref, with.element)});
  }
  std::shared_ptr<Names> text_names;
  auto as_text = built_in_call(invocation, names, text_names);
  auto called = as_text ? nothing() : compile_boxed(invocation.called, names, with);
  return std::make_shared<InvocationBox>(std::move(called), std::move(arguments), std::move(as_text), std::move(text_names));
}

}  // namespace yiwang::dmn::detail
