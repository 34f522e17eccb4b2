#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cases/case.h"

namespace yiwang {

/// One event of a case's ledger, laid out for a reader. No sentences: names, codes and the words people wrote; screens put them into a language.
struct TrailLine {
  std::uint32_t version = 0;               // of the case after the entry; lines with the same one happened together
  Instant at;
  Actor actor;
  std::string command;                     // what was asked for: operation code or "receive"
  EventKind kind = EventKind::comment_added;
  Stage stage_after = Stage::received;
  std::vector<std::pair<std::string, std::string>> facts;  // in the order of the event's members; empty ones and personal ones left out
  std::optional<double> confidence;        // of advice
  std::vector<Evidence> evidence;          // for advice: why
  std::string otherwise;                   // for advice: the next best answer
};

/// The story of a case from all its entries, oldest first. Pure. Facts named `text`, `words`, `note`, `reason`, `result`, `measures`, `question`, `answer`
/// hold what people wrote and may need scrubbing before the public sees them; reporters' names, phones and sealed data are never in facts.
std::vector<TrailLine> timeline(const std::vector<Entry>& entries);

}  // namespace yiwang
