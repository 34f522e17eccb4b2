#include "apps/refusal_words.h"

#include <map>

namespace yiwang {
namespace {

std::string fact(const Refusal& refusal, std::string_view key) {
  for (const auto& [name, value] : refusal.facts) {
    if (name == key) return value;
  }
  return {};
}

std::string about_point(const Refusal& r) {
  if (fact(r, "swapped") == "true") return "longitude and latitude look exchanged: give longitude (east) first, then latitude (north)";
  if (fact(r, "polar") == "true") return "from 88 degrees on the standard has another scheme for the poles, which is not served here; the latitude must be below 88 north or south";
  if (fact(r, "looks_like") == "degrees") return "these look like degrees, not metres: name the system they are in (wgs84, gcj02, bd09); expected " + fact(r, "expected");
  if (const auto expected = fact(r, "expected"); !expected.empty()) return "not a place in this system; expected " + expected;
  return "not a place on earth: longitude lies between -180 and 180, latitude between -90 and 90";
}

std::string about_polygon(const Refusal& r) {
  static const std::map<std::string, std::string> kFaults{
      {"around_pole", "a ring goes around a pole; cut it along a meridian first"},
      {"too_tangled", "its sides cross too often to be told apart; it was most likely written in the wrong order"},
      {"not_closed", "a ring does not end where it began"},
      {"too_few_points", "a ring has fewer than three different places"},
      {"self_crossing", "its border crosses itself; `yiwang geometry mend` splits it into sound parts"}};
  const auto fault = fact(r, "fault");
  const auto found = kFaults.find(fault);
  auto said = found == kFaults.end() ? "the polygon is not sound (" + fault + "); `yiwang geometry mend` may help" : found->second;
  if (const auto at = fact(r, "at"); !at.empty()) said += ", at " + at;
  return said;
}

std::string about_element_code(const Refusal& r) {
  static const std::map<std::string, std::string> kParts{
      {"length", "a city element code has 36 digits, this has "},     {"digits", "only digits belong in it, here stands "},
      {"province", "no province begins with "},                       {"city", "a county needs its city, here stands "},
      {"county", "a town needs its county, here stands "},            {"town", "a village needs its town, here stands "},
      {"village", "a base grid needs its village, here stands "},     {"building", "a house needs its building, here stands "},
      {"class", "the class is 01 boundary, 02 building, 03 municipal, 04 road, 05 sensor, 06 pipe or 07 water, here stands "}, {"serial", "serials count from 00001, here stands "}};
  const auto found = kParts.find(fact(r, "part"));
  return fact(r, "part") + " at place " + fact(r, "at") + ": " + (found == kParts.end() ? "wrong: " : found->second) + fact(r, "found");
}

}  // namespace

std::string sentence_of(const Refusal& refusal) {
  std::string said;
  if (refusal.reason == Reason::bad_point) said = about_point(refusal);
  else if (refusal.reason == Reason::bad_polygon) said = about_polygon(refusal);
  else if (fact(refusal, "wanted") == "element_code") said = about_element_code(refusal);
  else if (fact(refusal, "wanted") == "beidou_code") said = fact(refusal, "value") + " is no Beidou code: N or S, column 01-60, row A-V, then the digits of each level (4, 6, 7, 9, 11, 12, 14, 16, 18 or 20 characters)";
  else if (refusal.field == "level") said = "there are levels 1 (6 by 4 degrees) to 10 (1.5 cm)";
  else {
    said = std::string(code_of(refusal.reason));
    for (const auto& [name, value] : refusal.facts) said += " " + name + "=" + value;
  }
  return refusal.field.empty() || refusal.field == "level" || refusal.field == "code" ? said : refusal.field + ": " + said;
}

}  // namespace yiwang
