#include <cstdint>
#include <cstdlib>

#include "geo/geojson.h"
#include "geo/mend/mend.h"
#include "geo/mend/read_loose.h"

// Reads the bytes as GeoJSON, or (first byte below 128) as corners on a small net, and mends what is there. What comes out must be sound, and mending it again must change
// nothing.
namespace {

yiwang::MultiPolygon from_bytes(const std::uint8_t* data, std::size_t size) {
  using namespace yiwang;
  MultiPolygon shape;
  Ring ring;
  const double step = data[0] & 1 ? 0.001 : 1e-8;
  const auto end = [&] {
    if (ring.empty()) return;
    if (shape.empty() || data[0] & 2) shape.push_back({ring, {}});
    else shape.back().holes.push_back(ring);
    ring.clear();
  };
  for (std::size_t i = 1; i + 1 < size; i += 2) {
    if (data[i] == 255) end();
    else ring.push_back({(data[0] & 4 ? 179.95 : 118) + step * data[i], 32 + step * data[i + 1]});
  }
  end();
  return shape;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace yiwang;
  if (size == 0) return 0;
  MultiPolygon shape;
  if (data[0] < 128 && data[0] != '{' && data[0] != '[') {
    shape = from_bytes(data, size);
  } else {
    boost::json::error_code error;
    const auto value = boost::json::parse(std::string_view(reinterpret_cast<const char*>(data), size), error);
    if (error) return 0;
    (void)read_geometry(value);
    auto loose = read_loose(value, 20'000);
    if (!loose) return 0;
    shape = std::move(loose->shape);
  }
  MendChoice choice;
  choice.most_pairs = 2'000'000;
  choice.most_crossings = 20'000;
  for (const auto rule : {FillRule::even_odd, FillRule::nonzero}) {
    choice.rule = rule;
    const auto mended = mend(shape, choice);
    if (!mended) continue;
    const auto left = examine(mended->shape);
    if (!left || !left->empty()) std::abort();
    const auto again = mend(mended->shape, choice);
    if (!again || to_geojson(again->shape) != to_geojson(mended->shape)) std::abort();
  }
  return 0;
}
