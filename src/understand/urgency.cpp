#include "understand/urgency.h"

#include <algorithm>

namespace yiwang {
namespace {

enum Cue : std::uint32_t { kDenies, kFears, kFearsAfter, kPast, kNow };

const WordTrie& cues() {
  static const WordTrie trie = [] {
    WordTrie made;
    const auto add = [&](std::u32string_view list, Cue cue) {
      for (std::size_t from = 0; from < list.size();) {
        const std::size_t to = std::min(list.find(U' ', from), list.size());
        made.add(list.substr(from, to - from), cue);
        from = to + 1;
      }
    };
    add(U"没有 没 未 无 并未 并非 不是 不会 没发生 未发生 不存在 没出现 未出现 排除 谣传", kDenies);
    add(U"担心 怕 害怕 生怕 恐怕 恐 万一 一旦 如果 假如 倘若 要是 可能 容易 极易 会不会 会 将会 防止 预防 避免 以免 谨防 严防 防范 杜绝 导致 引发 造成 难免 迟早 早晚 差点 险些 宣传 演练 培训 预案 法 条例 应急", kFears);
    add(U"隐患 风险 的可能 的危险 事故的发生 怎么办 后果 不堪设想 责任谁 谁负责 预防 应急 演练 险 报警器 险情排查 保险 防范", kFearsAfter);
    add(U"去年 前年 以前 之前 曾经 曾 上次 当年 当时 那年 往年 历史 上个月 上月 年前 个月前 前几天 上周 已经修好 已处理 已解决", kPast);
    add(U"正在 现在 刚刚 刚才 目前 马上 快来 赶紧 立即 救命 眼看 已经 仍在 还在 一直在 今天 今晚 此刻 很大 越来越", kNow);
    return made;
  }();
  return trie;
}

bool cue_between(const Folded& text, std::size_t from, std::size_t to, Cue wanted) {
  for (std::size_t i = from; i < to; ++i) {
    bool found = false;
    cues().each(text.text, i, [&](std::size_t length, std::uint32_t cue) { found = found || (cue == wanted && i + length <= to); });
    if (found) return true;
  }
  return false;
}

std::size_t sentence_start(const Folded& text, std::size_t at) {
  while (at > 0 && !ends_sentence(text.text[at - 1])) --at;
  return at;
}
std::size_t sentence_end(const Folded& text, std::size_t at) {
  while (at < text.text.size() && !ends_sentence(text.text[at])) ++at;
  return at;
}
std::size_t clause_start(const Folded& text, std::size_t at) {
  while (at > 0 && !ends_clause(text.text[at - 1])) --at;
  return at;
}
std::size_t clause_end(const Folded& text, std::size_t at) {
  while (at < text.text.size() && !ends_clause(text.text[at])) ++at;
  return at;
}

}  // namespace

Standing standing_of(const Folded& text, const WordHit& hit) {
  const std::size_t clause = clause_start(text, hit.from), sentence = sentence_start(text, hit.from);
  const auto back = [&](std::size_t most, std::size_t not_before) { return std::max(hit.from > most ? hit.from - most : 0, not_before); };
  if (cue_between(text, back(4, clause), hit.from, kDenies)) return Standing::denied;
  if (cue_between(text, back(14, sentence), hit.from, kFears)) return Standing::feared;
  if (cue_between(text, hit.to, std::min(clause_end(text, hit.to), static_cast<std::size_t>(hit.to) + 8), kFearsAfter)) return Standing::feared;
  if (cue_between(text, back(20, sentence), hit.from, kPast)) return Standing::past;
  return Standing::happening;
}

UrgencyReading read_urgency(const Folded& text, const std::vector<WordHit>& hits, const Lexicon& lexicon, std::string_view matter) {
  struct Cause {
    int level;
    WordHit hit;
  };
  std::vector<Cause> reasons;
  for (const auto& hit : longest_of(hits, WordKind::danger)) {
    const Standing standing = standing_of(text, hit);
    int level = standing == Standing::happening ? 2 : standing == Standing::feared ? 1 : 0;
    // Now, in this very sentence, or a cry of a line or two: someone must go at once.
    const bool now = cue_between(text, sentence_start(text, hit.from), sentence_end(text, hit.to), kNow) || text.text.size() < 60;
    if (level == 2 && hit.weight >= 4 && now) level = 3;
    if (level > 0) reasons.push_back({level, hit});
  }
  for (const auto& hit : longest_of(hits, WordKind::urgency)) {
    if (!lexicon.urges(hit, matter)) continue;
    const Standing standing = standing_of(text, hit);
    const int level = standing == Standing::happening ? 2 : standing == Standing::feared ? 1 : 0;
    if (level > 0) reasons.push_back({level, hit});
  }
  for (const auto& hit : longest_of(hits, WordKind::sensitive_word)) {
    if (hit.weight >= 5 && standing_of(text, hit) != Standing::denied) reasons.push_back({1, hit});
  }
  std::stable_sort(reasons.begin(), reasons.end(), [](const Cause& a, const Cause& b) { return a.level > b.level; });
  UrgencyReading reading;
  if (!reasons.empty()) reading.urgency = static_cast<Urgency>(reasons.front().level);
  for (const auto& reason : reasons) {
    if (reading.reasons.size() < 3 && reason.level == reasons.front().level) reading.reasons.push_back(reason.hit);
  }
  return reading;
}

}  // namespace yiwang
