#include "apps/eval_matter_report.h"

#include <iostream>

namespace yiwang {
namespace {

constexpr std::size_t kMostConfusions = 20;
constexpr std::size_t kMostClassesShown = 40;

}  // namespace

json::Object matter_report(const MatterRun& run) {
  const auto scores = score_matters(run.answers);
  const auto kept = coverage_at(run.answers, run.threshold);
  const auto best = best_coverage(run.answers, run.precision);
  json::Object out, per_class;
  for (const auto& [label, s] : scores.per_class) per_class[label] = {{"precision", s.precision}, {"recall", s.recall}, {"f1", s.f1}, {"support", s.support}};
  boost::json::array confusion, curve;
  for (const auto& pair : worst_confusions(scores, kMostConfusions)) confusion.push_back({{"truth", pair.truth}, {"said", pair.said}, {"count", pair.count}});
  for (const auto& point : run.curve) {
    curve.push_back({{"part", point.part}, {"train", point.trained}, {"accuracy", point.accuracy}, {"macro_f1", point.macro_f1}});
  }
  out["accuracy"] = scores.accuracy;
  // Labels that the test does not hold have no F1 of their own; over all that was answered, as scikit-learn counts, beside it.
  out["macro_f1"] = scores.macro_f1_present;
  out["per_class"] = std::move(per_class);
  out["coverage_at_95"] = kept.coverage;
  out["threshold"] = run.threshold;
  out["precision_at_threshold"] = kept.precision;
  out["best_coverage_at_95"] = best.coverage;
  out["macro_f1_answered"] = scores.macro_f1;
  out["top3"] = scores.top3;
  out["mean_confidence"] = scores.mean_confidence;
  out["ece"] = scores.ece;
  out["confusion"] = std::move(confusion);
  if (!run.curve.empty()) out["learning_curve"] = std::move(curve);
  out["messages_per_s"] = run.messages_per_s;
  out["train_seconds"] = run.train_seconds;
  out["train"] = run.trained;
  out["test"] = run.answers.size();
  out["unseen_labels"] = run.unseen;
  out["model"] = run.version;
  out["model_bytes"] = run.model_bytes;
  return out;
}

void print_matter_report(const MatterRun& run) {
  const auto scores = score_matters(run.answers);
  const auto kept = coverage_at(run.answers, run.threshold);
  auto& out = std::cout;
  out << std::fixed;
  out.precision(4);
  out << "trained on " << run.trained << " texts in " << run.train_seconds << " s, tested on " << run.answers.size() << "\n"
      << "accuracy " << scores.accuracy << ", macro_f1 " << scores.macro_f1_present << " (labels only answered counting too: " << scores.macro_f1 << "), top3 " << scores.top3 << "\n"
      << "mean confidence " << scores.mean_confidence << ", calibration error (ece) " << scores.ece << "\n"
      << "coverage_at_95 " << kept.coverage << ": from confidence " << run.threshold << " on, with " << kept.precision << " of those answered right\n";
  if (run.unseen > 0) out << run.unseen << " test messages carry a label that training never saw\n";
  if (scores.per_class.size() <= kMostClassesShown) {
    for (const auto& [label, s] : scores.per_class) {
      out << label << ": precision " << s.precision << ", recall " << s.recall << ", F1 " << s.f1 << ", " << s.support << " messages\n";
    }
  }
  if (const auto worst = worst_confusions(scores, kMostConfusions); !worst.empty()) {
    out << "confused most often (label -> answer, messages):\n";
    for (const auto& pair : worst) out << "  " << pair.truth << " -> " << (pair.said.empty() ? "(nothing)" : pair.said) << ' ' << pair.count << '\n';
  }
  if (!run.curve.empty()) {
    out << "learning curve (part of the training rows, texts, accuracy, macro_f1):\n";
    for (const auto& point : run.curve) {
      out.precision(0);
      out << "  " << point.part * 100 << " %, " << point.trained;
      out.precision(4);
      out << ", " << point.accuracy << ", " << point.macro_f1 << '\n';
    }
  }
  out.precision(0);
  out << "messages_per_s " << run.messages_per_s << " (processor time of one thread, without evidence); model of " << run.model_bytes / 1024 << " KB, " << run.version << '\n';
}

}  // namespace yiwang
