#include "flow/process/variables.h"

#include <algorithm>

namespace yiwang::process {

Variables::Variables(std::initializer_list<Entry> entries) {
  for (const auto& entry : entries) set(entry.name, entry.value);
}

const feel::Value* Variables::find(std::string_view name) const {
  for (const auto& entry : entries_) {
    if (entry.name == name) return &entry.value;
  }
  return nullptr;
}

void Variables::set(std::string_view name, feel::Value value) {
  for (auto& entry : entries_) {
    if (entry.name == name) {
      entry.value = std::move(value);
      return;
    }
  }
  entries_.push_back({std::string(name), std::move(value)});
}

bool Variables::erase(std::string_view name) {
  const auto at = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.name == name; });
  if (at == entries_.end()) return false;
  entries_.erase(at);
  return true;
}

bool Variables::operator==(const Variables& other) const { return entries_ == other.entries_; }

Variables variables_from_json(const json::Value& object) {
  Variables out;
  if (!object.is_object()) return out;
  for (const auto& [key, item] : object.get_object()) out.set(std::string_view(key), feel::from_json(item));
  return out;
}

json::Value to_json(const Variables& variables) {
  json::Object out;
  for (const auto& entry : variables) out[entry.name] = feel::to_json(entry.value);
  return out;
}

feel::Value to_context(const Variables& variables) {
  feel::Context out;
  out.reserve(variables.size());
  for (const auto& entry : variables) out.put(entry.name, entry.value);
  return feel::Value::make_context(std::move(out));
}

}  // namespace yiwang::process
