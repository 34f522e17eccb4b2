#include "understand/content.h"

#include "base/text.h"
#include "understand/word_trie.h"

namespace yiwang {
namespace {

// Function words and the courtesies of letters to an office. Our own list.
constexpr std::u32string_view kDropped =
    U"的 了 呢 吗 吧 啊 呀 嘛 啦 哦 哎 唉 嗯 哈 么 地 得 着 过 且 它 他 她 但 都 又 也 仍 或 虽 竟 把 我 将 和 与 及 以 于 为 而 并 等 被 让 给 对 向 从 由 按 如 若 则 即 既 却 再 才 就 还 很 太 "
    U"更 最 仅 只 另 各 每 某 该 此 其 之 者 所 乃 则 何 谁 哪 那 这 你 您 在 是 有 跟 同 因 至 往 朝 凭 据 趁 离 除 尽 均 皆 俱 亦 便 曾 已 正 刚 渐 越 愈 诸 兼 "
    U"们 较 后来 加上 一旦 结果 到处 我们 你们 他们 她们 它们 咱们 咱 大家 自己 本人 别人 人家 各位 "
    U"这个 那个 这些 那些 这里 那里 这边 那边 这样 那样 这种 那种 这么 那么 这次 那次 这几 哪个 哪些 哪里 哪儿 那儿 这儿 "
    U"什么 怎么 怎样 怎么样 怎么办 为什么 为何 如何 多少 几时 何时 是否 能否 可否 是不是 有没有 能不能 可不可以 会不会 "
    U"但是 可是 然而 不过 只是 而且 并且 或者 还是 还有 以及 因为 所以 因此 由于 于是 如果 假如 要是 即使 尽管 虽然 既然 只要 只有 除非 无论 不管 不论 否则 甚至 甚至于 况且 何况 反而 "
    U"然后 接着 此外 另外 其中 其他 其它 其余 同时 之后 之前 以后 以前 以来 以上 以下 之间 之一 之类 "
    U"关于 对于 至于 根据 按照 依照 依据 通过 经过 随着 为了 作为 成为 在于 属于 基于 鉴于 有关 "
    U"可以 可能 能够 应该 应当 必须 必需 需要 会 能 要 想 肯 敢 可 须 得以 不要 不能 不会 不得 没有 没 不 未 非 无 别 "
    U"不作为 非常 十分 特别 比较 相当 极其 极 最为 更加 越来越 尤其 特别是 "
    U"已经 曾经 正在 刚刚 马上 立刻 尽快 尽早 一直 一向 总是 经常 常常 往往 有时 有时候 时候 仍然 依然 依旧 始终 终于 突然 忽然 居然 竟然 果然 显然 当然 自然 "
    U"到底 究竟 难道 毕竟 反正 根本 简直 几乎 大概 大约 也许 或许 恐怕 似乎 好像 仿佛 其实 的确 确实 实在 真的 "
    U"一个 一些 一样 一般 一定 一切 一下 一点 一起 一边 一方面 有的 有些 有人 有任何 任何 所有 全部 许多 很多 好多 多次 各种 各个 整个 "
    U"就是 也是 都是 不是 却是 正是 便是 要么 以便 以免 从而 进而 那就 这就 "
    U"开始 出来 起来 下来 下去 上来 上去 进来 出去 过来 过去 回来 "
    U"如下 如此 因而 例如 比如 譬如 诸如 包括 "
    U"尊敬的 尊敬 敬爱的 敬爱 敬请 您好 你好 领导好 谢谢 感谢 此致 敬礼 恳请 请 望 盼 ";

// Words that begin with or hold a dropped character but mean something: the longest match wins, so these survive.
constexpr std::u32string_view kKept =
    U"目的 的士 打的 了解 为人 为民 有限 有限公司 有限责任公司 有毒 有害 有序 有偿 有证 无证 无牌 无照 无偿 无障碍 无业 无房 存在 在建 在校 在职 在编 现在 在线 和谐 和平 与会 以租 以房 对面 对接 对口 绝对 对象 "
    U"地铁 地点 地址 地方 地面 地下 地下室 地块 地产 地税 土地 基地 工地 场地 绿地 征地 宅基地 耕地 草地 用地 地质 地区 本地 外地 当地 地砖 地库 地沟 地界 地段 地质灾害 地摊 "
    U"得到 得分 所得 个人所得税 所得税 取得 获得 过敏 过期 过户 过路 过桥 过道 过江 超过 过渡 过渡费 过高 过快 通过率 他人 其他部门 "
    U"因公 会计 会议 会员 社会 工会 协会 学会 会所 会展 机会 委员会 业委会 居委会 村委会 管委会 常委会 物业会 社会保障 社会保险 社保 能源 能力 功能 可再生 不动产 不合格 不足 无法 "
    U"要求 主要 重要 重要性 想法 请示 请假 请求 申请 聘请 邀请 望城 希望 绝望 失望 被告 被子 被征地 让路 让座 给水 供给 给付 补给 向阳 方向 定向 从业 从事 从业资格 由来 按揭 按摩 如意 再生 再婚 再就业 "
    U"就业 就医 就诊 就读 就学 就近 就餐 成就 还款 还贷 还建 还建房 归还 还房 还原 才艺 人才 人才市场 更换 更改 更正 变更 更新 更年期 最低 最低工资 最低生活保障 只读 另行 各类 每月 每年 每天 某某 该死 此案 其实施 "
    U"之所 所长 派出所 所在地 厕所 卫生所 事务所 研究所 交易所 场所 住所 诊所 所有权 使用权 记者 患者 学者 消费者 残疾者 作者 经营者 劳动者 志愿者 参保者 何家 何时何地 谁家 "
    U"同学 同意 合同 共同 同步 同事 胡同 同等 同工同酬 因病 至今 往返 来往 朝阳 根据地 离婚 离职 离休 离退休 脱离 距离 隔离 除尘 除草 除名 解除 拆除 扣除 排除 开除 扫除 免除 尽头 "
    U"便民 便道 便秘 方便 随便 便利 便利店 便宜 小便 大便 曾家 已婚 正式 正规 正常 公正 改正 纠正 正义 刚性 越野 跨越 优越 非法 非机动车 非农 非遗 非法集资 未成年 未成年人 未婚 未来 "
    U"别墅 区别 级别 性别 类别 个别 特别行政区 没收 不良 不锈钢 不孕 不孕不育 并轨 合并 并网 并线 等级 平等 高等 中等 等候 等待 初等 将军 将来 为政 行为 把手 把关 火把 把握 "
    U"自然资源 自然村 自然灾害 一般纳税人 一定比例 一次性 一次 统一 一中 一本 二本 一线 一卡通 一体化 一孩 一胎 一站式 星期一 一期 一楼 一小 "
    U"下来文 过去式 是非 国是 于家 关于城 属于 由于事 且末 或有 虽说 竟陵 我市 我区 我县 我校 我镇 我村 我家 我院 你局 你市 你单位 贵局 本市 本区 ";

constexpr std::uint32_t kDrop = 0;
constexpr std::uint32_t kKeep = 1;

WordTrie make_words() {
  WordTrie trie;
  const auto add_all = [&](std::u32string_view list, std::uint32_t value) {
    for (std::size_t from = 0; from < list.size();) {
      const std::size_t to = std::min(list.find(U' ', from), list.size());
      trie.add(list.substr(from, to - from), value);
      from = to + 1;
    }
  };
  add_all(kDropped, kDrop);
  add_all(kKept, kKeep);
  return trie;
}

const WordTrie& words() {
  static const WordTrie trie = make_words();
  return trie;
}

// Addresses of web pages, mail and files say nothing about the matter.
constexpr std::size_t kLongestLatin = 5;

std::size_t latin_run(std::u32string_view text, std::size_t at) {
  std::size_t i = at;
  while (i < text.size() && is_latin(text[i])) ++i;
  return i - at;
}

// `a3区`, `k12县`: a letter and a number for a place whose name was taken out. The length, or 0.
std::size_t coded_place(std::u32string_view text, std::size_t at) {
  if (!is_latin(text[at]) || (at > 0 && is_latin(text[at - 1]))) return 0;
  std::size_t i = at + 1;
  while (i < text.size() && is_digit(text[i]) && i - at < 4) ++i;
  if (i >= text.size()) return 0;
  const char32_t c = text[i];
  return c == U'市' || c == U'区' || c == U'县' || c == U'州' ? i - at + 1 : 0;
}

}  // namespace

void keep_content(const Folded& folded, Content& out) {
  const auto& text = folded.text;
  const auto& list = words();
  out.text.clear();
  out.at.clear();
  const auto keep = [&](std::size_t i) {
    out.text.push_back(text[i]);
    out.at.push_back(static_cast<std::uint32_t>(i));
  };
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = text[i];
    if (is_latin(c)) {
      if (const auto place = coded_place(text, i); place != 0) {
        i += place;
        continue;
      }
      const std::size_t run = latin_run(text, i);
      for (std::size_t n = run; n > 0; --n, ++i) {
        if (run <= kLongestLatin) keep(i);
      }
      continue;
    }
    if (!is_han(c)) {
      ++i;
      continue;
    }
    const auto hit = list.longest(text, i);
    if (hit.length != 0 && hit.value == kDrop) {
      i += hit.length;
      continue;
    }
    for (std::size_t n = std::max<std::size_t>(hit.length, 1); n > 0; --n) keep(i++);
  }
}

}  // namespace yiwang
