#include "service/groups/group_desk.h"

#include <algorithm>
#include <tuple>

#include "base/json.h"
#include "service/groups/group_feed.h"

namespace yiwang {
namespace {

constexpr std::string_view kGroups = "groups", kDecisions = "group_decisions";
constexpr std::uint64_t kSaveEvery = 20'000;   // entries
constexpr hours kLate{24};                 // alerts about what is older are no news
constexpr std::size_t kMostAliases = 10'000;

}  // namespace

bool may_see_groups(const Identity& who) {
  return who.has(Role::agent) || who.has(Role::dispatcher) || who.has(Role::supervisor) || who.has(Role::leader) || who.has(Role::admin);
}

namespace {

bool in_areas(const Outbreak& outbreak, const std::vector<std::string>& areas, const City& city) {
  if (areas.empty()) return true;
  return std::any_of(outbreak.members.begin(), outbreak.members.end(), [&](const OutbreakMember& m) {
    return m.area.empty() || std::any_of(areas.begin(), areas.end(), [&](const auto& area) { return city.area_within(m.area, area); });
  });
}

/// The smallest area that at least six in ten of the placed reports lie in.
std::string common_area(const Outbreak& outbreak, const City& city) {
  std::map<std::string, std::pair<std::size_t, std::size_t>> counts;   // code -> reports, depth
  std::size_t placed = 0;
  for (const auto& m : outbreak.members) {
    if (m.area.empty()) continue;
    ++placed;
    const auto chain = city.chain(m.area);
    for (std::size_t i = 0; i < chain.size(); ++i) {
      auto& [reports, depth] = counts[chain[i]->code];
      ++reports;
      depth = chain.size() - i;
    }
  }
  std::string best;
  std::size_t deepest = 0;
  for (const auto& [code, seen] : counts) {
    if (seen.first * 10 >= placed * 6 && seen.second > deepest) deepest = seen.second, best = code;
  }
  return best;
}

std::string common_matter(const Outbreak& outbreak) {
  std::map<std::string, std::size_t> counts;
  for (const auto& m : outbreak.members) {
    if (!m.matter.empty()) ++counts[m.matter];
  }
  const auto most = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? std::string{} : most->first;
}

struct KeptDecisions {
  std::vector<GroupDecision> decisions;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> into;
};

json::Value to_value(const KeptDecisions& kept) {
  json::Array decisions, into;
  for (const auto& d : kept.decisions) decisions.push_back(json::Value(json::to_text(d)));
  for (const auto& [from, to] : kept.into) into.push_back(json::Array{from, to});
  return json::Object{{"decisions", std::move(decisions)}, {"into", std::move(into)}};
}

KeptDecisions from_value(const json::Value& value) {
  KeptDecisions out;
  for (const auto& one : value.at("decisions").as_array()) {
    if (auto read = json::from_text<GroupDecision>(std::string(one.as_string()), false)) out.decisions.push_back(std::move(*read));
  }
  for (const auto& one : value.at("into").as_array()) out.into.emplace_back(one.at(0).to_number<std::uint64_t>(), one.at(1).to_number<std::uint64_t>());
  return out;
}

}  // namespace

GroupDesk::GroupDesk(Office& office, OutbreakOptions options) : office_(office), options_(options), outbreaks_(options) {}

GroupDesk::~GroupDesk() {
  try {
    save();
  } catch (const std::exception&) {
    // The store is away; the next start reads a longer tail.
  }
}

void GroupDesk::load() {
  loaded_ = true;
  if (const auto kept = office_.store().load_snapshot(std::string(kDecisions))) {
    if (auto plain = office_.cipher().open(kept->bytes, kDecisions)) {
      auto read = from_value(boost::json::parse(*plain));
      for (auto& decision : read.decisions) decisions_[decision.group] = std::move(decision);
      into_.insert(read.into.begin(), read.into.end());
    }
  }
  if (const auto kept = office_.store().load_snapshot(std::string(kGroups))) {
    const auto plain = office_.cipher().open(kept->bytes, kGroups);
    if (plain && outbreaks_.load(*plain)) {
      seq_ = saved_seq_ = kept->seq;
      return;
    }
  }
  for (const auto& example : office_.city()->examples) outbreaks_.teach(example.text);
}

std::size_t GroupDesk::round(Instant now, std::size_t most) {
  {
    const std::lock_guard lock(mutex_);
    if (!loaded_) load();
  }
  const auto rows = office_.store().entries_after(seq_, most);
  const auto city = office_.city();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::lock_guard lock(mutex_);    // one report at a time: readers need not wait for the round
    feed(rows[i], *city, now);
    seq_ = rows[i].seq;
  }
  up_to_date_ = rows.size() < most;
  if (seq_ >= saved_seq_ + kSaveEvery) save();
  return rows.size();
}

void GroupDesk::feed(const LedgerRow& row, const City& city, Instant now) {
  const auto report = fed_report(row, city);
  if (!report) return;
  const auto added = outbreaks_.add(report->told());
  for (const auto old : added.absorbed) {
    if (into_.size() < kMostAliases) into_[old] = added.group;
    if (const auto decided = decisions_.find(old); decided != decisions_.end()) {
      auto decision = std::move(decided->second);
      decisions_.erase(decided);
      decision.group = added.group;
      decisions_.emplace(added.group, std::move(decision));
    }
  }
  const auto decided = decisions_.find(added.group);
  const bool back = decided != decisions_.end() && decided->second.state == "dismissed" && added.people == comes_back_at(decided->second.people) && added.first_of_person;
  if (!(added.burst || back) || !alerted_ || report->at + kLate < now) return;
  const auto outbreak = outbreaks_.find(added.group, report->at);
  GroupAlert alert{outbreak->id, outbreak->name, outbreak->people, outbreak->burst, {}};
  for (const auto& m : outbreak->members) {
    if (std::find(alert.areas.begin(), alert.areas.end(), m.area) == alert.areas.end()) alert.areas.push_back(m.area);
  }
  alerted_(alert);
}

void GroupDesk::save() {
  const std::lock_guard lock(mutex_);
  if (!loaded_ || seq_ == saved_seq_) return;
  office_.store().save_snapshot(std::string(kGroups), {seq_, office_.cipher().seal(outbreaks_.save(), kGroups)});
  saved_seq_ = seq_;
}

SeenGroup GroupDesk::seen(Outbreak outbreak) const {
  const auto city = office_.city();
  SeenGroup out;
  out.state = "open";
  if (const auto found = decisions_.find(outbreak.id); found != decisions_.end()) {
    out.decision = found->second;
    if (found->second.state != "dismissed" || outbreak.people < comes_back_at(found->second.people)) out.state = found->second.state;
  }
  out.area = common_area(outbreak, *city);
  out.matter = common_matter(outbreak);
  out.outbreak = std::move(outbreak);
  return out;
}

Result<GroupPage> GroupDesk::list(const Identity& who, const GroupQuery& query, Instant now) {
  if (!may_see_groups(who)) return refuse(Reason::not_permitted);
  const auto city = office_.city();
  if (!query.area.empty() && city->area(query.area) == nullptr) return refuse(Reason::unknown_value, {{"value", query.area}}, "area");
  const std::lock_guard lock(mutex_);
  GroupPage page;
  page.up_to_date = up_to_date_;
  for (auto& outbreak : outbreaks_.raised(now)) {
    if (!query.pace.empty() && (query.pace == "burst") != outbreak.burst) continue;
    if (!in_areas(outbreak, who.areas, *city)) continue;
    if (!query.area.empty() && std::none_of(outbreak.members.begin(), outbreak.members.end(), [&](const auto& m) { return city->area_within(m.area, query.area); })) continue;
    auto group = seen(std::move(outbreak));
    if (query.state != "all" && group.state != query.state) continue;
    if (!query.matter.empty() && !group.matter.starts_with(query.matter)) continue;
    if (page.total++ >= query.from && page.groups.size() < query.most) page.groups.push_back(std::move(group));
  }
  return page;
}

Result<SeenGroup> GroupDesk::find(const Identity& who, std::uint64_t id, Instant now) {
  if (!may_see_groups(who)) return refuse(Reason::not_permitted);
  const auto city = office_.city();
  const std::lock_guard lock(mutex_);
  for (int steps = 0; steps < 100; ++steps) {
    const auto next = into_.find(id);
    if (next == into_.end()) break;
    id = next->second;
  }
  auto outbreak = outbreaks_.find(id, now);
  if (!outbreak || !in_areas(*outbreak, who.areas, *city)) return refuse(Reason::not_found, {{"group", std::to_string(id)}});
  return seen(std::move(*outbreak));
}

Result<std::optional<SeenGroup>> GroupDesk::of_case(const Identity& who, CaseId id, Instant now) {
  auto c = office_.see(who, id);
  if (!c) return tl::unexpected(c.error());
  const std::lock_guard lock(mutex_);
  const auto group = outbreaks_.group_of_case(id.value);
  if (group == 0) return std::optional<SeenGroup>{};
  return std::optional<SeenGroup>(seen(std::move(*outbreaks_.find(group, now))));
}

Done GroupDesk::decide(GroupDecision decision) {
  const std::lock_guard lock(mutex_);
  auto after = decisions_;
  after[decision.group] = std::move(decision);
  KeptDecisions kept;
  for (const auto& [id, one] : after) kept.decisions.push_back(one);
  kept.into.assign(into_.begin(), into_.end());
  // Durable before it counts.
  office_.store().save_snapshot(std::string(kDecisions), {seq_, office_.cipher().seal(boost::json::serialize(to_value(kept)), kDecisions)});
  decisions_ = std::move(after);
  return done();
}

Result<SeenGroup> GroupDesk::dismiss(const Identity& who, std::uint64_t id, const std::string& reason, const Asking& asking) {
  if (!may_decide(who)) return refuse(Reason::not_permitted);
  auto group = find(who, id, asking.now);
  if (!group) return tl::unexpected(group.error());
  office_.audit(who.login, "group.dismiss", "group " + std::to_string(group->outbreak.id), reason, asking);
  if (auto ok = decide({group->outbreak.id, "dismissed", who.login, asking.now, reason, group->outbreak.people, 0}); !ok) return tl::unexpected(ok.error());
  return find(who, id, asking.now);
}

}  // namespace yiwang
