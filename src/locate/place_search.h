#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "locate/gazetteer.h"
#include "locate/locator.h"

namespace yiwang {

/// Completes what somebody types into an address field: every word typed must stand in the place's label. Whole before beginning before middle, then
/// area, estate, road, element, address, then the shorter. About 0.3 ms over 20,000 addresses: one pass over one piece of memory.
class PlaceSearch {
 public:
  explicit PlaceSearch(const City& city);
  std::vector<PlaceMatch> find(std::string_view words, std::size_t most) const;

 private:
  enum class Kind : std::uint8_t { area, estate, road, element, address };
  struct Entry {
    Kind kind;
    std::uint32_t row;
    std::uint32_t from;                    // of its words in `text_`
    std::uint32_t length;
  };
  void add(Kind kind, std::size_t row, const std::string& words);
  PlaceMatch match(const Entry& entry) const;

  const City* city_;
  std::string text_;                       // normalised, one place a line
  std::vector<Entry> entries_;
};

}  // namespace yiwang
