#include "relate/groups/words.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/utf8.h"

namespace yiwang {
namespace {

constexpr float kTitle = 2.5f;
constexpr std::size_t kMostSigns = 600;
constexpr std::size_t kLongestNumber = 5;  // longer runs of digits are phones and accounts

// Characters grams do not cross: particles, pronouns, copulas.
constexpr auto kParticle = [] {
  std::array<std::uint64_t, 0x10000 / 64> set{};
  for (const char32_t c : std::u32string_view(U"的了我你们也就都与及吗吧呢啊着您把被是请和在")) set[c >> 6] |= std::uint64_t{1} << (c & 63);
  return set;
}();
bool is_particle(char32_t c) { return c < 0x10000 && (kParticle[c >> 6] >> (c & 63) & 1) != 0; }
bool is_plain(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

constexpr std::uint32_t mix(std::uint32_t h) {
  h ^= h >> 16;
  h *= 0x7feb352du;
  h ^= h >> 15;
  h *= 0x846ca68bu;
  return h ^ (h >> 16);
}

// Signs one after another; 0 where grams must not cross.
void signs_of(std::string_view text, std::vector<std::uint32_t>& out) {
  out.clear();
  for (std::size_t at = 0; at < text.size() && out.size() < kMostSigns;) {
    const char32_t c = next_codepoint(text, at);
    if (c < 0x80 && is_plain(static_cast<char>(c))) {
      std::uint32_t hash = 0x811c9dc5u;
      std::size_t length = 0;
      bool letters = false;
      for (at -= 1; at < text.size() && is_plain(text[at]); ++at, ++length) {
        hash = mix(hash ^ static_cast<unsigned char>(text[at]));
        letters = letters || text[at] >= 'a';
      }
      out.push_back(!letters && length > kLongestNumber ? 0 : hash | 1u);
    } else if (is_han(c) && !is_particle(c)) {
      // 一号线 is 1号线.
      const auto digit = std::u32string_view(U"一二三四五六七八九").find(c);
      const bool number = digit != std::u32string_view::npos && (text.substr(at).starts_with("号线") || text.substr(at).starts_with("期"));
      out.push_back(number ? mix(0x811c9dc5u ^ static_cast<std::uint32_t>('1' + digit)) | 1u : static_cast<std::uint32_t>(c));
    } else if (!out.empty() && out.back() != 0 && c != U'·' && c != U'.' && c != U'-') {
      out.push_back(0);                    // 望江园·听涛苑 stays one name
    }
  }
}

// How names of places and bodies end; the longest first.
constexpr std::array<std::u32string_view, 52> kEndings = {
    U"幼儿园", U"派出所", U"步行街", U"小区", U"花园", U"家园", U"新城", U"新村", U"公寓", U"大厦", U"广场", U"社区", U"街道", U"国际", U"公馆", U"学校", U"学院", U"大学",
    U"中学",   U"小学",   U"医院",   U"公司", U"集团", U"公园", U"市场", U"商场", U"超市", U"酒店", U"大道", U"大桥", U"平台", U"机场", U"时代", U"城",   U"府",   U"湾",
    U"园",     U"苑",     U"邸",     U"居",   U"庭",   U"院",   U"轩",   U"村",   U"镇",   U"路",   U"街",   U"桥",   U"湖",   U"站",   U"巷",   U"局"};
// Where a name before such an ending cannot reach back over.
constexpr std::array<std::u32string_view, 46> kVerbs = {
    U"投诉", U"反映", U"咨询", U"举报", U"关于", U"建议", U"希望", U"请求", U"要求", U"位于", U"附近", U"旁边", U"对面", U"门口", U"楼下", U"反对", U"反馈", U"解决", U"取缔", U"请问", U"询问", U"业主",
    U"居民", U"村民", U"强烈", U"尽快", U"何时", U"什么", U"为何", U"能否", U"修建", U"建设", U"新建", U"违规", U"违法", U"开发", U"这个", U"一个", U"整个", U"我们", U"本人", U"这里", U"那里", U"配套",
    U"周边", U"改造"};
bool ends_a_place(std::uint32_t c) {
  switch (c) {
    case U'区': case U'县': case U'市': case U'镇': case U'乡': case U'路': case U'街': case U'道': case U'省': case U'期': case U'号': case U'栋': return true;
    default: return false;
  }
}

bool stands_at(const std::vector<std::uint32_t>& signs, std::size_t at, std::u32string_view word) {
  if (at + word.size() > signs.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (signs[at + i] != static_cast<std::uint32_t>(word[i])) return false;
  }
  return true;
}

/// One flag a sign: whether it belongs to a name. Looks at the first `most` signs.
std::vector<char> names_in(const std::vector<std::uint32_t>& signs, std::size_t most) {
  constexpr std::size_t kLongestName = 6;
  std::vector<char> flags(signs.size(), 0), wall(signs.size(), 0);
  const auto end = std::min(signs.size(), most);
  for (std::size_t i = 0; i < end; ++i) {
    for (const auto verb : kVerbs) {
      if (stands_at(signs, i, verb)) wall[i] = wall[i + 1] = 1;
    }
  }
  for (std::size_t i = 1; i < end; ++i) {
    if (signs[i - 1] < 0x10000 || signs[i - 1] == 0) continue;
    if (stands_at(signs, i, U"号线")) flags[i - 1] = flags[i] = 1;
  }
  for (std::size_t i = 0; i < end; ++i) {
    for (const auto ending : kEndings) {
      if (!stands_at(signs, i, ending)) continue;
      std::size_t from = i;
      while (from > 0 && i - from < kLongestName && signs[from - 1] != 0 && signs[from - 1] < 0x10000 && wall[from - 1] == 0 && !ends_a_place(signs[from - 1])) --from;
      if (i - from >= 2) std::fill(flags.begin() + static_cast<std::ptrdiff_t>(from), flags.begin() + static_cast<std::ptrdiff_t>(i + ending.size()), 1);
      break;
    }
  }
  return flags;
}

// Of these endings a name says where somebody lives; two such names are two places.
constexpr std::array<std::u32string_view, 20> kHomes = {U"小区", U"花园", U"家园", U"新城", U"新村", U"公寓", U"嘉园", U"花苑", U"公馆", U"华庭", U"名苑", U"佳园", U"国际城", U"城", U"府", U"湾", U"苑", U"邸", U"庭", U"园"};

void add_homes(const std::vector<std::uint32_t>& signs, std::size_t most, std::vector<std::uint32_t>& out) {
  constexpr std::size_t kLongestName = 8;
  const auto end = std::min(signs.size(), most);
  std::vector<char> wall(signs.size() + 1, 0);
  for (std::size_t i = 0; i < end; ++i) {
    for (const auto verb : kVerbs) {
      if (stands_at(signs, i, verb)) wall[i] = wall[i + 1] = 1;
    }
  }
  for (std::size_t i = 2; i < end; ++i) {
    const auto ending = std::find_if(kHomes.begin(), kHomes.end(), [&](auto home) { return stands_at(signs, i, home); });
    if (ending == kHomes.end()) continue;
    auto from = i, to = i;
    while (from > 0 && i - from < kLongestName && signs[from - 1] != 0 && signs[from - 1] < 0x10000 && wall[from - 1] == 0 && !ends_a_place(signs[from - 1])) --from;
    // 望江花园小区: the name's own part is 望江.
    for (bool cut = true; cut;) {
      cut = false;
      for (const auto home : kHomes) {
        if (to - from >= home.size() + 2 && stands_at(signs, to - home.size(), home)) to -= home.size(), cut = true;
      }
    }
    if (to - from < 2) continue;
    for (std::size_t k = from + 1; k <= to; ++k) out.push_back(mix(signs[k - 1] * 0x9e3779b1u + signs[k]));
    i += ending->size() - 1;
  }
}

void add_grams(const std::vector<std::uint32_t>& signs, float weight, bool fades, bool with_names, std::vector<HeardGram>& out) {
  const auto named = with_names ? names_in(signs, 120) : std::vector<char>(signs.size(), 0);
  for (std::size_t i = 1; i < signs.size(); ++i) {
    if (signs[i - 1] == 0 || signs[i] == 0) continue;
    const float here = fades ? weight * (i < 60 ? 1.0f : i < 200 ? 0.8f : 0.6f) : weight;
    out.push_back({mix(signs[i - 1] * 0x9e3779b1u + signs[i]), here, named[i - 1] != 0 && named[i] != 0});
  }
}

// What is said again and again is what it is about.
constexpr float kAgain = 0.45f, kMostAgain = 2.0f;

void keep_distinct(std::vector<HeardGram>& grams) {
  std::sort(grams.begin(), grams.end(), [](const HeardGram& a, const HeardGram& b) { return a.gram != b.gram ? a.gram < b.gram : a.weight > b.weight; });
  std::size_t kept = 0;
  for (std::size_t i = 0, next = 0; i < grams.size(); i = next) {
    bool name = false;
    for (next = i; next < grams.size() && grams[next].gram == grams[i].gram; ++next) name = name || grams[next].name;
    const auto times = static_cast<float>(next - i);
    grams[kept++] = {grams[i].gram, grams[i].weight * std::min(kMostAgain, 1 + kAgain * (times - 1)), name};
  }
  grams.resize(kept);
}

}  // namespace

std::vector<HeardGram> heard_grams(std::string_view title, std::string_view text) {
  std::vector<HeardGram> out;
  std::vector<std::uint32_t> signs;
  signs_of(title, signs);
  add_grams(signs, kTitle, false, true, out);
  const bool named = std::any_of(out.begin(), out.end(), [](const HeardGram& h) { return h.name; });
  signs_of(text, signs);
  add_grams(signs, 1.0f, true, !named, out);
  keep_distinct(out);
  return out;
}

std::vector<std::uint32_t> homes_in(std::string_view title, std::string_view text) {
  std::vector<std::uint32_t> out, signs;
  signs_of(title, signs);
  add_homes(signs, signs.size(), out);
  if (title.empty()) {
    signs_of(text, signs);
    add_homes(signs, 60, out);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<HeardGram> heard_grams(std::string_view phrase) {
  std::vector<HeardGram> out;
  std::vector<std::uint32_t> signs;
  signs_of(phrase, signs);
  add_grams(signs, 1.0f, false, false, out);
  keep_distinct(out);
  return out;
}

}  // namespace yiwang
