#include <gmock/gmock.h>

#include "sql/places.h"

namespace yiwang {
namespace {

using PlacesContract = StoreContract;
YIWANG_ON_EVERY_STORE(PlacesContract);

PlaceEntryRow an_entry(const std::string& code, std::uint32_t version, std::int64_t from_ms) {
  PlaceEntryRow row;
  row.kind = "estate";
  row.code = code;
  row.version = version;
  row.state = "in_use";
  row.name = "桂花苑 'A' 区 😀";
  row.parts = "{\"floors\":6}";
  row.source = "import";
  row.import_id = 1;
  row.by = "li.na";
  row.from_ms = from_ms;
  return row;
}

PlaceAliasRow an_alias(const std::string& words, const std::string& code) {
  PlaceAliasRow row;
  row.alias = row.words = words;
  row.kind = "estate";
  row.code = code;
  row.state = "suggested";
  row.source = "correction";
  row.support = 2;
  row.evidence = "[4,7]";
  row.first_ms = row.last_ms = 5;
  return row;
}

TEST_P(PlacesContract, ANewVersionEndsTheOneBefore) {
  auto& shelf = store->places();
  ASSERT_TRUE(shelf.change(0, {{an_entry("X1", 1, 10), an_entry("X2", 1, 10)}, {}, {}, {}, {}}));
  auto second = an_entry("X1", 2, 20);
  second.state = "removed";
  ASSERT_TRUE(shelf.change(1, {{second}, {}, {}, {}, {}}));
  reopen();
  const auto history = store->places().history("estate", "X1");
  ASSERT_EQ(history.size(), 2u);
  EXPECT_EQ(history[0], second);
  auto first = an_entry("X1", 1, 10);
  first.to_ms = 20;
  EXPECT_EQ(history[1], first);
  EXPECT_EQ(store->places().present(), (std::vector<PlaceEntryRow>{second, an_entry("X2", 1, 10)}));
  EXPECT_EQ(store->places().of_import(1).size(), 3u);
  EXPECT_TRUE(store->places().of_import(2).empty());
}

TEST_P(PlacesContract, AChangeOfAnOlderLibraryWritesNothing) {
  auto& shelf = store->places();
  ASSERT_TRUE(shelf.change(0, {{an_entry("X1", 1, 10)}, {}, {}, {}, {}}));
  PlaceImportRow import;
  import.id = 9;
  import.state = "applied";
  EXPECT_FALSE(shelf.change(0, {{an_entry("X3", 1, 10)}, {an_alias("桂苑", "X3")}, {}, import, 7}));
  EXPECT_EQ(shelf.present().size(), 1u);
  EXPECT_TRUE(shelf.aliases().empty());
  EXPECT_FALSE(shelf.find_import(9));
  EXPECT_EQ(shelf.learnt_up_to(), 0u);
  EXPECT_EQ(shelf.change_number(), 1u);
}

TEST_P(PlacesContract, ABreakHalfwayLeavesNothingBehind) {
  auto& shelf = store->places();
  ASSERT_TRUE(shelf.change(0, {{an_entry("X1", 1, 10)}, {}, {}, {}, {}}));
  // The second row has a version that is there already.
  EXPECT_ANY_THROW(shelf.change(1, {{an_entry("X5", 1, 20), an_entry("X1", 1, 20)}, {an_alias("桂苑", "X5")}, {}, {}, {}}));
  EXPECT_EQ(shelf.present(), (std::vector<PlaceEntryRow>{an_entry("X1", 1, 10)}));
  EXPECT_TRUE(shelf.aliases().empty());
  EXPECT_EQ(shelf.change_number(), 1u);
}

TEST_P(PlacesContract, NamesArePutAnewAndDropped) {
  auto& shelf = store->places();
  ASSERT_TRUE(shelf.change(0, {{}, {an_alias("桂苑", "X1"), an_alias("老桂苑", "X1")}, {}, {}, 30}));
  auto accepted = an_alias("桂苑", "X1");
  accepted.state = "in_use";
  accepted.decided_by = "wang.wei";
  ASSERT_TRUE(shelf.change(1, {{}, {accepted}, {an_alias("老桂苑", "X1")}, {}, {}}));
  reopen();
  EXPECT_EQ(store->places().aliases(), std::vector<PlaceAliasRow>{accepted});
  EXPECT_EQ(store->places().learnt_up_to(), 30u);
  ASSERT_TRUE(store->places().change(2, {{}, {}, {}, {}, 31}));
  EXPECT_EQ(store->places().change_number(), 2u) << "reading further is no change of the library";
}

TEST_P(PlacesContract, AnImportIsKeptWithItsLines) {
  auto& shelf = store->places();
  PlaceImportRow import;
  import.state = "previewed";
  import.file = "地址.csv";
  import.digest = "ab";
  import.counts = "{\"new\":2}";
  import.by = "li.na";
  import.made_ms = 5;
  import.id = shelf.add_import(import);
  EXPECT_EQ(import.id, 1u);
  const std::vector<PlaceImportLine> lines = {{1, 2, "new", "{}", "{\"a\":\"'\"}"}, {2, 3, "same", "{}", ""}, {3, 4, "new", "{}", ""}};
  shelf.save_import(import, &lines);
  EXPECT_EQ(shelf.find_import(1), import);
  EXPECT_EQ(shelf.lines(1, "", 0, 10), lines);
  EXPECT_EQ(shelf.lines(1, "new", 1, 10), std::vector<PlaceImportLine>{lines[2]});
  EXPECT_EQ(shelf.lines(1, "", 1, 1), std::vector<PlaceImportLine>{lines[1]});
  const std::vector<PlaceImportLine> fewer = {lines[0]};
  import.state = "applied";
  shelf.save_import(import, &fewer);
  EXPECT_EQ(shelf.lines(1, "", 0, 10), fewer);
  EXPECT_EQ(shelf.imports(UINT64_MAX, 10), std::vector<PlaceImportRow>{import});
  EXPECT_TRUE(shelf.imports(1, 10).empty());
}

}  // namespace
}  // namespace yiwang
