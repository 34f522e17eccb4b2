#include <algorithm>

#include "flow/feel/expression.h"
#include "flow/rules/table.h"

namespace yiwang::dmn::detail {
namespace {

using feel::Scope;
using feel::Value;

/// A built-in over a list, as FEEL defines it.
Value built_in(std::string_view name, feel::List items, Walk& walk) {
  struct One {
    feel::Names names;
    std::optional<feel::Expression> expression;
    explicit One(std::string_view function) {
      names.add("x");
      if (auto parsed = feel::Expression::parse(std::string(function) + "(x)", names)) expression = *parsed;
    }
  };
  static const One sum("sum"), smallest("min"), largest("max");
  const auto& chosen = name == "sum" ? sum : name == "min" ? smallest : largest;
  Scope scope(chosen.names);
  scope.set(std::size_t{0}, Value::make_list(std::move(items)));
  return chosen.expression ? chosen.expression->evaluate(scope, walk.run) : Value{};
}

}  // namespace

Value Table::aggregate(const feel::List& results, Walk& walk) const {
  if (aggregation_ == Aggregation::count) return Value::make_number(static_cast<std::int64_t>(results.size()));
  const std::string_view name = aggregation_ == Aggregation::sum ? "sum" : aggregation_ == Aggregation::min ? "min" : "max";
  if (results_.size() == 1) return built_in(name, results, walk);
  feel::Context out;
  for (std::size_t c = 0; c < results_.size(); ++c) {
    feel::List column;
    for (const auto& result : results) column.push_back(part(result, c));
    out.put(results_[c].name, built_in(name, std::move(column), walk));
  }
  return Value::make_context(std::move(out));
}

/// The place of each output in its output values, best first; what is not listed comes last.
std::vector<std::size_t> Table::rank(const Value& result) const {
  std::vector<std::size_t> out;
  for (std::size_t c = 0; c < results_.size(); ++c) {
    const auto& order = results_[c].order;
    if (order.empty()) continue;
    out.push_back(static_cast<std::size_t>(std::find(order.begin(), order.end(), part(result, c)) - order.begin()));
  }
  return out;
}

/// Leaves in `rows` those that decided.
Value Table::decide(std::vector<std::uint32_t>& rows, const Scope& scope, Walk& walk) const {
  if (rows.empty()) {
    if (has_fallback_) return fallback(scope, walk);
    if (hit_policy_ == HitPolicy::collect && aggregation_ == Aggregation::count) return Value::make_number(std::int64_t{0});
    walk.run.note("no_rule_matched", 0, id_);
    return {};
  }
  const auto listed = [&] {
    std::string text;
    for (std::size_t i = 0; i < rows.size() && i < 20; ++i) text += (i == 0 ? "" : " ") + std::to_string(rows[i] + 1);
    return text;
  };
  feel::List results;
  switch (hit_policy_) {
    case HitPolicy::unique:
      if (rows.size() == 1) return result_of(rows[0], scope, walk);
      walk.run.note("several_rules_matched", 0, listed());
      rows.clear();
      return {};
    case HitPolicy::first: rows.resize(1); return result_of(rows[0], scope, walk);
    default: break;
  }
  results.reserve(rows.size());
  for (const auto row : rows) results.push_back(result_of(row, scope, walk));
  switch (hit_policy_) {
    case HitPolicy::any:
      if (std::all_of(results.begin(), results.end(), [&](const Value& each) { return each == results[0]; })) return results[0];
      walk.run.note("outputs_differ", 0, listed());
      rows.clear();
      return {};
    case HitPolicy::priority:
    case HitPolicy::output_order: {
      std::vector<std::pair<std::vector<std::size_t>, std::size_t>> order;
      for (std::size_t i = 0; i < results.size(); ++i) order.emplace_back(rank(results[i]), i);
      std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
      if (hit_policy_ == HitPolicy::priority) {
        rows = {rows[order[0].second]};
        return results[order[0].second];
      }
      feel::List sorted;
      for (const auto& each : order) sorted.push_back(results[each.second]);
      return Value::make_list(std::move(sorted));
    }
    case HitPolicy::collect:
      if (aggregation_ != Aggregation::none) return aggregate(results, walk);
      break;
    default: break;
  }
  return Value::make_list(std::move(results));
}

}  // namespace yiwang::dmn::detail
