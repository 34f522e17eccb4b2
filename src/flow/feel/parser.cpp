#include "flow/feel/parser.h"

#include "base/text.h"
#include "flow/feel/builtins.h"

namespace yiwang::feel::detail {

Done Parser::check_text() {
  if (program_->text.size() > kMaxTextBytes) return refuse(Reason::too_large, {{"limit", std::to_string(kMaxTextBytes)}});
  if (const auto broken = broken_utf8_at(program_->text); broken != std::string_view::npos) {
    cursor_.go(broken);
    fail("broken_utf8");
    return refusal();
  }
  return done();
}

Result<std::shared_ptr<const Program>> Parser::expression_text(std::string_view self) {
  if (auto fit = check_text(); !fit) return tl::unexpected(fit.error());
  cursor_.skip();
  if (cursor_.at_word("function")) self_ = normalise_name(self);
  program_->root = expression();
  if (!cursor_.skip()) fail("comment_never_ends");
  if (!failed() && !cursor_.done()) fail("unexpected");
  if (failed()) return refusal();
  program_->frame = bindings_.frame();
  return program_;
}

Result<std::shared_ptr<const Program>> Parser::unary_tests_text() {
  if (auto fit = check_text(); !fit) return tl::unexpected(fit.error());
  const auto input = bindings_.new_slot();
  bindings_.bind("?", input);
  cursor_.skip();
  const auto done = [&] { return cursor_.skip() && cursor_.done(); };
  if (cursor_.done() || (cursor_.take("-") && done())) {
    program_->any = true;
    program_->set = CellSet{true, false, {}};
    return program_;
  }
  const auto read = [&](bool negated) {
    program_->tests.clear();
    program_->negated = negated;
    do {
      const auto first = program_->nodes.size();
      const auto first_lambda = program_->lambdas.size();
      const auto where = at();
      const auto made = test();
      if (failed()) return;
      const bool speaks = speaks_of(input, first, first_lambda);
      program_->tests.push_back(add(Op::input_test, where, made, 0, 0, speaks ? 1 : 0, {made}));
    } while (cursor_.take(","));
  };
  cursor_.go(0);
  const auto bindings = bindings_;
  if (cursor_.take_word("not") && cursor_.take("(")) {
    read(true);
    if (!failed() && cursor_.take(")") && done()) {
      program_->frame = bindings_.frame();
      finish_set();
      return program_;
    }
    failed_ = false;
    nesting_ = 0;
    bindings_ = bindings;
  }
  cursor_.go(0);
  read(false);
  if (!cursor_.skip()) fail("comment_never_ends");
  if (!failed() && !cursor_.done()) fail("unexpected");
  if (failed()) return refusal();
  program_->frame = bindings_.frame();
  finish_set();
  return program_;
}

Parser::Id Parser::expression(int level) {
  if (++nesting_ > kMaxNesting) {
    --nesting_;
    return fail("too_deep");
  }
  auto left = unary();
  for (bool more = true; more && !failed();) {
    more = false;
    const auto where = at();
    const auto binary = [&](Op op, Level own) {
      const auto right = expression(own + 1);
      left = folded(add(op, where, left, right, 0, 0, {left, right}));
      more = true;
    };
    const char c = cursor_.byte();
    if (level <= kPower && cursor_.take("**")) binary(Op::power, kPower);
    else if (level <= kMultiply && c == '*' && cursor_.take("*")) binary(Op::multiply, kMultiply);
    else if (level <= kMultiply && c == '/' && cursor_.take("/")) binary(Op::divide, kMultiply);
    else if (level <= kAdd && c == '+' && cursor_.take("+")) binary(Op::add, kAdd);
    else if (level <= kAdd && c == '-' && cursor_.take("-")) binary(Op::subtract, kAdd);
    else if (level <= kCompare && (left = compared(left, more), more)) continue;
    else if (level <= kAnd && cursor_.at_word("and")) left = joined(left, Op::all_of, kAnd, "and"), more = true;
    else if (level <= kOr && cursor_.at_word("or")) left = joined(left, Op::any_of, kOr, "or"), more = true;
  }
  --nesting_;
  return left;
}

/// `a and b and c` is one node, so that long chains stay flat.
Parser::Id Parser::joined(Id left, Op op, Level level, std::string_view word) {
  const auto where = at();
  std::vector<Id> parts{left};
  while (!failed() && cursor_.take_word(word)) parts.push_back(expression(level + 1));
  return folded(add_list(op, where, parts));
}

Parser::Id Parser::compared(Id left, bool& more) {
  const auto where = at();
  if (cursor_.take_word("between")) {
    more = true;
    const auto low = expression(kAdd);
    if (!cursor_.take_word("and")) return fail("expected_and");
    const auto high = expression(kAdd);
    return folded(add(Op::between, where, left, low, high, 0, {left, low, high}));
  }
  if (cursor_.take_word("in")) {
    more = true;
    return in_tests(left);
  }
  const auto sign = comparison_sign();
  if (!sign) return left;
  more = true;
  const auto right = expression(kAdd);
  constexpr Op ops[] = {Op::equal, Op::equal, Op::not_equal, Op::less, Op::less_equal, Op::greater, Op::greater_equal};
  return folded(add(ops[static_cast<std::size_t>(*sign)], where, left, right, 0, 0, {left, right}));
}

std::optional<Range::Form> Parser::comparison_sign() {
  cursor_.skip();
  switch (cursor_.byte()) {
    case '=': cursor_.take("="); return Range::Form::equal;
    case '!': return cursor_.take("!=") ? std::optional(Range::Form::not_equal) : std::nullopt;
    case '<': return cursor_.take("<=") ? Range::Form::less_equal : (cursor_.take("<"), Range::Form::less);
    case '>': return cursor_.take(">=") ? Range::Form::greater_equal : (cursor_.take(">"), Range::Form::greater);
    default: return std::nullopt;
  }
}

/// `< 5`: a range without a value before it.
Parser::Id Parser::comparison() {
  const auto where = at();
  const auto sign = comparison_sign();
  if (!sign) return fail("expected_comparison");
  const auto end = expression(kAdd);
  return folded(add(Op::comparison, where, end, 0, 0, static_cast<std::uint8_t>(*sign), {end}));
}

Parser::Id Parser::test() {
  cursor_.skip();
  const char c = cursor_.byte();
  return c == '<' || c == '>' || c == '=' || (c == '!' && cursor_.byte(1) == '=') ? comparison() : expression();
}

Parser::Id Parser::in_tests(Id value) {
  const auto where = at();
  std::vector<Id> tests;
  const auto start = cursor_.at();
  if (cursor_.take("(")) {
    do tests.push_back(test());
    while (!failed() && cursor_.take(","));
    cursor_.skip();
    if (!failed() && tests.size() == 1 && cursor_.byte() == '.' && cursor_.byte(1) == '.') {
      if (++retries_ > kMostRetries) return fail("too_deep");
      cursor_.go(start);  // an interval after all
      tests = {expression(kAdd)};
    } else {
      expect(")");
    }
  } else {
    const char c = cursor_.byte();
    tests.push_back(c == '<' || c == '>' || c == '=' || c == '!' ? comparison() : expression(kAdd));
  }
  auto id = add_list(Op::in, where, tests, value);
  if (!failed()) program_->nodes[id].height = std::max(program_->nodes[id].height, static_cast<std::uint16_t>(program_->nodes[value].height + 1));
  return id;
}

Parser::Id Parser::unary() {
  if (++nesting_ > kMaxNesting) {
    --nesting_;
    return fail("too_deep");
  }
  const auto where = at();
  Id out = 0;
  if (cursor_.byte() == '-') {
    cursor_.take("-");
    if (is_digit(cursor_.codepoint()) || (cursor_.byte() == '.' && is_digit(static_cast<unsigned char>(cursor_.byte(1))))) {
      cursor_.go(where);
      out = postfix();
    } else {
      const auto operand = unary();
      out = folded(add(Op::negate, where, operand, 0, 0, 0, {operand}));
    }
  } else {
    out = postfix();
  }
  --nesting_;
  return out;
}

Parser::Id Parser::postfix() {
  auto left = primary();
  while (!failed()) {
    const auto where = at();
    const char c = cursor_.byte();
    if (c == '.' && cursor_.byte(1) != '.') {
      cursor_.take(".");
      cursor_.skip();
      const auto name = read_name(true);
      if (failed()) break;
      left = folded(add(Op::member, where, left, member_name(name), 0, 0, {left}));
    } else if (c == '[') {
      if (range_end_) {
        // `[1..3[`: the bracket may close the range instead. It opens a filter only when one can be read here.
        const auto nodes = program_->nodes.size();
        const auto free_names = program_->free_names.size();
        const auto bindings = bindings_;
        const auto nesting = nesting_;
        const auto made = filter(left);
        if (failed()) {
          if (++retries_ > kMostRetries) return 0;
          failed_ = false;
          program_->nodes.resize(nodes);
          program_->free_names.resize(free_names);
          bindings_ = bindings;
          nesting_ = nesting;
          range_end_ = true;
          cursor_.go(where);
          return left;
        }
        left = made;
      } else {
        left = filter(left);
      }
    } else if (c == '(') {
      left = call(left, -1);
    } else if (cursor_.at_word("instance")) {
      left = instance_of(left);
    } else {
      break;
    }
  }
  return left;
}

Parser::Id Parser::instance_of(Id value) {
  const auto where = at();
  cursor_.take_word("instance");
  if (!cursor_.take_word("of")) return fail("expected_of");
  bool known = true;
  auto wanted = type_or_none(known);
  if (failed()) return 0;
  program_->types.push_back(known ? std::move(wanted) : nullptr);
  return add(Op::instance, where, value, static_cast<std::uint32_t>(program_->types.size() - 1), 0, 0, {value});
}

Parser::Id Parser::filter(Id source) {
  const auto where = at();
  cursor_.take("[");
  const auto outer_range_end = std::exchange(range_end_, false);
  const auto mark = bindings_.mark();
  const auto slot = bindings_.new_slot();
  bindings_.bind("item", slot);
  bindings_.bind_item(slot);
  const auto first = program_->nodes.size();
  const auto first_lambda = program_->lambdas.size();
  const auto condition = expression();
  bindings_.release(mark);
  range_end_ = outer_range_end;
  if (!expect("]")) return 0;
  const bool blind = !speaks_of(slot, first, first_lambda);
  return add(Op::filter, where, source, condition, slot, blind ? 1 : 0, {source, condition});
}

Parser::Id Parser::call(Id callee, std::int32_t builtin) {
  const auto where = at();
  const auto outer_range_end = std::exchange(range_end_, false);
  cursor_.take("(");
  Call made;
  made.callee = callee;
  made.builtin = builtin;
  std::vector<Id> arguments;
  if (!cursor_.take(")")) {
    do {
      cursor_.skip();
      if (auto name = argument_name()) made.names.push_back(std::move(*name));
      else if (!made.names.empty()) return fail("expected_argument_name");
      arguments.push_back(expression());
      if (!made.names.empty() && made.names.size() != arguments.size()) return fail("expected_argument_name");
    } while (!failed() && cursor_.take(","));
    if (!expect(")")) return 0;
  }
  range_end_ = outer_range_end;
  program_->calls.push_back(std::move(made));
  const auto id = add_list(Op::call, where, arguments, static_cast<std::uint32_t>(program_->calls.size() - 1));
  if (failed()) return 0;
  if (callee != kNone) program_->nodes[id].height = std::max(program_->nodes[id].height, static_cast<std::uint16_t>(program_->nodes[callee].height + 1));
  if (builtin >= 0 && callee == kNone && !builtins()[static_cast<std::size_t>(builtin)].depends_on_present) return folded(id);
  return id;
}

}  // namespace yiwang::feel::detail
