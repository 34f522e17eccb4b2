#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/csv.h"
#include "base/text.h"
#include "understand/matter_borrow.h"
#include "understand/matter_model.h"
#include "understand/matter_rows.h"
#include "understand/scoring.h"

namespace yiwang {
namespace {

std::filesystem::path messages() {
  const char* folder = std::getenv("YIWANG_DATA");
  const auto data = folder != nullptr ? std::filesystem::path(folder) : std::filesystem::path(YIWANG_SOURCE_DIR) / "../shared/data";
  return data / "gov-messages" / "labelled_train.csv";
}

// A fifth of the labelled messages held out; the floor lies below what cross-validation gives (docs/understanding.md) by what chance may do.
TEST(RealMessages, are_told_apart_and_confidence_keeps_its_word) {
  std::ifstream in(messages());
  if (!in) GTEST_SKIP() << "no " << messages() << ": set YIWANG_DATA";
  CsvReader reader(in);
  const auto text = static_cast<std::size_t>(reader.column("text")), label = static_cast<std::size_t>(reader.column("label"));
  std::vector<LabelledText> train, test;
  std::vector<std::string> cells;
  while (reader.next(cells)) (stable_hash(cells[0], 4) % 5 == 0 ? test : train).push_back({cells[text], cells[label]});
  const auto model = MatterModel::train(train);
  std::vector<ScoredAnswer> answers;
  for (const auto& one : test) answers.push_back({one.label, model.guess(one.text, false).matters});
  const auto scores = score_matters(answers);
  EXPECT_GT(scores.macro_f1, 0.91);
  EXPECT_LT(scores.ece, 0.03);
  const auto kept = coverage_at(answers, model.threshold(0.95));
  EXPECT_GT(kept.coverage, 0.90);
  EXPECT_GT(kept.precision, 0.93);
}

using Names = std::map<std::string, std::string>;

// Mean over the classes present, of all a catalogue has.
double cold_start(const std::vector<LabelledText>& catalogue, const Names& name_of_class) {
  std::ifstream in(messages());
  const auto test = read_matter_rows(in).texts;
  const auto model = MatterModel::train(catalogue);
  std::vector<ScoredAnswer> answers;
  for (std::size_t i = 0; i < test.size(); i += 3) {
    answers.push_back({test[i].label, model.guess_classes(test[i].text)});
    for (auto& guess : answers.back().guesses) guess.matter = name_of_class.at(guess.matter);
  }
  return score_matters(answers).macro_f1_present;
}

TEST(RealMessages, are_told_apart_from_a_cold_start_by_the_shipped_catalogue_and_by_a_table_of_names_that_borrows) {
  std::ifstream taxonomy(messages().parent_path() / "taxonomy.csv");
  if (!taxonomy) GTEST_SKIP() << "no taxonomy.csv beside " << messages() << ": set YIWANG_DATA";
  const auto base = std::filesystem::path(YIWANG_SOURCE_DIR) / "catalogue" / "base";
  std::ifstream matters(base / "matters.csv"), examples(base / "examples.csv");
  Names shipped, named;
  const auto own = read_matter_catalogue(matters, examples, shipped).texts;
  EXPECT_GT(cold_start(own, shipped), 0.72);
  const auto names = read_matter_names(taxonomy, named).texts;
  EXPECT_GT(cold_start(with_borrowed_sentences(names, named, own, shipped), named), 0.73);
}

}  // namespace
}  // namespace yiwang
