#include "geo/index/rtree_baseline.h"

#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <iterator>

namespace yiwang {
namespace bg = boost::geometry;

namespace {
using Spot = bg::model::point<double, 2, bg::cs::cartesian>;
using Entry = std::pair<bg::model::box<Spot>, std::uint32_t>;

std::vector<Entry> entries_of(const std::vector<FlatBox>& boxes) {
  std::vector<Entry> out;
  for (const auto& b : boxes) out.push_back({{{b.west, b.south}, {b.east, b.north}}, static_cast<std::uint32_t>(out.size())});
  return out;
}

/// Collects the second half of what is found.
struct Places {
  using iterator_category = std::output_iterator_tag;
  using value_type = void;
  using difference_type = std::ptrdiff_t;
  using pointer = void;
  using reference = void;
  std::vector<std::uint32_t>* out;
  Places& operator=(const Entry& one) {
    out->push_back(one.second);
    return *this;
  }
  Places& operator*() { return *this; }
  Places& operator++() { return *this; }
  Places operator++(int) { return *this; }
};
}  // namespace

struct RtreeBaseline::Parts {
  bg::index::rtree<Entry, bg::index::rstar<16>> tree;
};

RtreeBaseline::RtreeBaseline(const std::vector<FlatBox>& boxes) : parts_(new Parts{bg::index::rtree<Entry, bg::index::rstar<16>>(entries_of(boxes))}) {}
RtreeBaseline::~RtreeBaseline() = default;

void RtreeBaseline::touching(const FlatBox& box, std::vector<std::uint32_t>& out) const {
  out.clear();
  parts_->tree.query(bg::index::intersects(bg::model::box<Spot>({box.west, box.south}, {box.east, box.north})), Places{&out});
}

void RtreeBaseline::nearest(double x, double y, unsigned k, std::vector<std::uint32_t>& out) const {
  out.clear();
  parts_->tree.query(bg::index::nearest(Spot(x, y), k), Places{&out});
}

}  // namespace yiwang
