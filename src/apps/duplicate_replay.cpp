#include "apps/duplicate_replay.h"

#include <time.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include "base/text.h"
#include "relate/telling.h"

namespace yiwang {
namespace {

constexpr auto kWeek = std::chrono::hours{24 * 7};
constexpr std::size_t kFive = 5;
constexpr std::size_t kMostKept = 24;      // candidates a question teaches by, best first
constexpr std::size_t kMostOfUnmerged = 8;

double cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// What was compared when a request came in, kept until people say what it was.
struct Question {
  std::size_t request = 0;
  std::uint32_t matter = 0;
  std::vector<std::pair<std::uint32_t, Likeness>> seen;   // request, likeness
};

struct Happening {
  Instant at;
  int order;                               // openings before closings of the same second
  std::size_t request;
  auto operator<=>(const Happening&) const = default;
};

class Run {
 public:
  Run(const RequestTable& table, const ReplayOptions& options) : table_(table), options_(options), relater_(relate_options()) {
    for (std::size_t i = 0; i < table.pairs.size(); ++i) {
      kept_of_.emplace(table.pairs[i].dropped, table.pairs[i].kept);
      pairs_of_.emplace(table.pairs[i].later, i);
    }
  }

  RequestReplay go() {
    std::vector<Happening> happenings;
    for (std::size_t i = 0; i < table_.requests.size(); ++i) {
      happenings.push_back({table_.requests[i].opened, 0, i});
      if (table_.requests[i].closed) happenings.push_back({std::max(*table_.requests[i].closed, table_.requests[i].opened), 1, i});
    }
    std::sort(happenings.begin(), happenings.end());
    std::optional<Instant> next;
    if (!happenings.empty() && options_.teaching == Teaching::weekly) next = happenings.front().at + kWeek;
    if (options_.teaching == Teaching::once) next = options_.until;
    const auto last = table_.requests.empty() ? Instant{} : table_.requests.back().opened;
    for (const auto& happening : happenings) {
      if (happening.at > last) break;      // nobody asks any more
      while (next && happening.at >= *next) {
        teach(*next);
        if (options_.teaching == Teaching::once) next.reset();
        else *next += kWeek;
      }
      if (happening.order == 0) open(happening.request);
      else close(happening.request, happening.at);
    }
    return std::move(out_);
  }

 private:
  static RelateOptions relate_options() {
    RelateOptions options;
    options.window_days = 120;
    return options;
  }
  static CaseId case_of(std::size_t request) { return CaseId{request + 1}; }

  void open(std::size_t i) {
    const auto& request = table_.requests[i];
    const auto words = normalise(request.words);
    const double began = cpu_ms();
    const auto print = fingerprint(words);
    RelateQuestion q;
    q.at = request.opened;
    q.matter = request.matter;
    q.road = request.road;
    q.estate = request.address;
    q.point = request.point;
    q.words = &print;
    const auto all = relater_.compare(q);
    ReplayAnswer answer;
    answer.ms = cpu_ms() - began;
    answer.request = i;
    answer.threshold = threshold_;
    answer.learned = out_.cards > 0;
    for (const auto& one : all) {
      if (answer.five.size() == kFive) break;
      answer.five.push_back(one.case_id.value - 1);
    }
    if (!all.empty()) {
      answer.probability = 1 / (1 + std::exp(-all.front().odds));
      if (!answer.learned) answer.probability = all.front().judgement.probability;
      answer.kind = all.front().judgement.kind;
    }
    out_.answers.push_back(std::move(answer));
    remember(i, matter_number(request.matter), all);
    relater_.add(case_of(i), q);
    is_open_.resize(std::max(is_open_.size(), i + 1));
    is_open_[i] = true;
  }

  void close(std::size_t i, Instant at) {
    relater_.closed(case_of(i), at);
    const auto kept = kept_of_.find(i);
    if (kept != kept_of_.end() && kept->second < is_open_.size() && is_open_[kept->second]) relater_.merged(case_of(i), case_of(kept->second));
  }

  void remember(std::size_t i, std::uint32_t matter, const std::vector<Compared>& all) {
    if (options_.teaching == Teaching::none || all.empty()) return;
    Question question{i, matter, {}};
    for (const auto& one : all) {
      // The sought one stays whatever its place; it is there because it was looked up, not because it is known to be right.
      if (question.seen.size() < kMostKept || is_pair(i, one.case_id.value - 1)) question.seen.emplace_back(static_cast<std::uint32_t>(one.case_id.value - 1), one.likeness);
    }
    questions_.push_back(std::move(question));
  }

  bool is_pair(std::size_t later, std::size_t earlier) const {
    const auto [from, to] = pairs_of_.equal_range(later);
    return std::any_of(from, to, [&](const auto& pair) { return table_.pairs[pair.second].earlier == earlier; });
  }
  bool known_by(const KnownPair& pair, Instant at) const {
    const auto& closed = table_.requests[pair.dropped].closed;
    return closed && *closed <= at;
  }

  /// Everything people had said by `now`.
  void teach(Instant now) {
    const double began = cpu_ms();
    // What stands for one thing by the merges known so far.
    std::vector<std::size_t> group(table_.requests.size());
    for (std::size_t i = 0; i < group.size(); ++i) group[i] = i;
    const auto top = [&](std::size_t i) {
      while (group[i] != i) i = group[i] = group[group[i]];
      return i;
    };
    std::vector<bool> in_pair(group.size());
    for (const auto& pair : table_.pairs) {
      if (!known_by(pair, now) || table_.requests[pair.later].opened > now) continue;
      group[top(pair.dropped)] = top(pair.kept);
      in_pair[pair.later] = in_pair[pair.earlier] = true;
    }
    std::array<std::vector<JudgedPair>, 2> halves;
    std::vector<Judged> judged;
    for (const auto& question : questions_) {
      const auto& request = table_.requests[question.request];
      const bool paired = in_pair[question.request];
      const bool said_duplicate = request.closed && *request.closed <= now && request.closed_as_duplicate;
      if (!paired && (said_duplicate || request.opened + kWeek > now || question.request % options_.every != 0)) continue;
      judged.push_back({&question, paired, paired ? 1.0 : options_.never_merged * static_cast<double>(options_.every)});
      std::size_t taken = 0;
      for (const auto& [other, likeness] : question.seen) {
        if (!paired && ++taken > kMostOfUnmerged) break;
        const bool same = paired && top(other) == top(question.request);
        const double weight = paired ? 1.0 : options_.never_merged * static_cast<double>(options_.every);
        halves[half_of(question.request)].push_back({likeness, question.matter, same, weight});
      }
    }
    auto all = halves[0];
    all.insert(all.end(), halves[1].begin(), halves[1].end());
    const auto card = Scorecard::learn(all);
    if (card.empty()) return;
    const std::array<Scorecard, 2> of_half{Scorecard::learn(halves[0]), Scorecard::learn(halves[1])};
    if (!of_half[0].empty() && !of_half[1].empty()) threshold_ = best_threshold(judged, of_half, top);
    relater_.use(std::make_shared<const Scorecard>(card));
    ++out_.cards;
    out_.taught_same = static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const JudgedPair& pair) { return pair.same; }));
    out_.learning_ms = std::max(out_.learning_ms, cpu_ms() - began);
  }

  std::size_t half_of(std::size_t request) const { return stable_hash(table_.requests[request].id) >> 20 & 1; }

  struct Judged {
    const Question* question;
    bool paired;
    double weight;
  };
  /// The threshold with the best F1 over what was learnt from, with the weights it was learnt with, each judged by the card of the other half.
  double best_threshold(const std::vector<Judged>& judged, const std::array<Scorecard, 2>& of_half, const auto& top) const {
    struct Best {
      double odds;
      bool right;
      double weight;
    };
    std::vector<Best> best;
    double repeats = 0;
    for (const auto& [question, paired, weight] : judged) {
      const auto& card = of_half[1 - half_of(question->request)];
      Best one{-1e9, false, weight};
      bool repeat = false;
      for (const auto& [other, likeness] : question->seen) {
        const double odds = card.odds(likeness, question->matter);
        const bool same = paired && top(other) == top(question->request);
        repeat = repeat || same;
        if (odds > one.odds) one.odds = odds, one.right = same;
      }
      repeats += repeat;
      best.push_back(one);
    }
    std::sort(best.begin(), best.end(), [](const Best& a, const Best& b) { return a.odds != b.odds ? a.odds > b.odds : a.right < b.right; });
    double right = 0, all = 0, top_f1 = 0, threshold = 0.5;
    for (const auto& one : best) {
      right += one.right;
      all += one.weight;
      const double f1 = 2 * right / (all + repeats);
      if (f1 > top_f1) top_f1 = f1, threshold = 1 / (1 + std::exp(-one.odds));
    }
    return threshold;
  }

  const RequestTable& table_;
  const ReplayOptions& options_;
  Relater relater_;
  double threshold_ = RelateOptions{}.suggest;
  std::unordered_map<std::size_t, std::size_t> kept_of_;
  std::multimap<std::size_t, std::size_t> pairs_of_;
  std::vector<bool> is_open_;
  std::vector<Question> questions_;
  RequestReplay out_;
};

}  // namespace

RequestReplay replay_requests(const RequestTable& table, const ReplayOptions& options) { return Run(table, options).go(); }

}  // namespace yiwang
