#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "flow/diagram/definitions.h"
#include "flow/feel/expression.h"

namespace yiwang::process {

/// A FEEL expression of the diagram, ready to evaluate, with the names it reads (for the trace).
struct Formula {
  std::string text;                       // as evaluated
  std::optional<feel::Expression> expression;
  std::vector<std::string> reads;
  explicit operator bool() const { return expression.has_value(); }
};

/// A sequence flow.
struct Flow {
  std::string id, name;
  int source = 0;
  int target = 0;
  Formula condition;
  int joined_at = -1;     // its place among the incoming flows of the target
};

enum class TimerKind { none, date, duration, cycle };

/// What one event definition waits for or does.
struct Event {
  bpmn::EventKind kind{};
  std::string name;             // of the message or signal; the link's name
  std::string code;             // of the error or escalation; empty catches every one
  Formula condition;
  Formula correlation;
  TimerKind timer = TimerKind::none;
  Formula time;                 // FEEL; without an expression its text is an ISO date, duration or cycle
  int activity = -1;            // compensate: the node; -1 the whole scope
  bool wait = true;
};

struct LoopPlan {
  enum class Kind { none, standard, parallel, sequential } kind = Kind::none;
  bool test_before = false;
  int maximum = -1;
  Formula condition;            // of a standard loop
  Formula cardinality;
  Formula completion;
  Formula collection;
  std::string item;
  std::string output_collection;
  Formula output_item;
  bpmn::Behavior behavior = bpmn::Behavior::all;
  std::vector<Event> thrown;    // behaviour none, one
  struct Complex {
    Formula condition;
    std::vector<Event> events;
  };
  std::vector<Complex> complex;
};

/// What a node does when a token comes.
enum class Act {
  process, start, end, catch_event, throw_event, boundary,
  pass,                         // abstract and global tasks without work: done at once
  person,                       // user and manual tasks
  service, send, receive, script, decision,
  call, sub_process, transaction, ad_hoc, event_sub_process,
  exclusive, parallel, inclusive, event_gateway, complex
};

struct Mapping {
  Formula source;
  std::string target;
};

struct Node {
  Act act = Act::pass;
  bpmn::NodeKind kind{};
  std::string id, name;
  int parent = -1;                    // the container; -1 for the process
  std::vector<int> incoming, outgoing;   // flows
  int default_flow = -1;

  std::vector<Event> events;
  bool parallel_multiple = false;
  bool interrupting = true;
  bool instantiate = false;
  bool speaks = false;                // sends a message or signal: moves only when nothing else can, so that those who wait for it are there
  int attached_to = -1;               // of a boundary event
  int link_target = -1;               // of a link throw
  std::vector<int> boundary;          // events on this activity
  int compensation = -1;              // the handler of its compensation boundary event
  bool for_compensation = false;

  // containers
  std::vector<int> children;          // nodes directly inside
  std::vector<int> starts;            // start events (and instantiating nodes), and where none is, nodes without incoming flow
  std::vector<int> event_starts;      // start events of the event sub-processes directly inside
  std::vector<std::string> data;      // data objects and properties: variables of this scope
  int compensation_start = -1;        // a compensation event sub-process inside
  bool has_compensation = false;      // anything inside, however deep, can be compensated
  bool sequential = false;            // ad-hoc ordering
  bool cancel_remaining = true;
  Formula completion;                 // ad-hoc

  LoopPlan loop;
  int start_quantity = 1;
  int completion_quantity = 1;

  // activities
  std::string stage, form, calendar, service, decision, result;
  std::vector<std::string> operations;
  Formula assign, candidates;
  Formula due;                        // FEEL; without an expression its text is an ISO duration
  std::string message;
  Formula correlation;
  Formula script;                     // FEEL
  std::string script_format, script_text;
  std::string called, called_version;
  std::vector<Mapping> inputs, outputs;
  std::vector<std::string> data_reads, data_writes;             // data objects and properties, by variable name
  std::vector<std::pair<std::string, std::string>> data_out;    // data output -> variable

  // gateways
  bool waits_all = false;             // parallel-multiple or an instantiating parallel event gateway
  Formula activation;                 // complex
  /// For inclusive and complex joins: `reach[i]` are the nodes of this level from which the i-th incoming flow can be reached without passing the gateway.
  std::vector<std::vector<bool>> reach;
};

}  // namespace yiwang::process
