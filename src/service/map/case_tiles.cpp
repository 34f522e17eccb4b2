#include "service/map/case_tiles.h"

#include <charconv>
#include <cmath>
#include <map>

#include "base/json.h"
#include "geo/tiles/mvt.h"
#include "geo/tiles/z_order.h"

namespace yiwang {
namespace {

constexpr std::int32_t kHour = 60;

void put_case(MvtLayer& layer, const CasePoint& p, const CasePoints& points, const City& city, TileId tile) {
  std::vector<TileTag> tags{layer.own("id", static_cast<std::int64_t>(p.id)),
                            layer.own("number", case_number(CaseId{p.id}, Instant{minutes{p.opened_min}}, city.offset)),
                            layer.own("stage", std::string(code_of(p.stage))),
                            layer.own("tone", std::string(kTones[static_cast<std::size_t>(p.tone)])),
                            layer.own("opened", std::int64_t{p.opened_min / kHour})};
  if (const auto& matter = points.words[p.matter]; matter.size() >= 2) tags.push_back(layer.own("matter_class", matter.substr(0, 2)));
  if (!p.open()) tags.push_back(layer.own("closed", std::int64_t{p.closed_min / kHour}));
  const TilePoint at[1]{to_tile(z_point(p.key), tile)};
  layer.add_points(p.id, tags, at);
}

/// One point for all of a cell: where most of them are, and how bad it is there.
void put_cell(MvtLayer& layer, std::span<const CasePoint> cell, TileId tile) {
  World sum;
  std::int64_t bad = 0, warn = 0, open = 0;
  for (const auto& p : cell) {
    const auto at = z_point(p.key);
    sum.x += at.x;
    sum.y += at.y;
    bad += p.tone == Tone::bad;
    warn += p.tone == Tone::warn;
    open += p.open();
  }
  const auto n = static_cast<double>(cell.size());
  const auto worst = bad > 0 ? Tone::bad : warn > 0 ? Tone::warn : open > 0 ? Tone::ink : Tone::good;
  const TileTag tags[]{layer.own("count", static_cast<std::int64_t>(cell.size())), layer.own("bad", bad), layer.own("warn", warn), layer.own("tone", std::string(kTones[static_cast<std::size_t>(worst)]))};
  const TilePoint at[1]{to_tile(World{sum.x / n, sum.y / n}, tile)};
  layer.add_points(std::nullopt, tags, at);
}

void put_number(std::string& out, std::int64_t value) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

}  // namespace

std::string case_tile(const CasePoints& points, CaseLook& look, const City& city, TileId tile) {
  const auto [first, last] = z_range(tile);
  std::vector<CasePoint> here;
  points.each(first, last, [&](const CasePoint& p) {
    if (p.placed && look.fits(p)) here.push_back(p);
  });
  if (here.empty()) return {};
  std::sort(here.begin(), here.end(), [](const CasePoint& a, const CasePoint& b) { return std::pair(a.key, a.id) < std::pair(b.key, b.id); });
  const TagTable none;
  MvtLayer layer("case", none);
  const bool many = points_are_many(here.size(), tile.z);
  for (std::size_t i = 0; i < here.size();) {
    auto end = i + 1;
    const auto cell = z_cell(here[i].key, tile.z + kCellDepth);
    while (many && end < here.size() && z_cell(here[end].key, tile.z + kCellDepth) == cell) ++end;
    if (end - i == 1) put_case(layer, here[i], points, city, tile);
    else put_cell(layer, {here.data() + i, end - i}, tile);
    i = end;
  }
  std::string out;
  layer.append_to(out);
  return out;
}

std::string case_columns(const CasePoints& points, CaseLook& look, const City& city, std::size_t most) {
  std::vector<CasePoint> rows;
  std::size_t without = 0;
  points.each([&](const CasePoint& p) {
    if (!look.fits(p)) return;
    if (p.placed) rows.push_back(p);
    else ++without;
  });
  const auto total = rows.size();
  std::sort(rows.begin(), rows.end(), [](const CasePoint& a, const CasePoint& b) { return std::pair(b.opened_min, b.id) < std::pair(a.opened_min, a.id); });
  if (rows.size() > most) rows.resize(most);

  std::map<std::string, std::int64_t> classes;
  for (const auto& p : rows) {
    if (points.words[p.matter].size() >= 2) classes.emplace(points.words[p.matter].substr(0, 2), 0);
  }
  std::int64_t next = 0;
  std::string matters;
  for (auto& [code, place] : classes) {
    place = next++;
    const auto* matter = city.matter(code);
    matters += (matters.empty() ? "{\"code\":" : ",{\"code\":");
    json::write(matters, code);
    matters += ",\"name\":";
    json::write(matters, matter != nullptr ? matter->name : code);
    matters += ",\"name_en\":";
    if (matter != nullptr && !matter->name_en.empty()) json::write(matters, matter->name_en);
    else matters += "null";
    matters += "}";
  }
  std::int32_t hour0 = rows.empty() ? 0 : rows.back().opened_min / kHour;
  std::string out = R"({"origin":[)";
  json::write(out, city.centre.lon);
  out += ',';
  json::write(out, city.centre.lat);
  out += R"(],"hour0":)";
  put_number(out, hour0);
  out += R"(,"total":)";
  put_number(out, static_cast<std::int64_t>(total));
  out += R"(,"truncated":)" + std::string(total > rows.size() ? "true" : "false") + R"(,"without_point":)";
  put_number(out, static_cast<std::int64_t>(without));
  out += R"(,"matters":[)" + matters + R"(],"tones":["ink","warn","bad","good"])";
  const auto column = [&](std::string_view name, auto value) {
    out += ",\"" + std::string(name) + "\":[";
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i != 0) out += ',';
      put_number(out, value(rows[i]));
    }
    out += ']';
  };
  column("id", [](const CasePoint& p) { return static_cast<std::int64_t>(p.id); });
  column("x", [&](const CasePoint& p) { return std::llround((from_world(z_point(p.key)).lon - city.centre.lon) * 1e6); });
  column("y", [&](const CasePoint& p) { return std::llround((from_world(z_point(p.key)).lat - city.centre.lat) * 1e6); });
  column("opened", [&](const CasePoint& p) { return std::int64_t{p.opened_min / kHour - hour0}; });
  column("closed", [&](const CasePoint& p) { return p.open() ? std::int64_t{-1} : std::int64_t{p.closed_min / kHour - hour0}; });
  column("matter", [&](const CasePoint& p) { return points.words[p.matter].size() >= 2 ? classes.at(points.words[p.matter].substr(0, 2)) : std::int64_t{-1}; });
  column("tone", [](const CasePoint& p) { return static_cast<std::int64_t>(p.tone); });
  return out + "}";
}

}  // namespace yiwang
