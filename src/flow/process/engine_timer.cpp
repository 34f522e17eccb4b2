#include <algorithm>

#include "flow/process/engine.h"

namespace yiwang::process {

namespace {
/// Business calendars count whole days or time, never both; without a calendar months and days follow the wall clock.
std::optional<Instant> add(const Host& host, std::string_view calendar, Instant from, const Stretch& stretch) {
  if (calendar.empty()) return after(from, stretch, host.offset());
  if (stretch.months != 0) return std::nullopt;
  if (stretch.days != 0 && stretch.time.count() != 0) {
    const auto days = host.due(calendar, from, Span{milliseconds{0}, stretch.days});
    return days ? host.due(calendar, *days, Span{stretch.time, 0}) : std::nullopt;
  }
  return host.due(calendar, from, Span{stretch.time, stretch.days});
}
}  // namespace

std::optional<Instant> Engine::due_of(int in, int id, const Node& node, const Formula& formula, std::string_view calendar, Instant from) {
  (void)node;
  if (!formula.expression) {
    const auto fixed = parse_stretch(formula.text);
    return fixed ? add(host, calendar, from, *fixed) : std::nullopt;
  }
  const auto given = value(formula, in, id);
  if (const auto span = stretch_of(given)) return add(host, calendar, from, *span);
  return moment_of(given, host.offset());
}

/// False when it cannot be told when; then the token has an incident.
bool Engine::set_timer(int id, int in, int number, int definition) {
  const auto& node = plan_of(in).node(number);
  const auto& event = node.events[static_cast<std::size_t>(definition)];
  std::optional<Instant> due;
  int left = 0;
  if (event.timer == TimerKind::duration) {
    due = due_of(in, id, node, event.time, node.calendar, now);
  } else {
    const auto given = event.time.expression ? value(event.time, in, id) : feel::Value::make_string(event.time.text);
    if (event.timer == TimerKind::date) {
      due = moment_of(given, host.offset());
    } else if (given.is(feel::Kind::string)) {
      if (const auto cycle = parse_cycle(given.as_string(), host.offset())) {
        if (cycle->times == 0) return true;
        left = cycle->times < 0 ? -1 : cycle->times - 1;
        due = cycle->first ? cycle->first : add(host, node.calendar, now, cycle->every);
      }
    } else if (const auto every = stretch_of(given)) {
      left = -1;
      due = add(host, node.calendar, now, *every);
    }
  }
  if (!due) {
    if (id != 0) incident(id, "timer_failed", node.id + ": " + event.time.text);
    return id == 0;
  }
  state.timers.push_back({id, in, number, definition, *due, left});
  if (tracing()) {
    Facts facts{{"due", yiwang::to_text(*due)}};
    if (!node.calendar.empty()) facts.emplace_back("calendar", node.calendar);
    say(What::timer_set, node, std::move(facts));
  }
  return true;
}

void Engine::fire_due(int limit) {
  for (int i = 0; i < limit && !state.ended; ++i) {
    std::size_t first = state.timers.size();
    for (std::size_t at = 0; at < state.timers.size(); ++at) {
      if (state.timers[at].due <= now && (first == state.timers.size() || state.timers[at].due < state.timers[first].due)) first = at;
    }
    if (first == state.timers.size()) return;
    fire(first);
    run();
  }
}

/// Moves a repeating timer on to its next moment, counted from when it was due, or takes it away; none when it was the last.
std::optional<Instant> Engine::renew(std::size_t which) {
  const auto timer = state.timers[which];
  const auto& node = plan_of(timer.scope).node(timer.node);
  const auto& event = node.events[static_cast<std::size_t>(timer.definition)];
  std::optional<Instant> next;
  if (timer.left != 0) {
    const auto given = event.time.expression ? value(event.time, timer.scope, timer.token) : feel::Value::make_string(event.time.text);
    std::optional<Stretch> every = stretch_of(given);
    if (!every && given.is(feel::Kind::string)) {
      if (const auto cycle = parse_cycle(given.as_string(), host.offset())) every = cycle->every;
    }
    if (every) next = add(host, node.calendar, timer.due, *every);
  }
  if (next && *next > timer.due) {
    state.timers[which].due = *next;
    if (timer.left > 0) --state.timers[which].left;
    return next;
  }
  state.timers.erase(state.timers.begin() + static_cast<std::ptrdiff_t>(which));
  return std::nullopt;
}

void Engine::fire(std::size_t which) {
  const auto timer = state.timers[which];
  const auto& node = plan_of(timer.scope).node(timer.node);
  const auto next = renew(which);
  const bool rests = timer.token != 0 && node.act == Act::catch_event && token(timer.token) != nullptr && token(timer.token)->node == timer.node;
  if (next && rests && !node.parallel_multiple) {
    // A cycle in the middle of the flow sends a token on each time.
    if (tracing()) say(What::fired, node, {{"kind", "timer"}});
    const int made = state.next++;
    state.tokens.push_back({made, timer.scope, timer.node, Rest::ready, -1, 0, 0});
    leave(made);
    return;
  }
  trigger({timer.token, timer.scope, timer.node, timer.definition}, nullptr);
}

}  // namespace yiwang::process
