#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "city/faults.h"

namespace yiwang {

/// One file of a city, whole in memory. `shown` is the name faults carry: relative to the city's folder, e.g. `../base/matters.csv`.
struct SourceFile {
  std::string shown;
  std::string bytes;
};

/// The folders a city is made of: its own and those it extends, nearest first.
class CityFiles {
 public:
  /// Follows `extends` from `city.toml` to `city.toml`; faults: missing_folder, cycle.
  CityFiles(const std::filesystem::path& folder, Faults& faults);
  /// The file of the nearest folder that has it, in a list of one; with `merged` those of all folders, farthest first, so that nearer rows override.
  std::vector<SourceFile> find(std::string_view name, bool merged = false) const;
  bool has(std::string_view name) const;
  /// The files of a subfolder with that ending (`.bpmn`), by name; where several folders have one, the nearest's. `shown` is as in `find`.
  std::vector<SourceFile> all(std::string_view subfolder, std::string_view ending) const;

 private:
  struct Folder {
    std::filesystem::path path;
    std::string shown;
  };
  std::vector<Folder> folders_;
};

/// The `extends` line of a city.toml, or empty; broken TOML gives empty here and its own fault where settings are read.
std::string extends_of(std::string_view toml_text);

/// False, with a fault at the right line, when bytes are not UTF-8 or hold control characters.
bool check_text(const SourceFile& file, Faults& faults);

}  // namespace yiwang
