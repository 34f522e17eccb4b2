#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/random.h"
#include "cases/examples.h"
#include "cases/invariants.h"
#include "cases/possible.h"
#include "cases/promise.h"
#include "cases/random_commands.h"
#include "cases/stage_table.h"
#include "cases/world.h"

namespace yiwang::testing {
namespace {

bool about_deadlines(EventKind kind) {
  return kind == EventKind::deadline_set || kind == EventKind::deadline_near || kind == EventKind::deadline_missed || kind == EventKind::deadline_met ||
         kind == EventKind::deadline_cancelled;
}

/// A case driven by random commands, every promise of the machine checked on the way; `fault` says the first that was broken.
class Life {
 public:
  Life(const City& city, const Choice& opening, Instant start) : city_(city), now_(start) {
    const auto who = person(Role::system);
    const auto received = report_of(opening, 1, now_, &city_ == &drawn_city());
    write("receive", open_case(CaseId{1}, received, {city_, now_, who}), who);
  }

  void step(const Choice& choice) {
    now_ += minutes{choice.wait_minutes};
    const auto who = actor_of(choice, c_);
    const Context context{city_, now_, who};
    if (choice.what % 32 == 31) return join(choice, context);
    const auto command = command_of(choice, c_);
    const auto before = c_;
    const auto events = decide(c_, command, context);
    const auto again = decide(c_, command, context);
    must(c_ == before, "deciding changes nothing");
    must(events == again, "the same question has the same answer");
    const auto op = operation_of(command);
    if (op == Operation::pass_time && stage_allows(op, c_.stage)) {
      must(events.has_value() == (c_.next_timer() && *c_.next_timer() <= now_), "time passes exactly when next_timer says");
    }
    if (!events) return;
    must(possible(c_, op), "what can be done is possible");
    must(!events->empty(), "what is done leaves a trace");
    ++done_;
    write(std::string(code_of(op)), *events, who);
  }

  void replay() {
    Case again;
    for (const auto& entry : ledger_) {
      auto copy = entry;
      copy.events = decode_events(encode_events(entry.events)).value();
      apply(again, copy);
    }
    must(again == c_, "the ledger replays to the same case");
  }

  const std::string& fault() const { return fault_; }
  int done() const { return done_; }

 private:
  void must(bool holds, std::string_view what) {
    if (holds || !fault_.empty()) return;
    fault_ = std::string(what) + "; after";
    for (const auto& entry : ledger_) fault_ += " " + entry.command;
    fault_ += ", now " + std::string(code_of(c_.stage));
  }

  void join(const Choice& choice, const Context& context) {
    const auto events = join_case(c_, report_of(choice, ledger_.size() + 100, now_), context);
    must(events.has_value() == c_.open(), "reports join open cases only");
    if (events) write("receive", *events, context.actor);
  }

  void write(std::string command, std::vector<Event> events, const Actor& who) {
    Case by_hand = c_;
    by_hand.id = CaseId{1};
    for (const auto& event : events) {
      const auto deadlines = by_hand.deadlines;
      const auto stage = by_hand.stage;
      must((happens_in(kind_of(event)) & bit(stage)) != 0, "events fit their stage");
      apply(by_hand, event, now_, who);
      must(about_deadlines(kind_of(event)) || by_hand.deadlines == deadlines, "deadlines change by deadline events only");
      must(by_hand.stage == stage || may_move(kind_of(event), stage, by_hand.stage), "stages change along the table only");
    }
    ledger_.push_back({ledger_.size() + 1, CaseId{1}, c_.version + 1, now_, who, std::move(command), std::move(events)});
    apply(c_, ledger_.back());
    must(c_.version == ledger_.size(), "the version counts the entries");
    for (const auto& broken : broken_invariants(c_)) must(false, broken);
  }

  const City& city_;
  Instant now_;
  Case c_;
  std::vector<Entry> ledger_;
  std::string fault_;
  int done_ = 0;
};

/// Plays the choices; the fault, or nothing.
std::string play(const City& city, const std::vector<Choice>& choices, int& done) {
  if (choices.empty()) return {};
  Life life(city, choices.front(), local("2026-12-28 08:00"));
  for (std::size_t i = 1; i < choices.size() && life.fault().empty(); ++i) life.step(choices[i]);
  life.replay();
  done += life.done();
  return life.fault();
}

RC_GTEST_PROP(Machine, keeps_its_promises_under_any_few_commands, (const std::vector<Choice>& choices)) {
  int done = 0;
  const auto fault = play(small_city(), choices, done);
  if (!fault.empty()) RC_FAIL(fault);
}

RC_GTEST_PROP(Machine, keeps_its_promises_on_any_process_under_any_few_commands, (const std::vector<Choice>& choices)) {
  int done = 0;
  const auto fault = play(drawn_city(), choices, done);
  if (!fault.empty()) RC_FAIL(fault);
}

std::vector<Choice> choices_of(std::uint64_t seed, int steps) {
  Random random(seed);
  std::vector<Choice> choices;
  const auto number = [&](std::uint64_t below) { return static_cast<unsigned>(random.below(below)); };
  for (int i = 0; i < steps; ++i) choices.push_back({number(4096), number(4096), number(4096), number(random.chance(0.2) ? 9000 : 200)});
  return choices;
}

TEST(Machine, keeps_its_promises_in_ten_thousand_lives) {
  constexpr int kLives = 10000;
  constexpr int kSteps = 40;
  int done = 0;
  for (std::uint64_t seed = 0; seed < kLives; ++seed) ASSERT_EQ(play(small_city(), choices_of(seed, kSteps), done), "") << "seed " << seed;
  // A property over commands that are all refused would prove nothing.
  EXPECT_GT(done, kLives * kSteps / 4);
}

TEST(Machine, keeps_its_promises_in_lives_on_drawn_processes) {
  constexpr int kLives = 3000;
  constexpr int kSteps = 40;
  int done = 0;
  for (std::uint64_t seed = 0; seed < kLives; ++seed) ASSERT_EQ(play(drawn_city(), choices_of(seed, kSteps), done), "") << "seed " << seed;
  EXPECT_GT(done, kLives * kSteps / 5);
}

std::vector<Event> without_process(const std::vector<Event>& events) {
  auto out = events;
  std::erase_if(out, [](const Event& e) { return kind_of(e) == EventKind::process_moved; });
  return out;
}

/// Two cases that hear the same, one in the fixed life, one on the process `standard`.
std::string lockstep(const std::vector<Choice>& choices) {
  Case fixed, drawn;
  auto now = local("2026-12-28 08:00");
  const auto system = person(Role::system);
  const auto write = [&](Case& c, std::vector<Event> events, const Actor& who) { apply(c, Entry{1, CaseId{1}, c.version + 1, now, who, "x", std::move(events)}); };
  const auto opened = report_of(choices.front(), 1, now);
  write(fixed, open_case(CaseId{1}, opened, {small_city(), now, system}), system);
  write(drawn, open_case(CaseId{1}, opened, {drawn_city(), now, system}), system);
  std::string story;
  for (std::size_t i = 1; i < choices.size(); ++i) {
    const auto& choice = choices[i];
    now += minutes{choice.wait_minutes};
    const auto who = actor_of(choice, fixed);
    const auto command = command_of(choice, fixed);
    // Only a process has steps of its own.
    if (operation_of(command) == Operation::complete_activity || !move_word(operation_of(command)).empty()) continue;
    const auto a = decide(fixed, command, {small_city(), now, who});
    const auto b = decide(drawn, command, {drawn_city(), now, who});
    story += " " + std::string(code_of(operation_of(command))) + (a ? "" : "!");
    if (a.has_value() != b.has_value()) return story + ": " + (a ? "refused on the process: " + std::string(code_of(b.error().reason)) : "not refused on the process");
    if (!a && !(a.error() == b.error())) return story + ": refused otherwise: " + std::string(code_of(b.error().reason));
    if (!a) continue;
    if (encode_events(*a) != encode_events(without_process(*b))) return story + ": " + encode_events(*a) + " but " + encode_events(*b);
    write(fixed, *a, who);
    write(drawn, *b, who);
    if (drawn.open() != drawn.process.has_value()) return story + ": an open case has a process and an ended one has none";
  }
  return {};
}

TEST(Machine, lives_on_the_standard_process_exactly_as_without_one) {
  for (std::uint64_t seed = 0; seed < 4000; ++seed) ASSERT_EQ(lockstep(choices_of(seed, 40)), "") << "seed " << seed;
}

RC_GTEST_PROP(Machine, resuming_leaves_exactly_the_counted_time_that_was_left, ()) {
  const auto start = local("2026-11-14 00:00") + minutes{*rc::gen::inRange(0, 60 * 24 * 60)};
  auto desk = Desk::dispatched(start);
  const auto who = person(Role::handler, "U-310");
  RC_ASSERT(desk.ask(Accept{}, who).has_value());
  desk.now += minutes{*rc::gen::inRange(0, 60 * 24 * 8)};
  RC_ASSERT(desk.ask(Suspend{SuspendReason::weather, "暴雨"}, who).has_value());
  const auto since = desk.now;
  const auto before = desk.c.deadlines;
  desk.now += milliseconds{*rc::gen::inRange(0, 1000 * 60 * 60 * 24 * 20)};
  RC_ASSERT(desk.ask(Resume{}, who).has_value());
  RC_ASSERT(desk.c.deadlines.size() == before.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    const auto& was = before[i];
    const auto& is = desk.c.deadlines[i];
    if (!was.runs() || was.due <= since) {
      RC_ASSERT(is.due == was.due);
      continue;
    }
    const auto& calendar = small_city().calendar(was.calendar);
    RC_ASSERT(calendar.between(desk.now, is.due) == calendar.between(since, was.due));
    RC_ASSERT(is.near_at <= is.due);
    if (was.near_at > since) RC_ASSERT(calendar.between(desk.now, is.near_at) == calendar.between(since, was.near_at));
  }
}

RC_GTEST_PROP(Machine, a_promise_is_near_in_its_last_share_of_counted_time, ()) {
  const auto matter = *rc::gen::elementOf(std::vector<std::string>{"010101", "020101", "030101", "040101"});
  const auto urgency = static_cast<Urgency>(*rc::gen::inRange(0, 4));
  const auto base = local("2026-11-14 00:00") + minutes{*rc::gen::inRange(0, 60 * 24 * 60)};
  const auto& city = small_city();
  const auto promise = make_promise(city, matter, urgency);
  for (const auto clock : {ClockKind::receipt, ClockKind::accept, ClockKind::contact, ClockKind::resolve}) {
    const auto made = promised(city, promise, clock, urgency, base, "test");
    if (!made) continue;
    RC_ASSERT(made->near_at <= made->due && made->due > base);
    const auto& calendar = city.calendar(made->calendar);
    const auto whole = static_cast<double>(calendar.between(base, made->due).count());
    const auto last = static_cast<double>(calendar.between(made->near_at, made->due).count());
    RC_ASSERT(std::abs(last - whole * promise.near_share) <= 2.0);
  }
}

RC_GTEST_PROP(Apply, leaves_the_case_unchanged_by_an_event_that_cannot_happen_in_its_stage, ()) {
  auto desk = Desk::handling();
  desk.c.stage = static_cast<Stage>(*rc::gen::inRange<unsigned>(0, kStages.size()));
  const auto kind = static_cast<EventKind>(*rc::gen::inRange<unsigned>(0, kEventKinds.size()));
  const auto before = desk.c;
  apply(desk.c, example_of(kind), desk.now + hours{1}, person(Role::system));
  if ((happens_in(kind) & bit(before.stage)) == 0) RC_ASSERT(desk.c == before);
}

}  // namespace
}  // namespace yiwang::testing
