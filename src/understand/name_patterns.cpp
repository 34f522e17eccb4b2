#include <algorithm>

#include "base/text.h"
#include "understand/tags.h"

namespace yiwang {
namespace {

enum Part : std::uint32_t { kVerb, kRoad, kNotRoad, kEstate, kTail };

WordTrie trie_of(std::initializer_list<std::pair<std::u32string_view, Part>> lists) {
  WordTrie trie;
  for (const auto& [list, part] : lists) {
    for (std::size_t from = 0; from < list.size();) {
      const std::size_t to = std::min(list.find(U' ', from), list.size());
      trie.add(list.substr(from, to - from), part);
      from = to + 1;
    }
  }
  return trie;
}

// Where a name before a firm's or a street's ending cannot reach back over.
const WordTrie& verbs() {
  static const WordTrie trie = trie_of({{U"投诉 举报 反映 咨询 建议 求助 要求 希望 申请 位于 座落 坐落 名叫 名为 叫做 发现 导致 联系 拨打 购买 入住 居住 住在 租住 经营 开办 开设 一家 这家 那家 某家 两家 几家 到 找 问 说 "
                                          U"走 修 去 来 买 租 里 内 外 旁 旁边 附近 对面 门口 路口 交叉口 周边 周围 沿线 沿 途经 经过 靠近 紧邻 邻近 业主 村民 居民 市民 家长 员工 学生 管理 配套 纳入 合作 注册 诱导 占用 霸占 现在 爱护 知道 取缔 新建 修建 打造 开发 就读 隔壁 楼下 楼上 责令 督促 建设 改造 拆除 施工 拖欠 欠薪 "
                                          U"区别 一个 一条 一处 两条 这条 那条 整条 本 我 我们 我市 我区 我县 我镇 我村 全市 全区 全县 全省 年 月 日 点 时", kVerb}});
  return trie;
}

const WordTrie& endings() {
  static const WordTrie trie = trie_of({{U"路 街 大道 巷 弄 胡同 大街 东路 西路 南路 北路 中路 支路 步行街 辅路 高架", kRoad},
                                        {U"道路 马路 公路 铁路 线路 电路 网路 半路 走路 修路 路段 路况 路面 路灯 路边 路人 路上 路线 路网 路基 路费 路政 路障 街道 街坊 街上 逛街 小巷 水路 思路 出路 一路 沿路 套路 销路 生路 退路 后路 陆路 路过 通路 断头路 街边 街头 门路 回路 短路 管路 油路 气路 "
                                         U"高速公路 乡村公路 农村公路 水泥路 柏油路 石子路 泥巴路 泥路 机耕路 主干路 快速路 村路 公路局 铁路局", kNotRoad},
                                        {U"小区 花园 花苑 家园 公寓 新村 新城 大厦 社区 街道 广场 名苑 华庭 嘉园 佳园 雅苑 豪庭 国际城 安置区 工业园 产业园 开发区", kEstate}});
  return trie;
}

bool is_place_ending(char32_t c) { return c == U'市' || c == U'区' || c == U'县' || c == U'镇' || c == U'乡' || c == U'路' || c == U'街' || c == U'省' || c == U'号' || c == U'道'; }

/// How far back a name before `at` reaches, at most `most` characters.
std::size_t name_start(const Folded& text, const std::vector<char>& breaks, std::size_t at, std::size_t most) {
  std::size_t from = at;
  while (from > 0 && at - from < most && breaks[from - 1] == 0 && (is_han(text.text[from - 1]) || is_latin(text.text[from - 1]) || is_digit(text.text[from - 1]))) --from;
  // The town before the name is not the name, unless nothing else is left.
  for (std::size_t i = at; i-- > from;) {
    if (is_place_ending(text.text[i]) && at - i > 2) return i + 1;
  }
  return from;
}

std::size_t skip_number(const Folded& text, std::size_t at) {
  std::size_t i = at;
  while (i < text.text.size() && (is_digit(text.text[i]) || (i > at && (text.text[i] == U'-' || is_latin(text.text[i]))))) ++i;
  return i;
}

// After a road or estate: 88号, 3栋, 2单元, 501室, in any number.
std::size_t door_end(const Folded& text, std::size_t at) {
  std::size_t end = at;
  for (int parts = 0; parts < 4; ++parts) {
    const std::size_t digits = skip_number(text, end);
    if (digits == end || digits >= text.text.size() || digits - end > 6) break;
    const char32_t c = text.text[digits];
    if (c == U'号' || c == U'栋' || c == U'幢' || c == U'室' || c == U'弄') {
      end = digits + 1;
      if (c == U'号' && end < text.text.size() && text.text[end] == U'楼') ++end;
    } else if (c == U'单' && digits + 1 < text.text.size() && text.text[digits + 1] == U'元') {
      end = digits + 2;
    } else {
      break;
    }
  }
  return end;
}

}  // namespace

std::vector<char> name_breaks(const Folded& text) {
  std::vector<char> breaks(text.text.size(), 1);
  Content content;
  keep_content(text, content);
  for (const auto at : content.at) breaks[at] = 0;
  for (std::size_t i = 0; i < text.text.size(); ++i) {
    if (is_digit(text.text[i]) || is_latin(text.text[i])) breaks[i] = 0;
    const auto hit = verbs().longest(text.text, i);
    for (std::size_t n = 0; n < hit.length; ++n) breaks[i + n] = 1;
  }
  return breaks;
}

std::vector<Piece> find_subjects(const Folded& text, const std::vector<char>& breaks, const std::vector<WordHit>& hits) {
  std::vector<Piece> found;
  for (const auto& hit : longest_of(hits, WordKind::subject_suffix)) {
    const std::size_t from = name_start(text, breaks, hit.from, 10);
    const std::size_t name = hit.from - from;
    if (name >= 2 || hit.to - hit.from >= 3) {
      if (!found.empty() && from < found.back().to) found.back().to = hit.to;
      else found.push_back({from, hit.to});
    }
  }
  return found;
}

std::vector<Piece> find_addresses(const Folded& text, const std::vector<char>& breaks, const std::vector<WordHit>& hits) {
  std::vector<Piece> found;
  // A listed place carries its door number.
  for (const auto& hit : hits) {
    if (hit.kind != WordKind::place) continue;
    if (const std::size_t end = door_end(text, hit.to); end > hit.to) found.push_back({hit.from, end});
  }
  for (std::size_t i = 0; i < text.text.size(); ++i) {
    const auto ending = endings().longest(text.text, i);
    if (ending.length == 0 || ending.value == kNotRoad) {
      if (ending.value == kNotRoad) i += ending.length - 1;
      continue;
    }
    const std::size_t to = i + ending.length;
    // 道路 found from its first character only; 路 inside it must not count.
    if (i > 0 && endings().longest(text.text, i - 1).value == kNotRoad) continue;
    const std::size_t from = name_start(text, breaks, i, 8);
    if (i - from < 2) continue;
    const std::size_t end = door_end(text, to);
    if (!found.empty() && from < found.back().to) found.back() = {found.back().from, std::max(end, found.back().to)};
    else found.push_back({from, end});
    i = end - 1;
  }
  return found;
}

}  // namespace yiwang
