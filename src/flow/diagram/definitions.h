#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "flow/diagram/node.h"

namespace yiwang::bpmn {

/// Message, signal, error or escalation: named things that events point to.
struct Named {
  std::string id;
  std::string name;
  std::string code;  ///< errorCode, escalationCode
  std::string item;  ///< itemRef or structureRef: id of an item definition
  Extension extension;
};

/// Callable from a call activity without being a process.
struct GlobalTask {
  NodeKind kind = NodeKind::task;  ///< task, user_task, manual_task, script_task, business_rule_task
  std::string id;
  std::string name;
  std::string script;
  std::string script_format;
  std::string implementation;
  IoSpecification io;
  std::vector<Performer> performers;
  Extension extension;
};

struct Process {
  std::string id;
  std::string name;
  std::string documentation;
  bool executable = false;  ///< isExecutable="true"; absent counts as false
  bool executable_given = false;
  bool closed = false;
  Body body;
  IoSpecification io;
  std::vector<DataItem> properties;
  std::vector<Performer> performers;
  Extension extension;
};

struct Participant {
  std::string id;
  std::string name;
  std::string process;
  int minimum = 0;
  int maximum = 1;
};

struct MessageFlow {
  std::string id;
  std::string name;
  std::string source;
  std::string target;
  std::string message;
};

struct CorrelationProperty {
  std::string id;
  std::string name;
  struct Retrieval {
    std::string message;
    Expression path;
  };
  std::vector<Retrieval> retrievals;
};

struct CorrelationKey {
  std::string id;
  std::string name;
  std::vector<std::string> properties;
};

/// Collaboration or conversation; choreographies stay in the document only.
struct Collaboration {
  std::string id;
  std::string name;
  std::vector<Participant> participants;
  std::vector<MessageFlow> flows;
  std::vector<CorrelationKey> keys;
};

struct Operation {
  std::string id;
  std::string name;
  std::string interface;
  std::string implementation;
  std::string in_message;
  std::string out_message;
  std::vector<std::string> errors;
};

/// The typed model of a file: what execution and screens need. Immutable after reading, copyable, no pointers inside. References are ids without prefix; whether
/// they lead anywhere is for `check` to say. What is not modelled here (pictures, choreographies, conversations, foreign extensions) lives on in the Document.
struct Definitions {
  std::string id;
  std::string name;
  std::string target_namespace;
  std::string expression_language;
  std::string exporter;
  std::vector<Process> processes;
  std::vector<GlobalTask> global_tasks;
  std::vector<Collaboration> collaborations;
  std::vector<Named> messages;
  std::vector<Named> signals;
  std::vector<Named> errors;
  std::vector<Named> escalations;
  std::vector<ItemDefinition> items;
  std::vector<DataItem> data_stores;
  std::vector<EventDefinition> events;  ///< top-level event definitions
  std::vector<Operation> operations;
  std::vector<CorrelationProperty> correlation_properties;
  std::vector<Note> notes;
  std::vector<std::string> imports;  ///< locations of `import` elements; never fetched

  const Process* process(std::string_view process_id) const;
  const GlobalTask* global_task(std::string_view task_id) const;
  const Named* message(std::string_view message_id) const;
  const Named* signal(std::string_view signal_id) const;
  const Named* error(std::string_view error_id) const;
  const Named* escalation(std::string_view escalation_id) const;
  const ItemDefinition* item(std::string_view item_id) const;
};

/// The node with this id anywhere in the body, sub-processes included; null when there is none.
const Node* find_node(const Body& body, std::string_view id);

}  // namespace yiwang::bpmn
