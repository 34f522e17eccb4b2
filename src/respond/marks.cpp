#include <algorithm>

#include "base/folded.h"
#include "base/text.h"
#include "respond/knowledge_index.h"

namespace yiwang {
namespace {

/// Folded positions of a text that a phrase of the question covers.
std::vector<bool> covered(const Folded& text, const Question& question) {
  std::vector<bool> out(text.text.size(), false);
  const std::u32string_view all = text.text;
  for (const auto& each : question.concepts) {
    for (const auto& way : each.ways) {
      if (way.phrase.empty()) continue;
      for (auto at = all.find(way.phrase); at != std::u32string_view::npos; at = all.find(way.phrase, at + 1)) {
        std::fill_n(out.begin() + static_cast<std::ptrdiff_t>(at), way.phrase.size(), true);
      }
    }
  }
  return out;
}

std::vector<Mark> marks_of(const Folded& text, const std::vector<bool>& hit) {
  std::vector<Mark> out;
  for (std::size_t i = 0; i < hit.size();) {
    if (!hit[i]) {
      ++i;
      continue;
    }
    std::size_t to = i;
    while (to < hit.size() && hit[to]) ++to;
    const Mark mark{text.origin_from(i), text.origin_to(to)};
    if (!out.empty() && out.back().to >= mark.from) out.back().to = mark.to;
    else out.push_back(mark);
    i = to;
  }
  return out;
}

}  // namespace

std::vector<Mark> marks_in(std::string_view text, const Question& question) {
  const auto plain = fold(text);
  return marks_of(plain, covered(plain, question));
}

Excerpt excerpt_of(std::string_view text, const Question& question, std::size_t most) {
  const auto points = to_codepoints(text);
  if (points.size() <= most) return {std::string(text), marks_in(text, question)};
  const auto marks = marks_in(text, question);
  // The best of the windows that begin at a sentence or at a mark.
  std::vector<std::size_t> starts{0};
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    if (ends_sentence(points[i]) && !ends_sentence(points[i + 1])) starts.push_back(i + 1);
  }
  for (const auto& mark : marks) starts.push_back(mark.from);
  std::sort(starts.begin(), starts.end());
  std::size_t begin = 0, best = 0;
  for (const auto start : starts) {
    std::size_t held = 0;
    for (const auto& mark : marks) {
      if (mark.from >= start && mark.to <= start + most) held += mark.to - mark.from;
    }
    if (held > best) {
      best = held;
      begin = start;
    }
  }
  const auto end = std::min(points.size(), begin + most);
  std::u32string piece = points.substr(begin, end - begin);
  const std::size_t before = begin > 0 ? 1 : 0;
  if (before) piece.insert(piece.begin(), U'…');
  if (end < points.size()) piece += U'…';
  Excerpt out{to_utf8(piece), {}};
  for (const auto& mark : marks) {
    if (mark.from >= begin && mark.to <= end) out.marks.push_back({mark.from - begin + before, mark.to - begin + before});
  }
  return out;
}

}  // namespace yiwang
