#include "city/row_text.h"

#include <charconv>

#include "base/text.h"
#include "contract/settings.h"

namespace yiwang {

namespace {

std::string text_of(double value) {
  char digits[32];
  return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
}
std::string text_of(LonLat point) { return text_of(point.lon) + " " + text_of(point.lat); }
std::string text_of(bool value) { return value ? "yes" : "no"; }
std::string text_of(const std::vector<std::string>& list) {
  std::string text;
  for (const auto& item : list) text += (text.empty() ? "" : "|") + item;
  return text;
}
template <class Word>
std::string words_of(const std::vector<Word>& list) {
  std::vector<std::string> texts;
  for (const auto word : list) texts.emplace_back(code_of(word));
  return text_of(texts);
}
/// Shapes are too long to show: their points and a hash.
std::string text_of(const std::vector<LonLat>& line) {
  std::string all;
  for (const auto& point : line) all += text_of(point) + ";";
  return std::to_string(line.size()) + " points #" + std::to_string(stable_hash(all) % 100000);
}
std::string text_of(const MultiPolygon& shape) {
  std::vector<LonLat> all;
  for (const auto& polygon : shape) {
    all.insert(all.end(), polygon.outer.begin(), polygon.outer.end());
    for (const auto& hole : polygon.holes) all.insert(all.end(), hole.begin(), hole.end());
  }
  return text_of(all);
}

/// Open stretches of a day that is worked, read off minute by minute: a calendar does not show its rule.
std::string open_hours(const Calendar& calendar, std::chrono::local_days day, minutes offset) {
  std::string text;
  bool open = false;
  for (int minute = 0; minute <= 24 * 60; ++minute) {
    const bool now = minute < 24 * 60 && calendar.is_open(from_local({day, minutes{minute}}, offset));
    if (now == open) continue;
    open = now;
    char clock[8];
    std::snprintf(clock, sizeof clock, "%02u:%02u", static_cast<unsigned>(minute) / 60 % 100, static_cast<unsigned>(minute) % 60);
    text += std::string(open ? (text.empty() ? "" : "|") : "-") + clock;
  }
  return text;
}

}  // namespace

CityHead head_of(const City& city) {
  CityHead head{city.code, city.name, city.name_en, std::to_string(city.offset.count()) + " minutes", text_of(city.centre) + " " + text_of(city.zoom), {}};
  const auto& s = city.settings;
  head.settings = {{"matter_threshold", text_of(s.matter_threshold)},
                   {"dispatch_threshold", text_of(s.dispatch_threshold)},
                   {"place_threshold", text_of(s.place_threshold)},
                   {"suggest_duplicate", text_of(s.suggest_duplicate)},
                   {"merge_duplicate", text_of(s.merge_duplicate)},
                   {"relate_window_days", std::to_string(s.relate_window_days)},
                   {"again_after_closing_days", std::to_string(s.again_after_closing_days)},
                   {"near_share", text_of(s.near_share)},
                   {"receipt_within", to_text(s.receipt_within)},
                   {"session_hours", std::to_string(s.session_hours)},
                   {"requests_per_minute", std::to_string(s.requests_per_minute)},
                   {"attachment_bytes", std::to_string(s.attachment_bytes)},
                   {"report_characters", std::to_string(s.report_characters)},
                   {"queue_length", std::to_string(s.queue_length)},
                   {"intake_normalise", text_of(s.intake_normalise)},
                   {"intake_understand", text_of(s.intake_understand)},
                   {"intake_consult", text_of(s.intake_consult)},
                   {"intake_locate", text_of(s.intake_locate)},
                   {"intake_relate", text_of(s.intake_relate)},
                   {"intake_dispatch", text_of(s.intake_dispatch)},
                   {"learn_promote", s.learn_promote},
                   {"areas_open_cases", s.areas_open_cases}};
  static_assert(kSettings.size() == 22, "a new setting of the contract belongs in this list too");
  return head;
}

std::vector<CalendarRow> calendar_rows(const City& city) {
  std::vector<CalendarRow> rows;
  for (const auto& [code, calendar] : city.calendars) rows.push_back({code, calendar, city.offset});
  return rows;
}

std::string key_of(const CityHead& row) { return row.code; }
std::string key_of(const Area& row) { return row.code; }
std::string key_of(const Road& row) { return row.code; }
std::string key_of(const Estate& row) { return row.code; }
std::string key_of(const Address& row) { return row.code; }
std::string key_of(const Element& row) { return row.code; }
std::string key_of(const Camera& row) { return row.element; }
std::string key_of(const Dwelling& row) { return row.address; }
std::string key_of(const Firm& row) { return row.code; }
std::string key_of(const Unit& row) { return row.code; }
std::string key_of(const Person& row) { return row.login; }
std::string key_of(const Matter& row) { return row.code; }
std::string key_of(const MatterExample& row) { return row.matter + " " + row.text; }
std::string key_of(const Procedure& row) { return row.code; }
std::string key_of(const Duty& row) {
  return row.matter + (row.area.empty() ? "" : " " + row.area) + (row.condition.empty() ? "" : " " + row.condition);
}
std::string key_of(const LexiconWord& row) { return row.kind + " " + row.word; }
std::string key_of(const CalendarRow& row) { return row.code; }

std::string name_of(const CityHead& row) { return row.name; }
std::string name_of(const Area& row) { return row.name; }
std::string name_of(const Road& row) { return row.name; }
std::string name_of(const Estate& row) { return row.name; }
std::string name_of(const Address& row) { return row.road + row.estate + row.number + row.building; }
std::string name_of(const Element& row) { return row.name.empty() ? row.kind : row.name; }
std::string name_of(const Camera& row) { return row.element; }
std::string name_of(const Dwelling& row) { return row.address; }
std::string name_of(const Firm& row) { return row.name; }
std::string name_of(const Unit& row) { return row.name; }
std::string name_of(const Person& row) { return row.name; }
std::string name_of(const Matter& row) { return row.name; }
std::string name_of(const MatterExample&) { return {}; }
std::string name_of(const Procedure& row) { return row.name; }
std::string name_of(const Duty& row) { return row.lead; }
std::string name_of(const LexiconWord&) { return {}; }
std::string name_of(const CalendarRow&) { return {}; }

RowFields fields_of(const CityHead& row) {
  RowFields fields = {{"name", row.name}, {"name_en", row.name_en}, {"timezone", row.timezone}, {"map", row.map}};
  fields.insert(fields.end(), row.settings.begin(), row.settings.end());
  return fields;
}
RowFields fields_of(const Area& row) {
  return {{"name", row.name}, {"name_en", row.name_en}, {"kind", std::string(code_of(row.kind))}, {"parent", row.parent}, {"layer", row.layer}, {"shape", text_of(row.shape)}};
}
RowFields fields_of(const Road& row) {
  return {{"name", row.name}, {"aliases", text_of(row.aliases)}, {"area", text_of(row.areas)}, {"line", text_of(row.line)}};
}
RowFields fields_of(const Estate& row) {
  return {{"name", row.name}, {"aliases", text_of(row.aliases)}, {"community", row.community}, {"point", text_of(row.point)}};
}
RowFields fields_of(const Address& row) {
  return {{"area", row.area}, {"road", row.road}, {"number", row.number}, {"estate", row.estate}, {"building", row.building}, {"point", text_of(row.point)},
          {"footprint", text_of(row.width_m) + " " + text_of(row.depth_m) + " " + text_of(row.turn_deg)}, {"floors", std::to_string(row.floors)}};
}
RowFields fields_of(const Dwelling& row) {
  return {{"households", std::to_string(row.households)}, {"people", std::to_string(row.people)}};
}
RowFields fields_of(const Firm& row) {
  return {{"name", row.name}, {"kind", row.kind}, {"address", row.address}, {"people", std::to_string(row.people)}};
}
RowFields fields_of(const Camera& row) {
  return {{"direction_deg", text_of(row.direction_deg)}, {"angle_deg", text_of(row.angle_deg)}, {"range_m", text_of(row.range_m)}, {"height_m", text_of(row.height_m)}, {"tags", text_of(row.tags)}};
}
RowFields fields_of(const Element& row) {
  return {{"kind", row.kind}, {"name", row.name}, {"area", row.area}, {"point", text_of(row.point)}};
}
RowFields fields_of(const Unit& row) {
  return {{"name", row.name}, {"name_en", row.name_en}, {"kind", row.kind}, {"parent", row.parent}, {"area", row.area}, {"phone", row.phone}};
}
RowFields fields_of(const Person& row) {
  return {{"name", row.name}, {"unit", row.unit}, {"roles", words_of(row.roles)}, {"areas", text_of(row.areas)}, {"phone", row.phone}};
}
RowFields fields_of(const Matter& row) {
  return {{"name", row.name}, {"name_en", row.name_en}, {"parent", row.parent}, {"description", row.description}, {"unit_kind", row.unit_kind},
          {"procedure", row.procedure}, {"urgency_words", text_of(row.urgency_words)}, {"secret", text_of(row.secret)}};
}
RowFields fields_of(const MatterExample&) { return {}; }
RowFields fields_of(const Procedure& row) {
  return {{"name", row.name}, {"name_en", row.name_en}, {"calendar", row.calendar}, {"accept_within", to_text(row.accept_within)},
          {"contact_within", to_text(row.contact_within)}, {"resolve_within", to_text(row.resolve_within)},
          {"urgent_resolve_within", to_text(row.urgent_resolve_within)}, {"returns_allowed", std::to_string(row.returns_allowed)},
          {"extensions_allowed", std::to_string(row.extensions_allowed)}, {"suspend_reasons", words_of(row.suspend_reasons)},
          {"review", text_of(row.review)}, {"callback", text_of(row.callback)}, {"process", row.process}};
}
RowFields fields_of(const Duty& row) { return {{"lead", row.lead}, {"assist", text_of(row.assist)}, {"basis", row.basis}}; }
RowFields fields_of(const LexiconWord& row) { return {{"weight", text_of(row.weight)}, {"canonical", row.canonical}}; }
RowFields fields_of(const CalendarRow& row) {
  using namespace std::chrono;
  std::string worked_days, open;
  for (local_days day{year{2020} / January / 1}; day < local_days{year{2040} / January / 1}; day += std::chrono::days{1}) {
    const bool worked = row.calendar->is_working_day(day);
    worked_days += worked ? '1' : '0';
    if (worked && open.empty()) open = open_hours(*row.calendar, day, row.offset);
  }
  return {{"hours", open}, {"days_worked", "#" + std::to_string(stable_hash(worked_days) % 100000)}};
}

}  // namespace yiwang
