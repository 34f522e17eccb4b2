#include "service/places/alias_learner.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "locate/numerals.h"

namespace yiwang {
namespace {

constexpr std::size_t kLongest = 12;
constexpr std::size_t kManyNames = 4;      // a piece of so many names is no name

// What many things are called; a name made only of these says nothing.
constexpr std::string_view kGeneric[] = {"小区",   "花园",   "广场", "公园",   "学校",   "小学",   "中学", "医院",   "超市",   "菜市场", "市场", "商场",   "商店",     "饭店", "酒店", "银行",   "车站", "地铁站",
                                         "公交站", "停车场", "路口", "门口",   "大门",   "东门",   "西门", "南门",   "北门",   "后门",   "正门", "楼下",   "楼上",     "附近", "旁边", "对面",   "旁",   "边上",
                                         "隔壁",   "里面",   "外面", "村口",   "村",     "社区",   "街道", "居委会", "派出所", "政府",   "物业", "幼儿园", "垃圾站",   "厕所", "工地", "河边",   "桥下", "桥头",
                                         "十字路口", "丁字路口", "路边", "马路", "大街",   "人行道", "本小区", "我家",   "家里",   "单元",   "宿舍", "公寓",   "老小区",   "新村", "大厦", "写字楼", "的",   "这里",
                                         "那里",   "附近的", "对面的", "旁边的", "小区门口", "小区里", "那个",   "这个",   "我们",   "我们小区"};

/// Taken apart into generic words from the left?
bool only_generic(std::string_view key) {
  if (key.empty()) return true;
  for (const auto word : kGeneric) {
    if (key.starts_with(word) && only_generic(key.substr(word.size()))) return true;
  }
  return false;
}

std::string without_tail(std::string key) {
  static constexpr std::string_view kTails[] = {"附近", "旁边", "对面", "门口", "大门", "里面", "楼下", "路口", "边上", "东门", "西门", "南门", "北门", "后门", "正门", "旁"};
  for (bool again = true; again;) {
    again = false;
    for (const auto tail : kTails) {
      if (key.size() > tail.size() && key.ends_with(tail)) {
        key.resize(key.size() - tail.size());
        again = true;
      }
    }
  }
  return key;
}

}  // namespace

CommonWords::CommonWords(const City& city) {
  for (const auto& area : city.areas) {
    const auto key = name_key(area.name);
    areas_.insert(key);
    for (const std::string_view end : {"街道", "社区", "区", "镇", "村", "市"}) {
      if (key.size() > end.size() && key.ends_with(end)) areas_.insert(key.substr(0, key.size() - end.size()));
    }
  }
  const auto add = [&](const std::string& name) { all_ += name_key(name) + "\n"; };
  for (const auto& road : city.roads) add(road.name);
  for (const auto& estate : city.estates) add(estate.name);
  for (const auto& element : city.elements) add(element.name);
}

bool CommonWords::too_common(const std::string& key) const {
  const auto points = to_codepoints(key);
  if (points.size() < 2 || points.size() > kLongest) return true;
  if (std::count_if(points.begin(), points.end(), is_han) < 2) return true;
  if (read_number(points, 0) || read_building(points, 0)) return true;
  if (areas_.contains(key) || only_generic(key)) return true;
  std::size_t met = 0;
  for (auto at = all_.find(key); at != std::string::npos && met < kManyNames; at = all_.find(key, all_.find('\n', at))) ++met;
  return met >= kManyNames;
}

std::optional<LearnedName> name_from_correction(const PlaceNames& names, const CommonWords& common, const std::string& address_as_told, const Location& corrected) {
  if (trim(address_as_told).empty()) return std::nullopt;
  const auto words = read_address_words(names, address_as_told);
  const auto offer = [&](const std::string& said, std::string kind, const std::string& code) -> std::optional<LearnedName> {
    if (code.empty()) return std::nullopt;
    auto key = without_tail(name_key(said));
    if (common.too_common(key) || names.roads(key) != nullptr || names.estates(key) != nullptr || names.areas(key) != nullptr) return std::nullopt;
    return LearnedName{key, key, std::move(kind), code};
  };
  // What reads like a road's name stands for the road, anything else for the estate or the very door.
  if (!words.road.empty() && names.roads(words.road) == nullptr) {
    if (auto name = offer(words.road, "road", corrected.road)) return name;
  }
  if (!words.estate.empty() && names.estates(words.estate) == nullptr) {
    if (auto name = offer(words.estate, "estate", corrected.estate)) return name;
    if (corrected.estate.empty() && words.building.empty() && words.number.empty()) return offer(words.estate, "address", corrected.address);
  }
  return std::nullopt;
}

}  // namespace yiwang
