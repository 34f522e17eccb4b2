#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace yiwang {

/// What a token is at a glance: digits (by length), Latin letters, a Chinese numeral, a direction, another character, punctuation.
std::string token_shape(std::string_view token);
/// Digits as their count (`#3`), all else itself: numbers mean by how long they are.
std::string token_word(std::string_view token);

/// Hashed linear features of every token: words, shapes and their grams in a window of three to each side, the nearest character that usually ends a phrase
/// (路, 号, 村...) to the left and right, and where in the address it stands.
std::vector<std::vector<std::uint32_t>> tag_features(const std::vector<std::string>& tokens);
inline constexpr std::uint32_t kTagFeatures = 1u << 22;

/// An address cut into tokens: a character each, runs of digits and runs of Latin letters whole.
std::vector<std::string> address_tokens(std::string_view text);

}  // namespace yiwang
