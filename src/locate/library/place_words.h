#pragma once
#include <span>
#include <string_view>

namespace yiwang {

// The words that say what sort of place a name is of, longest first within each list.

std::span<const std::u32string_view> road_words();       // 大道, 路, 街, 巷
std::span<const std::u32string_view> estate_words();     // 花园, 小区, 大厦, 苑
std::span<const std::u32string_view> area_words();       // 街道, 社区, 区
/// Words that go with an address and name nothing: 附近, 对面, 办事处, 位于. Longest first.
std::span<const std::u32string_view> assisting_words();
/// What a voice says while it thinks, dropped wherever it stands: 嗯, 那个.
std::span<const std::u32string_view> filler_words();

/// Length of the word of the list the text has at `at`; 0 when none. The longest wins.
std::size_t word_at(std::span<const std::u32string_view> words, std::u32string_view text, std::size_t at);
/// Length of the word of the list the text ends with, when `least` characters stand before it; else 0.
std::size_t word_before_end(std::span<const std::u32string_view> words, std::u32string_view text, std::size_t least);

}  // namespace yiwang
