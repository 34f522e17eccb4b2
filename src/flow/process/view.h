#pragma once
#include <string>
#include <vector>

#include "flow/process/host.h"
#include "flow/process/plan.h"
#include "flow/process/state.h"

namespace yiwang::process {

/// An open task with everything the diagram says of it.
struct OpenTask {
  int id = 0;
  std::string element, name;
  std::string kind;                     // user | manual | service | send | script | receive
  std::string stage;                    // yiwang:stage
  std::vector<std::string> operations;  // yiwang:operations
  std::string form;                     // yiwang:form
  std::string assigned, owner;
  std::vector<Signer> signers;
  std::optional<Instant> due;
  Instant opened{};
  int reminded = 0;
  int index = 0;                        // which instance of a multi-instance task, from 1; 0 else
};
std::vector<OpenTask> open_tasks(const Plan& plan, const State& state, const Host& host);

/// How many tokens rest at each element, in diagram order; for a picture.
struct TokenCount {
  std::string element;
  int count = 0;
};
std::vector<TokenCount> tokens_at(const Plan& plan, const State& state, const Host& host);

/// What the instance waits for from outside.
struct Awaited {
  std::string kind;         // message | signal | condition | timer
  std::string element;
  std::string name;         // of the message or signal
  std::string correlation;
  std::optional<Instant> due;
};
std::vector<Awaited> awaited(const Plan& plan, const State& state, const Host& host);

/// The incidents with their elements.
struct OpenIncident {
  int id = 0;
  std::string element, name, cause, detail;
  Instant since{};
};
std::vector<OpenIncident> open_incidents(const Plan& plan, const State& state, const Host& host);

/// The open task at an element; 0 when there is none or more than one.
int find_task(const Plan& plan, const State& state, const Host& host, std::string_view element);

/// The elements work may go back to (退回), newest first.
std::vector<std::string> possible_returns(const Plan& plan, const State& state, const Host& host);
/// The words of commands that would make sense now (`word_of`), for buttons.
std::vector<std::string> possible_commands(const Plan& plan, const State& state);

}  // namespace yiwang::process
