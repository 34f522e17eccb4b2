#include "locate/library/place_words.h"

#include <array>

namespace yiwang {
namespace {

template <std::size_t N>
using Words = std::array<std::u32string_view, N>;

constexpr Words<14> kRoad{{U"快速路", U"大道", U"大街", U"马路", U"公路", U"支路", U"胡同", U"路", U"街", U"巷", U"里", U"道", U"弄", U"线"}};
constexpr Words<62> kEstate{{U"卫生服务中心", U"综合市场", U"农贸市场", U"购物中心", U"国际中心", U"口袋公园", U"工业园区", U"人民医院", U"商业街", U"科技园", U"工业园", U"物流园", U"产业园",
                             U"机械厂", U"商务楼", U"幼儿园", U"菜市场", U"家属院", U"住宅区", U"安置区", U"度假村", U"写字楼", U"农贸城", U"花园", U"小区", U"家园", U"雅居", U"新村", U"名邸",
                             U"公馆", U"大厦", U"广场", U"公寓", U"花苑", U"华庭", U"山庄", U"别墅", U"新城", U"名苑", U"佳苑", U"雅苑", U"嘉园", U"公园", U"小学", U"中学", U"医院",
                             U"市场", U"商场", U"大楼", U"中心", U"宾馆", U"酒店", U"学校", U"屋场", U"苑", U"府", U"园", U"城", U"庄", U"村", U"湾", U"坳"}};
constexpr Words<12> kArea{{U"开发区", U"街道", U"社区", U"地区", U"省", U"市", U"县", U"区", U"镇", U"乡", U"旗", U"村"}};
constexpr Words<115> kAssisting{{U"街道办事处", U"居民委员会", U"村民委员会", U"交叉路口", U"十字路口", U"丁字路口", U"地址是在", U"就在那边", U"怎么说呢", U"的交叉口", U"办事处", U"街道办", U"居委会", U"村委会",
                                 U"交叉口", U"交汇处", U"交界处", U"相交处", U"地址是", U"派出所", U"那一块", U"那一片", U"这一块", U"应该是", U"大概是", U"好像是", U"我家在", U"我住在", U"交叉",
                                 U"交汇", U"交界", U"路口", U"街口", U"拐角", U"转角", U"拐弯", U"附近", U"旁边", U"对面", U"对过", U"门口", U"门前", U"方向", U"里面", U"外面", U"楼下",
                                 U"楼上", U"后面", U"前面", U"后门", U"前门", U"正门", U"侧门", U"东门", U"西门", U"南门", U"北门", U"隔壁", U"一带", U"周边", U"左右", U"沿线", U"路段",
                                 U"地段", U"位置", U"大约", U"大概", U"左边", U"右边", U"东边", U"西边", U"南边", U"北边", U"东侧", U"西侧", U"南侧", U"北侧", U"路东", U"路西", U"路南",
                                 U"路北", U"斜对", U"靠近", U"临近", U"紧邻", U"毗邻", U"旁的", U"住在", U"位于", U"坐落", U"地址", U"住址", U"我们", U"我家", U"我住", U"这里", U"那里",
                                 U"那边", U"这边", U"门牌", U"住宅", U"小区", U"院内", U"院里", U"大院", U"之间", U"中国", U"就在", U"属于", U"请到", U"麻烦", U"内", U"旁", U"近", U"院"}};
constexpr Words<60> kSingle{{U"与", U"和", U"及", U"同", U"跟", U"交", U"口", U"处", U"的", U"在", U"是", U"到", U"了", U"呢", U"嘛", U"边", U"门", U"段", U"号", U"楼",
                             U"层", U"室", U"房", U"户", U"栋", U"幢", U"座", U"行", U"往", U"向", U"朝", U"约", U"米", U"走", U"东", U"西", U"南", U"北", U"中", U"正",
                             U"里", U"外", U"上", U"下", U"前", U"后", U"街", U"办", U"家", U"组", U"队", U"第", U"从", U"过", U"去", U"靠", U"临", U"侧", U"面", U"此"}};
constexpr auto kAllAssisting = [] {
  std::array<std::u32string_view, kAssisting.size() + kSingle.size()> all{};
  std::size_t at = 0;
  for (const auto word : kAssisting) all[at++] = word;
  for (const auto word : kSingle) all[at++] = word;
  return all;
}();
constexpr Words<20> kFiller{{U"怎么说呢", U"就是那个", U"就是说", U"那个啥", U"那什么", U"那个", U"这个", U"就是", U"然后", U"嗯", U"呃", U"啊", U"哦", U"唉", U"诶", U"喂", U"哎", U"噢", U"呀", U"哈"}};

}  // namespace

std::span<const std::u32string_view> road_words() { return kRoad; }
std::span<const std::u32string_view> estate_words() { return kEstate; }
std::span<const std::u32string_view> area_words() { return kArea; }
std::span<const std::u32string_view> assisting_words() { return kAllAssisting; }
std::span<const std::u32string_view> filler_words() { return kFiller; }

std::size_t word_at(std::span<const std::u32string_view> words, std::u32string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  const auto rest = text.substr(at);
  std::size_t best = 0;
  for (const auto word : words) {
    if (word.size() > best && word.front() == rest.front() && rest.starts_with(word)) best = word.size();
  }
  return best;
}

std::size_t word_before_end(std::span<const std::u32string_view> words, std::u32string_view text, std::size_t least) {
  std::size_t best = 0;
  for (const auto word : words) {
    if (word.size() > best && text.size() >= word.size() + least && text.ends_with(word)) best = word.size();
  }
  return best;
}

}  // namespace yiwang
