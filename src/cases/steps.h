#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"

namespace yiwang {

/// One step of the case's process that somebody can do now, as the diagram says it.
struct Activity {
  int id = 0;                              // never used twice until the process begins anew
  std::string element;                     // its id in the diagram
  std::string name;
  std::string stage;                       // code of the stage it stands for; empty for a step beside the life of the case
  std::vector<std::string> operations;     // what may be done here; empty: all that its stage allows
  std::string form;                        // code of the form to fill in
  std::string who;                         // unit code or login it is for; empty: whoever works on the case
  std::vector<std::string> signers;        // who must still sign, where more than one must
  std::optional<Instant> due;
  bool operator==(const Activity&) const = default;
};
BOOST_DESCRIBE_STRUCT(Activity, (), (id, element, name, stage, operations, form, who, signers, due))

/// A step that failed and waits for a person to try it again or to pass it.
struct StuckStep {
  int id = 0;
  std::string element;
  std::string name;
  std::string cause;                       // stable word of flow/process
  std::string detail;
  bool operator==(const StuckStep&) const = default;
};
BOOST_DESCRIBE_STRUCT(StuckStep, (), (id, element, name, cause, detail))

/// One line of why the process went that way: `taken`, the flow's id and name, and facts such as `condition=pass = false`, `=pass=true`.
struct TraceLine {
  std::string what;
  std::string element;
  std::string name;
  std::vector<std::string> facts;
  bool operator==(const TraceLine&) const = default;
};
BOOST_DESCRIBE_STRUCT(TraceLine, (), (what, element, name, facts))

/// How the process of a case stands. `state` is the engine's own text (flow/process/state.h): only decide reads it.
struct CaseProcess {
  std::string code;
  std::string version;                     // pinned when it began
  std::string state;
  std::vector<Activity> activities;
  std::vector<StuckStep> stuck;
  std::optional<Instant> timer;            // when time does something next
  std::vector<std::string> allow;          // moves of people the diagram permits
  std::vector<std::string> back;           // elements that work may go back to, newest first
  bool operator==(const CaseProcess&) const = default;
};
BOOST_DESCRIBE_STRUCT(CaseProcess, (), (code, version, state, activities, stuck, timer, allow, back))

}  // namespace yiwang
