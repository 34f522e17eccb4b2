#include "understand/reader.h"

#include "base/cipher.h"
#include "understand/request_kind.h"
#include "understand/summary.h"
#include "understand/tags.h"
#include "understand/urgency.h"

namespace yiwang {
namespace {

MatterModel made_model(const City& city, const std::vector<LabelledText>& history, std::string_view kept) {
  const auto texts = training_texts(city, history);
  if (!kept.empty()) {
    if (auto loaded = MatterModel::load(kept); loaded && loaded->version() == MatterModel::version_of(texts)) return std::move(*loaded);
  }
  return MatterModel::train(texts);
}

std::string lexicon_digest(const City& city) {
  std::string all;
  for (const auto& word : city.lexicon) all += word.kind + ',' + word.word + ',' + std::to_string(word.weight) + ',' + word.canonical + '\n';
  return to_hex(sha256(all)).substr(0, 8);
}

}  // namespace

std::vector<LabelledText> training_texts(const City& city, const std::vector<LabelledText>& history) {
  std::vector<LabelledText> texts;
  for (const auto& matter : city.matters) texts.push_back(office_text(matter.code, matter.name, matter.description));
  for (const auto& example : city.examples) texts.push_back({example.text, example.matter});
  texts.insert(texts.end(), history.begin(), history.end());
  return texts;
}

Reader::Reader(std::shared_ptr<const City> city, const std::vector<LabelledText>& history, std::string_view kept_model)
    : city_(std::move(city)), lexicon_(*city_), model_(made_model(*city_, history, kept_model)), version_(model_.version() + "+w" + lexicon_digest(*city_)) {}

Reader::Reader(std::shared_ptr<const City> city, MatterModel model)
    : city_(std::move(city)), lexicon_(*city_), model_(std::move(model)), version_(model_.version() + "+w" + lexicon_digest(*city_)) {}

Understanding Reader::read(std::string_view title, std::string_view text) const {
  Understanding result;
  result.version = version_;
  std::string whole;
  whole.reserve(title.size() + text.size() + 1);
  whole += title;
  if (!title.empty()) whole += '\n';
  whole += text;
  Folded folded, of_title;
  fold(whole, folded);
  fold(title, of_title);
  const std::size_t title_end = of_title.text.size();
  std::vector<WordHit> hits;
  lexicon_.find(folded, hits);
  const SourceText source(whole);

  auto matter = model_.guess(folded, whole);
  result.matters = std::move(matter.matters);
  result.evidence = std::move(matter.evidence);
  result.tags = find_tags(folded, source, hits, lexicon_);
  result.summary = summarise(folded, title_end, source, hits, result.tags, result.evidence);

  const auto words = [&](const WordHit& hit) { return std::string(source.between(folded.origin_from(hit.from), folded.origin_to(hit.to))); };
  const auto kind = read_kind(folded, title_end, hits);
  result.kind = kind.kind;
  for (std::size_t i = 0; i < kind.cues.size() && i < 3; ++i) result.evidence.push_back({"kind", words(kind.cues[i]), 1});
  const auto urgency = read_urgency(folded, title_end, hits, lexicon_, result.matters.empty() ? std::string_view{} : std::string_view(result.matters[0].matter));
  result.urgency = urgency.urgency;
  for (const auto& reason : urgency.reasons) result.evidence.push_back({"urgency", words(reason), static_cast<double>(urgency.urgency)});
  return result;
}

}  // namespace yiwang
