#include "rehearse/city_maker_names.h"

#include <array>

#include "base/random.h"
#include "rehearse/city_maker_noise.h"

namespace yiwang::maker {

namespace {

struct Syllable {
  std::string_view han, latin;
};

constexpr std::array<Syllable, 52> kFirst{{
    {"云", "Yun"},  {"锦", "Jin"},   {"望", "Wang"}, {"澜", "Lan"},   {"栖", "Qi"},    {"翠", "Cui"},   {"清", "Qing"}, {"兰", "Lan"},  {"松", "Song"},
    {"竹", "Zhu"},  {"梧", "Wu"},    {"枫", "Feng"}, {"桂", "Gui"},   {"荷", "He"},    {"柳", "Liu"},   {"鹤", "He"},   {"霁", "Ji"},   {"麓", "Lu"},
    {"玉", "Yu"},   {"星", "Xing"},  {"晨", "Chen"}, {"丹", "Dan"},   {"紫", "Zi"},    {"银", "Yin"},   {"文", "Wen"},  {"书", "Shu"},  {"德", "De"},
    {"永", "Yong"}, {"沐", "Mu"},    {"安", "An"},   {"宁", "Ning"},  {"福", "Fu"},    {"瑞", "Rui"},   {"祥", "Xiang"}, {"嘉", "Jia"}, {"明", "Ming"},
    {"昌", "Chang"}, {"槐", "Huai"}, {"桐", "Tong"}, {"樱", "Ying"},  {"梅", "Mei"},   {"杏", "Xing"},  {"雁", "Yan"},  {"鹭", "Lu"},   {"映", "Ying"},
    {"漱", "Shu"},  {"听", "Ting"},  {"拾", "Shi"},  {"怀", "Huai"},  {"景", "Jing"},  {"若", "Ruo"},   {"知", "Zhi"},
}};
constexpr std::array<Syllable, 36> kSecond{{
    {"锦", "jin"}, {"溪", "xi"},   {"霞", "xia"},  {"亭", "ting"}, {"桥", "qiao"}, {"塘", "tang"}, {"湾", "wan"},  {"岸", "an"},  {"林", "lin"},
    {"台", "tai"}, {"阁", "ge"},   {"岭", "ling"}, {"泉", "quan"}, {"洲", "zhou"}, {"浦", "pu"},   {"坪", "ping"}, {"川", "chuan"}, {"田", "tian"},
    {"华", "hua"}, {"兴", "xing"}, {"和", "he"},   {"秀", "xiu"},  {"影", "ying"}, {"港", "gang"}, {"堤", "di"},   {"岚", "lan"}, {"波", "bo"},
    {"霖", "lin"}, {"月", "yue"},  {"风", "feng"}, {"桑", "sang"}, {"屏", "ping"}, {"汀", "ting"}, {"渚", "zhu"},  {"陌", "mo"},  {"园", "yuan"},
}};

constexpr std::array<std::string_view, 40> kSurnames{"王", "李", "张", "刘", "陈", "杨", "黄", "赵", "周", "吴", "徐", "孙", "马", "朱", "胡", "郭", "何", "林", "高", "罗",
                                                      "郑", "梁", "谢", "宋", "唐", "许", "韩", "邓", "冯", "曹", "彭", "曾", "肖", "田", "董", "潘", "袁", "蔡", "蒋", "余"};
constexpr std::array<std::string_view, 60> kGiven{"明", "丽", "军", "敏", "静", "伟", "芳", "磊", "洋", "勇", "艳", "杰", "娟", "涛", "超", "霞", "平", "刚", "华", "梅",
                                                   "建国", "志强", "文静", "海燕", "晓东", "春梅", "永红", "国庆", "秀兰", "立新", "思远", "雨晴", "子涵", "浩然", "佳怡",
                                                   "俊杰", "欣悦", "嘉豪", "雪莲", "振华", "德明", "玉珍", "少华", "广义", "向阳", "新宇", "慧敏", "长青", "卫东", "凤英",
                                                   "一鸣", "若彤", "景行", "知远", "怀瑾", "青松", "月华", "书宁", "舒扬", "可欣"};

/// Joined by chance and yet the name of a real city, county or well-known district: sentences about those must not be read as ours.
constexpr std::array<std::string_view, 27> kReal{"宁波", "银川", "嘉兴", "福田", "玉林", "玉溪", "玉田", "桂林", "永兴", "德兴", "永川", "安溪", "松溪", "明溪",
                                                  "兰溪", "福泉", "柳林", "永和", "云溪", "清溪", "玉泉", "清浦", "云浦", "荷塘", "文昌", "安塘", "永田"};

}  // namespace

NameBank::NameBank(std::uint64_t seed) {
  for (const auto name : kReal) used_.insert(std::string(name));
  for (const auto& first : kFirst) {
    for (const auto& second : kSecond) {
      if (first.han != second.han) names_.push_back({std::string(first.han) + std::string(second.han), std::string(first.latin) + std::string(second.latin)});
    }
  }
  Random random(seed ^ 0x6e616d65);
  shuffle(names_, random);
}

Name NameBank::next() {
  while (true) {
    const auto& name = names_.at(given_++);
    if (used_.insert(name.han).second) return name;
  }
}

std::string person_name(std::uint64_t seed, std::size_t n) {
  Random random(seed * 1000003 + n);
  random.next();
  const auto surname = kSurnames[random.below(kSurnames.size())];
  return std::string(surname) + std::string(kGiven[random.below(kGiven.size())]);
}

}  // namespace yiwang::maker
