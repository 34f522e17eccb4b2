#include "flow/diagram/checker.h"

#include <algorithm>

#include "flow/diagram/read_parts.h"
#include "flow/diagram/schema.h"

namespace yiwang::bpmn::detail {
namespace {

const Elements kNone;
constexpr std::size_t kMostFaults = 5'000;

void gather(const Element& element, Elements& out) {
  if (element.space != Space::model) return;
  out.push_back(&element);
  if (element.local == "extensionElements") return;
  for (const auto* inside : element.children) gather(*inside, out);
}

const Element* named(const Element* element) {
  while (element != nullptr && element->id().empty()) element = element->parent;
  return element;
}

}  // namespace

Checker::Checker(const Document& document, const Callable* callable)
    : tree_(document.tree()), callable_(callable), definitions_(document.definitions()) {
  gather(*tree_.root, everything_);
  for (const auto* element : everything_) by_name_[element->local].push_back(element);
  for (const auto* process : all("process")) any_executable_ = any_executable_ || is_true(*process, "isExecutable");
  for (const auto* flow : all("sequenceFlow")) {
    out_[trim(flow->attribute("sourceRef"))].push_back(flow);
    in_[trim(flow->attribute("targetRef"))].push_back(flow);
  }
  for (const auto* element : everything_) {
    if (element->parent != nullptr) child_names_[element->parent].insert(element->local);
    if (element->parent != nullptr && is_flow_node(*element) && is_true(*element, "instantiate")) self_starting_.insert(element->parent);
    if (is_item_aware(*element)) data_names_.emplace(element->attribute("name"));
  }
  for (const auto* event : all("boundaryEvent")) {
    if (const auto* to = find(event->attribute("attachedToRef"))) boundaries_[to].push_back(event);
  }
  for (const auto* association : all("association")) {
    const auto* from = find(association->attribute("sourceRef"));
    const auto* to = find(association->attribute("targetRef"));
    if (from == nullptr || to == nullptr) continue;
    associated_[from].push_back(to);
    if (from != to) associated_[to].push_back(from);
  }
  for (const auto* reference : all("eventDefinitionRef")) users_[std::string(local_part(reference->text()))].push_back(reference->parent);
  for (const auto* link : all("linkEventDefinition")) {
    if (link->parent->parent == nullptr) continue;
    ++links_[link->parent->parent][std::string(link->parent->local) + " " + std::string(link->attribute("name"))];
  }
}

void Checker::add(std::string_view rule, const Element& at, Facts facts) {
  const auto* element = named(&at);
  std::string key = std::string(rule) + '\n' + std::to_string(at.order);
  for (const auto& [name, value] : facts) key += '\n' + value;
  if (!seen_.insert(std::move(key)).second) return;
  const auto* known = find_rule(rule);
  // Enough to mend; the verdict stands as soon as there is one error.
  if (faults_.size() >= kMostFaults && (refused_ || known == nullptr || known->severity == Severity::warning)) return;
  Fault fault;
  fault.rule = rule;
  fault.element = element != nullptr ? element->id() : std::string_view{};
  fault.severity = known != nullptr ? known->severity : Severity::error;
  if (known != nullptr && known->eases && !any_executable_) fault.severity = Severity::warning;
  refused_ = refused_ || fault.severity == Severity::error;
  fault.advice = known != nullptr ? known->advice : std::string_view{};
  fault.facts = std::move(facts);
  fault.line = at.line;
  faults_.emplace_back(at.order, std::move(fault));
}

std::vector<Fault> Checker::take() {
  std::stable_sort(faults_.begin(), faults_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Fault> out;
  out.reserve(faults_.size());
  for (auto& [order, fault] : faults_) out.push_back(std::move(fault));
  return out;
}

const Elements& Checker::all(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? kNone : found->second;
}

const Element* Checker::find(std::string_view qname) const {
  qname = trim(qname);
  auto found = tree_.by_id.find(qname);
  if (found == tree_.by_id.end()) found = tree_.by_id.find(local_part(qname));
  return found == tree_.by_id.end() ? nullptr : found->second;
}

bool Checker::elsewhere(const Element& from, std::string_view qname) const {
  qname = trim(qname);
  const auto colon = qname.find(':');
  if (colon == std::string_view::npos) return false;
  const auto uri = from.uri_of(qname.substr(0, colon));
  return !uri.empty() && uri != trim(tree_.root->attribute("targetNamespace"));
}

const Elements& Checker::outgoing(const Element& node) const {
  const auto found = out_.find(node.id());
  return found == out_.end() || node.id().empty() ? kNone : found->second;
}

const Elements& Checker::incoming(const Element& node) const {
  const auto found = in_.find(node.id());
  return found == in_.end() || node.id().empty() ? kNone : found->second;
}

std::size_t Checker::incoming_count(const Element& node) const { return std::max(list(node, "incoming").count, incoming(node).size()); }
std::size_t Checker::outgoing_count(const Element& node) const { return std::max(list(node, "outgoing").count, outgoing(node).size()); }

const Checker::Listed& Checker::list(const Element& element, std::string_view child) const {
  const auto [found, fresh] = listed_[&element].try_emplace(child);
  if (fresh) {
    for (const auto* inside : element.children) {
      if (!inside->is(child)) continue;
      ++found->second.count;
      found->second.ids.emplace(local_part(inside->text()));
    }
  }
  return found->second;
}

const std::unordered_set<std::string>& Checker::listed(const Element& element, std::string_view child) const { return list(element, child).ids; }

bool Checker::has_child(const Element& element, std::string_view name) const {
  const auto found = child_names_.find(&element);
  return found != child_names_.end() && found->second.contains(name);
}

const Elements& Checker::boundaries(const Element& activity) const {
  const auto found = boundaries_.find(&activity);
  return found == boundaries_.end() ? kNone : found->second;
}

const Elements& Checker::associated(const Element& element) const {
  const auto found = associated_.find(&element);
  return found == associated_.end() ? kNone : found->second;
}

const Elements& Checker::users(const Element& definition) const {
  const auto found = users_.find(std::string(definition.id()));
  return found == users_.end() || definition.id().empty() ? kNone : found->second;
}

std::size_t Checker::links(const Element& level, std::string_view event, std::string_view name) const {
  const auto found = links_.find(&level);
  if (found == links_.end()) return 0;
  const auto named = found->second.find(std::string(event) + " " + std::string(name));
  return named == found->second.end() ? 0 : named->second;
}

Elements Checker::event_definitions(const Element& event) const {
  Elements out;
  for (const auto* inside : event.children) {
    if (is_event_definition(*inside)) out.push_back(inside);
    if (!inside->is("eventDefinitionRef")) continue;
    const auto* found = find(inside->text());
    if (found != nullptr && is_event_definition(*found)) out.push_back(found);
  }
  return out;
}

bool Checker::has_event(const Element& event, std::string_view kind) const {
  for (const auto* definition : event_definitions(event)) {
    if (definition->local.starts_with(kind) && definition->local.substr(kind.size()) == "EventDefinition") return true;
  }
  return false;
}

const Element* Checker::process_of(const Element& element) const {
  const auto* at = &element;
  while (at != nullptr && !at->is("process")) at = at->parent;
  return at;
}

bool Checker::executable(const Element& element) const {
  const auto* process = process_of(element);
  return process != nullptr && is_true(*process, "isExecutable");
}

std::string_view Checker::structure(std::string_view item) const {
  const auto* found = find(item);
  return found != nullptr && found->is("itemDefinition") ? trim(found->attribute("structureRef")) : std::string_view{};
}

std::string_view Checker::item_of(const Element& data) const {
  if (const auto own = trim(data.attribute("itemSubjectRef")); !own.empty()) return own;
  const auto to = data.is("dataObjectReference") ? data.attribute("dataObjectRef") : data.is("dataStoreReference") ? data.attribute("dataStoreRef") : "";
  const auto* found = to.empty() ? nullptr : find(to);
  return found != nullptr ? trim(found->attribute("itemSubjectRef")) : std::string_view{};
}

Elements children(const Element& element, std::string_view name) {
  Elements out;
  for (const auto* inside : element.children) {
    if (inside->is(name)) out.push_back(inside);
  }
  return out;
}

std::size_t count(const Element& element, std::string_view name) { return children(element, name).size(); }
bool is_true(const Element& element, std::string_view attribute) { return flag(element, attribute, false); }
bool is_false(const Element& element, std::string_view attribute) { return !flag(element, attribute, true); }

bool is_event_element(const Element& element) { return element.space == Space::model && element.local.ends_with("Event") && element.local != "event"; }
bool is_gateway_element(const Element& element) { return element.space == Space::model && element.local.ends_with("Gateway"); }
bool is_choreography_activity(const Element& element) {
  return element.is("choreographyTask") || element.is("subChoreography") || element.is("callChoreography");
}
bool is_sub_process(const Element& element) { return element.is("subProcess") || element.is("transaction") || element.is("adHocSubProcess"); }
bool is_event_sub_process(const Element& element) { return is_sub_process(element) && is_true(element, "triggeredByEvent"); }
bool is_artifact(const Element& element) { return element.is("association") || element.is("group") || element.is("textAnnotation"); }

bool is_activity_element(const Element& element) {
  if (element.space != Space::model || !in_group(element.local, "flowElement") || is_choreography_activity(element)) return false;
  return element.local == "task" || element.local.ends_with("Task") || element.local == "callActivity" || is_sub_process(element);
}

bool is_flow_node(const Element& element) {
  return is_activity_element(element) || is_event_element(element) || is_gateway_element(element) || is_choreography_activity(element);
}

bool is_item_aware(const Element& element) {
  for (const auto* name : {"dataObject", "dataObjectReference", "dataStore", "dataStoreReference", "property", "dataInput", "dataOutput", "inputDataItem",
                           "outputDataItem"}) {
    if (element.is(name)) return true;
  }
  return false;
}

}  // namespace yiwang::bpmn::detail
