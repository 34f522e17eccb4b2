#include "flow/rules/read_texts.h"

namespace yiwang::dmn::detail {
namespace {

using feel::Value;

Value read_one(const Value& value, feel::Type::What what) {
  using What = feel::Type::What;
  const auto text = value.as_string();
  switch (what) {
    case What::date:
      if (const auto read = feel::parse_date(text)) return Value::make_date(*read);
      break;
    case What::time:
      if (const auto read = feel::parse_time(text)) return Value::make_time(*read);
      break;
    case What::date_time:
      if (const auto read = feel::parse_date_time(text)) return Value::make_date_time(*read);
      break;
    case What::years_months:
      if (const auto read = feel::parse_years_months(text)) return Value::make_years_months(*read);
      break;
    case What::days_time:
      if (const auto read = feel::parse_days_time(text)) return Value::make_days_time(*read);
      break;
    default: break;
  }
  return value;
}

}  // namespace

Value read_texts(const Value& value, const feel::Type& type) {
  if (value.is(feel::Kind::string)) return read_one(value, type.what);
  if (value.is(feel::Kind::list) && type.what == feel::Type::What::list && type.element) {
    feel::List out;
    for (const auto& item : value.as_list()) out.push_back(read_texts(item, *type.element));
    return Value::make_list(std::move(out));
  }
  if (value.is(feel::Kind::context) && !type.members.empty()) {
    auto out = value.as_context();
    for (const auto& [name, member] : type.members) {
      if (const auto* found = out.find(name); found != nullptr && member) out.put(name, read_texts(*found, *member));
    }
    return Value::make_context(std::move(out));
  }
  return value;
}

}  // namespace yiwang::dmn::detail
