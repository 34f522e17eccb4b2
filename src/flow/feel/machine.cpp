#include "flow/feel/machine.h"

#include <algorithm>

#include "flow/feel/builtins.h"
#include "flow/feel/compare.h"

namespace yiwang::feel::detail {

std::optional<bool> truth(const Value& value) { return value.is(Kind::boolean) ? std::optional(value.as_bool()) : std::nullopt; }

Value from_truth(std::optional<bool> value) { return value ? Value::make_bool(*value) : Value{}; }

Value Machine::fail(std::string_view code, const Node& node, std::string detail) {
  run_.note(code, node.at, std::move(detail));
  return {};
}

/// The value of a node without copying where it already stands somewhere.
const Value& Machine::operand(std::uint32_t id, Value& kept) {
  const auto& node = program_.nodes[id];
  switch (node.op) {
    case Op::constant: return program_.constants[node.a];
    case Op::local: return frame_[node.a];
    case Op::captured: return closure_->captured(node.a);
    case Op::scope:
      if (const Value* found = scope_.find(program_.free_names[node.a], node.b)) return *found;
      [[fallthrough]];
    default: kept = evaluate(id); return kept;
  }
}

Value Machine::evaluate(std::uint32_t id) {
  const auto& node = program_.nodes[id];
  switch (node.op) {
    case Op::constant: return program_.constants[node.a];
    case Op::local: return frame_[node.a];
    case Op::captured: return closure_->captured(node.a);
    case Op::scope: return scope_value(node);
    default: break;
  }
  if (!run_.spend(1, node.at)) return {};
  if (run_.depth >= kMaxDepth) return fail("too_deep", node);
  ++run_.depth;
  Value out = form(node);
  --run_.depth;
  return out;
}

Value Machine::form(const Node& node) {
  switch (node.op) {
    case Op::self: return Value::make_function(std::static_pointer_cast<const Function>(closure_->shared_from_this()));
    case Op::builtin: return builtin_value(static_cast<std::int32_t>(node.a));
    case Op::item_member: return item_member(node);
    case Op::negate: return negated(evaluate(node.a), node.at, run_);
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::power: {
      Value a;
      Value b;
      const auto& left = operand(node.a, a);
      return arithmetic(node.op, left, operand(node.b, b), node.at, run_);
    }
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal: return compared(node);
    case Op::all_of:
    case Op::any_of: return logical(node);
    case Op::between: return between(node);
    case Op::in: return in_tests(node);
    case Op::comparison: return made_comparison(node);
    case Op::range: return made_range(node);
    case Op::list: return made_list(node);
    case Op::context: return made_context(node);
    case Op::conditional: return conditional(node);
    case Op::loop: return loop(node);
    case Op::some:
    case Op::every: return quantified(node);
    case Op::filter: return filtered(node);
    case Op::member: {
      Value kept;
      return member_of(operand(node.a, kept), program_.names[node.b], node.at, run_);
    }
    case Op::instance: {
      Value kept;
      const auto& type = program_.types[node.b];
      if (!type) return fail("unknown_type", node);
      const auto& value = operand(node.a, kept);
      if (!run_.spend(value.weight() / 4, node.at)) return {};
      return Value::make_bool(instance_of(value, *type));
    }
    case Op::call: return called(node);
    case Op::lambda: return made_function(node);
    case Op::bad_literal: return fail("bad_literal", node);
    default: return {};
  }
}

Value Machine::scope_value(const Node& node) {
  const auto& name = program_.free_names[node.a];
  if (const Value* found = scope_.find(name, node.b)) return *found;
  return fail("unknown_name", node, name);
}

Value Machine::item_member(const Node& node) {
  const auto& name = program_.names[node.c];
  for (std::uint32_t i = 0; i + 1 < node.b; ++i) {
    Value kept;
    const auto& item = operand(program_.lists[node.a + i], kept);
    if (!item.is(Kind::context)) continue;
    if (const Value* found = item.as_context().find(name)) return *found;
  }
  const auto last = program_.lists[node.a + node.b - 1];
  // An element without the member is no problem; the name may stand in others.
  if (program_.nodes[last].op == Op::scope) {
    const auto& scope_node = program_.nodes[last];
    const Value* found = scope_.find(program_.free_names[scope_node.a], scope_node.b);
    return found != nullptr ? *found : Value{};
  }
  return evaluate(last);
}

Value Machine::compared(const Node& node) {
  Value kept_a;
  Value kept_b;
  const auto& a = operand(node.a, kept_a);
  const auto& b = operand(node.b, kept_b);
  if (!run_.spend(std::min(a.weight(), b.weight()) / 4, node.at)) return {};
  if (node.op == Op::equal || node.op == Op::not_equal) {
    const auto same = equal(a, b);
    if (!same) return fail("wrong_type", node, std::string(name_of(a.kind())) + " = " + std::string(name_of(b.kind())));
    return Value::make_bool(*same == (node.op == Op::equal));
  }
  const auto by = order(a, b);
  if (!by) return fail("wrong_type", node, std::string(name_of(a.kind())) + " < " + std::string(name_of(b.kind())));
  switch (node.op) {
    case Op::less: return Value::make_bool(*by < 0);
    case Op::less_equal: return Value::make_bool(*by <= 0);
    case Op::greater: return Value::make_bool(*by > 0);
    default: return Value::make_bool(*by >= 0);
  }
}

Value Machine::logical(const Node& node) {
  const bool decisive = node.op == Op::any_of;
  if (!run_.spend(node.b / 4, node.at)) return {};
  bool unknown = false;
  for (std::uint32_t i = 0; i < node.b; ++i) {
    Value kept;
    const auto part = truth(operand(program_.lists[node.a + i], kept));
    if (part == decisive) return Value::make_bool(decisive);
    if (!part) unknown = true;
  }
  return unknown ? Value{} : Value::make_bool(!decisive);
}

Value Machine::between(const Node& node) {
  const auto value = evaluate(node.a);
  const auto low = evaluate(node.b);
  const auto high = evaluate(node.c);
  const auto from = order(value, low);
  const auto to = order(value, high);
  if (!from || !to) return fail("wrong_type", node, "between");
  return Value::make_bool(*from >= 0 && *to <= 0);
}

std::optional<bool> Machine::matches_test(const Value& input, const Value& test, bool speaks_of_input) {
  if (speaks_of_input && test.is(Kind::boolean)) return test.as_bool();
  if (test.is(Kind::range) && !input.is(Kind::range)) return includes(test.as_range(), input);
  if (test.is(Kind::list)) {
    if (equal(input, test) == true) return true;
    if (!run_.spend(test.weight())) return std::nullopt;
    bool unknown = false;
    for (const auto& item : test.as_list()) {
      const auto fits = item.is(Kind::range) && !input.is(Kind::range) ? includes(item.as_range(), input) : equal(input, item);
      if (fits == true) return true;
      if (!fits && item.is(Kind::range)) unknown = true;
    }
    return unknown ? std::nullopt : std::optional(false);
  }
  // A condition that does not mention `?` still decides when it cannot be compared with the input.
  if (speaks_of_input || (test.is(Kind::boolean) && !input.is(Kind::boolean) && !input.is_null())) return truth(test);
  return equal(input, test);
}

Value Machine::in_tests(const Node& node) {
  const auto input = evaluate(node.c);
  if (!run_.spend(node.b, node.at)) return {};
  bool unknown = false;
  for (std::uint32_t i = 0; i < node.b; ++i) {
    Value kept;
    const auto& test = operand(program_.lists[node.a + i], kept);
    std::optional<bool> fits;
    if (test.is_null()) fits = input.is_null() ? std::optional(true) : std::nullopt;
    else if (test.is(Kind::boolean)) fits = equal(input, test);
    else fits = matches_test(input, test, false);
    if (fits == true) return Value::make_bool(true);
    if (!fits) unknown = true;
  }
  return unknown ? fail("wrong_type", node, "in") : Value::make_bool(false);
}

std::optional<bool> Machine::passes(std::uint32_t input_test) {
  const auto& node = program_.nodes[input_test];
  Value kept;
  const auto& test = operand(node.a, kept);
  // `< x` without a meaning is not a test for null.
  if (test.is_null() && program_.nodes[node.a].op == Op::comparison) return std::nullopt;
  return matches_test(frame_[0], test, node.flag != 0);
}

namespace {
/// Kinds that have an order, and so can be the end of a range.
bool has_order(const Value& end) {
  switch (end.kind()) {
    case Kind::number:
    case Kind::string:
    case Kind::date:
    case Kind::time:
    case Kind::date_time:
    case Kind::years_months:
    case Kind::days_time: return true;
    default: return false;
  }
}
}  // namespace

Value Machine::made_comparison(const Node& node) {
  auto end = evaluate(node.a);
  Range range;
  range.form = static_cast<Range::Form>(node.flag);
  const bool any = range.form == Range::Form::equal || range.form == Range::Form::not_equal;
  if (!any && !end.is_null() && !has_order(end)) return fail("wrong_type", node, "an end of kind " + std::string(name_of(end.kind())));
  switch (range.form) {
    case Range::Form::less:
    case Range::Form::less_equal:
      range.low_closed = false;
      range.high_closed = range.form == Range::Form::less_equal;
      range.high = std::move(end);
      break;
    case Range::Form::greater:
    case Range::Form::greater_equal:
      range.high_closed = false;
      range.low_closed = range.form == Range::Form::greater_equal;
      range.low = std::move(end);
      break;
    default:
      range.low = end;
      range.high = std::move(end);
  }
  return Value::make_range(std::move(range));
}

Value Machine::made_range(const Node& node) {
  Range range{evaluate(node.a), evaluate(node.b), (node.flag & 1) != 0, (node.flag & 2) != 0};
  if (!has_order(range.low) || !has_order(range.high)) return fail("wrong_type", node, "ends of a range");
  if (range.low.kind() != range.high.kind()) return fail("wrong_type", node, "ends of a range");
  return Value::make_range(std::move(range));
}

Value Machine::conditional(const Node& node) {
  Value kept;
  return operand(node.a, kept).is_true() ? evaluate(node.b) : evaluate(node.c);
}

Value Machine::made_list(const Node& node) {
  if (!run_.spend(node.b, node.at)) return {};
  List items;
  items.reserve(node.b);
  for (std::uint32_t i = 0; i < node.b; ++i) items.push_back(evaluate(program_.lists[node.a + i]));
  auto out = Value::make_list(std::move(items));
  return out.is_null() ? fail("too_deep", node) : out;
}

Value Machine::made_context(const Node& node) {
  if (!run_.spend(node.b, node.at)) return {};
  Context entries;
  entries.reserve(node.b);
  for (std::uint32_t i = 0; i < node.b; ++i) {
    auto value = evaluate(program_.lists[node.a + i]);
    const auto& name = program_.names[node.c + i];
    if (entries.find(name) != nullptr) return fail("doubled_key", node, name);
    frame_[program_.lists[node.a + node.b + i]] = value;
    entries.put(name, std::move(value));
  }
  auto out = Value::make_context(std::move(entries));
  return out.is_null() ? fail("too_deep", node) : out;
}

}  // namespace yiwang::feel::detail
