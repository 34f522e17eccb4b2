#include "flow/diagram/compare.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "flow/diagram/tree.h"

namespace yiwang::bpmn {
namespace {

using detail::Element;
using detail::Space;

/// An element with an id, flattened: what a person would call its fields, those of inner elements without ids included.
struct Item {
  const Element* element = nullptr;
  std::string parent;
  std::map<std::string, std::string> fields;
  std::string picture;  ///< bounds and way points
};

struct Side {
  std::vector<std::string> order;
  std::unordered_map<std::string, Item> items;
};

std::string called(Space space, std::string_view uri, std::string_view local) {
  switch (space) {
    case Space::none:
    case Space::model: return std::string(local);
    case Space::instance: return "xsi:" + std::string(local);
    case Space::yiwang: return "yiwang:" + std::string(local);
    case Space::camunda: return "camunda:" + std::string(local);
    case Space::zeebe: return "zeebe:" + std::string(local);
    default: return "{" + std::string(uri) + "}" + std::string(local);
  }
}

/// Lists that only repeat what the flows say.
bool repeats_flows(const Element& element) { return element.is("incoming") || element.is("outgoing"); }

void put_fields(const Element& element, const std::string& path, std::map<std::string, std::string>& fields) {
  const auto set = [&](std::string name, std::string value) {
    auto& field = fields[std::move(name)];
    field += (field.empty() ? "" : "; ") + std::move(value);
  };
  for (const auto& given : element.attributes) {
    if (given.space == Space::none && given.local == "id") continue;
    set(path + (path.empty() ? "" : "/") + called(given.space, given.uri, given.local), std::string(given.value));
  }
  if (const auto text = element.text(); !text.empty()) set(path.empty() ? "text" : path, text);
  for (const auto* inside : element.children) {
    if (repeats_flows(*inside) || inside->space == Space::picture) continue;
    const auto name = called(inside->space, inside->uri, inside->local);
    if (inside->space == Space::model && inside->has("id")) continue;
    const auto deeper = path.empty() || path == "extensionElements" ? name : path + "/" + name;
    if (inside->attributes.empty() && inside->children.empty() && inside->text().empty()) set(deeper, "yes");
    put_fields(*inside, deeper, fields);
  }
}

std::string place_of(const Element& picture) {
  std::string out;
  for (const auto* inside : picture.children) {
    if (inside->space != Space::shape && inside->space != Space::drawing) continue;
    out += out.empty() ? "" : " ";
    bool first = true;
    for (const auto* name : {"x", "y", "width", "height"}) {
      if (!inside->has(name)) continue;
      out += first ? "" : ",";
      out += inside->attribute(name);
      first = false;
    }
  }
  return out;
}

Side side_of(const Document& document) {
  Side out;
  for (const auto& element : document.tree().elements) {
    if (element.space != Space::model || element.id().empty()) continue;
    std::string id(element.id());
    if (out.items.contains(id)) continue;
    Item item;
    item.element = &element;
    const auto* parent = element.parent;
    while (parent != nullptr && parent->id().empty()) parent = parent->parent;
    if (parent != nullptr) item.parent = parent->id();
    put_fields(element, "", item.fields);
    out.order.push_back(id);
    out.items.emplace(std::move(id), std::move(item));
  }
  for (const auto& element : document.tree().elements) {
    if (element.space != Space::picture || (element.local != "BPMNShape" && element.local != "BPMNEdge")) continue;
    const auto found = out.items.find(std::string(detail::local_part(element.attribute("bpmnElement"))));
    if (found != out.items.end()) found->second.picture = place_of(element);
  }
  return out;
}

Change change_of(Change::What what, const std::string& id, const Item& item) {
  Change out;
  out.what = what;
  out.element = id;
  out.kind = item.element->local;
  out.name = item.element->attribute("name");
  return out;
}

Change difference(const std::string& id, const Item& before, const Item& after) {
  auto out = change_of(Change::What::changed, id, after);
  if (before.element->local != after.element->local) {
    out.details.push_back({"kind", std::string(before.element->local), std::string(after.element->local)});
  }
  auto fields = before.fields;
  fields.insert(after.fields.begin(), after.fields.end());
  for (const auto& [name, value] : fields) {
    const auto was = before.fields.find(name);
    const auto is = after.fields.find(name);
    const std::string old_text = was == before.fields.end() ? "" : was->second;
    const std::string new_text = is == after.fields.end() ? "" : is->second;
    if (old_text != new_text) out.details.push_back({name, old_text, new_text});
  }
  if (out.details.empty()) out.what = Change::What::moved;
  if (before.parent != after.parent) out.details.push_back({"parent", before.parent, after.parent});
  if (before.picture != after.picture) out.details.push_back({"position", before.picture, after.picture});
  return out;
}

}  // namespace

std::vector<Change> compare(const Document& before, const Document& after) {
  const auto was = side_of(before);
  const auto is = side_of(after);
  std::vector<Change> out;
  for (const auto& id : is.order) {
    const auto& item = is.items.at(id);
    const auto old = was.items.find(id);
    if (old == was.items.end()) {
      out.push_back(change_of(Change::What::added, id, item));
      continue;
    }
    auto change = difference(id, old->second, item);
    if (!change.details.empty()) out.push_back(std::move(change));
  }
  for (const auto& id : was.order) {
    if (!is.items.contains(id)) out.push_back(change_of(Change::What::removed, id, was.items.at(id)));
  }
  return out;
}

}  // namespace yiwang::bpmn
