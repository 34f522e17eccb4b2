#include "relate/groups/group.h"

#include <algorithm>

#include "relate/groups/bytes.h"
#include "relate/telling.h"

namespace yiwang {
namespace {

double likeness_of_matters(std::uint32_t a, std::uint32_t b) {
  switch (compare_matters(a, b)) {
    case MatterLikeness::same: return 1;
    case MatterLikeness::same_group: return 0.75;
    case MatterLikeness::same_class: return 0.5;
    default: return 0;
  }
}

}  // namespace

double matters_alike(const GroupCounts& a, const GroupCounts& b) {
  double sum = 0, pairs = 0;
  for (const auto& [x, nx] : a) {
    for (const auto& [y, ny] : b) {
      const double n = static_cast<double>(nx) * ny;
      sum += n * likeness_of_matters(x, y);
      pairs += n;
    }
  }
  return pairs > 0 ? sum / pairs : -1;
}

double homes_alike(const GroupCounts& a, const GroupCounts& b) {
  if (a.empty() || b.empty()) return -1;
  double whole = 0, common = 0;
  for (const auto& [home, times] : b) {
    whole += times;
    const auto at = std::lower_bound(a.begin(), a.end(), home, [](const auto& h, std::uint32_t n) { return h.first < n; });
    if (at != a.end() && at->first == home) common += times;
  }
  return common / whole;
}

void count(GroupCounts& all, std::uint32_t number, std::uint32_t times) {
  if (number == 0) return;
  const auto at = std::lower_bound(all.begin(), all.end(), number, [](const auto& m, std::uint32_t n) { return m.first < n; });
  if (at != all.end() && at->first == number) at->second += times;
  else all.insert(at, {number, times});
}

std::uint32_t Group::said_by(std::uint64_t reporter) const {
  const auto at = std::lower_bound(people.begin(), people.end(), reporter, [](const auto& p, std::uint64_t r) { return p.first < r; });
  return at != people.end() && at->first == reporter ? at->second : 0;
}

void Group::said(std::uint64_t reporter, std::uint32_t times) {
  const auto at = std::lower_bound(people.begin(), people.end(), reporter, [](const auto& p, std::uint64_t r) { return p.first < r; });
  if (at != people.end() && at->first == reporter) at->second += times;
  else people.insert(at, {reporter, times});
}

std::uint32_t Group::people_since(std::uint32_t from) const {
  std::vector<std::uint64_t> seen;
  for (auto m = members.rbegin(); m != members.rend() && m->at >= from && seen.size() < 1000; ++m) seen.push_back(m->reporter);
  std::sort(seen.begin(), seen.end());
  return static_cast<std::uint32_t>(std::unique(seen.begin(), seen.end()) - seen.begin());
}

void Group::forget_oldest(std::uint32_t serial, std::size_t most) {
  while (members.size() > most && members.front().serial <= serial) {
    const auto person = std::lower_bound(people.begin(), people.end(), members.front().reporter, [](const auto& p, std::uint64_t r) { return p.first < r; });
    if (person != people.end() && person->first == members.front().reporter && --person->second == 0) people.erase(person);
    members.erase(members.begin());
  }
}

void Group::save(std::string& out) const {
  put(out, id);
  profile.save(out);
  put(out, static_cast<std::uint32_t>(members.size()));
  for (const auto& m : members) {
    put(out, m.report), put(out, m.case_id), put(out, m.reporter), put(out, m.at), put(out, m.serial), put(out, m.lon), put(out, m.lat);
    put(out, m.title), put(out, m.area), put(out, m.matter), put(out, m.place);
  }
  put(out, static_cast<std::uint32_t>(homes.size()));
  for (const auto& [home, times] : homes) put(out, home), put(out, times);
  put(out, reports), put(out, last), put(out, raised_at), put(out, raised_after), put(out, raised_people), put(out, raised_days), put(out, burst), put(out, usual_a_week), put(out, heat), put(out, peak);
  put(out, name), put(out, sentence), put(out, named_at), put(out, gathered_at);
}

bool Group::load(std::string_view& in) {
  std::uint32_t kept = 0, named = 0;
  if (!get(in, id) || !profile.load(in) || !get(in, kept)) return false;
  for (std::uint32_t i = 0; i < kept; ++i) {
    KeptReport m;
    if (!(get(in, m.report) && get(in, m.case_id) && get(in, m.reporter) && get(in, m.at) && get(in, m.serial) && get(in, m.lon) && get(in, m.lat) && get(in, m.title) &&
          get(in, m.area) && get(in, m.matter) && get(in, m.place))) {
      return false;
    }
    said(m.reporter, 1);
    count(matters, matter_number(m.matter), 1);
    members.push_back(std::move(m));
  }
  if (!get(in, named)) return false;
  for (std::uint32_t i = 0; i < named; ++i) {
    std::pair<std::uint32_t, std::uint32_t> home;
    if (!get(in, home.first) || !get(in, home.second)) return false;
    homes.push_back(home);
  }
  return !members.empty() && get(in, reports) && get(in, last) && get(in, raised_at) && get(in, raised_after) && get(in, raised_people) && get(in, raised_days) && get(in, burst) && get(in, usual_a_week) && get(in, heat) &&
         get(in, peak) && get(in, name) && get(in, sentence) && get(in, named_at) && get(in, gathered_at);
}

}  // namespace yiwang
