#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/csv.h"
#include "base/text.h"
#include "understand/matter_model.h"
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

}  // namespace
}  // namespace yiwang
