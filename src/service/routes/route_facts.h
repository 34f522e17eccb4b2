#pragma once
#include "cases/case.h"
#include "cases/command.h"
#include "city/city.h"
#include "dispatch/learned/route_shape.h"

namespace yiwang {

/// Codes of a case that were known when it opened and that routing may depend on.
struct RouteCodes {
  std::string matter;
  std::string area, road, estate;
  std::string channel, kind;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(RouteCodes, (), (matter, area, road, estate, channel, kind, at))

/// What is counted for a city: the matter and its group and class, the areas around the place, road, estate, channel, kind, time of day.
const RouteShape& route_shape();
RouteFacts route_facts(const RouteCodes& codes, const City& city);
/// Of a case as it stands: what people corrected counts, not the first guess.
RouteCodes route_codes(const Case& c);
/// Of a report that has been understood and located: the best guesses.
RouteCodes route_codes(const ReceiveReport& received);

}  // namespace yiwang
