#include "dispatch/duty_proof.h"

#include <algorithm>
#include <map>
#include <set>

#include "dispatch/duty_index.h"
#include "dispatch/service_map.h"

namespace yiwang {
namespace {

constexpr int kDay = 24 * 60;

/// A rule with what the sweep asks of it again and again.
struct Candidate {
  const DutyRule* rule = nullptr;
  ServiceMap::Stretch where;
  const Unit* unit = nullptr;              // of a row that names one
  const ServiceMap::Leads* leads = nullptr;   // of a row that names a kind
  std::size_t rank = 0;                    // rows of one rank are as specific as each other; lower goes first
  std::set<std::string> words;
  const Unit* lead(std::uint32_t leaf) const { return leads ? (*leads)[leaf] : unit; }
};

/// Whether saying any one of `said` makes a row with one of `heard` hold: a longer word says the shorter one, too.
bool always_heard(const std::set<std::string>& said, const std::vector<std::string>& heard) {
  return !said.empty() && std::all_of(said.begin(), said.end(), [&](const std::string& word) {
    return std::any_of(heard.begin(), heard.end(), [&](const std::string& part) { return word.find(part) != std::string::npos; });
  });
}

std::string clock(int minute) {
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return two(minute / 60) + ":" + two(minute % 60);
}

class Prover {
 public:
  explicit Prover(const City& city) : city_(city), areas_(city), duties_(city, areas_), map_(city, areas_) {}

  DutyProof run() {
    DutyProof proof;
    for (const auto& matter : city_.matters) {
      if (matter.code.size() != 6) continue;
      ++proof.matters;
      look_at(matter.code);
    }
    proof.areas = map_.leaves();
    proof.rows = city_.duties.size();
    for (const auto& duty : city_.duties) {
      if (asked_.contains(duty.row) && !reached_.contains(duty.row)) findings_.push_back({DutyFinding::Kind::unreachable, {duty.row}, duty.matter, duty.area, {}, {}, {}, 0});
    }
    for (auto& [rows, conflict] : conflicts_) {
      // Said of the whole stretch the two rows share, when it holds for all of it.
      if (conflict.leaves == conflict.shared.to - conflict.shared.from) conflict.finding.area = conflict.area;
      conflict.finding.areas = conflict.leaves;
      findings_.push_back(std::move(conflict.finding));
    }
    std::stable_sort(findings_.begin(), findings_.end(), [](const DutyFinding& a, const DutyFinding& b) { return std::tie(a.kind, a.matter, a.rows) < std::tie(b.kind, b.matter, b.rows); });
    proof.findings = std::move(findings_);
    return proof;
  }

 private:
  int depth(std::uint32_t area) const {
    int steps = 0;
    for (; area != AreaTree::kNone && steps < 16; area = areas_.parent(area)) ++steps;
    return steps;
  }

  std::vector<Candidate> candidates(const std::string& matter) {
    std::vector<Candidate> out;
    std::tuple<std::size_t, int, int> last{0, 0, 0};
    for (const auto* rule : duties_.rules(matter)) {
      asked_.insert(rule->duty->row);
      Candidate c;
      c.rule = rule;
      c.where = map_.stretch(rule->area);
      const auto& lead = rule->duty->lead;
      if (lead.starts_with('@')) c.leads = &map_.leads(lead.substr(1));
      else c.unit = city_.unit(lead);
      c.words.insert(rule->condition.words.begin(), rule->condition.words.end());
      const std::tuple key{rule->duty->matter.size(), depth(rule->area), rule->conditions};
      c.rank = out.empty() ? 0 : out.back().rank + (key == last ? 0 : 1);
      last = key;
      // Rows for functional areas speak of places only a point can tell: they are taken as reached and settle nothing for the whole of a grid.
      if (c.where.empty()) reached_.insert(rule->duty->row);
      else out.push_back(std::move(c));
    }
    return out;
  }

  void look_at(const std::string& matter) {
    const auto all = candidates(matter);
    std::set<std::uint32_t> cuts{0};
    std::set<int> hours{0};
    for (const auto& c : all) {
      cuts.insert(c.where.from);
      if (c.where.to < map_.leaves()) cuts.insert(c.where.to);
      if (c.leads) cuts.insert(map_.changes(c.rule->duty->lead.substr(1)).begin(), map_.changes(c.rule->duty->lead.substr(1)).end());
      if (const auto& time = c.rule->condition.time) {
        hours.insert(static_cast<int>(time->from.count()) % kDay);
        hours.insert(static_cast<int>(time->to.count()) % kDay);
      }
    }
    std::map<int, std::vector<bool>> without;   // hour -> leaves nobody leads
    for (auto cut = cuts.begin(); cut != cuts.end(); ++cut) {
      const auto from = *cut;
      const auto to = std::next(cut) == cuts.end() ? map_.leaves() : *std::next(cut);
      if (from == to) continue;
      for (const auto hour : hours) {
        if (settled(matter, all, from, to, hour, hours.size() > 1)) continue;
        auto& leaves = without.try_emplace(hour, map_.leaves(), false).first->second;
        std::fill(leaves.begin() + from, leaves.begin() + to, true);
      }
    }
    report(matter, all, without, hours);
  }

  /// Whether somebody leads here at this time when no words are said; notes conflicts and which rows can decide on the way.
  bool settled(const std::string& matter, const std::vector<Candidate>& all, std::uint32_t from, std::uint32_t to, int hour, bool by_hour) {
    std::vector<std::pair<const Candidate*, const Unit*>> met;
    std::vector<std::string> heard, heard_above;   // words of the rows met so far, and of those more specific than the present ones
    std::size_t rank = 0;
    bool certain = false;
    std::size_t certain_rank = 0;
    for (const auto& c : all) {
      if (certain && c.rank != certain_rank) break;
      if (from < c.where.from || from >= c.where.to || !c.rule->condition.holds_at(minutes{hour})) continue;
      const auto* unit = c.lead(from);
      if (unit == nullptr) continue;
      if (c.rank != rank) heard_above = heard;
      rank = c.rank;
      if (!certain && !always_heard(c.words, heard)) reached_.insert(c.rule->duty->row);
      for (const auto& [other, other_unit] : met) {
        if (other->rank != c.rank || other_unit == unit || always_heard(c.words, heard_above) || always_heard(other->words, heard_above)) continue;
        const bool timed = by_hour && (c.rule->condition.time || other->rule->condition.time);
        conflict(matter, *other, c, other_unit, unit, from, to, hour, timed);
      }
      met.emplace_back(&c, unit);
      heard.insert(heard.end(), c.words.begin(), c.words.end());
      if (c.words.empty() && !certain) {
        certain = true;
        certain_rank = c.rank;
      }
    }
    return certain;
  }

  void conflict(const std::string& matter, const Candidate& a, const Candidate& b, const Unit* first, const Unit* second, std::uint32_t from, std::uint32_t to, int hour, bool timed) {
    const std::vector<std::uint32_t> rows{a.rule->duty->row, b.rule->duty->row};
    const auto [entry, fresh] = conflicts_.try_emplace(rows);
    auto& known = entry->second;
    if (fresh) {
      known.finding = {DutyFinding::Kind::two_leads, rows, matter, areas_.area(map_.leaf(from)).code, timed ? clock(hour) : std::string{}, {}, {first->code, second->code}, 0};
      const auto& narrow = a.where.to - a.where.from < b.where.to - b.where.from ? a : b;
      known.shared = narrow.where;
      known.hour = hour;
      if (narrow.rule->area != AreaTree::kNone) known.area = areas_.area(narrow.rule->area).code;
      for (const auto* c : {&a, &b}) {
        if (!c->rule->condition.words.empty()) known.finding.words.push_back(c->rule->condition.words.front());
      }
    }
    if (known.finding.matter == matter && known.hour == hour) known.leaves += to - from;
  }

  void report(const std::string& matter, const std::vector<Candidate>& all, const std::map<int, std::vector<bool>>& without, const std::set<int>& hours) {
    if (without.empty()) return;
    const bool always = without.size() == hours.size() && std::all_of(without.begin(), without.end(), [&](const auto& one) { return one.second == without.begin()->second; });
    for (const auto& [hour, leaves] : without) {
      // A stretch of hours is told by its beginning, also over midnight.
      const auto here = hours.find(hour);
      const auto before = without.find(here == hours.begin() ? *hours.rbegin() : *std::prev(here));
      if (!always && before != without.end() && before->second == leaves) continue;
      DutyFinding finding{DutyFinding::Kind::no_lead, {}, matter, {}, always ? std::string{} : clock(hour), {}, {}, 0};
      finding.areas = static_cast<std::size_t>(std::count(leaves.begin(), leaves.end(), true));
      const auto first = static_cast<std::uint32_t>(std::find(leaves.begin(), leaves.end(), true) - leaves.begin());
      if (const auto area = map_.widest(first, leaves); area != AreaTree::kNone) finding.area = areas_.area(area).code;
      for (const auto& c : all) {
        if (first >= c.where.from && first < c.where.to && c.words.empty() && c.rule->condition.holds_at(minutes{hour})) finding.rows.push_back(c.rule->duty->row);
      }
      findings_.push_back(std::move(finding));
      if (always) break;
    }
  }

  const City& city_;
  AreaTree areas_;
  DutyIndex duties_;
  ServiceMap map_;
  std::vector<DutyFinding> findings_;
  struct Conflict {
    DutyFinding finding;
    ServiceMap::Stretch shared;            // where both rows may hold
    std::string area;                      // that stretch as an area; empty: the whole city
    int hour = 0;
    std::uint32_t leaves = 0;              // of the shown matter and hour
  };
  std::map<std::vector<std::uint32_t>, Conflict> conflicts_;
  std::set<std::uint32_t> asked_, reached_;
};

}  // namespace

std::string_view code_of(DutyFinding::Kind kind) {
  switch (kind) {
    case DutyFinding::Kind::no_lead: return "no_lead";
    case DutyFinding::Kind::two_leads: return "two_leads";
    case DutyFinding::Kind::unreachable: break;
  }
  return "unreachable";
}

std::string to_text(const DutyFinding& finding, const City& city) {
  std::string out;
  const auto add = [&](std::string_view text) { out += text; };
  if (finding.kind == DutyFinding::Kind::unreachable) return "row " + std::to_string(finding.rows.front()) + " never decides: more specific or earlier rows always do";
  if (finding.kind == DutyFinding::Kind::two_leads) add("two leads: rows " + std::to_string(finding.rows[0]) + " and " + std::to_string(finding.rows[1]) + " (");
  add("matter " + finding.matter);
  if (const auto* matter = city.matter(finding.matter)) add(" " + matter->name);
  const auto* area = city.area(finding.area);
  add(area ? ", area " + area->name : std::string(", anywhere"));
  if (!finding.at.empty()) add(", at " + finding.at);
  for (const auto& word : finding.words) add(", “" + word + "”");
  if (finding.kind == DutyFinding::Kind::no_lead) {
    add(": no unit");
  } else {
    add(": ");
    for (std::size_t i = 0; i < finding.units.size(); ++i) {
      const auto* unit = city.unit(finding.units[i]);
      add((i ? " or " : "") + (unit ? unit->name : finding.units[i]));
    }
    add(")");
  }
  return out;
}

DutyProof prove_duties(const City& city) { return Prover(city).run(); }

}  // namespace yiwang
