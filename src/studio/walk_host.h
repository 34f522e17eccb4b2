#pragma once
#include <memory>

#include "city/city.h"
#include "flow/process/host.h"

namespace yiwang {

/// What a walked process may ask: the calendars, rules and processes of a city, at a moment that the walk moves. Work for machines waits for the person who walks.
class WalkHost final : public process::Host {
 public:
  WalkHost(std::shared_ptr<const City> city, Instant at) : now(at), city_(std::move(city)) {}
  std::optional<Instant> due(std::string_view calendar, Instant from, const Span& span) const override;
  std::optional<milliseconds> between(std::string_view calendar, Instant from, Instant to) const override;
  minutes offset() const override { return city_->offset; }
  Result<feel::Value> decide(std::string_view decision, const feel::Value& inputs) const override;
  std::shared_ptr<const process::Plan> called(std::string_view code, std::string_view version) const override;

  Instant now;

 private:
  const Calendar* calendar(std::string_view code) const;
  std::shared_ptr<const City> city_;
};

}  // namespace yiwang
