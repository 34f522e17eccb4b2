#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"

namespace yiwang {

class City;

/// The seven major classes of things a city keeps (requirement F4).
enum class ElementClass : std::uint8_t { boundary = 1, building, municipal, road, sensor, pipe, water };
std::string_view code_of(ElementClass major);
std::optional<ElementClass> parse_element_class(std::string_view word);

/// City element code, 36 digits: 15 area (12 of the statistical division: province 2, city 2, county 2, town 3, village 3; then 3 of the base grid), 11 building and
/// house (7 of the building, 4 of the house; zeros where there is none), 5 class (2 of the major class, 3 of the kind), 5 serial (from 1).
struct ElementCode {
  std::string division;                    // 12 digits
  std::string grid;                        // 3 digits; 000 where the thing belongs to the whole village
  std::string building;                    // 7 digits
  std::string house;                       // 4 digits
  ElementClass major = ElementClass::municipal;
  std::string kind;                        // 3 digits, the city's own numbering within the major class
  int serial = 1;                          // 1 to 99999

  std::string area() const { return grid == "000" ? division : division + grid; }   // as areas of a city are named
  bool operator==(const ElementCode&) const = default;
};
std::string to_text(const ElementCode& code);

/// `wrong_type` with facts `part` (length, digits, province, village, house, class, serial), `at` (first place of the part, counted from 1) and `found`: 36 digits; a
/// province from 11 to 99; no town without its county nor village without its town; a house only in a building; a class from 01 to 07; a serial above 0.
Result<ElementCode> read_element_code(std::string_view text);

/// Also against a city: `unknown_area` when it has no such grid (or, for grid 000, no such community).
Result<ElementCode> read_element_code(std::string_view text, const City& city);

/// Hands out the lowest free serial in a place and class. Knows what was given out before and what it gave out itself; never the same twice, and the same answers to the same
/// questions in the same order. One thread; whoever shares it holds a lock (service) or is alone (import).
class ElementCodes {
 public:
  /// Codes that are taken. Those that are none are left out.
  template <class Codes>
  explicit ElementCodes(const Codes& taken) {
    for (const auto& code : taken) take(code);
  }
  ElementCodes() = default;

  /// False when it was taken before or is no code.
  bool take(std::string_view code);
  bool taken(std::string_view code) const { return taken_.contains(code); }
  /// `serial` of `wanted` is not looked at. `out_of_range` when all 99,999 serials of the place and class are taken.
  Result<ElementCode> allocate(ElementCode wanted);

 private:
  std::set<std::string, std::less<>> taken_;
  std::map<std::string, int, std::less<>> lowest_;   // by all but the serial: below it nothing is free
};

}  // namespace yiwang
