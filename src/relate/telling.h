#pragma once
#include <array>
#include <cstdint>
#include <limits>
#include <string_view>
#include <type_traits>

#include "base/instant.h"
#include "relate/likeness.h"
#include "relate/relater.h"

namespace yiwang {

/// One report as relate/ keeps it: who, when, where and of what matter, as numbers. Strings are kept as hashes; equal hashes mean equal.
struct Telling {
  std::uint64_t reporter = 0;              // 0: anonymous, never the same as anybody
  std::uint64_t area = 0;                  // see area_number; 0: unknown
  std::uint32_t at = 0;                    // seconds since 2000
  std::uint32_t known = 0;                 // row of its case
  std::uint32_t road = 0, estate = 0, subject = 0;   // 0: unknown
  std::int32_t lon = kNoPoint, lat = 0;    // 1e-7 degrees
  std::uint32_t grams = 0;
  std::uint32_t sampled = 0;
  static constexpr std::int32_t kNoPoint = std::numeric_limits<std::int32_t>::min();
};
static_assert(sizeof(Telling) == 56 && std::is_trivially_copyable_v<Telling>);

/// A sample of the grams of a text in which rare ones are more likely to be; the same gram is drawn from all texts or from none as far as weights agree, so
/// the share found in another text estimates the weighted share of common grams. 16 bits a gram.
struct Sketch {
  std::array<std::uint16_t, 48> grams{};
};
inline std::uint16_t short_gram(std::uint32_t gram) { return static_cast<std::uint16_t>((gram * 0x9e3779b1u) >> 16); }

/// A case that something was told of.
struct KnownCase {
  std::uint64_t id = 0;                    // 0: row not in use
  std::uint64_t into = 0;                  // merged into this case
  std::uint32_t matter = 0;
  std::uint32_t closed_at = 0;
  std::uint32_t last_serial = 0;
  std::uint32_t tellings = 0;              // still in the window
  std::uint32_t open = 1;
  std::uint32_t spare = 0;
};
static_assert(sizeof(KnownCase) == 40 && std::is_trivially_copyable_v<KnownCase>);

std::uint32_t seconds_of(Instant at);
std::uint32_t short_hash(std::string_view text);   // never 0 but for empty text
/// A statistical code of 6 to 15 digits as one number with the levels at fixed digits; any other code as a hash that is only equal or not.
std::uint64_t area_number(std::string_view code);
/// The matter code as a number that keeps its levels: 6 digits and how many were given.
std::uint32_t matter_number(std::string_view code);

Telling to_telling(const RelateQuestion& question);
MatterLikeness compare_matters(std::uint32_t a, std::uint32_t b);
/// Also says the metres between the points, -1 when either is unknown.
PlaceLikeness compare_places(const Telling& a, const Telling& b, double& metres);

}  // namespace yiwang
