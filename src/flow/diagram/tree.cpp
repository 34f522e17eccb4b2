#include "flow/diagram/tree.h"

#include <algorithm>

#include "flow/diagram/extension.h"
#include "flow/diagram/guard.h"

namespace yiwang::bpmn::detail {
namespace {

constexpr std::string_view kXml = "http://www.w3.org/XML/1998/namespace";

std::string_view prefix_of(std::string_view qname) {
  const auto colon = qname.find(':');
  return colon == std::string_view::npos ? std::string_view{} : qname.substr(0, colon);
}

/// Scope of prefixes: for each the declarations around this place, innermost last. A map, since a hostile file may declare thousands.
struct Prefixes {
  std::unordered_map<std::string_view, std::vector<std::string_view>> known = {{"xml", {kXml}}};
  std::vector<std::string_view> declared = {};  ///< in order, to undo

  void declare(std::string_view prefix, std::string_view uri) {
    known[prefix].push_back(uri);
    declared.push_back(prefix);
  }
  void undo(std::size_t scope) {
    for (; declared.size() > scope; declared.pop_back()) known[declared.back()].pop_back();
  }
  const std::string_view* find(std::string_view prefix) const {
    const auto found = known.find(prefix);
    return found == known.end() || found->second.empty() ? nullptr : &found->second.back();
  }
};

struct Grower {
  Tree& tree;
  std::string_view text;
  std::vector<std::size_t> newlines = {};
  Prefixes prefixes = {};

  int line_of(pugi::xml_node node) const {
    const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0));
    return static_cast<int>(std::upper_bound(newlines.begin(), newlines.end(), offset) - newlines.begin()) + 1;
  }

  tl::unexpected<Refusal> unknown(pugi::xml_node node, std::string_view prefix) const {
    return malformed_at(text, static_cast<std::size_t>(node.offset_debug()), "the prefix " + std::string(prefix.substr(0, 60)) + " is not declared");
  }

  Done add(pugi::xml_node node, Element* parent) {
    const auto scope = prefixes.declared.size();
    for (const auto& given : node.attributes()) {
      const std::string_view name = given.name();
      if (name == "xmlns") prefixes.declare("", given.value());
      else if (name.starts_with("xmlns:")) prefixes.declare(name.substr(6), given.value());
    }
    auto& made = tree.elements.emplace_back();
    made.xml = node;
    made.parent = parent;
    made.order = tree.elements.size() - 1;
    made.line = line_of(node);
    const std::string_view name = node.name();
    const auto* uri = prefixes.find(prefix_of(name));
    if (uri == nullptr && !prefix_of(name).empty()) return unknown(node, prefix_of(name));
    made.uri = uri != nullptr ? *uri : std::string_view{};
    made.space = space_of(made.uri);
    made.local = local_part(name);
    for (const auto& given : node.attributes()) {
      const std::string_view called = given.name();
      if (called == "xmlns" || called.starts_with("xmlns:")) continue;
      const auto prefix = prefix_of(called);
      const auto* where = prefix.empty() ? nullptr : prefixes.find(prefix);
      if (where == nullptr && !prefix.empty()) return unknown(node, prefix);
      const auto place = where != nullptr ? *where : std::string_view{};
      made.attributes.push_back({space_of(place), place, local_part(called), given.value()});
    }
    if (parent != nullptr) parent->children.push_back(&made);
    if (made.space == Space::model && made.has("id")) tree.by_id.emplace(made.id(), &made);
    for (const auto& inside : node.children()) {
      if (inside.type() != pugi::node_element) continue;
      if (auto ok = add(inside, &made); !ok) return ok;
    }
    prefixes.undo(scope);
    return done();
  }
};

}  // namespace

Space space_of(std::string_view uri) {
  if (uri.empty()) return Space::none;
  if (uri == kModelNamespace) return Space::model;
  if (uri == "http://www.omg.org/spec/BPMN/20100524/DI") return Space::picture;
  if (uri == "http://www.omg.org/spec/DD/20100524/DC") return Space::shape;
  if (uri == "http://www.omg.org/spec/DD/20100524/DI") return Space::drawing;
  if (uri == "http://www.w3.org/2001/XMLSchema-instance") return Space::instance;
  if (uri == kYiwangNamespace) return Space::yiwang;
  if (uri == "http://camunda.org/schema/1.0/bpmn") return Space::camunda;
  if (uri == "http://camunda.org/schema/zeebe/1.0") return Space::zeebe;
  return Space::foreign;
}

std::string_view Element::attribute(std::string_view name) const { return attribute(Space::none, name); }

std::string_view Element::attribute(Space where, std::string_view name) const {
  for (const auto& given : attributes) {
    if (given.space == where && given.local == name) return given.value;
  }
  return {};
}

bool Element::has(std::string_view name) const {
  return std::any_of(attributes.begin(), attributes.end(), [&](const auto& given) { return given.space == Space::none && given.local == name; });
}

const Element* Element::child(std::string_view name) const {
  for (const auto* inside : children) {
    if (inside->is(name)) return inside;
  }
  return nullptr;
}

std::string Element::text() const {
  std::string out;
  for (const auto& inside : xml.children()) {
    if (inside.type() == pugi::node_pcdata || inside.type() == pugi::node_cdata) out += inside.value();
  }
  return std::string(trim(out));
}

std::string_view Element::uri_of(std::string_view prefix) const {
  if (prefix == "xml") return kXml;
  for (const auto* at = this; at != nullptr; at = at->parent) {
    for (const auto& given : at->xml.attributes()) {
      const std::string_view name = given.name();
      if (prefix.empty() ? name == "xmlns" : name.starts_with("xmlns:") && name.substr(6) == prefix) return given.value();
    }
  }
  return {};
}

std::string_view local_part(std::string_view qname) {
  const auto colon = qname.find(':');
  return colon == std::string_view::npos ? qname : qname.substr(colon + 1);
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  const auto from = text.find_first_not_of(blank);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(blank) - from + 1);
}

Done grow(Tree& tree, std::string_view utf8) {
  constexpr unsigned how = pugi::parse_full | pugi::parse_ws_pcdata;
  const auto parsed = tree.xml.load_buffer(utf8.data(), utf8.size(), how, pugi::encoding_utf8);
  if (!parsed) return malformed_at(utf8, static_cast<std::size_t>(parsed.offset), parsed.description());
  Grower grower{tree, utf8};
  for (std::size_t at = utf8.find('\n'); at != std::string_view::npos; at = utf8.find('\n', at + 1)) grower.newlines.push_back(at);
  if (auto ok = grower.add(tree.xml.document_element(), nullptr); !ok) return ok;
  tree.root = &tree.elements.front();
  return done();
}

}  // namespace yiwang::bpmn::detail
