#pragma once
#include <filesystem>

#include "adapters/documents/open_places.h"

namespace yiwang::detail {

/// Features as rows: properties as columns, the geometry as GeoJSON text. A FeatureCollection (kept in memory) or a feature a line.
Result<std::unique_ptr<RowSource>> open_geojson_rows(const std::string& path, const PlaceFileLimits& limits);
/// Several files of a feature a line as one; the folder goes with the rows.
Result<std::unique_ptr<RowSource>> open_feature_lines(std::vector<std::string> paths, std::filesystem::path folder);
Result<PlaceRows> open_ogr_rows(const std::string& path, const std::string& format, const std::string& layer, const PlaceFileLimits& limits);
/// Text that is not UTF-8 read as GB18030 or by its byte order mark; `malformed` when it is neither.
Result<std::unique_ptr<RowSource>> open_recoded_csv(const std::string& path, const PlaceFileLimits& limits);

struct ChildResult {
  int exit_code = -1;                      // 127: the program is not there
  bool late = false, too_much = false;
  std::string output;                      // what it said, at most 64 KiB
};
/// Runs a program with these arguments, no shell, nothing on its input. Ends it after so many seconds, or when `watched` (a file) has grown beyond `most_bytes`.
ChildResult run_child(const std::vector<std::string>& arguments, const std::vector<std::pair<std::string, std::string>>& environment, int seconds, const std::string& watched = {}, std::uint64_t most_bytes = 0);

}  // namespace yiwang::detail
