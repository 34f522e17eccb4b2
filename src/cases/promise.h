#pragma once
#include <string_view>

#include "cases/case.h"
#include "city/city.h"

namespace yiwang {

// What is promised, in which calendar, and where a moved deadline comes to lie. Every choice about clocks stands here.

/// What the procedure of a matter (`standard` when there is none) promises a case of this urgency.
Promise make_promise(const City& city, std::string_view matter, Urgency urgency);

/// The calendar a promised span counts in:
/// - days count in the promise's calendar, always;
/// - a time span for resolving counts around the clock ("within 24 hours" is said to a citizen, who does not know our office hours);
/// - a time span for accepting or contacting counts in the promise's calendar while the urgency is ordinary or pressing, because nobody sits at the desk at
///   night, and around the clock from urgent on, because then somebody must;
/// - telling that a report was received is done by the machine, so around the clock.
std::string_view calendar_of(const Promise& promise, ClockKind clock, const Span& span, Urgency urgency);

/// A deadline counted from `base`; nothing when the promise says nothing about that clock.
std::optional<DeadlineSet> promised(const City& city, const Promise& promise, ClockKind clock, Urgency urgency, Instant base, std::string_view why);

/// As `promised` for resolve from the day of opening, with what has been suspended and granted since counted in: for a matter corrected on the way.
std::optional<DeadlineSet> promised_anew(const City& city, const Case& c, const Promise& promise, std::string_view why);

/// After a suspension: the counted time that remained at `since` remains at `now`, to the due time and to the near mark. A clock that was due by
/// then stays as it is (nothing).
std::optional<DeadlineSet> moved_by_suspension(const City& city, const Deadline& deadline, Instant since, Instant now);

/// `days` later in the promise's calendar.
DeadlineSet extended(const City& city, const Promise& promise, const Deadline& deadline, int days);

/// Work sent back: what remained when it was handed in remains from now, at least one hour of the promise's calendar.
DeadlineSet sent_back(const City& city, const Promise& promise, const Deadline& deadline, Instant handed_in, Instant now);

}  // namespace yiwang
