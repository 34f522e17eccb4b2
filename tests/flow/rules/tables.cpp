#include "flow/rules/tables.h"

#include <sstream>
#include <stdexcept>

#include "flow/feel/expression.h"

namespace yiwang::dmn::testing {
namespace {

std::string trim(const std::string& text) {
  const auto from = text.find_first_not_of(" \t");
  return from == std::string::npos ? "" : text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

/// Cells between single bars; a double bar is given as a cell of its own.
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') quoted = !quoted;
    if (quoted || line[i] != '|') {
      out.back() += line[i];
    } else if (i + 1 < line.size() && line[i + 1] == '|') {
      out.push_back("||");
      out.emplace_back();
      ++i;
    } else {
      out.emplace_back();
    }
  }
  for (auto& cell : out) cell = trim(cell);
  return out;
}

std::string cut(std::string& text, char mark) {
  const auto at = text.rfind(mark);
  if (at == std::string::npos) return {};
  auto tail = trim(text.substr(at + 1));
  text = trim(text.substr(0, at));
  return tail;
}

void set_policy(DecisionTable& table, const std::string& mark) {
  for (const auto policy : {HitPolicy::unique, HitPolicy::any, HitPolicy::priority, HitPolicy::first, HitPolicy::rule_order, HitPolicy::output_order, HitPolicy::collect}) {
    for (const auto aggregation : {Aggregation::none, Aggregation::sum, Aggregation::count, Aggregation::min, Aggregation::max}) {
      if (mark_of(policy, aggregation) != mark) continue;
      table.hit_policy = policy;
      table.aggregation = policy == HitPolicy::collect ? aggregation : Aggregation::none;
      return;
    }
  }
  throw std::runtime_error("no such hit policy: " + mark);
}

OutputClause output_of(std::string text) {
  OutputClause out;
  const auto fallback = cut(text, '=');
  if (!fallback.empty()) out.default_entry = fallback;
  if (const auto open = text.find('('); open != std::string::npos) {
    out.values = trim(text.substr(open + 1, text.rfind(')') - open - 1));
    text = trim(text.substr(0, open));
  }
  out.type_ref = cut(text, ':');
  out.name = text;
  return out;
}

}  // namespace

DecisionTable table_from(const std::string& text) {
  DecisionTable out;
  out.id = "t";
  std::istringstream lines(text);
  std::string line;
  bool first = true;
  while (std::getline(lines, line)) {
    if (trim(line).empty()) continue;
    const auto cells = cells_of(line);
    bool results = false;
    Rule rule;
    rule.id = "r" + std::to_string(out.rules.size() + 1);
    if (first) set_policy(out, cells[0]);
    for (std::size_t i = 1; i < cells.size(); ++i) {
      if (cells[i] == "||") {
        results = true;
      } else if (!first) {
        (results ? rule.outputs : rule.inputs).push_back(cells[i]);
      } else if (results) {
        out.outputs.push_back(output_of(cells[i]));
      } else if (!cells[i].empty()) {
        auto expression = cells[i];
        InputClause input;
        if (const auto open = expression.find('('); open != std::string::npos) {
          input.values = trim(expression.substr(open + 1, expression.rfind(')') - open - 1));
          expression = trim(expression.substr(0, open));
        }
        input.type_ref = cut(expression, ':');
        input.expression = expression;
        out.inputs.push_back(input);
      }
    }
    if (!first) out.rules.push_back(rule);
    first = false;
  }
  return out;
}

std::shared_ptr<const Model> model_of(const DecisionTable& table) {
  auto definitions = std::make_shared<Definitions>();
  definitions->name = "test";
  auto boxed = std::make_shared<Boxed>();
  boxed->logic = table;
  Decision decision;
  decision.id = decision.name = decision.variable.name = "d";
  decision.logic = boxed;
  definitions->decisions.push_back(decision);
  return *Model::compile(definitions);
}

std::shared_ptr<const Model> model_of(const std::string& text) { return model_of(table_from(text)); }

feel::Value feel_value(const std::string& text) {
  const auto parsed = feel::Expression::parse(text);
  if (!parsed) throw std::runtime_error("not FEEL: " + text);
  return parsed->evaluate(feel::Scope{});
}

std::string decide(const std::string& table, const std::string& input) {
  const auto outcome = model_of(table)->evaluate("d", feel_value(input));
  auto out = outcome->value.to_text();
  for (const auto& problem : outcome->problems) out += " [" + problem.code + (problem.detail.empty() ? "" : " " + problem.detail) + "]";
  return out;
}

std::string file_of(const std::string& elements, const std::string& name_space) {
  return R"(<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="file" name="file" namespace=")" + name_space +
         "\">" + elements + "</definitions>";
}

}  // namespace yiwang::dmn::testing
