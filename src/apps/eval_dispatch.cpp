#include "apps/eval_dispatch.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <map>
#include <set>

#include "apps/dispatch_bound.h"
#include "apps/dispatch_requests.h"
#include "base/csv.h"
#include "base/json.h"
#include "dispatch/learned/learned_dispatch.h"
#include "understand/scoring.h"

namespace yiwang {
namespace {

struct Options {
  std::string train, test, answers;
  RequestColumns columns;
  std::vector<std::string> without;
  double precision = 0.95;
  int explain = 0;
  bool as_json = false;
  LearnedDispatchOptions model;
};

double seconds_since(std::chrono::steady_clock::time_point from) { return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count(); }

std::vector<MatterGuess> as_guesses(const LearnedRoute& route) {
  std::vector<MatterGuess> out;
  for (const auto& guess : route.units) out.push_back({guess.unit, guess.probability});
  return out;
}

/// The queue most requests of the same type had in training; what everything else is measured against.
std::vector<MatterGuess> majority(const std::map<std::string, std::map<std::string, std::size_t>>& of_type, const std::string& type) {
  const auto at = of_type.find(type);
  const auto& counts = at == of_type.end() ? of_type.at("") : at->second;
  const auto best = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return {{best->first, 1}};
}

struct Run {
  std::vector<ScoredAnswer> strict, online, floor;
  double threshold = 0, train_seconds = 0, test_seconds = 0;
  std::size_t unseen = 0, learnt_on_the_way = 0;
  std::string version;
};

/// Every request by what was known when it was opened. `strict`: by training alone. `online`: requests of the test file that were closed before
/// this one was opened have joined the counts (trees and confidence stay).
Run answer(const RequestReader& reader, const RequestFile& train, const RequestFile& test, const Options& o) {
  Run run;
  std::vector<RoutedCase> past;
  std::map<std::string, std::map<std::string, std::size_t>> of_type;
  std::set<std::string> known;
  for (const auto& request : train.requests) {
    past.push_back(request.routed);
    known.insert(request.routed.unit);
    ++of_type[request.routed.facts.values.front()][request.routed.unit];
    ++of_type[""][request.routed.unit];
  }
  auto at = std::chrono::steady_clock::now();
  auto model = LearnedDispatch::train(reader.shape(), std::move(past), o.model);
  run.train_seconds = seconds_since(at);
  run.threshold = model.threshold(o.precision);
  run.version = model.version();
  at = std::chrono::steady_clock::now();
  for (const auto& request : test.requests) run.strict.push_back({request.routed.unit, as_guesses(model.guess(request.routed.facts, {}, false))});
  run.test_seconds = seconds_since(at);
  if (!test.has_target) return run;
  for (const auto& request : test.requests) {
    run.floor.push_back({request.routed.unit, majority(of_type, request.routed.facts.values.front())});
    run.unseen += known.contains(request.routed.unit) ? 0 : 1;
  }
  if (!test.has_closed) return run;
  std::multimap<Instant, const PastRequest*> open;
  for (const auto& request : test.requests) {
    while (!open.empty() && open.begin()->first < request.routed.facts.at) {
      model.learn(open.begin()->second->routed);
      ++run.learnt_on_the_way;
      open.erase(open.begin());
    }
    run.online.push_back({request.routed.unit, as_guesses(model.guess(request.routed.facts, {}, false))});
    if (request.closed) open.emplace(*request.closed, &request);
  }
  return run;
}

void write_answers(const std::string& path, const RequestFile& test, const Run& run) {
  std::ofstream out(path);
  if (!out) throw std::runtime_error("cannot write " + path);
  out << "id,answer,confidence,second,third\n";
  for (std::size_t i = 0; i < run.strict.size(); ++i) {
    const auto& guesses = run.strict[i].guesses;
    const auto unit = [&](std::size_t k) { return csv_cell(k < guesses.size() ? guesses[k].matter : std::string{}, true); };
    out << csv_cell(test.requests[i].id, true) << ',' << unit(0) << ',' << (guesses.empty() ? 0 : guesses.front().confidence) << ',' << unit(1) << ',' << unit(2) << '\n';
  }
}

json::Object figures(const RequestFile& train, const RequestFile& test, const Run& run, const Options& o) {
  json::Object out{{"train", train.requests.size()}, {"test", test.requests.size()}, {"threshold", run.threshold}, {"train_seconds", run.train_seconds}, {"model", run.version}};
  out["rows_per_s"] = static_cast<double>(run.strict.size()) / std::max(run.test_seconds, 1e-9);
  if (train.passed_over + test.passed_over > 0) out["passed_over"] = train.passed_over + test.passed_over;
  if (!test.has_target) return out;
  const auto scores = score_matters(run.strict);
  const auto kept = coverage_at(run.strict, run.threshold);
  out["accuracy"] = scores.accuracy;
  out["macro_f1"] = scores.macro_f1;
  out["macro_f1_present"] = scores.macro_f1_present;
  out["top3"] = scores.top3;
  out["ece"] = scores.ece;
  out["mean_confidence"] = scores.mean_confidence;
  out["coverage_at_95"] = kept.coverage;
  out["precision_at_threshold"] = kept.precision;
  out["best_coverage_at_95"] = best_coverage(run.strict, o.precision).coverage;
  out["floor"] = score_matters(run.floor).accuracy;
  out["unseen_labels"] = run.unseen;
  if (!run.online.empty()) {
    const auto online = score_matters(run.online);
    const auto sure = coverage_at(run.online, run.threshold);
    out["accuracy_online"] = online.accuracy;
    out["online"] = json::Object{{"macro_f1", online.macro_f1}, {"top3", online.top3}, {"ece", online.ece}, {"coverage_at_95", sure.coverage}, {"precision_at_threshold", sure.precision},
                                 {"learnt_on_the_way", run.learnt_on_the_way}};
  }
  std::size_t overlapping = 0;
  for (const auto& request : test.requests) overlapping += request.routed.facts.at < train.requests.back().routed.facts.at ? 1 : 0;
  out["opened_before_the_last_trained_on"] = overlapping;
  json::Object bounds;
  for (const auto& bound : dispatch_bounds(train, test)) {
    bounds[bound.alike_in] = json::Object{{"rows_with_a_twin", bound.with_twin}, {"twins_that_disagree", bound.disagree}, {"best_on_twins", bound.best_on_twins}};
  }
  out["bound"] = std::move(bounds);
  return out;
}

void print_plain(const json::Object& figures) {
  for (const auto& [name, value] : figures) std::cout << name << ": " << boost::json::serialize(value) << '\n';
}

/// The first answers with what spoke for them.
void print_reasons(const RequestReader& reader, const RequestFile& train, const RequestFile& test, const Options& o) {
  std::vector<RoutedCase> past;
  for (const auto& request : train.requests) past.push_back(request.routed);
  const auto model = LearnedDispatch::train(reader.shape(), std::move(past), o.model);
  for (std::size_t i = 0; i < test.requests.size() && i < static_cast<std::size_t>(o.explain); ++i) {
    const auto route = model.guess(test.requests[i].routed.facts);
    std::cout << test.requests[i].id << ' ' << (test.has_target ? "was " + test.requests[i].routed.unit : std::string{}) << '\n';
    for (const auto& guess : route.units) std::cout << "   " << guess.probability << ' ' << guess.unit << '\n';
    for (const auto& why : route.reasons) std::cout << "      of " << why.of << " with " << why.about << ' ' << why.cases << " went there (" << why.weight << ")\n";
  }
}

int run(Options& o) {
  try {
    o.columns.without.insert(o.without.begin(), o.without.end());
    const RequestReader reader(o.columns, o.train);
    const auto train = reader.read(o.train, true);
    const auto test = reader.read(o.test, o.answers.empty());
    const auto done = answer(reader, train, test, o);
    if (!o.answers.empty()) write_answers(o.answers, test, done);
    const auto out = figures(train, test, done, o);
    if (o.as_json) std::cout << boost::json::serialize(out) << '\n';
    else print_plain(out);
    if (o.explain > 0) print_reasons(reader, train, test, o);
    return 0;
  } catch (const std::runtime_error& fault) {
    std::cerr << "eval dispatch: " << fault.what() << '\n';
    return 1;
  }
}

}  // namespace

void add_eval_dispatch(CLI::App& eval, int& exit_code) {
  auto o = std::make_shared<Options>();
  auto* sub = eval.add_subcommand("dispatch", "Learn from one CSV of requests which queue had them in the end, name it for another (docs/dispatching.md)");
  auto& c = o->columns;
  sub->add_option("--train", o->train, "requests of the past")->required();
  sub->add_option("--test", o->test, "requests after them, the same columns; the target only judges")->required();
  sub->add_option("--target", c.target, "column with the queue or unit")->capture_default_str();
  sub->add_option("--time", c.time, "column with the moment of opening")->capture_default_str();
  sub->add_option("--closed", c.closed, "column with the moment of closing: when the queue is known to the online variant")->capture_default_str();
  sub->add_option("--what", c.what, "columns that say what it is about, finest first")->delimiter(',')->capture_default_str();
  sub->add_option("--where", c.where, "columns that say where, the most telling first")->delimiter(',')->capture_default_str();
  sub->add_option("--how", c.how, "columns that say how it came")->delimiter(',')->capture_default_str();
  sub->add_option("--words", c.words, "column with words")->capture_default_str();
  sub->add_option("--also", c.also, "further columns; for showing what a leak is worth")->delimiter(',');
  sub->add_option("--without", o->without, "columns to do without; for ablations")->delimiter(',');
  sub->add_option("--precision", o->precision, "what the threshold has to keep")->capture_default_str();
  sub->add_option("--trees", o->model.ranker.trees, "0: counts alone")->capture_default_str()->check(CLI::Range(0, 2000));
  sub->add_option("--leaves", o->model.ranker.leaves)->capture_default_str()->check(CLI::Range(2, 64));
  sub->add_option("--rate", o->model.ranker.rate)->capture_default_str();
  sub->add_option("--block-days", o->model.block_days, "how stale the past is that training questions see")->capture_default_str();
  sub->add_option("--fade-days", o->model.fade_days, "a training question so much older weighs half")->capture_default_str();
  sub->add_option("--half-life-days", o->model.half_life_days, "of counts that fade")->capture_default_str();
  sub->add_option("--answers", o->answers, "write each answer to this CSV; the test file need not have the target then");
  sub->add_option("--explain", o->explain, "print so many answers with what spoke for them");
  sub->add_flag("--json", o->as_json, "one JSON object on standard output");
  sub->callback([o, &exit_code] { exit_code = run(*o); });
}

}  // namespace yiwang
