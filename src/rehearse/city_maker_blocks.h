#pragma once
#include "rehearse/city_maker_town.h"

namespace yiwang::maker {

/// Writes dwellings.csv and firms.csv for the addresses made before: who lives where follows from floor space and what kind of place it is, shops line the streets.
/// Draws from a generator of its own, so that what is made after it does not depend on it.
void make_dwellings_and_firms(Town& town);

}  // namespace yiwang::maker
