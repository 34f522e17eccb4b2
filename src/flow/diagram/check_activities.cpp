#include "flow/diagram/checker.h"
#include "flow/diagram/read_parts.h"

namespace yiwang::bpmn::detail {
namespace {

void check_performers(Checker& checker, const Element& role) {
  const bool resource = role.child("resourceRef") != nullptr;
  const auto bindings = children(role, "resourceParameterBinding");
  if (resource && role.child("resourceAssignmentExpression") != nullptr) checker.add("EXT.039", role);
  if (!resource && !bindings.empty()) checker.add("EXT.040", role);
  const auto* named = resource ? checker.find(role.child("resourceRef")->text()) : nullptr;
  for (const auto* binding : bindings) {
    const auto* parameter = checker.find(binding->attribute("parameterRef"));
    if (named != nullptr && parameter != nullptr && parameter->is("resourceParameter") && parameter->parent != named) checker.add("EXT.041", *binding);
  }
}

/// Both the same item, or items of the same structure.
bool same_item(const Checker& checker, std::string_view one, std::string_view other) {
  if (one.empty() || other.empty()) return false;
  if (local_part(one) == local_part(other)) return true;
  const auto structure = checker.structure(one);
  return !structure.empty() && structure == checker.structure(other);
}

bool any_fits(const Checker& checker, const Elements& data, const Element* message) {
  if (message == nullptr || !message->has("itemRef")) return true;
  for (const auto* one : data) {
    if (same_item(checker, trim(one->attribute("itemSubjectRef")), trim(message->attribute("itemRef")))) return true;
  }
  return false;
}

Elements io_children(const Element& activity, std::string_view name) {
  const auto* io = activity.child("ioSpecification");
  return io != nullptr ? children(*io, name) : Elements{};
}

void check_service(Checker& checker, const Element& task) {
  const auto* operation = checker.find(task.attribute("operationRef"));
  if (!task.has("operationRef")) return;
  if (io_children(task, "inputSet").size() != 1) checker.add("EXT.042", task);
  if (io_children(task, "outputSet").size() > 1) checker.add("EXT.043", task);
  if (operation == nullptr || !operation->is("operation")) return;
  const auto inputs = io_children(task, "dataInput");
  const auto* in = operation->child("inMessageRef");
  if (in != nullptr && !inputs.empty() && !any_fits(checker, inputs, checker.find(in->text()))) checker.add("EXT.044", task);
  const auto* out = operation->child("outMessageRef");
  if (out != nullptr && !any_fits(checker, io_children(task, "dataOutput"), checker.find(out->text()))) checker.add("EXT.045", task);
}

void check_message_task(Checker& checker, const Element& task, bool sends) {
  const auto* message = checker.find(task.attribute("messageRef"));
  const auto data = io_children(task, sends ? "dataInput" : "dataOutput");
  if (task.has("messageRef")) {
    if (io_children(task, sends ? "inputSet" : "outputSet").size() > 1) checker.add(sends ? "EXT.046" : "EXT.050", task);
    if (data.size() > 1) checker.add(sends ? "EXT.047" : "EXT.051", task);
  }
  if (!data.empty() && message != nullptr && message->is("message") && !any_fits(checker, data, message)) {
    checker.add(sends ? "EXT.048" : "EXT.052", task);
  }
  const auto* operation = checker.find(task.attribute("operationRef"));
  if (operation == nullptr || message == nullptr || !operation->is("operation")) return;
  const auto* in = operation->child("inMessageRef");
  const auto* out = operation->child("outMessageRef");
  const bool carries = (in != nullptr && checker.find(in->text()) == message) || (out != nullptr && checker.find(out->text()) == message);
  if (!carries) checker.add("EXT.055", task);
}

}  // namespace

void check_activities(Checker& checker) {
  for (const auto* element : checker.everything()) {
    if (is_activity_element(*element)) {
      if (number(*element, "startQuantity", 1) < 1) checker.add("EXT.037", *element);
      if (number(*element, "completionQuantity", 1) < 1) checker.add("EXT.038", *element);
    }
    for (const auto* name : {"resourceRole", "performer", "humanPerformer", "potentialOwner"}) {
      if (element->is(name)) check_performers(checker, *element);
    }
  }
}

void check_services(Checker& checker) {
  for (const auto* task : checker.all("serviceTask")) check_service(checker, *task);
  for (const auto* task : checker.all("sendTask")) check_message_task(checker, *task, true);
  for (const auto* task : checker.all("receiveTask")) {
    check_message_task(checker, *task, false);
    if (is_true(*task, "instantiate") && checker.incoming_count(*task) > 0) checker.add("EXT.049", *task);
  }
}

namespace {

/// The entry of a collection: same structure, not itself a collection.
void check_item(Checker& checker, const Element& loop, const char* reference, const char* item, const char* rule) {
  const auto* said = loop.child(reference);
  const auto* entry = loop.child(item);
  if (said == nullptr || entry == nullptr) return;
  const auto* collection = checker.find(said->text());
  if (collection == nullptr) return;
  const auto of_entry = trim(entry->attribute("itemSubjectRef"));
  const auto of_all = checker.item_of(*collection);
  if (of_entry.empty() && of_all.empty()) return;
  const auto* definition = checker.find(of_entry);
  const bool scalar = definition == nullptr || !is_true(*definition, "isCollection");
  const bool same = local_part(of_entry) == local_part(of_all) || (!checker.structure(of_all).empty() && checker.structure(of_entry) == checker.structure(of_all));
  if (!scalar || !same) checker.add(rule, loop);
}

void check_multi(Checker& checker, const Element& loop) {
  const auto behavior = loop.attribute("behavior");
  if (behavior == "None" && !loop.has("noneBehaviorEventRef")) checker.add("EXT.072", loop);
  if (behavior == "One" && !loop.has("oneBehaviorEventRef")) checker.add("EXT.073", loop);
  const bool complex = loop.child("complexBehaviorDefinition") != nullptr;
  if (behavior == "Complex" && !complex) checker.add("EXT.074", loop);
  if (behavior != "Complex" && complex) checker.add("EXT.075", loop);
  if (!checker.executable(loop)) return;
  const auto* said = loop.child("loopDataInputRef");
  std::vector<Note> ignored;
  const bool ours = !read_extension(*loop.parent, ignored).collection.empty();
  if (said == nullptr && loop.child("loopCardinality") == nullptr && !ours) checker.add("EXT.067", loop);
  if (said != nullptr && !is_sub_process(*loop.parent)) {
    const auto* data = checker.find(said->text());
    const auto* io = loop.parent->child("ioSpecification");
    if (data != nullptr && (!data->is("dataInput") || data->parent != io)) checker.add("EXT.068", loop);
  }
  check_item(checker, loop, "loopDataOutputRef", "outputDataItem", "EXT.069");
  check_item(checker, loop, "loopDataInputRef", "inputDataItem", "EXT.070");
}

}  // namespace

void check_loops(Checker& checker) {
  for (const auto* loop : checker.all("multiInstanceLoopCharacteristics")) {
    if (loop->parent->child("standardLoopCharacteristics") != nullptr) checker.add("EXT.054", *loop->parent);
    check_multi(checker, *loop);
  }
  for (const auto* loop : checker.all("standardLoopCharacteristics")) {
    if (count(*loop->parent, "standardLoopCharacteristics") > 1) checker.add("EXT.054", *loop->parent);
    if (loop->has("loopMaximum") && number(*loop, "loopMaximum", 1) < 1) checker.add("EXT.066", *loop);
  }
}

void check_sub_processes(Checker& checker) {
  for (const auto* element : checker.everything()) {
    if (!is_sub_process(*element)) continue;
    if (element->child("ioSpecification") != nullptr) checker.add("EXT.079", *element);
    if (is_event_sub_process(*element)) {
      if (checker.incoming_count(*element) + checker.outgoing_count(*element) > 0) checker.add("EXT.057", *element);
      if (count(*element, "startEvent") != 1) checker.add("EXT.058", *element);
    }
    if (!element->is("adHocSubProcess")) continue;
    bool activity = false;
    for (const auto* inside : element->children) {
      activity = activity || is_activity_element(*inside);
      if (inside->is("startEvent") || inside->is("endEvent") || is_choreography_activity(*inside)) checker.add("EXT.062", *inside);
    }
    if (!activity) checker.add("EXT.061", *element);
  }
}

void check_compensation(Checker& checker) {
  for (const auto* event : checker.all("boundaryEvent")) {
    if (!checker.has_event(*event, "compensate")) continue;
    bool associated = false;
    bool marked = false;
    for (const auto* other : checker.associated(*event)) {
      if (!is_activity_element(*other)) continue;
      associated = true;
      marked = marked || is_true(*other, "isForCompensation");
    }
    if (!associated) checker.add("EXT.143", *event);
    else if (!marked) checker.add("EXT.144", *event);
  }
  for (const auto* element : checker.everything()) {
    if (is_activity_element(*element) && is_true(*element, "isForCompensation") && checker.incoming_count(*element) + checker.outgoing_count(*element) > 0) {
      checker.add("EXT.145", *element);
    }
  }
}

}  // namespace yiwang::bpmn::detail
