#include "rehearse/address_slips.h"

#include <array>
#include <map>
#include <vector>

#include "base/sound.h"
#include "base/text.h"

namespace yiwang {
namespace {

/// Characters people type: common in names and in running text.
constexpr std::u32string_view kCommon =
    U"一二三上下中大小山水石田土木林森金银玉石明月日星云雨风雪花草春夏秋冬东西南北红黄蓝绿青白黑紫文华国家民人心口手足天地江河湖海溪泉池塘桥路街门窗房屋村庄城镇乡里外前后左右高低长短新旧老少平安和乐福禄寿喜"
    U"龙凤虎马牛羊鸡狗松竹梅兰菊荷桂柳杨桃李杏樱枫槐桐芳香秀丽英雄杰伟强刚柔志远光辉景荣昌盛兴旺发达富贵吉祥如意永久千万百年世纪时代阳晨曦晖岚岭峰崖谷坡坪洲岛港湾岸浦汀亭台楼阁殿堂宫苑园圃府宅居室庭院坊巷弄"
    U"锦绣绢丝织布衣裳食饭茶酒米麦豆瓜果菜书画琴棋诗词歌舞学校医院工厂商店市场广建设开创新业生产科技电信通讯交运车船飞航空军民政法公私立正直方圆德仁义礼智信忠孝诚敬勤俭谦让若知听映沐怀拾漱鹭鹤雁麓霁澜栖翠清嘉瑞宁";

std::string joined(const std::u32string& text) { return to_utf8(text); }

const std::map<std::string, std::u32string>& by_syllable() {
  static const auto made = [] {
    std::map<std::string, std::u32string> table;
    for (const char32_t c : kCommon) {
      auto& list = table[std::string(syllable(sound_of(c)))];
      if (list.find(c) == std::u32string::npos) list += c;
    }
    // Characters often typed for others.
    for (const char32_t c : std::u32string_view(U"景瑾巾静境经亭廷停挺厅渟潭谭坛奇其旗齐棋祁梧吴武务峰丰枫封蜂锋鸿洪宏虹荷河何和贺盒惠慧汇会怡宜仪艺益亿易忆艳燕雁宴盐延沿言研彦焰兴型形行幸性姓杏星腥猩馨新心欣鑫芯薪辛")) {
      auto& list = table[std::string(syllable(sound_of(c)))];
      if (list.find(c) == std::u32string::npos) list += c;
    }
    return table;
  }();
  return made;
}

std::string with_sound(std::u32string text, std::size_t at, const std::string& sound, Random& random) {
  const auto it = by_syllable().find(sound);
  if (it == by_syllable().end()) return joined(text);
  std::u32string others;
  for (const auto c : it->second) {
    if (c != text[at]) others += c;
  }
  if (!others.empty()) text[at] = others[random.below(others.size())];
  return joined(text);
}

}  // namespace

std::string wrong_letter(std::string_view name, Random& random) {
  auto text = to_codepoints(name);
  if (text.size() < 3) return joined(text);
  text[random.below(text.size() - 1)] = kCommon[random.below(kCommon.size())];
  return joined(text);
}

std::string missing_letter(std::string_view name, Random& random) {
  auto text = to_codepoints(name);
  if (text.size() < 4) return joined(text);
  text.erase(random.below(text.size()), 1);
  return joined(text);
}

std::string doubled_or_added_letter(std::string_view name, Random& random) {
  auto text = to_codepoints(name);
  if (text.size() < 3) return joined(text);
  const auto at = random.below(text.size());
  text.insert(at, 1, random.chance(0.5) ? text[at] : kCommon[random.below(kCommon.size())]);
  return joined(text);
}

std::string swapped_letters(std::string_view name, Random& random) {
  auto text = to_codepoints(name);
  if (text.size() < 3) return joined(text);
  const auto at = random.below(text.size() - 1);
  std::swap(text[at], text[at + 1]);
  return joined(text);
}

std::string same_sound(std::string_view name, Random& random) {
  auto text = to_codepoints(name);
  if (text.size() < 3) return joined(text);
  const auto at = random.below(text.size() - 1);
  const auto sound = std::string(syllable(sound_of(text[at])));
  return with_sound(std::move(text), at, sound, random);
}

std::string near_sound(std::string_view name, Random& random) {
  auto text = to_codepoints(name);
  if (text.size() < 3) return joined(text);
  const auto at = random.below(text.size() - 1);
  std::string sound(syllable(sound_of(text[at])));
  if (sound.starts_with("zh") || sound.starts_with("ch") || sound.starts_with("sh")) sound.erase(1, 1);
  else if (sound.starts_with("z") || sound.starts_with("c") || sound.starts_with("s")) sound.insert(1, "h");
  else if (sound.starts_with("n")) sound[0] = 'l';
  else if (sound.starts_with("l")) sound[0] = 'n';
  else if (sound.ends_with("ing") || sound.ends_with("eng")) sound.pop_back();
  else if (sound.ends_with("in") || sound.ends_with("en")) sound += 'g';
  else return joined(text);
  return with_sound(std::move(text), at, sound, random);
}

std::string in_pinyin(std::string_view name) { return pinyin_of(to_codepoints(name)); }

std::string in_han(std::string_view number, bool digit_by_digit) {
  static constexpr std::array<std::string_view, 10> kDigits{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  if (number.empty() || number.size() > 4) return std::string(number);
  int value = 0;
  for (const char c : number) {
    if (c < '0' || c > '9') return std::string(number);
    value = value * 10 + (c - '0');
  }
  std::string out;
  if (digit_by_digit) {
    for (const char c : number) out += kDigits[static_cast<std::size_t>(c - '0')];
    return out;
  }
  bool gap = false;
  for (const auto& [unit, word] : {std::pair(1000, "千"), std::pair(100, "百"), std::pair(10, "十"), std::pair(1, "")}) {
    const int digit = value / unit % 10;
    if (digit == 0) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += "零";
    gap = false;
    if (!(unit == 10 && digit == 1 && out.empty())) out += kDigits[static_cast<std::size_t>(digit)];
    out += word;
  }
  return out;
}

std::string full_width(std::string_view text) {
  std::u32string out;
  for (auto c : to_codepoints(text)) out += (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || c == U'-' || c == U'#' ? c + 0xfee0 : c;
  return to_utf8(out);
}

std::string traditional(std::string_view text) {
  static constexpr std::u32string_view kFrom = U"云锦区号楼单层农贸场务卫医学园广东路桥湾华岚风鹤鹭兰银桐听怀书陈罗马双龙门庄龙学广业产东国际购县乡镇区长兴宁庆旧汇环质实验综楼体馆";
  static constexpr std::u32string_view kTo = U"雲錦區號樓單層農貿場務衛醫學園廣東路橋灣華嵐風鶴鷺蘭銀桐聽懷書陳羅馬雙龍門莊龍學廣業產東國際購縣鄉鎮區長興寧慶舊匯環質實驗綜樓體館";
  std::u32string out;
  for (auto c : to_codepoints(text)) {
    const auto at = kFrom.find(c);
    out += at == std::u32string_view::npos ? c : kTo[at];
  }
  return to_utf8(out);
}

}  // namespace yiwang
