#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "adapters/sql/migrate.h"
#include "sql/places.h"

namespace yiwang {
namespace {

using SchemaContract = StoreContract;
YIWANG_ON_EVERY_STORE(SchemaContract);

std::string refusal(const std::string& where, StoreAccess access = StoreAccess::write) {
  try {
    open_store(where, access);
    return "";
  } catch (const std::runtime_error& e) {
    return e.what();
  }
}

TEST_P(SchemaContract, ANewerSchemaIsRefused) {
  store.reset();
  place->meddle("INSERT INTO schema_step (number, name, checksum) VALUES (9000, '9000_future.sql', 'x')");
  EXPECT_THAT(refusal(place->where()), testing::HasSubstr("newer version"));
  EXPECT_THAT(refusal(place->where(), StoreAccess::read), testing::HasSubstr("newer version"));
}

TEST_P(SchemaContract, AnAlteredStepIsRefused) {
  store.reset();
  place->meddle("UPDATE schema_step SET checksum = 'other' WHERE number = 2");
  EXPECT_THAT(refusal(place->where()), testing::AllOf(testing::HasSubstr("0002_"), testing::HasSubstr("must not be altered")));
}

TEST_P(SchemaContract, AMissingStepIsRefused) {
  store.reset();
  place->meddle("DELETE FROM schema_step WHERE number = 1");
  EXPECT_THAT(refusal(place->where()), testing::HasSubstr("expected"));
}

TEST_P(SchemaContract, OpeningAgainChangesNothing) {
  const auto before = place->ask("SELECT count(*) FROM schema_step");
  reopen();
  reopen();
  EXPECT_EQ(place->ask("SELECT count(*) FROM schema_step"), before);
}

TEST_P(SchemaContract, ASecondWriterIsRefusedUntilTheFirstIsGone) {
  EXPECT_THAT(refusal(place->where()), testing::HasSubstr("in use by another process"));
  store.reset();
  EXPECT_EQ(refusal(place->where()), "");
}

TEST_P(SchemaContract, AReaderMayLookBesideTheWriterAndCannotWrite) {
  store->commit(new_cases(3));
  const auto looker = open_store(place->where(), StoreAccess::read);
  EXPECT_EQ(looker->last_entry().seq, 3u);
  store->commit(a_new_case(4, 4));
  EXPECT_EQ(looker->last_entry().seq, 4u);
  EXPECT_THROW(looker->commit(a_new_case(5, 5)), std::runtime_error);
  EXPECT_THROW(looker->set_setting("a", "b"), std::runtime_error);
}

TEST_P(SchemaContract, TheStoreSaysWhatItIs) {
  EXPECT_THAT(store->describe(), testing::StartsWith(GetParam() == "sqlite" ? "SQLite 3." : "PostgreSQL "));
}

TEST(OpenStore, APlaceThatCannotBeIsRefusedWithASentence) {
  EXPECT_THAT(refusal("/proc/nowhere/data"), testing::HasSubstr("cannot be made"));
  EXPECT_THAT(refusal(""), testing::HasSubstr("no data folder"));
  EXPECT_THAT(refusal("/proc/nowhere/data", StoreAccess::read), testing::HasSubstr("there is no database"));
  EXPECT_THAT(refusal("host=127.0.0.1 port=1 dbname=none connect_timeout=2"), testing::HasSubstr("cannot be reached"));
}

TEST(OpenStore, AFileThatIsNoDatabaseIsRefused) {
  const auto place = Place::make("sqlite");
  std::filesystem::create_directories(place->where());
  std::ofstream(place->where() + "/yiwang.db") << std::string(100, 'z');
  EXPECT_THAT(refusal(place->where()), testing::HasSubstr("is damaged or is not one"));
}

TEST(Migrations, BothDialectsHaveTheSameStepsInOneUnbrokenRow) {
  const auto sqlite = migrations_for(Dialect::sqlite), postgres = migrations_for(Dialect::postgres);
  ASSERT_EQ(sqlite.size(), postgres.size());
  for (std::size_t i = 0; i < sqlite.size(); ++i) {
    EXPECT_EQ(sqlite[i].number, static_cast<int>(i + 1)) << sqlite[i].name;
    EXPECT_EQ(postgres[i].number, static_cast<int>(i + 1)) << postgres[i].name;
  }
}

}  // namespace
}  // namespace yiwang
