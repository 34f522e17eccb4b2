#include <chrono>
#include <set>

#include "base/text.h"
#include "city/condition.h"
#include "city/draft.h"

namespace yiwang {

namespace {

struct Holidays {
  std::set<std::chrono::local_days> off, work;
};

std::optional<std::chrono::local_days> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = parse_integer(text.substr(0, 4));
  const auto month = parse_integer(text.substr(5, 2));
  const auto day = parse_integer(text.substr(8, 2));
  if (!year || !month || !day || *month < 1 || *day < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  return date.ok() ? std::optional{std::chrono::local_days{date}} : std::nullopt;
}

Holidays load_holidays(CityDraft& draft) {
  Holidays holidays;
  CodeBook dates;
  for_each_table(draft, "holidays.csv", {"date", "kind", "?name"}, true, false, [&](TableReader& table) {
    const auto text = table.text("date");
    const auto date = parse_date(text);
    const auto kind = table.text("kind");
    if (kind != "off" && kind != "work") return table.fatal("unknown_kind", {{"kind", fact_text(kind)}});
    if (!date) return table.fatal("bad_date", {{"date", fact_text(text)}});
    if (dates.place(text, 0, table) == CodeBook::npos) return;
    holidays.off.erase(*date);
    holidays.work.erase(*date);
    (kind == "off" ? holidays.off : holidays.work).insert(*date);
  });
  return holidays;
}

WorkingHours read_rule(CityDraft& draft, TableReader& table) {
  WorkingHours rule;
  rule.code = table.needed("code");
  rule.offset = draft.city.offset;
  rule.ignores_holidays = rule.code == "always";
  for (const auto& text : table.list("hours")) {
    const auto hours = parse_day_hours(text);
    if (!hours || hours->from >= hours->to || (!rule.hours.empty() && hours->from < rule.hours.back().to)) {
      table.fatal("bad_hours", {{"hours", fact_text(text)}});
    } else {
      rule.hours.push_back(*hours);
    }
  }
  if (table.list("hours").empty()) table.fatal("missing_value", {{"column", "hours"}});
  for (const auto& text : table.list("weekdays")) {
    const auto day = parse_integer(text);
    if (!day || *day < 1 || *day > 7) table.fatal("bad_weekday", {{"weekday", fact_text(text)}});
    else rule.weekdays.insert(*day);
  }
  if (table.list("weekdays").empty()) table.fatal("missing_value", {{"column", "weekdays"}});
  return rule;
}

}  // namespace

void load_calendars(CityDraft& draft) {
  const auto holidays = load_holidays(draft);
  std::vector<WorkingHours> rules;
  for_each_table(draft, "calendars.csv", {"code", "?name", "hours", "weekdays"}, true, false, [&](TableReader& table) {
    auto rule = read_rule(draft, table);
    const auto code = rule.code;
    put(rules, draft.calendars, code, std::move(rule), table);
  });
  if (!draft.calendars.has("always")) {
    rules.push_back({"always", draft.city.offset, {{minutes{0}, minutes{24 * 60}}}, {1, 2, 3, 4, 5, 6, 7}, true});
  }
  if (draft.faults.any_fatal()) {
    // A broken rule must not reach the calendar, which relies on ascending hours; the codes alone are enough for the checks that follow.
    for (auto& rule : rules) rule.hours = {{minutes{0}, minutes{24 * 60}}}, rule.weekdays = {1, 2, 3, 4, 5, 6, 7};
  }
  for (auto& rule : rules) {
    const auto code = rule.code;
    draft.city.calendars[code] = std::make_shared<const Calendar>(std::move(rule), holidays.off, holidays.work);
  }
}

}  // namespace yiwang
