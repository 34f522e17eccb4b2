#pragma once
#include <string>

namespace yiwang {

/// What a model learns from. `label` is a matter's code of 2, 4 or 6 digits, or any word for a flat list of classes.
struct LabelledText {
  std::string text;
  std::string label;
  /// How dear a mistake is. Below 1 the text teaches but is not used to judge confidence (names and descriptions from a catalogue).
  float weight = 1.0f;
};

}  // namespace yiwang
