#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "contract/vocabulary.h"
#include "geo/place.h"

namespace yiwang {

// What the advising rooms (understand, locate, relate, dispatch) answer. It is asked once, written into the event and never asked again on
// replay. Every answer has a confidence in 0..1 that is calibrated where it can be, the evidence, and the version of what gave it.

/// Why: `kind` says of what sort (word, road, estate, point, reporter, text, place, time, duty, rule), `text` what was seen, `weight` how much it moved the answer.
struct Evidence {
  std::string kind;
  std::string text;
  double weight = 0;
  bool operator==(const Evidence&) const = default;
};
BOOST_DESCRIBE_STRUCT(Evidence, (), (kind, text, weight))

struct Tag {
  TagKind kind = TagKind::topic;
  std::string word;                        // as it stands in the text
  std::string canonical;                   // empty when the same
  int from = 0;                            // code points into title + "\n" + text (only the text when there is no title)
  int to = 0;
  bool operator==(const Tag&) const = default;
};
BOOST_DESCRIBE_STRUCT(Tag, (), (kind, word, canonical, from, to))

struct MatterGuess {
  std::string matter;
  double confidence = 0;
  bool operator==(const MatterGuess&) const = default;
};
BOOST_DESCRIBE_STRUCT(MatterGuess, (), (matter, confidence))

/// Words -> matter, kind, urgency, tags, one sentence.
struct Understanding {
  std::vector<MatterGuess> matters;        // best first, at most three; empty when there is nothing to read
  RequestKind kind = RequestKind::complaint;
  Urgency urgency = Urgency::ordinary;
  std::vector<Tag> tags;
  std::string summary;
  std::vector<Evidence> evidence;
  std::string version;
  bool operator==(const Understanding&) const = default;
};
BOOST_DESCRIBE_STRUCT(Understanding, (), (matters, kind, urgency, tags, summary, evidence, version))

/// Words or a point -> a place. `area` is the smallest area we are sure of; `confidence` is of that area.
struct Location {
  std::optional<LonLat> point;
  std::string area;
  std::string address;                     // standard address code
  std::string road;
  std::string estate;
  std::string label;                       // how to say it: "湖滨街道 云锦路 88号 望江花园"
  double confidence = 0;
  std::vector<Evidence> evidence;
  std::string version;
  bool operator==(const Location&) const = default;
};
BOOST_DESCRIBE_STRUCT(Location, (), (point, area, address, road, estate, label, confidence, evidence, version))

struct Relation {
  CaseId case_id;
  DuplicateKind kind = DuplicateKind::one_place_again;
  double probability = 0;
  std::vector<Evidence> evidence;
  bool operator==(const Relation&) const = default;
};
BOOST_DESCRIBE_STRUCT(Relation, (), (case_id, kind, probability, evidence))

/// A case and the others: best first.
struct Relations {
  std::vector<Relation> relations;
  std::string version;
  bool operator==(const Relations&) const = default;
};
BOOST_DESCRIBE_STRUCT(Relations, (), (relations, version))

/// Case -> unit. `duty_row` is the line of duties.csv that decided; `otherwise` says what it would have taken to decide otherwise.
struct Dispatching {
  std::string unit;                        // empty when no duty covers it
  std::vector<std::string> assist;
  double confidence = 0;
  int duty_row = 0;
  std::string basis;
  std::vector<Evidence> evidence;
  std::string otherwise;                   // code of the next best unit and its row: "U-310 row 203"
  std::string version;
  bool operator==(const Dispatching&) const = default;
};
BOOST_DESCRIBE_STRUCT(Dispatching, (), (unit, assist, confidence, duty_row, basis, evidence, otherwise, version))

}  // namespace yiwang
