#include "locate/match/address_parts.h"

#include "base/folded.h"

namespace yiwang {
namespace {

bool one_of(char32_t c, std::u32string_view of) { return c != 0 && of.find(c) != std::u32string_view::npos; }
bool is_code(char32_t c) { return is_digit(c) || is_latin(c); }
constexpr std::u32string_view kDirections = U"东南西北";

class Cutter {
 public:
  explicit Cutter(std::u32string_view text) : text_(text) {}

  std::vector<AddressPart> cut() {
    while (at_ < text_.size()) {
      if (mark() || code() || word() || division() || road()) continue;
      ++at_;
    }
    close_gap(text_.size());
    return std::move(parts_);
  }

 private:
  char32_t peek(std::size_t at) const { return at < text_.size() ? text_[at] : 0; }
  bool starts(std::u32string_view with, std::size_t at) const { return text_.substr(std::min(at, text_.size())).starts_with(with); }
  std::size_t gap() const { return at_ - open_; }

  void add(PartKind kind, std::size_t from, std::size_t to, std::u32string_view value) {
    parts_.push_back({kind, from, to, std::u32string(value), depth_ > 0});
    if (kind != PartKind::name && kind > PartKind::village) past_divisions_ = true;
    at_ = open_ = to;
  }
  /// What lies open before `end` is a name, without the words that only join.
  void close_gap(std::size_t end) {
    auto from = open_, to = end;
    while (from < to && (one_of(text_[from], U"与和及近靠,-内") || (text_[from] == U'的'))) ++from;
    while (to > from && one_of(text_[to - 1], U"与和及,-")) --to;
    if (to > from) parts_.push_back({depth_ > 0 ? PartKind::bracket : PartKind::name, from, to, std::u32string(text_.substr(from, to - from)), depth_ > 0});
    open_ = end;
  }

  bool mark() {
    const char32_t c = text_[at_];
    if (c != U'(' && c != U')' && c != U',') return false;
    close_gap(at_);
    if (c == U'(') ++depth_;
    if (c == U')' && depth_ > 0) --depth_;
    open_ = ++at_;
    return true;
  }

  bool code() {
    if (!is_code(text_[at_]) || (at_ > open_ && is_code(text_[at_ - 1]))) return false;
    auto end = at_;
    while (is_code(peek(end)) || (peek(end) == U'-' && is_code(peek(end + 1)))) ++end;
    const auto digits_end = end;
    if (is_digit(text_[end - 1]) && one_of(peek(end), U"甲乙丙丁")) ++end;
    const auto value = text_.substr(at_, end - at_);
    const auto as = [&](PartKind kind, std::size_t unit) {
      const auto from = at_;
      close_gap(from);
      add(kind, from, end + unit, value);
      return true;
    };
    const bool number = is_digit(text_[digits_end - 1]);
    const char32_t next = peek(end);
    if (next == U'栋') return as(PartKind::building, 1);
    if (next == U'号' && number) return as(PartKind::road_number, 1);
    if (next == U'弄') return as(PartKind::lane, 1);
    if (starts(U"单元", end)) return as(PartKind::unit, 2);
    if (next == U'层' && number) return as(PartKind::floor, 1);
    if (next == U'室') return as(PartKind::room, 1);
    if (next == U'门' && !starts(U"门市", end)) return as(PartKind::gate, 1);
    if (next == U'期') return as(PartKind::phase, 1);
    if (next == U'区') return as(PartKind::zone, 1);
    if ((next == U'组' || next == U'队') && number) return as(PartKind::group, 1);
    if (next == U'米' && number) return distance(end);
    if (number && !is_latin(text_[at_])) {
      const auto last = parts_.empty() ? PartKind::name : parts_.back().kind;
      const bool adjoining = !parts_.empty() && parts_.back().to == at_;
      if (starts(U"附近", end) || (adjoining && last == PartKind::road)) return as(PartKind::road_number, 0);
      const bool inside = last == PartKind::building || last == PartKind::unit || last == PartKind::floor || last == PartKind::road_number || last == PartKind::lane;
      if ((adjoining && inside) || (end == text_.size() && value.size() >= 2)) return as(PartKind::room, 0);
    }
    at_ = end;
    return true;
  }

  /// `西北行200米`: the direction words before the number belong to it.
  bool distance(std::size_t end) {
    auto from = at_;
    while (from > open_ && one_of(text_[from - 1], U"约行向侧往走")) --from;
    while (from > open_ && one_of(text_[from - 1], kDirections)) --from;
    while (from > open_ && one_of(text_[from - 1], U"向往朝")) --from;
    const auto value = text_.substr(from, end - from);
    close_gap(from);
    add(PartKind::distance, from, end + 1, value);
    return true;
  }

  bool word() {
    if (starts(U"交叉口", at_)) {
      close_gap(at_);
      add(PartKind::crossing, at_, at_ + 3, {});
      return true;
    }
    for (const std::u32string_view near : {U"附近", U"斜对面", U"斜对过", U"对面", U"对过", U"旁边", U"隔壁", U"旁"}) {
      if (!starts(near, at_)) continue;
      close_gap(at_);
      add(PartKind::near, at_, at_ + near.size(), near);
      return true;
    }
    return false;
  }

  bool divide(PartKind kind, std::size_t length) {
    const auto from = open_, end = at_ + length;
    add(kind, from, end, text_.substr(from, end - from));
    return true;
  }

  bool division() {
    const char32_t c = text_[at_], next = peek(at_ + 1), before = at_ > open_ ? text_[at_ - 1] : 0;
    const auto wide = gap();
    if (depth_ > 0) return false;
    if (c == U'社' && next == U'区' && wide >= 1) return divide(PartKind::village, 2);
    if (c == U'街' && next == U'道' && wide >= 1 && wide <= 6) return divide(PartKind::town, 2);
    if (c == U'村' && wide >= 1 && wide <= 6 && !one_of(before, U"新") && !one_of(next, U"路街口委镇") && !is_code(before)) return divide(PartKind::village, 1);
    if (past_divisions_ || wide == 0) return false;
    if (c == U'省' && wide >= 2 && wide <= 3) return divide(PartKind::province, 1);
    if (starts(U"自治区", at_) && wide <= 6) return divide(PartKind::province, 3);
    if (starts(U"自治州", at_)) return divide(PartKind::city, 3);
    if (c == U'市' && wide >= 2 && wide <= 5 && !one_of(next, U"场政民委区中内里人法公") && !one_of(before, U"超城门夜股菜")) return divide(PartKind::city, 1);
    if (c == U'区' && wide <= 8 && !one_of(next, U"政委人") && !one_of(before, U"小园社校院景库厂舍活山矿东西南北中a宿住") && !is_code(before)) return divide(PartKind::district, 1);
    if ((c == U'县' || c == U'旗') && wide <= 7 && !one_of(next, U"政委人城医")) return divide(PartKind::district, 1);
    if ((c == U'镇' || c == U'乡') && wide <= 5 && !one_of(next, U"政委人") && !one_of(before, U"城老家")) return divide(PartKind::town, 1);
    return false;
  }

  bool road() {
    if (depth_ > 0) return false;
    const char32_t c = text_[at_], next = peek(at_ + 1);
    std::size_t length = 0;
    if ((c == U'大' && (next == U'道' || next == U'街')) || (c == U'胡' && next == U'同') || (one_of(c, U"公国") && next == U'道') || (c == U'公' && next == U'路')) length = 2;
    else if (c == U'路' && !one_of(next, U"灯局桥")) length = 1;
    else if (c == U'街' && !one_of(next, U"坊")) length = 1;
    else if (c == U'巷') length = 1;
    else if (c == U'弄' || c == U'道') length = is_digit(next) || next == U'与' || next == U'和' ? 1 : 0;
    else if (c == U'线') length = is_digit(next) || (at_ > open_ && (one_of(text_[at_ - 1], U"县省国") || is_code(text_[at_ - 1]))) ? 1 : 0;
    if (length == 0) return false;
    auto from = open_;
    while (from < at_ && one_of(text_[from], U"与和及近靠,-")) ++from;
    if (from == at_) return false;
    const auto end = at_ + length;
    if (peek(end) == U'店' || peek(end) == U'校' || (peek(end) == U'分' && peek(end + 1) == U'店')) return false;
    add(PartKind::road, from, end, text_.substr(from, end - from));
    return true;
  }

  std::u32string_view text_;
  std::size_t at_ = 0, open_ = 0;
  int depth_ = 0;
  bool past_divisions_ = false;            // province to town stand before the first road, number or bracket
  std::vector<AddressPart> parts_;
};

}  // namespace

std::vector<AddressPart> cut_address(std::u32string_view plain) { return Cutter(plain).cut(); }

}  // namespace yiwang
