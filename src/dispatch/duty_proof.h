#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "city/city.h"

namespace yiwang {

/// A matter at a place and moment for which the duty list does not name exactly one lead unit, or a row that never decides.
struct DutyFinding {
  enum class Kind { no_lead, two_leads, unreachable };
  Kind kind = Kind::no_lead;
  std::vector<std::uint32_t> rows;         // lines in duties.csv; two for `two_leads`, one for `unreachable`, for `no_lead` those that name nobody there
  std::string matter;                      // code of six digits
  std::string area;                        // the largest area of which all is meant; empty: the whole city
  std::string at;                          // `22:00` when it depends on the hour, else empty
  std::vector<std::string> words;          // what must have been said, one of each row
  std::vector<std::string> units;          // of `two_leads`, in the order of rows
  std::size_t areas = 0;                   // how many of the smallest areas it concerns
  /// Whether the list leaves a hole: nobody leads, or two do whatever was said. Where two rows meet only because certain words were said together, the one that
  /// stands first decides, as docs/city-format.md says; that is worth a look, no more. Nor is a row that never decides.
  bool open() const { return kind == Kind::no_lead || (kind == Kind::two_leads && words.empty()); }
  bool operator==(const DutyFinding&) const = default;
};
std::string_view code_of(DutyFinding::Kind kind);
/// `matter 030205 噪声, area 湖滨街道, at 22:00: no unit` or `two leads: rows 17 and 203`, one line in English.
std::string to_text(const DutyFinding& finding, const City& city);

struct DutyProof {
  std::vector<DutyFinding> findings;       // ordered by kind, then matter, then rows
  std::size_t matters = 0, areas = 0, rows = 0;   // looked at
  bool clean() const { return findings.empty(); }
};

/// Whether each matter of six digits, in each of the smallest territorial areas, at each time of day and whatever words were used, has exactly one lead unit
/// (docs/city-format.md, duties). Of each matter and time one area without a lead is shown, of each pair of rows one conflict. Two rows conflict when they are as
/// specific as each other (same matter, areas as deep, as many conditions), can hold together, name different units, and no more specific row always comes first.
/// Words are free: any of them may be said together. Pure; 10,000 rows take well under a second.
DutyProof prove_duties(const City& city);

}  // namespace yiwang
