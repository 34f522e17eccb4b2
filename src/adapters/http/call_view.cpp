#include "adapters/http/call_view.h"

namespace yiwang {
namespace {

void put_value(JsonOut& out, std::string_view key, const std::optional<CallValue>& value) {
  if (!value) out.null(key);
  else if (const auto* flag = std::get_if<bool>(&*value)) out(key, *flag);
  else out(key, std::get<std::string>(*value));
}

void put_matters(JsonOut& out, std::string_view key, const std::vector<MatterGuess>& matters, const View& view) {
  out.list(key);
  for (const auto& guess : matters) {
    const auto* matter = view.city.matter(guess.matter);
    out.begin()("code", guess.matter)("name", matter != nullptr ? matter->name : guess.matter).text("name_en", matter != nullptr ? matter->name_en : std::string{});
    out("confidence", guess.confidence).end();
  }
  out.end_list();
}

void put_members(JsonOut& out, const SeenCall& call, const View& view) {
  const auto& row = call.row;
  out("id", row.id);
  put_person(out, "agent", row.agent, view);
  out("state", row.state);
  put_case_ref(out, "case", CaseId{row.case_id}, view);
  out("revision", row.revision)("line_count", row.lines);
  put_time(out, "started_at", row.started_ms);
  put_time(out, "updated_at", row.updated_ms);
  put_time(out, "closed_at", row.closed_ms);
}

void put_field(JsonOut& out, CallField field, const SeenCall& call, const View& view) {
  const auto& machine = call.form[field];
  const auto given = call.given.find(field);
  const bool by_person = given != call.given.end();
  if (!machine && !by_person) {
    out.null(code_of(field));
    return;
  }
  out.begin(code_of(field));
  if (field == CallField::matter) {
    std::vector<MatterGuess> put_in;
    if (by_person && given->second.value) put_in.push_back({std::get<std::string>(*given->second.value), 1});
    put_matters(out, "value", by_person ? put_in : call.form.matters, view);
    put_matters(out, "machine", call.form.matters, view);
  } else {
    const auto alone = machine ? std::optional(machine->value) : std::optional<CallValue>{};
    put_value(out, "value", by_person ? given->second.value : alone);
    put_value(out, "machine", alone);
  }
  out("confidence", by_person ? 1.0 : machine->confidence);
  out.list("said");
  if (machine) {
    for (const auto& at : machine->said) out.begin()("line", at.line)("start", at.start)("end", at.end).end();
  }
  out.end_list();
  put_person(out, "by", by_person ? given->second.login : std::string{}, view);
  out.end();
}

void put_form(JsonOut& out, const SeenCall& call, const View& view) {
  out.begin("form")("version", call.form.version).begin("fields");
  for (std::size_t i = 0; i < kCallFields.size(); ++i) put_field(out, static_cast<CallField>(i), call, view);
  out.end().end();
}

}  // namespace

void put_call_item(JsonOut& out, const CallRow& row, const View& view) {
  out.begin();
  put_members(out, {row, {}, {}, {}, {}}, view);
  out.end();
}

void put_call(JsonOut& out, const SeenCall& call, const View& view) {
  out.begin();
  put_members(out, call, view);
  out.text("caller", call.caller).list("lines");
  for (const auto& line : call.lines) {
    out.begin()("line", line.place)("speaker", line.speaker == Speaker::seat ? "seat" : "citizen")("text", line.text);
    put_time(out, "at", line.at_ms);
    out.end();
  }
  out.end_list();
  put_form(out, call, view);
  out.end();
}

void put_call_progress(JsonOut& out, const SeenCall& call, const View& view) {
  out.begin()("id", call.row.id)("revision", call.row.revision)("line_count", call.row.lines);
  put_form(out, call, view);
  out.end();
}

}  // namespace yiwang
