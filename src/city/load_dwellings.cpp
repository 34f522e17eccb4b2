#include "city/draft.h"

namespace yiwang {

void load_dwellings(CityDraft& draft) {
  for_each_table(draft, "dwellings.csv", {"address", "households", "people"}, false, false, [&](TableReader& table) {
    Dwelling dwelling{table.needed("address"), table.integer("households", 0, 0, 100'000), table.integer("people", 0, 0, 1'000'000)};
    if (!dwelling.address.empty() && !draft.addresses.has(dwelling.address)) table.fatal("unknown_address", {{"address", fact_text(dwelling.address)}});
    if (dwelling.people < dwelling.households) {
      table.warn("empty_households", {{"households", std::to_string(dwelling.households)}, {"people", std::to_string(dwelling.people)}});
    }
    const auto code = dwelling.address;
    put(draft.city.dwellings, draft.dwellings, code, std::move(dwelling), table);
  });
}

}  // namespace yiwang
