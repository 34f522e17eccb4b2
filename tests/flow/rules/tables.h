#pragma once
#include <string>
#include <vector>

#include "flow/rules/model.h"

/// Little decision tables written as text, as one would on a sheet of paper:
///
///     P | age: number | risk            || approval ("Approved", "Declined") | rate
///       | >= 18       | "Low"           || "Approved"                        | 1
///       | -           | -               || "Declined"                        | 2
///
/// First line: hit mark, inputs `expression: type`, `||`, outputs `name: type (output values) = default`.
namespace yiwang::dmn::testing {

DecisionTable table_from(const std::string& text);
/// A model with one decision `d` that is this table.
std::shared_ptr<const Model> model_of(const DecisionTable& table);
std::shared_ptr<const Model> model_of(const std::string& text);
/// The result of the table for a FEEL context, as FEEL text; problems in square brackets behind it.
std::string decide(const std::string& table, const std::string& input);
feel::Value feel_value(const std::string& text);

/// A file around these elements, in the namespace of DMN 1.3.
std::string file_of(const std::string& elements, const std::string& name_space = "urn:test");

}  // namespace yiwang::dmn::testing
