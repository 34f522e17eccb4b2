#include "geo/tiles/clip.h"

namespace yiwang {
namespace {

/// One side of the box at a time: keeps t of a + t (b - a) where it is inside. False when nothing is left.
bool narrow(double along, double room, double& from, double& to) {
  if (along == 0) return room >= 0;
  const double t = room / along;
  if (along < 0) {
    if (t > to) return false;
    if (t > from) from = t;
  } else {
    if (t < from) return false;
    if (t < to) to = t;
  }
  return true;
}

World between(World a, World b, double t) { return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t}; }

/// Keeps what `inside` says; `cut` gives the point where a side meets the border.
template <class Inside, class Cut>
void keep(WorldPath& ring, WorldPath& room, Inside inside, Cut cut) {
  room.clear();
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto a = ring[i], b = ring[i + 1 == ring.size() ? 0 : i + 1];
    const bool in_a = inside(a), in_b = inside(b);
    if (in_a) room.push_back(a);
    if (in_a != in_b) room.push_back(cut(a, b));
  }
  ring.swap(room);
}

}  // namespace

std::vector<WorldPath> clip_line(const WorldPath& line, const WorldBox& box) {
  std::vector<WorldPath> out;
  WorldPath piece;
  const auto end = [&] {
    if (piece.size() > 1) out.push_back(std::move(piece));
    piece.clear();
  };
  for (std::size_t i = 1; i < line.size(); ++i) {
    const auto a = line[i - 1], b = line[i];
    double from = 0, to = 1;
    const bool seen = narrow(a.x - b.x, a.x - box.x0, from, to) && narrow(b.x - a.x, box.x1 - a.x, from, to) && narrow(a.y - b.y, a.y - box.y0, from, to) &&
                      narrow(b.y - a.y, box.y1 - a.y, from, to);
    if (!seen) {
      end();
      continue;
    }
    if (from > 0) end();
    if (piece.empty()) piece.push_back(from > 0 ? between(a, b, from) : a);
    piece.push_back(to < 1 ? between(a, b, to) : b);
    if (to < 1) end();
  }
  end();
  return out;
}

WorldPath clip_ring(const WorldPath& ring, const WorldBox& box) {
  WorldPath out = ring, room;
  room.reserve(ring.size() + 4);
  // Borders are set exactly, so that neighbouring tiles cut at the very same numbers.
  keep(out, room, [&](World p) { return p.x >= box.x0; }, [&](World a, World b) { return World{box.x0, a.y + (b.y - a.y) * ((box.x0 - a.x) / (b.x - a.x))}; });
  keep(out, room, [&](World p) { return p.x <= box.x1; }, [&](World a, World b) { return World{box.x1, a.y + (b.y - a.y) * ((box.x1 - a.x) / (b.x - a.x))}; });
  keep(out, room, [&](World p) { return p.y >= box.y0; }, [&](World a, World b) { return World{a.x + (b.x - a.x) * ((box.y0 - a.y) / (b.y - a.y)), box.y0}; });
  keep(out, room, [&](World p) { return p.y <= box.y1; }, [&](World a, World b) { return World{a.x + (b.x - a.x) * ((box.y1 - a.y) / (b.y - a.y)), box.y1}; });
  if (out.size() < 3) out.clear();
  return out;
}

}  // namespace yiwang
