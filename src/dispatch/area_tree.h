#pragma once
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "city/city.h"

namespace yiwang {

/// The areas of a city as numbers, so that "lies within" costs a few steps and no text. Borrowed from the City, which must live as long.
class AreaTree {
 public:
  static constexpr std::uint32_t kNone = 0xffffffff;
  explicit AreaTree(const City& city);
  /// kNone when unknown.
  std::uint32_t find(std::string_view code) const;
  std::uint32_t parent(std::uint32_t area) const { return parents_[area]; }
  /// An area lies within itself; everything lies within kNone, which stands for everywhere.
  bool within(std::uint32_t inner, std::uint32_t outer) const;
  const Area& area(std::uint32_t number) const { return city_->areas[number]; }

 private:
  const City* city_;
  std::unordered_map<std::string_view, std::uint32_t> by_code_;
  std::vector<std::uint32_t> parents_;
};

}  // namespace yiwang
