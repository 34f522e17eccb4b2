#include "flow/rules/xml.h"

#include <cstring>

namespace yiwang::dmn::detail {
namespace {

int depth_below(Node node, int most) {
  // By hand, not by recursion: the depth is what is in doubt.
  int depth = 0, deepest = 0;
  for (Node at = node; at;) {
    if (at.first_child()) {
      at = at.first_child();
      deepest = std::max(deepest, ++depth);
      if (deepest > most) return deepest;
      continue;
    }
    while (at && at != node && !at.next_sibling()) {
      at = at.parent();
      --depth;
    }
    if (!at || at == node) break;
    at = at.next_sibling();
  }
  return deepest;
}

}  // namespace

Result<Node> parse_xml(std::string_view xml, pugi::xml_document& into, std::size_t most_bytes, int most_depth) {
  if (xml.size() > most_bytes) return refuse(Reason::too_large, {{"limit", std::to_string(most_bytes)}});
  const auto malformed = [](std::string what) { return refuse(Reason::malformed, {{"detail", std::move(what)}}); };
  const auto flags = pugi::parse_default | pugi::parse_doctype;
  const auto result = into.load_buffer(xml.data(), xml.size(), flags, pugi::encoding_auto);
  if (!result) {
    if (result.status == pugi::status_bad_doctype) return malformed("doctype");
    return refuse(Reason::malformed, {{"detail", "not_xml"}, {"at", std::to_string(result.offset)}, {"what", result.description()}});
  }
  for (const auto child : into.children()) {
    if (child.type() == pugi::node_doctype) return malformed("doctype");
  }
  const auto root = into.document_element();
  if (!root) return malformed("not_xml");
  if (depth_below(root, most_depth) > most_depth) return malformed("too_deep");
  return root;
}

std::string_view local_name(Node node) {
  const std::string_view name = node.name();
  const auto colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string attribute(Node node, const char* name) { return node.attribute(name).value(); }

bool truth(Node node, const char* name) {
  const std::string_view value = node.attribute(name).value();
  return value == "true" || value == "1";
}

std::string trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t\r\n");
  if (from == std::string_view::npos) return {};
  return std::string(text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1));
}

Node child_named(Node node, std::string_view local) {
  for (const auto child : node.children()) {
    if (local_name(child) == local) return child;
  }
  return {};
}

std::string own_text(Node node) {
  std::string out;
  for (const auto child : node.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) out += child.value();
  }
  return out;
}

std::string text_of(Node node) { return trimmed(own_text(child_named(node, "text"))); }

std::string type_name(std::string text) {
  if (text.starts_with("feel:")) return text.substr(5);
  return text;
}

InformationItem item_info(Node node) { return {attribute(node, "id"), attribute(node, "name"), type_name(attribute(node, "typeRef"))}; }

std::string version_of(Node root) {
  const std::string_view name = root.name();
  const auto colon = name.find(':');
  const auto key = colon == std::string_view::npos ? std::string("xmlns") : "xmlns:" + std::string(name.substr(0, colon));
  const std::string_view space = root.attribute(key.c_str()).value();
  const auto has = [&](std::string_view part) { return space.find(part) != std::string_view::npos; };
  if (has("/DMN/20230324/")) return "1.5";
  if (has("/DMN/20211108/")) return "1.4";
  if (has("/DMN/20191111/")) return "1.3";
  if (has("/DMN/20180521/")) return "1.2";
  if (has("/DMN/20151101/") || has("/DMN/20151130/")) return "1.1";
  return {};
}

}  // namespace yiwang::dmn::detail
