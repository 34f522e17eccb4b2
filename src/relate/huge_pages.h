#pragma once
#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <new>
#include <utility>

namespace yiwang {

inline constexpr std::size_t kHugePage = std::size_t{2} << 20;

/// Memory for tables that are read at random: large pieces ask for huge pages, because at hundreds of megabytes the address look-up costs as much as the
/// memory itself. Small pieces are ordinary memory.
inline void* allocate_large(std::size_t bytes) {
  if (bytes < kHugePage) return ::operator new(bytes);
  const auto whole = (bytes + kHugePage - 1) / kHugePage * kHugePage;
  void* memory = std::aligned_alloc(kHugePage, whole);
  if (memory == nullptr) throw std::bad_alloc();
  madvise(memory, whole, MADV_HUGEPAGE);   // a wish: without it all still works
  return memory;
}
inline void free_large(void* memory, std::size_t bytes) noexcept {
  if (bytes < kHugePage) ::operator delete(memory);
  else std::free(memory);
}

template <class T>
struct LargeAllocator {
  using value_type = T;
  LargeAllocator() = default;
  template <class U>
  LargeAllocator(const LargeAllocator<U>&) {}
  T* allocate(std::size_t n) { return static_cast<T*>(allocate_large(n * sizeof(T))); }
  void deallocate(T* memory, std::size_t n) noexcept { free_large(memory, n * sizeof(T)); }
  bool operator==(const LargeAllocator&) const { return true; }
};

/// One piece of such memory that frees itself.
class LargePiece {
 public:
  explicit LargePiece(std::size_t bytes) : bytes_(bytes), memory_(static_cast<unsigned char*>(allocate_large(bytes))) {}
  LargePiece(LargePiece&& other) noexcept : bytes_(other.bytes_), memory_(other.memory_) { other.memory_ = nullptr; }
  LargePiece& operator=(LargePiece&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    std::swap(memory_, other.memory_);
    return *this;
  }
  ~LargePiece() {
    if (memory_ != nullptr) free_large(memory_, bytes_);
  }
  unsigned char* data() const { return memory_; }

 private:
  std::size_t bytes_;
  unsigned char* memory_;
};

}  // namespace yiwang
