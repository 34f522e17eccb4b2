#include "flow/feel/builtins.h"

namespace yiwang::feel::detail {

namespace {

Value get_value(const Arguments& in, Run& run) {
  const Value* from = take(in, 0, Kind::context);
  if (from == nullptr) return wrong_argument(run, in, 0, "context");
  const auto key = take_string(in, 1);
  if (!key) return wrong_argument(run, in, 1, "string");
  if (!run.spend(static_cast<std::int64_t>(key->size() / 64), in.at)) return {};
  const Value* found = from->as_context().find(*key);
  return found != nullptr ? *found : fail(run, "unknown_member", in.at, std::string(key->substr(0, 100)));
}

Value get_entries(const Arguments& in, Run& run) {
  const Value* from = take(in, 0, Kind::context);
  if (from == nullptr) return wrong_argument(run, in, 0, "context");
  List out;
  for (const auto& [name, value] : from->as_context()) out.push_back(Value::make_context({{"key", Value::make_string(name)}, {"value", value}}));
  return Value::make_list(std::move(out));
}

Value make_context(const Arguments& in, Run& run) {
  const auto entries = take_list(in, 0);
  if (!entries) return wrong_argument(run, in, 0, "list of entries");
  Context out;
  for (const auto& entry : entries->as_list()) {
    if (!entry.is(Kind::context)) return wrong_argument(run, in, 0, "list of entries");
    const Value* key = entry.as_context().find("key");
    const Value* value = entry.as_context().find("value");
    if (key == nullptr || value == nullptr || !key->is(Kind::string)) return wrong_argument(run, in, 0, "list of entries");
    if (out.find(key->as_string()) != nullptr) return fail(run, "doubled_key", in.at, std::string(key->as_string().substr(0, 100)));
    if (!run.spend(2 + key->weight(), in.at)) return {};
    out.put(key->as_string(), *value);
  }
  return Value::make_context(std::move(out));
}

Value put(const Context& from, std::string_view key, const Value& value, Run& run, const Arguments& in) {
  if (!run.spend(static_cast<std::int64_t>(from.size()), in.at)) return {};
  Context out = from;
  out.put(key, value);
  return Value::make_context(std::move(out));
}

Value put_along(const Context& from, const List& keys, std::size_t at, const Value& value, Run& run, const Arguments& in) {
  if (at >= kMaxValueDepth || !keys[at].is(Kind::string)) return wrong_argument(run, in, 1, "string or list of strings");
  const auto key = keys[at].as_string();
  if (at + 1 == keys.size()) return put(from, key, value, run, in);
  const Value* inner = from.find(key);
  if (inner == nullptr || !inner->is(Kind::context)) return fail(run, "unknown_member", in.at, std::string(key.substr(0, 100)));
  const auto changed = put_along(inner->as_context(), keys, at + 1, value, run, in);
  return changed.is_null() ? Value{} : put(from, key, changed, run, in);
}

Value context_put_key(const Arguments& in, Run& run) {
  const Value* from = take(in, 0, Kind::context);
  if (from == nullptr) return wrong_argument(run, in, 0, "context");
  if (!in[1].is(Kind::string)) return wrong_argument(run, in, 1, "string");
  return put(from->as_context(), in[1].as_string(), in[2], run, in);
}

Value context_put_keys(const Arguments& in, Run& run) {
  if (!in[1].is(Kind::list)) return context_put_key(in, run);
  const Value* from = take(in, 0, Kind::context);
  if (from == nullptr) return wrong_argument(run, in, 0, "context");
  if (in[1].as_list().empty()) return wrong_argument(run, in, 1, "list of strings");
  return put_along(from->as_context(), in[1].as_list(), 0, in[2], run, in);
}

Value context_merge(const Arguments& in, Run& run) {
  const auto contexts = take_list(in, 0);
  if (!contexts) return wrong_argument(run, in, 0, "list of contexts");
  Context out;
  for (const auto& one : contexts->as_list()) {
    if (!one.is(Kind::context)) return wrong_argument(run, in, 0, "list of contexts");
    if (!run.spend(static_cast<std::int64_t>(one.as_context().size()), in.at)) return {};
    for (const auto& [name, value] : one.as_context()) out.put(name, value);
  }
  return Value::make_context(std::move(out));
}

}  // namespace

void add_context_builtins(std::vector<Builtin>& out) {
  out.push_back({"get value", {{{"m", "key"}, 2, false, get_value}}});
  out.push_back({"get entries", {{{"m"}, 1, false, get_entries}}});
  out.push_back({"context", {{{"entries"}, 1, false, make_context}}});
  // By position the second argument says which is meant; by name each has its own.
  out.push_back({"context put", {{{"context", "keys", "value"}, 3, false, context_put_keys}, {{"context", "key", "value"}, 3, false, context_put_key}}});
  out.push_back({"context merge", {{{"contexts"}, 1, false, context_merge}}});
}

}  // namespace yiwang::feel::detail
