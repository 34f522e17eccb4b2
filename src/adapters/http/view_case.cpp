#include <algorithm>

#include "adapters/http/queues.h"
#include "adapters/http/story.h"
#include "adapters/http/views.h"
#include "base/text.h"
#include "flow/process/plan.h"

namespace yiwang {
namespace {

std::int64_t whole_seconds(milliseconds time) { return std::chrono::duration_cast<seconds>(time).count(); }

void put_clock(JsonOut& out, const Deadline& d, const std::optional<Case::Suspension>& suspended, Instant now) {
  const auto present = suspended ? suspended->since : now;
  out.begin()("kind", d.clock)("started_at", d.base)("due_at", d.due)("state", d.state);
  out("remaining_s", d.runs() ? whole_seconds(d.due - present) : std::int64_t{0})("total_s", whole_seconds(d.due - d.base)).end();
}

void put_opinion(JsonOut& out, std::string_view key, std::string_view words_key, const std::optional<Case::Opinion>& opinion) {
  if (!opinion) {
    out.null(key);
    return;
  }
  out.begin(key)("satisfaction", opinion->satisfaction)("solved", opinion->solved).text(words_key, opinion->words)("at", opinion->at).end();
}

void put_procedure(JsonOut& out, const Case& c, const View& view) {
  const auto* procedure = view.city.procedure(c.promise.procedure);
  if (c.promise.procedure.empty()) {
    out.null("procedure");
    return;
  }
  out.begin("procedure")("code", c.promise.procedure)("name", procedure != nullptr ? procedure->name : c.promise.procedure).text("name_en", procedure != nullptr ? procedure->name_en : "");
  out("returns_left", std::max(0, c.promise.returns_allowed - c.returns))("extensions_left", std::max(0, c.promise.extensions_allowed - c.extensions));
  out("suspend_reasons", c.promise.suspend_reasons)("review", c.promise.review)("call_back", c.promise.callback).end();
}

void put_work(JsonOut& out, const Case& c, const CaseStory& story, const View& view) {
  put_unit(out, "unit", c.unit, view);
  out.list("assist");
  for (const auto& task : c.tasks) {
    if (task.role != TaskRole::assist) continue;
    out.begin();
    put_unit(out, "unit", task.unit, view);
    out("finished", !task.open()).text("note", task.note).end();
  }
  out.end_list();
  if (c.stage == Stage::received && !c.queue.empty()) out.begin("queue")("why", queue_reason(c.queue))("since", story.queued_at.value_or(c.stage_since)).end();
  else out.null("queue");
}

void put_advice_kept(JsonOut& out, const Case& c, const View& view) {
  const auto& first = c.first();
  out.begin("advice");
  put_matter_guesses(out, "matters", c.understanding, first.text, view);
  out.list("places");
  if (c.place.confidence > 0 && !c.place_by_person) put_place_guess(out, c.place, first.text, view);
  out.end_list().list("units");
  if (!c.dispatching.unit.empty()) put_unit_guess(out, c.dispatching, view);
  out.end_list().text("by", c.understanding.version).end();
}

void put_asked_and_decided(JsonOut& out, const Case& c, const CaseStory& story, const View& view) {
  if (const auto& e = story.extension) {
    out.begin("extension")("state", e->state)("days", e->days)("reason", e->reason)("requested_at", e->asked);
    put_person(out, "requested_by", e->by, view);
    out("decided_at", e->decided).text("note", e->note).end();
  } else {
    out.null("extension");
  }
  if (c.dispute) {
    out.begin("dispute");
    put_unit(out, "by_unit", c.dispute->unit, view);
    put_unit(out, "claim_unit", c.dispute->claim_unit, view);
    out("reason", c.dispute->reason)("since", c.dispute->at).end();
  } else {
    out.null("dispute");
  }
  if (const auto& q = story.question) out.begin("question")("text", q->text)("asked_at", q->asked).text("answer", q->answer)("answered_at", q->answered).end();
  else out.null("question");
  if (!c.answer.empty() && !c.refusal) out.begin("answer")("text", c.answer)("at", story.answered_at.value_or(c.updated_at)).end();
  else out.null("answer");
  if (c.refusal) out.begin("refusal")("kind", *c.refusal)("reason", story.refusal_reason)("at", story.refused_at.value_or(c.updated_at)).end();
  else out.null("refusal");
}

void put_outcome(JsonOut& out, const Case& c, const CaseStory& story, const View& view) {
  if (const auto& r = c.resolution) {
    out.begin("resolution")("result", r->result).text("measures", r->measures)("at", r->at);
    put_person(out, "by", story.resolved_by, view);
    put_unit(out, "unit", r->unit, view);
    put_attachments(out, "attachments", r->attachments);
    out.end();
  } else {
    out.null("resolution");
  }
  if (story.review) out.begin("review")("pass", story.review->pass).text("note", story.review->note)("at", story.review->at).end();
  else out.null("review");
  put_opinion(out, "call_back", "note", c.call_back);
  put_opinion(out, "rating", "words", c.rating);
}

void put_others(JsonOut& out, const Case& c, const CaseStory& story, const View& view) {
  put_related(out, "duplicates", c.relations, 3, view);
  put_case_ref(out, "merged_into", c.merged_into.value_or(CaseId{}), view);
  out.list("absorbed");
  for (const auto id : c.absorbed) {
    if (const auto row = view.store != nullptr ? view.store->find_case(id.value) : std::nullopt) {
      out.begin()("id", row->id)("number", row->number)("title", row->title)("stage", row->stage).end();
    }
  }
  out.end_list();
  put_case_ref(out, "split_from", story.split_from, view);
  if (const auto& p = story.partner) out.begin("partner")("partner", p->partner).text("reference", p->reference)("reason", p->reason)("at", p->at).end();
  else out.null("partner");
}

std::string title_of(const Case& c) {
  const auto& first = c.first();
  return !c.understanding.summary.empty() ? c.understanding.summary : !first.title.empty() ? first.title : shorten(first.text, 60);
}

}  // namespace

void put_case_item(JsonOut& out, const CaseRow& row, const View& view) {
  out.begin()("id", row.id)("number", row.number)("version", row.version)("stage", row.stage)("rehearsal", row.rehearsal)("title", row.title)("channel", row.channel);
  out("kind", row.kind)("urgency", row.urgency)("grade", row.grade);
  put_matter(out, "matter", row.matter, view);
  if (row.matter.empty() || row.confidence >= 1) out.null("matter_confidence");
  else out("matter_confidence", row.confidence);
  out.begin("place").text("text", row.place);
  put_point(out, "point", row.lon != 0 || row.lat != 0 ? std::optional(LonLat{row.lon, row.lat}) : std::nullopt);
  put_area(out, "area", row.area, view);
  out.end();
  put_unit(out, "unit", row.unit, view);
  out.text("queue", queue_reason(row.queue));
  if (row.clock.empty() || row.due_ms == 0) {
    out.null("clock");
  } else {
    out.begin("clock")("kind", ClockKind::resolve)("started_at", Instant{milliseconds{row.opened_ms}})("due_at", Instant{milliseconds{row.due_ms}})("state", row.clock);
    const auto present = row.suspended ? row.updated_ms : view.now.time_since_epoch().count();
    out("remaining_s", (row.due_ms - present) / 1000)("total_s", (row.due_ms - row.opened_ms) / 1000).end();
  }
  put_time(out, "due_at", row.due_ms);
  out("suspended", row.suspended)("reports", row.reports).list("cards");
  if (row.supervised) out.item(Card::notice);
  out.end_list()("reminders", 0);
  put_time(out, "opened_at", row.opened_ms);
  put_time(out, "updated_at", row.updated_ms);
  put_time(out, "closed_at", row.closed_ms);
  out.end();
}

namespace {

void put_process(JsonOut& out, const Case& c, const View& view) {
  if (!c.process) {
    out.null("process");
    return;
  }
  const auto& p = *c.process;
  const auto* drawn = view.city.process(p.code, p.version);
  const auto name_of = [&](const std::string& element) {
    const int node = drawn == nullptr || !drawn->plan ? -1 : drawn->plan->find(element);
    return node < 0 || drawn->plan->node(node).name.empty() ? element : drawn->plan->node(node).name;
  };
  out.begin("process")("code", p.code)("name", drawn != nullptr ? drawn->name : p.code)("version", p.version).list("activities");
  for (const auto& a : p.activities) {
    out.begin()("id", a.id)("element", a.element)("name", a.name).text("stage", a.stage)("operations", a.operations).text("form", a.form).text("who", a.who)("due_at", a.due).end();
  }
  out.end_list().list("stuck");
  for (const auto& s : p.stuck) out.begin()("id", s.id)("element", s.element)("name", s.name)("cause", s.cause)("detail", s.detail).end();
  out.end_list()("allow", p.allow).list("back");
  for (const auto& element : p.back) out.begin()("element", element)("name", name_of(element)).end();
  out.end_list().end();
}

}  // namespace

void put_case(JsonOut& out, const SeenCase& seen, const std::vector<Entry>& entries, const View& view) {
  const auto& c = *seen.c;
  const auto story = read_story(entries);
  const auto& first = c.first();
  out.begin()("id", c.id)("number", c.number)("version", c.version)("stage", c.stage)("rehearsal", c.rehearsal)("title", title_of(c))("text", first.text);
  out("channel", first.channel)("kind", c.understanding.kind)("urgency", c.urgency())("grade", c.grade);
  put_matter(out, "matter", c.matter, view);
  if (c.matter_by_person || c.understanding.matters.empty()) out.null("matter_confidence");
  else out("matter_confidence", c.understanding.matters.front().confidence);
  put_place(out, "place", c.place, view);
  if (c.place_by_person || c.place.confidence <= 0) out.null("place_confidence");
  else out("place_confidence", c.place.confidence);
  put_work(out, c, story, view);
  put_advice_kept(out, c, view);
  put_reporter(out, "reporter", first.reporter);
  out.list("reports");
  for (const auto& report : c.reports) put_report(out, report);
  out.end_list();
  put_attachments(out, "attachments", c.attachments);
  put_tags(out, "tags", c.understanding.tags, first.title);
  out.list("clocks");
  for (const auto& d : c.deadlines) put_clock(out, d, c.suspended, view.now);
  out.end_list()("due_at", c.due());
  if (c.suspended) out.begin("suspended")("cause", c.suspended->cause)("reason", c.suspended->reason)("since", c.suspended->since).end();
  else out.null("suspended");
  put_procedure(out, c, view);
  put_process(out, c, view);
  out("opened_at", c.opened_at)("updated_at", c.updated_at)("closed_at", c.closed_at);
  put_asked_and_decided(out, c, story, view);
  put_outcome(out, c, story, view);
  out.list("cards");
  for (const auto& card : story.cards) out.begin()("card", card.card)("reason", card.reason)("at", card.at).end();
  out.end_list()("reminders", c.reminders)("returns", c.returns);
  put_others(out, c, story, view);
  out("may", seen.may).end();
}

}  // namespace yiwang
