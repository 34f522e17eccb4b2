#include "flow/forms/equal.h"

#include <algorithm>
#include <cmath>

namespace yiwang::forms::detail {

std::optional<feel::Decimal> number_of(const json::Value& value) {
  if (value.is_int64()) return feel::Decimal(value.get_int64());
  if (value.is_uint64()) return feel::Decimal::parse(std::to_string(value.get_uint64()));
  if (value.is_double()) return feel::Decimal::from_double(value.get_double());
  return std::nullopt;
}

bool is_integer(const json::Value& value) {
  if (value.is_int64() || value.is_uint64()) return true;
  return value.is_double() && std::floor(value.get_double()) == value.get_double();
}

bool equal(const json::Value& a, const json::Value& b) {
  if (a.is_number() && b.is_number()) {
    const auto one = number_of(a);
    const auto other = number_of(b);
    return one && other && *one == *other;
  }
  if (a.kind() != b.kind()) return false;
  if (a.is_array()) {
    const auto& one = a.get_array();
    const auto& other = b.get_array();
    return one.size() == other.size() && std::equal(one.begin(), one.end(), other.begin(), equal);
  }
  if (a.is_object()) {
    const auto& one = a.get_object();
    const auto& other = b.get_object();
    return one.size() == other.size() && std::all_of(one.begin(), one.end(), [&](const auto& pair) {
             const auto* found = other.if_contains(pair.key());
             return found != nullptr && equal(pair.value(), *found);
           });
  }
  return a == b;
}

}  // namespace yiwang::forms::detail
