#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "adapters/sql/store.h"

namespace yiwang {

/// An empty place for one test's store, gone at the end: a folder, or a schema of the PostgreSQL server that YIWANG_TEST_POSTGRES names.
class Place {
 public:
  virtual ~Place() = default;
  virtual std::string where() const = 0;
  /// Runs SQL behind the store's back.
  virtual void meddle(const std::string& statements) = 0;
  virtual std::string ask(const std::string& question) = 0;

  static std::unique_ptr<Place> make(const std::string& kind);
};

/// Every contract test runs on SQLite and, when YIWANG_TEST_POSTGRES is set (see with_postgres.sh), on PostgreSQL.
class StoreContract : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override;
  void reopen();

  std::unique_ptr<Place> place;
  std::unique_ptr<Store> store;
};

#define YIWANG_ON_EVERY_STORE(suite) \
  INSTANTIATE_TEST_SUITE_P(OnEveryStore, suite, testing::Values("sqlite", "postgres"), [](const auto& about) { return about.param; })

/// A ledger entry whose fields follow from its numbers.
LedgerRow an_entry(std::uint64_t seq, std::uint64_t case_id, std::uint32_t version);
/// A dispatched case of unit U-<id % 7>, in the grids of three streets, opened a minute after the case before.
CaseRow a_case(std::uint64_t id);
/// One new case with everything that comes with it; `seq` is the ledger's next.
Batch a_new_case(std::uint64_t seq, std::uint64_t id);
void add_to(Batch& batch, Batch more);
/// The batch that makes cases 1..count with entries 1..count.
Batch new_cases(std::uint64_t count);

}  // namespace yiwang
