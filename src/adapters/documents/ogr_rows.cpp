#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "adapters/documents/place_readers.h"
#include "base/text.h"

namespace yiwang::detail {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kPackage = "gdal-bin";

/// Which tags of OpenStreetMap become columns (the driver's own choice leaves house numbers and old names in one text).
constexpr std::string_view kOsmTags =
    "attribute_name_laundering=no\n"
    "report_all_ways=no\n"
    "closed_ways_are_polygons=amenity,building,landuse,leisure,office,place,residential,shop,tourism,healthcare\n"
    "[points]\nosm_id=yes\nosm_version=no\nattributes=name,name:zh,alt_name,old_name,short_name,place,amenity,shop,office,tourism,leisure,healthcare,railway,public_transport,addr:housenumber,addr:street,building\nother_tags=no\n"
    "[lines]\nosm_id=yes\nosm_version=no\nattributes=name,name:zh,alt_name,old_name,short_name,highway\nother_tags=no\n"
    "[multipolygons]\nosm_id=yes\nosm_version=no\nattributes=name,name:zh,alt_name,old_name,short_name,building,building:levels,landuse,residential,place,amenity,shop,office,tourism,leisure,healthcare,addr:housenumber,"
    "addr:street\nother_tags=no\n"
    "[multilinestrings]\nosm_id=yes\n[other_relations]\nosm_id=yes\n";

std::string shown(const std::string& output) {
  auto text = output.substr(0, output.find('\n'));
  return broken_utf8_at(text) == std::string_view::npos ? shorten(text, 160) : std::string("the file cannot be read");
}

Refusal missing_program() { return {Reason::unavailable, {{"part", "ogr2ogr"}, {"package", std::string(kPackage)}}}; }

/// `1: 道路 (Line String)` and `1: estates` -> the name.
std::vector<std::string> layers_in(const std::string& output) {
  std::vector<std::string> out;
  for (const auto line : split(output, '\n')) {
    const auto colon = line.find(": ");
    if (colon == std::string_view::npos || colon == 0 || !std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) { return c >= '0' && c <= '9'; })) continue;
    auto name = line.substr(colon + 2);
    if (name.ends_with(')')) {
      if (const auto bracket = name.rfind(" ("); bracket != std::string_view::npos) name = name.substr(0, bracket);
    }
    out.emplace_back(trim(name));
  }
  return out;
}

}  // namespace

Result<PlaceRows> open_ogr_rows(const std::string& path, const std::string& format, const std::string& layer, const PlaceFileLimits& limits) {
  auto pattern = (fs::temp_directory_path() / "yiwang-ogr-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no room for a temporary folder");
  const fs::path folder = pattern;
  struct Cleaned {
    const fs::path& folder;
    bool keep = false;
    ~Cleaned() {
      std::error_code error;
      if (!keep) fs::remove_all(folder, error);
    }
  } cleaned{folder};
  const bool osm = format.starts_with("osm");
  std::vector<std::pair<std::string, std::string>> environment = {{"CPL_DEBUG", "OFF"}, {"GDAL_HTTP_TIMEOUT", "1"}, {"CPL_VSIL_CURL_ALLOWED_EXTENSIONS", ".none"}, {"OGR_ENABLE_PARTIAL_REPROJECTION", "YES"}};
  std::string source = path;
  if (osm) {
    std::ofstream(folder / "tags.ini") << kOsmTags;
    environment.emplace_back("OSM_CONFIG_FILE", (folder / "tags.ini").string());
    environment.emplace_back("CPL_TMPDIR", folder.string());
    // The driver goes by the ending.
    const auto linked = folder / (format == "osm_pbf" ? "file.osm.pbf" : "file.osm");
    fs::create_symlink(fs::absolute(path), linked);
    source = linked.string();
  }
  if (format == "shapefile" && !path.ends_with(".shp")) source = "/vsizip/" + path;
  if (format == "geopackage" && !path.ends_with(".gpkg")) {
    fs::create_symlink(fs::absolute(path), folder / "file.gpkg");
    source = (folder / "file.gpkg").string();
  }
  std::vector<std::string> layers;
  if (osm) {
    layers = {"points", "lines", "multipolygons"};
  } else {
    const auto asked = run_child({limits.ogrinfo, "-ro", "-q", source}, environment, limits.seconds);
    if (asked.exit_code == 127) return tl::unexpected(missing_program());
    if (asked.late) return refuse(Reason::too_large, {{"limit", std::to_string(limits.seconds)}, {"what", "seconds"}});
    auto there = layers_in(asked.output);
    if (asked.exit_code != 0 || there.empty()) return refuse(Reason::malformed, {{"fault", shown(asked.output.empty() ? "no layer in the file" : asked.output)}});
    if (!layer.empty()) {
      if (std::find(there.begin(), there.end(), layer) == there.end()) return refuse(Reason::unknown_value, {{"value", shorten(layer, 60)}}, "layer");
      there = {layer};
    }
    if (there.size() > 1) {
      std::string all;
      for (const auto& name : there) all += (all.empty() ? "" : "\n") + name;
      return refuse(Reason::missing_field, {{"layers", all}}, "layer");
    }
    layers = there;
  }
  std::vector<std::string> written;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const auto target = (folder / ("layer" + std::to_string(i) + ".geojsonl")).string();
    std::vector<std::string> arguments = {limits.ogr2ogr, "-f", "GeoJSONSeq", "-lco", "COORDINATE_PRECISION=7", "-dim", "XY", "-skipfailures"};
    // What says no system is taken for WGS84, as the form says.
    arguments.insert(arguments.end(), {"-t_srs", "EPSG:4326", target, source, layers[i]});
    auto ran = run_child(arguments, environment, limits.seconds, target, limits.converted_bytes);
    if (ran.exit_code == 127) return tl::unexpected(missing_program());
    if (ran.late) return refuse(Reason::too_large, {{"limit", std::to_string(limits.seconds)}, {"what", "seconds"}});
    if (ran.too_much) return refuse(Reason::too_large, {{"limit", std::to_string(limits.converted_bytes)}, {"what", "bytes"}});
    if (ran.exit_code != 0 && ran.output.find("source coordinate system") != std::string::npos) {
      std::error_code error;
      fs::remove(target, error);
      arguments = {limits.ogr2ogr, "-f", "GeoJSONSeq", "-lco", "COORDINATE_PRECISION=7", "-dim", "XY", "-skipfailures", "-a_srs", "EPSG:4326", target, source, layers[i]};
      ran = run_child(arguments, environment, limits.seconds, target, limits.converted_bytes);
    }
    if (ran.exit_code != 0) return refuse(Reason::malformed, {{"fault", shown(ran.output)}});
    if (fs::exists(target)) written.push_back(target);
  }
  auto rows = open_feature_lines(std::move(written), folder);
  if (!rows) return tl::unexpected(rows.error());
  cleaned.keep = true;
  return PlaceRows{std::move(*rows), osm ? "osm" : format, osm};
}

}  // namespace yiwang::detail
