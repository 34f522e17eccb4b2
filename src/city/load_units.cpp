#include <algorithm>

#include "city/draft.h"

namespace yiwang {

namespace {

bool is_login(std::string_view text) {
  return !text.empty() && text.size() <= 60 && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  });
}

void load_people(CityDraft& draft) {
  for_each_table(draft, "people.csv", {"login", "name", "unit", "roles", "?areas", "?phone"}, false, true, [&](TableReader& table) {
    Person person{table.needed("login"), table.needed("name"), table.needed("unit"), {}, table.list("areas"), table.text("phone")};
    if (!person.login.empty() && !is_login(person.login)) table.fatal("bad_login", {{"login", fact_text(person.login)}});
    if (!person.unit.empty() && !draft.units.has(person.unit)) table.fatal("unknown_unit", {{"unit", fact_text(person.unit)}});
    for (const auto& word : table.list("roles")) {
      const auto role = parse<Role>(word);
      if (!role || *role == Role::system || *role == Role::citizen) table.fatal("unknown_role", {{"role", fact_text(word)}});
      else person.roles.push_back(*role);
    }
    if (table.list("roles").empty()) table.fatal("missing_value", {{"column", "roles"}});
    for (const auto& area : person.areas) draft.need_area(table, area);
    const auto login = person.login;
    put(draft.city.people, draft.people, login, std::move(person), table);
  });
}

}  // namespace

void load_units(CityDraft& draft) {
  for_each_table(draft, "units.csv", {"code", "name", "?name_en", "kind", "parent", "area", "?phone"}, false, true, [&](TableReader& table) {
    Unit unit{table.needed("code"), table.needed("name"), table.text("name_en"), table.needed("kind"),
              table.text("parent"), table.needed("area"), table.text("phone")};
    if (!unit.kind.empty() && !known_unit_kind(unit.kind)) table.fatal("unknown_kind", {{"kind", fact_text(unit.kind)}});
    draft.need_area(table, unit.area);
    const auto code = unit.code;
    put(draft.city.units, draft.units, code, std::move(unit), table);
  });
  load_people(draft);
}

}  // namespace yiwang
