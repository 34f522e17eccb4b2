#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "city/city.h"

namespace yiwang {

/// One fault in a city's files, with the place to mend it. `what` is a stable word (unknown_unit, overlap, gap, cycle, duplicate_code, bad_number, ...);
/// facts are for the sentence.
struct CityFault {
  std::string file;
  std::size_t line = 0;                    // 0 where the fault has no single line
  std::string what;
  std::vector<std::pair<std::string, std::string>> facts;
  bool fatal = true;                       // false: a warning that does not keep the city from loading
};
/// `duties.csv:17: unknown_unit unit=U-999` in English, for the command line.
std::string to_text(const CityFault& fault);

struct LoadedCity {
  std::shared_ptr<const City> city;        // null when a fatal fault was found
  std::vector<CityFault> faults;
};
/// Reads a city's folder (docs/city-format.md), following `extends`. `deep` also checks geometry (overlaps, gaps), which takes seconds.
LoadedCity load_city(const std::filesystem::path& folder, bool deep = false);
/// Only the catalogue of a folder that need not be a whole city, such as `catalogue/base`.
std::vector<Matter> read_matters(const std::filesystem::path& folder, std::vector<CityFault>& faults);

/// Only what a folder draws (processes, rules, forms, tests; calendars are those of the folder), put into `city`. Returns the faults. The city must be indexed after.
std::vector<CityFault> read_drawn(const std::filesystem::path& folder, City& city);

/// What differs between two versions, in words of files and codes: for the operator who reloads. Empty when nothing does.
struct CityChange {
  std::string table;                       // matters, duties, units ...
  std::string code;
  std::string what;                        // added, removed, changed
  std::string detail;                      // "resolve_within P5D -> P3D"
};
std::vector<CityChange> difference(const City& before, const City& after);

}  // namespace yiwang
