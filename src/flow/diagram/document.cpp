#include "flow/diagram/document.h"

#include "flow/diagram/guard.h"
#include "flow/diagram/read_parts.h"
#include "flow/diagram/tree.h"

namespace yiwang::bpmn {
namespace {

void put(std::string& out, std::string_view text, bool in_attribute) {
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '\r': out += "&#13;"; break;
      case '"': out += in_attribute ? "&quot;" : "\""; break;
      case '\n': out += in_attribute ? "&#10;" : "\n"; break;
      case '\t': out += in_attribute ? "&#9;" : "\t"; break;
      default: out += c;
    }
  }
}

void put_attributes(std::string& out, pugi::xml_node node) {
  for (const auto& given : node.attributes()) {
    out += ' ';
    out += given.name();
    out += "=\"";
    put(out, given.value(), true);
    out += '"';
  }
}

void put(std::string& out, pugi::xml_node node) {
  switch (node.type()) {
    case pugi::node_element:
      out += '<';
      out += node.name();
      put_attributes(out, node);
      if (node.first_child().empty()) {
        out += "/>";
        return;
      }
      out += '>';
      for (const auto& inside : node.children()) put(out, inside);
      out += "</";
      out += node.name();
      out += '>';
      return;
    case pugi::node_pcdata: put(out, std::string_view(node.value()), false); return;
    case pugi::node_cdata:
      out += "<![CDATA[";
      out += node.value();
      out += "]]>";
      return;
    case pugi::node_comment:
      out += "<!--";
      out += node.value();
      out += "-->";
      return;
    case pugi::node_pi:
      out += "<?";
      out += node.name();
      if (*node.value() != '\0') {
        out += ' ';
        out += node.value();
      }
      out += "?>";
      return;
    default: return;
  }
}

}  // namespace

Result<Document> read(std::string_view xml, const Limits& limits) {
  if (xml.size() > limits.bytes) return refuse(Reason::too_large, {{"what", "bytes"}, {"limit", std::to_string(limits.bytes)}});
  const auto utf8 = detail::to_utf8(xml);
  if (!utf8) return tl::unexpected(utf8.error());
  if (auto ok = detail::guard(*utf8, limits); !ok) return tl::unexpected(ok.error());
  auto tree = std::make_shared<detail::Tree>();
  if (auto ok = detail::grow(*tree, *utf8); !ok) return tl::unexpected(ok.error());
  if (!tree->root->is("definitions")) {
    return refuse(Reason::malformed, {{"at", std::to_string(tree->root->line) + ":1"}, {"detail", "the root element is not definitions of BPMN 2.0"}});
  }
  auto definitions = std::make_shared<const Definitions>(detail::read_definitions(*tree));
  return Document(std::move(tree), std::move(definitions));
}

std::string write(const Document& document) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  bool first = true;
  for (const auto& node : document.tree().xml.children()) {
    if (node.type() == pugi::node_declaration || node.type() == pugi::node_pcdata) continue;
    if (!first) out += '\n';
    first = false;
    put(out, node);
  }
  out += '\n';
  return out;
}

}  // namespace yiwang::bpmn
