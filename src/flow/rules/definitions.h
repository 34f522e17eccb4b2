#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// What a DMN file says (OMG DMN 1.1 to 1.5), as plain data. Nothing here is checked against anything else; `Model` does that.
namespace yiwang::dmn {

/// A name with a type: a variable, a parameter, a column.
struct InformationItem {
  std::string id, name, type_ref;
};

struct Boxed;
using BoxedPtr = std::shared_ptr<const Boxed>;

/// FEEL text. `language` is empty for FEEL.
struct Literal {
  std::string text, language;
};

enum class HitPolicy : std::uint8_t { unique, any, priority, first, rule_order, output_order, collect };
enum class Aggregation : std::uint8_t { none, sum, count, min, max };
/// `U`, `A`, `P`, `F`, `R`, `O`, `C`, `C+`, `C#`, `C<`, `C>`.
std::string_view mark_of(HitPolicy policy, Aggregation aggregation = Aggregation::none);

struct InputClause {
  std::string id, label, expression, type_ref, values;
  /// What people call the column: its label, else its expression.
  const std::string& title() const { return label.empty() ? expression : label; }
};
struct OutputClause {
  std::string id, label, name, type_ref, values;
  std::optional<std::string> default_entry;
};
struct Rule {
  std::string id, description;
  std::vector<std::string> inputs, outputs, annotations;
};
struct DecisionTable {
  std::string id;
  HitPolicy hit_policy = HitPolicy::unique;
  Aggregation aggregation = Aggregation::none;
  std::string output_label;
  std::vector<InputClause> inputs;
  std::vector<OutputClause> outputs;
  std::vector<std::string> annotations;
  std::vector<Rule> rules;
  /// Cells in another language than FEEL: id and language. Not run as FEEL, but refused.
  std::vector<std::pair<std::string, std::string>> foreign;
};

struct ContextEntry {
  InformationItem variable;  ///< without a name: the result of the whole context
  BoxedPtr value;
};
struct BoxedContext {
  std::vector<ContextEntry> entries;
};
struct BoxedList {
  std::vector<BoxedPtr> items;
};
struct Relation {
  std::vector<InformationItem> columns;
  std::vector<std::vector<BoxedPtr>> rows;
};
struct Binding {
  InformationItem parameter;
  BoxedPtr value;
};
struct Invocation {
  BoxedPtr called;
  std::vector<Binding> bindings;
};
/// `kind` is `FEEL`, or `Java` or `PMML`, which are refused when called.
struct FunctionDefinition {
  std::string kind = "FEEL";
  std::vector<InformationItem> parameters;
  BoxedPtr body;
};
struct Conditional {
  BoxedPtr condition, then, otherwise;
};
struct Filter {
  BoxedPtr in, match;
};
struct Iteration {
  enum class What : std::uint8_t { each, some, every } what = What::each;
  std::string variable, in_type_ref;
  BoxedPtr in, body;
};

/// An expression in a box. `logic` without a value means the box is empty or of a kind nobody knows (`unknown` says which).
struct Boxed {
  std::string id, type_ref, unknown;
  std::variant<std::monostate, Literal, DecisionTable, BoxedContext, BoxedList, Relation, Invocation, FunctionDefinition, Conditional, Filter, Iteration> logic;
};

/// A reference to an element: `#id`, or `namespace#id`.
using Reference = std::string;

struct FunctionItem {
  std::vector<InformationItem> parameters;
  std::string output_type_ref;
};
struct ItemDefinition {
  std::string id, name, type_ref, allowed_values, type_constraint;
  bool is_collection = false;
  std::vector<ItemDefinition> components;
  std::optional<FunctionItem> function;
};
struct InputData {
  std::string id, name;
  InformationItem variable;
};
struct Decision {
  std::string id, name, question, allowed_answers, description;
  InformationItem variable;
  std::vector<Reference> required_inputs, required_decisions, required_knowledge;
  BoxedPtr logic;
};
struct KnowledgeModel {
  std::string id, name;
  InformationItem variable;
  std::vector<Reference> required_knowledge;
  BoxedPtr function;  ///< a FunctionDefinition; nullptr when the file has none
};
struct DecisionService {
  std::string id, name;
  InformationItem variable;
  std::vector<Reference> outputs, encapsulated, input_decisions, input_data;
};
struct Import {
  std::string name, name_space, type, location;
};

struct Definitions {
  std::string id, name, name_space;
  /// `1.1` to `1.5`, by the namespace of the file.
  std::string version;
  std::string language;  ///< of all expressions that name none; empty for FEEL
  std::vector<Import> imports;
  std::vector<ItemDefinition> items;
  std::vector<InputData> inputs;
  std::vector<Decision> decisions;
  std::vector<KnowledgeModel> knowledge;
  std::vector<DecisionService> services;

  /// By name or id; nullptr when there is none.
  const Decision* decision(std::string_view name_or_id) const;
  /// The decision table that is the whole logic of a decision; nullptr otherwise.
  const DecisionTable* table(std::string_view decision) const;
};

/// The table in a box, if that is what it holds.
inline const DecisionTable* table_of(const BoxedPtr& boxed) { return boxed ? std::get_if<DecisionTable>(&boxed->logic) : nullptr; }

/// A table wherever it stands: in a decision, in a box within it, in a knowledge model.
struct TableAt {
  std::string element;  ///< name of the decision or knowledge model
  const DecisionTable* table = nullptr;
};
std::vector<TableAt> all_tables(const Definitions& definitions);

}  // namespace yiwang::dmn
