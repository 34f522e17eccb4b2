#pragma once
#include <map>
#include <memory>
#include <mutex>

#include "locate/library/entry.h"
#include "service/places/place_record.h"

namespace yiwang {

/// The city with its library laid over it: rows added, replaced and left out, names in use joined to roads and estates. The folder's own city is given back
/// when the library says nothing. The version cited is then "<folder's version>+<change number>".
std::shared_ptr<const City> lay_over(std::shared_ptr<const City> base, const std::vector<PlaceEntryRow>& entries, const std::vector<PlaceAliasRow>& aliases, std::uint64_t change_number);

/// Keeps the city in use laid over with the library as it is. Thread-safe.
class PlaceOverlay {
 public:
  explicit PlaceOverlay(PlaceShelf& shelf) : shelf_(shelf) {}
  /// The city with the library of now over it. A city that is itself such a result stands for its base.
  std::shared_ptr<const City> over(std::shared_ptr<const City> city);
  /// True when the library has changed since `over` was last asked.
  bool stale() const;
  /// Of the last call; null before it.
  std::shared_ptr<const City> base() const;
  std::shared_ptr<const City> city() const;
  std::uint64_t number() const;
  /// Names of addresses and named places, which a City has no room for.
  std::vector<LibraryName> names() const;

 private:
  PlaceShelf& shelf_;
  mutable std::mutex guard_;
  std::shared_ptr<const City> base_, city_;
  std::uint64_t number_ = 0;
  std::vector<LibraryName> names_;
};

}  // namespace yiwang
