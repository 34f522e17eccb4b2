#include <algorithm>

#include "flow/diagram/checker.h"
#include "flow/diagram/read_parts.h"

namespace yiwang::bpmn::detail {
namespace {

void check_collection(Checker& checker, const Element& data, const char* rule) {
  const auto* item = checker.find(data.attribute("itemSubjectRef"));
  if (item == nullptr || !item->is("itemDefinition")) return;
  if (is_true(data, "isCollection") == is_true(*item, "isCollection")) return;
  checker.add(rule, data);
  checker.add("EXT.020", data);
}

bool lists(const Checker& checker, const Element& set, std::string_view field, std::string_view id) {
  return checker.listed(set, field).contains(std::string(id));
}

void check_listed(Checker& checker, const char* data, const char* sets, const char* field, const char* rule) {
  std::unordered_set<std::string> listed;
  for (const auto* set : checker.all(sets)) {
    for (const auto* said : children(*set, field)) listed.emplace(local_part(said->text()));
  }
  for (const auto* one : checker.all(data)) {
    if (!listed.contains(std::string(one->id()))) checker.add(rule, *one);
  }
}

void check_also_listed(Checker& checker, const char* sets, const char* field, const char* base, const char* rule) {
  for (const auto* set : checker.all(sets)) {
    for (const auto* said : children(*set, field)) {
      if (!lists(checker, *set, base, local_part(said->text()))) checker.add(rule, *set, {{"data", said->text()}});
    }
  }
}

void check_partners(Checker& checker, const char* sets, const char* field, const char* back) {
  for (const auto* set : checker.all(sets)) {
    for (const auto* said : children(*set, field)) {
      const auto* partner = checker.find(said->text());
      if (partner != nullptr && !lists(checker, *partner, back, set->id())) checker.add("EXT.087", *set, {{"partner", said->text()}});
    }
  }
}

/// Data of a process or global task itself, not of an activity inside.
bool outermost(const Element& data) {
  const auto* io = data.parent;
  return io != nullptr && io->is("ioSpecification") && io->parent != nullptr && (io->parent->is("process") || io->parent->local.starts_with("global"));
}

void check_association(Checker& checker, const Element& association) {
  const auto sources = children(association, "sourceRef");
  const auto* said = association.child("targetRef");
  const auto* target = said != nullptr ? checker.find(said->text()) : nullptr;
  if (target != nullptr && target->is("dataInput") && outermost(*target)) checker.add("EXT.080", association);
  for (const auto* one : sources) {
    const auto* source = checker.find(one->text());
    if (source != nullptr && source->is("dataOutput") && outermost(*source)) checker.add("EXT.082", association);
  }
  if (association.child("transformation") != nullptr) return;
  // Modelers leave the source of an output out, and an assignment alone may fill a target from a constant.
  if (sources.size() > 1) checker.add("EXT.092", association);
  // With assignments the parts named in them move, not the whole.
  if (sources.size() != 1 || target == nullptr || association.child("assignment") != nullptr) return;
  const auto* source = checker.find(sources.front()->text());
  if (source == nullptr || !is_item_aware(*source) || !is_item_aware(*target)) return;
  const auto from = checker.item_of(*source);
  const auto to = checker.item_of(*target);
  if (from.empty() || to.empty() || local_part(from) == local_part(to)) return;
  if (checker.structure(from).empty() || checker.structure(from) != checker.structure(to)) checker.add("EXT.091", association);
}

}  // namespace

void check_data(Checker& checker) {
  for (const auto* data : checker.all("dataObject")) check_collection(checker, *data, "EXT.077");
  for (const auto* data : checker.all("dataInput")) check_collection(checker, *data, "EXT.081");
  for (const auto* data : checker.all("dataOutput")) check_collection(checker, *data, "EXT.083");
  for (const auto* reference : checker.all("dataObjectReference")) {
    const auto* object = checker.find(reference->attribute("dataObjectRef"));
    const auto* state = reference->child("dataState");
    const auto name = reference->attribute("name");
    // Modelers that name only the reference leave the object without a name; then there is nothing to agree with.
    if (object == nullptr || state == nullptr || name.empty() || object->attribute("name").empty()) continue;
    const auto wanted = std::string(object->attribute("name")) + " [" + std::string(state->attribute("name")) + "]";
    if (name != wanted) checker.add("EXT.076", *reference, {{"wanted", wanted}});
  }
  for (const auto* property : checker.all("property")) {
    const auto& owner = *property->parent;
    if (!owner.is("process") && !is_activity_element(owner) && !is_event_element(owner)) checker.add("EXT.078", *property);
  }
  for (const auto* name : {"dataInputAssociation", "dataOutputAssociation"}) {
    for (const auto* association : checker.all(name)) check_association(checker, *association);
  }
}

void check_io(Checker& checker) {
  check_listed(checker, "dataInput", "inputSet", "dataInputRefs", "EXT.084");
  check_listed(checker, "dataOutput", "outputSet", "dataOutputRefs", "EXT.088");
  check_also_listed(checker, "inputSet", "optionalInputRefs", "dataInputRefs", "EXT.085");
  check_also_listed(checker, "inputSet", "whileExecutingInputRefs", "dataInputRefs", "EXT.086");
  check_also_listed(checker, "outputSet", "optionalOutputRefs", "dataOutputRefs", "EXT.089");
  check_also_listed(checker, "outputSet", "whileExecutingOutputRefs", "dataOutputRefs", "EXT.090");
  check_partners(checker, "inputSet", "outputSetRefs", "inputSetRefs");
  check_partners(checker, "outputSet", "inputSetRefs", "outputSetRefs");
}

namespace {

/// How many of each there are, and the structures of the data, in any order.
std::vector<std::string> shape_of(const Checker& checker, const Element& given, const char* data, const char* sets, const char* references) {
  std::vector<std::string> out;
  for (const auto* one : children(given, data)) {
    const auto item = trim(one->attribute("itemSubjectRef"));
    const auto structure = checker.structure(item);
    out.push_back("data " + std::string(structure.empty() ? local_part(item) : structure));
  }
  std::sort(out.begin(), out.end());
  std::vector<std::size_t> sizes;
  for (const auto* set : children(given, sets)) sizes.push_back(count(*set, references));
  std::sort(sizes.begin(), sizes.end());
  for (const auto size : sizes) out.push_back("set " + std::to_string(size));
  return out;
}

std::vector<std::string> shape(const Checker& checker, const Element* io) {
  if (io == nullptr) return {};
  auto out = shape_of(checker, *io, "dataInput", "inputSet", "dataInputRefs");
  out.emplace_back("outputs");
  const auto outputs = shape_of(checker, *io, "dataOutput", "outputSet", "dataOutputRefs");
  out.insert(out.end(), outputs.begin(), outputs.end());
  return out;
}

const Element* io_of(const Element& element) { return element.child("ioSpecification"); }

const Element* message_item(const Checker& checker, const Element* operation, const char* direction) {
  const auto* said = operation != nullptr ? operation->child(direction) : nullptr;
  return said != nullptr ? checker.find(said->text()) : nullptr;
}

void check_binding(Checker& checker, const Element& binding) {
  const auto* operation = checker.find(binding.attribute("operationRef"));
  if (operation == nullptr || !operation->is("operation")) return;
  for (const auto& [field, direction] : {std::pair{"inputDataRef", "inMessageRef"}, std::pair{"outputDataRef", "outMessageRef"}}) {
    const auto* data = checker.find(binding.attribute(field));
    const auto* message = message_item(checker, operation, direction);
    if (data == nullptr) continue;
    if (message == nullptr) {
      checker.add("EXT.065", binding, {{"field", field}});
      continue;
    }
    const auto one = trim(data->attribute("itemSubjectRef"));
    const auto other = trim(message->attribute("itemRef"));
    const bool same = local_part(one) == local_part(other) || (!checker.structure(one).empty() && checker.structure(one) == checker.structure(other));
    if (!same) checker.add("EXT.065", binding, {{"field", field}});
  }
}

}  // namespace

void check_calls(Checker& checker) {
  std::unordered_map<const Element*, std::vector<std::string>> called_shapes;
  for (const auto* call : checker.all("callActivity")) {
    const auto* called = checker.find(call->attribute("calledElement"));
    if (!call->has("calledElement") || called == nullptr || called == call) continue;
    const auto* here = io_of(*call);
    const auto [there, fresh] = called_shapes.try_emplace(called);
    if (fresh) there->second = shape(checker, io_of(*called));
    if (shape(checker, here) != there->second) checker.add("EXT.063", *call);
  }
  for (const auto* element : checker.everything()) {
    if (element->child("supportedInterfaceRef") != nullptr && element->child("ioBinding") == nullptr) checker.add("EXT.064", *element);
  }
  for (const auto* binding : checker.all("ioBinding")) check_binding(checker, *binding);
}

namespace {

/// The item that an event definition carries; empty when its kind carries none or none is named.
std::string_view carried(const Checker& checker, const Element& definition) {
  const auto follow = [&](std::string_view reference, std::string_view item) {
    const auto* found = checker.find(definition.attribute(reference));
    return found != nullptr ? trim(found->attribute(item)) : std::string_view{};
  };
  if (definition.is("messageEventDefinition")) return follow("messageRef", "itemRef");
  if (definition.is("errorEventDefinition")) return follow("errorRef", "structureRef");
  if (definition.is("escalationEventDefinition")) return follow("escalationRef", "structureRef");
  if (definition.is("signalEventDefinition")) return follow("signalRef", "structureRef");
  return {};
}

bool carries(const Element& definition) {
  return definition.is("messageEventDefinition") || definition.is("errorEventDefinition") || definition.is("escalationEventDefinition") ||
         definition.is("signalEventDefinition");
}

}  // namespace

void check_event_data(Checker& checker) {
  for (const auto* event : checker.everything()) {
    if (!is_event_element(*event)) continue;
    auto data = children(*event, "dataInput");
    if (data.empty()) data = children(*event, "dataOutput");
    if (data.empty()) continue;
    const auto definitions = checker.event_definitions(*event);
    if (definitions.empty()) continue;
    if (data.size() != definitions.size()) checker.add("EXT.093", *event);
    std::size_t at = 0;
    for (const auto* definition : definitions) {
      if (!carries(*definition) || at == data.size()) continue;
      const auto one = checker.item_of(*data[at++]);
      const auto other = carried(checker, *definition);
      const bool same = local_part(one) == local_part(other) || (!checker.structure(one).empty() && checker.structure(one) == checker.structure(other));
      if (!same && !(one.empty() || other.empty())) checker.add("EXT.094", *event, {{"definition", std::string(definition->id())}});
    }
  }
}

}  // namespace yiwang::bpmn::detail
