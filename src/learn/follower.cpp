#include "learn/follower.h"

#include <unordered_map>

#include "service/ledger.h"

namespace yiwang {
namespace {

constexpr std::string_view kTelling[] = {"[\"case_opened\"", "[\"report_received\"", "[\"matter_corrected\"", "[\"unit_assigned\"", "[\"case_returned\"", "[\"case_resolved\"", "[\"case_closed\""};

/// Whether a row says anything about a matter, without reading it whole.
bool tells(const LedgerRow& row) {
  return std::any_of(std::begin(kTelling), std::end(kTelling), [&](std::string_view word) { return row.events.find(word) != std::string::npos; });
}

std::string words_of(const Report& report) { return report.title.empty() ? report.text : report.title + "\n" + report.text; }

/// By a person and not by the machinery.
bool by_person(const Actor& by) { return by.role != Role::system; }

struct Round {
  ModelShelf& shelf;
  minutes offset;
  const std::optional<Shadow>& shadow;
  std::map<std::uint64_t, LearnCase> touched = {};
  std::vector<ShadowRow> shadows = {};
  std::map<std::tuple<std::int32_t, std::string, std::string, std::string>, std::int64_t> calls = {};

  LearnCase* known(std::uint64_t id) {
    if (const auto it = touched.find(id); it != touched.end()) return &it->second;
    if (auto kept = shelf.find_case(id)) return &touched.emplace(id, std::move(*kept)).first->second;
    return nullptr;
  }

  void open(const Entry& entry) {
    LearnCase c;
    c.case_id = entry.case_id.value;
    c.told_seq = entry.seq;
    c.at_ms = entry.at.time_since_epoch().count();
    c.day = local_day(entry.at, offset);
    c.unit = entry.by.unit;
    c.state = "open";
    std::string words;
    for (const auto& event : entry.events) {
      if (const auto* told = std::get_if<ReportReceived>(&event)) {
        c.channel = code_of(told->report.channel);
        c.rehearsal = told->report.rehearsal;
        words = words_of(told->report);
      } else if (const auto* judged = std::get_if<MatterJudged>(&event)) {
        const auto& matters = judged->advice.matters;
        c.model = judged->advice.version;
        if (!matters.empty()) {
          c.guess = c.matter = matters[0].matter;
          c.confidence = matters[0].confidence;
          c.margin = matters[0].confidence - (matters.size() > 1 ? matters[1].confidence : 0);
        }
      } else if (const auto* queued = std::get_if<QueuedForDispatcher>(&event)) {
        c.to_dispatcher = queued->why == "matter_unsure";
      }
    }
    if (!c.model.empty()) ++calls[{c.day, c.model, c.unit, c.channel}];
    if (shadow && !words.empty() && !c.model.empty()) {
      const auto said = shadow->model->guess(words, false).matters;
      shadows.push_back({shadow->number, c.case_id, said.empty() ? std::string{} : said[0].matter, said.empty() ? 0.0 : said[0].confidence});
    }
    touched[c.case_id] = std::move(c);
  }

  void decide(LearnCase& c, const Entry& entry) {
    c.state = c.matter == c.guess ? "confirmed" : "corrected";
    c.decided_by = entry.by.login;
    c.decided_ms = entry.at.time_since_epoch().count();
  }

  void read(const Entry& entry) {
    const auto opened = std::any_of(entry.events.begin(), entry.events.end(), [](const Event& e) { return std::holds_alternative<CaseOpened>(e); });
    if (opened) open(entry);
    auto* c = known(entry.case_id.value);
    if (c == nullptr) return;
    for (const auto& event : entry.events) {
      if (const auto* corrected = std::get_if<MatterCorrected>(&event)) {
        c->matter = corrected->matter;
        decide(*c, entry);
      } else if (const auto* assigned = std::get_if<UnitAssigned>(&event)) {
        // Who sends a case on with its matter before them has confirmed it.
        const bool looked = assigned->how == "dispatcher" || assigned->how == "arbitration";
        if (looked && by_person(entry.by) && !c->matter.empty() && (c->state == "open" || c->state == "doubtful")) decide(*c, entry);
      } else if (std::holds_alternative<CaseReturned>(event)) {
        ++c->returns;
        if (c->state == "open" || c->state == "settled" || (c->state == "confirmed" && c->decided_by.empty())) c->state = "doubtful";
      } else if (std::holds_alternative<CaseResolved>(event) || std::holds_alternative<CaseClosed>(event)) {
        if (c->state == "open" && !c->matter.empty()) c->state = "settled";
      }
    }
  }
};

}  // namespace

std::int32_t local_day(Instant at, minutes offset) { return static_cast<std::int32_t>(to_local(at, offset).date.time_since_epoch().count()); }

std::string words_at(Store& store, std::uint64_t told_seq) {
  if (told_seq == 0) return {};
  const auto rows = store.entries_after(told_seq - 1, 1);
  if (rows.empty() || rows.front().seq != told_seq) return {};
  for (const auto& event : to_entry(rows.front()).events) {
    if (const auto* told = std::get_if<ReportReceived>(&event)) return words_of(told->report);
  }
  return {};
}

void Follower::count_advice(std::int32_t day, const std::string& model, const std::string& unit) {
  const std::lock_guard lock(mutex_);
  ++advice_[{day, model, unit}];
}

std::size_t Follower::follow(minutes offset, const std::optional<Shadow>& shadow, std::size_t most) {
  auto& shelf = store_.models();
  const auto from = shelf.followed();
  const auto rows = store_.entries_after(from, most);
  Round round{shelf, offset, shadow};
  for (const auto& row : rows) {
    if (tells(row)) round.read(to_entry(row));
  }
  std::vector<ModelCall> calls;
  for (const auto& [key, count] : round.calls) calls.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), std::get<3>(key), count});
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [key, count] : advice_) calls.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), "advice", count});
    advice_.clear();
  }
  if (rows.empty() && calls.empty()) return 0;
  std::vector<LearnCase> cases;
  for (auto& [id, c] : round.touched) cases.push_back(std::move(c));
  shelf.follow(cases, round.shadows, calls, rows.empty() ? from : rows.back().seq);
  return rows.size();
}

}  // namespace yiwang
