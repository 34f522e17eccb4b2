#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "flow/feel/function.h"

namespace yiwang::feel::detail {

/// What a built-in sees of its call.
struct Arguments {
  std::span<const Value> values;
  std::uint32_t at = 0;

  std::size_t size() const { return values.size(); }
  const Value& operator[](std::size_t i) const { return values[i]; }
};

using BuiltinBody = Value (*)(const Arguments& in, Run& run);

/// One way to call a built-in. `parameters` in order; those from `required` on may be left out. `variadic`: the last may be repeated (or be one list).
struct Signature {
  std::vector<std::string_view> parameters;
  std::size_t required = 0;
  bool variadic = false;
  BuiltinBody body = nullptr;
};

struct Builtin {
  std::string_view name;
  std::vector<Signature> ways;
  bool depends_on_present = false;
};

const std::vector<Builtin>& builtins();
/// Position in `builtins()`, or -1.
std::int32_t find_builtin(std::string_view name);
/// The longest built-in name with spaces that stands in the text here: its end, or 0.
std::size_t longest_builtin(std::string_view text, std::size_t at, std::string& name);
/// Which built-in a function value is, or -1.
std::int32_t builtin_of(const Function& function);
/// The built-in as a function value.
const Value& builtin_value(std::int32_t index);

Value call_builtin(std::int32_t index, std::span<const Value> arguments, std::uint32_t at, Run& run);
/// With names; arguments in the order written.
Value call_builtin_named(std::int32_t index, std::span<const Value> arguments, const std::vector<std::string>& names, std::uint32_t at, Run& run);

// Each group adds its own.
void add_string_builtins(std::vector<Builtin>& out);
void add_regex_builtins(std::vector<Builtin>& out);
void add_number_builtins(std::vector<Builtin>& out);
void add_list_builtins(std::vector<Builtin>& out);
void add_statistics_builtins(std::vector<Builtin>& out);
void add_context_builtins(std::vector<Builtin>& out);
void add_temporal_builtins(std::vector<Builtin>& out);
void add_range_builtins(std::vector<Builtin>& out);

// Arguments with the implicit conversion from a list of one; nullptr / nullopt when they are something else.
const Value* take(const Arguments& in, std::size_t which, Kind kind);
std::optional<Decimal> take_number(const Arguments& in, std::size_t which);
std::optional<std::string_view> take_string(const Arguments& in, std::size_t which);
/// A whole number, cut towards zero.
std::optional<std::int64_t> take_position(const Arguments& in, std::size_t which);
/// The argument as a list: itself, or of one; nullopt when it is null or missing.
std::optional<Value> take_list(const Arguments& in, std::size_t which);
/// All arguments as one list: the only one when it is a list, else all of them.
Value take_all(const Arguments& in);

/// What `@"..."` means: a date, date and time, time or duration; null when it is none.
Value temporal_from_text(std::string_view text);

/// Null with a problem.
Value fail(Run& run, std::string_view code, std::uint32_t at, std::string detail = {});
Value wrong_argument(Run& run, const Arguments& in, std::size_t which, std::string_view wanted);

}  // namespace yiwang::feel::detail
