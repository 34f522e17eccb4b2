#include <cmath>
#include <fstream>
#include <iostream>
#include <unistd.h>

#include "apps/commands.h"
#include "apps/house.h"
#include "base/json.h"
#include "city/load.h"
#include "locate/library/standardiser.h"

namespace yiwang {
namespace {

struct Options {
  std::string city, data, store, file = "-";
  bool as_json = false;
  std::size_t most = 1;
  double threshold = Standardiser::kAccept;
};

json::Value as_json(const StandardPlace& place) {
  json::Array missing, contradicting;
  for (const auto& part : place.missing) missing.emplace_back(part);
  for (const auto& part : place.contradicting) contradicting.emplace_back(part);
  json::Object out{{"level", code_of(place.level)}, {"code", place.code}, {"text", place.text}, {"confidence", place.confidence}, {"decided_by", code_of(place.decided_by)},
                   {"area", place.area}, {"grid", place.grid}, {"missing", std::move(missing)}, {"contradicting", std::move(contradicting)}};
  if (place.point) out["point"] = json::Object{{"lon", place.point->lon}, {"lat", place.point->lat}};
  for (const auto& [name, value] : {std::pair("road", &place.road), std::pair("second_road", &place.second_road), std::pair("number", &place.number), std::pair("estate", &place.estate),
                                    std::pair("building", &place.building), std::pair("unit", &place.unit), std::pair("floor", &place.floor), std::pair("room", &place.room),
                                    std::pair("element", &place.element)}) {
    if (!value->empty()) out[name] = *value;
  }
  return out;
}

std::shared_ptr<const City> city_of(const Options& o) {
  if (!o.data.empty()) {
    const auto store = open_house_store(o.data, o.store, true);
    return present_city(o.data, *store);
  }
  const auto loaded = load_city(o.city.empty() ? shipped("catalogue/demo") : std::filesystem::path(o.city));
  if (!loaded.city) throw std::runtime_error("the city has fatal faults; see yiwang city check");
  return loaded.city;
}

int run(const Options& o) {
  std::ifstream file;
  if (o.file != "-") {
    file.open(o.file, std::ios::binary);
    if (!file) {
      std::cerr << "standardise: cannot read " << o.file << '\n';
      return 2;
    }
  }
  std::istream& in = o.file == "-" ? std::cin : file;
  const Standardiser standardiser(std::make_shared<const AddressLibrary>(city_of(o)));
  const bool progress = isatty(STDERR_FILENO) != 0;
  std::size_t lines = 0, taken = 0;
  if (!o.as_json) std::cout << "confidence\tlevel\tdecided_by\tcode\tstandard address\tmissing\tcontradicting\n";
  const auto joined = [](const std::vector<std::string>& parts) {
    std::string out;
    for (const auto& part : parts) out += (out.empty() ? "" : ",") + part;
    return out.empty() ? std::string("-") : out;
  };
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    ++lines;
    StandardiseOptions options;
    options.most = o.most;
    const auto places = standardiser.standardise(line, options);
    const bool accepted = !places.empty() && places.front().confidence >= o.threshold;
    taken += accepted ? 1 : 0;
    if (o.as_json) {
      json::Array candidates;
      for (const auto& place : places) candidates.push_back(as_json(place));
      std::cout << boost::json::serialize(json::Object{{"line", lines}, {"accepted", accepted}, {"candidates", std::move(candidates)}}) << '\n';
    } else if (places.empty()) {
      std::cout << "0\t-\t-\t-\t-\t-\t-\n";
    } else {
      for (const auto& place : places) {
        std::cout << std::round(place.confidence * 1000) / 1000 << '\t' << code_of(place.level) << '\t' << code_of(place.decided_by) << '\t' << place.code << '\t' << place.text << '\t'
                  << joined(place.missing) << '\t' << joined(place.contradicting) << '\n';
      }
    }
    if (progress && lines % 20000 == 0) std::cerr << lines << " lines, " << taken << " standardised\r";
  }
  std::cerr << lines << " lines, " << taken << " standardised at " << o.threshold << " or more\n";
  return 0;
}

}  // namespace

void add_standardise(CLI::App& app, int& exit_code) {
  auto o = std::make_shared<Options>();
  auto* sub = app.add_subcommand("standardise", "Standard addresses for free words, a line each");
  sub->add_option("file", o->file, "a text file with an address a line, or - for standard input")->capture_default_str();
  sub->add_option("--city", o->city, "folder of the city; the demo city when absent");
  sub->add_option("--data", o->data, "a data folder instead: the city that is in use there");
  sub->add_option("--store", o->store, "with --data: PostgreSQL connection when the store is there");
  sub->add_option("--most", o->most, "candidates a line")->capture_default_str()->check(CLI::Range(1, 20));
  sub->add_option("--threshold", o->threshold, "confidence from which a line counts as standardised")->capture_default_str();
  sub->add_flag("--json", o->as_json, "an object a line");
  sub->callback([o, &exit_code] { exit_code = run(*o); });
}

}  // namespace yiwang
