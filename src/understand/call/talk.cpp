#include "understand/call/talk.h"

namespace yiwang {
namespace {

struct Question {
  std::uint32_t ask;
  Pattern words;
};

const std::vector<Question>& questions() {
  static const std::vector<Question> all = [] {
    std::vector<Question> made;
    const auto add = [&](std::uint32_t ask, std::string_view words) { made.push_back({ask, grammar(words)}); };
    add(kAskName, "(?:贵姓|怎么称呼|如何称呼|称呼[您你]|[您你]的?(?:称呼|姓名|名字|大名|全名)|姓名|全名|[您你]?叫什么(?:名字)?$|[您你]叫什么|姓什么|尊姓|[您你]是哪位|什么名字|[您你]姓$|名字呢|称呼呢|方便称呼|称呼一下|[您你]姓|报一?下?名字)");
    add(kAskPhone, "(?:电话|号码|手机|联系方式|座机|怎么联系[您你]|联系电话|来电显示|尾号)");
    add(kAskConfidential, "(?:保密|匿名|隐藏.{0,6}信息|透露|公开.{0,6}信息|信息.{0,6}公开|隐去|实名|(?:信息|姓名|电话|身份).{0,8}(?:提供给|转给|告知|告诉|透露|公开)|介意.{0,12}信息|说是[您你])");
    add(kAskCallback, "(?:(?:需要|需不需要|要不要|要|用|是否|希望).{0,8}(?:回复|回访|回电|回话|答复|反馈|回[您你]|通知[您你]|告知[您你]|告诉[您你])|(?:回复|回访|回电|答复|反馈|通知).{0,6}(?:吗|不|需要|么)|给[您你](?:再)?(?:回|打)(?:一?个)?(?:电话|信|话)[^ ]{0,4}(?:好吧|好吗|吧|吗|可以|行)|(?:通知|告诉|联系)[您你](?:一下|一声)?(?:好吧|好吗|可以吗|行吗|吗)|(?:短信|电话).{0,6}(?:回复|答复|通知|反馈))");
    add(kAskCallbackTime, "(?:(?:什么时候|什么时间|几点|哪个时间|哪个时段|何时|时间段|时段|时间).{0,10}(?:方便|联系|回电|接电话|打给[您你]|接听|回访|回复)|方便.{0,4}(?:接听|接电话|的时间|时间)|(?:回电|回访|联系)时间|(?:什么时候|几点|什么时间|何时)(?:给[您你])?(?:打|联系|找[您你])[^ 了过的]{0,6}(?:合适|好|方便|比较|可以))");
    add(kAskWhen, "(?:什么时候|啥时候|什么时间|哪天|哪一天|几点|几号|何时|多久|多长时间|时间是|大概时间|发生时间|具体时间|时间呢|哪年|几月|从什么时候|多少天|几天了)");
    add(kAskWhere, "(?:哪里|哪儿|在哪|地址|位置|地点|什么地方|什么位置|哪个(?:小区|路|街道|区|县|镇|乡|村|地方|位置|路段|路口|楼|单元|站|门|工地|学校|商场|店|公园|医院|市场|广场|社区|方向)|哪条|哪一(?:栋|段|片|带|个)|几号楼|几栋|哪栋|几单元|门牌|具体[在是]?[哪什]|多少号|几楼|几零几|什么路|哪块)");
    add(kAskSubject, "(?:哪家|店名|公司名|公司叫|名称|施工单位|施工方|叫什么|商家|物业公司|物业是|物业叫|哪个(?:公司|单位|物业|部门|机构|商家|学校|平台|驾校|培训)|哪所|哪(?:个|家|所)[^ 您你]{0,4}(?:公司|物业|机构|学校|医院|店|厂|银行|驾校|超市|饭店|酒店)|厂名|店铺|招牌|全称|老板是|对方是|什么公司|什么店|什么单位|什么物业|谁家|单位叫|公司的?名字|招牌)");
    add(kAskAppeal, "(?:诉求|[您你](?:这边|现在)?(?:想|希望|要|觉得)(?:让|要)?[^ ]{0,6}(?:怎么|如何|怎样)|希望(?:怎么|如何|我们|达到|得到|怎样|$)|想(?:怎么|如何|要怎么|要什么|让我们|得到)|要求[是呢什]|要求$|(?:^| |[您你]|那|就)(?:是|是不是|只是|就是)?(?:要求|希望|想要)[^ 您你]{1,20}(?:吗|吧|是吗|对吗|对吧|是吧|$)|[您你]是(?:要|想)[^ ]{2,20}(?:吗|吧|$)|怎么处理|怎么解决|如何处理|如何解决|[您你]希望|[您你]的(?:要求|建议|想法|意见)|[您你]想要$|想要什么|[您你]的意思|[您你]想$|怎么帮[您你]|建议是|什么要求)");
    add(kAskEarlier, "(?:(?:之前|以前|曾经|首次|过去|先前).{0,12}(?:反映|投诉|打过|来过电话|举报|报过|拨打|来电|诉求)|(?:有没有|是否|是不是).{0,12}(?:(?:反映|投诉|打|举报|报|拨打|来)过|来过电话)|第一次|首次|反映过|投诉过|打过热线|打过1)");
    add(kAskEarlierNumber, "(?:工单|单号|受理号|受理编号|业务编号)");
    add(kAskWhat, "(?:什么(?:问题|事|情况|需要|可以帮|能帮)|请讲|请说|您说|[您你]讲|帮[您你]|怎么了|反映什么|咨询什么|具体情况|慢慢说|遇到)");
    return made;
  }();
  return all;
}

}  // namespace

std::uint32_t asks_of(const CallText& line) {
  std::uint32_t asks = 0;
  for (const auto& question : questions()) {
    if (question.words.in(line.text)) asks |= question.ask;
  }
  // A question about when to call is not one about when it happened, nor is a telephone number asked for in it; a shop's name is no person's.
  if ((asks & kAskCallbackTime) != 0) asks &= ~static_cast<std::uint32_t>(kAskWhen);
  static const Pattern about_calling("(?:回复|回访|回电|答复|反馈|短信|接电话|打电话|保持电话|电话畅通|给[您你]打电话|的电话打|打过电话|拨打)");
  static const Pattern about_number("(?:联系电话|电话号码|手机号|联系方式|号码|[您你]的?(?:电话|手机)|来电)");
  if ((asks & kAskPhone) != 0 && ((asks & kAskCallbackTime) != 0 || about_calling.in(line.text)) && !about_number.in(line.text)) asks &= ~static_cast<std::uint32_t>(kAskPhone);
  static const Pattern firm("(?:[店司厂场院馆所校园队会行社站坊铺吧介家方局]|单位|机构|学校|物业|商家|平台|驾校|工地|小区|广场|餐厅|饭店|超市|门店|路|项目|楼盘|他们|老板|狗|人员|窗口|会所|健身房|培训)[^您你]{0,4}(?:叫什么|名字|名称|姓名)");
  if ((asks & kAskName) != 0 && firm.in(line.text)) asks &= ~static_cast<std::uint32_t>(kAskName);
  // 感谢您的建议 asks for none.
  static const Pattern thanks("(?:感谢|谢谢|记录|登记|转达|收到|记下)[^ ]{0,8}(?:建议|意见|要求|诉求)|(?:建议|意见|要求|诉求)[^ ]{0,6}(?:已经?|会|给您)[^ ]{0,4}(?:记录|登记|转|反馈|记下)");
  if ((asks & kAskAppeal) != 0 && thanks.in(line.text) && !line.asks) asks &= ~static_cast<std::uint32_t>(kAskAppeal);
  if (asks == 0) {
    static const Pattern other("(?:吗|呢|么|几|多少|什么|哪|谁|怎么|是不是|有没有|是否)");
    if (line.asks || other.in(line.text)) asks = kAskOther;
  }
  return asks;
}

std::size_t Talk::reply_line(std::size_t seat) const {
  for (std::size_t i = seat + 1; i < lines.size(); ++i) {
    if (!by_seat(i)) return i;
  }
  return lines.size();
}

Reply Talk::reply_to(std::size_t seat) const {
  const auto i = reply_line(seat);
  return i < lines.size() ? reply_of(lines[i]) : Reply::none;
}

bool Talk::denied(std::size_t seat) const {
  // 没有 and 不用 answer a question in it; they do not contradict what was repeated.
  static const Pattern contradicts("^ ?(?:不对|不是|错了|错|不不|不 )");
  const auto i = reply_line(seat);
  return i < lines.size() && contradicts.in(lines[i].text);
}

Talk make_talk(std::span<const CallText> lines) {
  Talk talk;
  talk.lines.assign(lines.begin(), lines.end());
  talk.asks.resize(lines.size());
  talk.pending.resize(lines.size());
  std::uint32_t open = 0;
  bool fresh = true;                       // the seat speaks after the citizen
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (talk.by_seat(i)) {
      talk.asks[i] = asks_of(lines[i]);
      // 举报一家网吧 - 叫什么名字: the name of what was just spoken of, not the citizen's.
      static const Pattern you("[您你]|贵姓|称呼|姓"), firm("(?:一家|那家|这家|有家|一个|那个)[^ ]{0,6}(?:店|馆|公司|厂|吧|机构|平台|学校|场|院|商家|中介|工地|超市|房)");
      constexpr std::uint32_t both = kAskName | kAskSubject;
      if ((talk.asks[i] & both) == both && i > 0 && !talk.by_seat(i - 1) && !you.in(lines[i].text) && firm.in(lines[i - 1].text)) talk.asks[i] &= ~static_cast<std::uint32_t>(kAskName);
      if (talk.asks[i] != 0) {
        open = fresh ? talk.asks[i] : open | talk.asks[i];
        fresh = false;
      }
      // An echo that asks nothing leaves the question standing: the citizen is still dictating.
    } else {
      talk.pending[i] = open;
      fresh = true;
    }
  }
  return talk;
}

}  // namespace yiwang
