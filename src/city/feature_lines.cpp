#include "city/feature_lines.h"

#include <string>

namespace yiwang {

std::vector<std::size_t> feature_lines(std::string_view text) {
  std::vector<std::size_t> lines;
  std::string open;        // brackets around the present place
  std::string last_text;   // the last string seen at the top level: the key before a bracket
  std::size_t line = 1;
  bool in_features = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') {
      ++line;
    } else if (c == '"') {
      const auto start = ++i;
      while (text[i] != '"') i += text[i] == '\\' ? 2 : 1;
      if (open.size() == 1) last_text = text.substr(start, i - start);
    } else if (c == '{' || c == '[') {
      if (open == "{") in_features = c == '[' && last_text == "features";
      if (open == "{[" && c == '{' && in_features) lines.push_back(line);
      open += c;
    } else if (c == '}' || c == ']') {
      open.pop_back();
    }
  }
  return lines;
}

}  // namespace yiwang
