#include "studio/findings.h"

#include <algorithm>

namespace yiwang {
namespace {
constexpr std::size_t kMostProofs = 200;
constexpr std::size_t kMostFaults = 500;
}  // namespace

bool StudioChecks::fatal() const {
  return std::any_of(faults.begin(), faults.end(), [](const StudioFault& fault) { return fault.error; });
}

std::size_t StudioChecks::failed() const {
  return static_cast<std::size_t>(std::count_if(tests.begin(), tests.end(), [](const StudioTestResult& test) { return !test.passed; }));
}

void StudioChecks::add(StudioProof proof) {
  gaps += proof.open ? 1 : 0;
  if (proofs.size() < kMostProofs) proofs.push_back(std::move(proof));
}

void StudioChecks::refuse(const Refusal& refusal, std::string element) {
  StudioFault fault;
  fault.rule = code_of(refusal.reason);
  fault.element = element.empty() ? refusal.field : std::move(element);
  fault.facts = refusal.facts;
  fault.advice = info(refusal.reason).what;
  for (const auto& [key, value] : refusal.facts) {
    if (key == "detail") fault.advice = value;
    if (key == "at" || key == "line") fault.line = std::atoi(value.c_str());
  }
  faults.push_back(std::move(fault));
}

json::Value or_null(std::string_view text) { return text.empty() ? json::Value(nullptr) : json::Value(text); }

json::Object to_json(const std::vector<std::pair<std::string, std::string>>& facts) {
  json::Object out;
  for (const auto& [key, value] : facts) out[key] = value;
  return out;
}

json::Value to_json(const StudioFault& fault) {
  return json::Object{{"severity", fault.error ? "error" : "warning"},
                      {"rule", fault.rule},
                      {"element", or_null(fault.element)},
                      {"line", fault.line > 0 ? json::Value(fault.line) : json::Value(nullptr)},
                      {"facts", to_json(fault.facts)},
                      {"advice", or_null(fault.advice)}};
}

json::Array to_json(const std::vector<StudioFault>& faults) {
  json::Array out;
  for (const auto& fault : faults) {
    if (out.size() == kMostFaults) break;
    out.push_back(to_json(fault));
  }
  return out;
}

json::Value to_json(const StudioChecks& checks) {
  json::Array proofs, results;
  for (const auto& proof : checks.proofs) {
    json::Array rows;
    for (const auto row : proof.rows) rows.push_back(row);
    proofs.push_back(json::Object{{"kind", proof.kind}, {"table", or_null(proof.table)}, {"rows", rows}, {"example", proof.example}, {"text", proof.text}, {"open", proof.open}});
  }
  for (const auto& test : checks.tests) results.push_back(json::Object{{"name", test.name}, {"passed", test.passed}, {"expected", test.expected}, {"got", test.got}});
  const auto failed = checks.failed();
  return json::Object{{"checked_at", to_text(checks.checked_at)},
                      {"fatal", checks.fatal()},
                      {"gaps", checks.gaps},
                      {"publishable", !checks.fatal() && failed == 0},
                      {"faults", to_json(checks.faults)},
                      {"proofs", proofs},
                      {"tests", json::Object{{"passed", checks.tests.size() - failed}, {"failed", failed}, {"results", results}}}};
}

}  // namespace yiwang
