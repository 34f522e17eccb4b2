#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace yiwang {

using Digest = std::array<std::uint8_t, 32>;
Digest sha256(std::string_view bytes);
Digest hmac_sha256(std::string_view key, std::string_view bytes);
std::string to_hex(std::string_view bytes);
std::string to_hex(const Digest& digest);
std::string to_base64(std::string_view bytes);
Result<std::string> from_base64(std::string_view text);

/// Seals short personal texts with AES-256-GCM (NIST SP 800-38D) and makes blind keys to find them by. Key material: 32 bytes; two sub-keys are
/// derived from it (HMAC with fixed labels). Safe to use from several threads.
class Cipher {
 public:
  /// `key` must have 32 bytes; checked by the caller that reads the key file.
  explicit Cipher(std::string_view key);
  /// Text form `1:<base64 of nonce|ciphertext|tag>`. The nonce is derived from key, context and text (synthetic, so the same input gives the same bytes and
  /// ledgers stay reproducible); `context` (e.g. "report 12") is authenticated and must be given again to open.
  std::string seal(std::string_view plain, std::string_view context) const;
  /// `malformed` when the text was altered, moved to another context or sealed with another key.
  Result<std::string> open(std::string_view sealed, std::string_view context) const;
  /// Same value, same key; nothing can be read from it. 32 hex digits.
  std::string blind_key(std::string_view value) const;

 private:
  std::string seal_key_;
  std::string nonce_key_;
  std::string blind_key_;
};

}  // namespace yiwang
