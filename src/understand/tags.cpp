#include "understand/tags.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"

namespace yiwang {
namespace {

constexpr std::size_t kMostTags = 40;

constexpr std::array<std::pair<WordKind, TagKind>, 6> kListed = {{{WordKind::government_body, TagKind::government_body},
                                                                  {WordKind::people_group, TagKind::people_group},
                                                                  {WordKind::subject, TagKind::subject},
                                                                  {WordKind::topic, TagKind::topic},
                                                                  {WordKind::sensitive_word, TagKind::sensitive_word},
                                                                  {WordKind::emotion, TagKind::emotion}}};

}  // namespace

std::vector<Tag> find_tags(const Folded& text, const SourceText& source, const std::vector<WordHit>& hits, const Lexicon& lexicon) {
  std::vector<Tag> tags;
  const auto tag = [&](TagKind kind, std::size_t from, std::size_t to, std::string canonical) {
    const auto first = text.origin_from(from), last = text.origin_to(to);
    std::string word(source.between(first, last));
    if (canonical == word) canonical.clear();
    tags.push_back({kind, std::move(word), std::move(canonical), static_cast<int>(first), static_cast<int>(last)});
  };
  const auto breaks = name_breaks(text);
  for (const auto& [listed, kind] : kListed) {
    for (const auto& hit : longest_of(hits, listed)) {
      if (kind == TagKind::emotion && hit.weight < 2) continue;  // 请问, 谢谢: manners
      const auto piece = kind == TagKind::government_body ? whole_office(text, breaks, {hit.from, hit.to}) : Piece{hit.from, hit.to};
      tag(kind, piece.from, piece.to, lexicon.canonical(hit));
    }
  }
  const auto addresses = find_addresses(text, breaks, hits);
  for (const auto& piece : find_subjects(text, breaks, hits)) {
    // An estate is where it happens; it is a subject only in lists.
    const bool is_place = std::any_of(addresses.begin(), addresses.end(), [&](const Piece& a) { return a.from <= piece.from && piece.to <= a.to; });
    if (!is_place) tag(TagKind::subject, piece.from, piece.to, to_utf8(canonical_subject(std::u32string_view(text.text).substr(piece.from, piece.to - piece.from))));
  }
  std::vector<Piece> known;
  for (const auto& hit : longest_of(hits, WordKind::place)) {
    known.push_back({hit.from, hit.to});
    tag(TagKind::address, hit.from, hit.to, lexicon.canonical(hit));
  }
  for (const auto& piece : addresses) {
    const bool inside = std::any_of(known.begin(), known.end(), [&](const Piece& k) { return k.from <= piece.from && piece.to <= k.to; });
    if (!inside) tag(TagKind::address, piece.from, piece.to, {});
  }
  std::stable_sort(tags.begin(), tags.end(), [](const Tag& a, const Tag& b) { return std::pair(a.from, a.kind) < std::pair(b.from, b.kind); });
  std::set<std::pair<TagKind, std::string>> seen;
  std::erase_if(tags, [&](const Tag& t) { return !seen.emplace(t.kind, t.canonical.empty() ? t.word : t.canonical).second; });
  if (tags.size() > kMostTags) tags.resize(kMostTags);
  return tags;
}

}  // namespace yiwang
