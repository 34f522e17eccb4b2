#include "flow/rules/compare.h"

#include <algorithm>
#include <deque>
#include <unordered_map>

#include "flow/rules/box_text.h"
#include "flow/rules/compare_rows.h"

namespace yiwang::dmn {
namespace {

using namespace detail;

struct Pairs {
  std::vector<std::pair<std::size_t, std::size_t>> both;
  std::vector<std::size_t> only_before, only_after;
};

/// Pairs by the first key that both have; each thing at most once.
template <class Things, class... Keys>
Pairs pair_up(const Things& before, const Things& after, Keys... keys) {
  Pairs out;
  std::vector<bool> used_before(before.size(), false), used_after(after.size(), false);
  const auto by = [&](auto key) {
    std::unordered_map<std::string, std::deque<std::size_t>> index;
    for (std::size_t j = 0; j < after.size(); ++j) {
      if (!used_after[j]) index[key(after[j])].push_back(j);
    }
    for (std::size_t i = 0; i < before.size(); ++i) {
      const auto text = key(before[i]);
      const auto at = used_before[i] || text.empty() ? index.end() : index.find(text);
      if (at == index.end() || at->second.empty()) continue;
      used_before[i] = used_after[at->second.front()] = true;
      out.both.emplace_back(i, at->second.front());
      at->second.pop_front();
    }
  };
  (by(keys), ...);
  std::sort(out.both.begin(), out.both.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (!used_before[i]) out.only_before.push_back(i);
  }
  for (std::size_t j = 0; j < after.size(); ++j) {
    if (!used_after[j]) out.only_after.push_back(j);
  }
  return out;
}

void differ(std::vector<Change::Detail>& details, std::string field, const std::string& before, const std::string& after) {
  if (before != after) details.push_back({std::move(field), before, after});
}

std::string title_of(const OutputClause& clause) { return !clause.label.empty() ? clause.label : clause.name; }
std::string element_of(const std::string& id, const std::string& name) { return id.empty() ? name : id; }
const auto id_of = [](const auto& each) { return each.id; };

class TableComparison {
 public:
  TableComparison(const DecisionTable& before, const DecisionTable& after) : before_(before), after_(after) {}

  std::vector<Change> run() {
    policy();
    columns();
    rows();
    return std::move(changes_);
  }

 private:
  void policy() {
    const std::string was(mark_of(before_.hit_policy, before_.aggregation)), is(mark_of(after_.hit_policy, after_.aggregation));
    if (was != is) changes_.push_back({Change::What::changed, "hit_policy", after_.id, is, 0, 0, {{"hit_policy", was, is}}});
  }

  void columns() {
    inputs_ = pair_up(before_.inputs, after_.inputs, id_of, [](const InputClause& each) { return each.title(); });
    outputs_ = pair_up(before_.outputs, after_.outputs, id_of, [](const OutputClause& each) { return title_of(each); });
    if (before_.outputs.size() == 1 && after_.outputs.size() == 1) outputs_ = {{{0, 0}}, {}, {}};
    for (const auto i : inputs_.only_before) changes_.push_back({Change::What::removed, "input", before_.inputs[i].id, before_.inputs[i].title(), 0, 0, {}});
    for (const auto j : inputs_.only_after) changes_.push_back({Change::What::added, "input", after_.inputs[j].id, after_.inputs[j].title(), 0, 0, {}});
    for (const auto& [i, j] : inputs_.both) {
      const auto &a = before_.inputs[i], &b = after_.inputs[j];
      Change change{Change::What::changed, "input", b.id, b.title(), 0, 0, {}};
      differ(change.details, "label", a.label, b.label);
      differ(change.details, "expression", a.expression, b.expression);
      differ(change.details, "type", a.type_ref, b.type_ref);
      differ(change.details, "values", a.values, b.values);
      if (!change.details.empty()) changes_.push_back(std::move(change));
    }
    for (const auto i : outputs_.only_before) changes_.push_back({Change::What::removed, "output", before_.outputs[i].id, title_of(before_.outputs[i]), 0, 0, {}});
    for (const auto j : outputs_.only_after) changes_.push_back({Change::What::added, "output", after_.outputs[j].id, title_of(after_.outputs[j]), 0, 0, {}});
    for (const auto& [i, j] : outputs_.both) {
      const auto &a = before_.outputs[i], &b = after_.outputs[j];
      Change change{Change::What::changed, "output", b.id, title_of(b), 0, 0, {}};
      differ(change.details, "label", a.label, b.label);
      differ(change.details, "name", a.name, b.name);
      differ(change.details, "type", a.type_ref, b.type_ref);
      differ(change.details, "values", a.values, b.values);
      differ(change.details, "default", a.default_entry.value_or(""), b.default_entry.value_or(""));
      if (!change.details.empty()) changes_.push_back(std::move(change));
    }
  }

  /// A row's cells in the order of the columns that both tables have.
  RowText text_of(const Rule& rule, bool is_before) const {
    const auto at = [](const std::vector<std::string>& cells, std::size_t c, const char* empty) { return c < cells.size() && !cells[c].empty() ? cells[c] : std::string(empty); };
    RowText out{rule.id, {}};
    for (const auto& [i, j] : inputs_.both) out.cells.push_back(at(rule.inputs, is_before ? i : j, "-"));
    for (const auto& [i, j] : outputs_.both) out.cells.push_back(at(rule.outputs, is_before ? i : j, ""));
    return out;
  }

  void rows() {
    std::vector<RowText> before, after;
    for (const auto& rule : before_.rules) before.push_back(text_of(rule, true));
    for (const auto& rule : after_.rules) after.push_back(text_of(rule, false));
    const auto pairs = pair_rows(before, after);
    const auto staying = those_in_order(pairs);
    std::vector<bool> kept(before.size(), false), known(after.size(), false);
    for (const auto& [i, j] : pairs) kept[i] = known[j] = true;
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (!kept[i]) changes_.push_back({Change::What::removed, "row", before_.rules[i].id, std::to_string(i + 1), i + 1, 0, whole(before[i], true)});
    }
    std::size_t next = 0;
    for (std::size_t j = 0; j < after.size(); ++j) {
      if (!known[j]) {
        changes_.push_back({Change::What::added, "row", after_.rules[j].id, std::to_string(j + 1), 0, j + 1, whole(after[j], false)});
        continue;
      }
      const auto at = next++;
      const auto i = pairs[at].first;
      Change change{Change::What::changed, "row", after_.rules[j].id, std::to_string(j + 1), i + 1, j + 1, {}};
      for (std::size_t c = 0; c < before[i].cells.size(); ++c) differ(change.details, field(c), before[i].cells[c], after[j].cells[c]);
      notes(change.details, before_.rules[i], after_.rules[j]);
      if (!change.details.empty()) changes_.push_back(change);
      if (staying[at]) continue;
      changes_.push_back({Change::What::moved, "row", after_.rules[j].id, std::to_string(j + 1), i + 1, j + 1, {{"row", std::to_string(i + 1), std::to_string(j + 1)}}});
    }
  }

  std::string field(std::size_t cell) const {
    if (cell < inputs_.both.size()) return after_.inputs[inputs_.both[cell].second].title();
    const auto& clause = after_.outputs[outputs_.both[cell - inputs_.both.size()].second];
    const auto title = title_of(clause);
    return !title.empty() ? title : !after_.output_label.empty() ? after_.output_label : "output";
  }
  std::vector<Change::Detail> whole(const RowText& row, bool is_before) const {
    std::vector<Change::Detail> out;
    for (std::size_t c = 0; c < row.cells.size(); ++c) out.push_back({field(c), is_before ? row.cells[c] : "", is_before ? "" : row.cells[c]});
    return out;
  }
  static void notes(std::vector<Change::Detail>& details, const Rule& before, const Rule& after) {
    differ(details, "description", before.description, after.description);
    for (std::size_t c = 0; c < std::max(before.annotations.size(), after.annotations.size()); ++c) {
      differ(details, "annotation", c < before.annotations.size() ? before.annotations[c] : "", c < after.annotations.size() ? after.annotations[c] : "");
    }
  }

  const DecisionTable& before_;
  const DecisionTable& after_;
  Pairs inputs_, outputs_;
  std::vector<Change> changes_;
};

std::string listed(const std::vector<Reference>& references) {
  std::string out;
  for (const auto& each : references) out += (out.empty() ? "" : ", ") + each;
  return out;
}

void items(std::vector<Change>& changes, const std::vector<ItemDefinition>& before, const std::vector<ItemDefinition>& after) {
  const auto pairs = pair_up(before, after, id_of, [](const ItemDefinition& each) { return each.name; });
  for (const auto i : pairs.only_before) changes.push_back({Change::What::removed, "item", element_of(before[i].id, before[i].name), before[i].name, 0, 0, {}});
  for (const auto j : pairs.only_after) changes.push_back({Change::What::added, "item", element_of(after[j].id, after[j].name), after[j].name, 0, 0, {}});
  for (const auto& [i, j] : pairs.both) {
    const auto &a = before[i], &b = after[j];
    Change change{Change::What::changed, "item", element_of(b.id, b.name), b.name, 0, 0, {}};
    differ(change.details, "name", a.name, b.name);
    differ(change.details, "type", a.type_ref, b.type_ref);
    differ(change.details, "values", a.allowed_values, b.allowed_values);
    differ(change.details, "constraint", a.type_constraint, b.type_constraint);
    differ(change.details, "collection", a.is_collection ? "true" : "false", b.is_collection ? "true" : "false");
    if (!change.details.empty()) changes.push_back(std::move(change));
    std::vector<Change> inside;
    items(inside, a.components, b.components);
    for (auto& each : inside) {
      each.name = b.name + "." + each.name;
      changes.push_back(std::move(each));
    }
  }
}

template <class Things>
Pairs elements(std::vector<Change>& changes, const std::string& kind, const Things& before, const Things& after) {
  auto pairs = pair_up(before, after, id_of, [](const auto& each) { return each.name; });
  for (const auto i : pairs.only_before) changes.push_back({Change::What::removed, kind, element_of(before[i].id, before[i].name), before[i].name, 0, 0, {}});
  for (const auto j : pairs.only_after) changes.push_back({Change::What::added, kind, element_of(after[j].id, after[j].name), after[j].name, 0, 0, {}});
  for (const auto& [i, j] : pairs.both) {
    Change change{Change::What::changed, kind, element_of(after[j].id, after[j].name), after[j].name, 0, 0, {}};
    differ(change.details, "name", before[i].name, after[j].name);
    differ(change.details, "type", before[i].variable.type_ref, after[j].variable.type_ref);
    if (!change.details.empty()) changes.push_back(std::move(change));
  }
  return pairs;
}

void services(std::vector<Change>& changes, const std::vector<DecisionService>& before, const std::vector<DecisionService>& after) {
  for (const auto& [i, j] : elements(changes, "service", before, after).both) {
    const auto &a = before[i], &b = after[j];
    Change change{Change::What::changed, "service", element_of(b.id, b.name), b.name, 0, 0, {}};
    differ(change.details, "outputs", listed(a.outputs), listed(b.outputs));
    differ(change.details, "encapsulated", listed(a.encapsulated), listed(b.encapsulated));
    differ(change.details, "input_decisions", listed(a.input_decisions), listed(b.input_decisions));
    differ(change.details, "input_data", listed(a.input_data), listed(b.input_data));
    if (!change.details.empty()) changes.push_back(std::move(change));
  }
}

}  // namespace

std::string_view code_of(Change::What what) {
  switch (what) {
    case Change::What::added: return "added";
    case Change::What::removed: return "removed";
    case Change::What::changed: return "changed";
    case Change::What::moved: return "moved";
  }
  return {};
}

std::vector<Change> compare(const DecisionTable& before, const DecisionTable& after) { return TableComparison(before, after).run(); }

std::vector<Change> compare(const Definitions& before, const Definitions& after) {
  std::vector<Change> out;
  items(out, before.items, after.items);
  elements(out, "input_data", before.inputs, after.inputs);
  services(out, before.services, after.services);
  for (const auto& [i, j] : elements(out, "knowledge", before.knowledge, after.knowledge).both) {
    const auto &a = before.knowledge[i], &b = after.knowledge[j];
    Change change{Change::What::changed, "knowledge", element_of(b.id, b.name), b.name, 0, 0, {}};
    differ(change.details, "text", box_text(a.function), box_text(b.function));
    differ(change.details, "requires", listed(a.required_knowledge), listed(b.required_knowledge));
    if (!change.details.empty()) out.push_back(std::move(change));
  }
  for (const auto& [i, j] : elements(out, "decision", before.decisions, after.decisions).both) {
    const auto &a = before.decisions[i], &b = after.decisions[j];
    const auto *old_table = table_of(a.logic), *new_table = table_of(b.logic);
    const bool tables = old_table != nullptr && new_table != nullptr;
    if (tables) {
      for (auto& each : compare(*old_table, *new_table)) {
        each.name = b.name + " " + each.name;
        out.push_back(std::move(each));
      }
    }
    const bool literal = b.logic && std::holds_alternative<Literal>(b.logic->logic);
    Change change{Change::What::changed, literal ? "literal" : "decision", element_of(b.id, b.name), b.name, 0, 0, {}};
    if (!tables) differ(change.details, "text", box_text(a.logic), box_text(b.logic));
    differ(change.details, "requires", listed(a.required_inputs) + " " + listed(a.required_decisions) + " " + listed(a.required_knowledge),
           listed(b.required_inputs) + " " + listed(b.required_decisions) + " " + listed(b.required_knowledge));
    if (!change.details.empty()) out.push_back(std::move(change));
  }
  return out;
}

}  // namespace yiwang::dmn
