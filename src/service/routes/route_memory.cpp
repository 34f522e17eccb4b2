#include "service/routes/route_memory.h"

#include <algorithm>
#include <cmath>

namespace yiwang {
namespace {

constexpr std::string_view kTrees = "route_trees";
constexpr std::size_t kMostRanked = 8000;
constexpr double kLeastSeen = 5;           // of the matter itself, before history speaks of it
constexpr double kLeastProbability = 0.05;
constexpr std::size_t kMostUnits = 3;
constexpr auto kHour = hours{3};

LearnedDispatchOptions options() {
  LearnedDispatchOptions o;
  o.ranker.trees = 60;                     // a dozen crosses need no more, and a start must not wait
  o.most_ranked = kMostRanked;
  o.half_life_days = 60;
  return o;
}

std::string whole(double count) { return std::to_string(static_cast<long long>(std::llround(count))); }

}  // namespace

void RouteMemory::learn(Store& store, const City& city) {
  std::vector<RoutedCase> cases;
  for (auto& row : gather_routes(store)) {
    // Units that are gone can no longer be sent anything.
    if (!row.unit.empty() && city.unit(row.unit) == nullptr) row.unit.clear();
    std::erase_if(row.returned_by, [&](const auto& unit) { return city.unit(unit) == nullptr; });
    if (row.unit.empty() && row.returned_by.empty()) continue;
    cases.push_back({route_facts(row.codes, city), row.unit, row.returned_by});
  }
  std::shared_ptr<const LearnedDispatch> learnt;
  if (cases.size() >= kLeastCases) {
    const auto kept = store.load_snapshot(std::string(kTrees));
    learnt = std::make_shared<const LearnedDispatch>(LearnedDispatch::train(route_shape(), std::move(cases), kept ? kept->bytes : std::string{}, options()));
    if (auto trees = learnt->save(); !kept || kept->bytes != trees) store.save_snapshot(std::string(kTrees), {0, std::move(trees)});
  }
  const std::lock_guard lock(mutex_);
  now_ = std::move(learnt);
}

bool RouteMemory::round(Store& store, const City& city, Instant now) {
  const auto local = to_local(now, city.offset);
  if (!learnt_on_) learnt_on_ = local.date;
  if (local.date <= *learnt_on_ || local.since_midnight < kHour) return false;
  learnt_on_ = local.date;
  learn(store, city);
  return true;
}

std::shared_ptr<const LearnedDispatch> RouteMemory::now() const {
  const std::lock_guard lock(mutex_);
  return now_;
}

std::vector<Evidence> RouteMemory::evidence(const RouteCodes& codes, const City& city, const Dispatching& by_duty, std::span<const std::string> returned_by) const {
  std::vector<Evidence> out;
  const auto learnt = now();
  if (!learnt || codes.matter.empty()) return out;
  const auto facts = route_facts(codes, city);
  const auto route = learnt->guess(facts, {returned_by.begin(), returned_by.end()}, false);
  const bool open = by_duty.unit.empty() || by_duty.confidence < city.settings.dispatch_threshold || !returned_by.empty();
  for (const auto& guess : route.units) {
    if (out.size() == (open ? kMostUnits : std::size_t{1}) || guess.probability < kLeastProbability) break;
    const auto seen = learnt->seen(facts, guess.unit);
    if (seen.of < kLeastSeen) break;
    out.push_back({"history", guess.unit + " " + whole(seen.cases) + "/" + whole(seen.of) + " " + whole(seen.returned), guess.probability});
  }
  if (!out.empty()) out.push_back({"history", route.version, 0});
  return out;
}

}  // namespace yiwang
