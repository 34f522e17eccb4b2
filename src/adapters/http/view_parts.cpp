#include <algorithm>

#include "adapters/http/views.h"
#include "base/text.h"

namespace yiwang {

void put_matter(JsonOut& out, std::string_view key, const std::string& code, const View& view) {
  if (code.empty()) {
    out.null(key);
    return;
  }
  const auto* matter = view.city.matter(code);
  out.begin(key)("code", code)("name", matter != nullptr ? matter->name : code).text("name_en", matter != nullptr ? matter->name_en : "");
  std::vector<std::string> path;
  for (const auto* above = matter != nullptr ? view.city.matter(matter->parent) : nullptr; above != nullptr && path.size() < 4; above = view.city.matter(above->parent)) path.push_back(above->name);
  std::reverse(path.begin(), path.end());
  out("path", path).end();
}

void put_unit(JsonOut& out, std::string_view key, const std::string& code, const View& view) {
  if (code.empty()) {
    out.null(key);
    return;
  }
  const auto* unit = view.city.unit(code);
  out.begin(key)("code", code)("name", unit != nullptr ? unit->name : code).text("name_en", unit != nullptr ? unit->name_en : "").end();
}

void put_area(JsonOut& out, std::string_view key, const std::string& code, const View& view) {
  const auto* area = view.city.area_ever(code);
  if (area == nullptr) {
    out.null(key);
    return;
  }
  out.begin(key)("code", area->code)("name", area->name).text("name_en", area->name_en)("kind", area->kind).end();
}

void put_person(JsonOut& out, std::string_view key, const std::string& login, const View& view) {
  if (login.empty()) {
    out.null(key);
    return;
  }
  std::string_view name = login;
  if (view.names != nullptr) {
    if (const auto found = view.names->find(login); found != view.names->end()) name = found->second;
  }
  out.begin(key)("login", login)("name", name).end();
}

void put_point(JsonOut& out, std::string_view key, const std::optional<LonLat>& point) {
  if (!point) out.null(key);
  else out.begin(key)("lon", point->lon)("lat", point->lat).end();
}

void put_time(JsonOut& out, std::string_view key, std::int64_t ms) {
  if (ms == 0) out.null(key);
  else out(key, Instant{milliseconds{ms}});
}

void put_attachments(JsonOut& out, std::string_view key, const std::vector<Attachment>& attachments) {
  out.list(key);
  for (const auto& a : attachments) out.begin()("id", a.id)("name", a.name)("type", a.type)("bytes", a.bytes).end();
  out.end_list();
}

void put_place(JsonOut& out, std::string_view key, const Location& place, const View& view) {
  auto chain = view.city.chain(place.area);
  if (place.label.empty() && chain.empty() && !place.point) {
    out.null(key);
    return;
  }
  std::reverse(chain.begin(), chain.end());
  out.begin(key)("text", place.label);
  put_point(out, "point", place.point);
  out.list("areas");
  for (const auto* area : chain) out.begin()("code", area->code)("name", area->name).text("name_en", area->name_en)("kind", area->kind).end();
  out.end_list();
  if (place.address.empty()) out.null("address");
  else out.begin("address")("code", place.address)("text", place.label).end();
  out.end();
}

void put_evidence(JsonOut& out, std::string_view key, const std::vector<Evidence>& evidence, std::string_view text) {
  out.list(key);
  for (const auto& e : evidence) {
    out.begin()("kind", e.kind)("text", e.text);
    const auto at = e.text.empty() ? std::string_view::npos : text.find(e.text);
    if (at != std::string_view::npos) {
      const auto start = count_codepoints(text.substr(0, at));
      out("start", start)("end", start + count_codepoints(e.text));
    }
    out("weight", e.weight).end();
  }
  out.end_list();
}

void put_tags(JsonOut& out, std::string_view key, const std::vector<Tag>& tags, std::string_view title) {
  const int before_text = title.empty() ? 0 : static_cast<int>(count_codepoints(title)) + 1;
  out.list(key);
  for (const auto& tag : tags) {
    out.begin()("kind", tag.kind)("text", tag.word).text("canonical", tag.canonical);
    if (tag.from >= before_text && tag.to > tag.from) out("start", tag.from - before_text)("end", tag.to - before_text);
    out.end();
  }
  out.end_list();
}

void put_matter_guesses(JsonOut& out, std::string_view key, const Understanding& u, std::string_view text, const View& view) {
  out.list(key);
  for (std::size_t i = 0; i < u.matters.size() && i < 3; ++i) {
    out.begin();
    put_matter(out, "matter", u.matters[i].matter, view);
    out("confidence", u.matters[i].confidence);
    put_evidence(out, "evidence", i == 0 ? u.evidence : std::vector<Evidence>{}, text);
    out.end();
  }
  out.end_list();
}

void put_place_guess(JsonOut& out, const Location& place, std::string_view text, const View& view) {
  out.begin();
  put_place(out, "place", place, view);
  const std::string_view kind = !place.address.empty() ? "address" : !place.estate.empty() ? "estate" : !place.road.empty() ? "road" : !place.area.empty() ? "area" : "point";
  out("kind", kind)("confidence", place.confidence);
  put_evidence(out, "evidence", place.evidence, text);
  out.end();
}

void put_unit_guess(JsonOut& out, const Dispatching& d, const View& view) {
  out.begin();
  put_unit(out, "unit", d.unit, view);
  out.list("assist");
  for (const auto& code : d.assist) {
    const auto* unit = view.city.unit(code);
    out.begin()("code", code)("name", unit != nullptr ? unit->name : code).text("name_en", unit != nullptr ? unit->name_en : "").end();
  }
  out.end_list()("confidence", d.confidence).begin("reason");
  out("basis", d.duty_row > 0 ? "duty_row" : "matter_unit_kind");
  const Duty* duty = nullptr;
  if (d.duty_row > 0) {
    const auto found = std::find_if(view.city.duties.begin(), view.city.duties.end(), [&](const Duty& row) { return row.row == static_cast<std::uint32_t>(d.duty_row); });
    if (found != view.city.duties.end()) duty = &*found;
  }
  if (d.duty_row > 0) out("duty_row", d.duty_row);
  else out.null("duty_row");
  out.text("legal_basis", d.basis).text("matter", duty != nullptr ? duty->matter : "").text("area", duty != nullptr ? duty->area : "").text("condition", duty != nullptr ? duty->condition : "");
  out.text("otherwise", d.otherwise).end().end();
}

void put_related(JsonOut& out, std::string_view key, const Relations& relations, std::size_t most, const View& view) {
  out.list(key);
  std::size_t shown = 0;
  for (const auto& relation : relations.relations) {
    if (shown == most || view.store == nullptr) break;
    const auto row = view.store->find_case(relation.case_id.value);
    if (!row) continue;
    ++shown;
    out.begin().name("case");
    put_case_item(out, *row, view);
    out("kind", relation.kind)("probability", relation.probability).list("evidence");
    for (const auto& e : relation.evidence) out.begin()("fact", e.kind)("text", e.text)("value", e.weight).end();
    out.end_list().end();
  }
  out.end_list();
}

void put_case_ref(JsonOut& out, std::string_view key, CaseId id, const View& view) {
  const auto row = id && view.store != nullptr ? view.store->find_case(id.value) : std::nullopt;
  if (!row) out.null(key);
  else out.begin(key)("id", row->id)("number", row->number)("title", row->title)("stage", row->stage).end();
}

void put_reporter(JsonOut& out, std::string_view key, const Reporter& reporter) {
  if (reporter.masked_name.empty() && reporter.masked_phone.empty() && reporter.key.empty() && !reporter.confidential) {
    out.null(key);
    return;
  }
  out.begin(key).text("name", reporter.masked_name).text("phone", reporter.masked_phone)("confidential", reporter.confidential).end();
}

void put_report(JsonOut& out, const Report& r) {
  out.begin()("id", r.id)("channel", r.channel).text("external_id", r.external_id)("text", r.text).text("title", r.title)("received_at", r.received_at)("happened_at", r.happened_at);
  put_reporter(out, "reporter", r.reporter);
  out.text("place_text", r.address);
  put_attachments(out, "attachments", r.attachments);
  out.null("language")("rehearsal", r.rehearsal).end();
}

}  // namespace yiwang
