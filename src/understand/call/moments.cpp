#include "understand/call/moments.h"

#include <array>

#include "understand/call/call_text.h"
#include "understand/call/digits.h"

namespace yiwang {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::local_days;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr int kDay = 24 * 60;

year_month_day ymd(local_days d) { return year_month_day{d}; }
std::optional<local_days> date(int y, int m, int d) {
  const year_month_day made{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
  if (!made.ok()) return std::nullopt;
  return local_days{made};
}
/// 1 Monday .. 7 Sunday
int weekday_of(local_days d) { return static_cast<int>(std::chrono::weekday{d}.iso_encoding()); }

/// Days of the lunar calendar that people name, as month * 100 + day of the common one: 春节, 元宵, 端午, 中秋, 重阳. From the almanac of the Purple Mountain Observatory.
struct LunarYear {
  int year;
  std::array<int, 5> days;
};
constexpr LunarYear kLunar[] = {{2020, {125, 208, 625, 1001, 1025}}, {2021, {212, 226, 614, 921, 1014}}, {2022, {201, 215, 603, 910, 1004}}, {2023, {122, 205, 622, 929, 1023}}, {2024, {210, 224, 610, 917, 1011}},
                                {2025, {129, 212, 531, 1006, 1029}}, {2026, {217, 303, 619, 925, 1018}}, {2027, {206, 220, 609, 915, 1008}}, {2028, {126, 209, 528, 1003, 1026}}, {2029, {213, 227, 616, 922, 1016}},
                                {2030, {203, 217, 605, 912, 1005}}, {2031, {123, 206, 624, 1001, 1024}}, {2032, {211, 225, 612, 919, 1012}}, {2033, {131, 214, 601, 908, 1001}}, {2034, {219, 305, 620, 927, 1020}},
                                {2035, {208, 222, 610, 916, 1009}}};

std::optional<local_days> festival(std::u32string_view name, int y) {
  static constexpr std::pair<std::u32string_view, int> kFixed[] = {{U"元旦", 101}, {U"情人节", 214}, {U"妇女节", 308}, {U"三八节", 308}, {U"清明", 405}, {U"五一", 501}, {U"劳动节", 501}, {U"六一", 601}, {U"儿童节", 601}, {U"七一", 701}, {U"八一", 801},
                                                                   {U"教师节", 910}, {U"国庆", 1001}, {U"十一长假", 1001}, {U"双十一", 1111}, {U"双11", 1111}, {U"双十二", 1212}, {U"平安夜", 1224}, {U"圣诞", 1225}};
  for (const auto& [word, at] : kFixed) {
    if (name.starts_with(word)) return date(y, at / 100, at % 100);
  }
  static constexpr std::pair<std::u32string_view, int> kMoving[] = {{U"春节", 0}, {U"大年初一", 0}, {U"过年", 0}, {U"除夕", -1}, {U"大年三十", -1}, {U"年三十", -1}, {U"元宵", 1}, {U"端午", 2}, {U"中秋", 3}, {U"重阳", 4}};
  for (const auto& [word, which] : kMoving) {
    if (!name.starts_with(word)) continue;
    for (const auto& row : kLunar) {
      if (row.year != y) continue;
      const int at = row.days[static_cast<std::size_t>(which < 0 ? 0 : which)];
      auto found = date(y, at / 100, at % 100);
      if (found && which < 0) *found -= days{1};
      return found;
    }
  }
  return std::nullopt;
}

enum class Half { none, early, morning, noon, afternoon, evening, night };

Half half_of(std::u32string_view word) {
  const auto has = [&](std::u32string_view part) { return word.find(part) != std::u32string_view::npos; };
  if (has(U"凌晨")) return Half::early;
  if (has(U"半夜") || has(U"夜里") || has(U"深夜") || has(U"午夜") || has(U"三更") || has(U"夜间") || has(U"后半夜")) return Half::night;
  if (has(U"晚") || has(U"夜")) return Half::evening;
  if (has(U"下午") || has(U"午后") || has(U"傍晚")) return Half::afternoon;
  if (has(U"中午") || has(U"正午")) return Half::noon;
  if (has(U"早") || has(U"晨") || has(U"上午")) return Half::morning;
  return Half::none;
}

/// A named day and what it says of the time of day: 昨晚.
struct NamedDay {
  std::size_t to;
  Moment::Kind kind;
  local_days at;
  Half half = Half::none;
  std::optional<int> minute;
  bool firm = true;                        // stands by itself; else a time must follow
  bool future = false;
};

class MomentReader {
 public:
  MomentReader(std::u32string_view text, LocalTime now, bool asked) : text_(text), now_(now), asked_(asked), minute_now_(static_cast<int>(now.since_midnight.count() / 60000)) {}

  std::vector<Moment> read() {
    std::vector<Moment> out;
    for (std::size_t i = 0; i < text_.size();) {
      auto moment = at(i);
      if (!moment) {
        ++i;
        continue;
      }
      // 这个月15号中午 十二点半左右: a time right after a day that had none belongs to it.
      if (!out.empty() && moment->kind == Moment::Kind::time_only && out.back().kind == Moment::Kind::day && !out.back().minute && moment->from - out.back().to <= 4) {
        auto& before = out.back();
        before.to = moment->to;
        before.minute = clock(hour_, minute_, half_after_ == Half::none ? half_before_ : half_after_, before.day, false);
        before.period_only = false;
        settle(before);
        i = moment->to;
        continue;
      }
      i = moment->to;
      if (moment->kind == Moment::Kind::day) half_before_ = last_half_;
      out.push_back(*moment);
    }
    return out;
  }

 private:
  std::optional<Moment> at(std::size_t i) {
    Moment out;
    out.from = i;
    const auto named = day_at(i);
    std::size_t next = named ? named->to : i;
    last_half_ = named ? named->half : Half::none;
    half_after_ = Half::none;
    if (named) {
      static const Pattern between("(?:的| |大概|大约|差不多|是|就是|应该是|好像是|可能是|应该|好像|可能|快|将近)*");
      if (const auto skip = between.at(text_, next)) {
        if (time_at((*skip)[0].to) || period_at((*skip)[0].to)) next = (*skip)[0].to;
      }
    }
    const auto clock_end = named && (named->kind == Moment::Kind::ago || named->kind == Moment::Kind::lasting || named->kind == Moment::Kind::just_now) ? std::nullopt : time_at(next);
    const auto period = clock_end ? std::nullopt : period_at(next);
    if (!named) {
      if (!clock_end) return std::nullopt;
      out.kind = Moment::Kind::time_only;
      out.to = *clock_end;
      const auto minutes_of_day = clock(hour_, minute_, half_after_, now_.date, true);
      out.day = now_.date;
      out.minute = minutes_of_day;
      // What has not come yet today was yesterday.
      if (*out.minute > minute_now_ + 10) out.day -= days{1};
      settle(out);
      return out;
    }
    out.kind = named->kind;
    out.day = named->at;
    out.to = named->to;
    out.future = named->future;
    out.minute = named->minute;
    if (clock_end) {
      out.to = *clock_end;
      out.minute = clock(hour_, minute_, half_after_ == Half::none ? named->half : half_after_, named->at, named->at == now_.date);
    } else if (period) {
      out.to = *period;
      out.period_only = true;
      last_half_ = half_after_;
    } else {
      if (!named->firm) return std::nullopt;
      out.period_only = named->half != Half::none;
    }
    settle(out);
    return out;
  }

  void settle(Moment& m) const {
    if (m.minute) {
      while (*m.minute >= kDay) {
        *m.minute -= kDay;
        m.day += days{1};
      }
      while (*m.minute < 0) {
        *m.minute += kDay;
        m.day -= days{1};
      }
    }
    m.future = m.future || m.day > now_.date || (m.day == now_.date && m.minute && *m.minute > minute_now_ + 10);
  }

  /// A spoken hour as minutes after the midnight that begins `on`.
  int clock(int hour, int minute, Half half, local_days on, bool today) const {
    int h = hour;
    switch (half) {
      case Half::early: h = h == 12 ? 0 : h; break;
      case Half::morning: break;
      case Half::noon: h = h >= 1 && h <= 3 ? h + 12 : h; break;
      case Half::afternoon: h = h >= 1 && h <= 11 ? h + 12 : h; break;
      case Half::evening:
      case Half::night:
        if (h >= 5 && h <= 11) h += 12;
        // One o'clock at night belongs to the day after, unless that has not come yet.
        else if (h == 12 || h < 5) h = (h % 12) + (on == now_.date && (h % 12) * 60 <= minute_now_ && half == Half::night ? 0 : 24);
        break;
      case Half::none:
        if (h >= 1 && h <= 12) {
          if (today) {
            if (h < 12 && (h + 12) * 60 + minute <= minute_now_ + 10) h += 12;
            else if (h < 12 && h * 60 + minute > minute_now_ + 10) h += 12;      // yesterday evening
          } else if (h <= 5) {
            h += 12;
          }
        }
        break;
    }
    return h * 60 + minute;
  }

  std::optional<std::size_t> period_at(std::size_t i) {
    static const Pattern pattern = grammar("(?:的)?(<period>)");
    const auto hit = pattern.at(text_, i);
    if (!hit) return std::nullopt;
    half_after_ = half_of(hit->text(text_, 1));
    return (*hit)[0].to;
  }

  /// 晚上十点多, 八点十分, 9:30; leaves hour, minute and half of the day in the members.
  std::optional<std::size_t> time_at(std::size_t i) {
    static const Pattern spoken = grammar("(?:的)?(<period>)?(?:的|大概|大约|差不多|快到|快|将近| |是){0,2}([0-9]{1,2}|二十[一二三四]?|十[一二三四五六七八九]?|[零一二两三四五六七八九])(?:点钟|点|时)(半|一刻|三刻|整|过|[0-5]?[0-9]分?|(?:二|三|四|五)?十[一二三四五六七八九]?分?|零[一二三四五六七八九]分?|[一二三四五六七八九]分)?(?:多|左右|来钟|前后|钟|的样子)?");
    static const Pattern digital = grammar("(?:的)?(<period>)?(?:的|大概| ){0,2}([0-2]?[0-9])[:：]([0-5][0-9])");
    half_after_ = Half::none;
    if (const auto hit = digital.at(text_, i)) {
      hour_ = count_of(hit->text(text_, 2)).value_or(99);
      minute_ = count_of(hit->text(text_, 3)).value_or(0);
      half_after_ = half_of(hit->text(text_, 1));
      if (hour_ <= 24) return (*hit)[0].to;
    }
    const auto hit = spoken.at(text_, i);
    if (!hit) return std::nullopt;
    hour_ = count_of(hit->text(text_, 2)).value_or(99);
    if (hour_ > 24) return std::nullopt;
    half_after_ = half_of(hit->text(text_, 1));
    // 一点 is also "a little"; 三点 may be three points.
    static const Pattern not_time("^(?:[ 都也儿]|意见|建议|要求|问题|钱)");
    const bool bare = !(*hit)[1].there();
    if (bare && hour_ == 1 && !asked_ && (i == 0 || !Pattern("[天日号晚早到从]").at(text_, i - 1))) return std::nullopt;
    if (bare && !(*hit)[3].there() && not_time.in(text_.substr((*hit)[0].to)) && text_.substr((*hit)[0].to, 1) != U" ") return std::nullopt;
    static const Pattern before_bad("[第有早快慢高低大小少好]");
    // 今早八点半 is no 早八点.
    static const Pattern of_day("[今昨明清大]早$");
    if (bare && i > 0 && before_bad.at(text_, i - 1) && !of_day.in(text_.substr(0, i))) return std::nullopt;
    minute_ = 0;
    const auto more = hit->text(text_, 3);
    if (more == U"半") minute_ = 30;
    else if (more == U"一刻") minute_ = 15;
    else if (more == U"三刻") minute_ = 45;
    else if (!more.empty() && more != U"整" && more != U"过") {
      const auto count = read_count(more, more[0] == U'零' ? 1 : 0);
      minute_ = count ? count->value : 0;
      if (minute_ > 59) minute_ = 0;
    }
    return (*hit)[0].to;
  }

  int number(const Pattern::Match& hit, std::size_t group) const { return count_of(hit.text(text_, group)).value_or(-1); }

  std::optional<NamedDay> day_at(std::size_t i) {
    using Kind = Moment::Kind;
    const auto today = now_.date;
    const auto this_year = static_cast<int>(ymd(today).year());
    static const Pattern relative("(大前天|大前日|前天|前日|前儿个|前儿|前晚|前夜|昨天|昨日|昨儿个|昨儿|昨个|昨晚|昨夜|昨早|昨下午|今天|今日|今儿个|今儿|今个|今早|今晚|今晨|今夜|明天|明日|明早|明晚|后天|当晚)");
    if (const auto hit = relative.at(text_, i)) {
      const auto word = hit->text(text_, 1);
      static constexpr std::pair<std::u32string_view, int> kBack[] = {{U"大前", 3}, {U"前", 2}, {U"昨", 1}, {U"今", 0}, {U"明", -1}, {U"后", -2}, {U"当晚", 1}};
      for (const auto& [begin, back] : kBack) {
        if (!word.starts_with(begin)) continue;
        // 前天 inside 三天前天, 以前天天: a word that goes on is none.
        if (begin == U"前" && i > 0 && (text_[i - 1] == U'以' || text_[i - 1] == U'之')) return std::nullopt;
        return NamedDay{(*hit)[0].to, Kind::day, today - days{back}, half_of(word), std::nullopt, true, back < 0};
      }
    }
    static const Pattern week = grammar("(上上个?|上个?|这个?|本|下个?)?<week>(<day>)");
    if (const auto hit = week.at(text_, i)) {
      static constexpr std::u32string_view kNames = U"一二三四五六日天";
      const auto name = hit->text(text_, 2)[0];
      // 周一到周五 is every week.
      static const Pattern range = grammar("(?:到|至)(?:<week>)");
      if (range.at(text_, (*hit)[0].to) || (i > 0 && range.at(text_, i - 1))) return std::nullopt;
      int wanted = is_digit(name) ? static_cast<int>(name - U'0') : static_cast<int>(kNames.find(name)) + 1;
      if (wanted > 7) wanted = 7;
      const auto which = hit->text(text_, 1);
      const auto monday = today - days{weekday_of(today) - 1};
      auto at = monday + days{wanted - 1};
      if (which.starts_with(U"上上")) at -= days{14};
      else if (which.starts_with(U"上")) at -= days{7};
      else if (which.starts_with(U"下")) at += days{7};
      else if (which.empty() && at > today) at -= days{7};
      return NamedDay{(*hit)[0].to, Kind::day, at, Half::none, std::nullopt, true, at > today};
    }
    static const Pattern month_day = grammar("(今年|去年|前年|[0-9]{4}年|二[零〇]<d>{2}年|[0-9]{2}年)?的?(?:农历|阴历)?(十[一二]?|[一二三四五六七八九]|1[0-2]|0?[1-9])月(?:份)?(?:([0-3]?[0-9]|三十一?|二十<d>?|十<d>?|<d>)(?:号|日)?|初|中旬|上旬|下旬|底|末)?");
    if (const auto hit = month_day.at(text_, i); hit && !(i > 0 && (text_[i - 1] == U'个' || spoken_digit(text_[i - 1]) >= 0 || text_[i - 1] == U'十'))) {
      const auto read = read_month(*hit, this_year);
      if (read) return read;
    }
    static const Pattern of_month = grammar("(上上个月|上个?月|这个?月|本月|当月)的?月?(?:(三十一?|二十<d>?|十<d>?|<d>|[0-3]?[0-9])(?:号|日)|(初|中旬|上旬|下旬|底|末))?");
    if (const auto hit = of_month.at(text_, i)) {
      const auto which = hit->text(text_, 1);
      auto first = ymd(today).year() / ymd(today).month() / day{1};
      if (which.starts_with(U"上上")) first -= std::chrono::months{2};
      else if (which.starts_with(U"上")) first -= std::chrono::months{1};
      const int d = (*hit)[2].there() ? number(*hit, 2) : 0;
      if (d > 0) {
        const auto at = date(static_cast<int>(first.year()), static_cast<int>(static_cast<unsigned>(first.month())), d);
        if (at) return NamedDay{(*hit)[0].to, Kind::day, *at, Half::none, std::nullopt, true, *at > today};
      }
      auto at = local_days{first};
      const auto part = hit->text(text_, 3);
      if (part == U"中旬") at += days{10};
      if (part == U"下旬") at += days{20};
      if (part == U"底" || part == U"末") at += days{26};
      return NamedDay{(*hit)[0].to, Kind::month, at, Half::none, std::nullopt, which != U"这月", false};
    }
    static const Pattern bare_day = grammar("(三十一?|二十<d>?|十<d>?|<d>|[0-3]?[0-9])(?:号|日)(?:那天|当天|的?(?:<period>)|晚|早|的时候|开始|左右|就| |$)");
    static const Pattern only_day = grammar("(三十一?|二十<d>?|十<d>?|<d>|[0-3]?[0-9])(?:号|日)");
    if (const auto hit = bare_day.at(text_, i)) {
      static const Pattern street("[路街道巷弄区院村里园苑第城厦东西南北栋楼元线0-9零一二三四五六七八九十口]");
      static const Pattern asked_by("(?:从|在|是|到|到了|就是|大概|本月| |^)$");
      const bool after_place = i > 0 && street.at(text_, i - 1).has_value();
      const int d = number(*hit, 1);
      if (!after_place && d >= 1 && d <= 31 && asked_by.in(text_.substr(0, i))) {
        auto first = ymd(today).year() / ymd(today).month() / day{1};
        auto at = date(static_cast<int>(first.year()), static_cast<int>(static_cast<unsigned>(first.month())), d);
        if (at && *at > today) {
          first -= std::chrono::months{1};
          at = date(static_cast<int>(first.year()), static_cast<int>(static_cast<unsigned>(first.month())), d);
        }
        const auto end = (*only_day.at(text_, i))[0].to;
        // Bare 18号 is a house as well: only with a part of the day or 那天 after it.
        static const Pattern telling = grammar("^(?:那天|当天|的?<period>|晚|早|的时候|开始)");
        static const Pattern closes("^(?: |$|吧|左右|就|的)");
        if (at && (telling.in(text_.substr(end)) || (asked_ && closes.in(text_.substr(end))))) return NamedDay{end, Kind::day, *at, Half::none, std::nullopt, true, false};
      }
    }
    static const Pattern feast("(去年|今年|前年)?的?(元旦|春节|大年初一|大年三十|年三十|除夕|元宵|清明|五一|劳动节|端午|六一|儿童节|中秋|重阳|教师节|国庆|双十一|双11|双十二|圣诞|平安夜|过年)(?:节)?(?:那天|当天|期间|放假|假期|的时候|前后)?");
    if (const auto hit = feast.at(text_, i)) {
      // 五一路, 国庆路 are streets; 快过年了 is no day.
      static const Pattern is_street("^(?:路|街|大道|广场|村|小区|桥|新村|巷|公园|大厦)");
      static const Pattern coming("(?:快|要|马上|就|等|没)$");
      const auto word = hit->text(text_, 2);
      const bool weak = word == U"过年" || word == U"五一" || word == U"六一" || word == U"八一";
      const bool named_well = (*hit)[1].there() || (*hit)[0].size() > word.size();
      if (!is_street.in(text_.substr((*hit)[0].to)) && !coming.in(text_.substr(0, i)) && (!weak || named_well)) {
        int y = this_year;
        if (hit->text(text_, 1) == U"去年") y -= 1;
        if (hit->text(text_, 1) == U"前年") y -= 2;
        auto at = festival(word, y);
        if (at && *at > today && !(*hit)[1].there()) at = festival(word, y - 1);
        if (at) return NamedDay{(*hit)[0].to, Kind::day, *at, Half::none, std::nullopt, true, *at > today};
      }
    }
    return ago_at(i);
  }

  std::optional<NamedDay> read_month(const Pattern::Match& hit, int this_year) const {
    const int m = number(hit, 2);
    const auto today = now_.date;
    if (m < 1 || m > 12) return std::nullopt;
    int y = this_year;
    bool said_year = hit[1].there();
    const auto word = hit.text(text_, 1);
    if (word == U"去年") y -= 1;
    else if (word == U"前年") y -= 2;
    else if (said_year && word != U"今年") {
      std::string digits;
      for (const char32_t c : word) {
        if (const int d = spoken_digit(c); d >= 0) digits += static_cast<char>('0' + d);
      }
      y = digits.size() == 4 ? std::stoi(digits) : digits.size() == 2 ? 2000 + std::stoi(digits) : y;
      if (y < 1950 || y > this_year + 2) return std::nullopt;
    }
    if (hit[3].there()) {
      const int d = number(hit, 3);
      auto at = date(y, m, d);
      if (!at) return std::nullopt;
      // A day without a year that has not come yet was last year's, unless it is close ahead.
      if (!said_year && *at > today + days{45}) at = date(y - 1, m, d);
      if (!at) return std::nullopt;
      return NamedDay{hit[0].to, Moment::Kind::day, *at, Half::none, std::nullopt, true, *at > today};
    }
    auto at = date(y, m, 1);
    if (at && !said_year && *at > today) at = date(y - 1, m, 1);
    if (!at) return std::nullopt;
    const auto whole = hit.text(text_);
    if (whole.ends_with(U"中旬")) *at += days{10};
    if (whole.ends_with(U"下旬")) *at += days{20};
    if (whole.ends_with(U"底") || whole.ends_with(U"末")) *at += days{26};
    return NamedDay{hit[0].to, Moment::Kind::month, *at, Half::none, std::nullopt, true, *at > today};
  }

  /// 半小时前, 三天前, 半个月了.
  std::optional<NamedDay> ago_at(std::size_t i) {
    using Kind = Moment::Kind;
    static const Pattern just("(?:刚才|刚刚|方才|刚不久|就刚才)");
    if (const auto hit = just.at(text_, i)) {
      return NamedDay{(*hit)[0].to, Kind::just_now, now_.date, Half::none, minute_now_, true, false};
    }
    static const Pattern span = grammar("(半|<n>)(?:个)?(半)?(?:来|多)?(分钟|小时|钟头|刻钟|天|周|星期|礼拜|月|年)(?:半)?(多)?(?:时间|左右|吧)?(前|以前|之前)");
    static const Pattern last = grammar("(半|<n>)(?:个)?(半)?(?:来|多)?(天|周|星期|礼拜|月|年|小时|钟头)(?:半)?(多)?(?:时间|左右)?(?:吧)?了");
    static const Pattern missing = grammar("(<n>)(天|周|个星期|个礼拜|个月)(?:都)?(?:没有?|不)(?:人|水|电|气|来|收|清|通|管|见|修|处理|打扫|给)");
    const bool inside = i > 0 && (spoken_digit(text_[i - 1]) >= 0 || text_[i - 1] == U'十' || text_[i - 1] == U'几' || text_[i - 1] == U'好' || text_[i - 1] == U'第' || text_[i - 1] == U'每');
    if (inside) return std::nullopt;
    const auto back = [&](std::u32string_view count, bool half, std::u32string_view unit, Kind kind, std::size_t to) -> std::optional<NamedDay> {
      double n = count == U"半" ? 0.5 : count_of(count).value_or(0);
      // 两三天: two numbers side by side are a guess.
      if (count.size() == 2 && spoken_digit(count[0]) > 0 && spoken_digit(count[1]) > 0 && !is_digit(count[0])) return std::nullopt;
      if (half) n += 0.5;
      if (n <= 0) return std::nullopt;
      if (unit == U"分钟" || unit == U"小时" || unit == U"钟头" || unit == U"刻钟") {
        const int minutes = static_cast<int>(n * (unit == U"分钟" ? 1 : unit == U"刻钟" ? 15 : 60));
        if (minutes > 3 * kDay) return std::nullopt;
        return NamedDay{to, kind, now_.date, Half::none, minute_now_ - minutes, true, false};
      }
      auto at = now_.date;
      if (unit == U"天") at -= days{static_cast<int>(n)};
      else if (unit.ends_with(U"周") || unit.ends_with(U"星期") || unit.ends_with(U"礼拜")) at -= days{static_cast<int>(n * 7)};
      else if (unit.ends_with(U"月") && n < 1) at -= days{15};
      else if (n > 200) return std::nullopt;
      else {
        const int months = static_cast<int>(unit.ends_with(U"年") ? n * 12 : n);
        auto moved = ymd(at) - std::chrono::months{months};
        if (!moved.ok()) moved = moved.year() / moved.month() / std::chrono::last;
        at = local_days{moved};
        if (unit.ends_with(U"月") && n - months > 0) at -= days{15};
      }
      return NamedDay{to, kind, at, Half::none, std::nullopt, true, false};
    };
    if (const auto hit = span.at(text_, i)) return back(hit->text(text_, 1), (*hit)[2].there(), hit->text(text_, 3), Kind::ago, (*hit)[0].to);
    if (const auto hit = last.at(text_, i)) return back(hit->text(text_, 1), (*hit)[2].there(), hit->text(text_, 3), Kind::lasting, (*hit)[0].to);
    if (const auto hit = missing.at(text_, i)) return back(hit->text(text_, 1), false, hit->text(text_, 2), Kind::lasting, (*hit)[2].to);
    return std::nullopt;
  }

  std::u32string_view text_;
  LocalTime now_;
  bool asked_;
  int minute_now_;
  int hour_ = 0, minute_ = 0;
  Half half_after_ = Half::none, half_before_ = Half::none, last_half_ = Half::none;
};

}  // namespace

std::string Moment::text(minutes offset) const {
  const auto at = from_local({day, minutes{minute.value_or(0)}}, offset);
  const auto whole = to_text(at, offset);
  return minute ? whole : whole.substr(0, 10);
}

std::vector<Moment> read_moments(std::u32string_view text, LocalTime now, bool asked) { return MomentReader(text, now, asked).read(); }

std::optional<std::size_t> recurring_end(std::u32string_view text, std::size_t at) {
  static const Pattern begin = grammar(
      "(?:(?:几乎|基本上?|差不多)?(?:每天|天天|每晚|每日|每早|每夜|夜夜|每个?<week><day>|每周(?:<day>)?|每个?<week>|每逢(?:周末|双休日|节假日|过年|过节|赶集|下雨天?|刮风)|每逢<week><day>?|每逢|每到?<week><day>|每个?(?:周末|双休日|工作日|节假日|早上|晚上|晚高峰|早高峰|月|季度)|每(?:隔|过)<n>(?:个)?(?:天|小时|周|月|分钟)|每到|一到|<week><day>(?:到|至)<week><day>|周末|双休日|节假日|逢年过节|隔三差五|三天两头))");
  static const Pattern more = grammar(
      "(?:<period>|<n>(?:点钟|点)(?:半|一刻|三刻|<n>分?)?|[0-9]{1,2}:[0-9]{2}|<week><day>|(?:下雨|下雪|刮风|台风|雨)天?|夏天|冬天|周末|早高峰|晚高峰|上下班|上班|下班|放学|上学|饭点|节假日|以后|之后|后|以前|之前|前|左右|开始|到|至|从|和|跟|一直|直到|持续|多|就|都|的|第二天|次日|天亮|通宵|钟|大概|差不多|时候|期间|时段|高峰期?|不定时|两三?点|、| )");
  const auto first = begin.at(text, at);
  if (!first) return std::nullopt;
  if (first->text(text) == U"一到" && at > 0 && (text[at - 1] == U'周' || text[at - 1] == U'期' || text[at - 1] == U'拜')) return std::nullopt;
  std::size_t end = (*first)[0].to;
  // Small words count only when a time follows them: 每天从九点多叫到十二点.
  static const Pattern content = grammar("(?:<period>|<n>(?:点钟|点)|[0-9]{1,2}:[0-9]{2}|<week><day>|雨天?|下雨|下雪|刮风|夏天|冬天|周末|高峰|上下班|上班|下班|放学|上学|饭点|节假日|以后|之后|以前|之前|左右|通宵|天亮|多|开始|时段|期间|半|后$|前$)");
  std::size_t solid = end;
  for (int guard = 0; end < text.size() && guard < 24; ++guard) {
    const auto next = more.at(text, end);
    if (!next || (*next)[0].size() == 0) {
      // One verb between two times.
      static const Pattern jump = grammar("^[^ ]{1,4}(?:到|至)(?:<period>)?<n>点");
      if (!jump.in(text.substr(end))) break;
      end += 1;
      continue;
    }
    end = (*next)[0].to;
    if (content.in(next->text(text))) solid = end;
  }
  return solid;
}

std::optional<std::pair<std::size_t, std::size_t>> time_phrase(std::u32string_view text, std::size_t from) {
  static const Pattern piece = grammar(
      "(?:大前天|前天|昨天|今天|今晚|今早|今儿|明天|明儿|明早|明晚|后天|大后天|下个?<week>(?:<day>|末)?|这个?<week>(?:<day>|末)?|<week>(?:<day>|末)|工作日|双休日|节假日|上班时间|下班(?:后|以后|时间)?|午休(?:时间)?|饭点|<period>|<n>(?:点钟|点)(?:半|一刻|三刻|<n>分?)?(?:多|左右)?|[0-9]{1,2}:[0-9]{2}|<n>号|每天|平时|随时|(?:什么|任何)时[候间]都?(?:行|可以|方便)?|二十四小时|24小时|全天|白天)");
  static const Pattern link = grammar("(?:的|到|至|和|跟|或者?|、|-| |以后|之后|后|以前|之前|前|左右|开始|期间|都|这段时间)");
  const auto first = piece.find(text, from);
  if (!first) return std::nullopt;
  std::size_t end = (*first)[0].to, solid = end;
  for (int guard = 0; end < text.size() && guard < 16; ++guard) {
    if (const auto next = piece.at(text, end)) {
      solid = end = (*next)[0].to;
      continue;
    }
    const auto next = link.at(text, end);
    if (!next) break;
    end = (*next)[0].to;
    static const Pattern closing("^(?:以后|之后|后|以前|之前|前|左右|开始|期间)$");
    if (closing.in(next->text(text))) solid = end;
  }
  return std::pair{static_cast<std::size_t>((*first)[0].from), solid};
}

}  // namespace yiwang
