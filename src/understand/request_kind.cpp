#include "understand/request_kind.h"

#include <algorithm>
#include <array>

namespace yiwang {
namespace {

struct Cue {
  WordKind word;
  RequestKind kind;
  double weight;
};
// A cue word is worth more the rarer it is outside its kind: 举报 hardly ever stands in a question, 如何 often stands in a complaint.
constexpr std::array<Cue, 6> kCues = {{{WordKind::kind_complaint, RequestKind::complaint, 0.6},
                                       {WordKind::kind_offence, RequestKind::offence, 1.0},
                                       {WordKind::kind_help, RequestKind::help, 0.8},
                                       {WordKind::kind_question, RequestKind::question, 0.7},
                                       {WordKind::kind_suggestion, RequestKind::suggestion, 0.8},
                                       {WordKind::kind_praise, RequestKind::praise, 0.8}}};
constexpr double kComplaintStart = 0.9;
constexpr double kMostOfBody = 2.4;         // a long letter holds something of everything

std::u32string_view words_of(const Folded& text, const WordHit& hit) { return std::u32string_view(text.text).substr(hit.from, hit.to - hit.from); }

}  // namespace

KindReading read_kind(const Folded& text, std::size_t title_end, const std::vector<WordHit>& hits) {
  std::array<double, kRequestKinds.size()> score{};
  std::array<std::vector<WordHit>, kRequestKinds.size()> cues;
  for (const auto& cue : kCues) {
    const auto kind = static_cast<std::size_t>(cue.kind);
    double in_body = 0;
    for (const auto& hit : longest_of(hits, cue.word)) {
      const bool seen = std::any_of(cues[kind].begin(), cues[kind].end(), [&](const WordHit& other) { return words_of(text, other) == words_of(text, hit); });
      if (seen) continue;
      cues[kind].push_back(hit);
      if (hit.from < title_end) score[kind] += 2 * cue.weight;
      else in_body += cue.weight;
    }
    score[kind] += std::min(in_body, kMostOfBody);
  }
  score[static_cast<std::size_t>(RequestKind::complaint)] += kComplaintStart;
  double marks = 0;
  for (std::size_t i = 0; i < text.text.size(); ++i) {
    if (text.text[i] == U'?') marks += i < title_end ? 0.6 : 0.3;
  }
  score[static_cast<std::size_t>(RequestKind::question)] += std::min(marks, 0.9);
  // Thanks and kind words come with many letters; praise is what says so in the title or has nothing to object to or to propose.
  auto& praise = score[static_cast<std::size_t>(RequestKind::praise)];
  const auto& thanks = cues[static_cast<std::size_t>(RequestKind::praise)];
  const bool in_title = std::any_of(thanks.begin(), thanks.end(), [&](const WordHit& hit) { return hit.from < title_end; });
  if (!in_title && text.text.size() > 150) praise *= 0.5;
  if (score[static_cast<std::size_t>(RequestKind::complaint)] > kComplaintStart) praise *= 0.5;
  const auto best = static_cast<std::size_t>(std::max_element(score.begin(), score.end()) - score.begin());
  return {static_cast<RequestKind>(best), std::move(cues[best])};
}

}  // namespace yiwang
