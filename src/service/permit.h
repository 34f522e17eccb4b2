#pragma once
#include "cases/case.h"
#include "cases/command.h"
#include "city/city.h"

namespace yiwang {

/// A person who is signed in.
struct Identity {
  std::string login;
  std::string name;
  std::string unit;
  std::vector<Role> roles;
  std::vector<std::string> areas;          // empty: no limit beyond the unit
  bool has(Role role) const;
};

/// Whether somebody may see a case at all, and whether they may do something to it now (contract/operations.yaml; scope by unit and area).
/// City-wide roles: agent, dispatcher, supervisor, leader, admin (within `areas` when given). Handlers and grid workers: cases where their unit or one below it leads,
/// assists or has led. Which of the person's roles it is done under is returned.
Done may_see(const Identity& who, const Case& c, const City& city);
Result<Actor> may_do(const Identity& who, Operation operation, const Case& c, const City& city);
/// Operations offered now: permitted and possible in this stage.
std::vector<Operation> offered(const Identity& who, const Case& c, const City& city);
/// Units whose cases the person's lists show; empty = all.
std::vector<std::string> units_of(const Identity& who, const City& city);

}  // namespace yiwang
