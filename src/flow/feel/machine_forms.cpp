#include <cstdlib>

#include "flow/feel/builtins.h"
#include "flow/feel/machine.h"

namespace yiwang::feel::detail {

namespace {

/// Beyond this no loop ends within its steps anyway, and sums of two ends stay small.
constexpr std::int64_t kFarthest = 1'000'000'000'000'000;

/// Days of a date, or the whole number; what a loop can count along.
std::optional<std::int64_t> countable(const Value& value) {
  if (value.is(Kind::number)) {
    const auto whole = value.as_number().to_int64();
    return whole && *whole >= -kFarthest && *whole <= kFarthest ? whole : std::nullopt;
  }
  if (value.is(Kind::date)) return to_days(value.as_date());
  return std::nullopt;
}

}  // namespace

template <class Each>
bool Machine::walk(const Node& node, std::size_t iterator, Each&& each, bool& stop) {
  const auto& loop = program_.loops[node.c];
  if (iterator == loop.slots.size()) {
    stop = !run_.spend(1, node.at) || !each();
    return true;
  }
  const auto slot = loop.slots[iterator];
  auto source = evaluate(program_.lists[node.a + 2 * iterator]);
  const auto end_node = program_.lists[node.a + 2 * iterator + 1];
  std::optional<std::int64_t> from;
  std::optional<std::int64_t> to;
  bool dates = false;
  if (end_node != kNone) {
    const auto end = evaluate(end_node);
    dates = source.is(Kind::date) && end.is(Kind::date);
    if (source.kind() == end.kind()) {
      from = countable(source);
      to = countable(end);
    }
  } else if (source.is(Kind::range)) {
    const auto& range = source.as_range();
    dates = range.low.is(Kind::date);
    from = countable(range.low);
    to = countable(range.high);
    if (from && to) {
      const std::int64_t inwards = *from <= *to ? 1 : -1;
      // Nothing is left of `(1..1)`; the loop below would walk it backwards.
      if (*from == *to && !(range.low_closed && range.high_closed)) return true;
      if (std::abs(*to - *from) == 1 && !range.low_closed && !range.high_closed) return true;
      if (!range.low_closed) *from += inwards;
      if (!range.high_closed) *to -= inwards;
    }
  }
  if (from && to) {
    const std::int64_t step = *from > *to ? -1 : 1;
    for (auto i = *from; step > 0 ? i <= *to : i >= *to; i += step) {
      if (dates) {
        const auto date = from_days(i);
        frame_[slot] = date ? Value::make_date(*date) : Value{};
      } else {
        frame_[slot] = Value::make_number(i);
      }
      if (!walk(node, iterator + 1, each, stop)) return false;
      if (stop) return true;
    }
    return true;
  }
  if (end_node != kNone || source.is(Kind::range) || source.is_null()) {
    fail("wrong_type", node, "cannot walk along " + std::string(name_of(source.kind())));
    return false;
  }
  if (!source.is(Kind::list)) {
    frame_[slot] = std::move(source);
    return walk(node, iterator + 1, each, stop);
  }
  for (const auto& item : source.as_list()) {
    frame_[slot] = item;
    if (!walk(node, iterator + 1, each, stop)) return false;
    if (stop) return true;
  }
  return true;
}

Value Machine::loop(const Node& node) {
  const auto& loop = program_.loops[node.c];
  List results;
  bool stop = false;
  const bool walked = walk(
      node, 0,
      [&] {
        if (loop.partial != kNone) {
          if (!run_.spend(static_cast<std::int64_t>(results.size()), node.at)) return false;
          frame_[loop.partial] = Value::make_list(results);
          if (frame_[loop.partial].is_null()) {
            fail("too_deep", node);
            stop = true;
            return false;
          }
        }
        if (results.size() >= kMaxListSize) {
          fail("too_long", node);
          stop = true;
          return false;
        }
        results.push_back(evaluate(loop.body));
        return true;
      },
      stop);
  if (!walked || stop) return {};
  auto out = Value::make_list(std::move(results));
  return out.is_null() ? fail("too_deep", node) : out;
}

Value Machine::quantified(const Node& node) {
  const auto& loop = program_.loops[node.c];
  const bool decisive = node.op == Op::some;
  bool unknown = false;
  bool decided = false;
  bool stop = false;
  const bool walked = walk(
      node, 0,
      [&] {
        const auto part = truth(evaluate(loop.body));
        if (!part) unknown = true;
        decided = part == decisive;
        return !decided;
      },
      stop);
  if (decided) return Value::make_bool(decisive);
  if (!walked || stop || unknown) return {};
  return Value::make_bool(!decisive);
}

Value Machine::filtered(const Node& node) {
  auto source = evaluate(node.a);
  if (source.is_null()) return {};
  if (!source.is(Kind::list)) source = Value::make_list({source});
  const auto& items = source.as_list();
  const auto nth = [&](const Value& index) -> Value {
    const auto whole = index.as_number().round(0, Decimal::Rounding::down);
    const auto n = whole ? whole->to_int64() : std::nullopt;
    const auto size = static_cast<std::int64_t>(items.size());
    if (n && *n >= 1 && *n <= size) return items[static_cast<std::size_t>(*n - 1)];
    if (n && *n <= -1 && *n >= -size) return items[static_cast<std::size_t>(size + *n)];
    return fail("out_of_range", node, "[" + index.as_number().to_text() + "] of " + std::to_string(size));
  };
  if (node.flag != 0 || items.empty()) {
    frame_[node.c] = Value{};
    const auto condition = evaluate(node.b);
    if (condition.is(Kind::number)) return nth(condition);
    if (items.empty()) return source;
    if (condition.is_true()) return source;
    if (condition.is_false() || condition.is_null()) return Value::make_list({});
    return fail("wrong_type", node, "a filter of kind " + std::string(name_of(condition.kind())));
  }
  if (!run_.spend(static_cast<std::int64_t>(items.size()), node.at)) return {};
  List kept;
  for (std::size_t i = 0; i < items.size(); ++i) {
    frame_[node.c] = items[i];
    const auto condition = evaluate(node.b);
    if (i == 0 && condition.is(Kind::number)) return nth(condition);
    if (condition.is_true()) kept.push_back(items[i]);
    if (run_.stopped) return {};
  }
  return Value::make_list(std::move(kept));
}

Value Machine::made_function(const Node& node) {
  const auto& lambda = program_.lambdas[node.a];
  std::vector<Value> captured;
  captured.reserve(lambda.captures.size());
  for (const auto& capture : lambda.captures) {
    switch (capture.from) {
      case Capture::From::local: captured.push_back(frame_[capture.index]); break;
      case Capture::From::captured: captured.push_back(closure_->captured(capture.index)); break;
      case Capture::From::self: captured.push_back(Value::make_function(std::static_pointer_cast<const Function>(closure_->shared_from_this()))); break;
      case Capture::From::scope: {
        const Value* found = scope_.find(program_.free_names[capture.index], capture.hint);
        if (found == nullptr) run_.note("unknown_name", node.at, program_.free_names[capture.index]);
        captured.push_back(found != nullptr ? *found : Value{});
      }
    }
  }
  auto out = Value::make_function(std::make_shared<Closure>(program_.shared_from_this(), node.a, std::move(captured)));
  return out.is_null() ? fail("too_deep", node) : out;
}

Value Machine::called(const Node& node) {
  const auto& call = program_.calls[node.c];
  Value callee;
  if (call.callee != kNone) callee = evaluate(call.callee);
  if (!run_.spend(node.b, node.at)) return {};
  std::vector<Value> arguments;
  arguments.reserve(node.b);
  for (std::uint32_t i = 0; i < node.b; ++i) arguments.push_back(evaluate(program_.lists[node.a + i]));
  if (run_.stopped) return {};
  if (!callee.is(Kind::function)) {
    if (call.builtin < 0) return fail("not_a_function", node, "a " + std::string(name_of(callee.kind())) + " cannot be called");
    if (call.names.empty()) return call_builtin(call.builtin, arguments, node.at, run_);
    return call_builtin_named(call.builtin, arguments, call.names, node.at, run_);
  }
  if (!call.names.empty()) {
    if (const auto builtin = builtin_of(*callee.as_function()); builtin >= 0) return call_builtin_named(builtin, arguments, call.names, node.at, run_);
    const auto& parameters = callee.as_function()->parameters();
    std::vector<Value> ordered(parameters.size());
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      std::size_t at = 0;
      while (at < parameters.size() && parameters[at].name != call.names[i]) ++at;
      if (at == parameters.size()) return fail("wrong_arguments", node, "no parameter " + call.names[i]);
      ordered[at] = std::move(arguments[i]);
    }
    arguments = std::move(ordered);
  }
  return feel::call(callee, arguments, run_);
}

Closure::Closure(std::shared_ptr<const Program> program, std::uint32_t lambda, std::vector<Value> captured)
    : program_(std::move(program)), lambda_(lambda), captured_(std::move(captured)) {
  for (const auto& value : captured_) depth_ = std::max(depth_, value.depth());
}

Value Closure::call(std::span<const Value> arguments, Run& run) const {
  const auto& lambda = program_->lambdas[lambda_];
  if (lambda.body == kNone) {
    run.note("external_function", 0, "functions outside FEEL are not called");
    return {};
  }
  std::vector<Value> frame(lambda.frame);
  for (std::size_t i = 0; i < arguments.size() && i < frame.size(); ++i) frame[i] = arguments[i];
  static const Scope nothing;
  return Machine(*program_, nothing, run, frame.data(), this).evaluate(lambda.body);
}

}  // namespace yiwang::feel::detail
