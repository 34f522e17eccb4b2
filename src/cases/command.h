#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/json.h"
#include "cases/event.h"
#include "contract/operations.h"

namespace yiwang {

// What can be asked for: imperative, one struct for each row of contract/operations.yaml, plus ReceiveReport. Field names are those of the API.


struct AssignUnit { static constexpr Operation operation = Operation::assign_unit; std::string unit; std::vector<std::string> assist; std::string note; };
BOOST_DESCRIBE_STRUCT(AssignUnit, (), (unit, assist, note))
struct CorrectMatter { static constexpr Operation operation = Operation::correct_matter; std::string matter; };
BOOST_DESCRIBE_STRUCT(CorrectMatter, (), (matter))
/// Any of the three; the service asks locate/ to complete `found` before the machine sees it.
struct CorrectPlace { static constexpr Operation operation = Operation::correct_place; std::optional<LonLat> point; std::string area; std::string address; std::optional<Location> found; };
BOOST_DESCRIBE_STRUCT(CorrectPlace, (), (point, area, address))
struct ChangeGrade { static constexpr Operation operation = Operation::change_grade; Grade grade = Grade::c; std::string reason; };
BOOST_DESCRIBE_STRUCT(ChangeGrade, (), (grade, reason))
struct Accept { static constexpr Operation operation = Operation::accept; };
BOOST_DESCRIBE_STRUCT(Accept, (), ())
struct Return { static constexpr Operation operation = Operation::return_; std::string reason; };
BOOST_DESCRIBE_STRUCT(Return, (), (reason))
struct RaiseDispute { static constexpr Operation operation = Operation::dispute; std::string reason; std::string claim_unit; };
BOOST_DESCRIBE_STRUCT(RaiseDispute, (), (reason, claim_unit))
struct Arbitrate { static constexpr Operation operation = Operation::arbitrate; std::string unit; std::string reason; };
BOOST_DESCRIBE_STRUCT(Arbitrate, (), (unit, reason))
struct AddUnit { static constexpr Operation operation = Operation::add_unit; std::vector<std::string> units; std::string note; };
BOOST_DESCRIBE_STRUCT(AddUnit, (), (units, note))
struct FinishAssist { static constexpr Operation operation = Operation::finish_assist; std::string note; };
BOOST_DESCRIBE_STRUCT(FinishAssist, (), (note))
struct Contact { static constexpr Operation operation = Operation::contact; bool reached = true; std::string note; };
BOOST_DESCRIBE_STRUCT(Contact, (), (reached, note))
struct AskCitizen { static constexpr Operation operation = Operation::ask_citizen; std::string question; };
BOOST_DESCRIBE_STRUCT(AskCitizen, (), (question))
struct Reply { static constexpr Operation operation = Operation::reply; std::string text; };
BOOST_DESCRIBE_STRUCT(Reply, (), (text))
struct Comment { static constexpr Operation operation = Operation::comment; std::string text; };
BOOST_DESCRIBE_STRUCT(Comment, (), (text))
struct RequestExtension { static constexpr Operation operation = Operation::request_extension; int days = 0; std::string reason; };
BOOST_DESCRIBE_STRUCT(RequestExtension, (), (days, reason))
struct DecideExtension { static constexpr Operation operation = Operation::decide_extension; bool approve = false; int days = 0; std::string note; };
BOOST_DESCRIBE_STRUCT(DecideExtension, (), (approve, days, note))
struct Suspend { static constexpr Operation operation = Operation::suspend; SuspendReason cause = SuspendReason::weather; std::string reason; };
BOOST_DESCRIBE_STRUCT(Suspend, (), (cause, reason))
struct Resume { static constexpr Operation operation = Operation::resume; std::string note; };
BOOST_DESCRIBE_STRUCT(Resume, (), (note))
struct Resolve { static constexpr Operation operation = Operation::resolve; std::string result; std::string measures; std::vector<Attachment> attachments; };
BOOST_DESCRIBE_STRUCT(Resolve, (), (result, measures, attachments))
struct Review { static constexpr Operation operation = Operation::review; bool pass = false; std::string note; };
BOOST_DESCRIBE_STRUCT(Review, (), (pass, note))
struct CallBack { static constexpr Operation operation = Operation::call_back; Satisfaction satisfaction = Satisfaction::satisfied; bool solved = false; std::string note; };
BOOST_DESCRIBE_STRUCT(CallBack, (), (satisfaction, solved, note))
struct Rate { static constexpr Operation operation = Operation::rate; Satisfaction satisfaction = Satisfaction::satisfied; bool solved = false; std::string words; };
BOOST_DESCRIBE_STRUCT(Rate, (), (satisfaction, solved, words))
struct Reopen { static constexpr Operation operation = Operation::reopen; std::string reason; };
BOOST_DESCRIBE_STRUCT(Reopen, (), (reason))
struct AnswerAtOnce { static constexpr Operation operation = Operation::answer_at_once; std::string answer; std::string article = {}; };
BOOST_DESCRIBE_STRUCT(AnswerAtOnce, (), (answer, article))
struct Refuse { static constexpr Operation operation = Operation::refuse; RefuseKind kind = RefuseKind::no_content; std::string reason; };
BOOST_DESCRIBE_STRUCT(Refuse, (), (kind, reason))
/// On the case that goes; the service runs Absorb on `into` in the same transaction.
struct Merge { static constexpr Operation operation = Operation::merge; CaseId into; };
BOOST_DESCRIBE_STRUCT(Merge, (), (into))
/// The new case's id is given by the service.
struct Split { static constexpr Operation operation = Operation::split; ReportId report; CaseId to; };
BOOST_DESCRIBE_STRUCT(Split, (), (report))
struct Remind { static constexpr Operation operation = Operation::remind; std::string note; };
BOOST_DESCRIBE_STRUCT(Remind, (), (note))
struct Supervise { static constexpr Operation operation = Operation::supervise; Card card = Card::notice; std::string reason; };
BOOST_DESCRIBE_STRUCT(Supervise, (), (card, reason))
struct Escalate { static constexpr Operation operation = Operation::escalate; std::string unit; std::string reason; };
BOOST_DESCRIBE_STRUCT(Escalate, (), (unit, reason))
struct HandDown { static constexpr Operation operation = Operation::hand_down; std::string unit; std::string reason; };
BOOST_DESCRIBE_STRUCT(HandDown, (), (unit, reason))
struct TransferPartner { static constexpr Operation operation = Operation::transfer_partner; std::string partner; std::string reference; std::string reason; };
BOOST_DESCRIBE_STRUCT(TransferPartner, (), (partner, reference, reason))
struct Attach { static constexpr Operation operation = Operation::attach; Attachment attachment; };
BOOST_DESCRIBE_STRUCT(Attach, (), (attachment))
/// `data` answers the activity's form.
struct CompleteActivity { static constexpr Operation operation = Operation::complete_activity; int activity = 0; std::string outcome; json::Value data; std::string note; };
BOOST_DESCRIBE_STRUCT(CompleteActivity, (), (activity, outcome, data, note))
/// `to` is an element of the process, one of Case::process->back.
struct SendBack { static constexpr Operation operation = Operation::send_back; std::string to; std::string reason; };
BOOST_DESCRIBE_STRUCT(SendBack, (), (to, reason))
/// `activity` 0: the only one that is open.
struct Jump { static constexpr Operation operation = Operation::jump; int activity = 0; std::string to; std::string reason; };
BOOST_DESCRIBE_STRUCT(Jump, (), (activity, to, reason))
struct AddSigner { static constexpr Operation operation = Operation::add_signer; int activity = 0; std::string who; std::string reason; };
BOOST_DESCRIBE_STRUCT(AddSigner, (), (activity, who, reason))
struct RemoveSigner { static constexpr Operation operation = Operation::remove_signer; int activity = 0; std::string who; std::string reason; };
BOOST_DESCRIBE_STRUCT(RemoveSigner, (), (activity, who, reason))
struct Delegate { static constexpr Operation operation = Operation::delegate; int activity = 0; std::string to; std::string reason; };
BOOST_DESCRIBE_STRUCT(Delegate, (), (activity, to, reason))
struct Transfer { static constexpr Operation operation = Operation::transfer; int activity = 0; std::string to; std::string reason; };
BOOST_DESCRIBE_STRUCT(Transfer, (), (activity, to, reason))
struct Withdraw { static constexpr Operation operation = Operation::withdraw; std::string element; std::string reason; };
BOOST_DESCRIBE_STRUCT(Withdraw, (), (element, reason))
/// `data`: variables to mend before.
struct Retry { static constexpr Operation operation = Operation::retry; int incident = 0; json::Value data; };
BOOST_DESCRIBE_STRUCT(Retry, (), (incident, data))
struct Skip { static constexpr Operation operation = Operation::skip; int incident = 0; json::Value data; std::string reason; };
BOOST_DESCRIBE_STRUCT(Skip, (), (incident, data, reason))
/// A border changed (service/areas): only the engine asks. `advice` is the dispatcher's for the new area, asked for by the service.
struct FollowArea { static constexpr Operation operation = Operation::follow_area; std::string area; std::string plan; std::string plan_name; AreaRule rule = AreaRule::follow; std::optional<Dispatching> advice; };
BOOST_DESCRIBE_STRUCT(FollowArea, (), (area, plan, plan_name, rule))
struct PassTime { static constexpr Operation operation = Operation::pass_time; };
BOOST_DESCRIBE_STRUCT(PassTime, (), ())

using Command = std::variant<AssignUnit, CorrectMatter, CorrectPlace, ChangeGrade, Accept, Return, RaiseDispute, Arbitrate, AddUnit, FinishAssist, Contact, AskCitizen,
                             Reply, Comment, RequestExtension, DecideExtension, Suspend, Resume, Resolve, Review, CallBack, Rate, Reopen, AnswerAtOnce, Refuse,
                             Merge, Split, Remind, Supervise, Escalate, HandDown, TransferPartner, Attach, CompleteActivity, SendBack,
                             Jump, AddSigner, RemoveSigner, Delegate, Transfer, Withdraw, Retry, Skip, PassTime, FollowArea>;

Operation operation_of(const Command& command);
/// `{"operation":"accept", ...}`; refuses unknown operations, fields and types as base/json.h does. `pass_time` and `follow_area` cannot be asked for from outside.
Result<Command> read_command(const json::Value& body);

/// What the advising rooms said about a report; a step that was switched off leaves nothing.
struct Advice {
  std::optional<Understanding> understanding;
  std::optional<Location> location;
  std::optional<Relations> relations;
  std::optional<Dispatching> dispatching;
};

/// A report arrives: opens a case, or joins one that is open. What an agent already chose overrides the engine.
struct ReceiveReport {
  Report report;
  Advice advice;
  std::string chosen_matter;
  std::string chosen_unit;
};

}  // namespace yiwang
