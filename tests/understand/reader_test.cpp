#include "understand/reader.h"

#include <gtest/gtest.h>

#include <thread>

#include "base/text.h"
#include "sample_city.h"

namespace yiwang {
namespace {

const Reader& reader() {
  static const Reader one(sample::city());
  return one;
}

bool has_tag(const Understanding& u, TagKind kind, std::string_view word) {
  for (const auto& tag : u.tags) {
    if (tag.kind == kind && tag.word == word) return true;
  }
  return false;
}

TEST(Reader, finds_the_matter_of_a_sentence_it_never_saw) {
  EXPECT_EQ(reader().read("", "晚上路灯一盏都不亮，希望尽快修好").matters.at(0).matter, "010101");
  EXPECT_EQ(reader().read("", "隔壁工地半夜施工太吵了").matters.at(0).matter, "020101");
  EXPECT_EQ(reader().read("培训机构不退费", "交了一年的学费，现在机构关门").matters.at(0).matter, "030101");
}

TEST(Reader, gives_nothing_for_a_text_without_words) {
  const auto u = reader().read("", "！！！ 123");
  EXPECT_TRUE(u.matters.empty());
  EXPECT_TRUE(u.tags.empty());
  EXPECT_EQ(u.urgency, Urgency::ordinary);
  EXPECT_NO_THROW(reader().read("", ""));
}

TEST(Reader, says_which_words_decided) {
  const auto u = reader().read("", "您好，楼下的路灯坏了，一直不亮");
  ASSERT_FALSE(u.evidence.empty());
  EXPECT_EQ(u.evidence[0].kind, "word");
  EXPECT_NE(std::string("您好，楼下的路灯坏了，一直不亮").find(u.evidence[0].text), std::string::npos);
}

TEST(Reader, tag_positions_are_code_points_of_title_and_text) {
  const std::string title = "投诉物业", text = "云锦路８８号的幸福物业公司乱收费，老人忍无可忍";
  const auto u = reader().read(title, text);
  const auto whole = to_codepoints(title + "\n" + text);
  ASSERT_FALSE(u.tags.empty());
  for (const auto& tag : u.tags) {
    EXPECT_EQ(to_utf8(std::u32string_view(whole).substr(static_cast<std::size_t>(tag.from), static_cast<std::size_t>(tag.to - tag.from))), tag.word);
  }
  EXPECT_TRUE(has_tag(u, TagKind::subject, "幸福物业公司"));
  EXPECT_TRUE(has_tag(u, TagKind::address, "云锦路８８号"));
  EXPECT_TRUE(has_tag(u, TagKind::people_group, "老人"));
  EXPECT_TRUE(has_tag(u, TagKind::emotion, "忍无可忍"));
}

TEST(Reader, gives_a_firm_its_short_name) {
  const auto u = reader().read("", "举报阳光物业服务有限公司");
  bool found = false;
  for (const auto& tag : u.tags) found = found || (tag.kind == TagKind::subject && tag.canonical == "阳光物业");
  EXPECT_TRUE(found);
}

TEST(Reader, a_leak_now_is_an_emergency_and_a_denied_or_feared_one_is_not) {
  EXPECT_EQ(reader().read("", "厨房燃气管正在漏气，快来").urgency, Urgency::emergency);
  EXPECT_EQ(reader().read("", "燃气公司检查过，没有漏气，想咨询燃气费").urgency, Urgency::ordinary);
  EXPECT_EQ(reader().read("", "燃气管老化，担心会漏气").urgency, Urgency::pressing);
  EXPECT_EQ(reader().read("", "去年这里爆炸过一次").urgency, Urgency::ordinary);
}

TEST(Reader, tells_the_six_kinds_of_request_apart) {
  EXPECT_EQ(reader().read("", "请问孩子上小学如何报名？").kind, RequestKind::question);
  EXPECT_EQ(reader().read("建议增加路灯", "建议在巷口加一盏灯").kind, RequestKind::suggestion);
  EXPECT_EQ(reader().read("举报偷排污水", "举报工厂夜里排污").kind, RequestKind::offence);
  EXPECT_EQ(reader().read("求助", "孩子走丢了，求助").kind, RequestKind::help);
  EXPECT_EQ(reader().read("送锦旗", "表扬社区医生").kind, RequestKind::praise);
  EXPECT_EQ(reader().read("", "工地半夜施工").kind, RequestKind::complaint);
}

TEST(Reader, the_summary_stands_in_the_text_and_leaves_the_greeting_out) {
  const std::string text = "您好，尊敬的领导！我们小区门口的路灯坏了一个多月，晚上出门很不安全。谢谢！";
  const auto u = reader().read("", text);
  EXPECT_NE(text.find(u.summary), std::string::npos);
  EXPECT_EQ(u.summary.find("您好"), std::string::npos);
  EXPECT_NE(u.summary.find("路灯"), std::string::npos);
  EXPECT_LE(count_codepoints(u.summary), 60u);
  EXPECT_EQ(reader().read("云锦路路灯全部不亮", text).summary, "云锦路路灯全部不亮");
}

TEST(Reader, answers_the_same_from_every_thread) {
  const std::string text = "云锦路工地半夜施工，噪声很大，老人睡不着，忍无可忍";
  const auto expected = reader().read("夜间施工", text);
  std::vector<Understanding> answers(4);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    threads.emplace_back([&, i] {
      for (int n = 0; n < 20; ++n) answers[i] = reader().read("夜间施工", text);
    });
  }
  for (auto& thread : threads) thread.join();
  for (const auto& answer : answers) EXPECT_EQ(answer, expected);
}

TEST(Reader, a_kept_model_is_used_only_when_it_fits) {
  const auto city = sample::city();
  const Reader first(city);
  const auto kept = first.model().save();
  EXPECT_EQ(Reader(city, {}, kept).version(), first.version());
  const Reader taught(city, {{"窨井盖被偷了", "010102", 1.0f}}, kept);
  EXPECT_NE(taught.version(), first.version());
  EXPECT_EQ(Reader(city, {}, "not a model").version(), first.version());
}

TEST(Reader, learns_from_corrections) {
  const auto city = sample::city();
  std::vector<LabelledText> history;
  for (int i = 0; i < 6; ++i) history.push_back({"窨井盖丢了，井口敞着", "010102", 1.0f});
  EXPECT_EQ(Reader(city, history).read("", "窨井盖不见了").matters.at(0).matter, "010102");
}

}  // namespace
}  // namespace yiwang
