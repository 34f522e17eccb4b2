#include "studio/impact.h"

#include "base/text.h"
#include "cases/promise.h"
#include "dispatch/dispatcher.h"
#include "service/ledger.h"
#include "studio/findings.h"

namespace yiwang {
namespace {

constexpr std::size_t kMostExamples = 50;

/// Who leads and until when, under one city.
struct Fate {
  std::string unit;
  int row = 0;
  std::optional<Instant> due;
  bool missed = false;
};

class Judge {
 public:
  explicit Judge(std::shared_ptr<const City> city) : city_(std::move(city)), dispatcher_(city_) {}

  Fate judge(const Case& c, const std::string& words, Instant now) const {
    Fate out;
    if (city_->matter(c.matter) != nullptr) {
      const auto said = dispatcher_.dispatch({nullptr, &c.place, c.matter, words, c.first().received_at, c.urgency()});
      out.unit = said.unit;
      out.row = said.duty_row;
    }
    const auto promise = make_promise(*city_, c.matter, c.urgency());
    if (const auto deadline = promised(*city_, promise, ClockKind::resolve, c.urgency(), c.opened_at, "studio")) {
      auto due = deadline->due;
      for (const auto& pause : c.pauses) due += pause.to - pause.from;
      const auto ended = c.resolution ? c.resolution->at : c.closed_at.value_or(now);
      out.missed = ended > due;
      out.due = due;
    }
    return out;
  }

  json::Value show(const Fate& fate) const {
    json::Value unit = nullptr;
    if (const auto* known = city_->unit(fate.unit)) unit = json::Object{{"code", known->code}, {"name", known->name}, {"name_en", or_null(known->name_en)}};
    return json::Object{{"unit", unit}, {"due_at", fate.due ? json::Value(to_text(*fate.due)) : json::Value(nullptr)}, {"row", fate.row > 0 ? json::Value(fate.row) : json::Value(nullptr)}, {"way", json::Array{}}};
  }

 private:
  std::shared_ptr<const City> city_;
  Dispatcher dispatcher_;
};

std::string row_text(const Fate& fate) { return fate.row > 0 ? "row " + std::to_string(fate.row) : "no row"; }

}  // namespace

json::Value ImpactResult::to_json() const {
  return json::Object{{"cases", cases}, {"elsewhere", elsewhere}, {"missed_before", missed_before}, {"missed_after", missed_after}, {"unfit", unfit}, {"examples", examples}};
}

void ImpactResult::example(const Case& c, std::string_view what, json::Value before, json::Value after, std::string why) {
  if (examples.size() >= kMostExamples) return;
  examples.push_back(json::Object{{"case", c.id.value}, {"number", c.number}, {"title", c.understanding.summary.empty() ? shorten(c.first().text, 60) : c.understanding.summary},
                                  {"what", what}, {"before", std::move(before)}, {"after", std::move(after)}, {"why", std::move(why)}});
}

void for_each_case(StudioJob& job, Store& store, const std::function<void(const Case&, const std::vector<Entry>&)>& look) {
  CaseQuery query;
  query.opened_from_ms = job.from.time_since_epoch().count();
  query.opened_to_ms = job.to.time_since_epoch().count();
  query.sort = "opened";
  query.limit = 200;
  const auto span = std::max<double>(1, static_cast<double>((job.to - job.from).count()));
  for (;;) {
    const auto page = store.list_cases(query);
    for (const auto& row : page.rows) {
      if (job.cancelled) return;
      std::vector<Entry> entries;
      for (const auto& line : store.entries_of(row.id)) entries.push_back(to_entry(line));
      Case c;
      for (const auto& entry : entries) apply(c, entry);
      if (c.id.value != 0 && !c.reports.empty()) look(c, entries);
    }
    if (!page.rows.empty()) job.progress = std::min(0.99, static_cast<double>(page.rows.back().opened_ms - query.opened_from_ms) / span);
    if (page.next.empty() || page.rows.empty()) return;
    query.after = page.next;
  }
}

void measure_impact(StudioJob& job, Store& store, const TableImpact& ask) {
  const Judge present(ask.present), draft(ask.draft);
  ImpactResult result;
  for_each_case(job, store, [&](const Case& c, const std::vector<Entry>&) {
    ++result.cases;
    if (c.matter.empty()) return;
    const auto& told = c.first();
    const auto words = normalise(told.title.empty() ? told.text : told.title + "\n" + told.text);
    const auto before = present.judge(c, words, ask.now), after = draft.judge(c, words, ask.now);
    result.missed_before += before.missed ? 1 : 0;
    result.missed_after += after.missed ? 1 : 0;
    const auto show = [&](std::string_view what, std::string why) { result.example(c, what, present.show(before), draft.show(after), std::move(why)); };
    if (after.unit.empty() && !before.unit.empty()) {
      ++result.unfit;
      show("unfit", row_text(before) + " -> nobody leads");
    } else if (before.unit != after.unit) {
      ++result.elsewhere;
      show("elsewhere", row_text(before) + " -> " + row_text(after));
    } else if (before.missed != after.missed) {
      show(after.missed ? "newly_missed" : "newly_met", "due " + (before.due ? to_text(*before.due) : "never") + " -> " + (after.due ? to_text(*after.due) : "never"));
    }
    if (result.cases % 50 == 0) job.tell(result.to_json());
  });
  job.tell(result.to_json());
}

}  // namespace yiwang
