#include <algorithm>
#include <array>

#include "base/text.h"
#include "understand/tags.h"

namespace yiwang {
namespace {

using View = std::u32string_view;

// After a legal form or a trade: where a firm ends and one of its branches begins.
constexpr std::array kLegal = {View(U"股份有限公司"), View(U"有限责任公司"), View(U"有限公司"), View(U"集团公司"), View(U"总公司"), View(U"公司"), View(U"集团")};
constexpr std::array kBranches = {View(U"分公司"), View(U"营业部"), View(U"营业厅"), View(U"服务部"), View(U"网点"), View(U"支行"), View(U"分行"), View(U"分店"), View(U"门店"), View(U"分校"), View(U"校区"), View(U"分院"), View(U"院区"), View(U"店")};
constexpr std::array kTrades = {View(U"快递"), View(U"物流"), View(U"超市"), View(U"银行"), View(U"火锅"), View(U"烧烤"), View(U"麻辣烫"), View(U"书店"), View(U"药房"), View(U"便利店"), View(U"健身"), View(U"奶茶"), View(U"咖啡"),
                               View(U"酒店"), View(U"饭店"), View(U"餐厅"), View(U"通信"), View(U"电信"), View(U"移动"), View(U"口腔"), View(U"中介"), View(U"幼儿园"), View(U"小学"), View(U"中学"), View(U"医院")};
constexpr std::array kFillers = {View(U"管理服务"), View(U"服务管理"), View(U"服务中心"), View(U"管理处"), View(U"管理中心"), View(U"服务"), View(U"管理"), View(U"科技"), View(U"工程"), View(U"开发"), View(U"投资"), View(U"连锁"), View(U"运营"), View(U"资源")};

struct Trade {
  View said, name;
};
// Longer ones first. What one trade is called in different signs.
constexpr std::array kNames = {
    Trade{U"机动车驾驶员培训学校", U"驾校"}, Trade{U"驾驶员培训学校", U"驾校"}, Trade{U"驾驶培训学校", U"驾校"}, Trade{U"驾驶员培训", U"驾校"}, Trade{U"驾驶培训", U"驾校"}, Trade{U"驾驶学校", U"驾校"},
    Trade{U"艺术培训中心", U""}, Trade{U"艺术培训学校", U""}, Trade{U"培训中心", U""}, Trade{U"培训学校", U""}, Trade{U"培训机构", U""}, Trade{U"艺术中心", U""},
    Trade{U"律师事务所", U"律所"}, Trade{U"律师所", U"律所"}, Trade{U"业主委员会", U"业委会"}, Trade{U"公安派出所", U"派出所"}, Trade{U"环境卫生管理所", U"环卫所"}, Trade{U"养老服务中心", U"养老院"}, Trade{U"养老中心", U"养老院"},
    Trade{U"养老服务", U"养老院"}, Trade{U"敬老院", U"养老院"}, Trade{U"职业技术学院", U"职业学院"}, Trade{U"国际旅行社", U"旅行社"}, Trade{U"国际机场", U"机场"}, Trade{U"儿童乐园", U"乐园"}, Trade{U"网约车平台", U"网约车"},
    Trade{U"网络会所", U"网吧"}, Trade{U"网咖", U"网吧"}, Trade{U"口腔门诊部", U"口腔"}, Trade{U"口腔诊所", U"口腔"}, Trade{U"口腔医院", U"口腔"}, Trade{U"牙科诊所", U"口腔"}, Trade{U"牙科", U"口腔"},
    Trade{U"大药房", U"药房"}, Trade{U"药店", U"药房"}, Trade{U"国际影城", U"影城"}, Trade{U"电影院", U"影城"}, Trade{U"电影城", U"影城"}, Trade{U"影院", U"影城"},
    Trade{U"农贸市场", U"菜市场"}, Trade{U"菜场", U"菜市场"}, Trade{U"公共交通", U"公交"}, Trade{U"自来水", U"供水"}, Trade{U"大酒店", U"酒店"}, Trade{U"大饭店", U"饭店"}, Trade{U"餐饮", U"餐厅"}, Trade{U"小学校", U"小学"},
    Trade{U"汽车维修", U"汽修"}, Trade{U"汽车修理厂", U"汽修"}, Trade{U"汽修厂", U"汽修"}, Trade{U"修理厂", U"汽修"}, Trade{U"房产经纪", U"中介"}, Trade{U"房产中介", U"中介"}, Trade{U"房屋中介", U"中介"}, Trade{U"房产经纪中介", U"中介"},
    Trade{U"健身俱乐部", U"健身"}, Trade{U"健身会所", U"健身"}, Trade{U"健身房", U"健身"}, Trade{U"健身中心", U"健身"}, Trade{U"托管中心", U"托管"}, Trade{U"托管班", U"托管"}, Trade{U"美容美发", U"美容"}, Trade{U"美容院", U"美容"},
    Trade{U"砂石厂", U"砂场"}, Trade{U"采砂场", U"砂场"}, Trade{U"房地产", U"地产"}, Trade{U"人力资源", U"人力"}, Trade{U"装修", U"装饰"}, Trade{U"移动通信", U"移动"}, Trade{U"棋牌休闲室", U"棋牌"}, Trade{U"棋牌室", U"棋牌"},
    Trade{U"第三工程局", U"三局"}, Trade{U"物业服务中心", U"物业"}, Trade{U"物业服务处", U"物业"}, Trade{U"大酒楼", U"酒楼"}, Trade{U"村民委员会", U"村委会"}, Trade{U"居民委员会", U"居委会"}, Trade{U"烟酒店", U"烟酒"}};
constexpr View kShopsThatStay = U"书酒饭商旅药粮";
constexpr View kEstates = U"苑园府城庭湾家里";

bool drop_tail(View& name, View tail, std::size_t least) {
  if (!name.ends_with(tail) || name.size() < tail.size() + least) return false;
  name.remove_suffix(tail.size());
  return true;
}

/// 云川市阳光小学, A3区…: the town before the name, when a name is left.
void drop_town(View& name) {
  constexpr View kTowns = U"市省区县";
  for (std::size_t i = 1; i <= 3 && i < name.size(); ++i) {
    if (kTowns.find(name[i]) == View::npos) continue;
    constexpr View kNoTown = U"超菜夜早集城小校园社";   // 超市, 小区: no town ends there
    if (name.size() - i - 1 >= 4 && kNoTown.find(name[i - 1]) == View::npos) name.remove_prefix(i + 1);
    return;
  }
}

/// X有限公司城北店, X快递青浦大道网点: only as far as the firm.
void drop_branch(View& name) {
  const bool branch = std::any_of(kBranches.begin(), kBranches.end(), [&](View tail) { return name.ends_with(tail); });
  if (!branch) return;
  std::size_t end = 0;
  const auto look = [&](View word) {
    const auto at = name.rfind(word);
    if (at == View::npos || at < 2 || at + word.size() >= name.size()) return;
    const auto rest = name.substr(at + word.size());
    const bool whole = std::any_of(kBranches.begin(), kBranches.end(), [&](View tail) { return rest.ends_with(tail) && rest.size() >= tail.size() + 1; });
    if (whole || rest == U"分公司") end = std::max(end, at + word.size());
  };
  for (const auto word : kLegal) look(word);
  for (const auto word : kTrades) look(word);
  if (end > 0) name = name.substr(0, end);
}

/// One word for the trade; empty names go back to what they were.
std::u32string one_trade(View name) {
  for (const auto& trade : kNames) {
    if (name.ends_with(trade.said) && name.size() >= trade.said.size() + 2) return std::u32string(name.substr(0, name.size() - trade.said.size())) + std::u32string(trade.name);
  }
  if (name.size() >= 4 && name.ends_with(U'店') && kShopsThatStay.find(name[name.size() - 2]) == View::npos) name.remove_suffix(1);
  else if (name.size() >= 5 && name.ends_with(U'厂')) name.remove_suffix(1);
  else if (name.size() >= 5 && name.ends_with(U"小区") && kEstates.find(name[name.size() - 3]) != View::npos) name.remove_suffix(2);
  return std::u32string(name);
}

}  // namespace

std::u32string canonical_subject(View name) {
  std::u32string plain;
  for (const char32_t c : name) {
    if (c == U'(' || c == U'（') break;    // what stands in brackets is the branch
    if (c != U' ' && c != U'"') plain.push_back(c);
  }
  if (plain.size() < 2) return std::u32string(name);
  View rest = plain;
  drop_branch(rest);
  drop_town(rest);
  for (bool again = true; again;) {
    again = std::any_of(kLegal.begin(), kLegal.end(), [&](View tail) { return drop_tail(rest, tail, 2); });
  }
  auto named = one_trade(rest);
  if (named == rest) {
    for (const auto filler : kFillers) {
      if (drop_tail(rest, filler, 4)) break;
    }
    named = one_trade(rest);
  }
  return named;
}

}  // namespace yiwang
