#include "dispatch/dispatcher.h"

#include <algorithm>

#include "dispatch/duty_index.h"
#include "dispatch/unit_finder.h"

namespace yiwang {
namespace {

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
  std::string version;

  explicit Parts(std::shared_ptr<const City> whole)
      : city(std::move(whole)), areas(*city), units(*city, areas), duties(*city, areas), version("dispatch-1/" + city->version) {}

  const Unit* resolve(const std::string& lead, std::uint32_t place) const {
    return lead.starts_with('@') ? units.serving(lead.substr(1), place) : city->unit(lead);
  }

  /// The units a matter could go to for places within `scope`, in the order in which they are met.
  std::vector<const Unit*> outcomes(const std::vector<const DutyRule*>& rules, const DutyMoment& moment, std::uint32_t scope) const {
    std::vector<const Unit*> out;
    const auto add = [&](const Unit* unit) {
      if (unit != nullptr && std::find(out.begin(), out.end(), unit) == out.end()) out.push_back(unit);
    };
    for (const auto* rule : rules) {
      const bool covers = scope == AreaTree::kNone ? rule->area == AreaTree::kNone : areas.within(scope, rule->area);
      const bool inside = areas.within(rule->area, scope) && rule->area != AreaTree::kNone;
      if ((!covers && !inside) || !moment.meets(*rule)) continue;
      const auto before = out.size();
      if (!rule->duty->lead.starts_with('@')) add(city->unit(rule->duty->lead));
      else
        for (const auto* unit : units.within(rule->duty->lead.substr(1), covers ? scope : rule->area)) add(unit);
      // A row that covers all of the scope and has somebody to name decides; nothing below it is reached.
      if (covers && (out.size() > before || resolve(rule->duty->lead, scope) != nullptr)) break;
    }
    return out;
  }

  Verdict judge(std::string_view matter, const DutyMoment& moment, std::uint32_t place, double place_confidence) const {
    Verdict verdict;
    const auto rules = duties.rules(matter);
    for (const auto* rule : rules) {
      const bool covers = place == AreaTree::kNone ? rule->area == AreaTree::kNone : areas.within(place, rule->area);
      if (!covers || !moment.meets(*rule)) continue;
      const auto* unit = resolve(rule->duty->lead, place);
      if (verdict.rule == nullptr) verdict.rule = rule;
      if (unit == nullptr) {
        // Somebody of that kind serves here but the place is not known well enough to say who: do not fall to a lesser row.
        if (rule->duty->lead.starts_with('@') && !units.within(rule->duty->lead.substr(1), place).empty()) break;
        continue;
      }
      verdict.rule = rule;
      verdict.unit = unit;
      break;
    }
    if (verdict.rule == nullptr) return verdict;
    verdict.needs_place = outcomes(rules, moment, AreaTree::kNone).size() > 1;
    if (!verdict.needs_place) return verdict;
    const auto here = outcomes(rules, moment, place);
    verdict.possible = std::max<std::size_t>(1, here.size());
    const double known = place == AreaTree::kNone ? 1 : place_confidence;
    verdict.place_factor = known / static_cast<double>(verdict.possible);
    return verdict;
  }

  /// The nearest decision that would have been another: another matter, a condition that did not hold, or the next row.
  std::string next_best(std::string_view matter, const Verdict& verdict, const DutyMoment& moment, std::uint32_t place,
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
        const auto* unit = areas.within(place, rule->area) || rule->area == AreaTree::kNone ? resolve(rule->duty->lead, place) : nullptr;
        if (unit != nullptr && unit != verdict.unit) return say(unit, rule, met ? std::string{} : rule->duty->condition);
      }
    }
    if (!verdict.needs_place) return {};
    for (const auto* rule : rules) {
      if (rule->area == AreaTree::kNone || areas.within(place, rule->area) || !moment.meets(*rule)) continue;
      const auto* unit = resolve(rule->duty->lead, rule->area);
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
  auto place = AreaTree::kNone;
  double sure = 0;
  // A place below the city's threshold is a guess to show, not one to dispatch by.
  if (question.location != nullptr && !question.location->area.empty() && question.location->confidence >= p.city->settings.place_threshold) {
    place = p.areas.find(question.location->area);
    sure = question.location->confidence;
  }
  const auto local = to_local(question.at, p.city->offset);
  const DutyMoment moment{std::chrono::floor<minutes>(local.since_midnight), question.normalised_words};

  std::vector<std::pair<MatterGuess, Verdict>> verdicts;
  for (const auto& guess : guesses) verdicts.emplace_back(guess, p.judge(guess.matter, moment, place, sure));
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
    answer.evidence.push_back({"place", place == AreaTree::kNone ? std::string("unknown") : p.areas.area(place).code, best.place_factor});
  }
  if (!duty.condition.empty()) answer.evidence.push_back({"rule", duty.condition, 1});
  if (best.unit == nullptr) answer.evidence.push_back({"rule", "place_needed", static_cast<double>(best.possible)});
  answer.otherwise = p.next_best(matter.matter, best, moment, place, verdicts);
  return answer;
}

}  // namespace yiwang
