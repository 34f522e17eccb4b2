#include "city/codes/element_code.h"

#include <algorithm>
#include <array>

#include "city/city.h"

namespace yiwang {
namespace {

constexpr std::size_t kDigits = 36, kDivision = 12, kGrid = 3, kBuilding = 7, kHouse = 4, kMajor = 2, kKind = 3, kSerial = 5;
constexpr int kMostSerial = 99'999;
constexpr std::array<std::string_view, 7> kClasses{"boundary", "building", "municipal", "road", "sensor", "pipe", "water"};

bool zeros(std::string_view text) { return text.find_first_not_of('0') == std::string_view::npos; }

tl::unexpected<Refusal> wrong(std::string_view part, std::size_t at, std::string_view found) {
  return refuse(Reason::wrong_type, {{"wanted", "element_code"}, {"part", std::string(part)}, {"at", std::to_string(at + 1)}, {"found", std::string(found.substr(0, 40))}}, "code");
}

std::string padded(int number, std::size_t places) {
  const auto text = std::to_string(number);
  return std::string(places - std::min(places, text.size()), '0') + text;
}

/// All but the serial.
std::string head_of(const ElementCode& code) { return code.division + code.grid + code.building + code.house + padded(static_cast<int>(code.major), kMajor) + code.kind; }

}  // namespace

std::string_view code_of(ElementClass major) { return kClasses[static_cast<std::size_t>(major) - 1]; }

std::optional<ElementClass> parse_element_class(std::string_view word) {
  const auto found = std::find(kClasses.begin(), kClasses.end(), word);
  if (found == kClasses.end()) return std::nullopt;
  return static_cast<ElementClass>(found - kClasses.begin() + 1);
}

std::string to_text(const ElementCode& code) { return head_of(code) + padded(code.serial, kSerial); }

Result<ElementCode> read_element_code(std::string_view text) {
  if (text.size() != kDigits) return wrong("length", 0, std::to_string(text.size()));
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] < '0' || text[i] > '9') return wrong("digits", i, text.substr(i, 1));
  }
  ElementCode code;
  std::size_t at = 0;
  const auto next = [&](std::size_t places) {
    at += places;
    return std::string(text.substr(at - places, places));
  };
  code.division = next(kDivision);
  const std::string_view division = code.division;
  if (division.substr(0, 2) < "11") return wrong("province", 0, division.substr(0, 2));
  // The narrower part needs the wider one; a whole town has village 000.
  if (zeros(division.substr(2, 2)) && !zeros(division.substr(4))) return wrong("city", 2, division.substr(2, 2));
  if (zeros(division.substr(4, 2)) && !zeros(division.substr(6))) return wrong("county", 4, division.substr(4, 2));
  if (zeros(division.substr(6, 3)) && !zeros(division.substr(9))) return wrong("town", 6, division.substr(6, 3));
  code.grid = next(kGrid);
  if (zeros(division.substr(9)) && !zeros(code.grid)) return wrong("village", 9, division.substr(9));
  code.building = next(kBuilding);
  code.house = next(kHouse);
  if (zeros(code.building) && !zeros(code.house)) return wrong("building", at - kBuilding - kHouse, code.building);
  const auto major = next(kMajor);
  if (major < "01" || major > "07") return wrong("class", at - kMajor, major);
  code.major = static_cast<ElementClass>(major[1] - '0');
  code.kind = next(kKind);
  const auto serial = next(kSerial);
  code.serial = std::stoi(serial);
  if (code.serial == 0) return wrong("serial", at - kSerial, serial);
  return code;
}

Result<ElementCode> read_element_code(std::string_view text, const City& city) {
  auto code = read_element_code(text);
  if (code && city.area(code->area()) == nullptr) return refuse(Reason::unknown_area, {{"area", code->area()}, {"part", "area"}, {"at", "1"}}, "code");
  return code;
}

bool ElementCodes::take(std::string_view code) { return read_element_code(code).has_value() && taken_.emplace(code).second; }

Result<ElementCode> ElementCodes::allocate(ElementCode wanted) {
  wanted.serial = 1;
  if (auto sound = read_element_code(to_text(wanted)); !sound) return tl::unexpected(sound.error());
  auto& lowest = lowest_.try_emplace(head_of(wanted), 1).first->second;
  while (lowest <= kMostSerial) {
    wanted.serial = lowest++;
    if (taken_.insert(to_text(wanted)).second) return wanted;
  }
  return refuse(Reason::out_of_range, {{"most", std::to_string(kMostSerial)}}, "serial");
}

}  // namespace yiwang
