#include "studio/walk_host.h"

#include "flow/rules/model.h"

namespace yiwang {

/// `procedure` stands for the calendar of the case's own procedure; a walk has no case, so it counts as the standard one does.
const Calendar* WalkHost::calendar(std::string_view code) const {
  const auto named = code == "procedure" ? std::string_view(city_->procedure_of({}).calendar) : code;
  const auto found = city_->calendars.find(std::string(named));
  return found == city_->calendars.end() ? nullptr : found->second.get();
}

std::optional<Instant> WalkHost::due(std::string_view code, Instant from, const Span& span) const {
  if (code.empty()) return Host::due(code, from, span);
  const auto* found = calendar(code);
  if (found == nullptr) return std::nullopt;
  return add(*found, from, span);
}

std::optional<milliseconds> WalkHost::between(std::string_view code, Instant from, Instant to) const {
  if (code.empty()) return Host::between(code, from, to);
  const auto* found = calendar(code);
  if (found == nullptr) return std::nullopt;
  return found->between(from, to);
}

Result<feel::Value> WalkHost::decide(std::string_view decision, const feel::Value& inputs) const {
  const auto* rule = city_->rule(decision);
  if (rule == nullptr || !rule->model) return refuse(Reason::not_found, {{"decision", std::string(decision)}});
  dmn::Asked asked;
  if (const auto zone = feel::Zone::offset(std::chrono::seconds(city_->offset).count())) asked.present = feel::Present{now, *zone};
  auto outcome = rule->model->evaluate(decision, inputs, asked);
  if (!outcome) return tl::unexpected(outcome.error());
  return std::move(outcome->value);
}

std::shared_ptr<const process::Plan> WalkHost::called(std::string_view code, std::string_view version) const {
  const auto* drawn = version.empty() ? city_->process(code) : city_->process(code, version);
  return drawn == nullptr ? nullptr : drawn->plan;
}

}  // namespace yiwang
