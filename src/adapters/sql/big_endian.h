#pragma once
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace yiwang {

/// Numbers as PostgreSQL's binary formats write them: highest byte first.
template <class T>
void put_big_endian(std::string& out, T value) {
  for (int shift = static_cast<int>(sizeof(T)) * 8 - 8; shift >= 0; shift -= 8) out += static_cast<char>(static_cast<std::uint64_t>(value) >> shift);
}

inline std::int64_t read_big_endian(std::string_view bytes) {
  std::uint64_t value = !bytes.empty() && (bytes[0] & 0x80) && bytes.size() > 1 ? ~std::uint64_t{0} : 0;
  for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
  return static_cast<std::int64_t>(value);
}

}  // namespace yiwang
