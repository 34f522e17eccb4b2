#include "city/condition.h"
#include "city/draft.h"

namespace yiwang {

namespace {

void need_lead(CityDraft& draft, TableReader& table, const std::string& lead) {
  if (lead.empty()) return;
  if (lead.starts_with('@')) {
    if (!known_unit_kind(std::string_view(lead).substr(1))) table.fatal("unknown_kind", {{"kind", fact_text(lead)}});
  } else if (!draft.units.has(lead)) {
    table.fatal("unknown_unit", {{"unit", fact_text(lead)}});
  }
}

}  // namespace

void load_duties(CityDraft& draft) {
  for_each_table(draft, "duties.csv", {"matter", "area", "condition", "lead", "?assist", "?basis"}, false, true, [&](TableReader& table) {
    Duty duty{static_cast<std::uint32_t>(table.here().line), table.needed("matter"), table.text("area"), table.text("condition"),
              table.needed("lead"), table.list("assist"), table.text("basis")};
    if (!duty.matter.empty() && !draft.matters.has(duty.matter)) table.fatal("unknown_matter", {{"matter", fact_text(duty.matter)}});
    draft.need_area(table, duty.area);
    if (!parse_condition(duty.condition)) table.fatal("bad_condition", {{"condition", fact_text(duty.condition)}});
    need_lead(draft, table, duty.lead);
    for (const auto& unit : duty.assist) need_lead(draft, table, unit);
    draft.duties_at.push_back(table.here());
    draft.city.duties.push_back(std::move(duty));
  });
}

}  // namespace yiwang
