#include "apps/eval_matter.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>

#include "apps/eval_address.h"
#include "base/csv.h"
#include "base/json.h"
#include "base/text.h"
#include "understand/matter_model.h"
#include "understand/near_groups.h"
#include "understand/reader.h"
#include "understand/scoring.h"

namespace yiwang {
namespace {

struct Options {
  float catalogue_weight = 0.5f;
  std::string train, test, catalogue, columns = "id,text,label";
  int folds = 0;
  double precision = 0.95;
  bool grouped = false, whole_codes = false, as_json = false;
  std::map<std::string, std::string> name_of_class;   // not empty: trained on codes, judged by the names of classes
  MatterOptions model;
};

/// Rows of a CSV as labelled texts. `columns` is id,text,label; `text` may name several joined by `+` (title+text).
std::vector<LabelledText> read_labelled(const std::string& path, const std::string& columns) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  const auto wanted = split(columns, ',');
  if (wanted.size() != 3) throw std::runtime_error("--columns wants three names: id,text,label");
  CsvReader reader(in);
  std::vector<int> parts;
  for (const auto name : split(wanted[1], '+')) parts.push_back(reader.column(name));
  const int label = reader.column(wanted[2]);
  if (label < 0 || std::find(parts.begin(), parts.end(), -1) != parts.end()) throw std::runtime_error(path + " has no columns " + columns);
  std::vector<LabelledText> texts;
  std::vector<std::string> cells;
  while (reader.next(cells)) {
    LabelledText text;
    for (const int part : parts) text.text += (text.text.empty() ? "" : "\n") + cells[static_cast<std::size_t>(part)];
    text.label = std::string(trim(cells[static_cast<std::size_t>(label)]));
    if (!text.label.empty()) texts.push_back(std::move(text));
  }
  return texts;
}

/// A catalogue's own words, labelled with the codes of its matters; `name_of_class` gets the names of its 2-digit classes.
std::vector<LabelledText> read_catalogue(const std::filesystem::path& folder, std::map<std::string, std::string>& name_of_class) {
  std::ifstream matters(folder / "matters.csv"), examples(folder / "examples.csv");
  if (!matters || !examples) throw std::runtime_error(folder.string() + " has no matters.csv and examples.csv");
  std::vector<LabelledText> texts;
  std::vector<std::string> cells;
  CsvReader rows(matters);
  const auto code = static_cast<std::size_t>(rows.column("code")), name = static_cast<std::size_t>(rows.column("name")), about = static_cast<std::size_t>(rows.column("description"));
  while (rows.next(cells)) {
    if (cells[code].size() == 2) name_of_class[cells[code]] = cells[name];
    if (cells[code].size() == 6) texts.push_back(office_text(cells[code], cells[name], cells[about]));
  }
  CsvReader sentences(examples);
  const auto matter = static_cast<std::size_t>(sentences.column("matter")), words = static_cast<std::size_t>(sentences.column("text"));
  while (sentences.next(cells)) texts.push_back({cells[words], cells[matter]});
  return texts;
}

struct Run {
  std::vector<ScoredAnswer> answers;
  double threshold = 0, train_seconds = 0, test_seconds = 0;
  std::size_t trained = 0, unseen = 0, model_bytes = 0;
  std::string version;
};

double seconds_since(std::chrono::steady_clock::time_point from) { return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count(); }

Run train_and_test(const std::vector<LabelledText>& train, const std::vector<LabelledText>& test, const Options& o) {
  Run run;
  auto at = std::chrono::steady_clock::now();
  const auto model = MatterModel::train(train, o.model);
  run.train_seconds = seconds_since(at);
  const bool by_class = !o.name_of_class.empty();
  run.threshold = by_class ? model.class_threshold(o.precision) : model.threshold(o.precision);
  run.trained = train.size();
  run.version = model.version();
  run.model_bytes = model.bytes();
  std::set<std::string> known;
  for (const auto& text : train) known.insert(by_class ? o.name_of_class.at(text.label.substr(0, 2)) : text.label);
  at = std::chrono::steady_clock::now();
  for (const auto& text : test) run.answers.push_back({{}, by_class ? model.guess_classes(text.text) : model.guess(text.text, false).matters});
  run.test_seconds = seconds_since(at);
  for (std::size_t i = 0; i < test.size(); ++i) {
    auto& answer = run.answers[i];
    answer.truth = test[i].label;
    if (by_class) {
      for (auto& guess : answer.guesses) guess.matter = o.name_of_class.at(guess.matter);
      if (const auto named = o.name_of_class.find(answer.truth.substr(0, 2)); named != o.name_of_class.end()) answer.truth = named->second;
    }
    run.unseen += known.count(answer.truth) == 0 ? 1 : 0;
  }
  return run;
}

/// Every text answered by a model that had not seen it, nor (`grouped`) any that nearly repeats it.
Run cross_validate(const std::vector<LabelledText>& texts, const Options& o) {
  std::vector<std::uint64_t> group(texts.size());
  if (o.grouped) {
    const auto groups = near_groups(texts);
    for (std::size_t i = 0; i < texts.size(); ++i) group[i] = groups[i];
  } else {
    for (std::size_t i = 0; i < texts.size(); ++i) group[i] = i;
  }
  Run all;
  for (int fold = 0; fold < o.folds; ++fold) {
    std::vector<LabelledText> train, test;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const bool held_out = texts[i].spoken && stable_hash(std::to_string(group[i]), o.model.seed + 77) % static_cast<std::uint64_t>(o.folds) == static_cast<std::uint64_t>(fold);
      (held_out ? test : train).push_back(texts[i]);
    }
    auto run = train_and_test(train, test, o);
    std::move(run.answers.begin(), run.answers.end(), std::back_inserter(all.answers));
    all.threshold += run.threshold / o.folds;
    all.train_seconds += run.train_seconds;
    all.test_seconds += run.test_seconds;
    all.trained = std::max(all.trained, run.trained);
    all.unseen += run.unseen;
    all.version = run.version;
    all.model_bytes = run.model_bytes;
  }
  return all;
}

json::Object to_json(const Run& run, const Options& o) {
  const auto scores = score_matters(run.answers);
  const auto kept = coverage_at(run.answers, run.threshold);
  const auto best = best_coverage(run.answers, o.precision);
  json::Object out, per_class;
  for (const auto& [label, s] : scores.per_class) per_class[label] = {{"precision", s.precision}, {"recall", s.recall}, {"f1", s.f1}, {"support", s.support}};
  out["accuracy"] = scores.accuracy;
  out["macro_f1"] = scores.macro_f1;
  out["per_class"] = std::move(per_class);
  out["coverage_at_95"] = kept.coverage;
  out["threshold"] = run.threshold;
  out["precision_at_threshold"] = kept.precision;
  out["best_coverage_at_95"] = best.coverage;
  out["macro_f1_present"] = scores.macro_f1_present;
  out["top3"] = scores.top3;
  out["mean_confidence"] = scores.mean_confidence;
  out["ece"] = scores.ece;
  out["messages_per_s"] = run.test_seconds > 0 ? static_cast<double>(run.answers.size()) / run.test_seconds : 0.0;
  out["train_seconds"] = run.train_seconds;
  out["train"] = run.trained;
  out["test"] = run.answers.size();
  out["unseen_labels"] = run.unseen;
  out["model"] = run.version;
  out["model_bytes"] = run.model_bytes;
  return out;
}

void print_plain(const Run& run) {
  const auto scores = score_matters(run.answers);
  const auto kept = coverage_at(run.answers, run.threshold);
  std::cout << std::fixed;
  std::cout.precision(4);
  std::cout << "trained on " << run.trained << " texts in " << run.train_seconds << " s, tested on " << run.answers.size() << "\n"
            << "accuracy " << scores.accuracy << ", macro F1 " << scores.macro_f1 << " (of labels present " << scores.macro_f1_present << ")"
            << ", right among three " << scores.top3 << ", mean confidence " << scores.mean_confidence << ", calibration error " << scores.ece << "\n"
            << "from confidence " << run.threshold << " on: " << kept.coverage << " of the messages answered, " << kept.precision << " of them right\n";
  if (run.unseen > 0) std::cout << run.unseen << " test messages carry a label that training never saw\n";
  for (const auto& [label, s] : scores.per_class) {
    if (scores.per_class.size() > 40) break;
    std::cout << label << ": precision " << s.precision << ", recall " << s.recall << ", F1 " << s.f1 << ", " << s.support << " messages\n";
    const auto row = scores.confusion.find(label);
    if (row == scores.confusion.end()) continue;
    std::cout << "   answered";
    for (const auto& [said, count] : row->second) std::cout << ' ' << (said.empty() ? "(nothing)" : said) << ' ' << count;
    std::cout << '\n';
  }
  std::cout.precision(0);
  std::cout << static_cast<double>(run.answers.size()) / std::max(run.test_seconds, 1e-9) << " messages a second on one thread; model of " << run.model_bytes / 1024 << " KB, "
            << run.version << '\n';
}

/// What to learn from. With a file, the catalogue's sentences join under the names of their classes, those the file has.
std::vector<LabelledText> training(Options& o) {
  std::vector<LabelledText> train;
  if (!o.train.empty()) train = read_labelled(o.train, o.columns);
  if (o.catalogue.empty()) return train;
  std::map<std::string, std::string> name_of_class;
  auto own = read_catalogue(o.catalogue, name_of_class);
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
  const Run run = o.test.empty() ? cross_validate(train, o) : train_and_test(train, read_labelled(o.test, o.columns), o);
  if (o.as_json) std::cout << boost::json::serialize(to_json(run, o)) << '\n';
  else print_plain(run);
  return 0;
}

}  // namespace

void add_eval_commands(CLI::App& app, int& exit_code) {
  const auto made = app.get_subcommands([](const CLI::App* sub) { return sub->get_name() == "eval"; });
  auto* eval = made.empty() ? app.add_subcommand("eval", "Measure the advice on labelled data") : made.front();
  eval->require_subcommand(1);
  add_eval_address(*eval, exit_code);
  auto o = std::make_shared<Options>();
  auto* matter = eval->add_subcommand("matter", "Train the matter classifier on one file, test it on another (docs/understanding.md)");
  matter->add_option("--train", o->train, "CSV to learn from");
  matter->add_option("--test", o->test, "CSV to be judged on");
  matter->add_option("--catalogue", o->catalogue, "folder with matters.csv and examples.csv: learn from its words; alone, judge the names of its classes");
  matter->add_option("--catalogue-weight", o->catalogue_weight, "how much a sentence of the catalogue counts beside one of the file, below 1")->capture_default_str();
  matter->add_option("--columns", o->columns, "names of the columns id,text,label; text may be title+text")->capture_default_str();
  matter->add_option("--folds", o->folds, "without --test: cross-validate on the training file");
  matter->add_flag("--grouped", o->grouped, "with --folds: keep near duplicates together");
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
