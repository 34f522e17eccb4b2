#include "locate/tagger/tag_features.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace yiwang {
namespace {

constexpr std::array<std::string_view, 62> kEndings{"省", "市", "区", "县", "镇", "乡", "村", "社", "街", "道", "路", "巷", "弄", "号", "栋", "幢", "楼", "层", "室", "座", "单",
    "元", "园", "苑", "城", "厦", "场", "店", "厂", "院", "校", "州", "旗", "屯", "组", "队", "桥", "口", "旁", "边", "侧", "对", "米", "里", "庄", "坊", "湾", "司", "局",
    "所", "馆", "中", "心", "广", "期", "户", "房", "弯", "堂", "站", "门", "段"};
constexpr std::array<std::string_view, 14> kNumerals{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "零", "〇", "两"};
constexpr std::array<std::string_view, 11> kDirections{"东", "南", "西", "北", "中", "前", "后", "左", "右", "上", "下"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Grows one feature from parts without building a string: FNV-1a, folded.
class Feature {
 public:
  explicit Feature(std::string_view name) { add(name); }
  Feature& operator<<(std::string_view part) {
    add(part);
    return add("|");
  }
  Feature& operator<<(int number) { return *this << std::string_view(std::to_string(number)); }
  std::uint32_t done() const { return static_cast<std::uint32_t>(hash_ ^ hash_ >> 29) & (kTagFeatures - 1); }

 private:
  Feature& add(std::string_view part) {
    for (const unsigned char byte : part) hash_ = (hash_ ^ byte) * 1099511628211ull;
    return *this;
  }
  std::uint64_t hash_ = 1469598103934665603ull;
};

}  // namespace

std::string token_shape(std::string_view token) {
  const auto all = [&](auto test) { return std::all_of(token.begin(), token.end(), test); };
  if (all([](unsigned char c) { return c >= '0' && c <= '9'; })) return "D" + std::to_string(std::min<std::size_t>(token.size(), 5));
  if (all([](unsigned char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; })) return "A" + std::to_string(std::min<std::size_t>(token.size(), 2));
  if (static_cast<unsigned char>(token.front()) < 0x80) {
    const bool mixed = std::any_of(token.begin(), token.end(), [](unsigned char c) { return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z'); });
    return mixed ? "M" : "P" + std::string(token);
  }
  if (among(kNumerals, token)) return "N";
  if (among(kDirections, token)) return "X";
  return "C";
}

std::string token_word(std::string_view token) {
  const auto shape = token_shape(token);
  return shape.front() == 'D' ? "#" + shape.substr(1) : std::string(token);
}

std::vector<std::vector<std::uint32_t>> tag_features(const std::vector<std::string>& tokens) {
  const int n = static_cast<int>(tokens.size());
  std::vector<std::string> words, shapes;
  for (const auto& token : tokens) {
    words.push_back(token_word(token));
    shapes.push_back(token_shape(token));
  }
  const auto word = [&](int i) -> std::string_view { return i < 0 ? (i == -1 ? "<s>" : "<s2>") : i >= n ? (i == n ? "</s>" : "</s2>") : std::string_view(words[static_cast<std::size_t>(i)]); };
  const auto shape = [&](int i) -> std::string_view { return i < 0 ? "<s>" : i >= n ? "</s>" : std::string_view(shapes[static_cast<std::size_t>(i)]); };
  constexpr int kReach = 8;
  std::vector<std::vector<std::uint32_t>> all(tokens.size());
  for (int i = 0; i < n; ++i) {
    auto& out = all[static_cast<std::size_t>(i)];
    out.reserve(48);
    const auto add = [&](const Feature& feature) { out.push_back(feature.done()); };
    add(Feature("b"));
    for (int k = -3; k <= 3; ++k) add(Feature("u") << k << word(i + k));
    for (int k = -3; k <= 2; ++k) add(Feature("B") << k << word(i + k) << word(i + k + 1));
    for (int k = -3; k <= 1; ++k) add(Feature("t") << k << word(i + k) << word(i + k + 1) << word(i + k + 2));
    for (int k = -3; k <= 0; ++k) add(Feature("q") << k << word(i + k) << word(i + k + 1) << word(i + k + 2) << word(i + k + 3));
    for (int k = -2; k <= 2; ++k) add(Feature("s") << k << shape(i + k));
    add(Feature("S1") << shape(i - 1) << shape(i) << shape(i + 1));
    add(Feature("S2") << shape(i) << shape(i + 1) << shape(i + 2));
    add(Feature("S3") << shape(i - 2) << shape(i - 1) << shape(i));
    add(Feature("S4") << shape(i - 2) << shape(i - 1) << shape(i) << shape(i + 1) << shape(i + 2));
    add(Feature("w") << tokens[static_cast<std::size_t>(i)]);
    add(Feature("pos") << std::min(i, 3));
    add(Feature("rest") << std::min(n - 1 - i, 3));
    int right = 0, left = 1;
    while (right < kReach && i + right < n && !among(kEndings, word(i + right))) ++right;
    while (left < kReach && i - left >= 0 && !among(kEndings, word(i - left))) ++left;
    const bool ends = right < kReach && i + right < n;
    if (ends) {
      add(Feature("ns") << word(i + right) << right);
      add(Feature("nsx") << word(i + right) << shape(i));
      add(Feature("ns2") << word(i + right) << right << word(i + right + 1));
    }
    if (left < kReach && i - left >= 0) {
      add(Feature("ps") << word(i - left) << left);
      add(Feature("psn") << word(i - left) << (ends ? word(i + right) : "_"));
    }
  }
  return all;
}

std::vector<std::string> address_tokens(std::string_view text) {
  std::vector<std::string> tokens;
  char kind = 0;                           // of the run that may go on: 'd' digits, 'l' letters, 0 none
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    size = std::min(size, text.size() - at);
    const char now = lead >= '0' && lead <= '9' ? 'd' : lead < 0x80 && (lead | 32) >= 'a' && (lead | 32) <= 'z' ? 'l' : 0;
    if (now != 0 && now == kind) {
      tokens.back() += text.substr(at, size);
    } else if (lead > ' ') {
      tokens.emplace_back(text.substr(at, size));
    }
    kind = lead > ' ' ? now : 0;
    at += size;
  }
  return tokens;
}

}  // namespace yiwang
