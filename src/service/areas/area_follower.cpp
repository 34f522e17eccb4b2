#include "service/areas/area_follower.h"

#include <algorithm>
#include <map>
#include <mutex>

#include "city/areas/history.h"
#include "city/areas/plan.h"
#include "geo/index/area_index.h"

namespace yiwang {
namespace {

constexpr int kCasesARound = 200;

std::string key_of(std::uint64_t edition) { return "areas_follow/" + std::to_string(edition); }

bool is_open(const std::string& stage) {
  const auto known = parse<Stage>(stage);
  return known && info(*known).open;
}

/// The areas a plan changed, and where a place in one of them lies now.
class NewHomes {
 public:
  NewHomes(const City& city, const std::string& plan, Instant from) : city_(city) {
    if (city.area_history == nullptr) return;
    std::map<Layer, std::vector<std::pair<std::uint32_t, MultiPolygon>>> now, then;
    for (const auto& step : city.area_history->steps()) {
      if (step.plan != plan || step.from != from) continue;
      if (!step.before.empty() && std::find(codes_.begin(), codes_.end(), step.before) == codes_.end()) codes_.push_back(step.before);
      const auto* after = city.area(step.after);
      if (after == nullptr || after->shape.empty() || std::find(after_.begin(), after_.end(), after) != after_.end()) continue;
      now[{after->layer, after->kind}].emplace_back(static_cast<std::uint32_t>(after_.size()), after->shape);
      after_.push_back(after);
    }
    for (auto& [layer, shapes] : now) now_.emplace(layer, AreaIndex(std::move(shapes)));
    for (const auto& past : city.area_history->past()) {
      if (past.plan != plan || past.until != from || past.area.shape.empty()) continue;
      then[{past.area.layer, past.area.kind}].emplace_back(static_cast<std::uint32_t>(before_.size()), past.area.shape);
      before_.push_back(&past.area);
    }
    for (auto& [layer, shapes] : then) then_.emplace(layer, AreaIndex(std::move(shapes)));
  }

  const std::vector<std::string>& codes() const { return codes_; }

  /// Whether a case that lies in `code` lay in another area before the plan: it has followed already.
  bool came_by_plan(const std::string& code, LonLat point) const {
    const auto* area = city_.area(code);
    if (area == nullptr || point == LonLat{}) return false;
    const auto found = then_.find({area->layer, area->kind});
    const auto key = found == then_.end() ? AreaIndex::kNone : found->second.find(point);
    return key != AreaIndex::kNone && before_[key]->code != code;
  }
  /// By its point; without one by what became of the area, and where that is several areas, their common parent: nobody knows which.
  std::string home(const std::string& code, LonLat point) const {
    const auto* before = city_.area_ever(code);
    if (before == nullptr) return code;
    if (!(point == LonLat{})) {
      const auto found = now_.find({before->layer, before->kind});
      const auto key = found == now_.end() ? AreaIndex::kNone : found->second.find(point);
      if (key != AreaIndex::kNone) return after_[key]->code;
    }
    if (city_.area(code) != nullptr) return code;
    const auto shares = city_.area_history->today(code, city_);
    if (shares.empty()) return city_.area(before->parent) != nullptr ? before->parent : code;
    if (shares.size() == 1) return shares.front().code;
    const auto way = city_.chain(shares.front().code);
    for (const auto* above : way) {
      if (std::all_of(shares.begin(), shares.end(), [&](const auto& one) { return city_.area_within(one.code, above->code); })) return above->code;
    }
    return shares.front().code;
  }

 private:
  using Layer = std::pair<std::string, AreaKind>;
  const City& city_;
  std::vector<std::string> codes_;
  std::vector<const Area*> after_, before_;
  std::map<Layer, AreaIndex> now_, then_;
};

}  // namespace

void AreaFollower::keep(const AreaFollowing& state) { office_.store().set_setting(key_of(state.edition), json::to_text(state)); }

std::optional<AreaFollowing> AreaFollower::progress(const StudioEditionRow& edition) const {
  if (edition.state != "applied") return std::nullopt;
  if (const auto kept = office_.store().setting(key_of(edition.number))) {
    if (auto read = json::from_text<AreaFollowing>(*kept)) return *read;
  }
  AreaFollowing fresh;
  fresh.edition = edition.number;
  const auto plan = read_plan(edition.text);
  fresh.rule = plan && plan->open_cases ? *plan->open_cases : parse<AreaRule>(office_.city()->settings.areas_open_cases).value_or(AreaRule::follow);
  return fresh;
}

bool AreaFollower::round(Instant now) {
  auto& store = office_.store();
  auto editions = store.shelf().editions("", "");
  std::erase_if(editions, [](const StudioEditionRow& row) { return row.kind != "areas"; });
  std::sort(editions.begin(), editions.end(), [](const auto& a, const auto& b) { return a.applied_ms != b.applied_ms ? a.applied_ms < b.applied_ms : a.number < b.number; });
  for (auto& row : editions) {
    if (row.state != "applied" || row.by.empty()) continue;
    const auto kept = store.setting(key_of(row.number));
    if (kept) {
      if (const auto read = json::from_text<AreaFollowing>(*kept); read && read->finished_ms != 0) continue;
    }
    const auto whole = store.shelf().find_edition(row.kind, row.code, row.version);
    if (whole && row.text.empty()) row.text = whole->text;
    auto state = *progress(row);
    if (!kept) keep(state);
    return work_on(row, state, now);
  }
  return false;
}

bool AreaFollower::work_on(const StudioEditionRow& edition, AreaFollowing& state, Instant now) {
  const auto city = office_.city();
  const auto plan = read_plan(edition.text);
  const NewHomes homes(*city, edition.code, Instant{milliseconds{edition.effective_ms}});
  if (state.code_at >= homes.codes().size()) {
    state.finished_ms = now.time_since_epoch().count();
    keep(state);
    return true;
  }
  const auto& code = homes.codes()[state.code_at];
  CaseQuery query;
  query.area = code;
  for (const auto& stage : kStages) {
    if (stage.open) query.stages.emplace_back(stage.code);
  }
  query.sort = "opened";
  query.limit = kCasesARound;
  query.after = state.cursor;
  const auto page = office_.store().list_cases(query);

  auto next = state;
  std::mutex mutex;
  std::int64_t held = 0;                   // the writer could not take them: the page is looked at again, where what has followed stands no more
  for (const auto& row : page.rows) {
    if (row.area != code || !is_open(row.stage)) continue;
    const LonLat point{row.lon, row.lat};
    if (homes.came_by_plan(code, point)) continue;
    {
      const std::lock_guard lock(mutex);
      ++next.looked_at;
    }
    const auto home = homes.home(code, point);
    if (state.rule == AreaRule::stay || home == code) {
      const std::lock_guard lock(mutex);
      ++next.stayed;
      continue;
    }
    FollowArea command{home, edition.code, plan ? plan->name : std::string{}, state.rule, {}};
    const auto unit = row.unit;
    office_.writer().command(CaseId{row.id}, std::move(command), Actor{Role::system, "engine", {}}, 0, now, [&, unit](Result<std::shared_ptr<const Case>> answer) {
      const std::lock_guard lock(mutex);
      if (answer) {
        ++next.area_changed;
        if ((*answer)->unit != unit) ++next.unit_changed;
      } else if (answer.error().reason == Reason::busy || answer.error().reason == Reason::unavailable) {
        ++held;
      } else if (answer.error().reason == Reason::already_done) {
        ++next.area_changed;               // before a crash, whose count was not kept
      } else {
        ++next.failed;
      }
    });
  }
  office_.writer().drain();
  const std::lock_guard lock(mutex);
  if (held > 0) {
    next.looked_at -= held + (next.stayed - state.stayed);
    next.stayed = state.stayed;
    keep(next);
    state = next;
    return true;
  }
  next.cursor = page.next;
  if (page.next.empty()) {
    next.cursor.clear();
    ++next.code_at;
  }
  if (next.code_at >= homes.codes().size()) next.finished_ms = now.time_since_epoch().count();
  keep(next);
  state = next;
  return true;
}

}  // namespace yiwang
