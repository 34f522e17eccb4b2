#include "studio/read_process.h"

#include <set>

#include "flow/diagram/check.h"

namespace yiwang {

ReadProcess read_process(const std::string& text, const std::string& code, const Surroundings& with) {
  ReadProcess out;
  const auto add = [&](const std::vector<bpmn::Fault>& faults) {
    for (const auto& fault : faults) out.faults.push_back({fault.severity != bpmn::Severity::warning, fault.rule, fault.element, fault.line, fault.facts, fault.advice});
  };
  const auto document = bpmn::read(text);
  if (!document) {
    StudioChecks checks;
    checks.refuse(document.error());
    out.faults = std::move(checks.faults);
    return out;
  }
  std::set<std::string, std::less<>> callable;
  std::set<std::string> decisions, processes, calendars{"procedure", "always"}, forms;
  for (const auto& drawn : with.city->processes) {
    callable.insert(drawn.code);
    processes.insert(drawn.code);
  }
  for (const auto& rule : with.city->rules) decisions.insert(rule.code);
  for (const auto& form : with.city->forms) forms.insert(form.code);
  for (const auto& [name, calendar] : with.city->calendars) calendars.insert(name);
  const auto faults = bpmn::check(*document, callable);
  add(faults);
  if (bpmn::refuses(faults, true)) return out;
  process::Resources resources;
  resources.decisions = &decisions;
  resources.processes = &processes;
  resources.calendars = &calendars;
  resources.forms = &forms;
  resources.version = edition_of(text);
  const auto& definitions = document->definitions();
  auto compiled = process::compile(definitions, definitions.process(code) != nullptr ? code : std::string{}, resources);
  add(compiled.faults);
  out.plan = std::move(compiled.plan);
  return out;
}

}  // namespace yiwang
