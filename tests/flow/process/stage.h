#pragma once
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <string>

#include "flow/process/drawing.h"
#include "flow/process/step.h"
#include "flow/process/view.h"

namespace yiwang::process {

/// A host for tests: office weeks as calendars, plans by name, decisions as functions.
class TestHost : public Host {
 public:
  std::optional<Instant> due(std::string_view calendar, Instant from, const Span& span) const override {
    if (calendar.empty()) return Host::due(calendar, from, span);
    const auto at = calendars.find(std::string(calendar));
    return at == calendars.end() ? std::nullopt : std::optional(add(at->second, from, span));
  }
  std::optional<milliseconds> between(std::string_view calendar, Instant from, Instant to) const override {
    if (calendar.empty()) return Host::between(calendar, from, to);
    const auto at = calendars.find(std::string(calendar));
    return at == calendars.end() ? std::nullopt : std::optional(at->second.between(from, to));
  }
  std::shared_ptr<const Plan> called(std::string_view process, std::string_view version) const override {
    const auto at = plans.find(std::string(process));
    if (at == plans.end() || (!version.empty() && at->second->version() != version)) return nullptr;
    return at->second;
  }
  Result<feel::Value> decide(std::string_view decision, const feel::Value&) const override {
    const auto at = decisions.find(std::string(decision));
    if (at == decisions.end()) return refuse(Reason::not_found, {{"decision", std::string(decision)}});
    return at->second;
  }
  Served serve(const Work& work, const feel::Value& variables) const override { return service ? service(work, variables) : Host::serve(work, variables); }

  std::map<std::string, Calendar> calendars;
  std::map<std::string, std::shared_ptr<const Plan>> plans;
  std::map<std::string, feel::Value> decisions;
  std::function<Served(const Work&, const feel::Value&)> service;
};

/// One instance on a stage: commands by the names of elements, the trace as text, and after each move a look whether the state is sound and its text comes back.
class Stage {
 public:
  explicit Stage(std::string_view lines) : plan(plan_of(lines)) {}

  Stage& start(Variables variables = {}, std::string_view at = {}) {
    auto move = process::start(*plan, std::move(variables), now, host, at);
    if (!move) {
      ADD_FAILURE() << "not started: " << code_of(move.error().reason);
      return *this;
    }
    take(std::move(*move));
    return *this;
  }
  /// The reason of the refusal, or nothing.
  std::string tell(const Command& command) {
    const auto before = to_text(state);
    auto move = step(*plan, state, command, now, host);
    EXPECT_EQ(to_text(state), before);
    if (!move) {
      std::string out(code_of(move.error().reason));
      for (const auto& [key, value] : move.error().facts) {
        if (key == "why") out += " " + value;
      }
      return out;
    }
    take(std::move(*move));
    return {};
  }
  int task(std::string_view element) const { return find_task(*plan, state, host, element); }
  std::string complete(std::string_view element, Variables variables = {}, std::string outcome = {}, std::string by = {}) {
    return tell(CompleteTask{task(element), std::move(variables), std::move(outcome), std::move(by)});
  }
  /// Lets the clock run, firing each timer at its moment.
  void pass(milliseconds span) {
    const auto until = now + span;
    for (auto next = next_timer(state); next && *next <= until; next = next_timer(state)) {
      now = *next;
      ASSERT_EQ(tell(FireTimers{}), "");
    }
    now = until;
  }
  /// The elements of open tasks, in the order in which they were opened.
  std::string open() const {
    std::string out;
    for (const auto& one : open_tasks(*plan, state, host)) out += (out.empty() ? "" : " ") + one.element + (one.assigned.empty() ? "" : ":" + one.assigned);
    return out;
  }
  /// What happened since the last look: elements of the kinds wanted, as `what element`.
  std::string happened(std::initializer_list<What> kinds) {
    std::string out;
    for (const auto& one : trace) {
      for (const auto kind : kinds) {
        if (one.what == kind) out += (out.empty() ? "" : ", ") + std::string(code_of(one.what)) + " " + one.element;
      }
    }
    trace.clear();
    return out;
  }
  std::string visited() {
    std::string out;
    for (const auto& one : trace) {
      if (one.what == What::entered) out += (out.empty() ? "" : " ") + one.element;
    }
    trace.clear();
    return out;
  }
  feel::Value variable(std::string_view name) const {
    const auto* found = state.variables().find(name);
    return found == nullptr ? feel::Value() : *found;
  }

  std::shared_ptr<const Plan> plan;
  TestHost host;
  Instant now = *parse_instant("2026-01-05T09:00:00+08:00");   // a Monday
  State state;
  std::vector<Happening> trace;
  std::vector<Sent> sent;

 private:
  void take(Move move) {
    state = std::move(move.after);
    EXPECT_EQ(fault_of(state), "") << to_text(state);
    const auto text = to_text(state);
    const auto back = from_text(text);
    ASSERT_TRUE(back.has_value()) << text;
    EXPECT_EQ(to_text(*back), text);
    trace.insert(trace.end(), std::make_move_iterator(move.trace.begin()), std::make_move_iterator(move.trace.end()));
    sent.insert(sent.end(), std::make_move_iterator(move.sent.begin()), std::make_move_iterator(move.sent.end()));
  }
};

inline feel::Value number(std::int64_t value) { return feel::Value::make_number(value); }
inline feel::Value text(std::string_view value) { return feel::Value::make_string(value); }
inline feel::Value list(std::initializer_list<std::string_view> items) {
  feel::List out;
  for (const auto item : items) out.push_back(text(item));
  return feel::Value::make_list(std::move(out));
}

}  // namespace yiwang::process
