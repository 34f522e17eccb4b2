#pragma once
#include <string>
#include <vector>

#include "cases/decide.h"
#include "flow/process/host.h"

namespace yiwang {

/// What the process of a case may ask of its city while one decision is made. Calendars: those of the city, `procedure` for the one the case was promised in.
/// Service tasks do nothing themselves: they are kept in `asked` for the case machine.
class CityHost : public process::Host {
 public:
  CityHost(const Case& c, const Context& context) : case_(c), context_(context) {}

  std::optional<Instant> due(std::string_view calendar, Instant from, const Span& span) const override;
  std::optional<milliseconds> between(std::string_view calendar, Instant from, Instant to) const override;
  minutes offset() const override { return context_.city.offset; }
  Result<feel::Value> decide(std::string_view decision, const feel::Value& inputs) const override;
  std::shared_ptr<const process::Plan> called(std::string_view code, std::string_view version) const override;
  process::Served serve(const process::Work& work, const feel::Value& variables) const override;

  struct Asked {
    std::string service;
    std::string element;
  };
  mutable std::vector<Asked> asked;

 private:
  const Calendar* calendar(std::string_view code) const;
  const Case& case_;
  const Context& context_;
};

}  // namespace yiwang
