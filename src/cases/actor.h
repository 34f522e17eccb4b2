#pragma once
#include <boost/describe.hpp>
#include <string>

#include "contract/vocabulary.h"

namespace yiwang {

/// Who does something, on whose authority. The engine itself is role `system` with login `engine` or `clock`.
struct Actor {
  Role role = Role::system;
  std::string login;
  std::string unit;
  bool operator==(const Actor&) const = default;
};
BOOST_DESCRIBE_STRUCT(Actor, (), (role, login, unit))

}  // namespace yiwang
