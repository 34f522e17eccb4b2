#include "studio/check.h"

#include <algorithm>

#include "base/text.h"
#include "dispatch/duty_proof.h"
#include "flow/rules/model.h"
#include "flow/rules/prove.h"
#include "studio/areas/carry_out.h"
#include "studio/candidate.h"
#include "studio/form_trial.h"
#include "studio/run_test.h"

namespace yiwang {
namespace {

StudioFault from_loader(const CityFault& fault) {
  StudioFault out{fault.fatal, fault.what, {}, static_cast<int>(fault.line), {}, {}};
  for (const auto& [key, value] : fault.facts) {
    if (key == "element") out.element = value;
    else if (key == "rule") out.rule = value;
    else if (key == "advice") out.advice = value;
    else out.facts.emplace_back(key, value);
  }
  if (out.element.empty()) out.element = fault.file;
  if (out.advice.empty()) out.advice = to_text(fault);
  return out;
}

void prove_list(StudioChecks& checks, const City& city) {
  for (const auto& finding : prove_duties(city).findings) {
    StudioProof proof;
    proof.kind = code_of(finding.kind);
    proof.table = "duties";
    proof.rows.assign(finding.rows.begin(), finding.rows.end());
    if (!finding.matter.empty()) {
      proof.example["matter"] = finding.matter;
      if (const auto* matter = city.matter(finding.matter)) proof.example["matter_name"] = matter->name;
    }
    if (const auto* area = city.area(finding.area)) {
      proof.example["area"] = area->name;
      proof.example["area_code"] = area->code;
    }
    if (!finding.at.empty()) proof.example["at"] = finding.at;
    if (!finding.words.empty()) proof.example["words"] = json::Array(finding.words.begin(), finding.words.end());
    if (!finding.units.empty()) proof.example["units"] = json::Array(finding.units.begin(), finding.units.end());
    if (finding.areas > 0) proof.example["areas"] = finding.areas;
    proof.text = to_text(finding, city);
    proof.open = finding.open();
    checks.add(std::move(proof));
  }
}

std::string say(const dmn::Finding& finding, const std::string& table) {
  std::string out = table + ": ";
  std::string rows;
  for (const auto row : finding.rows) rows += (rows.empty() ? "" : " and ") + std::to_string(row);
  std::string example;
  for (const auto& [title, value] : finding.example) example += (example.empty() ? "" : ", ") + title + " = " + value;
  switch (finding.kind) {
    case dmn::Finding::Kind::gap: return out + "no row covers " + example;
    case dmn::Finding::Kind::overlap: return out + "rows " + rows + " both cover " + example;
    case dmn::Finding::Kind::unreachable: return out + "row " + rows + " can never decide";
    case dmn::Finding::Kind::unknown_output: break;
  }
  return out + "row " + rows + " gives " + example + ", which is not among the output values";
}

void prove_rule(StudioChecks& checks, const dmn::Definitions& definitions) {
  for (const auto& decision : definitions.decisions) {
    const auto* table = dmn::table_of(decision.logic);
    if (table == nullptr) continue;
    const auto proven = dmn::prove(definitions, *table);
    for (const auto& finding : proven.findings) {
      StudioProof proof;
      proof.kind = code_of(finding.kind);
      proof.table = decision.name;
      proof.rows = finding.rows;
      for (const auto& [title, value] : finding.example) proof.example[title] = value;
      proof.text = say(finding, decision.name);
      proof.open = finding.kind != dmn::Finding::Kind::unreachable;
      checks.add(std::move(proof));
    }
    if (proven.incomplete) {
      checks.faults.push_back({false, "proof_incomplete", decision.id, 0, {{"table", decision.name}}, "The table has more holes than are listed, or is too large to be proven whole."});
    }
  }
}

}  // namespace

LoadedCity load_with(DocumentKind kind, const std::string& code, const std::string& text, const Surroundings& with) {
  const CandidateFolder candidate(with.folder, with.scratch, kind, code, text, with.now);
  if (!candidate.fits()) {
    LoadedCity out;
    out.faults.push_back({file_of(kind, code).string(), 0, std::string(code_of(candidate.fits().error().reason)), candidate.fits().error().facts, true});
    return out;
  }
  return load_city(candidate.path());
}

std::vector<StudioFault> faults_of(const LoadedCity& loaded, DocumentKind kind, std::string_view code) {
  std::vector<StudioFault> out;
  const auto own = file_of(kind, code).string();
  for (const bool mine : {true, false}) {
    for (const auto& fault : loaded.faults) {
      if (fault.file.ends_with(own) != mine || (!mine && !fault.fatal)) continue;
      auto made = from_loader(fault);
      const bool said = std::any_of(out.begin(), out.end(), [&](const StudioFault& one) { return one.rule == made.rule && one.element == made.element && one.line == made.line && one.facts == made.facts; });
      if (!said) out.push_back(std::move(made));
    }
  }
  return out;
}

StudioChecks check_document(DocumentKind kind, const std::string& code, const std::string& text, const json::Array& tests, const Surroundings& with) {
  StudioChecks checks;
  checks.checked_at = with.now;
  if (const auto at = broken_utf8_at(text); at != std::string_view::npos) {
    checks.faults.push_back({true, "bad_utf8", {}, 0, {{"byte", std::to_string(at)}}, "The text is not valid UTF-8."});
    return checks;
  }
  if (kind == DocumentKind::areas) {
    check_area_plan(checks, text, *with.city);
    if (checks.fatal()) return checks;
  }
  const auto loaded = load_with(kind, code, text, with);
  if (kind == DocumentKind::areas) {
    // The plan's own findings stand; of the loader's only what keeps the city from loading.
    for (auto& fault : faults_of(loaded, kind, code)) {
      if (fault.error) checks.faults.push_back(std::move(fault));
    }
    return checks;
  }
  checks.faults = faults_of(loaded, kind, code);
  if (kind == DocumentKind::form) {
    auto more = check_form(text);
    checks.faults.insert(checks.faults.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  const auto read = read_tests(tests);
  if (!read) {
    checks.refuse(read.error());
    return checks;
  }
  if (!loaded.city || checks.fatal()) return checks;
  if (kind == DocumentKind::matters || kind == DocumentKind::duties) prove_list(checks, *loaded.city);
  if (const auto* rule = kind == DocumentKind::rule ? loaded.city->rule(code) : nullptr; rule != nullptr && rule->model) prove_rule(checks, rule->model->definitions());
  const TestRunner runner(loaded.city, kind, code);
  for (const auto& test : *read) checks.tests.push_back(runner.run(test));
  return checks;
}

}  // namespace yiwang
