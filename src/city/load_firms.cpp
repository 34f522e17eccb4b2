#include "city/draft.h"

namespace yiwang {

void load_firms(CityDraft& draft) {
  for_each_table(draft, "firms.csv", {"code", "name", "kind", "address", "?people"}, false, false, [&](TableReader& table) {
    Firm firm{table.needed("code"), table.needed("name"), table.needed("kind"), table.needed("address"), table.integer("people", 0, 0, 1'000'000)};
    if (!firm.address.empty() && !draft.addresses.has(firm.address)) table.fatal("unknown_address", {{"address", fact_text(firm.address)}});
    const auto code = firm.code;
    put(draft.city.firms, draft.firms, code, std::move(firm), table);
  });
}

}  // namespace yiwang
