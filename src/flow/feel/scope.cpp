#include "flow/feel/scope.h"

namespace yiwang::feel {

void Scope::set(std::string_view name, Value value) {
  if (layout_) {
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if ((*layout_)[i] == name) {
        values_[i] = std::move(value);
        return;
      }
    }
  }
  own_.put(name, std::move(value));
}

const Present* Scope::present() const {
  for (const Scope* at = this; at != nullptr; at = at->outer_) {
    if (at->present_) return &*at->present_;
  }
  return nullptr;
}

const Value* Scope::find_here(std::string_view name, std::size_t hint) const {
  if (context_.is(Kind::context)) {
    if (const Value* found = context_.as_context().find(name, hint)) return found;
  }
  if (!own_.empty()) {
    if (const Value* found = own_.find(name, hint)) return found;
  }
  for (std::size_t i = 0; i < values_.size(); ++i) {
    if ((*layout_)[i] == name) return &values_[i];
  }
  return nullptr;
}

}  // namespace yiwang::feel
