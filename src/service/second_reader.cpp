#include "service/second_reader.h"

#include <algorithm>

#include "base/text.h"

namespace yiwang {
namespace {

constexpr std::size_t kMostCharacters = 2000;
constexpr std::string_view kPlaceOfMatters = "{matters}";

/// The matters of the likeliest classes: as many as fit into a question.
std::vector<const Matter*> choice(const City& city, const Reader& reader, std::string_view text) {
  std::vector<const Matter*> out;
  for (const auto& of_class : reader.model().guess_classes(text)) {
    for (const auto& matter : city.matters) {
      if (matter.code.size() == 6 && !matter.secret && matter.code.starts_with(of_class.matter)) out.push_back(&matter);
    }
  }
  return out;
}

json::Value schema_of(const std::vector<const Matter*>& offered) {
  json::Array codes;
  for (const auto* matter : offered) codes.emplace_back(matter->code);
  return json::Object{{"type", "object"}, {"properties", json::Object{{"matter", json::Object{{"type", "string"}, {"enum", std::move(codes)}}}}},
                      {"required", json::Array{"matter"}}, {"additionalProperties", false}};
}

std::string list_of(const std::vector<const Matter*>& offered) {
  std::string out;
  for (const auto* matter : offered) out += matter->code + " " + matter->name + "\n";
  return out;
}

double confidence_in(const std::vector<MatterGuess>& guesses, std::string_view matter) {
  for (const auto& guess : guesses) {
    if (guess.matter == matter) return guess.confidence;
  }
  return 0;
}

}  // namespace

SecondReader::SecondReader(std::shared_ptr<ModelProvider> provider, std::string prompt, milliseconds limit)
    : provider_(std::move(provider)), prompt_(std::move(prompt)), limit_(limit) {}

void SecondReader::read(const City& city, const Reader& reader, std::string_view caller, std::string_view title, std::string_view text, Understanding& reading) const {
  if (reading.matters.empty() || reading.matters.front().confidence >= city.settings.matter_threshold) return;
  const auto words = title.empty() ? std::string(text) : std::string(title) + "\n" + std::string(text);
  const auto offered = choice(city, reader, words);
  if (offered.size() < 2) return;
  ModelQuestion question;
  question.purpose = "matter";
  question.caller = caller;
  question.instruction = prompt_;
  if (const auto at = question.instruction.find(kPlaceOfMatters); at != std::string::npos) question.instruction.replace(at, kPlaceOfMatters.size(), list_of(offered));
  question.text = shorten(words, kMostCharacters);
  question.schema = schema_of(offered);
  question.most_tokens = 60;
  const auto reply = provider_->ask(question, limit_);
  if (!reply) return;
  const std::string named(reply->value.at("matter").as_string());
  const auto before = confidence_in(reading.matters, named);
  reading.matters = weigh_opinion(reading.matters, named, offered.size(), record().accuracy());
  reading.evidence.push_back({"model", named, confidence_in(reading.matters, named) - before});
  reading.version += "+" + reply->model;
}

void SecondReader::learn(const Case& settled) {
  const auto said = std::find_if(settled.understanding.evidence.begin(), settled.understanding.evidence.end(), [](const Evidence& one) { return one.kind == "model"; });
  if (said == settled.understanding.evidence.end() || settled.matter.empty()) return;
  const std::lock_guard lock(mutex_);
  ++record_.judged;
  record_.right += said->text == settled.matter ? 1 : 0;
}

OpinionRecord SecondReader::record() const {
  const std::lock_guard lock(mutex_);
  return record_;
}

void SecondReader::set_record(OpinionRecord record) {
  const std::lock_guard lock(mutex_);
  record_ = record;
}

}  // namespace yiwang
