#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>

#include "base/instant.h"

namespace yiwang {

struct LearnYearOptions {
  std::filesystem::path city;              // empty: the demo city that ships
  std::uint64_t seed = 7;
  int days = 360;
  double reports_a_day = 30;
  /// Share of the catalogue's sentences the city knows at the start; people speak in all of them. At least one a matter is known.
  double known = 0.34;
  int every = 7;                           // nights between trainings
  Instant start;
};

/// One month of thirty days. `right` and the like are counts; "without" is what the first model says to the same reports.
struct LearnMonth {
  std::int64_t cases = 0, right = 0, right_without = 0, sure = 0, sure_without = 0, corrected = 0, returned = 0;
  std::int64_t fresh = 0, fresh_right = 0, fresh_right_without = 0;   // reports in a sentence nobody had told before
  std::int64_t learnt = 0;                 // cases the model in use at the month's end learnt from
  std::uint64_t model = 0;
  double held_out = 0, held_out_without = 0;   // accuracy on cases no model learnt from, both judged at the month's end
};

/// Lets a made city live at reduced volume with simulated staff who correct matters, and learn by night; counts how often the matter was right and hands over each month when it is
/// over. Deterministic.
void live_and_learn(const LearnYearOptions& options, const std::filesystem::path& scratch, const std::function<void(const LearnMonth&)>& month);

}  // namespace yiwang
