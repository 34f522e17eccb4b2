#include <algorithm>

#include "base/cipher.h"
#include "base/json.h"
#include "city/draft.h"
#include "flow/forms/form.h"
#include "flow/process/plan.h"
#include "flow/rules/model.h"

// What a city draws itself: forms, rules and processes, each compiled at once, so that nothing fails for its syntax when a citizen waits.

namespace yiwang {
namespace {

std::string code_of_file(const SourceFile& file) {
  const auto slash = file.shown.rfind('/');
  const auto name = file.shown.substr(slash == std::string::npos ? 0 : slash + 1);
  return name.substr(0, name.rfind('.'));
}

bool good_code(const std::string& code) {
  return !code.empty() && code.size() <= 60 && std::all_of(code.begin(), code.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

std::string version_of(std::string_view text) { return to_hex(sha256(text)).substr(0, 12); }

FaultFacts facts_of(const bpmn::Fault& fault) {
  FaultFacts facts{{"element", fault.element}, {"rule", fault.rule}};
  for (const auto& [key, value] : fault.facts) facts.emplace_back(key, fact_text(value));
  if (!fault.advice.empty()) facts.emplace_back("advice", fault.advice);
  return facts;
}

void report(CityDraft& draft, const std::string& file, const std::vector<bpmn::Fault>& faults) {
  for (const auto& fault : faults) {
    const RowOrigin at{file, static_cast<std::size_t>(std::max(0, fault.line))};
    if (fault.severity == bpmn::Severity::warning) draft.faults.warn(at, "odd_process", facts_of(fault));
    else draft.faults.fatal(at, fault.severity == bpmn::Severity::error ? "bad_process" : "not_executed", facts_of(fault));
  }
}

/// Codes by which a drawing may name other things of the city.
struct Names {
  std::set<std::string> decisions, calendars, forms;
};

Names names_of(const CityDraft& draft) {
  Names names;
  for (const auto& rule : draft.city.rules) names.decisions.insert(rule.code);
  for (const auto& form : draft.city.forms) names.forms.insert(form.code);
  for (const auto& [code, calendar] : draft.city.calendars) names.calendars.insert(code);
  // The calendar in which the case's own procedure promises, and the one that every city has.
  names.calendars.insert({"procedure", "always"});
  return names;
}

/// What the expressions of a plan look at, and what it listens to.
void look_over(const City& city, DrawnProcess& drawn) {
  const auto reads = [&](const process::Formula& formula) { drawn.reads.insert(formula.reads.begin(), formula.reads.end()); };
  for (const auto& flow : drawn.plan->flows()) reads(flow.condition);
  for (const auto& node : drawn.plan->nodes()) {
    using process::Act;
    if (node.act == Act::call) drawn.reads_all = true;
    if (node.act == Act::decision) {
      // What a decision may look at is what its file declares.
      const auto rule = std::find_if(city.rules.begin(), city.rules.end(), [&](const RuleBook& book) { return book.code == node.decision; });
      if (rule == city.rules.end() || rule->model->definitions().inputs.empty()) drawn.reads_all = true;
      else for (const auto& input : rule->model->definitions().inputs) drawn.reads.insert(input.name);
    }
    for (const auto& event : node.events) {
      for (const auto* formula : {&event.condition, &event.correlation, &event.time}) reads(*formula);
      const bool catches = node.act == Act::catch_event || node.act == Act::boundary || node.act == Act::start;
      if (catches && event.kind == bpmn::EventKind::signal) drawn.hears.insert(event.name);
    }
    for (const auto* formula : {&node.loop.condition, &node.loop.cardinality, &node.loop.completion, &node.loop.collection, &node.loop.output_item, &node.completion,
                                &node.assign, &node.candidates, &node.due, &node.correlation, &node.script, &node.activation}) {
      reads(*formula);
    }
    for (const auto& mapping : node.inputs) reads(mapping.source);
    for (const auto& mapping : node.outputs) reads(mapping.source);
  }
}

/// Null, with faults, when the drawing cannot be run.
std::optional<DrawnProcess> draw(CityDraft& draft, const SourceFile& file, const Names& names) {
  const auto document = bpmn::read(file.bytes);
  if (!document) {
    FaultFacts facts{{"reason", std::string(code_of(document.error().reason))}};
    for (const auto& [key, value] : document.error().facts) facts.emplace_back(key, fact_text(value));
    draft.faults.fatal({file.shown, 0}, "bad_process", std::move(facts));
    return std::nullopt;
  }
  const auto faults = bpmn::check(*document);
  report(draft, file.shown, faults);
  if (bpmn::refuses(faults, true)) return std::nullopt;
  process::Resources resources;
  resources.decisions = &names.decisions;
  resources.processes = &draft.processes;
  resources.calendars = &names.calendars;
  resources.forms = &names.forms;
  resources.version = version_of(file.bytes);
  // Whether work may rest is the procedure's to say (suspend_reasons), not the drawing's.
  auto definitions = document->definitions();
  for (auto& drawing : definitions.processes) drawing.extension.allow.emplace_back("suspend");
  auto compiled = process::compile(definitions, {}, resources);
  report(draft, file.shown, compiled.faults);
  if (!compiled.plan) return std::nullopt;
  DrawnProcess drawn;
  drawn.code = compiled.plan->process();
  drawn.version = compiled.plan->version();
  drawn.name = compiled.plan->name();
  if (const auto* drawing = definitions.process(drawn.code)) {
    const auto english = drawing->extension.others.find("nameEn");
    if (english != drawing->extension.others.end()) drawn.name_en = english->second;
  }
  drawn.text = file.bytes;
  drawn.plan = std::move(compiled.plan);
  look_over(draft.city, drawn);
  return drawn;
}

}  // namespace

void load_forms(CityDraft& draft) {
  for (const auto& file : draft.files.all("forms", ".json")) {
    FormSheet form;
    form.code = code_of_file(file);
    const RowOrigin at{file.shown, 1};
    if (!check_text(file, draft.faults)) continue;
    if (!good_code(form.code)) draft.faults.fatal(at, "bad_code", {{"code", fact_text(form.code)}});
    auto read = forms::Form::parse(file.bytes);
    if (!read) {
      FaultFacts facts;
      for (const auto& [key, value] : read.error().facts) facts.emplace_back(key, fact_text(value));
      draft.faults.fatal(at, "bad_form", std::move(facts));
      continue;
    }
    form.name = read->title();
    form.name_en = read->title_en();
    form.form = std::make_shared<const forms::Form>(*std::move(read));
    form.version = version_of(file.bytes);
    form.text = file.bytes;
    draft.city.forms.push_back(std::move(form));
  }
}

void load_rules(CityDraft& draft) {
  for (const auto& file : draft.files.all("rules", ".dmn")) {
    RuleBook rule;
    rule.code = code_of_file(file);
    const RowOrigin at{file.shown, 0};
    if (!good_code(rule.code)) draft.faults.fatal(at, "bad_code", {{"code", fact_text(rule.code)}});
    const auto model = dmn::Model::from_xml(file.bytes);
    if (!model) {
      FaultFacts facts{{"reason", std::string(code_of(model.error().reason))}};
      for (const auto& [key, value] : model.error().facts) facts.emplace_back(key, fact_text(value));
      draft.faults.fatal(at, "bad_rule", std::move(facts));
      continue;
    }
    for (const auto& fault : (*model)->faults()) {
      draft.faults.fatal(at, "bad_rule", {{"element", fault.id.empty() ? fault.element : fault.id}, {"rule", fault.rule}, {"text", fact_text(fault.text)}});
    }
    rule.name = (*model)->definitions().name;
    rule.version = version_of(file.bytes);
    rule.text = file.bytes;
    rule.model = *model;
    draft.city.rules.push_back(std::move(rule));
  }
}

void load_processes(CityDraft& draft) {
  const auto newest = draft.files.all("processes", ".bpmn");
  for (const auto& file : newest) draft.processes.insert(code_of_file(file));
  const auto names = names_of(draft);
  for (const auto& file : newest) {
    const auto code = code_of_file(file);
    if (!good_code(code)) draft.faults.fatal({file.shown, 0}, "bad_code", {{"code", fact_text(code)}});
    auto drawn = draw(draft, file, names);
    if (!drawn) continue;
    if (drawn->code != code) draft.faults.fatal({file.shown, 0}, "wrong_process_id", {{"id", drawn->code}, {"wanted", code}});
    check_process(draft, file.shown, *drawn->plan);
    draft.city.processes.push_back(std::move(*drawn));
  }
  for (const auto& file : draft.files.all("processes/past", ".bpmn")) {
    auto drawn = draw(draft, file, names);
    if (!drawn) continue;
    const auto wanted = drawn->code + "@" + drawn->version;
    if (wanted != code_of_file(file)) draft.faults.fatal({file.shown, 0}, "wrong_process_id", {{"id", wanted}, {"wanted", code_of_file(file)}});
    drawn->past = true;
    draft.city.processes.push_back(std::move(*drawn));
  }
}

void load_tests(CityDraft& draft) {
  for (const std::string_view kind : {"process", "rule", "form", "duties"}) {
    for (const auto& file : draft.files.all("tests/" + std::string(kind), ".json")) {
      const auto value = json::parse_text(file.bytes);
      if (!value || !value->is_array()) draft.faults.fatal({file.shown, 1}, "bad_json");
      else draft.city.tests.push_back({std::string(kind), code_of_file(file), file.bytes});
    }
  }
}

}  // namespace yiwang
