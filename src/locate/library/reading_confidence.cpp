#include <algorithm>
#include <cmath>

#include "locate/library/text_reading.h"

namespace yiwang {

std::array<double, kConfidenceParts> confidence_parts(const AddressLibrary& library, const AddressText& text, const std::vector<TextReading>& readings, std::size_t at) {
  const auto& r = readings[at];
  double rival = 0;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    if (i == at || compatible(library, r, readings[i])) continue;
    rival = std::max(rival, readings[i].score);
    if (i > at) break;                     // they stand by score
  }
  const double margin = std::clamp(r.score - rival, -4.0, 5.0);
  const auto flag = [](bool yes) { return yes ? 1.0 : 0.0; };
  return {1.0,
          margin,
          std::min(margin, 1.0),
          std::min(r.score, 10.0),
          1.0 - static_cast<double>(r.worst),
          std::min(r.against, 8.0),
          flag(r.number_missed),
          flag(r.building_missed),
          flag(text.unknown.road),
          flag(text.unknown.estate),
          flag(text.unknown.area),
          std::min(text.unknown.letters, 8) / 8.0,
          std::min<double>(r.areas_agree, 2),
          flag(r.names_against > 0),
          flag(r.level == PlaceLevel::area),
          flag(r.number_found || r.building_found)};
}

double confidence_of(const std::array<double, kConfidenceParts>& parts) {
  // Weights of a logistic regression on made addresses of another made city; `yiwang eval standardise --fit` prints them.
  static constexpr std::array<double, kConfidenceParts> kWeights{-0.59, 0.535, 1.907, 0.304, -2.842, -0.619, -1.636, -0.539, 0.97, -0.052, -2.464, -0.628, 0.348, -0.142, 0.379, -0.792};
  double sum = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) sum += kWeights[i] * parts[i];
  return 1 / (1 + std::exp(-sum));
}

}  // namespace yiwang
