#pragma once
#include <optional>

#include "service/map/case_points.h"

namespace yiwang {

/// What is asked of the cases on a map.
struct CaseFilter {
  std::optional<std::int32_t> from_min, to_min;    // minutes since 1970
  bool alive = false;                      // open at some time of the period, instead of opened within it
  std::optional<bool> open;                // when absent: all for a period, else only the open ones
  std::string matter, area;                // these and below
  bool period() const { return from_min || to_min; }
  /// For caches: equal questions, equal text.
  std::string text() const;
};

/// Whose cases somebody sees: as the lists say, those of their units, else of their areas; a case whose place nobody knows is inside every area.
struct CaseScope {
  CaseScope(const Identity& who, const City& city);
  std::vector<std::string> units, areas;   // empty: all
  std::string text() const;
};

/// A filter for one person, every code looked at once. Lives for one question, as long as the city and the points.
class CaseLook {
 public:
  CaseLook(CaseFilter filter, CaseScope scope, const City& city, const CasePoints& points);
  bool fits(const CasePoint& p);

 private:
  bool unit_fits(const std::string& unit) const;
  bool area_fits(const std::string& area) const;
  bool matter_fits(const std::string& matter) const;
  CaseFilter filter_;
  CaseScope scope_;
  const City& city_;
  const CasePoints& points_;
  std::vector<signed char> unit_, area_, matter_;
};

}  // namespace yiwang
