#pragma once
#include "adapters/http/exchange.h"

namespace yiwang {

/// RFC 9457 problem of a refusal: status and sentence come from contract/reasons.yaml. In requests with a JSON body `reporter.phone` is told as the JSON
/// pointer `/reporter/phone`. Adds Retry-After where the facts or the status ask for it.
Response problem(const Refusal& refusal, const Request& request);

/// For broken machinery: 503 `unavailable`, logged with the request id; the caller learns nothing of the inside.
Response broken(const std::string& what, const Request& request);

}  // namespace yiwang
