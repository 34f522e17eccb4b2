#include "flow/feel/function.h"

namespace yiwang::feel {

namespace {

class HostFunction final : public Function {
 public:
  HostFunction(std::vector<Parameter> parameters, std::function<Value(std::span<const Value>, Run&)> body, TypePtr result)
      : parameters_(std::move(parameters)), body_(std::move(body)), result_(std::move(result)) {}
  const std::vector<Parameter>& parameters() const override { return parameters_; }
  Value call(std::span<const Value> arguments, Run& run) const override { return body_(arguments, run); }
  TypePtr result_type() const override { return result_; }

 private:
  std::vector<Parameter> parameters_;
  std::function<Value(std::span<const Value>, Run&)> body_;
  TypePtr result_;
};

}  // namespace

bool Run::exhausted(std::size_t at) {
  if (!stopped) note("too_many_steps", at);
  stopped = true;
  return false;
}

Value make_host_function(std::vector<Parameter> parameters, std::function<Value(std::span<const Value>, Run&)> body, TypePtr result) {
  return Value::make_function(std::make_shared<HostFunction>(std::move(parameters), std::move(body), std::move(result)));
}

Value call(const Value& function, std::span<const Value> arguments, Run& run) {
  if (!function.is(Kind::function)) {
    run.note("not_a_function", 0, "a " + std::string(name_of(function.kind())) + " cannot be called");
    return {};
  }
  const auto callee = function.as_function();  // keeps it while it runs
  const auto& parameters = callee->parameters();
  if (!callee->takes(arguments.size())) {
    run.note("wrong_arguments", 0, std::to_string(arguments.size()) + " arguments for " + std::to_string(parameters.size()) + " parameters");
    return {};
  }
  if (!run.spend(1)) return {};
  if (run.depth >= kMaxDepth) {
    run.note("too_deep", 0);
    return {};
  }
  ++run.depth;
  bool typed = false;
  for (const auto& parameter : parameters) typed = typed || parameter.type;
  Value out;
  if (!typed) {
    out = callee->call(arguments, run);
  } else {
    for (const auto& argument : arguments) run.spend(argument.weight() / 4);
    std::vector<Value> coerced(arguments.begin(), arguments.end());
    bool fits = true;
    for (std::size_t i = 0; i < coerced.size() && i < parameters.size(); ++i) {
      if (!parameters[i].type || coerced[i].is_null()) continue;
      coerced[i] = coerce(coerced[i], *parameters[i].type, run.notes);
      fits = fits && !coerced[i].is_null();
    }
    if (fits) out = callee->call(coerced, run);
  }
  --run.depth;
  return out;
}

}  // namespace yiwang::feel
