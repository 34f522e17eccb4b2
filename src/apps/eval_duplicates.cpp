#include "apps/eval_duplicates.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <map>

#include "apps/duplicate_replay.h"
#include "base/json.h"

namespace yiwang {
namespace {

struct Options {
  std::string requests, pairs, until;
  ReplayOptions replay;
  bool as_json = false, misses = false;
};

/// Requests that known pairs make one thing.
class Groups {
 public:
  explicit Groups(const RequestTable& table) : up_(table.requests.size()), paired_(table.requests.size()) {
    for (std::size_t i = 0; i < up_.size(); ++i) up_[i] = i;
    for (const auto& pair : table.pairs) {
      // The first of a group stands for it.
      const auto a = top(pair.later), b = top(pair.earlier);
      up_[std::max(a, b)] = std::min(a, b);
      paired_[pair.later] = paired_[pair.earlier] = true;
    }
  }
  std::size_t top(std::size_t i) const {
    while (up_[i] != i) i = up_[i];
    return i;
  }
  bool paired(std::size_t i) const { return paired_[i]; }
  bool repeats(std::size_t i) const { return paired_[i] && top(i) != i; }
  bool right(std::size_t request, std::size_t answer) const { return paired_[request] && paired_[answer] && top(request) == top(answer); }

 private:
  std::vector<std::size_t> up_;
  std::vector<bool> paired_;
};

struct Score {
  std::size_t pairs = 0, in_one = 0, in_five = 0;
  std::size_t paired = 0, repeats = 0, suggested = 0, right = 0;
  std::size_t requests = 0, suggested_of_all = 0, said_duplicate = 0;
  double p50 = 0, p99 = 0, worst = 0, threshold = 0;
  struct Kind {
    std::size_t suggested = 0, right = 0;
  };
  std::map<std::string, Kind> kinds;
};

double share(std::size_t part, std::size_t of) { return of == 0 ? 0 : static_cast<double>(part) / static_cast<double>(of); }

Score score(const RequestTable& table, const RequestReplay& replay, Instant from) {
  const Groups groups(table);
  Score s;
  std::vector<double> times;
  std::vector<const ReplayAnswer*> by_request(table.requests.size());
  for (const auto& answer : replay.answers) by_request[answer.request] = &answer;
  const auto place = [&](std::size_t request) {
    const auto& five = by_request[request]->five;
    return static_cast<std::size_t>(std::find_if(five.begin(), five.end(), [&](std::size_t one) { return groups.right(request, one); }) - five.begin());
  };
  for (const auto& pair : table.pairs) {
    if (table.requests[pair.later].opened < from) continue;
    ++s.pairs;
    const auto at = place(pair.later);
    s.in_one += at == 0 && !by_request[pair.later]->five.empty();
    s.in_five += at < by_request[pair.later]->five.size();
  }
  for (const auto& answer : replay.answers) {
    const auto& request = table.requests[answer.request];
    if (request.opened < from) continue;
    ++s.requests;
    times.push_back(answer.ms);
    s.threshold = answer.threshold;
    const bool paired = groups.paired(answer.request);
    s.paired += paired;
    s.repeats += groups.repeats(answer.request);
    if (answer.five.empty() || answer.probability < answer.threshold) continue;
    ++s.suggested_of_all;
    const auto best = answer.five.front();
    const bool right = groups.right(answer.request, best);
    s.said_duplicate += right || request.closed_as_duplicate || table.requests[best].closed_as_duplicate;
    if (!paired) continue;
    auto& kind = s.kinds[std::string(code_of(answer.kind))];
    ++s.suggested;
    ++kind.suggested;
    s.right += right;
    kind.right += right;
  }
  std::sort(times.begin(), times.end());
  if (!times.empty()) {
    s.p50 = times[times.size() / 2];
    s.p99 = times[(times.size() - 1) * 99 / 100];
    s.worst = times.back();
  }
  return s;
}

double rounded(double value) { return std::round(value * 1e4) / 1e4; }

boost::json::object to_json(const Score& s) {
  boost::json::object out{{"recall_at_5", rounded(share(s.in_five, s.pairs))},
                          {"recall_at_1", rounded(share(s.in_one, s.pairs))},
                          {"pairs", s.pairs},
                          {"threshold", rounded(s.threshold)},
                          {"precision", rounded(share(s.right, s.suggested))},
                          {"recall", rounded(share(s.right, s.repeats))},
                          {"requests_in_pairs", s.paired},
                          {"repeats", s.repeats},
                          {"precision_over_all_at_least", rounded(share(s.right, s.suggested_of_all))},
                          {"precision_over_all_as_closed", rounded(share(s.said_duplicate, s.suggested_of_all))},
                          {"suggested_over_all", s.suggested_of_all},
                          {"requests", s.requests},
                          {"p50_ms", rounded(s.p50)},
                          {"p99_ms", rounded(s.p99)},
                          {"max_ms", rounded(s.worst)}};
  boost::json::object kinds;
  for (const auto& [name, kind] : s.kinds) kinds[name] = boost::json::object{{"suggested", kind.suggested}, {"right", kind.right}};
  out["kinds"] = std::move(kinds);
  return out;
}

void print(const char* name, const Score& s) {
  std::printf("%s: %zu pairs, recall_at_5 %.4f, recall_at_1 %.4f; at threshold %.3f precision %.4f, recall %.4f (%zu of %zu repeats right, %zu suggested, among %zu requests in pairs)\n", name,
              s.pairs, share(s.in_five, s.pairs), share(s.in_one, s.pairs), s.threshold, share(s.right, s.suggested), share(s.right, s.repeats), s.right, s.repeats, s.suggested, s.paired);
  std::printf("  over all %zu requests: %zu suggested, %.4f of them a known pair (a lower bound: most pairs are not listed), %.4f known or closed as a duplicate of something\n", s.requests,
              s.suggested_of_all, share(s.right, s.suggested_of_all), share(s.said_duplicate, s.suggested_of_all));
  for (const auto& [kind, k] : s.kinds) std::printf("  %s: %zu suggested, %zu right\n", kind.c_str(), k.suggested, k.right);
  std::printf("  p50 %.3f ms, p99 %.3f ms, max %.3f ms a request\n", s.p50, s.p99, s.worst);
}

void print_misses(const RequestTable& table, const RequestReplay& replay) {
  const Groups groups(table);
  for (const auto& answer : replay.answers) {
    if (!groups.repeats(answer.request)) continue;
    if (std::any_of(answer.five.begin(), answer.five.end(), [&](std::size_t one) { return groups.right(answer.request, one); })) continue;
    for (const auto& pair : table.pairs) {
      if (pair.later != answer.request) continue;
      const auto& q = table.requests[pair.later];
      const auto& e = table.requests[pair.earlier];
      const double metres = q.point && e.point ? metres_between(*q.point, *e.point) : -1;
      std::printf("%s %s -> %s %s %.0f m %.1f h | %s | %s\n", q.id.c_str(), q.matter.c_str(), e.id.c_str(), e.matter.c_str(), metres,
                  std::chrono::duration<double, std::ratio<3600>>(q.opened - e.opened).count(), q.address.c_str(), e.address.c_str());
    }
  }
}

int run(Options o) {
  const auto table = read_requests(o.requests, o.pairs);
  if (table.requests.empty()) throw std::runtime_error(o.requests + " holds no request");
  Instant from{};
  if (!o.until.empty()) {
    const auto until = parse_instant(o.until);
    if (!until) throw std::runtime_error("--train-until takes a date: 2011-09-15");
    o.replay.teaching = Teaching::once;
    o.replay.until = from = *until;
  }
  auto plain = o.replay;
  plain.teaching = Teaching::none;
  const auto replay = replay_requests(table, o.replay);
  const auto learned = score(table, replay, from);
  const auto shipped = score(table, replay_requests(table, plain), from);
  // The later half of the time, where most of the teaching has been done.
  const auto middle = table.requests[table.requests.size() / 2].opened;
  const auto late = score(table, replay, std::max(from, middle));
  const char* how = o.until.empty() ? "every week a card is learnt from what had been merged by then; its threshold is the one of the best F1 over requests in known pairs, each judged by a card "
                                      "that learnt from the other half; before the first card the shipped worths and 0.6"
                                    : "one card learnt from what had been merged by --train-until, judged on requests opened later; its threshold as the best F1 over earlier requests in pairs, each "
                                      "judged by a card that learnt from the other half";
  if (o.as_json) {
    auto out = to_json(learned);
    out["how"] = how;
    out["pairs_without_request"] = table.pairs_without_request;
    out["cards"] = replay.cards;
    out["taught_same"] = replay.taught_same;
    out["learning_ms"] = rounded(replay.learning_ms);
    out["later_half"] = to_json(late);
    out["shipped"] = to_json(shipped);
    std::cout << boost::json::serialize(out) << '\n';
  } else {
    print("learning", learned);
    print("later half of the time", late);
    print("as shipped, nothing learnt", shipped);
    std::printf("%s\n%zu cards, the last from %zu repeats, at most %.0f ms to learn; %zu pairs name a request that is not there\n", how, replay.cards, replay.taught_same, replay.learning_ms,
                table.pairs_without_request);
    if (o.misses) print_misses(table, replay);
  }
  return 0;
}

}  // namespace

void add_eval_duplicates(CLI::App& eval, int& exit_code) {
  auto o = std::make_shared<Options>();
  auto* command = eval.add_subcommand("duplicates", "Replay requests in time order and ask which earlier case each repeats (docs/relating.md)");
  command->add_option("--requests", o->requests, "CSV of requests, columns as in Boston's open data")->required();
  command->add_option("--pairs", o->pairs, "CSV of known pairs: case_enquiry_id,duplicate_of")->required();
  command->add_option("--train-until", o->until, "learn once from what was known on this date, judge on what came later; without it: learn every week");
  command->add_flag("--misses", o->misses, "also list repeats whose case was not among five");
  command->add_flag("--json", o->as_json, "one JSON object on standard output");
  command->callback([o, &exit_code] { exit_code = run(*o); });
}

}  // namespace yiwang
