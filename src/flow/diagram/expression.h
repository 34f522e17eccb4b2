#pragma once
#include <string>

namespace yiwang::bpmn {

/// An expression as written: `formal` is true for xsi:type tFormalExpression (or when the schema fixes the type), false for plain words that only people read.
struct Expression {
  std::string text;      ///< trimmed of white space around it
  std::string language;  ///< URI; empty: the language of the definitions
  bool formal = false;
  bool given = false;  ///< the element was there, though perhaps empty

  explicit operator bool() const { return given; }
};

}  // namespace yiwang::bpmn
