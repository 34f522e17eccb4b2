#pragma once
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "flow/feel/bindings.h"
#include "flow/feel/cursor.h"
#include "flow/feel/program.h"

namespace yiwang::feel::detail {

/// Text to Program by recursive descent. After the first error the cursor stands at the end, so everything winds up quickly; `failed()` tells.
class Parser {
 public:
  Parser(std::string_view text, const Names& names) : program_(std::make_shared<Program>()), cursor_(text), names_(names) { program_->text = text; }

  /// The whole text as one expression; `self` names it inside itself when it is a function.
  Result<std::shared_ptr<const Program>> expression_text(std::string_view self);
  Result<std::shared_ptr<const Program>> unary_tests_text();

 private:
  using Id = std::uint32_t;

  // Operators, by binding strength (parser.cpp).
  enum Level { kOr = 1, kAnd, kCompare, kAdd, kMultiply, kPower, kUnary };
  Id expression(int level = kOr);
  Id unary();
  Id postfix();
  Id joined(Id left, Op op, Level level, std::string_view word);
  Id compared(Id left, bool& more);
  Id in_tests(Id value);
  std::optional<Range::Form> comparison_sign();
  Id comparison();
  Id test();
  Id call(Id callee, std::int32_t builtin);
  Id filter(Id source);
  Id instance_of(Id value);

  // What stands on its own (parser_primary.cpp).
  Id primary();
  Id name_reference();
  Id reference(const std::string& name);
  Id number_literal(bool negative);
  Id string_literal();
  Id at_literal();
  Id parenthesised();
  Id bracketed();
  Id range_rest(Id low, bool low_closed);
  Id context_literal();

  // Words that open a form (parser_forms.cpp).
  Id conditional();
  Id loop();
  Id quantified(Op op);
  std::vector<Id> iterators(Loop& loop);
  Id function_definition();
  std::string name_until(std::string_view stop, bool stop_is_word);
  std::string read_name(bool member);
  TypePtr type();
  TypePtr type_or_none(bool& known);
  std::optional<std::string> argument_name();

  // Nodes (nodes.cpp).
  Id add(Op op, std::uint32_t at, std::uint32_t a = 0, std::uint32_t b = 0, std::uint32_t c = 0, std::uint8_t flag = 0, std::initializer_list<Id> children = {});
  Id add_list(Op op, std::uint32_t at, const std::vector<Id>& items, std::uint32_t c = 0, std::uint8_t flag = 0);
  Id constant(Value value, std::uint32_t at);
  Id node_of(Reference reference, std::uint32_t at);
  std::uint32_t free_name(const std::string& name);
  std::uint32_t member_name(std::string_view name);
  /// Evaluates a node of constants once and for all; leaves it alone when that notes a problem.
  Id folded(Id id);
  bool is_constant(Id id) const { return program_->nodes[id].op == Op::constant; }
  /// Whether nodes made since `first` speak of a slot of the present function (`lambdas` since `first_lambda` may have captured it).
  bool speaks_of(std::uint32_t slot, std::size_t first, std::size_t first_lambda) const;

  Done check_text();
  Id fail(std::string_view detail);
  bool failed() const { return failed_; }
  tl::unexpected<Refusal> refusal() const;
  void finish_set();
  std::uint32_t at() {
    cursor_.skip();
    return static_cast<std::uint32_t>(cursor_.at());
  }
  bool expect(std::string_view symbol);

  std::shared_ptr<Program> program_;
  Cursor cursor_;
  const Names& names_;
  Bindings bindings_;
  std::string self_;  // names the function definition read next
  std::string failure_;
  std::size_t failed_at_ = 0;
  bool failed_ = false;
  int nesting_ = 0;
  bool range_end_ = false;
  // Places read a second time because the first reading was not it; nested ones would double each time.
  static constexpr int kMostRetries = 100;
  int retries_ = 0;
};

}  // namespace yiwang::feel::detail
