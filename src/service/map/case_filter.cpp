#include "service/map/case_filter.h"

#include <limits>

namespace yiwang {

std::string CaseFilter::text() const {
  std::string out;
  for (const auto& time : {from_min, to_min}) out += (time ? std::to_string(*time) : "") + ",";
  return out + (alive ? "alive," : ",") + (open ? (*open ? "open" : "closed") : "") + "," + matter + "," + area;
}

CaseScope::CaseScope(const Identity& who, const City& city) : units(units_of(who, city)) {
  if (units.empty()) areas = who.areas;
  std::sort(units.begin(), units.end());
  std::sort(areas.begin(), areas.end());
}

std::string CaseScope::text() const {
  std::string out = "u";
  for (const auto& unit : units) out += unit + "|";
  out += "a";
  for (const auto& area : areas) out += area + "|";
  return out;
}

CaseLook::CaseLook(CaseFilter filter, CaseScope scope, const City& city, const CasePoints& points)
    : filter_(std::move(filter)), scope_(std::move(scope)), city_(city), points_(points), unit_(points.words.size(), -1), area_(points.words.size(), -1), matter_(points.words.size(), -1) {}

bool CaseLook::unit_fits(const std::string& unit) const {
  return scope_.units.empty() || std::binary_search(scope_.units.begin(), scope_.units.end(), unit);
}

bool CaseLook::area_fits(const std::string& area) const {
  if (!filter_.area.empty() && !city_.area_within(area, filter_.area)) return false;
  if (scope_.areas.empty() || area.empty()) return true;
  return std::any_of(scope_.areas.begin(), scope_.areas.end(), [&](const auto& mine) { return city_.area_within(area, mine); });
}

bool CaseLook::matter_fits(const std::string& matter) const { return matter.starts_with(filter_.matter); }

bool CaseLook::fits(const CasePoint& p) {
  if (const bool wanted = filter_.open.value_or(!filter_.period()); filter_.open || !filter_.period()) {
    if (p.open() != wanted) return false;
  }
  const auto last = filter_.alive ? (p.open() ? std::numeric_limits<std::int32_t>::max() : p.closed_min) : p.opened_min;
  if (filter_.from_min && last < *filter_.from_min) return false;
  if (filter_.to_min && p.opened_min > *filter_.to_min) return false;
  auto &unit = unit_[p.unit], &area = area_[p.area], &matter = matter_[p.matter];
  if (unit < 0) unit = unit_fits(points_.words[p.unit]);
  if (area < 0) area = area_fits(points_.words[p.area]);
  if (matter < 0) matter = matter_fits(points_.words[p.matter]);
  return unit == 1 && area == 1 && matter == 1;
}

}  // namespace yiwang
