#pragma once
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace yiwang::bpmn::detail {

enum class Text { words, flag, integer, idref, qname, uri, word_of_list };

struct AttributeSpec {
  std::string_view name;
  Text type = Text::words;
  bool required = false;
  std::vector<std::string_view> allowed;
};

struct ChildSpec {
  std::string_view name;   ///< element, or substitution group when `group`
  std::string_view type;   ///< type of a local element; empty: that of the global element
  bool group = false;
  int least = 1;
  int most = 1;  ///< -1: any number
};

/// A complex type of the schema of BPMN 2.0 (Semantic.xsd), bases unfolded.
struct TypeSpec {
  std::vector<AttributeSpec> attributes;
  std::vector<ChildSpec> children;  ///< in their order
  bool anything = false;            ///< any content: documentation, script, extension elements
  bool abstract = false;
};

const TypeSpec* type_spec(std::string_view type);
/// Type of a global element; empty when there is no such element.
std::string_view type_of(std::string_view element);
/// Whether the element may stand where the group's head may, e.g. userTask for flowElement.
bool in_group(std::string_view element, std::string_view head);

}  // namespace yiwang::bpmn::detail
