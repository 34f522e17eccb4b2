#include <gtest/gtest.h>

#include "understand/call/call_reader.h"
#include "understand/call/digits.h"
#include "understand/call/moments.h"
#include "understand/call/pattern.h"
#include "understand/call/transcript.h"
#include "understand/sample_city.h"

namespace yiwang {
namespace {

std::shared_ptr<const Reader> reader() {
  static const auto made = std::make_shared<const Reader>(sample::city());
  return made;
}
const Instant kNow = *parse_instant("2026-11-18T15:20:00+08:00");

CallForm heard(std::string_view transcript) { return read_call(reader(), kNow, read_transcript(transcript).value().lines); }
std::string text_of(const CallForm& form, CallField field) { return form[field] ? std::get<std::string>(form[field]->value) : "-"; }
std::string said(const std::string& question, const std::string& answer, CallField field) { return text_of(heard("坐席:" + question + "\n市民:" + answer), field); }

TEST(Pattern, MatchesAlternativesRepeatsAndGroupsLeftmostFirst) {
  const Pattern pattern("(a|ab)(c|bcd)?x{2,3}");
  const auto hit = pattern.find(U"--abcdxxx");
  ASSERT_TRUE(hit);
  EXPECT_EQ(hit->text(U"--abcdxxx"), U"abcdxxx");
  EXPECT_EQ(hit->text(U"--abcdxxx", 1), U"a");
  EXPECT_EQ(hit->text(U"--abcdxxx", 2), U"bcd");
  EXPECT_FALSE(Pattern("^b").in(U"ab"));
  EXPECT_TRUE(Pattern("[^a-c]$").in(U"abd"));
  EXPECT_EQ(Pattern("一+?").all(U"一一 一").size(), 3u);
  EXPECT_THROW(Pattern("(a"), std::invalid_argument);
}

TEST(Pattern, StaysQuickWhereBacktrackingWouldNot) {
  const std::u32string text(3000, U'a');
  EXPECT_FALSE(Pattern("(?:a*)*(?:a*)*b").in(text));
}

TEST(Digits, AreReadAsTheyAreSpoken) {
  const auto digits = [](std::u32string_view text) {
    std::string out;
    for (const auto& piece : read_digits(text)) out += piece.digits + ' ';
    return out;
  };
  EXPECT_EQ(digits(U"幺三八零零洞洞"), "1380000 ");
  EXPECT_EQ(digits(U"一三九四个零三个八一"), "13900008881 ");
  EXPECT_EQ(digits(U"住3栋18号有两个人"), "");
  EXPECT_EQ(digits(U"三百八"), "");
  EXPECT_EQ(read_count(U"二百零三", 0)->value, 203);
  EXPECT_EQ(read_count(U"一百二", 0)->value, 120);
  EXPECT_EQ(with_arabic(U"幸福路一百二十号三栋二单元"), U"幸福路120号3栋2单元");
  EXPECT_EQ(with_arabic(U"五一路十八号"), U"五一路18号");
}

TEST(Call, HearsWholeDaysAndMorningHours) {
  EXPECT_EQ(said("什么时候开始的", "从供暖那天就不热 11月15号", CallField::happened_at), "2026-11-15");
  EXPECT_EQ(said("请讲", "今早八点半公交车关门把我手夹了", CallField::happened_at), "2026-11-18T08:30:00+08:00");
}

TEST(Call, TakesTheSeatsWordingOfAWishThatIsAgreedTo) {
  EXPECT_EQ(text_of(heard("市民:我在健身房办的卡现在关门了不给退\n坐席:您要求退款是吗\n市民:对"), CallField::appeal), "退款");
  EXPECT_EQ(said("感谢您的建议", "我是女的", CallField::appeal), "-");
}

TEST(Moments, AreResolvedAgainstTheCall) {
  const auto now = to_local(kNow, minutes{480});
  const auto first = [&](std::u32string_view text) {
    const auto all = read_moments(text, now, true);
    return all.empty() ? std::string("-") : all.front().text(minutes{480});
  };
  EXPECT_EQ(first(U"昨晚十点多"), "2026-11-17T22:00:00+08:00");
  EXPECT_EQ(first(U"上个礼拜三"), "2026-11-11");
  EXPECT_EQ(first(U"这个月3号下午四点半"), "2026-11-03T16:30:00+08:00");
  EXPECT_EQ(first(U"半小时前"), "2026-11-18T14:50:00+08:00");
  EXPECT_EQ(first(U"国庆节那天"), "2026-10-01");
  EXPECT_EQ(first(U"今年春节的时候"), "2026-02-17");
  EXPECT_EQ(first(U"今天凌晨一点"), "2026-11-18T01:00:00+08:00");
  EXPECT_EQ(first(U"昨天晚上一点"), "2026-11-18T01:00:00+08:00");
  EXPECT_EQ(first(U"去年十月"), "2025-10-01");
  EXPECT_EQ(first(U"半个月了"), "2026-11-03");
  EXPECT_EQ(first(U"有一点吵"), "-");
}

TEST(Call, TelephoneNumbersComeInPiecesAndAreCorrected) {
  EXPECT_EQ(text_of(heard("坐席:电话\n市民:一三九\n坐席:嗯\n市民:二零零零\n坐席:二零零零\n市民:五五幺七 不对 五五七幺\n坐席:13920005571对吗\n市民:对的"), CallField::phone), "13920005571");
  EXPECT_EQ(text_of(heard("坐席:电话\n市民:幺五二三三四四六六七七\n坐席:15233446677\n市民:不是 不是六六七七 是六六七八"), CallField::phone), "15233446678");
  EXPECT_EQ(said("您的电话", "就打你们看到的这个号码", CallField::phone), "-");
  EXPECT_EQ(said("什么事", "我投诉一家店 他们的电话是 一三八零零零零一二三四", CallField::phone), "-");
}

TEST(Call, NamesAreSpelledCorrectedAndRefused) {
  EXPECT_EQ(said("您贵姓", "免贵姓张 立早章", CallField::name), "章");
  EXPECT_EQ(said("您的姓名", "我叫陈国栋 耳东陈 国家的国 栋梁的栋", CallField::name), "陈国栋");
  EXPECT_EQ(text_of(heard("坐席:您贵姓\n市民:姓汤\n坐席:汤女士是吧\n市民:我是男的"), CallField::name), "汤先生");
  EXPECT_EQ(said("您贵姓", "这个就不说了", CallField::name), "-");
  EXPECT_EQ(said("什么事", "老板姓马 叫马建军 欠我们工钱", CallField::name), "-");
}

TEST(Call, BareAnswersMeanWhatWasAsked) {
  EXPECT_EQ(heard("坐席:需要保密吗\n市民:要的")[CallField::confidential]->value, CallValue(true));
  EXPECT_EQ(heard("坐席:需要保密吗\n市民:哦不用")[CallField::confidential]->value, CallValue(false));
  EXPECT_EQ(heard("坐席:您的信息可以公开吗\n市民:不行")[CallField::confidential]->value, CallValue(true));
  EXPECT_EQ(heard("坐席:需要给您回电吗\n市民:嗯")[CallField::callback_wanted]->value, CallValue(true));
  EXPECT_FALSE(heard("坐席:还有别的事吗\n市民:不用了")[CallField::callback_wanted]);
}

TEST(Call, WhatIsSaidLaterCorrectsThePlace) {
  EXPECT_EQ(said("在哪里", "建国路88号 不对不对 是建设路 建设路98号", CallField::place), "建设路98号");
  EXPECT_EQ(text_of(heard("坐席:地址\n市民:建国东路七十六号\n坐席:建国路76号\n市民:不是建国路 是建国东路"), CallField::place), "建国东路76号");
}

TEST(Call, SaysWhereItWasSaid) {
  const auto form = heard("坐席:您贵姓\n市民:呃 我叫章文华");
  ASSERT_TRUE(form[CallField::name]);
  EXPECT_EQ(form[CallField::name]->said.front(), (SaidAt{2, 4, 7}));
  EXPECT_GT(form[CallField::name]->confidence, 0.8);
}

TEST(Call, LineByLineGivesTheSameAsAtOnceAndALineCanBeReplaced) {
  const auto call = read_transcript("坐席:您好\n市民:我叫章文华 路灯坏了三天了\n坐席:电话\n市民:幺三八零零零零幺二三四").value();
  CallReader one_by_one(reader(), kNow);
  for (const auto& line : call.lines) {
    one_by_one.add(line);
    one_by_one.form();
  }
  const auto whole = read_call(reader(), kNow, call.lines);
  EXPECT_EQ(one_by_one.form().fields, whole.fields);
  one_by_one.replace(1, {Speaker::citizen, "我叫张文华 路灯坏了三天了"});
  EXPECT_EQ(text_of(one_by_one.form(), CallField::name), "张文华");
  EXPECT_EQ(text_of(one_by_one.form(), CallField::phone), "13800001234");
}

TEST(Call, OddInputGivesAnHonestEmptyForm) {
  const auto empty = [](const CallForm& form) {
    std::string filled;
    for (std::size_t i = 0; i < form.fields.size(); ++i) {
      if (form.fields[i]) filled += std::string(code_of(static_cast<CallField>(i))) + " ";
    }
    return filled;
  };
  EXPECT_EQ(empty(heard("")), "");
  EXPECT_EQ(empty(heard("\n\n \n")), "");
  EXPECT_EQ(empty(heard("坐席:您好请讲\n坐席:听得到吗")), "");
  EXPECT_EQ(empty(heard("市民:喂 老王吗\n市民:打错了打错了")), "");
  EXPECT_EQ(empty(heard("市民:😀😀😀")), "");
  EXPECT_EQ(empty(heard("市民:hello can you hear me")), "");
  EXPECT_EQ(read_transcript("坐席:\xff\xfe").error().reason, Reason::malformed);
  EXPECT_EQ(read_transcript(std::string(1'000'001, 'a')).error().reason, Reason::too_large);
}

TEST(Call, AnEndlessLineIsCutAndAskedOfAllGrammars) {
  std::string endless;
  while (endless.size() < 300'000) endless += "云锦路18号不对28号昨天晚上十点多我叫王建国电话幺三八零零零零";
  CallReader call(reader(), kNow);
  call.add({Speaker::citizen, endless});
  EXPECT_TRUE(call.form()[CallField::place]);
}

TEST(Transcript, MarksOfEitherWidthAndNone) {
  const auto call = read_transcript("\xef\xbb\xbf坐席：您好\n\n市民: 路灯坏了\n还有井盖\n").value();
  ASSERT_EQ(call.lines.size(), 3u);
  EXPECT_EQ(call.lines[0].speaker, Speaker::seat);
  EXPECT_EQ(call.lines[1].text, "路灯坏了");
  EXPECT_EQ(call.lines[2].speaker, Speaker::citizen);
  EXPECT_EQ(call.file_lines, (std::vector<std::uint32_t>{1, 3, 4}));
  EXPECT_EQ(read_transcript("路灯坏了").value().lines[0].speaker, Speaker::citizen);
}

}  // namespace
}  // namespace yiwang
