#pragma once
#include <deque>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace yiwang::bpmn::detail {

/// The namespaces this room knows by name; `none` is no namespace at all.
enum class Space { none, model, picture, shape, drawing, instance, yiwang, camunda, zeebe, foreign };
Space space_of(std::string_view uri);

struct Element;

struct Attribute {
  Space space = Space::none;
  std::string_view uri;
  std::string_view local;
  std::string_view value;
};

/// An element with its namespace worked out. All views point into the tree and live as long as it.
struct Element {
  pugi::xml_node xml;
  Space space = Space::none;
  std::string_view uri;
  std::string_view local;
  const Element* parent = nullptr;
  std::vector<const Element*> children;
  std::vector<Attribute> attributes;  ///< without xmlns declarations
  std::size_t order = 0;              ///< place in the document
  int line = 0;

  bool is(std::string_view name) const { return space == Space::model && local == name; }
  /// Value of an attribute without namespace; empty when absent.
  std::string_view attribute(std::string_view name) const;
  std::string_view attribute(Space where, std::string_view name) const;
  bool has(std::string_view name) const;
  std::string_view id() const { return attribute("id"); }
  /// First child of the BPMN model by name; null when there is none.
  const Element* child(std::string_view name) const;
  /// All text directly inside, comments left out, trimmed.
  std::string text() const;
  /// The URI a prefix stands for here; empty when none.
  std::string_view uri_of(std::string_view prefix) const;
};

struct Tree {
  pugi::xml_document xml;
  std::deque<Element> elements;  ///< document order
  const Element* root = nullptr;
  std::unordered_map<std::string_view, const Element*> by_id;  ///< elements of the BPMN model; of two with one id the first
};

/// The part after the colon.
std::string_view local_part(std::string_view qname);
std::string_view trim(std::string_view text);

/// Builds the tree over a text that passed `guard`. `malformed` when a prefix is not declared.
Done grow(Tree& tree, std::string_view utf8);

}  // namespace yiwang::bpmn::detail
