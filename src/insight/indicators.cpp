#include "insight/indicators.h"

namespace yiwang {

const std::vector<IndicatorRule>& indicator_rules() {
  using C = CubeCounts;
  static const std::vector<IndicatorRule> rules{
      {"reports", &C::reports, nullptr},
      {"accepted", &C::opened, nullptr},
      {"closed", &C::closed, nullptr},
      {"answered", &C::answered, nullptr},
      {"refused", &C::refused, nullptr},
      {"reopened", &C::reopened, nullptr},
      {"returns", &C::returns, nullptr},
      {"redispatches", &C::redispatches, nullptr},
      {"overdue", &C::overdue, nullptr},
      {"repeats", &C::repeats, nullptr},
      {"on_time_rate", &C::closed_on_time, &C::closed},
      {"response_rate", &C::contacts_on_time, &C::contacts_due},
      {"solution_rate", &C::solved, &C::reached},
      {"satisfaction_rate", &C::satisfied, &C::reached},
      {"first_dispatch_rate", &C::first_dispatches_kept, &C::first_closed},
      {"return_rate", &C::returns, &C::dispatches},
      {"automation_rate", &C::auto_dispatched, &C::dispatches},
      {"repeat_rate", &C::repeats, &C::reports},
      {"join_rate", &C::joined, &C::reports},
      {"call_back_rate", &C::reached, &C::called_back},
      {"mean_handling_ms", &C::handling_ms, &C::handled},
  };
  return rules;
}

std::vector<Indicator> indicators(const CubeCounts& counts) {
  std::vector<Indicator> out;
  out.reserve(indicator_rules().size());
  for (const auto& rule : indicator_rules()) {
    Indicator made{std::string(rule.code), counts.*rule.numerator, {}, {}};
    if (rule.denominator == nullptr) {
      made.value = static_cast<double>(made.numerator);
    } else {
      made.denominator = counts.*rule.denominator;
      if (*made.denominator > 0) made.value = static_cast<double>(made.numerator) / static_cast<double>(*made.denominator);
    }
    out.push_back(std::move(made));
  }
  return out;
}

}  // namespace yiwang
