#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "relate/groups/profile.h"

namespace yiwang {

/// One report as a group keeps it. Times are seconds since 1970.
struct KeptReport {
  std::uint64_t report = 0;
  std::uint64_t case_id = 0;
  std::uint64_t reporter = 0;              // hash; 0: anonymous
  std::uint32_t at = 0;
  std::uint32_t serial = 0;
  float lon = 0, lat = 0;                  // both 0: not known
  std::string title, area, matter, place;
};

/// A number -> reports, sorted. Matters go by their number (relate/telling.h), homes by the grams of their names (words.h).
using GroupCounts = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
/// Mean likeness of the matters of two sets of reports, 0..1; -1 when either has none.
double matters_alike(const GroupCounts& a, const GroupCounts& b);
/// How much of what `b` names as home is named by `a` too, 0..1; -1 when either names none.
double homes_alike(const GroupCounts& a, const GroupCounts& b);
void count(GroupCounts& all, std::uint32_t number, std::uint32_t times);

/// Reports about one thing, or one report alone.
struct Group {
  std::uint64_t id = 0;
  GroupProfile profile;
  std::vector<KeptReport> members;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> people;   // reporter -> reports, sorted
  GroupCounts matters, homes;
  std::uint32_t reports = 0;               // ever; `members` are the newest of them
  std::uint32_t last = 0;
  std::uint32_t raised_at = 0, raised_after = 0, raised_people = 0, raised_days = 0;
  std::uint32_t burst = 0;                 // 1: was raised for many within days
  double usual_a_week = 0;
  double heat = 0, peak = 0;               // heat as of `last`
  std::string name, sentence;
  std::uint32_t gathered_at = 2;           // members it had when it last looked for more
  std::uint32_t named_at = 0;              // reports it had when it got them

  bool raised() const { return raised_at != 0; }
  /// Reports of one person said before.
  std::uint32_t said_by(std::uint64_t reporter) const;
  void said(std::uint64_t reporter, std::uint32_t times);
  /// Different people since then.
  std::uint32_t people_since(std::uint32_t from) const;
  /// Drops members with serials up to `serial` while more than `most` are kept, and the people who said nothing since.
  void forget_oldest(std::uint32_t serial, std::size_t most);
  void save(std::string& out) const;
  bool load(std::string_view& in);
};

/// A group's name (place or people, then what) and one of its titles that says it best, made of words its own reports use and nothing else.
struct GroupWords {
  std::string name, sentence;
};
GroupWords words_of(const Group& group, const UsualWords& usual);

}  // namespace yiwang
