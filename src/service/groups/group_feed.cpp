#include "service/groups/group_feed.h"

#include "contract/operations.h"
#include "service/ledger.h"
#include "understand/scrub.h"

namespace yiwang {
namespace {

/// How people say where it is, when all of it is at one place: the estate, else the road.
std::string place_name(const Location& place, const City& city) {
  if (const auto* estate = city.estate(place.estate)) return estate->name;
  if (const auto* road = city.road(place.road)) return road->name;
  return {};
}

}  // namespace

ToldReport FedReport::told() const {
  ToldReport out;
  out.id = report;
  out.case_id = case_id;
  out.at = at;
  out.reporter = reporter;
  out.title = title;
  out.text = text;
  out.matter = matter;
  out.area = area;
  out.place = place;
  out.point = point;
  return out;
}

std::optional<FedReport> fed_report(const LedgerRow& row, const City& city) {
  if (row.command != "receive") return std::nullopt;
  const auto entry = to_entry(row);
  FedReport out;
  out.case_id = row.case_id;
  out.at = entry.at;
  bool told = false;
  std::string summary;
  for (const auto& event : entry.events) {
    if (const auto* received = std::get_if<ReportReceived>(&event)) {
      const auto& report = received->report;
      if (report.channel == Channel::sensor || report.channel == Channel::camera) return std::nullopt;
      told = true;
      out.report = report.id.value;
      out.reporter = report.reporter.key;
      out.title = scrub(report.title);
      out.text = report.text;
      out.point = report.point;
    } else if (const auto* matter = std::get_if<MatterJudged>(&event)) {
      if (!matter->advice.matters.empty()) out.matter = matter->advice.matters.front().matter;
      summary = matter->advice.summary;
    } else if (const auto* place = std::get_if<PlaceJudged>(&event)) {
      out.area = place->advice.area;
      out.place = place_name(place->advice, city);
      if (!out.point) out.point = place->advice.point;
    }
  }
  if (!told || (out.title.empty() && out.text.empty())) return std::nullopt;
  const auto* matter = city.matter(out.matter);
  if (matter != nullptr && matter->secret) return std::nullopt;
  if (out.title.empty()) out.title = scrub(summary.empty() ? out.text : summary);
  return out;
}

}  // namespace yiwang
