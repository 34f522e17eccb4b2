#include "locate/mentions.h"

#include <algorithm>

#include "locate/numerals.h"

namespace yiwang {
namespace {

constexpr std::size_t kMostMentions = 24;   // whoever names more places tells a history

bool has(const std::vector<NamedPlace>& places, PlaceKind kind) {
  return std::any_of(places.begin(), places.end(), [&](const NamedPlace& place) { return place.kind == kind; });
}

bool starts(std::u32string_view text, std::size_t at, std::u32string_view word) { return text.size() >= at && text.substr(at).starts_with(word); }

// 往东200米, 东行约200米, 以北50m.
void read_offset(std::u32string_view text, std::size_t from, Mention& mention) {
  static constexpr std::u32string_view kFiller = U"往向以朝行走侧边面方约大概交叉路口汇处 ";
  double east = 0, north = 0;
  bool turned = false;
  for (auto at = from; at < text.size() && at < from + 10; ++at) {
    switch (text[at]) {
      case U'东': east = 1; turned = true; continue;
      case U'西': east = -1; turned = true; continue;
      case U'南': north = -1; turned = true; continue;
      case U'北': north = 1; turned = true; continue;
      default: break;
    }
    if (kFiller.find(text[at]) != std::u32string_view::npos) continue;
    const auto number = turned ? read_number(text, at) : std::nullopt;
    if (!number || number->value.find('-') != std::string::npos || number->value.size() > 4) return;
    if (!starts(text, number->end, U"米") && !starts(text, number->end, U"m") && !starts(text, number->end, U"多米")) return;
    const double metres = std::stod(number->value) / (east != 0 && north != 0 ? 1.4142 : 1.0);
    mention.east_m = east * metres;
    mention.north_m = north * metres;
    return;
  }
}

void read_nearness(std::u32string_view text, std::size_t from, Mention& mention) {
  for (const std::u32string_view word : {U"附近", U"周边", U"旁", U"对面", U"门口", U"后面", U"隔壁", U"一带"}) {
    const auto at = text.find(word, from);
    if (at != std::u32string_view::npos && at <= from + 2) mention.near = true;
  }
}

}  // namespace

std::vector<Mention> read_mentions(const Gazetteer& gazetteer, std::u32string_view text, bool whole) {
  std::vector<Mention> out;
  for (std::size_t at = 0; at < text.size();) {
    const auto [length, name] = gazetteer.names().longest(text, at);
    if (length == 0) {
      ++at;
      continue;
    }
    const auto& places = gazetteer.places(name);
    const bool usable = !places.empty() && (whole || !places.front().shortened);
    if (!usable) {
      ++at;
      continue;
    }
    Mention mention;
    mention.name = name;
    mention.from = at;
    mention.to = at + length;
    if (has(places, PlaceKind::road)) {
      if (const auto door = read_door(text, mention.to, whole)) {
        mention.door = door->value;
        mention.to = door->end;
      }
    }
    if (has(places, PlaceKind::estate) || !mention.door.empty()) {
      if (const auto building = read_building(text, mention.to)) {
        mention.building = building->value;
        mention.to = building->end;
      }
    }
    read_offset(text, mention.to, mention);
    read_nearness(text, mention.to, mention);
    at = mention.to;
    // Said once more without anything new; a complaint names its estate in every sentence.
    const bool known = mention.door.empty() && mention.building.empty() && mention.east_m == 0 && mention.north_m == 0 &&
                       std::any_of(out.begin(), out.end(), [&](const Mention& before) { return before.name == mention.name; });
    if (!known) out.push_back(std::move(mention));
    if (out.size() == kMostMentions) break;
  }
  return out;
}

bool say_crossing(std::u32string_view text, const Mention& first, const Mention& second) {
  if (second.from < first.to || second.from - first.to > 4 || !first.door.empty()) return false;
  const auto between = text.substr(first.to, second.from - first.to);
  const auto after = text.substr(std::min(text.size(), second.to), 4);
  if (between.find(U'交') != std::u32string_view::npos || between.find(U'近') != std::u32string_view::npos) return true;
  return after.find(U'交') != std::u32string_view::npos || after.find(U"口") != std::u32string_view::npos || after.find(U"拐角") != std::u32string_view::npos ||
         after.find(U"转角") != std::u32string_view::npos;
}

}  // namespace yiwang
