#include "service/map/case_points.h"

#include "geo/tiles/z_order.h"

namespace yiwang {
namespace {

constexpr std::size_t kPage = 2000;
constexpr std::size_t kFewChanges = 64;    // are looked up at once, however often one asks
constexpr milliseconds kFloodPause{500};
constexpr std::size_t kLeastFresh = 2000;  // and a twentieth of all: then they are sorted in

std::int32_t minute(std::int64_t ms) { return static_cast<std::int32_t>(ms / 60'000); }

Tone tone_of(const CaseRow& row, bool open) {
  if (!open) return Tone::good;
  return row.clock == "overdue" ? Tone::bad : row.clock == "near" ? Tone::warn : Tone::ink;
}

bool by_key(const CasePoint& a, const CasePoint& b) { return std::pair(a.key, a.id) < std::pair(b.key, b.id); }

}  // namespace

CaseMap::CaseMap(Office& office) : office_(office) {
  subscription_ = office_.live().subscribe(
      [this](const LiveEvent& event) {
        const std::lock_guard lock(changed_mutex_);
        changed_.insert(event.case_id);
      },
      0);
}

CaseMap::~CaseMap() { office_.live().unsubscribe(subscription_); }

std::uint32_t CaseMap::word(const std::string& text) {
  const auto [found, fresh] = word_place_.emplace(text, static_cast<std::uint32_t>(words_.size()));
  if (fresh) words_.push_back(text);
  return found->second;
}

CasePoint CaseMap::point_of(const CaseRow& row) {
  CasePoint out;
  out.id = row.id;
  out.stage = parse<Stage>(row.stage).value_or(Stage::received);
  out.placed = row.lon != 0 || row.lat != 0;
  if (out.placed) out.key = z_order(to_world({row.lon, row.lat}));
  out.opened_min = minute(row.opened_ms);
  const bool open = row.closed_ms == 0 && info(out.stage).open;
  // A merged case has no closing time of its own: it ended when it last changed.
  if (!open) out.closed_min = minute(row.closed_ms != 0 ? row.closed_ms : row.updated_ms);
  out.tone = tone_of(row, open);
  out.unit = word(row.unit);
  out.area = word(row.area);
  out.matter = word(row.matter);
  return out;
}

void CaseMap::fill() {
  std::uint64_t after = 0;
  while (true) {
    const auto page = office_.store().case_rows_after(after, kPage);
    for (const auto& row : page) {
      settled_->push_back(point_of(row));
      after = row.id;
    }
    if (page.size() < kPage) break;
  }
  filled_ = true;
  settle();
}

void CaseMap::settle() {
  auto next = std::make_shared<std::vector<CasePoint>>();
  next->reserve(settled_->size() + fresh_.size());
  for (const auto& p : *settled_) {
    if (!fresh_.contains(p.id)) next->push_back(p);
  }
  for (const auto& [id, p] : fresh_) next->push_back(p);
  std::sort(next->begin(), next->end(), by_key);
  place_.clear();
  place_.reserve(next->size());
  for (std::size_t i = 0; i < next->size(); ++i) place_.emplace((*next)[i].id, static_cast<std::uint32_t>(i));
  replaced_.assign(next->size(), false);
  fresh_.clear();
  settled_ = std::move(next);
}

void CaseMap::take(std::unordered_set<std::uint64_t> changed) {
  for (const auto id : changed) {
    const auto row = office_.store().find_case(id);
    if (!row) continue;
    if (const auto old = place_.find(id); old != place_.end()) replaced_[old->second] = true;
    fresh_.insert_or_assign(id, point_of(*row));
  }
  if (fresh_.size() > kLeastFresh + settled_->size() / 20) settle();
}

void CaseMap::publish() {
  auto out = std::make_shared<CasePoints>();
  out->generation = ++generation_;
  out->words = words_;
  out->settled = settled_;
  out->replaced = replaced_;
  for (const auto& [id, p] : fresh_) out->fresh.push_back(p);
  std::sort(out->fresh.begin(), out->fresh.end(), by_key);
  now_ = std::move(out);
}

std::shared_ptr<const CasePoints> CaseMap::now(Instant at) {
  const std::lock_guard lock(mutex_);
  std::unordered_set<std::uint64_t> changed;
  {
    const std::lock_guard taking(changed_mutex_);
    if (!filled_ || changed_.size() <= kFewChanges || at - looked_ >= kFloodPause || at < looked_) changed.swap(changed_);
  }
  if (filled_ && changed.empty()) return now_;
  looked_ = at;
  if (!filled_) fill();
  take(std::move(changed));
  publish();
  return now_;
}

}  // namespace yiwang
