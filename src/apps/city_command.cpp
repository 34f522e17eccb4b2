#include "apps/city_command.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <memory>
#include <stdexcept>

#include "base/json.h"
#include "city/load.h"
#include "dispatch/duty_proof.h"
#include "rehearse/city_maker.h"
#include "service/knowledge/article_files.h"

namespace yiwang {

namespace {

namespace fs = std::filesystem;

using Counts = std::vector<std::pair<std::string_view, std::size_t>>;

Counts counts_of(const City& city) {
  const auto leaves = std::count_if(city.matters.begin(), city.matters.end(), [](const Matter& matter) { return matter.code.size() == 6; });
  const auto kind = [&](AreaKind wanted) {
    return static_cast<std::size_t>(
        std::count_if(city.areas.begin(), city.areas.end(), [&](const Area& area) { return area.kind == wanted && area.layer == "territorial"; }));
  };
  const auto territorial = kind(AreaKind::city) + kind(AreaKind::district) + kind(AreaKind::street) + kind(AreaKind::community) + kind(AreaKind::grid);
  return {{"districts", kind(AreaKind::district)},
          {"streets", kind(AreaKind::street)},
          {"communities", kind(AreaKind::community)},
          {"grids", kind(AreaKind::grid)},
          {"functional_areas", city.areas.size() - territorial},
          {"roads", city.roads.size()},
          {"estates", city.estates.size()},
          {"addresses", city.addresses.size()},
          {"elements", city.elements.size()},
          {"units", city.units.size()},
          {"people", city.people.size()},
          {"matters", static_cast<std::size_t>(leaves)},
          {"examples", city.examples.size()},
          {"procedures", city.procedures.size()},
          {"duties", city.duties.size()},
          {"calendars", city.calendars.size()},
          {"words", city.lexicon.size()}};
}

void print_json(const LoadedCity& loaded) {
  json::Array faults;
  for (const auto& fault : loaded.faults) {
    json::Object facts;
    for (const auto& [key, value] : fault.facts) facts[key] = value;
    faults.push_back(json::Object{{"file", fault.file}, {"line", fault.line}, {"what", fault.what}, {"facts", facts}, {"fatal", fault.fatal}});
  }
  json::Object whole{{"ok", loaded.city != nullptr}, {"faults", faults}};
  if (loaded.city) {
    whole["city"] = loaded.city->name;
    whole["version"] = loaded.city->version;
    json::Object counts;
    for (const auto& [name, count] : counts_of(*loaded.city)) counts[name] = count;
    whole["counts"] = counts;
  }
  std::cout << boost::json::serialize(whole) << "\n";
}

void print_text(const LoadedCity& loaded) {
  for (const auto& fault : loaded.faults) std::cout << to_text(fault) << "\n";
  const auto fatal = std::count_if(loaded.faults.begin(), loaded.faults.end(), [](const CityFault& fault) { return fault.fatal; });
  if (loaded.city) {
    std::cout << loaded.city->name << " " << loaded.city->version << "\n";
    for (const auto& [name, count] : counts_of(*loaded.city)) std::cout << "  " << count << " " << name << "\n";
  }
  std::cout << fatal << " faults, " << static_cast<std::ptrdiff_t>(loaded.faults.size()) - fatal << " warnings\n";
}

int check(const fs::path& folder, bool as_json, bool shallow) {
  auto loaded = load_city(folder, !shallow);
  if (loaded.city) {
    for (auto& fault : check_knowledge_files(folder, *loaded.city)) loaded.faults.push_back(std::move(fault));
  }
  if (as_json) print_json(loaded);
  else print_text(loaded);
  return loaded.city ? 0 : 1;
}

int make(std::uint64_t seed, const fs::path& out, const fs::path& base_given) {
  // The catalogue the made city will extend, seen from its own folder.
  const auto base = base_given.empty() ? fs::absolute(out).lexically_normal() / ".." / "base" : base_given;
  std::vector<CityFault> faults;
  const auto matters = read_matters(base, faults);
  const bool broken = std::any_of(faults.begin(), faults.end(), [](const CityFault& fault) { return fault.fatal; });
  for (const auto& fault : faults) std::cerr << to_text(fault) << "\n";
  if (broken || matters.empty()) {
    std::cerr << "no readable catalogue in " << base.lexically_normal().string() << ", which the city would extend\n";
    return 1;
  }
  fs::create_directories(out);
  for (const auto& [name, bytes] : make_city(seed, matters)) {
    std::ofstream file(out / name, std::ios::binary);
    file << bytes;
    if (!file.flush()) throw std::runtime_error("cannot write " + (out / name).string());
    std::cout << name << " " << bytes.size() << " bytes\n";
  }
  return 0;
}

int diff(const fs::path& before, const fs::path& after) {
  const auto old_city = load_city(before), new_city = load_city(after);
  for (const auto* loaded : {&old_city, &new_city}) {
    if (loaded->city) continue;
    for (const auto& fault : loaded->faults) std::cerr << to_text(fault) << "\n";
    return 1;
  }
  const auto changes = difference(*old_city.city, *new_city.city);
  for (const auto& change : changes) {
    std::cout << change.table << " " << change.code << " " << change.what << (change.detail.empty() ? "" : ": ") << change.detail << "\n";
  }
  std::cout << changes.size() << " changes, " << old_city.city->version << " -> " << new_city.city->version << "\n";
  return 0;
}

void print_proof_json(const DutyProof& proof, const City& city, double seconds) {
  json::Array findings;
  for (const auto& finding : proof.findings) {
    findings.push_back(json::Object{{"kind", code_of(finding.kind)},
                                    {"rows", json::Array(finding.rows.begin(), finding.rows.end())},
                                    {"matter", finding.matter},
                                    {"area", finding.area},
                                    {"at", finding.at},
                                    {"words", json::Array(finding.words.begin(), finding.words.end())},
                                    {"units", json::Array(finding.units.begin(), finding.units.end())},
                                    {"areas", finding.areas},
                                    {"open", finding.open()},
                                    {"text", to_text(finding, city)}});
  }
  const auto open = std::count_if(proof.findings.begin(), proof.findings.end(), [](const DutyFinding& finding) { return finding.open(); });
  std::cout << boost::json::serialize(json::Object{{"ok", open == 0}, {"open", open}, {"findings", findings}, {"rows", proof.rows}, {"matters", proof.matters}, {"areas", proof.areas}, {"seconds", seconds}}) << "\n";
}

int prove(const fs::path& folder, bool as_json) {
  const auto loaded = load_city(folder);
  if (!loaded.city) {
    for (const auto& fault : loaded.faults) std::cerr << to_text(fault) << "\n";
    return 2;
  }
  const auto begin = std::chrono::steady_clock::now();
  const auto proof = prove_duties(*loaded.city);
  const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  const auto open = std::count_if(proof.findings.begin(), proof.findings.end(), [](const DutyFinding& finding) { return finding.open(); });
  if (as_json) {
    print_proof_json(proof, *loaded.city, seconds);
  } else {
    for (const auto& finding : proof.findings) std::cout << (finding.open() ? "" : "note: ") << to_text(finding, *loaded.city) << "\n";
    std::cout << proof.rows << " rows, " << proof.matters << " matters, " << proof.areas << " areas: " << open << " holes, " << static_cast<std::ptrdiff_t>(proof.findings.size()) - open << " notes, "
              << static_cast<int>(seconds * 1000) << " ms\n";
  }
  return open == 0 ? 0 : 1;
}

struct CityOptions {
  std::string folder, other, out = "catalogue/demo", base;
  bool as_json = false, shallow = false;
  std::uint64_t seed = kDemoSeed;
};

}  // namespace

void add_city_commands(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<CityOptions>();
  auto* city = app.add_subcommand("city", "Check, make and compare the reference data of a city")->require_subcommand(1);

  auto* check_command = city->add_subcommand("check", "Find every fault in a city's folder");
  check_command->add_option("DIR", options->folder, "The city's folder")->required();
  check_command->add_flag("--json", options->as_json, "One JSON object instead of lines");
  check_command->add_flag("--shallow", options->shallow, "Leave out overlaps, gaps and points outside their area");
  check_command->callback([options, &exit_code] { exit_code = check(options->folder, options->as_json, options->shallow); });

  auto* make_command = city->add_subcommand("make", "Write a made-up city");
  make_command->add_option("--seed", options->seed, "Same seed, same city")->capture_default_str();
  make_command->add_option("--out", options->out, "Folder to write; it will extend ../base")->capture_default_str();
  make_command->add_option("--base", options->base, "The catalogue its duties are for (OUT/../base)");
  make_command->callback([options, &exit_code] { exit_code = make(options->seed, options->out, options->base); });

  auto* prove_command = city->add_subcommand("prove", "Whether the duty list names one lead unit for every matter, area, hour and choice of words");
  prove_command->add_option("DIR", options->folder, "The city's folder")->required();
  prove_command->add_flag("--json", options->as_json, "One JSON object instead of lines");
  prove_command->callback([options, &exit_code] { exit_code = prove(options->folder, options->as_json); });

  add_areas_from(*city, exit_code);

  auto* diff_command = city->add_subcommand("diff", "What changed from one version of a city to the next");
  diff_command->add_option("OLD", options->folder, "The folder before")->required();
  diff_command->add_option("NEW", options->other, "The folder after")->required();
  diff_command->callback([options, &exit_code] { exit_code = diff(options->folder, options->other); });
}

}  // namespace yiwang
