#pragma once
#include <memory>

#include "flow/process/plan.h"
#include "service/ports.h"
#include "studio/jobs.h"

namespace yiwang {

/// What would have become of earlier cases under a changed table: for each case opened in the time given, draft and present city are asked who leads and until when.
/// Matter, place, words, hour and urgency are those the case has now; suspensions count as they were. A case is missed when it was handed in (or is still open at `now`)
/// after the due time.
struct TableImpact {
  std::shared_ptr<const City> present, draft;
  Instant now;
};
void measure_impact(StudioJob& job, Store& store, const TableImpact& ask);

/// The same for a changed process or rule: what people did to each case that ran on it is done again in the draft, at the same times, with the same data, up to the first move
/// against the drawn way (a return, a jump). A case goes elsewhere
/// when the draft leads it through other tasks; it is unfit when something was done for which the draft has no open task then. Missed counts cases in which
/// some task was finished after it was due.
struct ProcessImpact {
  std::shared_ptr<const process::Plan> plan;   // of the draft; null for a changed rule: each case then runs again on the version it ran on
  std::string code;                        // only cases of this process; empty: of every process
  std::shared_ptr<const City> city;        // with the draft in it
};
void measure_impact(StudioJob& job, Store& store, const ProcessImpact& ask);

/// What a job has found so far, as contract schema StudioJob's `result`.
struct ImpactResult {
  std::size_t cases = 0, elsewhere = 0, missed_before = 0, missed_after = 0, unfit = 0;
  json::Array examples;                    // at most 50
  json::Value to_json() const;
  void example(const Case& c, std::string_view what, json::Value before, json::Value after, std::string why);
};

/// Calls `look` with every case opened within the job's time and its story, oldest first, until it is cancelled; keeps its progress.
void for_each_case(StudioJob& job, Store& store, const std::function<void(const Case&, const std::vector<Entry>&)>& look);

}  // namespace yiwang
