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
    add(U"担心 怕 害怕 生怕 恐怕 恐 万一 一旦 如果 假如 倘若 要是 可能 容易 极易 会不会 会 将会 防止 预防 避免 以免 谨防 严防 防范 杜绝 导致 引发 造成 难免 迟早 早晚 差点 险些 以防 等到 要等 如有 真有 像 如同 觉得 想要 报道 新闻 谁能保证 宣传 演练 培训 预案 法 条例 应急", kFears);
    add(U"隐患 风险 的可能 的危险 事故的发生 怎么办 后果 不堪设想 责任谁 谁负责 预防 应急 演练 险 报警器 险情排查 保险 防范", kFearsAfter);
    add(U"身故 历经 经历了 那次 去年 前年 以前 之前 曾经 曾 上次 当年 当时 那年 往年 历史 上个月 上月 年前 个月前 前几天 上周 已经修好 已处理 已解决", kPast);
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

// Words of danger inside words that mean something else.
bool is_false_friend(const Folded& text, const WordHit& hit) {
  static const WordTrie friends = [] {
    WordTrie made;
    for (const auto* word : {U"着火车", U"死亡人口", U"死亡威胁", U"死亡证明", U"死亡门", U"玩失踪", U"受伤害", U"吵死人", U"晕死人", U"急死人", U"气死人", U"热死人", U"烦死人", U"害死人", U"横冲直撞",
                             U"碾压的噪音", U"人流聚集", U"楼盘聚集", U"人口聚集", U"聚集区", U"聚集地", U"火灾报警", U"火灾自动", U"爆炸性", U"爆炸式", U"信息爆炸", U"恐怖片", U"冒烟囱", U"死亡赔偿", U"死亡抚恤",
                             U"死亡待遇", U"死亡补助", U"抗洪水", U"洪水位", U"防洪水", U"火灾保险", U"意外受伤险", U"撞衫", U"受伤的心"}) {
      made.add(word, 0);
    }
    return made;
  }();
  for (std::size_t from = hit.from > 3 ? hit.from - 3 : 0; from <= hit.from; ++from) {
    bool covers = false;
    friends.each(text.text, from, [&](std::size_t length, std::uint32_t) { covers = covers || from + length >= hit.to; });
    if (covers) return true;
  }
  return false;
}

// "2016年", "17年": a year named before the word puts it in the past.
bool year_between(const Folded& text, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i + 2 < to; ++i) {
    if (is_digit(text.text[i]) && is_digit(text.text[i + 1]) && text.text[i + 2] == U'年') return true;
  }
  return false;
}

std::size_t sentence_start(const Folded& text, std::size_t at) {
  while (at > 0 && !ends_sentence(text.text[at - 1])) --at;
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
  if (cue_between(text, back(7, clause), hit.from, kDenies)) return Standing::denied;
  if (cue_between(text, back(14, sentence), hit.from, kFears)) return Standing::feared;
  if (cue_between(text, hit.to, std::min(clause_end(text, hit.to), static_cast<std::size_t>(hit.to) + 8), kFearsAfter)) return Standing::feared;
  if (cue_between(text, back(20, sentence), hit.from, kPast)) return Standing::past;
  if (year_between(text, back(24, sentence), hit.from) && !cue_between(text, clause, clause_end(text, hit.to), kNow)) return Standing::past;
  return Standing::happening;
}

UrgencyReading read_urgency(const Folded& text, std::size_t title_end, const std::vector<WordHit>& hits, const Lexicon& lexicon, std::string_view matter) {
  constexpr std::size_t kShort = 120, kCry = 60;
  struct Cause {
    int level;
    WordHit hit;
  };
  struct Danger {
    WordHit hit;
    Standing standing;
  };
  std::vector<Danger> dangers;
  for (const auto& hit : longest_of(hits, WordKind::danger)) {
    if (!is_false_friend(text, hit)) dangers.push_back({hit, standing_of(text, hit)});
  }
  const auto mentions = std::count_if(dangers.begin(), dangers.end(), [](const Danger& d) { return d.standing == Standing::happening; });
  std::vector<Cause> causes;
  for (const auto& [hit, standing] : dangers) {
    if (standing == Standing::feared) causes.push_back({1, hit});
    if (standing != Standing::happening) continue;
    const bool borne_out = hit.from < title_end || text.text.size() < kShort || mentions > 1;
    // Now, in this very clause, or a cry of a line or two: someone must go at once.
    const bool now = cue_between(text, clause_start(text, hit.from), clause_end(text, hit.to), kNow) || text.text.size() < kCry;
    const bool at_once = now && hit.weight >= 4 && (hit.from < title_end || text.text.size() < kShort);
    causes.push_back({at_once ? 3 : borne_out ? 2 : 1, hit});
  }
  for (const auto& hit : longest_of(hits, WordKind::urgency)) {
    if (!lexicon.urges(hit, matter) || is_false_friend(text, hit)) continue;
    const Standing standing = standing_of(text, hit);
    if (standing == Standing::happening) causes.push_back({hit.from < title_end || text.text.size() < kShort ? 2 : 1, hit});
    if (standing == Standing::feared) causes.push_back({1, hit});
  }
  for (const auto& hit : longest_of(hits, WordKind::sensitive_word)) {
    if (hit.weight >= 5 && !is_false_friend(text, hit) && standing_of(text, hit) == Standing::happening) causes.push_back({1, hit});
  }
  std::stable_sort(causes.begin(), causes.end(), [](const Cause& a, const Cause& b) { return a.level > b.level; });
  UrgencyReading reading;
  if (!causes.empty()) reading.urgency = static_cast<Urgency>(causes.front().level);
  for (const auto& cause : causes) {
    if (reading.reasons.size() < 3 && cause.level == causes.front().level) reading.reasons.push_back(cause.hit);
  }
  return reading;
}

}  // namespace yiwang
