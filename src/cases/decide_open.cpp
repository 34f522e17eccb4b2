#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "cases/decide_parts.h"
#include "cases/promise.h"

// A case begins: what was said, what the advisers made of it, who gets it or why nobody yet.

namespace yiwang {
namespace {

/// Advice comes from outside the machine; a number that is none must not reach the ledger.
double share(double value) { return std::isfinite(value) ? std::clamp(value, 0.0, 1.0) : 0.0; }
void mend(std::vector<Evidence>& evidence) {
  for (auto& e : evidence) e.weight = std::isfinite(e.weight) ? e.weight : 0.0;
}
template <class T>
T mended(T advice) {
  if constexpr (requires { advice.matters; }) {
    for (auto& guess : advice.matters) guess.confidence = share(guess.confidence);
  }
  if constexpr (requires { advice.relations; }) {
    for (auto& relation : advice.relations) {
      relation.probability = share(relation.probability);
      mend(relation.evidence);
    }
  }
  if constexpr (requires { advice.confidence; }) advice.confidence = share(advice.confidence);
  if constexpr (requires { advice.evidence; }) mend(advice.evidence);
  return advice;
}

bool says_nothing(const Report& report) { return trim(report.title).empty() && trim(report.text).empty(); }

bool sure_of_matter(const City& city, const Understanding& advice) {
  return !advice.matters.empty() && advice.matters.front().confidence >= city.settings.matter_threshold && known_matter(city, advice.matters.front().matter);
}
bool sure_of_unit(const City& city, const Dispatching& advice) {
  return advice.confidence >= city.settings.dispatch_threshold && city.unit(advice.unit) != nullptr;
}

/// Why a person must decide the unit; empty when the engine may.
std::string_view doubt(const City& city, const ReceiveReport& received, bool matter_chosen) {
  const auto& understood = received.advice.understanding;
  if (!matter_chosen) {
    if (says_nothing(received.report)) return "no_content";
    if (!understood || !sure_of_matter(city, *understood)) return "matter_unsure";
  }
  const auto& dispatched = received.advice.dispatching;
  if (!city.settings.intake_dispatch || !dispatched) return "off";
  if (city.unit(dispatched->unit) == nullptr) return "no_duty";
  return sure_of_unit(city, *dispatched) ? "" : "unit_unsure";
}

void begin(Draft& draft, Report report, CaseId split_from, const Promise& promise) {
  const auto& city = draft.context.city;
  const auto& id = draft.after.id;
  draft.add(ReportReceived{std::move(report), false});
  draft.add(CaseOpened{case_number(id, draft.context.now, city.offset), city.version, split_from, promise});
}

}  // namespace

std::vector<Event> open_case(CaseId id, const ReceiveReport& received, const Context& context) {
  const auto& city = context.city;
  const auto& settings = city.settings;
  const auto& advice = received.advice;
  const bool matter_chosen = !received.chosen_matter.empty() && known_matter(city, received.chosen_matter);
  const std::string guess = advice.understanding && !advice.understanding->matters.empty() ? advice.understanding->matters.front().matter : "";
  const auto urgency = advice.understanding ? advice.understanding->urgency : Urgency::ordinary;

  Case empty;
  empty.id = id;
  Draft draft(std::move(empty), context);
  begin(draft, received.report, {}, make_promise(city, matter_chosen ? received.chosen_matter : guess, urgency));
  if (advice.understanding) draft.add(MatterJudged{mended(*advice.understanding), settings.matter_threshold, sure_of_matter(city, *advice.understanding)});
  if (matter_chosen) draft.add(MatterCorrected{received.chosen_matter, guess, {}});
  if (urgency == Urgency::emergency) draft.add(GradeChanged{Grade::b, "emergency"});
  if (advice.location) {
    const auto place = mended(*advice.location);
    draft.add(PlaceJudged{place, settings.place_threshold, place.confidence >= settings.place_threshold && !place.area.empty()});
  }
  if (advice.relations && !advice.relations->relations.empty()) draft.add(RelationJudged{mended(*advice.relations), settings.merge_duplicate});
  if (advice.dispatching) draft.add(UnitJudged{mended(*advice.dispatching), settings.dispatch_threshold, sure_of_unit(city, *advice.dispatching)});

  // The notice "we have received it" is written to the outbox in the transaction that opens the case, so the receipt clock is met by the same entry.
  draft.start(ClockKind::receipt, EventKind::case_opened);
  draft.meet(ClockKind::receipt);
  draft.start(ClockKind::resolve, EventKind::case_opened);

  if (city.unit(received.chosen_unit) != nullptr) {
    draft.assign(received.chosen_unit, {}, "agent", {});
  } else if (const auto why = doubt(city, received, matter_chosen); !why.empty()) {
    draft.queue(why);
  } else {
    auto assist = advice.dispatching->assist;
    std::erase_if(assist, [&](const std::string& unit) { return unit == advice.dispatching->unit || city.unit(unit) == nullptr; });
    draft.assign(advice.dispatching->unit, std::move(assist), "engine", {});
  }
  (void)draft.course.follow({}, Operation::pass_time);
  return std::move(draft.events);
}

std::vector<Event> open_split_off(CaseId id, const Case& from, ReportId report, const Context& context) {
  const auto found = std::find_if(from.reports.begin(), from.reports.end(), [&](const Report& r) { return r.id == report; });
  if (found == from.reports.end()) return {};
  Case empty;
  empty.id = id;
  Draft draft(std::move(empty), context);
  // It was split off because it is another matter, so nothing of the old case's matter is taken over; the place is a first guess.
  begin(draft, *found, from.id, make_promise(context.city, "", Urgency::ordinary));
  if (!from.place.area.empty() || from.place.point) draft.add(PlaceJudged{from.place, context.city.settings.place_threshold, false});
  draft.start(ClockKind::resolve, EventKind::case_opened);
  draft.queue("split");
  (void)draft.course.follow({}, Operation::pass_time);
  return std::move(draft.events);
}

}  // namespace yiwang
