#include "relate/groups/profile.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace yiwang {
namespace {

constexpr std::size_t kReportGrams = 80;
constexpr std::size_t kGroupGrams = 400;
constexpr float kNamed = 0.34f;            // of the members that must name something
constexpr float kLeastCore = 100;           // weight below which a core is too usual to count whole: 地铁 and 号线 alone
constexpr float kCore = 0.3f;              // of the members that must hold what is called the core

float weight_of(float information) { return information * std::sqrt(information); }

std::uint16_t add16(std::uint32_t a, std::uint32_t b) { return static_cast<std::uint16_t>(std::min<std::uint32_t>(a + b, 0xffff)); }

template <class A, class B, class Seen>
void each_common(const A& a, const B& b, Seen&& seen) {
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (x->gram < y->gram) ++x;
    else if (y->gram < x->gram) ++y;
    else seen(*x++, *y++);
  }
}

}  // namespace

std::vector<HeardGram> weighed(std::vector<HeardGram> heard, const UsualWords& usual) {
  for (auto& h : heard) h.weight *= weight_of(usual.information(h.gram));
  if (heard.size() > kReportGrams) {
    std::nth_element(heard.begin(), heard.begin() + kReportGrams, heard.end(),
                     [](const HeardGram& a, const HeardGram& b) { return a.weight != b.weight ? a.weight > b.weight : a.gram < b.gram; });
    heard.resize(kReportGrams);
    std::sort(heard.begin(), heard.end(), [](const HeardGram& a, const HeardGram& b) { return a.gram < b.gram; });
  }
  double square = 0;
  for (const auto& h : heard) square += static_cast<double>(h.weight) * h.weight;
  const auto norm = square > 0 ? static_cast<float>(1 / std::sqrt(square)) : 0.0f;
  for (auto& h : heard) h.weight *= norm;
  return heard;
}

void GroupProfile::add(const std::vector<HeardGram>& report) {
  std::vector<Entry> all;
  all.reserve(entries_.size() + report.size());
  auto e = entries_.begin();
  for (const auto& h : report) {
    while (e != entries_.end() && e->gram < h.gram) all.push_back(*e++);
    if (e != entries_.end() && e->gram == h.gram) all.push_back({h.gram, e->sum + h.weight, add16(e->reports, 1), add16(e->names, h.name ? 1 : 0)}), ++e;
    else all.push_back({h.gram, h.weight, 1, static_cast<std::uint16_t>(h.name ? 1 : 0)});
  }
  all.insert(all.end(), e, entries_.end());
  entries_ = std::move(all);
  ++reports_;
  prune();
}

void GroupProfile::add(const GroupProfile& other) {
  std::vector<Entry> all;
  all.reserve(entries_.size() + other.entries_.size());
  auto e = entries_.begin();
  for (const auto& o : other.entries_) {
    while (e != entries_.end() && e->gram < o.gram) all.push_back(*e++);
    if (e != entries_.end() && e->gram == o.gram) all.push_back({o.gram, e->sum + o.sum, add16(e->reports, o.reports), add16(e->names, o.names)}), ++e;
    else all.push_back(o);
  }
  all.insert(all.end(), e, entries_.end());
  entries_ = std::move(all);
  reports_ += other.reports_;
  prune();
}

void GroupProfile::prune() {
  if (entries_.size() <= kGroupGrams + kReportGrams) return;   // now and then, not every time
  std::nth_element(entries_.begin(), entries_.begin() + kGroupGrams, entries_.end(),
                   [](const Entry& a, const Entry& b) { return a.sum != b.sum ? a.sum > b.sum : a.gram < b.gram; });
  entries_.resize(kGroupGrams);
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) { return a.gram < b.gram; });
}

bool GroupProfile::in_core(const Entry& entry) const {
  return entry.reports >= 2 && static_cast<float>(entry.reports) >= kCore * static_cast<float>(std::min<std::uint32_t>(reports_, 0xffff));
}
bool GroupProfile::in_names(const Entry& entry) const {
  return entry.names >= 1 && static_cast<float>(entry.names) >= kNamed * static_cast<float>(std::min<std::uint32_t>(reports_, 0xffff));
}

GroupProfile::Mean GroupProfile::mean_likeness(const std::vector<HeardGram>& report) const {
  Mean out;
  each_common(report, entries_, [&](const HeardGram& h, const Entry& e) { (h.name || 2 * e.names >= e.reports ? out.names : out.rest) += h.weight * e.sum; });
  const auto by = 1 / static_cast<float>(std::max(reports_, 1u));
  return {out.names * by, out.rest * by};
}

GroupProfile::Mean GroupProfile::mean_likeness(const GroupProfile& other) const {
  Mean out;
  each_common(entries_, other.entries_, [&](const Entry& a, const Entry& b) { (2 * a.names >= a.reports || 2 * b.names >= b.reports ? out.names : out.rest) += a.sum * b.sum; });
  const auto by = 1 / static_cast<float>(std::max(reports_, 1u)) / static_cast<float>(std::max(other.reports_, 1u));
  return {out.names * by, out.rest * by};
}

float GroupProfile::named_alike(const std::vector<HeardGram>& report) const {
  float whole = 0, held = 0;
  for (const auto& h : report) whole += h.name ? h.weight : 0;
  bool named = false;
  for (const auto& e : entries_) named = named || in_names(e);
  if (whole <= 0 || !named) return -1;
  each_common(report, entries_, [&](const HeardGram& h, const Entry& e) { held += h.name && e.reports * 4u >= std::min<std::uint32_t>(reports_, 0xffff) ? h.weight : 0; });
  return held / whole;
}

float GroupProfile::named_alike(const GroupProfile& other) const {
  float whole = 0, held = 0;
  for (const auto& e : other.entries_) whole += other.in_names(e) ? e.sum : 0;
  bool named = false;
  for (const auto& e : entries_) named = named || in_names(e);
  if (whole <= 0 || !named) return -1;
  each_common(other.entries_, entries_, [&](const Entry& o, const Entry& e) {
    held += other.in_names(o) && e.reports * 4u >= std::min<std::uint32_t>(reports_, 0xffff) ? o.sum : 0;
  });
  return held / whole;
}

float GroupProfile::core_share(const std::vector<HeardGram>& report, const UsualWords& usual) const {
  float whole = 0, held = 0;
  for (const auto& e : entries_) {
    if (in_core(e)) whole += weight_of(usual.information(e.gram)) * static_cast<float>(e.reports);
  }
  if (whole <= 0) return 0;
  whole = std::max(whole, kLeastCore * static_cast<float>(std::min<std::uint32_t>(reports_, 0xffff)));
  each_common(report, entries_, [&](const HeardGram&, const Entry& e) {
    if (in_core(e)) held += weight_of(usual.information(e.gram)) * static_cast<float>(e.reports);
  });
  return held / whole;
}

float GroupProfile::core_share(const GroupProfile& other, const UsualWords& usual) const {
  float whole = 0, held = 0;
  for (const auto& e : entries_) {
    if (in_core(e)) whole += weight_of(usual.information(e.gram)) * static_cast<float>(e.reports);
  }
  if (whole <= 0) return 0;
  whole = std::max(whole, kLeastCore * static_cast<float>(std::min<std::uint32_t>(reports_, 0xffff)));
  each_common(entries_, other.entries_, [&](const Entry& e, const Entry& o) {
    if (in_core(e) && (other.reports_ < 2 || other.in_core(o))) held += weight_of(usual.information(e.gram)) * static_cast<float>(e.reports);
  });
  return held / whole;
}

bool GroupProfile::holds(std::uint32_t gram) const {
  const auto at = std::lower_bound(entries_.begin(), entries_.end(), gram, [](const Entry& e, std::uint32_t g) { return e.gram < g; });
  return at != entries_.end() && at->gram == gram;
}

std::vector<std::uint32_t> GroupProfile::names(std::size_t most, const UsualWords& usual) const {
  std::vector<std::pair<float, std::uint32_t>> ranked;
  for (const auto& e : entries_) {
    if (in_core(e)) ranked.emplace_back(static_cast<float>(e.reports) * usual.information(e.gram) * (in_names(e) ? 2.0f : 1.0f), e.gram);
  }
  std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  std::vector<std::uint32_t> out;
  for (std::size_t i = 0; i < ranked.size() && i < most; ++i) out.push_back(ranked[i].second);
  return out;
}

void GroupProfile::save(std::string& out) const {
  const auto count = static_cast<std::uint32_t>(entries_.size());
  out.append(reinterpret_cast<const char*>(&reports_), sizeof reports_);
  out.append(reinterpret_cast<const char*>(&count), sizeof count);
  out.append(reinterpret_cast<const char*>(entries_.data()), entries_.size() * sizeof(Entry));
}

bool GroupProfile::load(std::string_view& in) {
  std::uint32_t count = 0;
  if (in.size() < 2 * sizeof count) return false;
  std::memcpy(&reports_, in.data(), sizeof reports_);
  std::memcpy(&count, in.data() + sizeof reports_, sizeof count);
  in.remove_prefix(2 * sizeof count);
  if (in.size() / sizeof(Entry) < count) return false;
  entries_.resize(count);
  std::memcpy(entries_.data(), in.data(), count * sizeof(Entry));
  in.remove_prefix(count * sizeof(Entry));
  return true;
}

}  // namespace yiwang
