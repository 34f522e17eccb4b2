#include "service/places/place_columns.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace yiwang {
namespace {

struct Guess {
  std::string_view field;
  std::vector<std::string_view> whole;     // the header is this
  std::vector<std::string_view> part;      // the header holds this
};

// In the order in which fields may choose: what is told by a narrow word goes before what is told by a wide one.
const std::vector<Guess>& guesses() {
  static const std::vector<Guess> kGuesses = {
      {"lon", {"lon", "lng", "long", "longitude", "x", "经度", "东经", "point_x", "x坐标", "lon_wgs84", "lng_wgs84", "wgs84_lon"}, {"经度", "longitude"}},
      {"lat", {"lat", "latitude", "y", "纬度", "北纬", "point_y", "y坐标", "lat_wgs84", "wgs84_lat"}, {"纬度", "latitude"}},
      {"point", {"point", "经纬度", "坐标", "location", "lonlat", "lnglat", "gps"}, {"经纬度"}},
      {"number", {"number", "housenumber", "house_number", "addr:housenumber", "门牌号", "门牌", "号", "门牌号码", "no", "door"}, {"门牌"}},
      {"building", {"building_name", "building_no", "楼栋", "楼栋号", "幢号", "栋号", "楼号", "幢", "栋", "楼栋名称", "楼幢", "building"}, {"楼栋", "幢号"}},
      {"road", {"road", "street", "road_name", "addr:street", "道路", "路名", "街路巷", "道路名称", "街路", "street_name"}, {"道路", "街路巷", "路名"}},
      {"estate", {"estate", "compound", "residence", "小区", "小区名称", "住宅区", "院落", "小区名", "楼盘"}, {"小区", "楼盘"}},
      {"aliases", {"aliases", "alias", "alt_name", "别名", "曾用名", "俗称", "旧名", "又名", "别称"}, {"别名", "曾用名", "alias"}},
      {"area", {"area", "area_name", "area_code", "社区", "街道", "网格", "所属社区", "所属街道", "所属网格", "行政区划", "community", "grid", "district"}, {"社区", "所属", "街道"}},
      {"category", {"category", "type", "类别", "类型", "分类", "class", "大类"}, {"类别", "分类"}},
      {"kind", {"kind", "place_kind", "种类"}, {}},
      {"floors", {"floors", "levels", "building:levels", "层数", "楼层数", "总层数"}, {"层数"}},
      {"code", {"code", "id", "编码", "代码", "编号", "地址编码", "标准地址编码", "唯一码"}, {"编码"}},
      {"address", {"address", "addr", "addr:full", "地址", "详细地址", "标准地址", "地址名称", "full_address"}, {"地址", "address"}},
      {"name", {"name", "name:zh", "名称", "标准名称", "地名", "title"}, {"名称", "name"}},
  };
  return kGuesses;
}

}  // namespace

const std::vector<std::string>& place_fields() {
  static const std::vector<std::string> kFields = {"kind", "code", "name", "address", "road", "number", "estate", "building", "area", "point", "lon", "lat", "aliases", "category", "floors"};
  return kFields;
}

PlaceColumns guess_columns(const std::vector<std::string>& header) {
  std::vector<std::string> names;
  for (const auto& column : header) names.push_back(column == kGeometryColumn ? std::string{} : normalise(column));
  PlaceColumns out;
  std::set<std::size_t> used;
  const auto choose = [&](std::string_view field, auto fits) {
    if (out.contains(std::string(field))) return;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i].empty() || used.contains(i) || !fits(names[i])) continue;
      out[std::string(field)] = header[i];
      used.insert(i);
      return;
    }
  };
  for (const auto& guess : guesses()) {
    for (const auto word : guess.whole) choose(guess.field, [&](const std::string& name) { return name == word; });
  }
  for (const auto& guess : guesses()) {
    for (const auto word : guess.part) choose(guess.field, [&](const std::string& name) { return name.find(word) != std::string::npos; });
  }
  if (out.contains("lon") != out.contains("lat")) {
    out.erase("lon");
    out.erase("lat");
  }
  if (out.contains("lon")) out.erase("point");
  return out;
}

Done check_columns(const PlaceColumns& columns, const std::vector<std::string>& header) {
  const auto& fields = place_fields();
  for (const auto& [field, column] : columns) {
    if (std::find(fields.begin(), fields.end(), field) == fields.end()) return refuse(Reason::unknown_field, {{"field", shorten(field, 60)}}, "mapping." + shorten(field, 60));
    for (const auto part : split(column, '+')) {
      if (std::find(header.begin(), header.end(), trim(part)) == header.end() && std::find(header.begin(), header.end(), column) == header.end()) {
        return refuse(Reason::unknown_value, {{"column", shorten(std::string(trim(part)), 60)}}, "mapping." + field);
      }
    }
  }
  for (const auto* field : {"address", "name", "road", "estate", "code"}) {
    if (columns.contains(field)) return done();
  }
  return refuse(Reason::missing_field, {{"wanted", "address, name, road, estate or code"}}, "mapping");
}

}  // namespace yiwang
