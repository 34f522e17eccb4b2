#include "apps/eval_address_match.h"

#include <chrono>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <thread>

#include "base/json.h"
#include "base/text.h"
#include "locate/match/match_scores.h"

namespace yiwang {
namespace {

struct Options {
  std::string train, test, keep;
  int folds = 5;
  double share = 1;
  bool as_json = false, quick = false, errors = false, ignore_order = false;
  std::vector<std::string> without;
  MatcherOptions matcher;
};

constexpr std::string_view kNote =
    "top1: of the queries that have an exact or partial candidate, the share whose highest ranked candidate carries the best label present (exact if there is one, else partial). "
    "top1_all: of all queries, the share where the candidate named best carries the best label present, or none was named where nothing matches.";

std::vector<MatchExample> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path);
  std::ostringstream text;
  text << in.rdbuf();
  try {
    auto examples = read_match_examples(text.str());
    if (examples.empty()) throw std::runtime_error("holds no query");
    return examples;
  } catch (const std::runtime_error& wrong) {
    throw std::runtime_error(path + ": " + wrong.what());
  }
}

double seconds_since(std::chrono::steady_clock::time_point start) { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(); }

struct Outcome {
  MatchScores scores;
  double training = 0, judging = 0;
};

void print_errors(const MatchExample& truth, const MatchOpinion& opinion) {
  bool wrong = false;
  for (std::size_t i = 0; i < truth.labels.size(); ++i) wrong = wrong || truth.labels[i] != opinion.candidates[i].label;
  if (!wrong) return;
  std::cout << truth.query << '\n';
  for (std::size_t i = 0; i < truth.labels.size(); ++i) {
    const auto& one = opinion.candidates[i];
    std::cout << (truth.labels[i] == one.label ? "    " : "  ! ") << code_of(truth.labels[i]) << " answered " << code_of(one.label) << ' ' << std::fixed << std::setprecision(2)
              << one.probability[static_cast<std::size_t>(one.label)] << std::defaultfloat << "  " << truth.candidates[i] << " ";
    for (const auto& reason : one.because) std::cout << ' ' << reason.code();
    std::cout << '\n';
  }
}

Outcome measure(const std::vector<MatchExample>& train, const std::vector<MatchExample>& test, const Options& o) {
  Outcome out;
  const auto began = std::chrono::steady_clock::now();
  const auto matcher = AddressMatcher::train(train, o.matcher, [&](int done, int of) {
    std::cerr << "model " << done << " of " << of << ", " << static_cast<int>(seconds_since(began)) << " s\n";
  });
  out.training = seconds_since(began);
  const auto judging = std::chrono::steady_clock::now();
  std::vector<MatchOpinion> opinions;
  for (const auto& one : test) opinions.push_back(matcher.judge(one.query, one.candidates, o.errors));
  out.judging = seconds_since(judging);
  for (std::size_t i = 0; i < test.size(); ++i) {
    out.scores.add(test[i], opinions[i]);
    if (o.errors) print_errors(test[i], opinions[i]);
  }
  if (!o.keep.empty()) {
    std::ofstream file(o.keep, std::ios::binary);
    file << matcher.save();
    if (!file.flush()) throw std::runtime_error("cannot write " + o.keep);
  }
  return out;
}

void print(const Options& o, std::size_t trained_on, const Outcome& out) {
  const auto& scores = out.scores;
  const double rate = static_cast<double>(scores.queries) / std::max(out.judging, 1e-9);
  constexpr std::array kLabels{MatchLabel::exact, MatchLabel::partial, MatchLabel::none};
  if (o.as_json) {
    json::Object labels, confusion;
    for (const auto label : kLabels) {
      labels[code_of(label)] = json::Object{{"precision", scores.precision(label)}, {"recall", scores.recall(label)}, {"f1", scores.f1(label)}};
      json::Object row;
      for (const auto answer : kLabels) row[code_of(answer)] = scores.confusion[static_cast<std::size_t>(label)][static_cast<std::size_t>(answer)];
      confusion[code_of(label)] = std::move(row);
    }
    std::cout << boost::json::serialize(json::Object{{"train_queries", trained_on}, {"test_queries", scores.queries}, {"test_pairs", scores.pairs()}, {"macro_f1", scores.macro_f1()},
                                                     {"accuracy", scores.accuracy()}, {"top1", scores.top1()}, {"top1_all", scores.top1_all()}, {"ece", scores.ece()},
                                                     {"labels", std::move(labels)}, {"confusion", std::move(confusion)}, {"train_s", out.training}, {"queries_per_s", rate}})
              << '\n';
    return;
  }
  std::cout << "trained on " << trained_on << " queries in " << out.training << " s, judged " << scores.queries << " queries (" << scores.pairs() << " candidates) at " << rate << " queries/s\n";
  std::cout << "truth \\ answer   exact  partial     none  precision  recall      f1\n";
  for (const auto label : kLabels) {
    std::cout << std::left << std::setw(12) << code_of(label) << std::right;
    for (const auto count : scores.confusion[static_cast<std::size_t>(label)]) std::cout << std::setw(9) << count;
    std::cout << std::fixed << std::setprecision(4) << std::setw(11) << scores.precision(label) << std::setw(8) << scores.recall(label) << std::setw(8) << scores.f1(label) << std::defaultfloat
              << std::setprecision(6) << '\n';
  }
  std::cout << "accuracy " << scores.accuracy() << "\nece " << scores.ece() << "\ntop1 " << scores.top1() << " of " << scores.queries_with_match << " queries with a match\ntop1_all "
            << scores.top1_all() << " of " << scores.queries << " queries\nmacro_f1 " << scores.macro_f1() << '\n';
}

int run(Options o) {
  for (const auto& code : o.without) {
    std::size_t part = 0;
    while (part < kMatchParts && code != code_of(static_cast<MatchPart>(part))) ++part;
    if (part == kMatchParts) throw std::runtime_error("unknown part " + code);
    o.matcher.without.push_back(static_cast<MatchPart>(part));
  }
  if (o.ignore_order) o.matcher.without.push_back(MatchPart::order);
  if (o.quick) o.matcher.second_look = false, o.matcher.folds = 3, o.matcher.trees.rounds = 120, o.matcher.trees.rate = 0.1;
  auto train = read_file(o.train);
  const auto taken = [&](const std::vector<MatchExample>& of) {
    return std::vector<MatchExample>(of.begin(), of.begin() + static_cast<std::ptrdiff_t>(std::max(1.0, o.share * static_cast<double>(of.size()))));
  };
  if (!o.test.empty()) {
    const auto some = taken(train);
    print(o, some.size(), measure(some, read_file(o.test), o));
    return 0;
  }
  Outcome all;
  std::size_t trained = 0;
  for (int fold = 0; fold < o.folds; ++fold) {
    std::vector<MatchExample> learn, test;
    for (const auto& one : train) (static_cast<int>(stable_hash(one.query, 4711) % static_cast<std::uint64_t>(o.folds)) == fold ? test : learn).push_back(one);
    if (test.empty()) throw std::runtime_error("too few queries for so many folds");
    const auto some = taken(learn);
    const auto out = measure(some, test, o);
    std::cerr << "fold " << fold + 1 << ": macro_f1 " << out.scores.macro_f1() << '\n';
    all.scores.add(out.scores);
    all.training += out.training;
    all.judging += out.judging;
    trained = some.size();
  }
  print(o, trained, all);
  return 0;
}

}  // namespace

void add_eval_address_match(CLI::App& eval, int& exit_code) {
  auto o = std::make_shared<Options>();
  o->matcher.threads = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1u, 8u));
  auto* sub = eval.add_subcommand("address-match", "Learn to judge the candidates of an address search on one file of labelled queries, and test it on another (docs/locating.md)");
  sub->footer(std::string(kNote));
  sub->add_option("--train", o->train, "a JSON object a line: query, and candidate: a list of text and label (完全匹配, 部分匹配, 不匹配) in the order of the search")->required();
  sub->add_option("--test", o->test, "queries of the same form; without it, the training file is cut into folds by query and each is judged by a model that has not seen it");
  sub->add_option("--folds", o->folds, "when --test is not given")->check(CLI::Range(2, 20));
  sub->add_option("--share", o->share, "learn from the first part of the training queries only, 0..1")->check(CLI::Range(0.001, 1.0));
  sub->add_option("--models", o->matcher.folds, "how many models of each look vote")->check(CLI::Range(2, 20));
  sub->add_option("--rounds", o->matcher.trees.rounds, "trees a label of each model")->check(CLI::Range(1, 5000));
  sub->add_option("--seed", o->matcher.seed);
  sub->add_option("--without", o->without, "leave the numbers of a part out: text, name, road, road_number, building, inside, division, position, words, others, order");
  sub->add_flag("--ignore-order", o->ignore_order, "do not learn from the order in which the search gave the candidates (the same as --without order)");
  sub->add_flag("--quick", o->quick, "fewer and smaller models: seconds, one or two points lower");
  sub->add_option("--keep", o->keep, "write the trained matcher to this file");
  sub->add_flag("--errors", o->errors, "print each query with a candidate that was judged otherwise than its label, and why");
  sub->add_flag("--json", o->as_json);
  sub->callback([o, &exit_code] { exit_code = run(*o); });
}

}  // namespace yiwang
