#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "geo/place.h"

namespace yiwang {

/// A report as the search for groups sees it.
struct ToldReport {
  std::uint64_t id = 0;                    // of the report; above 0, never twice
  std::uint64_t case_id = 0;               // 0: none
  Instant at;
  std::string_view reporter;               // blind key; empty: anonymous, and all the anonymous count as one person
  std::string_view title;                  // as told; may be empty
  std::string_view text;
  std::string_view matter;
  std::string_view area;                   // code
  std::string_view place;                  // how to say it; may be empty
  std::optional<LonLat> point;
  double support = 0;                      // others who put their name to it: votes, likes
};

struct OutbreakOptions {
  int window_days = 180;                   // a group that nothing was added to for so long is over; a report nobody joined is forgotten
  int raise_people = 3;                    // different people ...
  int raise_days = 30;                     // ... within so many days make an alert
  int lasting_people = 3;                  // or so many within the window, which is worth a look but no alarm
  double half_life_days = 14;              // of hotness
  std::size_t most_reports = 300'000;      // kept at a time, whatever the window says
  // What is alike enough; found on one half of hand-labelled topics, judged on the other (docs/relating.md).
  double pair = 0.23;                       // two lone reports
  double join = 0.20;                      // a report and a group
  double gather = 0.20;                   // an older lone report and a group
  double merge = 0.17;                     // two groups
  double core_weight = 0.11;               // of the share of what most members say
  double most_by_name = 0.3;               // likeness that names alone can give
  double least_rest = 0.08;                // below so much likeness besides names, names count less, down to `rest_worth`
  double rest_worth = 0.5;
  double other_matter_worth = 0.72, same_matter_worth = 1.15;
  double matter_by_name = 1.5;             // another matter counts fully when names give two thirds of the likeness
  double other_home = 0.2;                 // a share of common homes below this means another place
  double other_home_worth = 0.25;
  double other_name = 0.2;                 // the same for names of all sorts, which say less
  double other_name_worth = 0.88;
};

struct OutbreakMember {
  std::uint64_t report = 0;
  std::uint64_t case_id = 0;
  std::uint64_t person = 0;                // the same for the same reporter; says nothing else
  Instant at;
  std::string area, matter;
  std::optional<LonLat> point;             // to some metres
};

/// Many people about one thing.
struct Outbreak {
  std::uint64_t id = 0;                    // of its first report
  std::string name;                        // place or people, and what
  std::string sentence;                    // what one of them said, in their own title
  std::vector<OutbreakMember> members;     // in order of arrival
  std::uint32_t reports = 0;
  std::uint32_t people = 0;
  Instant from, to;
  bool burst = false;                      // it was ever `raise_people` within `raise_days`; else it came together slowly
  Instant raised_at;                       // why and when: of the burst when there was one
  std::uint32_t raised_after = 0;          // reports it had then
  std::uint32_t raised_people = 0;         // this many people ...
  std::uint32_t raised_days = 0;           // ... within so many days
  double usual_a_week = 0;                 // other reports of the window that name the same place or people
  double hotness = 0;                      // now
  double peak = 0;                         // highest ever
};

/// Finds groups of reports about one thing as they arrive; nothing looks into the future. One thread; the same reports in the same order give the same groups.
/// Memory is bounded by the window and `most_reports`. The method and its measurements: docs/relating.md, section Groups.
class Outbreaks {
 public:
  explicit Outbreaks(OutbreakOptions options = {});
  ~Outbreaks();
  Outbreaks(Outbreaks&&) noexcept;
  Outbreaks& operator=(Outbreaks&&) noexcept;

  /// Makes the words of a text usual from the start, such as the sentences of the city's catalogue.
  void teach(std::string_view text);

  struct Added {
    std::uint64_t group = 0;               // the group or lone report it now belongs to
    std::uint32_t people = 0;
    bool first_of_person = false;          // this person had not told of it before
    bool raised = false;                   // it became a group just now, quickly or slowly
    bool burst = false;                    // it became one that is told of by many within days: the alarm, once for each group
    std::vector<std::uint64_t> absorbed;   // groups that were found to be the same thing, by their old ids
  };
  /// Times never fall from call to call.
  Added add(const ToldReport& report);

  /// All raised groups that are not over, hottest first.
  std::vector<Outbreak> raised(Instant now) const;
  std::unique_ptr<Outbreak> find(std::uint64_t group, Instant now) const;
  /// The raised group a case's reports lie in; 0 when in none.
  std::uint64_t group_of_case(std::uint64_t case_id) const;
  /// Groups that ended since the last call (raised ones only).
  std::vector<Outbreak> take_ended();

  std::size_t reports() const;             // kept
  std::size_t bytes() const;
  std::string save() const;
  bool load(std::string_view bytes);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace yiwang
