#pragma once
#include <vector>

#include "geo/geojson.h"
#include "geo/overlay.h"

namespace yiwang {

// Cutting and joining the ground of areas so that neighbours go on fitting. Everything here is geometry; what it means stands in plan.h.

/// What is left away after cutting: parts smaller than this many square metres come from rounding.
inline constexpr double kCrumb = 0.05;

/// Coordinates to nine decimals (a tenth of a millimetre), no corner twice in a row, no crumbs.
MultiPolygon tidied(const MultiPolygon& shape);
/// `shape` with the corners of `other` put into those of its sides they lie on (within 2 mm): what is cut or joined after that fits without slivers.
MultiPolygon stitched(const MultiPolygon& shape, const MultiPolygon& other);
/// The ground of both, of `a` inside `b`, of `a` outside `b`; stitched before and tidied after.
MultiPolygon put_together(const MultiPolygon& a, const MultiPolygon& b);
MultiPolygon inside_of(const MultiPolygon& a, const MultiPolygon& b);
MultiPolygon outside_of(const MultiPolygon& a, const MultiPolygon& b);

/// The pieces a line cuts a shape into, those on its left first, then by size. One piece (the shape itself) when the line does not cross it from border to border.
std::vector<MultiPolygon> pieces_by(const MultiPolygon& shape, const Line& line);
/// Metres around all rings.
double perimeter_m(const MultiPolygon& shape);
/// Metres of border that two shapes share.
double shared_border_m(const MultiPolygon& a, const MultiPolygon& b);
/// Whether they cover the same ground, but for crumbs.
bool same_ground(const MultiPolygon& a, const MultiPolygon& b);
bool boxes_touch(const Box& a, const Box& b);

}  // namespace yiwang
