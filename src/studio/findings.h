#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/json.h"

namespace yiwang {

/// Something wrong with a text; an error keeps it from being published.
struct StudioFault {
  bool error = true;
  std::string rule;                        // stable word; screens translate it
  std::string element;
  int line = 0;                            // 0: not known
  std::vector<std::pair<std::string, std::string>> facts;
  std::string advice;                      // one English sentence
};

/// Something the text does not settle, with an example.
struct StudioProof {
  std::string kind;                        // gap, overlap, unreachable, unknown_output, no_lead, two_leads
  std::string table;
  std::vector<std::size_t> rows;
  json::Object example;
  std::string text;                        // one line in English
  bool open = true;                        // needs an override to be published with
};

struct StudioTestResult {
  std::string name;
  bool passed = false;
  json::Value expected, got;
};

/// What a check found. Its JSON (contract schema StudioChecks) is kept with the draft.
struct StudioChecks {
  Instant checked_at;
  std::vector<StudioFault> faults;
  std::vector<StudioProof> proofs;
  std::size_t gaps = 0;                    // open proofs, also those beyond the first 200
  std::vector<StudioTestResult> tests;

  bool fatal() const;
  std::size_t failed() const;
  void add(StudioProof proof);
  void refuse(const Refusal& refusal, std::string element = {});   // a refusal of a reader as a fault
};

json::Value to_json(const StudioFault& fault);
json::Array to_json(const std::vector<StudioFault>& faults);
json::Value to_json(const StudioChecks& checks);
/// Null for an empty text, as the contract writes what has no value.
json::Value or_null(std::string_view text);
json::Object to_json(const std::vector<std::pair<std::string, std::string>>& facts);

}  // namespace yiwang
