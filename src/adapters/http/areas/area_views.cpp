#include "adapters/http/areas/area_views.h"

#include "city/areas/redraw.h"
#include "geo/overlay.h"
#include "service/areas/area_follower.h"

namespace yiwang {

void put_moment(JsonOut& out, std::string_view key, const std::optional<Instant>& at) {
  if (at) out(key, *at);
  else out.null(key);
}

void put_area_plan(JsonOut& out, const StudioDraftRow& row, const AreaDesk& desk, Office& office, bool whole, const View& view) {
  const auto last = [](const std::string& authors) { return authors.substr(authors.rfind(',') == std::string::npos ? 0 : authors.rfind(',') + 1); };
  // Lists come without texts, and the rule stands in the text.
  const auto kept = row.text.empty() ? desk.plan(row.id) : Result<StudioDraftRow>(row);
  const auto plan = kept ? read_plan(kept->text) : Result<AreaPlan>(AreaPlan{});
  out.begin()("id", row.id)("revision", row.revision)("code", row.code)("name", row.name)("state", row.state).text("note", row.note);
  out.text("open_cases", plan && plan->open_cases ? code_of(*plan->open_cases) : std::string_view{});
  put_person(out, "author", last(row.author), view);
  put_person(out, "submitted_by", row.submitted_by, view);
  put_person(out, "reviewer", row.reviewer, view);
  out.text("decision_reason", row.decision_reason).list("published");
  const AreaFollower follower(office);
  for (const auto& edition : desk.published(row)) {
    out.begin();
    put_time(out, "at", edition.published_ms);
    put_time(out, "effective_at", edition.effective_ms);
    put_person(out, "by", edition.by, view);
    out("rolled_back", edition.rolled_back).text("note", edition.note)("state", edition.state == "applied" ? std::string("in_use") : edition.state).text("fault", edition.fault);
    if (const auto follow = follower.progress(edition)) {
      out.begin("follow")("rule", follow->rule)("state", follow->finished_ms != 0 ? "done" : follow->looked_at > 0 ? "running" : "waiting")("looked_at", follow->looked_at)("area_changed", follow->area_changed)(
          "unit_changed", follow->unit_changed)("stayed", follow->stayed)("failed", follow->failed);
      put_time(out, "finished_at", follow->finished_ms);
      out.end();
    } else {
      out.null("follow");
    }
    out.end();
  }
  out.end_list().raw("checks", row.checks.empty() ? "null" : row.checks);
  put_time(out, "created_at", row.created_ms);
  put_time(out, "updated_at", row.updated_ms);
  if (whole) out.raw("changes", boost::json::serialize(plan ? to_json(plan->changes) : json::Array{}));
  out.end();
}

void put_area_feature(JsonOut& out, const DatedArea& dated) {
  const auto& area = *dated.area;
  out.begin()("type", "Feature").raw("geometry", fine_geojson(area.shape)).begin("properties");
  out("code", area.code)("name", area.name).text("name_en", area.name_en)("kind", area.kind).text("parent", area.parent)("layer", area.layer)("m2", area_m2(area.shape));
  put_moment(out, "from", dated.from);
  put_moment(out, "until", dated.until);
  out.end().end();
}

}  // namespace yiwang
