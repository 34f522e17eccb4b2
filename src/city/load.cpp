#include "city/load.h"

#include <array>

#include "base/cipher.h"
#include "city/draft.h"

namespace yiwang {

namespace {

constexpr std::array<std::string_view, 20> kTables{"areas.csv",   "areas.geojson", "area_history.csv", "area_past.geojson", "roads.csv",      "estates.csv", "addresses.csv",
                                                   "elements.csv", "cameras.csv", "dwellings.csv", "firms.csv", "units.csv",     "people.csv",     "matters.csv", "examples.csv",
                                                   "procedures.csv", "duties.csv",  "calendars.csv",  "holidays.csv", "lexicons.csv"};
constexpr std::array<std::string_view, 6> kMerged{"lexicons.csv", "calendars.csv", "holidays.csv", "matters.csv", "examples.csv", "procedures.csv"};

/// What a city draws itself. Tests are no part of the version: they change nothing that happens.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kDrawn{
    {{"processes", ".bpmn"}, {"processes/past", ".bpmn"}, {"rules", ".dmn"}, {"forms", ".json"}}};

bool is_merged(std::string_view name) { return std::find(kMerged.begin(), kMerged.end(), name) != kMerged.end(); }

/// Names and lengths go in too, so that bytes moved from one file to the next change the hash.
std::string version_of(const CityFiles& files) {
  std::string all;
  const auto add = [&](std::string_view name) {
    for (const auto& file : files.find(name, is_merged(name))) {
      all += std::string(name) + " " + std::to_string(file.bytes.size()) + "\n" + file.bytes;
    }
  };
  add("city.toml");
  for (const auto name : kTables) add(name);
  for (const auto& [folder, ending] : kDrawn) {
    for (const auto& file : files.all(folder, ending)) {
      all += std::string(folder) + "/" + file.shown.substr(file.shown.rfind('/') + 1) + " " + std::to_string(file.bytes.size()) + "\n" + file.bytes;
    }
  }
  return to_hex(sha256(all)).substr(0, 16);
}

}  // namespace

LoadedCity load_city(const std::filesystem::path& folder, bool deep) {
  Faults faults;
  const CityFiles files(folder, faults);
  if (faults.any_fatal()) return {nullptr, faults.take()};
  auto city = std::make_shared<City>();
  CityDraft draft{*city, files, faults};
  load_city_toml(draft);
  load_areas(draft);
  load_shapes(draft);
  load_area_history(draft);
  load_places(draft);
  load_cameras(draft);
  load_dwellings(draft);
  load_firms(draft);
  load_units(draft);
  load_calendars(draft);
  load_forms(draft);
  load_rules(draft);
  load_processes(draft);
  load_tests(draft);
  load_procedures(draft);
  load_matters(draft);
  load_duties(draft);
  load_lexicon(draft);
  check_trees(draft);
  check_duties(draft);
  draft.city.index();
  if (deep) check_elements(draft);
  if (deep) check_geometry(draft);
  draft.city.version = version_of(files);
  if (faults.any_fatal()) return {nullptr, faults.take()};
  return {std::move(city), faults.take()};
}

std::vector<CityFault> read_drawn(const std::filesystem::path& folder, City& city) {
  Faults faults;
  const CityFiles files(folder, faults);
  City scratch;
  CityDraft draft{scratch, files, faults};
  load_calendars(draft);
  load_forms(draft);
  load_rules(draft);
  load_processes(draft);
  load_tests(draft);
  city.processes = std::move(scratch.processes);
  city.rules = std::move(scratch.rules);
  city.forms = std::move(scratch.forms);
  city.tests = std::move(scratch.tests);
  return faults.take();
}

std::vector<Matter> read_matters(const std::filesystem::path& folder, std::vector<CityFault>& faults_found) {
  Faults faults;
  const CityFiles files(folder, faults);
  City city;
  CityDraft draft{city, files, faults};
  load_calendars(draft);
  load_forms(draft);
  load_rules(draft);
  load_processes(draft);
  load_procedures(draft);
  load_matters(draft);
  faults_found = faults.take();
  return std::move(draft.city.matters);
}

}  // namespace yiwang
