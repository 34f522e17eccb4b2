#include "adapters/http/advice_view.h"

#include "adapters/http/knowledge_view.h"
#include "cases/promise.h"

namespace yiwang {
namespace {

bool matter_sure(const Advice& a, const View& view) {
  return a.understanding && !a.understanding->matters.empty() && a.understanding->matters.front().confidence >= view.city.settings.matter_threshold;
}

void put_hint(JsonOut& out, const Advice& a) {
  if (a.understanding && a.understanding->urgency == Urgency::emergency) out("hint", RefuseKind::emergency_line);
  else out.null("hint");
}

void put_places(JsonOut& out, const Advice& a, std::string_view text, const View& view) {
  out.list("places");
  if (a.location && a.location->confidence > 0) put_place_guess(out, *a.location, text, view);
  out.end_list();
}

void put_promise(JsonOut& out, const Advice& a, const RawReport& draft, const View& view) {
  const auto matter = !draft.matter.empty() ? draft.matter : a.understanding && !a.understanding->matters.empty() ? a.understanding->matters.front().matter : std::string{};
  const auto urgency = a.understanding ? a.understanding->urgency : Urgency::ordinary;
  const auto promise = make_promise(view.city, matter, urgency);
  const auto due = promised(view.city, promise, ClockKind::resolve, urgency, view.now, "advice");
  const auto* procedure = view.city.procedure(promise.procedure);
  if (!due || matter.empty()) {
    out.null("promise");
    return;
  }
  out.begin("promise")("procedure", promise.procedure)("procedure_name", procedure != nullptr ? procedure->name : promise.procedure)("resolve_due_at", due->due).end();
}

}  // namespace

std::string public_advice_json(const Advice& a, const RawReport& draft, const std::vector<FoundArticle>& articles, const View& view) {
  const Understanding nothing;
  const auto& u = a.understanding ? *a.understanding : nothing;
  JsonOut out;
  out.begin();
  put_matter_guesses(out, "matters", u, draft.text, view);
  out("matter_sure", matter_sure(a, view))("kind", u.kind)("urgency", u.urgency);
  put_places(out, a, draft.text, view);
  put_unit(out, "unit", a.dispatching ? a.dispatching->unit : "", view);
  put_hint(out, a);
  put_advice_articles(out, articles, view);
  out.end();
  return out.take();
}

std::string advice_json(const Advice& a, const RawReport& draft, const std::vector<CaseRow>& earlier, const std::vector<FoundArticle>& articles, const View& view) {
  const Understanding nothing;
  const auto& u = a.understanding ? *a.understanding : nothing;
  JsonOut out;
  out.begin()("summary", u.summary);
  put_matter_guesses(out, "matters", u, draft.text, view);
  out("matter_sure", matter_sure(a, view))("kind", u.kind)("urgency", u.urgency);
  std::vector<Evidence> urgent;
  for (const auto& e : u.evidence) {
    if (e.kind.find("urgen") != std::string::npos) urgent.push_back(e);
  }
  put_evidence(out, "urgency_evidence", urgent, draft.text);
  put_tags(out, "tags", u.tags, draft.title);
  put_places(out, a, draft.text, view);
  put_related(out, "related", a.relations.value_or(Relations{}), 10, view);
  const bool has_unit = a.dispatching && !a.dispatching->unit.empty();
  if (has_unit) {
    out.name("unit");
    put_unit_guess(out, *a.dispatching, view);
  } else {
    out.null("unit");
  }
  out("unit_sure", has_unit && a.dispatching->confidence >= view.city.settings.dispatch_threshold).list("earlier");
  for (std::size_t i = 0; i < earlier.size() && i < 10; ++i) put_case_item(out, earlier[i], view);
  out.end_list();
  put_promise(out, a, draft, view);
  put_hint(out, a);
  put_advice_articles(out, articles, view);
  std::string by = u.version;
  if (a.location && !a.location->version.empty()) by += (by.empty() ? "" : ", ") + a.location->version;
  if (a.relations && !a.relations->version.empty()) by += (by.empty() ? "" : ", ") + a.relations->version;
  if (a.dispatching && !a.dispatching->version.empty()) by += (by.empty() ? "" : ", ") + a.dispatching->version;
  out("by", by).end();
  return out.take();
}

}  // namespace yiwang
