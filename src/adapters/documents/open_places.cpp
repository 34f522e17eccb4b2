#include "adapters/documents/open_places.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "adapters/documents/place_readers.h"
#include "adapters/documents/zip_file.h"
#include "base/text.h"

namespace yiwang {
namespace {

std::string head_of(const std::string& path, std::size_t bytes) {
  std::ifstream in(path, std::ios::binary);
  std::string head(bytes, '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(in.gcount()));
  return head;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

/// What is in an archive, told by the endings of its parts.
std::string archive_format(const std::string& path, const RowLimits& limits) {
  const auto zip = detail::ZipFile::open(path, limits);
  if (!zip) return {};
  if (zip->has("xl/workbook.xml")) return "xlsx";
  for (const auto& part : zip->names()) {
    if (lower(part).ends_with(".shp")) return "shapefile";
  }
  return "other";
}

bool is_utf8(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string piece(1 << 20, '\0'), carried;
  while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0) {
    carried.append(piece, 0, static_cast<std::size_t>(in.gcount()));
    const auto broken = broken_utf8_at(carried);
    if (broken == std::string::npos) {
      carried.clear();
    } else if (!in.eof() && carried.size() - broken < 4) {
      carried.erase(0, broken);            // a character cut by the piece's end
    } else {
      return false;
    }
  }
  return carried.empty();
}

}  // namespace

Result<PlaceRows> open_places(const std::string& path, const std::string& name, const std::string& layer, const PlaceFileLimits& limits) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return refuse(Reason::not_found, {{"file", name}});
  auto head = head_of(path, 4096);
  const auto called = lower(name);
  const auto rows_of = [&](Result<std::unique_ptr<RowSource>> rows, const char* format) -> Result<PlaceRows> {
    if (!rows) return tl::unexpected(rows.error());
    return PlaceRows{std::move(*rows), format, false};
  };
  if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06")) {
    const auto format = archive_format(path, limits.rows);
    if (format.empty()) return refuse(Reason::malformed, {{"fault", "the archive is damaged or cut off"}});
    if (format == "xlsx") return rows_of(open_rows(path, limits.rows), "xlsx");
    if (format == "shapefile") return detail::open_ogr_rows(path, "shapefile", layer, limits);
    return refuse(Reason::unsupported_type, {{"accepted", "csv, xlsx, geojson, shp in a zip, gpkg, osm, osm.pbf"}});
  }
  if (head.starts_with(std::string_view("\x00\x00\x27\x0a", 4))) return detail::open_ogr_rows(path, "shapefile", layer, limits);
  if (head.starts_with("SQLite format 3")) return detail::open_ogr_rows(path, "geopackage", layer, limits);
  if (head.find("OSMHeader") < 64) return detail::open_ogr_rows(path, "osm_pbf", layer, limits);
  if (head.find("<osm") != std::string::npos) return detail::open_ogr_rows(path, "osm_xml", layer, limits);
  if (head.starts_with("\xff\xfe") || head.starts_with("\xfe\xff")) return rows_of(detail::open_recoded_csv(path, limits), "csv");
  if (head.starts_with("\xef\xbb\xbf")) head.erase(0, 3);
  const auto text = trim(head);
  const bool json_name = called.ends_with(".geojson") || called.ends_with(".json") || called.ends_with(".geojsonl") || called.ends_with(".geojsons");
  if (text.starts_with("{") && (json_name || text.find("\"Feature") != std::string_view::npos)) return rows_of(detail::open_geojson_rows(path, limits), "geojson");
  if (text.starts_with("\x1e")) return rows_of(detail::open_geojson_rows(path, limits), "geojson");
  if (head.find('\0') == std::string::npos && !head.starts_with("\xd0\xcf\x11\xe0") && !head.starts_with("%PDF") && !is_utf8(path)) return rows_of(detail::open_recoded_csv(path, limits), "csv");
  auto rows = open_rows(path, limits.rows);
  return rows_of(std::move(rows), text.starts_with("{") ? "jsonl" : "csv");
}

}  // namespace yiwang
