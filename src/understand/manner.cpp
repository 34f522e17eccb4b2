#include "understand/manner.h"

#include <algorithm>

#include "understand/request_kind.h"
#include "understand/urgency.h"

namespace yiwang {
namespace {

constexpr std::size_t kShort = 120;
constexpr std::size_t kLeast = 4;          // characters: less says nothing
constexpr float kWordsCount = 0.35F;       // what cue words are worth beside a learned probability
constexpr float kBearsOut = 0.12F;         // a danger word is believed when the learned reading gives its level, or a higher one, this much
constexpr float kComplaintFirst = 0.03F;   // a complaint needs no reason to be one
constexpr float kAgainstDenial = 0.85F;    // 没有漏气: the words say there is nothing, so the learned reading must be sure
constexpr float kSureOfTitle = 0.75F;

std::vector<Piece> pieces_of(const std::vector<WordHit>& hits) {
  std::vector<Piece> out;
  for (const auto& hit : hits) {
    if (out.size() < 3) out.push_back({hit.from, hit.to});
  }
  return out;
}

template <std::size_t N>
std::size_t best_of(const std::array<float, N>& p) {
  return static_cast<std::size_t>(std::max_element(p.begin(), p.end()) - p.begin());
}

void add_telling(Manner& manner, const Folded& text, const ToneModel& tone) {
  for (const auto& [from, to] : tone.telling(text, manner.urgency)) {
    if (manner.urgency_reasons.size() < 3) manner.urgency_reasons.push_back({from, to});
  }
}

bool all_denied_or_past(const Folded& text, const std::vector<WordHit>& hits) {
  bool any = false;
  for (const auto& hit : hits) {
    if (hit.kind != WordKind::danger) continue;
    any = true;
    if (const auto standing = standing_of(text, hit); standing != Standing::denied && standing != Standing::past) return false;
  }
  return any;
}

Manner of_short(const Folded& text, const std::vector<WordHit>& hits, const ToneModel& tone, const KindReading& by_words, const UrgencyReading& danger) {
  auto learned = tone.read(text, hits);
  Manner manner;
  if (!by_words.cues.empty()) learned.kinds[static_cast<std::size_t>(by_words.kind)] += kWordsCount;
  learned.kinds[static_cast<std::size_t>(RequestKind::complaint)] += kComplaintFirst;
  manner.kind = static_cast<RequestKind>(best_of(learned.kinds));
  if (manner.kind == by_words.kind) manner.kind_cues = pieces_of(by_words.cues);
  auto level = best_of(learned.urgencies);
  const auto said = static_cast<std::size_t>(danger.urgency);
  float at_least = 0;
  for (std::size_t i = said; i < learned.urgencies.size(); ++i) at_least += learned.urgencies[i];
  if (said == 0 && level > 0 && all_denied_or_past(text, hits) && learned.urgencies[level] < kAgainstDenial) level = 0;
  if (said > level && at_least >= kBearsOut) level = said;
  manner.urgency = static_cast<Urgency>(level);
  if (level > 0 && level <= said) manner.urgency_reasons = pieces_of(danger.reasons);
  if (level > said) add_telling(manner, text, tone);
  return manner;
}

}  // namespace

Manner read_manner(const Folded& text, std::size_t title_end, const std::vector<WordHit>& hits, const Lexicon& lexicon, const ToneModel& tone, std::string_view matter) {
  const auto by_words = read_kind(text, title_end, hits);
  const auto danger = read_urgency(text, title_end, hits, lexicon, matter);
  const auto said = std::count_if(text.text.begin(), text.text.end(), [](char32_t c) { return c > 0x2e7f; });
  if (static_cast<std::size_t>(said) >= kLeast && text.text.size() <= kShort) return of_short(text, hits, tone, by_words, danger);
  Manner manner{by_words.kind, danger.urgency, pieces_of(by_words.cues), pieces_of(danger.reasons)};
  if (static_cast<std::size_t>(said) < kLeast || title_end < kLeast) return manner;
  const Folded title{text.text.substr(0, title_end), {text.origin.begin(), text.origin.begin() + static_cast<std::ptrdiff_t>(title_end)}};
  std::vector<WordHit> of_title;
  std::copy_if(hits.begin(), hits.end(), std::back_inserter(of_title), [&](const WordHit& hit) { return hit.to <= title_end; });
  const auto learned = tone.read(title, of_title);
  if (by_words.cues.empty() && learned.kinds[best_of(learned.kinds)] >= kSureOfTitle) manner.kind = static_cast<RequestKind>(best_of(learned.kinds));
  if (const auto level = best_of(learned.urgencies); level > static_cast<std::size_t>(manner.urgency) && learned.urgencies[level] >= kSureOfTitle) {
    // A title alone does not send the fire brigade: what the letter goes on to say was not read for danger.
    manner.urgency = std::min(static_cast<Urgency>(level), Urgency::urgent);
    manner.urgency_reasons.clear();
    add_telling(manner, title, tone);
  }
  return manner;
}

}  // namespace yiwang
