#include "flow/process/host.h"

namespace yiwang::process {

std::optional<Instant> Host::due(std::string_view calendar, Instant from, const Span& span) const {
  if (!calendar.empty()) return std::nullopt;
  return from + span.time + hours{24} * span.days;
}

std::optional<milliseconds> Host::between(std::string_view calendar, Instant from, Instant to) const {
  if (!calendar.empty()) return std::nullopt;
  return to > from ? to - from : milliseconds{0};
}

Result<feel::Value> Host::decide(std::string_view decision, const feel::Value&) const {
  return refuse(Reason::not_found, {{"decision", std::string(decision)}});
}

std::shared_ptr<const Plan> Host::called(std::string_view, std::string_view) const { return nullptr; }

Served Host::serve(const Work&, const feel::Value&) const {
  Served out;
  out.how = Served::How::waits;
  return out;
}

}  // namespace yiwang::process
