#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "flow/diagram/data.h"
#include "flow/diagram/event.h"
#include "flow/diagram/extension.h"

namespace yiwang::bpmn {

enum class NodeKind {
  start_event, end_event, intermediate_catch_event, intermediate_throw_event, boundary_event,
  task, user_task, service_task, script_task, send_task, receive_task, business_rule_task, manual_task,
  call_activity, sub_process, transaction, ad_hoc_sub_process,
  exclusive_gateway, parallel_gateway, inclusive_gateway, event_based_gateway, complex_gateway,
  choreography_task, sub_choreography, call_choreography
};
/// The element's name in the standard, e.g. `userTask`.
std::string_view code_of(NodeKind kind);
bool is_event(NodeKind kind);
bool is_activity(NodeKind kind);
bool is_task(NodeKind kind);
bool is_gateway(NodeKind kind);
/// Sub-process, transaction, ad-hoc sub-process, sub-choreography: has a body.
bool has_body(NodeKind kind);

struct SequenceFlow {
  std::string id;
  std::string name;
  std::string source;
  std::string target;
  Expression condition;
  bool immediate = true;
  Extension extension;
};

enum class Behavior { none, one, all, complex };
enum class Direction { unspecified, converging, diverging, mixed };
enum class Ordering { parallel, sequential };

/// Standard loop or multi-instance.
struct Loop {
  enum class Kind { none, standard, multi };
  Kind kind = Kind::none;
  // standard
  bool test_before = false;
  Expression condition;
  int maximum = -1;  ///< -1: no maximum given
  // multi-instance
  bool sequential = false;
  Expression cardinality;
  Expression completion;
  Behavior behavior = Behavior::all;
  std::string one_event;   ///< oneBehaviorEventRef: id of a top-level event definition
  std::string none_event;  ///< noneBehaviorEventRef
  struct Complex {
    Expression condition;
    std::vector<EventDefinition> events;
    std::string event_id;
  };
  std::vector<Complex> complex;
  std::string data_input;   ///< loopDataInputRef
  std::string data_output;  ///< loopDataOutputRef
  DataItem input_item;      ///< inputDataItem
  DataItem output_item;
};

/// A person's or system's part in an activity: humanPerformer, potentialOwner, performer.
struct Performer {
  std::string kind;      ///< element name
  std::string name;
  std::string resource;  ///< id of the resource
  Expression assignment;
};

struct Lane {
  std::string id;
  std::string name;
  std::vector<std::string> nodes;  ///< flowNodeRef
  std::vector<Lane> lanes;         ///< childLaneSet
};

struct Node;

/// What a process or sub-process holds: one level of the diagram.
struct Body {
  std::vector<Node> nodes;  ///< in document order
  std::vector<SequenceFlow> flows;
  std::vector<DataItem> data;         ///< data objects and references, in document order
  std::vector<Lane> lanes;
  /// Association from a compensation boundary event (source) to its handler (target); other associations are only kept in the document.
  struct Link {
    std::string source;
    std::string target;
  };
  std::vector<Link> compensations;
};

/// One thing in the flow. Fields that a kind does not have stay at their defaults, which are those of the standard.
struct Node {
  NodeKind kind = NodeKind::task;
  std::string id;
  std::string name;
  std::string documentation;
  std::vector<std::string> incoming;  ///< flow ids, found from the flows themselves
  std::vector<std::string> outgoing;
  std::string default_flow;  ///< activities, exclusive/inclusive/complex gateways
  Extension extension;

  // events
  std::vector<EventDefinition> events;
  bool parallel_multiple = false;
  bool interrupting = true;  ///< cancelActivity of a boundary event, isInterrupting of a start event
  std::string attached_to;   ///< boundary event

  // activities
  Loop loop;
  bool for_compensation = false;
  int start_quantity = 1;
  int completion_quantity = 1;
  IoSpecification io;  ///< of an event: its dataInputs/dataOutputs and their sets
  std::vector<DataAssociation> data_in;
  std::vector<DataAssociation> data_out;
  std::vector<DataItem> properties;
  std::vector<Performer> performers;
  std::string script;          ///< script task: text
  std::string script_format;   ///< MIME type; empty when not said
  std::string implementation;  ///< service, send, receive, user, business rule task
  std::string message;         ///< send and receive task: messageRef
  std::string operation;       ///< service, send, receive task: operationRef
  bool instantiate = false;    ///< receive task, event-based gateway
  std::string called;          ///< call activity: calledElement, without prefix

  // sub-processes
  bool triggered_by_event = false;
  Body body;
  std::string transaction_method;
  Ordering ordering = Ordering::parallel;  ///< ad-hoc
  Expression completion;                   ///< ad-hoc
  bool cancel_remaining = true;            ///< ad-hoc

  // gateways
  Direction direction = Direction::unspecified;
  bool event_gateway_parallel = false;  ///< eventGatewayType="Parallel"
  Expression activation;                ///< complex gateway
};

}  // namespace yiwang::bpmn
