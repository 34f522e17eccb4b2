#include "adapters/http/geometry.h"
#include "adapters/http/map/map_service.h"

namespace yiwang {
namespace {

/// The same colours as the screens' own map.
struct Palette {
  std::string_view ground, land, water, green, border, district, road, road_main, casing, building, roof, text, quiet, halo;
};
constexpr Palette kDay{"#e9edf1", "#f3f4f1", "#c9dcec", "#dfead9", "#cbd2dc", "#8796ac", "#ffffff", "#ffefc4", "#c9d0d9", "#e2e2dc", "#d3d4cf", "#353d4a", "#646e7e", "#ffffff"};
constexpr Palette kNight{"#0a101a", "#111a29", "#0c2238", "#122722", "#22304a", "#4a638f", "#22304a", "#33466b", "#0d1420", "#182336", "#22314a", "#c7d3e6", "#8496b3", "#0d1420"};

/// Writes layers of a style; expressions are given as JSON text.
class StyleWriter {
 public:
  StyleWriter(JsonOut& out, const Palette& palette, std::string fonts, std::string heavy, std::string name) : out_(out), palette_(palette), fonts_(std::move(fonts)), heavy_(std::move(heavy)), name_(std::move(name)) {}

  void background() { out_.begin()("id", "ground")("type", "background").begin("paint")("background-color", palette_.ground).end().end(); }
  void fill(std::string_view id, std::string_view set, std::string_view layer, std::string_view colour, std::string_view filter = {}) {
    begin(id, "fill", set, layer, 0, filter);
    out_.begin("paint")("fill-color", colour).end().end();
  }
  void line(std::string_view id, std::string_view set, std::string_view layer, double least, std::string_view colour, std::string_view width, std::string_view filter = {}, std::string_view dashes = {}, double strong = 1) {
    begin(id, "line", set, layer, least, filter);
    out_.begin("layout")("line-cap", dashes.empty() ? "round" : "butt")("line-join", "round").end().begin("paint").raw("line-color", colour).raw("line-width", width);
    if (!dashes.empty()) out_.raw("line-dasharray", dashes);
    if (strong < 1) out_("line-opacity", strong);
    out_.end().end();
  }
  struct Words {
    double size = 12, least = 0, most = 24;
    bool strong = false, quiet = false, along = false;
    double spacing = 0.04;
  };
  void label(std::string_view id, std::string_view layer, std::string_view filter, const Words& w) {
    begin(id, "symbol", "base", layer, w.least, filter, w.most);
    out_.begin("layout").raw("text-field", name_).raw("text-font", w.strong ? heavy_ : fonts_)("text-size", w.size)("text-letter-spacing", w.spacing)("text-max-width", 9)("text-padding", 6);
    if (w.along) out_("symbol-placement", "line")("symbol-spacing", 320);
    out_.end().begin("paint")("text-color", w.quiet ? palette_.quiet : palette_.text)("text-halo-color", palette_.halo)("text-halo-width", 1.4).end().end();
  }
  void houses() {
    begin("building", "fill", "base", "building", 14, {}, 15);
    out_.begin("paint")("fill-color", palette_.building)("fill-outline-color", palette_.border).end().end();
    begin("building-3d", "fill-extrusion", "base", "building", 15, {});
    out_.begin("paint").raw("fill-extrusion-color", colours()).raw("fill-extrusion-height", R"(["interpolate",["linear"],["zoom"],15,0,15.6,["get","height"]])");
    out_("fill-extrusion-opacity", 0.85)("fill-extrusion-vertical-gradient", true).end().end();
  }

 private:
  /// Taller ones a little stronger, so that a centre stands out from above as well.
  std::string colours() const {
    return R"(["interpolate",["linear"],["get","height"],6,")" + std::string(palette_.building) + R"(",90,")" + std::string(palette_.roof) + R"("])";
  }
  void begin(std::string_view id, std::string_view type, std::string_view set, std::string_view layer, double least, std::string_view filter, double most = 24) {
    out_.begin()("id", id)("type", type)("source", set)("source-layer", layer);
    if (least > 0) out_("minzoom", least);
    if (most < 24) out_("maxzoom", most);
    if (!filter.empty()) out_.raw("filter", filter);
  }
  JsonOut& out_;
  const Palette& palette_;
  std::string fonts_, heavy_, name_;
};

std::string quoted(std::string_view text) {
  std::string out;
  json::write_string(out, text);
  return out;
}

std::string by_rank(double main, double middle, double small) {
  std::string out = R"(["match",["get","rank"],1,)";
  json::write(out, main);
  out += ",2,";
  json::write(out, middle);
  out += ',';
  json::write(out, small);
  return out + "]";
}

void put_source(JsonOut& out, std::string_view set, const std::string& address, const std::string& version, const Box& box) {
  out.begin(set)("type", "vector")("tiles", std::vector<std::string>{address + "/map/tiles/" + std::string(set) + "/{z}/{x}/{y}.mvt?v=" + version});
  out("minzoom", 0)("maxzoom", kDeepestTile)("bounds", std::vector<double>{box.low.lon, box.low.lat, box.high.lon, box.high.lat}).end();
}

void put_layers(StyleWriter& w, const Palette& p) {
  const auto main_or_other = R"(["match",["get","rank"],1,)" + quoted(p.road_main) + "," + quoted(p.road) + "]";
  const auto of_kind = [](std::string_view kind) { return R"(["==",["get","kind"],")" + std::string(kind) + R"("])"; };
  const auto of_area = [](std::string_view kind) { return R"(["all",["==",["get","kind"],")" + std::string(kind) + R"("],["==",["get","layer"],"territorial"]])"; };
  w.background();
  w.fill("land", "areas", "area", p.land, of_area("district"));
  w.fill("green", "base", "green", p.green);
  w.fill("water", "base", "water", p.water);
  w.line("community-line", "areas", "area", 13, quoted(p.border), "0.8", of_area("community"), "[3,3]");
  w.line("road-casing", "base", "road", 12, quoted(p.casing), R"(["interpolate",["exponential",1.5],["zoom"],12,)" + by_rank(3, 2, 1.2) + ",18," + by_rank(24, 17, 11) + "]");
  w.line("road", "base", "road", 0, main_or_other,
         R"(["interpolate",["exponential",1.5],["zoom"],9,)" + by_rank(1.2, 0.8, 0.3) + ",12," + by_rank(2, 1.3, 0.7) + ",18," + by_rank(21, 15, 9) + "]");
  w.line("street-line", "areas", "area", 10.5, quoted(p.border), "1", of_area("street"));
  w.line("district-line", "areas", "area", 0, quoted(p.district), R"(["interpolate",["exponential",1.5],["zoom"],10,1.2,14,1.8,18,2.6])", of_area("district"), {}, 0.8);
  w.houses();
  w.label("road-name", "road", {}, {.size = 12, .least = 13, .quiet = true, .along = true});
  w.label("building-name", "building", {}, {.size = 11, .least = 16.5, .quiet = true});
  w.label("water-name", "water", {}, {.size = 12, .least = 10, .quiet = true, .spacing = 0.2});
  w.label("green-name", "green", {}, {.size = 11, .least = 13, .quiet = true});
  w.label("estate-name", "place_label", of_kind("estate"), {.size = 11.5, .least = 14.5, .most = 17});
  w.label("community-name", "place_label", of_kind("community"), {.size = 12, .least = 13.5, .most = 16, .quiet = true});
  w.label("street-name", "place_label", of_kind("street"), {.size = 12.5, .least = 11, .most = 15.5, .quiet = true});
  w.label("district-name", "place_label", of_kind("district"), {.size = 15, .most = 12.5, .strong = true});
}

Answer style(MapService& service, Request& request) {
  Parameters in(request);
  const bool night = in.one_of("theme", {"day", "night"}) == "night";
  const bool english = in.one_of("lang", {"zh", "en"}) == "en";
  const auto fonts_given = in.text("fonts", 300);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  // Without a `glyphs` address letters are drawn with the reader's own fonts; the weight is read from the first family's name.
  std::vector<std::string> fonts;
  for (const auto part : split(fonts_given, ',')) {
    if (const auto name = trim(part); !name.empty()) fonts.emplace_back(name);
  }
  if (fonts.empty()) fonts = {"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "sans-serif"};
  std::string families, heavy;
  json::write(families, fonts);
  auto bold = fonts;
  bold.insert(bold.begin(), fonts.front() + " Bold");
  json::write(heavy, bold);

  const auto tiles = service.tiles();
  const auto& city = tiles->city();
  const auto& palette = night ? kNight : kDay;
  const auto box = bounds_of(city);
  const auto address = api_address(service.site, request);
  JsonOut out;
  out.begin()("version", 8)("name", (english && !city.name_en.empty() ? city.name_en : city.name) + (night ? " night" : " day"));
  out("center", std::vector<double>{city.centre.lon, city.centre.lat})("zoom", city.zoom).begin("sources");
  put_source(out, "base", address, tiles->version(), box);
  put_source(out, "areas", address, tiles->version(), box);
  out.end().list("layers");
  StyleWriter writer(out, palette, families, heavy, english ? R"(["coalesce",["get","name_en"],["get","name"]])" : R"(["get","name"])");
  put_layers(writer, palette);
  out.end_list().end();
  return packed_response(request, packed(out.take()), "application/json; charset=utf-8", "private, max-age=60");
}

}  // namespace

void add_style_routes(const MapServicePtr& service) {
  service->site.routes.add({Method::get, "/api/v1/map/style.json", Caller::anybody, plain([service](Request& r) { return style(*service, r); })});
}

}  // namespace yiwang
