#pragma once
#include <set>
#include <string>
#include <unordered_set>

#include "city/city.h"

namespace yiwang {

/// Codes for new areas. A territorial area gets its parent's digits and the next number that was never given out (12 digits, grids 3 more); communities stay
/// within their hundreds (001-199 residents', 201-399 villagers' committees). Areas of other layers count on from the codes of their layer. A code that was ever used is never given again.
class NewCodes {
 public:
  explicit NewCodes(const City& city);
  /// `given`: codes handed out since the city was looked at. `like`: an area whose sort of number is kept; may be null. Empty when all numbers are used up.
  std::string next(AreaKind kind, const std::string& layer, const std::string& parent, const Area* like, const std::set<std::string>& given) const;
  bool used(const std::string& code) const { return used_.contains(code); }

 private:
  std::string numbered(const std::string& prefix, int digits, const std::string& suffix, int least, int most, const std::set<std::string>& given) const;
  std::unordered_set<std::string> used_;
  const City& city_;
};

/// How many digits of its own code an area's children begin with; 0 where codes do not tell (other layers, odd codes).
std::size_t child_digits(const Area& area);

}  // namespace yiwang
