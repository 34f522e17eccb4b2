#include <algorithm>

#include "understand/call/digits.h"
#include "understand/call/hearing.h"

namespace yiwang {
namespace {

enum class Shape { none, part, whole };

bool is_mobile(std::string_view d) { return d.size() == 11 && d[0] == '1' && d[1] >= '3'; }
/// 0 and area code (3 or 4 digits) with a number of 7 or 8.
bool is_far(std::string_view d) { return d.size() >= 10 && d.size() <= 12 && d[0] == '0' && d[1] != '0'; }
bool is_near(std::string_view d) { return (d.size() == 7 || d.size() == 8) && d[0] >= '2' && d[0] <= '8' && !d.starts_with("20"); }

std::string without_country(std::string digits) {
  for (const std::string_view code : {"0086", "86"}) {
    if (digits.starts_with(code) && is_mobile(std::string_view(digits).substr(code.size()))) return digits.substr(code.size());
  }
  return digits;
}

bool is_whole(const std::string& digits, bool landline) { return is_mobile(digits) || is_far(digits) || (landline && is_near(digits)); }

std::size_t difference(std::string_view a, std::string_view b) {
  std::size_t out = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) out += a[i] != b[i] ? 1 : 0;
  return out + std::max(a.size(), b.size()) - std::min(a.size(), b.size());
}

/// A part said anew in the place where it fits best: the end, when it fits there as well as anywhere.
std::string mended(const std::string& number, const std::string& part) {
  if (part.size() > number.size()) return number;
  std::size_t best = number.size() - part.size();
  std::size_t least = difference(std::string_view(number).substr(best, part.size()), part);
  for (std::size_t at = 0; at + part.size() <= number.size(); ++at) {
    const auto here = difference(std::string_view(number).substr(at, part.size()), part);
    if (here < least) {
      least = here;
      best = at;
    }
  }
  return number.substr(0, best) + part + number.substr(best + part.size());
}

struct Number {
  std::string digits;
  std::vector<SaidAt> said;
  double confidence = 0.9;
};

/// Follows the talk with what was dictated so far.
class PhoneListener {
 public:
  explicit PhoneListener(const Talk& talk) : talk_(talk) {}

  Heard listen() {
    for (std::size_t i = 0; i < talk_.lines.size(); ++i) {
      if (talk_.by_seat(i)) seat(i);
      else citizen(i);
    }
    settle();
    if (numbers_.empty()) return std::nullopt;
    const auto& last = numbers_.back();
    return FilledField{last.digits, last.confidence, last.said};
  }

 private:
  void settle() {
    if (!current_.empty() && is_whole(current_, landline_)) keep({current_, said_, 0.9});
  }
  void keep(Number number) {
    if (!numbers_.empty() && (numbers_.back().digits == number.digits || open_)) {
      auto said = std::move(numbers_.back().said);
      if (numbers_.back().digits == number.digits) number.confidence = std::max(number.confidence, numbers_.back().confidence);
      said.insert(said.end(), number.said.begin(), number.said.end());
      number.said = std::move(said);
      numbers_.back() = std::move(number);
    } else if (!spare_) {
      numbers_.push_back(std::move(number));
    }
    open_ = true;
  }

  void seat(std::size_t i) {
    const auto& line = talk_.lines[i];
    if ((talk_.asks[i] & kAskEarlierNumber) != 0 || about_other(line.text)) {
      dictating_ = false;
      return;
    }
    if ((talk_.asks[i] & kAskPhone) != 0) dictating_ = true;
    const auto pieces = joined(line);
    for (const auto& piece : pieces) {
      const auto digits = without_country(piece.digits);
      static const Pattern own("(?:您|你|电话|号码|手机|登记|预留)");
      const bool near_current = !current_.empty() && (digits.size() == current_.size() ? difference(digits, current_) <= 4 : digits.starts_with(current_.substr(0, std::min<std::size_t>(3, current_.size()))));
      const bool named = own.in(line.text) || dictating_;
      if (!is_whole(digits, dictating_ || landline_) || !(near_current || named)) continue;
      static const Pattern service("(?:拨打|可以打|您打|咨询电话|客服|热线|转接)");
      if (service.in(line.text) && !near_current) continue;
      const auto reply = talk_.reply_line(i);
      if (reply < talk_.lines.size() && talk_.reply_to(i) == Reply::no) {
        // What follows mends it.
        current_ = digits;
        said_ = {line.said(piece.from, piece.to)};
        landline_ = landline_ || is_near(digits);
        wrong_ = true;
        continue;
      }
      current_ = digits;
      said_ = {line.said(piece.from, piece.to)};
      landline_ = landline_ || is_near(digits);
      keep({digits, said_, reply < talk_.lines.size() && talk_.reply_to(i) == Reply::yes ? 0.99 : 0.95});
    }
  }

  void citizen(std::size_t i) {
    const auto& line = talk_.lines[i];
    const auto& text = line.text;
    static const Pattern phone_word("(?:电话|手机|号码|座机|联系我|打给我|打我|回我|打这个|登记?|记一下)");
    static const Pattern other_number("(?:身份证|车牌|银行卡|卡号|工号|户号|订单|学号|运单|编号|单号|工单|尾号|验证码|门牌|邮编|yw)");
    static const Pattern others("(?:他|她|他们|店里|店家|商家|老板|物业|公司|客服|对方|骗子|中介|房东|包工头|门店|那边|平台|卖家)(?:们)?的?(?:电话|手机|号码|手机号|电话号码|客服电话)|打来的|打过来的|诈骗|推销");
    if (others.in(text) && !talk_.answers(i, kAskPhone)) return;
    if (other_number.in(text) && !phone_word.in(text) && (!talk_.answers(i, kAskPhone) || talk_.answers(i, kAskEarlierNumber))) return;
    if (talk_.answers_only(i, kAskEarlierNumber)) return;
    const bool listening = talk_.answers(i, kAskPhone) || phone_word.in(text) || dictating_ || wrong_;
    static const Pattern spare("(?:备用|打不通|另外一个|还有一个|再留一个)");
    if (spare.in(text) && !numbers_.empty()) {
      spare_ = true;
      current_.clear();
      return;
    }
    static const Pattern landline_word("(?:座机|固话|固定电话|家里电话|办公电话)");
    if (landline_word.in(text)) landline_ = true;
    if (swap(i)) return;
    const auto pieces = joined(line);
    static const Pattern mending("(?:不对|不是|错了|说错|应该是|是)$");
    bool first = true;
    for (const auto& piece : pieces) {
      const auto digits = without_country(piece.digits);
      const auto before = std::u32string_view(text).substr(0, piece.from);
      const bool mends = corrected_before(before);
      if (is_whole(digits, landline_ || talk_.answers(i, kAskPhone) || numbers_.empty() == false || dictating_) && (listening || is_mobile(digits))) {
        if (!current_.empty() && !wrong_ && !mends && current_ != digits && is_whole(current_, landline_) && difference(current_, digits) > 4) {
          settle();
          open_ = false;                   // another number: the later one is to be called
        }
        landline_ = landline_ || is_near(digits);
        current_ = digits;
        said_ = {line.said(piece.from, piece.to)};
        keep({current_, said_, 0.95});
        wrong_ = false;
      } else if (listening && digits.size() <= 11) {
        part(i, piece, digits, mends, first);
      }
      first = false;
    }
    if (!pieces.empty() && listening) dictating_ = true;
    if (pieces.empty() && text.size() > 8) dictating_ = false;
  }

  /// A part of a number: goes on, repeats, or mends what was said.
  void part(std::size_t i, const DigitPiece& piece, const std::string& digits, bool mends, bool first) {
    const auto& line = talk_.lines[i];
    if (!current_.empty() && is_whole(current_, landline_) && current_[0] == '1') {
      if (current_.find(digits) != std::string::npos && !wrong_) return;
      if (digits.size() < 2 || !(mends || wrong_ || (first && talk_.answers(i, kAskPhone)))) return;
      current_ = mended(current_, digits);
      said_.push_back(line.said(piece.from, piece.to));
      keep({current_, said_, 0.93});
      wrong_ = false;
      return;
    }
    if (mends && !current_.empty()) {
      if (digits.size() <= current_.size()) current_ = current_.substr(0, current_.size() - digits.size()) + digits;
      else current_ = digits;
      said_.push_back(line.said(piece.from, piece.to));
    } else {
      if (wrong_) current_ = mended(current_, digits);
      else if (current_.size() + digits.size() <= 12) current_ += digits;
      else current_ = digits;
      said_.push_back(line.said(piece.from, piece.to));
      wrong_ = false;
    }
    if (is_whole(current_, landline_) || (is_near(current_) && talk_.answers(i, kAskPhone) && current_.size() == 8)) {
      landline_ = landline_ || is_near(current_);
      keep({current_, said_, 0.93});
    }
  }

  /// 不是三五是三六, 最后四位是...: true when the line was about that.
  bool swap(std::size_t i) {
    const auto& line = talk_.lines[i];
    static const Pattern not_but = grammar("(?:不是|不对是|错了不是)(<d>{1,8}) ?(?:是|应该是|而是)(<d>{1,8})");
    if (current_.empty()) return false;
    if (const auto hit = not_but.find(line.text)) {
      const auto wrong = digits_of(hit->text(line.text, 1)), right = digits_of(hit->text(line.text, 2));
      const auto at = current_.rfind(wrong);
      if (wrong.size() == right.size() && at != std::string::npos) current_ = current_.substr(0, at) + right + current_.substr(at + wrong.size());
      else current_ = mended(current_, right);
      said_.push_back(line.said((*hit)[2].from, (*hit)[2].to));
      if (is_whole(current_, landline_)) keep({current_, said_, 0.95});
      wrong_ = false;
      return true;
    }
    static const Pattern tail = grammar("(?:最后|后面|末尾|后|尾号|末)(?:是|(?:[一二两三四1234]位?个?(?:数|数字|号)?(?:应该)?是?)) ?(<d>[<d> ]{0,8})");
    static const Pattern head = grammar("(?:前面|开头|前)(?:是|(?:[一二两三四1234]位?个?(?:数|数字)?(?:应该)?是?)) ?(<d>[<d> ]{0,8})");
    for (const bool from_end : {true, false}) {
      const auto hit = (from_end ? tail : head).find(line.text);
      if (!hit || !is_whole(current_, landline_)) continue;
      const auto digits = digits_of(hit->text(line.text, 1));
      if (digits.size() < 2 || digits.size() >= current_.size()) continue;
      current_ = from_end ? current_.substr(0, current_.size() - digits.size()) + digits : digits + current_.substr(digits.size());
      said_.push_back(line.said((*hit)[1].from, (*hit)[1].to));
      keep({current_, said_, 0.93});
      wrong_ = false;
      return true;
    }
    return false;
  }

  static std::string digits_of(std::u32string_view text) {
    std::string out;
    for (const char32_t c : text) {
      if (const int d = spoken_digit(c); d >= 0) out += static_cast<char>('0' + d);
    }
    return out;
  }
  static bool corrected_before(std::u32string_view before) {
    static const Pattern mark("(?:不对|不是|错了|说错|应该是|打错|更正|改成|哦不|不不)[^0-9]{0,6}$");
    return mark.in(before);
  }
  static bool about_other(std::u32string_view text) {
    static const Pattern words("(?:工单|单号|身份证|车牌|订单)");
    static const Pattern phone("(?:电话|手机|号码|联系)");
    return words.in(text) && !phone.in(text);
  }

  /// Pieces of a line, neighbours with only a pause between taken together where they make a whole number.
  static std::vector<DigitPiece> joined(const CallText& line) {
    auto pieces = read_digits(line.text);
    std::vector<DigitPiece> out;
    for (std::size_t i = 0; i < pieces.size();) {
      DigitPiece best = pieces[i];
      std::size_t next = i + 1;
      DigitPiece run = pieces[i];
      for (std::size_t k = i + 1; k < pieces.size(); ++k) {
        const auto gap = std::u32string_view(line.text).substr(run.to, pieces[k].from - run.to);
        static const Pattern pause("^(?: |然后|后面|再|-|是){0,3}$");
        if (!pause.in(gap) || is_mobile(without_country(best.digits))) break;
        run.digits += pieces[k].digits;
        run.to = pieces[k].to;
        if (is_mobile(without_country(run.digits)) || is_far(run.digits) || is_near(run.digits)) {
          best = run;
          next = k + 1;
        }
      }
      out.push_back(best);
      i = next;
    }
    return out;
  }

  const Talk& talk_;
  std::vector<Number> numbers_;
  std::string current_;
  std::vector<SaidAt> said_;
  bool dictating_ = false, landline_ = false, wrong_ = false, spare_ = false;
  bool open_ = false;                      // what comes now belongs to the last number kept
};

}  // namespace

Heard hear_phone(const Talk& talk) { return PhoneListener(talk).listen(); }

}  // namespace yiwang
