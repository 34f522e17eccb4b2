#pragma once
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "geo/place.h"

namespace yiwang::maker {

/// Metres east and north of the city's centre.
struct Spot {
  double x = 0, y = 0;
};
inline Spot operator+(Spot a, Spot b) { return {a.x + b.x, a.y + b.y}; }
inline Spot operator-(Spot a, Spot b) { return {a.x - b.x, a.y - b.y}; }
inline Spot operator*(Spot a, double k) { return {a.x * k, a.y * k}; }
inline double dot(Spot a, Spot b) { return a.x * b.x + a.y * b.y; }
inline double cross(Spot a, Spot b) { return a.x * b.y - a.y * b.x; }
inline double length(Spot a) { return std::sqrt(dot(a, a)); }
inline Spot left_of(Spot a) { return {-a.y, a.x}; }
inline Spot unit(Spot a) {
  const double l = length(a);
  return l > 0 ? a * (1 / l) : Spot{1, 0};
}
inline Spot between(Spot a, Spot b, double t) { return a + (b - a) * t; }
using Line = std::vector<Spot>;

double length(const Line& line);
/// The place and direction at a distance along the line.
struct Step {
  Spot at;
  Spot ahead;
};
Step walk(const Line& line, double metres);
/// The line moved sideways, to the left for positive metres.
Line beside(const Line& line, double metres);
/// Twice-signed area halved: positive when the ring turns left.
double ring_area(const Line& ring);
bool inside(const Line& ring, Spot at);

// The plane touches the earth at an invented centre; constants instead of cosines keep the bytes equal everywhere.
inline constexpr std::int64_t kCentreLon = 113620000;   // millionths of a degree
inline constexpr std::int64_t kCentreLat = 31240000;
inline constexpr double kMetresLon = 0.09507;           // metres in a millionth of a degree at that latitude
inline constexpr double kMetresLat = 0.11119;

struct Micro {
  std::int64_t lon = 0, lat = 0;
};
inline Micro to_micro(Spot at) { return {kCentreLon + std::llround(at.x / kMetresLon), kCentreLat + std::llround(at.y / kMetresLat)}; }
inline Spot to_spot(Micro at) { return {static_cast<double>(at.lon - kCentreLon) * kMetresLon, static_cast<double>(at.lat - kCentreLat) * kMetresLat}; }
/// The nearest place that can be written with six decimals.
inline Spot snap(Spot at) { return to_spot(to_micro(at)); }
LonLat to_lonlat(Spot at);
/// `113.620000`.
std::string degrees(std::int64_t micro);
/// `113.620000` and `31.240000` with `between` in the middle.
std::string lonlat_text(Spot at, char between);

}  // namespace yiwang::maker
