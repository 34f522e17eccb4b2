#include <algorithm>

#include "flow/diagram/compare.h"
#include "flow/diagram/tree.h"

namespace yiwang::bpmn {
namespace {

using detail::Element;

/// Text between elements counts unless it is only white space beside elements.
void put_texts(std::string& out, const Element& element) {
  for (const auto& inside : element.xml.children()) {
    if (inside.type() != pugi::node_pcdata && inside.type() != pugi::node_cdata) continue;
    const std::string_view text = inside.value();
    if (element.children.empty() || !detail::trim(text).empty()) out += text;
  }
}

/// The text of an element without children, whole; white space alone is nothing.
void put(std::string& out, const Element& element, int depth) {
  out.append(static_cast<std::size_t>(depth), ' ');
  out += '{';
  out += element.uri;
  out += '}';
  out += element.local;
  auto attributes = element.attributes;
  std::sort(attributes.begin(), attributes.end(), [](const auto& a, const auto& b) { return std::tie(a.uri, a.local) < std::tie(b.uri, b.local); });
  for (const auto& given : attributes) {
    out += "\n";
    out.append(static_cast<std::size_t>(depth) + 1, ' ');
    out += "@{";
    out += given.uri;
    out += '}';
    out += given.local;
    out += '=';
    out += given.value;
  }
  std::string text;
  put_texts(text, element);
  if (!detail::trim(text).empty()) {
    out += "\n#";
    out += text;
  }
  out += '\n';
  for (const auto* inside : element.children) put(out, *inside, depth + 1);
}

}  // namespace

std::string canonical(const Document& document) {
  std::string out;
  put(out, *document.tree().root, 0);
  return out;
}

}  // namespace yiwang::bpmn
