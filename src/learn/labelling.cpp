#include "learn/labelling.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "cases/case.h"
#include "learn/evaluation.h"
#include "learn/follower.h"
#include "understand/scrub.h"

namespace yiwang {
namespace {

constexpr auto kLease = minutes{10};
constexpr std::size_t kLookedAt = 300;      // of the least sure
constexpr std::size_t kLabelsLookedAt = 2000;
constexpr double kSpread = 0.05;            // what a judgement already made of the same matter takes from a case's urgency
constexpr std::uint64_t kTwiceOneIn = 5;

std::vector<LabelRow> standing(std::vector<LabelRow> labels) {
  std::erase_if(labels, [](const LabelRow& l) { return l.undone; });
  return labels;
}

bool judged_by(const std::vector<LabelRow>& labels, const std::string& login) {
  return std::any_of(labels.begin(), labels.end(), [&](const LabelRow& l) { return l.login == login; });
}

}  // namespace

bool Labelling::judged_twice(std::uint64_t case_id) { return stable_hash(std::to_string(case_id), 9) % kTwiceOneIn == 0; }

Labelling::Outcome Labelling::outcome(const LearnCase& c, const std::vector<LabelRow>& labels) {
  std::map<std::string, int> votes;
  std::string senior, first;
  std::size_t said = 0;
  for (const auto& label : labels) {
    if (label.undone || label.verdict != "matter") continue;
    ++votes[label.matter];
    ++said;
    if (first.empty()) first = label.matter;
    if (label.senior) senior = label.matter;
  }
  // Who handled the case at a desk has judged it, too, though in haste: against one labeller it is a dispute, beside one a second voice.
  const bool decided = !c.decided_by.empty() && !c.matter.empty();
  Outcome out;
  if (said == 0) return out;
  const bool disagree = votes.size() > 1 || (decided && said == 1 && first != c.matter);
  if (disagree) {
    if (decided) ++votes[c.matter];
    const auto best = std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    const auto second = std::count_if(votes.begin(), votes.end(), [&](const auto& v) { return v.second == best->second; });
    if (!senior.empty() && said + (decided ? 1 : 0) >= 2) return {senior, "labelled"};
    if (second == 1 && best->second >= 2) return {best->first, "labelled"};
    out.state = "disputed";
    out.wants_third = true;
    return out;
  }
  out.label = first;
  out.wants_second = said == 1 && judged_twice(c.case_id) && !decided;
  out.state = "labelled";
  return out;
}

bool Labelling::taken(std::uint64_t case_id, const std::string& login, Instant now) const {
  const auto it = leases_.find(case_id);
  return it != leases_.end() && it->second.login != login && it->second.until > now;
}

json::Value Labelling::item(const LearnCase& c, const std::string& why, const std::vector<LabelRow>& labels) const {
  const auto advisers = office_.advisers();
  const auto words = words_at(office_.store(), c.told_seq);
  const auto read = advisers.reader->model().guess(words);
  json::Array guesses, evidence, verdicts;
  for (const auto& guess : read.matters) guesses.push_back(json::Object{{"matter", matter_ref(*advisers.city, guess.matter)}, {"confidence", guess.confidence}});
  for (const auto& part : read.evidence) evidence.push_back(json::Value(scrub(part.text)));
  // A third sees what the others said, not who said it.
  if (why == "disputed") {
    std::set<std::string> said;
    for (const auto& label : labels) {
      if (label.verdict == "matter") said.insert(label.matter);
    }
    if (!c.decided_by.empty()) said.insert(c.matter);
    for (const auto& matter : said) verdicts.push_back(matter_ref(*advisers.city, matter));
  }
  const auto number = case_number(CaseId{c.case_id}, Instant{milliseconds{c.at_ms}}, advisers.city->offset);
  return json::Object{{"case", json::Object{{"id", c.case_id}, {"number", number}}},
                      {"text", scrub(words)},
                      {"channel", c.channel},
                      {"received_at", to_text(Instant{milliseconds{c.at_ms}})},
                      {"why", why},
                      {"guesses", std::move(guesses)},
                      {"words", std::move(evidence)},
                      {"returns", c.returns},
                      {"verdicts", std::move(verdicts)}};
}

json::Value Labelling::next(const Identity& who, Instant now) {
  auto& shelf = office_.store().models();
  const bool rehearsal = !shelf.any_real_case();
  const std::lock_guard lock(mutex_);
  std::erase_if(leases_, [&](const auto& lease) { return lease.second.until <= now; });
  const auto give = [&](const LearnCase& c, const std::string& why, const std::vector<LabelRow>& labels) {
    leases_[c.case_id] = {who.login, now + kLease};
    return item(c, why, labels);
  };
  for (const auto& c : shelf.cases(LearnPick::disputed, rehearsal, kLookedAt)) {
    const auto labels = standing(shelf.labels_of(c.case_id));
    if (!judged_by(labels, who.login) && c.decided_by != who.login && !taken(c.case_id, who.login, now)) return give(c, "disputed", labels);
  }
  const auto recent = shelf.labels(kLabelsLookedAt);
  std::set<std::uint64_t> looked;
  std::map<std::string, int> of_matter;
  for (const auto& label : recent) {
    if (!label.matter.empty()) ++of_matter[label.matter];
    if (label.login == who.login || !judged_twice(label.case_id) || !looked.insert(label.case_id).second || taken(label.case_id, who.login, now)) continue;
    const auto c = shelf.find_case(label.case_id);
    const auto labels = standing(shelf.labels_of(label.case_id));
    if (c && c->rehearsal == rehearsal && outcome(*c, labels).wants_second && !judged_by(labels, who.login)) return give(*c, "second_opinion", labels);
  }
  std::set<std::uint64_t> mine;
  for (const auto& label : recent) {
    if (label.login == who.login || label.verdict == "skip") mine.insert(label.case_id);
  }
  for (const auto& [id, lease] : leases_) {
    if (lease.login != who.login) mine.insert(id);
  }
  std::optional<LearnCase> best;
  double least = 0;
  for (auto& c : shelf.cases(LearnPick::to_label, rehearsal, kLookedAt)) {
    if (mine.count(c.case_id) != 0) continue;
    const auto made = of_matter.find(c.guess);
    const double unsure = (c.state == "doubtful" ? -1.0 : 0.0) + c.margin + kSpread * (made == of_matter.end() ? 0 : made->second);
    if (best && unsure >= least) continue;
    least = unsure;
    best = std::move(c);
  }
  if (!best) return nullptr;
  return give(*best, best->state == "doubtful" ? "returned" : "least_sure", {});
}

Result<json::Value> Labelling::judge(const Identity& who, std::uint64_t case_id, const std::string& verdict, const std::string& matter, Instant now) {
  auto& shelf = office_.store().models();
  if (verdict != "matter" && verdict != "unsure" && verdict != "skip") return refuse(Reason::unknown_value, {{"value", shorten(verdict, 40)}}, "verdict");
  const auto city = office_.city();
  if (verdict == "matter") {
    if (matter.empty()) return refuse(Reason::missing_field, {}, "matter");
    if (matter.size() != 6 || city->matter(matter) == nullptr) return refuse(Reason::unknown_matter, {{"matter", shorten(matter, 40)}}, "matter");
  }
  const std::lock_guard lock(mutex_);
  const auto c = shelf.find_case(case_id);
  if (!c) return refuse(Reason::unknown_case, {{"case", std::to_string(case_id)}});
  auto labels = standing(shelf.labels_of(case_id));
  if (judged_by(labels, who.login)) return refuse(Reason::already_labelled);
  LabelRow row;
  row.case_id = case_id;
  row.login = who.login;
  row.matter = verdict == "matter" ? matter : std::string{};
  row.verdict = verdict;
  row.senior = who.has(Role::supervisor) || who.has(Role::admin);
  row.at_ms = now.time_since_epoch().count();
  labels.push_back(row);
  const auto result = outcome(*c, labels);
  row.number = shelf.add_label(row, result.label, result.state);
  leases_.erase(case_id);
  return json::Object{{"label", row.number},
                      {"case_id", case_id},
                      {"verdict", verdict},
                      {"state", result.state.empty() ? "open" : result.state == "labelled" && result.wants_second ? "wants_second" : result.state},
                      {"matter", matter_ref(*city, result.label)}};
}

Done Labelling::undo(const Identity& who, std::uint64_t case_id) {
  auto& shelf = office_.store().models();
  const std::lock_guard lock(mutex_);
  const auto c = shelf.find_case(case_id);
  auto labels = standing(shelf.labels_of(case_id));
  const auto mine = std::find_if(labels.begin(), labels.end(), [&](const LabelRow& l) { return l.login == who.login; });
  if (!c || mine == labels.end()) return refuse(Reason::not_found);
  const auto number = mine->number;
  labels.erase(mine);
  const auto result = outcome(*c, labels);
  shelf.undo_label(number, result.label, result.state);
  return done();
}

json::Value Labelling::progress(const Identity& who, Instant now) const {
  auto& shelf = office_.store().models();
  const auto city = office_.city();
  const bool rehearsal = !shelf.any_real_case();
  const auto today = local_day(now, city->offset);
  struct Tally {
    std::int64_t matter = 0, unsure = 0, skip = 0;
  };
  std::map<std::string, Tally> people;
  std::set<std::uint64_t> labelled;
  std::int64_t mine_today = 0;
  json::Array recent;
  for (const auto& label : shelf.labels(kLabelsLookedAt)) {
    auto& tally = people[label.login];
    ++(label.verdict == "matter" ? tally.matter : label.verdict == "unsure" ? tally.unsure : tally.skip);
    if (label.verdict == "matter") labelled.insert(label.case_id);
    if (label.login == who.login && local_day(Instant{milliseconds{label.at_ms}}, city->offset) == today) ++mine_today;
    if (label.login == who.login && recent.size() < 20) {
      recent.push_back(json::Object{{"case_id", label.case_id}, {"verdict", label.verdict}, {"matter", matter_ref(*city, label.matter)}, {"at", to_text(Instant{milliseconds{label.at_ms}})}});
    }
  }
  json::Array by_person;
  for (const auto& [login, tally] : people) by_person.push_back(json::Object{{"login", login}, {"labelled", tally.matter}, {"unsure", tally.unsure}, {"skipped", tally.skip}});
  constexpr std::size_t kMost = 10'000;
  return json::Object{{"to_label", shelf.cases(LearnPick::to_label, rehearsal, kMost).size()},
                      {"labelled", labelled.size()},
                      {"disputed", shelf.cases(LearnPick::disputed, rehearsal, kMost).size()},
                      {"mine_today", mine_today},
                      {"by_person", std::move(by_person)},
                      {"recent", std::move(recent)}};
}

}  // namespace yiwang
