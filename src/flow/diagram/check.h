#pragma once
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "flow/diagram/document.h"

namespace yiwang::bpmn {

enum class Severity {
  error,         ///< not valid BPMN: refused
  not_executed,  ///< valid, but this engine does not run it: refused at deployment, `advice` says what to use instead
  warning        ///< runs, but somebody should look
};
std::string_view code_of(Severity severity);

/// One broken rule at one element. `rule` is stable and part of the interface (`EXT.101`, `REF.type`, `XSD.required`, `RUN.choreography`); screens translate it.
struct Fault {
  std::string rule;
  std::string element;  ///< id of the element, or of the nearest one around it that has one
  Severity severity = Severity::error;
  std::vector<std::pair<std::string, std::string>> facts;
  std::string advice;  ///< one English sentence: what to do instead
  int line = 0;        ///< in the file as read, from 1
};

/// Every broken rule of BPMN 2.0 (structure, references, constraints of the text of the standard) and everything this engine would not execute, in document
/// order; at most some 5,000, of which at least one refuses where one should. Calls that leave the file are not looked at.
std::vector<Fault> check(const Document& document);
/// Ids of processes in other files that call activities may name; calls of any other are refused at deployment.
using Callable = std::set<std::string, std::less<>>;
std::vector<Fault> check(const Document& document, const Callable& callable);

/// True when there is an `error`, or at deployment a `not_executed`.
bool refuses(const std::vector<Fault>& faults, bool deploying);

}  // namespace yiwang::bpmn
