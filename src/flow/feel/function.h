#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "flow/feel/notes.h"
#include "flow/feel/scope.h"
#include "flow/feel/type.h"
#include "flow/feel/value.h"

namespace yiwang::feel {

/// What one evaluation may use: a step is a node evaluated, an element looked at or some bytes made. Past it the answer is null with `too_many_steps`.
inline constexpr std::int64_t kMaxSteps = 5'000'000;
/// How deep expressions and calls may nest while evaluating (`too_deep`).
inline constexpr int kMaxDepth = 1'500;
inline constexpr std::size_t kMaxListSize = 1'000'000;
inline constexpr std::size_t kMaxStringBytes = 4'000'000;

/// The state of one evaluation, passed along through functions so that limits, notes and the present hold across them.
struct Run {
  Notes* notes = nullptr;
  const Present* present = nullptr;
  std::int64_t steps = kMaxSteps;
  int depth = 0;
  bool stopped = false;  ///< the steps are used up, and it was noted

  void note(std::string_view code, std::size_t at, std::string detail = {}) {
    if (notes != nullptr) notes->add(code, at, std::move(detail));
  }
  /// Charges work; false (once noted) when the evaluation has used up its steps.
  bool spend(std::int64_t count, std::size_t at = 0) {
    steps -= count;
    return steps >= 0 || exhausted(at);
  }
  bool exhausted(std::size_t at);
};

struct Parameter {
  std::string name;
  TypePtr type;  ///< nullptr = Any
};

/// Something callable as a FEEL value: a built-in, a lambda with what it closed over, or one of the host's (a business knowledge model, a decision service).
/// Arguments arrive in order of `parameters()`, already coerced to their types.
class Function {
 public:
  virtual ~Function() = default;
  virtual const std::vector<Parameter>& parameters() const = 0;
  virtual Value call(std::span<const Value> arguments, Run& run) const = 0;
  /// Whether it may be called with that many arguments.
  virtual bool takes(std::size_t arguments) const { return arguments == parameters().size(); }
  /// The declared type of the result, for `instance of function<...>->T`; nullptr = Any.
  virtual TypePtr result_type() const { return nullptr; }
  /// How deep the values nest that it holds on to (see `Value::depth`).
  virtual int depth() const { return 0; }
};

/// A function of the host around a callable.
Value make_host_function(std::vector<Parameter> parameters, std::function<Value(std::span<const Value>, Run&)> body, TypePtr result = nullptr);

/// Calls a function value from outside: coerces the arguments, checks the number, guards depth. Null with a problem when it cannot be called so.
Value call(const Value& function, std::span<const Value> arguments, Run& run);

}  // namespace yiwang::feel
