#include "adapters/http/places/library_view.h"

namespace yiwang {
namespace {

void put_point(JsonOut& out, std::string_view key, const std::optional<LonLat>& point) {
  if (!point) {
    out.null(key);
    return;
  }
  out.begin(key)("lon", point->lon)("lat", point->lat).end();
}

std::string area_name(const City& city, const std::string& code) {
  const auto* area = city.area(code);
  return area == nullptr ? code : area->name;
}

void put_record(JsonOut& out, const LibraryView& view, const PlaceRecord& r) {
  const auto* road = view.city.road(r.road);
  const auto* estate = view.city.estate(r.estate);
  out("kind", r.kind)("code", r.code)("label", say_place(view.city, r)).text("name", r.name).text("area", r.area).text("area_name", area_name(view.city, r.area)).text("road", r.road);
  out.text("road_name", road == nullptr ? std::string_view{} : std::string_view(road->name)).text("number", r.number).text("estate", r.estate);
  out.text("estate_name", estate == nullptr ? std::string_view{} : std::string_view(estate->name)).text("building", r.building).text("category", r.category);
  if (r.floors > 0) out("floors", r.floors);
  else out.null("floors");
  put_point(out, "point", r.point);
}

std::string time_text(std::int64_t ms) { return ms == 0 ? std::string{} : to_text(Instant{milliseconds{ms}}); }

}  // namespace

void put_place_alias(JsonOut& out, const LibraryView& view, const PlaceAliasRow& alias) {
  out.begin()("alias", alias.alias)("words", alias.words)("kind", alias.kind)("code", alias.code);
  const auto place = find_place(view.city, alias.kind, alias.code);
  out.text("label", place ? say_place(view.city, *place) : std::string{})("state", alias.state)("source", alias.source);
  out("support", alias.support)("against", alias.against).list("cases");
  if (const auto evidence = json::parse_text(alias.evidence.empty() ? "[]" : alias.evidence); evidence && evidence->is_array()) {
    for (const auto& each : evidence->get_array()) {
      if (each.is_object() && each.get_object().contains("case_id")) out.item(each.at("case_id").to_number<std::uint64_t>());
    }
  }
  out.end_list().text("decided_by", alias.decided_by).text("reason", alias.reason).text("first_at", time_text(alias.first_ms)).text("last_at", time_text(alias.last_ms)).end();
}

void put_place_item(JsonOut& out, const LibraryView& view, const PlaceItem& item) {
  out.begin();
  put_record(out, view, item.record);
  out("state", item.state)("source", item.source)("version", item.version);
  if (item.import_id != 0) out("import", item.import_id);
  else out.null("import");
  out.list("aliases");
  for (const auto& alias : item.aliases) put_place_alias(out, view, alias);
  out.end_list().end();
}

void put_place_version(JsonOut& out, const LibraryView& view, const PlaceEntryRow& row) {
  out.begin()("version", row.version)("state", row.state)("source", row.source);
  if (row.import_id != 0) out("import", row.import_id);
  else out.null("import");
  out.text("by", row.by).text("reason", row.reason)("from", time_text(row.from_ms)).text("to", time_text(row.to_ms)).begin("record");
  put_record(out, view, record_of(row));
  out.end().end();
}

void put_place_import(JsonOut& out, const LibraryView& view, const PlaceImportRow& row) {
  const auto object = [](const std::string& text) { return text.empty() ? std::string("{}") : text; };
  const auto report = json::from_text<PlaceImportReport>(object(row.report), false).value_or(PlaceImportReport{});
  out.begin()("id", row.id)("state", row.state)("file", row.file).text("format", row.format).raw("options", object(row.options)).raw("counts", object(row.counts));
  out.raw("chosen", row.chosen.empty() ? "[]" : row.chosen)("by", row.by)("made_at", time_text(row.made_ms)).text("applied_at", time_text(row.applied_ms)).text("undone_at", time_text(row.undone_ms));
  out("rows", row.state == "reading" ? view.library.rows_read(row.id) : report.rows)("header", report.header)("samples", report.samples).raw("mapping", json::to_text(report.mapping))("layers", report.layers);
  const auto& h = report.hints;
  out.begin("hints").text("better_datum", h.better_datum)("compared", h.compared)("better", h.better)("metres", h.metres)("better_metres", h.better_metres)("swapped", h.swapped).end();
  if (report.refusal.empty()) {
    out.null("refusal");
  } else {
    out.begin("refusal")("reason", report.refusal).text("field", report.field).raw("facts", json::to_text(report.facts)).end();
  }
  out.end();
}

void put_place_line(JsonOut& out, const LibraryView& view, const PlaceImportLine& line) {
  const auto record = json::from_text<PlaceRecord>(line.record, false).value_or(PlaceRecord{});
  const auto f = json::from_text<PlaceFinding>(line.detail, false).value_or(PlaceFinding{});
  out.begin()("place", line.place);
  if (line.line != 0) out("line", line.line);
  else out.null("line");
  out("verdict", line.verdict).text("why", f.why).begin("record");
  put_record(out, view, record);
  out.end()("aliases", record.aliases);
  if (f.other.empty()) out.null("other");
  else out.begin("other")("kind", f.other_kind)("code", f.other)("label", f.other_label)("metres", f.metres).end();
  out.list("fields");
  for (const auto& change : f.fields) out.begin()("field", change.field)("before", change.before)("after", change.after).end();
  out.end_list().text("said", f.said.empty() ? std::string{} : area_name(view.city, f.said)).text("found", f.found.empty() ? std::string{} : area_name(view.city, f.found)).text("field", f.field).text("value", f.value).end();
}

std::string place_item_json(const LibraryView& view, const PlaceItem& item) {
  JsonOut out;
  put_place_item(out, view, item);
  return out.take();
}

std::string place_import_json(const LibraryView& view, const PlaceImportRow& row) {
  JsonOut out;
  put_place_import(out, view, row);
  return out.take();
}

}  // namespace yiwang
