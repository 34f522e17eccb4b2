#include "cases/examples.h"

namespace yiwang::testing {
namespace {

Instant at(std::string_view text) { return parse_instant(text).value(); }

const Attachment kPhoto{"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "路灯.jpg", "image/jpeg", 20480};
const std::vector<Evidence> kWhy{{"word", "路灯", 0.75}};

Report report() {
  Report r;
  r.id = {7};
  r.channel = Channel::hotline;
  r.external_id = "H-1";
  r.received_at = at("2026-11-16T01:00:00.125Z");
  r.happened_at = at("2026-11-15T15:30:00Z");
  r.title = "路灯不亮";
  r.text = "云锦路88号门口\n“路灯”坏了三天 🚧";
  r.reporter = {"0123456789abcdef", "1:c2VhbGVk", "张*", "138****0001", true};
  r.point = LonLat{104.0625, 30.5};
  r.address = "云锦路88号";
  r.attachments = {kPhoto};
  r.tracking_hash = "ab12";
  r.rehearsal = true;
  return r;
}

Promise promise() {
  return {"standard", "v1", "office", "PT2H", "PT30M", "P5D", 0.25, 1, 2, {SuspendReason::weather, SuspendReason::policy}, true, true};
}

Understanding understanding() {
  return {{{"010101", 0.875}, {"010102", 0.0625}}, RequestKind::help, Urgency::pressing, {{TagKind::topic, "路燈", "路灯", 0, 2}}, "路灯不亮三天", kWhy, "u1"};
}

Location location() { return {LonLat{104.0625, 30.5}, "510101001001001", "A-1", "R-1", "E-1", "湖滨街道 云锦路 88号", 0.9375, kWhy, "l1"}; }

}  // namespace

Event example_of(EventKind kind) {
  const auto noon = at("2026-11-16T04:00:00Z");
  const auto evening = at("2026-11-16T09:30:00Z");
  switch (kind) {
    case EventKind::report_received: return ReportReceived{report(), true};
    case EventKind::case_opened: return CaseOpened{"YW20261116-000007", "v1", CaseId{3}, promise()};
    case EventKind::matter_judged: return MatterJudged{understanding(), 0.5, true};
    case EventKind::place_judged: return PlaceJudged{location(), 0.5, true};
    case EventKind::relation_judged: return RelationJudged{{{{CaseId{3}, DuplicateKind::many_about_one, 0.75, kWhy}}, "r1"}, 0.9375};
    case EventKind::unit_judged: return UnitJudged{{"U-310", {"U-320"}, 0.875, 17, "条例第三条", kWhy, "U-320 row 203", "d1"}, 0.5, true};
    case EventKind::queued_for_dispatcher: return QueuedForDispatcher{"unit_unsure"};
    case EventKind::unit_assigned: return UnitAssigned{"U-310", {"U-320", "S-11"}, "dispatcher", "请速办"};
    case EventKind::unit_added: return UnitAdded{"U-320", "协助现场"};
    case EventKind::assist_finished: return AssistFinished{"U-320", "已清理"};
    case EventKind::matter_corrected: return MatterCorrected{"020101", "010101", promise()};
    case EventKind::place_corrected: return PlaceCorrected{location()};
    case EventKind::grade_changed: return GradeChanged{Grade::a, "涉及多部门"};
    case EventKind::case_accepted: return CaseAccepted{};
    case EventKind::case_returned: return CaseReturned{"U-310", "不属我局职责"};
    case EventKind::dispute_raised: return DisputeRaised{"U-310", "U-320", "应由城管局办理"};
    case EventKind::dispute_settled: return DisputeSettled{"U-320", "按职责清单"};
    case EventKind::citizen_contacted: return CitizenContacted{true, true, "约定下午到场"};
    case EventKind::citizen_asked: return CitizenAsked{"具体是哪一盏？"};
    case EventKind::citizen_replied: return CitizenReplied{"大门左边第二盏"};
    case EventKind::comment_added: return CommentAdded{"已转班组"};
    case EventKind::extension_requested: return ExtensionRequested{3, "等待配件"};
    case EventKind::extension_decided: return ExtensionDecided{true, 2, "同意两天"};
    case EventKind::case_suspended: return CaseSuspended{SuspendReason::third_party, "等供电公司停电"};
    case EventKind::case_resumed: return CaseResumed{"已停电"};
    case EventKind::case_resolved: return CaseResolved{"U-310", "已更换灯具并测试正常", "更换灯具", {kPhoto}, Stage::called_back};
    case EventKind::case_reviewed: return CaseReviewed{true, "属实", Stage::called_back};
    case EventKind::citizen_called_back: return CitizenCalledBack{Satisfaction::basically, true, "慢了一点"};
    case EventKind::citizen_rated: return CitizenRated{Satisfaction::unsatisfied, true, "没有人告诉我"};
    case EventKind::case_closed: return CaseClosed{"called_back"};
    case EventKind::case_reopened: return CaseReopened{"unsatisfied", true, Stage::handling, promise()};
    case EventKind::case_answered: return CaseAnswered{"办理时间为工作日九点至十七点半"};
    case EventKind::case_refused: return CaseRefused{RefuseKind::legal_way, "已进入诉讼程序"};
    case EventKind::case_merged: return CaseMerged{CaseId{3}};
    case EventKind::case_absorbed: return CaseAbsorbed{CaseId{9}, {report()}};
    case EventKind::report_split_off: return ReportSplitOff{ReportId{7}, CaseId{12}};
    case EventKind::case_reminded: return CaseReminded{"市民又来电"};
    case EventKind::case_supervised: return CaseSupervised{Card::yellow, "超期未办"};
    case EventKind::case_escalated: return CaseEscalated{"S-11", "D-1", "需要区里协调"};
    case EventKind::case_handed_down: return CaseHandedDown{"D-1", "S-11", "由街道办理"};
    case EventKind::partner_transfer: return PartnerTransfer{"police", "P-77", "涉嫌诈骗"};
    case EventKind::deadline_set: return DeadlineSet{ClockKind::resolve, noon, "P5D", "office", evening, noon, "case_opened"};
    case EventKind::deadline_near: return DeadlineNear{ClockKind::contact, evening};
    case EventKind::deadline_missed: return DeadlineMissed{ClockKind::accept, evening};
    case EventKind::deadline_met: return DeadlineMet{ClockKind::receipt, evening, true};
    case EventKind::deadline_cancelled: return DeadlineCancelled{ClockKind::resolve, "case_refused"};
    case EventKind::attachment_added: return AttachmentAdded{kPhoto};
    case EventKind::process_moved:
      return ProcessMoved{"standard", "0123456789ab", R"({"process":"standard"})", {{5, "handle", "承办办理", "handling", {"contact", "resolve"}, "result", "U-310", {"U-310", "U-320"}, evening}},
                          {{6, "grade", "分级", "decision_failed", "no row"}}, noon, {"return", "jump"}, {"accept"},
                          {{"taken", "to_handle", "可以办理", {"why=condition", "condition=pass = true", "=pass=true"}}}, Stage::handling};
    case EventKind::activity_completed: return ActivityCompleted{5, "inspect", "现场核查", "U-310", "mended", R"({"finding":"已改正"})", "当场复核"};
    case EventKind::area_followed: return AreaFollowed{"510101001003", "510101001001", "plan-7", "湖滨社区第一网格拆分", AreaRule::follow};
    case EventKind::process_steered: return ProcessSteered{Operation::transfer, "inspect", "现场核查", "U-320", "由城管复查"};
  }
  return CommentAdded{};
}

}  // namespace yiwang::testing
