#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "studio/studio_house.h"

namespace yiwang::testing {
namespace {

using ::testing::Contains;

/// Who the duty list in use sends a lamp in the first street to.
std::string lead_now(StudioHouse& h) {
  Location place;
  place.area = "990101001000";
  place.confidence = 1;
  return h.house.writer->advisers().dispatcher->dispatch({nullptr, &place, "010101", "", nine()}).unit;
}

TEST(StudioPublish, an_approved_table_is_in_use_when_publishing_answers) {
  StudioHouse h("use");
  EXPECT_EQ(lead_now(h), "chengguan");
  const auto approved = h.approved(DocumentKind::duties, "duties", duties_with("010101,,,jd-1,,\n"));
  const auto out = h.studio->publish(h.li(), approved.id, {}, {}, h.asking());
  ASSERT_TRUE(out) << code_of(out.error().reason);
  EXPECT_TRUE(out->current);
  EXPECT_EQ(lead_now(h), "jd-1");
  EXPECT_EQ(h.house.writer->advisers().city->duties.size(), 3u);
  EXPECT_EQ(h.studio->draft(approved.id)->state, "published");
  const auto versions = h.studio->versions(DocumentKind::duties, "duties");
  ASSERT_EQ(versions.size(), 2u);
  EXPECT_TRUE(versions[0].current);
  EXPECT_EQ(versions[0].row.reviewer, "wang");
  EXPECT_EQ(versions[0].row.author, "li");
  EXPECT_EQ(versions[1].row.version, edition_of(duties_with("")));
  EXPECT_EQ(versions[1].row.by, "");
  EXPECT_EQ(load_city(h.folder.path() / "data" / h.house.store.current_city()->path).city->version, h.house.store.current_city()->version) << "a restart finds the same city";
  EXPECT_TRUE(std::filesystem::exists(h.folder.path() / "data/city/first/duties.csv"));
  EXPECT_EQ(load_city(h.folder.path() / "data/city/first").city->duties.size(), 2u) << "the folder before is as it was";
}

TEST(StudioPublish, a_gap_needs_a_reason_that_is_kept_with_the_name) {
  StudioHouse h("gap");
  const auto approved = h.approved(DocumentKind::duties, "duties", "matter,area,condition,lead,assist,basis\n010101,,time=06:00-22:00,chengguan,,\n010102,,,chengguan,,\n");
  const auto refused = h.studio->publish(h.li(), approved.id, {}, {}, h.asking());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, Reason::needs_override);
  EXPECT_EQ(refused.error().facts.front().second, "1");
  const auto out = h.studio->publish(h.li(), approved.id, {}, "夜间路灯下月移交，届时补齐", h.asking());
  ASSERT_TRUE(out);
  EXPECT_EQ(out->row.override_reason, "夜间路灯下月移交，届时补齐");
  EXPECT_EQ(h.house.store.audit_before(UINT64_MAX, 1)[0].reason, "夜间路灯下月移交，届时补齐");
}

TEST(StudioPublish, nothing_is_published_that_was_not_approved_or_whose_base_has_moved) {
  StudioHouse h("order");
  const auto bare = h.draft(DocumentKind::duties, "duties", duties_with("010101,,,jd-1,,\n"));
  EXPECT_EQ(h.studio->publish(h.li(), bare.id, {}, {}, h.asking()).error().reason, Reason::wrong_state);
  const auto first = h.approved(DocumentKind::duties, "duties", duties_with("010101,,,jd-1,,\n"));
  const auto second = h.approved(DocumentKind::duties, "duties", duties_with("010102,,,jd-1,,\n"));
  const auto out = h.studio->publish(h.li(), first.id, {}, {}, h.asking());
  ASSERT_TRUE(out);
  EXPECT_EQ(h.studio->publish(h.li(), second.id, {}, {}, h.asking()).error(), (Refusal{Reason::base_moved, {{"present", out->row.version}}}));
  Studio::Change taken_in;
  taken_in.base_version = out->row.version;
  const auto same = h.studio->change_draft(h.li(), second.id, second.revision, taken_in, h.asking());
  ASSERT_TRUE(same);
  EXPECT_EQ(same->state, "approved");
  EXPECT_TRUE(h.studio->publish(h.li(), second.id, {}, {}, h.asking()));
}

TEST(StudioPublish, a_scheduled_version_is_put_to_use_when_its_time_comes) {
  StudioHouse h("later");
  const auto approved = h.approved(DocumentKind::duties, "duties", duties_with("010101,,,jd-1,,\n"));
  EXPECT_EQ(h.studio->publish(h.li(), approved.id, nine() + hours{24 * 400}, {}, h.asking()).error().reason, Reason::out_of_range);
  const auto out = h.studio->publish(h.li(), approved.id, nine() + hours{5}, {}, h.asking());
  ASSERT_TRUE(out);
  EXPECT_FALSE(out->current);
  EXPECT_EQ(out->row.state, "scheduled");
  const auto items = h.studio->documents();
  const auto duties = std::find_if(items.begin(), items.end(), [](const auto& item) { return item.document.kind == DocumentKind::duties; });
  ASSERT_NE(duties, items.end());
  ASSERT_TRUE(duties->scheduled);
  EXPECT_EQ(duties->scheduled->version, out->row.version);
  h.studio->round(nine() + hours{4});
  EXPECT_EQ(lead_now(h), "chengguan");
  h.studio->round(nine() + hours{5});
  EXPECT_EQ(lead_now(h), "jd-1");
  EXPECT_THAT(h.audit(), Contains("system studio_put_to_use"));
  const auto before = h.house.store.current_city()->path;
  h.studio->round(nine() + hours{6});
  EXPECT_EQ(h.house.store.current_city()->path, before) << "once is enough";
}

TEST(StudioPublish, an_earlier_version_is_published_again_with_a_reason) {
  StudioHouse h("back");
  const auto original = h.studio->present_version(DocumentKind::duties, "duties");
  const auto approved = h.approved(DocumentKind::duties, "duties", duties_with("010101,,,jd-1,,\n"));
  ASSERT_TRUE(h.studio->publish(h.li(), approved.id, {}, {}, h.asking()));
  EXPECT_EQ(h.studio->roll_back(h.li(), DocumentKind::duties, "duties", original, "", {}, h.asking()).error().reason, Reason::reason_required);
  EXPECT_EQ(h.studio->roll_back(h.li(), DocumentKind::duties, "duties", "ffffffffffff", "退回", {}, h.asking()).error().reason, Reason::unknown_edition);
  const auto back = h.studio->roll_back(h.li(), DocumentKind::duties, "duties", original, "街道反映无力承接", {}, h.asking());
  ASSERT_TRUE(back) << code_of(back.error().reason);
  EXPECT_TRUE(back->row.rolled_back);
  EXPECT_EQ(lead_now(h), "chengguan");
  EXPECT_EQ(h.studio->roll_back(h.li(), DocumentKind::duties, "duties", original, "再退", {}, h.asking()).error().reason, Reason::already_done);
  const auto versions = h.studio->versions(DocumentKind::duties, "duties");
  ASSERT_EQ(versions.size(), 3u);
  EXPECT_TRUE(versions[0].current && versions[0].row.rolled_back);
  EXPECT_FALSE(versions[2].current) << "of two with one text the newest is the one in use";
}

TEST(StudioPublish, a_scheduled_version_that_no_longer_fits_is_not_put_to_use_and_says_why) {
  StudioHouse h("unfit");
  const auto approved = h.approved(DocumentKind::procedures, "procedures", []() {
    std::string text = "code,name,name_en,calendar,accept_within,contact_within,resolve_within,urgent_resolve_within,returns_allowed,extensions_allowed,suspend_reasons,review,callback,process\n";
    return text + "standard,一般,Standard,working,PT2H,PT30M,P3D,PT24H,1,1,weather|litigation,no,yes,\n";
  }());
  ASSERT_TRUE(h.studio->publish(h.li(), approved.id, nine() + hours{1}, {}, h.asking()));
  // Meanwhile matters name a procedure that the scheduled table does not have.
  const auto folder = h.folder.path() / "data" / h.house.store.current_city()->path;
  std::ofstream(folder / "procedures.csv", std::ios::app) << "express,快办,Express,working,PT2H,PT30M,P1D,PT24H,1,1,weather,no,yes,\n";
  std::ofstream(folder / "matters.csv", std::ios::app) << "010103,井盖,Covers,0101,井盖,city_management,express,,\n";
  h.studio->round(nine() + hours{2});
  const auto versions = h.studio->versions(DocumentKind::procedures, "procedures");
  ASSERT_FALSE(versions.empty());
  const auto failed = std::find_if(versions.begin(), versions.end(), [](const auto& v) { return v.row.state == "failed"; });
  ASSERT_NE(failed, versions.end());
  EXPECT_NE(failed->row.fault.find("unknown_procedure"), std::string::npos) << failed->row.fault;
  EXPECT_THAT(h.audit(), Contains("system studio_failed"));
}

TEST(StudioPublish, a_city_that_another_process_loaded_is_taken_over) {
  StudioHouse h("follow");
  const auto data = h.folder.path() / "data";
  std::filesystem::copy(data / "city/first", data / "city/second", std::filesystem::copy_options::recursive);
  std::ofstream(data / "city/second/duties.csv") << duties_with("010101,,,jd-1,,\n");
  h.house.store.set_current_city({"other", "city/second", 2});
  h.studio->round(nine());
  EXPECT_EQ(lead_now(h), "jd-1");
  EXPECT_EQ(h.house.writer->advisers().city->version, "other");
}

}  // namespace
}  // namespace yiwang::testing
