#include "insight/cube.h"

#include <algorithm>

namespace yiwang {
namespace {

constexpr std::size_t kStreetDigits = 9;    // of a 12-digit statistical code: province 2, city 2, county 2, street 3
constexpr std::size_t kCodeDigits = 12;
constexpr std::size_t kGroupDigits = 4;

std::string street_of(const std::string& area) {
  if (area.size() < kCodeDigits) return {};
  auto street = area.substr(0, kStreetDigits);
  if (street.ends_with("000")) return {};   // a district or the city: no street is known
  return street.append(kCodeDigits - kStreetDigits, '0');
}

std::int32_t local_day(Instant at, minutes offset) {
  return static_cast<std::int32_t>(to_local(at, offset).date.time_since_epoch().count());
}

bool dispatches(std::string_view how) { return how == "engine" || how == "agent" || how == "dispatcher" || how == "arbitration"; }

bool repeats(DuplicateKind kind) { return kind == DuplicateKind::repeat_by_one || kind == DuplicateKind::again_after_closing; }

struct Tallier {
  const Case& before;
  const Case& after;
  CubeKey key;                             // of what happens with the case as it is afterwards
  CubeDelta& into;

  CubeCounts& here() { return into[key]; }
  CubeCounts& at_unit(const std::string& unit) {
    auto other = key;
    other.unit = unit;
    return into[other];
  }

  void opinion(bool reached, Satisfaction satisfaction, bool solved) {
    auto& n = here();
    ++n.called_back;
    if (!reached) return;
    ++n.reached;
    if (satisfaction == Satisfaction::satisfied || satisfaction == Satisfaction::basically) ++n.satisfied;
    if (solved) ++n.solved;
  }

  void operator()(const ReportReceived& e) {
    auto& n = here();
    ++n.reports;
    if (!e.joined) return;
    ++n.joined;
    const auto& who = e.report.reporter.key;
    const auto same = [&](const Report& r) { return !who.empty() && r.reporter.key == who; };
    if (std::any_of(before.reports.begin(), before.reports.end(), same)) ++n.repeats;
  }
  void operator()(const CaseOpened& e) {
    auto& n = here();
    ++n.opened;
    // The report was counted where it first arrived.
    if (e.split_from) --n.reports;
  }
  void operator()(const RelationJudged& e) {
    const auto& r = e.advice.relations;
    if (std::any_of(r.begin(), r.end(), [](const Relation& relation) { return repeats(relation.kind); })) ++here().repeats;
  }
  void operator()(const UnitAssigned& e) {
    if (!dispatches(e.how)) return;
    ++here().dispatches;
    if (e.how == "engine") ++here().auto_dispatched;
  }
  void operator()(const CaseReturned& e) { ++at_unit(e.unit).returns; }
  void operator()(const CitizenCalledBack& e) { opinion(e.satisfaction != Satisfaction::unreachable, e.satisfaction, e.solved); }
  void operator()(const CitizenRated& e) {
    if (before.stage == Stage::called_back) opinion(true, e.satisfaction, e.solved);
  }
  void operator()(const CaseClosed&) {
    auto& n = here();
    ++n.closed;
    const auto last = std::find_if(after.deadlines.rbegin(), after.deadlines.rend(), [](const Deadline& d) { return d.clock == ClockKind::resolve; });
    if (last != after.deadlines.rend() && last->state == ClockState::met) ++n.closed_on_time;
    if (before.reopened == 0) {
      ++n.first_closed;
      if (before.returns == 0 && before.redispatches == 0) ++n.first_dispatches_kept;
    }
    if (after.resolution) {
      ++n.handled;
      n.handling_ms += (after.resolution->at - after.opened_at).count();
    }
  }
  void operator()(const CaseReopened&) { ++here().reopened; }
  void operator()(const CaseAnswered&) { ++here().answered; }
  void operator()(const CaseRefused&) { ++here().refused; }
  void operator()(const DeadlineMissed& e) {
    if (e.clock == ClockKind::resolve) ++here().overdue;
    if (e.clock == ClockKind::contact) ++here().contacts_due;
  }
  void operator()(const DeadlineMet& e) {
    if (e.clock == ClockKind::contact) {
      // One that was noticed as missed has been counted then.
      const auto* was = before.running(e.clock);
      if (was == nullptr || was->state != ClockState::overdue) ++here().contacts_due;
      if (!e.late) ++here().contacts_on_time;
    }
    if (e.clock == ClockKind::resolve && e.late) {
      const auto* was = before.running(e.clock);
      if (was == nullptr || was->state != ClockState::overdue) ++here().overdue;
    }
  }
  template <class E>
  void operator()(const E&) {}
};

}  // namespace

CubeCounts& CubeCounts::operator+=(const CubeCounts& other) {
  boost::mp11::mp_for_each<boost::describe::describe_members<CubeCounts, boost::describe::mod_public>>(
      [&](auto member) { this->*member.pointer += other.*member.pointer; });
  return *this;
}

void tally(const Case& before, const Case& after, const Entry& entry, minutes offset, CubeDelta& into) {
  CubeKey key;
  key.day = local_day(entry.at, offset);
  key.unit = !after.unit.empty() ? after.unit : before.unit;
  key.matter = after.matter.substr(0, std::min(kGroupDigits, after.matter.size()));
  key.area = street_of(after.place.area);
  key.channel = after.reports.empty() ? Channel::web : after.first().channel;
  Tallier tallier{before, after, key, into};
  for (const auto& event : entry.events) std::visit(tallier, event);
  if (const int lost = after.redispatches - before.redispatches; lost > 0) {
    const auto& loser = !before.unit.empty() ? before.unit : before.units_before.empty() ? after.unit : before.units_before.back();
    tallier.at_unit(loser).redispatches += lost;
  }
}

}  // namespace yiwang
