#pragma once
#include <array>
#include <map>
#include <unordered_map>

#include "service/places/place_reading.h"

namespace yiwang {

/// One field that would change.
struct PlaceFieldChange {
  std::string field, before, after;
  bool operator==(const PlaceFieldChange&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlaceFieldChange, (), (field, before, after))

/// What a row is, seen beside the library. `why` refines the verdict: in_file, alike_nearby, same_name_elsewhere, implied (a road or estate rows name),
/// no_point, part_of_road, moved; for unreadable ones the refusal's code.
struct PlaceFinding {
  std::string verdict;
  std::string why;
  std::string other_kind, other, other_label;   // of the library, when one is meant
  double metres = 0;                       // to that one
  std::vector<PlaceFieldChange> fields;
  std::string said, found;                 // areas by code
  std::string field, value;                // of an unreadable row
  bool operator==(const PlaceFinding&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlaceFinding, (), (verdict, why, other_kind, other, other_label, metres, fields, said, found, field, value))

inline constexpr std::array<std::string_view, 9> kPlaceVerdicts = {"new", "changed", "same", "likely_duplicate", "namesake", "other_area", "outside_city", "swapped", "unreadable"};

struct JudgedPlace {
  std::size_t line = 0;                    // 0: not a row of the file, but implied by rows
  PlaceRecord record;                      // as it would be applied
  PlaceFinding finding;
};

/// What the whole file looks like. Distances are medians over rows whose place is known already.
struct PlaceHints {
  std::string better_datum;                // most known rows lie nearer when read as this; empty when the one chosen is best
  std::size_t compared = 0, better = 0;
  double metres = 0, better_metres = 0;
  std::size_t swapped = 0, with_point = 0;
  bool operator==(const PlaceHints&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlaceHints, (), (better_datum, compared, better, metres, better_metres, swapped, with_point))

struct PlaceReport {
  std::vector<JudgedPlace> places;         // implied ones first, then in the order of the file
  std::map<std::string, std::size_t> counts;
  PlaceHints hints;
};

struct PlaceJudgeOptions {
  Datum datum = Datum::wgs84;
  double near_m = 60;                      // alike names so near are taken for one place
  double same_name_m = 500;                // the same name of an estate or named place so near is the same place
  double same_road_m = 3000;
};

/// Compares a file's rows with the city as it is (library laid over). The same rows and city give the same report.
PlaceReport judge_places(const City& city, std::vector<PlaceCandidate> candidates, const PlaceJudgeOptions& options);

/// Share of two names' two-character pieces they have in common, 0..1 (Dice).
double alike(std::string_view a, std::string_view b);

}  // namespace yiwang
