#include <algorithm>

#include "flow/feel/builtins.h"
#include "flow/feel/compare.h"

namespace yiwang::feel::detail {

namespace {

/// The smallest or largest; all must be of one kind with an order.
template <bool largest>
Value extreme(const Arguments& in, Run& run) {
  const auto all = take_all(in);
  const auto& items = all.as_list();
  if (items.empty()) return fail(run, "empty_list", in.at);
  if (!run.spend(all.weight(), in.at)) return {};
  const Value* best = &items[0];
  for (const auto& item : items) {
    const auto by = order(item, *best);
    if (!by) return wrong_argument(run, in, 0, "list of comparable values");
    if (largest ? *by > 0 : *by < 0) best = &item;
  }
  return *best;
}

/// The numbers of the call; nullopt (noted) when something else is among them or there are none.
std::optional<std::vector<Decimal>> numbers(const Arguments& in, Run& run, bool empty_fits = false) {
  const auto all = take_all(in);
  if (!run.spend(static_cast<std::int64_t>(all.as_list().size()), in.at)) return std::nullopt;
  std::vector<Decimal> out;
  out.reserve(all.as_list().size());
  for (const auto& item : all.as_list()) {
    if (!item.is(Kind::number)) {
      wrong_argument(run, in, 0, "list of numbers");
      return std::nullopt;
    }
    out.push_back(item.as_number());
  }
  if (out.empty() && !empty_fits) {
    fail(run, "empty_list", in.at);
    return std::nullopt;
  }
  return out;
}

Value result(Run& run, const Arguments& in, std::optional<Decimal> number) { return number ? Value::make_number(*number) : fail(run, "no_number", in.at); }

std::optional<Decimal> total(const std::vector<Decimal>& items) {
  std::optional<Decimal> sum = Decimal{};
  for (const auto& item : items) sum = sum ? add(*sum, item) : std::nullopt;
  return sum;
}

/// Numbers, or durations of one kind.
Value sum(const Arguments& in, Run& run) {
  const auto all = take_all(in);
  const auto& list = all.as_list();
  if (!list.empty() && (list[0].is(Kind::days_time) || list[0].is(Kind::years_months))) {
    const auto kind = list[0].kind();
    if (!run.spend(static_cast<std::int64_t>(list.size()), in.at)) return {};
    Int128 nanos = 0;
    std::int64_t months = 0;
    for (const auto& item : list) {
      if (!item.is(kind)) return wrong_argument(run, in, 0, "list of one kind of duration");
      if (kind == Kind::days_time) nanos += item.as_days_time().total_nanos();
      else if (__builtin_add_overflow(months, item.as_years_months().months, &months)) return fail(run, "out_of_range", in.at);
    }
    if (kind == Kind::years_months) return Value::make_years_months({months});
    const auto made = DaysTime::from_nanos(nanos);
    return made ? Value::make_days_time(*made) : fail(run, "out_of_range", in.at);
  }
  const auto items = numbers(in, run);
  return items ? result(run, in, total(*items)) : Value{};
}

Value product(const Arguments& in, Run& run) {
  const auto items = numbers(in, run);
  if (!items) return {};
  std::optional<Decimal> out = Decimal(1);
  for (const auto& item : *items) out = out ? multiply(*out, item) : std::nullopt;
  return result(run, in, out);
}

std::optional<Decimal> mean_of(const std::vector<Decimal>& items) {
  const auto sum = total(items);
  return sum ? divide(*sum, Decimal(static_cast<std::int64_t>(items.size()))) : std::nullopt;
}

Value mean(const Arguments& in, Run& run) {
  const auto items = numbers(in, run);
  return items ? result(run, in, mean_of(*items)) : Value{};
}

Value median(const Arguments& in, Run& run) {
  auto items = numbers(in, run);
  if (!items) return {};
  std::sort(items->begin(), items->end());
  const auto half = items->size() / 2;
  if (items->size() % 2 == 1) return Value::make_number((*items)[half]);
  const auto sum = add((*items)[half - 1], (*items)[half]);
  return result(run, in, sum ? divide(*sum, Decimal(2)) : std::nullopt);
}

/// Of a sample (divided by one less than the count).
Value stddev(const Arguments& in, Run& run) {
  const auto items = numbers(in, run);
  if (!items) return {};
  if (items->size() < 2) return fail(run, "too_few", in.at);
  const auto mean = mean_of(*items);
  std::optional<Decimal> sum = Decimal{};
  for (const auto& item : *items) {
    const auto off = mean ? subtract(item, *mean) : std::nullopt;
    const auto square = off ? multiply(*off, *off) : std::nullopt;
    sum = sum && square ? add(*sum, *square) : std::nullopt;
  }
  const auto variance = sum ? divide(*sum, Decimal(static_cast<std::int64_t>(items->size() - 1))) : std::nullopt;
  return result(run, in, variance ? variance->sqrt() : std::nullopt);
}

Value mode(const Arguments& in, Run& run) {
  auto items = numbers(in, run, true);
  if (!items) return {};
  std::sort(items->begin(), items->end());
  std::size_t most = 0;
  List out;
  for (std::size_t i = 0; i < items->size();) {
    auto end = i;
    while (end < items->size() && (*items)[end] == (*items)[i]) ++end;
    if (end - i > most) {
      most = end - i;
      out.clear();
    }
    if (end - i == most) out.push_back(Value::make_number((*items)[i]));
    i = end;
  }
  return Value::make_list(std::move(out));
}

}  // namespace

void add_statistics_builtins(std::vector<Builtin>& out) {
  out.push_back({"min", {{{"list"}, 1, true, extreme<false>}}});
  out.push_back({"max", {{{"list"}, 1, true, extreme<true>}}});
  out.push_back({"sum", {{{"list"}, 1, true, sum}}});
  out.push_back({"product", {{{"list"}, 1, true, product}}});
  out.push_back({"mean", {{{"list"}, 1, true, mean}}});
  out.push_back({"median", {{{"list"}, 1, true, median}}});
  out.push_back({"stddev", {{{"list"}, 1, true, stddev}}});
  out.push_back({"mode", {{{"list"}, 1, true, mode}}});
}

}  // namespace yiwang::feel::detail
