#include "geo/coordinates.h"

#include <cmath>
#include <numbers>

namespace yiwang {
namespace {

using std::numbers::pi;
constexpr double kAxis = 6378245.0;                       // Krasovsky 1940, as published with the shift
constexpr double kEccentricity2 = 0.00669342162296594323;

bool shifted_there(LonLat p) { return p.lon >= 72.004 && p.lon <= 137.8347 && p.lat >= 0.8293 && p.lat <= 55.8271; }

LonLat shift(LonLat p) {
  const double x = p.lon - 105, y = p.lat - 35, root = std::sqrt(std::abs(x));
  const double wave = 20 * std::sin(6 * x * pi) + 20 * std::sin(2 * x * pi);
  const double north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root +
                       (wave + 20 * std::sin(y * pi) + 40 * std::sin(y / 3 * pi) + 160 * std::sin(y / 12 * pi) + 320 * std::sin(y * pi / 30)) * 2 / 3;
  const double east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root +
                      (wave + 20 * std::sin(x * pi) + 40 * std::sin(x / 3 * pi) + 150 * std::sin(x / 12 * pi) + 300 * std::sin(x / 30 * pi)) * 2 / 3;
  const double lat = p.lat / 180 * pi;
  const double magic = 1 - kEccentricity2 * std::sin(lat) * std::sin(lat);
  return {east * 180 / (kAxis / std::sqrt(magic) * std::cos(lat) * pi), north * 180 / (kAxis * (1 - kEccentricity2) / (magic * std::sqrt(magic)) * pi)};
}

// Walks back by what the guess misses; the shifts change by less than 1 % over their own length, so a few steps end at rounding.
template <class Forward>
LonLat inverse(LonLat wanted, Forward forward) {
  LonLat guess = wanted;
  for (int i = 0; i < 10; ++i) {
    const LonLat got = forward(guess);
    const double lon = wanted.lon - got.lon, lat = wanted.lat - got.lat;
    guess = {guess.lon + lon, guess.lat + lat};
    if (std::abs(lon) + std::abs(lat) < 1e-12) break;
  }
  return guess;
}

}  // namespace

LonLat wgs84_to_gcj02(LonLat point) {
  if (!shifted_there(point)) return point;
  const auto by = shift(point);
  return {point.lon + by.lon, point.lat + by.lat};
}

LonLat gcj02_to_wgs84(LonLat point) { return shifted_there(point) ? inverse(point, wgs84_to_gcj02) : point; }

LonLat gcj02_to_bd09(LonLat point) {
  constexpr double kTurn = pi * 3000 / 180;
  const double z = std::hypot(point.lon, point.lat) + 0.00002 * std::sin(point.lat * kTurn);
  const double angle = std::atan2(point.lat, point.lon) + 0.000003 * std::cos(point.lon * kTurn);
  return {z * std::cos(angle) + 0.0065, z * std::sin(angle) + 0.006};
}

LonLat bd09_to_gcj02(LonLat point) { return inverse(point, gcj02_to_bd09); }

}  // namespace yiwang
