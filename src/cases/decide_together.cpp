#include <algorithm>

#include "cases/decide_parts.h"

// Cases that become one, and one that becomes two.

namespace yiwang {
namespace {

Done takes_reports(const Case& c) {
  if (c.stage == Stage::merged) return refuse(Reason::case_merged, {{"into", std::to_string(c.merged_into.value_or(CaseId{}).value)}});
  if (!c.open()) return refuse(Reason::wrong_stage, {{"stage", std::string(code_of(c.stage))}});
  return done();
}

bool secret(const City& city, const Case& c) {
  const auto* matter = city.matter(c.matter);
  return matter != nullptr && matter->secret;
}

}  // namespace

Result<std::vector<Event>> join_case(const Case& c, const ReceiveReport& received, const Context&) {
  if (auto ok = takes_reports(c); !ok) return tl::unexpected(ok.error());
  return std::vector<Event>{ReportReceived{received.report, true}};
}

Done act(Draft& draft, const Merge& command) {
  if (command.into == draft.after.id) return refuse(Reason::cannot_merge, {{"why", "self"}}, "into");
  draft.cancel_all(EventKind::case_merged);
  draft.add(CaseMerged{command.into});
  return done();
}

Result<std::vector<Event>> absorb_case(const Case& c, const Case& other, const Context& context) {
  const auto cannot = [](std::string_view why) { return refuse(Reason::cannot_merge, {{"why", std::string(why)}}, "into"); };
  if (c.id == other.id) return cannot("self");
  if (c.stage == Stage::merged || other.stage == Stage::merged) return cannot("merged");
  if (!c.open() || !other.open()) return cannot("closed");
  // The reporters of a protected matter must not come to lie in a case that more people read.
  if (secret(context.city, c) != secret(context.city, other)) return cannot("secrecy");
  return std::vector<Event>{CaseAbsorbed{other.id, other.reports}};
}

Done named(const Case& c, const Split& command, const Context&) {
  const auto same = [&](const Report& r) { return r.id == command.report; };
  if (std::any_of(c.reports.begin(), c.reports.end(), same)) return done();
  return refuse(Reason::unknown_report, {{"report", std::to_string(command.report.value)}}, "report");
}

Done act(Draft& draft, const Split& command) {
  if (draft.after.reports.size() < 2) return refuse(Reason::cannot_split);
  draft.add(ReportSplitOff{command.report, command.to});
  return done();
}

}  // namespace yiwang
