#include "city/draft.h"

namespace yiwang {

void load_cameras(CityDraft& draft) {
  const Columns columns = {"element", "direction_deg", "angle_deg", "range_m", "height_m", "?tags"};
  for_each_table(draft, "cameras.csv", columns, false, false, [&](TableReader& table) {
    Camera camera;
    camera.element = table.needed("element");
    camera.direction_deg = table.number("direction_deg", 0, 0, 360);
    camera.angle_deg = table.number("angle_deg", 360, 1, 360);
    camera.range_m = table.number("range_m", 0, 1, 5000);
    camera.height_m = table.number("height_m", 0, 0, 500);
    camera.tags = table.list("tags");
    for (const auto* needed : {"direction_deg", "angle_deg", "range_m", "height_m"}) {
      if (table.text(needed).empty()) table.fatal("missing_value", {{"column", needed}});
    }
    if (camera.element.empty()) return;
    const auto row = draft.elements.row(camera.element);
    if (row == CodeBook::npos) return table.fatal("unknown_element", {{"element", fact_text(camera.element)}});
    if (draft.city.elements[row].kind != "camera") return table.fatal("not_a_camera", {{"element", fact_text(camera.element)}, {"kind", fact_text(draft.city.elements[row].kind)}});
    const auto code = camera.element;
    put(draft.city.cameras, draft.cameras, code, std::move(camera), table);
  });
}

}  // namespace yiwang
