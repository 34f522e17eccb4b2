#pragma once
#include <string>

#include "cases/decide.h"

namespace yiwang::testing {

/// A little city, the same in all tests of the machine.
///
///   units      U-100 city > U-310 housing, U-320 city management, D-1 district > S-11 street > C-111 community
///   calendar   office: Monday to Friday 9-12 and 13:30-17:30, 2027-01-01 off; always
///   matters    010101 standard   P5D, urgent PT24H, accept PT2H, contact PT30M, 1 return, 1 extension, call-back
///              010102 standard, secret
///              020101 quick      P1D, otherwise like standard
///              030101 reviewed   P5D, review and call-back, 2 returns, 2 extensions
///              040101 plain      PT8H around the clock, no call-back, no review, no contact, no return, no extension, nothing suspends
const City& small_city();

/// The same with the processes, rules and forms of catalogue/base: every procedure above runs on `standard`, and there are matters for the others
/// (050101 quick-10-30-24, 050102 joint, 050103 dispute, 050104 flexible-enforcement, 050105 domestic-violence, 050106 supervision) and units for them
/// (U-410 police, U-420 women's federation, U-430 justice).
const City& drawn_city();

/// Local time (+08:00), "2026-11-16 09:00".
Instant local(std::string_view text);

/// A hotline report by somebody who can be called.
Report phone_report(ReportId id, Instant at, std::string text = "云锦路工地半夜施工，吵得睡不着");

/// Advice sure enough to dispatch without a person.
Advice sure_advice(std::string matter = "010101", std::string unit = "U-310", Urgency urgency = Urgency::ordinary);

Actor person(Role role, std::string unit = {});

/// A case and its ledger, worked through `decide` and `apply` as the service does.
class Desk {
 public:
  explicit Desk(Instant start = local("2026-11-16 09:00"), const City& at = small_city()) : city(&at), now(start) {}
  /// Opens the case with sure advice, dispatched to U-310.
  static Desk dispatched(Instant start = local("2026-11-16 09:00"));
  /// As dispatched, then accepted and contacted.
  static Desk handling(Instant start = local("2026-11-16 09:00"));

  void open(const ReceiveReport& received);
  Done ask(const Command& command, const Actor& who);
  void record(std::string command, std::vector<Event> events, const Actor& who);

  const City* city;
  Instant now;
  Case c;
  std::vector<Entry> ledger;
};

}  // namespace yiwang::testing
