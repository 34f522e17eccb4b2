#include <array>

#include "flow/diagram/checker.h"
#include "flow/diagram/read_parts.h"
#include "flow/diagram/schema.h"

namespace yiwang::bpmn::detail {
namespace {

/// Where ids point, and at what. `element` may be a class of elements; `@field` is an attribute, else a child element; kinds are apart by spaces.
struct ReferenceLine {
  std::string_view element;
  std::string_view field;
  std::string_view kinds;
};

constexpr std::string_view kItemAware = "dataObject dataObjectReference dataStore dataStoreReference property dataInput dataOutput";

constexpr std::array kReferences = {
    ReferenceLine{"association", "@sourceRef", "any"},
    ReferenceLine{"association", "@targetRef", "any"},
    ReferenceLine{"group", "@categoryValueRef", "categoryValue"},
    ReferenceLine{"correlationKey", "correlationPropertyRef", "correlationProperty"},
    ReferenceLine{"correlationPropertyRetrievalExpression", "@messageRef", "message"},
    ReferenceLine{"correlationSubscription", "@correlationKeyRef", "correlationKey"},
    ReferenceLine{"correlationPropertyBinding", "@correlationPropertyRef", "correlationProperty"},
    ReferenceLine{"error", "@structureRef", "itemDefinition"},
    ReferenceLine{"escalation", "@structureRef", "itemDefinition"},
    ReferenceLine{"message", "@itemRef", "itemDefinition"},
    ReferenceLine{"formalExpression", "@evaluatesToTypeRef", "itemDefinition"},
    ReferenceLine{"flowElement", "categoryValueRef", "categoryValue"},
    ReferenceLine{"flowElement", "@itemSubjectRef", "itemDefinition"},
    ReferenceLine{"resourceParameter", "@type", "itemDefinition"},
    ReferenceLine{"sequenceFlow", "@sourceRef", "flowNode"},
    ReferenceLine{"sequenceFlow", "@targetRef", "flowNode"},
    ReferenceLine{"flowElement", "incoming", "sequenceFlow"},
    ReferenceLine{"flowElement", "outgoing", "sequenceFlow"},
    ReferenceLine{"operation", "inMessageRef", "message"},
    ReferenceLine{"operation", "outMessageRef", "message"},
    ReferenceLine{"operation", "errorRef", "error"},
    ReferenceLine{"collaboration", "choreographyRef", "choreography globalChoreographyTask"},
    ReferenceLine{"choreography", "choreographyRef", "choreography globalChoreographyTask"},
    ReferenceLine{"globalConversation", "choreographyRef", "choreography globalChoreographyTask"},
    ReferenceLine{"globalChoreographyTask", "@initiatingParticipantRef", "participant"},
    ReferenceLine{"choreographyTask", "@initiatingParticipantRef", "participant"},
    ReferenceLine{"subChoreography", "@initiatingParticipantRef", "participant"},
    ReferenceLine{"callChoreography", "@initiatingParticipantRef", "participant"},
    ReferenceLine{"callChoreography", "@calledChoreographyRef", "choreography globalChoreographyTask"},
    ReferenceLine{"flowElement", "participantRef", "participant"},
    ReferenceLine{"choreographyTask", "messageFlowRef", "messageFlow"},
    ReferenceLine{"conversation", "participantRef", "participant"},
    ReferenceLine{"conversation", "messageFlowRef", "messageFlow"},
    ReferenceLine{"subConversation", "participantRef", "participant"},
    ReferenceLine{"subConversation", "messageFlowRef", "messageFlow"},
    ReferenceLine{"callConversation", "participantRef", "participant"},
    ReferenceLine{"callConversation", "messageFlowRef", "messageFlow"},
    ReferenceLine{"callConversation", "@calledCollaborationRef", "collaboration globalConversation choreography globalChoreographyTask"},
    ReferenceLine{"conversationLink", "@sourceRef", "participant conversation subConversation callConversation activity event"},
    ReferenceLine{"conversationLink", "@targetRef", "participant conversation subConversation callConversation activity event"},
    ReferenceLine{"conversationAssociation", "@innerConversationNodeRef", "conversation subConversation callConversation"},
    ReferenceLine{"conversationAssociation", "@outerConversationNodeRef", "conversation subConversation callConversation"},
    ReferenceLine{"participant", "@processRef", "process"},
    ReferenceLine{"participant", "interfaceRef", "interface"},
    ReferenceLine{"participant", "endPointRef", "endPoint"},
    ReferenceLine{"partnerEntity", "participantRef", "participant"},
    ReferenceLine{"partnerRole", "participantRef", "participant"},
    ReferenceLine{"participantAssociation", "innerParticipantRef", "participant"},
    ReferenceLine{"participantAssociation", "outerParticipantRef", "participant"},
    ReferenceLine{"messageFlow", "@sourceRef", "participant activity event artifact"},
    ReferenceLine{"messageFlow", "@targetRef", "participant activity event artifact"},
    ReferenceLine{"messageFlow", "@messageRef", "message"},
    ReferenceLine{"messageFlowAssociation", "@innerMessageFlowRef", "messageFlow"},
    ReferenceLine{"messageFlowAssociation", "@outerMessageFlowRef", "messageFlow"},
    ReferenceLine{"process", "supports", "process"},
    ReferenceLine{"process", "@definitionalCollaborationRef", "collaboration globalConversation choreography"},
    ReferenceLine{"flowElement", "@default", "sequenceFlow"},
    ReferenceLine{"resourceRole", "resourceRef", "resource"},
    ReferenceLine{"performer", "resourceRef", "resource"},
    ReferenceLine{"humanPerformer", "resourceRef", "resource"},
    ReferenceLine{"potentialOwner", "resourceRef", "resource"},
    ReferenceLine{"resourceParameterBinding", "@parameterRef", "resourceParameter"},
    ReferenceLine{"serviceTask", "@operationRef", "operation"},
    ReferenceLine{"sendTask", "@operationRef", "operation"},
    ReferenceLine{"sendTask", "@messageRef", "message"},
    ReferenceLine{"receiveTask", "@operationRef", "operation"},
    ReferenceLine{"receiveTask", "@messageRef", "message"},
    ReferenceLine{"callActivity", "@calledElement", "callable"},
    ReferenceLine{"process", "supportedInterfaceRef", "interface"},
    ReferenceLine{"globalTask", "supportedInterfaceRef", "interface"},
    ReferenceLine{"globalUserTask", "supportedInterfaceRef", "interface"},
    ReferenceLine{"globalManualTask", "supportedInterfaceRef", "interface"},
    ReferenceLine{"globalScriptTask", "supportedInterfaceRef", "interface"},
    ReferenceLine{"globalBusinessRuleTask", "supportedInterfaceRef", "interface"},
    ReferenceLine{"ioBinding", "@inputDataRef", "dataInput"},
    ReferenceLine{"ioBinding", "@outputDataRef", "dataOutput"},
    ReferenceLine{"ioBinding", "@operationRef", "operation"},
    ReferenceLine{"multiInstanceLoopCharacteristics", "loopDataInputRef", kItemAware},
    ReferenceLine{"multiInstanceLoopCharacteristics", "loopDataOutputRef", kItemAware},
    ReferenceLine{"multiInstanceLoopCharacteristics", "@oneBehaviorEventRef", "eventDefinition"},
    ReferenceLine{"multiInstanceLoopCharacteristics", "@noneBehaviorEventRef", "eventDefinition"},
    ReferenceLine{"dataObjectReference", "@dataObjectRef", "dataObject"},
    ReferenceLine{"dataStoreReference", "@dataStoreRef", "dataStore"},
    ReferenceLine{"dataStore", "@itemSubjectRef", "itemDefinition"},
    ReferenceLine{"property", "@itemSubjectRef", "itemDefinition"},
    ReferenceLine{"dataInput", "@itemSubjectRef", "itemDefinition"},
    ReferenceLine{"dataOutput", "@itemSubjectRef", "itemDefinition"},
    ReferenceLine{"inputDataItem", "@itemSubjectRef", "itemDefinition"},
    ReferenceLine{"outputDataItem", "@itemSubjectRef", "itemDefinition"},
    ReferenceLine{"inputSet", "dataInputRefs", "dataInput"},
    ReferenceLine{"inputSet", "optionalInputRefs", "dataInput"},
    ReferenceLine{"inputSet", "whileExecutingInputRefs", "dataInput"},
    ReferenceLine{"inputSet", "outputSetRefs", "outputSet"},
    ReferenceLine{"outputSet", "dataOutputRefs", "dataOutput"},
    ReferenceLine{"outputSet", "optionalOutputRefs", "dataOutput"},
    ReferenceLine{"outputSet", "whileExecutingOutputRefs", "dataOutput"},
    ReferenceLine{"outputSet", "inputSetRefs", "inputSet"},
    ReferenceLine{"dataInputAssociation", "sourceRef", kItemAware},
    ReferenceLine{"dataInputAssociation", "targetRef", kItemAware},
    ReferenceLine{"dataOutputAssociation", "sourceRef", kItemAware},
    ReferenceLine{"dataOutputAssociation", "targetRef", kItemAware},
    ReferenceLine{"flowElement", "eventDefinitionRef", "eventDefinition"},
    ReferenceLine{"event", "eventDefinitionRef", "eventDefinition"},
    ReferenceLine{"boundaryEvent", "@attachedToRef", "activity"},
    ReferenceLine{"compensateEventDefinition", "@activityRef", "activity"},
    ReferenceLine{"errorEventDefinition", "@errorRef", "error"},
    ReferenceLine{"escalationEventDefinition", "@escalationRef", "escalation"},
    ReferenceLine{"linkEventDefinition", "source", "linkEventDefinition"},
    ReferenceLine{"linkEventDefinition", "target", "linkEventDefinition"},
    ReferenceLine{"messageEventDefinition", "@messageRef", "message"},
    ReferenceLine{"messageEventDefinition", "operationRef", "operation"},
    ReferenceLine{"signalEventDefinition", "@signalRef", "signal"},
    ReferenceLine{"lane", "@partitionElementRef", "any"},
    ReferenceLine{"lane", "flowNodeRef", "flowNode"},
};

bool fits(const Element& target, std::string_view kind) {
  if (kind == "any") return true;
  if (kind == "flowNode") return is_flow_node(target) || is_artifact(target);  // artifacts have rules with their own names
  if (kind == "activity") return is_activity_element(target);
  if (kind == "event") return is_event_element(target);
  if (kind == "artifact") return is_artifact(target);
  if (kind == "eventDefinition") return is_event_definition(target);
  if (kind == "callable") return target.is("process") || (target.space == Space::model && target.local.starts_with("global") && target.local.ends_with("Task"));
  return target.is(kind);
}

bool fits_one(const Element& target, std::string_view kinds) {
  while (!kinds.empty()) {
    const auto end = kinds.find(' ');
    if (fits(target, kinds.substr(0, end))) return true;
    if (end == std::string_view::npos) break;
    kinds.remove_prefix(end + 1);
  }
  return false;
}

void look(Checker& checker, const Element& from, std::string_view field, std::string_view said, std::string_view kinds) {
  said = trim(said);
  Facts facts = {{"field", std::string(field)}, {"refers_to", std::string(said.substr(0, 100))}};
  const auto* target = checker.find(said);
  if (target == nullptr) {
    if (field == "calledElement") {
      if (!checker.known(local_part(said))) checker.add("REF.called", from, std::move(facts));
    } else if (checker.elsewhere(from, said)) checker.add("REF.elsewhere", from, std::move(facts));
    else checker.add("REF.missing", from, std::move(facts));
    return;
  }
  if (fits_one(*target, kinds)) return;
  facts.emplace_back("found", std::string(target->local));
  facts.emplace_back("wanted", std::string(kinds));
  checker.add("REF.type", from, std::move(facts));
}

using ByElement = std::unordered_map<std::string_view, std::vector<const ReferenceLine*>>;

const ByElement& lines() {
  static const auto made = [] {
    ByElement out;
    for (const auto& line : kReferences) out[line.element].push_back(&line);
    return out;
  }();
  return made;
}

void apply(Checker& checker, const Element& element, std::string_view name) {
  const auto found = lines().find(name);
  if (found == lines().end()) return;
  for (const auto* line : found->second) {
    if (line->field.starts_with('@')) {
      const auto field = line->field.substr(1);
      if (element.has(field)) look(checker, element, field, element.attribute(field), line->kinds);
    } else {
      for (const auto* child : children(element, line->field)) look(checker, element, line->field, child->text(), line->kinds);
    }
  }
}

}  // namespace

void check_references(Checker& checker) {
  for (const auto* element : checker.everything()) {
    apply(checker, *element, element->local);
    if (in_group(element->local, "flowElement")) apply(checker, *element, "flowElement");
  }
}

void check_ids(Checker& checker) {
  std::unordered_set<std::string_view> seen;
  for (const auto& element : checker.tree().elements) {
    if (element.space == Space::model && (is_flow_node(element) || element.is("process") || element.is("sequenceFlow")) && element.id().empty()) {
      checker.add("EXT.003", element, {{"in", std::string(element.local)}});
    }
    if (element.space != Space::model && element.space != Space::picture) continue;
    const auto id = trim(element.id());
    if (id.empty()) continue;
    if (!seen.insert(id).second) checker.add("EXT.002", element, {{"id", std::string(id)}});
    const bool starts_well = std::isdigit(static_cast<unsigned char>(id[0])) == 0 && id[0] != '-' && id[0] != '.';
    if (!starts_well || id.find_first_of(" \t\n:/\\()[]{}<>,;'\"*&^%$#@!?=+|~`") != std::string_view::npos) {
      checker.add("XSD.id", element, {{"id", std::string(id.substr(0, 100))}});
    }
  }
}

}  // namespace yiwang::bpmn::detail
