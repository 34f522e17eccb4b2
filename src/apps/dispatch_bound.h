#pragma once
#include <string>
#include <vector>

#include "apps/dispatch_requests.h"

namespace yiwang {

/// How far anybody could get who sees only these fields.
struct DispatchBound {
  std::string alike_in;
  double with_twin = 0;                    // share of the test's rows that have a twin, in either file, alike in all these fields
  double disagree = 0;                     // share of pairs of twins that had different queues: no rule on these fields is right for both
  double best_on_twins = 0;                // accuracy on those rows of an oracle that names each group's most frequent queue, truth in sight: no rule does better
};

/// Twins in all visible fields but the moment; and in what, the first where, how and words.
std::vector<DispatchBound> dispatch_bounds(const RequestFile& train, const RequestFile& test);

}  // namespace yiwang
