#include "adapters/http/knowledge_view.h"

#include <algorithm>

#include "adapters/http/site.h"
#include "base/text.h"

namespace yiwang {
namespace {

void put_marks(JsonOut& out, std::string_view key, const std::vector<Mark>& marks) {
  constexpr std::size_t kMost = 100;
  out.list(key);
  for (std::size_t i = 0; i < marks.size() && i < kMost; ++i) out.begin()("start", marks[i].from)("end", marks[i].to).end();
  out.end_list();
}

void put_match(JsonOut& out, const FoundArticle& found, const Question& question) {
  if (!found.hit) {
    out.null("match");
    return;
  }
  const auto& content = found.entry.shown().content;
  const auto& hit = *found.hit;
  const auto excerpt = excerpt_of(content.answer, question);
  out.begin("match")("score", hit.score)("probability", found.probability);
  put_marks(out, "title_marks", marks_in(content.title, question));
  out("excerpt", excerpt.text);
  put_marks(out, "excerpt_marks", excerpt.marks);
  out.list("by");
  if (hit.by_words) out.item("words");
  if (hit.by_synonyms) out.item("synonyms");
  if (hit.by_sound) out.item("sound");
  if (hit.by_pinyin) out.item("pinyin");
  out.end_list().end();
}

void put_matters(JsonOut& out, const std::vector<std::string>& codes, const View& view) {
  out.list("matters");
  for (const auto& code : codes) {
    const auto* matter = view.city.matter(code);
    out.begin()("code", code)("name", matter != nullptr ? matter->name : code).text("name_en", matter != nullptr ? matter->name_en : "");
    std::vector<std::string> path;
    for (const auto* above = matter != nullptr ? view.city.matter(matter->parent) : nullptr; above != nullptr && path.size() < 4; above = view.city.matter(above->parent)) path.insert(path.begin(), above->name);
    out("path", path).end();
  }
  out.end_list();
}

void put_areas(JsonOut& out, const std::vector<std::string>& codes, const View& view) {
  out.list("areas");
  for (const auto& code : codes) {
    if (const auto* area = view.city.area(code)) out.begin()("code", area->code)("name", area->name).text("name_en", area->name_en)("kind", area->kind).end();
  }
  out.end_list();
}

void put_counts(JsonOut& out, const ArticleUse& use) {
  out.begin("counts")("shown", use.shown)("used", use.used)("helped", use.helped)("not_helped", use.not_helped)("deflected", use.deflected).end();
}

/// Of several hands the last one.
std::string last_of(const std::string& authors) { return authors.substr(authors.rfind(',') == std::string::npos ? 0 : authors.rfind(',') + 1); }

void put_case_ref_of(JsonOut& out, std::string_view key, const Case* c, std::string_view title) {
  if (c == nullptr) {
    out.null(key);
    return;
  }
  out.begin(key)("id", c->id)("number", c->number)("title", title)("stage", c->stage).end();
}

std::optional<bool> in_time(const Case& c) {
  for (const auto& d : c.deadlines) {
    if (d.clock == ClockKind::resolve && d.state == ClockState::missed) return false;
    if (d.clock == ClockKind::resolve && d.state == ClockState::met) return true;
  }
  return std::nullopt;
}

}  // namespace

void put_knowledge_item(JsonOut& out, const Knowledge& knowledge, const FoundArticle& found, const Question& question, const View& view) {
  const auto& entry = found.entry;
  const auto& c = entry.shown().content;
  const auto today = day_text(view.now, view.city.offset);
  out.begin()("id", entry.row.id)("code", entry.row.code)("kind", entry.row.kind)("revision", entry.row.revision)("state", entry.state(today))("title", c.title).text("title_en", c.title_en);
  put_unit(out, "unit", c.unit, view);
  put_matters(out, c.matters, view);
  put_areas(out, c.areas, view);
  out("public", c.open)("keywords", c.keywords);
  if (entry.force) out("version", entry.row.force);
  else out.null("version");
  if (entry.work) out("draft_version", entry.row.work)("draft_state", entry.work->row.state);
  else out.null("draft_version").null("draft_state");
  out.text("valid_from", c.valid_from).text("valid_to", c.valid_to).text("review_on", c.review_on)("review_due", entry.review_due(today));
  put_counts(out, knowledge.counts(entry.row.id));
  put_time(out, "updated_at", entry.row.updated_ms);
  put_match(out, found, question);
  out.end();
}

void put_knowledge_version(JsonOut& out, const ArticleVersion& version, const View& view) {
  const auto& c = version.content;
  const auto& row = version.row;
  out.begin()("version", row.version)("state", row.state)("title", c.title).text("title_en", c.title_en)("questions", c.questions)("keywords", c.keywords)("answer", c.answer).text("notes", c.notes);
  put_unit(out, "unit", c.unit, view);
  put_matters(out, c.matters, view);
  put_areas(out, c.areas, view);
  out("public", c.open).text("valid_from", c.valid_from).text("valid_to", c.valid_to).text("review_on", c.review_on);
  put_person(out, "author", last_of(row.author), view);
  put_person(out, "submitted_by", row.submitted_by, view);
  put_person(out, "approver", row.approver, view);
  out.text("note", row.note).text("decision_reason", row.decision_reason);
  put_time(out, "made_at", row.made_ms);
  put_time(out, "submitted_at", row.submitted_ms);
  put_time(out, "approved_at", row.approved_ms);
  out.end();
}

std::string knowledge_article_json(const Knowledge& knowledge, const Identity& who, const ArticleEntry& entry, const ArticleVersion* other, const View& view) {
  JsonOut out;
  out.begin().name("item");
  put_knowledge_item(out, knowledge, {entry, std::nullopt, 0}, {}, view);
  const auto* present = other != nullptr ? other : entry.force.get();
  if (present != nullptr) {
    out.name("present");
    put_knowledge_version(out, *present, view);
  } else {
    out.null("present");
  }
  if (entry.work) {
    out.name("draft");
    put_knowledge_version(out, *entry.work, view);
  } else {
    out.null("draft");
  }
  if (entry.row.retired) {
    out.begin("retired");
    put_time(out, "at", entry.row.retired_ms);
    put_person(out, "by", entry.row.retired_by, view);
    out("reason", entry.row.retire_reason).end();
  } else {
    out.null("retired");
  }
  out("may", knowledge.may(who, entry)).end();
  return out.take();
}

void put_public_article_item(JsonOut& out, const FoundArticle& found, const Question& question, const View& view) {
  const auto& c = found.entry.force->content;
  out.begin()("id", found.entry.row.id)("version", found.entry.row.force)("title", c.title).text("title_en", c.title_en);
  put_unit(out, "unit", c.unit, view);
  put_match(out, found, question);
  out.end();
}

std::string public_article_json(const ArticleEntry& entry, const View& view) {
  const auto& c = entry.force->content;
  JsonOut out;
  out.begin()("id", entry.row.id)("version", entry.row.force)("title", c.title).text("title_en", c.title_en)("answer", c.answer);
  put_unit(out, "unit", c.unit, view);
  put_matters(out, c.matters, view);
  put_areas(out, c.areas, view);
  out.text("valid_from", c.valid_from);
  put_time(out, "updated_at", entry.force->row.approved_ms != 0 ? entry.force->row.approved_ms : entry.row.updated_ms);
  out.end();
  return out.take();
}

void put_advice_articles(JsonOut& out, const std::vector<FoundArticle>& articles, const View& view) {
  out.list("articles");
  for (const auto& found : articles) {
    const auto& c = found.entry.force->content;
    out.begin()("id", found.entry.row.id)("version", found.entry.row.force)("title", c.title).text("title_en", c.title_en)("answer", c.answer)("probability", found.probability);
    put_unit(out, "unit", c.unit, view);
    out.end();
  }
  out.end_list();
}

void put_similar_case(JsonOut& out, const SimilarCase& similar, const View& view) {
  const auto& c = *similar.c;
  const auto& m = similar.match;
  out.begin();
  put_case_ref_of(out, "case", &c, similar.what);
  out("likeness", m.likeness)("usefulness", m.usefulness)("score", m.score)("what", similar.what);
  put_matter(out, "matter", c.matter, view);
  out.list("units");
  std::vector<std::pair<std::string, TaskRole>> told;
  for (const auto& task : c.tasks) {
    const bool gave_up = std::find(c.units_before.begin(), c.units_before.end(), task.unit) != c.units_before.end() && task.unit != c.unit;
    const std::pair<std::string, TaskRole> one{task.unit, task.role};
    if (!task.accepted_at || gave_up || std::find(told.begin(), told.end(), one) != told.end()) continue;
    told.push_back(one);
    out.begin();
    put_unit(out, "unit", task.unit, view);
    out("role", task.role).end();
  }
  out.end_list().list("returned_by");
  std::vector<std::string> gone;
  for (const auto& unit : c.units_before) {
    if (unit == c.unit || std::find(gone.begin(), gone.end(), unit) != gone.end()) continue;
    gone.push_back(unit);
    const auto* known = view.city.unit(unit);
    out.begin()("code", unit)("name", known != nullptr ? known->name : unit).text("name_en", known != nullptr ? known->name_en : "").end();
  }
  out.end_list();
  const auto* procedure = view.city.procedure(c.promise.procedure);
  out.text("procedure", c.promise.procedure).text("procedure_name", procedure != nullptr ? procedure->name : c.promise.procedure);
  const auto closed = c.closed_at.value_or(c.updated_at);
  out("opened_at", c.opened_at)("closed_at", closed)("hours", static_cast<double>((closed - c.opened_at).count()) / 3'600'000.0)("on_time", in_time(c))("returns", c.returns + c.redispatches);
  out.text("answer", similar.answer).text("measures", similar.measures);
  const auto& said = c.rating ? c.rating : c.call_back;
  if (said) out("satisfaction", said->satisfaction)("solved", said->solved);
  else out.null("satisfaction").null("solved");
  out.list("because");
  if (m.likeness >= 0.15) out.item("words");
  if (m.same_matter) out.item("matter");
  if (m.same_group) out.item("group");
  if (m.same_class) out.item("class");
  if (m.same_area) out.item("place");
  if (m.near_area) out.item("area");
  if (m.same_subject) out.item("subject");
  out.end_list().end();
}

void put_answer_draft(JsonOut& out, const AnswerDraft& draft, const View&) {
  out.begin()("source", draft.source)("title", draft.title)("text", draft.text)("missing", draft.missing);
  if (draft.article != 0) out("article", draft.article)("version", draft.version);
  else out.null("article").null("version");
  put_case_ref_of(out, "case", draft.c.get(), draft.title);
  out("score", draft.score).end();
}

std::vector<FoundArticle> articles_for(Site& site, const Advice& advice, const RawReport& draft, bool for_citizens) {
  if (site.options.knowledge == nullptr) return {};
  auto matter = draft.matter;
  if (matter.empty() && advice.understanding && !advice.understanding->matters.empty()) matter = advice.understanding->matters.front().matter;
  return site.options.knowledge->answers_for(draft.title.empty() ? draft.text : draft.title + "\n" + draft.text, matter, {}, for_citizens);
}

Done may_cite(Site& site, const std::string& citation) {
  if (site.options.knowledge == nullptr) return refuse(Reason::unavailable, {{"part", "knowledge"}});
  return site.options.knowledge->may_cite(citation);
}

void count_citation(Site& site, const std::string& citation) {
  if (!citation.empty() && site.options.knowledge != nullptr) site.options.knowledge->cited(citation);
}

}  // namespace yiwang
