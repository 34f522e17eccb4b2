#include "service/places/place_reading.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.h"
#include "city/table_reader.h"
#include "geo/coordinates.h"
#include "geo/geojson.h"
#include "geo/overlay.h"

namespace yiwang {
namespace {

constexpr std::size_t kLongestCell = 300;

std::optional<double> read_degrees(std::string_view text) {
  text = trim(text);
  for (const std::string_view mark : {"°", "E", "N", "e", "n"}) {
    if (text.ends_with(mark)) text = trim(text.substr(0, text.size() - mark.size()));
  }
  double out = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || !std::isfinite(out)) return std::nullopt;
  return out;
}

/// What a point says when only its turned coordinates lie on earth.
std::optional<LonLat> read_turned(json::Value geometry) {
  if (geometry.at("type") != "Point") return std::nullopt;
  auto& axes = geometry.at("coordinates").as_array();
  std::swap(axes[0], axes[1]);
  const auto turned = read_point(geometry);
  return turned ? std::optional(LonLat{turned->lat, turned->lon}) : std::nullopt;
}

bool ends_like(const std::string& name, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return name.size() > end.size() && name.ends_with(end); });
}

std::string kind_of_name(const std::string& name) {
  if (ends_like(name, {"路", "街", "大道", "巷", "弄", "胡同"})) return "road";
  if (ends_like(name, {"小区", "花园", "家园", "苑", "新村", "公寓", "花苑", "雅苑", "名苑", "里弄", "宿舍", "嘉园", "佳苑"})) return "estate";
  return "poi";
}

std::optional<std::string> kind_of_word(const std::string& word) {
  const auto key = name_key(word);
  static const std::unordered_map<std::string, std::string> kWords = {{"road", "road"},       {"道路", "road"},     {"街路巷", "road"},   {"estate", "estate"}, {"小区", "estate"},   {"address", "address"},
                                                                      {"地址", "address"},    {"门牌", "address"},  {"building", "building"}, {"楼栋", "building"}, {"建筑", "building"}, {"poi", "poi"},
                                                                      {"兴趣点", "poi"}, {"地名", "poi"}};
  const auto it = kWords.find(key);
  return it == kWords.end() ? std::nullopt : std::optional(it->second);
}

}  // namespace

std::optional<Datum> parse_datum(std::string_view code) {
  if (code == "wgs84") return Datum::wgs84;
  if (code == "gcj02") return Datum::gcj02;
  if (code == "bd09") return Datum::bd09;
  return std::nullopt;
}
std::string_view code_of(Datum datum) { return datum == Datum::wgs84 ? "wgs84" : datum == Datum::gcj02 ? "gcj02" : "bd09"; }
LonLat to_wgs84(LonLat point, Datum datum) { return datum == Datum::wgs84 ? point : datum == Datum::gcj02 ? gcj02_to_wgs84(point) : bd09_to_wgs84(point); }
LonLat from_wgs84(LonLat point, Datum datum) { return datum == Datum::wgs84 ? point : datum == Datum::gcj02 ? wgs84_to_gcj02(point) : wgs84_to_bd09(point); }

PlaceNames::PlaceNames(const City& city) {
  const auto add = [](Table& table, const std::string& name, const std::string& code) {
    auto& codes = table[name_key(name)];
    if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
  };
  for (const auto& road : city.roads) {
    add(roads_, road.name, road.code);
    for (const auto& alias : road.aliases) add(roads_, alias, road.code);
  }
  for (const auto& estate : city.estates) {
    add(estates_, estate.name, estate.code);
    for (const auto& alias : estate.aliases) add(estates_, alias, estate.code);
  }
  for (const auto& area : city.areas) {
    if (area.kind != AreaKind::grid && area.layer == "territorial") add(areas_, area.name, area.code);
  }
}

const std::vector<std::string>* PlaceNames::find(const Table& table, const std::string& key) {
  const auto it = table.find(key);
  return it == table.end() ? nullptr : &it->second;
}

PlaceReading::PlaceReading(const City& city, const PlaceNames& names, const std::vector<std::string>& header, PlaceReadingOptions options)
    : city_(city), names_(names), options_(std::move(options)) {
  for (std::size_t i = 0; i < header.size(); ++i) {
    by_name_.emplace(header[i], i);
    if (header[i] == kGeometryColumn) geometry_ = i;
  }
  for (const auto& [field, column] : options_.columns) {
    if (const auto whole = by_name_.find(column); whole != by_name_.end()) {
      at_[field].push_back(whole->second);
      continue;
    }
    for (const auto part : split(column, '+')) {
      if (const auto it = by_name_.find(std::string(trim(part))); it != by_name_.end()) at_[field].push_back(it->second);
    }
  }
}

std::string PlaceReading::cell(const std::vector<std::string>& cells, std::string_view field) const {
  const auto it = at_.find(std::string(field));
  if (it == at_.end()) return {};
  std::string out;
  for (const auto column : it->second) {
    if (column < cells.size()) out += trim(cells[column]);
  }
  return out;
}

Done PlaceReading::read_geometry(const std::vector<std::string>& cells, PlaceCandidate& into) const {
  if (geometry_ < cells.size() && !cells[geometry_].empty()) {
    const auto value = json::parse_text(cells[geometry_]);
    if (!value) return tl::unexpected(value.error());
    // A collection of lines stands for its longest one: a road drawn in pieces.
    json::Value one = *value;
    if (value->is_object() && value->get_object().contains("type") && value->at("type") == "MultiLineString") {
      const auto* parts = value->get_object().if_contains("coordinates");
      if (parts == nullptr || !parts->is_array() || parts->get_array().empty()) return refuse(Reason::wrong_type, {{"wanted", "coordinates"}}, "geometry");
      const auto longest = std::max_element(parts->get_array().begin(), parts->get_array().end(),
                                            [](const json::Value& a, const json::Value& b) { return (a.is_array() ? a.get_array().size() : 0) < (b.is_array() ? b.get_array().size() : 0); });
      one = json::Object{{"type", "LineString"}, {"coordinates", *longest}};
    }
    auto geometry = yiwang::read_geometry(one, "geometry");
    if (!geometry) {
      // As in a table: a point that lies on earth the other way round is a finding with a place to show, not an unreadable row.
      const auto point = geometry.error().reason == Reason::bad_point ? read_turned(one) : std::nullopt;
      if (!point) return tl::unexpected(geometry.error());
      into.raw_point = *point;
      return done();
    }
    if (const auto* point = std::get_if<LonLat>(&*geometry)) into.raw_point = *point;
    if (const auto* shape = std::get_if<MultiPolygon>(&*geometry)) into.raw_point = point_inside(*shape);
    if (auto* line = std::get_if<Line>(&*geometry)) {
      for (auto& point : *line) point = to_wgs84(point, options_.datum);
      into.raw_point = from_wgs84((*line)[line->size() / 2], options_.datum);
      into.record.line = std::move(*line);
    }
  }
  auto lon = cell(cells, "lon"), lat = cell(cells, "lat");
  if (const auto both = cell(cells, "point"); !both.empty() && lon.empty()) {
    auto comma = both.find(',');
    if (comma == std::string::npos) comma = both.find(' ');
    if (const auto wide = both.find("，"); comma == std::string::npos && wide != std::string::npos) {
      lon = both.substr(0, wide);
      lat = both.substr(wide + 3);
    } else if (comma != std::string::npos) {
      lon = both.substr(0, comma);
      lat = both.substr(comma + 1);
    } else {
      return refuse(Reason::wrong_type, {{"value", shorten(both, 40)}, {"wanted", "lon,lat"}}, "point");
    }
  }
  if (!lon.empty() || !lat.empty()) {
    const auto x = read_degrees(lon), y = read_degrees(lat);
    if (!x) return refuse(Reason::wrong_type, {{"value", shorten(lon, 40)}}, "lon");
    if (!y) return refuse(Reason::wrong_type, {{"value", shorten(lat, 40)}}, "lat");
    into.raw_point = LonLat{*x, *y};
  }
  if (!into.raw_point) return done();
  if (auto ok = check_point(*into.raw_point); !ok) {
    // What lies on earth the other way round is a finding with a place to show, not an unreadable row.
    if (check_point({into.raw_point->lat, into.raw_point->lon})) return done();
    return ok;
  }
  into.record.point = to_wgs84(*into.raw_point, options_.datum);
  return done();
}

void PlaceReading::say_area(const std::string& text, PlaceCandidate& into) const {
  if (text.empty()) return;
  const auto finer = [&](const std::string& code) {
    if (into.area_said.empty() || city_.area_within(code, into.area_said)) into.area_said = code;
  };
  if (const auto* area = city_.area(text)) return finer(area->code);
  for (const auto part : split(text, '/')) {
    if (const auto* codes = names_.areas(name_key(part)); codes != nullptr && codes->size() == 1) finer(codes->front());
  }
}

std::optional<PlaceCandidate> PlaceReading::read(const std::vector<std::string>& cells, std::size_t line) const {
  PlaceCandidate out;
  out.line = line;
  auto& r = out.record;
  const auto broken = [&](Refusal why) {
    out.fault = std::move(why);
    return out;
  };
  for (const auto& text : cells) {
    if (broken_utf8_at(text) != std::string_view::npos) return broken({Reason::bad_text, {{"fault", "broken characters"}}});
  }
  if (std::all_of(cells.begin(), cells.end(), [](const std::string& text) { return trim(text).empty(); })) return std::nullopt;
  if (auto ok = read_geometry(cells, out); !ok) return broken(ok.error());
  r.code = cell(cells, "code");
  r.name = cell(cells, "name");
  r.number = cell(cells, "number");
  r.building = cell(cells, "building");
  r.category = cell(cells, "category");
  out.road_name = cell(cells, "road");
  out.estate_name = cell(cells, "estate");
  const auto address = cell(cells, "address");
  for (const auto& [field, text] : {std::pair<std::string_view, const std::string&>{"name", r.name}, {"address", address}, {"road", out.road_name}, {"estate", out.estate_name}, {"code", r.code}}) {
    if (text.size() > kLongestCell || has_control(text)) return broken({text.size() > kLongestCell ? Reason::out_of_range : Reason::bad_text, {{"value", shorten(text, 40)}}, std::string(field)});
  }
  if (options_.osm && !read_osm(cells, out)) return std::nullopt;
  say_area(cell(cells, "area"), out);
  if (const auto floors = parse_number(cell(cells, "floors")); floors && *floors >= 1 && *floors <= 300) r.floors = static_cast<int>(*floors);
  auto aliases = cell(cells, "aliases");
  for (const std::string_view mark : {"、", "；", "，", "|", ",", ";"}) {
    for (auto at = aliases.find(mark); at != std::string::npos; at = aliases.find(mark)) aliases.replace(at, mark.size(), "\n");
  }
  for (const auto part : split(aliases, '\n')) {
    if (trim(part).empty() || std::find(r.aliases.begin(), r.aliases.end(), trim(part)) != r.aliases.end()) continue;
    r.aliases.emplace_back(trim(part));
  }
  if (!address.empty()) {
    const auto words = read_address_words(names_, address);
    if (out.road_name.empty()) out.road_name = words.road;
    if (r.number.empty()) r.number = words.number;
    if (out.estate_name.empty()) out.estate_name = words.estate;
    if (r.building.empty()) r.building = words.building;
    for (const auto& area : words.areas) {
      if (out.area_said.empty() || city_.area_within(area, out.area_said)) out.area_said = area;
    }
  }
  while (r.number.ends_with("号")) r.number.resize(r.number.size() - std::string_view("号").size());
  if (r.kind.empty()) {
    auto word = cell(cells, "kind");
    if (auto kind = kind_of_word(word)) r.kind = *kind;
    else if (!options_.kind.empty()) r.kind = options_.kind;
    else if (!r.line.empty()) r.kind = "road";
    else if (!r.number.empty() || !r.building.empty() || !address.empty()) r.kind = !r.name.empty() && r.building.empty() && kind_of_name(r.name) == "poi" ? "poi" : "address";
    else if (!r.name.empty()) r.kind = kind_of_name(r.name);
    else if (!out.estate_name.empty()) r.kind = "estate";
    else if (!out.road_name.empty()) r.kind = "road";
    else r.kind = "address";
  }
  if (r.kind == "estate" && r.name.empty()) r.name = out.estate_name;
  if (r.kind == "road" && r.name.empty()) r.name = out.road_name;
  if (r.kind == "estate" || r.kind == "road") {
    out.road_name.clear();
    out.estate_name.clear();
  }
  const bool address_like = group_of(r.kind) == "address";
  // An address nobody could take apart is kept whole, as the name of what stands there.
  if (address_like && out.road_name.empty() && out.estate_name.empty() && r.name.empty()) r.name = address;
  if (r.name.empty() && (!address_like || (out.road_name.empty() && out.estate_name.empty())) && r.code.empty()) {
    return broken({Reason::missing_field, {}, address_like ? "address" : "name"});
  }
  return out;
}

}  // namespace yiwang
