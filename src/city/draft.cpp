#include "city/draft.h"

#include <algorithm>
#include <array>

namespace yiwang {

std::size_t CodeBook::place(const std::string& code, std::size_t rows, TableReader& table) {
  const auto here = table.here();
  const auto [entry, fresh] = entries_.try_emplace(code, Entry{rows, here});
  if (fresh) return rows;
  if (entry->second.origin.file == here.file) {
    table.fatal("duplicate_code", {{"code", fact_text(code)}, {"first", std::to_string(entry->second.origin.line)}});
    return npos;
  }
  entry->second.origin = here;
  return entry->second.row;
}

std::size_t CodeBook::row(const std::string& code) const {
  const auto entry = entries_.find(code);
  return entry == entries_.end() ? npos : entry->second.row;
}

void CityDraft::need_area(TableReader& table, const std::string& code, std::initializer_list<AreaKind> kinds) {
  if (code.empty()) return;
  const auto row = areas.row(code);
  if (row == CodeBook::npos) {
    table.fatal("unknown_area", {{"area", fact_text(code)}});
  } else if (kinds.size() > 0 && std::find(kinds.begin(), kinds.end(), city.areas[row].kind) == kinds.end()) {
    table.fatal("wrong_area_kind", {{"area", code}, {"kind", std::string(code_of(city.areas[row].kind))}, {"wanted", std::string(code_of(*kinds.begin()))}});
  }
}

void for_each_table(CityDraft& draft, std::string_view name, Columns columns, bool merged, bool needed, const std::function<void(TableReader&)>& read_row) {
  const auto files = draft.files.find(name, merged);
  if (files.empty() && needed) draft.faults.fatal({std::string(name), 0}, "missing_file");
  for (const auto& file : files) {
    TableReader table(file, columns, draft.faults);
    while (table.next()) read_row(table);
  }
}

bool known_unit_kind(std::string_view kind) {
  static constexpr std::array<std::string_view, 40> kinds{
      "hotline",  "city_management", "housing",  "transport", "traffic_police",  "police", "environment",       "water",           "power",
      "gas",      "heating",         "telecom",  "planning",  "education",       "culture_tourism", "health",    "medical_insurance", "human_resources",
      "civil_affairs", "market",     "commerce", "agriculture", "emergency",     "fire",   "justice",           "finance",         "tax",
      "industry", "petition",        "discipline", "party_affairs", "veterans",  "parks",  "sanitation",        "statistics",      "development",
      "disabled", "women",           "union",    "street"};
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

}  // namespace yiwang
