#include <algorithm>

#include "flow/feel/value.h"

namespace yiwang::feel {

namespace {
constexpr std::size_t kIndexFrom = 16;
}

Context::Context(std::initializer_list<Entry> entries) {
  for (const auto& [name, value] : entries) put(name, value);
}

void Context::put(std::string_view name, Value value) {
  if (const Value* found = find(name)) {
    const_cast<Value&>(*found) = std::move(value);
    return;
  }
  entries_.emplace_back(std::string(name), std::move(value));
  const auto by_name = [&](std::uint32_t a, std::string_view b) { return entries_[a].first < b; };
  if (entries_.size() == kIndexFrom) {
    sorted_.resize(kIndexFrom);
    for (std::uint32_t i = 0; i < kIndexFrom; ++i) sorted_[i] = i;
    std::sort(sorted_.begin(), sorted_.end(), [&](auto a, auto b) { return entries_[a].first < entries_[b].first; });
  } else if (entries_.size() > kIndexFrom) {
    sorted_.insert(std::lower_bound(sorted_.begin(), sorted_.end(), name, by_name), static_cast<std::uint32_t>(entries_.size() - 1));
  }
}

bool Context::remove(std::string_view name) {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.first == name; });
  if (found == entries_.end()) return false;
  entries_.erase(found);
  auto kept = std::move(entries_);
  *this = Context{};
  for (auto& [key, value] : kept) put(key, std::move(value));
  return true;
}

const Value* Context::find(std::string_view name) const {
  if (sorted_.empty()) {
    for (const auto& [key, value] : entries_) {
      if (key == name) return &value;
    }
    return nullptr;
  }
  const auto at = std::lower_bound(sorted_.begin(), sorted_.end(), name, [&](std::uint32_t a, std::string_view b) { return entries_[a].first < b; });
  return at != sorted_.end() && entries_[*at].first == name ? &entries_[*at].second : nullptr;
}

bool Context::operator==(const Context& other) const {
  if (size() != other.size()) return false;
  return std::all_of(begin(), end(), [&](const Entry& entry) {
    const Value* found = other.find(entry.first);
    return found != nullptr && *found == entry.second;
  });
}

}  // namespace yiwang::feel
