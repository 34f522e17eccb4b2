#include <fstream>
#include <iostream>

#include "adapters/documents/open_places.h"
#include "apps/commands.h"
#include "apps/house.h"
#include "base/csv.h"
#include "base/text.h"

namespace yiwang {
namespace {

struct Options {
  HouseOptions house;
  std::string file, layer, coordinates, kind, report_file, reason, verdicts = "new,changed";
  std::vector<std::string> columns;
  std::uint64_t id = 0;
  bool preview = false, as_json = false;
};

std::string say(const Refusal& refusal) {
  std::string out(code_of(refusal.reason));
  if (!refusal.field.empty()) out += " " + refusal.field;
  for (const auto& [key, value] : refusal.facts) out += " " + key + "=" + value;
  if (refusal.reason == Reason::unavailable) out += " (install the Debian package gdal-bin)";
  return out;
}

const Asking kAsking{"command-line", "local", {}};

int refused(const Refusal& refusal) {
  std::cerr << say(refusal) << '\n';
  return 1;
}

void write_report(const PlaceLibrary& library, std::uint64_t id, const std::string& path) {
  std::ofstream out(path, std::ios::binary);
  out << "\xef\xbb\xbfline,verdict,why,kind,code,name,other,metres,fields,detail\r\n";
  for (std::uint64_t after = 0;;) {
    const auto lines = library.lines(id, "", after, 5000);
    for (const auto& line : lines) {
      const auto cells = place_report_cells(*library.city(), line);
      for (std::size_t i = 0; i < cells.size(); ++i) out << (i == 0 ? "" : ",") << csv_cell(cells[i], true);
      out << "\r\n";
    }
    if (lines.size() < 5000) break;
    after = lines.back().place;
  }
}

void show(const Options& o, const PlaceImportRow& row, const PlaceImportReport& report) {
  if (o.as_json) {
    std::cout << "{\"id\":" << row.id << ",\"state\":\"" << row.state << "\",\"format\":\"" << row.format << "\",\"counts\":" << (row.counts.empty() ? "{}" : row.counts) << ",\"report\":" << row.report << "}\n";
    return;
  }
  std::cout << "import " << row.id << " (" << row.format << "): " << row.state << ", " << report.rows << " rows\n";
  if (!report.mapping.empty()) {
    std::cout << "columns:";
    for (const auto& [field, column] : report.mapping) std::cout << ' ' << field << '=' << column;
    std::cout << '\n';
  }
  if (!report.refusal.empty()) {
    std::cout << "refused: " << report.refusal << ' ' << report.field;
    for (const auto& [key, value] : report.facts) std::cout << ' ' << key << '=' << value;
    if (report.facts.contains("package")) std::cout << " (install the Debian package " << report.facts.at("package") << ")";
    std::cout << '\n';
    if (!report.layers.empty()) {
      std::cout << "layers:";
      for (const auto& layer : report.layers) std::cout << ' ' << layer;
      std::cout << "; choose one with --layer\n";
    }
    if (report.refusal == "missing_field" && report.layers.empty()) {
      std::cout << "the file has:";
      for (const auto& name : report.header) std::cout << ' ' << name;
      std::cout << "; say which is what with --map FIELD=COLUMN\n";
    }
  }
  const auto counts = json::from_text<std::map<std::string, std::size_t>>(row.counts, false);
  if (counts) {
    for (const auto verdict : kPlaceVerdicts) {
      if (const auto it = counts->find(std::string(verdict)); it != counts->end()) std::cout << "  " << verdict << ": " << it->second << '\n';
    }
  }
  if (!report.hints.better_datum.empty()) {
    std::cout << "most known places lie nearer when the file is read as " << report.hints.better_datum << " (median " << report.hints.better_metres << " m instead of " << report.hints.metres << " m over "
              << report.hints.compared << " rows): try --coordinates " << report.hints.better_datum << '\n';
  }
  if (report.hints.swapped > 0) std::cout << report.hints.swapped << " rows have longitude and latitude exchanged\n";
}

PlaceImportReport report_of(const PlaceImportRow& row) { return json::from_text<PlaceImportReport>(row.report, false).value_or(PlaceImportReport{}); }

int import(const Options& o) {
  std::ifstream in(o.file, std::ios::binary);
  if (!in) {
    std::cerr << o.file << " cannot be read\n";
    return 1;
  }
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  PlaceImportOptions options{o.layer, o.coordinates, o.kind, {}};
  for (const auto& pair : o.columns) {
    const auto equals = pair.find('=');
    if (equals == std::string::npos) {
      std::cerr << "--map takes FIELD=COLUMN\n";
      return 1;
    }
    options.mapping[pair.substr(0, equals)] = pair.substr(equals + 1);
  }
  // A shapefile is several files; they travel as one archive.
  const auto path = std::filesystem::path(o.file);
  auto name = path.filename().string();
  if (path.extension() == ".shp") {
    auto zipped = zip_shapefile(o.file);
    if (!zipped) return refused(zipped.error());
    bytes = std::move(*zipped);
    name += ".zip";
  }
  const SystemClock clock;
  House house(o.house, clock);
  auto& library = house.places();
  auto row = library.take_in(House::operator_identity(), name, bytes, options, kAsking);
  if (!row) return refused(row.error());
  library.wait();
  row = library.import(row->id);
  if (!o.report_file.empty()) write_report(library, row->id, o.report_file);
  if (row->state == "previewed" && !o.preview) {
    std::vector<std::string> verdicts;
    for (const auto part : split(o.verdicts, ',')) verdicts.emplace_back(trim(part));
    const auto applied = library.apply(House::operator_identity(), row->id, verdicts, kAsking);
    if (!applied) return refused(applied.error());
    row = applied;
  }
  show(o, *row, report_of(*row));
  return row->state == "failed" ? 1 : 0;
}

int undo(const Options& o) {
  const SystemClock clock;
  House house(o.house, clock);
  const auto row = house.places().undo(House::operator_identity(), o.id, o.reason, kAsking);
  if (!row) return refused(row.error());
  show(o, *row, report_of(*row));
  return 0;
}

int list(const Options& o) {
  const SystemClock clock;
  House house(o.house, clock);
  for (const auto& row : house.places().imports(INT64_MAX, 100)) {
    std::cout << row.id << "  " << row.state << "  " << row.file << "  " << (row.counts.empty() ? "{}" : row.counts) << "  " << row.by << '\n';
  }
  return 0;
}

}  // namespace

void add_places(CLI::App& app, int& exit_code) {
  auto o = std::make_shared<Options>();
  auto* places = app.add_subcommand("places", "The city's library of addresses, estates, buildings, roads and names");
  places->require_subcommand(1);
  const auto common = [&](CLI::App* sub) {
    sub->add_option("--data", o->house.data, "the data folder")->required();
    sub->add_option("--city", o->house.city, "the city's folder, used only when the data folder has none; the demo city when left out");
    sub->add_option("--store", o->house.store, "a PostgreSQL connection string instead of SQLite in the data folder");
    sub->add_flag("--json", o->as_json, "print one JSON object");
    return sub;
  };
  auto* bring = common(places->add_subcommand("import", "Compare a file with the library and apply it: CSV, XLSX, GeoJSON, Shapefile, GeoPackage, OpenStreetMap XML or PBF"));
  bring->add_option("file", o->file, "the file")->required();
  bring->add_option("--layer", o->layer, "of a file that holds several");
  bring->add_option("--map", o->columns, "FIELD=COLUMN with fields kind, code, name, address, road, number, estate, building, area, point, lon, lat, aliases, category, floors; guessed when left out");
  bring->add_option("--coordinates", o->coordinates, "what the file's coordinates are")->check(CLI::IsMember({"wgs84", "gcj02", "bd09"}));
  bring->add_option("--kind", o->kind, "of rows that do not say")->check(CLI::IsMember({"road", "estate", "building", "address", "poi"}));
  bring->add_option("--apply", o->verdicts, "which kinds of rows to apply")->capture_default_str();
  bring->add_option("--report", o->report_file, "write what each row is to this CSV file");
  bring->add_flag("--preview", o->preview, "compare only, change nothing");
  bring->callback([o, &exit_code] { exit_code = import(*o); });
  auto* back = common(places->add_subcommand("undo", "Take an import back: every entry as it was before"));
  back->add_option("id", o->id, "the import's number")->required();
  back->add_option("--reason", o->reason);
  back->callback([o, &exit_code] { exit_code = undo(*o); });
  auto* imports = common(places->add_subcommand("imports", "What was brought in"));
  imports->callback([o, &exit_code] { exit_code = list(*o); });
}

}  // namespace yiwang
