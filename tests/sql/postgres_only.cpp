#include <gmock/gmock.h>

#include "sql/places.h"

namespace yiwang {
namespace {

class PostgresStore : public testing::Test {
 protected:
  void SetUp() override {
    place = Place::make("postgres");
    if (!place) GTEST_SKIP() << "YIWANG_TEST_POSTGRES is not set; run this under tests/sql/with_postgres.sh";
    store = open_store(place->where());
  }
  /// As when the server is restarted: every connection of the store is gone.
  void cut_connections() { place->meddle("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'yiwang'"); }

  std::unique_ptr<Place> place;
  std::unique_ptr<Store> store;
};

TEST_F(PostgresStore, AfterALostConnectionTheNextButOneCommitGoesThroughAndTheLockIsHeldAgain) {
  store->commit(new_cases(3));
  cut_connections();
  try {
    store->commit(a_new_case(4, 4));
    FAIL() << "the connection should have been gone";
  } catch (const std::runtime_error& e) {
    EXPECT_THAT(std::string(e.what()), testing::HasSubstr("lost"));
  }
  store->commit(a_new_case(4, 4));
  EXPECT_EQ(store->last_entry().seq, 4u);
  EXPECT_THROW(open_store(place->where()), std::runtime_error);
}

TEST_F(PostgresStore, ReadersComeBackAfterOneFailure) {
  store->commit(new_cases(3));
  EXPECT_EQ(store->last_entry().seq, 3u);
  cut_connections();
  EXPECT_THROW(store->last_entry(), std::runtime_error);
  EXPECT_EQ(store->last_entry().seq, 3u);
}

TEST_F(PostgresStore, AWriterThatLostItsPlaceToAnotherDoesNotWriteBesideIt) {
  store->commit(new_cases(3));
  cut_connections();
  const auto other = open_store(place->where());
  for (int attempt = 0; attempt < 4; ++attempt) EXPECT_THROW(store->commit(a_new_case(4, 4)), std::runtime_error);
  other->commit(a_new_case(4, 4));
  EXPECT_EQ(other->last_entry().seq, 4u);
}

TEST_F(PostgresStore, ALargeBatchThatFailsInTheMiddleOfACopyLeavesNothing) {
  auto batch = new_cases(300);
  batch.ledger[150].seq = 7;
  EXPECT_THROW(store->commit(batch), std::runtime_error);
  batch = new_cases(300);
  batch.cases[200].title = std::string("a\0b", 3);
  EXPECT_THROW(store->commit(batch), std::runtime_error);
  EXPECT_EQ(store->last_entry().seq, 0u);
  store->commit(new_cases(300));
  EXPECT_EQ(store->case_rows_after(0, 1000).size(), 300u);
}

}  // namespace
}  // namespace yiwang
