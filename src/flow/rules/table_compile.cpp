#include <algorithm>
#include <unordered_map>

#include "flow/rules/table.h"

namespace yiwang::dmn::detail {
namespace {

std::optional<feel::UnaryTests> tests(const std::string& text, const std::string& id, const feel::Names& names, Compiling& with) {
  auto parsed = feel::UnaryTests::parse(text.empty() ? "-" : text, names);
  if (parsed) return std::move(*parsed);
  std::string why;
  for (const auto& [key, value] : parsed.error().facts) why += (why.empty() ? "" : ", ") + key + " " + value;
  with.fault("bad_expression", id, text, why);
  return std::nullopt;
}

/// The values of a list of constants, in the order they are written.
std::vector<feel::Value> values_in_order(const std::optional<feel::UnaryTests>& list) {
  std::vector<feel::Value> out;
  const auto* set = list ? list->constant() : nullptr;
  if (set == nullptr || set->any || set->negated) return out;
  for (const auto& term : set->terms) out.push_back(term.low);
  return out;
}

}  // namespace

Table::Table(const DecisionTable& source, const feel::Names& names, Compiling& with)
    : id_(source.id), hit_policy_(source.hit_policy), aggregation_(source.aggregation) {
  for (const auto& [id, language] : source.foreign) with.fault("unsupported_language", id, language);
  compile_columns(source, names, with);
  compile_results(source, names, with);
}

void Table::compile_columns(const DecisionTable& source, const feel::Names& names, Compiling& with) {
  for (std::size_t c = 0; c < source.inputs.size(); ++c) {
    const auto& clause = source.inputs[c];
    Column column;
    column.title = clause.title();
    column.input = compile_literal({clause.expression, {}}, clause.id, names, with);
    column.type = with.types.type(clause.type_ref, with.element);
    column.allowed_text = clause.values;
    if (!clause.values.empty() && clause.values != "-") column.allowed = tests(clause.values, clause.id, names, with);
    std::unordered_map<std::string_view, std::uint32_t> known;
    for (const auto& rule : source.rules) {
      const std::string_view text = c < rule.inputs.size() ? std::string_view(rule.inputs[c]) : std::string_view("-");
      const auto [at, fresh] = known.try_emplace(text, static_cast<std::uint32_t>(column.cells.size()));
      if (fresh) {
        column.cells.push_back(tests(std::string(text), rule.id, names, with));
        column.texts.emplace_back(text.empty() ? "-" : text);
      }
      column.of_row.push_back(at->second);
    }
    column.index = std::make_unique<ColumnIndex>(column.cells, column.of_row);
    columns_.push_back(std::move(column));
  }
  for (const auto& rule : source.rules) {
    if (rule.inputs.size() > source.inputs.size()) with.fault("too_many_cells", rule.id, {});
  }
}

void Table::compile_results(const DecisionTable& source, const feel::Names& names, Compiling& with) {
  for (const auto& clause : source.outputs) {
    ResultColumn column;
    column.name = feel::normalise_name(clause.name.empty() ? clause.label : clause.name);
    column.type = with.types.type(clause.type_ref, with.element);
    if (!clause.values.empty() && clause.values != "-") column.allowed = tests(clause.values, clause.id, names, with);
    column.order = values_in_order(column.allowed);
    if (column.order.empty() && !clause.type_ref.empty()) {
      if (const auto listed = with.types.allowed_text(clause.type_ref); !listed.empty()) {
        if (auto parsed = feel::UnaryTests::parse(listed)) column.order = values_in_order(*parsed);
      }
    }
    if (clause.default_entry) {
      column.fallback = compile_literal({*clause.default_entry, {}}, clause.id, names, with);
      has_fallback_ = true;
    }
    results_.push_back(std::move(column));
  }
  std::unordered_map<std::string_view, LogicPtr> known;
  for (const auto& rule : source.rules) {
    RowAt row{rule.id, rule.annotations.empty() ? rule.description : rule.annotations.front(), {}, std::nullopt};
    bool constant = true;
    std::vector<feel::Value> values;
    for (std::size_t c = 0; c < results_.size(); ++c) {
      const std::string_view text = c < rule.outputs.size() ? std::string_view(rule.outputs[c]) : std::string_view();
      auto& logic = known[text];
      if (!logic) logic = compile_literal({std::string(text), {}}, rule.id, names, with);
      row.results.push_back(logic);
      const auto parsed = text.empty() ? std::nullopt : [&] {
        auto made = feel::Expression::parse(text, names);
        return made ? std::optional(*made) : std::nullopt;
      }();
      const auto* value = parsed ? parsed->constant() : nullptr;
      constant = constant && value != nullptr && (!results_[c].type || feel::conforms(*value, *results_[c].type)) &&
                 (!results_[c].allowed || results_[c].allowed->matches(*value, feel::Scope{}).value_or(false));
      if (constant) values.push_back(*value);
    }
    if (constant && results_.size() == 1) row.constant = values[0];
    if (constant && results_.size() > 1) {
      feel::Context entries;
      for (std::size_t c = 0; c < results_.size(); ++c) entries.put(results_[c].name, values[c]);
      row.constant = feel::Value::make_context(std::move(entries));
    }
    rows_.push_back(std::move(row));
  }
}

void Table::needs(std::vector<std::string>& names) const {
  const auto take = [&](const std::vector<std::string>& more) { names.insert(names.end(), more.begin(), more.end()); };
  for (const auto& column : columns_) {
    column.input->needs(names);
    if (column.allowed) take(column.allowed->free_names());
    for (const auto& cell : column.cells) {
      if (cell) take(cell->free_names());
    }
  }
  for (const auto& column : results_) {
    if (column.fallback) column.fallback->needs(names);
  }
  for (const auto& row : rows_) {
    if (row.constant) continue;
    for (const auto& result : row.results) result->needs(names);
  }
}

LogicPtr compile_table(const DecisionTable& table, const feel::Names& names, Compiling& with) {
  auto made = std::make_shared<Table>(table, names, with);
  if (table.foreign.empty()) return made;
  return nothing("unsupported_language", table.foreign.front().second);
}

}  // namespace yiwang::dmn::detail
