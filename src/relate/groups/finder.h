#pragma once
#include <algorithm>
#include <cmath>
#include <deque>
#include <unordered_map>

#include "relate/groups/group.h"
#include "relate/groups/outbreaks.h"
#include "relate/postings.h"

namespace yiwang {

/// What Outbreaks is made of. Lone reports are groups of one; a group's row may be used again when it is over.
struct Outbreaks::Parts {
  OutbreakOptions options;
  UsualWords usual;
  Postings words;
  std::vector<std::unique_ptr<Group>> groups;
  std::vector<std::uint32_t> free_rows;
  std::deque<std::uint32_t> row_of;        // of the reports from `first` on
  std::uint32_t first = 0;
  std::uint32_t now = 0;
  std::unordered_map<std::uint64_t, std::uint32_t> row_by_id;   // raised groups only; never walked
  std::vector<Outbreak> ended;
  std::vector<float> tally;                // by row
  std::vector<std::uint32_t> touched;

  std::uint32_t serial_end() const { return first + static_cast<std::uint32_t>(row_of.size()); }
  std::uint32_t new_row(std::unique_ptr<Group> group) {
    if (free_rows.empty()) {
      groups.push_back(std::move(group));
      tally.push_back(0);
      return static_cast<std::uint32_t>(groups.size() - 1);
    }
    const auto row = free_rows.back();
    free_rows.pop_back();
    groups[row] = std::move(group);
    return row;
  }
  void free_row(std::uint32_t row) {
    groups[row].reset();
    free_rows.push_back(row);
  }

  /// Names that agree cannot carry it alone; names that differ speak against it.
  double judged(GroupProfile::Mean mean, double core, double alike, double matter, double home) const {
    const double names = std::min<double>(mean.names, options.most_by_name);
    const double all = (names + mean.rest + core) * (mean.names > mean.rest && mean.rest < options.least_rest ? options.rest_worth + (1 - options.rest_worth) * mean.rest / options.least_rest : 1);
    const double named = alike < 0 ? 1 : alike < options.other_name ? options.other_name_worth : 1;
    const double homes = home < 0 || home >= options.other_home ? 1 : options.other_home_worth;
// Where a place's name does most of it, the matter must tell one thing from another there; where words do, it need not.
    const double by_name = std::min(1.0, options.matter_by_name * mean.names / (mean.names + mean.rest + 1e-9));
    const double other = 1 + (options.other_matter_worth - 1) * by_name;
    return all * named * homes * (matter < 0 ? 1 : other + (options.same_matter_worth - other) * matter);
  }
  double score(const std::vector<HeardGram>& report, const GroupCounts& matter, const GroupCounts& homes, const Group& group) const {
    const auto core = group.members.size() < 2 ? 0.0 : options.core_weight * group.profile.core_share(report, usual);
    return judged(group.profile.mean_likeness(report), core, group.profile.named_alike(report), matters_alike(matter, group.matters), homes_alike(group.homes, homes));
  }
  double score(const Group& a, const Group& b) const {
    double core = 0, sides = 0;
    if (a.members.size() > 1) core += a.profile.core_share(b.profile, usual), ++sides;
    if (b.members.size() > 1) core += b.profile.core_share(a.profile, usual), ++sides;
    const auto ab = a.profile.named_alike(b.profile), ba = b.profile.named_alike(a.profile);
    return judged(a.profile.mean_likeness(b.profile), sides > 0 ? options.core_weight * core / sides : 0, ab < 0 || ba < 0 ? -1 : std::max(ab, ba), matters_alike(a.matters, b.matters),
                  std::max(homes_alike(a.homes, b.homes), homes_alike(b.homes, a.homes)));
  }

  std::vector<std::uint32_t> candidates(const std::vector<HeardGram>& report, const std::vector<std::uint32_t>& asked);
  /// Metres from a report to the nearest of a group's newest; -1 when either has no point.
  double metres(const KeptReport& report, const Group& group) const;
  double usual_a_week(const Group& group) const;
  void name(Group& group) const;
  void join(Group& group, std::uint32_t row, KeptReport kept, const std::vector<HeardGram>& report, const GroupCounts& homes, double support);
  void absorb(std::uint32_t into, std::uint32_t from);
  /// Looks again among what was told before, now that it is clearer what the group is about: when it has grown by half. Returns the group's row.
  std::uint32_t gather(std::uint32_t row, std::vector<std::uint64_t>& absorbed);
  /// Whether it became a group, and whether one of many within days, just now.
  void raise(Group& group, Added& out);
  void forget();
  void end(std::uint32_t row);
  bool read(std::string_view bytes);
  Outbreak view(const Group& group, std::uint32_t at) const;
  double cooled(const Group& group, std::uint32_t at) const {
    return group.heat * std::exp2(-(static_cast<double>(at) - group.last) / (options.half_life_days * 86400.0));
  }
};

}  // namespace yiwang
