#include "studio/run_test.h"

#include "studio/form_trial.h"
#include "studio/rule_trial.h"
#include "studio/walk.h"

namespace yiwang {
namespace {

/// A Monday morning of a working week: when a test does not say.
Instant usual_start() { return *parse_instant("2026-03-02T09:00:00+08:00"); }

json::Value refused(const Refusal& refusal) { return json::Object{{"refused", code_of(refusal.reason)}, {"field", refusal.field}, {"facts", to_json(refusal.facts)}}; }

}  // namespace

TestRunner::TestRunner(std::shared_ptr<const City> city, DocumentKind kind, std::string code) : city_(std::move(city)), kind_(kind), code_(std::move(code)) {
  if (is_table(kind_)) duties_.emplace(city_);
}

json::Value TestRunner::got(const StudioTest& test) const {
  if (duties_) {
    const auto answer = duties_->ask({test.matter, test.area, test.at.value_or(usual_start()), test.words});
    return answer ? answer->value : refused(answer.error());
  }
  if (kind_ == DocumentKind::process) {
    const auto* drawn = city_->process(code_);
    if (drawn == nullptr || !drawn->plan) return nullptr;
    Walk walk(drawn->plan, city_, test.start_at.value_or(usual_start()));
    walk.begin(test.variables);
    walk.go(test.steps);
    return walk.summary();
  }
  if (kind_ == DocumentKind::rule) {
    const auto* rule = city_->rule(code_);
    if (rule == nullptr || !rule->model) return nullptr;
    const auto outcome = try_rule(*rule->model, code_, test.decision, test.input, test.at.value_or(usual_start()), city_->offset, false);
    return outcome ? outcome->value : refused(outcome.error());
  }
  const auto* sheet = city_->form(code_);
  if (sheet == nullptr) return nullptr;
  const auto tried = try_form(sheet->text, test.input);
  return tried ? tried->value : refused(tried.error());
}

StudioTestResult TestRunner::run(const StudioTest& test) const {
  StudioTestResult result;
  result.name = test.name;
  result.expected = test.expect;
  result.got = got(test);
  result.passed = fits(test.expect, result.got);
  return result;
}

}  // namespace yiwang
