#pragma once
#include <algorithm>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "service/office.h"

namespace yiwang {

/// How a case looks on a map: open, near its limit, past it, or done.
enum class Tone : std::uint8_t { ink, warn, bad, good };
inline constexpr std::string_view kTones[] = {"ink", "warn", "bad", "good"};

/// What a map needs of a case. Codes are places in `CasePoints::words`.
struct CasePoint {
  std::uint64_t key = 0;                   // along the Z curve (geo/tiles/z_order.h)
  std::uint64_t id = 0;
  std::int32_t opened_min = 0, closed_min = -1;    // minutes since 1970; -1 while it is open
  std::uint32_t unit = 0, area = 0, matter = 0;
  Stage stage = Stage::received;
  Tone tone = Tone::ink;
  bool placed = false;                     // has a point at all
  bool open() const { return closed_min < 0; }
};

/// All cases at one moment, in map order. Immutable; may be read while newer ones are made.
class CasePoints {
 public:
  std::uint64_t generation = 0;            // grows whenever a case changed
  std::vector<std::string> words{""};

  /// Calls `look` with every case whose key lies in [first, last], in no particular order.
  template <class Look>
  void each(std::uint64_t first, std::uint64_t last, Look look) const {
    const auto before = [](const CasePoint& p, std::uint64_t key) { return p.key < key; };
    for (auto p = std::lower_bound(settled->begin(), settled->end(), first, before); p != settled->end() && p->key <= last; ++p) {
      if (!replaced[static_cast<std::size_t>(p - settled->begin())]) look(*p);
    }
    for (auto p = std::lower_bound(fresh.begin(), fresh.end(), first, before); p != fresh.end() && p->key <= last; ++p) look(*p);
  }
  template <class Look>
  void each(Look look) const {
    each(0, ~std::uint64_t{0}, look);
  }

  std::shared_ptr<const std::vector<CasePoint>> settled = std::make_shared<const std::vector<CasePoint>>();   // sorted by key
  std::vector<bool> replaced;              // of `settled`: changed since, stands in `fresh`
  std::vector<CasePoint> fresh;            // sorted by key
};

/// Keeps the points of all cases (64 bytes each) up to date from live events: read whole at the first question, afterwards only what changed. Thread-safe.
class CaseMap {
 public:
  explicit CaseMap(Office& office);
  ~CaseMap();
  CaseMap(const CaseMap&) = delete;
  CaseMap& operator=(const CaseMap&) = delete;
  /// May wait for the store. Under a flood of changes it may be half a second old.
  std::shared_ptr<const CasePoints> now(Instant at);

 private:
  CasePoint point_of(const CaseRow& row);
  std::uint32_t word(const std::string& text);
  void fill();
  void take(std::unordered_set<std::uint64_t> changed);
  void settle();
  void publish();

  Office& office_;
  std::uint64_t subscription_ = 0;
  std::mutex changed_mutex_;
  std::unordered_set<std::uint64_t> changed_;
  std::mutex mutex_;
  bool filled_ = false;
  Instant looked_{};
  std::vector<std::string> words_{""};
  std::unordered_map<std::string, std::uint32_t> word_place_{{"", 0}};
  std::shared_ptr<std::vector<CasePoint>> settled_ = std::make_shared<std::vector<CasePoint>>();
  std::unordered_map<std::uint64_t, std::uint32_t> place_;         // case -> place in settled
  std::unordered_map<std::uint64_t, CasePoint> fresh_;
  std::vector<bool> replaced_;
  std::uint64_t generation_ = 0;
  std::shared_ptr<const CasePoints> now_;
};

}  // namespace yiwang
