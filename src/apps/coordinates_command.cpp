#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>

#include "apps/commands.h"
#include "apps/refusal_words.h"
#include "geo/map_system.h"
#include "geo/read_degrees.h"

namespace yiwang {
namespace {

struct Options {
  std::string from, to = "wgs84";
  std::vector<std::string> what;
};

/// One place a line, two numbers apart by a comma or blanks; what follows is carried along.
struct Line {
  std::string x, y, rest;
};
Line parts_of(const std::string& line) {
  Line out;
  const auto blank = [](char c) { return c == ',' || c == ' ' || c == '\t'; };
  std::size_t at = 0;
  for (auto* part : {&out.x, &out.y}) {
    while (at < line.size() && blank(line[at])) ++at;
    while (at < line.size() && !blank(line[at]) && line[at] != '\r') *part += line[at++];
  }
  out.rest = line.substr(at);
  while (!out.rest.empty() && (out.rest.back() == '\r')) out.rest.pop_back();
  return out;
}

Result<MapPoint> convert(const MapSystem& from, const MapSystem& to, const std::string& x, const std::string& y) {
  const auto a = read_degrees(x), b = read_degrees(y);
  if (!a || !b) return refuse(Reason::wrong_type, {{"wanted", "two numbers"}, {"value", (a ? y : x).substr(0, 40)}});
  return to_wgs84(from, {*a, *b}).and_then([&](LonLat place) { return from_wgs84(to, place); });
}

std::string text_of(const MapSystem& system, MapPoint point) {
  char text[80];
  std::snprintf(text, sizeof text, system.planar() ? "%.3f,%.3f" : "%.8f,%.8f", point.x, point.y);
  return text;
}

int convert_lines(std::istream& in, const MapSystem& from, const MapSystem& to) {
  std::size_t number = 0, wrong = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') {
      std::cout << line << '\n';
      continue;
    }
    const auto parts = parts_of(line);
    const auto point = convert(from, to, parts.x, parts.y);
    if (point) {
      std::cout << text_of(to, *point) << parts.rest << '\n';
    } else {
      ++wrong;
      std::cerr << "line " << number << ": " << sentence_of(point.error()) << '\n';
    }
  }
  return wrong == 0 ? 0 : 1;
}

int run(const Options& o) {
  const auto from = read_map_system(o.from), to = read_map_system(o.to);
  if (!from || !to) {
    std::cerr << "refused: " << (from ? o.to : o.from) << " is no system; known are wgs84 cgcs2000 gcj02 bd09 webmercator utm50n gk3:39 gk3:117e gk6:20 gk6:117e\n";
    return 1;
  }
  int code = 0;
  if (o.what.size() == 2) {
    const auto point = convert(*from, *to, o.what[0], o.what[1]);
    if (!point) {
      std::cerr << "refused: " << sentence_of(point.error()) << '\n';
      return 1;
    }
    std::cout << text_of(*to, *point) << '\n';
  } else if (o.what.empty() || o.what[0] == "-") {
    code = convert_lines(std::cin, *from, *to);
  } else {
    std::ifstream in(o.what[0]);
    if (!in) throw std::runtime_error("cannot read " + o.what[0]);
    code = convert_lines(in, *from, *to);
  }
  std::fflush(stdout);
  std::fprintf(stderr, "error at most about %.3g m\n", std::max(error_metres(*from), error_metres(*to)));
  return code;
}

}  // namespace

void add_coordinates(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* coordinates = app.add_subcommand("coordinates", "From one system of coordinates to another")->require_subcommand(1);
  auto* convert = coordinates->add_subcommand("convert", "One place, or a file with a place a line (lon,lat or east,north; what follows is kept)");
  convert->add_option("--from", options->from, "wgs84 cgcs2000 gcj02 bd09 webmercator utm50n gk3:39 gk3:117e gk6:20 gk6:117e")->required();
  convert->add_option("--to", options->to, "the same")->capture_default_str();
  convert->add_option("PLACE", options->what, "LON LAT, or FILE, or - for standard input")->expected(0, 2);
  convert->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace yiwang
