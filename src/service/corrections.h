#pragma once
#include <vector>

#include "service/ports.h"
#include "understand/labelled_text.h"

namespace yiwang {

/// What people corrected the matter to, as texts to learn from (requirement B3): the words of the first report with the matter that stands now, newest last, at most 20,000.
/// Rehearsed cases teach nothing. Reads the ledger from where it stopped the last time and keeps what it found beside it. Called once, before the writer starts.
std::vector<LabelledText> gather_corrections(Store& store);

}  // namespace yiwang
