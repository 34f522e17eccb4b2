#include "apps/bench_flow_decisions.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <sstream>
#include <vector>

#include "flow/rules/model.h"

namespace yiwang {
namespace {

struct Question {
  feel::Value input, expect;
};

std::string slurp(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

double per_second(const dmn::Model& model, const std::string& decision, const std::vector<Question>& questions, bool explain, std::size_t count) {
  const auto start = std::chrono::steady_clock::now();
  std::size_t nulls = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto outcome = model.evaluate(decision, questions[i % questions.size()].input, {explain, std::nullopt, false});
    nulls += outcome->value.is_null() ? 1 : 0;
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  return nulls == count ? 0 : static_cast<double>(count) / took.count();
}

double median(std::vector<double> figures) {
  std::sort(figures.begin(), figures.end());
  return figures[figures.size() / 2];
}

}  // namespace

std::optional<DecisionFigures> bench_decisions(const std::filesystem::path& folder, int repeats) {
  const auto model = dmn::Model::from_xml(slurp(folder / "dispatch500.dmn"));
  const auto file = json::parse_text(slurp(folder / "dispatch_inputs.json"));
  if (!model || !file || !file->is_array() || file->get_array().empty() || (*model)->definitions().decisions.empty()) return std::nullopt;
  const auto& decision = (*model)->definitions().decisions.front().name;
  std::vector<Question> questions;
  for (const auto& each : file->get_array()) {
    if (!each.is_object() || !each.get_object().contains("input") || !each.get_object().contains("expect")) return std::nullopt;
    questions.push_back({feel::from_json(each.get_object().at("input")), feel::from_json(each.get_object().at("expect"))});
  }
  DecisionFigures out;
  for (const auto& question : questions) {
    const auto outcome = (*model)->evaluate(decision, question.input);
    ++out.checked;
    if (!outcome || !(outcome->value == question.expect)) ++out.wrong;
  }
  std::vector<double> plain, explained;
  for (int i = 0; i < std::max(repeats, 1); ++i) {
    plain.push_back(per_second(**model, decision, questions, false, 200'000));
    explained.push_back(per_second(**model, decision, questions, true, 2'000));
  }
  out.decisions_per_s = median(plain);
  out.explained_per_s = median(explained);
  return out;
}

}  // namespace yiwang
