#include "flow/diagram/checker.h"
#include "flow/diagram/read_parts.h"
#include "flow/diagram/timer_text.h"

namespace yiwang::bpmn::detail {
namespace {

/// Events that use a definition: the one it stands in, or those that refer to it.
Elements users(const Checker& checker, const Element& definition) {
  if (!definition.parent->is("definitions")) return {definition.parent};
  return checker.users(definition);
}

bool used_where(const Checker& checker, const Element& definition, std::initializer_list<const char*> events) {
  for (const auto* user : users(checker, definition)) {
    if (!checker.executable(*user)) continue;
    if (events.size() == 0) return true;
    for (const auto* name : events) {
      if (user->is(name)) return true;
    }
  }
  return false;
}

void check_timer(Checker& checker, const Element& definition) {
  std::size_t given = 0;
  for (const auto* name : {"timeDate", "timeDuration", "timeCycle"}) given += count(definition, name);
  if (given > 1) checker.add("EXT.131", definition);
  const auto wrong = [&](const char* name, bool (*fits)(std::string_view), const char* rule) {
    const auto* time = definition.child(name);
    if (time == nullptr || !used_where(checker, definition, {})) return;
    const auto text = time->text();
    if (!text.empty() && !fits(text) && !is_timer_expression(text)) checker.add(rule, definition, {{"text", text.substr(0, 100)}});
  };
  wrong("timeDate", is_iso_date_time, "EXT.132");
  wrong("timeDuration", is_iso_duration, "EXT.134");
  wrong("timeCycle", is_iso_cycle, "EXT.133");
  if (given == 0 && used_where(checker, definition, {})) checker.add("EXT.132", definition);
}

}  // namespace

void check_event_definitions(Checker& checker) {
  for (const auto* definition : checker.all("escalationEventDefinition")) {
    if (!used_where(checker, *definition, {"endEvent", "intermediateThrowEvent"})) continue;
    const auto* escalation = checker.find(definition->attribute("escalationRef"));
    if (escalation == nullptr || trim(escalation->attribute("escalationCode")).empty()) checker.add("EXT.011", *definition);
  }
  for (const auto* definition : checker.all("errorEventDefinition")) {
    if (!used_where(checker, *definition, {"endEvent"})) continue;
    const auto* error = checker.find(definition->attribute("errorRef"));
    if (error == nullptr) checker.add("RUN.error", *definition);
    else if (trim(error->attribute("errorCode")).empty()) checker.add("EXT.016", *definition);
  }
  for (const auto* definition : checker.all("conditionalEventDefinition")) {
    if (!used_where(checker, *definition, {})) continue;
    const auto* condition = definition->child("condition");
    const bool formal = condition != nullptr && local_part(condition->attribute(Space::instance, "type")) == "tFormalExpression";
    if (!formal || condition->text().empty()) checker.add("EXT.123", *definition);
  }
  for (const auto* definition : checker.all("messageEventDefinition")) {
    if (!used_where(checker, *definition, {})) continue;
    if (!definition->has("messageRef")) {
      std::vector<Note> ignored;
      // Thrown by a named service, as Zeebe does it, there need not be a message.
      if (read_extension(*definition->parent, ignored).service.empty()) checker.add("EXT.127", *definition);
    }
    const auto* message = checker.find(definition->attribute("messageRef"));
    if (message != nullptr && message->has("itemRef") && definition->child("operationRef") == nullptr) checker.add("EXT.128", *definition);
  }
  for (const auto* definition : checker.all("signalEventDefinition")) {
    if (used_where(checker, *definition, {}) && !definition->has("signalRef")) checker.add("RUN.signal", *definition);
  }
  for (const auto* definition : checker.all("timerEventDefinition")) check_timer(checker, *definition);
}

}  // namespace yiwang::bpmn::detail
