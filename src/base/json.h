#pragma once
#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>
#include <charconv>
#include <map>
#include <string>
#include <type_traits>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "base/result.h"

/// Plain structs to JSON and back, by Boost.Describe. One canonical form: members in the order of the description, empty optionals,
/// strings and lists left out, shortest round-trip numbers, times RFC 3339, durations in milliseconds, enums by their contract code.
/// The same value always gives the same bytes, so texts can be hashed and kept as golden files.
namespace yiwang::json {

using Value = boost::json::value;
using Object = boost::json::object;
using Array = boost::json::array;

void write_string(std::string& out, std::string_view text);
/// The shortest digits that read back as the same number; minus zero as `0`, what is not finite as `null`.
void write_number(std::string& out, double value);

template <class T>
concept Coded = std::is_enum_v<T> && requires(T value) { code_of(value); };
template <class T>
concept Described = boost::describe::has_describe_members<T>::value && !std::is_enum_v<T>;

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsList : std::false_type {};
template <class T>
struct IsList<std::vector<T>> : std::true_type {};
template <class T>
struct IsId : std::false_type {};
template <class K>
struct IsId<Id<K>> : std::true_type {};
template <class T>
struct IsMap : std::false_type {};
template <class T>
struct IsMap<std::map<std::string, T>> : std::true_type {};

template <class T>
void write(std::string& out, const T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (std::is_floating_point_v<T>) {
    write_number(out, value);
  } else if constexpr (std::is_integral_v<T>) {
    char digits[32];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
  } else if constexpr (std::is_convertible_v<T, std::string_view>) {
    write_string(out, value);
  } else if constexpr (std::is_same_v<T, Instant>) {
    out += '"';
    out += to_text(value);
    out += '"';
  } else if constexpr (std::is_same_v<T, milliseconds>) {
    write(out, value.count());
  } else if constexpr (Coded<T>) {
    out += '"';
    out += code_of(value);
    out += '"';
  } else if constexpr (IsId<T>::value) {
    write(out, value.value);
  } else if constexpr (IsOptional<T>::value) {
    if (value) write(out, *value);
    else out += "null";
  } else if constexpr (IsList<T>::value) {
    out += '[';
    bool first = true;
    for (const auto& item : value) {
      if (!first) out += ',';
      first = false;
      write(out, item);
    }
    out += ']';
  } else if constexpr (IsMap<T>::value) {
    out += '{';
    bool first = true;
    for (const auto& [key, item] : value) {
      if (!first) out += ',';
      first = false;
      write_string(out, key);
      out += ':';
      write(out, item);
    }
    out += '}';
  } else if constexpr (std::is_same_v<T, Value>) {
    out += boost::json::serialize(value);
  } else {
    static_assert(Described<T>, "describe the struct with BOOST_DESCRIBE_STRUCT");
    out += '{';
    bool first = true;
    boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>>([&](auto member) {
      const auto& item = value.*member.pointer;
      using Item = std::remove_cvref_t<decltype(item)>;
      if constexpr (IsOptional<Item>::value) {
        if (!item) return;
      } else if constexpr (IsList<Item>::value || IsMap<Item>::value || std::is_same_v<Item, std::string>) {
        if (item.empty()) return;
      }
      if (!first) out += ',';
      first = false;
      out += '"';
      out += member.name;
      out += "\":";
      write(out, item);
    });
    out += '}';
  }
}

template <class T>
std::string to_text(const T& value) {
  std::string out;
  write(out, value);
  return out;
}

/// Reads into `out`; what is absent keeps its default. Refuses wrong types, unknown words and unknown members, naming the member as field
/// (`reporter.phone`, `units[2]`).
template <class T>
Done read(const Value& in, T& out, const std::string& path = {}, bool strict = true) {
  const auto wrong = [&](std::string_view wanted) { return refuse(Reason::wrong_type, {{"wanted", std::string(wanted)}}, path); };
  if constexpr (std::is_same_v<T, Value>) {
    out = in;
  } else if constexpr (std::is_same_v<T, bool>) {
    if (!in.is_bool()) return wrong("boolean");
    out = in.get_bool();
  } else if constexpr (std::is_integral_v<T>) {
    if (!in.is_number()) return wrong("integer");
    boost::json::error_code error;
    out = in.template to_number<T>(error);
    if (error) return refuse(Reason::out_of_range, {{"wanted", "integer"}}, path);
  } else if constexpr (std::is_floating_point_v<T>) {
    if (!in.is_number()) return wrong("number");
    out = in.template to_number<T>();
  } else if constexpr (std::is_same_v<T, std::string>) {
    if (!in.is_string()) return wrong("string");
    out = std::string(in.get_string());
  } else if constexpr (std::is_same_v<T, Instant>) {
    if (!in.is_string()) return wrong("time");
    const auto at = parse_instant(std::string_view(in.get_string()));
    if (!at) return wrong("time");
    out = *at;
  } else if constexpr (std::is_same_v<T, milliseconds>) {
    if (!in.is_int64()) return wrong("milliseconds");
    out = milliseconds{in.get_int64()};
  } else if constexpr (Coded<T>) {
    if (!in.is_string()) return wrong("word");
    const auto word = parse<T>(std::string_view(in.get_string()));
    if (!word) return refuse(Reason::unknown_value, {{"value", std::string(std::string_view(in.get_string()).substr(0, 100))}}, path);
    out = *word;
  } else if constexpr (IsId<T>::value) {
    return read(in, out.value, path, strict);
  } else if constexpr (IsOptional<T>::value) {
    if (in.is_null()) {
      out.reset();
      return done();
    }
    return read(in, out.emplace(), path, strict);
  } else if constexpr (IsList<T>::value) {
    if (!in.is_array()) return wrong("list");
    out.clear();
    out.reserve(in.get_array().size());
    for (const auto& item : in.get_array()) {
      auto& made = out.emplace_back();
      if (auto ok = read(item, made, path + "[" + std::to_string(out.size() - 1) + "]", strict); !ok) return ok;
    }
  } else if constexpr (IsMap<T>::value) {
    if (!in.is_object()) return wrong("object");
    for (const auto& [key, item] : in.get_object()) {
      if (auto ok = read(item, out[std::string(key)], path + "." + std::string(key), strict); !ok) return ok;
    }
  } else {
    static_assert(Described<T>, "describe the struct with BOOST_DESCRIBE_STRUCT");
    if (!in.is_object()) return wrong("object");
    const auto& object = in.get_object();
    const auto prefix = path.empty() ? std::string{} : path + ".";
    Done result = done();
    std::size_t known = 0;
    boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>>([&](auto member) {
      if (!result) return;
      const auto* item = object.if_contains(member.name);
      if (item == nullptr) return;
      ++known;
      result = read(*item, out.*member.pointer, prefix + member.name, strict);
    });
    if (result && strict && known < object.size()) {
      for (const auto& [key, item] : object) {
        bool mine = false;
        boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>>(
            [&](auto member) { mine = mine || key == member.name; });
        if (!mine) return refuse(Reason::unknown_field, {}, prefix + std::string(key));
      }
    }
    return result;
  }
  return done();
}

/// Parses text; `malformed` when it is not JSON or not UTF-8. Depth is limited to 32. Of a member named twice the last counts. Numbers are read to the nearest
/// double, so what `write` wrote comes back bit by bit.
Result<Value> parse_text(std::string_view text);

template <class T>
Result<T> from_text(std::string_view text, bool strict = true) {
  auto value = parse_text(text);
  if (!value) return tl::unexpected(value.error());
  T out{};
  if (auto ok = read(*value, out, {}, strict); !ok) return tl::unexpected(ok.error());
  return out;
}

}  // namespace yiwang::json
