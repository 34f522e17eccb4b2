#include "rehearse/city_maker_partition.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>

namespace yiwang::maker {

namespace {

using Graph = std::vector<std::vector<std::size_t>>;

std::map<std::size_t, int> steps_from(const std::vector<std::size_t>& starts, const std::set<std::size_t>& members, const Graph& graph) {
  std::map<std::size_t, int> steps;
  std::deque<std::size_t> open;
  for (const auto start : starts) steps[start] = 0, open.push_back(start);
  while (!open.empty()) {
    const auto here = open.front();
    open.pop_front();
    for (const auto next : graph[here]) {
      if (members.contains(next) && steps.try_emplace(next, steps[here] + 1).second) open.push_back(next);
    }
  }
  return steps;
}

/// Still connected without one of its members.
bool holds_without(const std::set<std::size_t>& part, std::size_t gone, const Graph& graph) {
  auto rest = part;
  rest.erase(gone);
  return !rest.empty() && steps_from({*rest.begin()}, rest, graph).size() == rest.size();
}

/// Moves members over the border from larger to smaller parts while that evens them out.
void even_out(std::vector<std::set<std::size_t>>& parts, const Graph& graph) {
  for (int round = 0; round < 60; ++round) {
    bool moved = false;
    for (auto& from : parts) {
      for (auto& to : parts) {
        if (from.size() < to.size() + 2) continue;
        for (const auto member : std::set(from)) {
          const bool touches = std::any_of(graph[member].begin(), graph[member].end(), [&](auto other) { return to.contains(other); });
          if (!touches || !holds_without(from, member, graph)) continue;
          from.erase(member);
          to.insert(member);
          moved = true;
          break;
        }
      }
    }
    if (!moved) return;
  }
}

}  // namespace

std::vector<std::vector<std::size_t>> partition(const std::vector<std::size_t>& list, const Graph& graph, std::size_t count, Random& random) {
  const std::set<std::size_t> members(list.begin(), list.end());
  std::vector<std::size_t> seeds = {list[random.below(list.size())]};
  // The first seed only finds a far corner to begin in.
  for (std::size_t i = 0; i <= count; ++i) {
    const auto steps = steps_from(seeds, members, graph);
    const auto farthest = std::max_element(steps.begin(), steps.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    if (i == 0) seeds = {farthest->first};
    else if (seeds.size() < count) seeds.push_back(farthest->first);
  }
  std::vector<std::set<std::size_t>> parts;
  std::map<std::size_t, std::size_t> owner;
  for (const auto seed : seeds) owner[seed] = parts.size(), parts.push_back({seed});
  while (owner.size() < members.size()) {
    // The smallest part that can still grow takes the free neighbour with most of its own around it: round parts, not snakes.
    std::size_t best_part = parts.size(), best_member = 0;
    for (std::size_t p = 0; p < parts.size(); ++p) {
      if (best_part < parts.size() && parts[p].size() >= parts[best_part].size()) continue;
      std::size_t most = 0;
      for (const auto here : parts[p]) {
        for (const auto next : graph[here]) {
          if (!members.contains(next) || owner.contains(next)) continue;
          const auto ties = static_cast<std::size_t>(std::count_if(graph[next].begin(), graph[next].end(), [&](auto other) { return parts[p].contains(other); }));
          if (ties > most) most = ties, best_part = p, best_member = next;
        }
      }
    }
    if (best_part == parts.size()) {   // an island: give it to the smallest part
      for (const auto member : members) {
        if (!owner.contains(member)) best_member = member;
      }
      best_part = static_cast<std::size_t>(std::min_element(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); }) - parts.begin());
    }
    owner[best_member] = best_part;
    parts[best_part].insert(best_member);
  }
  even_out(parts, graph);
  std::vector<std::vector<std::size_t>> result;
  for (const auto& part : parts) result.emplace_back(part.begin(), part.end());
  return result;
}

}  // namespace yiwang::maker
