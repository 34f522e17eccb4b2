#include <chrono>
#include <cstdio>
#include <iostream>
#include <memory>

#include "apps/commands.h"
#include "apps/read_shape_file.h"
#include "apps/refusal_words.h"
#include "base/text.h"
#include "geo/codes/beidou_cover.h"
#include "geo/codes/beidou.h"
#include "geo/mend/mend.h"
#include "geo/read_degrees.h"

namespace yiwang {
namespace {

struct Options {
  std::string lon, lat, code, file, circle;
  int level = kBeidouLevels;
  std::optional<int> finest;
  std::size_t most = 500;
  bool as_json = false, inner = false, outer = false, ranges = false;
};

int refused(const Refusal& refusal) {
  std::cerr << "refused: " << sentence_of(refusal) << '\n';
  return 1;
}

void print_cell(const std::string& code, bool as_json) {
  const auto [low, high] = beidou_cell(code).value();
  const LonLat middle{(low.lon + high.lon) / 2, (low.lat + high.lat) / 2};
  const double width = metres_between({low.lon, middle.lat}, {high.lon, middle.lat}), height = metres_between(low, {low.lon, high.lat});
  if (as_json) {
    std::cout << boost::json::serialize(json::Object{{"code", code}, {"level", beidou_level(code)}, {"west", low.lon}, {"south", low.lat}, {"east", high.lon}, {"north", high.lat}, {"lon", middle.lon},
                                                     {"lat", middle.lat}, {"width_m", width}, {"height_m", height}})
              << '\n';
    return;
  }
  std::printf("level %d\nwest,south,east,north %.12g,%.12g,%.12g,%.12g\nmiddle %.12g,%.12g\nsize %.6g m x %.6g m\n", beidou_level(code), low.lon, low.lat, high.lon, high.lat, middle.lon, middle.lat, width, height);
}

int encode(const Options& o) {
  const auto lon = read_degrees(o.lon), lat = read_degrees(o.lat);
  if (!lon || !lat) {
    std::cerr << "refused: " << (lon ? o.lat : o.lon) << " is no angle; write 116.3126 or 116°18'45.37\"E\n";
    return 1;
  }
  const auto code = beidou_code({*lon, *lat}, o.level);
  if (!code) return refused(code.error());
  if (o.as_json) print_cell(*code, true);
  else std::cout << *code << '\n';
  return 0;
}

int decode(const Options& o) {
  if (const auto cell = beidou_cell(o.code); !cell) return refused(cell.error());
  print_cell(o.code, o.as_json);
  return 0;
}

/// Covers and says how long that took.
template <class Shape>
Result<BeidouCover> timed(const Shape& shape, const CoverChoice& choice, double& microseconds) {
  const auto began = std::chrono::steady_clock::now();
  auto made = beidou_cover(shape, choice);
  microseconds = std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - began).count();
  return made;
}

Result<BeidouCover> cover_of(const Options& o, const CoverChoice& choice, bool& read, double& microseconds) {
  read = true;
  if (!o.circle.empty()) {
    const auto parts = split(o.circle, ',');
    const auto lon = parts.size() == 3 ? read_degrees(parts[0]) : std::nullopt, lat = parts.size() == 3 ? read_degrees(parts[1]) : std::nullopt,
               metres = parts.size() == 3 ? read_degrees(parts[2]) : std::nullopt;
    if (!lon || !lat || !metres) return refuse(Reason::wrong_type, {{"wanted", "LON,LAT,METRES"}}, "circle");
    return timed(Disc{{*lon, *lat}, *metres}, choice, microseconds);
  }
  const auto loose = read_shape_file(o.file);
  if (!loose) {
    read = false;
    return BeidouCover{};
  }
  const auto mended = mend(loose->shape);
  if (!mended) return tl::unexpected(mended.error());
  for (const auto& finding : mended->findings) std::cerr << o.file << ": mended first: " << code_of(finding.fault) << " x" << finding.count << " at " << to_text(finding.at) << '\n';
  return timed(mended->shape, choice, microseconds);
}

int cover(const Options& o) {
  if (o.file.empty() == o.circle.empty()) {
    std::cerr << "give either a GeoJSON FILE or --circle LON,LAT,METRES\n";
    return 1;
  }
  bool read = false;
  double microseconds = 0;
  const auto made = cover_of(o, {o.finest.value_or(7), o.most, o.inner}, read, microseconds);
  if (!made) return refused(made.error());
  if (!read) return 1;
  const auto ranges = beidou_ranges(made->codes);
  const double ratio = made->shape_m2 > 0 ? made->codes_m2 / made->shape_m2 : 0;
  if (o.as_json) {
    json::Array pairs;
    for (const auto& [from, to] : ranges) pairs.push_back(json::Array{json::Value(from), json::Value(to)});
    std::cout << boost::json::serialize(json::Object{{"codes", json::Array(made->codes.begin(), made->codes.end())}, {"ranges", pairs}, {"count", made->codes.size()}, {"covered_m2", made->codes_m2},
                                                     {"needed_m2", made->shape_m2}, {"ratio", ratio}, {"microseconds", microseconds}})
              << '\n';
    return 0;
  }
  if (o.ranges) {
    for (const auto& [from, to] : ranges) std::cout << from << ' ' << to << '\n';
  } else {
    for (const auto& code : made->codes) std::cout << code << '\n';
  }
  std::fflush(stdout);
  std::fprintf(stderr, "%zu codes in %zu ranges; covered %.6g m2 of %.6g m2 needed: ratio %.4f; %.0f microseconds\n", made->codes.size(), ranges.size(), made->codes_m2, made->shape_m2, ratio, microseconds);
  return 0;
}

}  // namespace

void add_beidou(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* beidou = app.add_subcommand("beidou", "Beidou 2-D grid codes (GB/T 39409-2020)")->require_subcommand(1);
  auto* e = beidou->add_subcommand("encode", "The code of a place");
  e->add_option("LON", options->lon, "Longitude: 116.3126, -0.5 or 116°18'45.37\"E")->required();
  e->add_option("LAT", options->lat, "Latitude")->required();
  e->add_option("--level", options->level, "1 (6 by 4 degrees) to 10 (1.5 cm)")->capture_default_str();
  e->add_flag("--json", options->as_json, "With the cell");
  e->callback([options, &exit_code] { exit_code = encode(*options); });
  auto* d = beidou->add_subcommand("decode", "The cell of a code of any level");
  d->add_option("CODE", options->code)->required();
  d->add_flag("--json", options->as_json);
  d->callback([options, &exit_code] { exit_code = decode(*options); });
  auto* c = beidou->add_subcommand("cover", "The codes that hold a shape; a summary on stderr");
  c->add_option("FILE", options->file, "GeoJSON: polygons however deep, - for standard input");
  c->add_option("--circle", options->circle, "LON,LAT,METRES instead of a file");
  c->add_option("--level", options->finest, "Finest level (7)");
  c->add_option("--most", options->most, "Most codes")->capture_default_str();
  auto* inner = c->add_flag("--inner", options->inner, "Only cells that lie wholly inside");
  c->add_flag("--outer", options->outer, "Every cell that meets the shape (the default)")->excludes(inner);
  c->add_flag("--ranges", options->ranges, "Ranges of text [from, to) instead of codes");
  c->add_flag("--json", options->as_json);
  c->callback([options, &exit_code] { exit_code = cover(*options); });
}

}  // namespace yiwang
