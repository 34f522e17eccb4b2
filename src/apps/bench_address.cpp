#include "apps/bench_address.h"

#include <algorithm>
#include <iostream>

#include "apps/bench_trigram.h"
#include "apps/house.h"
#include "apps/processor_time.h"
#include "base/json.h"
#include "city/load.h"
#include "locate/library/standardiser.h"
#include "rehearse/address_noise.h"
#include "rehearse/wide_city.h"

namespace yiwang {
namespace {

struct Options {
  std::size_t addresses = 1'000'000, count = 20'000, baseline_rows = 100'000;
  std::uint64_t seed = 7;
  double baseline_seconds = 20;
  bool baseline = true, as_json = false;
  std::string postgres;
};

std::string standard_text(const City& city, const Address& address) {
  std::string text;
  for (const auto* area : city.chain(address.area)) {
    if (area->kind != AreaKind::grid) text = area->name + text;
  }
  if (const auto* road = city.road(address.road)) text += road->name + address.number + "号";
  if (const auto* estate = city.estate(address.estate)) text += estate->name + (address.road.empty() && !address.number.empty() ? address.number + "号" : "");
  return text + address.building;
}

int run(const Options& o) {
  const auto loaded = load_city(shipped("catalogue/demo"));
  if (!loaded.city) throw std::runtime_error("the demo city has fatal faults");
  const auto city = wide_city(*loaded.city, o.addresses);
  auto began = processor_seconds();
  const auto library = std::make_shared<const AddressLibrary>(city);
  const double build_s = processor_seconds() - began;
  const Standardiser standardiser(library);

  AddressNoise noise(city, o.seed);
  std::vector<std::string> asked;
  std::vector<const Address*> truth;
  while (asked.size() < o.count) {
    auto made = noise.next();
    if (made.truth.address == nullptr) continue;
    asked.push_back(std::move(made.text));
    truth.push_back(made.truth.address);
  }
  for (std::size_t i = 0; i < std::min<std::size_t>(asked.size(), 500); ++i) (void)standardiser.standardise(asked[i]);
  std::vector<double> took;
  took.reserve(asked.size());
  std::size_t first = 0, among = 0;
  const double all = processor_seconds();
  for (std::size_t i = 0; i < asked.size(); ++i) {
    began = processor_seconds();
    const auto places = standardiser.standardise(asked[i]);
    took.push_back((processor_seconds() - began) * 1e6);
    if (!places.empty() && places.front().code == truth[i]->code) ++first;
    if (std::any_of(places.begin(), places.end(), [&](const StandardPlace& p) { return p.code == truth[i]->code; })) ++among;
  }
  const double total = processor_seconds() - all;
  std::sort(took.begin(), took.end());
  const auto share = [&](std::size_t n) { return static_cast<double>(n) / static_cast<double>(asked.size()); };
  json::Object out{{"addresses", library->size()}, {"asked", asked.size()}, {"addresses_per_s", static_cast<double>(asked.size()) / total}, {"p50_us", took[took.size() / 2]},
                   {"p99_us", took[(took.size() - 1) * 99 / 100]}, {"bytes_per_address", static_cast<double>(library->bytes()) / static_cast<double>(library->size())}, {"build_s", build_s},
                   {"recall_1", share(first)}, {"recall_5", share(among)}};
  if (o.baseline) {
    // The same questions about the first rows alone: an index of a million such texts takes PostgreSQL minutes to make.
    const auto rows = std::min(o.baseline_rows, city->addresses.size());
    std::vector<CopyAsked> copies;
    for (std::size_t i = 0; i < asked.size(); ++i) {
      const auto row = static_cast<std::size_t>(truth[i] - city->addresses.data());
      if (row < rows) copies.push_back({asked[i], row});
    }
    try {
      const auto line = measure_trigram(o.postgres, rows, [&](std::size_t i) { return standard_text(*city, city->addresses[i]); }, copies, o.baseline_seconds);
      out["baseline"] = json::Object{{"what", "PostgreSQL pg_trgm, GIN, five most similar"}, {"rows", line.rows}, {"asked", line.asked}, {"addresses_per_s", line.per_s},
                                     {"p50_ms", line.p50_ms}, {"p99_ms", line.p99_ms}, {"recall_5", line.recall}, {"load_s", line.load_s}, {"index_s", line.index_s},
                                     {"index_bytes_a_row", line.index_bytes_a_row}};
    } catch (const std::exception& absent) {
      std::cerr << "bench address: no baseline: " << absent.what() << '\n';
    }
  }
  if (o.as_json) {
    std::cout << boost::json::serialize(out) << '\n';
    return 0;
  }
  for (const auto& [name, value] : out) std::cout << std::string_view(name) << ' ' << boost::json::serialize(value) << '\n';
  return 0;
}

}  // namespace

void add_bench_address(CLI::App& bench, int& exit_code) {
  auto o = std::make_shared<Options>();
  auto* sub = bench.add_subcommand("address", "Standardise noisy addresses against a large library; PostgreSQL's pg_trgm beside it");
  sub->add_option("--addresses", o->addresses, "in the library")->capture_default_str()->check(CLI::Range(1000, 5'000'000));
  sub->add_option("--count", o->count, "addresses asked")->capture_default_str()->check(CLI::Range(100, 10'000'000));
  sub->add_option("--seed", o->seed)->capture_default_str();
  sub->add_option("--baseline-rows", o->baseline_rows, "of the library that PostgreSQL gets")->capture_default_str();
  sub->add_option("--baseline-seconds", o->baseline_seconds, "how long it is asked")->capture_default_str();
  sub->add_option("--postgres", o->postgres, "a running PostgreSQL; otherwise one is started");
  sub->add_flag("!--no-baseline", o->baseline, "leave PostgreSQL out");
  sub->add_flag("--json", o->as_json);
  sub->callback([o, &exit_code] { exit_code = run(*o); });
}

}  // namespace yiwang
