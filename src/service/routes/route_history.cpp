#include "service/routes/route_history.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/json.h"
#include "service/ledger.h"

namespace yiwang {
namespace {

constexpr std::string_view kKept = "route_history";
constexpr std::size_t kMost = 20'000;
constexpr std::string_view kTelling[] = {"[\"case_returned\"", "[\"case_resolved\"", "[\"case_reviewed\"", "[\"case_closed\"", "[\"case_reopened\""};

/// Only these rows are followed up: a year of entries is read past in seconds.
bool tells(const LedgerRow& row) {
  return std::any_of(std::begin(kTelling), std::end(kTelling), [&](std::string_view word) { return row.events.find(word) != std::string::npos; });
}

std::optional<RouteRow> row_of(Store& store, std::uint64_t id) {
  const auto entries = store.entries_of(id);
  const auto c = replay(entries);
  if (c.reports.empty() || c.matter.empty()) return std::nullopt;
  RouteRow out;
  out.case_id = id;
  out.codes = route_codes(c);
  out.rehearsal = c.rehearsal;
  for (const auto& row : entries) {
    if (row.events.find(kTelling[0]) == std::string::npos) continue;
    for (const auto& event : to_entry(row).events) {
      if (const auto* returned = std::get_if<CaseReturned>(&event)) out.returned_by.push_back(returned->unit);
    }
  }
  // Merged cases end with the one they went into; refused and answered ones had no unit.
  const bool settled = c.resolution && (c.stage == Stage::resolved || c.stage == Stage::called_back || c.stage == Stage::closed);
  if (settled) out.unit = c.resolution->unit;
  if (out.unit.empty() && out.returned_by.empty()) return std::nullopt;
  return out;
}

}  // namespace

std::vector<RouteRow> gather_routes(Store& store) {
  std::map<std::uint64_t, RouteRow> found;
  std::uint64_t from = 0;
  if (const auto kept = store.load_snapshot(std::string(kKept))) {
    if (auto list = json::from_text<std::vector<RouteRow>>(kept->bytes)) {
      from = kept->seq;
      for (auto& row : *list) found[row.case_id] = std::move(row);
    }
  }
  const auto began = from;
  std::set<std::uint64_t> touched;
  for (;;) {
    const auto rows = store.entries_after(from, 5000);
    if (rows.empty()) break;
    for (const auto& row : rows) {
      if (tells(row)) touched.insert(row.case_id);
    }
    while (touched.size() > kMost) touched.erase(touched.begin());
    from = rows.back().seq;
  }
  for (const auto id : touched) {
    if (auto row = row_of(store, id)) found[id] = std::move(*row);
    else found.erase(id);
  }
  while (found.size() > kMost) found.erase(found.begin());
  std::vector<RouteRow> out;
  for (const auto& [id, row] : found) out.push_back(row);
  if (from != began) store.save_snapshot(std::string(kKept), {from, json::to_text(out)});
  if (std::any_of(out.begin(), out.end(), [](const RouteRow& row) { return !row.rehearsal; })) std::erase_if(out, [](const RouteRow& row) { return row.rehearsal; });
  return out;
}

}  // namespace yiwang
