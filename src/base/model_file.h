#pragma once
#include <bit>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace yiwang {

static_assert(std::endian::native == std::endian::little, "model files are little-endian");

/// Writes numbers, strings, lists and anything with `keep(file)` one after the other.
class ModelWriter {
 public:
  template <class... Parts>
  void part(Parts&... parts) {
    (one(parts), ...);
  }
  std::string bytes;

 private:
  template <class T>
  void one(T& value) {
    if constexpr (std::is_arithmetic_v<T>) {
      bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
    } else if constexpr (requires { value.keep(*this); }) {
      value.keep(*this);
    } else {
      std::uint64_t size = value.size();
      one(size);
      using Item = typename T::value_type;
      if constexpr (std::is_arithmetic_v<Item>) bytes.append(reinterpret_cast<const char*>(value.data()), size * sizeof(Item));
      else for (auto& item : value) one(item);
    }
  }
};

/// Reads what ModelWriter wrote. Never reads past the end: `broken` is set and what follows stays empty.
class ModelReader {
 public:
  explicit ModelReader(std::string_view bytes) : left_(bytes) {}
  template <class... Parts>
  void part(Parts&... parts) {
    (one(parts), ...);
  }
  bool broken = false;
  bool at_end() const { return left_.empty(); }

 private:
  bool take(void* to, std::uint64_t size) {
    if (broken || size > left_.size()) {
      broken = true;
      return false;
    }
    if (size > 0) std::memcpy(to, left_.data(), size);
    left_.remove_prefix(size);
    return true;
  }
  template <class T>
  void one(T& value) {
    if constexpr (std::is_arithmetic_v<T>) {
      take(&value, sizeof value);
    } else if constexpr (requires { value.keep(*this); }) {
      value.keep(*this);
    } else {
      using Item = typename T::value_type;
      std::uint64_t size = 0;
      one(size);
      if (broken || size > left_.size()) {  // an item takes a byte at least
        broken = true;
        return;
      }
      if constexpr (std::is_arithmetic_v<Item>) {
        if (size > left_.size() / sizeof(Item)) {
          broken = true;
          return;
        }
        value.resize(size);
        take(value.data(), size * sizeof(Item));
      } else {
        value.resize(size);
        for (auto& item : value) one(item);
      }
    }
  }
  std::string_view left_;
};

}  // namespace yiwang
