#include "apps/eval_matter.h"

#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>

#include "apps/eval_address.h"
#include "apps/eval_address_match.h"
#include "apps/eval_duplicates.h"
#include "apps/eval_dispatch.h"
#include "apps/eval_groups.h"
#include "apps/eval_matter_report.h"
#include "apps/eval_standardise.h"
#include "apps/house.h"
#include "base/text.h"
#include "understand/matter_borrow.h"
#include "understand/matter_model.h"
#include "understand/matter_rows.h"
#include "understand/near_groups.h"

namespace yiwang {
namespace {

using Names = std::map<std::string, std::string>;

struct Options {
  float catalogue_weight = 0.5f;
  std::string train, test, catalogue, columns, lender;
  int folds = 0;
  double precision = 0.95;
  bool grouped = false, whole_codes = false, lends = true, as_json = false, curve = true;
  Names name_of_class;   // not empty: trained on codes, judged by the names of classes
  MatterOptions model;
};

std::vector<LabelledText> taken(MatterRows rows, const std::string& path) {
  if (!rows.fault.empty()) throw std::runtime_error(path + ": " + rows.fault);
  return std::move(rows.texts);
}

std::ifstream opened(const std::filesystem::path& path) {
  std::ifstream in(path);
  if (!in || std::filesystem::is_directory(path)) throw std::runtime_error("cannot read " + path.string());
  return in;
}

std::vector<LabelledText> read_labelled(const std::string& path, const std::string& columns) {
  auto in = opened(path);
  return taken(read_matter_rows(in, columns), path);
}

/// A folder with matters.csv and examples.csv, or one file level1,level2,level3, to which the shipped catalogue lends its sentences.
std::vector<LabelledText> read_catalogue(const std::filesystem::path& path, const Options& o, Names& name_of_class) {
  if (!std::filesystem::is_directory(path)) {
    auto in = opened(path);
    auto names = taken(read_matter_names(in, name_of_class), path.string());
    const auto lender = o.lender.empty() ? shipped("catalogue/base") : std::filesystem::path(o.lender);
    if (!o.lends || !std::filesystem::is_directory(lender)) return names;
    Names lender_classes;
    const auto sentences = read_catalogue(lender, o, lender_classes);
    return with_borrowed_sentences(std::move(names), name_of_class, sentences, lender_classes);
  }
  auto matters = opened(path / "matters.csv"), examples = opened(path / "examples.csv");
  return taken(read_matter_catalogue(matters, examples, name_of_class), path.string());
}

double seconds_since(std::chrono::steady_clock::time_point from) { return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count(); }
double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

MatterRun train_and_test(const std::vector<LabelledText>& train, const std::vector<LabelledText>& test, const Options& o) {
  MatterRun run;
  const auto began = std::chrono::steady_clock::now();
  const auto model = MatterModel::train(train, o.model);
  run.train_seconds = seconds_since(began);
  const bool by_class = !o.name_of_class.empty();
  run.threshold = by_class ? model.class_threshold(o.precision) : model.threshold(o.precision);
  run.precision = o.precision;
  run.trained = train.size();
  run.version = model.version();
  run.model_bytes = model.bytes();
  const auto answer = [&](const LabelledText& text) { return by_class ? model.guess_classes(text.text) : model.guess(text.text, false).matters; };
  for (const auto& text : test) run.answers.push_back({text.label, answer(text)});
  std::size_t read = 0;
  const double from = processor_seconds();
  while (!test.empty() && processor_seconds() - from < 0.3) {  // again, now that memory is warm
    for (const auto& text : test) answer(text);
    read += test.size();
  }
  run.messages_per_s = static_cast<double>(read) / std::max(processor_seconds() - from, 1e-9);
  std::set<std::string> known;
  for (const auto& text : train) known.insert(by_class ? o.name_of_class.at(text.label.substr(0, 2)) : text.label);
  for (auto& one : run.answers) {
    if (by_class) {
      for (auto& guess : one.guesses) guess.matter = o.name_of_class.at(guess.matter);
      if (const auto named = o.name_of_class.find(one.truth.substr(0, 2)); named != o.name_of_class.end()) one.truth = named->second;
    }
    run.unseen += known.count(one.truth) == 0 ? 1 : 0;
  }
  return run;
}

/// The same with less to learn from: each smaller part lies within the larger ones.
void add_curve(MatterRun& whole, const std::vector<LabelledText>& train, const std::vector<LabelledText>& test, const Options& o) {
  const auto add = [&](double part, const MatterRun& run) {
    const auto scores = score_matters(run.answers);
    whole.curve.push_back({part, run.trained, scores.accuracy, scores.macro_f1});
  };
  for (const double part : {0.05, 0.1, 0.25, 0.5}) {
    std::vector<LabelledText> some;
    for (const auto& text : train) {
      if (static_cast<double>(stable_hash(text.text, o.model.seed + 5) % 10000) < part * 10000) some.push_back(text);
    }
    if (!some.empty()) add(part, train_and_test(some, test, o));
  }
  add(1.0, whole);
}

/// Every text answered by a model that had not seen it, nor (`grouped`) any that nearly repeats it.
MatterRun cross_validate(const std::vector<LabelledText>& texts, const Options& o) {
  std::vector<std::uint64_t> group(texts.size());
  if (o.grouped) {
    const auto groups = near_groups(texts);
    for (std::size_t i = 0; i < texts.size(); ++i) group[i] = groups[i];
  } else {
    for (std::size_t i = 0; i < texts.size(); ++i) group[i] = i;
  }
  MatterRun all;
  for (int fold = 0; fold < o.folds; ++fold) {
    std::vector<LabelledText> train, test;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const bool held_out = texts[i].spoken && stable_hash(std::to_string(group[i]), o.model.seed + 77) % static_cast<std::uint64_t>(o.folds) == static_cast<std::uint64_t>(fold);
      (held_out ? test : train).push_back(texts[i]);
    }
    auto run = train_and_test(train, test, o);
    std::move(run.answers.begin(), run.answers.end(), std::back_inserter(all.answers));
    all.threshold += run.threshold / o.folds;
    all.messages_per_s += run.messages_per_s / o.folds;
    all.train_seconds += run.train_seconds;
    all.precision = run.precision;
    all.trained = std::max(all.trained, run.trained);
    all.unseen += run.unseen;
    all.version = run.version;
    all.model_bytes = run.model_bytes;
  }
  return all;
}

/// What to learn from. With a file, the catalogue's sentences join under the names of their classes, those the file has.
std::vector<LabelledText> training(Options& o) {
  std::vector<LabelledText> train;
  if (!o.train.empty()) train = read_labelled(o.train, o.columns);
  if (o.catalogue.empty()) return train;
  Names name_of_class;
  auto own = read_catalogue(o.catalogue, o, name_of_class);
  if (o.train.empty()) {
    if (!o.whole_codes) o.name_of_class = std::move(name_of_class);
    return own;
  }
  std::set<std::string> labels;
  for (const auto& text : train) labels.insert(text.label);
  for (auto& text : own) {
    text.label = name_of_class[text.label.substr(0, 2)];
    if (labels.count(text.label) == 0) continue;
    text.weight *= o.catalogue_weight;
    text.spoken = false;  // helps, but confidence is judged on the file alone
    train.push_back(std::move(text));
  }
  return train;
}

int run_matter(Options o) {
  const auto train = training(o);
  if (train.empty()) throw std::runtime_error("nothing to train on: give --train FILE, --catalogue DIR or both");
  if (o.test.empty() && o.folds < 2) throw std::runtime_error("give --test FILE, or --folds N to cross-validate");
  MatterRun run;
  if (o.test.empty()) {
    run = cross_validate(train, o);
  } else {
    const auto test = read_labelled(o.test, o.columns);
    run = train_and_test(train, test, o);
    if (o.curve && !o.train.empty()) add_curve(run, train, test, o);
  }
  if (o.as_json) std::cout << boost::json::serialize(matter_report(run)) << '\n';
  else print_matter_report(run);
  return 0;
}

}  // namespace

void add_eval_commands(CLI::App& app, int& exit_code) {
  const auto made = app.get_subcommands([](const CLI::App* sub) { return sub->get_name() == "eval"; });
  auto* eval = made.empty() ? app.add_subcommand("eval", "Measure the advice on labelled data") : made.front();
  eval->require_subcommand(1);
  add_eval_address(*eval, exit_code);
  add_eval_address_match(*eval, exit_code);
  add_eval_duplicates(*eval, exit_code);
  add_eval_dispatch(*eval, exit_code);
  add_eval_groups(*eval, exit_code);
  add_eval_standardise(*eval, exit_code);
  auto o = std::make_shared<Options>();
  auto* matter = eval->add_subcommand("matter", "Train the matter classifier on one file, test it on another (docs/understanding.md)");
  matter->add_option("--train", o->train, "CSV to learn from");
  matter->add_option("--test", o->test, "CSV to be judged on");
  matter->add_option("--catalogue", o->catalogue, "folder with matters.csv and examples.csv, or a file level1,level2,level3: learn from its words; alone, judge the names of its classes");
  matter->add_flag("--lend,!--no-lend", o->lends, "a catalogue of names alone gets the sentences of the shipped one (on unless --no-lend)");
  matter->add_option("--lender", o->lender, "the catalogue that lends them instead of the shipped one");
  matter->add_option("--catalogue-weight", o->catalogue_weight, "how much a sentence of the catalogue counts beside one of the file, below 1")->capture_default_str();
  matter->add_option("--columns", o->columns, "names of the columns id,text,label; text may be title+text; found out from the header when not given");
  matter->add_option("--folds", o->folds, "without --test: cross-validate on the training file");
  matter->add_flag("--grouped", o->grouped, "with --folds: keep near duplicates together");
  matter->add_flag("--curve,!--no-curve", o->curve, "with --train and --test: also train on 5, 10, 25 and 50 % of the rows (on unless --no-curve)");
  matter->add_option("--precision", o->precision, "what the threshold has to keep")->capture_default_str();
  matter->add_option("--grams", o->model.grams.longest, "longest gram")->capture_default_str();
  matter->add_option("--bits", o->model.grams.bits, "features are hashed to 2^bits")->capture_default_str()->check(CLI::Range(10, 24));
  matter->add_option("--head", o->model.grams.head_weight, "weight of the first words, where the title stands")->capture_default_str();
  matter->add_option("--least", o->model.least_texts, "a gram counts when so many texts hold it; 0: by size");
  matter->add_option("--cost", o->model.cost, "cost of a mistake in training")->capture_default_str();
  matter->add_flag("--matters", o->whole_codes, "with --catalogue alone: judge whole codes of 6 digits, not the names of classes");
  matter->add_option("--title", o->model.grams.title, "first characters that are also features of their own")->capture_default_str();
  matter->add_flag("--json", o->as_json, "one JSON object on standard output");
  matter->callback([o, &exit_code] { exit_code = run_matter(*o); });
}

}  // namespace yiwang
