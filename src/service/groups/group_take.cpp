#include <algorithm>
#include <future>

#include "service/groups/group_desk.h"

namespace yiwang {
namespace {

/// The case that answers for a merged one.
CaseId present_case(Office& office, CaseId id) {
  for (int steps = 0; steps < 20; ++steps) {
    const auto row = office.store().find_case(id.value);
    if (!row || row->merged_into == 0) break;
    id = CaseId{row->merged_into};
  }
  return id;
}

}  // namespace

Result<GroupDesk::Taken> GroupDesk::take(const Identity& who, std::uint64_t id, CaseId into, std::vector<CaseId> cases, const std::string& reason, const Asking& asking) {
  if (!may_decide(who)) return refuse(Reason::not_permitted);
  auto group = find(who, id, asking.now);
  if (!group) return tl::unexpected(group.error());
  std::vector<CaseId> own;
  for (const auto& m : group->outbreak.members) {
    const auto present = present_case(office_, CaseId{m.case_id});
    if (m.case_id != 0 && std::find(own.begin(), own.end(), present) == own.end()) own.push_back(present);
  }
  const auto is_own = [&](CaseId c) { return std::find(own.begin(), own.end(), c) != own.end(); };
  if (!is_own(into)) return refuse(Reason::unknown_case, {{"case", std::to_string(into.value)}}, "into");
  const bool all = cases.empty();
  if (all) cases = own;
  for (const auto c : cases) {
    if (!is_own(c)) return refuse(Reason::unknown_case, {{"case", std::to_string(c.value)}}, "cases");
  }
  auto target = office_.see(who, into);
  if (!target) return tl::unexpected(target.error());
  if (!target->c->open()) return refuse(Reason::cannot_merge, {{"why", "closed"}}, "into");

  Taken out;
  std::vector<std::pair<CaseId, std::future<std::optional<Reason>>>> asked;
  for (const auto c : cases) {
    if (c == into) continue;
    auto one = office_.see(who, c);
    if (!one) {
      out.refused.emplace_back(c, one.error().reason);
      continue;
    }
    if (!one->c->open()) {
      if (!all) out.refused.emplace_back(c, Reason::cannot_merge);
      continue;
    }
    auto answer = std::make_shared<std::promise<std::optional<Reason>>>();
    asked.emplace_back(c, answer->get_future());
    office_.command(who, c, Merge{into}, one->c->version, asking, [answer](Result<SeenCase> seen) {
      answer->set_value(seen ? std::nullopt : std::optional<Reason>(seen.error().reason));
    });
  }
  for (auto& [c, answer] : asked) {
    if (const auto refused = answer.get()) out.refused.emplace_back(c, *refused);
    else out.merged.push_back(c);
  }
  office_.audit(who.login, "group.take", "group " + std::to_string(group->outbreak.id), reason, asking);
  if (auto ok = decide({group->outbreak.id, "taken", who.login, asking.now, reason, group->outbreak.people, into.value}); !ok) return tl::unexpected(ok.error());
  auto after = find(who, id, asking.now);
  if (!after) return tl::unexpected(after.error());
  out.group = std::move(*after);
  return out;
}

}  // namespace yiwang
