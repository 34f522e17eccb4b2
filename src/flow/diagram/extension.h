#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace yiwang::bpmn {

inline constexpr std::string_view kYiwangNamespace = "urn:yiwang:process:1";
inline constexpr std::string_view kModelNamespace = "http://www.omg.org/spec/BPMN/20100524/MODEL";

/// What our own namespace says about an element (attributes `yiwang:...`), completed by the plain equivalents of Camunda and Zeebe files; ours wins where both
/// speak. Empty means not said. Everything else foreign stays in the document untouched.
struct Extension {
  std::string stage;                    ///< yiwang:stage
  std::vector<std::string> operations;  ///< yiwang:operations, words apart by spaces
  std::vector<std::string> allow;       ///< yiwang:allow on the process: moves that people may make
  std::string form;                     ///< yiwang:form | camunda:formKey, camunda:formRef | zeebe:formDefinition formId/formKey
  std::string assign;                   ///< yiwang:assign (FEEL) | camunda:assignee as a FEEL text or path | zeebe:assignmentDefinition assignee
  std::string candidates;               ///< yiwang:candidates (FEEL) | camunda:candidateGroups/-Users | zeebe candidateGroups/-Users
  std::string due;                      ///< yiwang:due, an ISO duration | camunda:dueDate | zeebe:taskSchedule dueDate
  std::string calendar;                 ///< yiwang:calendar, code of a business calendar
  std::string decision;                 ///< yiwang:decision | camunda:decisionRef | zeebe:calledDecision decisionId
  std::string result;                   ///< yiwang:result, variable for the outcome | camunda:resultVariable | zeebe resultVariable
  std::string service;                  ///< yiwang:service | camunda:topic | zeebe:taskDefinition type
  std::string called_version;           ///< yiwang:calledVersion | camunda:calledElementVersion
  std::string called;                   ///< zeebe:calledElement processId, where calledElement is not used
  std::string collection;               ///< yiwang:collection on multi-instance (FEEL) | camunda:collection | zeebe inputCollection
  std::string collection_item;          ///< yiwang:item, variable name of one entry | camunda:elementVariable | zeebe inputElement
  std::string output_collection;        ///< yiwang:outputCollection | zeebe outputCollection
  std::string output_item;              ///< yiwang:outputItem (FEEL) | zeebe outputElement
  std::string correlation;              ///< yiwang:correlation (FEEL) on messages or their events | zeebe:subscription correlationKey
  std::string script;                   ///< zeebe:script expression, on a script task without a script element
  std::string retries;                  ///< yiwang:retries | zeebe:taskDefinition retries
  struct Mapping {
    std::string source;  ///< FEEL
    std::string target;  ///< variable name
  };
  std::vector<Mapping> inputs;               ///< zeebe:ioMapping input, camunda:in
  std::vector<Mapping> outputs;              ///< zeebe:ioMapping output, camunda:out
  std::map<std::string, std::string> others;  ///< further yiwang: attributes by local name
};

/// An element was understood through another tool's extension; the studio shows it.
struct Note {
  std::string element;
  std::string what;  ///< `camunda:formKey`
  std::string as;    ///< `yiwang:form`
};

}  // namespace yiwang::bpmn
