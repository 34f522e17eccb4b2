#pragma once
#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// What a set of rows covers. Every dimension is cut into atoms: pieces that no row tells apart (a word, "anything else", a boundary, the room between two
/// boundaries). A row accepts a set of atoms in each dimension, so it is a box, and questions about all inputs become questions about finitely many atoms.
/// Knows nothing of DMN: a duty list is proven with the same engine. Axes (`WordAxis`, `OrderedAxis`) turn words and numbers into atoms.
namespace yiwang::dmn {

/// Atoms `from` to `to`, both included.
struct Atoms {
  std::uint32_t from = 0, to = 0;
  bool operator==(const Atoms&) const = default;
};
/// What a row accepts in one dimension: sorted, apart from each other; empty accepts nothing.
using Cell = std::vector<Atoms>;
/// One cell a dimension.
using Box = std::vector<Cell>;

/// Sorts and joins touching pieces, so that equal sets are equal cells.
Cell tidy(Cell cell);
Cell intersect(const Cell& a, const Cell& b);
/// All of 0..size-1 that `cell` leaves out.
Cell complement(const Cell& cell, std::uint32_t size);
inline Cell all_of(std::uint32_t size) { return size == 0 ? Cell{} : Cell{{0, size - 1}}; }

/// A dimension of words: each word that is named anywhere is an atom, and one more stands for every other word unless the list is closed.
class WordAxis {
 public:
  /// A closed axis has no "anything else": the words named are all there are.
  explicit WordAxis(bool closed = false) : closed_(closed) {}
  std::uint32_t add(std::string_view word);
  std::optional<std::uint32_t> find(std::string_view word) const;
  std::uint32_t size() const { return static_cast<std::uint32_t>(words_.size()) + (closed_ ? 0 : 1); }
  /// Nothing for the atom that stands for anything else.
  std::optional<std::string_view> word(std::uint32_t atom) const;
  Cell any() const { return all_of(size()); }
  /// Words never added are taken as not accepted, so add all words first.
  Cell of(std::span<const std::string> words) const;
  Cell other_than(std::span<const std::string> words) const { return complement(of(words), size()); }

 private:
  bool closed_;
  std::vector<std::string> words_;
  std::unordered_map<std::string, std::uint32_t> index_;
};

/// A dimension in an order (numbers, dates, minutes of a day): atom 2i+1 is the boundary i alone, atom 2i the room before it, the last one the room after all.
/// Add every boundary, `freeze`, then ask for cells. Key needs `<` and `==`.
template <class Key>
class OrderedAxis {
 public:
  void add(const Key& boundary) { keys_.push_back(boundary); }
  void freeze();
  std::uint32_t size() const { return static_cast<std::uint32_t>(2 * keys_.size() + 1); }
  /// The cell of an interval; an absent end is open to infinity. Empty when the ends cross.
  Cell between(const std::optional<Key>& low, bool low_included, const std::optional<Key>& high, bool high_included) const;
  Cell equal_to(const Key& key) const { return between(key, true, key, true); }
  Cell any() const { return all_of(size()); }
  bool is_boundary(std::uint32_t atom) const { return atom % 2 == 1; }
  /// The boundary at or just below the atom, and the one at or just above it.
  std::optional<Key> below(std::uint32_t atom) const { return atom == 0 ? std::nullopt : std::optional<Key>(keys_[(atom - 1) / 2]); }
  std::optional<Key> above(std::uint32_t atom) const { return atom / 2 >= keys_.size() ? std::nullopt : std::optional<Key>(keys_[atom / 2]); }
  const std::vector<Key>& boundaries() const { return keys_; }

  /// The atom a value lies in.
  std::uint32_t atom_of(const Key& key) const;

 private:
  std::vector<Key> keys_;
};

/// Two rows that accept a common point.
struct Overlap {
  std::size_t first = 0, second = 0;
  Box where;
};

struct CoverLimits {
  std::size_t findings = 100;          ///< stop after so many
  std::uint64_t steps = 100'000'000;   ///< piece visits, so that no table can hold a server up
};

/// Rows over dimensions. Deterministic; not to be changed while being asked. 10,000 rows over four dimensions are answered in well under a second.
class Cover {
 public:
  /// How many atoms each dimension has. `domain` limits what is asked about (inputs that may occur at all); empty means everything.
  explicit Cover(std::vector<std::uint32_t> sizes, Box domain = {});
  /// `row` has one cell a dimension. Returns its number, counted from 0.
  std::size_t add(Box row);
  std::size_t size() const { return rows_.size(); }
  const Box& row(std::size_t number) const { return rows_[number]; }

  /// Boxes that no row accepts, apart from each other; each is one example and all its like.
  std::vector<Box> gaps(const CoverLimits& limits = {}) const;
  /// The same within a part of the domain.
  std::vector<Box> gaps_within(const Box& part, const CoverLimits& limits = {}) const;
  /// The part of `box` that none of `rows` accepts, if there is one: an example box.
  std::optional<Box> outside(const Box& box, std::span<const std::uint32_t> rows, const CoverLimits& limits = {}) const;
  /// Pairs first < second for which `counts` holds (always, if empty) and which share a point.
  std::vector<Overlap> overlaps(const std::function<bool(std::size_t, std::size_t)>& counts = {}, const CoverLimits& limits = {}) const;
  /// Rows that accept nothing within the domain.
  std::vector<std::size_t> empty_rows() const;
  /// Rows wholly covered by rows that `beats(other, row)` says go before them; empty rows are not named again.
  std::vector<std::size_t> masked(const std::function<bool(std::size_t, std::size_t)>& beats, const CoverLimits& limits = {}) const;
  /// Whether the last question was given up at `steps` or stopped at `findings`; what was found is right all the same.
  bool incomplete() const { return incomplete_; }

 private:
  std::vector<std::uint32_t> order_by_selectivity(std::span<const std::uint32_t> rows) const;
  std::vector<std::uint32_t> sizes_;
  Box domain_;
  std::vector<Box> rows_;
  mutable bool incomplete_ = false;
};

template <class Key>
void OrderedAxis<Key>::freeze() {
  std::sort(keys_.begin(), keys_.end());
  keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
}

template <class Key>
std::uint32_t OrderedAxis<Key>::atom_of(const Key& key) const {
  const auto at = std::lower_bound(keys_.begin(), keys_.end(), key);
  const auto index = static_cast<std::uint32_t>(at - keys_.begin());
  return at != keys_.end() && *at == key ? 2 * index + 1 : 2 * index;
}

template <class Key>
Cell OrderedAxis<Key>::between(const std::optional<Key>& low, bool low_included, const std::optional<Key>& high, bool high_included) const {
  const std::uint32_t from = low ? atom_of(*low) + (low_included ? 0 : 1) : 0;
  std::uint32_t to = size() - 1;
  if (high) {
    const auto at = atom_of(*high);
    if (!high_included && at == 0) return {};
    to = high_included ? at : at - 1;
  }
  return from > to ? Cell{} : Cell{{from, to}};
}

}  // namespace yiwang::dmn
