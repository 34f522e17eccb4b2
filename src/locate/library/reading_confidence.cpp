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
          flag(r.number_found || r.building_found),
          flag(r.level == PlaceLevel::area) * (1.0 - static_cast<double>(r.worst)),
          flag(text.unknown.elsewhere)};
}

double confidence_of(const std::array<double, kConfidenceParts>& parts) {
  // Weights of a logistic regression on made addresses of another made city; `yiwang eval standardise --fit` prints them.
  static constexpr std::array<double, kConfidenceParts> kWeights{-0.859, 0.612, 1.51, 0.328, -2.823, -0.71, -1.336, -0.144, 1.148, 0.174, -1.837, -0.768, 0.308, -0.006, 0.551, -0.434, -0.24, -0.51};
  double sum = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) sum += kWeights[i] * parts[i];
  const double confidence = 1 / (1 + std::exp(-sum));
  // Another city may have the same streets: somebody should look.
  constexpr double kElsewhere = 0.7;
  return parts.back() > 0 ? std::min(confidence, kElsewhere) : confidence;
}

}  // namespace yiwang
