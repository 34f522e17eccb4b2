#pragma once
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>

#include "service/ports.h"
#include "service/writer.h"
#include "studio/check.h"

namespace yiwang {

/// Turns published texts into the city in use: a new folder under the data folder, loaded, made the present one, handed to the running writer. Thread-safe; one change at a time.
class Publisher {
 public:
  struct Parts {
    Store& store;
    Writer& writer;
    std::filesystem::path data;
    /// Makes everything anew for a city; used when what is understood or located may have changed.
    std::function<Advisers(std::shared_ptr<const City>)> train;
    /// Lays over a city's folder what is kept elsewhere (the library of places); as it is when left out.
    std::function<std::shared_ptr<const City>(std::shared_ptr<const City>)> over = nullptr;
  };
  explicit Publisher(Parts parts);

  /// The folder of the city in use.
  std::filesystem::path folder() const;
  Surroundings surroundings(Instant now) const;

  /// Puts an edition to use and marks it `applied`, or `failed` with the first fault when it does not fit the city of today; then false. Doing it twice is harmless.
  bool put_to_use(StudioEditionRow edition, Instant now);
  /// Takes over a city that another process made the present one (`yiwang init`). True when it did.
  bool follow(Instant now);

 private:
  Advisers advisers_for(std::shared_ptr<const City> city, bool all_anew) const;
  Parts parts_;
  mutable std::mutex mutex_;
  std::string in_use_;                     // path of the city in use, relative to the data folder
};

}  // namespace yiwang
