#include "understand/call/digits.h"
#include "understand/call/hearing.h"

namespace yiwang {
namespace {

FilledField flag(bool value, double confidence, SaidAt said) { return {value, confidence, {said}}; }
SaidAt whole(const CallText& line) { return line.said(0, line.text.size()); }
SaidAt place(const CallText& line, const Pattern::Match& hit) { return line.said(hit[0].from, hit[0].to); }

}  // namespace

Heard hear_confidential(const Talk& talk) {
  static const Pattern no(
      "(?:不用保密|不需要保密|不必保密|无需保密|没必要保密|不保密|保什么密|不用匿名|不匿名|可以实名|我实名|实名(?:举报|投诉|反映)|不怕(?:他|她|他们|别人|人家)?(?:们)?知道|可以公开|公开(?:没事|没关系|也行|就行|吧)|可以告诉(?:他|对方)|知道也没(?:事|关系)|知道就知道)");
  static const Pattern yes(
      "(?:(?:要|需要|请|帮我|给我|替我|为我|希望|得|务必|一定|能|可以|最好|麻烦)?(?:你们|您|你)?(?:一定|务必|千万|得|要|帮我|给我|替我|为我)*(?:保密|匿名)|(?:不要|别|不能|不可以|不许|不想|不愿意?|不希望|千万别|可别|勿|不得|不方便)[^ ]{0,6}(?:透露|泄露|泄漏|暴露|公开|告诉|说出去|说是我|说我|讲出去|提我|提到我|报我|跟[^ ]{1,8}(?:讲|说)|给[^ ]{1,8}说)|(?:不要|别|不能|不想|怕|不希望|不愿|千万别)[^ ]{0,3}让[^ ]{1,8}(?:知道|晓得)|(?:怕|担心)[^ ]{0,8}(?:知道|晓得|报复|打击报复|找我麻烦|穿小鞋)|隐去我|隐藏我|保(?:个|一下|下|点)密|瞒着|外传|外泄|泄密|(?:不要|别|不想)(?:留|写)我的?(?:名字|姓名|信息)|(?:不能|不要|别)[^ ]{0,8}(?:知道|晓得)(?:是)?我|(?:不要|别|不能|不许|千万别|可别)[^ ]{0,4}(?:我的?(?:信息|电话|名字|姓名|号码)[^ ]{0,6}(?:给|告诉|透|说|写|露|报)|露我|写我|卖了|出卖|泄|给(?:他|她|他们|物业|老板|对方|单位|厂里|店里|公司))|替我保|给我保|保住我|不要?公开|不(?:同意|愿意?)公开|不想留名|不留名|不署名|(?:不要|别|不能|不许)(?:给|让|叫|被)[^ ]{1,8}(?:知道|晓得|看到|看见|看|听到)|(?:不要|别|不能)(?:说|讲|透露|告诉[^ ]{1,4})(?:出)?(?:是)?谁|保护[^ ]{0,8}(?:隐私|信息)|(?:不要|别|不能)(?:把)?[^ ]{0,8}(?:传出去|漏出去|捅出去|抖出去))");
  static const Pattern not_afraid("不(?:怕|担心)");
  static const Pattern unknown("(?:能|可以|可不可以|能不能|会不会|是不是)(?:匿名|保密)吗|(?:能不能|可不可以|会不会|是不是)(?:匿名|保密|泄露|透露)");
  Heard out;
  for (std::size_t i = 0; i < talk.lines.size(); ++i) {
    const auto& line = talk.lines[i];
    if (talk.by_seat(i)) {
      // 会为您保密: the seat took it up, unless it only asks.
      static const Pattern promised("(?:会为您|为您|给您|帮您|替您|已为您|可以为您|可以)(?:做)?(?:保密|匿名)");
      if (!out && promised.in(line.text) && (talk.asks[i] & (kAskConfidential)) != 0 && !line.asks && talk.reply_to(i) == Reply::yes) out = flag(true, 0.85, whole(line));
      continue;
    }
    const std::u32string_view text = line.text;
    static const Pattern stays("(?:保密|匿名).{0,4}(?:不用|不需要|不必)");
    if (const auto hit = no.find(text)) {
      out = flag(false, 0.96, place(line, *hit));
    } else if (const auto denied = stays.find(text)) {
      out = flag(false, 0.9, place(line, *denied));
    } else if (const auto said = yes.find(text); said && !not_afraid.in(text)) {
      out = flag(true, unknown.in(text) ? 0.85 : 0.96, place(line, *said));
    } else if (talk.answers(i, kAskConfidential) && !(out && !talk.answers_only(i, kAskConfidential))) {
      // Whether it may be told, not whether it must be kept: yes means the contrary.
      static const Pattern may_tell("(?:说是[您你]|公开|透露|提供给|转给|告知|告诉|同意|介意)"), keep("(?:保密|匿名|介意|隐藏|隐去)");
      const auto& question = talk.lines[i - (i > 0 ? 1 : 0)].text;
      const bool inverted = may_tell.in(question) && !keep.in(question);
      static const Pattern open("(?:无所谓|都行|随便|没关系|不怕|不要紧|公开)");
      // Only the line right after the question answers it with a bare word.
      const bool right_after = i > 0 && talk.by_seat(i - 1) && (talk.asks[i - 1] & kAskConfidential) != 0;
      if (!right_after) continue;
      if (open.in(text)) out = flag(false, 0.85, whole(line));
      else if (const auto reply = reply_of(line); reply != Reply::none) out = flag((reply == Reply::yes) != inverted, 0.94, whole(line));
      static const Pattern both("都(?:不|要|需)");
      if (both.in(text) && inverted) out.reset();
    }
  }
  return out;
}

Heard hear_callback_wanted(const Talk& talk) {
  static const Pattern no(
      "(?:(?:不用|不需要|不必|无需|没必要|不要|别|甭|用不着|不)(?:再)?(?:给我|跟我|和我|特意|专门|特地)?(?:们)?(?:回复|回访|回电|回话|回我|回了|打电话|打给我|打了|联系我|联系了|通知我|通知了|告诉我|反馈|答复|回$|回 )|(?:回复|回访|回电)(?:就)?(?:不用|不必|免)了?|不回(?:也|都)?(?:行|可以|没事))");
  static const Pattern yes(
      "(?:(?:给我|跟我|和我|向我|再给我)(?:们)?(?:回|打|来|去)?(?:一?个|一下|次)?(?:电话|回复|答复|回话|回电|信|回音|短信|消息|反馈|说法|说一声|讲一声|说下)|(?:打|回)个?电话(?:给|告诉|通知|跟)我|打(?:给|电话给)我|(?:告诉|通知|告知|联系|回复|答复|回访|回)(?:一下)?我(?:一声|一下|们|吧|就|$| |的|,)|(?:告诉|通知|跟|和)我们?(?:说)?一(?:声|下)|(?:给|有)个(?:回复|答复|回话|回音|准信|信儿?)|(?:发|回)(?:个|条)?短信|希望(?:能)?(?:回复|回电|回访|答复)|(?:处理|解决|办|弄|修|查)[^ ]{0,4}(?:了|好)?(?:给|跟|和|告诉|通知)我(?:们)?(?:说|讲|回|打|一)|请?(?:回电|回复|回访)(?:吧|一下|我| |$)|电话联系|记得(?:回|联系)|(?:能|可以)?回(?:一个|个电话|个话|个信)|等(?:着)?(?:你们|您|你)?的?(?:电话|消息|回复|回话|通知|回音)|(?:短信|微信)(?:通知|告诉|发给|回复)我?|发(?:个)?信息给我)");
  Heard out;
  for (std::size_t i = 0; i < talk.lines.size(); ++i) {
    if (talk.by_seat(i)) continue;
    const auto& line = talk.lines[i];
    const std::u32string_view text = line.text;
    // 之前说给我回电 and 一直没给我回复 complain of a promise; they do not ask.
    static const Pattern complaint("(?:没有?人?|都没|一直没|也没|从来没|没给|不给|就没|迟迟|什么时候|多久|几时|几天|说好|说要|说会|答应|承诺|上次|之前)[^ ]{0,10}$");
    if (const auto hit = no.find(text)) {
      static const Pattern times = grammar("(?:周末|<period>|白天|上班|<week>|时候|点|下班)[^ ]{0,4}$");
      const bool only_then = times.in(text.substr(0, (*hit)[0].from));
      // 短信告诉我就行 别打电话: only how, not whether.
      static const Pattern by_call("打"), written("(?:短信|微信)");
      if (by_call.in(hit->text(text)) && written.in(text)) {
        out = flag(true, 0.9, place(line, *written.find(text)));
        continue;
      }
      if (!only_then && !complaint.in(text.substr(0, (*hit)[0].from))) {
        out = flag(false, 0.95, place(line, *hit));
        continue;
      }
    }
    if (const auto hit = yes.find(text); hit && !complaint.in(text.substr(0, (*hit)[0].from))) {
      static const Pattern others("(?:有个|有人|接到|收到|那个|这个|陌生|号码|刚才|一直|总是|老是|天天|他|她|物业|老板|公司|他们|对方|店家|商家|骗子|中介|居委会|社区|客服)[^ ]{0,6}$");
      if (!others.in(text.substr(0, (*hit)[0].from))) {
        out = flag(true, 0.94, place(line, *hit));
        continue;
      }
    }
    const bool right_after = i > 0 && talk.by_seat(i - 1) && (talk.asks[i - 1] & kAskCallback) != 0;
    if (right_after) {
      const auto reply = reply_of(line);
      if (reply == Reply::no) out = flag(false, 0.94, whole(line));
      if (reply == Reply::yes) out = flag(true, 0.94, whole(line));
    } else if (i > 0 && talk.by_seat(i - 1) && (talk.asks[i - 1] & kAskCallbackTime) != 0 && !out) {
      // Who says when to call wants to be called.
      if (reply_of(line) != Reply::no && line.text.size() > 1) out = flag(true, 0.85, whole(line));
    }
  }
  return out;
}

Heard hear_earlier_case(const Talk& talk) {
  // Letters and digits of a number read aloud: YW 二零二六幺幺零三 杠 零零零三二八.
  static const Pattern coded = grammar("([a-z]{1,4}) ?-?((?:<d>|-|杠|横杠|横线| ){6,40})");
  static const Pattern plain = grammar("(?:工单号?|单号|受理号|编号|工单编号|受理编号|号码)(?:是|为|就是|应该是|我念给你| )*((?:<d>|-|杠|横杠|横线| ){6,40})");
  const auto number_in = [](std::u32string_view text) {
    std::string out;
    for (const char32_t c : text) {
      const int d = spoken_digit(c);
      if (d >= 0) out += static_cast<char>('0' + d);
      else if ((c == U'-' || c == U'杠' || c == U'线') && !out.empty() && out.back() != '-') out += '-';
    }
    while (!out.empty() && out.back() == '-') out.pop_back();
    return out;
  };
  Heard number, known;
  for (std::size_t i = 0; i < talk.lines.size(); ++i) {
    const auto& line = talk.lines[i];
    const std::u32string_view text = line.text;
    const bool seat = talk.by_seat(i);
    if (!(seat && talk.denied(i))) {
      const auto take = [&](const std::string& value, std::size_t from, std::size_t to) {
        if (!number || seat || std::get<std::string>(number->value).size() <= value.size()) number = FilledField{value, seat ? 0.98 : 0.95, {line.said(from, to)}};
      };
      if (const auto hit = coded.find(text)) {
        auto digits = number_in(hit->text(text, 2));
        static const Pattern letters_ok("^(?:yw|gd|sh|sl|dh|zx|ts|jb|hz|qz|w|rx|bj|sz|gz|cd|hz|nj|wh|xa|[a-z]{1,4})$");
        const auto letters = hit->text(text, 1);
        if (digits.size() >= 8 && letters_ok.in(letters)) {
          std::string prefix;
          for (const char32_t c : letters) prefix += static_cast<char>(c - U'a' + 'A');
          // The city's own numbers part the day from the rest by a hyphen.
          if (prefix == "YW" && digits.find('-') == std::string::npos && digits.size() > 8) digits.insert(8, "-");
          take(prefix + digits, (*hit)[1].from, (*hit)[2].to);
        }
      } else if (const auto bare = plain.find(text)) {
        static const Pattern other("(?:电话|手机)");
        const auto digits = number_in(bare->text(text, 1));
        const bool about_case = text.find(U'单') != std::u32string_view::npos || text.find(U"受理") != std::u32string_view::npos || text.find(U"编号") != std::u32string_view::npos || talk.answers(i, kAskEarlierNumber);
        static const Pattern firm("(?:快递|订单|运单|户号|缴费)");
        if (about_case && digits.size() >= 6 && !firm.in(text) && !(other.in(text) && digits.size() == 11 && digits[0] == '1')) take(digits, (*bare)[1].from, (*bare)[1].to);
      } else if (!seat && talk.answers(i, kAskEarlierNumber)) {
        std::string digits;
        std::size_t from = text.size(), to = 0;
        for (const auto& piece : read_digits(text)) {
          digits += piece.digits;
          from = std::min(from, piece.from);
          to = std::max(to, piece.to);
        }
        static const Pattern phone("(?:电话|手机)");
        const bool mobile = digits.size() == 11 && digits[0] == '1' && digits[1] >= '3';
        if (digits.size() >= 6 && !phone.in(text) && !(mobile && talk.answers(i, kAskPhone))) take(digits, from, to);
      }
    }
    if (seat) continue;
    static const Pattern first("(?:第一次(?:打|反映|投诉|来|拨|报|给)?|头一次|首次|头一回|(?:没有?|从来没|从没|没)(?:有)?(?:打过|反映过|投诉过|报过|举报过|拨打过|来过电话))");
    static const Pattern before(
        "(?:(?:之前|以前|上次|上回|上个?月|上个?周|上个?星期|去年|前几天|前两天|前一阵|前段时间|年初|昨天|前天|曾经|早就|已经|都|也|我|就|来|[0-9一二两三四五六七八九十几多好]+月份?)[^ ]{0,8}(?:打过|反映过|投诉过|报过|举报过|打你们|打了你们|打12345|拨过|打热线|报修过)|(?:反映|投诉|举报)(?:过|了)(?:你们)?(?:的)?(?:电话|热线)?(?:好)?(?:[一二两三四五六七八九十几多0-9]+)(?:多)?(?:次|回|遍)|第[二三四五六七八九十0-9几]+(?:次|回)(?:打|反映|投诉|了|来)?|(?:多次|反复|一直|屡次|老是)(?:反映|投诉|打|举报)|给我?(?:办结|结案|销单|退单)|(?:办结|结案)了|(?:上次|之前|原来)(?:那个|的)?(?:工单|单子|诉求|投诉|反映)|(?:上次|之前)(?:你们|热线)(?:说|回复|答复|转|派)|又(?:来)?(?:打|反映|投诉)(?:你们)?(?:电话|热线)?|打(?:过|了)(?:你们|热线|12345|电话的)(?:电话)?(?:好)?(?:[一二两三四五六七八九十几多0-9]+(?:次|回|遍))?|反映过(?:了)?(?:好|几|多|两|三)|(?:你们)?(?:回复|答复)(?:我)?说(?:已经)?(?:处理|解决|整改))");
    static const Pattern to_others("(?:物业|社区|居委会|村里|村委会|派出所|街道|城管|他们|老板|公司|商家|店家|110|119|劳动局|单位|学校|供电|燃气公司|水务|房东|开发商|业委会|客服|平台|环保局|消协|市场监管|交警|人社局|政府|网上|领导)[^ ]{0,8}$");
    static const Pattern hotline("(?:你们|热线|12345|工单|单子|你这|这个电话|办结|结案)");
    const bool right_after = i > 0 && talk.by_seat(i - 1) && (talk.asks[i - 1] & kAskEarlier) != 0;
    if (const auto hit = first.find(text)) {
      static const Pattern odd("(?:第一次(?:去|买|见|用|遇|坐|来这|住|租|听|办|开|吃))");
      if (!odd.in(text) && (right_after || (*hit)[0].size() > 3 || text.find(U"打") != std::u32string_view::npos || text.find(U"反映") != std::u32string_view::npos)) {
        known = flag(false, right_after ? 0.95 : 0.88, place(line, *hit));
        continue;
      }
    }
    if (const auto hit = before.find(text)) {
      static const Pattern any_other("(?:物业|社区|居委会|村里|村委会|派出所|街道|城管|老板|公司|商家|店家|110|119|劳动局|单位|学校|供电|燃气|水务|房东|开发商|业委会|客服|平台|环保局|消协|市场监管|交警|人社局|政府|网上|领导|他们)");
      const bool others = to_others.in(text.substr(0, (*hit)[0].from)) || any_other.in(text);
      if (!others || hotline.in(text)) {
        known = flag(true, hotline.in(text) || right_after ? 0.95 : 0.88, place(line, *hit));
        continue;
      }
    }
    if (right_after && !known) {
      static const Pattern seat_asks_others("(?:物业|社区|居委会|村委会|单位|部门|商家|公司|派出所|学校|110|他们)");
      if (seat_asks_others.in(talk.lines[i - 1].text)) continue;
      static const Pattern elsewhere("(?:物业|社区|居委会|派出所|街道|城管|劳动局|去过|老板|单位|学校|房东|公司|商家|找过)");
      static const Pattern never("^(?:没有|没|不是|从来没|第一次|没打过|没反映过)");
      static const Pattern did("^(?:对|是|嗯|有|都| )*(?:反映|打|投诉|举报|报|拨打|来)过");
      const auto reply = did.in(text) ? Reply::yes : reply_of(line);
      if (never.in(text) && !elsewhere.in(text)) known = flag(false, 0.93, whole(line));
      else if (reply == Reply::yes && !elsewhere.in(text)) known = flag(true, 0.92, whole(line));
    }
  }
  if (number) return number;
  return known;
}

Heard hear_urgent(const Talk& talk) {
  // A danger to people that is there now.
  static const Pattern danger(
      "(?:漏气|煤气味|燃气味|天然气味|煤气泄漏|燃气泄漏|天然气泄漏|煤气漏|燃气漏|着火|起火|失火|火灾|冒烟|冒火|火苗|爆炸|被困|困在|困住|关在(?:电梯|里面|屋里|家里)|掉(?:进|到|下)(?:井|河|水|坑|洞|湖|窨井|池|沟|去了)|掉下去|坠落|坠楼|跳楼|轻生|自杀|想不开|割腕|喝药|走丢|走失|失踪|不见了人|找不到孩子|孩子不见|溺水|落水|触电|漏电|电到人|电了人|电线(?:断|掉|垂)|高压线(?:断|掉)|倒塌|塌了|要塌|塌陷|砸到人|砸伤|砸中|晕倒|昏倒|昏迷|休克|流血|出血|没呼吸|叫不醒|中毒|快不行|快死|救命|快来人|赶紧来人|来人啊|持刀|拿刀|砍人|打人|打起来|家暴|抢劫|绑架|受伤|被[^ ]{0,3}咬|流了?[^ ]{0,3}血|骨折|泄漏|断气|淹到|被淹|掉(?:到|进|在)?(?:水|河|井|沟|湖|池)里|要往下跳|要跳(?:楼|河|江|桥|下|湖)|往下跳|站在(?:楼顶|楼边|天台|桥上|栏杆)|冒火星|冒火花|火星|电线(?:耷拉|垂|裸露)|(?:墙|房子|楼|杆|树|桥|棚|架子)[^ ]{0,6}(?:要倒|快倒|要塌|快塌|倾斜)|眼看[^ ]{0,4}(?:倒|塌|掉)|(?:马上|快|就)要(?:掉下来|倒|塌)|摇摇欲坠|(?:锁|反锁|关)在(?:车|家|屋|房|厕所|里面|阳台)|上吐下泻|食物中毒|没反应|没有反应|喊不应|叫不应|不省人事|呼吸困难|抽搐|(?:在|又|要)打(?:我$|我 |我和|人|架|孩子|老人|我妈)|殴打|行凶|捅|砍|要出人命|出人命|出不来|没下来|困了|车祸|撞(?:了|到|伤)人|撞倒|(?:躺|倒)在(?:地上|路上|路边)|水漫进|洪水|山体滑坡|滑坡|泥石流|脱落砸|掉下来砸|生命危险|人命|心脏病发|喘不过气|(?:井盖|窨井盖)[^ ]{0,3}(?:没了|丢了|不见|被偷)|孕妇.{0,6}(?:肚子|晕|疼)|断药)");
  static const Pattern not_now("(?:没有?|没|不是|未|避免|防止|万一|如果|要是|担心|怕|害怕|容易|可能|会|差点|险些|幸好|幸亏|以前|去年|之前|上次|曾经|听说|新闻|早晚|迟早|说不定|搞不好|弄不好|要不|不然|否则)[^ ]{0,6}$");
  static const Pattern now("(?:现在|正在|马上|赶紧|快点|快来|立刻|刚才|刚刚|眼看|还在|一直在|越来越|快|救|已经|今天|今晚|半个?小时|分钟)");
  static const Pattern calm("(?:不急|不着急|不紧急|没那么急|不是很急|不是急事|慢慢(?:来|处理|弄)|什么时候(?:处理|办|修|弄)都(?:行|可以)|不赶时间|不(?:是)?(?:很|太|特别|什么|怎么|算|用|用太|必)(?:急|着急|紧急)|不是(?:什么)?急事|没有?(?:那么|这么)急|有空(?:再|了再|来|处理)|抽空)");
  static const Pattern hurry("(?:很急|特别急|非常急|太急|紧急|十万火急|火急|等不了|等不及|人命关天|情况紧急)");
  Heard out;
  double score = 0;
  SaidAt at;
  for (std::size_t i = 0; i < talk.lines.size(); ++i) {
    const auto& line = talk.lines[i];
    const std::u32string_view text = line.text;
    if (talk.by_seat(i)) {
      // The seat treats it as one: it calls the fire brigade at once.
      static const Pattern rescue("(?:联系|通知|转接|拨打|转)[^ ]{0,8}(?:119|120|110|消防|救护车|急救|抢险|抢修)|(?:马上|立即|赶快)[^ ]{0,6}(?:撤离|通风|疏散|离开)");
      static const Pattern at_once("(?:马上|立即|立刻|已经|同时|这就|现在)[^ ]{0,6}(?:联系|通知|转接)");
      if (rescue.in(text)) score += score > 0 || at_once.in(text) ? 1 : 0;
      if (rescue.in(text) && score > 0 && at.end == 0) at = whole(line);
      continue;
    }
    if (calm.in(text)) return flag(false, 0.92, whole(line));
    for (const auto& hit : danger.all(text)) {
      std::size_t from = hit[0].from;
      while (from > 0 && text[from - 1] != U' ') --from;
      if (not_now.in(text.substr(from, hit[0].from - from))) continue;
      static const Pattern after_fear("^[^ ]{0,6}(?:怎么办|咋办|谁负责|的可能|隐患|风险|危险吗|演练|报警器|保险|以后|过)");
      if (after_fear.in(text.substr(hit[0].to))) continue;
      // 四月十八号从架子上掉下来 骨折: long in hospital, or over.
      static const Pattern over("(?:昨天|昨晚|前天|上个?(?:周|月|星期|礼拜)|去年|月[0-9一二三四五六七八九十]+[号日]|当时|那天|后来|住院|出院|病历|工伤|去医院|医院看|打了?针)");
      if (over.in(text) && !now.in(text)) continue;
      static const Pattern mild("^(?:(?:井盖|窨井盖).*|受伤|打人|泄漏|塌了|火灾|被淹|中毒|困了|出不来|砍|捅)$");
      score += mild.in(hit.text(text)) ? 0.5 : 1.0;
      if (at.end == 0) at = place(line, hit);
    }
    if (now.in(text) && score > 0) score += 0.4;
    if (hurry.in(text)) {
      static const Pattern not_so("(?:不|没|别)[^ ]{0,3}$");
      const auto hit = *hurry.find(text);
      if (!not_so.in(text.substr(0, hit[0].from))) {
        score += 1.2;
        if (at.end == 0) at = place(line, hit);
      }
    }
  }
  if (score >= 0.9) out = flag(true, score >= 1.6 ? 0.95 : 0.85, at);
  return out;
}

}  // namespace yiwang
