#include <algorithm>
#include <array>

#include "base/text.h"
#include "rehearse/address_noise.h"
#include "rehearse/address_slips.h"

namespace yiwang {
namespace {

constexpr std::array kBefore{"我在", "地址：", "位于", "我家住", "就是那个", "在", "我们这里是", "麻烦到", "住址 "};
constexpr std::array kAfter{"附近", "旁边", "对面", "门口", "楼下", "这边", "里面", "（东门）", "这一带", "，靠近大门"};
constexpr std::array kFillers{"嗯", "呃", "那个", "啊", "就是", "这个", "哦"};
constexpr std::array kShops{"老李面馆", "便民超市", "喜洋洋理发店", "平价大药房", "顺风快递点", "张师傅修车", "小白兔幼教", "好又多便利店", "诚信房产", "阿芳服装店"};
constexpr std::array kFirms{"鼎盛贸易有限公司", "宏达五金厂", "启明电子有限公司", "安居物业", "远大物流公司"};
constexpr std::array kPersons{"王师傅收", "李女士", "（张先生）", "刘阿姨家"};
constexpr std::array kRoadEnds{"大道", "路", "街", "巷"};
constexpr std::array kEstateEnds{"花园", "小区", "家园", "苑", "府", "公馆", "雅居", "新村", "名邸", "大厦", "广场"};

std::string_view ending(std::string_view name, bool road) {
  if (road) {
    for (const std::string_view end : kRoadEnds) {
      if (name.ends_with(end)) return end;
    }
    return {};
  }
  for (const std::string_view end : kEstateEnds) {
    if (name.ends_with(end)) return end;
  }
  return {};
}

std::string digits_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c < '0' || c > '9') break;
    out += c;
  }
  return out;
}

}  // namespace

std::string AddressNoise::spoken_number(const std::string& number) { return in_han(number, number.size() >= 3 && random_.chance(0.4)); }

std::string AddressNoise::building_words(const std::string& building) {
  std::string digits;
  for (const char c : building) {
    if (c < '0' || c > '9') break;
    digits += c;
  }
  if (digits.empty() || !(building == digits + "栋" || building == digits + "座")) return building;
  static constexpr std::array kWords{"幢", "号楼", "#", "座", "#楼", "栋", "号"};
  return digits + pick(kWords);
}

void AddressNoise::disturb(Pieces& pieces, NoisyAddress& out) {
  const double draw = random_.unit();
  const int times = draw < 0.15 ? 0 : draw < 0.55 ? 1 : draw < 0.85 ? 2 : 3;
  int done = 0;
  if (held_) {
    for (int tries = 0; tries < 12 && !disturb_held(pieces, out); ++tries) {
    }
    ++done;
  }
  for (int tries = 0; done < times && tries < 12; ++tries) done += disturb_once(pieces, out) ? 1 : 0;
  if (out.kinds.empty()) out.kinds.push_back("plain");
}

bool AddressNoise::disturb_once(Pieces& pieces, NoisyAddress& out) {
  using K = Piece::Kind;
  const auto named_as = [&](std::string_view kind) {
    if (std::find(out.kinds.begin(), out.kinds.end(), kind) != out.kinds.end()) return false;
    out.kinds.push_back(kind);
    return true;
  };
  // One slip in a name is plenty; two are a kind of their own.
  const auto slipped = [&] {
    return std::any_of(out.kinds.begin(), out.kinds.end(), [](std::string_view k) { return k == "typo" || k == "missing_letter" || k == "swapped" || k == "homophone" || k == "two_slips"; });
  };
  const auto slip = [&](std::string_view kind, auto&& make) {
    auto* piece = named(pieces);
    if (slipped() || piece == nullptr || !replace_name(*piece, make(piece->text, random_))) return false;
    return named_as(kind);
  };
  const auto insert_before = [&](K kind, std::string text) {
    const auto it = std::find_if(pieces.begin(), pieces.end(), [&](const Piece& p) { return p.kind == kind; });
    if (it == pieces.end()) return false;
    pieces.insert(it, {K::talk, std::move(text)});
    return true;
  };
  switch (random_.below(20)) {
    case 0: {                              // 锦川 for 锦川区, 湖滨 for 湖滨街道
      bool any = false;
      for (auto& piece : pieces) {
        if (piece.kind > K::community || random_.chance(0.3)) continue;
        for (const std::string_view end : {"街道", "社区", "区", "市"}) {
          if (!piece.text.ends_with(end) || count_codepoints(piece.text) < count_codepoints(end) + 2) continue;
          piece.text.resize(piece.text.size() - end.size());
          any = true;
          break;
        }
      }
      return any && named_as("short_division");
    }
    case 1: {                              // another district or street
      auto* piece = find(pieces, random_.chance(0.6) ? K::district : K::street);
      if (piece == nullptr || out.truth.level == AddressTruth::Level::road) return false;
      const auto kind = piece->kind == K::district ? AreaKind::district : AreaKind::street;
      std::vector<const Area*> others;
      for (const auto& area : city_->areas) {
        if (area.kind == kind && area.name != piece->text && area.layer == "territorial") others.push_back(&area);
      }
      if (others.empty()) return false;
      piece->text = pick(others)->name;
      return named_as("wrong_division");
    }
    case 2: {                              // said twice
      std::vector<std::size_t> divisions;
      for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (pieces[i].kind <= K::community) divisions.push_back(i);
      }
      if (divisions.empty()) return false;
      const auto at = pick(divisions);
      const auto again = pieces[at];
      pieces.insert(pieces.begin() + static_cast<std::ptrdiff_t>(random_.chance(0.6) ? at : divisions.back() + 1), again);
      return named_as("repeated");
    }
    case 3: {                              // 八十八号
      auto* piece = find(pieces, random_.chance(0.6) ? K::number : K::building);
      if (piece == nullptr) return false;
      const auto digits = digits_of(piece->text);
      const auto spoken = spoken_number(digits);
      if (digits.empty() || spoken == digits) return false;
      piece->text = spoken + piece->text.substr(digits.size());
      return named_as("han_number");
    }
    case 4: {
      for (auto& piece : pieces) {
        if (piece.kind >= K::number && piece.kind != K::talk) piece.text = full_width(piece.text);
      }
      return find(pieces, K::number) != nullptr && named_as("full_width");
    }
    case 5: {                              // 3幢, 3号楼, 3#
      auto* piece = find(pieces, K::building);
      if (piece == nullptr) return false;
      const auto words = building_words(piece->text);
      if (words == piece->text) return false;
      piece->text = words;
      return named_as("building_word");
    }
    case 6: {                              // 望江花园3-2-401
      auto *building = find(pieces, K::building), *unit = find(pieces, K::unit), *room = find(pieces, K::room);
      if (building == nullptr || room == nullptr || find(pieces, K::floor) != nullptr) return false;
      const auto b = digits_of(building->text), u = unit == nullptr ? std::string{} : digits_of(unit->text), r = digits_of(room->text);
      if (b.empty() || r.empty() || find(pieces, K::estate) == nullptr) return false;
      const std::string dash = random_.chance(0.8) ? "-" : "—";
      building->text = b + dash + (u.empty() ? "" : u + dash) + r;
      std::erase_if(pieces, [](const Piece& p) { return p.kind == K::unit || p.kind == K::room; });
      return named_as("dashes");
    }
    case 7:
    case 8: return slip("typo", wrong_letter);
    case 9: return slip("missing_letter", missing_letter);
    case 10: return slip("swapped", swapped_letters);
    case 11:
    case 12: return slip("homophone", same_sound);
    case 13: {
      for (auto& piece : pieces) piece.text = traditional(piece.text);
      return named_as("traditional");
    }
    case 14: {                             // how people speak
      for (int n = 1 + static_cast<int>(random_.below(2)); n > 0; --n) {
        const auto at = random_.below(pieces.size() + 1);
        pieces.insert(pieces.begin() + static_cast<std::ptrdiff_t>(at), {K::talk, pick(kFillers)});
      }
      if (random_.chance(0.5)) pieces.insert(pieces.begin(), {K::talk, pick(kBefore)});
      return named_as("speech");
    }
    case 15: {                             // the fine part first
      const auto first = std::find_if(pieces.begin(), pieces.end(), [](const Piece& p) { return p.kind > K::community; });
      if (first == pieces.begin() || first == pieces.end()) return false;
      std::rotate(pieces.begin(), first, pieces.end());
      return named_as("reordered");
    }
    case 16:
      pieces.push_back({K::talk, pick(kAfter)});
      return named_as("assisting");
    case 17: {
      pieces.push_back({K::talk, random_.chance(0.5) ? pick(kShops) : random_.chance(0.5) ? pick(kFirms) : pick(kPersons)});
      return named_as("shop_or_firm");
    }
    case 18: {                             // 88 without its 号
      auto* piece = find(pieces, K::number);
      if (piece == nullptr || piece->text.ends_with('~') || digits_of(piece->text) != piece->text) return false;
      if (&*piece != &pieces.back()) {
        const auto& next = piece[1];
        if (!next.text.empty() && next.text.front() >= '0' && next.text.front() <= '9') return false;
      }
      piece->text += '~';
      return named_as("bare_number");
    }
    default: {                             // 那个, 的, a comma before the number
      static constexpr std::array kBetween{"的", "那个", "，", "（", "嗯"};
      return insert_before(random_.chance(0.5) ? K::number : K::building, pick(kBetween)) && named_as("between");
    }
  }
}

bool AddressNoise::disturb_held(Pieces& pieces, NoisyAddress& out) {
  using K = Piece::Kind;
  const auto done = [&](std::string_view kind) {
    out.kinds.push_back(kind);
    return true;
  };
  auto* piece = named(pieces);
  if (piece == nullptr) return false;
  const bool road = piece->kind == K::road;
  switch (random_.below(8)) {
    case 0: {                              // yunjin路
      const auto end = ending(piece->text, road);
      if (end.empty()) return false;
      piece->text = in_pinyin(piece->text.substr(0, piece->text.size() - end.size())) + (random_.chance(0.5) ? std::string(end) : in_pinyin(end));
      return done("pinyin");
    }
    case 1: {                              // 望江小区 for 望江花园
      const auto end = ending(piece->text, road);
      if (end.empty()) return false;
      auto text = piece->text.substr(0, piece->text.size() - end.size()) + (road ? pick(kRoadEnds) : pick(kEstateEnds));
      return replace_name(*piece, std::move(text)) && done("another_sort");
    }
    case 2: return replace_name(*piece, doubled_or_added_letter(piece->text, random_)) && done("letter_too_many");
    case 3: return replace_name(*piece, same_sound(wrong_letter(piece->text, random_), random_)) && done("two_slips");
    case 4:
    case 5: return replace_name(*piece, near_sound(piece->text, random_)) && done("near_sound");
    case 6: {                              // 88、90号
      auto* number = find(pieces, K::number);
      if (number == nullptr || digits_of(number->text) != number->text) return false;
      number->text += (random_.chance(0.5) ? "、" : "-") + std::to_string(std::stoi(number->text) + 2);
      return done("series");
    }
    default: {                             // 望江花园小区, 云锦路上
      pieces.insert(pieces.begin() + (piece - pieces.data()) + 1, {K::talk, road ? "上" : random_.chance(0.5) ? "小区" : "院内"});
      return done("word_too_many");
    }
  }
}

}  // namespace yiwang
