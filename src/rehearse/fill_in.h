#pragma once
#include "base/instant.h"
#include "base/json.h"
#include "base/random.h"
#include "flow/forms/form.h"

namespace yiwang {

/// An answer to a form as a hurried person would give it: what is required, and what the answers given make necessary. Fits the form when the form asks for
/// words, numbers, choices, truths and dates; same random, same answer.
json::Value fill_in(const forms::Form& form, Random& random, std::chrono::local_days today);

}  // namespace yiwang
