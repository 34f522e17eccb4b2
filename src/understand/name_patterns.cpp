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
  static const WordTrie trie = trie_of({{U"请查 查查 严查 几个 投诉 举报 反映 咨询 建议 求助 要求 希望 申请 位于 座落 坐落 名叫 名为 叫做 发现 导致 联系 拨打 购买 入住 居住 住在 租住 经营 开办 开设 一家 这家 那家 某家 两家 几家 到 找 问 说 "
                                          U"走 修 去 来 买 租 里 内 外 旁 旁边 附近 对面 门口 路口 交叉口 周边 周围 沿线 沿 途经 经过 靠近 紧邻 邻近 业主 村民 居民 市民 家长 员工 学生 管理 配套 纳入 合作 注册 诱导 占用 霸占 现在 爱护 知道 取缔 新建 修建 打造 开发 就读 隔壁 楼下 楼上 责令 督促 建设 改造 拆除 施工 拖欠 欠薪 "
                                          U"区别 一个 一条 一处 两条 这条 那条 整条 本 我 我们 我市 我区 我县 我镇 我村 全市 全区 全县 全省 年 月 日 点 时", kVerb}});
  return trie;
}

const WordTrie& endings() {
  static const WordTrie trie = trie_of({{U"路 街 大道 巷 弄 胡同 大街 东路 西路 南路 北路 中路 支路 步行街 辅路 高架", kRoad},
                                        {U"道路 马路 公路 铁路 线路 电路 网路 半路 走路 修路 路段 路况 路面 路灯 路边 路人 路上 路线 路网 路基 路费 路政 路障 街道 街坊 街上 逛街 小巷 水路 思路 出路 一路 沿路 套路 销路 生路 退路 后路 陆路 路过 通路 断头路 街边 街头 门路 回路 短路 管路 油路 气路 "
                                         U"高速公路 乡村公路 农村公路 水泥路 柏油路 石子路 泥巴路 泥路 机耕路 主干路 快速路 村路 公路局 铁路局", kNotRoad},
                                        {U"小区 花园 花苑 家园 公寓 新村 新城 大厦 社区 街道 广场 名苑 华庭 嘉园 佳园 雅苑 豪庭 国际城 安置区 工业园 产业园 开发区 公馆 华府 天城 名城 花城 科技园 宿舍 菜市场 农贸市场 大市场 二手车市场 公园 大桥 立交桥 体育馆 火车站 汽车站 地铁站", kEstate}});
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

namespace {
/// What stands between a trade and a legal form.
bool is_filling(std::u32string_view between) {
  static constexpr std::u32string_view kWords[] = {U"管理服务", U"服务管理", U"服务", U"管理", U"科技", U"工程", U"开发", U"集团", U"股份", U"投资", U"贸易"};
  while (!between.empty()) {
    const auto* word = std::find_if(std::begin(kWords), std::end(kWords), [&](std::u32string_view one) { return between.starts_with(one); });
    if (word == std::end(kWords)) return false;
    between.remove_prefix(word->size());
  }
  return true;
}
}  // namespace

std::vector<Piece> find_subjects(const Folded& text, const std::vector<char>& breaks, const std::vector<WordHit>& hits) {
  std::vector<Piece> found;
  for (const auto& hit : longest_of(hits, WordKind::subject_suffix)) {
    if (hit.to < text.text.size() && text.text[hit.to] == U'费') continue;   // 物业费
    const bool legal = std::u32string_view(text.text).substr(hit.from, hit.to - hit.from).ends_with(U"公司");
    // 安居乐物业 + 管理 + 有限公司
    if (legal && !found.empty() && hit.from >= found.back().to && is_filling(std::u32string_view(text.text).substr(found.back().to, hit.from - found.back().to))) {
      found.back().to = hit.to;
      continue;
    }
    const std::size_t from = name_start(text, breaks, hit.from, 10);
    const std::size_t name = hit.from - from;
    if (legal && name == 0) continue;
    if (name >= 2 || hit.to - hit.from >= 3) {
      if (!found.empty() && from < found.back().to) found.back().to = hit.to;
      else found.push_back({from, hit.to});
    }
  }
  return found;
}

Piece whole_office(const Folded& text, const std::vector<char>& breaks, Piece office) {
  const auto word = std::u32string_view(text.text).substr(office.from, office.to - office.from);
  const char32_t before = office.from > 0 ? text.text[office.from - 1] : U'\0';
  constexpr std::u32string_view kOwners = U"市区县省镇乡";
  if (before != 0 && kOwners.find(before) != std::u32string_view::npos) {
    const std::size_t start = name_start(text, breaks, office.from - 1, 4);
    const bool named = office.from - start >= 3 && breaks[start] == 0;
    office.from = named ? start : office.from - 1;
    if (office.from > 0 && text.text[office.from] != U'市' && text.text[office.from - 1] == U'市') --office.from;
  } else if ((word == U"派出所" || word == U"街道办" || word == U"街道办事处" || word == U"居委会" || word == U"村委会") && before != 0) {
    office.from = name_start(text, breaks, office.from, 4);
  } else if (word.size() > 2 && (word[0] == U'区' || word[0] == U'县' || word[0] == U'市') && is_han(before)) {
    const std::size_t start = name_start(text, breaks, office.from, 3);
    if (office.from - start >= 2) office.from = start;
  }
  if (office.to < text.text.size() && text.text[office.to] == U'局' && word.back() != U'局') ++office.to;
  return office;
}

namespace {
constexpr std::u32string_view kAreaEnds = U"区县镇乡";

/// 东湖区翠屏花园: the area that stands right before.
std::size_t with_area(const Folded& text, const std::vector<char>& breaks, std::size_t from) {
  if (from < 3 || kAreaEnds.find(text.text[from - 1]) == std::u32string_view::npos) return from;
  const std::size_t start = name_start(text, breaks, from - 1, 4);
  return from - start >= 3 ? start : from;
}

/// 解放大道与江汉路交叉口, 体育馆南门, 万盛广场三楼: what belongs to a place behind its name.
std::size_t with_side(const Folded& text, std::size_t to) {
  static const WordTrie sides = trie_of({{U"交叉口 交汇处 路口 桥下 桥头 桥上 门口 东门 南门 西门 北门 正门 后门 工地 一楼 二楼 三楼 四楼 五楼 负一楼 地下车库 地铁站 公交站 一号楼 二号楼 三号楼 四号楼 五号楼 六号楼 下游 上游 南段 北段 东段 西段 一组 二组 三组 四组 五组 六组", kTail}});
  for (int parts = 0; parts < 2; ++parts) {
    const auto side = sides.longest(text.text, to);
    if (side.length == 0) break;
    to += side.length;
  }
  return to;
}

/// Pieces side by side, or joined by 与 and 和 before a crossing, are one place.
std::vector<Piece> grown(const Folded& text, const std::vector<char>& breaks, std::vector<Piece> pieces) {
  std::vector<Piece> out;
  for (auto piece : pieces) {
    piece = {with_area(text, breaks, piece.from), with_side(text, piece.to)};
    if (!out.empty()) {
      auto& last = out.back();
      const bool touches = piece.from <= last.to;
      const bool crosses = piece.from == last.to + 1 && (text.text[last.to] == U'与' || text.text[last.to] == U'和') && text.text[piece.to - 1] == U'口';
      if (touches || crosses) {
        last.to = std::max(last.to, piece.to);
        continue;
      }
    }
    out.push_back(piece);
  }
  return out;
}
}  // namespace

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
  std::stable_sort(found.begin(), found.end(), [](const Piece& a, const Piece& b) { return a.from < b.from; });
  return grown(text, breaks, std::move(found));
}

}  // namespace yiwang
