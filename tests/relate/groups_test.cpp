#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "base/text.h"
#include "relate/groups/outbreaks.h"

namespace yiwang {
namespace {

/// A little city's letters, one a line: `day hh:mm person title`, days counted from 2026-03-01. An id is the number of the line.
struct Letters {
  Outbreaks groups;
  std::uint64_t last = 0;
  std::vector<std::string> alarms;         // "line people"
  Instant now;

  explicit Letters(OutbreakOptions options = {}) : groups(options) {
    for (const auto* usual : {"小区附近工地夜间施工噪音扰民", "楼下餐馆油烟扰民", "小区停车位太少", "路灯坏了没有人修", "请问公积金怎么提取", "物业不作为，电梯经常坏", "垃圾站臭气熏天"}) groups.teach(usual);
  }
  void told(const std::string& lines) {
    std::istringstream in(lines);
    for (std::string line; std::getline(in, line);) {
      std::istringstream words(line);
      int day = 0;
      std::string clock, person, title;
      if (!(words >> day >> clock >> person >> title)) continue;
      const auto [hour, minute] = std::pair(std::stoi(clock.substr(0, 2)), std::stoi(clock.substr(3)));
      now = *parse_instant("2026-03-01T00:00:00+08:00") + hours(24 * day + hour) + minutes(minute);
      ToldReport report;
      report.id = report.case_id = ++last;
      report.at = now;
      report.reporter = person == "-" ? "" : person;
      report.title = title;
      const auto added = groups.add(report);
      if (added.burst) alarms.push_back(std::to_string(last) + " " + std::to_string(added.people));
    }
  }
  std::vector<std::vector<std::uint64_t>> found() const {
    std::vector<std::vector<std::uint64_t>> out;
    for (const auto& group : groups.raised(now)) {
      out.emplace_back();
      for (const auto& m : group.members) out.back().push_back(m.report);
    }
    std::sort(out.begin(), out.end());
    return out;
  }
};
using Found = std::vector<std::vector<std::uint64_t>>;

constexpr const char* kMixer = R"(
1 09:00 zhao 翠屏新城小区附近建搅拌站，噪音灰尘严重扰民
2 10:00 qian 请问公积金怎么提取
3 21:00 sun 举报翠屏新城旁边的混凝土搅拌站粉尘污染
5 08:00 li 城东路路灯坏了没有人修
6 22:30 zhou 翠屏新城搅拌站半夜噪音大，孩子睡不着
)";

TEST(Groups, AreRaisedWhenTheThirdPersonTellsOfOneThing) {
  Letters city;
  city.told(kMixer);
  EXPECT_EQ(city.found(), (Found{{1, 3, 5}}));
  EXPECT_EQ(city.alarms, std::vector<std::string>{"5 3"});
  const auto group = city.groups.raised(city.now).front();
  EXPECT_EQ(group.id, 1u);
  EXPECT_EQ(group.raised_after, 3u);
  EXPECT_EQ(group.raised_people, 3u);
  EXPECT_EQ(group.raised_days, 6u);
  EXPECT_TRUE(group.burst);
  EXPECT_NE(group.name.find("翠屏新城"), std::string::npos) << group.name;
  EXPECT_NE(group.name.find("搅拌站"), std::string::npos) << group.name;
}

TEST(Groups, DoNotComeFromOnePersonHoweverOftenHeWrites) {
  Letters city;
  for (int day = 0; day < 10; ++day) city.told(std::to_string(day) + " 09:00 zhao 翠屏新城小区附近建搅拌站，噪音灰尘严重扰民");
  EXPECT_TRUE(city.found().empty());
  EXPECT_TRUE(city.alarms.empty());
}

TEST(Groups, CountAllTheAnonymousAsOnePerson) {
  Letters city;
  for (int day = 0; day < 5; ++day) city.told(std::to_string(day) + " 09:00 - 翠屏新城小区附近建搅拌站，噪音灰尘严重扰民");
  city.told("6 09:00 zhao 翠屏新城搅拌站太吵");
  EXPECT_TRUE(city.found().empty());
  city.told("6 10:00 qian 翠屏新城搅拌站太吵，噪音灰尘");
  EXPECT_EQ(city.found().size(), 1u);
}

TEST(Groups, OfTwoEstatesWithTheSameComplaintStayApart) {
  Letters city;
  city.told(R"(
1 09:00 a 望江花园小区楼下烧烤店油烟扰民
1 10:00 b 金桂家园小区楼下烧烤店油烟扰民
2 09:00 c 投诉望江花园一楼烧烤店油烟直排
2 10:00 d 投诉金桂家园一楼烧烤店油烟直排
3 09:00 e 望江花园烧烤店油烟味太大，晚上不敢开窗
3 10:00 f 金桂家园烧烤店油烟味太大，晚上不敢开窗
)");
  EXPECT_EQ(city.found(), (Found{{1, 3, 5}, {2, 4, 6}}));
}

TEST(Groups, OfOneEstateWithTwoComplaintsStayApart) {
  Letters city;
  city.told(R"(
1 09:00 a 翠屏新城小区附近建搅拌站，噪音灰尘严重扰民
1 10:00 b 翠屏新城幼儿园什么时候开园招生
2 09:00 c 翠屏新城搅拌站半夜噪音大，灰尘满天
2 10:00 d 翠屏新城配套幼儿园迟迟不开园
3 09:00 e 翠屏新城居民区建搅拌站，粉尘污染噪音扰民
3 10:00 f 翠屏新城业主的孩子上不了配套幼儿园，何时开园
)");
  EXPECT_EQ(city.found(), (Found{{1, 3, 5}, {2, 4, 6}}));
}

TEST(Groups, CoolByHalfInAHalfLife) {
  Letters city;
  city.told(kMixer);
  const auto hot = city.groups.raised(city.now).front();
  const auto later = city.groups.raised(city.now + hours(24 * 14)).front();
  EXPECT_NEAR(later.hotness, hot.hotness / 2, 1e-9);
  EXPECT_DOUBLE_EQ(later.peak, hot.peak);
  EXPECT_GT(hot.hotness, 2.0);
  EXPECT_LE(hot.hotness, 3.0);
}

TEST(Groups, AreOverWhenNothingWasAddedForTheWindow) {
  OutbreakOptions options;
  options.window_days = 60;
  Letters city(options);
  city.told(kMixer);
  city.told("70 09:00 wu 翠屏新城搅拌站又来了，噪音灰尘");
  EXPECT_TRUE(city.found().empty());
  const auto ended = city.groups.take_ended();
  ASSERT_EQ(ended.size(), 1u);
  EXPECT_EQ(ended.front().people, 3u);
  EXPECT_EQ(city.groups.reports(), 1u);
}

TEST(Groups, ComeTogetherSlowlyWithoutAnAlarm) {
  Letters city;
  city.told(R"(
1 09:00 a 翠屏新城小区附近建搅拌站，噪音灰尘严重扰民
50 09:00 b 翠屏新城搅拌站半夜噪音大，灰尘满天
100 09:00 c 举报翠屏新城旁的搅拌站噪音粉尘
)");
  ASSERT_EQ(city.found(), (Found{{1, 2, 3}}));
  EXPECT_TRUE(city.alarms.empty());
  EXPECT_FALSE(city.groups.raised(city.now).front().burst);
  city.told("101 09:00 d 翠屏新城搅拌站噪音灰尘\n102 09:00 e 翠屏新城搅拌站灰尘噪音");
  EXPECT_EQ(city.alarms, std::vector<std::string>{"5 5"}) << "three within days, five in all";
  EXPECT_EQ(city.groups.raised(city.now).front().raised_people, 3u);
  EXPECT_TRUE(city.groups.raised(city.now).front().burst);
}

TEST(Groups, AreTheSameAfterARestart) {
  Letters straight, stopped;
  const std::string before = kMixer, after = R"(
7 09:00 wu 城东路路灯坏了三天
8 09:00 zheng 翠屏新城居民区建搅拌站，粉尘污染噪音扰民
9 10:00 wang 城东路路灯坏了没人修
10 10:00 feng 城东路的路灯一直不亮，坏了
)";
  straight.told(before);
  stopped.told(before);
  const auto bytes = stopped.groups.save();
  Outbreaks again;
  ASSERT_TRUE(again.load(bytes));
  EXPECT_EQ(again.save(), bytes);
  stopped.groups = std::move(again);
  straight.told(after);
  stopped.told(after);
  EXPECT_EQ(stopped.found(), straight.found());
  EXPECT_EQ(stopped.groups.save(), straight.groups.save());
  EXPECT_EQ(stopped.alarms, straight.alarms);
}

TEST(Groups, RefuseASnapshotThatIsNotTheirs) {
  Letters city;
  city.told(kMixer);
  const auto bytes = city.groups.save();
  Outbreaks other;
  EXPECT_FALSE(other.load(""));
  EXPECT_FALSE(other.load("YWGRP001"));
  for (std::size_t cut = 1; cut < bytes.size(); cut += bytes.size() / 37) EXPECT_FALSE(other.load(std::string_view(bytes).substr(0, bytes.size() - cut)));
  EXPECT_EQ(other.reports(), 0u);
}

TEST(Groups, KeepTheOlderIdWhenTwoAreFoundToBeOne) {
  Letters city;
  city.told(kMixer);
  EXPECT_EQ(city.groups.group_of_case(5), 1u);
  EXPECT_EQ(city.groups.group_of_case(2), 0u);
  EXPECT_NE(city.groups.find(1, city.now), nullptr);
  EXPECT_EQ(city.groups.find(2, city.now), nullptr);
}

TEST(Groups, HoldNoMoreReportsThanTheyMay) {
  OutbreakOptions options;
  options.most_reports = 100;
  Letters city(options);
  std::ostringstream lines;
  for (int i = 0; i < 500; ++i) lines << i / 50 << " 09:00 p" << i << " 第" << i << "号信件：" << std::string(1 + i % 7, 'x') << "路" << i << "弄的井盖坏了\n";
  city.told(lines.str());
  EXPECT_LE(city.groups.reports(), 100u);
}

TEST(Groups, TakeAnyWords) {
  Letters city;
  ToldReport report;
  const std::string endless(100'000, 'a'), han = [] {
    std::string out;
    for (int i = 0; i < 30'000; ++i) out += "噪";
    return out;
  }();
  for (const std::string& text : {std::string{}, std::string("?"), std::string("😀😀😀"), endless, han, std::string("\xff\xfe broken")}) {
    report.id = ++city.last;
    report.at = Instant(hours(500'000));
    report.text = text;
    report.reporter = "a";
    EXPECT_NE(city.groups.add(report).group, 0u);
  }
  EXPECT_TRUE(city.found().empty());
}

}  // namespace
}  // namespace yiwang
