#pragma once
#include "cases/draft.h"

namespace yiwang {

// The two halves of every decision, one overload for each command; decide.cpp calls them in the order of contract/reasons.yaml, with the checks
// that are the same for all (fields given, reason, stage) before and between.

/// Whether what the command names exists. Nothing to name: nothing to check.
template <class C>
Done named(const Case&, const C&, const Context&) {
  return done();
}
Done named(const Case& c, const AssignUnit& command, const Context& context);
Done named(const Case& c, const CorrectMatter& command, const Context& context);
Done named(const Case& c, const CorrectPlace& command, const Context& context);
Done named(const Case& c, const FollowArea& command, const Context& context);
Done named(const Case& c, const RaiseDispute& command, const Context& context);
Done named(const Case& c, const Arbitrate& command, const Context& context);
Done named(const Case& c, const AddUnit& command, const Context& context);
Done named(const Case& c, const FinishAssist& command, const Context& context);
Done named(const Case& c, const Split& command, const Context& context);
Done named(const Case& c, const Escalate& command, const Context& context);
Done named(const Case& c, const HandDown& command, const Context& context);

/// Whether it can happen now, and what then happens: adds events to the draft or refuses.
Done act(Draft& draft, const AssignUnit& command);
Done act(Draft& draft, const CorrectMatter& command);
Done act(Draft& draft, const CorrectPlace& command);
Done act(Draft& draft, const ChangeGrade& command);
Done act(Draft& draft, const Accept& command);
Done act(Draft& draft, const Return& command);
Done act(Draft& draft, const RaiseDispute& command);
Done act(Draft& draft, const Arbitrate& command);
Done act(Draft& draft, const AddUnit& command);
Done act(Draft& draft, const FinishAssist& command);
Done act(Draft& draft, const Contact& command);
Done act(Draft& draft, const AskCitizen& command);
Done act(Draft& draft, const Reply& command);
Done act(Draft& draft, const Comment& command);
Done act(Draft& draft, const RequestExtension& command);
Done act(Draft& draft, const DecideExtension& command);
Done act(Draft& draft, const Suspend& command);
Done act(Draft& draft, const Resume& command);
Done act(Draft& draft, const Resolve& command);
Done act(Draft& draft, const Review& command);
Done act(Draft& draft, const CallBack& command);
Done act(Draft& draft, const Rate& command);
Done act(Draft& draft, const Reopen& command);
Done act(Draft& draft, const AnswerAtOnce& command);
Done act(Draft& draft, const Refuse& command);
Done act(Draft& draft, const Merge& command);
Done act(Draft& draft, const Split& command);
Done act(Draft& draft, const Remind& command);
Done act(Draft& draft, const Supervise& command);
Done act(Draft& draft, const Escalate& command);
Done act(Draft& draft, const HandDown& command);
Done act(Draft& draft, const TransferPartner& command);
Done act(Draft& draft, const Attach& command);
Done act(Draft& draft, const PassTime& command);
Done act(Draft& draft, const FollowArea& command);
Done act(Draft& draft, const CompleteActivity& command);
Done act(Draft& draft, const SendBack& command);
Done act(Draft& draft, const Jump& command);
Done act(Draft& draft, const AddSigner& command);
Done act(Draft& draft, const RemoveSigner& command);
Done act(Draft& draft, const Delegate& command);
Done act(Draft& draft, const Transfer& command);
Done act(Draft& draft, const Withdraw& command);
Done act(Draft& draft, const Retry& command);
Done act(Draft& draft, const Skip& command);

Done named(const Case& c, const AddSigner& command, const Context& context);
Done named(const Case& c, const Delegate& command, const Context& context);
Done named(const Case& c, const Transfer& command, const Context& context);

/// `bad_form` with the field when the data do not answer the form; nothing to check without a form.
Done fits_form(const City& city, const std::string& form, const json::Value& data);

/// Whether the work may be handed in now: nobody assists any more, the citizen was contacted, the result says something (`field` names where it stands).
Done may_hand_in(const Draft& draft, const std::string& result, const std::string& field);
/// The work is handed in and the case goes on to `to` (resolved, called_back or closed), its clocks met.
void hand_in(Draft& draft, const std::string& result, const std::string& measures, const std::vector<Attachment>& attachments, Stage to);
/// The review did not pass: the unit goes on, what time was left is left again.
void back_to_unit(Draft& draft, const std::string& note);

/// `unknown_unit` with the field when the code is not one of the city's.
Done known_unit(const City& city, std::string_view unit, std::string field);
/// `unknown_matter` when it is none that cases can have: only six-digit matters are worked on.
Done known_matter(const City& city, std::string_view matter);

}  // namespace yiwang
