#include <gtest/gtest.h>
#include <linear.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "base/random.h"
#include "base/text.h"
#include "sample_city.h"
#include "understand/matter_model.h"
#include "understand/reader.h"
#include "understand/scoring.h"

namespace yiwang {
namespace {

std::vector<LabelledText> sample_texts() { return training_texts(*sample::city()); }

TEST(MatterModel, the_same_texts_give_the_same_bytes) {
  EXPECT_EQ(MatterModel::train(sample_texts()).save(), MatterModel::train(sample_texts()).save());
}

TEST(MatterModel, other_texts_or_options_give_another_version) {
  auto texts = sample_texts();
  const auto before = MatterModel::version_of(texts);
  MatterOptions options;
  options.cost = 2;
  EXPECT_NE(MatterModel::version_of(texts, options), before);
  texts[0].text += "x";
  EXPECT_NE(MatterModel::version_of(texts), before);
}

TEST(MatterModel, answers_the_same_after_saving_and_loading) {
  const auto model = MatterModel::train(sample_texts());
  const auto loaded = MatterModel::load(model.save());
  ASSERT_TRUE(loaded);
  for (const auto* text : {"路灯不亮", "半夜施工很吵", "学校报名", "随便说点别的"}) {
    EXPECT_EQ(loaded->guess(text).matters, model.guess(text).matters);
    EXPECT_EQ(loaded->guess(text).evidence, model.guess(text).evidence);
  }
  EXPECT_EQ(loaded->version(), model.version());
}

TEST(MatterModel, refuses_bytes_that_were_cut_or_changed) {
  const auto bytes = MatterModel::train(sample_texts()).save();
  Random random(5);
  for (int n = 0; n < 30; ++n) {
    auto cut = bytes.substr(0, random.below(bytes.size()));
    EXPECT_FALSE(MatterModel::load(cut));
    auto changed = bytes;
    changed[random.below(bytes.size())] ^= 0x40;
    EXPECT_FALSE(MatterModel::load(changed));
  }
}

TEST(MatterModel, works_with_nothing_one_class_and_flat_labels) {
  EXPECT_TRUE(MatterModel::train({}).guess("路灯").matters.empty());
  const std::vector<LabelledText> one = {{"路灯不亮", "灯"}, {"灯坏了", "灯"}};
  EXPECT_EQ(MatterModel::train(one).guess("路灯坏了").matters.at(0).matter, "灯");
  const std::vector<LabelledText> two = {{"路灯不亮", "灯"}, {"灯坏了", "灯"}, {"水管漏水", "水"}, {"停水了", "水"}};
  EXPECT_EQ(MatterModel::train(two).guess("家里停水").matters.at(0).matter, "水");
}

TEST(MatterModel, stop_words_marks_and_numbers_do_not_move_the_answer) {
  const auto model = MatterModel::train(sample_texts());
  EXPECT_EQ(model.guess("路灯不亮").matters, model.guess("  我们这里的路灯，已经不亮了！！！ 123").matters);
}

RC_GTEST_PROP(MatterModel, confidences_fall_and_stay_within_one, (const std::vector<char32_t>& noise)) {
  static const auto model = MatterModel::train(sample_texts());
  std::string text = "路灯工地";
  for (const auto c : noise) {
    if (c > 0 && c < 0xd800) text += to_utf8(std::u32string(1, c));
  }
  const auto reading = model.guess(text);
  double sum = 0, before = 1;
  for (const auto& guess : reading.matters) {
    RC_ASSERT(guess.confidence <= before + 1e-9);
    RC_ASSERT(guess.confidence >= 0);
    before = guess.confidence;
    sum += guess.confidence;
  }
  RC_ASSERT(sum <= 1.001 + 2 * 0.02);
}

// The own solver against the library it takes after: same problem, same minimum.
TEST(Svm, reaches_the_minimum_that_liblinear_reaches) {
  Random random(11);
  constexpr std::size_t kRows = 200, kFeatures = 30;
  FeatureRows texts;
  std::vector<std::int8_t> sign;
  std::vector<double> labels;
  std::vector<std::vector<feature_node>> nodes(kRows);
  for (std::size_t i = 0; i < kRows; ++i) {
    const bool positive = random.chance(0.4);
    for (std::uint32_t f = 0; f < kFeatures; ++f) {
      if (!random.chance(0.3)) continue;
      const auto value = static_cast<float>(random.unit() + (positive && f < 5 ? 0.5 : 0.0));
      texts.feature.push_back(f);
      texts.value.push_back(value);
      nodes[i].push_back({static_cast<int>(f) + 1, static_cast<double>(value)});
    }
    texts.end_row();
    nodes[i].push_back({static_cast<int>(kFeatures) + 1, 1.0});
    nodes[i].push_back({-1, 0.0});
    sign.push_back(positive ? 1 : -1);
    labels.push_back(positive ? 1 : -1);
  }
  std::vector<std::uint32_t> rows(kRows);
  for (std::uint32_t i = 0; i < kRows; ++i) rows[i] = i;
  const std::vector<float> cost(kRows, 1.0f);
  SvmOptions options;
  options.tolerance = 1e-4;
  options.most_passes = 2000;
  const auto mine = train_svm(texts, rows, sign, cost, kFeatures, options);

  std::vector<feature_node*> starts;
  for (auto& row : nodes) starts.push_back(row.data());
  problem task{static_cast<int>(kRows), static_cast<int>(kFeatures) + 1, labels.data(), starts.data(), -1};
  parameter settings{};
  settings.solver_type = L2R_L2LOSS_SVC;
  settings.eps = 1e-6;
  settings.C = 1;
  set_print_string_function([](const char*) {});
  auto* theirs = train(&task, &settings);
  const double towards = theirs->label[0] > 0 ? 1 : -1;
  const auto objective = [&](const auto& weight) {
    double sum = 0;
    for (std::size_t f = 0; f <= kFeatures; ++f) sum += 0.5 * weight(f) * weight(f);
    for (std::size_t i = 0; i < kRows; ++i) {
      double product = weight(kFeatures);
      for (std::size_t k = texts.start[i]; k < texts.start[i + 1]; ++k) product += weight(texts.feature[k]) * static_cast<double>(texts.value[k]);
      const double loss = std::max(0.0, 1 - labels[i] * product);
      sum += loss * loss;
    }
    return sum;
  };
  const double own = objective([&](std::size_t f) { return static_cast<double>(mine[f]); });
  const double other = objective([&](std::size_t f) { return towards * theirs->w[f]; });
  free_and_destroy_model(&theirs);
  EXPECT_NEAR(own, other, 1e-3 * other);
}

TEST(Calibration, makes_confidence_what_it_was_worth) {
  ConfidenceRecord record;
  Random random(3);
  for (int i = 0; i < 20000; ++i) {
    const double boast = random.unit();
    record.add(boast, random.chance(boast * boast));  // right less often than it says
  }
  record.finish();
  for (const double boast : {0.3, 0.5, 0.7, 0.9}) EXPECT_NEAR(record.corrected(boast), boast * boast, 0.05);
  double before = 0;
  for (double p = 0; p <= 1; p += 0.01) {
    EXPECT_GE(record.corrected(p), before);
    before = record.corrected(p);
  }
  EXPECT_GT(record.threshold(0.6), record.threshold(0.5));
  EXPECT_GT(record.threshold(0.999), 1.0);
}

TEST(Scoring, counts_as_scikit_learn_does) {
  const std::vector<ScoredAnswer> answers = {{"a", {{"a", 0.9}}}, {"a", {{"b", 0.6}, {"a", 0.3}}}, {"b", {{"b", 0.8}}}, {"b", {{"b", 0.7}}}, {"c", {{"a", 0.5}}}};
  const auto scores = score_matters(answers);
  EXPECT_DOUBLE_EQ(scores.accuracy, 0.6);
  EXPECT_DOUBLE_EQ(scores.top3, 0.8);
  EXPECT_DOUBLE_EQ(scores.per_class.at("a").f1, 0.5);
  EXPECT_DOUBLE_EQ(scores.per_class.at("b").f1, 0.8);
  EXPECT_DOUBLE_EQ(scores.per_class.at("c").f1, 0.0);
  EXPECT_NEAR(scores.macro_f1, 1.3 / 3, 1e-12);
  EXPECT_DOUBLE_EQ(coverage_at(answers, 0.7).coverage, 0.6);
  EXPECT_DOUBLE_EQ(coverage_at(answers, 0.7).precision, 1.0);
  EXPECT_DOUBLE_EQ(best_coverage(answers, 0.75).coverage, 0.8);
}

}  // namespace
}  // namespace yiwang
