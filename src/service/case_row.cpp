#include "service/case_row.h"

#include <algorithm>

#include "base/text.h"
#include "geo/codes/beidou.h"

namespace yiwang {
namespace {

std::int64_t ms(Instant at) { return at.time_since_epoch().count(); }
std::int64_t ms(const std::optional<Instant>& at) { return at ? ms(*at) : 0; }

std::string_view worst_clock(const Case& c) {
  std::string_view worst;
  for (const auto& d : c.deadlines) {
    if (d.state == ClockState::overdue) return "overdue";
    if (d.state == ClockState::near) worst = "near";
    if (d.state == ClockState::running && worst.empty()) worst = "running";
  }
  return worst;
}

}  // namespace

CaseRow to_case_row(const Case& c) {
  CaseRow row;
  const auto& first = c.first();
  row.id = c.id.value;
  row.number = c.number;
  row.version = c.version;
  row.stage = code_of(c.stage);
  row.queue = c.stage == Stage::received ? c.queue : std::string{};
  row.grade = code_of(c.grade);
  row.urgency = code_of(c.urgency());
  row.kind = code_of(c.understanding.kind);
  row.channel = code_of(first.channel);
  row.title = !c.understanding.summary.empty() ? c.understanding.summary : shorten(first.title.empty() ? first.text : first.title, 60);
  row.matter = c.matter;
  row.unit = c.unit;
  row.area = c.place.area;
  row.place = c.place.label;
  if (c.place.point) {
    row.lon = c.place.point->lon;
    row.lat = c.place.point->lat;
    row.place_code = place_code_of(*c.place.point);
  }
  row.reporter_key = first.reporter.key;
  row.masked_name = first.reporter.masked_name;
  row.opened_ms = ms(c.opened_at);
  row.updated_ms = ms(c.updated_at);
  row.closed_ms = ms(c.closed_at);
  row.due_ms = ms(c.due());
  row.timer_ms = ms(c.next_timer());
  row.clock = worst_clock(c);
  row.rehearsal = c.rehearsal;
  row.suspended = c.suspended.has_value();
  row.extension = c.extension.has_value();
  row.dispute = c.dispute.has_value();
  row.supervised = !c.cards.empty();
  row.reports = static_cast<std::uint32_t>(c.reports.size());
  row.merged_into = c.merged_into ? c.merged_into->value : 0;
  row.confidence = c.matter_by_person ? 1.0 : c.understanding.matters.empty() ? 0.0 : c.understanding.matters.front().confidence;
  return row;
}

std::string place_code_of(LonLat point) {
  if (point == LonLat{}) return {};
  return beidou_code(point, kPlaceCodeLevel).value_or("");
}

std::vector<TaskRow> to_task_rows(const Case& c) {
  std::vector<TaskRow> rows;
  rows.reserve(c.tasks.size());
  for (std::size_t i = 0; i < c.tasks.size(); ++i) {
    const auto& task = c.tasks[i];
    rows.push_back({c.id.value, static_cast<std::uint32_t>(i), task.unit, std::string(code_of(task.role)), ms(task.given_at), ms(task.accepted_at), ms(task.finished_at)});
  }
  return rows;
}

std::vector<Notice> notices_of(const Case& after, const Entry& entry) {
  std::vector<Notice> out;
  const auto tell = [&](std::string to, EventKind kind) {
    for (const auto& n : out) {
      if (n.to == to && n.what == code_of(kind)) return;
    }
    Notice n;
    n.case_id = after.id.value;
    n.what = code_of(kind);
    n.key = std::to_string(after.id.value) + "/" + std::to_string(entry.version) + "/" + n.what + "/" + to;
    n.to = std::move(to);
    n.due_ms = ms(entry.at);
    n.body = "{\"number\":\"" + after.number + "\",\"stage\":\"" + std::string(code_of(after.stage)) + "\"}";
    out.push_back(std::move(n));
  };
  const auto teller = [](const Report& report) { return "report:" + std::to_string(report.id.value); };
  for (const auto& event : entry.events) {
    const auto kind = kind_of(event);
    switch (kind) {
      case EventKind::report_received:
        tell(teller(std::get<ReportReceived>(event).report), kind);
        break;
      case EventKind::citizen_asked:
      case EventKind::case_answered:
      case EventKind::case_refused:
      case EventKind::case_resolved:
      case EventKind::case_closed:
        // Whoever told of it is told, also those whose cases were merged into this one.
        for (const auto& report : after.reports) tell(teller(report), kind);
        break;
      case EventKind::unit_assigned:
      case EventKind::case_reminded:
      case EventKind::citizen_replied:
      case EventKind::extension_decided:
      case EventKind::case_reopened:
        if (!after.unit.empty()) tell("unit:" + after.unit, kind);
        break;
      case EventKind::unit_added:
        tell("unit:" + std::get<UnitAdded>(event).unit, kind);
        break;
      case EventKind::case_supervised:
      case EventKind::deadline_missed:
        if (!after.unit.empty()) tell("unit:" + after.unit, kind);
        tell("role:supervisor", kind);
        break;
      case EventKind::deadline_near:
        if (!after.unit.empty()) tell("unit:" + after.unit, kind);
        break;
      case EventKind::dispute_raised:
      case EventKind::queued_for_dispatcher:
        tell("role:dispatcher", kind);
        break;
      default:
        break;
    }
  }
  return out;
}

}  // namespace yiwang
