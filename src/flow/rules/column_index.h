#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "flow/feel/unary_tests.h"
#include "flow/rules/cover.h"

namespace yiwang::dmn::detail {

/// Rows as bits, 64 to a word.
using Bits = std::vector<std::uint64_t>;

/// The conditions of one column of a table, from an input to the rows it may satisfy in one step: a hash table of the strings named, the numbers sorted and
/// searched, booleans and null by themselves. Conditions that are not constants, and inputs of other kinds, are left to be checked row by row.
class ColumnIndex {
 public:
  /// `cells` are the distinct conditions of the column (empty: unreadable, accepts nothing), `of_row` says which one a row has.
  /// `most_words` is the room that the buckets of one kind of input may take, 4 MB unless told; larger tables share buckets, whose rows are checked then.
  ColumnIndex(const std::vector<std::optional<feel::UnaryTests>>& cells, const std::vector<std::uint32_t>& of_row, std::size_t most_words = 500'000);

  struct Found {
    const std::uint64_t* candidates;  ///< rows that satisfy it or may do so
    const std::uint64_t* unsure;      ///< those of them to be checked
  };
  Found find(const feel::Value& input) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  const std::uint64_t* row_of(std::uint32_t bucket) const { return pool_.data() + std::size_t{bucket} * words_; }
  std::uint32_t keep(const Bits& bits);
  struct Bucket {
    std::uint32_t candidates = 0, unsure = 0;
  };
  struct Fold;
  struct Source;
  void build_strings(const Source& source);
  void build_numbers(const Source& source);

  std::size_t words_, most_words_;
  std::vector<std::uint64_t> pool_;
  std::unordered_map<std::string, Bucket, Hash, std::equal_to<>> strings_;
  OrderedAxis<feel::Decimal> numbers_;
  /// Atoms of the number axis to a bucket: one, or more where a bucket for each would take too much room.
  std::uint32_t atoms_a_bucket_ = 1;
  std::vector<Bucket> number_buckets_;
  std::uint32_t null_ = 0, other_string_ = 0, everything_ = 0;
  std::array<std::uint32_t, 2> booleans_{};
  Bits unsure_;       // conditions that are not constants
  Bits conditional_;  // all rows whose condition is not `-`
};

}  // namespace yiwang::dmn::detail
