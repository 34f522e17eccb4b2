#include "flow/feel/type.h"

#include <algorithm>

#include "flow/feel/function.h"

namespace yiwang::feel {

namespace {

using What = Type::What;

TypePtr make(What what) {
  auto type = std::make_shared<Type>();
  type->what = what;
  return type;
}

bool matches(const Value& value, const Type& type, bool null_fits, int depth);

bool fits(const Value& value, const TypePtr& type, bool allowed, int depth) { return !type || (value.is_null() || matches(value, *type, allowed, depth)); }

/// Whether a function of type `have` may stand where `want` is asked for: results narrow, parameters widen (not checked further than kinds).
bool type_conforms(const TypePtr& have, const TypePtr& want, int depth) {
  if (depth > 50 || !want || want->what == What::any) return true;
  if (!have || have->what == What::any) return false;
  if (have->what == What::null) return true;
  if (have->what != want->what) return false;
  switch (want->what) {
    case What::list:
    case What::range: return type_conforms(have->element, want->element, depth + 1);
    case What::context:
      return std::all_of(want->members.begin(), want->members.end(), [&](const auto& member) {
        const auto found = std::find_if(have->members.begin(), have->members.end(), [&](const auto& other) { return other.first == member.first; });
        return found != have->members.end() && type_conforms(found->second, member.second, depth + 1);
      });
    case What::function:
      if (have->parameters.size() != want->parameters.size()) return false;
      for (std::size_t i = 0; i < have->parameters.size(); ++i) {
        if (!type_conforms(want->parameters[i], have->parameters[i], depth + 1)) return false;
      }
      return type_conforms(have->result, want->result, depth + 1);
    default: return true;
  }
}

/// What a function gives back is often not declared; `lenient` takes it for granted then.
bool function_matches(const Function& function, const Type& type, bool lenient) {
  if (type.parameters.empty() && !type.result) return true;
  const auto& parameters = function.parameters();
  if (parameters.size() != type.parameters.size()) return false;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (!type_conforms(type.parameters[i] ? type.parameters[i] : Type::any(), parameters[i].type, 0)) return false;
  }
  return (lenient && !function.result_type()) || type_conforms(function.result_type(), type.result, 0);
}

bool matches(const Value& value, const Type& type, bool null_fits, int depth) {
  if (value.is_null()) return null_fits || type.what == What::null;
  if (depth > kMaxValueDepth) return false;
  const auto plain = [&]() -> bool {
    switch (type.what) {
      case What::any: return true;
      case What::null: return false;
      case What::boolean: return value.is(Kind::boolean);
      case What::number: return value.is(Kind::number);
      case What::string: return value.is(Kind::string);
      case What::date: return value.is(Kind::date);
      case What::time: return value.is(Kind::time);
      case What::date_time: return value.is(Kind::date_time);
      case What::years_months: return value.is(Kind::years_months);
      case What::days_time: return value.is(Kind::days_time);
      case What::list:
        return value.is(Kind::list) && std::all_of(value.as_list().begin(), value.as_list().end(), [&](const Value& item) { return fits(item, type.element, null_fits, depth + 1); });
      case What::context:
        return value.is(Kind::context) && std::all_of(type.members.begin(), type.members.end(), [&](const auto& member) {
                 const Value* found = value.as_context().find(member.first);
                 return found != nullptr && fits(*found, member.second, null_fits, depth + 1);
               });
      case What::range:
        return value.is(Kind::range) && fits(value.as_range().low, type.element, null_fits, depth + 1) && fits(value.as_range().high, type.element, null_fits, depth + 1);
      case What::function: return value.is(Kind::function) && function_matches(*value.as_function(), type, null_fits);
    }
    return false;
  };
  // "instance of" asks for the kind alone: 256 is an instance of a number type that allows up to 255.
  return plain() && (!null_fits || !type.allowed || type.allowed(value));
}

}  // namespace

TypePtr Type::any() {
  static const TypePtr type = make(What::any);
  return type;
}

TypePtr Type::built_in(std::string_view name) {
  static const std::vector<std::pair<std::string_view, TypePtr>> types = {
      {"Any", any()},
      {"Null", make(What::null)},
      {"boolean", make(What::boolean)},
      {"number", make(What::number)},
      {"string", make(What::string)},
      {"date", make(What::date)},
      {"time", make(What::time)},
      {"date and time", make(What::date_time)},
      {"dateTime", make(What::date_time)},
      {"date time", make(What::date_time)},
      {"years and months duration", make(What::years_months)},
      {"yearMonthDuration", make(What::years_months)},
      {"days and time duration", make(What::days_time)},
      {"dayTimeDuration", make(What::days_time)},
      {"list", make(What::list)},
      {"context", make(What::context)},
      {"range", make(What::range)},
      {"function", make(What::function)},
  };
  for (const auto& [known, type] : types) {
    if (known == name) return type;
  }
  return nullptr;
}

TypePtr Type::list_of(TypePtr element) {
  auto type = std::make_shared<Type>();
  type->what = What::list;
  type->element = std::move(element);
  return type;
}

TypePtr Type::context_of(std::vector<std::pair<std::string, TypePtr>> members) {
  auto type = std::make_shared<Type>();
  type->what = What::context;
  type->members = std::move(members);
  return type;
}

TypePtr Type::range_of(TypePtr element) {
  auto type = std::make_shared<Type>();
  type->what = What::range;
  type->element = std::move(element);
  return type;
}

TypePtr Type::function_of(std::vector<TypePtr> parameters, TypePtr result) {
  auto type = std::make_shared<Type>();
  type->what = What::function;
  type->parameters = std::move(parameters);
  type->result = std::move(result);
  return type;
}

TypePtr Type::restricted(const TypePtr& type, std::function<bool(const Value&)> allowed) {
  auto copy = std::make_shared<Type>(*type);
  copy->allowed = std::move(allowed);
  return copy;
}

namespace {

/// Types may share parts, so written out they could be without end; beyond a few lines the rest is dots.
void write(std::string& out, const TypePtr& type) {
  constexpr std::string_view names[] = {"Any", "Null", "boolean", "number", "string", "date", "time", "date and time", "years and months duration", "days and time duration",
                                        "list", "context", "range", "function"};
  if (out.size() > 400) {
    if (!out.ends_with("...")) out += "...";
    return;
  }
  if (!type) {
    out += "Any";
    return;
  }
  const auto parts = [&](const auto& list, auto each) {
    bool first = true;
    for (const auto& part : list) {
      if (!first) out += ", ";
      first = false;
      each(part);
      if (out.size() > 400) break;
    }
  };
  out += names[static_cast<std::size_t>(type->what)];
  if ((type->what == What::list || type->what == What::range) && type->element) {
    out += '<';
    write(out, type->element);
    out += '>';
  }
  if (type->what == What::context && !type->members.empty()) {
    out += '<';
    parts(type->members, [&](const auto& member) {
      out += member.first + ": ";
      write(out, member.second);
    });
    out += '>';
  }
  if (type->what == What::function && (!type->parameters.empty() || type->result)) {
    out += '<';
    parts(type->parameters, [&](const auto& parameter) { write(out, parameter); });
    out += "> -> ";
    write(out, type->result);
  }
}

}  // namespace

std::string Type::to_text() const {
  std::string out;
  write(out, std::make_shared<const Type>(*this));
  return out;
}

bool instance_of(const Value& value, const Type& type) { return matches(value, type, false, 0); }

bool conforms(const Value& value, const Type& type) { return matches(value, type, true, 0); }

Value coerce(const Value& value, const Type& type, Notes* notes) {
  if (conforms(value, type)) return value;
  if (type.what == What::date_time && value.is(Kind::date)) {
    auto made = Value::make_date_time({value.as_date(), 0, Zone::utc()});
    if (conforms(made, type)) return made;
  }
  if (type.what == What::list && !value.is(Kind::list)) {
    auto made = Value::make_list({value});
    if (conforms(made, type)) return made;
  }
  if (type.what != What::list && value.is(Kind::list) && value.as_list().size() == 1) {
    const auto& only = value.as_list()[0];
    if (conforms(only, type)) return only;
  }
  if (notes != nullptr) notes->add("wrong_type", 0, "a " + std::string(name_of(value.kind())) + " is not " + type.to_text());
  return {};
}

}  // namespace yiwang::feel
