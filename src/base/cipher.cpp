#include "base/cipher.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <memory>
#include <stdexcept>

namespace yiwang {
namespace {

constexpr std::size_t kNonce = 12;
constexpr std::size_t kTag = 16;
constexpr std::string_view kVersion = "1:";

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
std::string text_of(const Digest& digest) { return {reinterpret_cast<const char*>(digest.data()), digest.size()}; }

struct FreeContext {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

const EVP_CIPHER* aes_256_gcm() {
  static const EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  return cipher;
}

void must(bool worked) {
  if (!worked) throw std::runtime_error("OpenSSL failed");
}

}  // namespace

Digest sha256(std::string_view bytes) {
  Digest digest;
  SHA256(bytes_of(bytes), bytes.size(), digest.data());
  return digest;
}

Digest hmac_sha256(std::string_view key, std::string_view bytes) {
  Digest digest;
  unsigned int size = 0;
  must(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes_of(bytes), bytes.size(), digest.data(), &size) != nullptr && size == digest.size());
  return digest;
}

Cipher::Cipher(std::string_view key)
    : seal_key_(text_of(hmac_sha256(key, "yiwang seal 1"))),
      nonce_key_(text_of(hmac_sha256(key, "yiwang nonce 1"))),
      blind_key_(text_of(hmac_sha256(key, "yiwang blind 1"))) {}

std::string Cipher::seal(std::string_view plain, std::string_view context) const {
  // The length keeps ("ab", "c") and ("a", "bc") apart.
  std::string parts = std::to_string(context.size()) + ":";
  parts += context;
  parts += plain;
  std::string out = text_of(hmac_sha256(nonce_key_, parts)).substr(0, kNonce);
  out.resize(kNonce + plain.size() + kTag);
  const Context run(EVP_CIPHER_CTX_new());
  int length = 0;
  must(run != nullptr && EVP_EncryptInit_ex2(run.get(), aes_256_gcm(), bytes_of(std::string_view(seal_key_)), bytes_of(out), nullptr) == 1);
  must(EVP_EncryptUpdate(run.get(), nullptr, &length, bytes_of(context), static_cast<int>(context.size())) == 1);
  must(EVP_EncryptUpdate(run.get(), bytes_of(out) + kNonce, &length, bytes_of(plain), static_cast<int>(plain.size())) == 1);
  must(EVP_EncryptFinal_ex(run.get(), bytes_of(out) + kNonce + plain.size(), &length) == 1);
  must(EVP_CIPHER_CTX_ctrl(run.get(), EVP_CTRL_AEAD_GET_TAG, kTag, bytes_of(out) + kNonce + plain.size()) == 1);
  return std::string(kVersion) + to_base64(out);
}

Result<std::string> Cipher::open(std::string_view sealed, std::string_view context) const {
  const auto bad = [] { return refuse(Reason::malformed, {{"fault", "sealed_text"}}); };
  if (!sealed.starts_with(kVersion)) return bad();
  auto raw = from_base64(sealed.substr(kVersion.size()));
  if (!raw || raw->size() < kNonce + kTag) return bad();
  const std::size_t size = raw->size() - kNonce - kTag;
  std::string plain(size, '\0');
  const Context run(EVP_CIPHER_CTX_new());
  int length = 0;
  must(run != nullptr && EVP_DecryptInit_ex2(run.get(), aes_256_gcm(), bytes_of(std::string_view(seal_key_)), bytes_of(*raw), nullptr) == 1);
  must(EVP_DecryptUpdate(run.get(), nullptr, &length, bytes_of(context), static_cast<int>(context.size())) == 1);
  must(EVP_DecryptUpdate(run.get(), bytes_of(plain), &length, bytes_of(*raw) + kNonce, static_cast<int>(size)) == 1);
  must(EVP_CIPHER_CTX_ctrl(run.get(), EVP_CTRL_AEAD_SET_TAG, kTag, bytes_of(*raw) + kNonce + size) == 1);
  if (EVP_DecryptFinal_ex(run.get(), bytes_of(plain) + size, &length) != 1) return bad();
  return plain;
}

std::string Cipher::blind_key(std::string_view value) const {
  return to_hex(text_of(hmac_sha256(blind_key_, value)).substr(0, 16));
}

}  // namespace yiwang
