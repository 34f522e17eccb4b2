#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <iostream>

#include "apps/commands.h"
#include "apps/house.h"
#include "apps/learn_year.h"

namespace yiwang {
namespace {

struct Options {
  LearnYearOptions year;
  std::string start = "2026-01-01T00:00:00+08:00", data, store;
  bool as_json = false;
};

double share(std::int64_t part, std::int64_t whole) { return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole); }

json::Object to_json(const LearnMonth& m) {
  return {{"cases", m.cases}, {"accuracy", share(m.right, m.cases)}, {"accuracy_without", share(m.right_without, m.cases)}, {"sure", share(m.sure, m.cases)}, {"sure_without", share(m.sure_without, m.cases)},
          {"fresh", m.fresh}, {"fresh_accuracy", share(m.fresh_right, m.fresh)}, {"fresh_accuracy_without", share(m.fresh_right_without, m.fresh)}, {"corrected", m.corrected}, {"returned", m.returned},
          {"learnt", m.learnt}, {"model", m.model}, {"held_out", m.held_out}, {"held_out_without", m.held_out_without}};
}

int run_year(Options o) {
  const auto start = parse_instant(o.start);
  if (!start) {
    std::cerr << "--start is not a time: " << o.start << '\n';
    return 1;
  }
  o.year.start = *start;
  const auto scratch = std::filesystem::temp_directory_path() / ("yiwang-learn-" + std::to_string(getpid()));
  const auto began = std::chrono::steady_clock::now();
  json::Array items;
  int number = 0;
  if (!o.as_json) {
    std::printf("| month | cases | matter right | without learning | said anew: right | without | held out: right | without | sure enough | without | corrected | returned | learnt from | model |\n");
    std::printf("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
  }
  try {
    live_and_learn(o.year, scratch, [&](const LearnMonth& m) {
      if (o.as_json) {
        items.push_back(to_json(m));
        return;
      }
      std::printf("| %d | %lld | %.3f | %.3f | %.3f of %lld | %.3f | %.3f | %.3f | %.3f | %.3f | %lld | %lld | %lld | %llu |\n", ++number, static_cast<long long>(m.cases), share(m.right, m.cases),
                  share(m.right_without, m.cases), share(m.fresh_right, m.fresh), static_cast<long long>(m.fresh), share(m.fresh_right_without, m.fresh), m.held_out, m.held_out_without,
                  share(m.sure, m.cases), share(m.sure_without, m.cases), static_cast<long long>(m.corrected), static_cast<long long>(m.returned), static_cast<long long>(m.learnt),
                  static_cast<unsigned long long>(m.model));
      std::fflush(stdout);
    });
  } catch (...) {
    std::filesystem::remove_all(scratch);
    throw;
  }
  std::filesystem::remove_all(scratch);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  if (o.as_json) std::cout << boost::json::serialize(json::Object{{"seed", o.year.seed}, {"seconds", seconds}, {"months", std::move(items)}}) << '\n';
  else std::printf("%d days, %.0f reports a day, seed %llu, trained every %d nights: %.0f s\n", o.year.days, o.year.reports_a_day, static_cast<unsigned long long>(o.year.seed), o.year.every, seconds);
  return 0;
}

int run_models(const Options& o) {
  const auto store = open_house_store(o.data, o.store, true);
  for (const auto& m : store->models().models()) {
    std::cout << m.number << ' ' << m.version << ' ' << m.state << ", made " << to_text(Instant{milliseconds{m.made_ms}}) << " by " << m.by << " (" << m.why << "), data set " << m.dataset << '\n';
  }
  for (const auto& t : store->models().turns()) {
    std::cout << to_text(Instant{milliseconds{t.at_ms}}) << ' ' << t.what << " model " << t.model << " after " << t.before << " by " << t.by << ": " << t.reason
              << (t.override_reason.empty() ? "" : " / " + t.override_reason) << '\n';
  }
  return 0;
}

}  // namespace

void add_learn(CLI::App& app, int& exit_code) {
  auto o = std::make_shared<Options>();
  auto* learn = app.add_subcommand("learn", "The city's models: what they are, and how fast they learn (docs/models.md)");
  learn->require_subcommand(1);
  auto* year = learn->add_subcommand("year", "Let a city that knows few sentences live a year with dispatchers who correct matters; accuracy by month");
  year->add_option("--seed", o->year.seed, "same seed, same year")->capture_default_str();
  year->add_option("--days", o->year.days, "days to live")->capture_default_str()->check(CLI::Range(1, 3660));
  year->add_option("--reports-a-day", o->year.reports_a_day, "mean number of reports a day")->capture_default_str()->check(CLI::Range(1.0, 1e5));
  year->add_option("--known", o->year.known, "share of the catalogue's sentences the city knows at the start")->capture_default_str()->check(CLI::Range(0.0, 1.0));
  year->add_option("--every", o->year.every, "nights between trainings; 1 is life")->capture_default_str()->check(CLI::Range(1, 365));
  year->add_option("--start", o->start, "when the first day begins")->capture_default_str();
  year->add_option("--city", o->year.city, "the city's folder; the demo city when left out");
  year->add_flag("--json", o->as_json, "print one JSON object");
  year->callback([o, &exit_code] { exit_code = run_year(*o); });
  auto* models = learn->add_subcommand("models", "List the registry of a data folder, and who put what to use");
  models->add_option("--data", o->data, "the data folder")->required();
  models->add_option("--store", o->store, "a PostgreSQL connection string instead of SQLite");
  models->callback([o, &exit_code] { exit_code = run_models(*o); });
}

}  // namespace yiwang
