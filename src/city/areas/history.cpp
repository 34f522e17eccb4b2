#include "city/areas/history.h"

#include <algorithm>
#include <map>

namespace yiwang {

AreaHistory::AreaHistory(std::vector<AreaStep> steps, std::vector<PastArea> past) : steps_(std::move(steps)), past_(std::move(past)) {
  for (std::size_t i = 0; i < steps_.size(); ++i) steps_of_[steps_[i].before].push_back(i);
  for (std::size_t i = 0; i < past_.size(); ++i) past_of_[past_[i].area.code].push_back(i);
}

const PastArea* AreaHistory::last(std::string_view code) const {
  const auto found = past_of_.find(std::string(code));
  return found == past_of_.end() ? nullptr : &past_[found->second.back()];
}

std::vector<const PastArea*> AreaHistory::versions(std::string_view code) const {
  std::vector<const PastArea*> out;
  if (const auto found = past_of_.find(std::string(code)); found != past_of_.end()) {
    for (const auto at : found->second) out.push_back(&past_[at]);
  }
  return out;
}

std::vector<AreaHistory::Share> AreaHistory::today(std::string_view code, const City& city) const {
  if (city.area(code) != nullptr) return {{std::string(code), 1}};
  std::map<std::string, double> shares;
  struct Part {
    std::string code;
    double share;
    std::size_t since;                     // only steps from here on are later than how it got here
  };
  std::vector<Part> open{{std::string(code), 1, 0}};
  while (!open.empty()) {
    const auto part = std::move(open.back());
    open.pop_back();
    const auto found = steps_of_.find(part.code);
    if (found == steps_of_.end() || found->second.back() < part.since) continue;
    // What it was last part of is how it ended: later steps never name it again.
    const auto& end = steps_[found->second.back()];
    for (auto at = found->second.rbegin(); at != found->second.rend(); ++at) {
      const auto& step = steps_[*at];
      if (step.plan != end.plan || step.from != end.from) break;
      if (step.after.empty() || step.after == part.code) continue;
      if (city.area(step.after) != nullptr) shares[step.after] += part.share * step.share;
      else open.push_back({step.after, part.share * step.share, found->second.back() + 1});
    }
  }
  std::vector<Share> out;
  for (const auto& [one, share] : shares) out.push_back({one, share});
  std::stable_sort(out.begin(), out.end(), [](const Share& a, const Share& b) { return a.share > b.share; });
  return out;
}

std::vector<std::string> AreaHistory::forebears(std::string_view code, const City& city) const {
  std::vector<std::string> out;
  std::vector<std::string> open{std::string(code)};
  while (!open.empty()) {
    const auto heir = std::move(open.back());
    open.pop_back();
    for (const auto& step : steps_) {
      if (step.after != heir || step.before.empty() || step.before == heir || city.area(step.before) != nullptr || std::find(out.begin(), out.end(), step.before) != out.end()) continue;
      // Only how it ended counts: what it gave away while it lived was no longer its own.
      const auto& end = steps_[steps_of_.at(step.before).back()];
      if (end.plan != step.plan || end.from != step.from) continue;
      out.push_back(step.before);
      open.push_back(step.before);
    }
  }
  return out;
}

std::vector<std::string> with_lineage(const City& city, const std::vector<std::string>& codes) {
  if (city.area_history == nullptr) return codes;
  std::vector<std::string> out;
  const auto add = [&](const std::string& code) {
    if (std::find(out.begin(), out.end(), code) == out.end()) out.push_back(code);
  };
  for (const auto& code : codes) {
    add(code);
    if (city.area(code) == nullptr) {
      for (const auto& share : city.area_history->today(code, city)) add(share.code);
    } else {
      for (const auto& before : city.area_history->forebears(code, city)) add(before);
    }
  }
  return out;
}

const Area* City::area_ever(std::string_view wanted) const {
  if (const auto* present = area(wanted)) return present;
  const auto* past = area_history == nullptr ? nullptr : area_history->last(wanted);
  return past == nullptr ? nullptr : &past->area;
}

/// For codes that ended: what they became counts as they did.
bool City::within_by_history(std::string_view inner, std::string_view outer) const {
  if (area_history == nullptr) return false;
  const auto below = [this](std::string_view low, std::string_view top) {
    const auto way = chain(low);
    return std::any_of(way.begin(), way.end(), [&](const Area* one) { return one->code == top; });
  };
  const bool inner_ended = area(inner) == nullptr, outer_ended = area(outer) == nullptr;
  if (!inner_ended && !outer_ended) return false;
  if (below(inner, outer)) return true;
  const auto inners = area_history->today(inner, *this), outers = area_history->today(outer, *this);
  return std::any_of(inners.begin(), inners.end(), [&](const auto& part) {
    return std::any_of(outers.begin(), outers.end(), [&](const auto& whole) { return below(part.code, whole.code); });
  });
}

}  // namespace yiwang
