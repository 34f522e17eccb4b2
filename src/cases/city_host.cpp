#include "cases/city_host.h"

#include "flow/rules/model.h"

namespace yiwang {

const Calendar* CityHost::calendar(std::string_view code) const {
  const auto& city = context_.city;
  const auto found = city.calendars.find(std::string(code == "procedure" ? std::string_view(case_.promise.calendar) : code));
  return found == city.calendars.end() ? nullptr : found->second.get();
}

std::optional<Instant> CityHost::due(std::string_view code, Instant from, const Span& span) const {
  if (code.empty()) return Host::due(code, from, span);
  const auto* found = calendar(code);
  if (found == nullptr) return std::nullopt;
  return add(*found, from, span);
}

std::optional<milliseconds> CityHost::between(std::string_view code, Instant from, Instant to) const {
  if (code.empty()) return Host::between(code, from, to);
  const auto* found = calendar(code);
  if (found == nullptr) return std::nullopt;
  return found->between(from, to);
}

Result<feel::Value> CityHost::decide(std::string_view decision, const feel::Value& inputs) const {
  const auto* rule = context_.city.rule(decision);
  if (rule == nullptr || !rule->model) return refuse(Reason::not_found, {{"decision", std::string(decision)}});
  dmn::Asked asked_of;
  const auto zone = feel::Zone::offset(std::chrono::duration_cast<std::chrono::seconds>(context_.city.offset).count());
  asked_of.present = feel::Present{context_.now, zone.value_or(feel::Zone::utc())};
  auto outcome = rule->model->evaluate(decision, inputs, asked_of);
  if (!outcome) return tl::unexpected(outcome.error());
  if (outcome->value.is_null() && !outcome->problems.empty()) return refuse(Reason::not_found, {{"decision", std::string(decision)}, {"problem", outcome->problems.front().code}});
  return std::move(outcome->value);
}

std::shared_ptr<const process::Plan> CityHost::called(std::string_view code, std::string_view version) const {
  const auto* drawn = version.empty() ? context_.city.process(code) : context_.city.process(code, version);
  return drawn == nullptr ? nullptr : drawn->plan;
}

process::Served CityHost::serve(const process::Work& work, const feel::Value&) const {
  asked.push_back({std::string(work.operation), std::string(work.element)});
  return {};
}

}  // namespace yiwang
