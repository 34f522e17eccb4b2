#pragma once
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "city/city.h"
#include "city/faults.h"
#include "city/files.h"
#include "city/table_reader.h"

namespace yiwang {

/// Codes of one table and the row each stands in, while reading. Rows of a nearer file override those of a farther one; two in one file are a fault.
class CodeBook {
 public:
  /// Where to put the row: the index of the row it overrides, else `rows` (the end).
  std::size_t place(const std::string& code, std::size_t rows, TableReader& table);
  bool has(const std::string& code) const { return entries_.contains(code); }
  /// Row of a code, or npos.
  std::size_t row(const std::string& code) const;
  const RowOrigin& origin(const std::string& code) const { return entries_.at(code).origin; }
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);

 private:
  struct Entry {
    std::size_t row;
    RowOrigin origin;
  };
  std::unordered_map<std::string, Entry> entries_;
};

/// A city while it is read and checked.
struct CityDraft {
  City& city;
  const CityFiles& files;
  Faults& faults;
  CodeBook areas = {}, roads = {}, estates = {}, addresses = {}, elements = {}, cameras = {}, dwellings = {}, firms = {}, units = {}, people = {}, matters = {}, procedures = {}, calendars = {};
  std::vector<RowOrigin> duties_at = {};
  std::set<std::string> processes = {};              // codes that have a file, also a faulty one
  std::map<std::string, RowOrigin> shapes_at = {};   // area code -> its feature

  /// Faults `word` unless the area is known; with kinds given, `wrong_area_kind` when it is none of them. Empty codes are not looked at.
  void need_area(TableReader& table, const std::string& code, std::initializer_list<AreaKind> kinds = {});
};

/// Puts a row where the code book says.
template <class Row>
void put(std::vector<Row>& rows, CodeBook& book, const std::string& code, Row row, TableReader& table) {
  const auto at = book.place(code, rows.size(), table);
  if (at == CodeBook::npos) return;
  if (at < rows.size()) rows[at] = std::move(row);
  else rows.push_back(std::move(row));
}

/// Calls `read_rows` for each file of a table, farthest first; `missing_file` when there is none.
void for_each_table(CityDraft& draft, std::string_view name, Columns columns, bool merged, bool needed, const std::function<void(TableReader&)>& read_row);

bool known_unit_kind(std::string_view kind);

// One step each; they expect those before them to have run.
void load_city_toml(CityDraft& draft);
void load_areas(CityDraft& draft);
void load_shapes(CityDraft& draft);
void load_area_history(CityDraft& draft);
void load_places(CityDraft& draft);
void load_cameras(CityDraft& draft);
void load_dwellings(CityDraft& draft);
void load_firms(CityDraft& draft);
void load_units(CityDraft& draft);
void load_calendars(CityDraft& draft);
void load_forms(CityDraft& draft);
void load_rules(CityDraft& draft);
void load_processes(CityDraft& draft);
void load_tests(CityDraft& draft);
void load_procedures(CityDraft& draft);
void load_matters(CityDraft& draft);
void load_duties(CityDraft& draft);
void load_lexicon(CityDraft& draft);
void check_trees(CityDraft& draft);
/// Words, stages and the order of stages of one process, against docs/city-format.md.
void check_process(CityDraft& draft, const std::string& file, const process::Plan& plan);
void check_duties(CityDraft& draft);
/// Expects the city to be indexed.
void check_geometry(CityDraft& draft);
/// Codes of 36 digits that break their rules or name another area than the row.
void check_elements(CityDraft& draft);

}  // namespace yiwang
