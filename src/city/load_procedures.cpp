#include "city/draft.h"

namespace yiwang {

void load_procedures(CityDraft& draft) {
  const Columns columns = {"code", "name", "?name_en", "calendar", "accept_within", "contact_within", "resolve_within", "urgent_resolve_within",
                           "returns_allowed", "extensions_allowed", "suspend_reasons", "review", "callback", "?process"};
  for_each_table(draft, "procedures.csv", columns, true, true, [&](TableReader& table) {
    Procedure procedure;
    procedure.code = table.needed("code");
    procedure.name = table.needed("name");
    procedure.name_en = table.text("name_en");
    procedure.calendar = table.needed("calendar");
    procedure.accept_within = table.span("accept_within");
    procedure.contact_within = table.span("contact_within");
    procedure.resolve_within = table.span("resolve_within");
    procedure.urgent_resolve_within = table.span("urgent_resolve_within");
    procedure.returns_allowed = table.integer("returns_allowed", 1, 0, 100);
    procedure.extensions_allowed = table.integer("extensions_allowed", 1, 0, 100);
    procedure.review = table.yes("review", false);
    procedure.callback = table.yes("callback", true);
    procedure.process = table.text("process");
    if (table.text("resolve_within").empty()) table.fatal("missing_value", {{"column", "resolve_within"}});
    for (const auto& word : table.list("suspend_reasons")) {
      if (const auto reason = parse<SuspendReason>(word)) procedure.suspend_reasons.push_back(*reason);
      else table.fatal("unknown_suspend_reason", {{"reason", fact_text(word)}});
    }
    if (!procedure.calendar.empty() && !draft.city.calendars.contains(procedure.calendar)) {
      table.fatal("unknown_calendar", {{"calendar", fact_text(procedure.calendar)}});
    }
    if (!procedure.process.empty() && !draft.processes.contains(procedure.process)) {
      table.fatal("unknown_process", {{"process", fact_text(procedure.process)}});
    }
    const auto code = procedure.code;
    put(draft.city.procedures, draft.procedures, code, std::move(procedure), table);
  });
  if (draft.city.procedures.empty()) draft.faults.fatal({"procedures.csv", 1}, "no_rows");
}

}  // namespace yiwang
