#include "understand/call/place_parts.h"

#include <algorithm>

#include "base/text.h"
#include "understand/call/call_text.h"

namespace yiwang {
namespace {

// Characters hardly any name of a place holds.
constexpr std::u32string_view kNever = U" 着我你他她它们您的了吗呢吧么啥哪谁这那些也还没不被把给让很就说问请谢在到去从是往住想要买看找打叫来离靠有";
// Words that stand before a name and are no part of it: a name begins after them, none reaches over them.
const Pattern& before_name() {
  static const Pattern pattern = grammar(
      "(?:反映|投诉|举报|咨询|建议|表扬|一下|听说|位于|坐落|靠近|路过|经过|沿着|途经|一个|一家|一条|一处|一段|具体|地址|位置|地点|应该|好像|大概|可能|现在|目前|<period>|旁边|隔壁|附近|对面|门口|楼下|楼上|整个|整条|关于|因为|由于|发现|知道|记得|登记|核实|确认|咱|城西|城东|城南|城北|老家|市里|区里|县里|"
      "名字|属于|上班|上学|工作|开车|骑车|施工|老板|师傅|孩子|小孩|先生|女士|好的|可以|对对|没错|不对|错了|还是|而是|以及|今天|昨天|前天|然后|所以|但是|就是|结果|时候|之前|以前|已经|经常|总是|每天|天天|晚上|早上|交叉|交界|出来|进去|回家|公司|物业|业主|居民|村民|咱们|旁|对过|斜对面|靠|沿|边上|由|至|往北|往南|往东|往西)");
  return pattern;
}

bool is_one_of(std::u32string_view word, std::initializer_list<std::u32string_view> list) { return std::find(list.begin(), list.end(), word) != list.end(); }
bool ends_with_one_of(std::u32string_view word, std::u32string_view characters) { return !word.empty() && characters.find(word.back()) != std::u32string_view::npos; }

const Pattern& area_ending() {
  static const Pattern pattern("(?:街道办?|开发区|高新区|经开区|新区|自治县|市|区|县|镇|乡)");
  return pattern;
}
const Pattern& road_ending() {
  static const Pattern pattern("(?:步行街|大街|大道|环路|快速路|高速公路|公路|高速|国道|省道|县道|胡同|高架|路|街|巷|弄)");
  return pattern;
}
const Pattern& site_ending() {
  static const Pattern pattern(
      "(?:小区|花园|花苑|家园|佳园|嘉园|豪园|名苑|雅苑|锦苑|新苑|御苑|新村|新城|公寓|商务楼|写字楼|办公楼|教学楼|综合楼|广场|大厦|大楼|宿舍楼|宿舍|家属院|家属楼|家属区|大院|安置房|安置区|公租房|廉租房|回迁房|工地|产业园|工业园|科技园|创业园|物流园|软件园|工业区|政务服务中心|便民服务中心|服务中心|活动中心|"
      "体育中心|购物中心|商业中心|会展中心|实验小学|中心小学|小学|中学|高中|职高|学校|大学|学院|幼儿园|托儿所|人民医院|中医院|妇幼保健院|医院|卫生院|卫生站|养老院|敬老院|公园|菜市场|农贸市场|批发市场|市场|菜场|超市|商场|商城|百货大楼|百货|步行街|夜市|美食街|酒店|宾馆|客运站|汽车站|火车站|高铁站|地铁站|公交站台|公交站|车站|"
      "加油站|收费站|停车场|出口|入口|匝道|服务区|体育馆|体育场|图书馆|博物馆|电影院|文化宫|派出所|村委会|居委会|社区|水库|码头|涵洞|铁道口|铁路桥|立交桥|天桥|大桥|隧道|高架桥|车管所|法院|税务局|社保局|营业厅|棋牌室|网吧|国际城|大学城|商贸城|汽车城|灯具城|电脑城|小商品城|服装城|茶城|批发城|古玩城|奥特莱斯|建材城|家具城|影城|机场|老街|古镇|度假村|养殖场|养猪场|砖厂|化工厂|水泥厂|搅拌站|垃圾站|中转站|变电站|"
      "污水处理厂|村|屯|桥|嘉苑|华府|公馆|山庄|别墅|豪庭|华庭|名都|学府|半岛|首府|雅居|新天地|世家|国际|天地)");
  return pattern;
}

bool bad_name(PlacePart part, std::u32string_view name, std::u32string_view ending, std::u32string_view rest) {
  static const Pattern loose("^(?:和|与|跟|及|同|条|个|家|段|处|大|小|本|全|各|每|某|两|几|一|整|老|新|片|里|外|边|上|下|里面|外面|前面|后面|左边|右边|方便|主|辅)+$");
  static const Pattern station("^(?:汽车站|火车站|高铁站|客运站|机场|码头|港口)$");
  if (part == PlacePart::site && station.in(ending) && !(name == U"地铁")) return false;
  if (loose.in(name)) return true;
  const char32_t next = rest.empty() ? U' ' : rest[0];
  switch (part) {
    case PlacePart::area:
      if (ending == U"市") return ends_with_one_of(name, U"城超菜门夜股都我本全集早花跳") || next == U'场' || next == U'民' || next == U'政' || next == U'里' || next == U'面' || next == U'长' || next == U'容';
      if (ending == U"区") return ends_with_one_of(name, U"小社园地城市郊片景厂库校辖街老山学湿林矿军战禁盲工活商住服停步") || next == U'别' || next == U'域' || next == U'间';
      if (ending == U"县") return is_one_of(name, {U"本", U"全", U"各"}) || next == U'城' || next == U'道';
      if (ending == U"镇") return is_one_of(name, {U"城", U"乡", U"村", U"冰", U"本", U"全"}) || next == U'静';
      if (ending == U"乡") return is_one_of(name, {U"城", U"下", U"老", U"家", U"故", U"本", U"返", U"四"}) || next == U'下' || next == U'村' || next == U'镇';
      return false;
    case PlacePart::road: {
      if (ending == U"弄" && (name.size() < 1 || next != U' ')) return true;
      if (ending == U"高速" || ending == U"公路" || ending == U"大街" || ending == U"大道" || ending == U"国道" || ending == U"省道") return ends_with_one_of(name, U"条上在") || (ending == U"高速" && next == U'路');
      if (ending == U"路" && (next == U'灯' || next == U'面' || next == U'障' || next == U'况' || next == U'由' || next == U'费' || next == U'政' || next == U'牌' || next == U'数')) return true;
      if (ending == U"街" && (next == U'道' || next == U'坊' || next == U'边' || next == U'头') && name.size() < 2) return true;
      // 五路 is a bus, 五一路 a street.
      static const Pattern bus("^(?:[0-9]+|[一二三四五六七八九十百零两]+)$"), dated("^(?:五一|八一|七一|二七|三八|五四|六一|七七|九一|一二九|三一五)$");
      if (ending == U"路" && bus.in(name) && !dated.in(name)) return true;
      if (ending == U"路" && rest.starts_with(U"公交")) return true;
      static const Pattern common(
          "(?:马|公|道|铁|走|修|半|网|线|一|沿|电|十字|丁字|断头|条小|条大|水泥|主干|辅|机动车|土|出|思|回|绕|同|陆|让|带|车|过|赶|迷|销|退|生|死|油|管|气|岔|叉|快速|柏油|泥|石子|机耕|下班|上班|主|乡村|支|行人|这条|那条|逛|上|步行|扫|沿|占|夜|盲|消防|条|门前|门口|通|堵|拦|挡|挖|让|铺|门|一条|一段|公交|[一二两三四五六七八九十几0-9]站)$");
      return common.in(name);
    }
    case PlacePart::site: {
      static const Pattern common(
          "^(?:(?:村东头|村西头|村口|村头|个|家|座|条|老|旧|新|大|小|本|整个|全|各个|别的|其他|公共|附近|社区|乡镇|街道|市|区|县|镇|商业|住宅|居民|所有|地下|露天|收费|免费|公立|私立|民办|农|城中|自然|行政|同|隔壁|单位|职工|学生|建筑|男|女|我市|人行|过街|铁|过|断|搭|修|桥|高架|国|楼|施工|拆迁|老年|无|有|第一|开发商|儿童|三甲|大型|农贸|菜|早|批发|农村|乡下|村|新开|连锁|社会|公办|当地|一个|两个|某|上|下|进|出|进出|周边|地铁|公交|火|汽|高铁|客运)+)$");
      if (common.in(name)) return true;
      if (ending == U"村" && (next == U'民' || next == U'里' || next == U'委' || next == U'干' || next == U'镇') && name.size() < 2) return true;
      if (ending == U"国际" || ending == U"天地" || ending == U"世家") return next != U' ' && !is_digit(next) && next != U'小' && next != U'期';
      return ending == U"桥" && (name.size() < 2 || next == U'下' ? name.size() < 2 : false);
    }
    default: return false;
  }
}

class PieceFinder {
 public:
  PieceFinder(std::u32string_view text, const std::vector<KnownPlace>& known) : text_(text), known_(known), starts_(text.size() + 1, 0) {
    starts_[0] = 1;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (never(text[i])) starts_[i + 1] = 1;
    }
    for (const auto& hit : before_name().all(text)) starts_[hit[0].to] = starts_[hit[0].from] = 1;
  }

  std::vector<PlacePiece> find() {
    for (std::size_t i = 0; i < text_.size();) {
      static const Pattern correction("(?:不对|不是|错了|说错|哦不|更正)");
      if (const auto hit = correction.at(text_, i)) {
        corrected_ = true;
        i = (*hit)[0].to;
        starts_[i] = 1;
        continue;
      }
      const auto piece = at(i);
      if (!piece) {
        ++i;
        continue;
      }
      out_.push_back(*piece);
      out_.back().corrected = corrected_;
      i = piece->to;
      starts_[i] = 1;
    }
    return std::move(out_);
  }

 private:
  static bool never(char32_t c) { return kNever.find(c) != std::u32string_view::npos; }

  std::optional<PlacePiece> at(std::size_t i) {
    if (auto piece = number_at(i)) return piece;
    if (auto piece = side_at(i)) return piece;
    for (const auto& place : known_) {
      if (place.from == i && place.to > i + 1) return PlacePiece{kind_of(text_.substr(place.from, place.to - place.from)), place.from, place.to};
    }
    // 枫林路小学, 滨海大道站: what is named after its street.
    if (!out_.empty() && out_.back().to == i && (out_.back().part == PlacePart::road || out_.back().part == PlacePart::area)) {
      static const Pattern station("(?:地铁站|公交站台?|站)");
      static const Pattern odd("^(?:桥|村|屯|国际|天地|高中|大学)$");
      auto hit = site_ending().at(text_, i);
      if (!hit) hit = station.at(text_, i);
      if (hit && !odd.in(hit->text(text_))) return PlacePiece{PlacePart::site, i, (*hit)[0].to};
    }
    // 北环路跟机场路: what joins two names begins none.
    static const Pattern between("(?:和|与|跟|及|同)");
    if (between.at(text_, i) && follows_piece(i) && i > 0 && text_[i - 1] != U' ') {
      starts_[i + 1] = 1;
      return std::nullopt;
    }
    if (starts_[i] != 0) {
      // 体育馆南门, 火车站出站口: a town has one, so it needs no name when a gate is told.
      static const Pattern known_gate("(体育馆|体育场|体育中心|图书馆|博物馆|文化馆|文化宫|少年宫|火车站|高铁站|汽车站|客运站|人民医院|中医院|妇幼保健院|中心医院|政务中心|行政中心|人民公园|市政府|区政府|县政府|镇政府)(?:的)?(?:东|西|南|北|正|大|后|侧)?(?:门口?|出站口|进站口)");
      if (const auto gate = known_gate.at(text_, i)) return PlacePiece{PlacePart::site, i, (*gate)[1].to};
      if (auto piece = name_at(i)) return piece;
      // 和 and its like join two names, or begin one: 和顺里小区.
      static const Pattern joint("(?:和|与|跟|及|同|对|个|家|条)");
      if (joint.at(text_, i)) starts_[i + 1] = 1;
    }
    return std::nullopt;
  }

  static PlacePart kind_of(std::u32string_view name) {
    static const Pattern area("(?:街道|开发区|高新区|新区|市|区|县|镇|乡)$"), road("(?:路|街|巷|大道|胡同|弄|高速|公路|国道|高架)$"), estate("(?:小区|社区)$");
    if (road.in(name)) return PlacePart::road;
    if (area.in(name) && !estate.in(name)) return PlacePart::area;
    return PlacePart::site;
  }

  bool follows_piece(std::size_t i) const {
    if (out_.empty() || out_.back().to > i) return false;
    static const Pattern glue("^(?: |的|在|那|是|就是|住|住在|好像|大概|应该是|就|然后){0,3}$");
    return glue.in(text_.substr(out_.back().to, i - out_.back().to));
  }

  std::optional<PlacePiece> number_at(std::size_t i) const {
    if (i > 0 && (is_digit(text_[i - 1]) || text_[i - 1] == U'第')) return std::nullopt;
    static const Pattern numbered = grammar("(?:([甲乙丙丁]?<n>|[a-z][0-9]*)(?:-[0-9a-z]+)?(号楼|号院|栋|幢|座|单元|楼|层|室|房|期|区|号|弄|组)(门面|门店|商铺|铺面|铺|店)?)");
    if (const auto hit = numbered.at(text_, i)) {
      const auto unit = hit->text(text_, 2);
      const auto to = static_cast<std::size_t>((*hit)[0].to);
      const char32_t next = to < text_.size() ? text_[to] : U' ';
      const bool letter = text_[i] >= U'a' && text_[i] <= U'z';
      if (unit == U"号楼" || unit == U"栋" || unit == U"幢") return PlacePiece{PlacePart::building, i, to};
      if (unit == U"座" && (letter || follows_piece(i))) return PlacePiece{PlacePart::building, i, to};
      if (unit == U"区" && follows_piece(i) && next != U'别' && next != U'域') return PlacePiece{PlacePart::phase, i, to};
      if (letter) return std::nullopt;
      if (unit == U"单元") return PlacePiece{PlacePart::unit, i, to};
      if (unit == U"号院") return PlacePiece{PlacePart::number, i, to};
      if (unit == U"室" || unit == U"房") return (*hit)[1].size() >= 3 || follows_piece(i) ? std::optional(PlacePiece{PlacePart::room, i, to}) : std::nullopt;
      if (unit == U"号") {
        // A house stands behind its road or estate; a day, a line, a window do not.
        static const Pattern not_house("^(?:线|早|上午|中午|下午|晚|那天|的时候|开始|窗口|工作人员|码|就|凌晨|左右|之前|以前|以后)");
        if (follows_piece(i) && !not_house.in(text_.substr(to))) return PlacePiece{PlacePart::number, i, to};
        if (corrected_ && !not_house.in(text_.substr(to))) return PlacePiece{PlacePart::number, i, to};
        return std::nullopt;
      }
      if (unit == U"期" || unit == U"弄" || unit == U"组") return follows_piece(i) ? std::optional(PlacePiece{unit == U"期" || unit == U"组" ? PlacePart::phase : PlacePart::number, i, to}) : std::nullopt;
      if ((unit == U"楼" || unit == U"层") && follows_piece(i) && next != U'上' && next != U'下' && next != U'的' && next != U'住') return PlacePiece{PlacePart::floor, i, to};
      return std::nullopt;
    }
    // 5号楼 402, 3栋 幺零二
    static const Pattern room = grammar("(?:[0-9]{3,4}|<d>{3,4})(?: |$|室)");
    if (!out_.empty() && (out_.back().part == PlacePart::building || out_.back().part == PlacePart::unit) && follows_piece(i)) {
      if (const auto hit = room.at(text_, i)) {
        auto to = static_cast<std::size_t>((*hit)[0].to);
        if (to > i && text_[to - 1] == U' ') --to;
        return PlacePiece{PlacePart::room, i, to};
      }
    }
    return std::nullopt;
  }

  std::optional<PlacePiece> side_at(std::size_t i) const {
    if (!follows_piece(i)) return std::nullopt;
    static const Pattern side(
        "(?:(?:十字|丁字|三岔)?路口|交叉路?口|交汇处?|交界处?|(?:的)?(?:大|正|东|西|南|北|后|前|侧|东南|西北|东北|西南)门口?(?:对面|旁边|附近|外面|外)?|门口|大门口?|(?:斜)?对面|旁边|隔壁|附近|桥下面?|桥洞下?|下面|地下车库|地下停车场|地下室|地下|停车场|车库|拐角处?|拐弯处|西口|东口|南口|北口|口子|[a-h][0-9]?(?:出|进)?口|(?:[0-9]|[一二三四五六])号?(?:出|进)口|(?:东南|东北|西南|西北|东|西|南|北)(?:侧|角)|往(?:东|西|南|北)[0-9一二两三四五六七八九十百]+米)");
    const auto hit = side.at(text_, i);
    if (!hit) return std::nullopt;
    return PlacePiece{PlacePart::side, i, (*hit)[0].to};
  }

  std::optional<PlacePiece> name_at(std::size_t i) const {
    const std::size_t most = 10;
    // 反映新城区: what people do with a name is no part of it.
    static const Pattern doing("(?:反映|投诉|举报|咨询|建议|表扬|发现|听说|知道|登记|核实|位于|现在|目前)");
    if (doing.at(text_, i)) return std::nullopt;
    std::size_t limit = i;
    while (limit < text_.size() && limit - i <= most && !never(text_[limit]) && (limit == i || starts_[limit] == 0) && (is_han(text_[limit]) || is_digit(text_[limit]) || is_latin(text_[limit]))) ++limit;
    for (std::size_t name_end = i + 1; name_end <= limit && name_end < text_.size(); ++name_end) {
      const auto name = text_.substr(i, name_end - i);
      // The longest ending of any kind that begins here; 小区 must not be read as 小 + 区.
      const auto try_ending = [&](const Pattern& ending, PlacePart part, std::size_t longest) -> std::optional<PlacePiece> {
        if (name.size() > longest) return std::nullopt;
        const auto hit = ending.at(text_, name_end);
        if (!hit) return std::nullopt;
        const auto to = static_cast<std::size_t>((*hit)[0].to);
        if (bad_name(part, name, hit->text(text_), text_.substr(to))) return std::nullopt;
        return PlacePiece{part, i, to};
      };
      if (auto piece = try_ending(site_ending(), PlacePart::site, 10)) {
        // 学 + 校门口 and the like never begin a name; 新城 + 区 is an area.
        if (auto longer = try_ending(area_ending(), PlacePart::area, 5); longer && longer->to > piece->to) return longer;
        if (piece->to < text_.size() && text_[piece->to] == U'区' && text_.substr(i, piece->to - i).ends_with(U"新城")) return PlacePiece{PlacePart::area, i, piece->to + 1};
        return grown(*piece);
      }
      if (auto piece = try_ending(road_ending(), PlacePart::road, 6)) {
        if (auto longer = try_ending(area_ending(), PlacePart::area, 5); longer && longer->to > piece->to) return longer;
        static const Pattern lane = grammar("(?:<n>)(?:支弄|弄|巷)");
        if (const auto more = lane.at(text_, piece->to)) piece->to = (*more)[0].to;
        return piece;
      }
      if (auto piece = try_ending(area_ending(), PlacePart::area, 5)) return piece;
    }
    return unusual_at(i, limit);
  }

  /// 百货公司宿舍, 荷塘月色小区停车场: an ending right behind another belongs to the same name.
  PlacePiece grown(PlacePiece piece) const {
    static const Pattern more("(?:站|小区|家属院|家属楼|宿舍|公寓|花园|广场|大厦|停车场|政务服务中心|学校|小学|中学|菜市场|市场|工地|工业园|产业园)");
    if (const auto hit = more.at(text_, piece.to)) piece.to = (*hit)[0].to;
    return piece;
  }

  /// Names without a telling ending, told by what follows: 铂悦府 9号楼, 锦绣江南5栋.
  std::optional<PlacePiece> unusual_at(std::size_t i, std::size_t limit) const {
    static const Pattern block = grammar(" ?(?:(?:<n>|[a-z])(?:栋|幢|号楼|期|单元)|[a-z][0-9]?座)");
    static const Pattern house = grammar(" ?<n>号(?:院|$| )");
    static const Pattern mild("[苑府湾庭园郡轩邸墅城]");
    static const Pattern mild_after = grammar("(?: |$|<n>|东|南|西|北|大门|门|小|里|旁|对面|附近|隔壁|后面|前面|二期|三期|一期)");
    static const Pattern not_estate("(?:政府|家庭|法庭|校园|果园|菜园|田园|县城|进城|全城|商城|省城|开庭|学府|幼儿园|公园|官府|水湾)$");
    for (std::size_t to = std::min(limit, i + 8); to >= i + 2 && to <= text_.size(); --to) {
      const auto name = text_.substr(i, to - i);
      static const Pattern plain("^[一-龥]+$");
      if (!plain.in(name)) continue;
      static const Pattern not_place("(?:[一二三四五六七八九十两几多]$|整栋|这栋|那栋|哪栋|电梯|物业|手机|电话|本人|时间|楼道|^一|第|号$|负|地下|高层|家里|你家|每|多层|全部|单元$)");
      if (not_place.in(name)) continue;
      // 柳河镇 小王庄: behind its town a village needs no 村.
      static const Pattern hamlet("^[一-龥]{1,3}[庄寨堡屯沟坪塘冲坳营岗坡湾坝店集]$"), closes(" |$|[0-9一二三四五六七八九十]+组|的");
      if (!out_.empty() && out_.back().part == PlacePart::area && follows_piece(i) && hamlet.in(name) && closes.at(text_, to)) return PlacePiece{PlacePart::site, i, to};
      if (block.at(text_, to)) return PlacePiece{PlacePart::site, i, to};
      if (mild.at(text_, to - 1) && mild_after.at(text_, to) && !not_estate.in(name)) return PlacePiece{PlacePart::site, i, to};
    }
    return std::nullopt;
  }

  std::u32string_view text_;
  const std::vector<KnownPlace>& known_;
  std::vector<char> starts_;
  std::vector<PlacePiece> out_;
  bool corrected_ = false;
};

}  // namespace

std::vector<PlacePiece> find_place_pieces(std::u32string_view text, const std::vector<KnownPlace>& known) { return PieceFinder(text, known).find(); }

}  // namespace yiwang
