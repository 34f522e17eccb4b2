#include <gtest/gtest.h>

#include "base/random.h"
#include "base/text.h"
#include "sample_city.h"
#include "understand/matter_model.h"
#include "understand/reader.h"

namespace yiwang {
namespace {

const MatterModel& model() {
  static const auto made = MatterModel::train(training_texts(*sample::city()));
  return made;
}

double sure(std::string_view text) {
  const auto guesses = model().guess(text).matters;
  return guesses.empty() ? 0.0 : guesses[0].confidence;
}

TEST(OddTexts, without_a_known_word_get_no_matter) {
  for (const std::string text : {"", " \n\t", "的", "1234567890 13800000000", "😀😡🔥", "가로등이 고장났습니다", "Улица не освещена", "\xc2\xb7\xb5\xc6\xb2\xbb\xc1\xc1"}) {
    EXPECT_TRUE(model().guess(text).matters.empty()) << text;
  }
}

TEST(OddTexts, of_one_character_or_another_language_are_never_sure) {
  EXPECT_LE(sure("灯"), 0.5);
  EXPECT_LE(sure("水"), 0.5);
  auto texts = training_texts(*sample::city());
  texts.push_back({"app闪退 test 打不开", "030101"});
  const auto knows_latin = MatterModel::train(texts);
  for (const std::string text : {"test", "a", "The street light in front of my test house app is broken, please send someone."}) {
    const auto guesses = knows_latin.guess(text).matters;
    EXPECT_LE(guesses.empty() ? 0.0 : guesses[0].confidence, 0.5) << text;
  }
}

TEST(OddTexts, with_broken_bytes_are_read_for_what_is_whole) {
  EXPECT_EQ(model().guess("\xff\xfe\x80路灯不亮\xc3").matters.at(0).matter, model().guess("路灯不亮").matters.at(0).matter);
}

TEST(OddTexts, of_a_hundred_thousand_characters_answer_by_their_beginning) {
  std::string text;
  for (int i = 0; i < 25000; ++i) text += "路灯不亮";
  const auto whole = model().guess(text).matters;
  ASSERT_FALSE(whole.empty());
  EXPECT_EQ(whole[0].matter, "010101");
  EXPECT_EQ(model().guess(text + "工地半夜施工噪声").matters, whole);
}

TEST(OddTexts, of_random_characters_never_break_anything) {
  Random random(9);
  for (int n = 0; n < 200; ++n) {
    std::string bytes;
    for (std::size_t i = random.below(400); i > 0; --i) bytes += static_cast<char>(random.below(256));
    const auto reading = model().guess(bytes);
    EXPECT_LE(reading.matters.size(), 3u);
    for (const auto& evidence : reading.evidence) EXPECT_NE(bytes.find(evidence.text), std::string::npos);
  }
}

}  // namespace
}  // namespace yiwang
