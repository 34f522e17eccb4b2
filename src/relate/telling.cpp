#include "relate/telling.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/text.h"

namespace yiwang {
namespace {

constexpr Instant kEpoch = std::chrono::sys_days{std::chrono::year{2000} / 1 / 1};
constexpr std::uint64_t kHashed = std::uint64_t{1} << 63;
// Of 15 digits: 6 to the district, 3 the street, 3 the community, 3 the grid.
constexpr std::uint64_t kDistrict = 1'000'000'000, kStreet = 1'000'000, kCommunity = 1'000;

double metres_apart(const Telling& a, const Telling& b) {
  constexpr double kMetresPerUnit = kEarthRadiusMetres * std::numbers::pi / 180 / 1e7;
  const double y = static_cast<double>(a.lat) - b.lat;
  const double x = (static_cast<double>(a.lon) - b.lon) * std::cos(a.lat * 1e-7 * std::numbers::pi / 180);
  return std::sqrt(x * x + y * y) * kMetresPerUnit;
}

PlaceLikeness compare_areas(std::uint64_t a, std::uint64_t b) {
  if (a == 0 || b == 0) return PlaceLikeness::unknown;
  if (((a | b) & kHashed) != 0) return a == b ? PlaceLikeness::same_community : PlaceLikeness::unknown;
  const auto part_known = [](std::uint64_t code, std::uint64_t unit) { return code / unit % 1000 != 0; };
  if (a / kDistrict % 100 == 0 || b / kDistrict % 100 == 0) return PlaceLikeness::unknown;   // the city as a whole
  if (a / kDistrict != b / kDistrict) return PlaceLikeness::far;
  if (!part_known(a, kStreet) || !part_known(b, kStreet)) return PlaceLikeness::unknown;
  if (a / kStreet != b / kStreet) return PlaceLikeness::other;
  if (!part_known(a, kCommunity) || !part_known(b, kCommunity) || a / kCommunity != b / kCommunity) return PlaceLikeness::same_street;
  return a % kCommunity != 0 && a == b ? PlaceLikeness::same_grid : PlaceLikeness::same_community;
}

}  // namespace

std::uint32_t seconds_of(Instant at) {
  const auto since = std::chrono::floor<std::chrono::seconds>(at - kEpoch).count();
  return static_cast<std::uint32_t>(std::clamp<long long>(since, 1, std::numeric_limits<std::uint32_t>::max() - 1));
}

std::uint32_t short_hash(std::string_view text) {
  if (text.empty()) return 0;
  const auto hash = static_cast<std::uint32_t>(stable_hash(text) >> 32);
  return hash == 0 ? 1 : hash;
}

std::uint64_t area_number(std::string_view code) {
  if (code.empty()) return 0;
  const bool digits = code.size() >= 6 && code.size() <= 15 && std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits) return stable_hash(code) | kHashed;
  std::uint64_t number = 0;
  for (const char c : code) number = number * 10 + static_cast<std::uint64_t>(c - '0');
  for (auto n = code.size(); n < 15; ++n) number *= 10;
  return number;
}

std::uint32_t matter_number(std::string_view code) {
  if (code.empty() || code.size() > 6 || !std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; })) return 0;
  std::uint32_t number = 0;
  for (const char c : code) number = number * 10 + static_cast<std::uint32_t>(c - '0');
  for (auto n = code.size(); n < 6; ++n) number *= 10;
  return number;
}

Telling to_telling(const RelateQuestion& question) {
  Telling telling;
  if (!question.reporter_key.empty()) telling.reporter = stable_hash(question.reporter_key) | 1;
  telling.area = area_number(question.area);
  telling.at = seconds_of(question.at);
  telling.road = short_hash(question.road);
  telling.estate = short_hash(question.estate);
  telling.subject = short_hash(question.subject);
  if (question.point && check_point(*question.point)) {
    telling.lon = static_cast<std::int32_t>(std::lround(question.point->lon * 1e7));
    telling.lat = static_cast<std::int32_t>(std::lround(question.point->lat * 1e7));
  }
  return telling;
}

MatterLikeness compare_matters(std::uint32_t a, std::uint32_t b) {
  if (a == 0 || b == 0) return MatterLikeness::unknown;
  if (a == b) return MatterLikeness::same;
  if (a / 100 == b / 100) return MatterLikeness::same_group;
  return a / 10000 == b / 10000 ? MatterLikeness::same_class : MatterLikeness::other;
}

PlaceLikeness compare_places(const Telling& a, const Telling& b, double& metres) {
  metres = a.lon != Telling::kNoPoint && b.lon != Telling::kNoPoint ? metres_apart(a, b) : -1;
  const auto areas = compare_areas(a.area, b.area);
  if (a.estate != 0 && a.estate == b.estate) return PlaceLikeness::same;
  if (metres >= 0) {
    if (metres <= 60) return PlaceLikeness::same;
    if (metres <= 100) return PlaceLikeness::near;
    if (metres > 1500) return PlaceLikeness::far;
  }
  const bool other_estate = a.estate != 0 && b.estate != 0;
  if (other_estate && (metres < 0 || metres > 300)) return PlaceLikeness::other;
  if (areas == PlaceLikeness::far) return areas;
  // Two doors far apart are two places, though the road is one.
  if (a.road != 0 && a.road == b.road && metres <= 300) return PlaceLikeness::same_road;
  if (metres >= 0 && metres <= 400) return PlaceLikeness::close;
  if (metres > 400) return areas == PlaceLikeness::same_grid ? PlaceLikeness::same_community : std::min(areas, PlaceLikeness::same_community);
  if (a.road != 0 && b.road != 0 && areas != PlaceLikeness::same_grid) return PlaceLikeness::other;
  return areas;
}

}  // namespace yiwang
