#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>

#include "apps/commands.h"
#include "apps/read_shape_file.h"
#include "apps/refusal_words.h"
#include "geo/geojson.h"
#include "geo/mend/mend.h"

namespace yiwang {
namespace {

struct Options {
  std::string file, out, rule = "even-odd";
  bool as_json = false;
};

json::Array to_json(const std::vector<ShapeFinding>& findings) {
  json::Array out;
  for (const auto& one : findings) out.push_back(json::Object{{"fault", code_of(one.fault)}, {"count", one.count}, {"lon", one.at.lon}, {"lat", one.at.lat}, {"part", one.part}, {"ring", one.ring}});
  return out;
}

void print(std::ostream& out, const std::vector<ShapeFinding>& findings) {
  for (const auto& one : findings) out << code_of(one.fault) << " x" << one.count << ", first at " << to_text(one.at) << " in part " << one.part << " ring " << one.ring << '\n';
}

int refused(const Options& o, const Refusal& refusal) {
  if (o.as_json) std::cout << boost::json::serialize(json::Object{{"ok", false}, {"refused", sentence_of(refusal)}}) << '\n';
  else std::cerr << "refused: " << sentence_of(refusal) << '\n';
  return 1;
}

int check(const Options& o) {
  const auto loose = read_shape_file(o.file);
  if (!loose) return 1;
  const auto findings = examine(loose->shape);
  if (!findings) return refused(o, findings.error());
  if (o.as_json) {
    std::cout << boost::json::serialize(json::Object{{"ok", findings->empty()}, {"polygons", loose->shape.size()}, {"findings", to_json(*findings)}}) << '\n';
  } else {
    print(std::cout, *findings);
    std::cout << loose->shape.size() << " polygons, " << (findings->empty() ? "sound" : "not sound") << '\n';
  }
  return findings->empty() ? 0 : 1;
}

int mend_file(const Options& o) {
  const auto loose = read_shape_file(o.file);
  if (!loose) return 1;
  MendChoice choice;
  choice.rule = o.rule == "nonzero" ? FillRule::nonzero : FillRule::even_odd;
  const auto began = std::chrono::steady_clock::now();
  const auto mended = mend(loose->shape, choice);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  if (!mended) return refused(o, mended.error());
  const auto text = to_geojson(mended->shape);
  if (!o.out.empty()) {
    std::ofstream out(o.out, std::ios::binary);
    out << text << '\n';
    if (!out.flush()) throw std::runtime_error("cannot write " + o.out);
  }
  if (o.as_json) {
    std::cout << boost::json::serialize(json::Object{{"ok", true}, {"findings", to_json(mended->findings)}, {"polygons", mended->shape.size()}, {"m2_before", mended->m2_before}, {"m2_after", mended->m2_after},
                                                     {"seconds", seconds}})
              << '\n';
    return 0;
  }
  if (o.out.empty()) std::cout << text << '\n';
  std::cout.flush();
  print(std::cerr, mended->findings);
  std::fprintf(stderr, "%zu polygons of %zu; %.6g m2 of %.6g m2; %.3f s\n", mended->shape.size(), loose->shape.size(), mended->m2_after, mended->m2_before, seconds);
  return 0;
}

}  // namespace

void add_geometry(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* geometry = app.add_subcommand("geometry", "Check and mend polygons")->require_subcommand(1);
  auto* c = geometry->add_subcommand("check", "Say what is wrong with the polygons of a GeoJSON file (exit code 1 when something is)");
  c->add_option("FILE", options->file, "GeoJSON, collections however deep; - for standard input")->required();
  c->add_flag("--json", options->as_json);
  c->callback([options, &exit_code] { exit_code = check(*options); });
  auto* m = geometry->add_subcommand("mend", "Write the sound polygon that a broken one means, and what was done");
  m->add_option("FILE", options->file)->required();
  m->add_option("--out", options->out, "File for the mended shape (standard output)");
  m->add_option("--rule", options->rule, "How a ring that crosses itself is read")->capture_default_str()->check(CLI::IsMember({"even-odd", "nonzero"}));
  m->add_flag("--json", options->as_json, "Only the report");
  m->callback([options, &exit_code] { exit_code = mend_file(*options); });
}

}  // namespace yiwang
