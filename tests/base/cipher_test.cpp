#include "base/cipher.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace yiwang {
namespace {

const Cipher kCipher(std::string(32, 'k'));

TEST(Digests, agree_with_the_published_examples) {
  EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");   // FIPS 180-4
  EXPECT_EQ(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");   // RFC 4231
}

TEST(Base64, agrees_with_rfc_4648) {
  EXPECT_EQ(to_base64(""), "");
  EXPECT_EQ(to_base64("f"), "Zg==");
  EXPECT_EQ(to_base64("fo"), "Zm8=");
  EXPECT_EQ(to_base64("foobar"), "Zm9vYmFy");
}

TEST(Base64, takes_only_the_one_right_spelling) {
  for (const auto* text : {"Zg=", "Zg", "Z===", "Zh==", "Zm9=", "Zm 8", "Zm9v=", "Zg==Zg==", "====", "Zm9_"}) EXPECT_FALSE(from_base64(text)) << text;
}

RC_GTEST_PROP(Base64, comes_back, (const std::string& bytes)) { RC_ASSERT(from_base64(to_base64(bytes)).value() == bytes); }

RC_GTEST_PROP(Cipher, what_is_sealed_opens_in_its_context, (const std::string& plain, const std::string& context)) {
  RC_ASSERT(kCipher.open(kCipher.seal(plain, context), context).value() == plain);
}

TEST(Cipher, the_same_input_gives_the_same_bytes_and_any_other_input_gives_others) {
  const auto sealed = kCipher.seal("张三", "report 1");
  EXPECT_EQ(sealed, kCipher.seal("张三", "report 1"));
  EXPECT_NE(sealed, kCipher.seal("张三", "report 2"));
  EXPECT_NE(sealed, kCipher.seal("李四", "report 1"));
  EXPECT_NE(kCipher.seal("c", "ab"), kCipher.seal("bc", "a"));
  EXPECT_TRUE(sealed.starts_with("1:"));
  EXPECT_EQ(sealed.find("张"), std::string::npos);
}

TEST(Cipher, refuses_another_context_or_key) {
  const auto sealed = kCipher.seal("13812345678", "report 1");
  EXPECT_EQ(kCipher.open(sealed, "report 2").error().reason, Reason::malformed);
  EXPECT_EQ(Cipher(std::string(32, 'x')).open(sealed, "report 1").error().reason, Reason::malformed);
}

TEST(Cipher, refuses_every_altered_byte) {
  const auto sealed = kCipher.seal("13812345678", "report 1");
  const auto raw = from_base64(std::string_view(sealed).substr(2)).value();
  for (std::size_t i = 0; i < raw.size(); ++i) {
    auto altered = raw;
    altered[i] = static_cast<char>(altered[i] ^ 1);
    EXPECT_FALSE(kCipher.open("1:" + to_base64(altered), "report 1")) << i;
  }
  for (std::size_t i = 0; i < raw.size(); ++i) EXPECT_FALSE(kCipher.open("1:" + to_base64(raw.substr(0, i)), "report 1")) << i;
  for (const auto* text : {"", "1:", "2:AAAA", "1:!!!!", "plain"}) EXPECT_FALSE(kCipher.open(text, "report 1")) << text;
}

TEST(Cipher, blind_keys_find_the_same_value_and_tell_nothing) {
  EXPECT_EQ(kCipher.blind_key("13812345678"), kCipher.blind_key("13812345678"));
  EXPECT_EQ(kCipher.blind_key("13812345678").size(), 32U);
  std::set<std::string> keys;
  for (int i = 0; i < 1000; ++i) keys.insert(kCipher.blind_key(std::to_string(i)));
  EXPECT_EQ(keys.size(), 1000U);
  EXPECT_NE(Cipher(std::string(32, 'x')).blind_key("1"), kCipher.blind_key("1"));
}

}  // namespace
}  // namespace yiwang
