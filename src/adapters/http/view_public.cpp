#include <algorithm>

#include "adapters/http/views.h"
#include "base/text.h"

namespace yiwang {
namespace {

/// One step as a citizen is told it: what happened, by which unit, until when. No names of people, no reasons of the house, no other reporter's words.
struct Steps {
  JsonOut& out;
  const View& view;
  const Entry& entry;
  ReportId mine;
  bool& had_unit;

  void step(std::string_view what, const std::string& unit = {}, const std::string& text = {}, std::string_view cause = {}, const std::optional<Instant>& due = {}) {
    out.begin()("step", what)("at", entry.at).begin("facts");
    if (const auto* named = unit.empty() ? nullptr : view.city.unit(unit)) {
      out("unit", named->name);
      if (!named->name_en.empty()) out("unit_en", named->name_en);
    }
    if (!text.empty()) out("text", text);
    if (!cause.empty()) out("cause", cause);
    if (due) out("due_at", *due);
    out.end().end();
  }
  std::optional<Instant> resolve_due() const {
    std::optional<Instant> due;
    for (const auto& event : entry.events) {
      if (const auto* set = std::get_if<DeadlineSet>(&event); set != nullptr && set->clock == ClockKind::resolve) due = set->due;
    }
    return due;
  }

  void operator()(const ReportReceived& e) {
    if (e.report.id == mine) step(e.joined ? "joined" : "received");
  }
  void operator()(const UnitAssigned& e) {
    step(had_unit ? "moved" : "dispatched", e.unit, {}, {}, resolve_due());
    had_unit = true;
  }
  void operator()(const CaseEscalated& e) { step("moved", e.to); }
  void operator()(const CaseHandedDown& e) { step("moved", e.to); }
  void operator()(const CaseAccepted&) { step("accepted", entry.by.unit); }
  void operator()(const CitizenContacted& e) {
    if (e.reached) step("contacted", entry.by.unit);
  }
  void operator()(const CitizenAsked& e) { step("asked", entry.by.unit, e.question); }
  void operator()(const CitizenReplied&) { step("replied"); }
  void operator()(const ExtensionDecided& e) {
    if (e.approved) step("extended", {}, {}, {}, resolve_due());
  }
  void operator()(const CaseSuspended& e) { step("paused", {}, {}, code_of(e.cause)); }
  void operator()(const CaseResumed&) { step("resumed", {}, {}, {}, resolve_due()); }
  void operator()(const CaseResolved& e) { step("resolved", e.unit, e.result); }
  void operator()(const CaseReviewed& e) {
    if (!e.pass) step("sent_back");
  }
  void operator()(const CitizenCalledBack&) { step("called_back"); }
  void operator()(const CitizenRated&) { step("rated"); }
  void operator()(const CaseClosed&) { step("closed"); }
  void operator()(const CaseReopened&) { step("reopened"); }
  void operator()(const CaseAnswered& e) { step("answered", entry.by.unit, e.answer); }
  void operator()(const CaseRefused& e) { step("refused", {}, e.reason, code_of(e.refusal)); }
  void operator()(const PartnerTransfer& e) { step("transferred", {}, e.partner); }
  template <class E>
  void operator()(const E&) {}
};

void put_reply(JsonOut& out, const Case& c, const View& view, Instant answered) {
  if (c.resolution && (c.stage == Stage::called_back || c.stage == Stage::closed)) {
    out.begin("reply")("text", c.resolution->result)("at", c.resolution->at);
    put_unit(out, "unit", c.resolution->unit, view);
    out.end();
  } else if (c.stage == Stage::answered) {
    out.begin("reply")("text", c.answer)("at", answered);
    put_unit(out, "unit", c.unit, view);
    out.end();
  } else {
    out.null("reply");
  }
}

}  // namespace

void put_public_case(JsonOut& out, const Office::Tracked& tracked, const View& view) {
  const auto& c = *tracked.c;
  const auto mine = std::find_if(c.reports.begin(), c.reports.end(), [&](const Report& r) { return r.id == tracked.report; });
  const auto& report = mine != c.reports.end() ? *mine : c.first();
  out.begin()("number", c.number)("stage", c.stage)("title", shorten(report.title.empty() ? report.text : report.title, 40))("text", report.text);
  put_matter(out, "matter", c.matter, view);
  out.text("place_text", c.place.label.empty() ? report.address : c.place.label);
  put_unit(out, "unit", c.unit, view);
  out("opened_at", report.received_at)("updated_at", c.updated_at);
  out("due_at", c.open() ? c.due() : std::nullopt);
  if (c.suspended) out.begin("suspended")("cause", c.suspended->cause)("since", c.suspended->since).end();
  else out.null("suspended");

  out.list("steps");
  bool had_unit = false;
  Instant answered = c.updated_at, refused = c.updated_at;
  std::string refused_why;
  for (const auto& entry : tracked.trail) {
    for (const auto& event : entry.events) {
      std::visit(Steps{out, view, entry, report.id, had_unit}, event);
      if (std::holds_alternative<CaseAnswered>(event)) answered = entry.at;
      if (const auto* e = std::get_if<CaseRefused>(&event)) {
        refused = entry.at;
        refused_why = e->reason;
      }
    }
  }
  out.end_list();

  put_reply(out, c, view, answered);
  if (c.refusal && c.stage == Stage::refused) out.begin("refusal")("kind", *c.refusal)("reason", refused_why)("at", refused).end();
  else out.null("refusal");
  if (c.question) out.begin("question")("text", c.question->text)("asked_at", c.question->at).end();
  else out.null("question");
  out("may_reply", stage_allows(Operation::reply, c.stage) && c.question.has_value());
  out("may_rate", stage_allows(Operation::rate, c.stage) && !c.rating.has_value());
  if (c.rating) out.begin("rating")("satisfaction", c.rating->satisfaction)("solved", c.rating->solved).text("words", c.rating->words)("at", c.rating->at).end();
  else out.null("rating");
  out("joined_others", c.reports.size() > 1)("attachments", report.attachments.size())("rehearsal", c.rehearsal).end();
}

}  // namespace yiwang
