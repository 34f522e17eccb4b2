#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "respond/answer_template.h"
#include "respond/shipped.h"

namespace yiwang::testing {
namespace {

std::pair<std::string, std::string> sides(const std::vector<TextPiece>& pieces) {
  std::pair<std::string, std::string> out;
  for (const auto& piece : pieces) {
    if (piece.change != TextPiece::Change::fresh) out.first += piece.text;
    if (piece.change != TextPiece::Change::gone) out.second += piece.text;
  }
  return out;
}

TEST(ArticleDifference, a_changed_number_is_shown_within_its_sentence) {
  const auto pieces = text_difference("十个工作日内取卡。不收费。", "三个工作日内取卡。不收费。");
  ASSERT_EQ(pieces.size(), 3u);
  EXPECT_EQ(pieces[0], (TextPiece{TextPiece::Change::gone, "十"}));
  EXPECT_EQ(pieces[1], (TextPiece{TextPiece::Change::fresh, "三"}));
  EXPECT_EQ(pieces[2].text, "个工作日内取卡。不收费。");
}

RC_GTEST_PROP(ArticleDifference, both_texts_can_be_read_back_from_the_pieces, ()) {
  const auto word = rc::gen::element<std::string>("社保", "卡。", "补办", "\n", "十日", "，", "a");
  const auto text = rc::gen::container<std::vector<std::string>>(word);
  std::string a, b;
  for (const auto& each : *text) a += each;
  for (const auto& each : *text) b += each;
  RC_ASSERT(sides(text_difference(a, b)) == std::pair(a, b));
}

TEST(ArticleDifference, only_the_fields_that_changed_are_listed) {
  ArticleContent a, b;
  a.title = b.title = "题";
  a.answer = "旧";
  b.answer = "新";
  b.open = true;
  const auto fields = difference(a, b);
  ASSERT_EQ(fields.size(), 2u);
  EXPECT_EQ(fields[0].field, "answer");
  EXPECT_EQ(fields[1].field, "public");
}

TEST(ArticleFiles, all_that_ships_is_read_without_fault_and_comes_back_the_same_through_markdown_and_csv) {
  std::vector<FiledArticle> all;
  for (const auto& file : std::filesystem::directory_iterator(std::filesystem::path(YIWANG_SOURCE_DIR) / "catalogue/demo/knowledge")) {
    auto read = read_articles_markdown(file_text(file.path()));
    EXPECT_TRUE(read.faults.empty()) << file.path();
    for (auto& a : read.articles) {
      EXPECT_FALSE(a.content.answer.empty()) << a.code;
      all.push_back(std::move(a));
    }
  }
  EXPECT_GE(all.size(), 60u);
  const auto by_markdown = read_articles_markdown(write_articles_markdown(all)), by_csv = read_articles_csv(write_articles_csv(all));
  ASSERT_TRUE(by_markdown.faults.empty());
  ASSERT_TRUE(by_csv.faults.empty());
  ASSERT_EQ(by_markdown.articles.size(), all.size());
  ASSERT_EQ(by_csv.articles.size(), all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(by_markdown.articles[i].content, all[i].content) << all[i].code;
    EXPECT_EQ(by_csv.articles[i].content, all[i].content) << all[i].code;
    EXPECT_EQ(by_csv.articles[i].kind, all[i].kind);
  }
}

TEST(ArticleFiles, what_is_wrong_is_named_with_its_line) {
  const auto no_head = read_articles_markdown("只有正文");
  ASSERT_EQ(no_head.faults.size(), 1u);
  EXPECT_EQ(no_head.faults[0].refusal.reason, Reason::malformed);
  const auto twice = read_articles_markdown("---\ncode: aa\ntitle: 一\nunit: u\n---\n答\n---\ncode: aa\ntitle: 二\nunit: u\n---\n答\n");
  ASSERT_EQ(twice.faults.size(), 1u);
  EXPECT_EQ(twice.faults[0].line, 7u);
  EXPECT_EQ(twice.faults[0].refusal.reason, Reason::taken);
  const auto unknown = read_articles_csv("code,title,unit,answer,colour\na1,题,u,答,红\n");
  ASSERT_EQ(unknown.faults.size(), 1u);
  EXPECT_EQ(unknown.faults[0].refusal, (Refusal{Reason::unknown_field, {}, "colour"}));
  EXPECT_EQ(read_articles_csv("title,unit\n").faults.size(), 2u);
  EXPECT_EQ(read_articles_csv("code,title,unit,answer\nA B,题,u,\"没有结尾\n").faults.size(), 2u);
}

TEST(ArticleFiles, cells_that_look_like_formulas_are_written_harmless_and_read_as_they_were) {
  FiledArticle a;
  a.code = "aa";
  a.content.title = "=1+1";
  a.content.unit = "u";
  a.content.answer = "+86 是国家代码";
  const auto text = write_articles_csv({a});
  EXPECT_NE(text.find("'=1+1"), std::string::npos);
  EXPECT_EQ(read_articles_csv(text).articles.at(0).content, a.content);
}

TEST(ArticleDays, only_days_that_exist_are_days) {
  for (const auto* day : {"2026-02-28", "2024-02-29", "1900-01-01"}) EXPECT_TRUE(is_day(day)) << day;
  for (const auto* day : {"", "2026-02-29", "2026-13-01", "2026-1-01", "2026/01/01", "20260101xx", "3000-01-01", "2026-01-0a"}) EXPECT_FALSE(is_day(day)) << day;
  EXPECT_EQ(day_text(start_of("2026-03-01", minutes{480}), minutes{480}), "2026-03-01");
}

TEST(Templates, places_are_filled_in_and_what_is_not_known_is_listed_once) {
  const auto filled = fill_template("您好，{place}的问题由{unit}处理，{unit}将回访。{date}{date}{ 不是 }{", {{"place", "云锦路"}, {"unit", "城管局"}});
  EXPECT_EQ(filled.text, "您好，云锦路的问题由城管局处理，城管局将回访。{date}{date}{ 不是 }{");
  EXPECT_EQ(filled.missing, std::vector<std::string>{"date"});
}

}  // namespace
}  // namespace yiwang::testing
