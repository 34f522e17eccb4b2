#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cases/advice.h"
#include "city/city.h"
#include "understand/labelled_text.h"
#include "understand/lexicon.h"
#include "understand/matter_model.h"
#include "understand/tone_model.h"

namespace yiwang {

/// Texts that teach a city's matters: names, descriptions and examples of its catalogue, then `history` (dispatchers' corrections, old cases).
std::vector<LabelledText> training_texts(const City& city, const std::vector<LabelledText>& history = {});

/// Reads what a person wrote: matter, kind of request, urgency, tags, one sentence. Made once a city version; immutable, so safe for any number of threads;
/// the answer depends on the words alone. Making trains the matter model (about a second for 440 matters) unless `kept_model` holds it.
class Reader {
 public:
  /// `kept_model`: bytes of an earlier `model().save()`; used only when its version fits the city and history, so a stale one is harmless.
  explicit Reader(std::shared_ptr<const City> city, const std::vector<LabelledText>& history = {}, std::string_view kept_model = {});
  /// With a model that was made elsewhere (learn/registry.h), whatever it learnt from.
  Reader(std::shared_ptr<const City> city, MatterModel model);

  /// Positions in tags are code points into title + "\n" + text, only the text when there is no title. Evidence kinds: `word` (for the matter),
  /// `kind` and `urgency` (words that decided these). Any valid UTF-8; an empty text gives an empty answer.
  Understanding read(std::string_view title, std::string_view text) const;
  /// What the answers' `version` says: of model and lexicon together.
  const std::string& version() const { return version_; }
  const MatterModel& model() const { return model_; }
  const Lexicon& lexicon() const { return lexicon_; }
  const City& city() const { return *city_; }

 private:
  std::shared_ptr<const City> city_;
  Lexicon lexicon_;
  ToneModel tone_;
  MatterModel model_;
  std::string version_;
};

}  // namespace yiwang
