#include <algorithm>

#include "base/text.h"
#include "understand/call/hearing.h"

namespace yiwang {
namespace {

constexpr std::u32string_view kSurnames =
    U"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱丘方侯邹熊孟秦白江阎闫薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚莫孔向汤常温康施文牛"
    U"樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁房滕屈饶解牟艾尤时穆农司卓古吉缪简车项连芦麦褚娄窦戎岑景党宫费卜冷晏席卫米柏"
    U"宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门"
    U"洪裘茅杭钮嵇荀芮宓蒲濮浦茹暨阙蔚晁蒯竺桓亢莘雍湛伏翦寿贝尉蔡赖阳植铁涂泽瑞么敬次仁德贵扎旺索曹"
    U"云容邸展鹿扈水邰木逯付代肖涛戈补哈过牧占召由信来叱";
constexpr std::u32string_view kDouble[] = {U"欧阳", U"上官", U"司马", U"诸葛", U"东方", U"皇甫", U"尉迟", U"公孙", U"慕容", U"司徒", U"夏侯", U"令狐", U"长孙", U"宇文", U"端木", U"轩辕", U"南宫", U"独孤", U"闻人", U"钟离", U"司空", U"申屠", U"万俟", U"呼延", U"西门"};

/// Characters of a surname at `at`: 0, 1 or 2.
std::size_t surname_at(std::u32string_view text, std::size_t at) {
  for (const auto name : kDouble) {
    if (text.substr(at).starts_with(name)) return 2;
  }
  return at < text.size() && kSurnames.find(text[at]) != std::u32string_view::npos ? 1 : 0;
}

/// How people say which character they mean, by its parts. The first is the surname, then what is said.
struct Parts {
  char32_t surname;
  std::u32string_view said;
};
constexpr Parts kParts[] = {{U'李', U"木子李"}, {U'李', U"木子"}, {U'李', U"十八子李"}, {U'张', U"弓长张"}, {U'张', U"弓长"}, {U'章', U"立早章"}, {U'章', U"立早"}, {U'陈', U"耳东陈"}, {U'陈', U"耳东"}, {U'陈', U"耳朵陈"}, {U'吴', U"口天吴"}, {U'吴', U"口天"},
                            {U'林', U"双木林"}, {U'林', U"双木"}, {U'冯', U"二马冯"}, {U'冯', U"两点马"}, {U'冯', U"二马"}, {U'赵', U"走肖赵"}, {U'赵', U"走肖"}, {U'徐', U"双人徐"}, {U'徐', U"双人余"}, {U'胡', U"古月胡"}, {U'胡', U"古月"}, {U'许', U"言午许"}, {U'许', U"言午"},
                            {U'王', U"三横王"}, {U'王', U"三横一竖"}, {U'王', U"三画王"}, {U'黄', U"草头黄"}, {U'黄', U"大肚黄"}, {U'于', U"干勾于"}, {U'于', U"干钩于"}, {U'何', U"人可何"}, {U'何', U"人可"}, {U'郑', U"关耳郑"}, {U'郑', U"关耳"}, {U'刘', U"文刀刘"}, {U'刘', U"文刀"},
                            {U'刘', U"卯金刀"}, {U'杨', U"木易杨"}, {U'杨', U"木易"}, {U'程', U"禾呈程"}, {U'程', U"禾口王"}, {U'程', U"禾呈"}, {U'孙', U"子小孙"}, {U'孙', U"小子孙"}, {U'余', U"人未余"}, {U'余', U"人禾余"}, {U'俞', U"人则俞"}, {U'彭', U"三撇彭"}, {U'朱', U"撇未朱"},
                            {U'朱', U"红色的朱"}, {U'魏', U"委鬼魏"}, {U'魏', U"委鬼"}, {U'吕', U"双口吕"}, {U'吕', U"口口吕"}, {U'谭', U"言西早"}, {U'蔡', U"草祭蔡"}, {U'董', U"草重董"}, {U'苏', U"草办苏"}, {U'姜', U"美女姜"}, {U'江', U"三点水江"}, {U'江', U"水工江"}, {U'汪', U"三点水汪"}, {U'汪', U"水王汪"},
                            {U'汤', U"三点水汤"}, {U'邓', U"又耳邓"}, {U'邓', U"又耳"}, {U'郭', U"享耳郭"}, {U'邱', U"丘耳邱"}, {U'丘', U"山丘的丘"}, {U'罗', U"四夕罗"}, {U'罗', U"四维罗"}, {U'岳', U"丘山岳"}, {U'崔', U"山隹崔"}, {U'秦', U"三人禾"}, {U'史', U"中人史"}, {U'曾', U"曾国藩的曾"}, {U'侯', U"单人旁侯"},
                            {U'付', U"人寸付"}, {U'闫', U"门三闫"}, {U'阎', U"阎王的阎"}, {U'肖', U"小月肖"}, {U'萧', U"草肃萧"}, {U'尹', U"伊人尹"}, {U'任', U"人壬任"}, {U'伍', U"人五伍"}, {U'梁', U"三点水梁"}, {U'沈', U"三点水沈"}, {U'潘', U"三点水番"}, {U'游', U"三点水游"}, {U'叶', U"口十叶"}, {U'田', U"田地的田"},
                            {U'贺', U"加贝贺"}, {U'贺', U"加贝"}, {U'贾', U"西贝贾"}, {U'贾', U"西贝"}, {U'齐', U"文刀齐"}, {U'钱', U"金戋钱"}, {U'钟', U"金中钟"}, {U'宋', U"宝盖木宋"}, {U'庄', U"广土庄"}, {U'康', U"广隶康"}, {U'唐', U"唐朝的唐"}, {U'韩', U"韩信的韩"}, {U'倪', U"人儿倪"}, {U'倪', U"单人旁儿"},
                            {U'裘', U"求衣裘"}, {U'仇', U"人九仇"}, {U'邹', U"刍耳邹"}, {U'邵', U"召耳邵"}, {U'聂', U"三耳聂"}, {U'聂', U"双耳聂"}, {U'鲍', U"鱼包鲍"}, {U'范', U"草头范"}, {U'薛', U"草头薛"}, {U'蒋', U"草将蒋"}, {U'蒋', U"草头蒋"}, {U'蒋', U"将军的将"}, {U'葛', U"草头葛"}, {U'古', U"十口古"}, {U'章', U"文章的章"}};

/// What no name begins with although it begins like one.
bool is_word(std::u32string_view text) {
  static const Pattern words(
      "^(?:高中|高速|高层|高新|高铁|高压|高空|高峰|安全|安排|安静|安装|方便|方面|万一|时候|时间|包括|包工|包子|周末|周围|周边|周[一二三四五六日天]|家|金额|成立|成天|张贴|石头|白天|白色|黄色|黄金|江边|江北|江南|江东|马上|马路|马桶|牛奶|路口|路灯|路边|路上|路面|房东|房子|房产|房屋|"
      "平时|平常|明天|明白|全部|全都|全家|国家|国庆|云|水|花园|花钱|门口|门面|原来|相关|支付|支持|初中|初一|初二|初三|来|过来|过年|信息|信用|海边|海鲜|区|位置|位|满|应该|应|管理|管|商家|商场|商铺|商户|乐|强|海|花|水管|水电|燕|官|简单|连|解决|和|公司|单位|单元|单独|单车|左边|左右|常常|常年|文件|文明|"
      "向|任何|余下|段时间|丁字|都|有|没|不|什么|什|哪|谁|他|她|你|我|这|那|他们|老板|师傅|警察|经理|物业|电话|本人|业主|一个|女的|男的|男|女|居民|群众|市民|先生|女士|免贵|大爷|阿姨|项目|计划|计|权|查|查一下|全|多|广|易|"
      "麻烦|党员|党|费用|费|施工|温度|康复|毛病|龙头|武|田地|田里|程序|陆续|东方(?:花园|广场|小区|明珠)|南宫|农民|农村|车|车位|车主|游客|冷|边上|米|皮|木|古|时|连着|解|代|代理|代表|付|付款|牧|展|展览|展会|门|门卫|钟|钟头|师|师父|时不时|尚未|季度|盛|成|曲|管道|项|路|游|别|叫|是|在|就|尾号|刚才|免了|免)");
  return words.in(text);
}

struct Name {
  std::u32string full;                     // empty while only the surname is known
  std::u32string surname;
  std::u32string title;                    // 先生, 女士
  std::vector<SaidAt> said;
  double confidence = 0.9;
};

/// A name at `at`: 2 to 3 characters (up to 4 after a double surname) up to where a name may end.
std::optional<std::size_t> full_name_end(std::u32string_view text, std::size_t at) {
  const auto family = surname_at(text, at);
  if (family == 0 || (family == 1 && is_word(text.substr(at)))) return std::nullopt;
  for (const std::size_t given : {2, 1}) {
    const auto end = at + family + given;
    if (end > text.size()) continue;
    bool han = true;
    for (auto i = at; i < end; ++i) han = han && is_han(text[i]);
    static const Pattern no_given("(?:先生|女士|师傅|阿姨|大爷|大姐|奶奶|老师|小姐|大哥|同志|经理|总$|的|了|是|在|吧|呢|家|某|我|你|他|她|它|住|不|也|就|都|们|叫|姓|吗|说|打|没|这|那)");
    bool bad = false;
    for (auto i = at + family; i < end; ++i) bad = bad || no_given.at(text, i).has_value();
    if (!han || bad) continue;
    static const Pattern follows("(?: |$|弓长|木子|立早|耳东|口天|双木|二马|走肖|双人|古月|言午|三横|草头|干勾|关耳|文刀|木易|电话|手机|我|号码|联系|住|在|是|今年|这个|你|您|身份|先生|女士|小姐|哪个|就是|吧|[0-9幺]|一[三五七八九])");
    if (follows.at(text, end)) return end;
  }
  return std::nullopt;
}

std::u32string title_of(std::u32string_view word) {
  static const Pattern woman("^(?:女士|小姐|阿姨|奶奶|大姐|大妈|大娘|婆婆|太太|姐|嫂|女)");
  static const Pattern man("^(?:先生|老先生|大爷|大叔|叔叔|爷爷|大哥|老先生|男)");
  if (woman.in(word)) return U"女士";
  if (man.in(word)) return U"先生";
  return {};
}

class NameListener {
 public:
  explicit NameListener(const Talk& talk) : talk_(talk) {}

  Heard listen() {
    for (std::size_t i = 0; i < talk_.lines.size(); ++i) {
      if (talk_.by_seat(i)) seat(i);
      else citizen(i);
    }
    if (name_.surname.empty() && name_.full.empty()) return std::nullopt;
    const auto value = !name_.full.empty() ? name_.full : name_.surname + name_.title;
    return FilledField{to_utf8(value), name_.confidence, name_.said};
  }

 private:
  void citizen(std::size_t i) {
    const auto& line = talk_.lines[i];
    const std::u32string_view text = line.text;
    const bool asked = talk_.answers(i, kAskName);
    static const Pattern refuses("(?:不想说|不说了|就不说|不方便|免了|不留|不告诉|别问|不用知道|不愿|不透露|匿名|保密吧|不便|没必要知道|不需要知道|不提供|不用管我|就算了|不想留)");
    static const Pattern gives("(?:我姓|我叫|免贵)");
    if (asked && refuses.in(text) && !gives.in(text)) return;
    static const Pattern male("(?:我是(?:个)?(?:男的|男的|先生|男士|男同志)|是先生|叫先生)"), female("(?:我是(?:个)?(?:女的|女士|女同志)|是女士|叫女士)");
    if (male.in(text)) name_.title = U"先生";
    if (female.in(text)) name_.title = U"女士";
    if (!spoken(i, asked)) return;
    spell(i);
  }

  /// The citizen says a name. True when this line was about it.
  bool spoken(std::size_t i, bool asked) {
    const auto& line = talk_.lines[i];
    const std::u32string_view text = line.text;
    bool about = false;
    // 不是张是章
    static const Pattern not_but("不是(.{1,2})是(.{1,2})(?: |$|的)");
    if (const auto hit = not_but.find(text); hit && !name_.surname.empty()) {
      const auto wrong = hit->text(text, 1), right = hit->text(text, 2);
      if (wrong == name_.surname && surname_at(right, 0) == right.size()) {
        set_surname(std::u32string(right), line.said((*hit)[2].from, (*hit)[2].to), 0.95);
        return true;
      }
    }
    // Surname first: 我姓王, 免贵姓李, 姓周. Somebody else's does not count.
    static const Pattern family("(?:我姓|免贵姓?|我们家姓|姓|我是姓)(?:是)? ?(<x>)", &surname_macro());
    static const Pattern other("(?:他|她|它|老板|对方|包工头|主任|经理|那个人|医生|老师|队长|邻居|司机|房东|店主|一个|个|人|叫|们|头|业主|师傅|中介)(?:就|也|是|好像|应该)?$");
    for (const auto& hit : family.all(text)) {
      const auto before = text.substr(0, hit[0].from);
      if (other.in(before) && !hit.text(text).starts_with(U"我") && !hit.text(text).starts_with(U"免")) continue;
      static const Pattern third("(?:老板|包工头|他|她|对方|经理|主任)[^ ]{0,4}$");
      if (!asked && third.in(before)) continue;
      const bool own = asked || hit.text(text).starts_with(U"我") || hit.text(text).starts_with(U"免") || hit[0].from == 0;
      if (!own) continue;
      const auto at = hit[1].from;
      static const Pattern asking("^(?:什么|啥|名|就)");
      if (asking.in(text.substr(at))) continue;
      set_surname(std::u32string(hit.text(text, 1)), line.said(at, hit[1].to), 0.95);
      about = true;
      if (const auto end = full_name_end(text, at); end && *end - at > hit[1].size()) set_full(text.substr(at, *end - at), line.said(at, *end), 0.95);
    }
    // 姓石 单名一个磊字
    static const Pattern single("单名(?:一个|是|叫)?(?:一个)?([一-龥])(?:字| |$)");
    if (const auto hit = single.find(text); hit && !name_.surname.empty()) {
      set_full(name_.surname + std::u32string(hit->text(text, 1)), line.said((*hit)[1].from, (*hit)[1].to), 0.93);
      about = true;
    }
    // Whole name: 我叫张建国, 叫欧阳静, 名字是
    static const Pattern called("(?:我的?名字(?:是|叫)?|我叫|本人叫?|我是|名叫|名字(?:是|叫)|全名(?:是|叫)?|叫|我就是)(?:做)? ?");
    for (const auto& hit : called.all(text)) {
      const auto word = hit.text(text);
      const auto at = hit[0].to;
      const auto end = full_name_end(text, at);
      if (!end) continue;
      const bool plain = word.starts_with(U"叫") || word.starts_with(U"名叫");
      const bool is_me = word.starts_with(U"我是") || word.starts_with(U"本人");
      const bool known = !name_.surname.empty() && text.substr(at).starts_with(name_.surname);
      if ((plain || is_me) && !asked && !(known && about)) continue;
      const auto before = text.substr(0, hit[0].from);
      static const Pattern third("(?:他|她|老板|经理|对方|孩子|儿子|女儿|店|公司|老公|老婆|爱人|妈|爸|父亲|母亲|老师|医生|老人|朋友)[^ ]{0,3}$");
      if (plain && third.in(before)) continue;
      set_full(text.substr(at, *end - at), line.said(at, *end), 0.95);
      about = true;
    }
    if (asked) {
      // A bare answer: 董亮 古董的董, 周 周末的周, 姓章 立早章 章文华
      for (const auto& clause : clauses_of(line)) {
        auto at = clause.from;
        static const Pattern lead("^(?:叫我老|叫我小|老|小|我|是|叫|就|就叫|就是|姓|免贵|姓名|名字|您写|你写|写|对|好|行|好的|是的)+");
        std::u32string_view piece = text.substr(at, clause.to - at);
        if (const auto skip = lead.find(piece); skip && surname_at(piece, (*skip)[0].to) != 0) {
          at += (*skip)[0].to;
          piece = text.substr(at, clause.to - at);
        }
        const auto family_size = surname_at(piece, 0);
        if (family_size == 0 || is_word(piece)) continue;
        static const Pattern spelling("(?:的.|.的|[0-9])");
        if (piece.size() == family_size && name_.surname.empty() && talk_.answers_only(i, kAskName | kAskPhone)) {
          set_surname(std::u32string(piece), line.said(at, at + family_size), 0.9);
          about = true;
        } else if (const auto end = full_name_end(text.substr(0, clause.to), at); end && (*end == clause.to || *end - at >= 2) && !spells(piece)) {
          const bool fits = name_.surname.empty() || text.substr(at).starts_with(name_.surname);
          if (fits && (name_.full.empty() || *end == clause.to)) {
            set_full(text.substr(at, *end - at), line.said(at, *end), *end == clause.to ? 0.93 : 0.85);
            about = true;
          }
        } else if (const auto addressed = addressed_at(piece); addressed && name_.surname.empty()) {
          set_surname(std::u32string(piece.substr(0, family_size)), line.said(at, at + family_size), 0.9);
          name_.title = *addressed;
          about = true;
        }
      }
      static const Pattern woman("(?:^| )(?:女士|小姐|女的|女)(?: |$)"), man("(?:^| )(?:先生|男士|男的|男)(?: |$)");
      if (woman.in(text)) name_.title = U"女士";
      if (man.in(text)) name_.title = U"先生";
      about = about || !name_.surname.empty();
    }
    return about || (!name_.surname.empty() && recently_);
  }

  /// 王先生 at the beginning: the title that is meant.
  static std::optional<std::u32string> addressed_at(std::u32string_view piece) {
    const auto family = surname_at(piece, 0);
    if (family == 0) return std::nullopt;
    static const Pattern title("^(?:先生|女士|小姐|阿姨|大爷|大姐|奶奶|大哥|师傅|老师|大妈|叔叔)");
    const auto rest = piece.substr(family);
    if (!title.in(rest)) return std::nullopt;
    return title_of(rest);
  }
  static bool spells(std::u32string_view piece) {
    static const Pattern words("^.{1,6}的.");
    if (words.in(piece)) return true;
    return std::any_of(std::begin(kParts), std::end(kParts), [&](const Parts& p) { return piece.starts_with(p.said); });
  }

  /// Which characters are meant: 弓长张, 建设的建, 晓是拂晓的晓.
  void spell(std::size_t i) {
    const auto& line = talk_.lines[i];
    const std::u32string_view text = line.text;
    for (const auto& parts : kParts) {
      const auto at = text.find(parts.said);
      if (at == std::u32string_view::npos) continue;
      // 木子 in a name of its own is no spelling.
      if (name_.surname.empty() || name_.surname.size() == 1) {
        if (name_.full.find(parts.said) != std::u32string::npos) continue;
        replace_surname(parts.surname, line.said(at, at + parts.said.size()));
        break;
      }
    }
    static const Pattern meant("(?:(.)(?:就)?是)?([^ 的是]{1,4})的(?:那个)?(.)(?: |$|[^ ])");
    std::vector<char32_t> spelled;
    for (std::size_t from = 0; from < text.size();) {
      const auto hit = meant.find(text, from);
      if (!hit) break;
      from = (*hit)[3].to;
      const auto word = hit->text(text, 2);
      const char32_t character = hit->text(text, 3)[0];
      if (word.find(character) == std::u32string_view::npos || !is_han(character)) continue;
      const char32_t stands_for = (*hit)[1].there() ? hit->text(text, 1)[0] : 0;
      const auto at = stands_for != 0 ? name_.full.find(stands_for) : std::u32string::npos;
      if (at != std::u32string::npos) name_.full[at] = character;
      else spelled.push_back(character);
      name_.said.push_back(line.said((*hit)[2].from, (*hit)[3].to));
    }
    if (spelled.empty()) return;
    const auto has = [&](char32_t c) { return name_.full.find(c) != std::u32string::npos || name_.surname.find(c) != std::u32string::npos; };
    if (std::all_of(spelled.begin(), spelled.end(), has)) return;
    if (name_.full.empty()) {
      // 姓余 年年有余的余: one character said for a surname of one.
      if (spelled.size() == 1 && name_.surname.size() == 1 && surname_at(std::u32string_view(spelled.data(), 1), 0) == 1) name_.surname = spelled[0];
      return;
    }
    const auto family = std::max<std::size_t>(name_.surname.size(), 1);
    if (spelled.size() == name_.full.size()) {
      for (std::size_t k = 0; k < spelled.size(); ++k) name_.full[k] = spelled[k];
    } else if (spelled.size() == name_.full.size() - family) {
      for (std::size_t k = 0; k < spelled.size(); ++k) name_.full[family + k] = spelled[k];
    } else if (spelled.size() == 1 && surname_at(std::u32string_view(spelled.data(), 1), 0) == 1 && family == 1 && text.find(U'姓') != std::u32string_view::npos) {
      name_.full[0] = spelled[0];
    } else {
      return;
    }
    name_.surname = name_.full.substr(0, family);
  }

  void seat(std::size_t i) {
    const auto& line = talk_.lines[i];
    const std::u32string_view text = line.text;
    recently_ = (talk_.asks[i] & kAskName) != 0;
    static const Pattern titles("(?:老先生|先生|女士|小姐|阿姨|奶奶|大爷|大姐|大妈|师傅|老师|大哥|叔叔|爷爷|同志)");
    static const Pattern corrects("(?:不是|不姓|我姓|错了|叫错)");
    const auto reply = talk_.reply_line(i);
    if (reply < talk_.lines.size() && talk_.reply_to(i) == Reply::no && corrects.in(talk_.lines[reply].text)) return;
    for (const auto& hit : titles.all(text)) {
      const std::size_t end = hit[0].from;
      // The surname before the title, or a whole name; what stands before it must not belong to a word.
      for (const std::size_t size : {1, 2, 3, 4}) {
        if (size > end) break;
        const auto at = end - size;
        const auto family = surname_at(text, at);
        const char32_t before = at == 0 ? U' ' : text[at - 1];
        static const std::u32string_view leads = U" 好的是行那您你了请谢为";
        if (family == 0 || family > size || leads.find(before) == std::u32string_view::npos || (size > 1 && is_word(text.substr(at)))) continue;
        if (size == 2 && family == 1 && before != U' ' && before != U'是' && before != U'的') continue;
        address(i, at, family, end, hit);
        break;
      }
    }
  }

  void address(std::size_t i, std::size_t at, std::size_t family, std::size_t end, const Pattern::Match& title) {
    const auto& line = talk_.lines[i];
    const std::u32string_view text = line.text;
    const auto surname = std::u32string(text.substr(at, family));
    if (end - at > family) {
      bool han = true;
      for (auto k = at; k < end; ++k) han = han && is_han(text[k]) && text[k] != U'的' && text[k] != U'是';
      if (han && name_.full.empty() && talk_.reply_to(i) == Reply::yes) set_full(text.substr(at, end - at), line.said(at, end), 0.9);
    } else if (name_.surname.empty()) {
      name_.surname = surname;
      name_.confidence = 0.9;
      name_.said = {line.said(at, title[0].to)};
    }
    if (name_.surname == surname) {
      if (const auto meant = title_of(title.text(text)); !meant.empty()) name_.title = meant;
    }
  }

  void set_surname(std::u32string surname, SaidAt said, double confidence) {
    if (!name_.full.empty() && name_.full.starts_with(surname)) return;
    if (!name_.full.empty() && name_.surname != surname) {
      name_.full = surname + name_.full.substr(name_.surname.size());
    }
    name_.surname = std::move(surname);
    name_.confidence = confidence;
    name_.said = {said};
  }
  void set_full(std::u32string_view full, SaidAt said, double confidence) {
    name_.full = full;
    name_.surname = name_.full.substr(0, std::max<std::size_t>(surname_at(full, 0), 1));
    name_.confidence = confidence;
    name_.said = {said};
  }
  void replace_surname(char32_t right, SaidAt said) {
    if (!name_.full.empty() && name_.surname.size() == 1) name_.full[0] = right;
    name_.surname = right;
    name_.said.push_back(said);
  }

  static const Pattern::Macros& surname_macro() {
    static const Pattern::Macros macros = [] {
      std::string any = "(?:";
      for (const auto name : kDouble) any += to_utf8(name) + "|";
      return Pattern::Macros{{"x", any + "[" + to_utf8(kSurnames) + "])"}, {"han", "[一-龥]"}};
    }();
    return macros;
  }

  const Talk& talk_;
  Name name_;
  bool recently_ = false;
};

}  // namespace

Heard hear_name(const Talk& talk) { return NameListener(talk).listen(); }

}  // namespace yiwang
