#pragma once
#include <span>

#include "flow/feel/program.h"

namespace yiwang::feel::detail {

class Closure;

/// Walks a Program for one evaluation. `frame` has `Program::frame` (or the lambda's) slots.
class Machine {
 public:
  Machine(const Program& program, const Scope& scope, Run& run, Value* frame, const Closure* closure)
      : program_(program), scope_(scope), run_(run), frame_(frame), closure_(closure) {}

  Value evaluate(std::uint32_t id);
  /// Whether the input (slot 0) passes a test of unary tests.
  std::optional<bool> passes(std::uint32_t input_test);

 private:
  Value form(const Node& node);
  const Value& operand(std::uint32_t id, Value& kept);
  Value scope_value(const Node& node);
  Value item_member(const Node& node);
  Value compared(const Node& node);
  Value logical(const Node& node);
  Value between(const Node& node);
  Value in_tests(const Node& node);
  Value made_range(const Node& node);
  Value made_comparison(const Node& node);
  Value made_list(const Node& node);
  Value made_context(const Node& node);
  Value conditional(const Node& node);
  Value loop(const Node& node);
  Value quantified(const Node& node);
  Value filtered(const Node& node);
  Value called(const Node& node);
  Value made_function(const Node& node);
  std::optional<bool> matches_test(const Value& input, const Value& test, bool speaks_of_input);

  Value fail(std::string_view code, const Node& node, std::string detail = {});

  /// Calls `each` for every combination of the iterators' values (now in their slots) until it returns false. False when a source cannot be walked.
  template <class Each>
  bool walk(const Node& node, std::size_t iterator, Each&& each, bool& stop);

  const Program& program_;
  const Scope& scope_;
  Run& run_;
  Value* frame_;
  const Closure* closure_;
};

/// A lambda with what it closed over.
class Closure final : public Function, public std::enable_shared_from_this<Closure> {
 public:
  Closure(std::shared_ptr<const Program> program, std::uint32_t lambda, std::vector<Value> captured);
  const std::vector<Parameter>& parameters() const override { return program_->lambdas[lambda_].parameters; }
  Value call(std::span<const Value> arguments, Run& run) const override;
  int depth() const override { return depth_; }
  const Value& captured(std::size_t index) const { return captured_[index]; }

 private:
  std::shared_ptr<const Program> program_;
  std::uint32_t lambda_;
  std::vector<Value> captured_;
  int depth_ = 0;
};

// arithmetic.cpp: null with a problem noted when the operands do not fit.
Value arithmetic(Op op, const Value& a, const Value& b, std::uint32_t at, Run& run);
Value negated(const Value& a, std::uint32_t at, Run& run);
// member.cpp: `.name` of a context, a temporal value, a range, or of each element of a list.
Value member_of(const Value& value, std::string_view name, std::uint32_t at, Run& run);

std::optional<bool> truth(const Value& value);
Value from_truth(std::optional<bool> value);

}  // namespace yiwang::feel::detail
