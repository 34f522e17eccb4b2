#pragma once
#include <string>

#include "base/result.h"

namespace yiwang {

/// A refusal of a place, shape or code as an English sentence that says what to do.
std::string sentence_of(const Refusal& refusal);

}  // namespace yiwang
