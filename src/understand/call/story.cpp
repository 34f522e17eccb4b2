#include "understand/call/story.h"

#include <algorithm>

#include "base/text.h"

namespace yiwang {
namespace {

constexpr std::size_t kMostSummary = 60, kMostAppeal = 60;
constexpr std::uint32_t kPersonal = kAskName | kAskPhone | kAskConfidential | kAskCallback | kAskCallbackTime | kAskEarlierNumber;

/// What is said around a story: greetings, manners, answers.
const Pattern& manners() {
  static const Pattern pattern(
      "^(?:喂|你好|您好|领导你好|领导您好|领导好|领导|你好领导|挂了|没事|(?:我|我要|我想|我来)?(?:投诉|举报|反映|咨询|说|讲)(?:一个事情?|个事情?|一下|一件事|一个问题|个问题|两个事|一个情况|个情况)?|好|好的|好吧|行|嗯|对|对的|对对|对对对|是|是的|没错|可以|谢谢|谢谢你|谢谢您|感谢|再见|不客气|没有了|没有|没了|没|不用|不用了|要|要的|就这样|就这个|哦|同志|师傅|小姐|先生|女士|同志你好|你好同志|你好啊|早上好|下午好|晚上好|那行|那好|那好吧|知道了|我知道了|明白|麻烦你了|麻烦了|辛苦了|拜拜|好谢谢|好的谢谢|好好|好好好|行行|嗯嗯|是啊|对啊|有的|有|能|不知道|不记得|不清楚|喂你好|"
      "是政府吗|12345吗|是12345吗|是市民热线吗|你说|你听我说|我说|稍等|等一下|等等|我想想)$");
  return pattern;
}

std::u32string_view without_lead(std::u32string_view clause) {
  static const Pattern lead(
      "^(?:喂|你好|您好|领导你好|领导您好|领导好|领导|你好领导|挂了|没事|(?:我|我要|我想|我来)?(?:投诉|举报|反映|咨询|说|讲)(?:一个事情?|个事情?|一下|一件事|一个问题|个问题|两个事|一个情况|个情况)?|同志|师傅|然后|就是说|就是|那么|那|所以|但是|因为|而且|反正|其实|这个|我想|我要|我就|我是想|我是要|我来|我打电话(?:是|来)?|我这边|我这里|我|想|要|向你们|跟你们|给你们|反映一个事情|反映一下|反映个事|反映个问题|反映一个问题|反映|投诉一下|举报一下|举报一个事|说一下|讲一下|问一下|咨询一下|一个事情|一件事|个事|关于|对|嗯|好|行|是|还有|另外|哎|啊|呢|嘛|吧)");
  for (int guard = 0; guard < 6; ++guard) {
    const auto hit = lead.find(clause);
    if (!hit || (*hit)[0].size() == 0 || (*hit)[0].size() >= clause.size()) break;
    // 我们, 我家 begin what is told.
    const char32_t next = clause[(*hit)[0].to];
    if ((hit->text(clause) == U"我" || hit->text(clause) == U"对" || hit->text(clause) == U"是") && (next == U'们' || next == U'家' || next == U'爸' || next == U'妈' || next == U'孩' || next == U'面' || next == U'女' || next == U'儿' || next == U'老')) break;
    clause.remove_prefix((*hit)[0].size());
  }
  return clause;
}

}  // namespace

std::string tidy(std::u32string_view text, std::size_t most) {
  std::u32string out;
  for (const char32_t c : text) {
    if (c == U' ') {
      if (!out.empty() && out.back() != U'，') out += U'，';
    } else {
      out += c;
    }
  }
  static const Pattern tail("(?:就行了|就可以了|就好了|就行|就好|可以吗|行吗|好吗|行不行|好不好|吧|吗|呢|啊|嘛|呀|哈|啦|，)+$");
  if (const auto cut = tail.find(out); cut && (*cut)[0].from >= 2) out.resize((*cut)[0].from);
  if (out.size() > most) {
    auto cut = out.rfind(U'，', most);
    out.resize(cut != std::u32string::npos && cut >= most / 2 ? cut : most);
  }
  while (!out.empty() && out.back() == U'，') out.pop_back();
  return to_utf8(out);
}

Story make_story(const Talk& talk) {
  Story story;
  std::u32string text;
  static const Pattern personal(
      "(?:我姓|免贵|我叫|电话|手机|号码|保密|匿名|回复|回访|打给我|联系我|透露|工单|单号|[0-9幺零]{7}|贵姓|称呼|没有了|打错)");
  static const Pattern tells("(?:投诉|反映|举报|咨询|建议|表扬|坏|不|没|漏|吵|臭|脏|堵|欠|收费|乱|问)");
  for (std::size_t i = 0; i < talk.lines.size(); ++i) {
    const auto& line = talk.lines[i];
    if (talk.by_seat(i)) {
      // What the seat sums up and the citizen agrees to belongs to it.
      static const Pattern sums_up("(?:您是(?:想|要|说|反映|咨询)|反映的?是|是反映|就是说|的事情|的问题|扰民|对吧|对吗|是吧|是吗)");
      if (!(sums_up.in(line.text) && talk.reply_to(i) == Reply::yes && (talk.asks[i] & kPersonal) == 0 && line.text.size() >= 8)) continue;
    } else if (talk.pending[i] != 0 && (talk.pending[i] & ~static_cast<std::uint32_t>(kPersonal)) == 0 && (personal.in(line.text) || line.text.size() < 12) && !(line.text.size() >= 14 && tells.in(line.text))) {
      continue;
    }
    for (const auto& clause : clauses_of(line)) {
      const auto words = line.piece(clause.from, clause.to);
      static const Pattern wrong_number("(?:打错|拨错|按错)");
      if (!talk.by_seat(i) && wrong_number.in(words)) story.misdialled = true;
      if (words.size() < 2 || manners().in(words)) continue;
      if (personal.in(words) && words.size() < 16 && !tells.in(words)) continue;
      story.parts.push_back({i, clause.from, clause.to});
      static const Pattern wishes("(?:希望|要求|赶紧|赶快|尽快|快点|派人|管管|管一管|处理一下|解决一下)");
      if (!talk.by_seat(i) && wishes.in(words)) story.wishes = true;
      if (!text.empty()) text += U'，';
      text += words;
    }
  }
  if (text.size() > 2000) text.resize(2000);
  story.text = to_utf8(text);
  return story;
}

Heard hear_kind(const Talk& talk, const Story& story, bool urgent) {
  struct Cue {
    RequestKind kind;
    double weight;
    Pattern words;
  };
  static const std::vector<Cue> cues = [] {
    std::vector<Cue> made;
    const auto add = [&](RequestKind kind, double weight, std::string_view words) { made.push_back({kind, weight, Pattern(words)}); };
    add(RequestKind::complaint, 3, "(?:我?要?投诉|来投诉|想投诉)");
    add(RequestKind::offence, 3, "(?:我?要?举报|检举|揭发|实名举报|匿名举报)");
    add(RequestKind::offence, 2.4, "(?:纪委|克扣[^ ]{0,4}(?:款|补)|(?:补偿款|补助|低保金|工程款|救济款|征地款)[^ ]{0,8}(?:扣|吞|截|挪|贪))");
    add(RequestKind::offence, 1.2, "(?:赌博|赌钱|卖淫|吸毒|贩毒|传销|制假|假烟|假酒|无证|非法|偷排|偷税|黑诊所|酒驾|盗采|电鱼|地沟油|贿赂|贪污|受贿)");
    add(RequestKind::complaint, 3, "(?:管不管|有没有人管|还管吗|到底[^ ]{0,8}(?:不|没|管|修)|谁来管)");
    add(RequestKind::offence, 2.4, "(?:赌场|聚赌|开赌|赌窝|卖淫窝点|制毒|贩毒)");
    add(RequestKind::help, 2, "(?:救济|断粮|揭不开锅|活不下去|走投无路)");
    add(RequestKind::praise, 4, "(?:表扬|点赞|送(?:一?面)?锦旗|感谢信|好人好事|夸一?夸|夸夸)");
    add(RequestKind::praise, 1.5, "(?:太感谢|特别感谢|非常感谢|真的?感谢|要感谢|想感谢|感谢一下|服务(?:真|特别|非常|很)好|真热心|真负责)");
    add(RequestKind::suggestion, 3, "(?:我?建议|提(?:个|一个|一?点|两个|几个|条)?(?:建议|意见)|有个建议|有个想法|提(?:个|一个|点)想法|提议)");
    add(RequestKind::suggestion, 0.8, "(?:是不是可以|能不能(?:增加|加|设|装|增设|开通|延长|改)|应该多|希望增加|增设)");
    add(RequestKind::question, 2.6, "(?:咨询|想问|问一?下|问问|请问|打听|了解一?下|想知道|请教|我想查|帮我查|查询|我问)");
    add(RequestKind::question, 0.8, "(?:怎么办理|怎么弄|去哪|到哪里?|哪里办|需要(?:什么|哪些)|什么(?:材料|条件|手续|流程|时候)|多少钱|能不能办|可不可以|可以(?:吗|不)|算不算|有没有规定|什么政策|几点|要不要|是不是)");
    add(RequestKind::help, 2.2, "(?:求助|救命|救救|帮帮忙|帮我找|帮忙找|帮忙协调|帮我们协调|请求帮助|需要帮助|来个人|快来|快点来|赶紧来|被困|走丢|走失|找不到)");
    add(RequestKind::help, 0.6, "(?:帮忙|帮我|帮一下|停水|停电|没水|没电|抢修|救助|困难)");
    add(RequestKind::complaint, 1, "(?:不管|没人管|扰民|乱收费|多收|不退|不给|欠|拖|骗|坑|态度|吵|臭|噪音|油烟|占道|乱停|不处理|没下文|推|没解决|不解决|太不像话|凭什么|什么意思|坏了|不亮|没人修|没人收|堵|漏水|脏|垃圾|反映)");
    return made;
  }();
  if (story.parts.empty() || story.misdialled) return std::nullopt;
  std::array<double, kRequestKinds.size()> score{};
  std::vector<SaidAt> said;
  std::array<std::optional<SaidAt>, kRequestKinds.size()> where;
  std::size_t told = 0;
  for (std::size_t p = 0; p < story.parts.size(); ++p) {
    const auto& part = story.parts[p];
    const auto& line = talk.lines[part.line];
    const auto words = line.piece(part.from, part.to);
    told += static_cast<std::size_t>(std::count_if(words.begin(), words.end(), is_han));
    for (const auto& cue : cues) {
      const auto hit = cue.words.find(words);
      if (!hit) continue;
      static const Pattern denied("(?:不是|不想|没想|不要|别|不用)[^ ]{0,2}$");
      static const Pattern named("^(?:服务|管理)?(?:有限|公司|中心|机构|热线)");
      if (denied.in(words.substr(0, (*hit)[0].from)) || named.in(words.substr((*hit)[0].to))) continue;
      // What is said first names the call; the same cue again adds little.
      auto& sum = score[static_cast<std::size_t>(cue.kind)];
      const double weight = cue.weight * (talk.by_seat(part.line) ? 0.4 : p < 3 ? 1.3 : p < 6 ? 0.7 : 0.45);
      sum = std::max(sum, weight) + (sum > 0 ? 0.25 : 0);
      auto& at = where[static_cast<std::size_t>(cue.kind)];
      if (!at) at = line.said(part.from + (*hit)[0].from, part.from + (*hit)[0].to);
    }
  }
  // Who asks and then complains at length and wants something done complains.
  auto& question = score[static_cast<std::size_t>(RequestKind::question)];
  const auto complaint = score[static_cast<std::size_t>(RequestKind::complaint)];
  if (complaint >= 1.75 && question > 0 && story.wishes) question -= 1.6;
  if (told < 5) return std::nullopt;
  if (urgent) score[static_cast<std::size_t>(RequestKind::help)] += 3;
  const auto best = static_cast<std::size_t>(std::max_element(score.begin(), score.end()) - score.begin());
  if (score[best] <= 0) return told >= 12 ? Heard(FilledField{std::string(code_of(RequestKind::complaint)), 0.6, {}}) : std::nullopt;
  double second = 0;
  for (std::size_t k = 0; k < score.size(); ++k) {
    if (k != best) second = std::max(second, score[k]);
  }
  if (where[best]) said.push_back(*where[best]);
  return FilledField{std::string(code_of(static_cast<RequestKind>(best))), std::min(0.97, 0.6 + 0.1 * (score[best] - second)), std::move(said)};
}

Heard hear_summary(const Talk& talk, const Story& story, const MatterReading& matter, const Heard& place) {
  struct Choice {
    std::size_t part;
    std::u32string_view words;
    double score;
  };
  if (story.parts.empty()) return std::nullopt;
  std::vector<Choice> choices;
  static const Pattern problem(
      "(?:坏|不亮|漏|吵|噪音|臭|脏|堵|欠|乱|占|停水|停电|没水|没电|打桩|施工|油烟|垃圾|积水|淹|塌|坑|破|裂|掉|丢|骗|跑|退|收费|违|赌|咬|叫|扰民|投诉|举报|建议|表扬|感谢|咨询|补办|怎么|能不能|多少|不给|不退|不管|没人|不发|没发|加装|困|着火|冒|味|断|卡|办理|领|报|路灯|电梯|井盖|公交|物业|工资|学校|噪声|停车|狗|热线|走失|走丢|补偿|押金|克扣|扣下|诈骗|死鱼|污染|倒了|欺负)");
  static const Pattern dull("(?:^(?:我住|我是|我家|就在|在|叫|姓|大概|应该|好像|不知道|没有|有合同|有收据|[0-9]+$)|我跟你|你们快|不知道|谢谢|慢慢|记得|那我|好的|知道了|我说|你记一下|手机快没电|你?保证|泄露|报复|录音|求求|我今年|我儿子|我老)");
  for (std::size_t p = 0; p < story.parts.size(); ++p) {
    const auto& part = story.parts[p];
    auto words = without_lead(talk.lines[part.line].piece(part.from, part.to));
    if (words.size() < 3) continue;
    double score = 0;
    const auto plain = to_utf8(words);
    for (const auto& evidence : matter.evidence) {
      if (!evidence.text.empty() && plain.find(evidence.text) != std::string::npos) score += 1.5;
    }
    score += 0.7 * static_cast<double>(std::min<std::size_t>(problem.all(words).size(), 3));
    if (dull.in(words)) score -= 1.2;
    score += p < 2 ? 0.9 : p < 4 ? 0.7 : p < 8 ? 0.3 : 0;
    if (words.size() >= 6 && words.size() <= 28) score += 0.4;
    if (talk.by_seat(part.line)) score -= 0.4;
    choices.push_back({p, words, score});
  }
  if (choices.empty()) return std::nullopt;
  auto order = choices;
  std::stable_sort(order.begin(), order.end(), [](const Choice& a, const Choice& b) { return a.score > b.score; });
  if (order[0].score < 0.7) return std::nullopt;
  std::vector<Choice> taken;
  std::size_t length = 0;
  for (const auto& choice : order) {
    if (taken.size() >= 4 || (length > 36 && !taken.empty()) || (!taken.empty() && choice.score < 0.9)) break;
    const bool again = std::any_of(taken.begin(), taken.end(), [&](const Choice& other) { return other.words.find(choice.words) != std::u32string_view::npos || choice.words.find(other.words) != std::u32string_view::npos; });
    if (again) continue;
    if (length + choice.words.size() + 1 > kMostSummary - 4) {
      if (taken.empty()) {
        taken.push_back({choice.part, choice.words.substr(0, kMostSummary - 4), choice.score});
        length = kMostSummary - 4;
      }
      continue;
    }
    taken.push_back(choice);
    length += choice.words.size() + 1;
  }
  std::sort(taken.begin(), taken.end(), [](const Choice& a, const Choice& b) { return a.part < b.part; });
  std::u32string text;
  std::vector<SaidAt> said;
  for (const auto& choice : taken) {
    if (!text.empty()) text += U'，';
    text += choice.words;
    const auto& part = story.parts[choice.part];
    said.push_back(talk.lines[part.line].said(part.from, part.to));
  }
  if (place) {
    const auto where = to_codepoints(std::get<std::string>(place->value));
    if (where.size() + text.size() + 1 <= kMostSummary && text.find(where) == std::u32string::npos) text = where + U'，' + text;
  }
  return FilledField{tidy(text, kMostSummary), 0.85, std::move(said)};
}

Heard hear_appeal(const Talk& talk) {
  // Most telling first: asked for, then 希望 and 要求, then what the office is told to do.
  static const Pattern wish("(?:希望|要求|建议|提议|呼吁|应该(?:多|要|给|把|再|派|安排|装|设|加|修|禁|管|增)|想让|想请|请求|诉求是|诉求就是|盼望|恳请|但愿|就想|我想要|请(?:你们|政府|有关部门|部门|相关部门)|麻烦(?:你们|帮|派|让|相关)|(?:你们|政府|能不能|可不可以|是不是可以|能否)[^ ]{0,6}(?:来|去|派|帮|管|查|修|补|安排|协调|处理|解决|整治|清理|增加|加|装|换|催|给个))");
  static const Pattern tell("(?:(?:(?:赶紧|快点|赶快|尽快|早点|快)(?:派人|叫人|让人)?来[^ ]{2,12}|(?:你们|派人|派个人|来人|赶紧|快点|赶快|尽快|早点|早日|抓紧|让(?:他|她|他们|物业|老板|商家|公司|开发商|对方|店家|施工方))[^ ]{0,24}(?:一下|修|补|查|处理|解决|换|清|管|装|退|赔|停|还|发|给|恢复|疏通|搬|拆|整改|来看|看看|安排|转达|道歉|搬走|整))|把[^ ]{1,20}(?:修|补|查|处理|解决|换|清|装|退|赔|停|还|结|发|给|疏通|搬|拆|管|撤|取消|移|延长|增加|加|改|调|挪|拓宽|锯|砍|清走|拉走)[^ ]{0,10}|(?:退|还|赔)(?:我|给我)[^ ]{0,10}|(?:我|就)要(?:他|她|他们|对方|你们|物业|商家|老板|公司)[^ ]{0,8}(?:赔|退|修|还|改|拆|搬|道歉|换|停)[^ ]{0,8}|该(?:退|查|罚|没收|修|赔)的?[^ ]{0,6})");
  static const Pattern other_field("(?:保密|匿名|透露|说是我|打给我|打个电话|回电|回复我|通知我|联系我|告诉我一声|不要说|别说|我打的|我接电话|接不到电话|回访)");
  static const Pattern lead("^(?:我的?诉求(?:就)?是|我的?要求(?:就)?是|我就是?希望|我就想|我希望|就希望|希望|我要求|要求|我想让|想让|我想请|就是说|就是|那|我想|反正|所以|那你们|建议|我建议|我觉得你们|觉得你们|就是觉得|觉得|嗯|对|最好是|最好|我觉得|另外|还有|然后|好的|好|你们看|请求|恳请|麻烦|请)+");
  Heard best;
  double best_score = 0;
  for (std::size_t i = 0; i < talk.lines.size(); ++i) {
    if (talk.by_seat(i)) {
      // 您的诉求是要求恢复供水对吗: the seat says it and the citizen agrees without more.
      const auto reply = talk.reply_line(i);
      static const Pattern said("(?:诉求(?:就)?是|^希望|[您你](?:这边|那边|的意思)?(?:就)?是?(?:想要求|想要|想|希望|要求|要|建议)|(?:要求|建议|意见)是)(?:要求|希望|想要?|建议)?(?:让|请)?([^ ]{2,40}?)(?:对吗|对吧|是吗|是吧|对不对|是不是|吗|吧|$)");
      if (reply < talk.lines.size() && best_score < 3.5 && talk.reply_to(i) == Reply::yes) {
        if (const auto hit = said.find(talk.lines[i].text)) {
          // A question that is open, or one about the call and its formalities, puts nothing into the citizen's mouth.
          static const Pattern open_question("(?:什么|怎么|哪|多少|如何|几|谁|保密|匿名|回复|回访|回电|联系|登记|短信|^(?:反映|咨询|投诉|举报|问|了解|说|表扬|知道|查询|是|的))");
          const auto words = hit->text(talk.lines[i].text, 1);
          if (!open_question.in(words)) {
            auto value = tidy(words, kMostAppeal);
            std::vector<SaidAt> where{talk.lines[i].said((*hit)[1].from, (*hit)[1].to)};
            // What the citizen wished for before in other words stands beside it.
            if (best && best_score >= 3 && count_codepoints(value) + count_codepoints(std::get<std::string>(best->value)) < kMostAppeal) {
              value = std::get<std::string>(best->value) + "，" + value;
              where.insert(where.begin(), best->said.begin(), best->said.end());
            }
            best = FilledField{std::move(value), 0.92, std::move(where)};
            best_score = 3.5;
          }
        }
      }
      continue;
    }
    const auto& line = talk.lines[i];
    const bool right_after = i > 0 && talk.by_seat(i - 1) && (talk.asks[i - 1] & kAskAppeal) != 0;
    const auto clauses = clauses_of(line);
    const auto offer = [&](std::size_t from, std::size_t to, double score) {
      std::u32string_view words = line.piece(from, to);
      std::size_t skip = 0;
      if (const auto cut = lead.find(words); cut && (*cut)[0].size() < words.size()) skip = (*cut)[0].size();
      while (skip < words.size() && words[skip] == U' ') ++skip;
      auto value = tidy(words.substr(skip), kMostAppeal);
      if (count_codepoints(value) < 2) return;
      if (score < best_score) return;
      // Two wishes of one weight are both theirs.
      if (best && score == best_score && best->said.front().line != line.line) {
        const auto& first = std::get<std::string>(best->value);
        const auto joined = first + "，" + value;
        if (first.find(value) != std::string::npos) return;
        if (value.find(first) == std::string::npos && count_codepoints(joined) <= kMostAppeal) {
          best->value = joined;
          best->said.push_back(line.said(from + skip, to));
          return;
        }
      }
      best = FilledField{std::move(value), std::min(0.95, 0.75 + 0.05 * score), {line.said(from + skip, to)}};
      best_score = score;
    };
    if (right_after && line.text.size() >= 3) {
      // The answer, without what belongs to other fields.
      std::size_t from = line.text.size(), to = 0;
      for (const auto& clause : clauses) {
        const auto words = line.piece(clause.from, clause.to);
        if (manners().in(words) || other_field.in(words)) continue;
        static const Pattern echoes("^(?:[对是嗯就]*(?:是)?(?:这个?意思|这样|这么(?:回事|个意思))|[对是嗯]+|对的?|没错|就是|你说得?对|太缺德|太过分|太不像话)[了的吧啊呀]*");
        if (echoes.in(words) && words.size() < 8) continue;
        static const Pattern unsure("^(?:我是(?:男|女|先生|女士)|没什么|没啥|没有|没别的|就是反映|反映一下|不知道|随便|你们看着办|你看着办|看你们|没什么|没有什么)");
        if (unsure.in(words)) continue;
        from = std::min(from, clause.from);
        to = std::max(to, clause.to);
      }
      if (from < to) {
        // 诉求是把工资要回来对吗 - 对 月底之前给我: both together.
        const bool adds = best_score == 3.5 && best && talk.reply_line(i - 1) == i;
        if (adds && to - from >= 24) to = std::min(to, std::max(from + 1, line.text.find(U' ', from + 1)));
        const auto before = adds ? best : Heard{};
        offer(from, to, 4);
        if (before && best_score == 4) {
          const auto joined = std::get<std::string>(before->value) + "，" + std::get<std::string>(best->value);
          if (count_codepoints(joined) <= kMostAppeal) {
            best->value = joined;
            best->said.insert(best->said.begin(), before->said.begin(), before->said.end());
          }
        }
        continue;
      }
    }
    // Under a question about name or number a soft "could you" is about the formalities.
    const bool formal = talk.pending[i] != 0 && (talk.pending[i] & ~static_cast<std::uint32_t>(kPersonal)) == 0;
    for (std::size_t k = 0; k < clauses.size(); ++k) {
      const auto& clause = clauses[k];
      const auto words = line.piece(clause.from, clause.to);
      if (other_field.in(words)) continue;
      static const Pattern about_call("(?:加我?微信|照片|拍照|这个号|登记|录音|记一下|留名|名字|单号|查一下我)");
      if (formal && about_call.in(words)) continue;
      static const Pattern not_mine("(?:物业|他们|老板|公司|社区|派出所|客服|商家|居委会|学校|他|她)(?:就|也|都|总是|只|一直|却|还)?(?:说|讲|要求|让我|叫我|让我们|希望|回复)");
      static const Pattern asking("(?:怎么|什么时候|多少|哪里|为什么|能不能办|能不能(?:用|转|报|领|退休|买|贷|享受|参加|我))");
      if (const auto hit = wish.find(words); hit && !not_mine.in(words.substr(0, std::min<std::size_t>((*hit)[0].to + 1, words.size())))) {
        const bool question = asking.in(words);
        // 我希望他们晚上十点以后 不要再施工了: a short wish goes on in the next clause.
        std::size_t to = clause.to;
        if (words.size() < 14 && k + 1 < clauses.size() && !other_field.in(line.piece(clauses[k + 1].from, clauses[k + 1].to)) && !manners().in(line.piece(clauses[k + 1].from, clauses[k + 1].to))) to = clauses[k + 1].to;
        if (!question) {
          static const Pattern firmly("(?:希望|要求|建议|诉求|想让|请求|应该)");
          const bool firm = firmly.in(hit->text(words));
          offer(clause.from + (firm ? (*hit)[0].from : 0), to, firm ? 3 : 2);
        }
      } else if (const auto told = tell.find(words); told && !not_mine.in(words) && !asking.in(words)) {
        static const Pattern happened("(?:已经|刚|昨天|前天|上次|之前|没有?把|没人|不肯|不愿|拒绝|说要|答应)");
        if (!happened.in(words)) offer(clause.from, clause.to, 1.5);
      }
    }
  }
  return best_score >= 1.5 ? best : std::nullopt;
}

}  // namespace yiwang
