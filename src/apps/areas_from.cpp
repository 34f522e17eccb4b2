#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

#include "apps/city_command.h"
#include "apps/read_shape_file.h"
#include "apps/refusal_words.h"
#include "city/import_areas.h"

namespace yiwang {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string from, system = "wgs84", out, name = "城市";
};

void write(const fs::path& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

int run(const Options& o) {
  const auto system = read_map_system(o.system);
  if (!system) {
    std::cerr << "refused: " << sentence_of(system.error()) << '\n';
    return 1;
  }
  std::vector<fs::path> paths;
  if (fs::is_directory(o.from)) {
    for (const auto& entry : fs::directory_iterator(o.from)) {
      const auto kind = entry.path().extension();
      if (kind == ".json" || kind == ".geojson") paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
  } else {
    paths.emplace_back(o.from);
  }
  std::vector<AreaFile> files;
  for (const auto& path : paths) files.push_back({path.filename().string(), read_json_file(path.string())});
  const auto imported = import_areas(files, *system, o.name);
  if (!imported) {
    std::cerr << "refused: " << sentence_of(imported.error()) << '\n';
    return 1;
  }
  fs::create_directories(o.out);
  write(fs::path(o.out) / "areas.csv", areas_csv(imported->areas));
  write(fs::path(o.out) / "areas.geojson", areas_geojson(imported->areas));
  for (const auto& note : imported->notes) std::cerr << note << '\n';
  for (const auto& fault : imported->faults) std::cout << "areas.geojson: " << fault << '\n';
  std::cout << imported->areas.size() << " areas from " << files.size() << " files, " << imported->faults.size() << " faults; coordinates right to about " << error_metres(*system) << " m\n";
  return imported->faults.empty() ? 0 : 1;
}

}  // namespace

void add_areas_from(CLI::App& city, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command = city.add_subcommand("areas-from", "Write areas.csv and areas.geojson from GeoJSON outlines; exit code 1 when they overlap or leave gaps");
  command->add_option("FROM", options->from, "A GeoJSON file or a folder of them; features with code (or adcode) and name")->required()->check(CLI::ExistingPath);
  command->add_option("--coordinates", options->system, "wgs84 gcj02 bd09 gk3:39 ...")->capture_default_str();
  command->add_option("--out", options->out, "The city's folder")->required();
  command->add_option("--name", options->name, "Of the city, when no file has it")->capture_default_str();
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace yiwang
