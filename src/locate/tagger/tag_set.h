#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace yiwang {

/// A tagged phrase: tokens [from, to) are a `road`, a `poi`, ...
struct TaggedPhrase {
  int from = 0;
  int to = 0;
  std::string kind;
  bool operator==(const TaggedPhrase&) const = default;
  auto operator<=>(const TaggedPhrase&) const = default;
};

/// An address as tokens (a character, or a run of digits or Latin letters, each) and what they are. Phrases ascend and do not overlap.
struct TaggedAddress {
  std::vector<std::string> tokens;
  std::vector<TaggedPhrase> phrases;
};

/// The tags of a sequence in the scheme begin/inside/end/single/outside, numbered: tag 0 is outside, kind k has four from 1 + 4 k. The finer scheme is worth half a
/// point of F1 over begin/inside (docs/locating.md).
class TagSet {
 public:
  enum Part { single = 0, begin = 1, inside = 2, end = 3 };

  /// The kind's number, added when new.
  int add(std::string_view kind);
  int kinds() const { return static_cast<int>(names_.size()); }
  int size() const { return 1 + 4 * kinds(); }
  const std::string& name(int kind) const { return names_[static_cast<std::size_t>(kind)]; }
  int tag(int kind, Part part) const { return 1 + 4 * kind + part; }

  /// Whether `after` may follow `before`; -1 as `before` is the start, as `after` the end of the sequence.
  bool follows(int before, int after) const;
  /// Tags of an address whose kinds are known to this set; an unknown kind counts as outside.
  std::vector<int> encode(const TaggedAddress& address) const;
  std::vector<TaggedPhrase> decode(const std::vector<int>& tags) const;

 private:
  std::vector<std::string> names_;
  std::map<std::string, int, std::less<>> numbers_;
};

}  // namespace yiwang
