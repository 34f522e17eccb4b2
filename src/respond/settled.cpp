#include "respond/settled.h"

#include <algorithm>
#include <cmath>

#include "base/cipher.h"
#include "base/folded.h"
#include "base/text.h"
#include "respond/question.h"

namespace yiwang {
namespace {

constexpr std::size_t kSketch = 64;
constexpr std::size_t kMostCharacters = 4000;
constexpr std::size_t kSameMatter = 4000, kSameGroup = 2000, kNewest = 2000;

void insert_sorted(std::vector<std::uint64_t>& list, std::uint64_t id) {
  const auto at = std::lower_bound(list.begin(), list.end(), id);
  if (at == list.end() || *at != id) list.insert(at, id);
}

void erase_sorted(std::vector<std::uint64_t>& list, std::uint64_t id) {
  const auto at = std::lower_bound(list.begin(), list.end(), id);
  if (at != list.end() && *at == id) list.erase(at);
}

bool on_time(const Case& c) {
  return std::none_of(c.deadlines.begin(), c.deadlines.end(), [](const Deadline& d) { return d.clock == ClockKind::resolve && (d.state == ClockState::missed || d.state == ClockState::overdue); });
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
  std::size_t n = 0;
  while (n < a.size() && n < b.size() && a[n] == b[n]) ++n;
  return n;
}

}  // namespace

Sketch sketch_of(std::string_view words) {
  Sketch all;
  for (const auto& each : terms_of(folded(words.substr(0, kMostCharacters * 4)), false)) {
    if (each.worth < 1) continue;
    const auto hash = each.term * 0x9e3779b97f4a7c15ull;
    all.push_back(static_cast<std::uint32_t>(hash >> 32));
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  if (all.size() > kSketch) all.resize(kSketch);
  return all;
}

std::string sketch_bytes(const Sketch& sketch) {
  std::string out;
  for (const auto hash : sketch) {
    for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(hash >> shift & 0xff);
  }
  return out;
}

Sketch sketch_from(std::string_view bytes) {
  Sketch out;
  for (std::size_t i = 0; i + 4 <= bytes.size(); i += 4) {
    std::uint32_t hash = 0;
    for (std::size_t k = 0; k < 4; ++k) hash |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i + k])) << 8 * k;
    out.push_back(hash);
  }
  return out;
}

double likeness(const Sketch& a, const Sketch& b) {
  if (a.empty() || b.empty()) return 0;
  std::size_t common = 0, seen = 0;
  auto i = a.begin(), j = b.begin();
  // Only the smallest of both together stand for both texts.
  while (seen < kSketch && (i != a.end() || j != b.end())) {
    ++seen;
    if (j == b.end() || (i != a.end() && *i < *j)) ++i;
    else if (i == a.end() || *j < *i) ++j;
    else ++common, ++i, ++j;
  }
  const double jaccard = static_cast<double>(common) / static_cast<double>(seen);
  if (a.size() == kSketch && b.size() == kSketch) return jaccard;
  std::size_t shared = 0;
  for (i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i < *j) ++i;
    else if (*j < *i) ++j;
    else ++shared, ++i, ++j;
  }
  return std::max(jaccard, 0.6 * static_cast<double>(shared) / static_cast<double>(std::min(a.size(), b.size())));
}

bool is_settled(const Case& c) {
  return !c.merged_into && !c.refusal && !c.reports.empty() && (c.stage == Stage::closed || c.stage == Stage::answered);
}

double usefulness_of(const Case& c) {
  double out = 0.35;
  const auto& said = c.rating ? c.rating : c.call_back;
  if (said && said->satisfaction != Satisfaction::unreachable) {
    const bool content = said->satisfaction == Satisfaction::satisfied, halfway = said->satisfaction == Satisfaction::basically;
    out += content ? 0.25 : halfway ? 0.1 : -0.25;
    out += said->solved ? 0.1 : -0.1;
  }
  out -= 0.08 * std::min(c.returns + c.redispatches, 3);
  out -= c.reopened > 0 ? 0.1 : 0;
  out += on_time(c) ? 0.1 : -0.1;
  const auto words = c.resolution ? count_codepoints(c.resolution->result) : count_codepoints(c.answer);
  out += words >= 40 ? 0.2 : words >= 20 ? 0.12 : words >= 10 ? 0.05 : 0;
  return std::clamp(out, 0.0, 1.0);
}

std::string words_of(const Case& c) {
  const auto& report = c.first();
  return report.title.empty() ? report.text : report.title + "\n" + report.text;
}

SettledFacts facts_of(const Case& c) {
  SettledFacts out;
  out.matter = c.matter;
  out.area = c.place.area;
  out.unit = c.unit;
  out.rehearsal = c.rehearsal;
  for (const auto& tag : c.understanding.tags) {
    if (tag.kind != TagKind::subject) continue;
    out.subject = to_hex(sha256(tag.canonical.empty() ? tag.word : tag.canonical)).substr(0, 16);
    break;
  }
  const auto add = [&](const std::string& unit) {
    if (!unit.empty() && std::find(out.units.begin(), out.units.end(), unit) == out.units.end()) out.units.push_back(unit);
  };
  add(c.unit);
  for (const auto& task : c.tasks) add(task.unit);
  for (const auto& unit : c.units_before) add(unit);
  out.usefulness = usefulness_of(c);
  out.answered = !c.answer.empty() || (c.resolution && !c.resolution->result.empty());
  return out;
}

void SettledIndex::put(std::uint64_t case_id, SettledFacts facts, Sketch sketch) {
  if (const auto it = row_of_.find(case_id); it != row_of_.end() && facts_[it->second].matter == facts.matter) {
    facts_[it->second] = std::move(facts);
    sketches_[it->second] = std::move(sketch);
    return;
  }
  drop(case_id);
  std::uint32_t row;
  if (free_.empty()) {
    row = static_cast<std::uint32_t>(ids_.size());
    ids_.emplace_back();
    facts_.emplace_back();
    sketches_.emplace_back();
  } else {
    row = free_.back();
    free_.pop_back();
  }
  insert_sorted(by_matter_[facts.matter], case_id);
  insert_sorted(by_group_[facts.matter.substr(0, 4)], case_id);
  insert_sorted(all_, case_id);
  ids_[row] = case_id;
  facts_[row] = std::move(facts);
  sketches_[row] = std::move(sketch);
  row_of_[case_id] = row;
}

void SettledIndex::drop(std::uint64_t case_id) {
  const auto it = row_of_.find(case_id);
  if (it == row_of_.end()) return;
  const auto& matter = facts_[it->second].matter;
  erase_sorted(by_matter_[matter], case_id);
  erase_sorted(by_group_[matter.substr(0, 4)], case_id);
  erase_sorted(all_, case_id);
  free_.push_back(it->second);
  row_of_.erase(it);
}

std::vector<SettledMatch> SettledIndex::rank(std::uint64_t itself, const SettledFacts& facts, const Sketch& sketch) const {
  std::vector<std::uint64_t> look;
  const auto newest = [&](const std::vector<std::uint64_t>& list, std::size_t most) {
    for (std::size_t i = 0; i < list.size() && i < most; ++i) look.push_back(list[list.size() - 1 - i]);
  };
  if (!facts.matter.empty()) {
    if (const auto it = by_matter_.find(facts.matter); it != by_matter_.end()) newest(it->second, kSameMatter);
    if (const auto it = by_group_.find(facts.matter.substr(0, 4)); it != by_group_.end()) newest(it->second, kSameGroup);
  }
  newest(all_, kNewest);
  std::sort(look.begin(), look.end());
  look.erase(std::unique(look.begin(), look.end()), look.end());
  std::vector<SettledMatch> out;
  for (const auto id : look) {
    if (id == itself) continue;
    const auto row = row_of_.at(id);
    const auto& other = facts_[row];
    if (other.rehearsal && !facts.rehearsal) continue;
    SettledMatch match;
    match.case_id = id;
    match.likeness = likeness(sketch, sketches_[row]);
    match.usefulness = other.usefulness;
    const auto shared = facts.matter.empty() ? 0 : common_prefix(facts.matter, other.matter);
    match.same_matter = shared >= 6;
    match.same_group = !match.same_matter && shared >= 4;
    match.same_class = !match.same_matter && !match.same_group && shared >= 2;
    match.same_area = !facts.area.empty() && facts.area == other.area;
    match.near_area = !match.same_area && common_prefix(facts.area, other.area) >= 9;
    match.same_subject = !facts.subject.empty() && facts.subject == other.subject;
    // What has neither the matter nor the words in common is not alike, however well it went.
    const double alike = (match.same_matter ? 0.35 : match.same_group ? 0.18 : match.same_class ? 0.05 : 0) + 0.9 * match.likeness + (match.same_subject ? 0.1 : 0);
    if (alike < 0.25) continue;
    match.score = alike + (match.same_area ? 0.08 : match.near_area ? 0.04 : 0) + 0.35 * other.usefulness + (other.answered ? 0.05 : 0);
    out.push_back(match);
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.score != b.score ? a.score > b.score : a.case_id > b.case_id; });
  return out;
}

}  // namespace yiwang
