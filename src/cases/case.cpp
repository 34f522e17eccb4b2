#include "cases/case.h"

#include <algorithm>
#include <cstdio>

namespace yiwang {

const Deadline* Case::running(ClockKind clock) const {
  const auto found = std::find_if(deadlines.begin(), deadlines.end(), [&](const Deadline& d) { return d.clock == clock && d.runs(); });
  return found == deadlines.end() ? nullptr : &*found;
}

const Task* Case::open_task(std::string_view unit_code) const {
  const auto found = std::find_if(tasks.begin(), tasks.end(), [&](const Task& t) { return t.open() && t.unit == unit_code; });
  return found == tasks.end() ? nullptr : &*found;
}

const Task* Case::open_lead() const {
  const auto found = std::find_if(tasks.begin(), tasks.end(), [](const Task& t) { return t.open() && t.role == TaskRole::lead; });
  return found == tasks.end() ? nullptr : &*found;
}

bool Case::can_be_called() const {
  return std::any_of(reports.begin(), reports.end(), [](const Report& r) { return !r.reporter.masked_phone.empty(); });
}

std::optional<Instant> Case::next_timer() const {
  if (suspended) return std::nullopt;
  std::optional<Instant> next;
  for (const auto& d : deadlines) {
    if (!d.runs() || d.state == ClockState::overdue) continue;
    const Instant at = d.state == ClockState::near ? d.due : std::min(d.near_at, d.due);
    if (!next || at < *next) next = at;
  }
  if (process && process->timer && (!next || *process->timer < *next)) next = process->timer;
  return next;
}

const Activity* Case::activity(int activity_id) const {
  if (!process) return nullptr;
  const auto found = std::find_if(process->activities.begin(), process->activities.end(), [&](const Activity& a) { return a.id == activity_id; });
  return found == process->activities.end() ? nullptr : &*found;
}

std::optional<Instant> Case::due() const {
  if (const auto* d = running(ClockKind::resolve)) return d->due;
  std::optional<Instant> first;
  for (const auto& d : deadlines) {
    if (d.runs() && (!first || d.due < *first)) first = d.due;
  }
  return first;
}

std::string case_number(CaseId id, Instant opened_at, minutes offset) {
  const std::chrono::year_month_day day{to_local(opened_at, offset).date};
  char text[64];
  std::snprintf(text, sizeof text, "YW%04d%02u%02u-%06llu", static_cast<int>(day.year()), static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()),
                static_cast<unsigned long long>(id.value));
  return text;
}

}  // namespace yiwang
