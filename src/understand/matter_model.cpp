#include "understand/matter_model.h"

#include <algorithm>
#include <cmath>

#include "base/cipher.h"
#include "base/text.h"
#include "base/model_file.h"
#include "understand/source_text.h"

namespace yiwang {
namespace {

constexpr std::string_view kFormat = "YWM3";
constexpr std::size_t kLongestRead = 6000;   // characters of content; what follows in a letter says nothing new
constexpr float kWorthALook = 0.02f;         // classes less likely than this are not opened
constexpr std::size_t kMostEvidence = 5;

// Working memory of one thread: kept so that reading allocates nothing after the first texts.
struct Desk {
  Folded folded;
  Content content;
  GramCounter counter;
  std::vector<Weighted> words;
  std::vector<std::uint32_t> place_of_gram;
  std::vector<float> classes, p;
  std::vector<Candidate> candidates;
  std::vector<std::uint32_t> order;
  std::vector<float> share_of_word, share_of_character;
};

Desk& desk() {
  thread_local Desk mine;
  return mine;
}

void best_three(const std::vector<float>& p, std::vector<std::uint32_t>& order) {
  order.resize(p.size());
  for (std::size_t i = 0; i < p.size(); ++i) order[i] = static_cast<std::uint32_t>(i);
  const auto wanted = static_cast<std::ptrdiff_t>(std::min<std::size_t>(3, p.size()));
  std::partial_sort(order.begin(), order.begin() + wanted, order.end(), [&](std::uint32_t a, std::uint32_t b) { return p[a] != p[b] ? p[a] > p[b] : a < b; });
  order.resize(static_cast<std::size_t>(wanted));
}

double rounded(double value) { return std::round(value * 10000) / 10000; }

// One or two known grams, or a text mostly in Latin letters, say little however clear they seem beside the texts of training.
double trust(const Content& content, std::size_t known_grams) {
  const auto latin = std::count_if(content.text.begin(), content.text.end(), is_latin);
  const bool foreign = static_cast<std::size_t>(latin) * 2 > content.text.size();
  return std::min(1.0, 0.25 + 0.25 * static_cast<double>(known_grams)) * (foreign ? 0.5 : 1.0);
}

// What the first loses by correction the others share, but none passes it; what is next to nothing goes.
void correct(std::vector<MatterGuess>& guesses, const ConfidenceRecord& record, double trust) {
  const double top = guesses[0].confidence, corrected = record.corrected(top);
  for (auto& guess : guesses) {
    if (&guess == guesses.data()) continue;
    guess.confidence = rounded(std::min(corrected, top < 1 ? guess.confidence * (1 - corrected) / (1 - top) : guess.confidence));
  }
  guesses[0].confidence = rounded(corrected);
  for (auto& guess : guesses) guess.confidence = trust < 1 ? rounded(guess.confidence * trust) : guess.confidence;
  while (guesses.size() > 1 && guesses.back().confidence < 0.005) guesses.pop_back();
}

}  // namespace

double MatterModel::open(std::span<const float> classes, const std::vector<Group>& groups, std::span<const Weighted> words, std::vector<Choice>& choices,
                         std::vector<Candidate>& candidates) {
  thread_local std::vector<float> inside;
  choices.clear();
  candidates.clear();
  double opened = 0;
  const float best = *std::max_element(classes.begin(), classes.end());
  for (std::size_t k = 0; k < classes.size(); ++k) {
    // A class without matters costs nothing to keep.
    if (!groups[k].matters.empty() && classes[k] < kWorthALook && classes[k] < best) continue;
    opened += static_cast<double>(classes[k]);
    const float sure = std::log(std::max(classes[k], 1e-6f));
    if (groups[k].matters.empty()) {
      choices.push_back({k, 0});
      candidates.push_back({sure, 0.0f});
      continue;
    }
    groups[k].bank.score(words, inside);
    for (std::size_t m = 0; m < inside.size(); ++m) {
      choices.push_back({k, m});
      candidates.push_back({sure, inside[m]});
    }
  }
  return opened;
}

const std::vector<float>& MatterModel::class_probabilities(const Folded& folded) const {
  auto& d = desk();
  keep_content(folded, d.content);
  if (d.content.text.size() > kLongestRead) d.content.text.resize(kLongestRead);
  const auto& grams = d.counter.count(d.content, vectoriser_.options());
  vectoriser_.read(grams, d.words, &d.place_of_gram);
  bank_.score(d.words, d.classes);
  calibration_.apply(d.classes);
  return d.classes;
}

MatterReading MatterModel::guess(std::string_view text, bool with_evidence) const {
  auto& folded = desk().folded;
  fold(text, folded);
  return guess(folded, text, with_evidence);
}

MatterReading MatterModel::guess(const Folded& folded, std::string_view source, bool with_evidence) const {
  MatterReading reading;
  if (classes_.empty()) return reading;
  auto& d = desk();
  const auto& classes = class_probabilities(folded);
  if (d.words.empty()) return reading;
  thread_local std::vector<Choice> choices;
  const double opened = open(classes, groups_, d.words, choices, d.candidates);
  mixture_.apply(d.candidates, d.p);
  best_three(d.p, d.order);
  for (std::size_t i = 0; i < d.order.size(); ++i) {
    const auto& choice = choices[d.order[i]];
    const auto& matters = groups_[choice.of_class].matters;
    reading.matters.push_back({matters.empty() ? classes_[choice.of_class] : matters[choice.matter], static_cast<double>(d.p[d.order[i]]) * opened});
  }
  correct(reading.matters, record_, trust(d.content, d.words.size()));
  const auto& winner = choices[d.order[0]];
  reading.of_class = rounded(static_cast<double>(classes[winner.of_class]));
  if (with_evidence) reading.evidence = evidence(winner, folded, source);
  return reading;
}

std::vector<MatterGuess> MatterModel::guess_classes(std::string_view text) const {
  auto& d = desk();
  fold(text, d.folded);
  if (classes_.empty()) return {};
  const auto& classes = class_probabilities(d.folded);
  if (d.words.empty()) return {};
  std::vector<Choice> choices;
  const double opened = open(classes, groups_, d.words, choices, d.candidates);
  mixture_.apply(d.candidates, d.p);
  std::vector<float> together(classes_.size(), 0.0f);
  for (std::size_t i = 0; i < choices.size(); ++i) together[choices[i].of_class] += d.p[i];
  best_three(together, d.order);
  std::vector<MatterGuess> guesses;
  for (const auto k : d.order) guesses.push_back({classes_[k], static_cast<double>(together[k]) * opened});
  correct(guesses, class_record_, trust(d.content, d.words.size()));
  return guesses;
}

// Every gram hands what it added to the characters it covers; stretches of characters that got much are the evidence.
std::vector<Evidence> MatterModel::evidence(const Choice& winner, const Folded& folded, std::string_view source) const {
  auto& d = desk();
  const auto& group = groups_[winner.of_class];
  const bool inside = !group.matters.empty();
  const float of_class = calibration_.slope * (inside ? mixture_.first_weight : 1.0f);
  d.share_of_word.clear();
  for (const auto& word : d.words) {
    float share = of_class * bank_.share(word, winner.of_class);
    if (inside) share += mixture_.second_weight * group.bank.share(word, winner.matter);
    d.share_of_word.push_back(share);
  }
  const auto& text = d.content.text;
  d.share_of_character.assign(text.size(), 0.0f);
  std::size_t seen = 0;
  const auto& occurrences = d.counter.occurrences();
  each_gram(text, vectoriser_.options(), [&](std::uint32_t, std::size_t from, std::size_t length, float) {
    const std::uint32_t place = d.place_of_gram[occurrences[seen++]];
    if (place == Vectoriser::kUnknown || d.share_of_word[place] <= 0) return;
    for (std::size_t i = from; i < from + length; ++i) d.share_of_character[i] += d.share_of_word[place] / static_cast<float>(length);
  });
  float highest = 0;
  for (const float share : d.share_of_character) highest = std::max(highest, share);
  if (highest <= 0) return {};
  struct Stretch {
    std::size_t from, to;
    float share;
  };
  std::vector<Stretch> stretches;
  for (std::size_t i = 0; i < text.size();) {
    if (d.share_of_character[i] < 0.35f * highest) {
      ++i;
      continue;
    }
    Stretch stretch{i, i, 0};
    // Characters side by side in the content may stand apart in the text: a stretch ends at a mark, and where it would swallow more than a function word.
    const auto goes_on = [&](std::size_t next) {
      const auto gap = d.content.at[next] - d.content.at[next - 1];
      return gap == 1 || (gap == 2 && !ends_clause(folded.text[d.content.at[next] - 1]));
    };
    while (i < text.size() && d.share_of_character[i] >= 0.35f * highest && (i == stretch.from || goes_on(i)) && i - stretch.from < 12) {
      stretch.share += d.share_of_character[i++];
    }
    stretch.to = i;
    if (stretch.to - stretch.from > 1) stretches.push_back(stretch);
  }
  std::stable_sort(stretches.begin(), stretches.end(), [](const Stretch& a, const Stretch& b) { return a.share > b.share; });
  std::vector<Evidence> result;
  const SourceText whole(source);
  for (const auto& stretch : stretches) {
    if (result.size() == kMostEvidence) break;
    std::string words(whole.between(folded.origin_from(d.content.at[stretch.from]), folded.origin_to(d.content.at[stretch.to - 1] + 1)));
    const auto same = std::find_if(result.begin(), result.end(), [&](const Evidence& e) { return e.text == words; });
    if (same == result.end()) result.push_back({"word", std::move(words), rounded(static_cast<double>(stretch.share))});
  }
  return result;
}

std::size_t MatterModel::bytes() const {
  std::size_t sum = bank_.bytes() + vectoriser_.rows() * 4 + (std::size_t{4} << vectoriser_.options().bits);
  for (const auto& group : groups_) sum += group.bank.bytes();
  return sum;
}

std::string MatterModel::save() const {
  ModelWriter file;
  file.bytes = kFormat;
  auto copy = *this;
  copy.keep(file);
  const Digest digest = sha256(file.bytes);
  file.bytes.append(reinterpret_cast<const char*>(digest.data()), digest.size());
  return std::move(file.bytes);
}

Result<MatterModel> MatterModel::load(std::string_view bytes) {
  constexpr std::size_t kDigest = std::tuple_size_v<Digest>;
  if (bytes.size() < kFormat.size() + kDigest || !bytes.starts_with(kFormat)) return refuse(Reason::malformed, {{"what", "model"}});
  const auto body = bytes.substr(0, bytes.size() - kDigest);
  const Digest digest = sha256(body);
  if (bytes.substr(body.size()) != std::string_view(reinterpret_cast<const char*>(digest.data()), digest.size())) return refuse(Reason::malformed, {{"what", "model"}});
  MatterModel model;
  ModelReader file(body.substr(kFormat.size()));
  model.keep(file);
  if (file.broken || !file.at_end() || model.groups_.size() != model.classes_.size()) return refuse(Reason::malformed, {{"what", "model"}});
  return model;
}

}  // namespace yiwang
