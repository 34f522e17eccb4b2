#include "studio/form_trial.h"

#include <algorithm>

#include "flow/forms/form.h"

namespace yiwang {
namespace {

/// The property a problem is about: named in its facts where something is missing, else the first step of its pointer.
std::string field_of(const forms::Problem& problem) {
  for (const auto& [key, value] : problem.facts) {
    if (key == "property" && problem.at.empty()) return value;
  }
  if (problem.at.empty()) return {};
  return problem.at.substr(1, problem.at.find('/', 1) - 1);
}

}  // namespace

std::vector<StudioFault> check_form(const std::string& text) {
  StudioChecks checks;
  const auto value = json::parse_text(text);
  if (!value) {
    checks.refuse(value.error());
    return checks.faults;
  }
  for (const auto& fault : forms::Form::check(*value)) {
    checks.faults.push_back({fault.severity == forms::FormFault::Severity::error, fault.rule, fault.at, 0, fault.facts, fault.advice});
  }
  if (checks.fatal()) return checks.faults;
  if (const auto form = forms::Form::parse(text); !form) checks.refuse(form.error());
  return checks.faults;
}

Result<FormTrial> try_form(const std::string& text, const json::Value& input) {
  const auto form = forms::Form::parse(text);
  if (!form) return tl::unexpected(form.error());
  FormTrial out;
  json::Array fields;
  const auto problems = form->validate(input.is_null() ? json::Value(json::Object{}) : input);
  for (const auto& problem : problems) {
    const auto field = field_of(problem);
    std::string detail;
    for (const auto& [key, value] : problem.facts) detail += (detail.empty() ? "" : ", ") + key + " " + value;
    out.problems.push_back(json::Object{{"code", problem.keyword}, {"field", or_null(field)}, {"detail", detail}});
    if (!field.empty() && std::find(fields.begin(), fields.end(), json::Value(field)) == fields.end()) fields.push_back(json::Value(field));
  }
  out.value = json::Object{{"valid", problems.empty()}, {"fields", fields}, {"values", input}};
  return out;
}

}  // namespace yiwang
