#pragma once
#include <unordered_map>

#include "service/places/place_record.h"

namespace yiwang {

/// The places of a city to compare rows with: by code, by what tells them apart, by where they are.
class PlaceIndex {
 public:
  explicit PlaceIndex(const City& city);
  const City& city() const { return city_; }
  struct Known {
    std::string_view group;                // road, estate, address, poi
    std::uint32_t row;
  };
  std::optional<Known> by_code(std::string_view group, const std::string& code) const;
  /// Roads, estates and named places by any of their names; addresses by road, number, estate and building.
  const std::vector<Known>* by_key(std::string_view group, const std::string& key) const;
  std::vector<Known> near(std::string_view group, LonLat point, double within_m) const;

  PlaceRecord record(Known known) const;
  /// To the place, or to the road's line.
  double metres(Known known, LonLat point) const;
  const std::vector<std::string>& aliases(Known known) const;
  static std::string address_key(const PlaceRecord& record);

 private:
  void add(std::string_view group, std::size_t row, const std::string& code, const std::string& key, LonLat point);
  const City& city_;
  std::unordered_map<std::string, Known> codes_;                       // group/code
  std::unordered_map<std::string, std::vector<Known>> keys_;          // group/key
  std::unordered_map<std::uint64_t, std::vector<Known>> cells_;
};

}  // namespace yiwang
