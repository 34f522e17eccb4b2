#include "base/text.h"
#include "city/draft.h"

namespace yiwang {

namespace {

/// `lon lat;lon lat;...`, at least two points.
std::vector<LonLat> read_line(TableReader& table) {
  std::vector<LonLat> line;
  const auto text = table.text("line");
  for (const auto part : split(text, ';')) {
    const auto pair = split(trim(part), ' ');
    const auto lon = pair.size() == 2 ? parse_number(pair[0]) : std::nullopt;
    const auto lat = pair.size() == 2 ? parse_number(pair[1]) : std::nullopt;
    if (!lon || !lat || !check_point({*lon, *lat})) {
      table.fatal("bad_line", {{"at", fact_text(part)}});
      return {};
    }
    line.push_back({*lon, *lat});
  }
  if (line.size() < 2) table.fatal("bad_line", {{"points", std::to_string(line.size())}});
  return line;
}

void load_roads(CityDraft& draft) {
  for_each_table(draft, "roads.csv", {"code", "name", "?aliases", "area", "line"}, false, false, [&](TableReader& table) {
    Road road{table.needed("code"), table.needed("name"), table.list("aliases"), table.list("area"), read_line(table)};
    for (const auto& area : road.areas) draft.need_area(table, area);
    const auto code = road.code;
    put(draft.city.roads, draft.roads, code, std::move(road), table);
  });
}

void load_estates(CityDraft& draft) {
  for_each_table(draft, "estates.csv", {"code", "name", "?aliases", "community", "lon", "lat"}, false, false, [&](TableReader& table) {
    Estate estate{table.needed("code"), table.needed("name"), table.list("aliases"), table.needed("community"), table.point()};
    draft.need_area(table, estate.community, {AreaKind::community});
    const auto code = estate.code;
    put(draft.city.estates, draft.estates, code, std::move(estate), table);
  });
}

/// `w h angle`, metres and degrees.
void read_footprint(TableReader& table, Address& address) {
  const auto text = table.text("footprint");
  if (text.empty()) return;
  const auto parts = split(text, ' ');
  const auto width = parts.size() == 3 ? parse_number(parts[0]) : std::nullopt;
  const auto depth = parts.size() == 3 ? parse_number(parts[1]) : std::nullopt;
  const auto turn = parts.size() == 3 ? parse_number(parts[2]) : std::nullopt;
  if (!width || !depth || !turn || *width <= 0 || *depth <= 0 || *width > 2000 || *depth > 2000) {
    return table.fatal("bad_footprint", {{"value", fact_text(text)}});
  }
  address.width_m = *width;
  address.depth_m = *depth;
  address.turn_deg = *turn;
}

void load_addresses(CityDraft& draft) {
  const Columns columns = {"code", "area", "road", "number", "estate", "building", "lon", "lat", "?footprint", "?floors"};
  for_each_table(draft, "addresses.csv", columns, false, false, [&](TableReader& table) {
    Address address;
    address.code = table.needed("code");
    address.area = table.needed("area");
    address.road = table.text("road");
    address.number = table.text("number");
    address.estate = table.text("estate");
    address.building = table.text("building");
    address.point = table.point();
    read_footprint(table, address);
    address.floors = table.integer("floors", 1, 0, 300);
    draft.need_area(table, address.area, {AreaKind::grid});
    if (!address.road.empty() && !draft.roads.has(address.road)) table.fatal("unknown_road", {{"road", fact_text(address.road)}});
    if (!address.estate.empty() && !draft.estates.has(address.estate)) table.fatal("unknown_estate", {{"estate", fact_text(address.estate)}});
    if (address.road.empty() && address.estate.empty()) table.warn("nameless_address", {{"code", fact_text(address.code)}});
    const auto code = address.code;
    put(draft.city.addresses, draft.addresses, code, std::move(address), table);
  });
}

void load_elements(CityDraft& draft) {
  for_each_table(draft, "elements.csv", {"code", "kind", "?name", "area", "lon", "lat"}, false, false, [&](TableReader& table) {
    Element element{table.needed("code"), table.needed("kind"), table.text("name"), table.needed("area"), table.point()};
    draft.need_area(table, element.area);
    const auto code = element.code;
    put(draft.city.elements, draft.elements, code, std::move(element), table);
  });
}

}  // namespace

void load_places(CityDraft& draft) {
  load_roads(draft);
  load_estates(draft);
  load_addresses(draft);
  load_elements(draft);
}

}  // namespace yiwang
