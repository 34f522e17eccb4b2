#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "city/load.h"

namespace yiwang {

/// Where one row came from, so that checks made after reading can still point at it.
struct RowOrigin {
  std::string file;
  std::size_t line = 0;
};

using FaultFacts = std::vector<std::pair<std::string, std::string>>;

/// Collects everything that is wrong with a city; reading goes on after each fault so that one run shows them all.
class Faults {
 public:
  void fatal(const RowOrigin& at, std::string_view what, FaultFacts facts = {});
  void warn(const RowOrigin& at, std::string_view what, FaultFacts facts = {});
  bool any_fatal() const { return any_fatal_; }
  /// Ordered by file, then line, then word.
  std::vector<CityFault> take();

 private:
  std::vector<CityFault> faults_;
  bool any_fatal_ = false;
};

}  // namespace yiwang
