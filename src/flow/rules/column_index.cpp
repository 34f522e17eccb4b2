#include "flow/rules/column_index.h"

#include <algorithm>
#include <map>

#include "flow/rules/cell_kind.h"

namespace yiwang::dmn::detail {
namespace {

using feel::Decimal;
using feel::Value;

bool plain(const feel::CellSet& set) {
  return std::all_of(set.terms.begin(), set.terms.end(), [](const feel::Range& term) { return kind_of(term) != TermKind::other; });
}

/// A number inside an atom of the axis, if there is room for one.
std::optional<Decimal> inside(const OrderedAxis<Decimal>& axis, std::uint32_t atom) {
  const auto below = axis.below(atom), above = axis.above(atom);
  if (axis.is_boundary(atom)) return below;
  if (!below && !above) return Decimal(0);
  if (!below) return Decimal::parse("-9.99e6144");
  if (!above) return Decimal::parse("9.99e6144");
  const auto sum = add(*below, *above);
  const auto middle = sum ? divide(*sum, Decimal(2)) : std::nullopt;
  return middle && *middle > *below && *middle < *above ? middle : std::nullopt;
}

void set_rows(Bits& bits, const std::vector<std::uint32_t>& rows) {
  for (const auto row : rows) bits[row / 64] |= std::uint64_t{1} << (row % 64);
}

}  // namespace

std::uint32_t ColumnIndex::keep(const Bits& bits) {
  // Buckets are few and often equal to the last ones kept.
  const auto count = pool_.size() / std::max<std::size_t>(words_, 1);
  for (std::size_t back = 1; back <= std::min<std::size_t>(count, 8); ++back) {
    const auto at = count - back;
    if (std::equal(bits.begin(), bits.end(), pool_.begin() + static_cast<std::ptrdiff_t>(at * words_))) return static_cast<std::uint32_t>(at);
  }
  pool_.insert(pool_.end(), bits.begin(), bits.end());
  return static_cast<std::uint32_t>(count);
}

/// The conditions sorted out: by which of them are data, and which rows have each.
struct ColumnIndex::Source {
  const std::vector<std::optional<feel::UnaryTests>>& cells;
  std::vector<std::vector<std::uint32_t>> rows;
  std::vector<std::size_t> positive, negative;
  Bits base;  ///< rows that may match whatever the input is

  const feel::CellSet& set(std::size_t cell) const { return *cells[cell]->constant(); }
  /// Rows that a probe satisfies; `positives` adds the conditions that are not negated.
  Bits accept(const Value& probe, bool positives) const {
    Bits bits = base;
    for (const auto c : negative) {
      if (feel::contains(set(c), probe).value_or(false)) set_rows(bits, rows[c]);
    }
    if (!positives) return bits;
    for (const auto c : positive) {
      if (feel::contains(set(c), probe).value_or(false)) set_rows(bits, rows[c]);
    }
    return bits;
  }
};

/// Inputs that share a bucket: a row that accepts only some of them has to be checked.
struct ColumnIndex::Fold {
  Bits any, all;
  std::size_t taken = 0;

  void take(const Bits& bits) {
    if (taken++ == 0) {
      any = all = bits;
      return;
    }
    for (std::size_t w = 0; w < bits.size(); ++w) {
      any[w] |= bits[w];
      all[w] &= bits[w];
    }
  }
  Bucket finish(ColumnIndex& index) {
    Bucket out;
    out.candidates = index.keep(any);
    for (std::size_t w = 0; w < any.size(); ++w) all[w] = index.unsure_[w] | (any[w] & ~all[w]);
    out.unsure = index.keep(all);
    taken = 0;
    return out;
  }
};

void ColumnIndex::build_strings(const Source& source) {
  std::map<std::string, std::vector<std::size_t>, std::less<>> named;  // conditions that name it
  for (const auto c : source.positive) {
    for (const auto& term : source.set(c).terms) {
      if (kind_of(term) == TermKind::string) named[std::string(term.low.as_string())].push_back(c);
    }
  }
  for (const auto c : source.negative) {
    for (const auto& term : source.set(c).terms) {
      if (kind_of(term) == TermKind::string) named[std::string(term.low.as_string())];
    }
  }
  std::string unheard = "?";
  while (named.contains(unheard)) unheard += '?';
  other_string_ = keep(source.accept(Value::make_string(unheard), false));

  const auto together = named.size() * words_ / most_words_ + 1;
  strings_.reserve(named.size());
  Fold fold;
  std::vector<const std::string*> waiting;
  const auto flush = [&] {
    const auto bucket = fold.finish(*this);
    for (const auto* text : waiting) strings_.emplace(*text, bucket);
    waiting.clear();
  };
  for (const auto& [text, cells] : named) {
    auto bits = source.accept(Value::make_string(text), false);
    for (const auto c : cells) set_rows(bits, source.rows[c]);
    fold.take(bits);
    waiting.push_back(&text);
    if (fold.taken == together) flush();
  }
  if (fold.taken > 0) flush();
}

void ColumnIndex::build_numbers(const Source& source) {
  const auto size = numbers_.size();
  struct Turn {
    std::uint32_t atom;
    std::size_t cell;
  };
  std::vector<Turn> turns;  // atoms at which a condition begins or ceases to hold
  const auto add = [&](std::size_t c, const Cell& cell) {
    for (const auto& piece : cell) {
      turns.push_back({piece.from, c});
      turns.push_back({piece.to + 1, c});
    }
  };
  for (const auto c : source.positive) {
    Cell cell;
    for (const auto& term : source.set(c).terms) {
      if (kind_of(term) != TermKind::number) continue;
      for (const auto& piece : numbers_.between(end_of(term.low), term.low_closed, end_of(term.high), term.high_closed)) cell.push_back(piece);
    }
    add(c, tidy(std::move(cell)));
  }
  std::vector<std::optional<Value>> probes;
  for (std::uint32_t atom = 0; atom < size && !source.negative.empty(); ++atom) {
    const auto number = inside(numbers_, atom);
    probes.push_back(number ? std::optional(Value::make_number(*number)) : std::nullopt);
  }
  for (const auto c : source.negative) {
    Cell cell;
    for (std::uint32_t atom = 0; atom < size; ++atom) {
      if (probes[atom] && feel::contains(source.set(c), *probes[atom]).value_or(false)) cell.push_back({atom, atom});
    }
    add(c, tidy(std::move(cell)));
  }
  std::sort(turns.begin(), turns.end(), [](const Turn& a, const Turn& b) { return a.atom < b.atom; });

  atoms_a_bucket_ = static_cast<std::uint32_t>(std::size_t{size} * words_ / most_words_ + 1);
  Bits now = source.base;
  Fold fold;
  std::size_t next = 0;
  for (std::uint32_t atom = 0; atom < size; ++atom) {
    for (; next < turns.size() && turns[next].atom == atom; ++next) {
      for (const auto row : source.rows[turns[next].cell]) now[row / 64] ^= std::uint64_t{1} << (row % 64);
    }
    fold.take(now);
    if (fold.taken == atoms_a_bucket_) number_buckets_.push_back(fold.finish(*this));
  }
  if (fold.taken > 0) number_buckets_.push_back(fold.finish(*this));
}

ColumnIndex::ColumnIndex(const std::vector<std::optional<feel::UnaryTests>>& cells, const std::vector<std::uint32_t>& of_row, std::size_t most_words)
    : words_(std::max<std::size_t>((of_row.size() + 63) / 64, 1)), most_words_(most_words), unsure_(words_, 0), conditional_(words_, 0) {
  Source source{cells, std::vector<std::vector<std::uint32_t>>(cells.size()), {}, {}, Bits(words_, 0)};
  for (std::uint32_t row = 0; row < of_row.size(); ++row) source.rows[of_row[row]].push_back(row);

  Bits all(words_, 0);
  for (std::size_t c = 0; c < cells.size(); ++c) {
    const auto& rows = source.rows[c];
    if (!cells[c]) {
      set_rows(conditional_, rows);
      continue;
    }
    set_rows(all, rows);
    const auto* set = cells[c]->constant();
    if (set != nullptr && set->any) {
      set_rows(source.base, rows);
      continue;
    }
    set_rows(conditional_, rows);
    if (set == nullptr || !plain(*set)) {
      set_rows(unsure_, rows);
      set_rows(source.base, rows);
      continue;
    }
    (set->negated ? source.negative : source.positive).push_back(c);
    for (const auto& term : set->terms) {
      if (kind_of(term) != TermKind::number) continue;
      for (const auto& end : {end_of(term.low), end_of(term.high)}) {
        if (end) numbers_.add(*end);
      }
    }
  }
  numbers_.freeze();
  everything_ = keep(all);
  null_ = keep(source.accept(Value{}, true));
  booleans_ = {keep(source.accept(Value::make_bool(false), true)), keep(source.accept(Value::make_bool(true), true))};
  build_strings(source);
  build_numbers(source);
  pool_.shrink_to_fit();
}

ColumnIndex::Found ColumnIndex::find(const Value& input) const {
  switch (input.kind()) {
    case feel::Kind::null: return {row_of(null_), unsure_.data()};
    case feel::Kind::boolean: return {row_of(booleans_[input.as_bool() ? 1 : 0]), unsure_.data()};
    case feel::Kind::string: {
      const auto at = strings_.find(input.as_string());
      if (at == strings_.end()) return {row_of(other_string_), unsure_.data()};
      return {row_of(at->second.candidates), row_of(at->second.unsure)};
    }
    case feel::Kind::number: {
      const auto& bucket = number_buckets_[numbers_.atom_of(input.as_number()) / atoms_a_bucket_];
      return {row_of(bucket.candidates), row_of(bucket.unsure)};
    }
    default: return {row_of(everything_), conditional_.data()};
  }
}

}  // namespace yiwang::dmn::detail
