#include "flow/feel/function.h"
#include "flow/feel/names.h"
#include "flow/feel/value.h"

namespace yiwang::feel {

namespace {

void write_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default: out += c;
    }
  }
  out += '"';
}

void write(std::string& out, const Value& value);

void write_range(std::string& out, const Range& range) {
  // An interval without an end has no text of its own (FEEL cannot write it); the comparison that means the same does.
  auto form = range.form;
  if (form == Range::Form::interval && range.low.is_null() != range.high.is_null()) {
    if (range.low.is_null()) form = range.high_closed ? Range::Form::less_equal : Range::Form::less;
    else form = range.low_closed ? Range::Form::greater_equal : Range::Form::greater;
  }
  if (form == Range::Form::interval) {
    out += range.low_closed ? '[' : '(';
    write(out, range.low);
    out += "..";
    write(out, range.high);
    out += range.high_closed ? ']' : ')';
    return;
  }
  constexpr std::string_view signs[] = {"", "=", "!=", "<", "<=", ">", ">="};
  out += '(';
  out += signs[static_cast<std::size_t>(form)];
  out += ' ';
  write(out, form == Range::Form::less || form == Range::Form::less_equal ? range.high : range.low);
  out += ')';
}

void write(std::string& out, const Value& value) {
  const auto at_literal = [&](const std::string& text) { out += "@\"" + text + "\""; };
  switch (value.kind()) {
    case Kind::null: out += "null"; return;
    case Kind::boolean: out += value.as_bool() ? "true" : "false"; return;
    case Kind::number: out += value.as_number().to_text(); return;
    case Kind::string: write_quoted(out, value.as_string()); return;
    case Kind::date: at_literal(to_text(value.as_date())); return;
    case Kind::time: at_literal(to_text(value.as_time())); return;
    case Kind::date_time: at_literal(to_text(value.as_date_time())); return;
    case Kind::years_months: at_literal(to_text(value.as_years_months())); return;
    case Kind::days_time: at_literal(to_text(value.as_days_time())); return;
    case Kind::list: {
      out += '[';
      bool first = true;
      for (const auto& item : value.as_list()) {
        if (!first) out += ", ";
        first = false;
        write(out, item);
      }
      out += ']';
      return;
    }
    case Kind::context: {
      out += '{';
      bool first = true;
      for (const auto& [name, item] : value.as_context()) {
        if (!first) out += ", ";
        first = false;
        if (is_word(name)) out += name;
        else write_quoted(out, name);
        out += ": ";
        write(out, item);
      }
      out += '}';
      return;
    }
    case Kind::range: write_range(out, value.as_range()); return;
    case Kind::function: {
      out += "function(";
      bool first = true;
      for (const auto& parameter : value.as_function()->parameters()) {
        if (!first) out += ", ";
        first = false;
        out += parameter.name;
      }
      out += ')';
      return;
    }
  }
}

}  // namespace

std::string Value::to_text() const {
  std::string out;
  write(out, *this);
  return out;
}

std::string Value::to_plain_text() const {
  switch (kind()) {
    case Kind::string: return std::string(as_string());
    case Kind::date: return feel::to_text(as_date());
    case Kind::time: return feel::to_text(as_time());
    case Kind::date_time: return feel::to_text(as_date_time());
    case Kind::years_months: return feel::to_text(as_years_months());
    case Kind::days_time: return feel::to_text(as_days_time());
    default: return to_text();
  }
}

Value from_json(const json::Value& value) {
  switch (value.kind()) {
    case boost::json::kind::null: return {};
    case boost::json::kind::bool_: return Value::make_bool(value.get_bool());
    case boost::json::kind::int64: return Value::make_number(value.get_int64());
    case boost::json::kind::uint64: return Value::make_number(Decimal::parse(std::to_string(value.get_uint64())).value_or(Decimal{}));
    case boost::json::kind::double_: {
      const auto number = Decimal::from_double(value.get_double());
      return number ? Value::make_number(*number) : Value{};
    }
    case boost::json::kind::string: return Value::make_string(std::string_view(value.get_string()));
    case boost::json::kind::array: {
      List items;
      items.reserve(value.get_array().size());
      for (const auto& item : value.get_array()) items.push_back(from_json(item));
      return Value::make_list(std::move(items));
    }
    case boost::json::kind::object: {
      Context entries;
      entries.reserve(value.get_object().size());
      for (const auto& [name, item] : value.get_object()) entries.put(std::string_view(name), from_json(item));
      return Value::make_context(std::move(entries));
    }
  }
  return {};
}

json::Value to_json(const Value& value) {
  switch (value.kind()) {
    case Kind::null: return nullptr;
    case Kind::boolean: return value.as_bool();
    case Kind::number: {
      const auto number = value.as_number();
      if (const auto whole = number.to_int64()) return *whole;
      return number.to_double();
    }
    case Kind::list: {
      json::Array out;
      out.reserve(value.as_list().size());
      for (const auto& item : value.as_list()) out.push_back(to_json(item));
      return out;
    }
    case Kind::context: {
      json::Object out;
      for (const auto& [name, item] : value.as_context()) out.emplace(name, to_json(item));
      return out;
    }
    case Kind::range:
    case Kind::function: return json::Value(value.to_text());
    default: return json::Value(value.to_plain_text());
  }
}

}  // namespace yiwang::feel
