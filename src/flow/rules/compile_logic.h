#pragma once
#include <string>
#include <vector>

#include "flow/feel/expression.h"
#include "flow/rules/logic.h"
#include "flow/rules/model.h"
#include "flow/rules/type_book.h"

namespace yiwang::dmn::detail {

/// What compiling one element needs to hand around.
struct Compiling {
  TypeBook& types;
  std::vector<Fault>& faults;
  std::string element;

  void fault(std::string rule, const std::string& id, std::string text, std::string detail = {}) {
    faults.push_back({std::move(rule), element, id, std::move(text), std::move(detail)});
  }
  /// Empty when the text does not read, which is a fault then.
  std::optional<feel::Expression> expression(const std::string& text, const std::string& id, const feel::Names& names);
};

/// Never nullptr: what cannot be done is a fault, and null with a problem when evaluated.
LogicPtr compile_boxed(const BoxedPtr& boxed, const feel::Names& names, Compiling& with);
LogicPtr compile_literal(const Literal& literal, const std::string& id, const feel::Names& names, Compiling& with);
LogicPtr compile_table(const DecisionTable& table, const feel::Names& names, Compiling& with);
LogicPtr compile_function(const FunctionDefinition& function, const std::string& id, const feel::Names& names, Compiling& with);
LogicPtr compile_invocation(const Invocation& invocation, const std::string& id, const feel::Names& names, Compiling& with);
LogicPtr compile_filter(const Filter& filter, const feel::Names& names, Compiling& with);
LogicPtr compile_iteration(const Iteration& iteration, const feel::Names& names, Compiling& with);

/// Null, with a problem of this code when it is not empty.
LogicPtr nothing(std::string code = {}, std::string detail = {});

/// What a logic needs from around, less the names given inside it.
void needs_without(const Logic& logic, const std::vector<std::string>& inside, std::vector<std::string>& names);

}  // namespace yiwang::dmn::detail
