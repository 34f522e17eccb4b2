#include "relate/groups/outbreaks.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "base/text.h"
#include "relate/groups/finder.h"
#include "relate/telling.h"

namespace yiwang {
namespace {

constexpr std::size_t kAskedGrams = 24;    // of a new report, the heaviest
constexpr std::size_t kIndexedGrams = 32;
constexpr std::size_t kReadPostings = 64;  // of each asked gram, newest first
constexpr std::size_t kCompared = 16;
constexpr std::size_t kAskedCore = 8;
constexpr std::size_t kMostMembers = 2000; // a group keeps so many, and all of the window
constexpr std::size_t kTitleSigns = 48;
constexpr double kNear = 300, kFar = 2000;  // metres
constexpr double kNearWorth = 1.15, kFarWorth = 0.6;
constexpr double kAgain = 0.25;            // what one person's further reports add to the heat

std::uint32_t seconds_of_day(Instant at) { return static_cast<std::uint32_t>(std::max<std::int64_t>(0, std::chrono::duration_cast<seconds>(at.time_since_epoch()).count())); }
Instant instant_of(std::uint32_t at) { return Instant(seconds(at)); }

}  // namespace

std::vector<std::uint32_t> Outbreaks::Parts::candidates(const std::vector<HeardGram>& report, const std::vector<std::uint32_t>& asked) {
  touched.clear();
  for (const auto gram : asked) {
    const auto at = std::lower_bound(report.begin(), report.end(), gram, [](const HeardGram& h, std::uint32_t g) { return h.gram < g; });
    const float worth = at->weight * at->weight;
    std::size_t read = 0;
    std::uint32_t last_row = 0xffffffff;
    for (auto walk = words.newest_first(gram); walk.more() && walk.serial() >= first && read < kReadPostings; walk.next(), ++read) {
      const auto row = row_of[walk.serial() - first];
      if (row == last_row || !groups[row]) continue;
      last_row = row;
      if (tally[row] == 0) touched.push_back(row);
      tally[row] += worth;
    }
  }
  std::sort(touched.begin(), touched.end(), [&](std::uint32_t a, std::uint32_t b) { return tally[a] != tally[b] ? tally[a] > tally[b] : groups[a]->id < groups[b]->id; });
  std::vector<std::uint32_t> out(touched.begin(), touched.begin() + static_cast<std::ptrdiff_t>(std::min(touched.size(), kCompared)));
  for (const auto row : touched) tally[row] = 0;
  return out;
}

double Outbreaks::Parts::metres(const KeptReport& report, const Group& group) const {
  if (report.lon == 0 && report.lat == 0) return -1;
  double nearest = -1;
  std::size_t looked = 0;
  for (auto m = group.members.rbegin(); m != group.members.rend() && looked < 8; ++m) {
    if (m->lon == 0 && m->lat == 0) continue;
    ++looked;
    const auto far = metres_between({report.lon, report.lat}, {m->lon, m->lat});
    if (nearest < 0 || far < nearest) nearest = far;
  }
  return nearest;
}

double Outbreaks::Parts::usual_a_week(const Group& group) const {
  // Other reports of the window that hold two of the three words which tell the group's place or people.
  const auto words_of_it = group.profile.names(3, usual);
  std::map<std::uint32_t, int> hits;
  for (const auto gram : words_of_it) {
    std::size_t read = 0;
    for (auto walk = words.newest_first(gram); walk.more() && walk.serial() >= first && read < 500; walk.next(), ++read) ++hits[walk.serial()];
  }
  const auto enough = std::min<int>(2, static_cast<int>(words_of_it.size()));
  double others = 0;
  for (const auto& [serial, count] : hits) {
    if (count >= enough && groups[row_of[serial - first]].get() != &group) ++others;
  }
  const auto since = groups[row_of.front()]->members.front().at;
  const double weeks = std::max(1.0, (static_cast<double>(group.last) - since) / (7 * 86400.0));
  return others / weeks;
}

void Outbreaks::Parts::name(Group& group) const {
  if (group.named_at != 0 && group.members.size() < group.named_at + group.named_at / 4 + 1) return;
  auto said = words_of(group, usual);
  group.name = std::move(said.name);
  group.sentence = std::move(said.sentence);
  group.named_at = static_cast<std::uint32_t>(group.members.size());
}

void Outbreaks::Parts::join(Group& group, std::uint32_t row, KeptReport kept, const std::vector<HeardGram>& report, const GroupCounts& homes, double support) {
  group.heat = cooled(group, kept.at);
  group.heat += (group.said_by(kept.reporter) == 0 ? 1.0 : kAgain) + 0.5 * std::log1p(support);
  group.last = kept.at;
  group.peak = std::max(group.peak, group.heat);
  group.said(kept.reporter, 1);
  count(group.matters, matter_number(kept.matter), 1);
  for (const auto& [home, once] : homes) count(group.homes, home, once);
  for (const auto& h : report) {
    if (!group.profile.holds(h.gram)) usual.learn(h.gram);
  }
  if (group.members.empty()) usual.learned_one();
  group.profile.add(report);
  group.members.push_back(std::move(kept));
  ++group.reports;
  row_of.push_back(row);
}

void Outbreaks::Parts::absorb(std::uint32_t into, std::uint32_t from) {
  auto& a = *groups[into];
  auto& b = *groups[from];
  const auto later = std::max(a.last, b.last);
  a.heat = cooled(a, later) + cooled(b, later);
  a.last = later;
  a.peak = std::max({a.peak, b.peak, a.heat});
  a.profile.add(b.profile);
  for (const auto& [person, times] : b.people) a.said(person, times);
  for (const auto& [matter, times] : b.matters) count(a.matters, matter, times);
  for (const auto& [home, times] : b.homes) count(a.homes, home, times);
  for (const auto& m : b.members) {
    if (m.serial >= first) row_of[m.serial - first] = into;
  }
  a.reports += b.reports;
  const auto middle = static_cast<std::ptrdiff_t>(a.members.size());
  a.members.insert(a.members.end(), std::make_move_iterator(b.members.begin()), std::make_move_iterator(b.members.end()));
  std::inplace_merge(a.members.begin(), a.members.begin() + middle, a.members.end(), [](const KeptReport& x, const KeptReport& y) { return x.serial < y.serial; });
  if (b.raised() && (!a.raised() || b.burst > a.burst || (b.burst == a.burst && b.raised_at < a.raised_at))) {
    a.burst = b.burst;
    a.raised_at = b.raised_at;
    a.raised_after = b.raised_after;
    a.raised_people = b.raised_people;
    a.raised_days = b.raised_days;
    a.usual_a_week = b.usual_a_week;
    row_by_id[a.id] = into;
  }
  if (b.raised()) row_by_id.erase(b.id);
  free_row(from);
}

std::uint32_t Outbreaks::Parts::gather(std::uint32_t row, std::vector<std::uint64_t>& absorbed) {
  if (groups[row]->members.size() < groups[row]->gathered_at + groups[row]->gathered_at / 2) return row;
  groups[row]->gathered_at = static_cast<std::uint32_t>(groups[row]->members.size());
  std::map<std::uint32_t, int> hits;       // row -> words of the core it holds
  for (const auto gram : groups[row]->profile.names(kAskedCore, usual)) {
    std::size_t read = 0;
    for (auto walk = words.newest_first(gram); walk.more() && walk.serial() >= first && read < kReadPostings; walk.next(), ++read) ++hits[row_of[walk.serial() - first]];
  }
  for (const auto& [other, count] : hits) {
    if (other == row || count < 2 || !groups[other]) continue;
    const bool alone = groups[other]->members.size() < 2;
    if (score(*groups[row], *groups[other]) < (alone ? options.gather : options.merge)) continue;
    const bool older = !alone && groups[other]->id < groups[row]->id;
    const auto into = older ? other : row, from = older ? row : other;
    if (groups[from]->raised()) absorbed.push_back(groups[from]->id);
    absorb(into, from);
    row = into;
  }
  return row;
}

void Outbreaks::Parts::raise(Group& group, Added& out) {
  if (group.burst != 0) return;
  constexpr std::uint32_t kDay = 86400;
  const auto span = static_cast<std::uint32_t>(options.raise_days) * kDay;
  const auto from = group.last > span ? group.last - span : 0;
  const auto lately = group.people_since(from), all = static_cast<std::uint32_t>(group.people.size());
  out.burst = lately >= static_cast<std::uint32_t>(options.raise_people);
  out.raised = !group.raised() && (out.burst || all >= static_cast<std::uint32_t>(options.lasting_people));
  if (!out.raised && !out.burst) return;
  const auto since = out.burst ? std::find_if(group.members.begin(), group.members.end(), [&](const KeptReport& m) { return m.at >= from; })->at : group.members.front().at;
  group.burst = out.burst ? 1 : 0;
  group.raised_at = group.last;
  group.raised_after = group.reports;
  group.raised_people = out.burst ? lately : all;
  group.raised_days = (group.last - since) / kDay + 1;
  group.usual_a_week = usual_a_week(group);
}

void Outbreaks::Parts::end(std::uint32_t row) {
  auto& group = *groups[row];
  if (group.raised()) {
    ended.push_back(view(group, now));
    row_by_id.erase(group.id);
  }
  free_row(row);
}

void Outbreaks::Parts::forget() {
  const auto span = static_cast<std::uint32_t>(options.window_days) * std::uint32_t{86400};
  const auto before = now > span ? now - span : 0;
  while (!row_of.empty()) {
    const auto row = row_of.front();
    auto& group = *groups[row];
    // The report in front of the ring: old enough, or too many are kept.
    const auto at = std::lower_bound(group.members.begin(), group.members.end(), first, [](const KeptReport& m, std::uint32_t s) { return m.serial < s; });
    if (at->at >= before && row_of.size() < options.most_reports) break;
    if (group.members.back().serial == first) end(row);
    else group.forget_oldest(first, kMostMembers);
    row_of.pop_front();
    ++first;
  }
  words.trim(first, 64);
}

Outbreak Outbreaks::Parts::view(const Group& group, std::uint32_t at) const {
  Outbreak out;
  out.id = group.id;
  out.name = group.name;
  out.sentence = group.sentence;
  for (const auto& m : group.members) {
    out.members.push_back({m.report, m.case_id, m.reporter, instant_of(m.at), m.area, m.matter, std::nullopt});
    if (m.lon != 0 || m.lat != 0) out.members.back().point = LonLat{m.lon, m.lat};
  }
  out.reports = group.reports;
  out.people = static_cast<std::uint32_t>(group.people.size());
  out.from = instant_of(group.members.front().at);
  out.to = instant_of(group.members.back().at);
  out.raised_at = instant_of(group.raised_at);
  out.raised_after = group.raised_after;
  out.raised_people = group.raised_people;
  out.raised_days = group.raised_days;
  out.burst = group.burst != 0;
  out.usual_a_week = group.usual_a_week;
  out.hotness = cooled(group, std::max(at, group.last));
  out.peak = group.peak;
  return out;
}

Outbreaks::Outbreaks(OutbreakOptions options) : parts_(std::make_unique<Parts>()) { parts_->options = options; }
Outbreaks::~Outbreaks() = default;
Outbreaks::Outbreaks(Outbreaks&&) noexcept = default;
Outbreaks& Outbreaks::operator=(Outbreaks&&) noexcept = default;

void Outbreaks::teach(std::string_view text) {
  for (const auto& h : heard_grams(normalise(text))) parts_->usual.learn(h.gram);
  parts_->usual.learned_one();
}

Outbreaks::Added Outbreaks::add(const ToldReport& told) {
  auto& p = *parts_;
  p.now = std::max(p.now, seconds_of_day(told.at));
  p.forget();
  const auto title = normalise(told.title), text = normalise(told.text);
  const auto report = weighed(heard_grams(title, text), p.usual);
  GroupCounts matter, homes;
  count(matter, matter_number(told.matter), 1);
  for (const auto home : homes_in(title, text)) homes.emplace_back(home, 1);
  std::vector<std::uint32_t> order;
  {
    std::vector<HeardGram> ranked = report;
    std::sort(ranked.begin(), ranked.end(), [](const HeardGram& a, const HeardGram& b) { return a.weight != b.weight ? a.weight > b.weight : a.gram < b.gram; });
    for (std::size_t i = 0; i < ranked.size() && i < kIndexedGrams; ++i) order.push_back(ranked[i].gram);
  }
  KeptReport kept;
  kept.report = told.id;
  kept.case_id = told.case_id;
  kept.reporter = told.reporter.empty() ? 0 : stable_hash(told.reporter) | 1;
  kept.at = p.now;
  kept.serial = p.serial_end();
  kept.title = shorten(told.title.empty() ? told.text : told.title, kTitleSigns);
  kept.area = told.area;
  kept.matter = told.matter;
  kept.place = told.place;
  if (told.point) {
    kept.lon = static_cast<float>(told.point->lon);
    kept.lat = static_cast<float>(told.point->lat);
  }

  const auto asked = std::vector<std::uint32_t>(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(std::min(order.size(), kAskedGrams)));
  const auto near = p.candidates(report, asked);
  std::uint32_t best = 0xffffffff;
  double best_score = 0;
  for (const auto row : near) {
    const auto& group = *p.groups[row];
    auto score = p.score(report, matter, homes, group) / (group.members.size() < 2 ? p.options.pair : p.options.join);
    if (const auto metres = p.metres(kept, group); metres >= 0) score *= metres < kNear ? kNearWorth : metres > kFar ? kFarWorth : 1.0;
    if (score > best_score) best_score = score, best = row;
  }
  Added out;
  if (best_score < 1) {
    auto alone = std::make_unique<Group>();
    alone->id = told.id;
    best = p.new_row(std::move(alone));
  }
  out.first_of_person = p.groups[best]->said_by(kept.reporter) == 0;
  p.join(*p.groups[best], best, std::move(kept), report, homes, told.support);
  std::sort(order.begin(), order.end());
  p.words.append(order, p.serial_end() - 1);
  if (best_score >= 1) {
    for (const auto row : near) {
      if (row == best || !p.groups[row]) continue;
      if (p.score(*p.groups[best], *p.groups[row]) < p.options.merge) continue;
      // The older one keeps its name.
      const bool older = p.groups[row]->id < p.groups[best]->id;
      const auto into = older ? row : best, from = older ? best : row;
      if (p.groups[from]->raised()) out.absorbed.push_back(p.groups[from]->id);
      p.absorb(into, from);
      best = into;
    }
  }
  if (p.groups[best]->members.size() >= 3) best = p.gather(best, out.absorbed);
  auto& group = *p.groups[best];
  p.raise(group, out);
  if (out.raised) p.row_by_id[group.id] = best;
  if (group.raised()) p.name(group);
  out.group = group.id;
  out.people = static_cast<std::uint32_t>(group.people.size());
  return out;
}

std::vector<Outbreak> Outbreaks::raised(Instant now) const {
  std::vector<Outbreak> out;
  for (const auto& group : parts_->groups) {
    if (group && group->raised()) out.push_back(parts_->view(*group, seconds_of_day(now)));
  }
  std::sort(out.begin(), out.end(), [](const Outbreak& a, const Outbreak& b) { return a.hotness != b.hotness ? a.hotness > b.hotness : a.id < b.id; });
  return out;
}

std::unique_ptr<Outbreak> Outbreaks::find(std::uint64_t id, Instant now) const {
  const auto found = parts_->row_by_id.find(id);
  if (found == parts_->row_by_id.end()) return nullptr;
  return std::make_unique<Outbreak>(parts_->view(*parts_->groups[found->second], seconds_of_day(now)));
}

std::uint64_t Outbreaks::group_of_case(std::uint64_t case_id) const {
  if (case_id == 0) return 0;
  for (const auto& group : parts_->groups) {
    if (!group || !group->raised()) continue;
    if (std::any_of(group->members.begin(), group->members.end(), [&](const KeptReport& m) { return m.case_id == case_id; })) return group->id;
  }
  return 0;
}

std::vector<Outbreak> Outbreaks::take_ended() { return std::exchange(parts_->ended, {}); }
std::size_t Outbreaks::reports() const { return parts_->row_of.size(); }

std::size_t Outbreaks::bytes() const {
  std::size_t all = parts_->words.bytes() + parts_->row_of.size() * 4 + (std::size_t{1} << 22);
  for (const auto& group : parts_->groups) {
    if (!group) continue;
    all += sizeof(Group) + group->profile.bytes() + group->members.capacity() * sizeof(KeptReport) + group->people.capacity() * 16;
    for (const auto& m : group->members) all += m.title.capacity();
  }
  return all;
}

}  // namespace yiwang
