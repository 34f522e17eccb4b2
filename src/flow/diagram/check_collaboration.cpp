#include "flow/diagram/checker.h"
#include "flow/diagram/read_parts.h"

namespace yiwang::bpmn::detail {
namespace {

/// The pool an end of a message flow lies in: the participant itself, or its process; null when it cannot be told.
const Element* pool_of(const Checker& checker, const Element& end) {
  if (end.is("participant")) {
    const auto* process = checker.find(end.attribute("processRef"));
    return process != nullptr && process->is("process") ? process : &end;
  }
  return checker.process_of(end);
}

void check_message_flow(Checker& checker, const Element& flow) {
  const auto* from = checker.find(flow.attribute("sourceRef"));
  const auto* to = checker.find(flow.attribute("targetRef"));
  if (from != nullptr) {
    if (is_artifact(*from)) checker.add("EXT.009", flow);
    if (from->is("startEvent")) checker.add("EXT.102", flow);
    if (from->is("endEvent") && !checker.has_event(*from, "message")) checker.add("EXT.109", *from);
    if (from->is("intermediateCatchEvent")) checker.add("EXT.119", flow);
  }
  if (to != nullptr) {
    if (is_artifact(*to)) checker.add("EXT.008", flow);
    if (to->is("startEvent") && !checker.has_event(*to, "message")) checker.add("EXT.103", *to);
    if (to->is("endEvent")) checker.add("EXT.108", flow);
    if (to->is("intermediateThrowEvent")) checker.add("EXT.119", flow);
  }
  if (from == nullptr || to == nullptr) return;
  const auto* one = pool_of(checker, *from);
  if (from == to || (one != nullptr && one == pool_of(checker, *to))) checker.add("EXT.031", flow);
}

bool is_conversation(const Element& element) { return element.is("conversation") || element.is("subConversation") || element.is("callConversation"); }

}  // namespace

void check_collaboration(Checker& checker) {
  for (const auto* flow : checker.all("messageFlow")) check_message_flow(checker, *flow);
  for (const auto* name : {"choreography", "globalConversation", "globalChoreographyTask"}) {
    for (const auto* element : checker.all(name)) {
      if (element->child("choreographyRef") != nullptr) checker.add("EXT.027", *element);
    }
  }
  for (const auto* many : checker.all("participantMultiplicity")) {
    const auto least = number(*many, "minimum", 0);
    const auto most = number(*many, "maximum", 1);
    if (least < 0) checker.add("EXT.029", *many);
    if (most < 1 || most < least) checker.add("EXT.030", *many);
  }
  for (const auto* global : checker.all("globalConversation")) {
    for (const auto* inside : global->children) {
      if (is_conversation(*inside) || is_artifact(*inside) || inside->is("conversationLink") || inside->is("conversationAssociation") ||
          inside->is("participantAssociation") || inside->is("messageFlowAssociation")) {
        checker.add("EXT.032", *global, {{"holds", std::string(inside->local)}});
      }
    }
  }
  for (const auto* link : checker.all("conversationLink")) {
    const auto* from = checker.find(link->attribute("sourceRef"));
    const auto* to = checker.find(link->attribute("targetRef"));
    if (from != nullptr && to != nullptr && is_conversation(*from) == is_conversation(*to)) checker.add("EXT.033", *link);
  }
  for (const auto* name : {"conversation", "subConversation", "callConversation"}) {
    for (const auto* element : checker.all(name)) {
      if (count(*element, "participantRef") == 1) checker.add("EXT.034", *element);
    }
  }
}

void check_running(Checker& checker) {
  for (const auto* process : checker.all("process")) {
    if (process->attribute("processType") == "Public" && is_true(*process, "isExecutable")) checker.add("EXT.035", *process);
  }
  if (checker.all("process").empty()) checker.add("RUN.no_process", *checker.tree().root);
  for (const auto* call : checker.all("callActivity")) {
    std::vector<Note> ignored;
    if (checker.executable(*call) && !call->has("calledElement") && read_extension(*call, ignored).called.empty()) checker.add("RUN.call", *call);
  }
  for (const auto* element : checker.all("transaction")) {
    const auto method = trim(element->attribute("method"));
    if (!method.empty() && method != "##Compensate" && method != "compensate" && checker.executable(*element)) {
      checker.add("RUN.transaction_method", *element, {{"method", std::string(method.substr(0, 60))}});
    }
  }
}

}  // namespace yiwang::bpmn::detail
