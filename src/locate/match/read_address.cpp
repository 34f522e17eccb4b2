#include "locate/match/read_address.h"

#include <algorithm>

#include "base/folded.h"
#include "locate/match/plain_address.h"

namespace yiwang {
namespace {

bool is_number(PartKind kind) {
  return (kind >= PartKind::road_number && kind <= PartKind::group);
}
std::vector<std::u32string_view> pieces(std::u32string_view value) {
  std::vector<std::u32string_view> all;
  while (!value.empty()) {
    const auto dash = std::min(value.find(U'-'), value.size());
    if (dash > 0) all.push_back(value.substr(0, dash));
    value.remove_prefix(std::min(value.size(), dash + 1));
  }
  return all;
}
bool in_range(long number, std::u32string_view range) {
  const auto ends = pieces(range);
  if (ends.size() != 2) return false;
  const long low = leading_number(ends[0]), high = leading_number(ends[1]);
  return low >= 0 && low < high && low <= number && number <= high;
}
bool alike(std::u32string_view a, std::u32string_view b) {
  const auto& shorter = a.size() < b.size() ? a : b;
  const auto& longer = a.size() < b.size() ? b : a;
  if (shorter.size() >= 2 && longer.ends_with(shorter)) return true;
  return shorter.size() >= 3 && longer.size() <= shorter.size() + 1 && edit_distance(a, b) <= 1;
}

}  // namespace

long leading_number(std::u32string_view text) {
  std::size_t at = 0;
  while (at < text.size() && !is_digit(text[at])) ++at;
  if (at == text.size()) return -1;
  long value = 0;
  for (; at < text.size() && is_digit(text[at]) && value < 100'000'000; ++at) value = value * 10 + static_cast<long>(text[at] - U'0');
  return value;
}

PartState compare_numbers(const std::vector<std::u32string>& query, const std::vector<std::u32string>& candidate) {
  if (query.empty() || candidate.empty()) return query.empty() ? (candidate.empty() ? PartState::neither : PartState::only_candidate) : PartState::only_query;
  auto state = PartState::differs;
  for (const auto& q : query) {
    for (const auto& c : candidate) {
      if (q == c) return PartState::equal;
      const auto one = pieces(q), other = pieces(c);
      if (one.empty() || other.empty()) continue;
      if (one[0] == other[0] || in_range(leading_number(q), c) || in_range(leading_number(c), q)) state = PartState::partly;
    }
  }
  return state;
}

PartState compare_roads(const std::vector<std::u32string>& query, const std::vector<std::u32string>& candidate) {
  if (query.empty() || candidate.empty()) return query.empty() ? (candidate.empty() ? PartState::neither : PartState::only_candidate) : PartState::only_query;
  auto state = PartState::differs;
  for (const auto& q : query) {
    for (const auto& c : candidate) {
      if (q == c) return PartState::equal;
      if (alike(q, c)) state = PartState::partly;
    }
  }
  return state;
}

PartState compare_divisions(const std::vector<std::u32string>& query, const std::vector<std::u32string>& candidate) {
  if (query.empty() || candidate.empty()) return query.empty() ? (candidate.empty() ? PartState::neither : PartState::only_candidate) : PartState::only_query;
  auto state = PartState::differs;
  for (const auto& q : query) {
    for (const auto& c : candidate) {
      if (q == c) return PartState::equal;
      if (q.size() >= 2 && c.size() >= 2 && (q.compare(0, 2, c, 0, 2) == 0 || q.ends_with(c) || c.ends_with(q))) state = PartState::partly;
    }
  }
  return state;
}

ReadAddress read_address(std::string_view source) {
  ReadAddress out;
  out.text = plain_address(source);
  out.parts = cut_address(out.text);
  out.pairs = character_pairs(out.text);
  for (const bool bracketed : {false, true}) {
    for (const auto& part : out.parts) {
      if (part.bracketed != bracketed) continue;
      if (!part.value.empty()) out.values[static_cast<std::size_t>(part.kind)].push_back(part.value);
      if (is_number(part.kind)) {
        for (const auto piece : pieces(part.value)) out.numbers.emplace_back(piece);
      }
      if (bracketed || (part.kind != PartKind::name && part.kind != PartKind::village)) continue;
      out.names.push_back(part.value);
      out.main = part.value;
      if (part.value.size() >= out.longest.size()) out.longest = part.value;
      out.words += part.value;
    }
  }
  return out;
}

}  // namespace yiwang
