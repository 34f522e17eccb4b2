#include "flow/feel/builtins.h"

#include <algorithm>
#include <unordered_map>

#include "flow/feel/names.h"

namespace yiwang::feel::detail {

namespace {

/// A built-in as a value, e.g. `sort(list, before)`.
class BuiltinFunction final : public Function {
 public:
  explicit BuiltinFunction(std::int32_t index) : index_(index) {
    const auto& way = builtins()[static_cast<std::size_t>(index)].ways.front();
    for (std::size_t i = 0; i < way.parameters.size() && (i < way.required || way.required == 0); ++i) parameters_.push_back({std::string(way.parameters[i]), nullptr});
  }
  const std::vector<Parameter>& parameters() const override { return parameters_; }
  bool takes(std::size_t) const override { return true; }  // the built-in says so itself
  Value call(std::span<const Value> arguments, Run& run) const override { return call_builtin(index_, arguments, 0, run); }
  std::int32_t index() const { return index_; }

 private:
  std::int32_t index_;
  std::vector<Parameter> parameters_;
};

}  // namespace

const std::vector<Builtin>& builtins() {
  static const auto all = [] {
    std::vector<Builtin> out;
    add_string_builtins(out);
    add_regex_builtins(out);
    add_number_builtins(out);
    add_list_builtins(out);
    add_statistics_builtins(out);
    add_context_builtins(out);
    add_temporal_builtins(out);
    add_range_builtins(out);
    return out;
  }();
  return all;
}

std::int32_t find_builtin(std::string_view name) {
  static const auto by_name = [] {
    std::unordered_map<std::string_view, std::int32_t> out;
    for (std::size_t i = 0; i < builtins().size(); ++i) out.emplace(builtins()[i].name, static_cast<std::int32_t>(i));
    return out;
  }();
  const auto found = by_name.find(name);
  return found == by_name.end() ? -1 : found->second;
}

std::size_t longest_builtin(std::string_view text, std::size_t at, std::string& name) {
  std::size_t best = 0;
  for (const auto& builtin : builtins()) {
    if (at >= text.size() || builtin.name.front() != text[at] || is_word(builtin.name)) continue;
    if (const auto end = match_name(text, at, builtin.name); end > best) {
      best = end;
      name = builtin.name;
    }
  }
  return best;
}

std::int32_t builtin_of(const Function& function) {
  const auto* builtin = dynamic_cast<const BuiltinFunction*>(&function);
  return builtin != nullptr ? builtin->index() : -1;
}

const Value& builtin_value(std::int32_t index) {
  static const auto values = [] {
    std::vector<Value> out;
    for (std::size_t i = 0; i < builtins().size(); ++i) out.push_back(Value::make_function(std::make_shared<BuiltinFunction>(static_cast<std::int32_t>(i))));
    return out;
  }();
  return values[static_cast<std::size_t>(index)];
}

Value fail(Run& run, std::string_view code, std::uint32_t at, std::string detail) {
  run.note(code, at, std::move(detail));
  return {};
}

Value wrong_argument(Run& run, const Arguments& in, std::size_t which, std::string_view wanted) {
  const auto got = which < in.size() ? std::string(name_of(in[which].kind())) : "nothing";
  return fail(run, "wrong_argument", in.at, "argument " + std::to_string(which + 1) + " is " + got + ", not " + std::string(wanted));
}

Value call_builtin(std::int32_t index, std::span<const Value> arguments, std::uint32_t at, Run& run) {
  const auto& builtin = builtins()[static_cast<std::size_t>(index)];
  for (const auto& way : builtin.ways) {
    if (arguments.size() < way.required || (!way.variadic && arguments.size() > way.parameters.size())) continue;
    return way.body({arguments, at}, run);
  }
  return fail(run, "wrong_arguments", at, std::string(builtin.name) + " with " + std::to_string(arguments.size()) + " arguments");
}

Value call_builtin_named(std::int32_t index, std::span<const Value> arguments, const std::vector<std::string>& names, std::uint32_t at, Run& run) {
  const auto& builtin = builtins()[static_cast<std::size_t>(index)];
  // `before(point, range)` and `before(range, point)` share their names: the order written decides.
  for (const auto& way : builtin.ways) {
    if (way.parameters.size() == names.size() && std::equal(names.begin(), names.end(), way.parameters.begin())) return way.body({arguments, at}, run);
  }
  for (const auto& way : builtin.ways) {
    std::vector<Value> ordered(way.parameters.size());
    std::size_t used = 0;
    bool fits = true;
    for (std::size_t i = 0; i < arguments.size() && fits; ++i) {
      const auto found = std::find(way.parameters.begin(), way.parameters.end(), names[i]);
      fits = found != way.parameters.end();
      if (!fits) break;
      const auto position = static_cast<std::size_t>(found - way.parameters.begin());
      ordered[position] = arguments[i];
      used = std::max(used, position + 1);
    }
    if (!fits) continue;
    return way.body({std::span(ordered).first(std::max(used, std::min(way.required, ordered.size()))), at}, run);
  }
  return fail(run, "wrong_arguments", at, std::string(builtin.name) + ": unknown parameter");
}

}  // namespace yiwang::feel::detail
