#pragma once
#include <string>
#include <string_view>

#include "geo/coordinates.h"

namespace yiwang {

/// A system that coordinates are written in. Names: `wgs84`, `cgcs2000` (the same here: within a metre), `gcj02`, `bd09`, `webmercator`, `utm50n`, and Gauss-Krueger on the CGCS2000
/// ellipsoid: `gk3:39` and `gk6:20` (zones of three and six degrees, easting written with the zone before it), `gk3:117e` and `gk6:117e` (central meridian, easting without zone).
struct MapSystem {
  enum class Kind { degrees, gcj02, bd09, web_mercator, utm, gauss_krueger };
  Kind kind = Kind::degrees;
  int meridian = 0;                        // central, degrees east
  int zone = 0;                            // before the easting; 0: none
  bool south = false;                      // utm
  bool planar() const { return kind != Kind::degrees && kind != Kind::gcj02 && kind != Kind::bd09; }
};
/// `unknown_value` with the names that are known.
Result<MapSystem> read_map_system(std::string_view name);

/// What a conversion may be wrong by, in metres: GCJ-02 and BD-09 by about 1 (published approximations), CGCS2000 taken as WGS84 by 0.3 (plates have moved since 2000), projections by 0.001.
double error_metres(const MapSystem& system);

/// East and north in metres, or lon and lat in degrees.
struct MapPoint {
  double x = 0, y = 0;
};
/// `bad_point`: not on earth; fact `swapped` when it only makes sense with the two exchanged; fact `expected` names the range of a projected system (zone, easting of the right length).
/// Projections by PROJ, so a thread pays once for each system it uses.
Result<LonLat> to_wgs84(const MapSystem& system, MapPoint point);
/// `bad_point` with `expected` when the place is too far from the system's central meridian to be written in it.
Result<MapPoint> from_wgs84(const MapSystem& system, LonLat point);

}  // namespace yiwang
