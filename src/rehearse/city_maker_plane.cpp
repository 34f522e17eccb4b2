#include "rehearse/city_maker_plane.h"

#include <algorithm>

namespace yiwang::maker {

double length(const Line& line) {
  double sum = 0;
  for (std::size_t i = 1; i < line.size(); ++i) sum += length(line[i] - line[i - 1]);
  return sum;
}

Step walk(const Line& line, double metres) {
  for (std::size_t i = 1; i < line.size(); ++i) {
    const auto piece = line[i] - line[i - 1];
    const double l = length(piece);
    if (metres <= l || i + 1 == line.size()) return {line[i - 1] + unit(piece) * std::min(metres, l), unit(piece)};
    metres -= l;
  }
  return {line.empty() ? Spot{} : line.front(), {1, 0}};
}

Line beside(const Line& line, double metres) {
  Line moved;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const auto back = i > 0 ? unit(line[i] - line[i - 1]) : unit(line[1] - line[0]);
    const auto ahead = i + 1 < line.size() ? unit(line[i + 1] - line[i]) : back;
    moved.push_back(line[i] + left_of(unit(back + ahead)) * metres);
  }
  return moved;
}

double ring_area(const Line& ring) {
  double twice = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) twice += cross(ring[i], ring[(i + 1) % ring.size()]);
  return twice / 2;
}

bool inside(const Line& ring, Spot at) {
  bool in = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const auto a = ring[i], b = ring[j];
    if ((a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x) in = !in;
  }
  return in;
}

LonLat to_lonlat(Spot at) {
  const auto micro = to_micro(at);
  return {static_cast<double>(micro.lon) / 1e6, static_cast<double>(micro.lat) / 1e6};
}

std::string degrees(std::int64_t micro) {
  auto fraction = std::to_string(micro % 1000000);
  return std::to_string(micro / 1000000) + "." + std::string(6 - fraction.size(), '0') + fraction;
}

std::string lonlat_text(Spot at, char between) {
  const auto micro = to_micro(at);
  return degrees(micro.lon) + between + degrees(micro.lat);
}

}  // namespace yiwang::maker
