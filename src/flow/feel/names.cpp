#include "flow/feel/names.h"

#include <algorithm>
#include <unordered_set>

#include "flow/feel/characters.h"

namespace yiwang::feel {

using detail::is_name_part;
using detail::is_name_symbol;
using detail::is_space;
using detail::peek;

std::string normalise_name(std::string_view name) {
  std::string out;
  bool gap = false;
  for (std::size_t at = 0; at < name.size();) {
    const auto from = at;
    const auto c = next_codepoint(name, at);
    if (is_space(c)) {
      gap = true;
      continue;
    }
    const bool symbol = is_name_symbol(c);
    if (gap && !out.empty() && !symbol && !is_name_symbol(static_cast<unsigned char>(out.back()))) out += ' ';
    gap = false;
    out.append(name.substr(from, at - from));
  }
  return out;
}

bool is_word(std::string_view name) {
  if (name.empty() || !detail::is_name_start(peek(name, 0))) return false;
  for (std::size_t at = 0; at < name.size();) {
    if (!is_name_part(next_codepoint(name, at))) return false;
  }
  return true;
}

std::size_t match_name(std::string_view text, std::size_t at, std::string_view name) {
  const auto skip = [&] {
    const auto from = at;
    while (at < text.size()) {
      auto next = at;
      if (!is_space(next_codepoint(text, next))) break;
      at = next;
    }
    return at > from;
  };
  for (std::size_t i = 0; i < name.size();) {
    if (name[i] == ' ') {
      if (!skip()) return 0;
      ++i;
      continue;
    }
    const bool symbol = is_name_symbol(static_cast<unsigned char>(name[i]));
    if (symbol && i > 0) skip();
    if (at >= text.size() || text[at] != name[i]) return 0;
    ++at;
    ++i;
    if (symbol && i < name.size()) skip();
  }
  // `foo` does not stand in `foobar`.
  if (!is_name_symbol(static_cast<unsigned char>(name.back())) && is_name_part(peek(text, at)) && at < text.size()) return 0;
  return at;
}

std::size_t Names::add(std::string_view raw, TypePtr type) {
  auto name = normalise_name(raw);
  if (type) learn(*type);
  const auto found = slot(name);
  if (found >= 0) {
    if (type) types_[static_cast<std::size_t>(found)] = std::move(type);
    return static_cast<std::size_t>(found);
  }
  // A scope may share the list by now; it keeps the one it was made with.
  if (slots_.use_count() > 1) slots_ = std::make_shared<std::vector<std::string>>(*slots_);
  if (!is_word(name) && !name.empty()) special_.push_back(name);
  slots_->push_back(std::move(name));
  types_.push_back(std::move(type));
  return slots_->size() - 1;
}

void Names::add_member(std::string_view raw) {
  auto name = normalise_name(raw);
  if (name.empty() || is_word(name) || std::find(special_members_.begin(), special_members_.end(), name) != special_members_.end()) return;
  special_members_.push_back(std::move(name));
}

void Names::add_type(std::string_view name, TypePtr type) {
  if (type) learn(*type);
  named_types_.insert_or_assign(normalise_name(name), std::move(type));
}

std::ptrdiff_t Names::slot(std::string_view name) const {
  for (std::size_t i = 0; i < slots_->size(); ++i) {
    if ((*slots_)[i] == name) return static_cast<std::ptrdiff_t>(i);
  }
  return -1;
}

TypePtr Names::type_of(std::string_view name) const {
  for (const Names* at = this; at != nullptr; at = at->outer_) {
    if (const auto found = at->slot(name); found >= 0) return at->types_[static_cast<std::size_t>(found)];
  }
  return nullptr;
}

TypePtr Names::type_named(std::string_view name) const {
  for (const Names* at = this; at != nullptr; at = at->outer_) {
    if (const auto found = at->named_types_.find(name); found != at->named_types_.end()) return found->second;
  }
  return nullptr;
}

std::size_t Names::longest_special(std::string_view text, std::size_t at, bool members, std::string& name) const {
  std::size_t best = 0;
  const auto look = [&](const std::vector<std::string>& among) {
    for (const auto& candidate : among) {
      if (at >= text.size() || candidate.front() != text[at]) continue;
      if (const auto end = match_name(text, at, candidate); end > best) {
        best = end;
        name = candidate;
      }
    }
  };
  for (const Names* level = this; level != nullptr; level = level->outer_) {
    if (members) look(level->special_members_);
    else look(level->special_);
  }
  return best;
}

bool Names::knows(std::string_view name) const {
  for (const Names* at = this; at != nullptr; at = at->outer_) {
    if (at->slot(name) >= 0) return true;
  }
  return false;
}

std::size_t Names::longest_type(std::string_view text, std::size_t at, std::string& name) const {
  std::size_t best = 0;
  for (const Names* level = this; level != nullptr; level = level->outer_) {
    for (const auto& [known, type] : level->named_types_) {
      if (known.empty() || at >= text.size() || known.front() != text[at]) continue;
      if (const auto end = match_name(text, at, known); end > best) {
        best = end;
        name = known;
      }
    }
  }
  return best;
}

void Names::learn(const Type& type) {
  // Types may share parts, so each is looked at once.
  std::unordered_set<const Type*> seen;
  std::vector<const Type*> left{&type};
  while (!left.empty()) {
    const auto* at = left.back();
    left.pop_back();
    if (!seen.insert(at).second) continue;
    for (const auto& [name, member] : at->members) {
      add_member(name);
      if (member) left.push_back(member.get());
    }
    if (at->element) left.push_back(at->element.get());
  }
}

}  // namespace yiwang::feel
