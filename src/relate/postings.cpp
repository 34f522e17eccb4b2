#include "relate/postings.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace yiwang {
namespace {

constexpr std::size_t kSmallPage = std::size_t{64} << 10;
constexpr std::size_t kAhead = 12;         // table look-ups in flight

// 8, 16, 24, 32, 40, 56, ... each about a third larger, up to 256 MiB.
constexpr auto kSizes = [] {
  std::array<std::size_t, 72> sizes{};
  std::size_t size = 8;
  for (auto& one : sizes) {
    one = size;
    size += std::max<std::size_t>(8, (size / 3 + 7) / 8 * 8);
  }
  return sizes;
}();

int encode(std::uint32_t value, std::uint8_t* out) {
  // High groups first; the first byte carries the mark, so that reading from the end knows where to stop.
  int groups = 1;
  while (groups < 5 && (value >> (7 * groups)) != 0) ++groups;
  for (int i = 0; i < groups; ++i) out[i] = static_cast<std::uint8_t>(value >> (7 * (groups - 1 - i)) & 0x7f);
  out[0] |= 0x80;
  return groups;
}

/// A slot as it is saved; its bytes follow.
struct Written {
  std::uint32_t where, key, last, count, length;
};
static_assert(sizeof(Written) == 20);

template <class T>
void put(std::string& out, const T& value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}
template <class T>
bool get(std::string_view& in, T& value) {
  if (in.size() < sizeof value) return false;
  std::memcpy(&value, in.data(), sizeof value);
  in.remove_prefix(sizeof value);
  return true;
}

}  // namespace

Postings::Postings() : slots_(1024), freed_(kSizes.size()) {}

int Postings::class_of(std::uint32_t length) { return static_cast<int>(std::lower_bound(kSizes.begin(), kSizes.end(), std::size_t{length}) - kSizes.begin()); }
std::size_t Postings::bytes_of_class(int size_class) { return kSizes[static_cast<std::size_t>(size_class)]; }

const Postings::Slot* Postings::find(std::uint32_t key) const {
  for (auto at = home(key);; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].count == 0) return nullptr;
    if (slots_[at].key == key) return &slots_[at];
  }
}

std::size_t Postings::place(std::uint32_t key) {
  auto at = home(key);
  while (slots_[at].count != 0 && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
  return at;
}

void Postings::grow() {
  decltype(slots_) old(slots_.size() * 2);
  old.swap(slots_);
  --shift_;
  trim_at_ = 0;
  for (const auto& slot : old) {
    if (slot.count != 0) slots_[place(slot.key)] = slot;
  }
}

void Postings::append(std::span<const std::uint32_t> keys, std::uint32_t serial) {
  while ((used_ + keys.size()) * 4 > slots_.size() * 3) grow();
  scratch_.resize(keys.size());
  for (std::size_t i = 0; i < std::min(kAhead, keys.size()); ++i) __builtin_prefetch(&slots_[home(keys[i])], 1);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (i + kAhead < keys.size()) __builtin_prefetch(&slots_[home(keys[i + kAhead])], 1);
    const auto where = place(keys[i]);
    auto& slot = slots_[where];
    if (slot.count == 0) {
      slot = {keys[i], serial, 1, 0, 0};
      ++used_;
    } else if (slot.length > kInline) {
      __builtin_prefetch(at(slot.block) + slot.length, 1);
    }
    scratch_[i] = static_cast<std::uint32_t>(where);
  }
  for (const auto where : scratch_) {
    if (slots_[where].last != serial) push(slots_[where], serial);
  }
}

void Postings::push(Slot& slot, std::uint32_t serial) {
  std::uint8_t bytes[5];
  const auto added = static_cast<std::uint32_t>(encode(serial - slot.last, bytes));
  const auto length = slot.length + added;
  if (length <= kInline) {
    std::memcpy(reinterpret_cast<std::uint8_t*>(&slot.block) + slot.length, bytes, added);
  } else if (slot.length <= kInline) {
    const auto block = allocate(class_of(length));
    std::memcpy(at(block), &slot.block, slot.length);
    std::memcpy(at(block) + slot.length, bytes, added);
    slot.block = block;
  } else {
    const int now = class_of(slot.length);
    const int then = class_of(length);
    if (now != then) {
      const auto block = allocate(then);
      std::memcpy(at(block), at(slot.block), slot.length);
      freed_[static_cast<std::size_t>(now)].push_back(slot.block);
      slot.block = block;
    }
    std::memcpy(at(slot.block) + slot.length, bytes, added);
  }
  slot.length = length;
  slot.last = serial;
  ++slot.count;
}

std::uint32_t Postings::allocate(int size_class) {
  auto& freed = freed_[static_cast<std::size_t>(size_class)];
  if (!freed.empty()) {
    const auto block = freed.back();
    freed.pop_back();
    return block;
  }
  const auto size = bytes_of_class(size_class);
  const std::size_t page_bytes = owned_bytes_ < kHugePage ? kSmallPage : kHugePage;
  const auto own = [&](std::size_t bytes) {
    owned_.emplace_back(bytes);
    owned_bytes_ += bytes;
    pages_.push_back(owned_.back().data());
    return static_cast<std::uint32_t>(pages_.size() - 1);
  };
  if (size > page_bytes / 4) return own(size) << kPageBits;   // a piece of its own
  if (free_from_ + size > free_to_) {
    free_page_ = own(page_bytes);
    free_from_ = 0;
    free_to_ = page_bytes;
  }
  const auto block = free_page_ << kPageBits | static_cast<std::uint32_t>(free_from_ >> 3);
  free_from_ += size;
  return block;
}

std::uint32_t Postings::count(std::uint32_t key) const {
  const auto* slot = find(key);
  return slot == nullptr ? 0 : slot->count;
}

void Postings::counts(std::span<const std::uint32_t> keys, std::vector<std::uint32_t>& out) const {
  out.resize(keys.size());
  for (std::size_t i = 0; i < std::min(kAhead, keys.size()); ++i) __builtin_prefetch(&slots_[home(keys[i])]);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (i + kAhead < keys.size()) __builtin_prefetch(&slots_[home(keys[i + kAhead])]);
    out[i] = count(keys[i]);
  }
}

Postings::Walk Postings::newest_first(std::uint32_t key) const {
  Walk walk;
  if (const auto* slot = find(key)) {
    walk.at_ = bytes_of(*slot) + slot->length;
    walk.serial_ = slot->last;
    walk.left_ = slot->count;
  }
  return walk;
}

void Postings::erase(std::size_t hole) {
  if (slots_[hole].length > kInline) freed_[static_cast<std::size_t>(class_of(slots_[hole].length))].push_back(slots_[hole].block);
  const auto mask = slots_.size() - 1;
  for (auto next = (hole + 1) & mask; slots_[next].count != 0; next = (next + 1) & mask) {
    // Moves back what the hole would cut off from its home.
    if (((next - home(slots_[next].key)) & mask) < ((next - hole) & mask)) continue;
    slots_[hole] = slots_[next];
    hole = next;
  }
  slots_[hole] = {};
  --used_;
}

void Postings::drop_older(Slot& slot, std::uint32_t oldest) {
  const auto* bytes = bytes_of(slot);
  const auto* at_byte = bytes + slot.length;
  const std::uint8_t* keep_from = at_byte;
  std::uint32_t serial = slot.last;
  std::uint32_t kept = 1;
  // `keep_from` is where the differences after the oldest one kept begin.
  while (kept < slot.count) {
    std::uint32_t value = 0;
    for (int shift = 0;; shift += 7) {
      const std::uint8_t byte = *--at_byte;
      value |= static_cast<std::uint32_t>(byte & 0x7f) << shift;
      if ((byte & 0x80) != 0) break;
    }
    if (serial - value < oldest) break;
    serial -= value;
    keep_from = at_byte;
    ++kept;
  }
  if (kept == slot.count) return;
  const auto length = static_cast<std::uint32_t>(bytes + slot.length - keep_from);
  if (slot.length <= kInline) {
    std::uint32_t rest = 0;
    std::memcpy(&rest, keep_from, length);
    slot.block = rest;
  } else {
    const auto old_block = slot.block;
    const int now = class_of(slot.length);
    const int then = class_of(length);
    if (length <= kInline) {
      std::uint32_t rest = 0;
      std::memcpy(&rest, keep_from, length);
      slot.block = rest;
      freed_[static_cast<std::size_t>(now)].push_back(old_block);
    } else if (then != now) {
      const auto block = allocate(then);
      std::memcpy(at(block), keep_from, length);
      slot.block = block;
      freed_[static_cast<std::size_t>(now)].push_back(old_block);
    } else {
      std::memmove(at(old_block), keep_from, length);
    }
  }
  slot.length = length;
  slot.count = kept;
}

void Postings::trim(std::uint32_t oldest, std::size_t slots) {
  for (slots = std::min(slots, slots_.size()); slots > 0;) {
    auto& slot = slots_[trim_at_];
    if (slot.count != 0 && slot.last < oldest) {
      erase(trim_at_);                     // another may have moved here: look again
      continue;
    }
    if (slot.count > 1) drop_older(slot, oldest);
    trim_at_ = (trim_at_ + 1) & (slots_.size() - 1);
    --slots;
  }
}

std::size_t Postings::bytes() const {
  std::size_t sum = slots_.size() * sizeof(Slot) + owned_bytes_ + pages_.capacity() * sizeof(void*) * 2;
  for (const auto& list : freed_) sum += list.capacity() * sizeof(std::uint32_t);
  return sum;
}

void Postings::save(std::string& out) const {
  put(out, static_cast<std::uint64_t>(slots_.size()));
  put(out, static_cast<std::uint64_t>(used_));
  put(out, static_cast<std::uint64_t>(trim_at_));
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    const auto& slot = slots_[i];
    if (slot.count == 0) continue;
    put(out, Written{static_cast<std::uint32_t>(i), slot.key, slot.last, slot.count, slot.length});
    out.append(reinterpret_cast<const char*>(bytes_of(slot)), slot.length);
  }
}

bool Postings::load(std::string_view& in) {
  *this = Postings();
  std::uint64_t size = 0, used = 0, trim_at = 0;
  const auto give_up = [&] {
    *this = Postings();
    return false;
  };
  if (!get(in, size) || !get(in, used) || !get(in, trim_at)) return false;
  if (size < 1024 || (size & (size - 1)) != 0 || size > (std::uint64_t{1} << 31) || used >= size || trim_at >= size || used > in.size() / 20) return false;
  slots_.assign(size, {});
  shift_ = 32;
  for (auto s = size; s > 1; s >>= 1) --shift_;
  trim_at_ = trim_at;
  used_ = used;
  for (std::uint64_t i = 0; i < used; ++i) {
    Written written{};
    if (!get(in, written)) return give_up();
    const auto where = written.where;
    Slot slot{written.key, written.last, written.count, written.length, 0};
    if (where >= size || slot.count == 0 || slot.length > in.size() || slots_[where].count != 0) return give_up();
    if (slot.length > kInline) {
      slot.block = allocate(class_of(slot.length));
      std::memcpy(at(slot.block), in.data(), slot.length);
    } else {
      std::memcpy(&slot.block, in.data(), slot.length);
    }
    in.remove_prefix(slot.length);
    slots_[where] = slot;
  }
  return true;
}

}  // namespace yiwang
