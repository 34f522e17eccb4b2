#include <gtest/gtest.h>

#include <chrono>
#include <iostream>

#include "respond/fit.h"
#include "respond/shipped.h"

// What the search is judged by: tests/respond/questions.csv (a question and the article that answers it) and no_answer.csv (texts that none answers), written before the
// search was. Half of each is held out: weights were fitted on the open half alone. The figures go to docs/knowledge.md.

namespace yiwang::testing {
namespace {

struct Score {
  int asked = 0, first = 0, among_three = 0;
  double top1() const { return static_cast<double>(first) / asked; }
  double top3() const { return static_cast<double>(among_three) / asked; }
};

Score score_of(const std::string& part) {
  Score out;
  for (const auto& row : table("questions.csv")) {
    if (row.part != part) continue;
    const auto hits = shipped().index->find(read_question(row.text, *shipped().synonyms), 3);
    ++out.asked;
    for (std::size_t i = 0; i < hits.size(); ++i) {
      if (hits[i].id != shipped().ids.at(row.article)) continue;
      out.first += i == 0 ? 1 : 0;
      ++out.among_three;
    }
  }
  return out;
}

TEST(KnowledgeQuality, the_article_that_answers_comes_first_in_nine_of_ten_questions_and_among_three_in_nineteen_of_twenty) {
  for (const auto* part : {"dev", "held"}) {
    const auto score = score_of(part);
    std::cout << part << ": " << score.asked << " questions, first " << score.top1() << ", among three " << score.top3() << "\n";
    EXPECT_GE(score.asked, 60);
    EXPECT_GE(score.top1(), 0.88) << part;
    EXPECT_GE(score.top3(), 0.94) << part;
  }
}

TEST(KnowledgeQuality, the_probability_that_an_article_answers_is_what_it_says) {
  for (const std::string part : {"dev", "held"}) {
    double squares = 0, gap = 0;
    int n = 0, shown = 0, right = 0, wrong_shown = 0, refused = 0;
    std::array<std::array<double, 3>, 10> bins{};
    const auto judge = [&](const std::string& text, std::uint64_t wanted) {
      const auto question = read_question(text, *shipped().synonyms);
      const auto hits = shipped().index->find(question, 3);
      bool any = false;
      for (const auto& hit : hits) {
        const double p = fits(question, hit), truth = hit.id == wanted ? 1 : 0;
        squares += (p - truth) * (p - truth);
        ++n;
        auto& bin = bins[std::min<std::size_t>(9, static_cast<std::size_t>(p * 10))];
        bin[0] += 1, bin[1] += p, bin[2] += truth;
        if (p < 0.5) continue;
        any = true;
        ++shown;
        right += truth > 0 ? 1 : 0;
      }
      if (wanted == 0) (any ? wrong_shown : refused) += 1;
    };
    for (const auto& row : table("questions.csv")) {
      if (row.part == part) judge(row.text, shipped().ids.at(row.article));
    }
    for (const auto& row : table("no_answer.csv")) {
      if (row.part == part) judge(row.text, 0);
    }
    for (const auto& bin : bins) gap += bin[0] == 0 ? 0 : std::abs(bin[1] - bin[2]) / n;
    std::cout << part << ": Brier " << squares / n << ", calibration error " << gap << ", at 0.5 right " << right << " of " << shown << ", texts without an answer left alone " << refused << " of "
              << refused + wrong_shown << "\n";
    EXPECT_LT(squares / n, 0.07) << part;
    EXPECT_LT(gap, 0.08) << part;
    EXPECT_GE(right, shown * 85 / 100) << part;
    EXPECT_GE(refused, (refused + wrong_shown) * 8 / 10) << part;
  }
}

}  // namespace
}  // namespace yiwang::testing
