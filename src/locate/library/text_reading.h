#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "locate/library/address_text.h"
#include "locate/library/standardiser.h"

namespace yiwang {

/// One way to understand a whole text, scored. Rows of the library throughout, kNone for what it does not say.
struct TextReading {
  PlaceLevel level = PlaceLevel::area;
  DecidedBy decided_by = DecidedBy::area;
  std::uint32_t row = AddressLibrary::kNone;       // address
  std::uint32_t road = AddressLibrary::kNone, second_road = AddressLibrary::kNone;
  std::uint32_t estate = AddressLibrary::kNone;
  std::uint32_t element = AddressLibrary::kNone;
  std::uint32_t area = AddressLibrary::kNone;
  std::uint32_t number = AddressLibrary::kNone;    // key
  std::optional<LonLat> point;
  bool number_found = false, building_found = false, partly = false;   // partly: 88 found for 88-2

  // What the scorer found.
  double score = 0;
  double for_it = 0, against = 0;
  float worst = 1;                         // quality of the weakest name it stands on
  int areas_agree = 0, areas_against = 0, names_against = 0;
  int namesakes = 1;
  bool number_missed = false, building_missed = false;
};

/// All readings of a text, best first.
std::vector<TextReading> read_places_of(const AddressLibrary& library, const AddressText& text, const StandardiseOptions& options);
/// True when one place holds the other, so that they do not speak against each other: an address and its road.
bool compatible(const AddressLibrary& library, const TextReading& a, const TextReading& b);

/// A text and all that it may mean: read plainly first and, where that leaves doubt, again with names by sound and with slips.
struct Understood {
  AddressText text;
  std::vector<TextReading> readings;
};
Understood understand(const AddressLibrary& library, std::string_view words, const StandardiseOptions& options);

/// What the confidence is made from; see reading_confidence.cpp.
inline constexpr std::size_t kConfidenceParts = 18;
std::array<double, kConfidenceParts> confidence_parts(const AddressLibrary& library, const AddressText& text, const std::vector<TextReading>& readings, std::size_t at);
double confidence_of(const std::array<double, kConfidenceParts>& parts);

}  // namespace yiwang
