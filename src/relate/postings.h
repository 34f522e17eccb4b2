#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "relate/huge_pages.h"

namespace yiwang {

/// Which tellings hold a gram (or share a reporter, an estate...): for each 32-bit key the serials in ascending order, as differences of one to five bytes in
/// one contiguous block that can be read backwards, newest first. About 1.3 bytes a posting for texts; a table slot of 20 bytes a key. Up to four bytes of
/// differences lie in the slot itself, so a rare gram owns no block. One thread.
class Postings {
 public:
  Postings();

  /// Adds a serial to every key; serials never fall from call to call. Twice the same serial counts once.
  void append(std::span<const std::uint32_t> keys, std::uint32_t serial);
  /// How many serials a key has, those already trimmed left out; 0 when unknown.
  std::uint32_t count(std::uint32_t key) const;
  /// `counts[i]` for `keys[i]`; several times faster than one by one.
  void counts(std::span<const std::uint32_t> keys, std::vector<std::uint32_t>& counts) const;

  /// Serials of one key from the newest on. Ends by `more()` false; valid until the next change.
  class Walk {
   public:
    bool more() const { return left_ != 0; }
    std::uint32_t serial() const { return serial_; }
    void next() {
      if (--left_ == 0) return;
      std::uint32_t value = 0;
      for (int shift = 0;; shift += 7) {
        const std::uint8_t byte = *--at_;
        value |= static_cast<std::uint32_t>(byte & 0x7f) << shift;
        if ((byte & 0x80) != 0) break;
      }
      serial_ -= value;
    }

   private:
    friend class Postings;
    const std::uint8_t* at_ = nullptr;
    std::uint32_t serial_ = 0;
    std::uint32_t left_ = 0;
  };
  Walk newest_first(std::uint32_t key) const;

  /// Forgets serials below `oldest` in the next `slots` slots of the table, going round; call it often with few.
  void trim(std::uint32_t oldest, std::size_t slots);

  std::size_t keys() const { return used_; }
  std::size_t slots() const { return slots_.size(); }
  std::size_t bytes() const;               // memory held

  void save(std::string& out) const;
  /// Reads what `save` wrote and moves `in` past it; false leaves it empty.
  bool load(std::string_view& in);

 private:
  struct Slot {
    std::uint32_t key = 0;
    std::uint32_t last = 0;
    std::uint32_t count = 0;               // 0: free
    std::uint32_t length = 0;              // bytes of differences
    std::uint32_t block = 0;               // where they lie; the bytes themselves up to four
  };
  static constexpr std::uint32_t kInline = 4;

  std::size_t home(std::uint32_t key) const { return static_cast<std::size_t>(key * 0x9e3779b1u) >> shift_; }
  const Slot* find(std::uint32_t key) const;
  std::size_t place(std::uint32_t key);
  void grow();
  void push(Slot& slot, std::uint32_t serial);
  void erase(std::size_t at);
  void drop_older(Slot& slot, std::uint32_t oldest);
  std::uint8_t* bytes_of(Slot& slot) { return slot.length <= kInline ? reinterpret_cast<std::uint8_t*>(&slot.block) : at(slot.block); }
  const std::uint8_t* bytes_of(const Slot& slot) const { return slot.length <= kInline ? reinterpret_cast<const std::uint8_t*>(&slot.block) : at(slot.block); }

  // Blocks: pages of 2 MiB (the first ones 64 KiB) cut into sizes that grow by about a third; freed ones are used again.
  static constexpr int kPageBits = 18;
  static constexpr std::uint32_t kPageUnits = std::uint32_t{1} << kPageBits;   // of eight bytes
  std::uint8_t* at(std::uint32_t block) const { return pages_[block >> kPageBits] + (static_cast<std::size_t>(block & (kPageUnits - 1)) << 3); }
  std::uint32_t allocate(int size_class);
  static int class_of(std::uint32_t length);
  static std::size_t bytes_of_class(int size_class);

  std::vector<Slot, LargeAllocator<Slot>> slots_;
  int shift_ = 32 - 10;
  std::size_t used_ = 0;
  std::size_t trim_at_ = 0;
  std::vector<LargePiece> owned_;
  std::vector<std::uint8_t*> pages_;
  std::size_t owned_bytes_ = 0;
  std::uint32_t free_page_ = 0;
  std::size_t free_from_ = 0, free_to_ = 0;   // the rest of the page that is being cut
  std::vector<std::vector<std::uint32_t>> freed_;
  std::vector<std::uint32_t> scratch_;
};

}  // namespace yiwang
