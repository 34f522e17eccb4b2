#include "studio/areas/area_desk.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace yiwang {
namespace {

const std::string kKind(code_of(DocumentKind::areas));

/// `plan-7` -> 7.
std::uint64_t number_in(std::string_view code) {
  std::uint64_t out = 0;
  if (code.starts_with("plan-")) std::from_chars(code.data() + 5, code.data() + code.size(), out);
  return out;
}

AreaPlan kept_plan(const StudioDraftRow& row) {
  auto plan = read_plan(row.text);
  return plan ? std::move(*plan) : AreaPlan{};
}

}  // namespace

Result<StudioDraftRow> AreaDesk::make(const Identity& who, const Wanted& wanted, const Asking& asking) {
  AreaPlan plan;
  plan.name = wanted.name.value_or("");
  if (trim(plan.name).empty()) return refuse(Reason::missing_field, {}, "name");
  if (wanted.changes) plan.changes = *wanted.changes;
  if (wanted.open_cases) plan.open_cases = *wanted.open_cases;
  auto& shelf = office_.store().shelf();
  std::uint64_t last = 0;
  for (const auto& draft : shelf.drafts()) last = std::max(last, draft.kind == kKind ? number_in(draft.code) : 0);
  for (const auto& edition : shelf.editions("", "")) last = std::max(last, edition.kind == kKind ? number_in(edition.code) : 0);
  // A number of a draft that was thrown away may lie in the audit; it was never put to use.
  return studio_.make_draft(who, {DocumentKind::areas, "plan-" + std::to_string(last + 1), {}, to_text(plan), plan.name}, asking);
}

Result<StudioDraftRow> AreaDesk::plan(std::uint64_t id) const {
  auto found = studio_.draft(id);
  if (found && found->kind != kKind) return refuse(Reason::unknown_draft, {{"draft", std::to_string(id)}});
  return found;
}

std::vector<StudioDraftRow> AreaDesk::plans() const {
  auto out = studio_.drafts();
  std::erase_if(out, [](const StudioDraftRow& row) { return row.kind != kKind; });
  return out;
}

Result<StudioDraftRow> AreaDesk::change(const Identity& who, std::uint64_t id, std::uint32_t revision, const Wanted& wanted, const Asking& asking) {
  const auto found = plan(id);
  if (!found) return found;
  auto next = kept_plan(*found);
  if (wanted.name) next.name = *wanted.name;
  if (wanted.changes) next.changes = *wanted.changes;
  if (wanted.open_cases) next.open_cases = *wanted.open_cases;
  Studio::Change change;
  change.text = to_text(next);
  change.name = wanted.name;
  change.note = wanted.note;
  return studio_.change_draft(who, id, revision, change, asking);
}

Result<StudioDraftRow> AreaDesk::publish(const Identity& who, std::uint64_t id, std::optional<Instant> effective, const Asking& asking) {
  const auto found = plan(id);
  if (!found) return found;
  if (auto put = studio_.publish(who, id, effective, {}, asking); !put) return tl::unexpected(put.error());
  return plan(id);
}

Result<StudioDraftRow> AreaDesk::roll_back(const Identity& who, std::uint64_t id, const std::string& reason, std::optional<Instant> effective, const Asking& asking) {
  const auto found = plan(id);
  if (!found) return found;
  if (found->state != "published") return refuse(Reason::wrong_state, {{"state", found->state}});
  const auto editions = published(*found);
  if (std::any_of(editions.begin(), editions.end(), [](const auto& one) { return one.state == "scheduled"; })) {
    if (auto off = studio_.call_off(who, DocumentKind::areas, found->code, reason, asking); !off) return tl::unexpected(off.error());
    return found;
  }
  if (editions.empty() || editions.front().state != "applied" || editions.front().rolled_back) return refuse(Reason::already_done, {{"plan", found->code}});
  AreaPlan undo;
  undo.name = "撤回：" + found->name;
  undo.open_cases = kept_plan(*found).open_cases;
  undo.undo = found->code;
  // What stands in the way is told as it is, not as a fault of a text nobody wrote.
  const auto tried = apply_plan(undo, *office_.city());
  for (const auto& step : tried.steps) {
    if (step.refused) return tl::unexpected(*step.refused);
  }
  if (auto put = studio_.publish_undo(who, DocumentKind::areas, found->code, undo.name, to_text(undo), reason, effective, asking); !put) return tl::unexpected(put.error());
  return plan(id);
}

std::vector<StudioEditionRow> AreaDesk::published(const StudioDraftRow& row) const {
  auto& shelf = office_.store().shelf();
  auto out = shelf.editions(kKind, row.code);
  for (auto& edition : out) {
    if (auto whole = shelf.find_edition(edition.kind, edition.code, edition.version)) edition.text = std::move(whole->text);
  }
  return out;
}

}  // namespace yiwang
