#include <algorithm>

#include "city/draft.h"

namespace yiwang {

namespace {

bool is_statistical_code(const Area& area) {
  const std::size_t wanted = area.kind == AreaKind::grid ? 15 : 12;
  return area.code.size() == wanted && std::all_of(area.code.begin(), area.code.end(), [](unsigned char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

void load_areas(CityDraft& draft) {
  for_each_table(draft, "areas.csv", {"code", "name", "?name_en", "kind", "parent", "?layer"}, false, true, [&](TableReader& table) {
    Area area;
    area.code = table.needed("code");
    area.name = table.needed("name");
    area.name_en = table.text("name_en");
    area.parent = table.text("parent");
    if (const auto layer = table.text("layer"); !layer.empty()) area.layer = layer;
    const auto kind = parse<AreaKind>(table.text("kind"));
    if (!kind) table.fatal("unknown_kind", {{"kind", fact_text(table.text("kind"))}});
    else area.kind = *kind;
    if (kind && area.layer == "territorial" && !is_statistical_code(area)) table.warn("odd_code", {{"code", fact_text(area.code)}});
    if (area.code.empty()) return;
    const auto code = area.code;
    put(draft.city.areas, draft.areas, code, std::move(area), table);
  });
}

}  // namespace yiwang
