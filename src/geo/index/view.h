#pragma once
#include <cstdint>
#include <vector>

#include "geo/index/point_index.h"
#include "geo/index/shape_index.h"

namespace yiwang {

/// Where a camera stands and what it takes in.
struct FieldOfView {
  LonLat from;
  double direction_deg = 0;                // the middle of the opening, clockwise from north
  double angle_deg = 360;                  // opening, 0 to 360
  double range_m = 0;
  double height_m = 0;                     // of the camera above the ground
};

/// Inside the opening and the range, on the plane through the camera; edges count as inside.
bool covers(const FieldOfView& view, LonLat point);

/// Something that may stand in the way.
struct Blocker {
  MultiPolygon footprint;
  double height_m = 0;                     // 0 when not known: blocks
};

/// Cameras and the buildings between, in two dimensions: a building at least as high as the camera hides what lies in it and behind it, a lower one is seen over
/// and hides nothing (so a little too much counts as seen right behind low ones). What the camera is mounted on (its footprint holds the camera) does not block.
/// Sides of footprints are straight on the ground. Built once, read by any number of threads; keys are places in `views`.
class ViewIndex {
 public:
  ViewIndex() = default;
  ViewIndex(std::vector<FieldOfView> views, const std::vector<Blocker>& blockers);

  /// Cameras that see the point, nearest first.
  std::vector<Near> seeing(LonLat point) const;
  bool sees(std::uint32_t view, LonLat point) const;
  /// What a camera sees: a star about it, its arc cut into steps of two degrees; empty for no opening or range. Every corner is seen, to a centimetre.
  MultiPolygon visible(std::uint32_t view) const;
  const std::vector<FieldOfView>& views() const { return views_; }

 private:
  struct Wall {
    LonLat a, b;
  };
  bool blocked(std::uint32_t view, LonLat point) const;
  bool blocks(std::uint32_t view, std::uint32_t building) const;

  std::vector<FieldOfView> views_;
  std::vector<std::vector<std::uint32_t>> mounted_on_;   // buildings that hold a camera
  PointIndex places_;
  double widest_m_ = 0;
  ShapeIndex footprints_;
  std::vector<double> heights_;            // of blockers
  std::vector<Wall> walls_;
  std::vector<std::uint32_t> first_wall_;  // of blockers
};

}  // namespace yiwang
