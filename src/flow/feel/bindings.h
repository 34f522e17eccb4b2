#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "flow/feel/program.h"

namespace yiwang::feel::detail {

/// A reference that a node can stand for: a slot of the frame, something captured, the function itself.
struct Reference {
  Op op = Op::local;
  std::uint32_t index = 0;
};

/// What a name means at a place: references to the items of enclosing filters whose members may bear it, then the binding itself if there is one.
struct Meaning {
  std::vector<Reference> items;
  std::optional<Reference> bound;
};

/// The names bound inside an expression while it is parsed: parameters, loop variables, context entries, filter items; through lambdas by capture.
class Bindings {
 public:
  Bindings() : levels_(1) {}

  /// A new slot of the present function, not yet visible.
  std::uint32_t new_slot() { return levels_.back().frame++; }
  void bind(std::string name, std::uint32_t slot);
  /// From here on the entries of the value in the slot are names too.
  void bind_item(std::uint32_t slot);
  std::size_t mark() const { return levels_.back().names.size(); }
  /// Forgets what was bound since `mark`.
  void release(std::size_t mark) { levels_.back().names.resize(mark); }

  void enter_function(std::string self) { levels_.push_back({{}, 0, {}, std::move(self)}); }
  /// Frame size and captures of the function that ends.
  std::pair<std::uint32_t, std::vector<Capture>> leave_function();
  bool in_function() const { return levels_.size() > 1; }
  std::uint32_t frame() const { return levels_.back().frame; }

  Meaning resolve(std::string_view name);
  /// Inside a function: a reference to a name of the scope, captured when the function is made.
  Reference capture_scope(std::uint32_t free_name, std::uint32_t hint);
  /// The longest bound name with spaces or symbols that stands in the text here: its end, or 0.
  std::size_t longest_special(std::string_view text, std::size_t at, std::string& name) const;
  /// Whether a plain word is bound.
  bool knows(std::string_view word) const;

 private:
  struct Bound {
    std::string name;  // empty: the slot holds the item of a filter
    std::uint32_t slot;
    bool word;
  };
  struct Level {
    std::vector<Bound> names;
    std::uint32_t frame = 0;
    std::vector<Capture> captures;
    std::string self;
  };
  Meaning resolve(std::string_view name, std::size_t level);
  Reference capture(std::size_t level, Capture wanted);

  std::vector<Level> levels_;
};

}  // namespace yiwang::feel::detail
