#pragma once
#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.h"
#include "cases/command.h"

namespace yiwang {

/// Members of a command that must be there and not blank; `reason` is checked apart (reason_required), after the permission.
template <class C>
inline constexpr std::array<std::string_view, 0> kRequired{};
template <> inline constexpr std::array kRequired<AssignUnit>{std::string_view("unit")};
template <> inline constexpr std::array kRequired<CorrectMatter>{std::string_view("matter")};
template <> inline constexpr std::array kRequired<ChangeGrade>{std::string_view("grade")};
template <> inline constexpr std::array kRequired<Arbitrate>{std::string_view("unit")};
template <> inline constexpr std::array kRequired<AddUnit>{std::string_view("units")};
template <> inline constexpr std::array kRequired<AskCitizen>{std::string_view("question")};
template <> inline constexpr std::array kRequired<Reply>{std::string_view("text")};
template <> inline constexpr std::array kRequired<Comment>{std::string_view("text")};
template <> inline constexpr std::array kRequired<RequestExtension>{std::string_view("days")};
template <> inline constexpr std::array kRequired<DecideExtension>{std::string_view("approve")};
template <> inline constexpr std::array kRequired<Suspend>{std::string_view("cause")};
template <> inline constexpr std::array kRequired<Resolve>{std::string_view("result")};
template <> inline constexpr std::array kRequired<Review>{std::string_view("pass")};
template <> inline constexpr std::array kRequired<CallBack>{std::string_view("satisfaction")};
template <> inline constexpr std::array kRequired<Rate>{std::string_view("satisfaction"), std::string_view("solved")};
template <> inline constexpr std::array kRequired<AnswerAtOnce>{std::string_view("answer")};
template <> inline constexpr std::array kRequired<Refuse>{std::string_view("kind")};
template <> inline constexpr std::array kRequired<Merge>{std::string_view("into")};
template <> inline constexpr std::array kRequired<Split>{std::string_view("report")};
template <> inline constexpr std::array kRequired<Supervise>{std::string_view("card")};
template <> inline constexpr std::array kRequired<Escalate>{std::string_view("unit")};
template <> inline constexpr std::array kRequired<HandDown>{std::string_view("unit")};
template <> inline constexpr std::array kRequired<TransferPartner>{std::string_view("partner")};
template <> inline constexpr std::array kRequired<Attach>{std::string_view("attachment")};

template <> inline constexpr std::array kRequired<FollowArea>{std::string_view("area"), std::string_view("plan")};
template <> inline constexpr std::array kRequired<CompleteActivity>{std::string_view("activity")};
template <> inline constexpr std::array kRequired<SendBack>{std::string_view("to")};
template <> inline constexpr std::array kRequired<Jump>{std::string_view("to")};
template <> inline constexpr std::array kRequired<AddSigner>{std::string_view("activity"), std::string_view("who")};
template <> inline constexpr std::array kRequired<RemoveSigner>{std::string_view("activity"), std::string_view("who")};
template <> inline constexpr std::array kRequired<Delegate>{std::string_view("activity"), std::string_view("to")};
template <> inline constexpr std::array kRequired<Transfer>{std::string_view("activity"), std::string_view("to")};
template <> inline constexpr std::array kRequired<Withdraw>{std::string_view("element")};
template <> inline constexpr std::array kRequired<Retry>{std::string_view("incident")};
template <> inline constexpr std::array kRequired<Skip>{std::string_view("incident")};

template <class C>
constexpr bool required(std::string_view member) {
  return std::find(kRequired<C>.begin(), kRequired<C>.end(), member) != kRequired<C>.end();
}

/// An extension asked for or granted, in days of the procedure's calendar.
inline constexpr int kMostExtensionDays = 30;

namespace detail {
inline bool is_blank(const std::string& text) { return trim(text).empty(); }
inline bool is_blank(const Attachment& attachment) { return attachment.id.empty(); }
template <class T>
bool is_blank(const std::vector<T>& list) { return list.empty(); }
template <class K>
bool is_blank(Id<K> id) { return !id; }
template <class T>
bool is_blank(const T&) { return false; }
}  // namespace detail

/// What a form may be filled in with: an object, at most 20,000 bytes as text, no control characters in its strings.
Done plain_data(const json::Value& data);

/// `missing_field` for a required member that says nothing, `out_of_range` for days nobody can mean.
template <class C>
Done given(const C& command) {
  Done ok = done();
  boost::mp11::mp_for_each<boost::describe::describe_members<C, boost::describe::mod_public>>([&](auto member) {
    if (ok && required<C>(member.name) && detail::is_blank(command.*member.pointer)) ok = refuse(Reason::missing_field, {}, member.name);
  });
  if (!ok) return ok;
  if constexpr (requires { command.days; }) {
    // A supervisor who names no days grants those asked for.
    const int least = std::is_same_v<C, RequestExtension> ? 1 : 0;
    if (command.days < least || command.days > kMostExtensionDays) {
      return refuse(Reason::out_of_range, {{"least", std::to_string(least)}, {"most", std::to_string(kMostExtensionDays)}}, "days");
    }
  }
  if constexpr (requires { command.data; }) {
    if (auto fine = plain_data(command.data); !fine) return fine;
  }
  if constexpr (std::is_same_v<C, CorrectPlace>) {
    if (!command.point && !command.found && detail::is_blank(command.area) && detail::is_blank(command.address)) return refuse(Reason::missing_field, {}, "point");
  }
  return done();
}

}  // namespace yiwang
