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

/// From `before` to `after`: added, changed and moved elements in the order of `after`, then removed ones. `moved` means only the picture changed (place, size, way
/// points) or only its parent. The order of attributes, prefixes and white space between elements never counts.
std::vector<Change> compare(const Document& before, const Document& after);

}  // namespace yiwang::bpmn
