#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "flow/diagram/document.h"

namespace yiwang::bpmn {

/// One difference between two versions of a diagram, by element id.
struct Change {
  enum class What { added, removed, changed, moved };
  struct Detail {
    std::string field;  ///< `name`, `conditionExpression`, `yiwang:due`, `parent`, `position`
    std::string before;
    std::string after;
  };
  What what = What::changed;
  std::string element;  ///< id
  std::string kind;     ///< `userTask`
  std::string name;     ///< after; before when it was removed
  std::vector<Detail> details;
};
std::string_view code_of(Change::What what);

/// From `before` to `after`: added, changed and moved elements in the order of `after`, then removed ones. `moved` means that only its place in the picture
/// changed, or the process or sub-process it stands in. Attribute order, prefixes and white space between elements never count.
std::vector<Change> compare(const Document& before, const Document& after);

/// The whole file in one form: namespaces written out, attributes in order, texts; white space between elements, comments and prefixes left out. Two files
/// with the same form hold the same elements, attributes and texts, pictures and foreign extensions included.
std::string canonical(const Document& document);

}  // namespace yiwang::bpmn
