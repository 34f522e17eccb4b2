#pragma once
#include <string>

#include "base/json.h"
#include "geo/mend/read_loose.h"

namespace yiwang {

/// JSON of a file, or of standard input for `-`. Throws std::runtime_error with the line when it cannot be read.
json::Value read_json_file(const std::string& file);
/// All polygons of a GeoJSON file; a sentence on stderr and nothing when there are none.
std::optional<LooseShape> read_shape_file(const std::string& file);

}  // namespace yiwang
