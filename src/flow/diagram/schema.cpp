#include "flow/diagram/schema.h"

#include "flow/diagram/schema_table.h"

namespace yiwang::bpmn::detail {
namespace {

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const auto end = text.find(at);
    if (end != 0) out.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return out;
}

AttributeSpec attribute_of(std::string_view written) {
  AttributeSpec out;
  if (written.ends_with('!')) {
    out.required = true;
    written.remove_suffix(1);
  }
  const auto colon = written.find(':');
  out.name = written.substr(0, colon);
  if (colon == std::string_view::npos) return out;
  const auto type = written.substr(colon + 1);
  if (type == "bool") out.type = Text::flag;
  else if (type == "int") out.type = Text::integer;
  else if (type == "idref") out.type = Text::idref;
  else if (type == "qname") out.type = Text::qname;
  else if (type == "uri") out.type = Text::uri;
  else {
    out.type = Text::word_of_list;
    out.allowed = split(type, '|');
  }
  return out;
}

ChildSpec child_of(std::string_view written) {
  ChildSpec out;
  if (written.ends_with("++")) {
    out.least = 2;
    out.most = -1;
    written.remove_suffix(2);
  } else if (written.ends_with('+')) {
    out.most = -1;
    written.remove_suffix(1);
  } else if (written.ends_with('*')) {
    out.least = 0;
    out.most = -1;
    written.remove_suffix(1);
  } else if (written.ends_with('?')) {
    out.least = 0;
    written.remove_suffix(1);
  }
  if (written.starts_with('@')) {
    out.group = true;
    written.remove_prefix(1);
  }
  const auto colon = written.find(':');
  out.name = written.substr(0, colon);
  if (colon != std::string_view::npos) out.type = written.substr(colon + 1);
  return out;
}

/// Bases stand before what extends them in the table, so one pass unfolds all.
std::unordered_map<std::string_view, TypeSpec> unfold() {
  std::unordered_map<std::string_view, TypeSpec> out;
  for (const auto& line : kSchema) {
    TypeSpec type;
    if (const auto base = out.find(line.base); base != out.end()) type = base->second;
    if (line.children == "*") {
      type.anything = true;
    } else {
      for (const auto written : split(line.children, ' ')) type.children.push_back(child_of(written));
    }
    if (line.attributes != "*") {
      for (const auto written : split(line.attributes, ' ')) type.attributes.push_back(attribute_of(written));
    }
    out.emplace(line.type, std::move(type));
  }
  return out;
}

const std::unordered_map<std::string_view, const ElementLine*>& elements() {
  static const auto made = [] {
    std::unordered_map<std::string_view, const ElementLine*> out;
    for (const auto& line : kElements) out.emplace(line.element, &line);
    return out;
  }();
  return made;
}

}  // namespace

const TypeSpec* type_spec(std::string_view type) {
  static const auto made = unfold();
  const auto found = made.find(type);
  return found == made.end() ? nullptr : &found->second;
}

std::string_view type_of(std::string_view element) {
  const auto found = elements().find(element);
  return found == elements().end() ? std::string_view{} : found->second->type;
}

bool in_group(std::string_view element, std::string_view head) {
  const auto found = elements().find(element);
  if (found == elements().end()) return false;
  if (found->second->group == head) return true;
  // Event definitions may also stand at the top, for eventDefinitionRef.
  return head == "rootElement" && found->second->group == "eventDefinition";
}

}  // namespace yiwang::bpmn::detail
