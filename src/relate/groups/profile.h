#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "relate/groups/usual.h"
#include "relate/groups/words.h"

namespace yiwang {

/// A report's grams with what they weigh among all that was told: the heaviest, as a vector of length 1, sorted by gram.
std::vector<HeardGram> weighed(std::vector<HeardGram> heard, const UsualWords& usual);

/// What the reports of one group say together: for each gram the sum of their vectors and how many of them hold it.
class GroupProfile {
 public:
  struct Entry {
    std::uint32_t gram;
    float sum;
    std::uint16_t reports;                 // no more counted than 65,535
    std::uint16_t names;                   // in how many of them it stands in a name
  };
  void add(const std::vector<HeardGram>& report);
  void add(const GroupProfile& other);

  /// Mean cosine of a report to the members, in two parts: what stands in names and the rest.
  struct Mean {
    float names = 0, rest = 0;
  };
  Mean mean_likeness(const std::vector<HeardGram>& report) const;
  /// How much of a report's names the group's names hold, 0..1, -1 when either names nothing.
  float named_alike(const std::vector<HeardGram>& report) const;
  float named_alike(const GroupProfile& other) const;
  /// How much of what most members share (their core) a report holds, 0..1; 0 for a group of one.
  float core_share(const std::vector<HeardGram>& report, const UsualWords& usual) const;
  /// The same two for another group.
  Mean mean_likeness(const GroupProfile& other) const;
  float core_share(const GroupProfile& other, const UsualWords& usual) const;
  bool holds(std::uint32_t gram) const;
  /// The most telling grams of the core, those of names first.
  std::vector<std::uint32_t> names(std::size_t most, const UsualWords& usual) const;

  std::uint32_t reports() const { return reports_; }
  const std::vector<Entry>& entries() const { return entries_; }
  std::size_t bytes() const { return entries_.capacity() * sizeof(Entry); }
  void save(std::string& out) const;
  bool load(std::string_view& in);

 private:
  void prune();
  bool in_core(const Entry& entry) const;
  bool in_names(const Entry& entry) const;
  std::vector<Entry> entries_;
  std::uint32_t reports_ = 0;
};

}  // namespace yiwang
