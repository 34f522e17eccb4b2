#include "adapters/sql/list_plan.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "adapters/sql/rows.h"

namespace yiwang {
namespace {

constexpr std::size_t kMostWalks = 8;      // units read side by side; more are read in one walk over the sort's index

const std::vector<QueueRule>& queues() {
  static const std::vector<QueueRule> rules{
      {"all", "", {}, ""},
      {"dispatch", "queue <> ''", {"received"}, "case_queue"},
      {"to_accept", "", {"dispatched"}, "case_stage_open"},
      {"working", "", {"accepted", "handling"}, "case_stage_open"},
      {"assist", "", {}, "by_id"},
      {"review", "", {"resolved"}, "case_stage_open"},
      {"call_back", "", {"called_back"}, "case_stage_open"},
      {"extensions", "extension = 1", {}, "case_watch"},
      {"disputes", "dispute = 1", {}, "case_watch"},
      {"near", "clock = 'near'", {}, "case_watch"},
      {"overdue", "clock = 'overdue'", {}, "case_watch"},
      {"supervised", "supervised = 1", {}, "case_watch"},
  };
  return rules;
}

constexpr std::array kSorts{SortRule{"-opened", "opened_ms", "case_opened", true}, SortRule{"opened", "opened_ms", "case_opened", false},
                            SortRule{"due", "due_ms", "case_due", false}, SortRule{"-updated", "updated_ms", "case_updated", true}};

/// Stages asked for, by the queue and by name; both must hold.
std::vector<std::string> wanted_stages(const CaseQuery& query, const QueueRule& queue) {
  if (queue.stages.empty()) return query.stages;
  if (query.stages.empty()) return queue.stages;
  std::vector<std::string> both;
  for (const auto& stage : queue.stages) {
    if (std::find(query.stages.begin(), query.stages.end(), stage) != query.stages.end()) both.push_back(stage);
  }
  if (both.empty()) both.emplace_back("none");
  return both;
}

Openness openness_of(const std::vector<std::string>& stages) {
  if (stages.empty()) return Openness::any;
  const auto open = std::count_if(stages.begin(), stages.end(), [](const auto& s) { return is_open_stage(s); });
  if (open == static_cast<std::ptrdiff_t>(stages.size())) return Openness::open;
  return open == 0 ? Openness::past : Openness::any;
}

std::vector<Openness> sides(Openness openness) {
  if (openness == Openness::any) return {Openness::open, Openness::past};
  return {openness};
}

/// Stages that hold most of the open cases: sorted by deadline, the deadline's own index is the shorter way.
bool is_busy(const std::vector<std::string>& stages) {
  return std::any_of(stages.begin(), stages.end(), [](const auto& s) { return s == "dispatched" || s == "accepted" || s == "handling"; });
}

std::vector<Branch> walks(const CaseQuery& query, std::string_view sort_index, bool ordered, bool by_place) {
  const auto& queue = queue_rule(query.queue);
  Branch whole;
  whole.stages = wanted_stages(query, queue);
  whole.openness = openness_of(whole.stages);
  const bool assist = queue.code == "assist";
  if (!assist) whole.units = query.units;

  if (!query.ids.empty() || !query.number.empty() || assist) return {whole};
  if (!query.reporter_key.empty()) {
    whole.index = "case_reporter";
    return {whole};
  }
  if (query.placed && by_place) {
    whole.index = "case_place";
    return {whole};
  }
  if (queue.index == "case_queue" || queue.index == "case_watch") {
    whole.index = queue.index;
    return {whole};
  }
  std::vector<Branch> out;
  if (!whole.units.empty() && !ordered) {
    for (const auto side : sides(whole.openness)) out.push_back({side, whole.units, whole.stages, side == Openness::open ? "case_unit_open" : "case_unit_past"});
    return out;
  }
  if (!whole.units.empty() && whole.units.size() <= kMostWalks) {
    for (const auto side : sides(whole.openness)) {
      for (const auto& unit : whole.units) out.push_back({side, {unit}, whole.stages, side == Openness::open ? "case_unit_open" : "case_unit_past"});
    }
    return out;
  }
  if (area_prefix(query.area).size() >= kStreetDigits) {
    for (const auto side : sides(whole.openness)) out.push_back({side, whole.units, whole.stages, side == Openness::open ? "case_street_open" : "case_street_past"});
    return out;
  }
  if (whole.openness == Openness::open && !whole.stages.empty()) {
    for (const auto& stage : whole.stages) out.push_back({Openness::open, whole.units, {stage}, "case_stage_open"});
    return out;
  }
  whole.index = sort_index;
  whole.broad = true;
  return {whole};
}

}  // namespace

const QueueRule& queue_rule(const std::string& code) {
  const auto& all = queues();
  const auto found = std::find_if(all.begin(), all.end(), [&](const QueueRule& q) { return q.code == (code.empty() ? "all" : code); });
  if (found == all.end()) throw std::invalid_argument("there is no queue " + code);
  return *found;
}

const SortRule& sort_rule(const std::string& code) {
  const auto found = std::find_if(kSorts.begin(), kSorts.end(), [&](const SortRule& s) { return s.code == code; });
  if (found == kSorts.end()) throw std::invalid_argument("there is no sort " + code);
  return *found;
}

std::vector<Branch> plan_list(const CaseQuery& query, bool by_place) {
  const auto& sort = sort_rule(query.sort);
  auto branches = walks(query, sort.index, true, by_place);
  if (sort.code != "due") return branches;
  const auto dated = branches.size();
  for (std::size_t i = 0; i < dated; ++i) {
    auto undated = branches[i];
    undated.phase = 1;
    if (undated.index == sort.index) undated.index = {};
    if (branches[i].index == "case_stage_open" && is_busy(branches[i].stages)) branches[i].index = sort.index;
    branches.push_back(std::move(undated));
  }
  return branches;
}

std::vector<Branch> plan_count(const CaseQuery& query, bool by_place) {
  return walks(query, query.opened_from_ms || query.opened_to_ms ? "case_opened" : "", false, by_place);
}

std::string area_prefix(std::string_view code) {
  if (code.size() != 12) return std::string(code);
  for (const std::size_t digits : {9, 6, 4, 2}) {
    const auto next = digits == 9 ? 12 : digits == 6 ? 9 : digits + 2;
    if (code.substr(digits, next - digits).find_first_not_of('0') != std::string_view::npos) return std::string(code.substr(0, next));
  }
  return std::string(code.substr(0, 2));
}

}  // namespace yiwang
