#include <algorithm>
#include <set>

#include "city/draft.h"

namespace yiwang {

namespace {

bool is_matter_code(std::string_view code) {
  return (code.size() == 2 || code.size() == 4 || code.size() == 6) && std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Matter read_matter(CityDraft& draft, TableReader& table) {
  Matter matter{table.needed("code"), table.needed("name"), table.text("name_en"), table.text("parent"), table.text("description"),
                table.text("unit_kind"), table.text("procedure"), table.list("urgency_words"), table.yes("secret", false)};
  if (!matter.code.empty() && !is_matter_code(matter.code)) table.fatal("bad_code", {{"code", fact_text(matter.code)}});
  if (matter.code.size() == 6 && matter.unit_kind.empty()) table.fatal("missing_value", {{"column", "unit_kind"}});
  if (!matter.unit_kind.empty() && !known_unit_kind(matter.unit_kind)) table.fatal("unknown_kind", {{"kind", fact_text(matter.unit_kind)}});
  if (!matter.procedure.empty() && !draft.procedures.has(matter.procedure)) {
    table.fatal("unknown_procedure", {{"procedure", fact_text(matter.procedure)}});
  }
  return matter;
}

void load_examples(CityDraft& draft) {
  std::map<std::string, std::string> matter_of_text;
  std::set<std::string> shown;
  for_each_table(draft, "examples.csv", {"matter", "text"}, true, false, [&](TableReader& table) {
    MatterExample example{table.needed("matter"), table.needed("text")};
    if (example.matter.empty() || example.text.empty()) return;
    if (!draft.matters.has(example.matter)) return table.fatal("unknown_matter", {{"matter", fact_text(example.matter)}});
    if (example.matter.size() != 6) return table.fatal("wrong_matter_level", {{"matter", fact_text(example.matter)}});
    const auto [first, fresh] = matter_of_text.try_emplace(example.text, example.matter);
    if (!fresh) {
      if (first->second == example.matter) table.warn("repeated_example", {{"matter", example.matter}});
      else table.warn("ambiguous_example", {{"matter", example.matter}, {"also", first->second}});
      return;
    }
    shown.insert(example.matter);
    draft.city.examples.push_back(std::move(example));
  });
  for (const auto& matter : draft.city.matters) {
    if (matter.code.size() != 6 || shown.contains(matter.code)) continue;
    draft.faults.warn(draft.matters.origin(matter.code), "matter_without_example", {{"matter", matter.code}, {"name", matter.name}});
  }
}

}  // namespace

void load_matters(CityDraft& draft) {
  const Columns columns = {"code", "name", "?name_en", "parent", "?description", "unit_kind", "procedure", "?urgency_words", "?secret"};
  for_each_table(draft, "matters.csv", columns, true, true, [&](TableReader& table) {
    auto matter = read_matter(draft, table);
    const auto code = matter.code;
    if (!code.empty()) put(draft.city.matters, draft.matters, code, std::move(matter), table);
  });
  for (const auto& matter : draft.city.matters) {
    const auto& at = draft.matters.origin(matter.code);
    if (matter.parent.empty()) {
      if (matter.code.size() != 2) draft.faults.fatal(at, "missing_value", {{"column", "parent"}});
    } else if (!draft.matters.has(matter.parent)) {
      draft.faults.fatal(at, "unknown_matter", {{"parent", fact_text(matter.parent)}});
    } else if (matter.parent.size() + 2 != matter.code.size() || !matter.code.starts_with(matter.parent)) {
      draft.faults.fatal(at, "wrong_parent_kind", {{"matter", matter.code}, {"parent", matter.parent}});
    }
  }
  load_examples(draft);
}

}  // namespace yiwang
