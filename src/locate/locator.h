#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cases/advice.h"
#include "city/city.h"

namespace yiwang {

struct LocateQuestion {
  std::string_view title;
  std::string_view text;
  std::string_view address;                // what the reporter gave as the address, if anything
  std::optional<LonLat> point;
};

/// A place somebody could mean, for a field that completes while one types.
struct PlaceMatch {
  std::string kind;                        // area, road, estate, address, element
  std::string code;
  std::string label;
  LonLat point;
  std::string area;
};

/// Words or a point -> address, road, estate, area (requirement F3, first version: a gazetteer). Made once for a city version, then shared by all threads.
class Locator {
 public:
  explicit Locator(std::shared_ptr<const City> city);
  ~Locator();
  /// Never fails; confidence 0 and an empty area when nothing was found. A given point decides the area, words refine it.
  Location locate(const LocateQuestion& question) const;
  std::vector<PlaceMatch> search(std::string_view words, std::size_t most) const;
  const std::string& version() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace yiwang
