#include "flow/feel/builtins.h"

namespace yiwang::feel::detail {

namespace {

Value from_number(Run& run, const Arguments& in, std::optional<Decimal> number) {
  return number ? Value::make_number(*number) : fail(run, "no_number", in.at);
}

/// Rounds to the scale given as second argument, or to whole numbers.
template <Decimal::Rounding how, bool scale_required>
Value rounded(const Arguments& in, Run& run) {
  const auto number = take_number(in, 0);
  if (!number) return wrong_argument(run, in, 0, "number");
  std::int64_t scale = 0;
  if (scale_required || in.size() > 1) {
    const auto given = take_position(in, 1);
    if (!given) return wrong_argument(run, in, 1, "number");
    scale = *given;
  }
  return from_number(run, in, number->round(scale, how));
}

Value absolute(const Arguments& in, Run& run) {
  if (const Value* span = take(in, 0, Kind::years_months)) {
    const auto months = span->as_years_months().months;
    return Value::make_years_months({months < 0 ? -months : months});
  }
  if (const Value* span = take(in, 0, Kind::days_time)) {
    const auto nanos = span->as_days_time().total_nanos();
    const auto made = DaysTime::from_nanos(nanos < 0 ? -nanos : nanos);
    return made ? Value::make_days_time(*made) : Value{};
  }
  const auto number = take_number(in, 0);
  return number ? Value::make_number(number->abs()) : wrong_argument(run, in, 0, "number");
}

Value modulo_of(const Arguments& in, Run& run) {
  const auto a = take_number(in, 0);
  const auto b = take_number(in, 1);
  if (!a || !b) return wrong_argument(run, in, a ? 1 : 0, "number");
  if (b->is_zero()) return fail(run, "divided_by_zero", in.at);
  return from_number(run, in, modulo(*a, *b));
}

template <std::optional<Decimal> (Decimal::*function)() const>
Value computed(const Arguments& in, Run& run) {
  const auto number = take_number(in, 0);
  return number ? from_number(run, in, ((*number).*function)()) : wrong_argument(run, in, 0, "number");
}

template <bool even>
Value parity(const Arguments& in, Run& run) {
  const auto number = take_number(in, 0);
  if (!number) return wrong_argument(run, in, 0, "number");
  const auto rest = modulo(*number, Decimal(2));
  return rest ? Value::make_bool(*rest == Decimal(even ? 0 : 1)) : Value{};
}

/// `number(from, grouping separator, decimal separator)`.
Value to_number(const Arguments& in, Run& run) {
  if (in.size() == 1 && take(in, 0, Kind::number) != nullptr) return *take(in, 0, Kind::number);
  const auto text = take_string(in, 0);
  if (!text) return wrong_argument(run, in, 0, "string");
  std::string_view grouping;
  std::string_view point = ".";
  if (in.size() > 1 && !in[1].is_null()) {
    const auto given = take_string(in, 1);
    if (!given || (*given != " " && *given != "," && *given != ".")) return wrong_argument(run, in, 1, "grouping separator");
    grouping = *given;
  }
  if (in.size() > 2 && !in[2].is_null()) {
    const auto given = take_string(in, 2);
    if (!given || (*given != "," && *given != ".")) return wrong_argument(run, in, 2, "decimal separator");
    point = *given;
  }
  if (grouping == point && in.size() > 2) return fail(run, "wrong_argument", in.at, "the separators are the same");
  if (text->size() > 1000) return fail(run, "no_number", in.at);
  std::string plain;
  for (const char c : *text) {
    if (!grouping.empty() && c == grouping[0]) continue;
    if (c == '+') return fail(run, "no_number", in.at, std::string(*text));
    plain += c == point[0] ? '.' : c == '.' ? '?' : c;
  }
  const auto number = Decimal::parse(plain);
  return number && !plain.ends_with('.') ? Value::make_number(*number) : fail(run, "no_number", in.at, std::string(*text));
}

Value negation(const Arguments& in, Run& run) {
  const Value* value = take(in, 0, Kind::boolean);
  return value != nullptr ? Value::make_bool(!value->as_bool()) : wrong_argument(run, in, 0, "boolean");
}

}  // namespace

void add_number_builtins(std::vector<Builtin>& out) {
  using Rounding = Decimal::Rounding;
  out.push_back({"not", {{{"negand"}, 1, false, negation}}});
  out.push_back({"number", {{{"from", "grouping separator", "decimal separator"}, 1, false, to_number}}});
  out.push_back({"decimal", {{{"n", "scale"}, 2, false, rounded<Rounding::half_even, true>}}});
  out.push_back({"floor", {{{"n", "scale"}, 1, false, rounded<Rounding::floor, false>}}});
  out.push_back({"ceiling", {{{"n", "scale"}, 1, false, rounded<Rounding::ceiling, false>}}});
  out.push_back({"round up", {{{"n", "scale"}, 2, false, rounded<Rounding::up, true>}}});
  out.push_back({"round down", {{{"n", "scale"}, 2, false, rounded<Rounding::down, true>}}});
  out.push_back({"round half up", {{{"n", "scale"}, 2, false, rounded<Rounding::half_up, true>}}});
  out.push_back({"round half down", {{{"n", "scale"}, 2, false, rounded<Rounding::half_down, true>}}});
  out.push_back({"abs", {{{"n"}, 1, false, absolute}}});
  out.push_back({"modulo", {{{"dividend", "divisor"}, 2, false, modulo_of}}});
  out.push_back({"sqrt", {{{"number"}, 1, false, computed<&Decimal::sqrt>}}});
  out.push_back({"log", {{{"number"}, 1, false, computed<&Decimal::log>}}});
  out.push_back({"exp", {{{"number"}, 1, false, computed<&Decimal::exp>}}});
  out.push_back({"odd", {{{"number"}, 1, false, parity<false>}}});
  out.push_back({"even", {{{"number"}, 1, false, parity<true>}}});
}

}  // namespace yiwang::feel::detail
