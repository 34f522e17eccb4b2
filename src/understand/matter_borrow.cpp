#include "understand/matter_borrow.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "understand/grams.h"

namespace yiwang {
namespace {

// Words for one thing: where the first stands, the second is read too.
constexpr std::array<std::pair<std::string_view, std::string_view>, 44> kAlso{{
    {"公交", "公共汽车"}, {"公共汽车", "公交"}, {"轨道交通", "地铁城铁"}, {"地铁", "轨道交通"}, {"医保", "医疗保险，职工医疗保险，城镇居民医疗保险"}, {"医疗保险", "医保"}, {"社保", "社会保险"},
    {"社会保险", "社保"}, {"电梯", "特种设备电梯"}, {"特种设备", "电梯锅炉"}, {"噪声", "噪音"}, {"噪音", "噪声"}, {"新农合", "新型农村合作医疗"}, {"合作医疗", "新农合医保"},
    {"招标", "工程招投标"}, {"公务员", "人事考试录用"}, {"欠薪", "拖欠工资"}, {"工资", "劳动报酬"}, {"劳动报酬", "工资欠薪"}, {"失地", "征地"}, {"拆迁", "征收拆迁补偿"},
    {"房产证", "产权产权交易"}, {"不动产", "产权"}, {"产权", "不动产房产证"}, {"违建", "违章建筑违法建设"}, {"违章建筑", "违建违法建设"}, {"自来水", "供水"}, {"供水", "自来水"},
    {"供电", "电力供应"}, {"电力", "供电停电"}, {"燃气", "天然气煤气"}, {"供暖", "冬季采暖"}, {"采暖", "供暖供热"}, {"老师", "教师"}, {"补课", "教育收费办学"},
    {"户口", "户籍"}, {"户籍", "户口"}, {"低保", "最低生活保障"}, {"最低生活保障", "低保"}, {"环卫", "环境卫生垃圾"}, {"环境卫生", "环卫垃圾"}, {"网约车", "出租车"},
    {"物价", "价格"}, {"价格", "物价"},
}};

std::string with_synonyms(const std::string& text) {
  std::string out = text;
  for (const auto& [word, also] : kAlso) {
    if (text.find(word) == std::string::npos) continue;
    out += "，";
    out += also;
  }
  return out;
}

using Bag = std::map<std::uint32_t, float>;

Bag bag_of(const std::string& text) {
  Content content;
  keep_content(fold(text), content);
  GramOptions options;
  options.titled_from = 1 << 30;
  Bag bag;
  each_gram(content.text, options, [&](std::uint32_t feature, std::size_t, std::size_t length, float) { bag[feature] += length == 2 ? 1.0f : 0.3f; });
  return bag;
}

void scale(Bag& bag, const Bag& texts_with, float texts) {
  float squares = 0;
  for (auto& [feature, value] : bag) {
    value *= 1.0f + std::log((1.0f + texts) / (1.0f + texts_with.at(feature)));
    squares += value * value;
  }
  for (auto& [feature, value] : bag) value /= std::sqrt(squares);
}

double product(const Bag& a, const Bag& b) {
  double sum = 0;
  for (const auto& [feature, value] : a) {
    if (const auto found = b.find(feature); found != b.end()) sum += static_cast<double>(value * found->second);
  }
  return sum;
}

/// What a name is about, without how an office deals with it; empty when nothing is left to go by.
std::string core_of(std::string_view name) {
  for (const std::string_view tail : {"市场管理", "市场监管", "监督管理", "经营管理", "行业监管", "管理", "监管", "问题", "服务", "工作", "政策"}) {
    if (name.size() > tail.size() + 3 && name.ends_with(tail)) {
      name.remove_suffix(tail.size());
      break;
    }
  }
  for (const std::string_view vague : {"其他", "其它", "经营管理", "行业监管", "规划建设", "事故处理", "乱收费", "收费标准", "设施维护", "基础设施", "环境卫生", "安全隐患"}) {
    if (name == vague) return {};
  }
  return std::string(name.size() < 6 ? std::string_view{} : name);
}

struct Named {
  const LabelledText* text;
  std::string name;                        // of the lender: with synonyms; of the borrower: the core of its last part
  Bag bag;
};

std::vector<Named> offices(std::span<const LabelledText> texts, bool borrower) {
  constexpr std::string_view kComma = "，";
  std::vector<Named> named;
  for (const auto& text : texts) {
    if (text.spoken || text.label.size() < 6) continue;
    const auto first = text.text.find(kComma), last = text.text.rfind(kComma);
    const std::string name = borrower ? core_of(last == std::string::npos ? text.text : text.text.substr(last + kComma.size())) : with_synonyms(text.text.substr(0, first));
    named.push_back({&text, name, bag_of(with_synonyms(text.text))});
  }
  return named;
}

constexpr double kAlikeAtLeast = 0.12;

}  // namespace

std::vector<MatterMatch> match_matters(std::span<const LabelledText> names, const std::map<std::string, std::string>& name_of_class,
                                       std::span<const LabelledText> lender, const std::map<std::string, std::string>& lender_classes) {
  auto own = offices(names, true), lent = offices(lender, false);
  Bag texts_with;
  for (const auto* side : {&own, &lent}) {
    for (const auto& one : *side) {
      for (const auto& [feature, count] : one.bag) texts_with[feature] += 1.0f;
    }
  }
  const auto texts = static_cast<float>(own.size() + lent.size());
  for (auto* side : {&own, &lent}) {
    for (auto& one : *side) scale(one.bag, texts_with, texts);
  }
  std::vector<MatterMatch> matches;
  for (const auto& one : lent) {
    const auto called = lender_classes.find(one.text->label.substr(0, 2));
    MatterMatch at_home, named, likest;
    bool named_at_home = false;
    for (const auto& candidate : own) {
      const MatterMatch match{one.text->label, candidate.text->label, product(one.bag, candidate.bag)};
      const auto of_class = name_of_class.find(match.to.substr(0, 2));
      const bool home = called != lender_classes.end() && of_class != name_of_class.end() && called->second == of_class->second;
      const bool by_name = !candidate.name.empty() && one.name.find(candidate.name) != std::string::npos;
      named_at_home = named_at_home || (home && by_name);
      for (auto* place : {home ? &at_home : &likest, by_name ? &named : nullptr}) {
        if (place != nullptr && (place->to.empty() || match.alike > place->alike)) *place = match;
      }
    }
    if (!named.to.empty() && !named_at_home) matches.push_back(named);
    else if (!at_home.to.empty()) matches.push_back(at_home);
    else if (likest.alike >= kAlikeAtLeast) matches.push_back(likest);
  }
  return matches;
}

std::vector<LabelledText> with_borrowed_sentences(std::vector<LabelledText> names, const std::map<std::string, std::string>& name_of_class,
                                                  std::span<const LabelledText> lender, const std::map<std::string, std::string>& lender_classes) {
  std::map<std::string, std::string> to;
  for (const auto& match : match_matters(names, name_of_class, lender, lender_classes)) to[match.from] = match.to;
  for (const auto& text : lender) {
    const auto match = to.find(text.label);
    if (match == to.end()) continue;
    names.push_back(text);
    names.back().label = match->second;
  }
  return names;
}

}  // namespace yiwang
