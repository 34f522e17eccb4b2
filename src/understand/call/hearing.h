#pragma once
#include <optional>

#include "understand/call/call_form.h"
#include "understand/call/talk.h"
#include "understand/lexicon.h"

namespace yiwang {

// What each field is read from: one function a field, all of the whole talk. Nothing said: nothing answered. They rather miss a value than make one up.

using Heard = std::optional<FilledField>;

Heard hear_phone(const Talk& talk);
Heard hear_name(const Talk& talk);
Heard hear_confidential(const Talk& talk);
Heard hear_callback_wanted(const Talk& talk);
Heard hear_callback_time(const Talk& talk);
/// The number of an earlier case when it was read aloud, else whether there was one.
Heard hear_earlier_case(const Talk& talk);
Heard hear_recurs(const Talk& talk);
/// `now` in local time at `offset`.
Heard hear_happened_at(const Talk& talk, Instant now, minutes offset);
Heard hear_place(const Talk& talk, const Lexicon& lexicon);
Heard hear_subject(const Talk& talk);
Heard hear_appeal(const Talk& talk);
Heard hear_urgent(const Talk& talk);

/// Text of a line as it may stand in a field: fillers gone, pauses as commas, at most `most` characters.
std::string tidy(std::u32string_view text, std::size_t most);

}  // namespace yiwang
