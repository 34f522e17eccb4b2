#include <gtest/gtest.h>

#include "base/text.h"
#include "respond/fit.h"
#include "respond/shipped.h"

namespace yiwang::testing {
namespace {

std::string first(const std::string& text) {
  const auto hits = shipped().index->find(read_question(text, *shipped().synonyms), 1);
  return hits.empty() ? std::string("nothing") : shipped().articles.at(hits.front().id).code;
}

std::string marked(const std::string& text, const std::string& question) {
  const auto points = to_codepoints(text);
  std::string out;
  std::size_t at = 0;
  for (const auto& mark : marks_in(text, read_question(question, *shipped().synonyms))) {
    out += to_utf8(points.substr(at, mark.from - at)) + "[" + to_utf8(points.substr(mark.from, mark.to - mark.from)) + "]";
    at = mark.to;
  }
  return out + to_utf8(points.substr(at));
}

TEST(KnowledgeSearch, traditional_characters_find_what_is_written_in_simplified_ones) {
  EXPECT_EQ(first("社會保障卡丟了怎麼補辦"), "sbk-replace");
  EXPECT_EQ(first("電動自行車上牌"), "ebike-plate");
}

TEST(KnowledgeSearch, a_word_of_the_same_sound_is_taken_for_the_one_that_was_meant) {
  EXPECT_EQ(first("设保卡补办"), "sbk-replace");
  EXPECT_EQ(first("居主证签注"), "residence-permit");
  EXPECT_EQ(first("工积金提取"), "gjj-withdraw");
}

TEST(KnowledgeSearch, pinyin_and_its_initials_find_titles) {
  EXPECT_EQ(first("juzhuzheng"), "residence-permit");
  EXPECT_EQ(first("jzz"), "residence-permit");
  EXPECT_EQ(first("gongjijindaikuan"), "gjj-loan");
}

TEST(KnowledgeSearch, english_words_find_english_titles_one_slip_of_the_finger_included) {
  EXPECT_EQ(first("fireworks"), "firework");
  EXPECT_EQ(first("pasport"), "passport");
  EXPECT_EQ(first("Vaccinations"), "vaccine-child");
  EXPECT_EQ(first("etc"), "etc-fault");
}

TEST(KnowledgeSearch, synonyms_lead_to_the_article_that_never_uses_the_word) {
  EXPECT_EQ(first("煤气怎么报修"), "gas-repair");
  EXPECT_EQ(first("取暖温度不够"), "heating");
}

TEST(KnowledgeSearch, nothing_is_found_for_what_holds_no_word) {
  for (const auto* text : {"", "   ", "？！。", "😀😀😀", "\xff\xfe broken \xc3", "。"}) {
    const auto question = read_question(text, *shipped().synonyms);
    for (const auto& hit : shipped().index->find(question, 3)) EXPECT_LT(fits(question, hit), 0.35) << text;
  }
  EXPECT_TRUE(read_question("😀😀😀", *shipped().synonyms).empty());
  EXPECT_TRUE(shipped().index->find(read_question("", *shipped().synonyms), 5).empty());
}

TEST(KnowledgeSearch, a_hundred_thousand_characters_are_looked_up_no_slower_than_a_page) {
  std::string text;
  while (text.size() < 300'000) text += "小区楼下夜里一直很吵";
  const auto question = read_question(text, *shipped().synonyms);
  EXPECT_LE(question.text.size(), Question::kMostCharacters);
  EXPECT_LE(shipped().index->find(question, 5).size(), 5u);
}

TEST(KnowledgeSearch, the_same_question_gets_the_same_answer_whatever_the_order_of_the_articles) {
  std::vector<IndexedArticle> list;
  for (const auto& [id, a] : shipped().articles) list.push_back({id, a.content.title, a.content.title_en, a.content.questions, a.content.keywords, a.content.answer, {}});
  std::reverse(list.begin(), list.end());
  const KnowledgeIndex turned(list, shipped().synonyms);
  for (const auto& row : table("questions.csv")) {
    const auto question = read_question(row.text, *shipped().synonyms);
    const auto a = shipped().index->find(question, 5), b = turned.find(question, 5);
    ASSERT_EQ(a.size(), b.size()) << row.text;
    for (std::size_t i = 0; i < a.size(); ++i) {
      EXPECT_EQ(a[i].id, b[i].id) << row.text;
      EXPECT_DOUBLE_EQ(a[i].score, b[i].score) << row.text;
    }
  }
}

TEST(KnowledgeSearch, a_filter_leaves_only_what_it_keeps) {
  const auto question = read_question("公积金", *shipped().synonyms);
  const auto keep = shipped().ids.at("gjj-loan");
  const auto hits = shipped().index->find(question, 5, [&](std::uint64_t id) { return id == keep; });
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(hits.front().id, keep);
  std::size_t asked = 0;
  (void)shipped().index->find(question, 1, [&](std::uint64_t) { return ++asked > 0; });
  EXPECT_GT(asked, 3u) << "a caller counts by it how many there are";
}

TEST(KnowledgeMarks, the_words_asked_for_are_marked_where_they_stand_also_as_synonyms) {
  EXPECT_EQ(marked("住房公积金怎样提取", "公积金提取"), "[住房公积金]怎样[提取]");
  EXPECT_EQ(marked("天然气故障报修", "煤气报修"), "[天然气]故障[报修]");
  EXPECT_EQ(marked("ＥＴＣ扣费", "etc"), "[ＥＴＣ]扣费");
  EXPECT_EQ(marked("与此无关", "公积金"), "与此无关");
}

TEST(KnowledgeMarks, an_excerpt_is_cut_where_most_was_found_and_its_marks_lie_in_it) {
  std::string text = "第一句与此无关。";
  for (int i = 0; i < 40; ++i) text += "再说些别的事情。";
  text += "办理公积金提取须带身份证。";
  for (int i = 0; i < 40; ++i) text += "最后是结尾的话。";
  const auto excerpt = excerpt_of(text, read_question("公积金提取", *shipped().synonyms), 30);
  EXPECT_NE(excerpt.text.find("公积金提取"), std::string::npos);
  const auto points = to_codepoints(excerpt.text);
  EXPECT_LE(points.size(), 32u);
  ASSERT_FALSE(excerpt.marks.empty());
  for (const auto& mark : excerpt.marks) {
    EXPECT_LT(mark.from, mark.to);
    EXPECT_LE(mark.to, points.size());
  }
  EXPECT_EQ(to_utf8(points.substr(excerpt.marks[0].from, excerpt.marks[0].to - excerpt.marks[0].from)), "公积金提取");
}

}  // namespace
}  // namespace yiwang::testing
