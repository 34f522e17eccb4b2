#include "service/permit.h"

#include <algorithm>

#include "cases/possible.h"

namespace yiwang {
namespace {

constexpr bool city_wide(Role role) {
  return role == Role::agent || role == Role::dispatcher || role == Role::supervisor || role == Role::leader || role == Role::admin;
}

bool in_areas(const Identity& who, const Case& c, const City& city) {
  if (who.areas.empty() || c.place.area.empty()) return true;
  return std::any_of(who.areas.begin(), who.areas.end(), [&](const auto& area) { return city.area_within(c.place.area, area); });
}

bool unit_on_case(const Identity& who, const Case& c, const City& city) {
  if (who.unit.empty()) return false;
  const auto mine = [&](const std::string& unit) { return !unit.empty() && city.unit_within(unit, who.unit); };
  if (mine(c.unit)) return true;
  if (std::any_of(c.tasks.begin(), c.tasks.end(), [&](const auto& task) { return mine(task.unit); })) return true;
  return std::any_of(c.units_before.begin(), c.units_before.end(), mine);
}

bool works_on_case(const Identity& who, const Case& c, const City& city) {
  if (who.unit.empty()) return false;
  if (!c.unit.empty() && city.unit_within(c.unit, who.unit)) return true;
  return std::any_of(c.tasks.begin(), c.tasks.end(), [&](const auto& task) { return task.open() && city.unit_within(task.unit, who.unit); });
}

bool sees_by_role(const Identity& who, Role role, const Case& c, const City& city) {
  return city_wide(role) ? in_areas(who, c, city) : unit_on_case(who, c, city);
}

}  // namespace

bool Identity::has(Role role) const { return std::find(roles.begin(), roles.end(), role) != roles.end(); }

Done may_see(const Identity& who, const Case& c, const City& city) {
  if (who.roles.empty()) return refuse(Reason::not_permitted);
  for (const auto role : who.roles) {
    if (sees_by_role(who, role, c, city)) return done();
  }
  return refuse(Reason::outside_scope);
}

Result<Actor> may_do(const Identity& who, Operation operation, const Case& c, const City& city) {
  bool role_fits = false;
  for (const auto role : who.roles) {
    if (!role_may(operation, role)) continue;
    role_fits = true;
    const bool inside = city_wide(role) ? in_areas(who, c, city) : works_on_case(who, c, city);
    if (!inside) continue;
    return Actor{role, who.login, who.unit};
  }
  return role_fits ? refuse(Reason::outside_scope) : refuse(Reason::not_permitted, {{"operation", std::string(code_of(operation))}});
}

std::vector<Operation> offered(const Identity& who, const Case& c, const City& city) {
  std::vector<Operation> out;
  for (std::size_t i = 0; i < kOperations.size(); ++i) {
    const auto operation = static_cast<Operation>(i);
    if (!stage_allows(operation, c.stage) || !may_do(who, operation, c, city)) continue;
    if (operation == Operation::pass_time || !possible(c, operation)) continue;
    if (operation == Operation::finish_assist && (c.unit == who.unit || c.open_task(who.unit) == nullptr)) continue;
    out.push_back(operation);
  }
  return out;
}

std::vector<std::string> units_of(const Identity& who, const City& city) {
  if (std::any_of(who.roles.begin(), who.roles.end(), city_wide)) return {};
  std::vector<std::string> out;
  for (const auto& unit : city.units) {
    if (city.unit_within(unit.code, who.unit)) out.push_back(unit.code);
  }
  if (out.empty()) out.push_back(who.unit.empty() ? "-" : who.unit);
  return out;
}

}  // namespace yiwang
