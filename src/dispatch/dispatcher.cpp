#include "dispatch/dispatcher.h"

#include <algorithm>

#include "dispatch/duty_index.h"
#include "dispatch/overlays.h"
#include "dispatch/unit_finder.h"

namespace yiwang {
namespace {

/// Where something is, as far as it is known.
struct Place {
  std::uint32_t area = AreaTree::kNone;    // kNone: anywhere in the city
  std::vector<std::uint32_t> overlays;     // functional areas that hold the point
  bool pointed = false;                    // the point is known, and so all functional areas
  double confidence = 0;
};

/// What the duty list says of one matter at one place and moment.
struct Verdict {
  const DutyRule* rule = nullptr;
  const Unit* unit = nullptr;
  double place_factor = 1;                 // how sure the place makes us; 1 when every place would give the same unit
  bool needs_place = false;
  std::size_t possible = 0;                // units that could be meant within the place as far as it is known
};

}  // namespace

struct Dispatcher::Parts {
  std::shared_ptr<const City> city;
  AreaTree areas;
  UnitFinder units;
  DutyIndex duties;
  Overlays overlays;
  std::string version;

  explicit Parts(std::shared_ptr<const City> whole)
      : city(std::move(whole)), areas(*city), units(*city, areas), duties(*city, areas), overlays(*city, areas), version("dispatch-1/" + city->version) {}

  const Unit* resolve(const std::string& lead, const Place& place) const {
    if (!lead.starts_with('@')) return city->unit(lead);
    for (const auto overlay : place.overlays) {
      if (const auto* unit = units.at(lead.substr(1), overlay)) return unit;
    }
    return units.serving(lead.substr(1), place.area);
  }

  /// True when a row for `area` applies to all of the place.
  bool covers(std::uint32_t area, const Place& place) const {
    if (area == AreaTree::kNone) return true;
    if (!overlays.has(area)) return place.area != AreaTree::kNone && areas.within(place.area, area);
    return std::any_of(place.overlays.begin(), place.overlays.end(), [&](std::uint32_t overlay) { return areas.within(overlay, area); });
  }
  /// True when it may apply to a part of the place.
  bool touches(std::uint32_t area, const Place& place) const { return area != AreaTree::kNone && areas.within(area, place.area) && !(place.pointed && overlays.has(area)); }

  /// The units a matter could go to within the place, in the order in which they are met.
  std::vector<const Unit*> outcomes(const std::vector<const DutyRule*>& rules, const DutyMoment& moment, const Place& place) const {
    std::vector<const Unit*> out;
    const auto add = [&](const Unit* unit) {
      if (unit != nullptr && std::find(out.begin(), out.end(), unit) == out.end()) out.push_back(unit);
    };
    for (const auto* rule : rules) {
      const bool all = covers(rule->area, place);
      if ((!all && !touches(rule->area, place)) || !moment.meets(*rule)) continue;
      const auto before = out.size();
      const auto& lead = rule->duty->lead;
      if (!lead.starts_with('@')) add(city->unit(lead));
      else
        for (const auto* unit : units.within(lead.substr(1), all ? place.area : rule->area)) add(unit);
      // A row that covers all of the place and has somebody to name decides; nothing below it is reached.
      if (all && (out.size() > before || resolve(lead, place) != nullptr)) break;
    }
    return out;
  }

  Verdict judge(std::string_view matter, const DutyMoment& moment, const Place& place) const {
    Verdict verdict;
    const auto rules = duties.rules(matter);
    for (const auto* rule : rules) {
      if (!covers(rule->area, place) || !moment.meets(*rule)) continue;
      const auto* unit = resolve(rule->duty->lead, place);
      if (verdict.rule == nullptr) verdict.rule = rule;
      if (unit == nullptr) {
        // Somebody of that kind serves here but the place is not known well enough to say who: do not fall to a lesser row.
        if (rule->duty->lead.starts_with('@') && !units.within(rule->duty->lead.substr(1), place.area).empty()) break;
        continue;
      }
      verdict.rule = rule;
      verdict.unit = unit;
      break;
    }
    if (verdict.rule == nullptr) return verdict;
    verdict.needs_place = outcomes(rules, moment, Place{}).size() > 1;
    if (!verdict.needs_place) return verdict;
    const auto here = outcomes(rules, moment, place);
    verdict.possible = std::max<std::size_t>(1, here.size());
    const double known = place.area == AreaTree::kNone ? 1 : place.confidence;
    verdict.place_factor = known / static_cast<double>(verdict.possible);
    return verdict;
  }

  /// The nearest decision that would have been another: another matter, a condition that did not hold, or the next row.
  std::string next_best(std::string_view matter, const Verdict& verdict, const DutyMoment& moment, const Place& place,
                        const std::vector<std::pair<MatterGuess, Verdict>>& guesses) const {
    const auto say = [](const Unit* unit, const DutyRule* rule, std::string why) {
      return unit->code + " row " + std::to_string(rule->duty->row) + (why.empty() ? "" : " " + std::move(why));
    };
    for (const auto& [guess, other] : guesses) {
      if (guess.matter != matter && other.unit != nullptr && other.unit != verdict.unit && guess.confidence >= 0.05) return say(other.unit, other.rule, "matter=" + guess.matter);
    }
    const auto rules = duties.rules(matter);
    for (const bool met : {false, true}) {
      for (const auto* rule : rules) {
        if (moment.meets(*rule) != met) continue;
        const auto* unit = covers(rule->area, place) ? resolve(rule->duty->lead, place) : nullptr;
        if (unit != nullptr && unit != verdict.unit) return say(unit, rule, met ? std::string{} : rule->duty->condition);
      }
    }
    if (!verdict.needs_place) return {};
    for (const auto* rule : rules) {
      if (covers(rule->area, place) || !moment.meets(*rule)) continue;
      const auto* unit = resolve(rule->duty->lead, Place{rule->area, {}, false, 1});
      if (unit != nullptr && unit != verdict.unit) return say(unit, rule, "area=" + rule->duty->area);
    }
    return {};
  }
};

Dispatcher::Dispatcher(std::shared_ptr<const City> city) : parts_(std::make_unique<Parts>(std::move(city))) {}
Dispatcher::~Dispatcher() = default;
const std::string& Dispatcher::version() const { return parts_->version; }

Dispatching Dispatcher::dispatch(const DispatchQuestion& question) const {
  const auto& p = *parts_;
  Dispatching answer;
  answer.version = p.version;
  std::vector<MatterGuess> guesses;
  if (!question.matter.empty()) guesses.push_back({std::string(question.matter), 1});
  else if (question.understanding != nullptr) guesses = question.understanding->matters;
  if (guesses.empty()) {
    answer.evidence.push_back({"rule", "no_matter", 0});
    return answer;
  }
  Place place;
  // A place below the city's threshold is a guess to show, not one to dispatch by.
  if (question.location != nullptr && !question.location->area.empty() && question.location->confidence >= p.city->settings.place_threshold) {
    place.area = p.areas.find(question.location->area);
    place.overlays = p.overlays.at(question.location->point);
    place.pointed = question.location->point.has_value();
    place.confidence = question.location->confidence;
  }
  const auto local = to_local(question.at, p.city->offset);
  const DutyMoment moment{std::chrono::floor<minutes>(local.since_midnight), question.normalised_words};

  std::vector<std::pair<MatterGuess, Verdict>> verdicts;
  for (const auto& guess : guesses) verdicts.emplace_back(guess, p.judge(guess.matter, moment, place));
  const auto& [matter, best] = verdicts.front();
  if (best.rule == nullptr) {
    answer.evidence.push_back({"rule", "no_duty", 0});
    answer.evidence.push_back({"matter", matter.matter, matter.confidence});
    answer.otherwise = p.next_best(matter.matter, best, moment, place, verdicts);
    return answer;
  }
  const auto& duty = *best.rule->duty;
  answer.duty_row = static_cast<int>(duty.row);
  answer.basis = duty.basis;
  if (best.unit != nullptr) answer.unit = best.unit->code;
  for (const auto& lead : duty.assist) {
    const auto* unit = p.resolve(lead, place);
    if (unit == nullptr || unit == best.unit || std::find(answer.assist.begin(), answer.assist.end(), unit->code) != answer.assist.end()) continue;
    answer.assist.push_back(unit->code);
  }
  double sum = 0;
  for (const auto& [guess, verdict] : verdicts) {
    if (best.unit != nullptr && verdict.unit == best.unit) sum += guess.confidence * verdict.place_factor;
  }
  answer.confidence = std::clamp(sum, 0.0, 1.0);
  answer.evidence.push_back({"duty", "row " + std::to_string(duty.row), answer.confidence});
  for (const auto& [guess, verdict] : verdicts) {
    if (verdict.unit == best.unit) answer.evidence.push_back({"matter", guess.matter, guess.confidence});
  }
  if (best.needs_place) {
    answer.evidence.push_back({"place", place.area == AreaTree::kNone ? std::string("unknown") : p.areas.area(place.area).code, best.place_factor});
  }
  if (!duty.condition.empty()) answer.evidence.push_back({"rule", duty.condition, 1});
  if (best.unit == nullptr) answer.evidence.push_back({"rule", "place_needed", static_cast<double>(best.possible)});
  answer.otherwise = p.next_best(matter.matter, best, moment, place, verdicts);
  return answer;
}

}  // namespace yiwang
