#pragma once
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "cases/advice.h"

namespace yiwang {

/// How often somebody who names one matter of many was borne out by what people decided in the end. Begins as "half of the time", worth four cases, so that a
/// stranger moves little until there is a record.
struct OpinionRecord {
  std::int64_t judged = 0, right = 0;
  double accuracy() const { return (static_cast<double>(right) + 2.0) / (static_cast<double>(judged) + 4.0); }
};
BOOST_DESCRIBE_STRUCT(OpinionRecord, (), (judged, right))

/// Our own guesses after another reader named `named`, one of `offered` matters: Bayes' rule with that reader's accuracy, its mistakes spread evenly over the rest. A
/// matter that is not among the guesses takes its share of what they left over. Best first, at most three; probabilities still sum to 1 at most.
std::vector<MatterGuess> weigh_opinion(const std::vector<MatterGuess>& guesses, std::string_view named, std::size_t offered, double accuracy);

}  // namespace yiwang
