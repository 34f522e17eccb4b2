#include "flow/process/engine.h"

namespace yiwang::process {

std::string Engine::text_of(const feel::Value& value) const {
  auto text = value.is(feel::Kind::string) ? std::string(value.as_string()) : value.to_text();
  if (text.size() > 200) {
    std::size_t cut = 197;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    text.resize(cut);
    text += "...";
  }
  return text;
}

/// What a loop lets its instances, and its own conditions, see.
std::optional<feel::Value> Engine::look_loop(std::string_view name, int id) const {
  const auto* at = state.token(id);
  if (at == nullptr) return std::nullopt;
  const int owner = at->rest == Rest::looping ? id : is_instance(*at) ? at->loop : 0;
  if (owner == 0) return std::nullopt;
  const Loop* loop = nullptr;
  for (const auto& one : state.loops) {
    if (one.token == owner) loop = &one;
  }
  if (loop == nullptr) return std::nullopt;
  const auto& plan_loop = node_of(*at).loop;
  const auto number = [](int value) { return feel::Value::make_number(static_cast<std::int64_t>(value)); };
  if (owner != id) {
    if (name == "loopCounter") return number(at->index);
    const auto index = static_cast<std::size_t>(at->index - 1);
    if (!plan_loop.item.empty() && name == plan_loop.item && index < loop->items.size()) return loop->items[index];
  } else if (name == "loopCounter") {
    return number(loop->done);
  }
  if (name == "numberOfInstances") return number(loop->total);
  if (name == "numberOfCompletedInstances") return number(loop->done);
  if (name == "numberOfActiveInstances") return number(loop->started - loop->done);
  if (name == "numberOfTerminatedInstances") return number(0);
  if (!plan_loop.output_collection.empty() && name == plan_loop.output_collection) {
    feel::List so_far;
    for (const auto& one : loop->results) {
      if (!one.is_null()) so_far.push_back(one);
    }
    return feel::Value::make_list(std::move(so_far));
  }
  return std::nullopt;
}

std::optional<feel::Value> Engine::look(std::string_view name, int in, int id) const {
  if (extra_ != nullptr) {
    if (const auto* found = extra_->find(name)) return *found;
  }
  if (id != 0 && !state.loops.empty()) {
    if (auto found = look_loop(name, id)) return found;
  }
  for (const auto* at = state.scope(in); at != nullptr; at = state.scope(at->parent)) {
    if (const auto* found = at->variables.find(name)) return *found;
    if (at->node == 0) break;
    if (at->token != 0 && !state.loops.empty()) {
      if (auto found = look_loop(name, at->token)) return found;
    }
  }
  return std::nullopt;
}

feel::Value Engine::value(const Formula& formula, int in, int id, std::string* problem) {
  if (const auto* fixed = formula.expression->constant()) return *fixed;
  feel::Scope around;
  for (const auto& name : formula.reads) {
    if (auto found = look(name, in, id)) around.set(name, std::move(*found));
  }
  around.set_present({now, feel::Zone::offset(std::chrono::duration_cast<seconds>(host.offset()).count()).value_or(feel::Zone::utc())});
  if (problem == nullptr) return formula.expression->evaluate(around);
  feel::Notes notes;
  auto out = formula.expression->evaluate(around, &notes);
  if (!notes.empty()) {
    const auto& first = notes.problems().front();
    *problem = first.code + (first.detail.empty() ? "" : ": " + first.detail);
  }
  return out;
}

std::optional<bool> Engine::truth(const Formula& formula, int in, int id, std::string* problem) {
  const auto out = value(formula, in, id, problem);
  if (out.is_true()) return true;
  if (out.is_false()) return false;
  if (problem != nullptr && problem->empty()) *problem = "not true or false but " + text_of(out);
  return std::nullopt;
}

/// Written where the name is known, else in the process.
void Engine::set(int in, std::string_view name, feel::Value value) {
  dirty_ = true;
  int at = in;
  while (true) {
    auto* here = scope(at);
    if (here->node == 0 || here->variables.find(name) != nullptr) {
      here->variables.set(name, std::move(value));
      return;
    }
    at = here->parent;
  }
}

feel::Value Engine::visible(int in, int id) const {
  feel::Context out;
  const auto add = [&](const std::string& name, const feel::Value& value) {
    if (out.find(name) == nullptr) out.put(name, value);
  };
  if (extra_ != nullptr) {
    for (const auto& entry : *extra_) add(entry.name, entry.value);
  }
  const auto add_loop = [&](int token_id) {
    const auto* at = state.token(token_id);
    if (at == nullptr || state.loops.empty()) return;
    const auto& item = node_of(*at).loop.item;
    for (const auto* name : {"loopCounter", item.c_str()}) {
      if (*name == 0) continue;
      if (auto found = look_loop(name, token_id)) add(name, *found);
    }
  };
  if (id != 0) add_loop(id);
  for (const auto* at = state.scope(in); at != nullptr; at = state.scope(at->parent)) {
    for (const auto& entry : at->variables) add(entry.name, entry.value);
    if (at->node == 0) break;
    if (at->token != 0) add_loop(at->token);
  }
  return feel::Value::make_context(std::move(out));
}

void Engine::because(const Formula& formula, int in, int id, Facts& facts) {
  facts.emplace_back("condition", formula.text);
  for (const auto& name : formula.reads) {
    if (auto found = look(name, in, id)) facts.emplace_back("=" + name, text_of(*found));
  }
}

}  // namespace yiwang::process
