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
  for (std::size_t back = 1; back <= std::min<std::size_t>(count, 4); ++back) {
    const auto at = count - back;
    if (std::equal(bits.begin(), bits.end(), pool_.begin() + static_cast<std::ptrdiff_t>(at * words_))) return static_cast<std::uint32_t>(at);
  }
  pool_.insert(pool_.end(), bits.begin(), bits.end());
  return static_cast<std::uint32_t>(count);
}

ColumnIndex::ColumnIndex(const std::vector<std::optional<feel::UnaryTests>>& cells, const std::vector<std::uint32_t>& of_row)
    : words_(std::max<std::size_t>((of_row.size() + 63) / 64, 1)), unsure_(words_, 0), conditional_(words_, 0) {
  std::vector<std::vector<std::uint32_t>> rows(cells.size());
  for (std::uint32_t row = 0; row < of_row.size(); ++row) rows[of_row[row]].push_back(row);

  Bits base(words_, 0), all(words_, 0);
  std::vector<std::size_t> positive, negative;
  std::map<std::string, Bits, std::less<>> strings;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    if (!cells[c]) {
      set_rows(conditional_, rows[c]);
      continue;
    }
    set_rows(all, rows[c]);
    const auto* set = cells[c]->constant();
    if (set != nullptr && set->any) {
      set_rows(base, rows[c]);
      continue;
    }
    set_rows(conditional_, rows[c]);
    if (set == nullptr || !plain(*set)) {
      set_rows(unsure_, rows[c]);
      set_rows(base, rows[c]);
      continue;
    }
    (set->negated ? negative : positive).push_back(c);
    for (const auto& term : set->terms) {
      if (kind_of(term) == TermKind::string) strings[std::string(term.low.as_string())];
      if (kind_of(term) != TermKind::number) continue;
      for (const auto& end : {end_of(term.low), end_of(term.high)}) {
        if (end) numbers_.add(*end);
      }
    }
  }
  numbers_.freeze();

  const auto bucket = [&](const Value& probe, bool positives) {
    Bits bits = base;
    for (const auto c : negative) {
      if (feel::contains(*cells[c]->constant(), probe).value_or(false)) set_rows(bits, rows[c]);
    }
    if (!positives) return bits;
    for (const auto c : positive) {
      if (feel::contains(*cells[c]->constant(), probe).value_or(false)) set_rows(bits, rows[c]);
    }
    return bits;
  };
  everything_ = keep(all);
  null_ = keep(bucket(Value{}, true));
  booleans_ = {keep(bucket(Value::make_bool(false), true)), keep(bucket(Value::make_bool(true), true))};

  std::string unheard = "?";
  while (strings.contains(unheard)) unheard += '?';
  other_string_ = keep(bucket(Value::make_string(unheard), false));
  for (auto& [text, bits] : strings) bits = bucket(Value::make_string(text), false);
  std::vector<Bits> by_atom(numbers_.size());
  for (std::uint32_t atom = 0; atom < numbers_.size(); ++atom) {
    const auto probe = inside(numbers_, atom);
    by_atom[atom] = probe ? bucket(Value::make_number(*probe), false) : base;
  }
  for (const auto c : positive) {
    for (const auto& term : cells[c]->constant()->terms) {
      if (kind_of(term) == TermKind::string) set_rows(strings.find(term.low.as_string())->second, rows[c]);
      if (kind_of(term) != TermKind::number) continue;
      for (const auto& piece : numbers_.between(end_of(term.low), term.low_closed, end_of(term.high), term.high_closed)) {
        for (auto atom = piece.from; atom <= piece.to; ++atom) set_rows(by_atom[atom], rows[c]);
      }
    }
  }
  strings_.reserve(strings.size());
  for (const auto& [text, bits] : strings) strings_.emplace(text, keep(bits));
  for (const auto& bits : by_atom) number_buckets_.push_back(keep(bits));
}

ColumnIndex::Found ColumnIndex::find(const Value& input) const {
  switch (input.kind()) {
    case feel::Kind::null: return {row_of(null_), unsure_.data()};
    case feel::Kind::boolean: return {row_of(booleans_[input.as_bool() ? 1 : 0]), unsure_.data()};
    case feel::Kind::string: {
      const auto at = strings_.find(input.as_string());
      return {row_of(at == strings_.end() ? other_string_ : at->second), unsure_.data()};
    }
    case feel::Kind::number: return {row_of(number_buckets_[numbers_.atom_of(input.as_number())]), unsure_.data()};
    default: return {row_of(everything_), conditional_.data()};
  }
}

}  // namespace yiwang::dmn::detail
