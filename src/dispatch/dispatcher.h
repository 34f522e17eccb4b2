#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "cases/advice.h"
#include "city/city.h"

namespace yiwang {

struct DispatchQuestion {
  const Understanding* understanding = nullptr;   // may be null when the step is off
  const Location* location = nullptr;
  std::string_view matter;                        // decided by a person, or empty: the best guess is used
  std::string_view normalised_words;              // title and text, for `word=` conditions
  Instant at;
  Urgency urgency = Urgency::ordinary;
};

/// Case -> unit by the duty list: the most specific row wins (deepest matter, then deepest area, then condition, then file order). The confidence joins that of
/// the matter and, where the row or `@kind` needs an area, that of the place: first summed over all guesses that lead to the same unit. Made once for a city
/// version, then shared by all threads.
class Dispatcher {
 public:
  explicit Dispatcher(std::shared_ptr<const City> city);
  ~Dispatcher();
  Dispatching dispatch(const DispatchQuestion& question) const;
  const std::string& version() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace yiwang
