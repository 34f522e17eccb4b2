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

/// A matter's own name and description as a text that teaches. They are the words that name it, so they count several times a sentence.
inline LabelledText office_text(const std::string& code, const std::string& name, const std::string& description) {
  return {name + "，" + description, code, 8.0f, false};
}

}  // namespace yiwang
