#include "locate/library/address_library.h"

#include <algorithm>

namespace yiwang {

std::string_view AddressLibrary::code(const Row& row) const { return codes_.data() + row.code; }

std::uint32_t AddressLibrary::find(std::string_view code) const {
  const auto it = std::lower_bound(by_code_.begin(), by_code_.end(), code, [&](std::uint32_t at, std::string_view wanted) { return this->code(rows_[at]) < wanted; });
  return it != by_code_.end() && this->code(rows_[*it]) == code ? *it : kNone;
}

std::uint32_t AddressLibrary::find_area(std::string_view code) const {
  const auto* area = city_->area(code);
  return area == nullptr ? kNone : division_of_[static_cast<std::size_t>(area - city_->areas.data())];
}

std::span<const AddressLibrary::Row> AddressLibrary::at_number(std::uint32_t street, std::uint32_t key) const {
  const auto leading = terms_.leading(key);
  const auto& s = streets_[street];
  const auto less = [&](const Row& row, std::pair<std::uint32_t, std::uint32_t> wanted) {
    if (row.number == kNone) return false;
    const auto own = terms_.key(row.number);
    return std::pair(terms_.leading(own), own) < wanted;
  };
  const auto* first = std::lower_bound(rows_.data() + s.from, rows_.data() + s.to, std::pair(leading, key), less);
  const auto* last = first;
  while (last != rows_.data() + s.to && last->number != kNone && terms_.key(last->number) == key) ++last;
  return {first, last};
}

std::uint32_t AddressLibrary::estate_key(const Row& row) const {
  const auto term = row.building != kNone ? row.building : row.number;
  return term == kNone ? kNone : terms_.key(term);
}

std::span<const std::uint32_t> AddressLibrary::in_estate(std::uint32_t estate, std::uint32_t key) const {
  const auto all = all_in_estate(estate);
  const auto first = std::lower_bound(all.begin(), all.end(), key, [&](std::uint32_t at, std::uint32_t wanted) { return estate_key(rows_[at]) < wanted; });
  auto last = first;
  while (last != all.end() && estate_key(rows_[*last]) == key) ++last;
  return {first, last};
}

std::pair<const AddressLibrary::Row*, const AddressLibrary::Row*> AddressLibrary::around(std::uint32_t street, std::uint32_t number) const {
  const auto& s = streets_[street];
  const Row *below = nullptr, *above = nullptr;
  const Row *first = rows_.data() + s.from, *end = rows_.data() + s.to;
  const auto leading = [&](const Row& row) { return row.number == kNone ? 0 : terms_.leading(terms_.key(row.number)); };
  for (const bool same_side : {true, false}) {
    below = above = nullptr;
    const auto* at = std::lower_bound(first, end, number, [&](const Row& row, std::uint32_t wanted) { return row.number != kNone && leading(row) < wanted; });
    for (const auto* p = at; p != end && above == nullptr && p->number != kNone; ++p) {
      if (!same_side || leading(*p) % 2 == number % 2) above = p;
    }
    for (const auto* p = at; p != first && below == nullptr;) {
      --p;
      if (leading(*p) != 0 && (!same_side || leading(*p) % 2 == number % 2)) below = p;
    }
    if (below != nullptr && above != nullptr) return {below, above};
  }
  return {nullptr, nullptr};
}

std::uint32_t AddressLibrary::common(std::uint32_t a, std::uint32_t b) const {
  if (a == kNone) return b;
  if (b == kNone) return a;
  while (a != kNone && !within(b, a)) a = divisions_[a].parent;
  return a;
}

std::size_t AddressLibrary::bytes() const {
  std::size_t sum = names_.bytes() + terms_.bytes() + building_words_.bytes() + codes_.capacity();
  sum += rows_.capacity() * sizeof(Row) + (by_estate_.capacity() + by_code_.capacity() + division_of_.capacity() + building_word_keys_.capacity()) * sizeof(std::uint32_t);
  sum += divisions_.capacity() * sizeof(Division) + things_.capacity() * sizeof(Thing) + inners_.capacity() * sizeof(Inner);
  for (const auto& s : streets_) sum += sizeof(Street) + s.code.capacity() + s.name.capacity() + s.areas.capacity() * sizeof(std::uint32_t);
  for (const auto& c : compounds_) sum += sizeof(Compound) + c.code.capacity() + c.name.capacity();
  return sum;
}

}  // namespace yiwang
