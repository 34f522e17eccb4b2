#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "city/city.h"

namespace yiwang {

// Every row of a city as named texts, so that two versions can be compared and shown. The key is what a row is recognised by.

using RowFields = std::vector<std::pair<std::string_view, std::string>>;

struct CityHead {
  std::string code, name, name_en, timezone, map;
  RowFields settings;
};
struct CalendarRow {
  std::string code;
  std::shared_ptr<const Calendar> calendar;
  minutes offset;
};
CityHead head_of(const City& city);
std::vector<CalendarRow> calendar_rows(const City& city);

std::string key_of(const CityHead& row);
std::string key_of(const Area& row);
std::string key_of(const Road& row);
std::string key_of(const Estate& row);
std::string key_of(const Address& row);
std::string key_of(const Element& row);
std::string key_of(const Camera& row);
std::string key_of(const Dwelling& row);
std::string key_of(const Firm& row);
std::string key_of(const Unit& row);
std::string key_of(const Person& row);
std::string key_of(const Matter& row);
std::string key_of(const MatterExample& row);
std::string key_of(const Procedure& row);
std::string key_of(const Duty& row);
std::string key_of(const LexiconWord& row);
std::string key_of(const CalendarRow& row);

std::string name_of(const CityHead& row);
std::string name_of(const Area& row);
std::string name_of(const Road& row);
std::string name_of(const Estate& row);
std::string name_of(const Address& row);
std::string name_of(const Element& row);
std::string name_of(const Camera& row);
std::string name_of(const Dwelling& row);
std::string name_of(const Firm& row);
std::string name_of(const Unit& row);
std::string name_of(const Person& row);
std::string name_of(const Matter& row);
std::string name_of(const MatterExample& row);
std::string name_of(const Procedure& row);
std::string name_of(const Duty& row);
std::string name_of(const LexiconWord& row);
std::string name_of(const CalendarRow& row);

RowFields fields_of(const CityHead& row);
RowFields fields_of(const Area& row);
RowFields fields_of(const Road& row);
RowFields fields_of(const Estate& row);
RowFields fields_of(const Address& row);
RowFields fields_of(const Element& row);
RowFields fields_of(const Camera& row);
RowFields fields_of(const Dwelling& row);
RowFields fields_of(const Firm& row);
RowFields fields_of(const Unit& row);
RowFields fields_of(const Person& row);
RowFields fields_of(const Matter& row);
RowFields fields_of(const MatterExample& row);
RowFields fields_of(const Procedure& row);
RowFields fields_of(const Duty& row);
RowFields fields_of(const LexiconWord& row);
RowFields fields_of(const CalendarRow& row);

}  // namespace yiwang
