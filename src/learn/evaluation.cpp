#include "learn/evaluation.h"

#include <algorithm>
#include <cmath>

namespace yiwang {
namespace {

constexpr std::size_t kConfusedShown = 20;

std::string answer_of(const ScoredAnswer& answer) { return answer.guesses.empty() ? std::string{} : answer.guesses.front().matter; }
bool right(const ScoredAnswer& answer) { return answer_of(answer) == answer.truth; }

/// The same answers, judged by class.
std::vector<ScoredAnswer> by_class(std::span<const ScoredAnswer> answers) {
  std::vector<ScoredAnswer> out;
  for (const auto& answer : answers) {
    ScoredAnswer coarse{answer.truth.substr(0, 2), {}};
    for (const auto& guess : answer.guesses) coarse.guesses.push_back({guess.matter.substr(0, 2), guess.confidence});
    out.push_back(std::move(coarse));
  }
  return out;
}

}  // namespace

std::vector<ScoredAnswer> judge(const MatterModel& model, std::span<const LabelledText> texts) {
  std::vector<ScoredAnswer> out;
  out.reserve(texts.size());
  for (const auto& text : texts) out.push_back({text.label, model.guess(text.text, false).matters});
  return out;
}

json::Object metrics_of(std::span<const ScoredAnswer> answers, const City& city) {
  const auto scores = score_matters(answers);
  const auto kept = coverage_at(answers, city.settings.matter_threshold);
  json::Object out{{"count", scores.count},   {"accuracy", scores.accuracy}, {"macro_f1", scores.macro_f1_present}, {"top3", scores.top3}, {"mean_confidence", scores.mean_confidence},
                   {"ece", scores.ece},       {"threshold", city.settings.matter_threshold}, {"coverage", kept.coverage}, {"precision_at_threshold", kept.precision}};
  const auto coarse = score_matters(by_class(answers));
  json::Array classes;
  for (const auto& [code, s] : coarse.per_class) {
    const auto* known = city.matter(code);
    classes.push_back(json::Object{{"class", code}, {"name", known == nullptr ? code : known->name}, {"name_en", known == nullptr ? code : known->name_en},
                                   {"precision", s.precision}, {"recall", s.recall}, {"f1", s.f1}, {"support", s.support}});
  }
  out["accuracy_of_class"] = coarse.accuracy;
  out["per_class"] = std::move(classes);
  json::Array confusion;
  for (const auto& [truth, row] : coarse.confusion) {
    for (const auto& [said, count] : row) confusion.push_back(json::Object{{"truth", truth}, {"answer", said}, {"count", count}});
  }
  out["confusion"] = std::move(confusion);
  std::vector<std::tuple<std::size_t, std::string, std::string>> pairs;
  for (const auto& [truth, row] : scores.confusion) {
    for (const auto& [said, count] : row) {
      if (said != truth) pairs.emplace_back(count, truth, said);
    }
  }
  std::sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) { return std::get<0>(a) != std::get<0>(b) ? std::get<0>(a) > std::get<0>(b) : a < b; });
  if (pairs.size() > kConfusedShown) pairs.resize(kConfusedShown);
  json::Array confused;
  for (const auto& [count, truth, said] : pairs) confused.push_back(json::Object{{"truth", matter_ref(city, truth)}, {"answer", matter_ref(city, said)}, {"count", count}});
  out["confused"] = std::move(confused);
  return out;
}

Contest contest(std::span<const ScoredAnswer> a, std::span<const ScoredAnswer> b) {
  Contest out;
  out.count = std::min(a.size(), b.size());
  for (std::size_t i = 0; i < out.count; ++i) {
    const bool of_a = right(a[i]), of_b = right(b[i]);
    ++(of_a && of_b ? out.both_right : of_a ? out.only_a : of_b ? out.only_b : out.neither);
  }
  return out;
}

bool Contest::b_is_worse() const {
  const auto lost = static_cast<double>(only_a), won = static_cast<double>(only_b);
  return lost - won > std::sqrt(lost + won);
}

json::Value matter_ref(const City& city, const std::string& code) {
  if (code.empty()) return nullptr;
  const auto* matter = city.matter(code);
  if (matter == nullptr) return json::Object{{"code", code}, {"name", code}, {"name_en", nullptr}, {"path", json::Array{}}};
  json::Array path;
  for (std::size_t length = 2; length < code.size(); length += 2) {
    if (const auto* above = city.matter(code.substr(0, length))) path.push_back(json::Value(above->name));
  }
  return json::Object{{"code", code}, {"name", matter->name}, {"name_en", matter->name_en.empty() ? json::Value(nullptr) : json::Value(matter->name_en)}, {"path", std::move(path)}};
}

}  // namespace yiwang
