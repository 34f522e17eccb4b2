#include <gtest/gtest.h>

#include "service/groups/group_desk.h"
#include "service/small_house.h"

namespace yiwang::testing {
namespace {

struct GroupsDesk : ::testing::Test {
  Folder folder{"groups"};
  SmallHouse house{folder.path()};
  int told = 0;

  std::uint64_t tell(const std::string& person, const std::string& text, hours later = hours{0}, Channel channel = Channel::hotline) {
    RawReport raw;
    raw.channel = channel;
    raw.external_id = "D-" + std::to_string(++told);
    raw.text = text;
    raw.reporter.phone = person;
    const auto outcome = house.tell(std::move(raw), nine() + later);
    EXPECT_TRUE(outcome.has_value());
    return outcome ? outcome->case_id.value : 0;
  }
  void tell_mixer() {
    tell("10000000001", "翠屏新城小区附近建搅拌站，噪音灰尘严重扰民");
    tell("10000000002", "举报翠屏新城旁边的混凝土搅拌站，粉尘污染，半夜还有噪音", hours{5});
    tell("10000000003", "翠屏新城搅拌站每天尘土飞扬，孩子咳嗽，噪音睡不着", hours{30});
  }
  static GroupPage all(GroupDesk& desk, const Identity& who = somebody(Role::supervisor, "rexian")) {
    GroupQuery query;
    query.state = "all";
    auto page = desk.list(who, query, nine() + hours{40});
    EXPECT_TRUE(page.has_value());
    return page ? *page : GroupPage{};
  }
};

TEST_F(GroupsDesk, finds_the_same_groups_after_a_restart) {
  std::string name;
  {
    GroupDesk desk(house.office);
    tell_mixer();
    desk.catch_up(nine() + hours{40});
    ASSERT_EQ(all(desk).groups.size(), 1u);
    name = all(desk).groups[0].outbreak.name;
  }                                        // saves
  const auto kept = house.store.load_snapshot("groups");
  ASSERT_TRUE(kept.has_value());
  EXPECT_EQ(kept->bytes.find("翠屏"), std::string::npos) << "sealed";
  tell("10000000004", "翠屏新城搅拌站灰尘噪音，请查处", hours{31});
  GroupDesk again(house.office), anew(house.office);
  again.catch_up(nine() + hours{40});
  house.store.save_snapshot("groups", {kept->seq, "damaged"});
  anew.catch_up(nine() + hours{40});
  for (auto* desk : {&again, &anew}) {
    const auto page = all(*desk);
    ASSERT_EQ(page.groups.size(), 1u);
    EXPECT_EQ(page.groups[0].outbreak.people, 4u);
    EXPECT_EQ(page.groups[0].outbreak.raised_after, 3u);
  }
}

TEST_F(GroupsDesk, alarms_once_and_not_about_what_is_long_past) {
  std::vector<GroupAlert> alerts;
  GroupDesk desk(house.office), late(house.office);
  desk.on_alert([&](const GroupAlert& alert) { alerts.push_back(alert); });
  tell_mixer();
  desk.catch_up(nine() + hours{31});
  ASSERT_EQ(alerts.size(), 1u);
  EXPECT_EQ(alerts[0].people, 3u);
  tell("10000000004", "翠屏新城搅拌站灰尘噪音，请查处", hours{31});
  desk.catch_up(nine() + hours{31});
  EXPECT_EQ(alerts.size(), 1u);
  late.on_alert([&](const GroupAlert& alert) { alerts.push_back(alert); });
  late.catch_up(nine() + hours{24 * 30});
  EXPECT_EQ(alerts.size(), 1u);
}

TEST_F(GroupsDesk, remembers_a_dismissal_over_a_restart) {
  tell_mixer();
  std::uint64_t id = 0;
  {
    GroupDesk desk(house.office);
    desk.catch_up(nine() + hours{40});
    id = all(desk).groups.at(0).outbreak.id;
    ASSERT_TRUE(desk.dismiss(somebody(Role::dispatcher, "rexian"), id, "环评已公示", {"r", "a", nine() + hours{40}}));
  }
  GroupDesk desk(house.office);
  desk.catch_up(nine() + hours{40});
  const auto page = all(desk);
  ASSERT_EQ(page.groups.size(), 1u);
  EXPECT_EQ(page.groups[0].state, "dismissed");
  EXPECT_EQ(page.groups[0].decision->reason, "环评已公示");
}

TEST_F(GroupsDesk, does_not_listen_to_devices) {
  for (int i = 0; i < 5; ++i) tell("1000000000" + std::to_string(i), "翠屏新城搅拌站噪音传感器超标，噪音灰尘", hours{i}, Channel::sensor);
  GroupDesk desk(house.office);
  desk.catch_up(nine() + hours{40});
  EXPECT_TRUE(all(desk).groups.empty());
}

TEST_F(GroupsDesk, shows_a_person_bound_to_areas_only_what_touches_them) {
  GroupDesk desk(house.office);
  tell("10000000001", "云锦路8号门口的路灯坏了，晚上很黑");
  tell("10000000002", "云锦路8号路灯不亮，坏了几天没人修", hours{5});
  tell("10000000003", "云锦路8号门口路灯又坏了，老人摔倒", hours{30});
  desk.catch_up(nine() + hours{40});
  ASSERT_EQ(all(desk).groups.size(), 1u);
  const auto area = all(desk).groups[0].area;
  ASSERT_FALSE(area.empty());
  auto inside = somebody(Role::supervisor, "rexian"), outside = inside;
  inside.areas = {area};
  outside.areas = {"nowhere"};
  EXPECT_EQ(all(desk, inside).groups.size(), 1u);
  EXPECT_EQ(all(desk, outside).groups.size(), 0u);
  EXPECT_EQ(desk.find(outside, all(desk).groups[0].outbreak.id, nine() + hours{40}).error().reason, Reason::not_found);
}

}  // namespace
}  // namespace yiwang::testing
