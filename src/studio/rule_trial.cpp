#include "studio/rule_trial.h"

#include <set>

#include "studio/findings.h"

namespace yiwang {
namespace {

constexpr std::size_t kMostMissed = 200;

std::string usual_decision(const dmn::Definitions& definitions, const std::string& code) {
  if (definitions.decision(code) != nullptr) return code;
  std::set<std::string> needed;
  for (const auto& decision : definitions.decisions) {
    for (const auto& reference : decision.required_decisions) needed.insert(reference.substr(reference.find('#') == std::string::npos ? 0 : reference.find('#') + 1));
  }
  for (const auto& decision : definitions.decisions) {
    if (!needed.contains(decision.id)) return decision.name;
  }
  return definitions.decisions.empty() ? std::string{} : definitions.decisions.front().name;
}

}  // namespace

Result<RuleTrial> try_rule(const dmn::Model& model, const std::string& code, std::string decision, const json::Value& input, Instant now, minutes offset, bool explain) {
  if (decision.empty()) decision = usual_decision(model.definitions(), code);
  dmn::Asked asked;
  asked.explain = explain;
  if (const auto zone = feel::Zone::offset(std::chrono::seconds(offset).count())) asked.present = feel::Present{now, *zone};
  const auto outcome = model.evaluate(decision, feel::from_json(input.is_null() ? json::Value(json::Object{}) : input), asked);
  if (!outcome) return tl::unexpected(outcome.error());
  RuleTrial out;
  out.value = feel::to_json(outcome->value);
  for (const auto& table : outcome->explanation) {
    for (const auto& row : table.matched) {
      std::string why = row.decided ? "" : "matched, but another row decides; ";
      for (const auto& cell : row.why) why += (why.empty() || why.ends_with("; ") ? "" : ", ") + cell.input + " = " + cell.value + " fits " + cell.cell;
      out.matched.push_back(json::Object{{"table", table.decision}, {"row", row.row}, {"rule", or_null(row.id)}, {"why", why}});
    }
    for (const auto& row : table.missed) {
      if (out.missed.size() == kMostMissed) break;
      const auto& cell = row.first_failing;
      out.missed.push_back(json::Object{{"table", table.decision}, {"row", row.row}, {"rule", or_null(row.id)}, {"cell", or_null(cell.input)}, {"why", cell.input + " = " + cell.value + " does not fit " + cell.cell}});
    }
    if (table.defaulted) out.matched.push_back(json::Object{{"table", table.decision}, {"row", 0}, {"rule", nullptr}, {"why", "no row matched: the default"}});
  }
  for (const auto& problem : outcome->problems) out.problems.push_back(json::Object{{"code", problem.code}, {"field", or_null(problem.element)}, {"detail", problem.detail}});
  return out;
}

}  // namespace yiwang
