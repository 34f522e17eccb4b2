#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <array>
#include <atomic>
#include <memory>
#include <mutex>

#include "flow/feel/temporal.h"

namespace yiwang::feel {

namespace {

struct Named {
  std::string name;
  std::unique_ptr<icu::TimeZone> zone;
};

/// Zones met so far. Only names that ICU knows get in, so it is bounded; entries never move or go.
struct Zones {
  static constexpr std::size_t kMost = 1024;
  std::mutex mutex;
  std::array<Named, kMost> known;
  std::atomic<std::size_t> count{0};
};
Zones& zones() {
  static auto* all = new Zones;
  return *all;
}

}  // namespace

std::optional<Zone> Zone::offset(std::int64_t seconds) {
  if (seconds < -14 * 3600 || seconds > 14 * 3600) return std::nullopt;
  return Zone(static_cast<std::int32_t>(seconds));
}

std::optional<Zone> Zone::named(std::string_view name) {
  if (name.empty() || name.size() > 60) return std::nullopt;
  auto& all = zones();
  const auto found = [&](std::size_t count) -> std::optional<Zone> {
    for (std::size_t i = 0; i < count; ++i) {
      if (all.known[i].name == name) return Zone(kNamed + static_cast<std::int32_t>(i));
    }
    return std::nullopt;
  };
  if (const auto zone = found(all.count.load(std::memory_order_acquire))) return zone;
  // ICU also reads its own forms ("GMT+3"); only names of the database are zones here.
  if (name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_/+-") != std::string_view::npos) return std::nullopt;
  const auto id = icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int32_t>(name.size())));
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString canonical;
  UBool system = 0;
  icu::TimeZone::getCanonicalID(id, canonical, system, status);
  if (U_FAILURE(status) || !system) return std::nullopt;
  const std::lock_guard lock(all.mutex);
  const auto count = all.count.load(std::memory_order_relaxed);
  if (const auto zone = found(count)) return zone;
  if (count == Zones::kMost) return std::nullopt;
  all.known[count].name = name;
  all.known[count].zone.reset(icu::TimeZone::createTimeZone(id));
  all.count.store(count + 1, std::memory_order_release);
  return Zone(kNamed + static_cast<std::int32_t>(count));
}

std::string_view Zone::name() const { return is_named() ? std::string_view(zones().known[static_cast<std::size_t>(code_ - kNamed)].name) : std::string_view{}; }

std::int32_t Zone::offset_at_local(std::int64_t local_seconds) const {
  if (none()) return 0;
  if (!is_named()) return code_;
  int32_t raw = 0;
  int32_t saving = 0;
  UErrorCode status = U_ZERO_ERROR;
  zones().known[static_cast<std::size_t>(code_ - kNamed)].zone->getOffset(static_cast<double>(local_seconds) * 1000.0, true, raw, saving, status);
  return (raw + saving) / 1000;
}

std::int32_t Zone::offset_at_utc(std::int64_t utc_seconds) const {
  if (none()) return 0;
  if (!is_named()) return code_;
  int32_t raw = 0;
  int32_t saving = 0;
  UErrorCode status = U_ZERO_ERROR;
  zones().known[static_cast<std::size_t>(code_ - kNamed)].zone->getOffset(static_cast<double>(utc_seconds) * 1000.0, false, raw, saving, status);
  return (raw + saving) / 1000;
}

std::string Zone::to_text() const {
  if (none()) return {};
  if (is_named()) return "@" + std::string(name());
  if (code_ == 0) return "Z";
  const auto all = code_ < 0 ? -code_ : code_;
  const auto two = [](std::int32_t n) { return std::string(1, static_cast<char>('0' + n / 10)) + static_cast<char>('0' + n % 10); };
  auto out = (code_ < 0 ? "-" : "+") + two(all / 3600) + ":" + two(all / 60 % 60);
  if (all % 60 != 0) out += ":" + two(all % 60);
  return out;
}

}  // namespace yiwang::feel
