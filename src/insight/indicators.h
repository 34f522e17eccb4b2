#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "insight/cube.h"

namespace yiwang {

/// One indicator with what it was made of, so that a screen can always show the fraction behind the figure.
struct Indicator {
  std::string code;
  std::int64_t numerator = 0;
  std::optional<std::int64_t> denominator; // none for a plain count
  std::optional<double> value;             // a count, a share 0..1, or milliseconds; none when the denominator is 0
};
BOOST_DESCRIBE_STRUCT(Indicator, (), (code, numerator, denominator, value))

/// How an indicator is made from counts: the sum of `numerator` over that of `denominator` (domain.md "Indicators").
struct IndicatorRule {
  std::string_view code;
  std::int64_t CubeCounts::* numerator;
  std::int64_t CubeCounts::* denominator;  // null: the numerator itself
};

/// The definitions, in the order in which they are shown:
/// - accepted, closed, answered, refused, reopened, returns, redispatches, overdue, repeats: counts;
/// - on_time_rate 按时办结率: closings whose resolve deadline was met / closings;
/// - response_rate 响应率: contact deadlines met / contact deadlines met or passed;
/// - solution_rate 解决率, satisfaction_rate 满意率: of those reached by call-back;
/// - first_dispatch_rate 首派准确率: cases never returned or redispatched / cases, both counted when a case closes for the first time, so that
///   numerator and denominator speak of the same cases;
/// - return_rate 退单率: returns / dispatches; automation_rate 智能派单率: dispatches by the engine / dispatches;
/// - repeat_rate 重复诉求率: repeats / reports; call_back_rate 有效回访率: reached / called back; join_rate 并案率: joined / reports;
/// - mean_handling_ms: from opening to the last result, per closing.
/// What is open and overdue now, and the ninth decile of handling time, cannot be had from sums; they are asked of the case rows.
const std::vector<IndicatorRule>& indicator_rules();

std::vector<Indicator> indicators(const CubeCounts& counts);

}  // namespace yiwang
