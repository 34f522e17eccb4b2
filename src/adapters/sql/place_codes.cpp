#include "adapters/sql/place_codes.h"

#include <vector>

#include "adapters/sql/statements.h"
#include "service/case_row.h"

namespace yiwang {
namespace {

constexpr std::string_view kFact = "place_code_level";
constexpr std::size_t kAtOnce = 5000;

struct Coded {
  std::int64_t id;
  std::string code;
};

}  // namespace

void fill_place_codes(Connection& on) {
  const auto level = std::to_string(kPlaceCodeLevel);
  {
    Query known(on, sql::kFact, kFact);
    if (known.next() && known.text(0) == level) return;
  }
  std::int64_t after = 0;
  for (std::size_t read = kAtOnce; read == kAtOnce;) {
    std::vector<Coded> coded;
    read = 0;
    {
      Query points(on, sql::kPointsAfter, after, kAtOnce);
      for (; points.next(); ++read) {
        after = points.number(0);
        coded.push_back({after, place_code_of({points.real(1), points.real(2)})});
      }
    }
    Transaction transaction(on);
    if (!coded.empty()) {
      on.write_many(sql::kPutPlaceCode, coded.size(), [&](Values& to, std::size_t i) {
        to.number(coded[i].id);
        to.text(coded[i].code);
      });
    }
    if (read < kAtOnce) run(on, sql::kPutFact, kFact, std::string_view(level));
    transaction.commit();
  }
}

}  // namespace yiwang
