#pragma once
#include <string>

namespace yiwang {

/// What a model learns from. `label` is a matter's code of 2, 4 or 6 digits, or any word for a flat list of classes.
struct LabelledText {
  std::string text;
  std::string label;
  float weight = 1.0f;                     // how dear a mistake is; above 0
  bool spoken = true;                      // false: words of an office (names, descriptions) that teach but say nothing about how sure to be of a citizen's
};

}  // namespace yiwang
