#include "adapters/http/studio_view.h"

namespace yiwang {
namespace {

void put_ms(JsonOut& out, std::string_view key, std::int64_t ms) {
  if (ms == 0) out.null(key);
  else out(key, Instant{milliseconds{ms}});
}

/// Of several who wrote, the last.
std::string last_of(const std::string& logins) {
  const auto comma = logins.rfind(',');
  return comma == std::string::npos ? logins : logins.substr(comma + 1);
}

}  // namespace

void put_studio_item(JsonOut& out, const StudioItem& item, const View& view) {
  const auto& d = item.document;
  out.begin()("kind", code_of(d.kind))("code", d.code)("name", d.name.zh).text("name_en", d.name.en)("version", d.version);
  put_ms(out, "effective_at", item.edition ? item.edition->effective_ms : 0);
  put_person(out, "published_by", item.edition ? item.edition->by : std::string{}, view);
  if (item.draft == 0) out.null("draft_id");
  else out("draft_id", item.draft);
  if (!item.scheduled) {
    out.null("scheduled");
  } else {
    out.begin("scheduled")("version", item.scheduled->version);
    put_ms(out, "effective_at", item.scheduled->effective_ms);
    out.end();
  }
  out.end();
}

void put_studio_version(JsonOut& out, const StudioVersion& version, const View& view) {
  const auto& row = version.row;
  out.begin()("version", row.version);
  put_ms(out, "published_at", row.published_ms);
  put_ms(out, "effective_at", row.effective_ms);
  put_person(out, "by", row.by, view);
  put_person(out, "author", row.author, view);
  put_person(out, "reviewer", row.reviewer, view);
  out.text("note", row.note).text("override_reason", row.override_reason)("rolled_back", row.rolled_back);
  out("state", version.current ? "in_use" : row.state == "applied" ? "past" : row.state).text("fault", row.fault)("current", version.current).end();
}

void put_studio_document(JsonOut& out, const Document& document, const std::vector<StudioVersion>& versions, const View& view) {
  out.begin()("kind", code_of(document.kind))("code", document.code)("name", document.name.zh).text("name_en", document.name.en)("version", document.version)("text", document.text);
  out.raw("tests", boost::json::serialize(document.tests)).list("versions");
  for (const auto& version : versions) put_studio_version(out, version, view);
  out.end_list().end();
}

void put_studio_draft(JsonOut& out, const StudioDraftRow& draft, const std::string& present, bool whole, const View& view) {
  out.begin()("id", draft.id)("revision", draft.revision)("kind", draft.kind)("code", draft.code)("name", draft.name).text("base_version", draft.base_version).text("present_version", present);
  if (whole) out("text", draft.text).raw("tests", draft.tests.empty() ? "[]" : draft.tests);
  out.text("note", draft.note)("state", draft.state);
  put_person(out, "author", last_of(draft.author), view);
  put_person(out, "submitted_by", draft.submitted_by, view);
  put_person(out, "reviewer", draft.reviewer, view);
  out.text("decision_reason", draft.decision_reason).text("published_version", draft.published_version).raw("checks", draft.checks.empty() ? "null" : draft.checks);
  put_ms(out, "created_at", draft.created_ms);
  put_ms(out, "updated_at", draft.updated_ms);
  out.end();
}

}  // namespace yiwang
