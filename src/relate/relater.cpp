#include "relate/relater.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdio>
#include <cstring>

#include "base/text.h"
#include "relate/likeness.h"
#include "relate/memory.h"

namespace yiwang {
namespace {

static_assert(std::endian::native == std::endian::little, "snapshots are written as they lie in memory");
constexpr std::string_view kMagic = "YWREL003";
constexpr std::string_view kHandSet = "relate-2";
constexpr std::uint32_t kAddsBetweenForgetting = 64;   // a replay of years never holds more than the window
constexpr double kWorthSaying = 0.1;       // log-odds below which a likeness is no evidence

/// The grams of the question as a set that answers in one step.
class GramSet {
 public:
  void fill(const std::vector<std::uint32_t>& grams) {
    for (const auto word : used_) bits_[word] = 0;
    used_.clear();
    std::size_t distinct = 0;
    for (const auto gram : grams) {
      const auto g = short_gram(gram);
      auto& word = bits_[g >> 6];
      if (word == 0) used_.push_back(static_cast<std::uint16_t>(g >> 6));
      const auto bit = std::uint64_t{1} << (g & 63);
      distinct += (word & bit) == 0;
      word |= bit;
    }
    by_chance_ = static_cast<double>(distinct) / 65536.0;
  }
  /// Share of a sample that is in the set, less what would be there by chance.
  double share(const Sketch& sketch, std::uint32_t sampled) const {
    if (sampled == 0) return 0;
    std::uint32_t hits = 0;
    for (std::uint32_t i = 0; i < sampled; ++i) hits += bits_[sketch.grams[i] >> 6] >> (sketch.grams[i] & 63) & 1;
    return std::max(0.0, (hits / static_cast<double>(sampled) - by_chance_) / (1 - by_chance_));
  }

 private:
  std::array<std::uint64_t, 1024> bits_{};
  std::vector<std::uint16_t> used_;
  double by_chance_ = 0;
};

/// Of a snapshot, which has hundreds of megabytes: four lanes of eight bytes a step.
std::uint64_t sum_of(std::string_view bytes) {
  constexpr std::uint64_t kOdd = 0x9e3779b97f4a7c15ull;
  std::array<std::uint64_t, 4> lanes{1, 2, 3, 4};
  std::size_t at = 0;
  for (; at + 32 <= bytes.size(); at += 32) {
    std::array<std::uint64_t, 4> words;
    std::memcpy(words.data(), bytes.data() + at, 32);
    for (std::size_t i = 0; i < 4; ++i) lanes[i] = std::rotl((lanes[i] ^ words[i]) * kOdd, 29);
  }
  std::uint64_t sum = stable_hash(bytes.substr(at), bytes.size());
  for (const auto lane : lanes) sum = std::rotl((sum ^ lane) * kOdd, 31);
  return sum;
}

std::string fixed(double value, int digits) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

}  // namespace

struct Relater::Parts {
  RelateOptions options;
  RelateMemory memory;
  std::shared_ptr<const Scorecard> card;   // null: the hand-set worths
  std::string version{kHandSet};
  mutable GramSet question_grams;
  mutable std::vector<std::uint32_t> counts, candidates;
  mutable double question_bits = 0;

  void compare_words(std::uint32_t serial, const Telling& told, Likeness& l) const {
    const auto a = static_cast<double>(counts.size());
    const double b = told.grams;
    if (a == 0 || b == 0) return;
    const double common = std::min({question_grams.share(memory.window().sketch(serial), told.sampled) * b, a, b});
    l.text = 0.6 * common / (a + b - common) + 0.4 * common / std::min(a, b);
    l.shorter = static_cast<int>(std::min(a, b));
    l.bits = question_bits * common / a;
  }

  Likeness compare(const Telling& q, std::uint32_t matter, std::uint32_t serial, const KnownCase* now) const {
    const auto& told = memory.window().telling(serial);
    Likeness l;
    compare_words(serial, told, l);
    l.same_reporter = q.reporter != 0 && q.reporter == told.reporter;
    l.same_subject = q.subject != 0 && q.subject == told.subject;
    l.matter = compare_matters(matter, memory.known(told.known).matter);
    l.place = compare_places(q, told, l.metres);
    const auto gap = q.at > told.at ? q.at - told.at : told.at - q.at;
    l.gap_hours = gap / 3600.0;
    l.open = now == nullptr || now->open != 0;
    // What was told before the closing is not "again"; in a history told out of order it is one with the closed case's life.
    if (!l.open) l.closed_hours = q.at > now->closed_at ? (q.at - now->closed_at) / 3600.0 : 0;
    return l;
  }

  std::vector<Evidence> evidence(const RelateQuestion& q, const Likeness& l) const {
    std::vector<Evidence> out;
    const auto worth = worths(matter_number(q.matter), l);
    const auto of = [&](Scorecard::Part part) { return worth[static_cast<std::size_t>(part)]; };
    const auto say = [&](std::string kind, std::string text, double weight) {
      if (std::abs(weight) >= kWorthSaying) out.push_back({std::move(kind), std::move(text), std::round(weight * 100) / 100});
    };
    if (l.same_reporter) say("reporter", "same", of(Scorecard::Part::reporter));
    say("text", fixed(l.text, 2), of(Scorecard::Part::text));
    if (l.matter != MatterLikeness::unknown) {
      const auto digits = l.matter == MatterLikeness::same ? 6u : l.matter == MatterLikeness::same_group ? 4u : 2u;
      say("matter", l.matter == MatterLikeness::other ? "other" : std::string(q.matter.substr(0, digits)), of(Scorecard::Part::matter));
    }
    if (l.place != PlaceLikeness::unknown) {
      std::string where = l.metres >= 0 ? fixed(l.metres, 0) + " m" : std::string{};
      if (l.place == PlaceLikeness::same && !q.estate.empty() && l.metres < 0) where = q.estate;
      else if (l.place == PlaceLikeness::same_road) where = q.road;
      else if (where.empty()) where = l.place == PlaceLikeness::far || l.place == PlaceLikeness::other ? std::string("other") : std::string(q.area);
      say("place", where, of(Scorecard::Part::place));
    }
    if (l.same_subject) say("subject", std::string(q.subject), of(Scorecard::Part::subject));
    say("rivals", std::to_string(l.nearer) + " / " + std::to_string(l.newer), of(Scorecard::Part::rivals));
    out.push_back({"time", l.gap_hours < 48 ? fixed(l.gap_hours, 1) + " h" : fixed(l.gap_hours / 24, 0) + " d", std::round(of(Scorecard::Part::time) * 100) / 100});
    if (!l.open) out.push_back({"rule", "closed " + fixed(l.closed_hours / 24, 0) + " d", std::round(of(Scorecard::Part::state) * 100) / 100});
    return out;
  }

  std::array<double, Scorecard::kParts> worths(std::uint32_t matter, const Likeness& l) const {
    if (card) return card->parts(l, matter);
    std::array<double, Scorecard::kParts> out{};
    const auto set = [&](Scorecard::Part part, double worth) { out[static_cast<std::size_t>(part)] = worth; };
    set(Scorecard::Part::reporter, l.same_reporter ? 2.0 : 0.0);
    set(Scorecard::Part::text, worth_of_text(l));
    set(Scorecard::Part::matter, worth_of_matter(l.matter));
    set(Scorecard::Part::place, worth_of_place(l.place));
    set(Scorecard::Part::subject, l.same_subject ? 1.2 : 0.0);
    return out;
  }

  /// How many rivals are nearer in place or time, among cases of the same group of matters.
  static void rank(std::vector<Compared>& all) {
    std::vector<double> metres, gaps;
    for (const auto& one : all) {
      if (one.likeness.matter < MatterLikeness::same_group && one.likeness.matter != MatterLikeness::unknown) continue;
      if (one.likeness.metres >= 0) metres.push_back(one.likeness.metres);
      gaps.push_back(one.likeness.gap_hours);
    }
    std::sort(metres.begin(), metres.end());
    std::sort(gaps.begin(), gaps.end());
    const auto below = [](const std::vector<double>& sorted, double value) { return static_cast<int>(std::lower_bound(sorted.begin(), sorted.end(), value) - sorted.begin()); };
    for (auto& one : all) {
      one.likeness.nearer = one.likeness.metres >= 0 ? below(metres, one.likeness.metres) : 0;
      one.likeness.newer = below(gaps, one.likeness.gap_hours);
    }
  }
};

Relater::Relater(RelateOptions options) : parts_(std::make_unique<Parts>()) { parts_->options = options; }
Relater::~Relater() = default;
Relater::Relater(Relater&&) noexcept = default;
Relater& Relater::operator=(Relater&&) noexcept = default;

std::vector<Compared> Relater::compare(const RelateQuestion& question) const {
  const auto& p = *parts_;
  static const std::vector<std::uint32_t> kNoGrams;
  const auto& grams = question.words == nullptr ? kNoGrams : question.words->grams;
  const auto telling = to_telling(question);
  const auto matter = matter_number(question.matter);
  const RelateLimits limits{p.options.window_days, p.options.again_after_closing_days};
  const auto window = static_cast<std::uint32_t>(p.options.window_days) * 86400u;
  const auto remembered = static_cast<std::uint32_t>(std::max(p.options.again_after_closing_days, kDaysOfOnePlace)) * 86400u;
  p.memory.gram_counts(grams, p.counts);
  p.memory.candidates(telling, matter, grams, p.counts, telling.at > remembered ? telling.at - remembered : 0, p.candidates);
  p.question_grams.fill(grams);
  p.question_bits = p.memory.information(p.counts);
  const auto crowd = static_cast<int>(std::min<std::uint32_t>(p.memory.crowd(telling), 1'000'000));

  for (const auto serial : p.candidates) {
    __builtin_prefetch(&p.memory.window().telling(serial));
    __builtin_prefetch(&p.memory.window().sketch(serial));
    __builtin_prefetch(reinterpret_cast<const char*>(&p.memory.window().sketch(serial)) + 64);
  }
  std::vector<Compared> all;
  all.reserve(p.candidates.size());
  for (const auto serial : p.candidates) {
    const auto& told = p.memory.window().telling(serial);
    const auto last = p.memory.final_of(p.memory.known(told.known));
    const auto gap = telling.at > told.at ? telling.at - told.at : told.at - telling.at;
    const bool open = last.known == nullptr || last.known->open != 0;
    if (gap > window && !open) continue;
    auto likeness = p.compare(telling, matter, serial, last.known);
    const auto judgement = judge(likeness, limits);
    if (!judgement) continue;
    likeness.crowd = crowd;
    const auto same = std::find_if(all.begin(), all.end(), [&](const Compared& other) { return other.case_id.value == last.id; });
    if (same == all.end()) all.push_back({CaseId{last.id}, likeness, *judgement, 0});
    else if (judgement->probability > same->judgement.probability) *same = {CaseId{last.id}, likeness, *judgement, 0};
  }
  Parts::rank(all);
  for (auto& one : all) {
    auto& judgement = one.judgement;
    if (p.card) {
      one.odds = p.card->odds(one.likeness, matter);
      judgement.probability = std::min(judgement.at_most, 1 / (1 + std::exp(-one.odds)));
    } else {
      one.odds = judgement.probability;
    }
  }
  std::sort(all.begin(), all.end(), [](const Compared& a, const Compared& b) { return a.odds != b.odds ? a.odds > b.odds : a.case_id.value > b.case_id.value; });
  return all;
}

Relations Relater::find(const RelateQuestion& question) const {
  const auto& p = *parts_;
  const auto all = compare(question);
  Relations out;
  out.version = p.version;
  for (const auto& one : all) {
    if (out.relations.size() >= p.options.most) break;
    if (one.judgement.probability < p.options.suggest) continue;
    out.relations.push_back({one.case_id, one.judgement.kind, std::round(one.judgement.probability * 1e4) / 1e4, p.evidence(question, one.likeness)});
  }
  return out;
}

void Relater::use(std::shared_ptr<const Scorecard> card) {
  parts_->card = card && !card->empty() ? std::move(card) : nullptr;
  parts_->version = parts_->card ? std::string(kHandSet) + "+" + parts_->card->version() : std::string(kHandSet);
}

void Relater::add(CaseId id, const RelateQuestion& report, bool /*again*/) {
  static const std::vector<std::uint32_t> kNoGrams;
  if (!id) return;
  parts_->memory.add(id.value, to_telling(report), matter_number(report.matter), report.words == nullptr ? kNoGrams : report.words->grams);
  if (parts_->memory.window().end() % kAddsBetweenForgetting == 0) forget_before(report.at);
}

void Relater::closed(CaseId id, Instant at) {
  if (auto* known = parts_->memory.find(id.value)) {
    known->open = 0;
    known->closed_at = seconds_of(at);
  }
}

void Relater::reopened(CaseId id) {
  if (auto* known = parts_->memory.find(id.value)) {
    known->open = 1;
    known->closed_at = 0;
  }
}

void Relater::merged(CaseId id, CaseId into) {
  auto* known = parts_->memory.find(id.value);
  if (known != nullptr && id != into) known->into = into.value;
}

void Relater::corrected(CaseId id, std::string_view matter, std::string_view area, std::optional<LonLat> point) {
  auto& memory = parts_->memory;
  auto* known = memory.find(id.value);
  if (known == nullptr) return;
  if (!matter.empty()) known->matter = matter_number(matter);
  if (!memory.window().holds(known->last_serial)) return;
  auto& telling = memory.window().telling(known->last_serial);
  RelateQuestion place;
  place.area = area;
  place.point = point;
  const auto corrected = to_telling(place);
  const bool said = !area.empty() || point;
  if (said && (corrected.area != telling.area || corrected.lon != telling.lon || corrected.lat != telling.lat)) {
    telling.area = corrected.area;
    telling.lon = corrected.lon;
    telling.lat = corrected.lat;
    telling.road = telling.estate = 0;
  }
  memory.say_again(telling.known);
}

void Relater::forget_before(Instant now) {
  const auto at = seconds_of(now);
  const auto window = static_cast<std::uint32_t>(parts_->options.window_days) * 86400u;
  if (at > window) parts_->memory.forget_before(at - window);
}

std::vector<CaseId> Relater::search(std::string_view words, std::size_t most) const {
  std::vector<CaseId> out;
  if (most == 0) return out;
  const auto& memory = parts_->memory;
  const auto grams = fingerprint(normalise(words)).grams;
  const auto take = [&](std::uint32_t serial) {
    const CaseId id{memory.final_of(memory.known(memory.window().telling(serial).known)).id};
    if (std::find(out.begin(), out.end(), id) == out.end()) out.push_back(id);
    return out.size() < most;
  };
  memory.each_with_all(grams, take);
  // Words typed without a space between them make grams that nobody wrote: then most will do.
  if (out.empty() && grams.size() >= 3) memory.each_with_most(grams, (grams.size() * 2 + 2) / 3, take);
  return out;
}

std::size_t Relater::size() const { return parts_->memory.cases(); }
std::size_t Relater::bytes() const { return parts_->memory.bytes(); }
const std::string& Relater::version() const { return parts_->version; }

std::string Relater::save() const {
  std::string out;
  out.reserve(parts_->memory.bytes());     // about what it comes to; growing would copy it all several times
  out = kMagic;
  out.append(8, '\0');
  parts_->memory.save(out);
  const auto sum = sum_of(std::string_view(out).substr(16));
  std::memcpy(out.data() + 8, &sum, 8);
  return out;
}

bool Relater::load(std::string_view bytes) {
  std::uint64_t sum = 0;
  parts_->memory = RelateMemory();
  if (bytes.size() < 16 || bytes.substr(0, 8) != kMagic) return false;
  std::memcpy(&sum, bytes.data() + 8, 8);
  bytes.remove_prefix(16);
  if (sum_of(bytes) != sum) return false;
  if (parts_->memory.load(bytes) && bytes.empty()) return true;
  parts_->memory = RelateMemory();
  return false;
}

}  // namespace yiwang
