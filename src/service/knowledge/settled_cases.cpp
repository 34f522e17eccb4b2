#include "service/knowledge/settled_cases.h"

#include <algorithm>
#include <set>

#include "base/json.h"
#include "base/text.h"
#include "service/ledger.h"
#include "understand/scrub.h"

namespace yiwang {
namespace {

/// Whether an entry may have settled a case, said more about how, or opened it again. By the text, so that most entries are never decoded.
bool matters_here(const LedgerRow& row) {
  for (const auto* kind : {"\"case_closed\"", "\"case_answered\"", "\"citizen_rated\"", "\"citizen_called_back\"", "\"case_reopened\"", "\"case_merged\"", "\"matter_corrected\""}) {
    if (row.events.find(kind) != std::string::npos) return true;
  }
  return false;
}

constexpr std::size_t kMostLookedAt = 60;

}  // namespace

SettledCases::SettledCases(Office& office, const Knowledge& knowledge, std::size_t most) : office_(office), knowledge_(knowledge) {
  auto& shelf = office_.store().knowledge();
  seq_ = shelf.settled_up_to();
  for (const auto& row : shelf.settled(most)) {
    if (auto facts = json::from_text<SettledFacts>(row.facts, false)) index_.put(row.case_id, std::move(*facts), sketch_from(row.sketch));
  }
}

std::size_t SettledCases::size() const {
  const std::shared_lock lock(guard_);
  return index_.size();
}

std::size_t SettledCases::follow(std::size_t most) {
  const std::lock_guard one(following_);
  auto& store = office_.store();
  const auto rows = store.entries_after(seq_, most);
  if (rows.empty()) return 0;
  std::set<std::uint64_t> touched;
  for (const auto& row : rows) {
    if (matters_here(row)) touched.insert(row.case_id);
  }
  std::vector<SettledRow> settled;
  std::vector<std::uint64_t> reopened;
  std::vector<std::pair<SettledFacts, Sketch>> made;
  for (const auto id : touched) {
    // The whole case as it stands now, which may be further on than these entries: the next round finds nothing new then.
    const auto c = replay(store.entries_of(id));
    if (!is_settled(c)) {
      reopened.push_back(id);
      continue;
    }
    auto facts = facts_of(c);
    auto sketch = sketch_of(words_of(c));
    settled.push_back({id, c.closed_at.value_or(c.updated_at).time_since_epoch().count(), json::to_text(facts), sketch_bytes(sketch)});
    made.emplace_back(std::move(facts), std::move(sketch));
  }
  store.knowledge().settle(settled, reopened, rows.back().seq);
  const std::unique_lock lock(guard_);
  for (std::size_t i = 0; i < settled.size(); ++i) index_.put(settled[i].case_id, std::move(made[i].first), std::move(made[i].second));
  for (const auto id : reopened) index_.drop(id);
  seq_ = rows.back().seq;
  return rows.size();
}

std::vector<SimilarCase> SettledCases::similar_to(const Identity& who, const Case& c, std::size_t most) {
  const auto city = office_.city();
  const auto mine = units_of(who, *city);
  const auto facts = facts_of(c);
  const auto sketch = sketch_of(words_of(c));
  std::vector<SettledMatch> matches;
  {
    const std::shared_lock lock(guard_);
    matches = index_.find(c.id.value, facts, sketch, kMostLookedAt, [&](const SettledMatch&, const SettledFacts& other) {
      return mine.empty() || std::any_of(other.units.begin(), other.units.end(), [&](const auto& unit) { return std::find(mine.begin(), mine.end(), unit) != mine.end(); });
    });
  }
  std::vector<SimilarCase> out;
  for (const auto& match : matches) {
    if (out.size() >= most) break;
    auto seen = office_.see(who, CaseId{match.case_id});
    if (!seen || !is_settled(*seen->c)) continue;
    const auto& other = *seen->c;
    out.push_back({seen->c, match, scrub(other.understanding.summary.empty() ? shorten(words_of(other), 60) : other.understanding.summary),
                   scrub(other.resolution ? other.resolution->result : other.answer), scrub(other.resolution ? other.resolution->measures : std::string{})});
  }
  return out;
}

Result<std::vector<SimilarCase>> SettledCases::similar(const Identity& who, CaseId id, std::size_t most) {
  auto seen = office_.see(who, id);
  if (!seen) return tl::unexpected(seen.error());
  return similar_to(who, *seen->c, most);
}

Result<std::vector<AnswerDraft>> SettledCases::answers(const Identity& who, CaseId id) {
  auto seen = office_.see(who, id);
  if (!seen) return tl::unexpected(seen.error());
  const auto& c = *seen->c;
  const auto city = office_.city();
  const auto day = knowledge_.today();
  auto values = template_values(c, *city, office_.now());
  for (auto& [name, value] : values) value = scrub(value);
  std::vector<AnswerDraft> out;
  const auto base = knowledge_.base();
  for (const auto& [article, entry] : base->all()) {
    if (entry.row.kind != "template" || !entry.in_force()) continue;
    const auto& content = entry.force->content;
    if (!valid_on(content, day) || !covers_area(content, c.place.area, *city)) continue;
    const bool general = content.matters.empty();
    if (!general && !covers_matter(content, c.matter)) continue;
    std::size_t depth = 0;
    for (const auto& code : content.matters) {
      if (c.matter.starts_with(code)) depth = std::max(depth, code.size());
    }
    auto filled = fill_template(content.answer, values);
    const double score = 0.4 + 0.1 * static_cast<double>(depth) - 0.05 * static_cast<double>(filled.missing.size());
    out.push_back({"template", content.title, std::move(filled.text), std::move(filled.missing), article, entry.row.force, nullptr, score});
  }
  for (const auto& found : knowledge_.answers_for(words_of(c), c.matter, c.place.area, false)) {
    const auto& content = found.entry.force->content;
    out.push_back({"article", content.title, content.answer, {}, found.entry.row.id, found.entry.row.force, nullptr, found.probability});
  }
  constexpr std::size_t kMostPast = 3;
  std::size_t past = 0;
  for (const auto& each : similar_to(who, c, 10)) {
    if (each.answer.empty() || past >= kMostPast) continue;
    ++past;
    out.push_back({"past", each.what, each.answer, {}, 0, 0, each.c, std::min(0.95, each.match.likeness * 0.5 + each.match.usefulness * 0.5)});
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
  return out;
}

}  // namespace yiwang
