#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "flow/feel/names.h"
#include "flow/feel/value.h"

namespace yiwang::feel {

/// The present for now() and today(): a moment and the zone it is told in.
struct Present {
  Instant now;
  Zone zone;
};

/// Name -> value while evaluating. Made from Names (values by slot, the quick way) or over a context; chained to an outer scope that must outlive it.
/// Slots are hints: an expression evaluated under another layout than it was parsed with still finds its names. Not shared between threads while changed.
class Scope {
 public:
  Scope() = default;
  explicit Scope(const Names& names, const Scope* outer = nullptr) : outer_(outer), layout_(names.layout()), values_(names.slots().size()) {}
  /// Over the entries of a context (anything else counts as empty).
  explicit Scope(Value context, const Scope* outer = nullptr) : outer_(outer), context_(std::move(context)) {}

  /// By slot of the Names it was made from.
  void set(std::size_t slot, Value value) { values_[slot] = std::move(value); }
  /// By name; unknown names are added to this scope.
  void set(std::string_view name, Value value);
  /// Whether the value is there in this scope or an outer one; nullptr when not.
  const Value* find(std::string_view name, std::size_t hint = 0) const {
    for (const Scope* at = this; at != nullptr; at = at->outer_) {
      if (hint < at->values_.size() && (*at->layout_)[hint] == name) return &at->values_[hint];
      if (const Value* found = at->find_here(name, hint)) return found;
    }
    return nullptr;
  }
  void set_present(Present present) { present_ = present; }
  const Present* present() const;
  const Scope* outer() const { return outer_; }

 private:
  const Value* find_here(std::string_view name, std::size_t hint) const;
  const Scope* outer_ = nullptr;
  std::shared_ptr<const std::vector<std::string>> layout_;
  std::vector<Value> values_;
  Value context_;
  Context own_;
  std::optional<Present> present_;
};

}  // namespace yiwang::feel
