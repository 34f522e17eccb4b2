#include <gtest/gtest.h>

#include "service/knowledge/settled_cases.h"
#include "small_house.h"

namespace yiwang::testing {
namespace {

class Sink final : public NoticeSink {
 public:
  bool send(const Notice& notice) override {
    if (deaf) return false;
    sent.push_back(notice);
    return true;
  }
  std::vector<Notice> sent;
  bool deaf = false;
};

Identity person(const std::string& login, Role role, std::string unit = "rexian") { return {login, login, std::move(unit), {role}, {}}; }
Asking asking(Instant at = nine()) { return {"request", "127.0.0.1", at}; }

struct KnowledgeTest : ::testing::Test {
  Folder folder{"knowledge"};
  std::unique_ptr<SmallHouse> house = std::make_unique<SmallHouse>(folder.path());
  Sink sink;
  std::unique_ptr<Knowledge> knowledge = opened();
  const Identity writer = person("writer", Role::agent), second = person("second", Role::supervisor), cleaner = person("cleaner", Role::handler, "chengguan");

  std::unique_ptr<Knowledge> opened(KnowledgeFiles files = {}) { return std::make_unique<Knowledge>(Knowledge::Parts{house->office, sink}, std::move(files)); }
  void restart() {
    knowledge.reset();
    house.reset();
    house = std::make_unique<SmallHouse>(folder.path());
    knowledge = opened();
  }
  Knowledge::NewArticle lamp(const std::string& code = "lamp") const {
    Knowledge::NewArticle out;
    out.code = code;
    out.content.title = "路灯不亮多久修好";
    out.content.answer = "单灯故障二十四小时内修复，成片不亮的四小时内到场。";
    out.content.unit = "chengguan";
    out.content.matters = std::vector<std::string>{"010101"};
    out.content.keywords = std::vector<std::string>{"路灯", "报修"};
    out.content.open = true;
    out.content.review_on = "2026-06-30";
    return out;
  }
  std::uint64_t in_force(const std::string& code = "lamp") {
    const auto made = knowledge->make(writer, lamp(code), asking());
    EXPECT_TRUE(made);
    const auto id = made->row.id;
    EXPECT_TRUE(knowledge->submit(writer, id, "新增", {}, asking()));
    EXPECT_TRUE(knowledge->decide(second, id, true, {}, asking()));
    return id;
  }
};

TEST_F(KnowledgeTest, nothing_is_in_force_until_a_second_person_approved_it) {
  const auto made = knowledge->make(writer, lamp(), asking());
  ASSERT_TRUE(made);
  EXPECT_EQ(made->state(knowledge->today()), "draft");
  EXPECT_FALSE(knowledge->public_article(made->row.id));
  EXPECT_TRUE(knowledge->list_public("路灯", 5).items.empty());
  const auto early = knowledge->decide(second, made->row.id, true, {}, asking());
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().reason, Reason::wrong_state);
  ASSERT_TRUE(knowledge->submit(writer, made->row.id, "新增", {}, asking()));
  const auto own = knowledge->decide({"writer", "writer", "rexian", {Role::admin}, {}}, made->row.id, true, {}, asking());
  ASSERT_FALSE(own);
  EXPECT_EQ(own.error().reason, Reason::needs_second_person);
  const auto done = knowledge->decide(second, made->row.id, true, {}, asking());
  ASSERT_TRUE(done);
  EXPECT_EQ(done->state(knowledge->today()), "in_force");
  EXPECT_EQ(done->force->row.approver, "second");
  EXPECT_TRUE(knowledge->public_article(made->row.id));
  EXPECT_EQ(knowledge->list_public("路灯", 5).items.size(), 1u);
}

TEST_F(KnowledgeTest, nobody_who_put_a_hand_to_it_may_approve_it) {
  const auto made = knowledge->make(writer, lamp(), asking());
  ArticlePatch patch;
  patch.answer = "单灯故障二十四小时内修复。";
  ASSERT_TRUE(knowledge->change(second, made->row.id, made->row.revision, patch, asking()));
  ASSERT_TRUE(knowledge->submit(person("third", Role::dispatcher), made->row.id, "改了答复", {}, asking()));
  for (const auto* login : {"writer", "second", "third"}) {
    const auto own = knowledge->decide(person(login, Role::admin), made->row.id, true, {}, asking());
    ASSERT_FALSE(own) << login;
    EXPECT_EQ(own.error().reason, Reason::needs_second_person) << login;
  }
  EXPECT_TRUE(knowledge->decide(person("fourth", Role::admin), made->row.id, true, {}, asking()));
}

TEST_F(KnowledgeTest, the_version_in_force_stays_until_the_next_is_approved_and_both_can_be_compared) {
  const auto id = in_force();
  ArticlePatch patch;
  patch.answer = "单灯故障十二小时内修复，成片不亮的四小时内到场。";
  patch.note = "提速";
  const auto before = knowledge->article(id);
  const auto changed = knowledge->change(writer, id, before->row.revision, patch, asking());
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->state(knowledge->today()), "in_force");
  EXPECT_NE(knowledge->public_article(id)->force->content.answer.find("二十四"), std::string::npos);
  ASSERT_TRUE(knowledge->submit(writer, id, "提速", {}, asking()));
  const auto back = knowledge->decide(second, id, false, {}, asking());
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().reason, Reason::reason_required);
  ASSERT_TRUE(knowledge->decide(second, id, true, {}, asking()));
  EXPECT_NE(knowledge->public_article(id)->force->content.answer.find("十二小时"), std::string::npos);
  const auto versions = knowledge->versions(id);
  ASSERT_EQ(versions->size(), 2u);
  EXPECT_EQ(versions->at(0).row.state, "in_force");
  EXPECT_EQ(versions->at(1).row.state, "past");
  const auto compared = knowledge->compare(id, 1, 0);
  ASSERT_TRUE(compared);
  ASSERT_EQ(compared->fields.size(), 1u);
  EXPECT_EQ(compared->fields[0].field, "answer");
  EXPECT_EQ(knowledge->compare(id, 1, 9).error().reason, Reason::unknown_edition);
}

TEST_F(KnowledgeTest, two_who_change_it_at_once_do_not_overwrite_each_other) {
  const auto id = in_force();
  const auto read = knowledge->article(id)->row.revision;
  ArticlePatch patch;
  patch.notes = "甲";
  ASSERT_TRUE(knowledge->change(writer, id, read, patch, asking()));
  const auto late = knowledge->change(second, id, read, patch, asking());
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().reason, Reason::stale_version);
  EXPECT_EQ(knowledge->change(second, id, 0, patch, asking()).error().reason, Reason::version_required);
}

TEST_F(KnowledgeTest, a_handler_works_only_on_what_their_unit_owns) {
  const auto id = in_force();
  const auto stranger = person("street", Role::handler, "jd-1");
  ArticlePatch patch;
  patch.notes = "注意灯杆编号";
  EXPECT_EQ(knowledge->change(stranger, id, knowledge->article(id)->row.revision, patch, asking()).error().reason, Reason::outside_scope);
  EXPECT_EQ(knowledge->retire(stranger, id, "不再适用", asking()).error().reason, Reason::outside_scope);
  EXPECT_TRUE(knowledge->change(cleaner, id, knowledge->article(id)->row.revision, patch, asking()));
  auto foreign = lamp("other");
  foreign.content.unit = "rexian";
  EXPECT_EQ(knowledge->make(cleaner, foreign, asking()).error().reason, Reason::outside_scope);
  EXPECT_EQ(knowledge->make(person("boss", Role::leader), lamp("third"), asking()).error().reason, Reason::not_permitted);
  EXPECT_EQ(knowledge->may(person("boss", Role::leader), *knowledge->article(id)), std::vector<std::string>{});
}

TEST_F(KnowledgeTest, what_cannot_be_is_refused_with_the_field) {
  const auto refused = [&](auto change) {
    auto wanted = lamp("x1");
    change(wanted);
    const auto made = knowledge->make(writer, wanted, asking());
    return made ? Refusal{Reason::already_done} : made.error();
  };
  EXPECT_EQ(refused([](auto& w) { w.content.title = "  "; }), (Refusal{Reason::missing_field, {}, "title"}));
  EXPECT_EQ(refused([](auto& w) { w.content.title = std::string(700, 'x'); }).field, "title");
  EXPECT_EQ(refused([](auto& w) { w.content.answer = "\x01"; }).reason, Reason::bad_text);
  EXPECT_EQ(refused([](auto& w) { w.content.unit = "nowhere"; }).reason, Reason::unknown_unit);
  EXPECT_EQ(refused([](auto& w) { w.content.matters = std::vector<std::string>{"999999"}; }).reason, Reason::unknown_matter);
  EXPECT_EQ(refused([](auto& w) { w.content.areas = std::vector<std::string>{"1"}; }).reason, Reason::unknown_area);
  EXPECT_EQ(refused([](auto& w) { w.content.review_on = "2026-02-30"; }).field, "review_on");
  EXPECT_EQ(refused([](auto& w) { w.content.valid_from = "2026-03-02", w.content.valid_to = "2026-03-01"; }).field, "valid_to");
  EXPECT_EQ(refused([](auto& w) { w.code = "Not A Code"; }).field, "code");
  EXPECT_EQ(refused([](auto& w) { w.kind = "poem"; }).field, "kind");
  in_force("lamp");
  EXPECT_EQ(knowledge->make(writer, lamp("lamp"), asking()).error().reason, Reason::taken);
}

TEST_F(KnowledgeTest, the_owner_is_reminded_once_when_a_review_is_due_and_may_say_that_it_still_holds) {
  const auto id = in_force();
  knowledge->round(nine());
  EXPECT_TRUE(sink.sent.empty());
  house->clock.set(*parse_instant("2026-06-30T00:00:01+08:00"));
  sink.deaf = true;
  knowledge->round(house->clock.now());
  sink.deaf = false;
  knowledge->round(house->clock.now());
  knowledge->round(house->clock.now());
  ASSERT_EQ(sink.sent.size(), 1u);
  EXPECT_EQ(sink.sent[0].to, "unit:chengguan");
  EXPECT_EQ(sink.sent[0].what, "article_review_due");
  EXPECT_EQ(knowledge->article(id)->state(knowledge->today()), "review_due");
  Knowledge::Query due;
  due.state = "review_due";
  EXPECT_EQ(knowledge->list(due).total, 1u);
  EXPECT_EQ(knowledge->submit(cleaner, id, "复核无变化", {}, asking()).error().field, "review_on");
  ASSERT_TRUE(knowledge->submit(cleaner, id, "复核无变化", "2027-06-30", asking(house->clock.now())));
  ASSERT_TRUE(knowledge->decide(second, id, true, {}, asking(house->clock.now())));
  EXPECT_EQ(knowledge->article(id)->state(knowledge->today()), "in_force");
  restart();
  house->clock.set(*parse_instant("2026-06-30T01:00:00+08:00"));
  knowledge->round(house->clock.now());
  EXPECT_EQ(sink.sent.size(), 1u);
}

TEST_F(KnowledgeTest, what_is_retired_is_shown_to_nobody_but_can_come_back) {
  const auto id = in_force();
  EXPECT_EQ(knowledge->retire(second, id, " ", asking()).error().reason, Reason::reason_required);
  ASSERT_TRUE(knowledge->retire(second, id, "政策废止", asking()));
  EXPECT_EQ(knowledge->article(id)->state(knowledge->today()), "retired");
  Knowledge::Query words, retired;
  words.text = "路灯";
  retired.state = "retired";
  EXPECT_TRUE(knowledge->list(words).items.empty());
  EXPECT_EQ(knowledge->list(retired).total, 1u);
  EXPECT_EQ(knowledge->may_cite(std::to_string(id) + "@1").error().reason, Reason::unknown_article);
  EXPECT_EQ(knowledge->retire(second, id, "再来一次", asking()).error().reason, Reason::already_done);
  ArticlePatch patch;
  patch.notes = "恢复使用";
  ASSERT_TRUE(knowledge->change(writer, id, knowledge->article(id)->row.revision, patch, asking()));
  ASSERT_TRUE(knowledge->submit(writer, id, "恢复", {}, asking()));
  ASSERT_TRUE(knowledge->decide(second, id, true, {}, asking()));
  EXPECT_TRUE(knowledge->public_article(id));
  EXPECT_TRUE(knowledge->may_cite(std::to_string(id) + "@2"));
}

TEST_F(KnowledgeTest, counts_survive_a_restart_and_a_citizen_votes_once_a_day) {
  const auto id = in_force();
  EXPECT_TRUE(knowledge->public_article(id));
  EXPECT_TRUE(knowledge->vote_public(id, true, true, "10.0.0.1"));
  EXPECT_TRUE(knowledge->vote_public(id, true, true, "10.0.0.1"));
  EXPECT_TRUE(knowledge->vote_public(id, false, true, "10.0.0.2"));
  EXPECT_EQ(knowledge->vote_public(999, true, true, "10.0.0.1").error().reason, Reason::unknown_article);
  knowledge->cited(std::to_string(id) + "@1");
  const auto before = knowledge->counts(id);
  EXPECT_EQ(before.shown, 1);
  EXPECT_EQ(before.used, 1);
  EXPECT_EQ(before.helped, 1);
  EXPECT_EQ(before.not_helped, 1);
  EXPECT_EQ(before.deflected, 1) << "a vote that it did not help deflects nothing";
  knowledge->round(nine());
  EXPECT_EQ(knowledge->counts(id).helped, 1);
  knowledge->vote(id, true);
  restart();
  EXPECT_EQ(knowledge->counts(id).helped, 2);
  EXPECT_EQ(knowledge->counts(id).shown, 1);
}

TEST_F(KnowledgeTest, without_words_the_most_used_come_first) {
  const auto a = in_force("aa"), b = in_force("bb");
  knowledge->cited(std::to_string(b) + "@1");
  const auto page = knowledge->list({});
  ASSERT_EQ(page.items.size(), 2u);
  EXPECT_EQ(page.items[0].entry.row.id, b);
  EXPECT_EQ(page.items[1].entry.row.id, a);
}

TEST_F(KnowledgeTest, a_question_is_answered_with_its_article_and_a_complaint_is_not) {
  in_force();
  const auto asked = knowledge->answers_for("路灯坏了多久能修好？", "010101", {}, true);
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_GT(asked[0].probability, 0.5);
  EXPECT_TRUE(knowledge->answers_for("早市把人行道占满了请派人来管", "010102", {}, true).empty());
  for (const auto& odd : {std::string{}, std::string("😀😀"), std::string(300'000, 'x')}) EXPECT_TRUE(knowledge->answers_for(odd, {}, {}, true).empty());
}

TEST_F(KnowledgeTest, what_came_with_the_city_is_in_force_once_and_not_again_after_it_was_retired) {
  KnowledgeFiles files;
  FiledArticle article;
  article.code = "shipped";
  article.content.title = "占道经营归谁管";
  article.content.answer = "由城管部门处理。";
  article.content.unit = "chengguan";
  article.content.open = true;
  FiledArticle faulty = article;
  faulty.code = "faulty";
  faulty.content.unit = "nowhere";
  files.articles = {article, faulty};
  knowledge = opened(files);
  ASSERT_EQ(knowledge->list({}).total, 1u);
  const auto id = knowledge->list({}).items[0].entry.row.id;
  ASSERT_TRUE(knowledge->retire(second, id, "换新的", asking()));
  knowledge = opened(files);
  EXPECT_EQ(knowledge->list({}).total, 0u);
}

TEST_F(KnowledgeTest, every_article_that_ships_fits_the_demo_city_and_a_faulty_one_is_named_with_file_and_line) {
  const auto demo = std::filesystem::path(YIWANG_SOURCE_DIR) / "catalogue/demo";
  const auto city = load_city(demo).city;
  ASSERT_TRUE(city);
  EXPECT_TRUE(check_knowledge_files(demo, *city).empty());
  const auto files = read_knowledge_files(demo);
  EXPECT_GE(files.articles.size(), 60u);
  EXPECT_GE(files.synonyms->size(), 80u);
  const auto faults = check_knowledge_files(demo, *small_city());
  ASSERT_FALSE(faults.empty()) << "the little city has hardly any of its units";
  EXPECT_FALSE(faults.front().fatal);
  EXPECT_EQ(faults.front().file, "knowledge/city-life.md");
  EXPECT_EQ(faults.front().line, 1u);
}

TEST_F(KnowledgeTest, a_file_is_taken_in_as_drafts_whole_or_not_at_all) {
  in_force();
  const auto text = knowledge->export_as("csv");
  EXPECT_EQ(knowledge->take_in(writer, "csv", text, false, asking()).error().reason, Reason::not_permitted);
  const auto same = knowledge->take_in(second, "csv", text, false, asking());
  EXPECT_EQ(same->same, 1u);
  const auto faulty = knowledge->take_in(second, "csv", "code,title,unit,answer\nnew-1,题,chengguan,答\nnew-2,题,nowhere,答\n", false, asking());
  ASSERT_EQ(faulty->faults.size(), 1u);
  EXPECT_EQ(faulty->faults[0].line, 3u);
  EXPECT_EQ(knowledge->list({}).total, 1u);
  const std::string good = "code,title,unit,answer\nnew-1,题,chengguan,答\nlamp,路灯报修,chengguan,已改\n";
  const auto tried = knowledge->take_in(second, "csv", good, true, asking());
  EXPECT_EQ(tried->made, 1u);
  EXPECT_EQ(tried->changed, 1u);
  EXPECT_EQ(knowledge->list({}).total, 1u);
  EXPECT_TRUE(knowledge->take_in(second, "csv", good, false, asking()));
  Knowledge::Query drafts;
  drafts.state = "draft";
  EXPECT_EQ(knowledge->list(drafts).total, 2u);
  EXPECT_NE(knowledge->public_article(knowledge->base()->find_code("lamp")->row.id)->force->content.answer, "已改");
}

struct SettledTest : KnowledgeTest {
  std::unique_ptr<SettledCases> settled = std::make_unique<SettledCases>(house->office, *knowledge);

  CaseId told(int number, const std::string& text, bool held = false) {
    auto raw = lamp_report(number);
    raw.text = text;
    raw.settles_at_once = held;
    return house->tell(std::move(raw))->case_id;
  }
  std::uint32_t version(CaseId id) { return house->office.see(second, id)->c->version; }
  CaseId answered(int number, const std::string& text, const std::string& answer) {
    const auto id = told(number, text, true);
    const auto done = house->ask(person("desk", Role::dispatcher), id, AnswerAtOnce{answer}, version(id));
    EXPECT_TRUE(done) << (done ? std::string{} : std::string(code_of(done.error().reason)));
    return id;
  }
};

TEST_F(SettledTest, a_settled_case_is_found_for_the_next_like_it_without_personal_data) {
  const auto old = answered(1, "云锦路8号门口的路灯坏了联系13812345678", "已报城管局维修，如需进度请拨13812345678，二十四小时内修复。");
  while (settled->follow() != 0) {}
  EXPECT_EQ(settled->size(), 1u);
  const auto fresh = told(2, "云锦路66号门口的路灯坏了");
  const auto found = settled->similar(second, fresh, 5);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 1u);
  EXPECT_EQ(found->front().c->id, old);
  EXPECT_EQ(found->front().answer.find("13812345678"), std::string::npos);
  EXPECT_EQ(found->front().what.find("13812345678"), std::string::npos);
  EXPECT_EQ(settled->similar(second, CaseId{999}, 5).error().reason, Reason::unknown_case);
}

TEST_F(SettledTest, a_handler_is_shown_only_cases_of_their_own_unit) {
  answered(1, "云锦路8号门口的路灯坏了", "已经安排维修，二十四小时内恢复。");
  while (settled->follow() != 0) {}
  const auto fresh = told(2, "云锦路66号门口的路灯坏了");
  const auto seen = house->office.see(second, fresh);
  if (seen->c->unit != "chengguan") {
    ASSERT_TRUE(house->ask(person("desk", Role::dispatcher), fresh, AssignUnit{"chengguan", {}, {}}, seen->c->version));
  }
  const auto theirs = settled->similar(cleaner, fresh, 5);
  ASSERT_TRUE(theirs);
  for (const auto& each : *theirs) EXPECT_TRUE(house->office.see(cleaner, each.c->id));
  const auto all = settled->similar(second, fresh, 5);
  EXPECT_EQ(all->size(), 1u);
  EXPECT_EQ(settled->similar(person("stranger", Role::handler, "rexian"), fresh, 5).error().reason, Reason::outside_scope);
}

TEST_F(SettledTest, what_is_known_survives_a_restart_without_reading_the_ledger_again) {
  answered(1, "云锦路8号门口的路灯坏了", "已经安排维修，二十四小时内恢复。");
  while (settled->follow() != 0) {}
  settled.reset();
  restart();
  settled = std::make_unique<SettledCases>(house->office, *knowledge);
  EXPECT_EQ(settled->size(), 1u);
  EXPECT_EQ(settled->follow(), 0u);
}

TEST_F(SettledTest, a_case_that_was_opened_again_is_settled_no_more) {
  const auto id = answered(1, "云锦路8号门口的路灯坏了", "已经安排维修，二十四小时内恢复。");
  while (settled->follow() != 0) {}
  ASSERT_EQ(settled->size(), 1u);
  const auto again = house->ask(second, id, Reopen{"市民说没有修好"}, version(id));
  ASSERT_TRUE(again);
  while (settled->follow() != 0) {}
  EXPECT_EQ(settled->size(), 0u);
}

TEST_F(SettledTest, templates_of_the_matter_are_filled_from_the_case_and_past_answers_follow) {
  answered(1, "云锦路8号门口的路灯坏了", "已经安排维修人员到场，二十四小时内恢复照明。");
  while (settled->follow() != 0) {}
  Knowledge::NewArticle wanted;
  wanted.code = "tpl-lamp";
  wanted.kind = "template";
  wanted.content.title = "路灯修复答复";
  wanted.content.answer = "您好，{place}的路灯由{unit}于{today}修复，编号{number}。{weather}";
  wanted.content.unit = "chengguan";
  wanted.content.matters = std::vector<std::string>{"010101"};
  const auto made = knowledge->make(writer, wanted, asking());
  ASSERT_TRUE(made);
  ASSERT_TRUE(knowledge->submit(writer, made->row.id, "新增", {}, asking()));
  ASSERT_TRUE(knowledge->decide(second, made->row.id, true, {}, asking()));
  const auto fresh = told(2, "云锦路66号门口的路灯坏了");
  ASSERT_TRUE(house->ask(person("desk", Role::dispatcher), fresh, CorrectMatter{"010101"}, version(fresh)));
  if (house->office.see(second, fresh)->c->unit != "chengguan") {
    ASSERT_TRUE(house->ask(person("desk", Role::dispatcher), fresh, AssignUnit{"chengguan", {}, {}}, version(fresh)));
  }
  const auto drafts = settled->answers(second, fresh);
  ASSERT_TRUE(drafts);
  ASSERT_GE(drafts->size(), 2u);
  const auto& first = drafts->front();
  EXPECT_EQ(first.source, "template");
  EXPECT_NE(first.text.find("城管局"), std::string::npos);
  EXPECT_NE(first.text.find("2026年3月2日"), std::string::npos);
  EXPECT_EQ(first.missing, std::vector<std::string>{"weather"});
  EXPECT_TRUE(std::any_of(drafts->begin(), drafts->end(), [](const auto& each) { return each.source == "past" && each.text.find("恢复照明") != std::string::npos; }));
}

}  // namespace
}  // namespace yiwang::testing
