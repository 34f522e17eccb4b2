#pragma once
#include <algorithm>
#include <set>

#include "adapters/http/board.h"
#include "insight/cube.h"

namespace yiwang {

/// What a person's overview may count: the cases of their units, or of their areas, or all.
class Scope {
 public:
  Scope(const Identity& who, const City& city) : city_(city), areas_(who.areas) {
    const auto units = units_of(who, city);
    units_.insert(units.begin(), units.end());
  }
  bool sees_unit(const std::string& unit) const { return units_.empty() || units_.contains(unit); }
  /// As the lists do: a case whose place nobody knows is inside every area; units go before areas.
  bool sees_area(const std::string& area) const {
    if (!units_.empty() || areas_.empty() || area.empty()) return true;
    return std::any_of(areas_.begin(), areas_.end(), [&](const auto& mine) { return city_.area_within(area, mine) || city_.area_within(mine, area); });
  }
  bool sees(const CubeKey& key) const { return sees_unit(key.unit) && sees_area(key.area); }

  /// The same for rows of a board, each word looked at once.
  class ForWords {
   public:
    ForWords(const Scope& scope, const std::vector<std::string>& words) : scope_(scope), words_(words), unit_(words.size(), -1), area_(words.size(), -1) {}
    bool sees(const Board::Row& row) {
      auto& unit = unit_[row.unit];
      auto& area = area_[row.area];
      if (unit < 0) unit = scope_.sees_unit(words_[row.unit]);
      if (area < 0) area = scope_.sees_area(words_[row.area]);
      return unit == 1 && area == 1;
    }

   private:
    const Scope& scope_;
    const std::vector<std::string>& words_;
    std::vector<signed char> unit_, area_;
  };
  ForWords for_words(const std::vector<std::string>& words) const { return {*this, words}; }

 private:
  const City& city_;
  std::set<std::string> units_;
  std::vector<std::string> areas_;
};

}  // namespace yiwang
