#pragma once
#include <memory>

#include "city/city.h"

namespace yiwang {

/// A city widened until it has so many addresses: copies beside one another, each with divisions, roads and estates of its own names (three characters where
/// the first city's have two; about one road in ten bears a name that another district has, too). For measuring; people and duties are left out. Same city and
/// count, same result.
std::shared_ptr<const City> wide_city(const City& city, std::size_t addresses);

}  // namespace yiwang
