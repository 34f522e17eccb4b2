#pragma once
#include <rapidcheck.h>

#include <ostream>

#include "cases/decide.h"

namespace yiwang::testing {

/// One random choice of everything a step needs; small so that rapidcheck can shrink it. `command_of` makes sense of it for a case.
struct Choice {
  unsigned what = 0;
  unsigned a = 0;
  unsigned b = 0;
  unsigned wait_minutes = 0;
};
void showValue(const Choice& choice, std::ostream& out);

/// Three times out of four something the stage allows, else anything; names that exist most of the time, and some that do not.
Command command_of(const Choice& choice, const Case& c);
Actor actor_of(const Choice& choice, const Case& c);
/// `drawn`: also of the matters that have a process of their own (drawn_city of world.h).
ReceiveReport report_of(const Choice& choice, std::uint64_t id, Instant at, bool drawn = false);

}  // namespace yiwang::testing

namespace rc {
template <>
struct Arbitrary<yiwang::testing::Choice> {
  static Gen<yiwang::testing::Choice> arbitrary() {
    using yiwang::testing::Choice;
    return gen::build<Choice>(gen::set(&Choice::what, gen::inRange(0u, 4096u)), gen::set(&Choice::a, gen::inRange(0u, 4096u)),
                              gen::set(&Choice::b, gen::inRange(0u, 4096u)), gen::set(&Choice::wait_minutes, gen::inRange(0u, 3000u)));
  }
};
}  // namespace rc
