#include "understand/summary.h"

#include <algorithm>

#include "base/text.h"

namespace yiwang {
namespace {

constexpr std::size_t kLongest = 60;
constexpr std::size_t kTitleSays = 6;       // Han characters from which on a title can name a thing

struct Sentence {
  std::size_t from, to;
  double score;
};

bool is_filler_at(const std::vector<WordHit>& fillers, std::size_t at, std::size_t& end) {
  for (const auto& hit : fillers) {
    if (hit.from == at) {
      end = hit.to;
      return true;
    }
  }
  return false;
}

// Past greetings, fillers and marks at the start.
std::size_t real_start(const Folded& text, std::size_t from, std::size_t to, const std::vector<WordHit>& fillers) {
  while (from < to) {
    std::size_t end = from;
    if (is_filler_at(fillers, from, end)) from = std::min(end, to);
    else if (ends_clause(text.text[from]) || text.text[from] == U'.') ++from;
    else break;
  }
  return from;
}

std::size_t han_in(const Folded& text, std::size_t from, std::size_t to) {
  return static_cast<std::size_t>(std::count_if(text.text.begin() + static_cast<std::ptrdiff_t>(from), text.text.begin() + static_cast<std::ptrdiff_t>(to), is_han));
}

// At most kLongest characters, cut after a clause when that keeps half of it.
std::size_t fitting_end(const Folded& text, std::size_t from, std::size_t to) {
  if (to - from <= kLongest) return to;
  std::size_t end = from + kLongest;
  for (std::size_t i = end; i > from + kLongest / 3; --i) {
    if (ends_clause(text.text[i - 1])) return i - 1;
  }
  return end;
}

std::string cut(const Folded& text, const SourceText& source, std::size_t from, std::size_t to) {
  while (to > from && (text.text[to - 1] == U' ' || text.text[to - 1] == U',' || text.text[to - 1] == U'\n')) --to;
  if (from >= to) return {};
  const std::size_t first = text.origin_from(from);
  return std::string(source.between(first, std::min<std::size_t>(text.origin_to(to), first + kLongest)));
}

}  // namespace

std::string summarise(const Folded& text, std::size_t title_end, const SourceText& source, const std::vector<WordHit>& hits, const std::vector<Tag>& tags,
                      const std::vector<Evidence>& evidence) {
  const auto fillers = longest_of(hits, WordKind::filler);
  const std::size_t title = real_start(text, 0, title_end, fillers);
  if (han_in(text, title, title_end) >= kTitleSays) return cut(text, source, title, fitting_end(text, title, title_end));
  Sentence best{0, 0, -1};
  std::size_t number = 0;
  for (std::size_t from = title_end; from < text.text.size();) {
    std::size_t to = from;
    while (to < text.text.size() && !ends_sentence(text.text[to])) ++to;
    const std::size_t start = real_start(text, from, to, fillers);
    const std::size_t end = fitting_end(text, start, to);
    const std::size_t han = han_in(text, start, end);
    if (han >= 4) {
      const std::string words = cut(text, source, start, end);
      double score = 0.3 / static_cast<double>(1 + number);
      for (const auto& e : evidence) {
        if (words.find(e.text) != std::string::npos) score += 1.0;
      }
      const auto first = static_cast<int>(text.origin_from(start)), last = static_cast<int>(text.origin_to(end));
      for (const auto& tag : tags) {
        if (tag.from < first || tag.to > last) continue;
        score += tag.kind == TagKind::address || tag.kind == TagKind::subject || tag.kind == TagKind::topic ? 0.4 : 0.1;
      }
      if (han < 10) score *= 0.6;
      if (score > best.score) best = {start, end, score};
      ++number;
    }
    from = to + 1;
  }
  if (best.score < 0) return cut(text, source, title, fitting_end(text, title, text.text.size()));
  return cut(text, source, best.from, best.to);
}

}  // namespace yiwang
