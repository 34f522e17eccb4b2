#include "flow/rules/prove.h"

#include <algorithm>
#include <unordered_map>

#include "flow/feel/expression.h"
#include "flow/rules/proof_axis.h"

namespace yiwang::dmn {
namespace {

using namespace detail;
using feel::Value;

/// Conditions and results of a table, each distinct text parsed once.
class Reader {
 public:
  const feel::CellSet* condition(const std::string& text) {
    const auto [at, fresh] = conditions_.try_emplace(text);
    if (fresh) {
      if (auto parsed = feel::UnaryTests::parse(text.empty() ? "-" : text)) at->second = *parsed;
    }
    const auto* set = at->second ? at->second->constant() : nullptr;
    return set != nullptr && ProofAxis::holds(*set) ? set : nullptr;
  }
  const Value* result(const std::string& text) {
    const auto [at, fresh] = results_.try_emplace(text);
    if (fresh && !text.empty()) {
      if (auto parsed = feel::Expression::parse(text)) at->second = *parsed;
    }
    return at->second ? at->second->constant() : nullptr;
  }

 private:
  std::unordered_map<std::string, std::optional<feel::UnaryTests>> conditions_;
  std::unordered_map<std::string, std::optional<feel::Expression>> results_;
};

class Prover {
 public:
  Prover(const DecisionTable& table, const ProofLimits& limits) : table_(table), limits_{limits.findings, CoverLimits{}.steps} {}

  Proof run() {
    outputs();
    if (!table_.inputs.empty()) {
      build();
      gaps();
      overlaps();
      unreachable();
    }
    return std::move(proof_);
  }

 private:
  static const std::string& text_of(const Rule& rule, std::size_t column) {
    static const std::string any = "-";
    return column < rule.inputs.size() ? rule.inputs[column] : any;
  }

  void build() {
    for (std::size_t c = 0; c < table_.inputs.size(); ++c) {
      axes_.emplace_back(table_.inputs[c].type_ref);
      const auto& allowed = table_.inputs[c].values;
      if (const auto* set = allowed.empty() ? nullptr : reader_.condition(allowed)) axes_[c].add(*set);
      for (const auto& rule : table_.rules) {
        if (const auto* set = reader_.condition(text_of(rule, c))) axes_[c].add(*set);
      }
      axes_[c].freeze();
    }
    std::vector<std::uint32_t> sizes;
    Box domain;
    for (std::size_t c = 0; c < axes_.size(); ++c) {
      const auto& allowed = table_.inputs[c].values;
      sizes.push_back(axes_[c].size());
      domain.push_back(axes_[c].domain(allowed.empty() ? nullptr : reader_.condition(allowed)));
    }
    domain_ = domain;
    cover_.emplace(std::move(sizes), std::move(domain));
    std::vector<std::unordered_map<const feel::CellSet*, Cell>> cells(axes_.size());
    for (std::size_t r = 0; r < table_.rules.size(); ++r) {
      Box box;
      for (std::size_t c = 0; c < axes_.size(); ++c) {
        const auto* set = reader_.condition(text_of(table_.rules[r], c));
        if (set == nullptr) break;
        const auto [at, fresh] = cells[c].try_emplace(set);
        if (fresh) at->second = axes_[c].cell(*set);
        box.push_back(at->second);
      }
      if (box.size() < axes_.size()) {
        proof_.not_constant.push_back(r + 1);
        continue;
      }
      cover_->add(std::move(box));
      rows_.push_back(r);
    }
  }

  std::vector<std::pair<std::string, std::string>> example(const Box& box) const {
    std::vector<std::pair<std::string, std::string>> out;
    for (std::size_t c = 0; c < box.size(); ++c) {
      std::optional<Value> value;
      for (const auto& piece : box[c]) {
        for (auto atom = piece.from; atom <= piece.to && !value; ++atom) value = axes_[c].example(atom);
      }
      out.emplace_back(table_.inputs[c].title(), value ? value->to_text() : "null");
    }
    return out;
  }

  void gaps() {
    const bool answered = std::any_of(table_.outputs.begin(), table_.outputs.end(), [](const OutputClause& each) { return each.default_entry.has_value(); });
    if (answered) return;
    // What is named first; then, input by input, strings that no row names, so that a missing last row is one finding and not one for each of the others.
    Box part = domain_;
    std::vector<Box> unnamed;
    for (std::size_t c = 0; c < axes_.size(); ++c) {
      const auto atom = axes_[c].unnamed();
      if (!atom || intersect(domain_[c], {{*atom, *atom}}).empty()) continue;
      auto rest = part;
      rest[c] = {{*atom, *atom}};
      part[c] = intersect(part[c], complement(rest[c], axes_[c].size()));
      unnamed.push_back(std::move(rest));
    }
    add_gaps(part);
    for (const auto& each : unnamed) add_gaps(each);
  }

  void add_gaps(const Box& part) {
    const auto room = limits_.findings - std::min(gaps_, limits_.findings);
    if (room == 0) return;
    for (const auto& box : cover_->gaps_within(part, {room, limits_.steps})) {
      proof_.findings.push_back({Finding::Kind::gap, {}, example(box), {}});
      ++gaps_;
    }
    proof_.incomplete = proof_.incomplete || cover_->incomplete();
  }

  void overlaps() {
    if (table_.hit_policy != HitPolicy::unique && table_.hit_policy != HitPolicy::any) return;
    const auto counts = [&](std::size_t a, std::size_t b) { return table_.hit_policy == HitPolicy::unique || outputs_differ(rows_[a], rows_[b]); };
    for (const auto& each : cover_->overlaps(counts, limits_)) {
      proof_.findings.push_back({Finding::Kind::overlap, {rows_[each.first] + 1, rows_[each.second] + 1}, example(each.where), {}});
    }
    proof_.incomplete = proof_.incomplete || cover_->incomplete();
  }

  bool outputs_differ(std::size_t a, std::size_t b) {
    const auto &first = table_.rules[a].outputs, &second = table_.rules[b].outputs;
    for (std::size_t c = 0; c < table_.outputs.size(); ++c) {
      const std::string x = c < first.size() ? first[c] : "", y = c < second.size() ? second[c] : "";
      if (x == y) continue;
      const auto *left = reader_.result(x), *right = reader_.result(y);
      if (left == nullptr || right == nullptr || !(*left == *right)) return true;
    }
    return false;
  }

  void unreachable() {
    for (const auto row : cover_->empty_rows()) proof_.findings.push_back({Finding::Kind::unreachable, {rows_[row] + 1}, {}, "empty"});
    std::vector<std::vector<std::size_t>> ranks;
    if (table_.hit_policy == HitPolicy::priority) {
      for (const auto row : rows_) ranks.push_back(rank(table_.rules[row]));
    } else if (table_.hit_policy != HitPolicy::first) {
      return;
    }
    const auto beats = [&](std::size_t a, std::size_t b) { return ranks.empty() ? a < b : ranks[a] < ranks[b]; };
    for (const auto row : cover_->masked(beats, limits_)) {
      Finding found{Finding::Kind::unreachable, {rows_[row] + 1}, {}, "masked"};
      for (std::size_t other = 0; other < cover_->size(); ++other) {
        if (!beats(other, row) || !inside(cover_->row(row), cover_->row(other))) continue;
        found.rows.push_back(rows_[other] + 1);
        break;
      }
      proof_.findings.push_back(std::move(found));
    }
    proof_.incomplete = proof_.incomplete || cover_->incomplete();
  }

  static bool inside(const Box& small, const Box& large) {
    for (std::size_t d = 0; d < small.size(); ++d) {
      if (intersect(small[d], large[d]) != small[d]) return false;
    }
    return true;
  }

  std::vector<Value> order_of(const OutputClause& clause) {
    std::vector<Value> out;
    const auto parsed = clause.values.empty() ? std::nullopt : std::optional(feel::UnaryTests::parse(clause.values));
    const auto* set = parsed && *parsed ? (*parsed)->constant() : nullptr;
    if (set == nullptr || set->any || set->negated) return out;
    for (const auto& term : set->terms) out.push_back(term.low);
    return out;
  }

  std::vector<std::size_t> rank(const Rule& rule) {
    std::vector<std::size_t> out;
    for (std::size_t c = 0; c < table_.outputs.size(); ++c) {
      const auto order = order_of(table_.outputs[c]);
      const auto* value = c < rule.outputs.size() ? reader_.result(rule.outputs[c]) : nullptr;
      if (order.empty()) continue;
      out.push_back(value == nullptr ? order.size() : static_cast<std::size_t>(std::find(order.begin(), order.end(), *value) - order.begin()));
    }
    return out;
  }

  void outputs() {
    for (std::size_t c = 0; c < table_.outputs.size(); ++c) {
      const auto& clause = table_.outputs[c];
      if (clause.values.empty()) continue;
      const auto parsed = feel::UnaryTests::parse(clause.values);
      const auto* set = parsed ? parsed->constant() : nullptr;
      if (set == nullptr) continue;
      for (std::size_t r = 0; r < table_.rules.size(); ++r) {
        const auto& outs = table_.rules[r].outputs;
        const auto* value = c < outs.size() ? reader_.result(outs[c]) : nullptr;
        if (value == nullptr || value->is_null() || feel::contains(*set, *value).value_or(false)) continue;
        const auto title = !clause.label.empty() ? clause.label : !clause.name.empty() ? clause.name : table_.output_label;
        proof_.findings.push_back({Finding::Kind::unknown_output, {r + 1}, {{title, value->to_text()}}, {}});
      }
    }
  }

  const DecisionTable& table_;
  CoverLimits limits_;
  Reader reader_;
  std::vector<ProofAxis> axes_;
  std::optional<Cover> cover_;
  Box domain_;
  std::size_t gaps_ = 0;
  std::vector<std::size_t> rows_;  // rows of the table that are in the cover
  Proof proof_;
};

/// The item definition a type comes down to, through definitions that only name another.
const ItemDefinition* item_of(const Definitions& definitions, std::string_view name) {
  const auto at = std::find_if(definitions.items.begin(), definitions.items.end(), [&](const ItemDefinition& each) { return each.name == name; });
  return at == definitions.items.end() ? nullptr : &*at;
}

void settle(const Definitions& definitions, std::string& type, std::string& values) {
  for (int hops = 0; hops < 20; ++hops) {
    const auto* item = item_of(definitions, type);
    if (item == nullptr) return;
    if (values.empty() && !item->is_collection) values = item->allowed_values.empty() ? item->type_constraint : item->allowed_values;
    type = item->type_ref;
  }
}

}  // namespace

std::string_view code_of(Finding::Kind kind) {
  switch (kind) {
    case Finding::Kind::gap: return "gap";
    case Finding::Kind::overlap: return "overlap";
    case Finding::Kind::unreachable: return "unreachable";
    case Finding::Kind::unknown_output: return "unknown_output";
  }
  return {};
}

Proof prove(const DecisionTable& table, const ProofLimits& limits) { return Prover(table, limits).run(); }

Proof prove(const Definitions& definitions, const DecisionTable& table, const ProofLimits& limits) {
  auto settled = table;
  for (auto& input : settled.inputs) {
    // An input that is just a variable has that variable's type.
    if (input.type_ref.empty() || item_of(definitions, input.type_ref) == nullptr) {
      for (const auto& each : definitions.inputs) {
        if (each.variable.name == input.expression && (input.type_ref.empty() || item_of(definitions, each.variable.type_ref) != nullptr)) input.type_ref = each.variable.type_ref;
      }
    }
    settle(definitions, input.type_ref, input.values);
  }
  for (auto& output : settled.outputs) settle(definitions, output.type_ref, output.values);
  return Prover(settled, limits).run();
}

}  // namespace yiwang::dmn
