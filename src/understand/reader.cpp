#include "understand/reader.h"

#include "base/cipher.h"
#include "understand/manner.h"
#include "understand/summary.h"
#include "understand/tags.h"

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
    : city_(std::move(city)), lexicon_(*city_), tone_(lexicon_), model_(made_model(*city_, history, kept_model)), version_(model_.version() + "+w" + lexicon_digest(*city_) + tone_.version()) {}

Reader::Reader(std::shared_ptr<const City> city, MatterModel model)
    : city_(std::move(city)), lexicon_(*city_), tone_(lexicon_), model_(std::move(model)), version_(model_.version() + "+w" + lexicon_digest(*city_) + tone_.version()) {}

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

  const auto manner = read_manner(folded, title_end, hits, lexicon_, tone_, result.matters.empty() ? std::string_view{} : std::string_view(result.matters[0].matter));
  result.kind = manner.kind;
  result.urgency = manner.urgency;
  const auto stretch = [&](const Piece& piece) { return std::string(source.between(folded.origin_from(piece.from), folded.origin_to(piece.to))); };
  for (const auto& cue : manner.kind_cues) result.evidence.push_back({"kind", stretch(cue), 1});
  for (const auto& reason : manner.urgency_reasons) result.evidence.push_back({"urgency", stretch(reason), static_cast<double>(manner.urgency)});
  return result;
}

}  // namespace yiwang
