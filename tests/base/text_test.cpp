#include "base/text.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>
#include <unicode/normalizer2.h>

#include "base/utf8.h"

namespace yiwang {
namespace {

// Code points a report may hold, weighted towards what Chinese text is made of; no surrogates.
rc::Gen<std::u32string> any_text() {
  const auto code_point = rc::gen::weightedOneOf<char32_t>({{4, rc::gen::inRange<char32_t>(0x20, 0x7f)},
                                                            {8, rc::gen::inRange<char32_t>(0x4e00, 0x9fff)},
                                                            {3, rc::gen::inRange<char32_t>(0xff00, 0xffef)},
                                                            {2, rc::gen::inRange<char32_t>(0x2000, 0x33ff)},
                                                            {2, rc::gen::inRange<char32_t>(0xa0, 0x500)},
                                                            {1, rc::gen::inRange<char32_t>(0x300, 0x36f)},
                                                            {1, rc::gen::inRange<char32_t>(0xe000, 0xfffd)},
                                                            {1, rc::gen::inRange<char32_t>(0x1f300, 0x1faff)},
                                                            {1, rc::gen::inRange<char32_t>(0x20000, 0x2fa1f)}});
  return rc::gen::container<std::u32string>(code_point);
}

std::string nfkc_casefold(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out;
  icu::Normalizer2::getNFKCCasefoldInstance(status)->normalize(icu::UnicodeString::fromUTF8(text), status).toUTF8String(out);
  return out;
}

std::string single_spaced(const std::string& text) {
  std::u32string out;
  for (const char32_t c : to_codepoints(text)) {
    const bool space = c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0x1680 || c == 0x2028 || c == 0x2029;
    if (!space) out += c;
    else if (!out.empty() && out.back() != ' ') out += U' ';
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return to_utf8(out);
}

TEST(Text, normalise_folds_width_case_and_script) {
  EXPECT_EQ(normalise("  ＡＢＣ１２３，Café ①㎡ \t\n 云锦路　工地  "), "abc123,café 1m2 云锦路 工地");
  EXPECT_EQ(normalise("雲錦路工地半夜施工太吵"), "云锦路工地半夜施工太吵");
  EXPECT_EQ(normalise("ﬁne Straße …"), "fine strasse ...");
  EXPECT_EQ(normalise("e\u0301"), "é");
  EXPECT_EQ(normalise("\u200b零\u200d宽\ufeff"), "零宽");
  EXPECT_EQ(normalise(""), "");
  EXPECT_EQ(normalise(" \u3000\u00a0 "), "");
}

TEST(Text, normalise_reads_compatibility_ideographs_and_radicals) {
  EXPECT_EQ(normalise("\u2fa7"), "长");      // ⾧, a radical, becomes 長 first
  EXPECT_EQ(normalise("\uf9d1"), "六");
}

TEST(Text, phrases_win_over_characters) {
  EXPECT_EQ(simplify("乾坤"), "乾坤");
  EXPECT_EQ(simplify("餅乾"), "饼干");
  EXPECT_EQ(simplify("瞭望台上一目瞭然"), "瞭望台上一目了然");
  EXPECT_EQ(normalise("乾坤與餅乾"), "乾坤与饼干");
}

TEST(Text, simplify_leaves_all_but_the_script_alone) { EXPECT_EQ(simplify("  ＡBC 雲　錦\n"), "  ＡBC 云　锦\n"); }

RC_GTEST_PROP(Text, normalise_agrees_with_icu_then_simplify, ()) {
  const auto text = to_utf8(*any_text());
  RC_ASSERT(normalise(text) == single_spaced(simplify(nfkc_casefold(text))));
}

RC_GTEST_PROP(Text, normalise_twice_is_normalise_once, ()) {
  const auto text = *any_text();
  RC_PRE(text.find(U'薴') == text.npos);   // OpenCC reads it as 苧, which it reads as 苎 in its turn; the only such pair
  const auto once = normalise(to_utf8(text));
  RC_ASSERT(normalise(once) == once);
}

RC_GTEST_PROP(Text, any_bytes_are_survived, (const std::string& bytes)) {
  RC_ASSERT(broken_utf8_at(normalise(bytes)) == std::string_view::npos);
  simplify(bytes);
  shorten(bytes, 3);
  mask_name(bytes);
  mask_phone(bytes);
}

RC_GTEST_PROP(Text, code_points_come_back, ()) {
  const auto points = *any_text();
  const auto text = to_utf8(points);
  RC_ASSERT(to_codepoints(text) == points);
  RC_ASSERT(count_codepoints(text) == points.size());
  RC_ASSERT(broken_utf8_at(text) == std::string_view::npos);
}

TEST(Text, broken_utf8_is_found_where_it_starts) {
  EXPECT_EQ(broken_utf8_at("plain text, long enough for the fast path"), std::string_view::npos);
  EXPECT_EQ(broken_utf8_at("字\xef\xbf\xbd字"), std::string_view::npos);   // a real U+FFFD is no fault
  EXPECT_EQ(broken_utf8_at("12345678字\xff"), 11U);
  EXPECT_EQ(broken_utf8_at("ab\xc0\x80"), 2U);            // overlong
  EXPECT_EQ(broken_utf8_at("\xed\xa0\x80"), 0U);          // surrogate
  EXPECT_EQ(broken_utf8_at("\xf4\x90\x80\x80"), 0U);      // beyond U+10FFFF
  EXPECT_EQ(broken_utf8_at("a\xe4\xb8"), 1U);             // cut short
  EXPECT_EQ(broken_utf8_at("\x80"), 0U);
}

TEST(Text, control_characters_are_seen) {
  EXPECT_FALSE(has_control("tab\t line\r\n 字 é 🙂"));
  EXPECT_TRUE(has_control(std::string_view("a\0b", 3)));
  EXPECT_TRUE(has_control("\x1b[31m"));
  EXPECT_TRUE(has_control("\x7f"));
  EXPECT_TRUE(has_control("\xc2\x85"));
  EXPECT_FALSE(has_control("\xc2\xa0"));
}

TEST(Text, shorten_cuts_whole_characters) {
  EXPECT_EQ(shorten("云锦路", 3), "云锦路");
  EXPECT_EQ(shorten("云锦路", 2), "云锦…");
  EXPECT_EQ(shorten("云", 0), "…");
  EXPECT_EQ(shorten("", 0), "");
}

TEST(Text, split_keeps_empty_parts) {
  EXPECT_THAT(split("a;;b;", ';'), testing::ElementsAre("a", "", "b", ""));
  EXPECT_THAT(split("", ';'), testing::ElementsAre(""));
}

TEST(Text, han_are_told_from_the_rest) {
  for (const char32_t c : std::u32string_view(U"一龥㐀𠀀〇々")) EXPECT_TRUE(is_han(c)) << static_cast<unsigned>(c);
  for (const char32_t c : std::u32string_view(U"aあア，1。")) EXPECT_FALSE(is_han(c)) << static_cast<unsigned>(c);
}

TEST(Text, stable_hash_never_changes) {
  // Written to ledgers and indexes: these numbers are frozen.
  EXPECT_EQ(stable_hash(""), 0xefd01f60ba992926ULL);
  EXPECT_EQ(stable_hash("云锦路"), stable_hash("云锦路"));
  EXPECT_NE(stable_hash("云锦路", 1), stable_hash("云锦路"));
}

TEST(Text, masks_show_no_more_than_said) {
  EXPECT_EQ(mask_name("张三丰"), "张*");
  EXPECT_EQ(mask_name("张"), "张*");
  EXPECT_EQ(mask_name(""), "");
  EXPECT_EQ(mask_phone("13812345678"), "138****5678");
  EXPECT_EQ(mask_phone("+86 138-1234-5678"), "138****5678");
  EXPECT_EQ(mask_phone("A000123448"), "A000****48");
  EXPECT_EQ(mask_phone("025-84512345"), "0****5");
  EXPECT_EQ(mask_phone("110"), "****");
  EXPECT_EQ(mask_phone(""), "");
}

}  // namespace
}  // namespace yiwang
