#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "flow/process/schedule.h"
#include "flow/process/stage.h"
#include "flow/process/timetext.h"

namespace yiwang::process {
namespace {

TEST(Texts, values_of_every_kind_come_back_from_the_text_of_a_state) {
  Stage stage("start s\nuser a\nend e\ns -> a\na -> e\n");
  const auto value = [](std::string_view source) { return feel::Expression::parse(source)->evaluate(feel::Scope()); };
  Variables all;
  int n = 0;
  for (const auto* source : {"null", "true", "12", "-7", "0.1", "1e40", "\"文字 \\\"x\\\"\"", "@\"2026-01-05\"", "@\"10:20:30\"", "@\"2026-01-05T10:20:30+08:00\"", "@\"P1Y2M\"", "@\"P3DT4H\"",
                             "[1, [2, \"x\"], null]", "{a: 1, b: {c: [true]}}", "{\"=\": \"tricky\"}", "[1..5)", "[]", "{}"}) {
    all.set("v" + std::to_string(n++), value(source));
  }
  stage.start(all);
  const auto back = from_text(to_text(stage.state));
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(back->variables(), all);
}

TEST(Texts, a_broken_text_is_refused) {
  for (const auto* broken : {"", "{}", "[]", R"({"process":"p","version":"v","next":3,"started":0})", R"({"process":"p","version":"v","next":3,"started":0,"scopes":[[1]],"tokens":[[2,1,1,99]]})",
                             R"({"process":"p","version":"v","next":3,"started":0,"scopes":[[1,0,0,0,0,0,{},7]]})", R"({"process":"p","version":"v","next":"3","started":0,"scopes":[[1]]})",
                             R"({"process":"p","version":"v","next":3,"started":0,"scopes":[[1,0,0,0,0,0,{"x":{"=":"1 +"}}]]})"}) {
    EXPECT_FALSE(from_text(broken).has_value()) << broken;
  }
}

RC_GTEST_PROP(Texts, a_text_that_was_tampered_with_is_refused_or_still_harmless, ()) {
  static const Stage begun = [] {
    Stage stage(R"(
      allow return jump
      start s
      parallel split
      user a
      boundary late on=a timer=PT1H
      sub in {
        start s1
        user b collection='["A", "B"]' item=who assign=who
        boundary undo on=b compensate handler=u
        user u for_compensation
        throw back compensate
        end e1
        s1 -> b
        b -> back
        back -> e1
      }
      parallel join
      end e
      s -> split
      split -> a
      split -> in
      a -> join
      late -> join
      in -> join
      join -> e
    )");
    stage.start();
    return stage;
  }();
  auto text = to_text(begun.state);
  for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
    const auto digit = *rc::gen::suchThat(rc::gen::inRange<std::size_t>(0, text.size()), [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; });
    text[digit] = static_cast<char>('0' + *rc::gen::inRange(0, 10));
  }
  const auto read = from_text(text);
  if (!read) return;
  auto state = *read;
  for (int i = 0; i < 12 && state.running(); ++i) {
    Command command = FireTimers{};
    if (!state.tasks.empty() && i % 3 != 2) command = CompleteTask{state.tasks.front().id, {}, {}, {}};
    auto moved = step(*begun.plan, state, command, begun.now + std::chrono::hours{i}, begun.host);
    if (!moved) break;
    state = std::move(moved->after);
  }
}

TEST(Texts, commands_are_read_from_json) {
  const auto read = [](std::string_view text) { return command_from_json(*json::parse_text(text)); };
  const auto complete = read(R"({"command":"complete","task":3,"variables":{"ok":true},"outcome":"agree","by":"Li"})");
  ASSERT_TRUE(complete.has_value());
  const auto& task = std::get<CompleteTask>(*complete);
  EXPECT_EQ(task.task, 3);
  EXPECT_EQ(task.by, "Li");
  EXPECT_TRUE(task.variables.find("ok")->is_true());
  EXPECT_EQ(word_of(*complete), "complete");
  EXPECT_EQ(read(R"({"command":"fly"})").error().reason, Reason::unknown_value);
  EXPECT_EQ(read(R"({"command":"jump","task":"x"})").error().field, "task");
}

TEST(Texts, durations_and_cycles_are_read_as_iso_8601_says) {
  EXPECT_EQ(parse_stretch("P1Y2M3DT4H5M6.5S"), (Stretch{14, 3, milliseconds{14'706'500}}));
  EXPECT_EQ(parse_stretch("P2W"), (Stretch{0, 14, milliseconds{0}}));
  for (const auto* wrong : {"", "P", "PT", "1D", "P1", "PD", "P1DT", "P1H", "PT1D", "P1.5D", "P1M1Y", "PT1S1H", "P-1D", "P99999999999D"}) EXPECT_FALSE(parse_stretch(wrong)) << wrong;
  EXPECT_EQ(parse_cycle("R4/PT10S", minutes{480})->times, 4);
  EXPECT_EQ(parse_cycle("R/P1D", minutes{480})->times, -1);
  EXPECT_EQ(parse_cycle("R2/2026-01-05T08:00:00+08:00/PT1H", minutes{480})->first, parse_instant("2026-01-05T08:00:00+08:00"));
  for (const auto* wrong : {"R", "R/", "R3", "R3/", "R-1/PT1S", "R3/PT0S", "Rx/PT1S", "0 0 * * *"}) EXPECT_FALSE(parse_cycle(wrong, minutes{480})) << wrong;
  EXPECT_EQ(after(*parse_instant("2026-01-31T10:00:00+08:00"), *parse_stretch("P1M"), minutes{480}), parse_instant("2026-02-28T10:00:00+08:00"));
}

TEST(Texts, a_schedule_gives_everyone_once_when_due_and_forgets_what_was_set_anew) {
  Schedule schedule;
  const Instant at{hours{1}};
  for (Schedule::Who who = 0; who < 1000; ++who) schedule.set(who, at + milliseconds{who % 10});
  schedule.set(7, at + hours{1});
  schedule.set(8, std::nullopt);
  schedule.set(9, at + hours{2});
  schedule.set(9, at);
  EXPECT_EQ(schedule.first(), at);
  EXPECT_EQ(schedule.size(), 999u);
  std::vector<Schedule::Who> out;
  EXPECT_EQ(schedule.take(at - seconds{1}, 10, out), 0u);
  EXPECT_EQ(schedule.take(at, 2000, out), 101u);   // those of the first millisecond
  while (schedule.take(at + seconds{1}, 64, out) > 0) {}
  EXPECT_EQ(out.size(), 998u);
  std::sort(out.begin(), out.end());
  EXPECT_EQ(std::unique(out.begin(), out.end()), out.end());
  EXPECT_EQ(schedule.first(), at + hours{1});
  EXPECT_EQ(schedule.take(at + hours{3}, 64, out), 1u);
  EXPECT_EQ(schedule.size(), 0u);
}

}  // namespace
}  // namespace yiwang::process
