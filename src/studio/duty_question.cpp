#include "studio/duty_question.h"

#include <algorithm>

#include "base/text.h"
#include "city/condition.h"
#include "studio/findings.h"

namespace yiwang {
namespace {

const Area* find_area(const City& city, const std::string& code_or_name) {
  if (const auto* area = city.area(code_or_name)) return area;
  const auto at = std::find_if(city.areas.begin(), city.areas.end(), [&](const Area& area) { return area.name == code_or_name; });
  return at == city.areas.end() ? nullptr : &*at;
}

/// Why a row does not hold, or empty when it does.
std::string missed_by(const City& city, const Duty& duty, const Area* area, minutes time_of_day, std::string_view words, std::string& cell) {
  if (!duty.area.empty() && (area == nullptr || !city.area_within(area->code, duty.area))) {
    cell = "area";
    const auto* named = city.area(duty.area);
    return "the place is not within " + (named ? named->name : duty.area);
  }
  auto condition = parse_condition(duty.condition);
  cell = "condition";
  if (!condition) return "the condition cannot be read";
  for (auto& word : condition->words) word = normalise(word);
  if (!condition->holds_at(time_of_day)) return "not at this hour: " + duty.condition;
  if (!condition->holds_for(words)) return "no such word: " + duty.condition;
  return {};
}

}  // namespace

Result<DutyAnswer> DutyAnswers::ask(const DutyQuestion& question) const {
  const auto& city = *city_;
  const auto* matter = city.matter(question.matter);
  if (matter == nullptr || matter->code.size() != 6) return refuse(Reason::unknown_matter, {{"matter", shorten(question.matter, 40)}}, "matter");
  const auto* area = question.area.empty() ? nullptr : find_area(city, question.area);
  if (!question.area.empty() && area == nullptr) return refuse(Reason::unknown_area, {{"area", shorten(question.area, 40)}}, "area");
  Location place;
  if (area != nullptr) {
    place.area = area->code;
    place.confidence = 1;
  }
  const auto words = normalise(question.words);
  const auto said = dispatcher_.dispatch({nullptr, &place, matter->code, words, question.at});
  DutyAnswer out;
  if (!said.unit.empty()) {
    const auto* unit = city.unit(said.unit);
    out.value = json::Object{{"lead", said.unit}, {"lead_name", unit ? json::Value(unit->name) : json::Value(nullptr)}, {"assist", json::Array(said.assist.begin(), said.assist.end())},
                             {"row", said.duty_row}, {"basis", or_null(said.basis)}};
  }
  const auto time_of_day = std::chrono::floor<minutes>(to_local(question.at, city.offset).since_midnight);
  for (const auto& duty : city.duties) {
    if (!matter->code.starts_with(duty.matter)) continue;
    std::string cell;
    const auto why = missed_by(city, duty, area, time_of_day, words, cell);
    const json::Value table = "duties";
    if (!why.empty()) {
      if (out.missed.size() < 200) out.missed.push_back(json::Object{{"table", table}, {"row", duty.row}, {"rule", nullptr}, {"cell", cell}, {"why", why}});
    } else {
      const bool decided = static_cast<int>(duty.row) == said.duty_row;
      out.matched.push_back(json::Object{{"table", table}, {"row", duty.row}, {"rule", nullptr},
                                         {"why", (decided ? std::string("decided: ") : std::string("holds, but a more specific row comes first: ")) + "matter " + duty.matter +
                                                     (duty.area.empty() ? "" : ", area " + duty.area) + (duty.condition.empty() ? "" : ", " + duty.condition) + " -> " + duty.lead}});
    }
  }
  return out;
}

}  // namespace yiwang
