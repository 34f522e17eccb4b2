#include <algorithm>

#include "base/text.h"
#include "understand/call/digits.h"
#include "understand/call/hearing.h"
#include "understand/call/moments.h"

namespace yiwang {
namespace {

/// What is said about when to call, not about when it happened.
const Pattern& about_calling() {
  static const Pattern pattern("(?:打给我|打我|给我打|打电话|打过来|打来|联系我|回电|回我|回复|回访|接电话|通知我|告诉我|找我|再打|接听|方便|有空|有时间|在家|短信)");
  return pattern;
}

class TimeListener {
 public:
  TimeListener(const Talk& talk, LocalTime now, minutes offset) : talk_(talk), now_(now), offset_(offset) {}

  Heard listen() {
    for (std::size_t i = 0; i < talk_.lines.size(); ++i) {
      if (talk_.by_seat(i)) echo(i);
      else citizen(i);
    }
    if (!best_) return std::nullopt;
    return FilledField{best_->text(offset_), best_score_ >= 2 ? 0.95 : 0.88, best_said_};
  }

 private:
  void citizen(std::size_t i) {
    const auto& line = talk_.lines[i];
    const std::u32string_view text = line.text;
    static const Pattern buying_asked("(?:办卡|办的卡|买|签|交钱|交的|付|购|入职|报名|缴费|满|退休|出生|结婚|几岁|开业|收房|交房|入住|到期|营业|开门|上班)");
    bool odd_question = false;
    bool asked = talk_.answers(i, kAskWhen);
    if (asked) {
      for (std::size_t k = i; k-- > 0;) {
        if (talk_.by_seat(k) && talk_.asks[k] != 0) {
          odd_question = buying_asked.in(talk_.lines[k].text);
          break;
        }
      }
    }
    if (talk_.answers(i, kAskCallbackTime) && !asked) return;
    // 每天几点到几点: the hours of every day.
    static const Pattern each("(?:每天|每晚|一般|平时|通常)[^ ]{0,8}(?:几点|什么时|时段)");
    const bool every_day = asked && i > 0 && talk_.by_seat(i - 1) && each.in(talk_.lines[i - 1].text);
    for (const auto& moment : read_moments(text, now_, asked)) {
      if (moment.future || (every_day && moment.kind == Moment::Kind::time_only)) continue;
      const auto [from, to] = clause_around(text, moment);
      const auto clause = text.substr(from, to - from);
      const auto before = text.substr(from, moment.from - from), after = text.substr(moment.to, to - moment.to);
      // 每天十点, 十点以后, 打给我
      static const Pattern recurs("(?:每|天天|一到|经常|总是|老是|平时|周末)[^ ]{0,8}$");
      static const Pattern recurring_before("(?:每天|每晚|每个|天天|每周|一到|每到|每逢|每日)");
      if (recurs.in(before) || (moment.kind == Moment::Kind::time_only && recurring_before.in(text.substr(0, moment.from)))) continue;
      static const Pattern bound("^(?:以后|之后|之前|以前|前|后)(?: |$|都|就|才|再|不)");
      if (moment.kind == Moment::Kind::time_only && bound.in(after)) continue;
      static const Pattern no_later_than("^(?:之前|以前|前)(?: |$|都|就|才|也|还|后)");
      if (moment.kind == Moment::Kind::day && !moment.minute && no_later_than.in(after)) continue;
      if (about_calling().in(clause) && !asked) continue;
      if (talk_.answers(i, kAskCallback) && !talk_.answers(i, kAskWhen)) continue;
      static const Pattern earlier("(?:打过|反映过|投诉过|举报过|报过|打的电话|打电话|打了[^ ]{0,3}电话|拨打|工单|回复我|答复|办结|派单|来过人|说是|告诉我|跟我说|答应|承诺|保证|说的|说要|通知说)");
      if (earlier.in(clause) && !asked) continue;
      static const Pattern life("(?:岁|出生|退休|结婚|走了|去世|过世|住了|住在|搬来|搬到|入住|买的|办的|签的|交的房|装修的|毕业|当兵|嫁|建的|盖的|老房子|房龄|上班|工作了|干了|开了|种了|养了)");
      if (!moment.minute && life.in(after.substr(0, std::min<std::size_t>(after.size(), 8))) && !asked) continue;
      if (life.in(before) && moment.kind == Moment::Kind::lasting) continue;
      static const Pattern future_words("(?:要|得|能|可以|准备|打算|预计|什么时候|截止|到期|开始施工$)$");
      if (future_words.in(before) && !asked) continue;
      static const Pattern asks_open("(?:开门|上班吗|营业|下班吗|办理时间|几点)");
      if (asks_open.in(clause)) continue;
      static const Pattern planned("(?:要求|希望|最好|尽快|之内|以内|内解决|等到|拖到)");
      if (planned.in(before)) continue;
      // 今天是十八号了: the day itself.
      static const Pattern is_day("^是(?:星期|周|礼拜|[0-9一二三四五六七八九十]+[号日月])");
      if (is_day.in(after)) continue;
      // 我今天想反映, 昨天去找物业: when they spoke of it, not when it was.
      static const Pattern speaking("^(?:我|就)?(?:是)?(?:想|要|来|特意|特地|打|给你们|再次|又)(?:反映|投诉|问|说|咨询|举报|打|给)?"), asking_others("^[^ ]{0,3}(?:去|找|问|跟|给)[^ ]{0,3}(?:物业|社区|居委会|派出所|他们|公司|老板|单位|劳动局|城管|街道|法院|学校|村里|客服|商家|店家)");
      if (!moment.minute && !asked && moment.day == now_.date && moment.kind == Moment::Kind::day && speaking.in(after)) continue;
      const bool only_asked = !asked && asking_others.in(after);
      // 昨天 不对 前天
      static const Pattern mended("(?:不对|不是|错了|记错|说错|应该是|哦不)[^ ]{0,3} ?(?:应该)?(?:是)?$");
      const bool corrects = mended.in(text.substr(0, moment.from)) && best_;
      double score = 0.6;
      if (asked) score += odd_question ? -0.5 : 1.6;
      static const Pattern since_before("(?:从|自从|打从|自)[^ ]{0,2}$"), since_after("^[^ ]{0,4}(?:开始|起|就|到现在|至今|一直|坏|停|到今天)");
      static const Pattern begins("^(?:份)?(?:就)?(?:开始|起|到现在|至今)");
      if (since_before.in(before) && since_after.in(after)) score += 1.5;
      else if (since_before.in(before)) score += 0.8;
      else if (moment.kind == Moment::Kind::month && begins.in(after)) score += 0.5;
      if (moment.kind == Moment::Kind::day) score += 0.5;
      if (moment.kind == Moment::Kind::month) score += 0.2;
      if (moment.minute && moment.kind != Moment::Kind::time_only) score += 0.5;
      if (moment.kind == Moment::Kind::ago) score += 0.4;
      if (moment.kind == Moment::Kind::lasting) score += 0.1;
      if (moment.kind == Moment::Kind::just_now) {
        static const Pattern talking("^(?:我|你|您|他|她)?(?:不是|也|就|都)?(?:说|讲|打|给|问|跟|的|那个|这个|提|念|报)");
        if (talking.in(after)) continue;
        score -= 0.2;
      }
      if (moment.kind == Moment::Kind::time_only && !asked) {
        static const Pattern about("(?:大概|差不多|大约|约|就在)$"), then("^(?:左右|的时候|的样子|前后)");
        static const Pattern span("^[^ ]{0,4}(?:到|至)");
        if (since_before.in(before) && span.in(after)) continue;             // 从七点摆到八点半: every day
        const auto spoken = text.substr(moment.from, moment.to - moment.from);
        if (!(about.in(before) || then.in(after) || spoken.ends_with(U"左右")) && score < 1) score -= 0.3;
      } else if (moment.kind == Moment::Kind::time_only && asked) {
        score += 0.4;
      }
      if (odd_question) score -= 0.4;
      if (only_asked) score -= 0.7;
      if (corrects && score > 0.3) score = std::max(score, best_score_) + 0.1;
      offer(moment, score, line.said(moment.from, moment.to));
    }
  }

  /// The seat repeats a time: the citizen did not object, so it stands the firmer.
  void echo(std::size_t i) {
    if (talk_.denied(i)) return;
    static const Pattern sure("(?:对吗|对吧|是吗|是吧|吗|对不对)$");
    const bool agreed = sure.in(talk_.lines[i].text) && talk_.reply_to(i) == Reply::yes && (talk_.asks[i] & (kAskCallback | kAskCallbackTime | kAskEarlier)) == 0;
    if (agreed && !best_) {
      for (const auto& moment : read_moments(talk_.lines[i].text, now_)) {
        static const Pattern other("(?:反映|来电|投诉|办结|回复|工单|派)");
        if (!moment.future && moment.kind == Moment::Kind::day && !other.in(talk_.lines[i].text)) offer(moment, 1.4, talk_.lines[i].said(moment.from, moment.to));
      }
    }
    if (!best_) return;
    for (const auto& moment : read_moments(talk_.lines[i].text, now_)) {
      if (moment.day == best_->day && moment.minute == best_->minute) best_score_ += 0.3;
    }
  }

  void offer(const Moment& moment, double score, SaidAt said) {
    // 昨天下午 and, a line on, 三点左右: one time.
    if (best_ && moment.kind == Moment::Kind::time_only && !best_->minute && best_->kind == Moment::Kind::day && score >= 1.5) {
      auto joined = *best_;
      joined.minute = moment.minute;
      best_ = joined;
      best_said_.push_back(said);
      return;
    }
    // 七点 七点五分左右: the exacter one of a breath.
    if (best_ && best_->minute && moment.minute && best_->day == moment.day && *best_->minute % 60 == 0 && *moment.minute > *best_->minute && *moment.minute - *best_->minute < 60 && !best_said_.empty() &&
        best_said_.front().line == said.line) {
      best_ = moment;
      best_score_ = std::max(best_score_, score);
      best_said_ = {said};
      return;
    }
    if (best_ && score <= best_score_ + 0.05) return;
    if (score < 0.5) return;
    best_ = moment;
    best_score_ = score;
    best_said_ = {said};
  }

  static std::pair<std::size_t, std::size_t> clause_around(std::u32string_view text, const Moment& moment) {
    std::size_t from = moment.from, to = moment.to;
    while (from > 0 && text[from - 1] != U' ') --from;
    while (to < text.size() && text[to] != U' ') ++to;
    return {from, to};
  }

  const Talk& talk_;
  LocalTime now_;
  minutes offset_;
  std::optional<Moment> best_;
  double best_score_ = 0;
  std::vector<SaidAt> best_said_;
};

}  // namespace

Heard hear_happened_at(const Talk& talk, Instant now, minutes offset) { return TimeListener(talk, to_local(now, offset), offset).listen(); }

Heard hear_recurs(const Talk& talk) {
  Heard best;
  std::size_t best_size = 0;
  for (std::size_t i = 0; i < talk.lines.size(); ++i) {
    const auto& line = talk.lines[i];
    if (talk.by_seat(i)) continue;
    static const Pattern each("(?:每天|每晚)[^ ]{0,8}(?:几点|什么时|时段)");
    if (i > 0 && talk.by_seat(i - 1) && each.in(talk.lines[i - 1].text)) {
      static const Pattern said_daily("(?:每|天天)");
      static const Pattern clock_hours = grammar("<n>点|[0-9]:[0-9]");
      const auto phrase = time_phrase(line.text);
      if (phrase && !said_daily.in(line.text) && clock_hours.in(line.piece(phrase->first, phrase->second)) && phrase->second - phrase->first > best_size && phrase->second - phrase->first <= 20) {
        std::u32string value = U"每天";
        for (auto k = phrase->first; k < phrase->second; ++k) {
          if (line.text[k] != U' ') value += line.text[k];
        }
        best = FilledField{to_utf8(value), 0.9, {line.said(phrase->first, phrase->second)}};
        best_size = phrase->second - phrase->first;
        continue;
      }
    }
    for (std::size_t at = 0; at < line.text.size(); ++at) {
      const auto end = recurring_end(line.text, at);
      if (!end) continue;
      const auto phrase = line.piece(at, *end);
      std::size_t from = at, to = line.text.size();
      while (from > 0 && line.text[from - 1] != U' ') --from;
      to = std::min(line.text.find(U' ', *end), to);
      const auto clause = line.piece(from, to);
      // When to call is another field, and what everybody pays each year is none.
      static const Pattern not_event("(?:交[一二两三四五六七八九十百千万0-9]|交钱|缴|工资|房租|租金|开门|开放|营业时间|上班|接电话|打给我|联系我|方便|年检|体检|养老金|医保|社保|退休金|利息|还款|月供)");
      const bool calling = talk.answers(i, kAskCallbackTime) || (talk.answers(i, kAskCallback) && !talk.answers(i, kAskWhen));
      static const Pattern weak("^(?:周末|双休日|节假日|每月|每个月|每季度|每周|每年|每到|一到|三天两头|隔三差五)$");
      static const Pattern every("^(?:每天|天天|每晚|每日)");
      static const Pattern advice("(?:建议|希望|要求|最好|能不能|应该)[^ ]{0,10}$");
      const bool skip = calling || not_event.in(clause) || weak.in(phrase) || advice.in(line.piece(from, at));
      if (!skip && phrase.size() > best_size + 1 && phrase.size() <= 24) {
        std::u32string value;
        for (const char32_t c : phrase) {
          if (c != U' ') value += c;
        }
        // 天天吵 从晚上九点吵到十二点: the hours may stand a little on.
        static const Pattern hour = grammar("<n>点");
        auto said_to = *end;
        if (!hour.in(phrase)) {
          if (const auto more = time_phrase(line.text, *end); more && more->first - *end <= 12 && hour.in(line.piece(more->first, more->second)) && value.size() + more->second - more->first <= 22) {
            for (auto k = more->first; k < more->second; ++k) {
              if (line.text[k] != U' ') value += line.text[k];
            }
            said_to = more->second;
          }
        }
        best = FilledField{to_utf8(value), phrase.size() > 2 ? 0.93 : 0.85, {line.said(at, said_to)}};
        best_size = phrase.size();
      }
      at = *end;
    }
  }
  return best;
}

Heard hear_callback_time(const Talk& talk) {
  Heard best;
  for (std::size_t i = 0; i < talk.lines.size(); ++i) {
    if (talk.by_seat(i)) continue;
    const auto& line = talk.lines[i];
    const bool asked = talk.answers(i, kAskCallbackTime), asked_back = talk.answers(i, kAskCallback);
    static const Pattern any("(?:随时|(?:什么|任何|啥)时[候间](?:打|联系|找我|回)?都(?:行|可以|方便|成|能)|什么时候打都行|二十四小时|24小时|都方便|全天都?)");
    static const Pattern calling("(?:打给我|打我|给我打|打电话|打过来|打来|联系我|联系|回电|回我|回复|回访|接电话|接听|通知我|找我|再打|再联系|方便|有空|在家|打吧|打$|打都|打 |能接|听得到|听电话|可以打|打就|短信)");
    if (const auto hit = any.find(line.text); hit && (asked || asked_back || calling.in(line.text) || talk.answers(i, kAskPhone))) {
      best = FilledField{"随时", 0.95, {line.said((*hit)[0].from, (*hit)[0].to)}};
      continue;
    }
    static const Pattern whenever("^(?:都行|都可以|都好|随便|看你们(?:方便)?|哪个时间都|你们方便)[^ ]{0,3}(?: |$)");
    if (i > 0 && talk.by_seat(i - 1) && (talk.asks[i - 1] & kAskCallbackTime) != 0 && whenever.in(line.text)) {
      best = FilledField{"随时", 0.88, {line.said(0, line.text.size())}};
      continue;
    }
    Heard here;
    for (const auto& clause : clauses_of(line)) {
      const auto text = line.piece(clause.from, clause.to);
      const auto phrase = time_phrase(text);
      if (!phrase) continue;
      const auto before = text.substr(0, phrase->first), after = text.substr(phrase->second);
      static const Pattern never("^[^ ]{0,4}(?:不要|别|不行|不方便|没空|没时间|不在|接不|听不|不能|要上班|在上班|上班|开会|去买|睡觉|休息|在开会|有事|忙|午睡|上课)");
      static const Pattern not_before("(?:不要|别|除了|不能)[^ ]{0,3}$");
      if (never.in(after) || not_before.in(before)) continue;
      const bool says = calling.in(text);
      const bool answer = asked || (asked_back && reply_of(line) != Reply::no && !says);
      static const Pattern event("(?:就|才|还|一直|开始|发生|施工|坏|停|漏|吵|解决|处理|办好|修好|弄好|恢复)");
      if (!says && !(answer && !event.in(after))) continue;
      static const Pattern past("(?:昨天|前天|上周|刚才|上次)");
      if (past.in(text)) continue;
      static const Pattern other_call("(?:打过|打了|联系过|打电话给|给他打|给他们打|给物业打)");
      if (other_call.in(text) && !asked) continue;
      std::u32string value(text.substr(phrase->first, phrase->second - phrase->first));
      auto said_to = clause.from + phrase->second;
      // 工作日午休 十二点半到两点: after a breath the hours follow.
      if (after.size() <= 2 && clause.to + 1 < line.text.size()) {
        const std::u32string_view rest = std::u32string_view(line.text).substr(clause.to + 1);
        static const Pattern hour = grammar("<n>点|[0-9]:[0-9]");
        if (const auto more = time_phrase(rest); more && more->first == 0 && !hour.in(value) && hour.in(rest.substr(0, more->second)) && value.size() + more->second <= 22) {
          value += rest.substr(0, more->second);
          said_to = clause.to + 1 + more->second;
          std::erase(value, U' ');
        }
      }
      here = FilledField{to_utf8(value), says || asked ? 0.93 : 0.8, {line.said(clause.from + phrase->first, said_to)}};
      break;
    }
    // 周末不要打 周一到周五都行: the time may stand in a clause of its own beside one about calling.
    if (!here && calling.in(line.text)) {
      for (const auto& clause : clauses_of(line)) {
        const auto text = line.piece(clause.from, clause.to);
        const auto phrase = time_phrase(text);
        static const Pattern fine("^(?:都|就)?(?:行|可以|方便|有空|好|成|吧|$)");
        if (!phrase || phrase->first > 2 || !fine.in(text.substr(phrase->second))) continue;
        if (text.substr(phrase->second).empty() && !asked && !asked_back) continue;
        here = FilledField{to_utf8(std::u32string(text.substr(phrase->first, phrase->second - phrase->first))), 0.9, {line.said(clause.from + phrase->first, clause.from + phrase->second)}};
      }
    }
    if (here) best = std::move(here);
  }
  return best;
}

}  // namespace yiwang
