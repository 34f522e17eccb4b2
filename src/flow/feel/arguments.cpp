#include "flow/feel/builtins.h"

namespace yiwang::feel::detail {

const Value* take(const Arguments& in, std::size_t which, Kind kind) {
  if (which >= in.size()) return nullptr;
  const auto& value = in[which];
  if (value.is(kind)) return &value;
  if (value.is(Kind::list) && value.as_list().size() == 1 && value.as_list()[0].is(kind)) return &value.as_list()[0];
  return nullptr;
}

std::optional<Decimal> take_number(const Arguments& in, std::size_t which) {
  const Value* value = take(in, which, Kind::number);
  return value != nullptr ? std::optional(value->as_number()) : std::nullopt;
}

std::optional<std::string_view> take_string(const Arguments& in, std::size_t which) {
  const Value* value = take(in, which, Kind::string);
  return value != nullptr ? std::optional(value->as_string()) : std::nullopt;
}

std::optional<std::int64_t> take_position(const Arguments& in, std::size_t which) {
  const auto number = take_number(in, which);
  if (!number) return std::nullopt;
  const auto whole = number->round(0, Decimal::Rounding::down);
  return whole ? whole->to_int64() : std::nullopt;
}

std::optional<Value> take_list(const Arguments& in, std::size_t which) {
  if (which >= in.size() || in[which].is_null()) return std::nullopt;
  return in[which].is(Kind::list) ? in[which] : Value::make_list({in[which]});
}

Value take_all(const Arguments& in) {
  if (in.size() == 1 && in[0].is(Kind::list)) return in[0];
  return Value::make_list(List(in.values.begin(), in.values.end()));
}

}  // namespace yiwang::feel::detail
