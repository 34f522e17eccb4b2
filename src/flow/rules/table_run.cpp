#include <algorithm>
#include <bit>

#include "flow/rules/table.h"

namespace yiwang::dmn::detail {

using feel::Scope;
using feel::Value;

namespace {

/// Whether a value is among those listed; of a list each element may be. What is absent is not judged.
bool listed(const feel::UnaryTests& values, const Value& value, const Scope& scope, Walk& walk) {
  if (value.is_null() || values.matches(value, scope, walk.run).value_or(false)) return true;
  if (!value.is(feel::Kind::list)) return false;
  const auto& items = value.as_list();
  return std::all_of(items.begin(), items.end(), [&](const Value& item) { return values.matches(item, scope, walk.run).value_or(false); });
}

}  // namespace

bool Table::read_inputs(const Scope& scope, Walk& walk, std::vector<Value>& inputs) const {
  inputs.reserve(columns_.size());
  for (const auto& column : columns_) {
    auto value = column.input->value(scope, walk);
    if (column.type && !feel::conforms(value, *column.type)) value = feel::coerce(value, *column.type, walk.run.notes);
    if (column.allowed && !listed(*column.allowed, value, scope, walk)) {
      walk.run.note("input_not_allowed", 0, column.title + ": " + value.to_text());
      return false;
    }
    inputs.push_back(std::move(value));
  }
  return true;
}

bool Table::cell_matches(std::size_t column, std::uint32_t row, const Value& input, const Scope& scope, Walk& walk) const {
  const auto& at = columns_[column];
  const auto& cell = at.cells[at.of_row[row]];
  return cell && cell->matches(input, scope, walk.run).value_or(false);
}

void Table::match(const std::vector<Value>& inputs, const Scope& scope, Walk& walk, std::size_t most, std::vector<std::uint32_t>& rows) const {
  const auto words = (rows_.size() + 63) / 64;
  constexpr std::size_t kFew = 16;
  std::array<ColumnIndex::Found, kFew> few;
  std::vector<ColumnIndex::Found> many;
  if (columns_.size() > kFew) many.resize(columns_.size());
  auto* found = columns_.size() > kFew ? many.data() : few.data();
  for (std::size_t c = 0; c < columns_.size(); ++c) found[c] = columns_[c].index->find(inputs[c]);
  for (std::size_t word = 0; word < words; ++word) {
    const auto left = rows_.size() - word * 64;
    auto bits = left >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << left) - 1;
    for (std::size_t c = 0; c < columns_.size(); ++c) bits &= found[c].candidates[word];
    for (; bits != 0; bits &= bits - 1) {
      const auto bit = bits & (~bits + 1);
      const auto row = static_cast<std::uint32_t>(word * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
      bool holds = true;
      for (std::size_t c = 0; c < columns_.size() && holds; ++c) {
        if ((found[c].unsure[word] & bit) != 0) holds = walk.run.spend(1) && cell_matches(c, row, inputs[c], scope, walk);
      }
      if (!holds) continue;
      rows.push_back(row);
      if (rows.size() >= most) return;
    }
  }
}

Value Table::run(const Scope& scope, Walk& walk) const {
  std::vector<Value> inputs;
  if (!walk.run.spend(1) || !read_inputs(scope, walk, inputs)) return {};
  std::vector<std::uint32_t> matched;
  const bool explaining = walk.record && walk.record->explain;
  match(inputs, scope, walk, hit_policy_ == HitPolicy::first && !explaining ? 1 : rows_.size() + 1, matched);
  if (!explaining) return decide(matched, scope, walk);
  auto decided = matched;
  const auto result = decide(decided, scope, walk);
  explain(inputs, matched, decided, result, scope, walk);
  return result;
}

const Value& Table::part(const Value& result, std::size_t column) const {
  static const Value nothing;
  if (results_.size() == 1) return result;
  const auto* found = result.is(feel::Kind::context) ? result.as_context().find(results_[column].name, column) : nullptr;
  return found == nullptr ? nothing : *found;
}

Value Table::result_of(std::uint32_t row, const Scope& scope, Walk& walk) const {
  const auto& at = rows_[row];
  if (at.constant) return *at.constant;
  const auto one = [&](std::size_t c) {
    auto value = at.results[c]->value(scope, walk);
    const auto& column = results_[c];
    if (column.type) value = feel::coerce(value, *column.type, walk.run.notes);
    if (column.allowed && !listed(*column.allowed, value, scope, walk)) {
      walk.run.note("output_not_allowed", 0, column.name + ": " + value.to_text());
      return Value{};
    }
    return value;
  };
  if (results_.size() == 1) return one(0);
  feel::Context out;
  out.reserve(results_.size());
  for (std::size_t c = 0; c < results_.size(); ++c) out.put(results_[c].name, one(c));
  return Value::make_context(std::move(out));
}

Value Table::fallback(const Scope& scope, Walk& walk) const {
  const auto one = [&](std::size_t c) {
    const auto& column = results_[c];
    if (!column.fallback) return Value{};
    auto value = column.fallback->value(scope, walk);
    return column.type ? feel::coerce(value, *column.type, walk.run.notes) : value;
  };
  if (results_.size() == 1) return one(0);
  feel::Context out;
  for (std::size_t c = 0; c < results_.size(); ++c) out.put(results_[c].name, one(c));
  return Value::make_context(std::move(out));
}

void Table::explain(const std::vector<Value>& inputs, const std::vector<std::uint32_t>& matched, const std::vector<std::uint32_t>& decided, const Value& result,
                    const Scope& scope, Walk& walk) const {
  TableExplanation out;
  out.decision = walk.element;
  out.table = id_;
  out.hit_policy = hit_policy_;
  out.aggregation = aggregation_;
  const auto seen = [&](std::size_t c, std::uint32_t row) {
    const auto& column = columns_[c];
    return CellSeen{c, column.title, column.texts[column.of_row[row]], out.inputs[c].value};
  };
  for (std::size_t c = 0; c < columns_.size(); ++c) out.inputs.push_back({c, columns_[c].title, {}, inputs[c].to_text()});
  std::vector<ColumnIndex::Found> found;
  for (std::size_t c = 0; c < columns_.size(); ++c) found.push_back(columns_[c].index->find(inputs[c]));
  feel::Run quiet = walk.run;
  quiet.notes = nullptr;
  Walk aside{quiet, walk.house, walk.record, walk.element};
  out.missed.reserve(rows_.size() - matched.size());
  std::size_t next = 0;
  for (std::uint32_t row = 0; row < rows_.size(); ++row) {
    if (next < matched.size() && matched[next] == row) {
      ++next;
      RowMatched hit{row + 1, rows_[row].id, rows_[row].annotation, std::find(decided.begin(), decided.end(), row) != decided.end(), {}};
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        const auto& cell = columns_[c].cells[columns_[c].of_row[row]];
        if (cell && !(cell->constant() != nullptr && cell->constant()->any)) hit.why.push_back(seen(c, row));
      }
      out.matched.push_back(std::move(hit));
      continue;
    }
    const auto bit = std::uint64_t{1} << (row % 64);
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if ((found[c].candidates[row / 64] & bit) != 0 && ((found[c].unsure[row / 64] & bit) == 0 || cell_matches(c, row, inputs[c], scope, aside))) continue;
      out.missed.push_back({row + 1, rows_[row].id, seen(c, row)});
      break;
    }
  }
  out.defaulted = matched.empty() && has_fallback_;
  out.result = result.to_text();
  walk.record->tables.push_back(std::move(out));
}

}  // namespace yiwang::dmn::detail
