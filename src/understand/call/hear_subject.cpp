#include <algorithm>

#include "base/text.h"
#include "understand/call/digits.h"
#include "understand/call/hearing.h"
#include "understand/tags.h"

namespace yiwang {
namespace {

constexpr std::size_t kMostSubject = 24;

/// Endings of what can be complained of: firms, shops, schools. An office that should act is not one.
const Pattern& firm_ending() {
  static const Pattern pattern(
      "(?:有限责任公司|股份有限公司|有限公司|分公司|集团公司|集团|公司|物业|置业|地产|房地产|建设|建工|建筑|工程队|施工队|装饰|装修公司|装潢|棋牌室|健身房|健身|美容院|美容店|理发店|发廊|美发|烧烤店|烧烤|火锅店|火锅|饭店|餐厅|餐馆|酒楼|酒店|宾馆|旅馆|民宿|大排档|面馆|驿站|小吃店|快餐店|奶茶店|咖啡店|超市|便利店|商店|百货|商行|专卖店|旗舰店|4s店|汽修厂|修理厂|修车店|洗车店|"
      "驾校|培训学校|培训班|培训机构|培训中心|补习班|教育|幼儿园|实验小学|小学|中学|学校|学院|大学|医院|诊所|门诊部|药店|药房|网吧|ktv|酒吧|歌厅|洗浴中心|足浴店|足疗店|影楼|婚纱店|婚庆|中介|房产|家政|快递|快运|速运|速递|物流|停车管理|旅行社|航空|保险|银行|贷款公司|养老院|养殖场|养猪场|砖厂|化工厂|水泥厂|食品厂|加工厂|工厂|厂|菜馆|茶楼|菜场|五金店|建材|家具城|家具|家居|"
      "家电|门窗|电器|服装店|鞋店|水果店|蛋糕店|肉铺|粮油店|早餐店|小吃|烘焙|眼镜店|珠宝|金店|手机店|宠物店|宠物医院|俱乐部|会所|工作室|科技|传媒|网络|平台|商城|合作社|搅拌站|加油站|驿站|烟酒行|烟酒店|烟酒|茶行|车行|影院|影城|游泳馆|游乐场|公园管理处|物管|开发商|出租公司|公交公司|自来水公司|燃气公司|供电公司|热力公司|营业厅|电信|联通|移动|广电|热力|燃气|水务|电力|环卫|运输|汽运|物贸|商贸|贸易|人力资源|人力|服务部|经营部|商店|网咖|台球厅|剧本杀|密室|游戏厅|印染|纺织|化工|塑料厂|砂场|沙场|石场|采石场|砂石厂|洗煤厂|养鸡场|屠宰场|麻辣烫|麻辣香锅|串串|冒菜|烤鱼|酸菜鱼|米粉|米线|拉面|饺子馆|包子铺|炸鸡|汉堡|披萨|茶饮|土菜|私房菜|酒家|食府|饭庄|饭馆|农家乐|渔庄|舞蹈|艺术|画室|琴行|托管班|月子中心|培训中心|艺术中心|健身中心|美容中心|早教|留学|口腔|牙科|整形|医美|体检|典当|二手车|汽车租赁|搬家|开锁|维修|装璜|幕墙|劳务|置地|店|馆|坊|铺)");
  return pattern;
}

// Words before a firm's name.
const Pattern& lead() {
  static const Pattern pattern(
      "^(?:实名举报|匿名举报|实名|严查|查处|查一下|投诉|举报|反映|我要|我想|就是|是|叫做|叫|名叫|名字|一家|那家|这家|有家|有个|一个|那个|这个|在|去|到|给|跟|被|让|对|找|一下|把|由|的|好像|应该|可能|大概|写的|写着|上写|挂的|印的|楼下|楼上|隔壁|旁边|对面|附近|小区|我们|你们|他们|我|他|你|咱们|施工方|施工单位|总包|公司叫|公司名|店名|物业公司|物业|开发商|老板|商家|中介|单位|对|买|租|报|办|签|联系|说|问|打|来|里|里面|那里|现在|以前|原来|后来|结果|但是|而且|因为|所以|也|就|都|还|才|又|再|不|没)");
  return pattern;
}

bool is_office(std::u32string_view name) {
  static const Pattern firm("(?:培训|艺术|健身|美容|月子|早教|教育|康复|体检|养生|洗浴|维修|托管|口腔|医美|家政|配送|批发|购物|影视|摄影)[^ ]{0,2}中心$");
  static const Pattern builder("[一二三四五六七八九十]+(?:局|公司)$");
  if (firm.in(name) || (builder.in(name) && name.size() > 2)) return false;
  static const Pattern office("(?:局|委|政府|街道办|办事处|派出所|居委会|村委会|热线|消防|城管|交警|公安|法院|检察院|社保|民政|教育局|环保|部门|中心|社区|服务中心|劳动|监察|工商|税务|信访|市场监管|住建|12345|^热力|窗口)$");
  return office.in(name);
}

/// No name, only what kind of firm.
bool is_common(std::u32string_view name) {
  static const Pattern common(
      "^(?:(?:黑|村东头|村西头|村头|村口|村里|一家|那家|这家|有家|哪家|什么|某|个|家|新|老|大|小|本|该|整个|我们|你们|他们|楼下|楼上|隔壁|旁边|对面|附近|小区|私人|私立|公立|民办|外地|当地|本地|施工|建筑|装修|物业|物业管理|管理|建设|培训|健身|美容|烧烤|火锅|快递|保险|银行|科技|教育|网络|房产|中介|贷款|家具|建材|食品|化工|自来水|燃气|供电|公交|出租车?|出租|电信|联通|移动|热力|驾|补习|洗浴|烟酒|饮食|餐饮|早餐|夜宵|"
      "公司|集团|店|厂|学校|小学|中学|医院|饭店|超市|商店|房地产|开发商|开发|房|水果|蔬菜|五金|服装|面|菜|茶|书|门|专卖|旗舰|平台|商城|工程|装饰|建工|单位|工地|幼儿园|托管|工|加工|养殖|养猪|停车|停车场|洗车|修车|加油|药|网络|培训机构|机构|棋牌|麻将|娱乐|歌|酒|咖啡|奶茶|总|分|母|子|上|开|进|出|有|的|城市|市|区|县|镇|农村|乡|村))*(?:公司|集团|物业|店|厂|学校|小学|中学|医院|饭店|餐厅|超市|商店|幼儿园|银行|驾校|平台|商城|中介|开发商|培训班|培训机构|健身房|烧烤店|棋牌室|酒店|宾馆|建筑|建设|工厂|营业厅|快递|教育|科技|施工队|工程队|装修公司|网吧|加油站|馆|坊|铺|菜场|电信|联通|移动|药店|诊所|建材|家具|家电|房产|保险|物流|房地产|地产|服装店|理发店|美容院|火锅店|烧烤|火锅|健身|美容|网络|大学|学院|养老院|燃气公司|自来水公司|供电公司|公交公司)$");
  return common.in(name);
}

struct Found {
  std::u32string name;
  SaidAt said;
  double score;
};

class SubjectListener {
 public:
  explicit SubjectListener(const Talk& talk) : talk_(talk) {}

  Heard listen() {
    for (std::size_t i = 0; i < talk_.lines.size(); ++i) line(i);
    const Found* best = nullptr;
    for (const auto& found : found_) {
      if (best == nullptr || found.score > best->score + 1e-9) best = &found;
    }
    if (best == nullptr || best->score < 0.7) return std::nullopt;
    return FilledField{to_utf8(best->name), std::min(0.95, 0.75 + 0.08 * best->score), {best->said}};
  }

 private:
  void line(std::size_t i) {
    const auto& said = talk_.lines[i];
    const std::u32string_view text = said.text;
    const bool seat = talk_.by_seat(i);
    if (seat && talk_.denied(i)) return;
    const bool asked = talk_.answers(i, kAskSubject);
    // 叫劲速健身, 店名叫..., 公司叫...: what is named so is a name whatever its ending.
    static const Pattern named("(?:全名|全称|厂名|店名|公司名?|物业公司?|物业|名字|牌子|招牌|小区物业|平台|学校|驾校|机构|单位|门店|店|厂|健身房|饭店|商家|中介|总包|施工方|开发商|招牌上?)(?:名字)?(?:好像|应该|就|也|上)?(?:叫做|叫|名叫|是叫|写的好像是|写的是|写着|印的是|印的|是) ?([一-龥a-z0-9]{2,12})(?: |$)");
    static const Pattern called("(?:^| |家)(?:是|就|好像|应该)?(?:叫做|叫|名叫) ?([一-龥a-z0-9]{2,12})(?: |$)");
    const bool about_person = talk_.answers(i, kAskName) || talk_.answers(i, kAskPhone);
    if (!seat && !about_person) {
      for (const auto* pattern : {&named, &called}) {
        for (const auto& hit : pattern->all(text)) {
          if (pattern == &called && !asked && !firm_ending().in(hit.text(text, 1)) && !kind_named(i)) continue;
          offer(hit.text(text, 1), said.said(hit[1].from, hit[1].to), asked ? 2.2 : 1.6);
        }
      }
    }
    // 哪家店 好运来: a bare answer.
    if (asked && i > 0 && talk_.by_seat(i - 1) && (talk_.asks[i - 1] & kAskSubject) != 0 && (talk_.asks[i - 1] & (kAskName | kAskWhere | kAskWhen)) == 0) {
      static const Pattern bare("^(?:就是|是|叫|就叫)?([一-龥]{3,8})$");
      static const Pattern sentence("[我你他她的了在是不没有就也都还说叫啊呢吗这那去来]");
      const auto clauses = clauses_of(said);
      if (!clauses.empty()) {
        const auto words = said.piece(clauses[0].from, clauses[0].to);
        if (const auto hit = bare.find(words); hit && !sentence.in(hit->text(words, 1))) offer(hit->text(words, 1), said.said(clauses[0].from + (*hit)[1].from, clauses[0].from + (*hit)[1].to), 1.5);
      }
    }
    // 那个叫川渝记的饭馆; 好像是中筑三局在干.
    static const Pattern named_kind("(?:名叫|叫做|叫) ?([一-龥a-z0-9]{2,8}?)的(?:一家|那家|那个|这家)?[^ ]{0,5}?(?:店|馆|行|公司|厂|学校|机构|平台|超市|酒店|饭店|医院|诊所|中介|驾校|物业|餐厅|网吧|培训)"), at_work("(?:^| |是|好像|应该)([一-龥]{3,10}?)在(?:干|施工|做|建|承建|弄|搞|盖|挖)(?: |$|的|呢|吧)");
    for (const auto* pattern : {&named_kind, &at_work}) {
      static const Pattern clause("(?:工地|时候|楼上|楼下|隔壁|晚上|现在|一直|天天|半夜|每天|早上|有人|人家|还)");
      if (const auto hit = pattern->find(text); hit && !seat && !clause.in(hit->text(text, 1))) offer(hit->text(text, 1), said.said((*hit)[1].from, (*hit)[1].to), 1.3);
    }
    roles(i);
    // A name with a telling ending.
    for (std::size_t at = 0; at < text.size(); ++at) {
      const auto ending = firm_ending().at(text, at);
      if (!ending) continue;
      auto to = static_cast<std::size_t>((*ending)[0].to);
      // 物业 of 物业公司: the longest run of endings.
      while (true) {
        const auto more = firm_ending().at(text, to);
        if (!more) break;
        to = (*more)[0].to;
      }
      const auto from = name_start(text, at);
      if (at > from) {
        const auto name = text.substr(from, to - from);
        const auto before = text.substr(0, from);
        double score = 0.7;
        if (asked) score += 0.9;
        static const Pattern blame("(?:投诉|举报|反映|控告)[^ ]{0,8}$");
        static const Pattern dealt("^[^ ]{0,3}(?:买|吃|看病|就诊|住院|办|上学|上班|修|住|定|订|报|做|租|贷|充|消费|培训|干活|拖欠|欠|不退|不给|不还|乱|多收|卖|的(?:司机|老师|医生|护士|保安|员工|快递|店员|服务员|人)|一直|总是|天天|半夜|施工|排|偷|骗|承诺|答应|跑|关门|倒闭|强制|强迫)");
        if (dealt.in(text.substr(to))) score += 0.4;
        if (blame.in(before)) score += 0.6;
        static const Pattern call("(?:叫|叫做|是|好像是|写的|印的|挂的|牌子是|总包是)[^ ]{0,4}$");
        if (call.in(before)) score += 0.5;
        static const Pattern strong("(?:有限公司|公司|集团|物业|置业|地产|建设|建工|健身|棋牌室|烧烤|驾校|培训|学校|小学|中学|幼儿园|装饰|停车管理|超市|饭店|火锅|酒店|教育|美容|中介|影城|ktv|网吧)");
        if (strong.in(name)) score += 0.3;
        static const Pattern sited("^[^ ]{0,2}(?:门口|门前|楼前|大门|边上|后头|斜对面|北边|南边|东边|西边|北侧|南侧|旁边|对面|附近|隔壁|楼下|后面|前面|宿舍|家属院|上班|住院|附近|的地方|站|东门|西门|南门|北门|路|街|那边|小区|后门|那里|那一段|那段|一段|上的车|下的车|上车|下车|出发|坐车|回来)");
        if (sited.in(text.substr(to))) score -= 1.2;
        static const Pattern told_already("(?:找过|问过|跟|和|联系|转到|转给|打给|问|找|去|送|报警)$");
        if (told_already.in(before)) score -= 0.5;
        static const Pattern seat_acts("(?:通知|联系|转|拨打|协调|派|可以去|到|核实)");
        if (seat) score -= seat_acts.in(text) ? 0.6 : 0.1;
        offer(name, said.said(from, to), score);
      }
      at = to - 1;
    }
  }

  /// Whom no firm's name tells: a village's officers, a driver, the landlord by name.
  void roles(std::size_t i) {
    const auto& said = talk_.lines[i];
    const std::u32string_view text = said.text;
    if (talk_.by_seat(i)) return;
    static const Pattern blamed("(?:投诉|举报|反映|控告)(?:一下)?(?:我们|我|你们)?(?:这里|这边|这|那)?(?:的)?([^ 我你他投诉]{0,8}?(?:村干部|村支书|村书记|村主任|村长|司机|保安|护士|班主任|老师|校长|民警|城管队员|窗口|包工头|房东|开发商|施工队|中介|业委会|物业公司|物业))");
    if (const auto hit = blamed.find(text)) found_.push_back({std::u32string(hit->text(text, 1)), said.said((*hit)[1].from, (*hit)[1].to), 0.8});
    static const Pattern boss("(?:老板|包工头|房东|中介|店主|负责人|工头|村长|村主任|书记|支书|会计|组长|队长|干部|主任|经理|厂长|店长|校长|院长|所长|老师|医生|教练|业务员)(?:名字)? ?(?:叫|是叫|名叫|就叫) ?([一-龥]{2,3})(?: |$|的)");
    if (const auto hit = boss.find(text)) found_.push_back({std::u32string(hit->text(text, 1)), said.said((*hit)[1].from, (*hit)[1].to), 1.3});
    static const Pattern bus = grammar("(?:<n>)路(?:公交车?|车)?(?:的)?(?:司机|驾驶员)");
    if (const auto hit = bus.find(text)) found_.push_back({std::u32string(hit->text(text)), said.said((*hit)[0].from, (*hit)[0].to), 0.8});
    static const Pattern neighbour("(楼上|楼下|隔壁|对门)(?:邻居|那家|住户|家|的|那户)?(?:[^ ]{0,6})(?:养[^ ]{0,3}狗|养狗|装修|漏水|太吵|很吵|弹琴|打麻将|扔|堆|搭|跳|敲|吵)");
    if (const auto hit = neighbour.find(text)) found_.push_back({std::u32string(hit->text(text, 1)) + U"住户", said.said((*hit)[1].from, (*hit)[1].to), 0.72});
  }

  /// The line or the question before speaks of a firm: 投诉一家健身房 叫劲速健身.
  bool kind_named(std::size_t i) const {
    static const Pattern kind("(?:厂|站|场|一家|那家|这家|有家|店|公司|机构|平台|学校|中介|驾校|健身房|商家|物业)");
    return kind.in(talk_.lines[i].text);
  }

  static std::size_t name_start(std::u32string_view text, std::size_t at) {
    static const std::u32string_view kStops = U" 我你他她它们您的了吗呢吧么啥哪谁这那些也还没不被把给让很太就都说问请谢在到去从是往住想要买听看找打叫来有跟与对由";
    std::size_t from = at;
    while (from > 0 && at - from < 10 && (kStops.find(text[from - 1]) == std::u32string_view::npos || (text[from - 1] == U'太' && (text[from] == U'阳' || text[from] == U'平'))) && (is_han(text[from - 1]) || is_latin(text[from - 1]) || is_digit(text[from - 1]))) --from;
    for (bool again = true; again && from < at;) {
      again = false;
      const auto rest = text.substr(from, at - from);
      if (const auto skip = lead().find(rest); skip && (*skip)[0].size() > 0) {
        from += (*skip)[0].size();
        again = true;
      }
    }
    // A street or a number before the name: 槐荫路66号老炮儿烧烤.
    for (std::size_t k = from; k < at; ++k) {
      const char32_t c = text[k];
      if ((c == U'楼' || c == U'层' || c == U'号') && !(k > from && read_count(text, k - 1))) continue;
      const bool ends = c == U'路' || c == U'街' || c == U'巷' || c == U'号' || c == U'楼' || c == U'层' || c == U'区' || c == U'县' || c == U'镇' || c == U'厦' || c == U'场';
      if (ends && at - k > 1) from = k + 1;
    }
    return from;
  }

  void offer(std::u32string_view word, SaidAt said, double score) {
    std::u32string name(word);
    static const Pattern tail("(?:呢|吗|的|啊|了|那个|好像|的牌子|的招牌|招牌|牌子|那种)+$");
    if (const auto cut = tail.find(name)) name.resize((*cut)[0].from);
    if (name.ends_with(U"吧") && !name.ends_with(U"酒吧") && !name.ends_with(U"网吧") && !name.ends_with(U"书吧")) name.pop_back();
    static const Pattern branch("(?:路|街|大道|广场|巷)(?:分)?店$");
    if (branch.in(name) && name.size() <= 6) return;
    if (name.size() < 2 || name.size() > kMostSubject || is_office(name) || is_common(name)) return;
    static const Pattern junk("(?:反映过|投诉过|举报过|占用|盖|^有?人|上个月|上次|什么|怎么|不知道|不清楚|哪个|哪家|多少|没有|不|^(?:帮|送|跑|带|通知|联系|马上|立即|已经|正在|关于|结果|每)|先生|女士|你们|我们|他们|知道|时候|因为|出钱|[把给让派]|电话|号码|几个|好几|^人家|处理|解决|一下|这里|那里|现在|打电话|[的了]$|^[0-9]+$)");
    if (junk.in(name)) return;
    for (auto& other : found_) {
      if (other.name.find(name) != std::u32string::npos || name.find(other.name) != std::u32string::npos) {
        other.score = std::max(other.score, score) + (score > 0.5 ? 0.4 : 0);
        // The fuller form, unless it only grew by words before the name.
        if (name.size() > other.name.size() && name.starts_with(other.name)) {
          other.name = name;
          other.said = said;
        } else if (name.size() < other.name.size() && other.name.ends_with(name) && score > 1) {
          other.name = name;
          other.said = said;
        }
        return;
      }
    }
    found_.push_back({std::move(name), said, score});
  }

  const Talk& talk_;
  std::vector<Found> found_;
};

}  // namespace

Heard hear_subject(const Talk& talk) { return SubjectListener(talk).listen(); }

}  // namespace yiwang
