#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "adapters/sql/list_query.h"
#include "adapters/sql/postgres_connection.h"
#include "adapters/sql/sqlite_connection.h"
#include "base/random.h"
#include "service/case_row.h"
#include "service/cases_placed.h"
#include "sql/places.h"

namespace yiwang {
namespace {

constexpr std::uint64_t kCases = 1200;

/// Cases over a city, some on a net of round coordinates, some without a place, in every hemisphere.
class PlacedContract : public StoreContract {
 protected:
  void SetUp() override {
    StoreContract::SetUp();
    if (!store) return;
    auto batch = new_cases(kCases);
    Random random(11);
    for (auto& row : batch.cases) {
      row.lon = 118.7 + 0.2 * random.unit();
      row.lat = 31.95 + 0.2 * random.unit();
      if (row.id % 5 == 0) row.lon = std::round(row.lon * 100) / 100;
      if (row.id % 5 == 0) row.lat = std::round(row.lat * 100) / 100;
      if (row.id % 50 == 1) row.lon = -row.lon, row.lat = -row.lat;
      if (row.id % 40 == 3) row.lon = row.lat = 0;
      row.place_code = place_code_of({row.lon, row.lat});
    }
    city = batch.cases;
    store->commit(batch);
  }

  /// All pages at two sizes and four orders against looking at every case.
  void expect(CaseQuery query, const std::function<bool(const CaseRow&)>& wanted, const std::string& what) {
    for (const std::string sort : {"-opened", "opened", "due", "-updated"}) {
      query.sort = sort;
      std::vector<std::uint64_t> expected;
      auto rows = city;
      std::sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) { return comes_before(a, b, sort); });
      for (const auto& row : rows) {
        if (wanted(row)) expected.push_back(row.id);
      }
      for (const int limit : {60, 1000}) {
        query.limit = limit;
        query.after.clear();
        std::vector<std::uint64_t> got;
        do {
          const auto page = store->list_cases(query);
          for (const auto& row : page.rows) got.push_back(row.id);
          query.after = page.next;
        } while (!query.after.empty() && got.size() <= kCases);
        ASSERT_EQ(got, expected) << what << ", " << sort << ", pages of " << limit;
      }
      query.after.clear();
      EXPECT_EQ(store->count_cases(query), static_cast<std::int64_t>(expected.size())) << what;
      query.count = true;
      EXPECT_EQ(store->list_cases(query).total, static_cast<std::int64_t>(expected.size())) << what;
      query.count = false;
    }
  }

  std::vector<CaseRow> city;
};
YIWANG_ON_EVERY_STORE(PlacedContract);

bool somewhere(const CaseRow& row) { return row.lon != 0 || row.lat != 0; }

TEST_P(PlacedContract, near_a_place_gives_what_looking_at_every_case_gives) {
  for (const double metres : {30.0, 500.0, 3000.0, 20'000.0}) {
    const Disc disc{{118.8, 32.05}, metres};
    CaseQuery query;
    query.placed = cases_near(disc).value();
    expect(query, [&](const CaseRow& r) { return somewhere(r) && metres_between(disc.centre, {r.lon, r.lat}) <= metres; }, "near " + std::to_string(metres));
  }
}

TEST_P(PlacedContract, a_box_holds_its_border) {
  for (const Box box : {Box{{118.75, 32.0}, {118.85, 32.1}}, Box{{118.8, 32.05}, {118.8, 32.05}}, Box{{-118.85, -32.1}, {-118.75, -32.0}}, Box{{-180, -85}, {180, 85}}}) {
    CaseQuery query;
    query.placed = cases_in(box).value();
    expect(query, [&](const CaseRow& r) { return somewhere(r) && r.lon >= box.low.lon && r.lon <= box.high.lon && r.lat >= box.low.lat && r.lat <= box.high.lat; }, "a box");
  }
}

TEST_P(PlacedContract, a_shape_with_a_hole_and_other_filters_together) {
  const MultiPolygon shape{{{{118.72, 31.97}, {118.88, 31.99}, {118.86, 32.13}, {118.74, 32.11}}, {{{118.79, 32.03}, {118.81, 32.03}, {118.81, 32.06}, {118.79, 32.06}}}}};
  const AreaIndex index({{0, shape}});
  const auto inside = [&](const CaseRow& r) { return somewhere(r) && index.find({r.lon, r.lat}) == 0; };
  CaseQuery query;
  query.placed = cases_in(shape).value();
  expect(query, inside, "a shape");
  query.within = {"310101000000"};
  expect(query, [&](const CaseRow& r) { return inside(r) && r.area.starts_with("310101"); }, "in a person's scope");
  query.units = {"U-1", "U-4"};
  query.urgencies = {"urgent"};
  expect(query, [&](const CaseRow& r) { return inside(r) && r.area.starts_with("310101") && (r.unit == "U-1" || r.unit == "U-4") && r.urgency == "urgent"; }, "and of a unit");
}

TEST_P(PlacedContract, the_index_of_codes_is_entered) {
  place->meddle("ANALYZE");
  CaseQuery query;
  query.placed = cases_near({{118.8, 32.05}, 300}).value();
  const auto plan = plan_list(query);
  ASSERT_EQ(plan.size(), 1u);
  std::unique_ptr<Connection> on;
  if (GetParam() == "sqlite") on = std::make_unique<SqliteConnection>(place->where() + "/yiwang.db", SqliteUse::read);
  else on = std::make_unique<PostgresConnection>(place->where());
  const auto composed = compose_page(query, plan.front(), std::nullopt, 51, {}, on->dialect()).value();
  const bool sqlite = on->dialect() == Dialect::sqlite;
  auto text = composed.text;
  // EXPLAIN takes no values.
  for (auto i = composed.values.size(); i > 0; --i) {
    const auto mark = "?" + std::to_string(i);
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) text.replace(at, mark.size(), "'" + std::get<std::string>(composed.values[i - 1]) + "'");
  }
  text = (sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + text;
  std::string explained;
  Query rows(on->prepare_once({"explain", text}));
  while (rows.next()) explained += rows.text(sqlite ? 3 : 0) + "\n";
  EXPECT_THAT(explained, testing::HasSubstr("case_place")) << explained;
  EXPECT_THAT(explained, testing::Not(testing::HasSubstr("SCAN case_now"))) << "every row would be looked at";
  EXPECT_THAT(explained, testing::Not(testing::HasSubstr("Seq Scan"))) << explained;
}

TEST_P(PlacedContract, cases_from_before_get_their_codes_at_the_next_start) {
  const auto before = store->case_rows_after(0, kCases + 1);
  store.reset();
  place->meddle("UPDATE case_now SET place_code = ''; DELETE FROM fact WHERE key = 'place_code_level'");
  store = open_store(place->where());
  EXPECT_EQ(store->case_rows_after(0, kCases + 1), before);
}

TEST_P(PlacedContract, no_ranges_hold_nothing) {
  CaseQuery query;
  query.placed = CasesPlaced{{}, [](LonLat) { return true; }};
  EXPECT_TRUE(store->list_cases(query).rows.empty());
  EXPECT_EQ(store->count_cases(query), 0);
}

}  // namespace
}  // namespace yiwang
