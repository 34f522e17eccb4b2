#include <gtest/gtest.h>
#include <sqlite3.h>

#include "service/verify.h"
#include "small_house.h"

namespace yiwang::testing {
namespace {

Asking asking() { return {"request-1", "127.0.0.1", nine()}; }

struct OfficeTest : ::testing::Test {
  Folder folder{"office"};
  SmallHouse house{folder.path()};

  CaseId opened(int number) { return house.tell(lamp_report(number))->case_id; }
  CaseId with_unit(int number) {
    const auto id = opened(number);
    const auto seen = house.office.see(somebody(Role::dispatcher), id);
    if (seen->c->unit != "chengguan") {
      EXPECT_TRUE(house.ask(somebody(Role::dispatcher), id, AssignUnit{"chengguan", {}, {}}, seen->c->version));
    }
    return id;
  }
  std::uint32_t version(CaseId id) { return house.office.see(somebody(Role::supervisor), id)->c->version; }
};

TEST_F(OfficeTest, lets_only_the_unit_that_leads_accept) {
  const auto id = with_unit(1);
  const auto outside = house.ask(somebody(Role::handler, "jd-1"), id, Accept{}, version(id));
  ASSERT_FALSE(outside);
  EXPECT_EQ(outside.error().reason, Reason::outside_scope);
  const auto wrong_role = house.ask(somebody(Role::leader), id, Accept{}, version(id));
  ASSERT_FALSE(wrong_role);
  EXPECT_EQ(wrong_role.error().reason, Reason::not_permitted);
  const auto inside = house.ask(somebody(Role::handler, "chengguan"), id, Accept{}, version(id));
  ASSERT_TRUE(inside);
  EXPECT_EQ(inside->c->stage, Stage::accepted);
}

TEST_F(OfficeTest, keeps_two_handlers_from_overwriting_each_other) {
  const auto id = with_unit(1);
  const auto read = version(id);
  ASSERT_TRUE(house.ask(somebody(Role::handler, "chengguan"), id, Accept{}, read));
  const auto second = house.ask(somebody(Role::handler, "chengguan"), id, Return{"不是我们的职责"}, read);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().reason, Reason::stale_version);
  const auto none = house.ask(somebody(Role::handler, "chengguan"), id, Comment{"看过"}, 0);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().reason, Reason::version_required);
}

TEST_F(OfficeTest, shows_a_unit_only_its_own_cases) {
  with_unit(1);
  const auto mine = house.office.list(somebody(Role::handler, "chengguan"), {});
  const auto others = house.office.list(somebody(Role::handler, "rexian"), {});
  ASSERT_TRUE(mine && others);
  EXPECT_EQ(mine->rows.size(), 1u);
  EXPECT_TRUE(others->rows.empty());
}

TEST_F(OfficeTest, reveals_a_reporter_only_with_a_reason_and_writes_it_down) {
  const auto id = with_unit(1);
  const auto who = somebody(Role::handler, "chengguan");
  EXPECT_EQ(house.office.reveal(who, id, {}, "", asking()).error().reason, Reason::reason_required);
  const auto shown = house.office.reveal(who, id, {}, "上门核实需要联系", asking());
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->phone, lamp_report(1).reporter.phone);
  const auto audit = house.store.audit_before(std::uint64_t{1} << 62, 10);
  ASSERT_EQ(audit.size(), 1u);
  EXPECT_EQ(audit.front().what, "reveal");
  EXPECT_EQ(audit.front().reason, "上门核实需要联系");
}

TEST_F(OfficeTest, hides_a_confidential_reporter_from_the_unit) {
  auto raw = lamp_report(2);
  raw.reporter.confidential = true;
  raw.unit = "chengguan";
  raw.matter = "010101";
  const auto told = house.tell(raw);
  ASSERT_TRUE(told);
  const auto who = somebody(Role::handler, "chengguan");
  const auto seen = house.office.see(who, told->case_id);
  ASSERT_TRUE(seen);
  EXPECT_TRUE(seen->c->first().reporter.masked_name.empty());
  EXPECT_EQ(house.office.reveal(who, told->case_id, {}, "想知道是谁", asking()).error().reason, Reason::not_permitted);
  EXPECT_TRUE(house.office.reveal(somebody(Role::agent), told->case_id, {}, "回访需要", asking()));
}

TEST_F(OfficeTest, tracks_a_report_by_number_and_code_and_by_nothing_less) {
  const auto told = house.tell(lamp_report(1));
  ASSERT_TRUE(told);
  const auto code = house.office.tracking_code(told->report);
  EXPECT_EQ(code.size(), 10u);
  EXPECT_TRUE(house.office.track(told->number, code));
  EXPECT_EQ(house.office.track(told->number, "AAAAAAAAAA").error().reason, Reason::unknown_report);
  EXPECT_EQ(house.office.track("YW19990101-000001", code).error().reason, Reason::unknown_report);
}

TEST_F(OfficeTest, keeps_no_personal_word_in_the_clear) {
  auto raw = lamp_report(1);
  raw.reporter.identity = "990101199001011234";
  raw.reporter.address = "望江花园一栋二单元";
  ASSERT_TRUE(house.tell(raw));
  house.writer->drain();
  for (const auto& row : house.store.entries_after(0, 10)) {
    for (const auto& secret : {raw.reporter.phone, raw.reporter.identity, raw.reporter.address, raw.reporter.name}) EXPECT_EQ(row.events.find(secret), std::string::npos) << secret;
  }
}

TEST_F(OfficeTest, takes_only_files_it_knows_by_their_bytes) {
  EXPECT_TRUE(house.office.attach("照片.png", "image/png", std::string("\x89PNG\r\n\x1a\n", 8) + "rest"));
  EXPECT_EQ(house.office.attach("run.exe", "image/png", std::string("MZ\x90\x00", 4)).error().reason, Reason::unsupported_type);
  EXPECT_EQ(house.office.attach("page.html", "text/plain", "<script>alert(1)</script>").error().reason, Reason::unsupported_type);
  EXPECT_EQ(house.office.attach("empty.txt", "text/plain", "").error().reason, Reason::missing_field);
}

TEST_F(OfficeTest, keeps_what_the_seat_chose_and_leaves_to_it_what_it_settles_at_once) {
  auto raw = lamp_report(1);
  raw.kind = RequestKind::question;
  raw.urgency = Urgency::urgent;
  raw.settles_at_once = true;
  const auto told = house.tell(raw);
  ASSERT_TRUE(told);
  const auto c = house.office.see(somebody(Role::agent), told->case_id)->c;
  EXPECT_EQ(c->understanding.kind, RequestKind::question);
  EXPECT_EQ(c->urgency(), Urgency::urgent);
  EXPECT_EQ(c->stage, Stage::received);
  const auto answered = house.ask(somebody(Role::agent), told->case_id, AnswerAtOnce{"您好，路灯由城管局统一维护，已登记。"}, told->version);
  ASSERT_TRUE(answered);
  EXPECT_EQ(answered->c->stage, Stage::answered);
}

TEST(Verify, finds_an_altered_ledger_and_an_altered_projection_and_mends_the_latter) {
  const Folder folder("verify");
  {
    SmallHouse house(folder.path());
    for (int i = 0; i < 20; ++i) ASSERT_TRUE(house.tell(lamp_report(i)));
    ASSERT_TRUE(verify(house.store, minutes{480}).clean());
  }
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open((folder.path() / "yiwang.db").c_str(), &db), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(db, "UPDATE case_now SET title = 'other' WHERE id = 3", nullptr, nullptr, nullptr), SQLITE_OK);
  {
    const auto store = open_store(folder.path().string());
    const auto found = verify(*store, minutes{480});
    ASSERT_EQ(found.fault_count, 1u);
    EXPECT_EQ(found.faults.front().what, "row");
    EXPECT_EQ(found.faults.front().case_id, 3u);
    repair(*store, minutes{480});
    EXPECT_TRUE(verify(*store, minutes{480}).clean());
  }
  ASSERT_EQ(sqlite3_exec(db, "UPDATE case_event SET command = 'other' WHERE seq = 5", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(db);
  const auto store = open_store(folder.path().string());
  const auto found = verify(*store, minutes{480});
  ASSERT_FALSE(found.clean());
  EXPECT_EQ(found.faults.front().what, "chain");
  EXPECT_EQ(found.faults.front().seq, 5u);
}

TEST(AccountsTest, lock_after_five_wrong_passwords_and_open_again_later) {
  const Folder folder("accounts");
  SmallHouse house(folder.path());
  Person person;
  person.login = "agent1";
  person.name = "林晓";
  person.roles = {Role::agent};
  ASSERT_TRUE(house.accounts.create(person, "a long enough secret"));
  EXPECT_EQ(house.accounts.create(person, "a long enough secret").error().reason, Reason::taken);
  EXPECT_EQ(house.accounts.set_password("agent1", "12345678").error().reason, Reason::weak_password);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(house.accounts.sign_in("agent1", "wrong wrong", nine()).error().reason, Reason::bad_credentials);
  EXPECT_EQ(house.accounts.sign_in("agent1", "a long enough secret", nine()).error().reason, Reason::locked_out);
  const auto in = house.accounts.sign_in("agent1", "a long enough secret", nine() + minutes{2});
  ASSERT_TRUE(in);
  EXPECT_TRUE(house.accounts.session(in->token, nine() + hours{1}));
  EXPECT_EQ(house.accounts.session(in->token, nine() + hours{30}).error().reason, Reason::session_expired);
  house.accounts.sign_out(in->token);
  EXPECT_EQ(house.accounts.session(in->token, nine() + hours{1}).error().reason, Reason::not_signed_in);
  EXPECT_EQ(house.accounts.sign_in("nobody", "a long enough secret", nine()).error().reason, Reason::bad_credentials);
}

}  // namespace
}  // namespace yiwang::testing
