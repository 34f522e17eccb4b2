#pragma once
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "geo/index/crossing.h"
#include "service/permit.h"

namespace yiwang {

/// Areas beyond which somebody has no business: their own, else for those who are not of the whole city their unit's. Empty: no limit.
std::vector<std::string> limits_of(const Identity& who, const City& city);

/// A piece of ground asked about: an area or a shape, cut to somebody's limits. Lives for one question, as long as the city.
class Ground {
 public:
  Ground(const City& city, std::string area, std::vector<std::string> limits);
  Ground(const City& city, const MultiPolygon& shape, std::vector<std::string> limits);
  /// `outside_scope` when an area has nothing within the limits.
  Done check() const;
  /// `area`: the grid the place is booked in.
  bool holds(const std::string& area, LonLat point);
  const std::string& area() const { return area_; }

 private:
  bool area_fits(const std::string& area);
  const City& city_;
  std::string area_;
  std::vector<std::string> limits_;
  std::optional<Box> box_;
  std::vector<Crossing> sides_;
  std::unordered_map<std::string, bool> known_;
};

}  // namespace yiwang
