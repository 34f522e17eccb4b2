#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "flow/diagram/expression.h"

namespace yiwang::bpmn {

enum class EventKind { message, timer, signal, conditional, error, escalation, terminate, cancel, compensate, link };
std::string_view code_of(EventKind kind);

/// What an event waits for or brings about. One referred to by eventDefinitionRef is copied into the event, with `shared` set.
struct EventDefinition {
  EventKind kind = EventKind::message;
  std::string id;
  std::string refers_to;  ///< id of the message, signal, error or escalation; for compensate the activity; empty when not said
  std::string operation;  ///< message only
  Expression date;        ///< timer: exactly one of date, duration, cycle
  Expression duration;
  Expression cycle;
  Expression condition;  ///< conditional
  bool wait_for_completion = true;        ///< compensate
  std::string link_name;                  ///< link: pairs throw and catch inside one process level
  std::vector<std::string> link_sources;  ///< link: ids of event definitions
  std::string link_target;
  bool shared = false;
};

}  // namespace yiwang::bpmn
