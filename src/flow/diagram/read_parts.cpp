#include "flow/diagram/read_parts.h"

#include <array>
#include <charconv>

namespace yiwang::bpmn::detail {
namespace {

constexpr std::array<std::pair<std::string_view, EventKind>, 10> kEvents = {{
    {"messageEventDefinition", EventKind::message},
    {"timerEventDefinition", EventKind::timer},
    {"signalEventDefinition", EventKind::signal},
    {"conditionalEventDefinition", EventKind::conditional},
    {"errorEventDefinition", EventKind::error},
    {"escalationEventDefinition", EventKind::escalation},
    {"terminateEventDefinition", EventKind::terminate},
    {"cancelEventDefinition", EventKind::cancel},
    {"compensateEventDefinition", EventKind::compensate},
    {"linkEventDefinition", EventKind::link},
}};

IoSpecification::Set read_set(const Element& element, bool input) {
  IoSpecification::Set set;
  set.id = element.id();
  set.name = element.attribute("name");
  set.items = references(element, input ? "dataInputRefs" : "dataOutputRefs");
  set.optional = references(element, input ? "optionalInputRefs" : "optionalOutputRefs");
  set.while_executing = references(element, input ? "whileExecutingInputRefs" : "whileExecutingOutputRefs");
  set.partners = references(element, input ? "outputSetRefs" : "inputSetRefs");
  return set;
}

void read_io_children(const Element& element, IoSpecification& io) {
  for (const auto* inside : element.children) {
    if (inside->is("dataInput")) io.inputs.push_back(read_data(*inside, DataKind::input));
    else if (inside->is("dataOutput")) io.outputs.push_back(read_data(*inside, DataKind::output));
    else if (inside->is("inputSet")) io.input_sets.push_back(read_set(*inside, true));
    else if (inside->is("outputSet")) io.output_sets.push_back(read_set(*inside, false));
  }
}

}  // namespace

bool flag(const Element& element, std::string_view name, bool otherwise) {
  const auto value = trim(element.attribute(name));
  if (value == "true" || value == "1") return true;
  if (value == "false" || value == "0") return false;
  return otherwise;
}

int number(const Element& element, std::string_view name, int otherwise) {
  const auto value = trim(element.attribute(name));
  int out = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), out);
  return error == std::errc{} && end == value.data() + value.size() && !value.empty() ? out : otherwise;
}

std::string reference(const Element& element, std::string_view name) { return std::string(local_part(trim(element.attribute(name)))); }

std::vector<std::string> references(const Element& element, std::string_view child) {
  std::vector<std::string> out;
  for (const auto* inside : element.children) {
    if (inside->is(child)) out.emplace_back(local_part(inside->text()));
  }
  return out;
}

std::string documentation(const Element& element) {
  const auto* found = element.child("documentation");
  return found != nullptr ? found->text() : std::string{};
}

Expression read_expression(const Element* element, std::vector<Note>& notes) {
  if (element == nullptr) return {};
  Expression out;
  out.given = true;
  out.text = element->text();
  out.language = element->attribute("language");
  out.formal = local_part(element->attribute(Space::instance, "type")) == "tFormalExpression";
  if (auto feel = to_feel(out.text); !feel.empty()) {
    notes.push_back({std::string(element->parent != nullptr ? element->parent->id() : ""), out.text, feel});
    out.text = std::move(feel);
    out.language.clear();
  }
  return out;
}

bool is_event_definition(const Element& element) {
  if (element.space != Space::model) return false;
  for (const auto& [name, kind] : kEvents) {
    if (element.local == name) return true;
  }
  return false;
}

EventDefinition read_event_definition(const Element& element, std::vector<Note>& notes) {
  EventDefinition out;
  for (const auto& [name, kind] : kEvents) {
    if (element.local == name) out.kind = kind;
  }
  out.id = element.id();
  switch (out.kind) {
    case EventKind::message:
      out.refers_to = reference(element, "messageRef");
      if (const auto* operation = element.child("operationRef")) out.operation = local_part(operation->text());
      break;
    case EventKind::signal: out.refers_to = reference(element, "signalRef"); break;
    case EventKind::error: out.refers_to = reference(element, "errorRef"); break;
    case EventKind::escalation: out.refers_to = reference(element, "escalationRef"); break;
    case EventKind::compensate:
      out.refers_to = reference(element, "activityRef");
      out.wait_for_completion = flag(element, "waitForCompletion", true);
      break;
    case EventKind::timer:
      out.date = read_expression(element.child("timeDate"), notes);
      out.duration = read_expression(element.child("timeDuration"), notes);
      out.cycle = read_expression(element.child("timeCycle"), notes);
      break;
    case EventKind::conditional: out.condition = read_expression(element.child("condition"), notes); break;
    case EventKind::link:
      out.link_name = element.attribute("name");
      out.link_sources = references(element, "source");
      if (const auto* target = element.child("target")) out.link_target = local_part(target->text());
      break;
    case EventKind::terminate:
    case EventKind::cancel: break;
  }
  return out;
}

DataItem read_data(const Element& element, DataKind kind) {
  DataItem out;
  out.kind = kind;
  out.id = element.id();
  out.name = element.attribute("name");
  out.item = reference(element, "itemSubjectRef");
  out.collection = flag(element, "isCollection", false);
  if (kind == DataKind::object_reference) out.refers_to = reference(element, "dataObjectRef");
  if (kind == DataKind::store_reference) out.refers_to = reference(element, "dataStoreRef");
  if (const auto* state = element.child("dataState")) out.state = state->attribute("name");
  return out;
}

IoSpecification read_io(const Element& element) {
  IoSpecification io;
  const auto* found = element.child("ioSpecification");
  if (found == nullptr) return io;
  io.given = true;
  read_io_children(*found, io);
  return io;
}

IoSpecification read_event_io(const Element& event) {
  IoSpecification io;
  read_io_children(event, io);
  io.given = !io.inputs.empty() || !io.outputs.empty();
  return io;
}

DataAssociation read_association(const Element& element, std::vector<Note>& notes) {
  DataAssociation out;
  out.id = element.id();
  out.sources = references(element, "sourceRef");
  if (const auto* target = element.child("targetRef")) out.target = local_part(target->text());
  out.transformation = read_expression(element.child("transformation"), notes);
  for (const auto* inside : element.children) {
    if (inside->is("assignment")) {
      out.assignments.push_back({read_expression(inside->child("from"), notes), read_expression(inside->child("to"), notes)});
    }
  }
  return out;
}

std::vector<DataItem> read_properties(const Element& element) {
  std::vector<DataItem> out;
  for (const auto* inside : element.children) {
    if (inside->is("property")) out.push_back(read_data(*inside, DataKind::property));
  }
  return out;
}

std::vector<Performer> read_performers(const Element& element, std::vector<Note>& notes) {
  std::vector<Performer> out;
  for (const auto* inside : element.children) {
    if (!inside->is("resourceRole") && !inside->is("performer") && !inside->is("humanPerformer") && !inside->is("potentialOwner")) continue;
    Performer one;
    one.kind = inside->local;
    one.name = inside->attribute("name");
    if (const auto* resource = inside->child("resourceRef")) one.resource = local_part(resource->text());
    if (const auto* assigned = inside->child("resourceAssignmentExpression")) {
      const auto* expression = assigned->child("formalExpression");
      one.assignment = read_expression(expression != nullptr ? expression : assigned->child("expression"), notes);
    }
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace yiwang::bpmn::detail
