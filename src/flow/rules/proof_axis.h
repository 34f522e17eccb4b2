#pragma once
#include <optional>
#include <string>
#include <vector>

#include "flow/feel/compare.h"
#include "flow/feel/unary_tests.h"
#include "flow/rules/cover.h"

namespace yiwang::dmn::detail {

/// A value that can be sorted among others of its kind.
struct Ordered {
  feel::Value value;
  bool operator<(const Ordered& other) const { return feel::order(value, other.value) == std::strong_ordering::less; }
  bool operator==(const Ordered& other) const { return feel::order(value, other.value) == std::strong_ordering::equal; }
};

/// A value strictly between two of a kind (an absent end is unbounded); nothing when there is none, as between two neighbouring days.
std::optional<feel::Value> value_between(feel::Kind kind, const std::optional<feel::Value>& low, const std::optional<feel::Value>& high);

/// One input of a table cut into atoms: a part for booleans, one for strings, one for each ordered kind (numbers, dates, times, durations) that conditions name.
class ProofAxis {
 public:
  /// `type` is a FEEL type name that limits which kinds occur; empty or not one of FEEL's simple types: those that the conditions name.
  explicit ProofAxis(const std::string& type);

  /// Whether a condition is data this axis can hold; only such ones are added.
  static bool holds(const feel::CellSet& set);
  void add(const feel::CellSet& set);
  void freeze();

  std::uint32_t size() const { return size_; }
  Cell cell(const feel::CellSet& set) const;
  /// Atoms that may occur at all, limited to `allowed` when given.
  Cell domain(const feel::CellSet* allowed) const;
  /// The atom that stands for strings nobody names.
  std::optional<std::uint32_t> unnamed() const { return strings_ ? std::optional(string_offset_ + words_.size() - 1) : std::nullopt; }
  /// A value in the atom; nothing for atoms that hold none.
  std::optional<feel::Value> example(std::uint32_t atom) const;

 private:
  struct Part {
    feel::Kind kind;
    std::uint32_t offset = 0;
    OrderedAxis<Ordered> axis;
  };
  bool occurs(feel::Kind kind) const;
  Part& part(feel::Kind kind);
  std::string type_;
  bool booleans_ = false, strings_ = false;
  std::uint32_t boolean_offset_ = 0, string_offset_ = 0, size_ = 0;
  WordAxis words_;
  std::vector<Part> parts_;
};

}  // namespace yiwang::dmn::detail
