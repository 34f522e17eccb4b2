#include "cases/random_commands.h"

#include "cases/world.h"

namespace yiwang::testing {
namespace {

const std::vector<std::string> kUnits{"U-310", "U-320", "D-1", "S-11", "C-111", "U-100", "U-999"};
const std::vector<std::string> kMatters{"010101", "020101", "030101", "040101", "010102", "0101", "999999"};

const std::vector<std::string> kDrawnMatters{"050101", "050102", "050103", "050104", "050105", "050106", "010101", "040101"};

template <class T>
const T& pick(const std::vector<T>& from, unsigned n) {
  return from[n % from.size()];
}
template <class Enum, std::size_t N>
Enum word(unsigned n) {
  return static_cast<Enum>(n % N);
}
std::string words(unsigned n, std::string text) { return n % 16 == 15 ? std::string{} : text; }

Operation operation_for(const Choice& choice, const Case& c) {
  if (choice.what % 4 == 0) return static_cast<Operation>(choice.what / 4 % kOperations.size());
  std::vector<Operation> fitting;
  for (std::size_t i = 0; i < kOperations.size(); ++i) {
    if (stage_allows(static_cast<Operation>(i), c.stage)) fitting.push_back(static_cast<Operation>(i));
  }
  return fitting.empty() ? Operation::comment : pick(fitting, choice.what / 4);
}

}  // namespace

void showValue(const Choice& choice, std::ostream& out) {
  out << '{' << choice.what << ',' << choice.a << ',' << choice.b << ",+" << choice.wait_minutes << "min}";
}

Command command_of(const Choice& choice, const Case& c) {
  const auto a = choice.a;
  const auto b = choice.b;
  const auto reason = words(b, "理由");
  const auto step = [&] { return !c.process || c.process->activities.empty() || a % 5 == 0 ? static_cast<int>(b % 9) : pick(c.process->activities, a).id; };
  const auto element = [&]() -> std::string {
    if (!c.process) return "nowhere";
    if (!c.process->back.empty() && a % 3 != 0) return pick(c.process->back, a);
    return c.process->activities.empty() ? "nowhere" : pick(c.process->activities, a).element;
  };
  switch (operation_for(choice, c)) {
    case Operation::assign_unit: return AssignUnit{pick(kUnits, a), b % 3 == 0 ? std::vector{pick(kUnits, b / 3)} : std::vector<std::string>{}, {}};
    case Operation::correct_matter: return CorrectMatter{pick(kMatters, a)};
    case Operation::correct_place: return CorrectPlace{{}, a % 3 == 0 ? "nowhere" : "510101001000", {}, {}};
    case Operation::change_grade: return ChangeGrade{word<Grade, 4>(a), reason};
    case Operation::accept: return Accept{};
    case Operation::return_: return Return{reason};
    case Operation::dispute: return RaiseDispute{reason, a % 2 == 0 ? "" : pick(kUnits, a)};
    case Operation::arbitrate: return Arbitrate{pick(kUnits, a), reason};
    case Operation::add_unit: return AddUnit{{pick(kUnits, a), pick(kUnits, b)}, {}};
    case Operation::finish_assist: return FinishAssist{{}};
    case Operation::contact: return Contact{a % 3 == 0, {}};
    case Operation::ask_citizen: return AskCitizen{words(a, "在哪里？")};
    case Operation::reply: return Reply{words(a, "在门口")};
    case Operation::comment: return Comment{words(a, "备注")};
    case Operation::request_extension: return RequestExtension{static_cast<int>(a % 33), reason};
    case Operation::decide_extension: return DecideExtension{a % 2 == 0, static_cast<int>(b % 5), {}};
    case Operation::suspend: return Suspend{word<SuspendReason, 6>(a), reason};
    case Operation::resume: return Resume{{}};
    case Operation::resolve: return Resolve{a % 8 == 0 ? "短" : "已经处理完毕，现场恢复正常", {}, {}};
    case Operation::review: return Review{a % 2 == 0, {}};
    case Operation::call_back: return CallBack{word<Satisfaction, 4>(a), b % 2 == 0, {}};
    case Operation::rate: return Rate{word<Satisfaction, 4>(a), b % 2 == 0, {}};
    case Operation::reopen: return Reopen{reason};
    case Operation::answer_at_once: return AnswerAtOnce{words(a, "答复")};
    case Operation::refuse: return Refuse{word<RefuseKind, 6>(a), reason};
    case Operation::merge: return Merge{CaseId{1 + a % 3}};
    case Operation::split: return Split{c.reports.empty() || a % 4 == 0 ? ReportId{77} : pick(c.reports, b).id, CaseId{9}};
    case Operation::remind: return Remind{{}};
    case Operation::supervise: return Supervise{word<Card, 3>(a), reason};
    case Operation::escalate: return Escalate{pick(kUnits, a), reason};
    case Operation::hand_down: return HandDown{pick(kUnits, a), reason};
    case Operation::transfer_partner: return TransferPartner{words(a, "police"), {}, reason};
    case Operation::attach: return Attach{{"file" + std::to_string(a % 5), "a.jpg", "image/jpeg", 9}};
    case Operation::pass_time: return PassTime{};
    case Operation::follow_area: {
      Dispatching advice;
      advice.unit = pick(kUnits, b);
      advice.confidence = a % 2 == 0 ? 0.9 : 0.1;
      return FollowArea{a % 3 == 0 ? "510101002000" : "510101001000", "plan-1", {}, word<AreaRule, 3>(b), advice};
    }
    case Operation::complete_activity: return CompleteActivity{step(), b % 2 == 0 ? "yes" : "no", json::Object{{"result", "已经处理完毕，现场恢复正常"}, {"unit", pick(kUnits, a)}}, {}};
    case Operation::send_back: return SendBack{element(), reason};
    case Operation::jump: return Jump{a % 2 == 0 ? 0 : step(), element(), reason};
    case Operation::add_signer: return AddSigner{step(), pick(kUnits, b), {}};
    case Operation::remove_signer: return RemoveSigner{step(), pick(kUnits, b), reason};
    case Operation::delegate: return Delegate{step(), pick(kUnits, b), {}};
    case Operation::transfer: return Transfer{step(), pick(kUnits, b), {}};
    case Operation::withdraw: return Withdraw{element(), reason};
    case Operation::retry: return Retry{1, {}};
    case Operation::skip: return Skip{1, {}, reason};
  }
  return PassTime{};
}

Actor actor_of(const Choice& choice, const Case& c) {
  const auto role = word<Role, 9>(choice.b / 7);
  return person(role, choice.a % 3 == 0 || c.unit.empty() ? pick(kUnits, choice.a / 3) : c.unit);
}

ReceiveReport report_of(const Choice& choice, std::uint64_t id, Instant at, bool drawn) {
  ReceiveReport r;
  r.report = phone_report({id}, at);
  if (choice.a % 3 == 0) r.report.reporter = {};
  if (choice.b % 8 == 7) r.report.text.clear();
  if (choice.what % 5 != 0) {
    r.advice = sure_advice(pick(drawn ? kDrawnMatters : kMatters, choice.a / 3), pick(kUnits, choice.b), word<Urgency, 4>(choice.what / 5));
    if (choice.what % 7 == 0) r.advice.dispatching->confidence = 0.2;
    if (choice.what % 11 == 0) r.advice.understanding.reset();
    if (choice.what % 13 == 0) r.advice.dispatching.reset();
    else r.advice.dispatching->assist = {pick(kUnits, choice.b / 7), pick(kUnits, choice.b / 49)};
  }
  if (choice.b % 5 == 0) r.chosen_unit = pick(kUnits, choice.a);
  if (choice.b % 6 == 0) r.chosen_matter = pick(kMatters, choice.a);
  return r;
}

}  // namespace yiwang::testing
