#pragma once
#include "geo/place.h"

namespace yiwang {

/// Coordinate systems of Chinese map data. WGS84 (and CGCS2000, the same within a metre) is what the engine uses inside; GCJ-02 is what public maps show
/// (shifted by 100 to 700 m), BD-09 is GCJ-02 shifted once more. The shifts are the published approximations (the constants of the
/// Krasovsky ellipsoid); against the state's own software they are right to about a metre. Outside mainland China's bounding box
/// (72.004-137.8347 E, 0.8293-55.8271 N) GCJ-02 equals WGS84.
LonLat wgs84_to_gcj02(LonLat point);
/// By iteration; going there and back gives the point within a millimetre (except across the bounding box's edge).
LonLat gcj02_to_wgs84(LonLat point);
LonLat gcj02_to_bd09(LonLat point);
/// By iteration, within a millimetre of the inverse.
LonLat bd09_to_gcj02(LonLat point);
inline LonLat wgs84_to_bd09(LonLat point) { return gcj02_to_bd09(wgs84_to_gcj02(point)); }
inline LonLat bd09_to_wgs84(LonLat point) { return gcj02_to_wgs84(bd09_to_gcj02(point)); }

}  // namespace yiwang
