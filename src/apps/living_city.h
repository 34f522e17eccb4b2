#pragma once
#include <memory>

#include "adapters/http/rehearsal_port.h"
#include "apps/house.h"

namespace yiwang {

/// Lets a served city live: made-up reports at an adjustable pace and simulated staff, all marked as rehearsal. On an empty data folder it first lives through some
/// days quickly, so that every screen has something true to show.
class LivingCity {
 public:
  /// Make it before the first report is handed over: it watches the writer.
  LivingCity(House& house, const Clock& clock);
  ~LivingCity();
  /// Starts errands and, with a pace above 0, the made-up life. `pace`: reports a minute.
  void start(double pace);
  void stop();
  RehearsalControl control();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace yiwang
