#pragma once
#include <cstdint>
#include <vector>

namespace yiwang {

/// Case id -> row. Ids above 0; linear probing, 12 bytes a slot. Never iterated, so nothing depends on its order.
class IdMap {
 public:
  static constexpr std::uint32_t kNone = 0xffffffff;
  IdMap() : slots_(64) {}

  std::uint32_t find(std::uint64_t id) const {
    if (id == 0) return kNone;             // a free slot has id 0
    for (auto at = home(id);; at = next(at)) {
      if (slots_[at].id == id) return slots_[at].row;
      if (slots_[at].id == 0) return kNone;
    }
  }
  void insert(std::uint64_t id, std::uint32_t row) {
    if ((used_ + 1) * 10 > slots_.size() * 7) grow();
    auto at = home(id);
    while (slots_[at].id != 0 && slots_[at].id != id) at = next(at);
    if (slots_[at].id == 0) ++used_;
    slots_[at] = {id, row};
  }
  void erase(std::uint64_t id) {
    auto hole = home(id);
    while (slots_[hole].id != id) {
      if (slots_[hole].id == 0) return;
      hole = next(hole);
    }
    const auto mask = slots_.size() - 1;
    for (auto at = next(hole); slots_[at].id != 0; at = next(at)) {
      if (((at - home(slots_[at].id)) & mask) < ((at - hole) & mask)) continue;
      slots_[hole] = slots_[at];
      hole = at;
    }
    slots_[hole] = {};
    --used_;
  }
  std::size_t size() const { return used_; }
  std::size_t bytes() const { return slots_.capacity() * sizeof(Slot); }

 private:
#pragma pack(push, 4)
  struct Slot {
    std::uint64_t id = 0;
    std::uint32_t row = 0;
  };
#pragma pack(pop)
  std::size_t home(std::uint64_t id) const { return static_cast<std::size_t>((id * 0x9e3779b97f4a7c15ull) >> 20) & (slots_.size() - 1); }
  std::size_t next(std::size_t at) const { return (at + 1) & (slots_.size() - 1); }
  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    used_ = 0;
    for (const auto& slot : old) {
      if (slot.id != 0) insert(slot.id, slot.row);
    }
  }
  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

}  // namespace yiwang
