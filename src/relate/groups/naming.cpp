#include <algorithm>
#include <cmath>
#include <map>

#include "base/text.h"
#include "relate/groups/group.h"

namespace yiwang {
namespace {

constexpr std::size_t kTitlesRead = 40;
constexpr std::size_t kLongestPhrase = 16;
constexpr double kLeastShare = 0.34;       // of the titles that must hold a phrase of the name
constexpr double kLeastOther = 0.25;

using Title = std::u32string;

bool is_word(char32_t c) { return is_han(c) || (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9'); }
// Characters a phrase of a name does not begin or end with.
bool is_edge(char32_t c) { return std::u32string_view(U"的了在是和与及或被把对于为有请问能将要求关投诉反映举报市区县吗呢吧何时什么怎").find(c) != std::u32string_view::npos; }

bool is_plain(char32_t c) { return c < 0x80 && is_word(c); }
// A6, 110KV: never cut in two.
bool same_run(char32_t a, char32_t b) { return is_plain(a) && is_plain(b); }

/// The longest part of a title that also stands in a phrase, cut out and marked.
Title without(const Title& title, const std::u32string& phrase) {
  std::size_t best_at = 0, best = 0;
  for (std::size_t i = 0; i < title.size(); ++i) {
    for (std::size_t j = 0; j < phrase.size(); ++j) {
      std::size_t n = 0;
      while (i + n < title.size() && j + n < phrase.size() && title[i + n] == phrase[j + n]) ++n;
      if (n > best) best = n, best_at = i;
    }
  }
  return best < 2 ? title : title.substr(0, best_at) + U"|" + title.substr(best_at + best);
}

double information(std::u32string_view phrase, const UsualWords& usual) {
  double sum = 0;
  for (const auto& h : heard_grams(to_utf8(phrase))) sum += usual.information(h.gram);
  return sum;
}

/// Titles of the group, all when few, else evenly taken, in the form words are compared in.
std::vector<Title> titles_of(const Group& group) {
  std::vector<Title> out;
  const auto n = group.members.size(), most = std::min(n, kTitlesRead);
  for (std::size_t i = 0; i < most; ++i) {
    auto title = to_codepoints(normalise(group.members[i * n / most].title));
    std::erase_if(title, [](char32_t c) { return c == U'·' || c == U' '; });
    if (std::find(out.begin(), out.end(), title) == out.end() || n <= 3) out.push_back(std::move(title));   // a text sent ten times speaks once
  }
  return out;
}

struct Phrase {
  std::u32string words;
  double share = 0, worth = 0;
};

/// What most titles say and few others do.
Phrase telling_phrase(const std::vector<Title>& titles, double least, const UsualWords& usual) {
  std::map<std::u32string, std::uint32_t> counts;
  for (const auto& title : titles) {
    std::map<std::u32string, bool> seen;
    for (std::size_t from = 0; from < title.size(); ++from) {
      if (!is_word(title[from]) || is_edge(title[from]) || (from > 0 && same_run(title[from - 1], title[from]))) continue;
      for (std::size_t n = 1; n <= kLongestPhrase && from + n <= title.size() && is_word(title[from + n - 1]); ++n) {
        const auto to = from + n;
        if (n >= 2 && !is_edge(title[to - 1]) && (to == title.size() || !same_run(title[to - 1], title[to]))) seen.emplace(title.substr(from, n), true);
      }
    }
    for (const auto& [words, once] : seen) ++counts[words];
  }
  Phrase best;
  const auto all = static_cast<double>(titles.size());
  for (const auto& [words, count] : counts) {
    const double share = count / all;
    if (share < least || (count < 2 && titles.size() > 1)) continue;
    const double worth = share * information(words, usual);
    if (worth > best.worth) best = {words, share, worth};
  }
  return best;
}

std::string shown(const std::u32string& phrase) {
  // a7县, ktv: as people write them
  std::string out = to_utf8(phrase);
  for (auto& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

/// Where most of them place it, when they do.
std::string common_place(const Group& group) {
  std::map<std::string, std::size_t> counts;
  for (const auto& m : group.members) {
    if (!m.place.empty()) ++counts[m.place];
  }
  const auto most = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most != counts.end() && most->second * 2 >= group.members.size() ? most->first : std::string{};
}

std::string best_title(const Group& group, const std::vector<Title>& titles, const UsualWords& usual) {
  std::map<std::uint32_t, double> shares;
  for (const auto& title : titles) {
    for (const auto& h : heard_grams(to_utf8(title))) shares[h.gram] += 1.0 / static_cast<double>(titles.size());
  }
  const KeptReport* best = nullptr;
  double most = -1;
  const auto step = std::max<std::size_t>(1, group.members.size() / kTitlesRead);
  for (std::size_t i = 0; i < group.members.size(); i += step) {
    const auto title = normalise(group.members[i].title);
    double worth = 0;
    for (const auto& h : heard_grams(title)) {
      if (const auto share = shares.find(h.gram); share != shares.end()) worth += share->second * usual.information(h.gram);
    }
    worth /= std::sqrt(static_cast<double>(count_codepoints(title)) + 8);
    if (worth > most) most = worth, best = &group.members[i];
  }
  return best == nullptr ? std::string{} : best->title;
}

}  // namespace

GroupWords words_of(const Group& group, const UsualWords& usual) {
  auto titles = titles_of(group);
  GroupWords out;
  out.sentence = best_title(group, titles, usual);
  const auto place = to_codepoints(normalise(common_place(group)));
  auto first = telling_phrase(titles, kLeastShare, usual).words;
  if (!place.empty()) first = place;
  std::size_t before = 0, after = 0;
  std::vector<Title> rests;
  for (const auto& title : titles) rests.push_back(without(title, first));
  const auto second = telling_phrase(rests, kLeastOther, usual).words;
  for (const auto& rest : rests) {
    const auto cut = rest.find(U'|'), at = second.empty() ? Title::npos : rest.find(second);
    if (cut != Title::npos && at != Title::npos) (at < cut ? before : after) += 1;
  }
  if (first.empty() && second.empty()) out.name = out.sentence;
  else if (second.empty() || second.find(first) != Title::npos) out.name = shown(second.empty() ? first : second);
  else out.name = before > after && place.empty() ? shown(second) + " " + shown(first) : shown(first) + " " + shown(second);
  return out;
}

}  // namespace yiwang
