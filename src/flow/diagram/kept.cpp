#include "flow/diagram/kept.h"

#include <algorithm>
#include <array>

#include "flow/diagram/tree.h"

namespace yiwang::bpmn {
namespace {

constexpr std::array<std::string_view, 35> kUnused = {
    "auditing", "callChoreography", "callConversation", "category", "choreography", "choreographyTask", "conversation", "conversationAssociation",
    "conversationLink", "correlationKey", "correlationProperty", "correlationSubscription", "endPoint", "globalChoreographyTask", "globalConversation",
    "group", "interface", "ioBinding", "messageFlowAssociation", "monitoring", "participantAssociation", "participantMultiplicity", "partnerEntity",
    "partnerRole", "relationship", "rendering", "resource", "subChoreography", "subConversation", "textAnnotation", "dataStore", "dataState",
    "choreographyActivity", "lane", "import"};

}  // namespace

Kept kept_only(const Document& document) {
  using detail::Space;
  Kept out;
  for (const auto& element : document.tree().elements) {
    if (element.space == Space::model && std::find(kUnused.begin(), kUnused.end(), element.local) != kUnused.end()) ++out.elements[std::string(element.local)];
    if (element.space == Space::foreign) ++out.namespaces[std::string(element.uri)];
    for (const auto& given : element.attributes) {
      if (given.space == Space::foreign) ++out.namespaces[std::string(given.uri)];
    }
  }
  return out;
}

}  // namespace yiwang::bpmn
